import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { Tool, Tools } from "./tools";

test("tools have names, and tell whether they are on or open", async () => {
  const search = vi.fn();
  render(
    <Tools open>
      <Tool name="search" label="Search" pressed onClick={search} />
      <Tool name="eye" label="Columns" expanded={false} onClick={() => undefined} />
    </Tools>,
  );
  expect(screen.getByTestId("stElementToolbar").dataset.open).toBe("true");
  expect(screen.getByRole("button", { name: "Columns", expanded: false }).hasAttribute("aria-pressed")).toBe(false);
  await userEvent.click(screen.getByRole("button", { name: "Search", pressed: true }));
  expect(search).toHaveBeenCalledTimes(1);
});
