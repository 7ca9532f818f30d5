import { beforeEach, expect, test } from "vitest";
import type { FilePart, FileRequest } from "../protocol";
import { Files } from "./files";

const SIZE = 2_000_000;
const bytes = new Uint8Array(SIZE).map((_, index) => index % 251);

let asked: FileRequest[];
let files: Files;

const part = (request: FileRequest, given: Partial<FilePart> = {}): FilePart => ({
  type: "file_part",
  request: request.request,
  data: bytes.slice(request.start, request.stop),
  file: request.file,
  mime: "",
  name: "",
  download: false,
  total: SIZE,
  version: "1",
  error: null,
  ...given,
});

/** Answers what is asked, newest first, until nothing is. */
async function answerAll(given: Partial<FilePart> = {}): Promise<number> {
  let most = 0;
  while (asked.length > 0) {
    most = Math.max(most, asked.length);
    for (const request of asked.splice(0).reverse()) files.receive(part(request, given));
    await new Promise((resolve) => setTimeout(resolve));
  }
  return most;
}

beforeEach(() => {
  asked = [];
  files = new Files((request) => asked.push(request));
});

test("a file is fetched in parts, a few at a time, and put together in order", async () => {
  const loaded: number[] = [];
  const whole = files.whole({ id: "f", size: SIZE }, (count) => loaded.push(count));
  const most = await answerAll();
  const pieces = await whole;
  expect(most).toBe(4);
  expect(pieces.reduce((total, piece) => total + piece.byteLength, 0)).toBe(SIZE);
  expect(Buffer.concat(pieces).equals(Buffer.from(bytes))).toBe(true);
  expect(loaded.at(-1)).toBe(SIZE);
});

test("several files share the way", async () => {
  const one = files.whole({ id: "one", size: SIZE }, () => undefined);
  const two = files.whole({ id: "two", size: 10 }, () => undefined);
  expect(asked).toHaveLength(4);
  await answerAll();
  expect(await two).toEqual([bytes.slice(0, 10)]);
  expect(await one).toHaveLength(4);
});

test("answers may be shorter than what was asked for", async () => {
  const read = files.read("f", 5, 25);
  while (asked.length > 0) {
    for (const request of asked.splice(0)) {
      files.receive(part(request, { data: bytes.slice(request.start, Math.min(request.start + 7, request.stop)) }));
    }
    await new Promise((resolve) => setTimeout(resolve));
  }
  expect(await read).toEqual(bytes.slice(5, 25));
});

test("an empty file needs no question", async () => {
  expect(await files.whole({ id: "f", size: 0 }, () => undefined)).toEqual([]);
  expect(asked).toEqual([]);
});

test("what Python refuses is told", async () => {
  const read = files.read("f", 0, 5);
  files.receive(part(asked[0] as FileRequest, { data: null, error: "This file is no longer on the page." }));
  await expect(read).rejects.toThrow("no longer on the page");
});

test("a file that changes on the way is not put together", async () => {
  const whole = files.whole({ id: "f", size: SIZE }, () => undefined);
  files.receive(part(asked[0] as FileRequest));
  files.receive(part(asked[1] as FileRequest, { version: "2" }));
  await expect(whole).rejects.toThrow("The file has changed.");
});

test("who no longer wants a file asks no more", async () => {
  const gone = new AbortController();
  const whole = files.whole({ id: "f", size: 10 * SIZE }, () => undefined, gone.signal);
  gone.abort();
  const first = asked.splice(0);
  for (const request of first) files.receive(part(request));
  await expect(whole).rejects.toThrow();
  expect(asked).toEqual([]);
});

test("what waits is asked again once the page has been sent anew, and fails when nobody is there", async () => {
  const read = files.read("f", 0, 5);
  const made = files.make("d");
  const before = asked.splice(0);
  files.repeat();
  expect(asked).toEqual(before);
  files.end("The connection was lost.");
  await expect(read).rejects.toThrow("The connection was lost.");
  await expect(made).rejects.toThrow("The connection was lost.");
});

test("a file that is made on demand tells what it has become", async () => {
  const made = files.make("d");
  expect(asked).toEqual([{ type: "file_request", request: 1, file: "d", start: 0, stop: 0 }]);
  files.receive(part(asked[0] as FileRequest, { file: "f", name: "a.csv", data: null }));
  expect(await made).toMatchObject({ file: "f", name: "a.csv", total: SIZE });
});

test("an answer to somebody else's question is passed over", async () => {
  const read = files.read("f", 0, SIZE);
  const before = asked.length;
  for (const request of asked) files.receive({ ...part(request), request: request.request + 100 });
  expect(asked.length).toBe(before);
  await answerAll();
  expect((await read).length).toBe(SIZE);
});
