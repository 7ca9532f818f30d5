import { expect, test } from "vitest";
import { filled, fromClipboard, fromHtml, fromText, spread } from "./data_editor_paste";

test("lines and tabs make rows and cells, and quotes hold what has some of its own", () => {
  expect(fromText("a\tb\r\n1\t2\r\n")).toEqual([
    ["a", "b"],
    ["1", "2"],
  ]);
  expect(fromText('"two\nlines"\t"say ""hi"""\t')).toEqual([["two\nlines", 'say "hi"', ""]]);
  expect(fromText('"quoted" word\t"open')).toEqual([['"quoted" word', '"open']]);
  expect(fromText("a\n\nb")).toEqual([["a"], [""], ["b"]]);
});

test("many lines are read in no time that grows with their square", () => {
  const lines = Array.from({ length: 200_000 }, (_, line) => `line ${line}`);
  expect(fromText(lines.join("\n"))).toHaveLength(200_000);
});

test("markup is read where it says more than the text", () => {
  const html = "<table><tr><th>a<td colspan=2>b&nbsp;c<tr><td>1<br>2<td>3</table>";
  expect(fromHtml(html)).toEqual([
    ["a", "b c", ""],
    ["1\n2", "3"],
  ]);
  expect(fromClipboard("a\tb", html)).toEqual([["a", "b"]]);
  expect(fromClipboard("a b c", html)?.[0]).toEqual(["a", "b c", ""]);
  expect(fromClipboard("one", "<p>one</p>")).toEqual([["one"]]);
  expect(fromClipboard("", "")).toEqual([]);
});

test("one cell fills a selection, and what divides it is repeated", () => {
  const area = { x: 1, y: 2, width: 4, height: 6 };
  expect(spread(1, 1, area)).toEqual(area);
  expect(spread(2, 3, area)).toEqual(area);
  expect(spread(3, 9, area)).toEqual({ x: 1, y: 2, width: 3, height: 9 });
});

test("a pattern is repeated around itself", () => {
  const moves = filled({ x: 1, y: 2, width: 1, height: 2 }, { x: 1, y: 1, width: 1, height: 5 });
  expect(moves.map(({ from, to }) => [from[1], to[1]])).toEqual([
    [3, 1],
    [2, 4],
    [3, 5],
  ]);
});
