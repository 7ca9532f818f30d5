/** What some documents need beside the PDF library: decoders of pictures, maps of characters. Fetched when one does. */

type Bytes = { default: Uint8Array };

const DECODERS: Record<string, () => Promise<Bytes>> = {
  "jbig2.wasm": () => import("pdfjs-dist/wasm/jbig2.wasm"),
  "openjpeg.wasm": () => import("pdfjs-dist/wasm/openjpeg.wasm"),
  "qcms_bg.wasm": () => import("pdfjs-dist/wasm/qcms_bg.wasm"),
};

/** Gives the library the files it asks for, out of the bundle. */
export class PdfData {
  async fetch({ filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    if (filename.endsWith(".bcmap")) {
      const { default: maps } = await import("pdf-cmaps");
      const map = maps[filename];
      if (map) return map.slice();
    }
    const decoder = DECODERS[filename];
    // Of fonts a document does not bring, the system's take the place.
    if (!decoder) throw new Error(`${filename} is not part of the page.`);
    return (await decoder()).default.slice();
  }
}
