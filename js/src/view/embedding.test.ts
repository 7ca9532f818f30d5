import { expect, test } from "vitest";
import { ALONE, readEmbedding } from "./embedding";

test.each(["", "?embed=false", "?embed", "?x=true", "?embed_options=show_toolbar"])(
  "%s: a page of its own",
  (search) => {
    expect(readEmbedding(search)).toEqual(ALONE);
  },
);

test("within another page it has no chrome", () => {
  expect(readEmbedding("?embed=True")).toEqual({
    embedded: true,
    toolbar: false,
    padding: false,
    scrolling: true,
    theme: null,
  });
});

test("but for what the page around wants", () => {
  const several = readEmbedding("?embed=true&embed_options=show_toolbar&embed_options=SHOW_PADDING,dark_theme");
  expect(several).toEqual({ embedded: true, toolbar: true, padding: true, scrolling: true, theme: "dark" });
  const others = readEmbedding("?embed=true&embed_options=light_theme,disable_scrolling,show_footer");
  expect([others.theme, others.scrolling]).toEqual(["light", false]);
});
