// @vitest-environment jsdom

import { expect, test } from "vitest";
import { layOut, problemOf } from "./graphviz_layout";

test("a graph is laid out, by the engine that is asked for", async () => {
  const { svg, problem } = await layOut("digraph { a -> b }", "dot");
  expect(problem).toBeNull();
  expect([...(svg?.querySelectorAll("text") ?? [])].map(({ textContent }) => textContent)).toEqual(["a", "b"]);
  const round = await layOut("graph { a -- b -- c -- a }", "circo");
  expect(round.svg?.querySelectorAll("g.node")).toHaveLength(3);
});

test("nothing that a graph brings along can run", async () => {
  const { svg } = await layOut('digraph { a [label="<script>x</script>" URL="javascript:alert(1)"] }', "dot");
  expect(svg?.querySelector("script, a[href], [onload]")).toBeNull();
  expect(svg?.textContent).toContain("<script>x</script>");
  expect(svg?.outerHTML).not.toContain("javascript:");
});

test("mistakes are told with the line they are in", async () => {
  const { svg, problem } = await layOut("digraph {\n  a -> -> b\n}", "dot");
  expect(svg).toBeNull();
  expect(problem).toBe("st.graphviz_chart: syntax error in line 2 near '->'\n\n   2 │   a -> -> b");
  expect(problemOf("graph {", "syntax error in line 9 near ''")).toContain("   1 │ graph {");
});

test("an engine that there is not is told with those that there are", async () => {
  const { problem } = await layOut("graph { a }", "magic");
  expect(problem).toMatch(/^st\.graphviz_chart: the engine "magic" is unknown\. Use one of .*neato/);
});

test("after a mistake other graphs are laid out, and nothing is nothing", async () => {
  await layOut("digraph {", "dot");
  expect((await layOut("digraph { a }", "dot")).problem).toBeNull();
  expect(await layOut("  ", "dot")).toEqual({ svg: null, problem: null });
});
