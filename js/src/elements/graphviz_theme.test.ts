import { expect, test } from "vitest";
import { dressed, withFont } from "./graphviz_theme";

const FONT = '[fontname="Helvetica"]';
const START = `graph${FONT}node${FONT}edge${FONT};`;

test.each([
  ["digraph { a }", `digraph {${START} a }`],
  ["/* { */ graph {}", `/* { */ graph {${START}}`],
  ["// {\n# {\nstrict graph {}", `// {\n# {\nstrict graph {${START}}`],
  ['graph "a { \\" {" {}', `graph "a { \\" {" {${START}}`],
  ["graph <b>x</b> {}", "graph <b>x</b> {}"],
  ["no graph", "no graph"],
])("a graph begins with the page's font: %s", (dot, expected) => {
  expect(withFont(dot)).toBe(expected);
});

function svg(inside: string): SVGSVGElement {
  const holder = document.createElement("div");
  holder.innerHTML = `<svg viewBox="0 0 100 100"><g class="graph">${inside}</g></svg>`;
  return holder.firstElementChild as SVGSVGElement;
}

const PAPER = '<polygon fill="white" stroke="none" points="0,0 9,9"></polygon>';
const NODE =
  '<g class="node"><ellipse fill="none" stroke="black" cx="5" cy="5"></ellipse>' +
  '<text x="5" y="5" font-family="Helvetica,sans-Serif" font-size="14.00">a</text></g>';

test("black becomes the page's ink, and the paper the page's own", () => {
  const drawn = svg(`${PAPER}${NODE}`);
  dressed(drawn);
  expect(drawn.querySelector("polygon")?.getAttribute("fill")).toBe("none");
  expect(drawn.querySelector("ellipse")?.getAttribute("stroke")).toBe("currentColor");
  const text = drawn.querySelector("text");
  expect([text?.getAttribute("fill"), text?.getAttribute("font-family"), text?.getAttribute("font-size")]).toEqual([
    "currentColor",
    null,
    "13.02",
  ]);
});

test("edges and their heads have the page's ink, unless the author has chosen another", () => {
  const edge = (color: string) =>
    `<g class="edge"><path fill="none" stroke="${color}" d="M1,1 2,2"></path><polygon fill="${color}" stroke="${color}" points="1,1"></polygon></g>`;
  const drawn = svg(PAPER + edge("black") + edge("red"));
  dressed(drawn);
  const inks = [...drawn.querySelectorAll("g.edge *")].map((shape) => shape.getAttribute("stroke"));
  expect(inks).toEqual(["currentColor", "currentColor", "red", "red"]);
});

test("what stands on paint stays as it was chosen for", () => {
  const filled = NODE.replace('fill="none"', 'fill="gold"');
  const cluster =
    '<g class="cluster"><polygon fill="lightgrey" stroke="black" points="0,0 50,0 50,50 0,50"></polygon><text>G</text></g>';
  const outside = NODE.replaceAll('"5"', '"80"');
  const drawn = svg(PAPER + cluster + filled + NODE + outside);
  dressed(drawn);
  expect([...drawn.querySelectorAll("text")].map((text) => text.getAttribute("fill"))).toEqual([
    null,
    null,
    null,
    "currentColor",
  ]);
});

test("on paper that the author has chosen nothing changes its colour", () => {
  const drawn = svg(PAPER.replace("white", "navy") + NODE);
  dressed(drawn);
  expect(drawn.querySelector("polygon")?.getAttribute("fill")).toBe("navy");
  expect(drawn.querySelector("ellipse")?.getAttribute("stroke")).toBe("black");
});
