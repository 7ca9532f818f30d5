/** What the bundler makes of files that are not TypeScript. */

/** A style sheet: minified text with its `@import`s and fonts inlined; put on the page by code. */
declare module "*.css" {
  const text: string;
  export default text;
}

/** A font: its bytes. Import it from a lazily loaded module, never from the first one. */
declare module "*.woff2" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

/** A decoder: its bytes. */
declare module "*.wasm" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

/** Maps of characters for PDF documents, by file name. */
declare module "pdf-cmaps" {
  const maps: Record<string, Uint8Array<ArrayBuffer>>;
  export default maps;
}

/** The code of the PDF library's worker, as text. */
declare module "pdfjs-dist/legacy/build/pdf.worker.min.mjs" {
  const code: string;
  export default code;
}
