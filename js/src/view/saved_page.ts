/**
 * The page as it is seen, for the notebook's file: words, tables and pictures, nothing that acts.
 *
 * It is told as a tree of plain nodes, not as HTML: Python writes the HTML, of the few tags and attributes it knows.
 */

import { pictureOfCanvas, pictureOfDrawings, pictureOfImage } from "./saved_pictures";

/** A tag of HTML, its attributes, and what it holds. */
export type SavedNode = [tag: string, attributes: Record<string, string>, children: Saved[]];
export type Saved = string | SavedNode;

/** Tags that mean the same on the saved page; all others are boxes or words within a line. */
const KEPT = new Set(
  "a b blockquote br caption code dd del dl dt em h1 h2 h3 h4 h5 h6 hr i kbd li mark ol p pre s small strong sub sup table tbody td tfoot th thead tr u ul".split(
    " ",
  ),
);
/** What holds words alone. */
const LINES = new Set("a b code em h1 h2 h3 h4 h5 h6 i p s small span strong sub sup u".split(" "));
const BOXES = new Set(
  "blockquote dd dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table tbody td tfoot th thead tr ul div".split(" "),
);
/** What is of use only to who uses the page. */
const LEFT_OUT =
  "script, style, template, noscript, link, meta, [hidden], [inert], .lit-icon, .lit-code-numbers, .lit-heading-actions, .lit-tools, .lit-header, .lit-menu, .lit-notice, [data-testid='stTooltipIcon'], [data-testid='stSkeleton'], [data-testid='stSidebarCollapseButton'], [role='tooltip']";
/** The words for what a reader can switch on, and for what cannot be shown. */
const SIGNS = { checkbox: ["☐", "☑"], radio: ["○", "◉"] } as const;
const ROWS = 20;
/** An image of this size in px, or a smaller one, is a sign beside words. */
const SMALL = 40;
/** Larger pages are not for a notebook's file. */
const MOST = 6000;

/** Tells what stands in an element and is seen; empty if nothing is. */
export async function savedPage(root: Element): Promise<Saved[]> {
  const walk = new Walk();
  const tree = walk.children(root);
  await Promise.all(walk.pictures.map((picture) => picture()));
  return tidy(tree);
}

class Walk {
  /** Draw the pictures into the nodes that wait for them. */
  readonly pictures: (() => Promise<void>)[] = [];
  private count = 0;

  children(element: Element): Saved[] {
    const found: Saved[] = [];
    for (const node of element.childNodes) {
      if (this.count >= MOST) break;
      if (node instanceof Text) found.push(node.data);
      else if (node instanceof Element) found.push(...this.element(node));
    }
    return found;
  }

  private element(element: Element): Saved[] {
    this.count += 1;
    const style = getComputedStyle(element);
    if (!seen(element, style) || element.matches(LEFT_OUT)) return [];
    const special = this.field(element) ?? this.picture(element) ?? this.block(element);
    if (special) return special;
    const tag = element.localName;
    if (tag === "br" || tag === "hr") return [[tag, {}, []]];
    const inside = this.children(element);
    if (tag === "a" && !attributesOf(element).href) return inside;
    if (KEPT.has(tag)) return [[tag, attributesOf(element), inside]];
    if (element.matches("button, [role='button']")) return words(inside) ? [["span", { class: "button" }, inside]] : [];
    const { display, flexDirection } = style;
    if (display === "inline") return inside;
    if (display.startsWith("inline") && !inside.some(isBox)) return [" ", ...inside, " "];
    if (display.includes("flex") && flexDirection === "row" && inside.every(isLine)) return [["p", {}, spaced(inside)]];
    return display === "contents" ? inside : [["div", {}, inside]];
  }

