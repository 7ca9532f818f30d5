import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { Json, VegaLiteChart } from "../protocol";
import { drawn } from "../testing/draw";
import { arrowOf } from "../testing/table";

/** Stands for the chart, which draws on a canvas. */
const chart = vi.hoisted(() => ({
  drawn: [] as VegaLiteChart[],
  fullscreen: [] as boolean[],
  overlay: "",
  fail: (_: Error): void => undefined,
  select: (_: Json): void => undefined,
}));

vi.mock("./vega_chart", () => ({
  Chart: class {
    constructor(_holder: unknown, _overlay: unknown, fail: typeof chart.fail, select: typeof chart.select) {
      Object.assign(chart, { fail, select });
    }
    draw(message: VegaLiteChart, fullscreen: boolean) {
      chart.drawn.push(message);
      chart.fullscreen.push(fullscreen);
    }
    picture = async () => "data:image/png;base64,AA";
    float(overlay: HTMLElement) {
      chart.overlay = overlay.className;
    }
    close() {}
  },
}));

beforeEach(() => {
  chart.drawn.length = 0;
});

const ELEMENT = { kind: "vega_lite_chart", spec: '{"mark":"bar"}', id: "c", selection: ["pick"], default: {} };

test("a chart has a role and the author's description", async () => {
  const app = drawn([ELEMENT]);
  const plain = await screen.findByRole("graphics-document", { name: "Vega visualization" });
  expect(plain.dataset.testid).toBe("stVegaLiteChart");
  app.put([0, 0], { ...ELEMENT, alt: "Sales rise" });
  expect(screen.getByRole("graphics-document", { name: "Sales rise" })).toBe(plain);
});

test("a new message is drawn in the same place", async () => {
  const app = drawn([ELEMENT]);
  const place = await screen.findByTestId("stVegaLiteChart");
  app.put([0, 0], { ...ELEMENT, spec: '{"mark":"line"}' });
  expect(chart.drawn.map(({ spec }) => spec)).toEqual(['{"mark":"bar"}', '{"mark":"line"}']);
  expect(screen.getByTestId("stVegaLiteChart")).toBe(place);
});

test("what is selected is told to Python", async () => {
  const app = drawn([ELEMENT]);
  await screen.findByTestId("stVegaLiteChart");
  act(() => chart.select({ pick: [{ a: 1 }] }));
  await vi.waitFor(() => expect(app.sent).toMatchObject([{ type: "rerun", values: { c: { pick: [{ a: 1 }] } } }]));
});

test("a chart that cannot be drawn says so, until another comes", async () => {
  const quiet = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const app = drawn([ELEMENT]);
  await screen.findByTestId("stVegaLiteChart");
  act(() => chart.fail(new Error("Invalid field type")));
  expect(screen.getByText("Error: Invalid field type")).toBeTruthy();
  app.put([0, 0], { ...ELEMENT, spec: '{"mark":"line"}' });
  expect(await screen.findByTestId("stVegaLiteChart")).toBeTruthy();
  expect(quiet).toHaveBeenCalled();
});

test("the picture is saved, and the specification copied", async () => {
  drawn([ELEMENT]);
  const user = userEvent.setup();
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
  await user.click(await screen.findByRole("button", { name: "Download as PNG" }));
  await vi.waitFor(() => expect(clicked).toHaveBeenCalled());
  const [link] = clicked.mock.contexts as HTMLAnchorElement[];
  expect([link?.href, link?.download]).toEqual(["data:image/png;base64,AA", expect.stringMatching(/_chart\.png$/)]);
  await user.click(screen.getByRole("button", { name: "Copy Vega-Lite spec" }));
  expect(await navigator.clipboard.readText()).toBe('{"mark":"bar"}');
});

test("the rows can be seen as a table, and the chart again", async () => {
  const app = drawn([]);
  const datasets = [{ name: "d", data: { $buffer: "d" } }];
  const put = { type: "delta", path: [0, 0], element: { ...ELEMENT, datasets } };
  app.receiveWith({ d: arrowOf({ x: [1] }) }, put);
  const place = await screen.findByTestId("stVegaLiteChart");
  await userEvent.click(screen.getByRole("button", { name: "Show data" }));
  expect(await screen.findByTestId("stDataFrame", {}, { timeout: 10_000 })).toBeTruthy();
  expect(place.hidden).toBe(true);
  expect(screen.queryByRole("button", { name: "Download as PNG" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Show chart" }));
  expect(screen.queryByTestId("stDataFrame")).toBeNull();
  expect(place.hidden).toBe(false);
});

test("a chart without rows of its own has nothing to show but itself", async () => {
  drawn([ELEMENT]);
  await screen.findByTestId("stVegaLiteChart");
  expect(screen.queryByRole("button", { name: "Show data" })).toBeNull();
});

test("in full screen it fills the window", async () => {
  drawn([{ ...ELEMENT, width: 200 }]);
  await userEvent.click(await screen.findByRole("button", { name: "Fullscreen" }));
  const { dataset } = screen.getByTestId("stVegaLiteChart");
  expect([chart.fullscreen.at(-1), dataset.width, dataset.height]).toEqual([true, "stretch", "stretch"]);
  expect(chart.overlay).toBe("lit-frame-overlays");
  await userEvent.keyboard("{Escape}");
  expect([chart.fullscreen.at(-1), dataset.width, dataset.height]).toEqual([false, undefined, undefined]);
});
