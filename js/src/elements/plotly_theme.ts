/** What figures of Plotly look like: the app's colours and type, as a template. */

import type { ChartColors } from "../theme/chart_colors";
import type { Look } from "../ui/look";

/** Anything that JSON calls an object. */
export type Dict = { [name: string]: unknown };

/** The colours that Plotly Express writes into figures to which nobody has given others. */
const STOCK = [
  "#636efa",
  "#ef553b",
  "#00cc96",
  "#ab63fa",
  "#ffa15a",
  "#19d3f3",
  "#ff6692",
  "#b6e880",
  "#ff97ff",
  "#fecb52",
];
/** Where there is no room beside the chart for a legend, in pixels. */
const NARROW = 500;
const LEGEND_BELOW = { layout: { legend: { orientation: "h", x: 0, y: -0.25 } } };
const STOCK_SCALE = ["#0d0887", "#f0f921"];

/** A figure in the look of the page; a template of the author's has precedence. */
export function dressed<F extends { data: Dict[]; layout: Dict }>(given: F, look: Look, width: number): F {
  const own = given.layout.template as Dict | undefined;
  const page = width < NARROW ? merged(templateOf(look), LEGEND_BELOW) : templateOf(look);
  const template = own ? merged(page, own) : page;
  if (own) return { ...given, layout: { ...given.layout, template } };
  const { data, layout } = recoloured({ data: given.data, layout: given.layout }, look.colors) as F;
  return { ...given, data, layout: { ...withoutStockMargin(layout), template } };
}

/** A layout without the room that Plotly Express leaves above figures without a title. */
function withoutStockMargin({ margin, ...layout }: Dict): Dict {
  const stock = isDict(margin) && Object.keys(margin).join() === "t" && margin.t === 60;
  return margin === undefined || (stock && layout.title === undefined) ? layout : { ...layout, margin };
}

/** Stock colours, exchanged for ours; long lists are values and not colours. */
function recoloured(value: unknown, colors: ChartColors): unknown {
  if (typeof value === "string") {
    const stock = value.length === 7 && value.startsWith("#") ? STOCK.indexOf(value.toLowerCase()) : -1;
    return stock < 0 ? value : colors.categories[stock % colors.categories.length];
  }
  if (Array.isArray(value)) {
    if (value.length > 1000) return value;
    return isStockScale(value) ? scale(colors.ramp) : value.map((each) => recoloured(each, colors));
  }
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, recoloured(each, colors)]));
}

function isStockScale(value: unknown[]): boolean {
  const [first, last] = [value[0], value.at(-1)];
  return (
    value.length === 10 &&
    Array.isArray(first) &&
    Array.isArray(last) &&
    first[1] === STOCK_SCALE[0] &&
    last[1] === STOCK_SCALE[1]
  );
}

function scale(colors: readonly string[]): [number, string][] {
  return colors.map((color, index) => [index / (colors.length - 1), color]);
}

/** One template laid over another. */
function merged(below: Dict, above: Dict): Dict {
  const all = { ...below };
  for (const [name, value] of Object.entries(above)) {
    const under = below[name];
    all[name] = isDict(under) && isDict(value) ? merged(under, value) : value;
  }
  return all;
}

