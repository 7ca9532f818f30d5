/** Leaves each test an empty page: what the one before has drawn is taken down; and patience, on a busy machine. */

import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

configure({ asyncUtilTimeout: 10_000 });
afterEach(cleanup);
