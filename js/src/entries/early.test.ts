import { expect, test, vi } from "vitest";
import { unpack } from "../transport/frame";

test("the script begins before the page's code is there", async () => {
  const sockets: { url: string; sent: (string | Uint8Array<ArrayBuffer>)[]; onopen?(): void }[] = [];
  vi.stubGlobal(
    "WebSocket",
    class {
      sent: (string | Uint8Array<ArrayBuffer>)[] = [];
      constructor(readonly url: string) {
        sockets.push(this);
      }
      send(data: string | Uint8Array<ArrayBuffer>) {
        this.sent.push(data);
      }
    },
  );
  const config = document.createElement("script");
  config.id = "jupyterlit-config";
  config.type = "application/json";
  config.textContent =
    '{"app": "penguins", "page": "start", "ws": "/lit/ws/penguins", "root": "/", "holds": ["d1"], "appearance": {"only": "dark", "dark": {"page": {"background": "#000011"}}}}';
  document.body.append(config);
  sessionStorage.setItem("jupyterlit-session:/lit/ws/penguins", "before");

  await import("./early");
  const [socket] = sockets;
  socket?.onopen?.();
  expect(document.documentElement.style.backgroundColor).toBe("#000011");
  expect(socket?.url).toBe(`ws://${location.host}/lit/ws/penguins`);
  expect(socket?.sent[0]).toBe('{"session":"before","page":"start"}');
  const [attach] = unpack(Uint8Array.from(socket?.sent[1] as Uint8Array).buffer);
  expect(JSON.parse(new TextDecoder().decode(attach))).toMatchObject({
    type: "attach",
    query: "",
    page: "",
    holds: [],
  });
  expect(window.jupyterlitEarly?.url).toBe(socket?.url);
});