function isDict(value: unknown): value is Dict {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function templateOf({ colors, token }: Look): Dict {
  const font = { family: token("font"), color: token("text"), size: 12 };
  const quiet = { color: token("muted"), size: 12 };
  const [border, strong] = [token("border"), token("border-strong")];
  const clear = "rgba(0,0,0,0)";
  const axis = {
    gridcolor: border,
    linecolor: strong,
    zerolinecolor: strong,
    zerolinewidth: 1,
    tickcolor: strong,
    tickfont: quiet,
    title: { font: { ...quiet, weight: 500 }, standoff: 12 },
    automargin: true,
    minor: { gridcolor: border },
  };
  const round = { gridcolor: border, linecolor: strong, tickfont: quiet };
  const solid = { ...axis, backgroundcolor: clear, showbackground: false };
  const colorbar = { outlinewidth: 0, ticks: "", thickness: 14, tickfont: quiet, title: { font: quiet } };
  const edge = { line: { color: token("background"), width: 0.5 } };
  const sequential = scale(colors.ramp);
  return {
    layout: {
      font,
      title: { font: { ...font, size: 16, weight: 600 }, x: 0, xref: "container", xanchor: "left" },
      colorway: colors.categories,
      colorscale: {
        sequential,
        sequentialminus: scale([...colors.ramp].reverse()),
        diverging: scale(colors.diverging),
      },
      coloraxis: { colorbar },
      paper_bgcolor: clear,
      plot_bgcolor: clear,
      margin: { l: 16, r: 16, t: 36, b: 16 },
      autotypenumbers: "strict",
      hovermode: "closest",
      hoverlabel: {
        align: "left",
        bgcolor: token("overlay"),
        bordercolor: strong,
        font: { family: token("font"), color: token("text"), size: 13 },
      },
      legend: { font: quiet, title: { font: quiet }, bgcolor: clear },
      modebar: { bgcolor: clear, color: token("muted"), activecolor: token("text") },
      xaxis: { ...axis, showgrid: false, showline: true, zeroline: false },
      yaxis: { ...axis, ticklabelstandoff: 6 },
      polar: { bgcolor: clear, angularaxis: round, radialaxis: round },
      smith: { bgcolor: clear, realaxis: round, imaginaryaxis: round },
      ternary: { bgcolor: clear, aaxis: round, baxis: round, caxis: round },
      scene: { xaxis: solid, yaxis: solid, zaxis: solid },
      geo: {
        bgcolor: clear,
        landcolor: token("sunken"),
        showland: true,
        showlakes: false,
        oceancolor: clear,
        coastlinecolor: strong,
        countrycolor: strong,
        subunitcolor: border,
        showframe: false,
      },
      shapedefaults: { line: { color: token("muted") } },
      annotationdefaults: { arrowcolor: token("muted"), arrowhead: 0, arrowwidth: 1, font },
      newselection: { line: { color: token("primary"), width: 1.5, dash: "dot" } },
      activeselection: { fillcolor: token("primary"), opacity: 0.08 },
      newshape: { line: { color: token("primary") } },
      sliderdefaults: { bgcolor: strong, bordercolor: clear, font: quiet, tickcolor: strong },
      updatemenudefaults: { bgcolor: token("overlay"), bordercolor: strong, font },
    },
    data: {
      bar: [{ marker: edge, error_x: { color: token("muted") }, error_y: { color: token("muted") } }],
      histogram: [{ marker: edge }],
      pie: [{ automargin: true, marker: { line: { color: token("background"), width: 1.5 } } }],
      scatter: [{ marker: { line: { color: token("background") } } }],
      scattergl: [{ marker: { line: { color: token("background") } } }],
      scattergeo: [{ marker: { line: { color: token("background") } } }],
      ...Object.fromEntries(
        ["heatmap", "contour", "surface", "histogram2d", "histogram2dcontour"].map((type) => [
          type,
          [{ colorbar, colorscale: sequential }],
        ]),
      ),
      choropleth: [{ colorbar, marker: { line: { color: token("background"), width: 0.5 } } }],
      choroplethmap: [{ colorbar }],
      densitymap: [{ colorbar }],
      candlestick: [
        {
          increasing: { line: { color: token("green-line") } },
          decreasing: { line: { color: token("red-line") } },
        },
      ],
      waterfall: [
        {
          increasing: { marker: { color: token("green-line") } },
          decreasing: { marker: { color: token("red-line") } },
          totals: { marker: { color: colors.categories[0] } },
          connector: { line: { color: strong } },
        },
      ],
      table: [
        {
          header: { fill: { color: token("sunken") }, line: { color: border }, font: quiet },
          cells: { fill: { color: clear }, line: { color: border }, font },
        },
      ],
      indicator: [{ gauge: { bgcolor: clear, bordercolor: strong } }],
    },
  };
}
