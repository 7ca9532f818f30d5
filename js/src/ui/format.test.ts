import { describe, expect, it } from "vitest";
import { addStep, decimals, formatNumber } from "./format";

function written(format: string | null, ...values: number[]): string[] {
  return values.map((value) => formatNumber(value, format, "en-US"));
}

describe("formatNumber", () => {
  it.each([
    [null, ["1234.567", "-0.5", "0"]],
    ["plain", ["1234.567", "-0.5", "0"]],
    ["localized", ["1,234.567", "-0.5", "0"]],
    ["percent", ["123,456.7%", "-50%", "0%"]],
    ["dollar", ["$1,234.57", "-$0.50", "$0.00"]],
    ["euro", ["€1,234.57", "-€0.50", "€0.00"]],
    ["yen", ["¥1,235", "-¥1", "¥0"]],
    ["compact", ["1.2K", "-0.5", "0"]],
    ["scientific", ["1.235E3", "-5E-1", "0E0"]],
    ["engineering", ["1.235E3", "-500E-3", "0E0"]],
    ["accounting", ["1,234.57", "(0.50)", "0.00"]],
    ["bytes", ["1.2KB", "-0.5B", "0B"]],
  ])("knows the format %s", (format, expected) => {
    expect(written(format, 1234.567, -0.5, 0)).toEqual(expected);
  });

  it.each([
    ["%d", ["1234", "0"]],
    ["%05d", ["01234", "00000"]],
    ["%+d", ["+1234", "+0"]],
    ["%.2f", ["1234.57", "-0.50"]],
    ["%08.2f", ["01234.57", "-0000.50"]],
    ["%,d", ["1,234", "0"]],
    ["%,.2f", ["1,234.57", "-0.50"]],
    ["%e", ["1.234567e+3", "-5e-1"]],
    ["%.3e", ["1.235e+3", "-5.000e-1"]],
    ["%g", ["1234.567", "-0.5"]],
    ["%.3g", ["1230", "-0.5"]],
    ["%s", ["1234.567", "-0.5"]],
    ["%x", ["4d2", "0"]],
    ["%X", ["4D2", "0"]],
    ["%o", ["2322", "0"]],
    ["%b", ["10011010010", "0"]],
    ["%8.1f|", ["  1234.6|", "    -0.5|"]],
    ["%-8d|", ["1234    |", "0       |"]],
    ["%'*8d", ["****1234", "*******0"]],
    ["$%d", ["$1234", "$0"]],
    ["%d%%", ["1234%", "0%"]],
    ["%1$d units", ["1234 units", "0 units"]],
  ])("fills the pattern %s", (format, expected) => {
    expect(written(format, 1234.567, -0.5)).toEqual(expected);
  });

  it("shows the plain number where the pattern has no place for it", () => {
    expect(written("metres", 3)).toEqual(["3"]);
    expect(written("%q", 3)).toEqual(["3"]);
  });

  it("writes very large and very small numbers in full", () => {
    expect(written(null, 1e21, 1e-7)).toEqual(["1000000000000000000000", "0.0000001"]);
  });

  it("counts bytes in steps of a thousand", () => {
    expect(written("bytes", 999, 1_234_567, 5e9, 1e20)).toEqual(["999B", "1.2MB", "5GB", "100,000PB"]);
  });

  it("follows the reader's locale where the format is a local one", () => {
    expect(formatNumber(1234.5, "localized", "de-DE")).toBe("1.234,5");
    expect(formatNumber(1234.5, "%.2f", "de-DE")).toBe("1234.50");
  });
});

describe("decimals", () => {
  it("counts what is needed to write a number exactly", () => {
    expect([1, 0.5, 0.01, 1e-7, 2.5e-7, 1e21].map(decimals)).toEqual([0, 1, 2, 7, 8, 0]);
  });
});

describe("addStep", () => {
  it("adds decimal fractions as people do", () => {
    expect([addStep(0.1, 0.2), addStep(1.5, -0.5), addStep(3, 4)]).toEqual([0.3, 1, 7]);
  });

  it("rounds to the digits of the step, which need not be a number's grid", () => {
    expect([addStep(1.23456, 0.01), addStep(1.23456, -0.01), addStep(1.23789, 0.01)]).toEqual([1.24, 1.22, 1.25]);
    expect([addStep(-1.25, 0.1), addStep(0.05, 0.1), addStep(0.06, -0.1)]).toEqual([-1.1, 0.2, 0]);
  });

  it("keeps the digits of the number when the step is whole", () => {
    expect([addStep(2.345, 1), addStep(0.5, -1), addStep(8, 5)]).toEqual([3.345, -0.5, 13]);
  });
});
