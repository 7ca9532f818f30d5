/** Leaves each test an empty page: what the one before has drawn is taken down. */

import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

afterEach(cleanup);
