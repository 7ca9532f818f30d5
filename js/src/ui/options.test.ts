import { describe, expect, it } from "vitest";
import { type FilterMode, Options } from "./options";

const FRUIT = ["Banana", "Apple", "Pineapple", "Crab apple", "Äpfel", "Grape"];

function found(query: string, mode: FilterMode): string[] {
  const options = new Options(FRUIT);
  return options.matching(query, mode).map((index) => options.texts[index] ?? "");
}

describe("Options.matching", () => {
  it("gives all options, in their order, as long as nothing is typed", () => {
    expect(found("", "fuzzy")).toEqual(FRUIT);
    expect(found("  ", "contains")).toEqual(FRUIT);
  });

  it("does not filter in mode null", () => {
    expect(found("xyz", null)).toEqual(FRUIT);
  });

  it("finds a part of an option without regard to case and accents", () => {
    expect(found("APP", "contains")).toEqual(["Apple", "Pineapple", "Crab apple"]);
    expect(found("apf", "contains")).toEqual(["Äpfel"]);
  });

  it("finds how an option begins", () => {
    expect(found("ap", "prefix")).toEqual(["Apple", "Äpfel"]);
  });

  it("puts the better fits first when the search is fuzzy", () => {
    expect(found("apple", "fuzzy")).toEqual(["Apple", "Crab apple", "Pineapple"]);
  });

  it("finds letters in order when the search is fuzzy, the closest together first", () => {
    expect(found("ape", "fuzzy")).toEqual(["Grape", "Äpfel", "Apple", "Pineapple", "Crab apple"]);
    expect(found("bnn", "fuzzy")).toEqual(["Banana"]);
    expect(found("eppa", "fuzzy")).toEqual([]);
  });
});

describe("Options.has", () => {
  it("knows an option however it is written", () => {
    const options = new Options(FRUIT);
    expect([options.has(" crab APPLE "), options.has("crab")]).toEqual([true, false]);
  });
});
