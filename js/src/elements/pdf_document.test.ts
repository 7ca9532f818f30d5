import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { beforeEach, expect, test, vi } from "vitest";
import { Page } from "../page/page";
import type { FileRequest } from "../protocol";
import { openPdf } from "./pdf_document";

interface Given {
  url?: string;
  range?: { length: number; requestDataRange(begin: number, end: number): void };
}
const ranges: [number, number[]][] = [];
const task = { promise: new Promise(() => undefined), destroy: vi.fn(async () => undefined), onPassword: vi.fn() };

vi.mock("pdfjs-dist/legacy/build/pdf.worker.min.mjs", () => ({ default: "" }));
vi.mock("./pdf_data", () => ({ PdfData: class {} }));
vi.mock("pdfjs-dist/legacy/build/pdf.mjs", () => ({
  getDocument: vi.fn(),
  PasswordResponses: { NEED_PASSWORD: 1, INCORRECT_PASSWORD: 2 },
  PDFDataRangeTransport: class {
    constructor(readonly length: number) {}
    onDataRange(begin: number, chunk: Uint8Array): void {
      ranges.push([begin, [...chunk]]);
    }
  },
  PDFWorker: class {},
}));

const FILE = { id: "f", mime: "application/pdf", name: "a.pdf", size: 10 };
const given = () => vi.mocked(getDocument).mock.lastCall?.[0] as Given;

beforeEach(() => {
  ranges.length = 0;
  vi.stubGlobal("Worker", class {});
  vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:worker");
  vi.mocked(getDocument).mockReturnValue(task as never);
});

test("parts of a file are read as they are needed", async () => {
  const asked: FileRequest[] = [];
  const page = new Page();
  vi.spyOn(page.files, "read").mockImplementation(async (id, start, stop) => {
    asked.push({ type: "file_request", request: 0, file: id, start, stop });
    return new Uint8Array([start, stop]);
  });
  openPdf(page, FILE, () => undefined);
  expect(given().range?.length).toBe(10);
  given().range?.requestDataRange(4, 99);
  await vi.waitFor(() => expect(ranges).toEqual([[4, [4, 10]]]));
  expect(asked).toMatchObject([{ file: "f", start: 4, stop: 10 }]);
});

test("the server is asked for ranges where it has the file", async () => {
  const page = new Page();
  page.files.settle("/lit/media/s/");
  const fetched = vi.fn(async () => new Response(new Uint8Array([1, 2]), { status: 206 }));
  vi.stubGlobal("fetch", fetched);
  openPdf(page, FILE, () => undefined);
  given().range?.requestDataRange(2, 4);
  await vi.waitFor(() => expect(ranges).toEqual([[2, [1, 2]]]));
  expect(fetched).toHaveBeenCalledWith("/lit/media/s/f/a.pdf", { headers: { Range: "bytes=2-3" } });
});

test("a file that is gone fails the document", async () => {
  const page = new Page();
  page.files.settle("/lit/media/s/");
  vi.stubGlobal("fetch", async () => new Response("", { status: 404 }));
  const { document } = openPdf(page, FILE, () => undefined);
  given().range?.requestDataRange(2, 4);
  await expect(document).rejects.toThrow("This file is no longer on the page.");
});

test("an address is fetched by the library; passwords are asked for, wrong ones again", () => {
  const ask = vi.fn();
  const opening = openPdf(new Page(), "https://example.org/a.pdf", ask);
  expect(given().url).toBe("https://example.org/a.pdf");
  const answer = (): void => undefined;
  task.onPassword(answer, 1);
  task.onPassword(answer, 2);
  expect(ask.mock.calls).toEqual([
    [answer, false],
    [answer, true],
  ]);
  opening.close();
  expect(task.destroy).toHaveBeenCalledOnce();
});
