import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

test("a form is a box for its elements", () => {
  const app = drawn([{ kind: "form", form_id: "f", key: "f" }]);
  app.put([0, 0, 0], { kind: "text", body: "inside" });
  const form = screen.getByTestId("stForm");
  expect(form.textContent).toBe("inside");
  expect(form.dataset.border).toBe("true");
  expect(screen.getByTestId("stVerticalBlock").classList).toContain("st-key-f");
});
