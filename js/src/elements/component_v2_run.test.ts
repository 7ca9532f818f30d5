// @vitest-environment jsdom
import { expect, test, vi } from "vitest";
import { type Reach, run } from "./component_v2_run";

function reachOf() {
  const said: unknown[] = [];
  const reach: Reach = {
    name: "own",
    key: "k",
    parentElement: document.createElement("div"),
    setStateValue: (name, value) => said.push(["state", name, value]),
    setTriggerValue: (name, value) => said.push(["trigger", name, value]),
  };
  return { reach, said };
}

test("a function is called with each data, and what it returned last cleans up", async () => {
  const { reach } = reachOf();
  const cleaned: unknown[] = [];
  const draw = vi.fn(
    ({ data }: { data: unknown }) =>
      () =>
        cleaned.push(data),
  );
  const running = await run({ default: draw }, reach, "a", {});
  expect(draw).toHaveBeenLastCalledWith({ ...reach, data: "a" });
  await running.update("a", { v: 1 });
  await running.update("b", {});
  expect(draw).toHaveBeenCalledTimes(2);
  running.end();
  expect(cleaned).toEqual(["b"]);
});

test("a widget is made of an object, a function that returns one, or what a module exports", async () => {
  const render = ({ model, el }: { model: { get(name: string): unknown }; el: HTMLElement }) => {
    el.textContent = `${model.get("n")}`;
  };
  for (const module of [{ default: { render } }, { default: async () => ({ render }) }, { render }]) {
    const { reach } = reachOf();
    const running = await run(module, reach, { n: 1 }, { n: 2 });
    expect(reach.parentElement.textContent).toBe("2");
    running.end();
    expect(reach.parentElement.childElementCount).toBe(0);
  }
});

test("a widget's traits are states, and its messages a trigger", async () => {
  const { reach, said } = reachOf();
  const order: string[] = [];
  // biome-ignore lint/suspicious/noExplicitAny: what widgets are given
  const props: any[] = [];
  const widget = {
    initialize: (given: object) => {
      props.push(given);
      return () => order.push("initialized");
    },
    render: (given: object) => {
      props.push(given);
      return () => order.push("rendered");
    },
  };
  const running = await run({ default: widget }, reach, { bytes: new Uint8Array([7]), n: 1 }, {});
  const { model, signal, experimental } = props[1];
  expect(props[0].model).toBe(model);
  expect(model.get("bytes").getUint8(0)).toBe(7);
  model.set("n", 2);
  model.save_changes();
  model.send("hi");
  expect(said).toEqual([
    ["state", "n", 2],
    ["trigger", "message", "hi"],
  ]);
  const heard: unknown[] = [];
  model.on("change:n", (_: unknown, value: unknown) => heard.push(value));
  await running.update({ n: 1 }, { n: 5 });
  expect(heard).toEqual([5]);
  await expect(experimental.invoke()).rejects.toThrow("no commands");
  running.end();
  expect([signal.aborted, order]).toEqual([true, ["rendered", "initialized"]]);
});

test("other exports are told of, and a cleanup that fails keeps nobody", async () => {
  const { reach } = reachOf();
  for (const module of [{}, { default: 5 }, { x: 1 }]) {
    await expect(run(module, reach, null, {})).rejects.toThrow("exports no function as default");
  }
  const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const clean = () => {
    throw new Error("no");
  };
  (await run({ default: () => clean }, reach, [1], {})).end();
  expect(said).toHaveBeenCalledOnce();
});
