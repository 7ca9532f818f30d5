import { fireEvent, screen, within } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { drawn, type Sparse } from "../testing/draw";

const revoked: string[] = [];

beforeEach(() => {
  let count = 0;
  revoked.length = 0;
  vi.spyOn(URL, "createObjectURL").mockImplementation(() => `blob:${++count}`);
  vi.spyOn(URL, "revokeObjectURL").mockImplementation((url) => void revoked.push(url));
});

function image(...images: Sparse[]): Sparse {
  return { kind: "image", images };
}

test("a picture has its description, or its caption for one", () => {
  drawn([image({ url: "https://example.org/a.png", alt: "A", caption: "B" }), image({ url: "b.png", caption: "C" })]);
  expect(screen.getByRole("img", { name: "A" }).getAttribute("src")).toBe("https://example.org/a.png");
  expect(screen.getByRole("img", { name: "C" })).toBeTruthy();
  expect(screen.getAllByTestId("stImageCaption").map((caption) => caption.textContent)).toEqual(["B", "C"]);
});

test("a picture that only decorates is none for screen readers", () => {
  drawn([image({ url: "a.png", alt: "", caption: "B" })]);
  expect(screen.queryByRole("img")).toBeNull();
});

test("captions are Markdown", () => {
  drawn([image({ url: "a.png", caption: "*leaning*" })]);
  expect(within(screen.getByTestId("stImageCaption")).getByText("leaning").tagName).toBe("EM");
});

test("bytes become a file of their kind, once, and are let go of", () => {
  const app = drawn([]);
  const put = (digest: string, caption: string) => {
    const element = image({ data: { $buffer: digest }, mime: "image/png", alt: "P", caption });
    app.receiveWith({ [digest]: new Uint8Array([1]) }, { type: "delta", path: [0, 0], element });
    return screen.getByRole("img", { name: "P" }).getAttribute("src");
  };
  expect(put("a", "one")).toBe("blob:1");
  expect(vi.mocked(URL.createObjectURL)).toHaveBeenLastCalledWith(expect.objectContaining({ type: "image/png" }));
  expect(put("b", "two")).toBe("blob:2");
  expect(revoked).toEqual(["blob:1"]);
  app.put([0, 0], { kind: "empty" });
  expect(revoked).toEqual(["blob:1", "blob:2"]);
});

test("several pictures stand in one place; one may be a link", () => {
  drawn([
    image({ url: "a.png", alt: "A" }, { url: "b.png", alt: "B" }),
    { ...image({ url: "c.png", alt: "C" }), link: "/x" },
  ]);
  const [several] = screen.getAllByTestId("stImage");
  expect(within(several as HTMLElement).getAllByTestId("stImageContainer")).toHaveLength(2);
  const link = screen.getByRole("link", { name: "C" });
  expect([link.getAttribute("href"), link.getAttribute("target")]).toEqual(["/x", "_blank"]);
});

test("each of several pictures may have a width", () => {
  drawn([{ ...image({ url: "a.png" }, { url: "b.png" }), picture_width: 120 }]);
  expect(screen.getAllByTestId("stImageContainer").map(({ style }) => style.inlineSize)).toEqual(["120px", "120px"]);
});

test("the button for full screen says of what", () => {
  drawn([image({ url: "a.png", caption: "A tree" }), image({ url: "b.png", caption: null })]);
  expect(screen.getByRole("button", { name: "Fullscreen: A tree" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Fullscreen" })).toBeTruthy();
});

test("a large picture is fetched from the server", () => {
  const app = drawn([]);
  app.page.files.settle("/lit/media/s/");
  const file = { id: "f", mime: "image/png", name: "a b.png", size: 200_000 };
  app.put([0, 0], image({ file, mime: "image/png", alt: "A" }));
  expect(screen.getByRole("img", { name: "A" }).getAttribute("src")).toBe("/lit/media/s/f/a%20b.png");
});

test("a picture that cannot be shown says so", () => {
  drawn([image({ url: "https://example.org/a.png", alt: "A tree" })]);
  fireEvent.error(screen.getByRole("img"));
  expect(screen.getByRole("alert").textContent).toBe("This picture cannot be shown: A tree");
});
