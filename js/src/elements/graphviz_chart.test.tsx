// @vitest-environment jsdom

import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { drawn } from "../testing/draw";

const GRAPH = { kind: "graphviz_chart", dot: "digraph { a -> b }", alt: "Two steps" };

function inside(place: HTMLElement): string[] {
  return [...(place.shadowRoot?.querySelectorAll("text") ?? [])].map(({ textContent }) => textContent ?? "");
}

test("a graph is a figure with the author's words", async () => {
  drawn([GRAPH]);
  const place = await screen.findByRole("figure", { name: "Two steps" });
  await vi.waitFor(() => expect(inside(place)).toEqual(["a", "b"]));
  expect(place.dataset.testid).toBe("stGraphVizChart");
});

test("the next graph takes the place of the one that stands", async () => {
  const app = drawn([GRAPH]);
  const place = await screen.findByRole("figure");
  await vi.waitFor(() => expect(inside(place)).toEqual(["a", "b"]));
  app.put([0, 0], { ...GRAPH, dot: "digraph { x }" });
  await vi.waitFor(() => expect(inside(place)).toEqual(["x"]));
  expect(screen.getByRole("figure")).toBe(place);
});

test("a mistake stands where the graph would, until it is put right", async () => {
  const app = drawn([{ ...GRAPH, dot: "digraph {\n a -> -> b }" }]);
  expect((await screen.findByRole("alert")).textContent).toContain("st.graphviz_chart: syntax error in line 2");
  app.put([0, 0], GRAPH);
  await vi.waitFor(() => expect(inside(screen.getByRole("figure"))).toEqual(["a", "b"]));
  expect(screen.queryByRole("alert")).toBeNull();
});

test("its source is copied, and it fills the window", async () => {
  drawn([GRAPH]);
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: "Copy to clipboard: Two steps" }));
  expect(await navigator.clipboard.readText()).toBe("digraph { a -> b }");
  await user.click(screen.getByRole("button", { name: "Fullscreen: Two steps" }));
  expect(screen.getByRole("figure").dataset.fullscreen).toBe("true");
});

test("a graph of a given height can be scrolled by key", async () => {
  drawn([{ ...GRAPH, alt: null, height: 100 }]);
  expect((await screen.findByRole("group", { name: "Diagram" })).tabIndex).toBe(0);
});
