import { describe, expect, it } from "vitest";
import { hexOf, hsvOf, readHex } from "./color_space";

describe("a color", () => {
  it("is read from hex digits, short or long", () => {
    expect(["#C8470B", "c8470b", " #abc ", "#abcd", "red", ""].map(readHex)).toEqual([
      "#c8470b",
      "#c8470b",
      "#aabbcc",
      null,
      null,
      null,
    ]);
  });

  it.each(["#000000", "#ffffff", "#808080", "#c8470b", "#00ff00", "#0a0b0c", "#fe01fd"])("comes back as %s", (hex) => {
    expect(hexOf(hsvOf(hex))).toBe(hex);
  });

  it("has a hue, a saturation and a brightness", () => {
    expect(hsvOf("#ff0000")).toEqual({ hue: 0, saturation: 100, brightness: 100 });
    expect(hsvOf("#00f")).toEqual({ hue: 240, saturation: 100, brightness: 100 });
    expect(hexOf({ hue: 360, saturation: 100, brightness: 100 })).toBe("#ff0000");
  });
});