  /** What a reader has written or chosen, as words. */
  private field(element: Element): Saved[] | null {
    if (element instanceof HTMLTextAreaElement) return [field(element.value || element.placeholder)];
    if (element instanceof HTMLSelectElement) return [field(element.selectedOptions[0]?.text ?? "")];
    if (element.matches(".lit-tags-input")) return [];
    if (element instanceof HTMLInputElement) {
      const { type, value, checked } = element;
      if (type === "checkbox" || type === "radio") return [`${SIGNS[type][checked ? 1 : 0]} `];
      if (type === "range") return [field(element.getAttribute("aria-valuetext") ?? value)];
      if (type === "hidden" || type === "file") return [];
      return [field(type === "password" ? "•".repeat(value.length && 8) : value || element.placeholder)];
    }
    if (element.matches(".lit-tag")) return [field(element.getAttribute("aria-label") ?? ""), " "];
    if (element.matches("[role='progressbar']")) return [field(`${element.getAttribute("aria-valuenow") ?? ""} %`)];
    return null;
  }

  /** What is seen as a picture, or cannot be saved but as its name. */
  private picture(element: Element): Saved[] | null {
    if (element.matches(".katex")) {
      const tex = element.querySelector("annotation")?.textContent;
      const display = element.parentElement?.matches(".katex-display");
      return tex ? [display ? `$$${tex}$$` : `$${tex}$`] : null;
    }
    if (element.matches("[data-testid='stPlotlyChart']"))
      return this.draw(element, () => pictureOfDrawings([...element.querySelectorAll("svg.main-svg")], element));
    if (element instanceof SVGSVGElement) {
      const { width, height } = element.getBoundingClientRect();
      return width > SMALL && height > SMALL ? this.draw(element, () => pictureOfDrawings([element], element)) : [];
    }
    if (element instanceof HTMLCanvasElement) {
      const table = element.querySelector("table");
      if (!table && element.closest(".stDataFrame")) return []; // of its headings, say
      return table ? [this.grid(table)] : this.draw(element, () => pictureOfCanvas(element));
    }
    if (element instanceof HTMLImageElement || element instanceof HTMLVideoElement)
      return this.draw(element, () => pictureOfImage(element));
    if (element instanceof HTMLAudioElement) return ["♪ "];
    if (element instanceof HTMLIFrameElement) return [["div", { class: "note" }, [element.title]]];
    return null;
  }

  /** Boxes that stand beside each other, or have a look of their own. */
  private block(element: Element): Saved[] | null {
    switch (element.getAttribute("data-testid")) {
      case "stHorizontalBlock":
        return [["div", { class: "row" }, this.children(element)]];
      case "stColumn":
        return [["div", { class: "column" }, this.children(element)]];
      case "stSidebar":
        return [["div", { class: "side" }, this.children(element)]];
      case "stAlert":
      case "stException":
      case "stExpander":
      case "stForm":
        return [["div", { class: "box" }, this.children(element)]];
      case "stMetricValue":
        return [["div", { class: "large" }, this.children(element)]];
      case "stSliderThumbValue":
      case "stSliderTickBar":
        return [];
      default:
        return element.matches("[role='tab']") ? [this.tab(element)] : null;
    }
  }

  private tab(element: Element): Saved {
    const label = this.children(element);
    return element.getAttribute("aria-selected") === "true"
      ? ["strong", {}, [...label, " "]]
      : ["span", {}, [...label, " "]];
  }

  /** The first rows that a grid has drawn. */
  private grid(table: HTMLTableElement): Saved {
    const rows = [...table.rows].slice(0, ROWS + 1);
    const cell =
      (tag: string) =>
      (cell: Element): Saved => [tag, {}, [cell.textContent ?? ""]];
    const body = rows.map(
      (row): Saved => ["tr", {}, [...row.cells].map((each) => cell(each.localName === "th" ? "th" : "td")(each))],
    );
    const all = Number(table.getAttribute("aria-rowcount")) - 1;
    const shown = rows.filter((row) => row.querySelector("td")).length;
    const rest: Saved[] = all > shown ? [["div", { class: "note" }, [`${shown} / ${all}`]]] : [];
    return ["div", {}, [["table", {}, [["tbody", {}, body]]], ...rest]];
  }

