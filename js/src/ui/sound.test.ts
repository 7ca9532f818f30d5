import { describe, expect, it } from "vitest";
import { clock, loudness, mixed, wavOf } from "./sound";

describe("wavOf", () => {
  it("writes one channel of 16 bits", async () => {
    const file = wavOf(new Float32Array([0, 1, -1, 0.5, 2]), 16000);
    expect(file.type).toBe("audio/wav");
    const view = new DataView(await file.arrayBuffer());
    const word = (at: number) =>
      String.fromCharCode(...Array.from({ length: 4 }, (_, byte) => view.getUint8(at + byte)));
    expect([word(0), word(8), word(12), word(36)]).toEqual(["RIFF", "WAVE", "fmt ", "data"]);
    expect(view.getUint32(4, true)).toBe(46);
    expect([view.getUint16(20, true), view.getUint16(22, true)]).toEqual([1, 1]);
    expect([view.getUint32(24, true), view.getUint32(28, true), view.getUint16(34, true)]).toEqual([16000, 32000, 16]);
    expect(view.getUint32(40, true)).toBe(10);
    expect([0, 1, 2, 3, 4].map((index) => view.getInt16(44 + index * 2, true))).toEqual([
      0, 32767, -32768, 16384, 32767,
    ]);
  });
});

describe("loudness", () => {
  it("is the most of each part", () => {
    expect(loudness(new Float32Array([0, 0.25, -0.5, 0, 3, 0]), 3)).toEqual([0.25, 0.5, 1]);
    expect(loudness(new Float32Array(), 2)).toEqual([0, 0]);
  });
});

describe("mixed", () => {
  it("is the mean of all channels", () => {
    const one = new Float32Array([1, 0]);
    expect(mixed([one])).toBe(one);
    expect([...mixed([one, new Float32Array([0, 0.5])])]).toEqual([0.5, 0.25]);
    expect(mixed([]).length).toBe(0);
  });
});

describe("clock", () => {
  it("shows hours where there are some", () => {
    expect([0, 5.9, 65, 3600, 7325].map(clock)).toEqual(["00:00", "00:05", "01:05", "1:00:00", "2:02:05"]);
  });
});
