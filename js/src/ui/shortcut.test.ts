import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { concerns, readShortcut, shortcutText, strikes } from "./shortcut";

function stroke(shortcut: string, init: KeyboardEventInit): boolean {
  const read = readShortcut(shortcut);
  return read !== null && strikes(read, new KeyboardEvent("keydown", init));
}

describe("strikes", () => {
  it("takes Ctrl and Cmd for one another, whatever the author wrote", () => {
    for (const name of ["ctrl+k", "Cmd+K", "meta+k", "Mod+K"]) {
      expect(stroke(name, { key: "k", ctrlKey: true })).toBe(true);
      expect(stroke(name, { key: "k", metaKey: true })).toBe(true);
      expect(stroke(name, { key: "k" })).toBe(false);
    }
  });

  it("wants exactly the modifiers that were asked for", () => {
    expect(stroke("k", { key: "k", ctrlKey: true })).toBe(false);
    expect(stroke("shift+k", { key: "K", shiftKey: true })).toBe(true);
    expect(stroke("ctrl+k", { key: "K", ctrlKey: true, shiftKey: true })).toBe(false);
  });

  it("knows a key by its place where Alt makes another character of it", () => {
    expect(stroke("alt+k", { key: "˚", code: "KeyK", altKey: true })).toBe(true);
    expect(stroke("shift+1", { key: "!", code: "Digit1", shiftKey: true })).toBe(true);
  });

  it.each([
    ["down", "ArrowDown"],
    ["esc", "Escape"],
    ["Space", " "],
    ["F2", "F2"],
    ["PageUp", "PageUp"],
  ])("knows the key %s", (name, key) => {
    expect(stroke(name, { key })).toBe(true);
  });
});

describe("shortcutText", () => {
  it("writes a shortcut as this keyboard has it", () => {
    const shortcut = readShortcut("ctrl+shift+pagedown");
    expect(shortcut && [shortcutText(shortcut, false), shortcutText(shortcut, true)]).toEqual([
      "Ctrl + Shift + PageDown",
      "⌘ + ⇧ + PageDown",
    ]);
  });
});

describe("concerns", () => {
  beforeEach(() => {
    document.body.innerHTML = `
      <div data-testid="stApp"><button id="go"></button><input id="text"><input id="box" type="checkbox"></div>
      <div data-testid="stApp" inert><button id="hidden"></button></div>
      <div id="notebook" tabindex="0"></div>`;
  });
  afterEach(() => document.body.replaceChildren());

  function at(target: string | null, button = "go"): boolean {
    const element = target === null ? document.body : document.getElementById(target);
    let answer = false;
    const listen = (event: KeyboardEvent) => {
      const host = document.getElementById(button);
      answer = host !== null && concerns(host, event);
    };
    document.addEventListener("keydown", listen);
    element?.dispatchEvent(new KeyboardEvent("keydown", { key: "k", bubbles: true, composed: true }));
    document.removeEventListener("keydown", listen);
    return answer;
  }

  it("lets a stroke on the page or in the app through", () => {
    expect([at(null), at("go"), at("box")]).toEqual([true, true, true]);
  });

  it("within a notebook waits until the reader is in the app", () => {
    document.querySelector<HTMLElement>("[data-testid=stApp]")?.setAttribute("data-host", "lab");
    expect([at(null), at("go"), at("box")]).toEqual([false, true, true]);
  });

  it("keeps out what is typed, what is meant for the notebook, and what the reader cannot see", () => {
    expect([at("text"), at("notebook"), at(null, "hidden")]).toEqual([false, false, false]);
  });
});
