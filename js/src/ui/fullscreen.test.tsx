import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { FullScreenFrame } from "./fullscreen";
import { OverlayContext, useOverlay } from "./overlay";

function Subject() {
  const overlay = useOverlay();
  return <p>{overlay.className || "outer"}</p>;
}

const around = vi.fn();

beforeEach(() => {
  around.mockReset();
  render(
    // biome-ignore lint/a11y/noStaticElementInteractions: a dialog around the frame has keys of its own
    <div className="lit-view" data-testid="view" onKeyDown={(event) => around(event.key)}>
      <OverlayContext.Provider value={document.body}>
        <FullScreenFrame subject="A tree">
          {({ fullscreen, tool }) => (
            <>
              {tool}
              <button type="button">inside</button>
              <output>{fullscreen ? "large" : "small"}</output>
              <Subject />
            </>
          )}
        </FullScreenFrame>
        <input aria-label="beside" onKeyDown={(event) => event.preventDefault()} />
      </OverlayContext.Provider>
    </div>,
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
  screen.getByRole("button", { name: "inside" }).focus();
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

test("it is a dialog from which the keyboard comes back to the button", async () => {
  const frame = screen.getByTestId("stFullScreenFrame");
  const button = screen.getByRole("button", { name: "Fullscreen: A tree" });
  expect(frame.getAttribute("role")).toBeNull();
  await userEvent.click(button);
  expect(screen.getByRole("dialog", { name: "A tree" })).toBe(frame);
  await userEvent.tab();
  expect(document.activeElement?.textContent).toBe("inside");
  await userEvent.tab();
  expect(document.activeElement).toBe(button);
  await userEvent.click(screen.getByRole("status"));
  expect(document.activeElement).toBe(frame);
  around.mockReset();
  await userEvent.keyboard("{Escape}");
  expect(size()).toBe("small");
  expect(around).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(button);
  expect(frame.hasAttribute("tabindex")).toBe(false);
  await userEvent.keyboard("{Escape}");
  expect(around).toHaveBeenCalledWith("Escape");
});

test("a dialog that opens over the page ends it", async () => {
  await userEvent.click(screen.getByRole("button", { name: "Fullscreen: A tree" }));
  screen.getByTestId("view").setAttribute("inert", "");
  Object.assign(screen.getByTestId("view"), { inert: true });
  await waitFor(() => expect(size()).toBe("small"));
});

test("the page keeps its height meanwhile", async () => {
  const place = screen.getByTestId("view");
  place.getBoundingClientRect = () => ({ height: 350 }) as DOMRect;
  await userEvent.click(screen.getByRole("button", { name: "Fullscreen: A tree" }));
  expect(place.style.minBlockSize).toBe("350px");
  await userEvent.keyboard("{Escape}");
  expect(place.style.minBlockSize).toBe("");
});
