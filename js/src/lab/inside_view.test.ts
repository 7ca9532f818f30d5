import { screen, within } from "@testing-library/dom";
import userEvent from "@testing-library/user-event";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { InsideEntry, InsideNews, InsideNode, InsideRun } from "../protocol";
import { reflectAria } from "../testing/aria";
import { InsideModel, type Part, type Told, type Wish } from "./inside_model";
import { InsideView } from "./inside_view";

const words = {
  gettext: (text: string) => text,
  __: (text: string, ...args: string[]) => text.replace(/%(\d)/g, (_, n) => args[Number(n) - 1] ?? ""),
};

const RUN: InsideRun = {
  number: 1,
  cause: { kind: "widget", names: ["Go"] },
  began: 0,
  seconds: 0.2,
  status: "finished",
  error: "",
  spans: [
    { kind: "waiting", name: "", start: 0, seconds: 0.001, lane: 0 },
    { kind: "callback", name: "clicked", start: 0.001, seconds: 0.01, lane: 0 },
    { kind: "script", name: "", start: 0.02, seconds: 0.17, lane: 0 },
    { kind: "fragment", name: "chart", start: 0.05, seconds: 0.1, lane: 1 },
    { kind: "sending", name: "", start: 0.06, seconds: 0.001, lane: -1 },
    { kind: "sending", name: "", start: 0.19, seconds: 0.002, lane: -1 },
  ],
  lines: [{ file: "Cell In[3]", line: 4, code: "    x = load()", seconds: 0.1, own: 0.05 }],
  caches: [{ function: "load", hits: 2, misses: 1 }],
  elements: 3,
  changes: 2,
  messages: 5,
  bytes: 1234,
};
const ENTRY: InsideEntry = { key: "n", kind: "int", text: "1", edit: "1", widget: false, more: false };

function node(path: number[], kind: string, more: Partial<InsideNode> = {}): InsideNode {
  return { path, kind, key: null, label: "", id: "", size: 10, ...more };
}

class Tab {
  readonly looked: Part[] = [];
  readonly wished: Wish[] = [];
  readonly model = new InsideModel();
  readonly view: InsideView;

  constructor() {
    const root = document.createElement("div");
    document.body.replaceChildren(root);
    this.view = new InsideView(root, this.model, words, {
      look: (part) => this.looked.push(part),
      wish: (wish) => this.wished.push(wish),
    });
  }

  take(told: Told): void {
    this.view.update(this.model.take(told), told);
  }

  news(more: Partial<InsideNews>): void {
    this.take({ type: "news", runs: [], entries: [], removed: [], tree: null, log: [], ...more });
  }

  turn(name: string): Promise<void> {
    return userEvent.click(screen.getByRole("tab", { name }));
  }
}

let tab: Tab;

beforeAll(reflectAria);

beforeEach(() => {
  tab = new Tab();
});

test("the tabs are one stop of the keyboard, and say what is looked at", async () => {
  await userEvent.click(screen.getByRole("tab", { name: "Runs" }));
  await userEvent.keyboard("{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{End}{Home}");
  expect(tab.looked).toEqual(["runs", "state", "tree", "log", "runs", "log", "runs"]);
  expect(screen.getByRole("tab", { selected: true })).toHaveProperty("textContent", "Runs");
  expect(screen.getAllByRole("tab").map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1, -1]);
});

test("a run is told with its timeline, its lines and its caches", () => {
  expect(screen.getByText(/Runs are recorded from now on/)).toBeTruthy();
  tab.news({ runs: [RUN] });
  const detail = screen.getByRole("region", { name: "Run 1: Go" });
  const steps = within(within(detail).getByRole("list", { name: "Timeline" })).getAllByRole("listitem");
  expect(steps.map(({ textContent }) => textContent)).toEqual([
    "Waiting1.0 ms",
    "Callback clicked10 ms",
    "Script170 ms",
    "Fragment chart, beside100 ms",
    "Sending (2)3.0 ms",
  ]);
  const lines = within(detail).getByRole("table", { name: "Time by line" });
  expect(
    within(lines)
      .getAllByRole("cell")
      .map(({ textContent }) => textContent),
  ).toEqual(["100 ms", "50 ms", "Cell In[3]:4", "x = load()"]);
  expect(within(detail).getByRole("row", { name: "load() 2 1" })).toBeTruthy();
  expect(within(detail).getByText("1.2 kB")).toBeTruthy();
});

test("the newest run is shown until the reader chooses another", async () => {
  tab.news({ runs: [RUN] });
  tab.news({
    runs: [{ ...RUN, number: 2, status: "failed", error: "ValueError: no", cause: { kind: "code", names: [] } }],
  });
  expect(screen.getByRole("region", { name: "Run 2: New code" })).toBeTruthy();
  expect(screen.getByText("ValueError: no")).toBeTruthy();
  await userEvent.click(screen.getByRole("option", { name: /Go/ }));
  tab.news({ runs: [{ ...RUN, number: 3, cause: { kind: "timer", names: ["clock"] } }] });
  expect(screen.getByRole("option", { selected: true }).textContent).toContain("Go");
  expect(document.activeElement?.getAttribute("aria-selected")).toBe("true");
  await userEvent.keyboard("{Home}");
  expect(screen.getByRole("region", { name: "Run 3: Timer of clock" })).toBeTruthy();
  await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}");
  expect(screen.getByRole("region", { name: "Run 1: Go" })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Run again" }));
  expect(tab.wished).toEqual([{ type: "again" }]);
});

