import { act, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { pack } from "../transport/frame";

test("the page finds its app by what the server has written into it", async () => {
  const sockets: { url: string; sent: unknown[]; onopen?(): void; onmessage?(event: { data: unknown }): void }[] = [];
  vi.stubGlobal(
    "WebSocket",
    class {
      static OPEN = 1;
      readyState = 1;
      sent: unknown[] = [];
      constructor(readonly url: string) {
        sockets.push(this);
      }
      send(data: unknown) {
        this.sent.push(data);
      }
    },
  );
  const config = document.createElement("script");
  config.id = "jupyterlit-config";
  config.type = "application/json";
  config.textContent = '{"app": "penguins", "page": "start", "ws": "/lit/ws/penguins", "title": "Palmer"}';
  const root = document.createElement("div");
  root.id = "root";
  document.body.append(root, config);
  sessionStorage.setItem("jupyterlit-session:/lit/ws/penguins", "before");

  await act(() => import("./standalone"));
  const [socket] = sockets;
  expect(socket?.url).toBe(`ws://${location.host}/lit/ws/penguins`);
  act(() => socket?.onopen?.());
  expect(socket?.sent[0]).toBe('{"session":"before","page":"start"}');
  expect(document.title).toBe("Palmer");

  const batch = {
    seq: 1,
    messages: [{ type: "reset" }, { type: "delta", path: [0, 0], element: { kind: "text", body: "hi" } }],
  };
  act(() => socket?.onmessage?.({ data: pack([new TextEncoder().encode(JSON.stringify(batch))]).buffer }));
  expect(screen.getByTestId("stText").textContent).toBe("hi");
  expect(screen.getByRole("button", { name: "Main menu" })).toBeDefined();
});
