import {
  bool,
  dateDay,
  decimal,
  dictionary,
  duration,
  float64,
  int64,
  list,
  type Table,
  tableFromArrays,
  tableFromIPC,
  tableToIPC,
  timeMicrosecond,
  timestamp,
  utf8,
} from "@uwdata/flechette";
import { expect, test } from "vitest";
import type { Json } from "../protocol";
import { type EditSettings, inward, outward } from "./data_editor_values";
import { writerOf } from "./dataframe_cells";
import { EXACT } from "./dataframe_rows";

/** A value as it comes in a column of a type. */
function arrived(type: unknown, value: unknown): [Table["schema"]["fields"][0]["type"], unknown] {
  const made = tableFromArrays({ c: [value] }, { types: { c: type as never }, ...EXACT });
  const table = tableFromIPC(tableToIPC(made, {}) as Uint8Array, EXACT);
  return [(table.schema.fields[0] as Table["schema"]["fields"][0]).type, table.getChildAt(0)?.at(0)];
}

const CASES: [string, unknown, unknown, EditSettings, Json, string][] = [
  ["int64", int64(), 2n ** 60n, { type: "integer" }, "1152921504606846976", "1152921504606846976"],
  ["small int64", int64(), 5n, { type: "integer" }, 5, "5"],
  ["float", float64(), 1.5, { type: "number" }, 1.5, "1.5"],
  ["decimal", decimal(10, 2), -1250n, { type: "decimal" }, "-12.50", "-12.50"],
  ["bool", bool(), true, { type: "boolean" }, true, "true"],
  ["date", dateDay(), Date.UTC(2024, 1, 29), { type: "date" }, "2024-02-29", "2024-02-29"],
  ["time", timeMicrosecond(), 36_000_250_000n, { type: "time" }, "10:00:00.250", "10:00:00.250"],
  [
    "timestamp",
    timestamp(2),
    Date.UTC(2024, 0, 2, 10),
    { type: "datetime", timezone: null },
    "2024-01-02T10:00:00",
    "2024-01-02 10:00:00",
  ],
  [
    "zoned timestamp",
    timestamp(2, "Europe/Berlin"),
    Date.UTC(2024, 6, 2, 10),
    { type: "datetime", timezone: "Europe/Berlin" },
    "2024-07-02T10:00:00.000Z",
    "2024-07-02 12:00:00+02:00",
  ],
  ["duration", duration(3), 5_400_000_000_000n, { type: "duration" }, 5400, "01:30:00"],
  ["list", list(utf8()), ["a", null], { type: "list" }, ["a", null], '["a",null]'],
  ["category", dictionary(utf8()), "b", { type: "choice" }, "b", "b"],
];

test.each(CASES)("a %s travels and comes back as it was", (_name, type, value, edit, wire, shown) => {
  const [arrowType, arrow] = arrived(type, value);
  expect(outward(arrowType, edit)(arrow)).toEqual(wire);
  const back = inward(arrowType)(wire);
  expect(writerOf(arrowType).copy(back)).toBe(shown);
  expect(outward(arrowType, edit)(back)).toEqual(wire);
});

test("a clock without a zone stands in the zone of its column", () => {
  const [type] = arrived(timestamp(2, "Europe/Berlin"), 0);
  expect(inward(type)("2024-07-02T12:00:00")).toBe(Date.UTC(2024, 6, 2, 10));
  expect(inward(type)("2024-12-02T12:00:00")).toBe(Date.UTC(2024, 11, 2, 11));
});
