import { fireEvent, render, screen } from "@testing-library/react";
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

/** Gives an element a place in the window. */
function stands(element: Element, top: number, bottom: number): void {
  element.getBoundingClientRect = () => ({ top, bottom }) as DOMRect;
}

test.each([
  [50, 20, "0 30px"],
  [50, 60, ""],
  [500, 20, "0 180px"],
])("tools that would be cut off at %i stand lower", (edge, top, translate) => {
  render(
    <div data-testid="around" style={{ overflowY: "auto" }}>
      <div data-testid="frame" className="lit-frame">
        <Tools>
          <Tool name="eye" label="Columns" onClick={() => undefined} />
        </Tools>
      </div>
    </div>,
  );
  const tools = screen.getByTestId("stElementToolbar");
  stands(screen.getByTestId("around"), edge, 1000);
  stands(screen.getByTestId("frame"), top, 200);
  stands(tools, top, top + 38);
  fireEvent.pointerEnter(screen.getByTestId("frame"));
  expect(tools.style.translate).toBe(translate);
});

test("a finger shows the tools, another place hides them", () => {
  render(
    <div className="lit-frame">
      <Tools>
        <Tool name="eye" label="Columns" onClick={() => undefined} />
      </Tools>
      <p>drawing</p>
    </div>,
  );
  const { dataset } = screen.getByTestId("stElementToolbar");
  const press = (on: Element, pointerType: string) =>
    fireEvent(on, Object.assign(new Event("pointerdown", { bubbles: true, composed: true }), { pointerType }));
  press(screen.getByText("drawing"), "mouse");
  expect(dataset.touched).toBeUndefined();
  press(screen.getByText("drawing"), "touch");
  expect(dataset.touched).toBe("");
  press(document.body, "touch");
  expect(dataset.touched).toBeUndefined();
});
