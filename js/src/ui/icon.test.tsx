import { render, screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { Icon, MaterialIcon } from "./icon";

const added = vi.fn();

beforeEach(() => {
  vi.stubGlobal(
    "FontFace",
    class {
      load = () => Promise.resolve(this);
    },
  );
  Object.defineProperty(document, "fonts", { value: { add: added }, configurable: true });
});

test("an emoji is itself, a shortcode becomes one", async () => {
  render(
    <>
      <Icon icon="🎈" />
      <Icon icon=":penguin:" testId="mine" />
    </>,
  );
  expect(screen.getByTestId("stIconEmoji").textContent).toBe("🎈");
  expect((await screen.findByText("🐧")).dataset.testid).toBe("mine");
});

test("a material icon is a ligature, unseen until its font is there", async () => {
  render(<Icon icon=":material/home_work:" />);
  const icon = screen.getByTestId("stIconMaterial");
  expect(icon.textContent).toBe("home_work");
  expect(icon.getAttribute("aria-hidden")).toBe("true");
  expect(icon.className).toContain("lit-icon-waiting");
  await vi.waitFor(() => expect(icon.className).not.toContain("lit-icon-waiting"));
  expect(added).toHaveBeenCalledOnce();
});

test("within a text it has a name", () => {
  render(<MaterialIcon name="home_work" />);
  expect(screen.getByRole("img", { name: "home work icon" })).toBeDefined();
});

test("a spinner is an icon too", () => {
  render(<Icon icon="spinner" />);
  expect(screen.getByTestId("stSpinnerIcon").getAttribute("aria-hidden")).toBe("true");
});
