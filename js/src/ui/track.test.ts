import { describe, expect, it } from "vitest";
import { snap, stepped } from "./track";

describe("snap", () => {
  it("goes to the nearest step from the lower end, within the ends", () => {
    const scale = { min: 1, max: 10, step: 4 };
    expect([-5, 2.9, 3.1, 8, 10, 99].map((value) => snap(value, scale))).toEqual([1, 1, 5, 9, 9, 9]);
  });

  it("reaches an end that fractions of two only come near to", () => {
    expect(snap(1, { min: 0, max: 1, step: 0.1 })).toBe(1);
    expect(snap(0.70000001, { min: 0.1, max: 0.7, step: 0.1 })).toBe(0.7);
  });
});

describe("stepped", () => {
  const scale = { min: 0, max: 100, step: 5, limits: [10, 90] as const };

  it("turns left and right round where text runs from right to left", () => {
    expect(["ArrowRight", "ArrowLeft", "ArrowUp"].map((key) => stepped(key, 50, { ...scale, rtl: true }))).toEqual([
      45, 55, 55,
    ]);
  });

  it("goes to the ends that are open to it", () => {
    expect(["Home", "End", "Tab"].map((key) => stepped(key, 50, { ...scale, rtl: false }))).toEqual([10, 90, null]);
  });
});
