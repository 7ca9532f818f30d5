import { act, cleanup, render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { MAIN } from "../page/tree";
import { Drawn, drawn } from "../testing/draw";
import { Children } from "./place";

const text = (body: string) => ({ kind: "text", body });

test("an element stands in a frame with its key and its size", () => {
  drawn([{ kind: "text", body: "a", key: "my key.1", width: 200, height: "stretch" }]);
  const frame = screen.getByTestId("stElementContainer");
  expect(frame.className).toBe("stElementContainer element-container lit-place st-key-my-key-1");
  expect(frame.dataset).toMatchObject({ stale: "false", width: "pixels", height: "stretch" });
  expect(frame.style.inlineSize).toBe("200px");
});

test("a change draws one element anew and leaves the others", () => {
  const app = drawn(["a", "b", "c"].map(text));
  const before = screen.getAllByTestId("stText");
  app.put([MAIN, 1], text("B"));
  const after = screen.getAllByTestId("stText");
  expect(after.map((node) => node.textContent)).toEqual(["a", "B", "c"]);
  expect(after).toEqual(before);
});

test("a widget that moves keeps its control", () => {
  const expander = { kind: "expander", key: "e", label: "E" };
  const app = drawn([text("a"), expander]);
  const before = screen.getByTestId("stExpander");
  app.receive(
    { type: "run_started", run: 2 },
    { type: "delta", path: [MAIN, 1], element: text("new") },
    { type: "delta", path: [MAIN, 2], element: expander },
    { type: "run_ended", run: 2, status: "finished" },
  );
  expect(screen.getByTestId("stExpander")).toBe(before);
});

test("while a run goes on, a widget may stand in two places", () => {
  const error = vi.spyOn(console, "error");
  const expander = { kind: "expander", key: "e", label: "E" };
  const app = drawn([text("a"), expander]);
  app.put([MAIN, 0], expander);
  expect(screen.getAllByTestId("stExpander")).toHaveLength(2);
  expect(error).not.toHaveBeenCalled();
});

test("what a long run has not reached is marked", () => {
  const app = drawn(["a", "b"].map(text));
  app.receive({ type: "run_started", run: 2 }, { type: "reached", blocks: [[[MAIN], 1]] });
  const stale = () => screen.getAllByTestId("stElementContainer").map((frame) => frame.dataset.stale);
  expect(stale()).toEqual(["false", "true"]);
  app.receive({ type: "run_ended", run: 2, status: "finished" });
  expect(stale()).toEqual(["false", "false"]);
});

test("an element of an unknown kind says so, and the others are drawn", () => {
  drawn([{ kind: "hologram" }, text("b")]);
  expect(screen.getByRole("alert").textContent).toContain("hologram");
  expect(screen.getByTestId("stText").textContent).toBe("b");
});

test("an element that fails keeps that to itself, and gets another chance", () => {
  vi.spyOn(console, "error").mockReturnValue(undefined);
  const app = drawn([{ kind: "metric", value: "1", chart_data: null }, text("b")]);
  expect(screen.getByRole("alert").textContent).toContain("could not be drawn");
  expect(screen.getByTestId("stText").textContent).toBe("b");
  app.put([MAIN, 0], { kind: "metric", value: "1" });
  expect(screen.queryByRole("alert")).toBeNull();
  expect(screen.getByTestId("stMetric")).toBeDefined();
});

test("a thousand elements", () => {
  const app = new Drawn();
  render(<Children node={app.page.tree.roots[MAIN]} page={app.page} />);
  const lines = Array.from({ length: 1000 }, (_, index) => ({
    type: "delta",
    path: [MAIN, index],
    element: { kind: "markdown", body: `Line ${index}` },
  }));
  app.receive(...lines);
  expect(screen.getAllByTestId("stMarkdown")).toHaveLength(1000);
  act(() => app.page.tree.keep([MAIN], 10));
  expect(screen.getAllByTestId("stMarkdown")).toHaveLength(10);
});

test("a long column is laid out in parts, in which a widget that moves keeps its control", () => {
  const widget = { kind: "checkbox", id: "w", key: "w", label: "W" };
  const lines = (count: number) => Array.from({ length: count }, (_, index) => text(`Line ${index}`));
  const app = drawn([...lines(64), widget, ...lines(100)]);
  const sizes = () => [...document.querySelectorAll(".lit-part")].map((part) => part.children.length);
  const before = screen.getByTestId("stCheckbox");
  expect(before.closest(".lit-part")).not.toBeNull();
  expect(sizes()).toEqual([64, 37]);
  const run = [...lines(66), widget, ...lines(100)];
  app.receive(
    { type: "run_started", run: 2 },
    ...run.map((element, index) => ({ type: "delta", path: [MAIN, index], element })),
    { type: "run_ended", run: 2, status: "finished" },
  );
  expect(screen.getByTestId("stCheckbox")).toBe(before);
  expect(screen.getAllByTestId("stElementContainer").map((place) => place.textContent)).toEqual(
    run.map((element) => ("body" in element ? element.body : "W")),
  );
  expect(sizes().reduce((sum, size) => sum + size, 0)).toBe(run.length - 64);
});

test("rows, grids and boxes of a fixed height are not parted", () => {
  for (const box of [{ horizontal: true }, { height: 200 }, { height: "stretch" }]) {
    const app = drawn([{ kind: "container", ...box }]);
    app.receive(
      ...Array.from({ length: 100 }, (_, index) => ({ type: "delta", path: [MAIN, 0, index], element: text("a") })),
    );
    expect(screen.getAllByTestId("stText")).toHaveLength(100);
    expect(document.querySelector(".lit-part")).toBeNull();
    cleanup();
  }
});
