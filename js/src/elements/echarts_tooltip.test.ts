// @vitest-environment jsdom

import { expect, test } from "vitest";
import { clean, shortly, templateOf, valuesIn } from "./echarts_tooltip";

const POINT = {
  seriesName: "sales",
  name: "Oslo",
  value: ["Oslo", 4, 7],
  percent: 25,
  dimensionNames: ["city", "n", "m"],
};

test("a template is filled", () => {
  expect(templateOf("{a}: {b} <b>{d} %</b> {@n} {@[2]}")(POINT)).toBe("sales: Oslo <b>25 %</b> 4 7");
  expect(templateOf("{a}|{a1}|{c1}|{a2}")([POINT, { seriesName: "cost", value: 3 }])).toBe("sales|cost|3|");
  expect(templateOf("{@value} {x}")({ value: 5 })).toBe("5 {x}");
  expect(templateOf("{@n}")({ value: { n: 2 } })).toBe("2");
});

test("neither a template nor a value can run", () => {
  const attack = "<img src=x onerror=alert(1)>";
  const made = templateOf(`{b}<script>alert(1)</script>${attack}<a href="{c}">x</a><style>*{}</style>`)({
    name: attack,
    value: "javascript:alert(1)",
  });
  expect(made).toContain("&lt;img src=x onerror=alert(1)&gt;");
  const box = document.createElement("div");
  box.innerHTML = made;
  expect(box.querySelector("script, style, [onerror], a[href]")).toBeNull();
  expect(clean("<b onclick=x>fair</b><iframe></iframe>")).toBe("<b>fair</b>");
});

test("values are written in a format, and what is no format is not one", () => {
  expect(valuesIn("dollar")?.(1234.5)).toBe("$1,234.50");
  expect(valuesIn("%.1f km")?.([1, "x", null])).toBe("1.0 km, x, -");
  expect(valuesIn("100 %% of %d")?.(3)).toBe("100 % of 3");
  expect([valuesIn("no format"), valuesIn("%"), valuesIn("%d of %d")]).toEqual([null, null, null]);
});

test("without a format numbers lose the noise of fractions", () => {
  expect([shortly(0.1 + 0.2), shortly(1234567), shortly("a"), shortly(undefined)]).toEqual([
    "0.3",
    "1,234,567",
    "a",
    "-",
  ]);
});
