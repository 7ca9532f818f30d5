import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

test("Markdown, with headings to link to", () => {
  drawn([{ kind: "markdown", body: "# A\n\n*b*" }]);
  expect(screen.getByTestId("stMarkdown").textContent).toBe("Ab");
  expect(screen.getByRole("heading", { name: "A" }).id).toBe("a");
});

test("no links to headings where the author wants none", () => {
  drawn([{ kind: "markdown", body: "# A", anchors: false }]);
  expect(screen.getByRole("heading", { name: "A" }).id).toBe("");
});

test("a changed text is drawn anew", () => {
  const app = drawn([{ kind: "markdown", body: "one" }]);
  app.put([0, 0], { kind: "markdown", body: "*two*", caption: true });
  expect(screen.getByTestId("stCaptionContainer").innerHTML).toBe("<p><em>two</em></p>");
});
