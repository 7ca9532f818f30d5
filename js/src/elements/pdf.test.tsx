import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { drawn } from "../testing/draw";
import { preload } from "../ui/lazy";
import { PdfView } from "./pdf";
import { openPdf } from "./pdf_document";

vi.mock("./pdf_document", () => ({
  openPdf: vi.fn(),
  TextLayer: class {
    cancel(): void {}
    async render(): Promise<void> {}
  },
}));

const FILE = { id: "f".repeat(32), mime: "application/pdf", name: "a.pdf", size: 3 };
const close = vi.fn();
const page = (number: number) => ({
  getViewport: ({ scale }: { scale: number }) => ({ width: 300 * scale, height: 200 * scale }),
  render: () => ({ promise: Promise.resolve(), cancel: () => undefined }),
  streamTextContent: () => ({}),
  getAnnotations: async () => [],
  number,
});
const paper = { numPages: 3, getPage: vi.fn(async (number: number) => page(number)) };

/** Tells all observers of sizes and of what is in view. */
let look: (() => void)[];

function open(document: Promise<unknown> = Promise.resolve(paper)): void {
  vi.mocked(openPdf).mockReturnValue({ document, close } as never);
}

const draw = async (given: object = {}) => {
  await preload(PdfView);
  const app = drawn([{ kind: "pdf", file: FILE, alt: "A paper", ...given }]);
  await act(async () => undefined);
  return app;
};

beforeEach(() => {
  look = [];
  open();
  const observer = (entry: object) =>
    class {
      constructor(changed: (entries: object[]) => void) {
        look.push(() => changed([entry]));
      }
      observe(): void {}
      disconnect(): void {}
    };
  vi.stubGlobal("ResizeObserver", observer({ contentRect: { width: 600 } }));
  vi.stubGlobal("IntersectionObserver", observer({ isIntersecting: false }));
});

const settle = () =>
  act(async () => {
    for (const each of look) each();
  });

test("a document has a page for each of its pages, all as wide as there is room", async () => {
  await draw();
  await settle();
  const pages = screen.getAllByRole("group", { name: /^Page \d/ });
  expect(pages).toHaveLength(3);
  expect(pages[0]?.style.inlineSize).toBe("600px");
  expect(pages[0]?.style.blockSize).toBe("400px");
  expect(screen.getByRole("region", { name: "A paper" })).toBeDefined();
  expect(screen.getByText("of 3")).toBeDefined();
  expect(paper.getPage).toHaveBeenCalledTimes(1); // for its size; nothing is in view yet
});

test("it is enlarged by buttons and by keys", async () => {
  await draw();
  await settle();
  const size = () => screen.getByRole("group", { name: "Page 1" }).style.inlineSize;
  await userEvent.click(screen.getByRole("button", { name: "Zoom in" }));
  expect(size()).toBe("750px");
  fireEvent.keyDown(screen.getByRole("region", { name: "Pages of the document" }), { key: "0" });
  expect(size()).toBe("600px");
  fireEvent.keyDown(screen.getByRole("region", { name: "Pages of the document" }), { key: "-" });
  expect(size()).toBe("480px");
  fireEvent.keyDown(screen.getByRole("region", { name: "Pages of the document" }), { key: "+", ctrlKey: true });
  expect(size()).toBe("480px");
  await userEvent.click(screen.getByTitle("Fit width"));
  expect(size()).toBe("600px");
});

test("a locked document asks for its password until it is right", async () => {
  const answers: string[] = [];
  vi.mocked(openPdf).mockImplementation((_, __, ask) => {
    const answer = (password: string): void => {
      answers.push(password);
      ask(answer, true);
    };
    ask(answer, false);
    return { document: new Promise(() => undefined), close };
  });
  await draw();
  expect(screen.getByText("This document is protected by a password.")).toBeDefined();
  await userEvent.type(screen.getByLabelText("Password"), "secret{Enter}");
  expect(answers).toEqual(["secret"]);
  expect(screen.getByText("This is not its password.")).toBeDefined();
});

test("what cannot be opened says why", async () => {
  open(Promise.reject(new Error("Invalid PDF structure.")));
  await draw();
  await waitFor(() =>
    expect(screen.getByRole("alert").textContent).toBe("This document cannot be shown: Invalid PDF structure."),
  );
});

test("another file takes the place of the first, which is closed", async () => {
  const app = await draw();
  app.put([0, 0], { kind: "pdf", url: "https://example.org/b.pdf" });
  await act(async () => undefined);
  expect(close).toHaveBeenCalled();
  expect(vi.mocked(openPdf).mock.lastCall?.[1]).toBe("https://example.org/b.pdf");
});
