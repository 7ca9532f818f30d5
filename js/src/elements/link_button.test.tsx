import { fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { drawn } from "../testing/draw";

const LINK = { kind: "link_button", label: "Docs", url: "https://example.com/docs" };

describe("LinkButtonView", () => {
  it("leads to its address in another tab", async () => {
    const app = drawn([LINK, { ...LINK, label: "Nothing", url: "about:blank" }]);
    const link = screen.getByRole<HTMLAnchorElement>("link", { name: "Docs" });
    expect(link.href).toBe("https://example.com/docs");
    expect(link.target).toBe("_blank");
    expect(link.rel).toContain("noreferrer");
    await userEvent.click(screen.getByRole("link", { name: "Nothing" }));
    expect(app.sent).toEqual([]);
  });

  it("has the names of Streamlit's page", () => {
    drawn([{ ...LINK, type: "tertiary", icon: "🐧", icon_position: "right" }]);
    const link = screen.getByTestId("stBaseLinkButton-tertiary");
    expect(screen.getByTestId("stLinkButton").contains(link)).toBe(true);
    expect(link.getAttribute("kind")).toBe("tertiary");
    expect(screen.getByTestId("stIconEmoji").parentElement?.dataset.position).toBe("right");
  });

  it("tells Python of a click where it wants to know", async () => {
    const app = drawn([{ ...LINK, id: "l", url: "about:blank" }]);
    await userEvent.click(screen.getByRole("link", { name: "Docs" }));
    expect(app.sent).toEqual([
      { type: "rerun", values: { l: true }, query: null, page: null, number: expect.any(Number) },
    ]);
  });

  it("leads nowhere while disabled", async () => {
    const app = drawn([{ ...LINK, id: "l", disabled: true }]);
    const link = screen.getByRole("link", { name: "Docs" });
    expect(link.hasAttribute("href")).toBe(false);
    expect(link.getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(link);
    expect(app.sent).toEqual([]);
  });

  it("is followed by its shortcut", () => {
    drawn([{ ...LINK, shortcut: "ctrl+j" }]);
    const link = screen.getByRole("link", { name: /Docs/ });
    const clicked = vi.fn((event: Event) => event.preventDefault());
    link.addEventListener("click", clicked);
    fireEvent.keyDown(document.body, { key: "j", ctrlKey: true });
    expect(clicked).toHaveBeenCalledTimes(1);
  });

  it.each(["javascript:alert(1)", " java\nscript:alert(1)", "vbscript:x", "data:text/html,x"])(
    "does not run %j",
    (url) => {
      drawn([{ ...LINK, url }]);
      expect(screen.getByTestId("stBaseLinkButton-secondary").hasAttribute("href")).toBe(false);
    },
  );

  it.each(["/media/file.pdf", "?page=2", "mailto:a@example.com", "docs"])("leads to %j", (url) => {
    drawn([{ ...LINK, url }]);
    expect(screen.getByTestId("stBaseLinkButton-secondary").getAttribute("href")).toBe(url);
  });
});
