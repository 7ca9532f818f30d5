import { expect, test, vi } from "vitest";
import type { ThemeSource } from "../theme/theme";
import { attachment, surroundings, timezone } from "./surroundings";

const dark: ThemeSource = { current: () => "dark", watch: () => () => {} };

test("Python is told where the page stands", () => {
  history.replaceState(null, "", "/app/second?a=1");
  expect(attachment("/app/", dark)).toEqual({
    type: "attach",
    url: location.href,
    query: "a=1",
    page: "second",
    theme: "dark",
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    timezone_offset: new Date().getTimezoneOffset(),
    locale: navigator.language,
    embedded: false,
    holds: [],
  });
});

test("the address of somebody else's page is told without what may be secret in it", () => {
  history.replaceState(null, "", "/lab?token=1");
  expect(attachment(null, dark, true)).toMatchObject({ url: `${location.origin}/lab`, query: null, page: null });
  expect(surroundings(null, dark, true)).not.toHaveProperty("query");
});

test("the time zone is asked for again when the reader comes back", () => {
  const asked = vi.spyOn(Intl, "DateTimeFormat");
  document.dispatchEvent(new Event("visibilitychange"));
  expect(timezone()).toBe(timezone());
  expect(asked).toHaveBeenCalledTimes(1);
  document.dispatchEvent(new Event("visibilitychange"));
  timezone();
  expect(asked).toHaveBeenCalledTimes(2);
  asked.mockRestore();
});

test("a clock that has been put forward tells of another time zone", () => {
  timezone();
  const asked = vi.spyOn(Intl, "DateTimeFormat");
  const clock = vi.spyOn(Date.prototype, "getTimezoneOffset").mockReturnValue(-345);
  timezone();
  expect(asked).toHaveBeenCalledTimes(1);
  asked.mockRestore();
  clock.mockRestore();
});
