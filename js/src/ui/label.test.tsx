import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { WidgetLabel } from "./label";

const LABEL = { label: "Mass in **g**", help: null, disabled: false, label_visibility: "visible" as const };

test("the reader sees Markdown, which screen readers leave to the control", () => {
  render(<WidgetLabel element={LABEL} htmlFor="field" />);
  const label = screen.getByTestId("stWidgetLabel") as HTMLLabelElement;
  expect(label.textContent).toBe("Mass in g");
  expect(label.htmlFor).toBe("field");
  expect(label.firstElementChild?.getAttribute("aria-hidden")).toBe("true");
});

test("help is a button of its own", () => {
  render(<WidgetLabel element={{ ...LABEL, help: "In grams." }} />);
  expect(screen.getByRole("button", { name: "Help for Mass in **g**" })).toBeDefined();
});

test("visibility and being disabled are the style sheet's business", () => {
  render(<WidgetLabel element={{ ...LABEL, label_visibility: "collapsed", disabled: true }} />);
  expect(screen.getByTestId("stWidgetLabel").dataset).toMatchObject({ visibility: "collapsed", disabled: "true" });
});
