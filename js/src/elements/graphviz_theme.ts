/** Graphs in the page's colours and type, as far as their authors have chosen none. */

/** What Graphviz measures texts by; the page's own font, which it does not know, is a little wider. */
const MEASURED = "Helvetica";
const NARROWER = 0.93;

/** Lets a graph begin with a font that looks like the page's; whatever the author says comes after it, and wins. */
export function withFont(dot: string): string {
  const at = bodyOf(dot);
  if (at === null) return dot;
  const font = `[fontname="${MEASURED}"]`;
  return `${dot.slice(0, at)}graph${font}node${font}edge${font};${dot.slice(at)}`;
}

/** Where the body of a graph begins: after its first brace that is no part of a comment or a name. */
function bodyOf(dot: string): number | null {
  const tokens = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|^#[^\n]*|"(?:\\[\s\S]|[^"\\])*"|[{<]/gm;
  for (let found = tokens.exec(dot); found !== null; found = tokens.exec(dot)) {
    if (found[0] === "{") return tokens.lastIndex;
    if (found[0] === "<") return null; // a name in HTML: rare, and not worth reading
  }
  return null;
}

const INK = new Set(["black", "#000000"]);
const SHAPES = "polygon, ellipse, path, polyline";

/** Gives a drawing the page's ink in place of black, and no paper of its own. */
export function dressed(svg: SVGSVGElement): void {
  const graph = svg.querySelector("g.graph");
  if (graph === null) return;
  const paper = graph.querySelector(":scope > polygon");
  const bare = paper === null || ["white", "transparent", "none"].includes(paper.getAttribute("fill") ?? "none");
  for (const text of svg.querySelectorAll("text")) {
    if (!text.getAttribute("font-family")?.startsWith(MEASURED)) continue;
    text.removeAttribute("font-family"); // it has the page's own then
    text.setAttribute("font-size", (Number(text.getAttribute("font-size") ?? 14) * NARROWER).toFixed(2));
  }
  if (!bare) return; // the author has chosen the paper, and with it the ink
  paper?.setAttribute("fill", "none");
  paper?.setAttribute("stroke", "none");
  const painted = [...graph.querySelectorAll(":scope > g.cluster > :is(polygon, path)")].filter(isFilled).map(boxOf);
  for (const part of graph.querySelectorAll(":scope > g")) {
    const edge = part.classList.contains("edge");
    const shapes = [...part.querySelectorAll(SHAPES)];
    // What stands on paint, its own or a cluster's, is black as Graphviz has drawn it.
    const own = !edge && shapes.some(isFilled);
    const under = !part.classList.contains("cluster") && painted.some((box) => isWithin(part, box));
    for (const shape of shapes) {
      if (under && !own) continue;
      if (INK.has(shape.getAttribute("stroke") ?? "")) shape.setAttribute("stroke", "currentColor");
      if (edge && INK.has(shape.getAttribute("fill") ?? "")) shape.setAttribute("fill", "currentColor");
    }
    if (own || under) continue;
    for (const text of part.querySelectorAll("text")) {
      if (INK.has(text.getAttribute("fill") ?? "black")) text.setAttribute("fill", "currentColor");
    }
  }
  for (const text of graph.querySelectorAll(":scope > text")) {
    if (INK.has(text.getAttribute("fill") ?? "black")) text.setAttribute("fill", "currentColor");
  }
}

function isFilled(shape: Element): boolean {
  return !["none", "transparent"].includes(shape.getAttribute("fill") ?? "none");
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The numbers of a shape, which come in pairs. */
function boxOf(shape: Element): Box {
  const numbers = (shape.getAttribute("points") ?? shape.getAttribute("d") ?? "").match(/-?\d+(?:\.\d+)?/g) ?? [];
  const xs = numbers.filter((_, index) => index % 2 === 0).map(Number);
  const ys = numbers.filter((_, index) => index % 2 === 1).map(Number);
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

/** Whether a node or an edge lies in a box, by where its text or its first shape is. */
function isWithin(part: Element, box: Box): boolean {
  const text = part.querySelector("text");
  const round = part.querySelector("ellipse");
  let x = Number(text?.getAttribute("x") ?? round?.getAttribute("cx") ?? Number.NaN);
  let y = Number(text?.getAttribute("y") ?? round?.getAttribute("cy") ?? Number.NaN);
  const drawn = part.querySelector("path, polygon");
  if (Number.isNaN(x) && drawn) {
    const own = boxOf(drawn);
    x = (own.left + own.right) / 2;
    y = (own.top + own.bottom) / 2;
  }
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}
