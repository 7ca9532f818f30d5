import { act, render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { Drawn } from "../testing/draw";
import { Bottom } from "./bottom";

test("the foot is there as long as something stands in it", () => {
  const app = new Drawn();
  render(<Bottom page={app.page} />);
  expect(screen.queryByTestId("stBottom")).toBeNull();
  app.put([3, 0], { kind: "text", body: "foot" });
  expect(screen.getByTestId("stBottomBlockContainer").textContent).toBe("foot");
  act(() => app.page.tree.keep([3], 0));
  expect(screen.queryByTestId("stBottom")).toBeNull();
});
