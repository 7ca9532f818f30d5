import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

test.each([
  ["error", "alert", "stAlertContentError"],
  ["warning", "alert", "stAlertContentWarning"],
  ["info", "status", "stAlertContentInfo"],
  ["success", "status", "stAlertContentSuccess"],
])("%s has the role %s", (level, role, content) => {
  drawn([{ kind: "alert", level, body: "see *this*" }]);
  expect(screen.getByRole(role).textContent).toBe("see this");
  expect(screen.getByTestId(content)).toBeDefined();
});

test("title and icon", () => {
  drawn([{ kind: "alert", level: "info", body: "b", title: "T", icon: "🎈" }]);
  expect(screen.getByTestId("stAlertDynamicIcon").textContent).toBe("🎈");
  expect(screen.getByRole("status").textContent).toBe("🎈Tb");
});
