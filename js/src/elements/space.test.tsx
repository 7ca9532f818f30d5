import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

test("room has a name, pixels, or all there is", () => {
  drawn([
    { kind: "space" },
    { kind: "space", size: "large" },
    { kind: "space", size: 9 },
    { kind: "space", size: "stretch" },
  ]);
  const rooms = screen.getAllByTestId("stSpace");
  expect(rooms.map((room) => room.style.getPropertyValue("--lit-space"))).toEqual(["0.75rem", "4.25rem", "9px", "0"]);
  expect(rooms.map((room) => room.hasAttribute("data-stretch"))).toEqual([false, false, false, true]);
});
