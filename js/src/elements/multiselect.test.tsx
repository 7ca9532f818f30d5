import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { drawn } from "../testing/draw";

const FRUIT = ["apple", "banana", "cherry"];
const BASKET = { kind: "multiselect", id: "m", label: "Basket", options: FRUIT, default: ["banana"] };

function rerun(values: Record<string, unknown>) {
  return { type: "rerun", values, query: null, page: null, number: expect.any(Number) };
}

function field(): HTMLInputElement {
  return screen.getByRole<HTMLInputElement>("combobox", { name: "Basket" });
}

function options(): string[] {
  return screen.queryAllByRole("option").map((option) => option.textContent ?? "");
}

function tags(): string[] {
  return [...document.querySelectorAll("[data-tag]")].map((tag) => tag.textContent ?? "");
}

describe("MultiselectView", () => {
  it("offers what is not chosen yet and stays open for more", async () => {
    const app = drawn([{ ...BASKET, select_all: false }]);
    await userEvent.click(field());
    expect(options()).toEqual(["apple", "cherry"]);
    await userEvent.click(screen.getByRole("option", { name: "cherry" }));
    expect(options()).toEqual(["apple"]);
    await userEvent.click(screen.getByRole("option", { name: "apple" }));
    expect(options()).toEqual(["No results"]);
    expect(app.sent).toEqual([rerun({ m: ["banana", "cherry"] }), rerun({ m: ["banana", "cherry", "apple"] })]);
    expect(tags()).toEqual(["banana", "cherry", "apple"]);
  });

  it("has the names of Streamlit's page", async () => {
    drawn([BASKET]);
    expect(screen.getByTestId("stMultiSelect").contains(screen.getByTestId("stMultiSelectTagsContainer"))).toBe(true);
    const chosen = screen.getByRole("group", { name: "Selected values" });
    expect(within(chosen).getByRole("button", { name: "Remove banana" })).toBeTruthy();
    expect(field().placeholder).toBe("");
    await userEvent.click(field());
    expect(screen.getByTestId("stMultiSelectDropdown")).toBeTruthy();
    expect(screen.getByRole("listbox").getAttribute("aria-multiselectable")).toBe("true");
  });

  it("removes a tag by its button, the last one by Backspace, all by their button", async () => {
    const app = drawn([{ ...BASKET, default: FRUIT }]);
    await userEvent.click(screen.getByRole("button", { name: "Remove banana" }));
    await userEvent.click(field());
    await userEvent.keyboard("{Backspace}");
    await userEvent.click(screen.getByRole("button", { name: "Clear all" }));
    expect(app.sent).toEqual([["apple", "cherry"], ["apple"], []].map((value) => rerun({ m: value })));
    expect(field().placeholder).toBe("Choose options");
  });

  it("lets the keyboard go to a tag and remove it", async () => {
    const app = drawn([{ ...BASKET, default: FRUIT }]);
    await userEvent.click(field());
    await userEvent.keyboard("{ArrowLeft}{ArrowLeft}");
    expect(document.activeElement?.getAttribute("aria-label")).toBe("banana");
    await userEvent.keyboard("{Delete}");
    expect(document.activeElement?.getAttribute("aria-label")).toBe("cherry");
    await userEvent.keyboard("{ArrowRight}");
    expect(document.activeElement).toBe(field());
    expect(app.sent).toEqual([rerun({ m: ["apple", "cherry"] })]);
  });

  it("takes all that are left at once, or all that match", async () => {
    const app = drawn([{ ...BASKET, options: [...FRUIT, "cranberry"], default: [] }]);
    await userEvent.click(field());
    expect(options()[0]).toBe("Select all");
    await userEvent.keyboard("an");
    expect(options()).toEqual(["Select 2 matches", "banana", "cranberry"]);
    await userEvent.keyboard("{Enter}");
    expect(options()).toEqual(["Select all", "apple", "cherry"]);
    await userEvent.click(screen.getByRole("option", { name: "Select all" }));
    expect(app.sent).toEqual([
      rerun({ m: ["banana", "cranberry"] }),
      rerun({ m: ["banana", "cranberry", "apple", "cherry"] }),
    ]);
  });

  it.each([
    [true, true],
    [false, false],
    [0, false],
    [2, false],
    [3, true],
  ])("offers to take all when select_all is %s: %s", async (selectAll, offered) => {
    drawn([{ ...BASKET, default: [], select_all: selectAll }]);
    await userEvent.click(field());
    expect(options().includes("Select all")).toBe(offered);
  });

  it("takes no more than it may", async () => {
    const app = drawn([{ ...BASKET, default: [], max_selections: 2 }]);
    await userEvent.click(field());
    await userEvent.click(screen.getByRole("option", { name: "Select all" }));
    expect(app.sent).toEqual([rerun({ m: ["apple", "banana"] })]);
    expect(options()).toEqual(["You can only select up to 2 options. Remove an option first."]);
  });

  it("goes on with the next option when Enter is pressed again", async () => {
    const app = drawn([{ ...BASKET, default: [], select_all: false }]);
    await userEvent.click(field());
    await userEvent.keyboard("{ArrowDown}{Enter}{Enter}");
    expect(app.sent).toEqual([rerun({ m: ["apple"] }), rerun({ m: ["apple", "banana"] })]);
  });

  it("prefers options to new ones where it takes those", async () => {
    const app = drawn([{ ...BASKET, default: [], accept_new_options: true }]);
    await userEvent.type(field(), "an");
    expect(options()).toEqual(["banana", "Add: an"]);
    await userEvent.keyboard("{Enter}");
    await userEvent.keyboard("kiwi{Enter}");
    expect(app.sent).toEqual([rerun({ m: ["banana"] }), rerun({ m: ["banana", "kiwi"] })]);
  });

  it("shows its tags and nothing to do with them when it is disabled", () => {
    drawn([{ ...BASKET, disabled: true }]);
    expect(tags()).toEqual(["banana"]);
    expect(screen.queryByRole("button", { name: "Remove banana" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Clear all" })).toBeNull();
    expect(field().disabled).toBe(true);
  });
});
