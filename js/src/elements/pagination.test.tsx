import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

const pages = (more: object = {}) => ({ kind: "pagination", id: "p", num_pages: 20, default: 1, ...more });
const sent = (value: number) => ({
  type: "rerun",
  values: { p: value },
  query: null,
  page: null,
  number: expect.any(Number),
});
const button = (name: string) => screen.getByRole("button", { name }) as HTMLButtonElement;

test("the reader turns pages by number and by arrow", async () => {
  const app = drawn([pages()]);
  expect(screen.getByRole("group", { name: "Pagination" }).textContent).toBe("12345…20");
  expect(button("Previous page").disabled).toBe(true);
  await userEvent.click(button("Page 4"));
  expect(button("Page 4").getAttribute("aria-current")).toBe("page");
  expect(screen.getByTestId("stPaginationPageActive").textContent).toBe("4");
  await userEvent.click(button("Next page"));
  await userEvent.click(button("Page 20"));
  expect(button("Next page").disabled).toBe(true);
  expect(app.sent).toEqual([sent(4), sent(5), sent(20)]);
  expect(document.activeElement).toBe(button("Page 20"));
});

test("the author turns a page", () => {
  const app = drawn([pages()]);
  app.receive({ type: "values", values: { p: 7 } });
  expect(screen.getByTestId("stPaginationPageActive").textContent).toBe("7");
});

test("without numbers there are arrows, and disabled nothing can be pressed", () => {
  drawn([pages({ max_visible_pages: 0, default: 2 }), pages({ id: "q", num_pages: 3, disabled: true })]);
  const [arrows, off] = screen.getAllByRole("group");
  expect(arrows?.querySelectorAll("button").length).toBe(2);
  expect([...(off?.querySelectorAll("button") ?? [])].every((each) => each.disabled)).toBe(true);
});
