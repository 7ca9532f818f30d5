import { expect, test, vi } from "vitest";
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

test("Python is told where the page stands", () => {
  history.replaceState(null, "", "/app?a=1");
  const { transport, sent, heard } = door();
  connect(transport, () => "dark");
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
    },
  ]);
});

test("a guest keeps the query of its host's address to itself", () => {
  history.replaceState(null, "", "/lab/tree/a.ipynb?token=secret");
  const { transport, sent, heard } = door();
  connect(transport, () => "light", true);
  heard().status("connected");
  expect(sent).toMatchObject([{ query: null, url: `${location.origin}/lab/tree/a.ipynb` }]);
});

test("frames and the state of the connection reach the page", () => {
  const { transport, heard } = door();
  const page = connect(transport, () => "light");
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
  expect([page.connection.value, page.notice.value]).toEqual(["connecting", "The kernel starts again."]);
});
