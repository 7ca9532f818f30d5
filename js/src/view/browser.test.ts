import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Drawn } from "../testing/draw";
import { followBrowser } from "./browser";

let app: Drawn;
let end: () => void;

beforeEach(() => {
  history.replaceState(null, "", "/app#here");
  app = new Drawn();
  end = followBrowser(app.page, "penguins");
});

afterEach(() => {
  end();
  document.querySelector('link[rel~="icon"]')?.remove();
});

test("title and icon", async () => {
  expect(document.title).toBe("penguins");
  app.receive({ type: "page_config", title: "Palmer", icon: "🐧" });
  expect(document.title).toBe("Palmer");
  const icon = () => document.querySelector<HTMLLinkElement>('link[rel~="icon"]')?.href;
  await vi.waitFor(() => expect(icon()).toMatch(/^data:image/));
  app.receive({ type: "page_config", title: "", icon: "/media/x.png" });
  expect(document.title).toBe("penguins");
  await vi.waitFor(() => expect(icon()).toMatch(/media\/x\.png$/));
});

test("the query of the script is the query of the page", () => {
  const before = history.length;
  app.receive({ type: "query_params", query: "b=2" });
  expect(location.href).toMatch(/\/app\?b=2#here$/);
  expect(history.length).toBe(before + 1);
  app.receive({ type: "query_params", query: "", replace: true });
  expect(location.href).toMatch(/\/app#here$/);
  expect(history.length).toBe(before + 1);
});

test("going back runs the script with the query from before", () => {
  history.replaceState(null, "", "/app?a=1");
  dispatchEvent(new PopStateEvent("popstate"));
  expect(app.sent).toEqual([{ type: "rerun", values: {}, query: "a=1", page: null, number: expect.any(Number) }]);
});

test("another place on the page is no other page", () => {
  history.replaceState(null, "", "/app#there");
  dispatchEvent(new PopStateEvent("popstate"));
  expect(app.sent).toEqual([]);
});

test("the page of the script is in the address", () => {
  app.page.root = "/app/";
  const before = history.length;
  const pages = { type: "navigation", sections: [] };
  app.receive({ ...pages, current: "islands" }, { type: "query_params", query: "a=1", replace: true });
  expect([location.href.slice(location.origin.length), history.length]).toEqual(["/app/islands?a=1", before]);
  app.receive({ type: "query_params", query: "", replace: true }, { ...pages, current: "birds" });
  expect([location.pathname + location.search, history.length]).toEqual(["/app/birds", before + 1]);
  history.replaceState(null, "", "/app/islands?a=1");
  dispatchEvent(new PopStateEvent("popstate"));
  expect(location.search).toBe("?a=1");
  expect(app.sent).toEqual([{ type: "rerun", values: {}, query: "a=1", page: "islands", number: expect.any(Number) }]);
});
