import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { ModelChange } from "../protocol";
import { drawn } from "../testing/draw";

await import("./widget"); // the first time takes long

const LAYOUT = { _model_name: "LayoutModel", _model_module: "@jupyter-widgets/base", _view_name: "LayoutView" };
const STYLE = { _model_name: "TextStyleModel", _model_module: "@jupyter-widgets/controls", _view_name: "StyleView" };
const TEXT = {
  _model_name: "TextModel",
  _model_module: "@jupyter-widgets/controls",
  _view_name: "TextView",
  _view_module: "@jupyter-widgets/controls",
  layout: "IPY_MODEL_layout",
  style: "IPY_MODEL_style",
  description: "Name",
  value: "Ada",
  continuous_update: false,
};

type App = ReturnType<typeof drawn>;
type Sent = App["sent"][number];

const sentOf = <T extends Sent["type"]>(app: App, type: T) =>
  app.sent.filter((message): message is Extract<Sent, { type: T }> => message.type === type);

/** An app with one widget, and the answer to the question that its view asks. */
async function shown(model: string, states: Record<string, object>, more: object = {}) {
  const app = drawn([{ kind: "widget", id: "w", model, ...more }]);
  await waitFor(() => expect(sentOf(app, "model_request")).toHaveLength(1));
  await act(async () => {
    app.receive({ type: "model_state", request: sentOf(app, "model_request").at(-1)?.request, states });
  });
  return app;
}

const field = () => screen.findByRole("textbox", { name: "Name" }) as Promise<HTMLInputElement>;

function enter(input: HTMLInputElement, text: string): void {
  input.value = text;
  fireEvent.change(input);
}

test("a widget is drawn from the states that Python sends, and its changes go back", async () => {
  const app = await shown("t1", { t1: TEXT, layout: LAYOUT, style: STYLE });
  const input = await field();
  expect(input.value).toBe("Ada");
  enter(input, "Grace");
  const [change] = sentOf(app, "model_change") as ModelChange[];
  expect(change).toMatchObject({ model: "t1", method: "update", content: { value: "Grace" } });
  await act(async () => {
    const said = {
      type: "model_said",
      model: "t1",
      method: "echo_update",
      content: { value: "Grace" },
      echo: change?.id,
    };
    app.receive(said, { type: "model_took", id: change?.id });
    app.receive({ type: "model_said", model: "t1", method: "update", content: { value: "Edith" } });
  });
  await waitFor(() => expect(input.value).toBe("Edith"));
});

test("one change waits until Python has dealt with the one before", async () => {
  const app = await shown("t2", { t2: TEXT, layout: LAYOUT, style: STYLE });
  const input = await field();
  const changes = () => (sentOf(app, "model_change") as ModelChange[]).map(({ content }) => content);
  enter(input, "a");
  enter(input, "b");
  enter(input, "c");
  expect(changes()).toEqual([{ value: "a" }]);
  await act(async () => app.receive({ type: "model_took", id: sentOf(app, "model_change")[0]?.id }));
  expect(changes()).toEqual([{ value: "a" }, { value: "c" }]);
});

test("after a lost connection it shows what Python has", async () => {
  const app = await shown("t3", { t3: TEXT, layout: LAYOUT, style: STYLE });
  const input = await field();
  await act(async () => {
    app.receive({ type: "reset", session: "s" });
    app.put([0, 0], { kind: "widget", id: "w", model: "t3" });
  });
  await waitFor(() => expect(sentOf(app, "model_request").length).toBeGreaterThan(1));
  const request = sentOf(app, "model_request").at(-1)?.request;
  await act(async () => {
    app.receive({ type: "model_state", request, states: { t3: { ...TEXT, value: "Later" } } });
  });
  await waitFor(async () => expect((await field()).value).toBe("Later"));
  expect(input).toBeDefined();
});

test("a disabled widget is seen and cannot be used", async () => {
  await shown("t4", { t4: TEXT, layout: LAYOUT, style: STYLE }, { disabled: true });
  await field();
  expect(screen.getByTestId("stWidget").hasAttribute("inert")).toBe(true);
});

test("a package that is not there is told of", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const gone = { ...TEXT, _model_module: "jupyter-gone", _view_module: "jupyter-gone", _view_name: "GoneView" };
  await shown("t5", { t5: { ...gone, layout: null, style: null } });
  await waitFor(() => expect(document.body.textContent).toContain("The package jupyter-gone has no scripts"));
  log.mockRestore();
});

test("a widget that is out of reach is told of", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const app = drawn([{ kind: "widget", id: "w", model: "t6" }]);
  await waitFor(() => expect(sentOf(app, "model_request")).toHaveLength(1));
  await act(async () => {
    const request = sentOf(app, "model_request")[0]?.request;
    app.receive({ type: "model_state", request, error: "This widget is no longer on the page." });
  });
  await waitFor(() => expect(document.body.textContent).toContain("This widget is no longer on the page."));
  log.mockRestore();
});
