import type { KeyboardEvent } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { keyLeads } from "./roving";

function struck(key: string, more: Partial<KeyboardEvent> = {}): KeyboardEvent {
  return { key, currentTarget: document.body, ...more } as KeyboardEvent;
}

describe("keyLeads", () => {
  afterEach(() => {
    document.body.style.direction = "";
  });

  it.each([
    ["ArrowRight", 2],
    ["ArrowDown", 2],
    ["ArrowLeft", 0],
    ["ArrowUp", 0],
    ["Home", 0],
    ["End", 3],
    ["Enter", null],
    ["a", null],
  ])("%s leads to %j", (key, to) => {
    expect(keyLeads(struck(key), { count: 4, at: 1 })).toBe(to);
  });

  it("stops at the ends, or goes round", () => {
    expect(keyLeads(struck("ArrowRight"), { count: 4, at: 3 })).toBe(3);
    expect(keyLeads(struck("ArrowRight"), { count: 4, at: 3, round: true })).toBe(0);
    expect(keyLeads(struck("ArrowLeft"), { count: 4, at: 0, round: true })).toBe(3);
  });

  it("goes the other way from right to left, sideways", () => {
    document.body.style.direction = "rtl";
    expect(keyLeads(struck("ArrowRight"), { count: 4, at: 1 })).toBe(0);
    expect(keyLeads(struck("ArrowDown"), { count: 4, at: 1 })).toBe(2);
  });

  it("leaves keys alone that are another's", () => {
    expect(keyLeads(struck("ArrowRight"), { count: 4, at: 1, only: "column" })).toBeNull();
    expect(keyLeads(struck("ArrowDown"), { count: 4, at: 1, only: "row" })).toBeNull();
    expect(keyLeads(struck("End", { ctrlKey: true }), { count: 4, at: 1 })).toBeNull();
    expect(keyLeads(struck("Home"), { count: 0, at: 0 })).toBeNull();
  });
});