test("a value is edited where it stands, and what cannot be is told in the field", async () => {
  await tab.turn("State");
  tab.news({ entries: [ENTRY, { ...ENTRY, key: "frame", kind: "DataFrame", text: "3 × 2", edit: null, more: true }] });
  expect(screen.queryByRole("button", { name: /Edit frame/ })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Edit n, which is 1" }));
  const field = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Value of n" });
  await userEvent.keyboard("two{Enter}"); // what was there is selected
  expect(tab.wished).toEqual([{ type: "edit", key: "n", text: "two" }]);
  tab.take({ type: "edited", key: "n", error: "This is no literal." });
  expect(screen.getByRole("alert").textContent).toBe("This is no literal.");
  expect([field.value, field.getAttribute("aria-invalid")]).toEqual(["two", "true"]);
  expect(field.getAttribute("aria-describedby")).toBe(screen.getByRole("alert").id);
  tab.news({ entries: [{ ...ENTRY, text: "9", edit: "9" }] }); // a run meanwhile takes nothing away
  expect(field.value).toBe("two");
  await userEvent.clear(field);
  await userEvent.type(field, "2{Enter}");
  tab.take({ type: "edited", key: "n", error: "" });
  tab.news({ entries: [{ ...ENTRY, text: "2", edit: "2" }] });
  expect(screen.getByRole("button", { name: "Edit n, which is 2" })).toBe(document.activeElement);
});

test("Escape leaves a value as it is", async () => {
  await tab.turn("State");
  tab.news({ entries: [ENTRY] });
  await userEvent.click(screen.getByRole("button", { name: /Edit n/ }));
  await userEvent.keyboard("5{Escape}");
  expect(tab.wished).toEqual([]);
  expect(screen.getByRole("button", { name: "Edit n, which is 1" })).toBeTruthy();
});

test("a long value is shown at length when it is asked for, and keys go", async () => {
  await tab.turn("State");
  expect(screen.getByText("The session state is empty.")).toBeTruthy();
  tab.news({ entries: [{ ...ENTRY, key: "rows", text: "[0, ...]", edit: null, more: true }] });
  await userEvent.click(screen.getByRole("button", { name: "Show all" }));
  expect(tab.wished).toEqual([{ type: "more", key: "rows" }]);
  tab.take({ type: "value", key: "rows", text: "[0, 1, 2]" });
  expect(screen.getByText("[0, 1, 2]")).toBeTruthy();
  tab.news({ removed: ["rows"] });
  expect(screen.queryByText("rows")).toBeNull();
});

const TREE = [
  node([0, 0], "container", { key: "my box" }),
  node([0, 0, 0], "text", { label: "Hello" }),
  node([0, 1], "button", { label: "Go", size: 2000 }),
  node([1, 0], "text", { label: "aside" }),
];

test("the elements are a tree for the keyboard, too", async () => {
  await tab.turn("Elements");
  tab.news({ tree: TREE });
  const items = () => screen.getAllByRole("treeitem").map((item) => item.firstElementChild?.textContent);
  expect(items()).toEqual([
    "Main",
    "containerkey my box10 B",
    "textHello10 B",
    "buttonGo2.0 kB",
    "Sidebar",
    "textaside10 B",
  ]);
  screen.getAllByRole("treeitem")[0]?.focus();
  await userEvent.keyboard("{ArrowDown}{ArrowLeft}");
  expect(items()).not.toContain("textHello10 B");
  expect(document.activeElement?.getAttribute("aria-expanded")).toBe("false");
  await userEvent.keyboard("{ArrowRight}{ArrowRight}");
  expect(document.activeElement?.textContent).toBe("textHello10 B");
  await userEvent.keyboard("{ArrowLeft}{ArrowLeft}{ArrowLeft}{End}");
  expect(document.activeElement?.textContent).toBe("textaside10 B");
  tab.news({ tree: TREE.slice(0, 1) });
  expect(screen.getAllByRole("treeitem").filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
});

test("an element with a key is marked in the app", async () => {
  await tab.turn("Elements");
  const app = document.createElement("div");
  app.className = "lit";
  app.innerHTML = '<div class="st-key-my-box"></div>';
  document.body.append(app);
  tab.news({ tree: TREE });
  await userEvent.hover(screen.getByText("container"));
  expect(app.querySelectorAll(".lit-inside-mark")).toHaveLength(1);
  await userEvent.hover(screen.getByText("Hello"));
  expect(app.querySelectorAll(".lit-inside-mark")).toHaveLength(0);
});

test("the log grows at its end", async () => {
  await tab.turn("Log");
  expect(screen.getByText("Nothing has been printed yet.")).toBeTruthy();
  const line = { number: 1, run: 2, at: 0, source: "out" as const, text: "n is 3" };
  tab.news({ log: [line] });
  tab.news({ log: [{ ...line, number: 2, run: 0, source: "err", text: "wrong" }] });
  const [first, second] = screen.getByRole("log").children;
  expect(first?.textContent).toContain("run 2n is 3");
  expect(second?.textContent).toMatch(/wrong$/);
  tab.take({ type: "absent" });
  expect(screen.getByRole("status").textContent).toContain("has been stopped");
  tab.news({ log: [line] });
  expect(screen.getByRole("log").children).toHaveLength(1);
});
