import { fireEvent, render, screen } from "@testing-library/react";
import { useRef } from "react";
import { beforeEach, expect, test } from "vitest";
import { keepWithin, stopsOf } from "./focus";

function Box() {
  const box = useRef<HTMLDivElement>(null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a box as boxes above the page are
    <div ref={box} data-testid="box" tabIndex={-1} onKeyDown={(event) => keepWithin(event, box.current)}>
      <button type="button">first</button>
      <button type="button" disabled>
        disabled
      </button>
      <p hidden>
        <button type="button">hidden</button>
      </p>
      <input aria-label="middle" />
      <a href="/">last</a>
    </div>
  );
}

beforeEach(() => {
  render(<Box />);
});

test("hidden and disabled things are no stops", () => {
  const names = stopsOf(screen.getByTestId("box")).map((stop) => stop.textContent || stop.getAttribute("aria-label"));
  expect(names).toEqual(["first", "middle", "last"]);
});

/** Presses Tab there; tells what has the focus then, null where the browser decides. */
function tab(on: HTMLElement, shiftKey = false): string | null {
  on.focus();
  const free = fireEvent.keyDown(on, { key: "Tab", shiftKey });
  return free ? null : (document.activeElement?.textContent ?? null);
}

test("the Tab key goes round", () => {
  const [first, last] = [screen.getByRole("button", { name: "first" }), screen.getByRole("link")];
  expect(tab(last)).toBe("first");
  expect(tab(first, true)).toBe("last");
  expect(tab(screen.getByTestId("box"), true)).toBe("last");
  expect(tab(first)).toBeNull();
  expect(tab(screen.getByRole("textbox"), true)).toBeNull();
});
