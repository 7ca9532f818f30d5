import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { searchCards } from "./card_search";

const PAGE = `
  <search hidden><input id="search"></search>
  <ul><li data-words="sales by region">1</li><li data-words="stock">2</li></ul>
  <p class="lit-nothing" hidden></p>`;

const shown = () => [...document.querySelectorAll<HTMLElement>("li")].map((card) => !card.hidden);
const field = () => document.querySelector<HTMLInputElement>("#search") as HTMLInputElement;

it("shows the cards that have all words, and says where there is none", async () => {
  document.body.innerHTML = PAGE;
  searchCards(document);
  expect(document.querySelector("search")?.hasAttribute("hidden")).toBe(false);
  await userEvent.keyboard("/");
  expect(document.activeElement).toBe(field());
  await userEvent.keyboard("REGION sal");
  expect(shown()).toEqual([true, false]);
  await userEvent.keyboard("x");
  expect(shown()).toEqual([false, false]);
  expect(document.querySelector<HTMLElement>(".lit-nothing")?.hidden).toBe(false);
  await userEvent.keyboard("{Escape}");
  expect(shown()).toEqual([true, true]);
  await userEvent.keyboard("/");
  expect(field().value).toBe("/");
});

it("leaves a page without a field as it is", () => {
  document.body.innerHTML = "<p data-words='a'>a</p>";
  searchCards(document);
  expect(document.body.innerHTML).toBe('<p data-words="a">a</p>');
});
