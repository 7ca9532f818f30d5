import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { drawn } from "../testing/draw";

const FRUIT = ["apple", "banana", "cherry", "pineapple"];
const FAVOURITE = { kind: "selectbox", id: "s", label: "Fruit", options: FRUIT, default: "apple" };

function rerun(values: Record<string, unknown>) {
  return { type: "rerun", values, query: null, page: null, number: expect.any(Number) };
}

function field(): HTMLInputElement {
  return screen.getByRole<HTMLInputElement>("combobox", { name: "Fruit" });
}

function options(): string[] {
  return screen.queryAllByRole("option").map((option) => option.textContent ?? "");
}

/** What a screen reader says the keyboard is at. */
function active(): string | null {
  return document.getElementById(field().getAttribute("aria-activedescendant") ?? "")?.textContent ?? null;
}

describe("SelectboxView", () => {
  it("opens on a click with all options, the chosen one marked", async () => {
    drawn([FAVOURITE]);
    expect([field().value, field().getAttribute("aria-expanded")]).toEqual(["apple", "false"]);
    await userEvent.click(field());
    expect(field().getAttribute("aria-expanded")).toBe("true");
    expect(options()).toEqual(FRUIT);
    expect(screen.getByRole("option", { selected: true }).textContent).toBe("apple");
    expect(screen.getByTestId("stSelectboxVirtualDropdown").contains(screen.getByRole("listbox"))).toBe(true);
    expect(field().getAttribute("aria-controls")).toBe(screen.getByRole("listbox").id);
    expect(document.querySelector("[aria-live]")?.textContent).toBe("4 options");
  });

  it("applies a clicked option and closes", async () => {
    const app = drawn([FAVOURITE]);
    await userEvent.click(screen.getByRole("button", { name: "Open" }));
    await userEvent.click(screen.getByRole("option", { name: "cherry" }));
    expect(app.sent).toEqual([rerun({ s: "cherry" })]);
    expect(field().value).toBe("cherry");
    expect(screen.queryByRole("listbox")).toBeNull();
    expect(document.activeElement).toBe(field());
  });

  it("is operated with the keyboard alone", async () => {
    const app = drawn([FAVOURITE]);
    await userEvent.tab();
    await userEvent.keyboard("{ArrowDown}");
    expect(active()).toBe("apple");
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");
    expect(active()).toBe("cherry");
    await userEvent.keyboard("{ArrowUp}{Enter}");
    expect(app.sent).toEqual([rerun({ s: "banana" })]);
    await userEvent.keyboard("{ArrowDown}{End}{ArrowDown}");
    expect(active()).toBe("apple");
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("listbox")).toBeNull();
    expect(app.sent.length).toBe(1);
  });

  it("filters by typing, the best fit first, which Enter takes", async () => {
    const app = drawn([{ ...FAVOURITE, default: "cherry" }]);
    await userEvent.click(field());
    await userEvent.keyboard("app");
    expect(options()).toEqual(["apple", "pineapple"]);
    expect(active()).toBe("apple");
    await userEvent.keyboard("{Enter}");
    expect(app.sent).toEqual([rerun({ s: "apple" })]);
  });

  it("says when nothing fits", async () => {
    const app = drawn([FAVOURITE]);
    await userEvent.click(field());
    await userEvent.keyboard("xyz");
    expect(options()).toEqual(["No results"]);
    expect(document.querySelector("[aria-live]")?.textContent).toBe("No results");
    await userEvent.keyboard("{Enter}");
    expect(field().value).toBe("apple");
    expect(app.sent).toEqual([]);
  });

  it("restores its value when typing led nowhere", async () => {
    const app = drawn([FAVOURITE]);
    await userEvent.clear(field());
    await userEvent.tab();
    expect(field().value).toBe("apple");
    expect(app.sent).toEqual([]);
  });

  it("cannot be typed into without a filter, but goes to the next option with a letter", async () => {
    const app = drawn([{ ...FAVOURITE, filter_mode: null }]);
    await userEvent.tab();
    await userEvent.keyboard("c");
    expect([field().value, active()]).toEqual(["apple", "cherry"]);
    await userEvent.keyboard(" ");
    expect(app.sent).toEqual([rerun({ s: "cherry" })]);
  });

  it("can be cleared where it starts empty", async () => {
    const app = drawn([{ ...FAVOURITE, default: null }]);
    expect(field().placeholder).toBe("Choose an option");
    expect(screen.queryByRole("button", { name: "Clear value" })).toBeNull();
    await userEvent.click(field());
    await userEvent.click(screen.getByRole("option", { name: "apple" }));
    await userEvent.click(screen.getByRole("button", { name: "Clear value" }));
    expect(app.sent).toEqual([rerun({ s: "apple" }), rerun({ s: null })]);
    expect(field().value).toBe("");
  });

  it("is cleared with Escape where it starts empty, open or not, unless that ends a search", async () => {
    const app = drawn([{ ...FAVOURITE, default: null }]);
    await userEvent.click(field());
    await userEvent.keyboard("{End}{Enter}{Escape}");
    expect(app.sent).toEqual([rerun({ s: "pineapple" }), rerun({ s: null })]);
    await userEvent.keyboard("{ArrowDown}{Home}{Enter}{ArrowDown}{Escape}");
    expect(screen.queryByRole("listbox")).toBeNull();
    expect(app.sent.slice(2)).toEqual([rerun({ s: "apple" }), rerun({ s: null })]);
    await userEvent.keyboard("{ArrowDown}{Home}{Enter}che{Escape}");
    expect(screen.queryByRole("listbox")).toBeNull();
    expect(field().value).toBe("apple");
    expect(app.sent.length).toBe(5);
  });

  it("is not cleared with Escape where it may not be empty", async () => {
    const app = drawn([FAVOURITE]);
    await userEvent.click(field());
    await userEvent.keyboard("{Escape}{Escape}");
    expect(app.sent).toEqual([]);
    expect(field().value).toBe("apple");
  });

  it("takes a new option where it may, and an existing one for what is written otherwise", async () => {
    const app = drawn([{ ...FAVOURITE, default: null, accept_new_options: true }]);
    expect(field().placeholder).toBe("Choose or add an option");
    await userEvent.type(field(), "kiwi");
    expect(options()).toEqual(["Add: kiwi"]);
    await userEvent.keyboard("{Enter}");
    expect(field().value).toBe("kiwi");
    await userEvent.clear(field());
    await userEvent.type(field(), "APPLE{Enter}");
    expect(app.sent).toEqual([rerun({ s: "kiwi" }), rerun({ s: "apple" })]);
  });

  it.each([
    [[], false, "No options to select", true],
    [[], true, "Add an option", false],
  ])("without options: %j, accepting new ones: %s", (none, creates, prompt, disabled) => {
    drawn([{ ...FAVOURITE, options: none, default: null, accept_new_options: creates }]);
    expect([field().placeholder, field().disabled]).toEqual([prompt, disabled]);
  });

  it("shows what Python sets", () => {
    const app = drawn([FAVOURITE]);
    app.receive({ type: "values", values: { s: "cherry" } });
    expect(field().value).toBe("cherry");
  });

  it("keeps its list open and what was typed when its element is sent again", async () => {
    const app = drawn([FAVOURITE]);
    await userEvent.click(field());
    await userEvent.keyboard("ch");
    app.put([0, 0], { ...FAVOURITE, help: "Which one?" });
    expect([field().value, ...options()]).toEqual(["ch", "cherry"]);
    expect(document.activeElement).toBe(field());
  });

  it("draws of a long list what is in sight, and tells how long it is", async () => {
    const many = Array.from({ length: 5000 }, (_, index) => `option ${index}`);
    drawn([{ ...FAVOURITE, options: many, default: "option 4000" }]);
    await userEvent.click(field());
    const drawnOptions = screen.getAllByRole("option");
    expect(drawnOptions.length).toBeLessThan(40);
    expect(active()).toBe("option 4000");
    expect(drawnOptions[0]?.getAttribute("aria-setsize")).toBe("5000");
  });

  it("holds its form back while it is required and empty", async () => {
    const app = drawn([{ kind: "form", form_id: "f" }]);
    app.put([0, 0, 0], { ...FAVOURITE, default: null, required: true, form: "f" });
    app.put([0, 0, 1], { kind: "button", id: "go", label: "Send", form: "f", submit: true });
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    expect(screen.getByRole("alert").textContent).toBe("This field is required.");
    expect(document.activeElement).toBe(field());
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    expect(screen.queryByRole("alert")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    expect(app.sent).toEqual([rerun({ s: "apple", go: true })]);
  });
});
