/** Documents of elements, opened with the PDF library: read in parts as their pages come into view. */

import { getDocument, PasswordResponses, PDFDataRangeTransport, PDFWorker } from "pdfjs-dist/legacy/build/pdf.mjs";
import workerCode from "pdfjs-dist/legacy/build/pdf.worker.min.mjs";
import type { Page } from "../page/page";
import type { MediaFile } from "../protocol";
import { readFile } from "../ui/file_url";
import { PdfData } from "./pdf_data";

export type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";
export { TextLayer } from "pdfjs-dist/legacy/build/pdf.mjs";

type Document = import("pdfjs-dist").PDFDocumentProxy;

const PART = 1 << 17;

let worker: PDFWorker | null = null;

/** One worker reads all documents of the page. Its code comes with ours: a cell has no address for it. */
function sharedWorker(): PDFWorker {
  if (worker === null) {
    const url = URL.createObjectURL(new Blob([workerCode], { type: "text/javascript" }));
    const port = new Worker(url, { type: "module" });
    // The library's declaration leaves out that it takes one.
    worker = new PDFWorker({ port: port as unknown as null });
  }
  return worker;
}

/** The parts of a file as the library asks for them. */
class FileParts extends PDFDataRangeTransport {
  constructor(
    private readonly page: Page,
    private readonly file: MediaFile,
    private readonly failed: (error: Error) => void,
  ) {
    super(file.size, null);
  }

  override requestDataRange(begin: number, end: number): void {
    readFile(this.page, this.file, begin, Math.min(end, this.file.size)).then(
      (bytes) => this.onDataRange(begin, bytes),
      (error: unknown) => this.failed(error instanceof Error ? error : new Error(String(error))),
    );
  }
}

export interface Opening {
  document: Promise<Document>;
  close(): void;
}

/** Opens a file, or what lies at a URL; `ask` is called when a password is wanted, again when it was wrong. */
export function openPdf(
  page: Page,
  source: MediaFile | string,
  ask: (answer: (password: string) => void, wrong: boolean) => void,
): Opening {
  let fail: (error: Error) => void = () => undefined;
  const failure = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failure.catch(() => undefined);
  const task = getDocument({
    ...(typeof source === "string" ? { url: source } : { range: new FileParts(page, source, fail) }),
    worker: sharedWorker(),
    rangeChunkSize: PART,
    disableAutoFetch: true,
    disableStream: true,
    enableXfa: false,
    BinaryDataFactory: PdfData,
    // What makes the library ask for its data; where they lie is our business.
    cMapUrl: "/",
    wasmUrl: "/",
    useWorkerFetch: false,
  });
  task.onPassword = (answer: (password: string) => void, reason: number) =>
    ask(answer, reason === PasswordResponses.INCORRECT_PASSWORD);
  return {
    document: Promise.race([task.promise, failure]),
    close: () => void task.destroy().catch(() => undefined),
  };
}
