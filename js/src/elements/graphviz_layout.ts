/** DOT texts as drawings. */

import { instance } from "@viz-js/viz";
import { sanitizedSvg } from "../ui/svg";
import { dressed, withFont } from "./graphviz_theme";

export interface Drawing {
  svg: SVGSVGElement | null;
  /** What is wrong with the graph, in the author's words. */
  problem: string | null;
}

const CALL = "st.graphviz_chart";

/** Graphviz, compiled on first use. */
let graphviz: ReturnType<typeof instance> | null = null;

/** Lays out a graph; never rejects. */
export async function layOut(dot: string, engine: string): Promise<Drawing> {
  if (dot.trim() === "") return { svg: null, problem: null };
  try {
    graphviz ??= instance();
    const viz = await graphviz;
    if (!viz.engines.includes(engine)) {
      const known = viz.engines.join(", ");
      return { svg: null, problem: `${CALL}: the engine "${engine}" is unknown. Use one of ${known}.` };
    }
    const { status, output, errors } = viz.render(withFont(dot), { format: "svg", engine });
    if (status !== "success") {
      const messages = errors.filter(({ level }) => level !== "warning").map(({ message }) => message);
      return { svg: null, problem: problemOf(dot, messages.join("\n") || "the graph cannot be laid out.") };
    }
    const svg = sanitizedSvg(output);
    if (svg) dressed(svg);
    return { svg, problem: null };
  } catch (error) {
    graphviz = null; // after a crash its memory cannot be trusted
    return { svg: null, problem: `${CALL}: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** What Graphviz says, with the line that it means. */
export function problemOf(dot: string, said: string): string {
  const number = Number(/in line (\d+)/.exec(said)?.[1] ?? 0);
  const lines = dot.split("\n");
  // Graphviz counts on when a text ends too early.
  const line = number > 0 ? lines[Math.min(number, lines.length) - 1] : undefined;
  const told = `${CALL}: ${said}`;
  return line === undefined ? told : `${told}\n\n${String(Math.min(number, lines.length)).padStart(4)} │ ${line}`;
}
