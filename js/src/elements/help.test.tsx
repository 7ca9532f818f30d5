import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

test("an object, what its author says of it, and what it has", () => {
  drawn([
    {
      kind: "help",
      name: "pingu",
      type: "Penguin",
      value: "zoo.Penguin()",
      doc: "A bird.\n\n<b>Indeed</b>.",
      members: [
        { name: "legs", type: "int", value: "" },
        { name: "swim", type: "method", doc: "Go." },
        { name: "fly", type: "method", doc: "" },
      ],
    },
  ]);
  expect(["Name", "Type", "Value", "Doc"].map((part) => screen.getByTestId(`stHelp${part}`).textContent)).toEqual([
    "pingu",
    "Penguin",
    "zoo.Penguin()",
    "A bird.\n\n<b>Indeed</b>.",
  ]);
  const rows = within(screen.getByTestId("stHelpMembersTable")).getAllByRole("row");
  expect(rows.map((row) => row.textContent)).toEqual(["legsint", "swimmethodGo.", "flymethodNo docs available"]);
  expect(within(rows[0] as HTMLElement).getByTestId("stHelpMemberDocValue")).toBeDefined();
});

test("what is not known takes no room", () => {
  drawn([{ kind: "help", type: "module" }]);
  expect(screen.getByTestId("stHelp").textContent).toBe("moduleNo docs available");
  expect(screen.queryByRole("table")).toBeNull();
});
