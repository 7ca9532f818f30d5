import { act, screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { drawn } from "../testing/draw";

await import("./widget"); // the first time takes long

const modules = vi.hoisted(() => new Map<string, object>());
vi.mock("../ui/modules", async (original) => ({
  ...(await original<object>()),
  loadModule: async (_page: unknown, { id }: { id: string }) => modules.get(id),
}));

interface Model {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  save_changes(): void;
  send(content: unknown): void;
  on(name: string, callback: (...args: never[]) => void): void;
  off(): void;
}

interface Props {
  model: Model;
  el: HTMLElement;
  signal: AbortSignal;
  experimental: { invoke(name: string, message: unknown): Promise<[unknown, unknown]> };
}

const STATE = {
  _model_name: "AnyModel",
  _model_module: "anywidget",
  _view_name: "AnyView",
  _view_module: "anywidget",
  _anywidget_id: "test.Counter",
  _css: ".counter { color: red }",
  value: 1,
};

async function shown(model: string, script: string) {
  const app = drawn([{ kind: "widget", id: "w", model }]);
  const states = { [model]: { ...STATE, _esm: { id: script, mime: "", name: "", size: 0 } } };
  const asked = await waitFor(() => {
    const found = app.sent.find((message) => message.type === "model_request");
    expect(found).toBeDefined();
    return found;
  });
  await act(async () => {
    app.receive({ type: "model_state", request: asked?.type === "model_request" ? asked.request : 0, states });
  });
  const changes = () => app.sent.flatMap((message) => (message.type === "model_change" ? [message] : []));
  return { app, changes };
}

test("a module draws its widget, hears of changes and ends", async () => {
  const ends: string[] = [];
  modules.set("counter", {
    default: {
      initialize: ({ model }: Props) => {
        model.set("value", 2);
        model.save_changes();
        return () => ends.push("model");
      },
      render: ({ model, el, signal }: Props) => {
        const draw = () => el.replaceChildren(`count ${model.get("value")}`);
        model.on("change:value", draw);
        signal.addEventListener("abort", () => ends.push("signal"));
        draw();
        return () => ends.push("view");
      },
    },
  });
  const { app, changes } = await shown("a1", "counter");
  await screen.findByText("count 2");
  expect(changes()).toMatchObject([{ method: "update", content: { value: 2 } }]);
  expect(document.head.textContent).toContain(".counter { color: red }");
  await act(async () => app.receive({ type: "model_said", model: "a1", method: "update", content: { value: 5 } }));
  await screen.findByText("count 5");
  modules.set("newer", { render: ({ el }: Props) => el.replaceChildren("newer") });
  await act(async () =>
    app.receive({ type: "model_said", model: "a1", method: "update", content: { _esm: { id: "newer" } } }),
  );
  await screen.findByText("newer");
  expect(ends.sort()).toEqual(["model", "signal", "view"]);
  await act(async () => app.receive({ type: "model_said", model: "a1", method: "close" }));
  await waitFor(() => expect(screen.queryByText("newer")).toBeNull());
});

test("a function of Python's is called and answers", async () => {
  const answers: unknown[] = [];
  modules.set("calls", {
    default: () => ({
      render: ({ el, experimental }: Props) => {
        el.textContent = "calls";
        void experimental.invoke("add", [1, 2]).then(([response]) => answers.push(response));
      },
    }),
  });
  const { app, changes } = await shown("a2", "calls");
  await screen.findByText("calls");
  const [{ id } = { id: "" }] = changes().map(({ content }) => content as { id: string });
  expect(changes()).toMatchObject([
    { method: "custom", content: { kind: "anywidget-command", name: "add", msg: [1, 2] } },
  ]);
  const response = { kind: "anywidget-command-response", response: 3 };
  await act(async () => {
    app.receive({ type: "model_said", model: "a2", method: "custom", content: { ...response, id: "another" } });
    app.receive({ type: "model_said", model: "a2", method: "custom", content: { ...response, id } });
  });
  await waitFor(() => expect(answers).toEqual([3]));
});
