import * as arrow from "@uwdata/flechette";
import type { Spec } from "vega";
import { afterEach, expect, test, vi } from "vitest";
import { readSpecialNames, toChart, toPython } from "./vega_selection";

afterEach(() => vi.unstubAllEnvs());

const NONE = { datasets: [] };

/** A table with times in no zone, `t`, and in one, `z`. */
function times() {
  const at = [new Date("2024-03-01T12:00:00Z")];
  const columns = {
    t: arrow.columnFromArray(at, arrow.timestamp(arrow.TimeUnit.MILLISECOND)),
    z: arrow.columnFromArray(at, arrow.timestamp(arrow.TimeUnit.MILLISECOND, "UTC")),
  };
  return { datasets: [{ name: "d", data: arrow.tableToIPC(arrow.tableFromColumns(columns), {}) as Uint8Array }] };
}

test("a selection is its points, or its intervals, or nothing", () => {
  const signals = { points: { vlPoint: { or: [{ a: 1, n: null }] }, a: [1] }, area: { x: [1, 2] }, none: undefined };
  expect(toPython(signals, NONE)).toEqual({ points: [{ a: 1, n: null }], area: { x: [1, 2] }, none: {} });
});

test.each(["America/New_York", "Asia/Kolkata", "UTC"])("times go to Python and back in %s", (zone) => {
  vi.stubEnv("TZ", zone);
  const local = new Date(2024, 2, 1, 12);
  const moment = new Date("2024-03-01T12:00:00Z");
  const chosen = { vlPoint: { or: [{ t: local, z: moment, month_t: new Date(2024, 2, 1), month_z: moment }] } };
  const told = toPython({ p: chosen, area: { t: [local, local.getTime()] } }, times());
  expect(told).toEqual({
    p: [
      {
        t: moment.getTime(),
        z: moment.getTime(),
        month_t: "2024-03-01T00:00:00.000Z",
        month_z: "2024-03-01T12:00:00.000Z",
      },
    ],
    area: { t: [moment.getTime(), moment.getTime()] },
  });
  const back = { t: local.getTime(), z: moment.getTime() };
  expect(toChart(told, times())).toEqual({
    p: [{ ...back, month_t: new Date(2024, 2, 1).getTime(), month_z: moment.getTime() }],
    area: { t: [local.getTime(), local.getTime()] },
  });
});

test("texts stay texts", () => {
  const selection = { p: [{ t: "2024", k: "2024-03-01" }], none: {} };
  expect(toChart(selection, times())).toEqual(selection);
});

test("columns with dots in their names are read by their names", () => {
  const tuple = (field: string) => ({
    name: "p_tuple",
    on: [{ events: "click", update: `{values: [datum["${field}"]]}` }],
  });
  const other = { name: "p_x", on: [{ events: "click", update: '"a\\\\.b"' }] };
  const spec = { signals: [tuple("a\\\\.b\\\\[0\\\\]")], marks: [{ type: "group", signals: [tuple("plain"), other] }] };
  expect(readSpecialNames(structuredClone(spec) as Spec)).toEqual({
    signals: [tuple("a.b[0]")],
    marks: [{ type: "group", signals: [tuple("plain"), other] }],
  });
});
