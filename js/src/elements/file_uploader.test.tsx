import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { Back, UploadBegin, UploadPart } from "../protocol";
import { drawn } from "../testing/draw";

type App = Awaited<ReturnType<typeof uploader>>;
type Question = UploadBegin | UploadPart;

/** A page with one uploader. */
async function uploader(fields: Record<string, unknown> = {}) {
  const app = drawn([
    { kind: "file_uploader", id: "u", label: "Files", default: [], types: [], max_size: 1024 * 1024, ...fields },
  ]);
  await screen.findByTestId("stFileUploader");
  return app;
}

function questions(app: App): Question[] {
  return (app.sent as Back[]).filter((message) => "upload" in message && "request" in message) as Question[];
}

/** Answers what has been asked since, until nothing is asked any more: every file arrives. */
async function arrive(app: App, refusal: Record<string, unknown> = {}): Promise<void> {
  const sizes = new Map<string, number>();
  let answered = 0;
  await waitFor(() => expect(questions(app).length).toBeGreaterThan(0));
  for (;;) {
    const next = questions(app)[answered];
    if (next === undefined) break;
    answered += 1;
    if (next.type === "upload_begin") sizes.set(next.upload, next.size);
    const received = next.type === "upload_part" ? (sizes.get(next.upload) ?? 0) : 0;
    await act(async () => {
      app.receive({ type: "upload_state", request: next.request, received, ...refusal });
      await new Promise((resolve) => setTimeout(resolve, 20));
    });
  }
}

function file(name: string, content = "data", type = "text/plain"): File {
  return new File([content], name, { type });
}

function reruns(app: App): unknown[] {
  return (app.sent as Back[]).flatMap((message) => (message.type === "rerun" ? [message.values] : []));
}

const input = () => screen.getByTestId<HTMLInputElement>("stFileUploaderDropzoneInput");
const chips = () => screen.queryAllByTestId("stFileChip").map((chip) => chip.getAttribute("aria-label"));
const one = (name: string) => ({ id: expect.any(String), name, type: "text/plain", size: 4 });

test("an empty one says what it takes", async () => {
  await uploader({ types: [".csv", "image/*"], help: "Help", max_size: 5 * 1024 * 1024, multiple: true });
  const zone = screen.getByRole("group", { name: "Files" });
  expect(within(zone).getByTestId("stFileUploaderDropzoneInstructions").textContent).toBe("5MB per file • CSV, IMAGE");
  const button = within(zone).getByRole("button", { name: "Upload" });
  expect(document.getElementById(button.getAttribute("aria-describedby") ?? "")?.textContent).toContain("5MB");
  expect(input().accept).toBe(".csv,image/*");
  expect(input().multiple).toBe(true);
  expect(input().hasAttribute("webkitdirectory")).toBe(false);
});

test("a folder is chosen where that is asked for", async () => {
  await uploader({ multiple: true, directory: true });
  expect(input().hasAttribute("webkitdirectory")).toBe(true);
});

test("a file is sent at once and is the value when it has arrived", async () => {
  const app = await uploader();
  await userEvent.upload(input(), file("a.txt"));
  expect(chips()).toEqual(["a.txt, 4.0B"]);
  expect(reruns(app)).toEqual([]);
  expect(screen.getByRole("progressbar", { name: "Uploading a.txt" })).toBeTruthy();
  await arrive(app);
  await waitFor(() => expect(reruns(app)).toEqual([{ u: [one("a.txt")] }]));
  expect(chips()).toEqual(["a.txt, 4.0B"]);
  expect(screen.queryByTestId("stFileChipProgress")).toBeNull();
});

test("several files are one rerun, in the order in which they were chosen", async () => {
  const app = await uploader({ multiple: true });
  await userEvent.upload(input(), [file("a.txt"), file("b.txt"), file("c.txt")]);
  await arrive(app);
  await waitFor(() => expect(reruns(app)).toEqual([{ u: [one("a.txt"), one("b.txt"), one("c.txt")] }]));
  await userEvent.upload(input(), file("d.txt"));
  await arrive(app);
  await waitFor(() => expect(reruns(app).length).toBe(2));
  expect(chips().length).toBe(4);
});

