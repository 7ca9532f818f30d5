import { screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import type { FileRequest } from "../protocol";
import { type Drawn, drawn } from "../testing/draw";

const FILE = { id: "f".repeat(32), mime: "audio/wav", name: "a b.wav", size: 3 };

const player = () => screen.getByTestId<HTMLAudioElement>("stAudio");

/** Answers a request for a file as Python does. */
function send(app: Drawn, content: number[], given: object = {}): void {
  const request = app.sent.at(-1) as FileRequest;
  const data = new Uint8Array(content);
  app.receiveWith({ d: data }, { type: "file_part", request: request.request, data: { $buffer: "d" }, ...given });
}

beforeEach(() => {
  vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:made");
});

test("a file of the server's is fetched by the player itself", async () => {
  const app = drawn([{ kind: "text", body: "before" }]);
  app.page.files.settle("/lit/media/s/");
  app.put([0, 0], { kind: "audio", file: FILE, alt: "A cat", autoplay: true });
  expect(player().getAttribute("src")).toBe(`/lit/media/s/${FILE.id}/a%20b.wav`);
  expect(player().autoplay).toBe(true);
  expect(player().controls).toBe(true);
  expect(player().getAttribute("aria-label")).toBe("A cat");
  expect(app.sent).toEqual([]);
});

test("without a server it comes over the connection", async () => {
  const app = drawn([{ kind: "audio", file: FILE }]);
  expect(app.sent).toEqual([{ type: "file_request", request: 1, file: FILE.id, start: 0, stop: 3 }]);
  expect(screen.getByRole("progressbar", { name: "Loading a b.wav" })).toBeDefined();
  send(app, [1, 2, 3]);
  await waitFor(() => expect(player().getAttribute("src")).toBe("blob:made"));
});

test("what cannot be fetched says why", async () => {
  const app = drawn([{ kind: "audio", file: FILE }]);
  app.receive({ type: "file_part", request: 1, error: "This file is no longer on the page." });
  expect((await screen.findByRole("alert")).textContent).toBe(
    "This file cannot be shown: This file is no longer on the page.",
  );
});

test("a large file is fetched once the reader says so", async () => {
  const app = drawn([{ kind: "audio", file: { ...FILE, size: 1_230_000_000 } }]);
  expect(app.sent).toEqual([]);
  screen.getByRole("button", { name: "Load a b.wav (1.23 GB)" }).click();
  await waitFor(() => expect(app.sent).toHaveLength(4));
});

test("an address is the browser's business", () => {
  drawn([{ kind: "audio", url: "https://example.org/a.mp3" }]);
  expect(player().getAttribute("src")).toBe("https://example.org/a.mp3");
});

test("nothing is a player without sound", () => {
  drawn([{ kind: "audio" }]);
  expect(player().hasAttribute("src")).toBe(false);
});
