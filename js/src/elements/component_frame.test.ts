import { expect, test } from "vitest";
import type { Component } from "../protocol";
import type { Look } from "../ui/look";
import { render, saidIn } from "./component_frame";

const said = (type: string, more: object = {}) =>
  saidIn({ isStreamlitMessage: true, type: `streamlit:${type}`, ...more });

test("what a component says is understood, everything else passed over", () => {
  expect(said("componentReady", { apiVersion: 1 })).toEqual({ type: "ready" });
  expect(said("setFrameHeight", { height: 40 })).toEqual({ type: "height", height: 40 });
  expect(said("setFrameHeight", { height: 1e9 })).toEqual({ type: "height", height: 100_000 });
  for (const height of [-1, "40", Number.NaN, undefined]) expect(said("setFrameHeight", { height })).toBeNull();
  expect(said("somethingElse")).toBeNull();
  for (const data of [null, "x", 1, { type: "streamlit:componentReady" }]) expect(saidIn(data)).toBeNull();
});

test("values travel as JSON, bytes or tables", () => {
  const value = (value: unknown, dataType = "json") => said("setComponentValue", { value, dataType });
  expect(value({ n: [1, undefined], f: () => 1 })).toEqual({
    type: "value",
    value: { type: "json", value: { n: [1, null] } },
  });
  expect(value(undefined)).toEqual({ type: "value", value: { type: "json", value: null } });
  expect(value(new Uint8Array([0, 255]), "bytes")).toEqual({ type: "value", value: { type: "bytes", value: "AP8=" } });
  expect(value(new Uint8Array([0, 255]).buffer, "bytes")).toEqual({
    type: "value",
    value: { type: "bytes", value: "AP8=" },
  });
  const bytes = new Uint8Array([1]);
  expect(value({ data: bytes, index: bytes, columns: bytes }, "dataframe")).toEqual({
    type: "value",
    value: { type: "dataframe", data: "AQ==", index: "AQ==", columns: "AQ==" },
  });
});

test("what cannot travel is refused in words", () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  expect(said("setComponentValue", { value: circle, dataType: "json" })?.type).toBe("refused");
  expect(said("setComponentValue", { value: "text", dataType: "bytes" })).toEqual({
    type: "refused",
    problem: "Not bytes.",
  });
  expect(said("setComponentValue", { value: null, dataType: "dataframe" })?.type).toBe("refused");
});

test("a component is told its arguments and the page's colours", () => {
  const bytes = new Uint8Array([1]);
  const element = {
    args: { label: "x" },
    binary: [{ name: "blob", data: bytes }],
    tables: [{ name: "rows", data: bytes, index: bytes, columns: bytes }],
    key: "k",
    disabled: false,
  } as unknown as Component;
  const look = { shade: "dark", token: (name: string) => `<${name}>` } as Look;
  expect(render(element, look)).toEqual({
    type: "streamlit:render",
    args: { label: "x", blob: bytes, key: "k" },
    dfs: [{ key: "rows", value: { data: { data: bytes, index: bytes, columns: bytes } } }],
    disabled: false,
    theme: {
      base: "dark",
      primaryColor: "<primary>",
      backgroundColor: "<background>",
      secondaryBackgroundColor: "<sunken>",
      textColor: "<text>",
      font: "<font>",
    },
  });
});
