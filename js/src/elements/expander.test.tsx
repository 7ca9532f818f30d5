import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

const details = () => screen.getByRole("group") as HTMLDetailsElement;

/** Opens or closes, as a click on the summary does in a browser. */
async function toggle(): Promise<void> {
  details().open = !details().open;
  details().dispatchEvent(new Event("toggle"));
  await Promise.resolve();
}

test("what is inside is on the page, and out of reach while it is closed", () => {
  const app = drawn([{ kind: "expander", label: "More *here*", icon: "🎈" }]);
  app.put([0, 0, 0], { kind: "text", body: "inside" });
  expect(details().open).toBe(false);
  expect(details().querySelector("summary")?.textContent).toBe("🎈More here");
  expect(screen.getByTestId("stExpanderDetails").hasAttribute("inert")).toBe(true);
  expect(screen.getByTestId("stText").textContent).toBe("inside");
});

test("it opens as the author says, until the author says otherwise", async () => {
  const app = drawn([{ kind: "expander", label: "A", expanded: true }]);
  expect(details().open).toBe(true);
  await toggle();
  app.put([0, 0], { kind: "expander", label: "B", expanded: true });
  expect(details().open).toBe(false);
  app.put([0, 0], { kind: "expander", label: "B", expanded: false });
  app.put([0, 0], { kind: "expander", label: "B", expanded: true });
  expect(details().open).toBe(true);
  expect(app.sent).toEqual([]);
});

test("a state that is followed is a value", async () => {
  const app = drawn([{ kind: "expander", id: "e", label: "A", default: false }]);
  await toggle();
  expect(app.sent).toEqual([
    { type: "rerun", values: { e: true }, query: null, page: null, number: expect.any(Number) },
  ]);
  app.receive({ type: "values", values: { e: false } });
  expect(details().open).toBe(false);
});