test("a value that Python sends is shown, after a reload say", async () => {
  const app = await uploader({ multiple: true });
  act(() => app.receive({ type: "values", values: { u: [{ id: "x", name: "old.csv", type: "", size: 3000 }] } }));
  expect(chips()).toEqual(["old.csv, 3.0KB"]);
  await userEvent.click(screen.getByRole("button", { name: "Remove old.csv" }));
  expect(reruns(app)).toEqual([{ u: [] }]);
  expect((app.sent as Back[]).filter(({ type }) => type === "upload_cancel")).toEqual([]);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: "Upload" })));
});

test("another file takes the place of the only one", async () => {
  const app = await uploader();
  act(() => app.receive({ type: "values", values: { u: [{ id: "x", name: "old.csv", type: "", size: 3 }] } }));
  await userEvent.upload(input(), file("new.txt"));
  await arrive(app);
  await waitFor(() => expect(reruns(app)).toEqual([{ u: [one("new.txt")] }]));
  expect(chips()).toEqual(["new.txt, 4.0B"]);
});

test("what it does not take is not sent, and says why", async () => {
  const app = await uploader({ types: [".csv"], max_size: 1024 * 1024, multiple: true });
  fireEvent.change(input(), {
    target: { files: [file("a.txt"), file("b.csv", "x".repeat(1024 * 1024 + 1)), file("c.csv")] },
  });
  const errors = screen.getAllByTestId("stFileChipError").map((error) => error.textContent);
  expect(errors).toEqual(["text/plain files are not allowed.", "File must be 1.0MB or smaller."]);
  await arrive(app);
  await waitFor(() => expect(reruns(app)).toEqual([{ u: [one("c.csv")] }]));
  await userEvent.click(screen.getByRole("button", { name: "Remove a.txt" }));
  expect(chips()).toEqual(["c.csv, 4.0B", "b.csv, 1.0MB"]);
});

test("of a folder, what is not asked for is passed over", async () => {
  const app = await uploader({ types: [".csv"], multiple: true, directory: true });
  fireEvent.change(input(), { target: { files: [file("a.txt"), file("c.csv")] } });
  expect(chips()).toEqual(["c.csv, 4.0B"]);
  await arrive(app);
});

test("one file at most where there is one", async () => {
  const app = await uploader();
  const zone = screen.getByTestId("stFileUploaderDropzone");
  fireEvent.drop(zone, { dataTransfer: { items: [], files: [file("a.txt"), file("b.txt")] } });
  await waitFor(() => expect(chips().length).toBe(2));
  expect(screen.getByTestId("stFileChipError").textContent).toBe("Only one file is taken.");
  await arrive(app);
  await waitFor(() => expect(reruns(app)).toEqual([{ u: [one("a.txt")] }]));
});

test("what Python refuses is told where the file stands", async () => {
  const app = await uploader();
  await userEvent.upload(input(), file("a.txt"));
  await arrive(app, { error: "The server's disk is full." });
  await waitFor(() => expect(screen.getByTestId("stFileChipError").textContent).toBe("The server's disk is full."));
  expect(reruns(app)).toEqual([]);
});

test("a file on its way can be cancelled", async () => {
  const app = await uploader({ multiple: true });
  await userEvent.upload(input(), [file("a.txt"), file("b.txt")]);
  await userEvent.click(screen.getByRole("button", { name: "Cancel the upload of a.txt" }));
  expect(chips()).toEqual(["b.txt, 4.0B"]);
  await arrive(app);
  await waitFor(() => expect(reruns(app)).toEqual([{ u: [one("b.txt")] }]));
  expect((app.sent as Back[]).filter(({ type }) => type === "upload_cancel").length).toBe(1);
});

