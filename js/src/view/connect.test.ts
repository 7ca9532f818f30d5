import { expect, test, vi } from "vitest";
import type { Theme } from "../theme/theme";
import type { Listener, Transport } from "../transport/transport";
import { connect } from "./connect";

function door() {
  let listener: Listener | undefined;
  const sent: unknown[] = [];
  const transport: Transport = {
    open: (given) => {
      listener = given;
    },
    send: (parts) => void sent.push(JSON.parse(new TextDecoder().decode(parts[0]))),
    close: vi.fn(),
  };
  const heard = (): Listener => {
    if (!listener) throw new Error("not open");
    return listener;
  };
  return { transport, sent, heard };
}

/** A theme that a test can change. */
function theme(shade: Theme) {
  const watchers: ((theme: Theme) => void)[] = [];
  return {
    current: () => shade,
    watch: (changed: (theme: Theme) => void) => {
      watchers.push(changed);
      return () => undefined;
    },
    change(to: Theme) {
      shade = to;
      for (const changed of watchers) changed(to);
    },
  };
}

test("Python is told where the page stands", () => {
  history.replaceState(null, "", "/app?a=1");
  const { transport, sent, heard } = door();
  connect(transport, theme("dark"));
  heard().status("connected");
  expect(sent).toEqual([
    {
      type: "attach",
      query: "a=1",
      url: location.href,
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      timezone_offset: new Date().getTimezoneOffset(),
      locale: navigator.language,
      theme: "dark",
      embedded: false,
      page: null,
      holds: [],
    },
  ]);
});

test("a guest keeps the query of its host's address to itself", () => {
  history.replaceState(null, "", "/lab/tree/a.ipynb?token=secret");
  const { transport, sent, heard } = door();
  connect(transport, theme("light"), true);
  heard().status("connected");
  expect(sent).toMatchObject([{ query: null, url: `${location.origin}/lab/tree/a.ipynb` }]);
});

test("frames and the state of the connection reach the page", () => {
  const { transport, heard } = door();
  const page = connect(transport, theme("light"));
  heard().status("connected");
  heard().parts([
    new TextEncoder().encode(
      JSON.stringify({
        seq: 1,
        messages: [
          { type: "reset", session: "s" },
          { type: "page_config", title: "T" },
        ],
      }),
    ),
  ]);
  expect(page.config.value?.title).toBe("T");
  heard().notice("Hello");
  expect(page.notice.value).toBe("Hello");
  heard().status("connecting", "The kernel starts again.");
  expect([page.connection.value, page.refused.value]).toEqual(["connecting", "The kernel starts again."]);
});

test("Python is told of another theme at once, and of another address with the next run", () => {
  history.replaceState(null, "", "/app");
  const { transport, sent, heard } = door();
  const shade = theme("light");
  const page = connect(transport, shade);
  shade.change("light");
  expect(sent).toEqual([]); // there is no connection yet
  heard().status("connected");
  page.rerun();
  expect(sent.map((message) => (message as { type: string }).type)).toEqual(["attach", "rerun"]);
  shade.change("dark");
  expect(sent[2]).toEqual({
    type: "surroundings",
    url: location.href,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    timezone_offset: new Date().getTimezoneOffset(),
    locale: navigator.language,
    theme: "dark",
    page: null,
  });
  shade.change("dark");
  history.replaceState(null, "", "/app?a=1");
  expect(sent.length).toBe(3);
  page.rerun();
  page.rerun();
  expect(sent.slice(3)).toMatchObject([
    { type: "surroundings", url: location.href },
    { type: "rerun" },
    { type: "rerun" },
  ]);
});

test("Python is told once what the document holds", () => {
  const batch = { seq: 0, messages: [], buffers: ["b0"] };
  const { transport, sent, heard } = door();
  const first = [new TextEncoder().encode(JSON.stringify(batch)), new Uint8Array([1])];
  connect(transport, theme("light"), false, "/", first);
  heard().status("connected");
  heard().status("connecting");
  heard().status("connected");
  expect(sent).toMatchObject([{ holds: ["b0"] }, { holds: [] }]);
});
