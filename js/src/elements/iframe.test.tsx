import { act, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { drawn } from "../testing/draw";
import { showFramesOn } from "../ui/frame";

afterEach(() => showFramesOn(null));

function frame(): HTMLIFrameElement {
  return screen.getByTestId("stIFrame");
}

/** Lets a frame's page tell something. */
function tell(source: unknown, data: unknown): void {
  act(() => {
    window.dispatchEvent(Object.assign(new Event("message"), { source, data }));
  });
}

test("a page elsewhere keeps its origin and has a name", () => {
  drawn([{ kind: "iframe", src: "https://example.org/", tab_index: -1, alt: "An example" }]);
  expect(frame().getAttribute("src")).toBe("https://example.org/");
  expect(frame().title).toBe("An example");
  expect(frame().tabIndex).toBe(-1);
  expect(frame().getAttribute("sandbox")).toContain("allow-same-origin");
});

test("HTML has an origin of its own, and is as high as what it shows", () => {
  drawn([{ kind: "iframe", body: "<!DOCTYPE html><b>a</b>", width: "content" }]);
  expect(frame().getAttribute("sandbox")).toContain("allow-scripts");
  expect(frame().getAttribute("sandbox")).not.toContain("allow-same-origin");
  expect(frame().getAttribute("srcdoc")).toMatch(
    /^<!doctype html><meta charset="utf-8"><style>.*<\/script><b>a<\/b>$/s,
  );
  expect(frame().title).toBe("st.iframe");
  const size = { type: "jupyterlit:frame", width: 200, height: 300 };
  tell(window, size);
  expect(frame().style.blockSize).toBe("");
  tell(frame().contentWindow, { ...size, height: "300px" });
  tell(frame().contentWindow, { ...size, height: Number.POSITIVE_INFINITY });
  tell(frame().contentWindow, null);
  expect(frame().style.blockSize).toBe("");
  tell(frame().contentWindow, size);
  expect([frame().style.inlineSize, frame().style.blockSize]).toEqual(["200px", "300px"]);
  tell(frame().contentWindow, { ...size, height: 1e9 });
  expect(frame().style.blockSize).toBe("20000px");
});

test("a height of the author's holds", () => {
  drawn([{ kind: "iframe", body: "a", height: 100 }]);
  tell(frame().contentWindow, { type: "jupyterlit:frame", width: 200, height: 300 });
  expect(frame().style.blockSize).toBe("");
});

test("where the page lets no script run, HTML is shown on a page that does", () => {
  showFramesOn("/lit/frame");
  drawn([{ kind: "iframe", body: "<b>a</b>" }]);
  expect(frame().getAttribute("src")).toBe("/lit/frame");
  expect(frame().hasAttribute("srcdoc")).toBe(false);
  const told: unknown[] = [];
  Object.defineProperty(frame(), "contentWindow", { value: { postMessage: (data: unknown) => told.push(data) } });
  act(() => {
    frame().dispatchEvent(new Event("load"));
    frame().dispatchEvent(new Event("load"));
  });
  expect(told).toEqual([{ html: expect.stringMatching(/<b>a<\/b>$/) }]);
});