test("files can be dropped, and pasted", async () => {
  const app = await uploader({ multiple: true });
  const zone = screen.getByTestId("stFileUploaderDropzone");
  fireEvent.dragEnter(zone, { dataTransfer: {} });
  expect(zone.getAttribute("data-over")).toBe("true");
  fireEvent.dragLeave(zone, { relatedTarget: document.body });
  expect(zone.getAttribute("data-over")).toBeNull();
  fireEvent.drop(zone, { dataTransfer: { items: [], files: [file("a.txt")] } });
  await waitFor(() => expect(chips()).toEqual(["a.txt, 4.0B"]));
  fireEvent.paste(zone, { clipboardData: { files: [file("b.txt")] } });
  expect(chips()).toEqual(["a.txt, 4.0B", "b.txt, 4.0B"]);
  await arrive(app);
  await waitFor(() => expect(reruns(app).length).toBe(1));
});

test("one for folders says so", async () => {
  await uploader({ directory: true, multiple: true });
  expect(screen.getByRole("button", { name: "Upload a folder" })).toBeDefined();
  expect(input().hasAttribute("webkitdirectory")).toBe(true);
});

test("one that is disabled takes nothing", async () => {
  const app = await uploader({ disabled: true });
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Upload" }).disabled).toBe(true);
  expect(input().disabled).toBe(true);
  const zone = screen.getByTestId("stFileUploaderDropzone");
  fireEvent.dragEnter(zone, { dataTransfer: {} });
  expect(zone.getAttribute("data-over")).toBeNull();
  fireEvent.drop(zone, { dataTransfer: { items: [], files: [file("a.txt")] } });
  fireEvent.paste(zone, { clipboardData: { files: [file("b.txt")] } });
  await act(async () => {});
  expect(chips()).toEqual([]);
  expect(app.sent).toEqual([]);
});

test("a form's files are sent at once, and its button waits for them", async () => {
  const app = drawn([
    { kind: "form", form_id: "f", clear_on_submit: true },
    { kind: "file_uploader", id: "u", label: "Files", default: [], form: "f" },
    { kind: "button", id: "s", label: "Send", submit: true, form: "f", type: "secondary" },
  ]);
  await screen.findByTestId("stFileUploader");
  await userEvent.upload(input(), file("a.txt"));
  await userEvent.click(screen.getByRole("button", { name: "Send" }));
  expect(reruns(app)).toEqual([]);
  expect(screen.getByText("Files are still on their way. Submit once they have arrived.")).toBeTruthy();
  await arrive(app);
  await waitFor(() => expect(screen.queryByTestId("stFileChipProgress")).toBeNull());
  expect(reruns(app)).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Send" }));
  expect(reruns(app)).toEqual([{ u: [one("a.txt")], s: true }]);
  await waitFor(() => expect(chips()).toEqual([]));
});

test("a form's file that is removed before it is sent is forgotten", async () => {
  const app = drawn([
    { kind: "form", form_id: "f" },
    { kind: "file_uploader", id: "u", label: "Files", default: [], form: "f" },
  ]);
  await screen.findByTestId("stFileUploader");
  await userEvent.upload(input(), file("a.txt"));
  await arrive(app);
  await userEvent.click(await screen.findByRole("button", { name: "Remove a.txt" }));
  const [begin] = questions(app);
  expect(app.sent).toContainEqual({ type: "upload_cancel", upload: begin?.upload });
  expect(reruns(app)).toEqual([]);
});

test("how far files are is said by quarters", async () => {
  const app = await uploader({ multiple: true });
  const said = screen.getByRole("status");
  expect(said.textContent).toBe("");
  await userEvent.upload(input(), [file("a.txt"), file("b.txt")]);
  expect(said.textContent).toBe("Uploading 2 files, 0 percent");
  await arrive(app);
  await waitFor(() => expect(said.textContent).toBe(""));
});

test("of many files the first are drawn, and all when that is wanted", async () => {
  const app = await uploader({ multiple: true });
  const many = Array.from({ length: 130 }, (_, at) => ({ id: `${at}`, name: `${at}.txt`, type: "", size: 1 }));
  act(() => app.receive({ type: "values", values: { u: many } }));
  expect(chips().length).toBe(100);
  await userEvent.click(screen.getByRole("button", { name: "Show 30 more files" }));
  expect(chips().length).toBe(130);
});
