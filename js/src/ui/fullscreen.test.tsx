import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { FullScreenFrame } from "./fullscreen";
import { OverlayContext, useOverlay } from "./overlay";

function Subject() {
  const overlay = useOverlay();
  return <p>{overlay.className || "outer"}</p>;
}

beforeEach(() => {
  render(
    <OverlayContext.Provider value={document.body}>
      <FullScreenFrame subject="A tree">
        {({ fullscreen, tool }) => (
          <>
            {tool}
            <output>{fullscreen ? "large" : "small"}</output>
            <Subject />
          </>
        )}
      </FullScreenFrame>
      <input aria-label="beside" onKeyDown={(event) => event.preventDefault()} />
    </OverlayContext.Provider>,
  );
});

const size = () => screen.getByRole("status").textContent;

test("the button enters and leaves, and says of what", async () => {
  await userEvent.click(screen.getByRole("button", { name: "Fullscreen: A tree" }));
  expect(size()).toBe("large");
  expect(screen.getByTestId("stFullScreenFrame").getAttribute("popover")).toBe("manual");
  await userEvent.click(screen.getByRole("button", { name: "Close fullscreen: A tree" }));
  expect(size()).toBe("small");
  expect(screen.getByTestId("stFullScreenFrame").hasAttribute("popover")).toBe(false);
});

test("Escape leaves, unless something in it has taken the key", async () => {
  await userEvent.click(screen.getByRole("button", { name: "Fullscreen: A tree" }));
  screen.getByRole("textbox", { name: "beside" }).focus();
  await userEvent.keyboard("{Escape}");
  expect(size()).toBe("large");
  screen.getByRole("button").focus();
  await userEvent.keyboard("{Escape}");
  expect(size()).toBe("small");
});

test("what floats above it is drawn into it", async () => {
  expect(screen.getByText("outer")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Fullscreen: A tree" }));
  expect(screen.getByText("lit-frame-overlays")).toBeTruthy();
  await userEvent.keyboard("{Escape}");
  expect(screen.getByText("outer")).toBeTruthy();
});
