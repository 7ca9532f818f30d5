import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

test("a divider is a separator", () => {
  drawn([{ kind: "divider" }]);
  expect(screen.getByRole("separator")).toBeDefined();
});
