/** Mermaid's texts as drawings, one at a time: Mermaid has one set of settings for all. */

import mermaid from "mermaid";
import { sanitizedSvg } from "../ui/svg";
import { settingsOf } from "./mermaid_theme";

export interface Drawing {
  svg: SVGSVGElement | null;
  /** What it is, for screen readers. */
  label: string | null;
  /** What is wrong with the text, in the author's words. */
  problem: string | null;
}

const CALL = "st.mermaid_chart";
let count = 0;
let turn: Promise<unknown> = Promise.resolve();

/** Draws a diagram in the colours of a place; never rejects. `overlay` is where it is measured, out of sight. */
export function drawDiagram(body: string, place: Element, overlay: Element): Promise<Drawing> {
  const mine = turn.then(() => draw(body, place, overlay));
  turn = mine;
  return mine;
}

async function draw(body: string, place: Element, overlay: Element): Promise<Drawing> {
  if (body.trim() === "") return { svg: null, label: null, problem: null };
  const bench = document.createElement("div");
  bench.className = "lit-mermaid-bench";
  bench.ariaHidden = "true";
  overlay.append(bench);
  try {
    mermaid.initialize(settingsOf(place));
    const { svg: source, diagramType } = await mermaid.render(`lit-mermaid-${++count}`, withoutLoads(body), bench);
    const svg = sanitizedSvg(source);
    const label = svg?.querySelector(":scope > title")?.textContent || `Mermaid ${kindOf(diagramType)}`;
    if (svg) sizeLikeItself(svg);
    return { svg, label, problem: null };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { svg: null, label: null, problem: `${CALL}: ${said}` };
  } finally {
    bench.remove();
  }
}

/** A text whose styles load nothing: they take effect where the diagram is measured, before it is cleaned. */
export function withoutLoads(body: string): string {
  return body.replace(/^(\s*(?:style|classDef|linkStyle|cssClass)\b)(.*)$/gim, (_, start: string, rules: string) => {
    return start + rules.replace(/(?:url|image-set|src)\s*\([^)]*\)?/gi, "none").replace(/\\/g, "");
  });
}

/** Gives a drawing the size that its box has, where Mermaid has it fill its place. */
function sizeLikeItself(svg: SVGSVGElement): void {
  svg.removeAttribute("aria-roledescription");
  const [, , width, height] = (svg.getAttribute("viewBox") ?? "").split(/[\s,]+/).map(Number);
  if (!width || !height) return;
  svg.setAttribute("width", String(width));
  svg.setAttribute("height", String(height));
  svg.removeAttribute("style");
}

/** "sequence diagram" for `sequence` or `sequenceDiagram`, "flowchart" for `flowchart-v2`. */
function kindOf(type: string): string {
  const words = type
    .replace(/-.*$/, "")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  return /diagram|chart|graph|map$/.test(words) ? words : `${words} diagram`;
}
