import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { PDFDocumentProxy } from "./pdf_document";
import { PdfPage } from "./pdf_page";

const layers: { container: HTMLElement }[] = [];

vi.mock("./pdf_document", () => ({
  TextLayer: class {
    constructor(private readonly given: { container: HTMLElement }) {
      layers.push(given);
    }
    cancel(): void {}
    async render(): Promise<void> {
      this.given.container.append("Penguins");
    }
  },
}));

let near: (isIntersecting: boolean) => void;
const cancel = vi.fn();
const show = vi.fn();

function paper(drawing: Promise<void> = Promise.resolve()): PDFDocumentProxy {
  const page = {
    getViewport: ({ scale }: { scale: number }) => ({
      width: 300 * scale,
      height: 200 * scale,
      convertToViewportPoint: (x: number, y: number) => [x, 200 - y],
    }),
    render: vi.fn(() => ({ promise: drawing, cancel })),
    streamTextContent: () => ({}),
    getAnnotations: async () => [
      { id: "1", subtype: "Link", rect: [30, 20, 90, 40], dest: ["ref"] },
      { id: "2", subtype: "Link", rect: [150, 20, 240, 40], url: "https://example.org/" },
      { id: "3", subtype: "Text", rect: [0, 0, 1, 1] },
    ],
  };
  return { getPage: vi.fn(async () => page), getPageIndex: async () => 6 } as unknown as PDFDocumentProxy;
}

const draw = (document: PDFDocumentProxy) =>
  render(<PdfPage document={document} number={2} width={600} ratio={1.4} scroller={null} show={show} />);

const see = (isIntersecting: boolean) => act(async () => near(isIntersecting));

beforeEach(() => {
  cancel.mockClear();
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      constructor(changed: (entries: object[]) => void) {
        near = (isIntersecting) => changed([{ isIntersecting }]);
      }
      observe(): void {}
      disconnect(): void {}
    },
  );
});

test("a page is drawn when it comes into view and forgotten when it leaves", async () => {
  const document = paper();
  draw(document);
  const page = screen.getByRole("group", { name: "Page 2" });
  expect(document.getPage).not.toHaveBeenCalled();
  expect(page.style.blockSize).toBe("840px");
  await see(true);
  expect(page.style.blockSize).toBe("400px");
  expect(page.querySelector("canvas")?.width).toBe(600);
  expect(page.style.getPropertyValue("--total-scale-factor")).toBe("2");
  expect(screen.getByText("Penguins")).toBeDefined();
  await see(false);
  expect(page.querySelector("canvas")).toBeNull();
  expect(screen.queryByText("Penguins")).toBeNull();
  expect(screen.queryByRole("link")).toBeNull();
});

test("its links lead to other pages and elsewhere", async () => {
  draw(paper());
  await see(true);
  const link = screen.getByRole("link", { name: "https://example.org/" });
  expect(link.getAttribute("href")).toBe("https://example.org/");
  expect(link.getAttribute("target")).toBe("_blank");
  const inner = screen.getByRole("button", { name: "Go to another page" });
  expect(inner.style.insetInlineStart).toBe("10%");
  expect(inner.style.insetBlockStart).toBe("80%");
  await userEvent.click(inner);
  expect(show).toHaveBeenCalledWith(7);
});

test("a drawing that is no longer wanted is given up", async () => {
  draw(paper(new Promise(() => undefined)));
  await see(true);
  await see(false);
  expect(cancel).toHaveBeenCalledOnce();
});

test("a page that cannot be drawn says why, the others stand", async () => {
  draw(paper(Promise.reject(new Error("Bad stream."))));
  await see(true);
  expect(screen.getByText("This document cannot be shown: Bad stream.")).toBeDefined();
});
