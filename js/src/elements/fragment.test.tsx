import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

test("a fragment is a block like others", () => {
  const app = drawn([{ kind: "fragment", fragment: "f" }]);
  app.put([0, 0, 0], { kind: "text", body: "4.2 kg" });
  expect(screen.getByTestId("stVerticalBlock").textContent).toBe("4.2 kg");
});
