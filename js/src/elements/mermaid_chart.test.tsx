import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { drawn } from "../testing/draw";

/** Stands for Mermaid, which measures what it draws. */
vi.mock("./mermaid_drawing", () => ({
  drawDiagram: async (body: string) => {
    if (body === "wrong") return { svg: null, label: null, problem: "st.mermaid_chart: Parse error on line 1" };
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.textContent = body;
    return { svg, label: "Mermaid flowchart", problem: null };
  },
}));

const DIAGRAM = { kind: "mermaid_chart", body: "graph LR", alt: null };

test("a diagram is a picture, named by its kind or by the author", async () => {
  const app = drawn([DIAGRAM]);
  const place = await screen.findByRole("img", { name: "Mermaid flowchart" });
  expect(place.shadowRoot?.querySelector("svg")?.textContent).toBe("graph LR");
  expect(place.dataset.testid).toBe("stMermaidChart");
  app.put([0, 0], { ...DIAGRAM, body: "graph TD", alt: "From A to B" });
  expect(await screen.findByRole("img", { name: "From A to B" })).toBe(place);
  await vi.waitFor(() => expect(place.shadowRoot?.querySelector("svg")?.textContent).toBe("graph TD"));
});

test("a mistake stands where the diagram would", async () => {
  drawn([{ ...DIAGRAM, body: "wrong" }]);
  const problem = await screen.findByRole("alert");
  expect([problem.dataset.testid, problem.textContent]).toEqual([
    "stMermaidError",
    "st.mermaid_chart: Parse error on line 1",
  ]);
});
