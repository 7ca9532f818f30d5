import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { OverlayContext } from "./overlay";
import { Help, Tooltip } from "./tooltip";

test("hovering shows the text, leaving hides it", async () => {
  render(<Help text="Some *help*" />);
  const button = screen.getByRole("button", { name: "Help" });
  await userEvent.hover(button);
  const tooltip = screen.getByRole("tooltip");
  expect(tooltip.textContent).toBe("Some help");
  expect(button.getAttribute("aria-describedby")).toBe(tooltip.id);
  await userEvent.unhover(button);
  expect(screen.queryByRole("tooltip")).toBeNull();
  expect(button.hasAttribute("aria-describedby")).toBe(false);
});

test("the keyboard shows it, Escape and leaving hide it", async () => {
  render(<Help text="help" label="Mass" />);
  await userEvent.tab();
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Help for Mass" }));
  expect(screen.getByRole("tooltip")).toBeDefined();
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("tooltip")).toBeNull();
});

test("it is drawn into the layer for what floats", async () => {
  const layer = document.body.appendChild(document.createElement("div"));
  render(
    <OverlayContext.Provider value={layer}>
      <Tooltip text="t">
        <button type="button">B</button>
      </Tooltip>
    </OverlayContext.Provider>,
  );
  await userEvent.hover(screen.getByRole("button"));
  expect(layer.textContent).toBe("t");
  layer.remove();
});

test("without a text there is nothing of it", () => {
  const { container } = render(
    <>
      <Help text={null} />
      <Tooltip text="">
        <b>x</b>
      </Tooltip>
    </>,
  );
  expect(container.innerHTML).toBe("<b>x</b>");
});
