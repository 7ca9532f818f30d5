import { afterEach, expect, test, vi } from "vitest";
import { CATALOGS } from "./catalogs";
import { choose, speakReaders } from "./language";
import { reasonOf, speak, t, told } from "./text";

afterEach(() => {
  speak("en", {});
  document.documentElement.lang = "";
});

test("gaps are filled, unknown ones stay", () => {
  expect(t("helpFor", { label: "Mass" })).toBe("Help for Mass");
  expect(t("helpFor")).toBe("Help for {label}");
  expect(t("stop")).toBe("Stop");
});

test.each([
  [0, "0 items"],
  [1, "1 item"],
  [1234, "1,234 items"],
])("%d things are counted", (count, words) => {
  expect(t("items", { count })).toBe(words);
});

test("a catalog stands in the place of English, text by text", () => {
  speak("de", { "": { language: "de" }, Stop: ["Halt"], "{count} item": ["{count} Ding", "{count} Dinge"] });
  expect(t("stop")).toBe("Halt");
  expect(t("rerun")).toBe("Rerun");
  expect(t("items", { count: 1 })).toBe("1 Ding");
  expect(t("items", { count: 4321 })).toBe("4.321 Dinge");
  expect(t("matchingRows", { count: 2 })).toBe("2 rows match");
});

test("a language has the forms that it counts with", () => {
  const forms = ["one", "few", "many"].map((form) => `{count} ${form}`);
  speak("pl", { "{count} item": forms });
  expect([1, 2, 5, 22, 112].map((count) => t("items", { count }))).toEqual([
    "1 one",
    "2 few",
    "5 many",
    "22 few",
    "112 many",
  ]);
  speak("es", { "{count} item": ["one", "other"] });
  expect([0, 1, 1_000_000].map((count) => t("items", { count }))).toEqual(["other", "one", "other"]);
  speak("ja", { "{count} item": ["{count} 件"] });
  expect(t("items", { count: 1 })).toBe("1 件");
});

test("what Python says is translated if a catalog has it, and what fills its gaps is not", () => {
  speak("de", { "": { language: "de" }, "The app “{name}” has been stopped": ["„{name}“ gestoppt"], Stop: ["Halt"] });
  expect(told("The app “{name}” has been stopped", { name: "Stop {name}" })).toBe("„Stop {name}“ gestoppt");
  for (const theirs of ["of an author", "", "constructor", "toString"]) expect(told(theirs)).toBe(theirs);
});

test("what went wrong is said so, too", () => {
  speak("de", { "There is no connection.": ["Es besteht keine Verbindung."] });
  expect(reasonOf(new Error("There is no connection."))).toBe("Es besteht keine Verbindung.");
  expect(reasonOf("KeyError: 'x'")).toBe("KeyError: 'x'");
});

test.each([
  [["de-AT"], "de-DE"],
  [["de_DE"], "de-DE"],
  [["pt"], "pt-BR"],
  [["zh-TW", "ja"], "ja-JP"],
  [["zh"], "zh-CN"],
  [["tlh", "fr-CA"], "fr-FR"],
  [["en-GB", "de"], "en"],
  [["not a language", "es"], "es-ES"],
  [[], "en"],
])("of %j there is %s", (wanted, language) => {
  expect(choose(wanted)).toBe(language);
});

test("the page's language comes before the browser's", async () => {
  vi.spyOn(navigator, "languages", "get").mockReturnValue(["fr"]);
  document.documentElement.lang = "ja";
  await speakReaders();
  expect(t("stop")).toBe("停止");
  document.documentElement.lang = "";
  await speakReaders();
  expect(t("stop")).toBe("Arrêter");
});

test.each(Object.keys(CATALOGS))("the texts in %s are there", async (language) => {
  speak(language, (await CATALOGS[language]?.())?.default ?? {});
  expect(t("rerun")).not.toBe("Rerun");
  expect(t("rowsDeleted", { count: 3 })).toMatch(/^\D*3\D+$/);
});
