import { expect, test, vi } from "vitest";
import { PdfData } from "./pdf_data";

vi.mock("pdf-cmaps", () => ({ default: { "78-H.bcmap": new Uint8Array([7, 8]) } }));
vi.mock("pdfjs-dist/wasm/jbig2.wasm", () => ({ default: new Uint8Array([1]) }));

const data = new PdfData();

test("maps of characters and decoders come out of the bundle, each time as a copy", async () => {
  const map = await data.fetch({ kind: "cMapUrl", filename: "78-H.bcmap" });
  expect([...map]).toEqual([7, 8]);
  map.fill(0); // the library hands it to its worker
  expect([...(await data.fetch({ kind: "cMapUrl", filename: "78-H.bcmap" }))]).toEqual([7, 8]);
  expect([...(await data.fetch({ kind: "wasmUrl", filename: "jbig2.wasm" }))]).toEqual([1]);
});

test("what is not there is told", async () => {
  await expect(data.fetch({ kind: "standardFontDataUrl", filename: "Symbol.pfb" })).rejects.toThrow("Symbol.pfb");
  await expect(data.fetch({ kind: "cMapUrl", filename: "unknown.bcmap" })).rejects.toThrow("unknown.bcmap");
});
