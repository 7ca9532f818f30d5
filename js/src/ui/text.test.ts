import { expect, test } from "vitest";
import { t } from "./text";

test("gaps are filled, unknown ones stay", () => {
  expect(t("helpFor", { label: "Mass" })).toBe("Help for Mass");
  expect(t("helpFor")).toBe("Help for {label}");
  expect(t("stop")).toBe("Stop");
});
