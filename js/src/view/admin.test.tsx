import { render, screen, act as settle, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { ChosenTheme } from "../theme/theme";
import { speak } from "../ui/text";
import { Admin } from "./admin";
import type { Config, State } from "./admin_state";

const CONFIG: Config = { api: "/lit/admin/api", base: "/", who: "ann", xsrf: "secret" };
const USE = { memory: 62e6, cores: 0.5, since: 940 };
const STATE: State = {
  time: 1000,
  server: {
    state: "open",
    version: "1.0",
    use: USE,
    machine: { memory: 8e9, memory_used: 2e9, cores: 2, cores_used: 1 },
    browsers: 1,
    sessions: 3,
    max_sessions: 10,
    waiting: 2,
    counts: { sessions: 4, waited: 0 },
  },
  apps: [
    {
      key: "sales",
      file: "sales.py",
      address: "sales/",
      state: "ready",
      saved: 1,
      kernels: 1,
      sessions: 1,
      running: 0,
    },
    {
      key: "stock",
      file: "stock.py",
      address: "stock/",
      state: "resting",
      saved: 1,
      kernels: 0,
      sessions: 0,
      running: 0,
    },
  ],
  kernels: [
    {
      id: "k1",
      app: "sales",
      number: 0,
      state: "ready",
      pid: 7,
      use: USE,
      lives: 1,
      ready_seconds: 1.5,
      sessions: 1,
      running: 0,
    },
  ],
  sessions: [
    {
      handle: "abcdefghij",
      app: "sales",
      page: "sales",
      user: "",
      kernel: "k1",
      since: 400,
      seen: 990,
      connected: true,
      running: false,
    },
  ],
};

const asked: [string, RequestInit | undefined][] = [];
let answer: (path: string) => Response;

beforeEach(() => {
  asked.length = 0;
  answer = (path) => new Response(JSON.stringify(path.endsWith("/state") ? STATE : { done: true }));
  vi.stubGlobal("fetch", async (path: string, options?: RequestInit) => {
    asked.push([path, options]);
    return answer(path);
  });
});

async function shown() {
  render(<Admin config={CONFIG} theme={new ChosenTheme()} />);
  await screen.findByRole("heading", { name: "Administration" });
}

const posts = () => asked.filter(([, options]) => options?.method === "POST");

it("shows kernels, apps and sessions in tables that are named", async () => {
  await shown();
  const kernels = screen.getByRole("table", { name: /Kernels/ });
  const cells = within(within(kernels).getAllByRole("row")[1] as HTMLElement).getAllByRole("cell");
  expect(cells.map((cell) => cell.textContent)).toEqual([
    "Ready",
    "62 MB",
    "50 %",
    "1",
    "0",
    "60 s",
    "1.5 s",
    "7",
    "DrainKill",
  ]);
  expect(screen.getByRole("link", { name: "sales" }).getAttribute("href")).toBe("/sales/");
  expect(screen.getByRole("rowheader", { name: "abcdefgh" })).toBeTruthy();
  expect(screen.getByText("Not listed: 2 more, seen longer ago.")).toBeTruthy();
  expect(screen.getByText("2 waiting")).toBeTruthy();
  expect(screen.getByText("Sessions begun").nextSibling?.textContent).toBe("4");
  expect(screen.queryByText("Had to wait for room")).toBeNull();
  expect(screen.getByRole("button", { name: "Restart stock" })).toHaveProperty("disabled", true);
});

it.each([
  ["Kill kernel 0 of sales", "Kill", "kernels/k1/kill"],
  ["Restart sales", "Restart", "apps/sales/restart"],
  ["End session abcdefgh", "End the session", "sessions/abcdefghij/end"],
  ["Drain the server", "Drain the server", "server/drain"],
])("asks before it does what may hurt: %s", async (name, yes, path) => {
  await shown();
  await userEvent.click(screen.getByRole("button", { name }));
  expect(document.activeElement?.textContent).toBe("Cancel");
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("dialog")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name }));
  expect(posts()).toEqual([]);
  await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: yes }));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(posts().map(([to]) => to)).toEqual([`/lit/admin/api/${path}`]);
  expect(posts()[0]?.[1]?.headers).toEqual({ "X-XSRFToken": "secret" });
});

it("drains a kernel at once and says what happens", async () => {
  await shown();
  await userEvent.click(screen.getByRole("button", { name: "Drain kernel 0 of sales" }));
  expect(posts().map(([to]) => to)).toEqual(["/lit/admin/api/kernels/k1/drain"]);
  expect(screen.getByRole("status").textContent).toBe("Sessions move away from kernel 0 of sales; then it ends.");
});

it("says so when something is gone, and when the server does not answer", async () => {
  await shown();
  answer = (path) => new Response(JSON.stringify(STATE), { status: path.endsWith("/state") ? 200 : 404 });
  await userEvent.click(screen.getByRole("button", { name: "Drain kernel 0 of sales" }));
  expect(screen.getByRole("status").textContent).toBe("That is not there any more.");
  answer = () => {
    throw new TypeError("gone");
  };
  await userEvent.click(screen.getByRole("button", { name: "Drain kernel 0 of sales" }));
  expect(screen.getByRole("status").textContent).toBe("The server does not answer.");
  expect(screen.getByText("No answer")).toBeTruthy();
});

it("lets a drained server be opened again", async () => {
  answer = () => new Response(JSON.stringify({ ...STATE, server: { ...STATE.server, state: "draining" } }));
  await shown();
  await userEvent.click(screen.getByRole("button", { name: "Let people in again" }));
  expect(posts().map(([to]) => to)).toEqual(["/lit/admin/api/server/resume"]);
});

it("asks nothing while nobody looks", async () => {
  await shown();
  vi.useFakeTimers();
  try {
    const visible = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    const before = asked.length;
    document.dispatchEvent(new Event("visibilitychange"));
    expect(asked.length).toBe(before);
    visible.mockReturnValue("visible");
    await settle(async () => {
      document.dispatchEvent(new Event("visibilitychange"));
    });
    expect(asked.length).toBe(before + 1);
  } finally {
    vi.useRealTimers();
    vi.restoreAllMocks();
  }
});

it("speaks the administrator's language", async () => {
  speak("de-DE", {
    Kernels: ["Kernel"],
    "kernel {number} of {app}": ["Kernel {number} von {app}"],
    "{deed} {what}": ["{what}: {deed}"],
    Kill: ["Sofort beenden"],
    "Kill {what}?": ["{what} sofort beenden?"],
    "the admin token": ["Inhaber des Tokens"],
    "jupyterlit {version}, running for {span}. You are here as {who}.": ["{version} seit {span}, {who}"],
  });
  try {
    render(<Admin config={{ ...CONFIG, who: "the admin token" }} theme={new ChosenTheme()} />);
    await userEvent.click(await screen.findByRole("button", { name: "Kernel 0 von sales: Sofort beenden" }));
    expect(screen.getByRole("dialog", { name: "Kernel 0 von sales sofort beenden?" })).toBeTruthy();
    expect(screen.getByText("1.0 seit 60 s, Inhaber des Tokens")).toBeTruthy();
    expect(screen.getByText("1,5 s")).toBeTruthy();
  } finally {
    speak("en", {});
  }
});
