import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { drawn } from "../testing/draw";

const STARS = { kind: "feedback", id: "f", options: "stars" };

function rerun(value: number | null) {
  return { type: "rerun", values: { f: value }, query: null, page: null, number: expect.any(Number) };
}

function lit(): string[] {
  return screen.queryAllByTestId("stFeedbackButtonActive").map((button) => button.getAttribute("aria-label") ?? "");
}

describe("FeedbackView", () => {
  it("gives as many stars as are pressed, and none when they are pressed again", async () => {
    const app = drawn([STARS]);
    const third = screen.getByRole("radio", { name: "3 out of 5 stars" });
    await userEvent.click(third);
    expect(lit()).toEqual(["1 out of 5 stars", "2 out of 5 stars", "3 out of 5 stars"]);
    expect(third.getAttribute("aria-checked")).toBe("true");
    expect(screen.getAllByRole("radio", { checked: true }).length).toBe(1);
    await userEvent.click(third);
    expect(lit()).toEqual([]);
    expect(app.sent).toEqual([rerun(2), rerun(null)]);
  });

  it("shows one face", async () => {
    const app = drawn([{ ...STARS, options: "faces", default: 1 }]);
    expect(lit()).toEqual(["Dissatisfied"]);
    await userEvent.click(screen.getByRole("radio", { name: "Very satisfied" }));
    expect(lit()).toEqual(["Very satisfied"]);
    expect(app.sent).toEqual([rerun(4)]);
  });

  it("has the thumb that is up first", async () => {
    const app = drawn([{ ...STARS, options: "thumbs" }]);
    expect(screen.getAllByRole("radio").map((radio) => radio.getAttribute("aria-label"))).toEqual([
      "Thumbs up",
      "Thumbs down",
    ]);
    await userEvent.click(screen.getByRole("radio", { name: "Thumbs up" }));
    await userEvent.click(screen.getByRole("radio", { name: "Thumbs down" }));
    expect(app.sent).toEqual([rerun(1), rerun(0)]);
  });

  it("is one stop for the Tab key and rates with arrows, round and round", async () => {
    const app = drawn([{ ...STARS, default: 3 }]);
    await userEvent.tab();
    expect(document.activeElement?.getAttribute("aria-label")).toBe("4 out of 5 stars");
    await userEvent.keyboard("{ArrowRight}{ArrowRight}{End}{ArrowUp}{Home}");
    expect(document.activeElement?.getAttribute("aria-label")).toBe("1 out of 5 stars");
    await userEvent.keyboard(" ");
    expect(app.sent).toEqual([rerun(4), rerun(0), rerun(4), rerun(3), rerun(0), rerun(null)]);
  });

  it("has the names of Streamlit's page", () => {
    drawn([{ ...STARS, disabled: true, default: 0 }]);
    expect(screen.getByTestId("stFeedback").contains(screen.getByRole("radiogroup", { name: "Feedback rating" }))).toBe(
      true,
    );
    expect(screen.getAllByTestId("stFeedbackButton").length).toBe(4);
    expect(screen.getAllByRole<HTMLButtonElement>("radio").every((radio) => radio.disabled)).toBe(true);
  });
});
