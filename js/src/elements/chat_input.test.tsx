import { act, createEvent, fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Attach } from "../protocol";
import { devices, uploads } from "../testing/devices";
import { type Drawn, drawn } from "../testing/draw";

const SAY = { kind: "chat_input", id: "c", placeholder: "Say", max_size: 1000 };

let given: ReturnType<typeof devices>;
beforeEach(() => {
  given = devices();
});
afterEach(() => vi.unstubAllGlobals());

function field(): HTMLTextAreaElement {
  return screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Say" });
}

function button(name: string): HTMLButtonElement {
  return screen.getByRole<HTMLButtonElement>("button", { name });
}

function messages(app: Drawn): unknown[] {
  return app.sent.flatMap((message) => (message.type === "rerun" ? [message.values.c] : []));
}

function file(name: string, type = "text/csv", content = "a,b"): File {
  return new File([content], name, { type });
}

async function choose(...files: File[]): Promise<void> {
  await act(async () => {
    fireEvent.change(screen.getByLabelText("file upload"), { target: { files } });
    await Promise.resolve();
  });
}

const chips = () => screen.queryAllByTestId("stFileChip").map((chip) => chip.getAttribute("aria-label"));

describe("ChatInputView", () => {
  it("sends with Enter and makes a line with Shift", async () => {
    const app = drawn([SAY]);
    expect(button("Send message").disabled).toBe(true);
    await userEvent.type(field(), "a{Shift>}{Enter}{/Shift}b{Enter}");
    expect(messages(app)).toEqual([{ text: "a\nb" }]);
    expect(field().value).toBe("");
    expect(document.activeElement).toBe(field());
  });

  it("sends with its button, and nothing that is blank", async () => {
    const app = drawn([SAY]);
    await userEvent.type(field(), "  {Enter}");
    expect(messages(app)).toEqual([]);
    await userEvent.type(field(), "a");
    await userEvent.click(button("Send message"));
    expect(messages(app)).toEqual([{ text: "  a" }]);
  });

  it("does not send while a word is being composed", () => {
    const app = drawn([SAY]);
    fireEvent.change(field(), { target: { value: "にほ" } });
    fireEvent.keyDown(field(), { key: "Enter", isComposing: true });
    fireEvent.keyDown(field(), { key: "Enter", keyCode: 229 });
    expect(messages(app)).toEqual([]);
    expect(field().value).toBe("にほ");
  });

  it("takes no more characters than it may", async () => {
    const app = drawn([{ ...SAY, max_chars: 3 }]);
    const said = document.getElementById(field().getAttribute("aria-describedby") ?? "");
    expect(said?.textContent).toBe("");
    await userEvent.type(field(), "👍abc");
    expect(said?.textContent).toBe("3/3");
    await userEvent.keyboard("{Enter}");
    expect(messages(app)).toEqual([{ text: "👍ab" }]);
  });

  it("shows what the author puts in, and keeps what is typed across runs", async () => {
    const app = drawn([SAY]);
    app.receive({ type: "values", values: { c: { text: "Hello" } } });
    expect(field().value).toBe("Hello");
    await userEvent.type(field(), "!");
    app.put([0, 0], { ...SAY, disabled: false });
    app.receive({ type: "run_started", run: 2 }, { type: "run_ended", run: 2, status: "finished" });
    expect(field().value).toBe("Hello!");
    await userEvent.keyboard("{Enter}");
    expect(messages(app)).toEqual([{ text: "Hello!" }]);
    expect(field().value).toBe("");
  });

  it("keeps the text while there is no connection", async () => {
    const app = drawn([SAY]);
    act(() => app.page.disconnect("connecting"));
    await userEvent.type(field(), "a{Enter}");
    expect(field().value).toBe("a");
    expect(screen.getByRole("alert").textContent).toBe("There is no connection. Your message stays here.");
    act(() => app.page.connect(() => undefined, {} as Attach));
    expect(screen.queryByRole("alert")).toBeNull();
    expect(field().value).toBe("a");
  });

  it("gives back what was sent when the connection is lost before a run begins", async () => {
    const app = drawn([SAY]);
    await userEvent.type(field(), "a{Enter}");
    act(() => app.page.disconnect("connecting"));
    expect(field().value).toBe("a");
  });

  it("does not give back what a run has answered", async () => {
    const app = drawn([SAY]);
    await userEvent.type(field(), "a{Enter}");
    app.receive({ type: "run_started", run: 2 });
    act(() => app.page.disconnect("connecting"));
    expect(field().value).toBe("");
  });

  it("gives back what was refused", async () => {
    const app = drawn([{ ...SAY, takes: "several" }]);
    const { sent } = uploads(app.page);
    await choose(file("a.csv"));
    await userEvent.type(field(), "a{Enter}");
    const message = { text: "a", files: [{ id: "upload-1", name: "a.csv", type: "text/csv", size: 3 }] };
    expect(messages(app)).toEqual([message]);
    expect(chips()).toEqual([]);
    app.receive({ type: "values", values: { c: message } });
    expect(field().value).toBe("a");
    expect(screen.getByRole("alert").textContent).toBe("This message could not be sent.");
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(chips()).toEqual(["a.csv, 3.0B"]);
  });

  it("waits for the answer where it is meant to", async () => {
    const app = drawn([{ ...SAY, submit_mode: "disable" }]);
    await userEvent.type(field(), "a{Enter}");
    expect(field().disabled).toBe(true);
    app.receive({ type: "run_started", run: 2 });
    expect(field().disabled).toBe(true);
    app.receive({ type: "run_ended", run: 2, status: "finished" });
    expect(field().disabled).toBe(false);
    expect(document.activeElement).toBe(field());
    app.receive({ type: "run_started", run: 3 });
    expect(field().disabled).toBe(false);
  });

  it("stops the script that answers", async () => {
    const app = drawn([{ ...SAY, submit_mode: "stop" }]);
    await userEvent.type(field(), "a{Enter}");
    app.receive({ type: "run_started", run: 2 });
    await userEvent.click(button("Stop script"));
    expect(app.sent.at(-1)).toEqual({ type: "stop" });
    expect(button("Stop script").disabled).toBe(true);
    app.receive({ type: "run_ended", run: 2, status: "stopped" });
    expect(button("Send message")).toBeTruthy();
    expect(field().disabled).toBe(false);
  });

  it("attaches files, and sends them along", async () => {
    const app = drawn([{ ...SAY, takes: "several", types: [".csv"] }]);
    const { dropped } = uploads(app.page);
    expect(screen.getByLabelText("file upload")).toHaveProperty("multiple", true);
    await choose(file("a.csv"), file("b.csv"), file("c.exe", "application/x-ms"));
    expect(chips()).toEqual(["a.csv, 3.0B", "b.csv, 3.0B", "c.exe, 3.0B"]);
    expect(screen.getByRole("alert").textContent).toBe("application/x-ms files are not allowed.");
    await userEvent.click(button("Remove a.csv"));
    expect(dropped).toContain("upload-1");
    expect(document.activeElement).toBe(field());
    await userEvent.click(button("Send message"));
    expect(messages(app)).toEqual([
      { text: "", files: [{ id: "upload-2", name: "b.csv", type: "text/csv", size: 3 }] },
    ]);
    expect(chips()).toEqual([]);
  });

  it("takes one file where one is wanted", async () => {
    const app = drawn([{ ...SAY, takes: "one" }]);
    uploads(app.page);
    await choose(file("a.csv"));
    await choose(file("b.csv"), file("c.csv"));
    expect(chips()).toEqual(["b.csv, 3.0B"]);
  });

  it("waits for files that are on their way, and tells which did not arrive", async () => {
    const app = drawn([{ ...SAY, takes: "several" }]);
    let fail: (error: Error) => void = () => undefined;
    vi.spyOn(app.page.uploads, "start").mockReturnValue({
      id: "u",
      done: new Promise((_, reject) => {
        fail = reject;
      }),
      cancel: () => undefined,
    });
    await choose(file("a.csv"));
    await userEvent.type(field(), "a{Enter}");
    expect(messages(app)).toEqual([]);
    expect(screen.getByRole("progressbar", { name: "Uploading a.csv" })).toBeTruthy();
    await act(async () => fail(new Error("The server's disk is full.")));
    expect(screen.getByRole("alert").textContent).toBe("The server's disk is full.");
    await userEvent.type(field(), "{Enter}");
    expect(messages(app)).toEqual([{ text: "a", files: [] }]);
  });

  it("takes what is dropped and pasted", async () => {
    const app = drawn([{ ...SAY, takes: "several" }]);
    uploads(app.page);
    const transfer = { files: [file("a.csv")], items: [], types: ["Files"], dropEffect: "" };
    const over = createEvent.dragOver(field());
    Object.defineProperty(over, "dataTransfer", { value: transfer });
    fireEvent(field(), over);
    expect(screen.getByText("Drag and drop files here")).toBeTruthy();
    const drop = createEvent.drop(field());
    Object.defineProperty(drop, "dataTransfer", { value: transfer });
    await act(async () => void fireEvent(field(), drop));
    expect(screen.queryByText("Drag and drop files here")).toBeNull();
    await act(async () => void fireEvent.paste(field(), { clipboardData: { files: [file("b.csv")] } }));
    expect(chips()).toEqual(["a.csv, 3.0B", "b.csv, 3.0B"]);
  });

  it("sends what is said with what is typed", async () => {
    const app = drawn([{ ...SAY, speaks: true, sample_rate: 8000 }]);
    const { sent } = uploads(app.page);
    await userEvent.type(field(), "Hm");
    await userEvent.click(button("Start recording"));
    const approve = await screen.findByRole("button", { name: "Submit recording" });
    expect(document.activeElement).toBe(approve);
    await userEvent.click(approve);
    await waitFor(() => expect(messages(app)).toHaveLength(1));
    expect(given.rates).toEqual([8000]);
    expect(sent[0]?.name).toMatch(/^audio-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z\.wav$/);
    expect(messages(app)).toEqual([
      { text: "Hm", audio: [{ id: "upload-1", name: sent[0]?.name, type: "audio/wav", size: sent[0]?.size }] },
    ]);
    expect(field().value).toBe("");
  });

  it("forgets what was said with Escape", async () => {
    const app = drawn([{ ...SAY, speaks: true }]);
    await userEvent.click(button("Start recording"));
    await screen.findByRole("button", { name: "Submit recording" });
    await userEvent.keyboard("{Escape}");
    expect(button("Start recording")).toBeTruthy();
    expect(given.streams[0]?.track.stopped).toBe(true);
    expect(messages(app)).toEqual([]);
  });

  it("keeps a recording that cannot be sent yet", async () => {
    const app = drawn([{ ...SAY, speaks: true }]);
    uploads(app.page);
    await userEvent.click(button("Start recording"));
    const approve = await screen.findByRole("button", { name: "Submit recording" });
    act(() => app.page.disconnect("connecting"));
    await userEvent.click(approve);
    expect((await screen.findByRole("alert")).textContent).toBe("There is no connection. Your message stays here.");
    expect(messages(app)).toEqual([]);
    const back: unknown[] = [];
    act(() =>
      app.page.connect((parts) => void back.push(JSON.parse(new TextDecoder().decode(parts[0]))), {} as Attach),
    );
    await userEvent.click(button("Submit recording"));
    await waitFor(() => expect(back).toContainEqual(expect.objectContaining({ type: "rerun" })));
    expect(button("Start recording")).toBeTruthy();
  });

  it("says why there is no microphone", async () => {
    given.getUserMedia.mockRejectedValue(Object.assign(new Error(), { name: "NotAllowedError" }));
    drawn([{ ...SAY, speaks: true }]);
    await userEvent.click(button("Start recording"));
    expect((await screen.findByRole("alert")).textContent).toContain("Access to the microphone was refused.");
  });

  it("is still while it is disabled", () => {
    drawn([{ ...SAY, disabled: true, takes: "one", speaks: true }]);
    expect(field().disabled).toBe(true);
    for (const name of ["Upload a file", "Start recording", "Send message"]) expect(button(name).disabled).toBe(true);
  });
});
