import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { drawn } from "../testing/draw";

const MENU = {
  kind: "menu_button",
  id: "m",
  label: "Table",
  options: ["Copy", ":material/delete: **Delete**", "Duplicate"],
};

function rerun(option: string) {
  return { type: "rerun", values: { m: option }, query: null, page: null, number: expect.any(Number) };
}

function focused(): string {
  return document.activeElement?.textContent ?? "";
}

describe("MenuButtonView", () => {
  it("opens a menu, and what is chosen there is its click", async () => {
    const app = drawn([MENU]);
    const button = screen.getByRole("button", { name: "Table" });
    expect(button.getAttribute("aria-haspopup")).toBe("menu");
    await userEvent.click(button);
    expect(button.getAttribute("aria-expanded")).toBe("true");
    expect(screen.getByRole("menu", { name: "Table" }).parentElement?.dataset.testid).toBe("stMenuButtonBody");
    await userEvent.click(screen.getByRole("menuitem", { name: "Delete" }));
    expect(screen.queryByRole("menu")).toBeNull();
    expect(document.activeElement).toBe(button);
    expect(app.sent).toEqual([rerun(":material/delete: **Delete**")]);
  });

  it("tells every click, the same one too", async () => {
    const app = drawn([MENU]);
    for (let click = 0; click < 2; click++) {
      await userEvent.click(screen.getByRole("button", { name: "Table" }));
      await userEvent.click(screen.getByRole("menuitem", { name: "Copy" }));
    }
    expect(app.sent).toEqual([rerun("Copy"), rerun("Copy")]);
  });

  it("is moved through with arrows, Home and End, and letters", async () => {
    const app = drawn([MENU]);
    await userEvent.tab();
    await userEvent.keyboard("{Enter}");
    expect(focused()).toBe("Copy");
    await userEvent.keyboard("{ArrowUp}");
    expect(focused()).toBe("Duplicate");
    await userEvent.keyboard("{ArrowDown}{End}{Home}");
    expect(focused()).toBe("Copy");
    await userEvent.keyboard("d");
    expect(focused()).toContain("Delete");
    await userEvent.keyboard("u");
    expect(focused()).toBe("Duplicate");
    await userEvent.keyboard("{Enter}");
    expect(app.sent).toEqual([rerun("Duplicate")]);
  });

  it("opens with arrows, at either end", async () => {
    drawn([MENU]);
    await userEvent.tab();
    await userEvent.keyboard("{ArrowUp}");
    expect(focused()).toBe("Duplicate");
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("menu")).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Table" }));
    await userEvent.keyboard("{ArrowDown}");
    expect(focused()).toBe("Copy");
  });

  it("closes when Tab or a press elsewhere leaves it", async () => {
    const app = drawn([MENU, { kind: "button", id: "b", label: "Next" }]);
    const button = screen.getByRole("button", { name: "Table" });
    await userEvent.click(button);
    await userEvent.tab();
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Next" }));
    expect(screen.queryByRole("menu")).toBeNull();
    await userEvent.click(button);
    await userEvent.click(document.body);
    expect(screen.queryByRole("menu")).toBeNull();
    await userEvent.click(button);
    await userEvent.click(button);
    expect(screen.queryByRole("menu")).toBeNull();
    expect(app.sent).toEqual([]);
  });

  it("has the names of Streamlit's page", () => {
    drawn([{ ...MENU, type: "primary", disabled: true }]);
    const button = screen.getByTestId<HTMLButtonElement>("stMenuButtonButton");
    expect(screen.getByTestId("stMenuButton").contains(button)).toBe(true);
    expect(button.getAttribute("kind")).toBe("primary");
    expect(button.disabled).toBe(true);
  });

  it("closes when it is disabled meanwhile", async () => {
    const app = drawn([MENU]);
    await userEvent.click(screen.getByRole("button", { name: "Table" }));
    app.put([0, 0], { ...MENU, disabled: true });
    expect(screen.queryByRole("menu")).toBeNull();
  });
});
