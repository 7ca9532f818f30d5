/**
 * Runs Vega's expressions without `eval`, which the page's security policy forbids.
 *
 * Each expression becomes functions that call one another, made once, where Vega's own interpreter walks the syntax tree
 * at every use: once for each property of each mark. What is not known here is left to that interpreter.
 */

import { expressionInterpreter } from "vega-interpreter";

interface Ast {
  type: string;
  name?: string;
  value?: unknown;
  regex?: unknown;
  operator?: string;
  computed?: boolean;
  object?: Ast;
  property?: Ast;
  callee?: { name: string };
  arguments?: Ast[];
  elements?: Ast[];
  left?: Ast;
  right?: Ast;
  argument?: Ast;
  test?: Ast;
  consequent?: Ast;
  alternate?: Ast;
  properties?: { key: Ast; value: Ast }[];
}

type Named = Record<string, unknown>;
type Item = Named & { datum: unknown };
type Call = (this: unknown, ...given: unknown[]) => unknown;

/** What Vega calls functions with: signals and scales by `$name`, a row, an event, a mark. */
type Run = (params: Named, datum: unknown, event: unknown, item: unknown) => unknown;

interface Context {
  functions: Record<string, Call>;
}

interface Expression {
  ast: Ast;
}

interface Encoding {
  marktype: string;
  channels: Record<string, Expression>;
}

/** The seams at which Vega asks for functions; those of its own interpreter, for what is not known here. */
const slow = expressionInterpreter as {
  operator(context: Context, expression: Expression): (params: Named) => unknown;
  parameter(context: Context, expression: Expression): (datum: unknown, params: Named) => unknown;
  event(context: Context, expression: Expression): (event: unknown) => unknown;
  handler(context: Context, expression: Expression): (params: Named, event: { item?: Item }) => unknown;
  encode(context: Context, encoding: Encoding): (item: Item, params: Named) => number;
};

export const expressions: typeof slow = {
  operator(context, expression) {
    const run = compiled(expression.ast, context);
    return run ? (params) => run(params, undefined, undefined, undefined) : slow.operator(context, expression);
  },
  parameter(context, expression) {
    const run = compiled(expression.ast, context);
    return run ? (datum, params) => run(params, datum, undefined, undefined) : slow.parameter(context, expression);
  },
  event(context, expression) {
    const run = compiled(expression.ast, context);
    return run ? (event) => run(NOTHING, undefined, event, undefined) : slow.event(context, expression);
  },
  handler(context, expression) {
    const run = compiled(expression.ast, context);
    if (!run) return slow.handler(context, expression);
    return (params, event) => run(params, event.item?.datum, event, undefined);
  },
  encode(context, encoding) {
    const channels: [name: string, run: Run][] = [];
    for (const [name, { ast }] of Object.entries(encoding.channels)) {
      const run = compiled(ast, context);
      if (!run) return slow.encode(context, encoding);
      channels.push([name, run]);
    }
    const finish = spatial(encoding);
    return (item, params) => {
      const { datum } = item;
      let changed = 0;
      for (const [name, run] of channels) {
        const value = run(params, datum, undefined, item);
        if (item[name] === value) continue;
        item[name] = value;
        changed = 1;
      }
      finish?.(item);
      return changed;
    };
  },
};

const NOTHING: Named = {};

/** Thrown for what is left to Vega's interpreter. */
class Unknown extends Error {}

function compiled(ast: Ast, context: Context): Run | null {
  try {
    return compile(ast, context.functions);
  } catch (error) {
    if (error instanceof Unknown) return null;
    throw error;
  }
}

