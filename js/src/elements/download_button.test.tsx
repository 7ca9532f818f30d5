import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { type Drawn, drawn } from "../testing/draw";

const FILE = { id: "f".repeat(32), mime: "text/csv", name: "a.csv", size: 3 };
const CLICK = expect.objectContaining({ type: "rerun", values: { d: true } });

let saved: [string, string][];

const button = () => screen.getByRole("button", { name: "Get" });

function draw(given: object = {}, place = "/lit/media/s/"): Drawn {
  const app = drawn([{ kind: "download_button", id: "d", label: "Get", file: FILE, ...given }]);
  app.page.files.settle(place);
  return app;
}

beforeEach(() => {
  saved = [];
  vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:made");
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function click(this: HTMLAnchorElement) {
    saved.push([this.getAttribute("href") ?? "", this.download]);
  });
});

test("a click saves the file and runs the script", async () => {
  const app = draw();
  await userEvent.click(button());
  expect(saved).toEqual([[`/lit/media/s/${FILE.id}/a.csv`, "a.csv"]]);
  expect(app.sent).toEqual([CLICK]);
});

test("a click can leave the script alone", async () => {
  const app = draw({ ignore: true });
  await userEvent.click(button());
  expect(saved).toHaveLength(1);
  expect(app.sent).toEqual([]);
});

test("without a server the file comes over the connection", async () => {
  const app = draw({ ignore: true }, "");
  await userEvent.click(button());
  expect(app.sent).toEqual([{ type: "file_request", request: 1, file: FILE.id, start: 0, stop: 3 }]);
  expect(button().getAttribute("aria-busy")).toBe("true");
  app.receiveWith({ b: new Uint8Array(3) }, { type: "file_part", request: 1, data: { $buffer: "b" } });
  await waitFor(() => expect(saved).toEqual([["blob:made", "a.csv"]]));
  expect(button().hasAttribute("aria-busy")).toBe(false);
});

test("a file is made with the click and then saved under the name it has got", async () => {
  const app = draw({ deferred_file: true });
  await userEvent.click(button());
  await userEvent.click(button()); // nobody wants two
  expect(app.sent).toEqual([{ type: "file_request", request: 1, file: FILE.id, start: 0, stop: 0 }, CLICK]);
  app.receive({ type: "file_part", request: 1, file: "made", name: "b.csv", mime: "text/csv", total: 5 });
  await waitFor(() => expect(saved).toEqual([["/lit/media/s/made/b.csv", "b.csv"]]));
});

test("what goes wrong is told, and the next click tries again", async () => {
  const app = draw({ deferred_file: true, ignore: true });
  await userEvent.click(button());
  app.receive({ type: "file_part", request: 1, error: "ValueError: no rows today" });
  expect((await screen.findByRole("alert")).textContent).toBe("The file could not be had. ValueError: no rows today");
  await userEvent.click(button());
  expect(screen.queryByRole("alert")).toBeNull();
  expect(app.sent).toHaveLength(2);
});

test("it looks as its author wants", () => {
  draw({ type: "primary", disabled: true, help: "Three rows" });
  expect(button().getAttribute("data-testid")).toBe("stBaseButton-primary");
  expect(screen.getByTestId("stDownloadButton")).toBeDefined();
  expect((button() as HTMLButtonElement).disabled).toBe(true);
});
