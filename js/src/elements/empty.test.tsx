import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

test("an empty place waits for an element and can be emptied again", () => {
  const app = drawn([{ kind: "empty" }]);
  expect(screen.getByTestId("stEmpty").textContent).toBe("");
  app.put([0, 0], { kind: "text", body: "here" });
  expect(screen.queryByTestId("stEmpty")).toBeNull();
  expect(screen.getByTestId("stText").textContent).toBe("here");
  app.put([0, 0], { kind: "empty" });
  expect(screen.queryByTestId("stText")).toBeNull();
});
