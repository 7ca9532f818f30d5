import { beforeEach, expect, test, vi } from "vitest";
import type { Element } from "../protocol";
import { DEFAULTS } from "../protocol";
import { type Valued, Values } from "./values";

let sent: Record<string, unknown>[];
let values: Values;

beforeEach(() => {
  sent = [];
  values = new Values((changed) => sent.push(changed));
});

const field = (id: string, form: string | null = null, value: string | null = ""): Valued => ({
  id,
  form,
  disabled: false,
  deferred: false,
  default: value,
});

function element(kind: Element["kind"], fields: object): Element {
  return { ...DEFAULTS[kind], kind, ...fields } as Element;
}

/** Puts a form of two fields and a button on the page. */
function form({ clear = false, enter = true }: { clear?: boolean; enter?: boolean } = {}) {
  values.arrived(element("form", { form_id: "f", clear_on_submit: clear, enter_to_submit: enter }));
  const button = element("button", { id: "go", form: "f", submit: true, label: "Go" }) as Element & Valued;
  const name = element("button", { id: "name", form: "f", default: "" }) as Element & Valued;
  values.arrived(name);
  values.arrived(button);
  return { name, button };
}

test("a widget starts with its default", () => {
  expect(values.of(field("a", null, "start")).value).toBe("start");
});

test("an edit is shown and not sent, a commit is sent once", async () => {
  const a = field("a");
  values.edit(a, "x");
  expect(values.of(a).value).toBe("x");
  expect(values.edited(a)).toBe(true);
  await Promise.resolve();
  expect(sent).toEqual([]);

  values.commit(a, "xy");
  values.commit(a, "xy");
  await Promise.resolve();
  expect(sent).toEqual([{ a: "xy" }]);
  expect(values.edited(a)).toBe(false);
});

test("a change leaves before anything is drawn for it", async () => {
  const order: string[] = [];
  const values = new Values(() => order.push("sent"));
  values.of(field("a")).subscribe(() => queueMicrotask(() => order.push("drawn")));
  await Promise.resolve();
  order.length = 0;
  values.commit(field("a"), "x");
  await Promise.resolve();
  await Promise.resolve();
  expect(order).toEqual(["sent", "drawn"]);
});

test("what changes within one event is one rerun", async () => {
  values.commit(field("a"), "1");
  values.trigger(field("button", null, null));
  await Promise.resolve();
  expect(sent).toEqual([{ a: "1", button: true }]);
});

test("a value that Python has already is not sent", async () => {
  values.receive({ a: [1, { x: 2 }] });
  values.commit({ ...field("a"), default: null }, [1, { x: 2 }]);
  await Promise.resolve();
  expect(sent).toEqual([]);
});

test("after a reset, text that was not sent yet stays", () => {
  const [typed, other] = [field("typed"), field("other")];
  values.edit(typed, "unsent");
  values.receive({ other: "old" });
  values.reset();
  values.receive({ typed: "known" }, { afterReset: true });
  expect(values.of(typed).value).toBe("unsent");
  expect(values.edited(typed)).toBe(true);
  expect(values.of(other).value).toBe("");
});

test("a deferred change goes along with the next that runs the script", async () => {
  values.commit({ ...field("quiet"), deferred: true }, "x");
  await Promise.resolve();
  expect(sent).toEqual([]);
  values.commit(field("a"), "1");
  await Promise.resolve();
  expect(sent).toEqual([{ quiet: "x", a: "1" }]);
});

test("after a reset, what Python does not mention is at its default", async () => {
  const a = element("button", { id: "a", default: "" }) as Element & Valued;
  values.commit(a, "sent");
  await Promise.resolve();
  values.edit(a, "typed");
  values.reset();
  values.arrived(a);
  expect(values.of(a).value).toBe("typed");
  values.commit(a, "sent");
  await Promise.resolve();
  expect(sent).toEqual([{ a: "sent" }, { a: "sent" }]);
});

test("a form's edits wait for its button", async () => {
  const { name, button } = form();
  values.commit(name, "Ada");
  await Promise.resolve();
  expect(sent).toEqual([]);
  values.trigger(button);
  await Promise.resolve();
  expect(sent).toEqual([{ name: "Ada", go: true }]);
  values.trigger(button);
  await Promise.resolve();
  expect(sent[1]).toEqual({ go: true });
});

test("clear_on_submit shows the defaults again and sends them with the next submit", async () => {
  const { name, button } = form({ clear: true });
  values.edit(name, "Ada");
  values.trigger(button);
  await Promise.resolve();
  expect(values.of(name).value).toBe("");
  values.trigger(button);
  await Promise.resolve();
  expect(sent).toEqual([
    { name: "Ada", go: true },
    { name: "", go: true },
  ]);
});

test("Enter presses the form's button, where the form wants that", async () => {
  const { name } = form();
  expect(values.enter(name)).toBe(true);
  expect(values.enter(field("loose"))).toBe(false);
  form({ enter: false });
  expect(values.enter(name)).toBe(false);
  await Promise.resolve();
  expect(sent).toEqual([{ go: true }]);
});

test("a field that does not pass keeps its form from being submitted", async () => {
  const { button } = form();
  const guard = { passes: vi.fn(() => false), focus: vi.fn() };
  const end = values.guard("f", "name", guard);
  values.trigger(button);
  await Promise.resolve();
  expect(sent).toEqual([]);
  expect(guard.focus).toHaveBeenCalledOnce();
  end();
  values.trigger(button);
  await Promise.resolve();
  expect(sent).toEqual([{ go: true }]);
});

