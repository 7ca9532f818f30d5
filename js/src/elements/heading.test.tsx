import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

test("level, text, anchor made from the text", () => {
  drawn([{ kind: "heading", level: 2, body: "My *header*" }]);
  const heading = screen.getByRole("heading", { level: 2, name: "My header" });
  expect(heading.id).toBe("my-header");
  expect(screen.getByRole("link", { name: "Link to heading" }).getAttribute("href")).toBe("#my-header");
});

test("an anchor of the author's, or none", () => {
  drawn([
    { kind: "heading", level: 1, body: "A", anchor: "top" },
    { kind: "heading", level: 1, body: "B", anchor: false },
  ]);
  expect(screen.getAllByRole("heading").map((heading) => heading.id)).toEqual(["top", ""]);
  expect(screen.getAllByRole("link")).toHaveLength(1);
});

test("lines take turns in colour, in the order of the page", () => {
  drawn([
    { kind: "heading", level: 2, body: "A", divider: "auto" },
    { kind: "heading", level: 2, body: "B", divider: "red" },
    { kind: "heading", level: 2, body: "C", divider: "auto" },
  ]);
  const colors = screen.getAllByTestId("stHeadingDivider").map((line) => line.dataset.color);
  expect(colors).toEqual(["blue", "red", "green"]);
});

test("an icon and help stand beside the text", () => {
  drawn([{ kind: "heading", level: 1, body: "A", icon: ":material/home:", help: "h" }]);
  expect(screen.getByTestId("stIconMaterial").textContent).toBe("home");
  expect(screen.getByRole("button", { name: "Help" })).toBeDefined();
});
