// @vitest-environment jsdom
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ASKS, askedIn, MARK, reachBack } from "./component_reach";

const NOWHERE = "https://folder.invalid/";
const asked: { request: number; path: string }[] = [];
const around = {
  postMessage(message: { type: string; request: number; path: string }) {
    asked.push(message);
    const known = message.path !== "gone.json";
    const told = known ? { url: `blob:${message.path}` } : { problem: "gone" };
    const event = new MessageEvent("message", { data: { type: ASKS, request: message.request, ...told } });
    Object.defineProperty(event, "source", { value: around });
    window.dispatchEvent(event);
  },
};
const fetched = vi.fn(async (name: unknown) => name);
const opened: unknown[][] = [];
let end = (): void => undefined;

beforeAll(() => {
  Object.defineProperty(window, "parent", { value: around });
  window.fetch = fetched as unknown as typeof fetch;
  XMLHttpRequest.prototype.open = ((...given: unknown[]) => {
    opened.push(given);
  }) as typeof XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.send = () => {
    opened.push(["send"]);
  };
  end = reachBack(ASKS, MARK, NOWHERE);
});

afterAll(() => end());

test("questions are told from other messages", () => {
  expect(askedIn({ type: ASKS, request: 1, path: "a.js" })).toEqual({ request: 1, path: "a.js" });
  for (const data of [null, "x", { type: "x", request: 1, path: "a" }, { type: ASKS, request: "1", path: "a" }]) {
    expect(askedIn(data)).toBeNull();
  }
});

test("what is fetched comes from the page around", async () => {
  expect(await fetch("./parts/data.json?v=1")).toBe("blob:parts/data.json");
  expect(await fetch("https://example.org/x")).toBe("https://example.org/x");
  await expect(fetch("gone.json")).rejects.toThrow("gone");
});

test("so does what is asked for in the old way, but at once", async () => {
  const request = new XMLHttpRequest();
  request.open("GET", "a.json");
  request.send();
  await vi.waitFor(() => expect(opened.length).toBe(3));
  expect(opened.splice(0)).toEqual([["GET", `${NOWHERE}a.json`], ["GET", "blob:a.json", true], ["send"]]);
  request.open("GET", "a.json", false);
  request.send();
  request.open("GET", "gone.json");
  request.send();
  await vi.waitFor(() => expect(opened.length).toBe(4));
  expect(opened).toEqual([["GET", "a.json", false], ["send"], ["GET", `${NOWHERE}gone.json`], ["send"]]);
});

test("scripts, sheets and pictures get addresses, and know their names", async () => {
  const script = document.createElement("script");
  script.src = "static/js/2.js";
  await vi.waitFor(() => expect(script.getAttribute("src")).toBe("blob:static/js/2.js"));
  expect(script.src).toBe(`${NOWHERE}static/js/2.js`);
  const picture = document.createElement("img");
  picture.setAttribute("SRC", "a.png");
  await vi.waitFor(() => expect(picture.getAttribute("src")).toBe("blob:a.png"));
  picture.src = "https://example.org/b.png";
  expect([picture.src, picture.hasAttribute(MARK)]).toEqual(["https://example.org/b.png", false]);
  picture.setAttribute("alt", "B");
  expect(picture.alt).toBe("B");
});

test("so does what comes as HTML, and what styles name", async () => {
  const place = document.createElement("div");
  place.innerHTML = '<p><img src="c.png"></p>';
  const style = document.createElement("style");
  style.textContent = "p { background: url('d.png') } i { fill: url(#e) } b { src: url(gone.json) }";
  document.body.append(place, style);
  await vi.waitFor(() => expect(place.querySelector("img")?.getAttribute("src")).toBe("blob:c.png"));
  await vi.waitFor(() => expect(style.textContent).toContain('url("blob:d.png")'));
  expect(style.textContent).toMatch(/url\(#e\).*url\(gone.json\)/);
});

test("the page seems to lie in its folder", () => {
  expect(new URL("x.png", document.baseURI).href).toBe(`${NOWHERE}x.png`);
});
