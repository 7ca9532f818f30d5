import { fireEvent, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Leave } from "../protocol";
import { drawn } from "../testing/draw";

const buttons = () => screen.queryAllByRole("button").map((button) => button.textContent);

test("somebody unknown can log in, or go back", () => {
  const app = drawn([{ kind: "refusal", logins: ["", "night club"], home: true }]);
  const left: Leave[] = [];
  app.page.leave = (message) => left.push(message);
  expect(screen.getByRole("heading", { level: 2 }).textContent).toBe("This page is not for you");
  expect(screen.getByRole("region", { name: "This page is not for you" }).textContent).toContain("log in.");
  expect(buttons()).toEqual(["Log in", "Log in with night club", "Back to the app"]);
  fireEvent.click(screen.getByText("Log in"));
  fireEvent.click(screen.getByText("Log in with night club"));
  expect(left).toEqual([
    { type: "leave", to: "login", provider: "" },
    { type: "leave", to: "login", provider: "night club" },
  ]);
  fireEvent.click(screen.getByText("Back to the app"));
  expect(app.sent.at(-1)).toMatchObject({ type: "rerun", page: "", query: "" });
});

test("somebody known is told so, and can be somebody else", () => {
  const app = drawn([{ kind: "refusal", name: "Ann", leaves: true }]);
  const left: Leave[] = [];
  app.page.leave = (message) => left.push(message);
  expect(screen.getByTestId("stRefusal").textContent).toContain("Ann is not one of them.");
  fireEvent.click(screen.getByText("Log out"));
  expect(left).toEqual([{ type: "leave", to: "logout", provider: "" }]);
});

test.each([
  [{}, "nobody has told who you are"],
  [{ name: "" }, "you are not known as one of them"],
])("without a way to another login there is none: %o", (fields, text) => {
  drawn([{ kind: "refusal", ...fields }]);
  expect(screen.getByTestId("stRefusal").textContent).toContain(text);
  expect(buttons()).toEqual([]);
});