  private draw(element: Element, make: () => Promise<string | null>): Saved[] {
    const alt =
      element.getAttribute("alt") ?? element.closest(".lit-app [aria-label]")?.getAttribute("aria-label") ?? "";
    const { width } = element.getBoundingClientRect();
    const node: SavedNode = ["span", {}, alt ? [`[${alt}]`] : []];
    this.pictures.push(async () => {
      const src = await make().catch(() => null);
      if (src) node.splice(0, 3, "img", { src, alt, width: String(Math.round(width)) }, []);
    });
    return [node];
  }
}

/** Whether an element is drawn, if what it stands in is. */
function seen(element: Element, { display, visibility }: CSSStyleDeclaration): boolean {
  if (element.localName === "input") return true; // the browser's own are hidden beneath what is drawn for them
  if (element.parentElement?.matches("details:not([open])") && element.localName !== "summary") return false;
  return display !== "none" && visibility !== "hidden";
}

function attributesOf(element: Element): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of ["href", "colspan", "rowspan", "start", "dir"]) {
    const value = element.getAttribute(name);
    if (name === "href" && element instanceof HTMLAnchorElement && value && !value.startsWith("#"))
      kept[name] = element.href;
    else if (value && name !== "href") kept[name] = value;
  }
  return kept;
}

function field(text: string): Saved {
  return ["span", { class: "field" }, [text]];
}

function isBox(node: Saved): boolean {
  return typeof node !== "string" && (BOXES.has(node[0]) || (!LINES.has(node[0]) && node[2].some(isBox)));
}

/** Whether it can stand in a line with others: there is no more than one box in it. */
function isLine(node: Saved): boolean {
  if (!isBox(node)) return true;
  const [tag, attributes, children] = node as SavedNode;
  const plain = (tag === "p" || tag === "div") && Object.keys(attributes).length === 0;
  return plain && children.filter(isBox).length <= 1 && children.every(isLine);
}

function words(nodes: readonly Saved[]): boolean {
  return nodes.some((node) => {
    if (typeof node === "string") return node.trim() !== "";
    return ["br", "hr", "img"].includes(node[0]) || words(node[2]);
  });
}

function spaced(nodes: readonly Saved[]): Saved[] {
  return nodes.flatMap((node, index) => (index > 0 ? [" ", node] : [node]));
}

/** Boxes that hold nothing, or nothing but other boxes, are not worth their bytes; neither are blanks in a row. */
function tidy(nodes: readonly Saved[], within = "div"): Saved[] {
  const kept: Saved[] = [];
  const keep = (node: Saved): void => {
    const last = kept.at(-1);
    if (typeof node !== "string") kept.push(node);
    else if (typeof last === "string") kept[kept.length - 1] = squeezed(last + node, within);
    else kept.push(squeezed(node, within));
  };
  for (const node of nodes) {
    if (typeof node === "string") {
      keep(node);
      continue;
    }
    const [tag, attributes, children] = node;
    const flat = LINES.has(within) && BOXES.has(tag);
    const inside = tidy(children, within === "pre" || flat ? within : tag);
    const plain = Object.keys(attributes).length === 0;
    if ((tag === "div" || tag === "span" || tag === "p") && plain && !words(inside)) continue;
    if (flat) for (const part of [" ", ...inside, " "]) keep(part);
    else if (tag === "div" && plain && inside.every(isBox)) kept.push(...inside);
    else keep([tag, attributes, inside]);
  }
  const [only] = kept;
  if (kept.length === 1 && typeof only === "object" && only[0] === "p" && ALONE.has(within)) return only[2];
  if (kept.some(isBox)) return kept.filter((node) => typeof node !== "string" || node.trim() !== "");
  return BOXES.has(within) && within !== "pre" ? trimmed(kept) : kept;
}

function squeezed(text: string, within: string): string {
  return within === "pre" ? text : text.replace(/\s+/g, " ");
}

function trimmed(line: Saved[]): Saved[] {
  const [first] = line;
  if (typeof first === "string") line[0] = first.trimStart();
  const last = line.at(-1);
  if (typeof last === "string") line[line.length - 1] = last.trimEnd();
  return line.filter((node) => node !== "");
}

/** In these a single paragraph is not worth its tag. */
const ALONE = new Set(["dd", "li", "td", "th"]);