test("a widget that a complete run left out starts anew", () => {
  const a = element("button", { id: "a", default: "start" }) as Element & Valued;
  values.arrived(a);
  values.commit(a, "changed");
  values.arrived(a);
  values.left(a);
  values.settle();
  expect(values.of(a).value).toBe("changed");
  values.left(a);
  expect(values.of(a).value).toBe("changed");
  values.settle();
  expect(values.of(a).value).toBe("start");
});

test("two clicks of one button are two runs, of two buttons one", async () => {
  values.trigger(field("go"));
  values.trigger(field("go"));
  values.trigger(field("stop"));
  await Promise.resolve();
  expect(sent).toEqual([{ go: true }, { go: true, stop: true }]);
});

test("a draft is sent at once, and again with its form only if it has changed since", async () => {
  const { button } = form();
  const city = { ...field("city", "f", "Oslo"), draft: true };
  values.arrived(element("selectbox", city));
  values.commit(city, "Bergen");
  values.commit(city, "Bergen");
  await Promise.resolve();
  expect(sent).toEqual([{ city: "Bergen" }]);

  values.trigger(button);
  await Promise.resolve();
  values.edit(city, "Oslo");
  values.trigger(button);
  await Promise.resolve();
  expect(sent.slice(1)).toEqual([{ go: true }, { city: "Oslo", go: true }]);
});

test("a form that empties itself tells its fragments once the run has ended", async () => {
  const { button } = form({ clear: true });
  const city = { ...field("city", "f", "Oslo"), draft: true };
  const other = { ...field("other", "f", "x"), draft: true };
  values.arrived(element("selectbox", city));
  values.arrived(element("selectbox", other));
  values.commit(city, "Bergen");
  values.of(other);
  values.trigger(button);
  await Promise.resolve();
  expect(values.of(city).value).toBe("Oslo");
  sent.length = 0;
  values.settle();
  values.settle();
  await Promise.resolve();
  expect(sent).toEqual([{ city: "Oslo" }]);
});

test("what the reader has typed since the last request is kept, what was typed before gives way", async () => {
  const a = field("a");
  values.edit(a, "typed");
  values.receive({ a: "from Python" });
  expect(values.of(a).value).toBe("typed");
  expect(values.edited(a)).toBe(true);
  values.trigger(field("button", null, null));
  await Promise.resolve();
  values.receive({ a: "" });
  expect(values.of(a).value).toBe("");
});

test("an answer to older values does not take away what was sent since", async () => {
  const a = field("a");
  values.commit(a, "first");
  await Promise.resolve();
  values.commit(a, "second");
  values.receive({ a: "FIRST" }, { after: 1 });
  expect(values.of(a).value).toBe("second");
  await Promise.resolve();
  expect(sent).toEqual([{ a: "first" }, { a: "second" }]);
  values.receive({ a: "FIRST" }, { after: 1 });
  expect([values.of(a).value, values.edited(a)]).toEqual(["second", false]);
  values.receive({ a: "SECOND" }, { after: 2 });
  expect(values.of(a).value).toBe("SECOND");
});

test("an answer takes nothing that waits for the next request, nor what was typed after its own", async () => {
  const waiting = { ...field("waiting"), deferred: true };
  const typed = field("typed");
  values.commit(typed, "first");
  await Promise.resolve();
  values.commit(waiting, "later");
  values.edit(typed, "more");
  values.commit(field("other"), "x");
  await Promise.resolve();
  values.receive({ typed: "FIRST", waiting: "old" }, { after: 1 });
  expect([values.of(typed).value, values.of(waiting).value]).toEqual(["more", "later"]);
  values.receive({ typed: "FIRST", waiting: "LATER" }, { after: 2 });
  expect([values.of(typed).value, values.of(waiting).value]).toEqual(["FIRST", "LATER"]);
});

test("a session that has seen more requests than this browser has sent answers all of them", async () => {
  const a = field("a");
  values.commit(a, "first");
  await Promise.resolve();
  values.receive({ a: "FIRST" }, { after: 50 });
  expect(values.of(a).value).toBe("FIRST");
  values.edit(a, "typed");
  values.receive({ a: "other" }, { after: 50 });
  expect(values.of(a).value).toBe("typed");
});

test("what a reader changes in another view is shown, but takes away nothing that is typed here", async () => {
  const [a, typed] = [field("a"), field("typed")];
  values.edit(typed, "typ");
  values.of(a);
  values.follow({ a: "theirs", typed: "theirs", unknown: "theirs" });
  expect([values.of(a).value, values.edited(a)]).toEqual(["theirs", false]);
  expect([values.of(typed).value, values.edited(typed)]).toEqual(["typ", true]);
  expect(values.of(field("unknown")).value).toBe("theirs");
  values.commit(typed, "typed");
  await Promise.resolve();
  expect(sent).toEqual([{ typed: "typed" }]);
});

test("what has been sent here since is newer than what comes from another view", async () => {
  const a = field("a");
  values.commit(a, "mine");
  values.follow({ a: "theirs" });
  await Promise.resolve();
  values.follow({ a: "theirs" });
  expect(values.of(a).value).toBe("mine");
  values.follow({ a: "theirs, later" }, 1);
  expect(values.of(a).value).toBe("theirs, later");
});

test("one's own values that come back change nothing", async () => {
  const { name, button } = form({ clear: true });
  const a = field("a");
  values.edit(name, "Adelie");
  values.trigger(button);
  values.commit(a, "first");
  await Promise.resolve();
  values.edit(a, "more");
  values.follow({ name: "Adelie", a: "first" }, 1);
  expect([values.of(name).value, values.of(a).value]).toEqual(["", "more"]);
});

test("a form that empties itself does so in every view", () => {
  const { name } = form({ clear: true });
  values.of(name);
  values.follow({ name: "theirs" });
  expect(values.of(name).value).toBe("");
});
