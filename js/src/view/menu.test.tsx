import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { Drawn } from "../testing/draw";
import { ChosenTheme } from "../theme/theme";
import { MainMenu } from "./menu";

let app: Drawn;
let theme: ChosenTheme;

beforeEach(() => {
  localStorage.clear();
  app = new Drawn();
  theme = new ChosenTheme();
  render(<MainMenu page={app.page} theme={theme} />);
});

const open = () => userEvent.click(screen.getByRole("button", { name: "Main menu" }));

test("a theme can be chosen", async () => {
  await open();
  expect(screen.getByRole("menuitemradio", { name: "System" }).getAttribute("aria-checked")).toBe("true");
  await userEvent.click(screen.getByRole("menuitemradio", { name: "Dark" }));
  expect(theme.choice).toBe("dark");
  expect(screen.queryByRole("menu")).toBeNull();
});

test("the script can be run again", async () => {
  await open();
  await userEvent.click(screen.getByRole("menuitem", { name: /Rerun/ }));
  expect(app.sent).toEqual([{ type: "rerun", values: {}, fragment: null, query: null }]);
});

test("the keyboard opens, moves and closes", async () => {
  screen.getByRole("button", { name: "Main menu" }).focus();
  await userEvent.keyboard("{Enter}");
  expect(document.activeElement?.textContent).toBe("System");
  await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}");
  expect(document.activeElement?.textContent).toBe("RerunR");
  await userEvent.keyboard("{Home}{ArrowUp}");
  expect(document.activeElement?.textContent).toBe("Print");
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("menu")).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Main menu" }));
});

test("a press beside it closes it", async () => {
  await open();
  await userEvent.click(document.body);
  expect(screen.queryByRole("menu")).toBeNull();
});

test("what the author has put into it", async () => {
  const opened = vi.spyOn(window, "open").mockReturnValue(null);
  app.receive({
    type: "page_config",
    menu_items: { "Get help": "https://x.y", "Report a bug": null, About: "By *me*" },
  });
  await open();
  expect(screen.queryByRole("menuitem", { name: "Report a bug" })).toBeNull();
  await userEvent.click(screen.getByRole("menuitem", { name: "Get help" }));
  expect(opened).toHaveBeenCalledWith("https://x.y", "_blank", "noopener");
  await open();
  await userEvent.click(screen.getByRole("menuitem", { name: "About" }));
  expect(screen.getByRole("dialog", { name: "About" }).textContent).toBe("By me");
});
