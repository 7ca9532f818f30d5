import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

test("type, message and the author's lines", () => {
  drawn([
    {
      kind: "exception",
      exception_type: "ValueError",
      message: "no *good*",
      frames: [
        { file: "app.py", line: 3, name: "f", code: "g()" },
        { file: "", line: 0, name: "", code: "During handling of the above exception, another occurred:" },
      ],
      trace: "all of it",
    },
  ]);
  expect(screen.getByTestId("stExceptionMessage").textContent).toBe("ValueError: no *good*");
  expect(screen.getAllByTestId("stExceptionTraceRow").map((row) => row.textContent)).toEqual([
    'File "app.py", line 3, in fg()',
  ]);
  expect(screen.getByRole("alert").textContent).toContain("During handling");
  expect(screen.getByRole("button", { name: "Copy to clipboard" })).toBeDefined();
});

test("a line that could not be read is in no function", () => {
  const frames = [{ file: "app.py", line: 1, name: "", code: "def (" }];
  drawn([{ kind: "exception", exception_type: "SyntaxError", message: "invalid syntax", frames, trace: "" }]);
  expect(screen.getByTestId("stExceptionTraceRow").textContent).toBe('File "app.py", line 1def (');
});

test("our own errors may use Markdown", () => {
  drawn([{ kind: "exception", exception_type: "InvalidValue", message: "`x`", is_markdown: true }]);
  expect(screen.getByTestId("stExceptionMessage").querySelector("code")?.textContent).toBe("x");
});
