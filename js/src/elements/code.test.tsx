import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

test("code is there at once and gets its colours later", async () => {
  drawn([{ kind: "code", body: "def f(): pass", language: "python" }]);
  const block = screen.getByTestId("stCode");
  expect(block.textContent).toBe("def f(): pass");
  await waitFor(() => expect(block.querySelector(".hljs-keyword")?.textContent).toBe("def"));
  expect(block.querySelector("code.language-python")?.textContent).toBe("def f(): pass");
});

test("an unknown language has no colours", async () => {
  drawn([{ kind: "code", body: "a < b", language: "klingon" }]);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(screen.getByTestId("stCode").querySelector("code")?.innerHTML).toBe("a &lt; b");
});

test("lines are numbered", () => {
  drawn([{ kind: "code", body: "a\nb", line_numbers: true }]);
  expect(screen.getByTestId("stCode").querySelector(".linenumber")?.textContent).toBe("1\n2");
});

test("the button copies the code and says so", async () => {
  const user = userEvent.setup();
  drawn([{ kind: "code", body: "a\n  b" }]);
  await user.click(screen.getByRole("button", { name: "Copy to clipboard" }));
  expect(await navigator.clipboard.readText()).toBe("a\n  b");
  expect(screen.getByRole("button", { name: "Copied" })).toBeDefined();
});
