import { expect, test } from "vitest";
import { CATEGORIES, OURS, RAMP } from "../theme/chart_colors";
import type { Look } from "../ui/look";
import { type Dict, dressed } from "./plotly_theme";

const LOOK: Look = { shade: "light", colors: OURS.light, token: (name) => `<${name}>` };
const SCALE = Array.from({ length: 10 }, (_, index) => [index / 9, index === 9 ? "#f0f921" : "#0d0887"]);

function dress(layout: Dict, data: Dict[] = [], look = LOOK, width = 700) {
  return dressed({ data, layout }, look, width) as { data: Dict[]; layout: Dict & { template: { layout: Dict } } };
}

test("a figure gets the colours and the type of the page", () => {
  const { template } = dress({}).layout;
  expect(template.layout).toMatchObject({
    colorway: CATEGORIES.light,
    font: { family: "<font>", color: "<text>" },
    paper_bgcolor: "rgba(0,0,0,0)",
  });
  expect(dress({}, [], { ...LOOK, shade: "dark", colors: OURS.dark }).layout.template.layout.colorway).toBe(
    CATEGORIES.dark,
  );
});

test("stock colours become the page's, others stay", () => {
  const trace = { marker: { color: "#636EFA", line: { color: "#123456" } }, x: ["#636efa"], y: new Float64Array(2) };
  const { data, layout } = dress({ coloraxis: { colorscale: SCALE } }, [trace]);
  expect(data[0]).toMatchObject({ marker: { color: CATEGORIES.light[0], line: { color: "#123456" } } });
  expect(data[0]?.y).toBe(trace.y);
  const { colorscale } = layout.coloraxis as { colorscale: [number, string][] };
  expect(colorscale.map(([, color]) => color)).toEqual(RAMP.light);
});

test("a template of the author's has precedence", () => {
  const template = { layout: { paper_bgcolor: "black", xaxis: { gridcolor: "red" } } };
  const { data, layout } = dress({ template }, [{ marker: { color: "#636efa" } }]);
  expect(layout.template.layout).toMatchObject({
    paper_bgcolor: "black",
    xaxis: { gridcolor: "red", automargin: true },
    colorway: CATEGORIES.light,
  });
  expect(data[0]).toEqual({ marker: { color: "#636efa" } });
});

test("room for a title that is not there is not kept", () => {
  expect(dress({ margin: { t: 60 } }).layout).not.toHaveProperty("margin");
  expect(dress({ margin: { t: 60 }, title: { text: "A" } }).layout.margin).toEqual({ t: 60 });
  expect(dress({ margin: { t: 60, l: 1 } }).layout.margin).toEqual({ t: 60, l: 1 });
});

test("a legend lies below where there is no room beside", () => {
  expect(dress({}, [], LOOK, 390).layout.template.layout.legend).toMatchObject({ orientation: "h", x: 0 });
  expect(dress({}).layout.template.layout.legend).not.toHaveProperty("orientation");
});
