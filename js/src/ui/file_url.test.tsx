import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Page } from "../page/page";
import type { MediaFile } from "../protocol";
import { readFile, serverUrl, useFileUrl } from "./file_url";

const FILE: MediaFile = { id: "f", mime: "audio/wav", name: "ü/a.wav", size: 3 };

let page: Page;
let made: string[];
let revoked: string[];

function Use({ file }: { file: MediaFile | null }) {
  const { url, error, load } = useFileUrl(page, file);
  return (
    <button type="button" onClick={load ?? undefined}>
      {error ?? url ?? "none"}
    </button>
  );
}

const text = () => screen.getAllByRole("button").map((each) => each.textContent);

beforeEach(() => {
  page = new Page();
  made = [];
  revoked = [];
  vi.useFakeTimers();
  vi.spyOn(page.files, "whole").mockImplementation(async () => [new Uint8Array(3)]);
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
    made.push((blob as Blob).type);
    return `blob:${made.length}`;
  });
  vi.spyOn(URL, "revokeObjectURL").mockImplementation((url) => void revoked.push(url));
});

afterEach(() => {
  vi.useRealTimers();
});

test("the server's address has the file's name at its end", () => {
  expect(serverUrl(page, FILE)).toBeNull();
  page.files.settle("/lit/media/s/");
  expect(serverUrl(page, FILE)).toBe("/lit/media/s/f/%C3%BC%2Fa.wav");
});

test("what comes over the connection is fetched once for all who use it, and let go of after the last", async () => {
  const view = render(
    <>
      <Use file={FILE} />
      <Use file={FILE} />
    </>,
  );
  await act(async () => undefined);
  expect(text()).toEqual(["blob:1", "blob:1"]);
  expect(page.files.whole).toHaveBeenCalledOnce();
  view.rerender(<Use file={FILE} />);
  await act(async () => vi.advanceTimersByTime(10_000));
  expect(revoked).toEqual([]);
  view.rerender(<Use file={null} />);
  await act(async () => vi.advanceTimersByTime(1000));
  view.rerender(<Use file={FILE} />); // a rerun has drawn it again
  await act(async () => vi.advanceTimersByTime(10_000));
  expect([revoked, text()]).toEqual([[], ["blob:1"]]);
  view.unmount();
  await act(async () => vi.advanceTimersByTime(10_000));
  expect(revoked).toEqual(["blob:1"]);
});

test("what could act as a page is not called one", async () => {
  render(<Use file={{ ...FILE, mime: "text/html" }} />);
  await act(async () => undefined);
  expect(made).toEqual(["application/octet-stream"]);
});

test("a failure is told, and tried again with the next use", async () => {
  vi.mocked(page.files.whole).mockRejectedValueOnce(new Error("gone"));
  const view = render(<Use file={FILE} />);
  await act(async () => undefined);
  expect(text()).toEqual(["gone"]);
  view.rerender(<Use file={null} />);
  await act(async () => vi.advanceTimersByTime(10_000));
  view.rerender(<Use file={FILE} />);
  await act(async () => undefined);
  expect(text()).toEqual(["blob:1"]);
});

test("a large file waits for the reader", async () => {
  render(<Use file={{ ...FILE, size: 60_000_000 }} />);
  await act(async () => undefined);
  expect(page.files.whole).not.toHaveBeenCalled();
  await act(async () => screen.getByRole("button").click());
  expect(text()).toEqual(["blob:1"]);
});

test("parts are read from the server where it has the file", async () => {
  page.files.settle("/lit/media/s/");
  vi.stubGlobal("fetch", async () => new Response("whole", { status: 200 }));
  await expect(readFile(page, FILE, 0, 2)).rejects.toThrow("This file is no longer on the page.");
});
