import { render, screen } from "@testing-library/react";
import { useRef } from "react";
import { expect, test, vi } from "vitest";
import { measuring, useGridLook } from "./dataframe_theme";

test("texts are measured in the grid's font, and guessed where nothing can be measured", () => {
  expect(measuring({ fontFamily: "Inter" })("four")).toBeCloseTo(4 * 7.6);
  const brush = { font: "", measureText: (text: string) => ({ width: text.length * 10 }) };
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(brush as never);
  expect(measuring({ fontFamily: "Inter" })("four")).toBe(40);
  expect(brush.font).toBe("13.5px Inter");
  expect(measuring({})("four")).toBeCloseTo(4 * 7.6);
});

const seen: unknown[] = [];
const STYLE = { fontFamily: "Inter", "--lit-text": "#111111", "--lit-red-line": "#ff0000" };

function Place() {
  const holder = useRef<HTMLDivElement>(null);
  const { theme, palette } = useGridLook(holder);
  seen.push([theme.fontFamily, theme.textDark, palette.line("red")]);
  return <div ref={holder} data-testid="place" style={STYLE} />;
}

test("colours and fonts are those of where the table stands, and follow the theme", async () => {
  const app = document.createElement("div");
  app.className = "lit";
  document.body.append(app);
  render(<Place />, { container: app });
  expect(seen.at(-1)).toEqual(["Inter", "#111111", "#ff0000"]);
  screen.getByTestId("place").style.setProperty("--lit-text", "#eeeeee");
  app.dataset.theme = "dark";
  await vi.waitFor(() => expect(seen.at(-1)).toEqual(["Inter", "#eeeeee", "#ff0000"]));
});
