import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

test("how far it has come, for eyes and ears", () => {
  const app = drawn([{ kind: "progress", value: 0.4, text: "**Half** way" }]);
  const bar = screen.getByRole("progressbar");
  expect(bar.getAttribute("aria-valuenow")).toBe("40");
  expect(bar.getAttribute("aria-valuetext")).toBe("40%");
  expect(screen.getByTestId("stProgress").textContent).toBe("Half way");
  app.put([0, 0], { kind: "progress", value: 1 });
  expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("100");
});
