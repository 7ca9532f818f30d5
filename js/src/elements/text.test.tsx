import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

test("text is shown as it is", () => {
  drawn([{ kind: "text", body: "2 * 3 *\n  4", help: "why" }]);
  const text = screen.getByTestId("stText");
  expect(text.firstElementChild?.textContent).toBe("2 * 3 *\n  4");
  expect(screen.getByRole("button", { name: "Help" })).toBeDefined();
});