function compile(node: Ast | undefined, functions: Context["functions"]): Run {
  const inner = (part: Ast | undefined) => compile(part, functions);
  switch (node?.type) {
    case "Literal": {
      const { value } = node;
      if (node.regex) throw new Unknown();
      return () => value;
    }
    case "Identifier":
      return identifier(node.name ?? "");
    case "MemberExpression":
      return member(inner(node.object), node.computed ? inner(node.property) : (node.property?.name ?? ""));
    case "CallExpression":
      return call((node.callee?.name ?? "").replace(/^_/, ""), (node.arguments ?? []).map(inner), functions);
    case "ArrayExpression": {
      const items = (node.elements ?? []).map(inner);
      return (params, datum, event, item) => items.map((run) => run(params, datum, event, item));
    }
    case "BinaryExpression":
      return binary(node.operator ?? "", inner(node.left), inner(node.right));
    case "UnaryExpression":
      return unary(node.operator ?? "", inner(node.argument));
    case "LogicalExpression": {
      const [left, right] = [inner(node.left), inner(node.right)];
      return node.operator === "&&"
        ? (params, datum, event, item) => left(params, datum, event, item) && right(params, datum, event, item)
        : (params, datum, event, item) => left(params, datum, event, item) || right(params, datum, event, item);
    }
    case "ConditionalExpression":
      return conditional(inner(node.test), inner(node.consequent), inner(node.alternate));
    case "ObjectExpression":
      return object((node.properties ?? []).map(({ key, value }) => [keyOf(key), inner(value)]));
    default:
      throw new Unknown();
  }
}

const CONSTANTS: Named = {
  NaN: Number.NaN,
  E: Math.E,
  LN2: Math.LN2,
  LN10: Math.LN10,
  LOG2E: Math.LOG2E,
  LOG10E: Math.LOG10E,
  PI: Math.PI,
  SQRT1_2: Math.SQRT1_2,
  SQRT2: Math.SQRT2,
  MIN_VALUE: Number.MIN_VALUE,
  MAX_VALUE: Number.MAX_VALUE,
};

function identifier(name: string): Run {
  if (name === "datum") return (_params, datum) => datum;
  if (name === "event") return (_params, _datum, event) => event;
  if (name === "item") return (_params, _datum, _event, item) => item;
  if (Object.hasOwn(CONSTANTS, name)) {
    const constant = CONSTANTS[name];
    return () => constant;
  }
  const param = `$${name}`;
  return (params) => params[param];
}

/** A part of something. Functions are no parts: whoever has one could run what he likes. */
function member(of: Run, property: Run | string): Run {
  if (typeof property === "string") {
    return (params, datum, event, item) => {
      const value = (of(params, datum, event, item) as Named)[property];
      return typeof value === "function" ? undefined : value;
    };
  }
  return (params, datum, event, item) => {
    const whole = of(params, datum, event, item) as Named;
    const value = whole[property(params, datum, event, item) as string];
    return typeof value === "function" ? undefined : value;
  };
}

const MATHS = ["abs", "acos", "asin", "atan", "atan2", "ceil", "cos", "exp", "floor", "hypot", "log"] as const;
const MORE_MATHS = ["max", "min", "pow", "random", "round", "sin", "sqrt", "tan"] as const;

/** Of the functions that Vega leaves to whoever runs its expressions, those that are in most charts. */
const STANDARD: Record<string, Call> = {
  ...Object.fromEntries([...MATHS, ...MORE_MATHS].map((name) => [name, Math[name] as Call])),
  isNaN: (value) => Number.isNaN(value),
  isFinite: (value) => Number.isFinite(value),
  clamp: (value, low, high) => Math.max(low as number, Math.min(high as number, value as number)),
  length: (value) => (value as { length: number }).length,
  lower: (value) => String(value).toLowerCase(),
  upper: (value) => String(value).toUpperCase(),
  time: (value) => new Date(value as string).getTime(),
};

/** What an event tells of where it happened. */
const OF_EVENTS = new Set(["view", "item", "group", "xy", "x", "y"]);

function call(name: string, given: Run[], functions: Context["functions"]): Run {
  const [first, second, third] = given;
  if (name === "if" && first && second && third) return conditional(first, second, third);
  if (OF_EVENTS.has(name)) {
    return (params, datum, event, item) => {
      const { vega } = event as { vega: Record<string, Call> };
      return vega[name]?.(...given.map((run) => run(params, datum, event, item)));
    };
  }
  const known = functions[name] ?? (Object.hasOwn(STANDARD, name) ? STANDARD[name] : undefined);
  if (!known) throw new Unknown();
  if (first && given.length === 1) {
    return (params, datum, event, item) => known.call(functions, first(params, datum, event, item));
  }
  if (first && second && given.length === 2) {
    return (params, datum, event, item) =>
      known.call(functions, first(params, datum, event, item), second(params, datum, event, item));
  }
  return (params, datum, event, item) =>
    known.apply(
      functions,
      given.map((run) => run(params, datum, event, item)),
    );
}

