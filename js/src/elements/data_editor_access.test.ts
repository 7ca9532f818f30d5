import { signal } from "@preact/signals-core";
import { act, renderHook, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { useCellAccess } from "./data_editor_access";
import { applied, type Change, NO_EDITS } from "./data_editor_edits";

/** A table as the grid makes it for screen readers, a column of boxes before the others. */
function grid(rows: number): HTMLElement {
  const cells = [1, 2, 3].map((column) => `<td aria-colindex="${column}"></td>`).join("");
  const body = Array.from({ length: rows }, (_, at) => `<tr aria-rowindex="${at + 2}">${cells}</tr>`).join("");
  const holder = document.createElement("div");
  holder.innerHTML = `<canvas><table aria-colcount="3"><tbody>${body}</tbody></table></canvas>`;
  return holder;
}

test("cells say that they must be filled, and that they are wrong, also those that come later", async () => {
  const holder = grid(2);
  const edits = signal(NO_EDITS);
  const there: readonly number[] = [7, 8, -1];
  const state = {
    edits,
    required: ["name"],
    draft: (row: number, column: string) => edits.peek().drafts.get(row)?.[column],
  };
  const rows = { version: signal(0), row: (place: number) => there[place] };
  const columns = [{ name: "name" }, { name: "price" }];
  renderHook(() => useCellAccess({ current: holder }, columns, rows, state));
  const marked = (name: string) =>
    [...holder.querySelectorAll("tr")].map((row) => [...row.querySelectorAll("td")].map((it) => it.getAttribute(name)));
  expect(marked("aria-required")).toEqual([
    [null, "true", null],
    [null, "true", null],
  ]);
  expect(
    marked("aria-invalid")
      .flat()
      .every((it) => it === null),
  ).toBe(true);

  const wrong = (row: number): Change => {
    return { do: "cell", row, column: "price", draft: { text: "x", problem: "no number", where: "price" } };
  };
  const added: Change = { do: "add", row: -1, cells: {} };
  act(() => {
    edits.value = applied(NO_EDITS, [added, wrong(8), wrong(-1)]);
  });
  expect(marked("aria-invalid")).toEqual([
    [null, null, null],
    [null, null, "true"],
  ]);

  const [, , last] = grid(4).querySelectorAll("tr");
  holder.querySelector("tbody")?.append(last as Element, ...[...grid(4).querySelectorAll("tr")].slice(3));
  await waitFor(() => expect(marked("aria-invalid")[2]).toEqual([null, null, "true"]));
  expect(marked("aria-required")[3]).toEqual([null, null, null]); // there is no row

  act(() => {
    edits.value = applied(edits.peek(), [{ do: "discard" }]);
  });
  expect(
    marked("aria-invalid")
      .flat()
      .every((it) => it === null),
  ).toBe(true);
});
