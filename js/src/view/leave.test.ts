import { afterEach, expect, test, vi } from "vitest";
import { leave } from "./leave";

const doors = { login: "/lit/login?app=a", logout: "/lit/logout?app=a" };
const login = { type: "leave", to: "login", provider: "" } as const;
const logout = { type: "leave", to: "logout", provider: "" } as const;

afterEach(() => {
  vi.unstubAllGlobals();
  history.replaceState(null, "", "/");
});

function answering(status: number, body: unknown = {}) {
  const fetched = vi.fn((_url: string, _options: RequestInit) =>
    Promise.resolve(new Response(JSON.stringify(body), { status })),
  );
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

test("who logs in comes back to the same page and query", async () => {
  history.replaceState(null, "", "/staff?q=a%26b#top");
  const go = vi.fn();
  expect(await leave({ ...login, provider: "google" }, doors, go)).toBe("");
  expect(go.mock.calls).toEqual([["/lit/login?app=a&provider=google&next=%2Fstaff%3Fq%3Da%2526b"]]);
});

test("who logs out sees the page anew, or goes to the provider first", async () => {
  history.replaceState(null, "", "/staff?q=1");
  const fetched = answering(200, { to: "" });
  const go = vi.fn();
  expect(await leave(logout, doors, go)).toBe("");
  expect(fetched.mock.calls).toEqual([["/lit/logout?app=a", { method: "POST" }]]);
  answering(200, { to: "https://id.example/end?client_id=x" });
  await leave(logout, doors, go);
  expect(go.mock.calls).toEqual([["/staff?q=1"], ["https://id.example/end?client_id=x"]]);
});

test("where nobody can log in there is nobody to log out", async () => {
  answering(404);
  const go = vi.fn();
  expect(await leave(logout, doors, go)).toBe("");
  expect(go.mock.calls).toEqual([["/"]]);
});

test("a reader who stays logged in is told so", async () => {
  answering(500);
  const go = vi.fn();
  const sentence = "You could not be logged out. Please try again.";
  expect(await leave(logout, doors, go)).toBe(sentence);
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("away")));
  expect(await leave(logout, doors, go)).toBe(sentence);
  expect(go).not.toHaveBeenCalled();
});
