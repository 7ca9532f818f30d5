import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

test("a page of the app is shown in place", async () => {
  const app = drawn([{ kind: "page_link", label: "Where they **live**", path: "islands", query: "a=1", icon: "🐧" }]);
  const link = screen.getByRole("link", { name: /Where they\s+live/ });
  expect(link.getAttribute("href")).toBe("#islands");
  app.page.root = "/lit/app/penguins.py/";
  await userEvent.click(link);
  expect(app.sent).toEqual([{ type: "rerun", values: {}, query: "a=1", page: "islands", number: expect.any(Number) }]);
});

test("an address elsewhere is opened beside", () => {
  drawn([{ kind: "page_link", label: "There", url: "https://example.org/" }]);
  const link = screen.getByRole("link", { name: "There" });
  expect([link.getAttribute("href"), link.getAttribute("target")]).toEqual(["https://example.org/", "_blank"]);
});

test("a link that is disabled leads nowhere", async () => {
  const app = drawn([{ kind: "page_link", label: "There", path: "x", disabled: true }]);
  const link = screen.getByText("There").closest("a");
  expect([link?.hasAttribute("href"), link?.getAttribute("aria-disabled")]).toEqual([false, "true"]);
  if (link) await userEvent.click(link);
  expect(app.sent).toEqual([]);
});
