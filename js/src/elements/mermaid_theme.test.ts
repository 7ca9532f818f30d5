import { expect, test } from "vitest";
import { CATEGORIES } from "../theme/chart_colors";
import { settingsOf } from "./mermaid_theme";

function place(scheme: string): HTMLElement {
  const element = document.createElement("div");
  element.style.colorScheme = scheme;
  element.style.setProperty("--lit-font", "Inter");
  document.body.append(element);
  return element;
}

test("a diagram cannot lower the guard, nor write styles of its own", () => {
  const { securityLevel, secure, htmlLabels } = settingsOf(place("light"));
  expect([securityLevel, htmlLabels]).toEqual(["strict", false]);
  expect(secure).toEqual(expect.arrayContaining(["secure", "securityLevel", "themeCSS", "fontFamily", "htmlLabels"]));
});

test("diagrams have the colours of charts", () => {
  expect(settingsOf(place("light")).themeVariables).toMatchObject({
    darkMode: false,
    pie1: CATEGORIES.light[0],
    fontFamily: "Inter",
  });
  expect(settingsOf(place("dark")).themeVariables).toMatchObject({ darkMode: true, git0: CATEGORIES.dark[0] });
});
