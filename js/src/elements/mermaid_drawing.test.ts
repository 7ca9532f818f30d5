// @vitest-environment jsdom

import { beforeEach, expect, test, vi } from "vitest";
import { drawDiagram, withoutLoads } from "./mermaid_drawing";

/** Stands for Mermaid, which measures what it draws. */
const mermaid = vi.hoisted(() => ({
  initialize: vi.fn(),
  render: vi.fn(async (_id: string, body: string, _bench: Element) => {
    if (body.startsWith("wrong")) throw new Error("Parse error on line 1:");
    return {
      svg: `<svg viewBox="0 0 40 20" style="max-width: 40px" width="100%"><text>${body}</text><script>x</script></svg>`,
      diagramType: body.startsWith("flow") ? "flowchart-v2" : "sequence",
    };
  }),
}));
vi.mock("mermaid", () => ({ default: mermaid }));

beforeEach(() => {
  vi.clearAllMocks();
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
});

test("a diagram is cleaned, as large as its box, and says what it is", async () => {
  const { svg, label, problem } = await drawDiagram("flow", document.body, document.body);
  expect([label, problem]).toEqual(["Mermaid flowchart", null]);
  expect([svg?.getAttribute("width"), svg?.getAttribute("height"), svg?.getAttribute("style")]).toEqual([
    "40",
    "20",
    null,
  ]);
  expect(svg?.querySelector("script")).toBeNull();
  expect((await drawDiagram("other", document.body, document.body)).label).toBe("Mermaid sequence diagram");
});

test("diagrams are drawn one after the other, each with settings of its own", async () => {
  const order: string[] = [];
  mermaid.initialize.mockImplementation(() => order.push("set"));
  mermaid.render.mockImplementation(async (_id, body) => {
    order.push(`begin ${body}`);
    await Promise.resolve();
    order.push(`end ${body}`);
    return { svg: "<svg></svg>", diagramType: "x" };
  });
  await Promise.all(["a", "b"].map((body) => drawDiagram(body, document.body, document.body)));
  expect(order).toEqual(["set", "begin a", "end a", "set", "begin b", "end b"]);
});

test("a mistake is told, leaves nothing behind and does not hold up the next", async () => {
  mermaid.render.mockImplementationOnce(async () => {
    throw new Error("Parse error on line 1:");
  });
  const { svg, problem } = await drawDiagram("wrong", document.body, document.body);
  expect([svg, problem]).toEqual([null, "st.mermaid_chart: Parse error on line 1:"]);
  expect(document.querySelector(".lit-mermaid-bench")).toBeNull();
  expect((await drawDiagram("flow", document.body, document.body)).problem).toBeNull();
  expect(await drawDiagram(" ", document.body, document.body)).toEqual({ svg: null, label: null, problem: null });
});

test("styles of a diagram load nothing, and its texts are left alone", () => {
  const body = "graph LR\n A[url(x)]\n style A fill:url(https://a.example/x),stroke:red\n classDef b fill:u\\rl(#x)";
  expect(withoutLoads(body)).toBe("graph LR\n A[url(x)]\n style A fill:none,stroke:red\n classDef b fill:url(#x)");
});
