import { parse, View } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile, type TopLevelSpec } from "vega-lite";
import { expect, test } from "vitest";
import { expressions } from "./vega_expression";

/** The marks that a specification becomes, as text. */
async function marks(spec: unknown, interpreter: unknown): Promise<string> {
  const vega = compile(spec as TopLevelSpec).spec;
  const view = new View(parse(vega, undefined, { ast: true }), { expr: interpreter as never, renderer: "none" });
  await view.runAsync();
  return JSON.stringify((view.scenegraph() as unknown as { toJSON(indent: number): string }).toJSON(0));
}

const ROWS = [
  { a: "x", b: 3, c: -1, when: "2024-01-05" },
  { a: "y", b: 5.25, c: 2, when: "2024-02-05" },
  { a: "y", b: null, c: 4, when: "2024-03-05" },
];
const A = { field: "a", type: "nominal" };
const B = { field: "b", type: "quantitative" };
const C = { field: "c", type: "quantitative" };

test.each<[what: string, spec: object]>([
  ["stacked bars with round ends", { mark: { type: "bar", cornerRadiusEnd: 3 }, encoding: { x: A, y: B, color: A } }],
  ["lying bars", { mark: "bar", encoding: { y: A, x: C } }],
  [
    "a line over time",
    { mark: { type: "line", point: true }, encoding: { x: { field: "when", type: "temporal" }, y: B } },
  ],
  [
    "points with a condition and tooltips",
    {
      mark: { type: "point", tooltip: true },
      encoding: {
        x: B,
        y: C,
        size: { condition: { test: "datum.b > 4 && abs(datum.c) < 3 || !isValid(datum.b)", value: 200 }, value: 20 },
      },
    },
  ],
  [
    "transforms",
    {
      transform: [
        {
          calculate: "datum.a === 'x' ? [datum.b, {n: -datum.c % 2}] : round(pow(datum.b, 2)) + upper(datum.a)",
          as: "d",
        },
        { filter: "inrange(datum.b, [0, 6]) || datum['c'] == 4" },
      ],
      mark: "text",
      encoding: { x: B, y: C, text: { field: "d" } },
    },
  ],
  ["areas", { mark: "area", encoding: { x: { field: "when", type: "temporal" }, y: { ...C, stack: false } } }],
  ["boxes in the middle", { mark: { type: "rect", width: 10, height: 5 }, encoding: { x: B, y: C } }],
  ["rules and facets", { mark: "rule", encoding: { x: B, row: A } }],
  ["arcs", { mark: "arc", encoding: { theta: B, color: A } }],
  [
    "expressions that only the interpreter knows",
    {
      transform: [{ calculate: "replace(datum.a, /x/, 'z') + year(toDate(datum.when))", as: "d" }],
      mark: "text",
      encoding: { text: { field: "d" }, x: B },
    },
  ],
])("%s are the same marks as Vega's interpreter makes", async (_what, spec) => {
  const whole = { data: { values: ROWS }, width: 200, height: 100, ...spec };
  const copy = () => structuredClone(whole);
  expect(await marks(copy(), expressions)).toBe(await marks(copy(), expressionInterpreter));
});

/** What an expression gives, as signals of a chart do. */
function signal(expression: string, signals: Record<string, unknown> = {}): unknown {
  const given = Object.entries(signals).map(([name, value]) => ({ name, value }));
  const spec = { signals: [...given, { name: "result", update: expression }] };
  const view = new View(parse(spec, undefined, { ast: true }), { expr: expressions as never, renderer: "none" });
  view.logLevel(0);
  return view.run().signal("result");
}

test.each([
  ["1 + 2 * 3 - 4 / 8", 6.5],
  ["7 % 4 << 1 | 8 ^ 3 & 2", 14],
  ["-8 >> 1", -4],
  ["-8 >>> 28", 15],
  ["1 <= 1 && 2 >= 3 || 'a' < 'b'", true],
  ["1 == '1'", true],
  ["1 != '1'", false],
  ["1 === '1'", false],
  ["1 !== '1'", true],
  ["!0", true],
  ["~1", -2],
  ["+'3'", 3],
  ["if(n > 1, 'many', 'one')", "many"],
  ["PI > 3 ? 'yes' : 'no'", "yes"],
  ["isNaN(NaN)", true],
  ["isFinite(1)", true],
  ["clamp(12, 0, 10)", 10],
  ["max(1, n, 3)", 5],
  ["length('abc')", 3],
  ["lower('A') + upper('b')", "aB"],
  ["time('2020-01-01T00:00:00Z')", Date.UTC(2020, 0, 1)],
  ["[n, {'k': n}][1].k", 5],
])("%s is %s", (expression, result) => {
  expect(signal(expression, { n: 5 })).toBe(result);
});

test("expressions get hold of no functions", () => {
  expect(signal("n.constructor", { n: [] })).toBeUndefined();
  expect(signal("n['const' + 'ructor']", { n: [] })).toBeUndefined();
});

test("what all objects have is no property to set", () => {
  const literal = (value: unknown) => ({ type: "Literal", value });
  const properties = ["toString", "constructor", "kept"].map((name) => ({ key: literal(name), value: literal(1) }));
  const made = expressions.operator({ functions: {} }, { ast: { type: "ObjectExpression", properties } });
  expect(made({})).toEqual({ kept: 1 });
});
