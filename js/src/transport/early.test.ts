import { expect, test } from "vitest";
import { remembered, sessionKey, socketUrl } from "./early";

test("the socket is on the page's own server", () => {
  expect(socketUrl("/base/lit/ws/app").href).toBe(`ws://${location.host}/base/lit/ws/app`);
  expect(sessionKey(socketUrl("/base/lit/ws/app"))).toBe("jupyterlit-session:/base/lit/ws/app");
});

test("a tab remembers its session where it may", () => {
  expect(remembered({ getItem: (key) => `of ${key}` }, "k")).toBe("of k");
  const forbidden = () => {
    throw new DOMException("forbidden", "SecurityError");
  };
  expect(remembered({ getItem: forbidden }, "k")).toBeNull();
});
