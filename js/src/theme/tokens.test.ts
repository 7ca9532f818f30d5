/** What is set once: every sheet takes its colours, sizes, spaces and times from the tokens. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");
/** JupyterLab's parts follow JupyterLab's sheet; the last two are before, and beside, everything of ours. */
const APART = /^lab\/|^entries\/standalone\.css$|^elements\/widget_foreign\.css$|^theme\/tokens\.css$/;

/** Each declaration of our sheets: `file`, `property`, `value`; and the rule it stands in. */
const declarations = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".css") && !APART.test(file))
  .flatMap((file) => {
    const sheet = readFileSync(join(ROOT, file), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
    const found = sheet.matchAll(/(?<=[{;]\s*)([\w-]+):\s*([^;{}]+);/g);
    return [...found].map(([, property = "", value = ""]) => ({ file, property, value: value.replace(/\s+/g, " ") }));
  });

function offenders(properties: RegExp, values: RegExp, allowed: RegExp[] = []): string[] {
  return declarations
    .filter(({ property, value }) => properties.test(property) && values.test(value))
    .map(({ file, property, value }) => `${file} ${property}: ${value}`)
    .filter((line) => !allowed.some((pattern) => pattern.test(line)));
}

test("the sheets are read", () => {
  expect(declarations.length).toBeGreaterThan(2000);
});

test("colours are tokens", () => {
  const masks = /^elements\/(button_group|multiselect)\.css mask-image/;
  const mixer = /^elements\/color_picker\.css/; // a colour is what it is, whatever the page's are
  expect(offenders(/./, /#[\da-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|lab)\(/i, [masks, mixer])).toEqual([]);
});

test("sizes of text are tokens, or follow the text around", () => {
  const touch = /max\(1rem, 16px\)|: 16px$/; // smaller letters make phones zoom in
  const large = /camera_input\.css font-size: 2\.5rem|pages\.css font-size: (?:3rem|clamp)/;
  const fallback = /var\(--jp-[\w-]+, 14px\)/;
  expect(offenders(/^font(-size)?$/, /\d(rem|px)\b/, [touch, large, fallback])).toEqual([]);
});

test("weights of text are tokens", () => {
  expect(offenders(/^font-weight$/, /\b[5-9]\d\d\b/)).toEqual([]);
});

test("spaces are tokens, hairlines, or made to the measure of something", () => {
  const measured = [
    /chat_message\.css padding-block-start: 0\.2rem/, // the first line stands in the middle of the avatar
    /color_picker\.css margin: 0 0 -0\.5625rem/, // half a knob
    /(expander|radio)\.css (padding|margin)-inline-start: 1\.625rem/, // below the text beside a sign
    /markdown\.css margin-inline: -1\.4rem/, // where the marker of a list stands
    /modal\.css margin-inline: 0 2\.25rem/, // beside the button that closes
    /shower\.css margin-inline-start: -|vega_lite_chart\.css margin: -4\.5px/, // half of what flies, or of a dot
    /fullscreen\.css padding: 3\.25rem/, // below the buttons
    /heading\.css scroll-margin-block-start: 4rem/, // below the header
    /view\/(admin|app)\.css|theme\/pages\.css/, // the edges of pages
    /clamp\(/,
  ];
  expect(offenders(/^((row|column)-)?gap$|^(padding|margin)/, /\drem\b|\d\dpx\b|[4-9]px\b/, measured)).toEqual([]);
});

test("nothing moves for a time of its own", () => {
  const falling = /shower\.css animation: lit-shower-up/; // not at all where the reader wants no motion
  const shine = /skeleton\.css animation: lit-skeleton/;
  const stale = /place\.css transition: opacity 0\.8s/; // fades in its place
  expect(offenders(/^(transition|animation)(-duration)?$/, /\d(ms|s)\b/, [falling, shine, stale])).toEqual([]);
});

test("sides are those of the text", () => {
  const drawn = /checkbox\.css left: 4\.5px/; // a check mark looks the same in every script
  const window = /modal\.css (left|right): -4px/; // sides of the window
  const properties =
    /^((margin|padding|border|inset)-)?(left|right)(-\w+)?$|^(float|clear)$|^border-(top|bottom)-(left|right)/;
  expect(offenders(properties, /./, [drawn, window])).toEqual([]);
  expect(offenders(/^text-align$/, /^(left|right)$/)).toEqual([]);
});

/** The tokens of a theme, with more contrast or the usual. */
function tokens(dark: boolean, more: boolean): Record<string, string> {
  const sheet = readFileSync(join(ROOT, "theme/tokens.css"), "utf8");
  const stronger = sheet.indexOf("@media (prefers-contrast: more)");
  const parts = more ? [sheet.slice(0, stronger), sheet.slice(stronger)] : [sheet.slice(0, stronger)];
  const blocks = parts.flatMap((part) => [
    /\.lit-sidebar\[data-shade="light"\] \{([^}]*)\}/.exec(part)?.[1] ?? "",
    dark ? (/\.lit-sidebar\[data-shade="dark"\] \{([^}]*)\}/.exec(part)?.[1] ?? "") : "",
  ]);
  return Object.fromEntries(
    [...blocks.join("").matchAll(/--lit-([\w-]+): ([^;]+);/g)].map(([, name, value]) => [name, value]),
  );
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [less = 0, more = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (more + 0.05) / (less + 0.05);
}

const HUES = ["red", "orange", "yellow", "green", "blue", "violet", "gray"];
const GROUNDS = ["background", "surface", "raised", "overlay"];

test.each([
  { dark: false, more: false },
  { dark: true, more: false },
  { dark: false, more: true },
  { dark: true, more: true },
])("what is read stands out from its ground, and so do marks: %o", ({ dark, more }) => {
  const values = tokens(dark, more);
  const faint: string[] = [];
  const see = (ink: string, ground: string, least: number) => {
    const ratio = contrast(values[ink] ?? "", values[ground] ?? "");
    if (!(ratio >= least)) faint.push(`${ink} on ${ground}: ${ratio.toFixed(2)}`);
  };
  const read = more ? 7 : 4.5;
  for (const ground of GROUNDS) {
    for (const ink of ["text", "muted", "link", "primary", ...HUES]) see(ink, ground, read);
    see("placeholder", ground, 4.5);
    see("mark", ground, 3);
    if (more) for (const line of ["border", "border-strong", "faint"]) see(line, ground, 3);
  }
  for (const hue of HUES) see(hue, `${hue}-soft`, read);
  see("primary-hover", "primary-soft", read);
  see("on-primary", "primary", read);
  expect(faint).toEqual([]);
});