function conditional(test: Run, yes: Run, no: Run): Run {
  return (params, datum, event, item) =>
    test(params, datum, event, item) ? yes(params, datum, event, item) : no(params, datum, event, item);
}

// biome-ignore lint/suspicious/noExplicitAny: as in JavaScript, any two values can be compared or added
type Operator = (left: any, right: any) => unknown;

const BINARY: Record<string, Operator> = {
  "*": (left, right) => left * right,
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "/": (left, right) => left / right,
  "%": (left, right) => left % right,
  ">": (left, right) => left > right,
  "<": (left, right) => left < right,
  "<=": (left, right) => left <= right,
  ">=": (left, right) => left >= right,
  // biome-ignore lint/suspicious/noDoubleEquals: the expression says so
  "==": (left, right) => left == right,
  // biome-ignore lint/suspicious/noDoubleEquals: the expression says so
  "!=": (left, right) => left != right,
  "===": (left, right) => left === right,
  "!==": (left, right) => left !== right,
  "&": (left, right) => left & right,
  "|": (left, right) => left | right,
  "^": (left, right) => left ^ right,
  "<<": (left, right) => left << right,
  ">>": (left, right) => left >> right,
  ">>>": (left, right) => left >>> right,
};

function binary(name: string, left: Run, right: Run): Run {
  const operator = BINARY[name];
  if (!operator) throw new Unknown();
  return (params, datum, event, item) => operator(left(params, datum, event, item), right(params, datum, event, item));
}

// biome-ignore lint/suspicious/noExplicitAny: as in JavaScript, any value can be negated
const UNARY: Record<string, (value: any) => unknown> = {
  "+": (value) => +value,
  "-": (value) => -value,
  "~": (value) => ~value,
  "!": (value) => !value,
};

function unary(name: string, of: Run): Run {
  const operator = UNARY[name];
  if (!operator) throw new Unknown();
  return (params, datum, event, item) => operator(of(params, datum, event, item));
}

function keyOf(key: Ast): string {
  return String(key.type === "Identifier" ? key.name : key.value);
}

/** An object; what all objects have is no property that an expression may set. */
function object(parts: [name: string, run: Run][]): Run {
  const safe = parts.filter(([name]) => !(name in Object.prototype));
  return (params, datum, event, item) => {
    const made: Named = {};
    for (const [name, run] of safe) made[name] = run(params, datum, event, item);
    return made;
  };
}

// Marks

interface Extent {
  from: "x" | "y";
  to: "x2" | "y2";
  middle: "xc" | "yc";
  size: "width" | "height";
}

const EXTENTS: readonly Extent[] = [
  { from: "x", to: "x2", middle: "xc", size: "width" },
  { from: "y", to: "y2", middle: "yc", size: "height" },
];
/** Marks that have a size and no direction. */
const BOXES = new Set(["group", "image", "rect"]);

/** How a mark's ends or middle become its place and size; null where it is given by its place alone. */
function spatial({ marktype, channels }: Encoding): ((item: Item) => void) | null {
  const given = EXTENTS.filter(({ to, middle }) => to in channels || middle in channels);
  if (marktype === "rule" || given.length === 0) return null;
  return (item) => {
    const at = item as unknown as Record<string, number>;
    const sizeOf = ({ size }: Extent) => at[size] || 0;
    for (const extent of given) {
      const { from, to, middle, size } = extent;
      if (to in channels && from in channels) {
        const [start = 0, end = 0] = [at[from], at[to]];
        if (BOXES.has(marktype) && start > end) {
          at[from] = end;
          at[to] = start;
        }
        at[size] = (at[to] ?? 0) - (at[from] ?? 0);
      } else if (to in channels) {
        at[from] = (at[to] ?? 0) - sizeOf(extent);
      }
      if (middle in channels) at[from] = (at[middle] ?? 0) - sizeOf(extent) / 2;
    }
  };
}
