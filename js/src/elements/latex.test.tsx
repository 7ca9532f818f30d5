import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

test("a formula is drawn, with its help", async () => {
  // KaTeX refuses a page without a doctype, and happy-dom does not say that it has one.
  Object.defineProperty(document, "compatMode", { value: "CSS1Compat", configurable: true });
  drawn([{ kind: "latex", body: "\\frac{a}{b}", help: "A share" }]);
  const place = await screen.findByTestId("stMarkdown");
  await waitFor(() => expect(place.querySelector(".katex-display")).not.toBeNull());
  expect(place.querySelector("annotation")?.textContent).toBe("\\frac{a}{b}");
  expect(screen.getByRole("button", { name: "Help" })).toBeDefined();
});
