import { batch, signal } from "@preact/signals-core";
import { act, renderHook } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { Values } from "../page/values";
import { useComputed, useEdited, useSignal, useValue } from "./signals";

test("a component follows its signal, and a batch draws it once", () => {
  const count = signal(1);
  const drawn = vi.fn(() => useSignal(count));
  renderHook(drawn);
  act(() =>
    batch(() => {
      count.value = 2;
      count.value = 3;
    }),
  );
  expect(drawn.mock.results.map(({ value }) => value)).toEqual([1, 3]);
});

test("what is computed draws anew only when the result changes", () => {
  const count = signal(1);
  const drawn = vi.fn(() => useComputed(() => (count.value > 2 ? "many" : "few"), []));
  renderHook(drawn);
  for (const next of [2, 3, 4]) {
    act(() => {
      count.value = next;
    });
  }
  expect(drawn.mock.results.map(({ value }) => value)).toEqual(["few", "many"]);
});

test("a widget's value, and whether Python knows it", async () => {
  const sent: object[] = [];
  const values = new Values((changed) => sent.push(changed));
  const widget = { id: "w", form: null, disabled: false, deferred: false, default: "a" };
  const { result } = renderHook(() => ({
    ...useValue<string>(values, widget),
    edited: useEdited(values, widget),
  }));
  expect(result.current).toMatchObject({ value: "a", edited: false });
  act(() => result.current.edit("b"));
  expect(result.current).toMatchObject({ value: "b", edited: true });
  await act(async () => result.current.commit("b"));
  expect(result.current).toMatchObject({ value: "b", edited: false });
  expect(sent).toEqual([{ w: "b" }]);
});
