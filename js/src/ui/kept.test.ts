import { describe, expect, it } from "vitest";
import { Page } from "../page/page";
import { keep, kept } from "./kept";

describe("keep", () => {
  it("keeps the last fifty of a page", () => {
    const page = new Page();
    for (let file = 0; file < 60; file++) keep(page, `file-${file}`, file);
    expect(kept(page, "file-59")).toBe(59);
    expect(kept(page, "file-10")).toBe(10);
    expect(kept(page, "file-9")).toBeNull();
    expect(kept(page, undefined)).toBeNull();
    expect(kept(new Page(), "file-59")).toBeNull();
  });
});
