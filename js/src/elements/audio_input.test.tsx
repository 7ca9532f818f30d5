import { act, cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { devices, uploads } from "../testing/devices";
import { drawn } from "../testing/draw";

const NOTE = { kind: "audio_input", id: "a", label: "Note", default: [], sample_rate: 16000 };

let given: ReturnType<typeof devices>;
beforeEach(() => {
  given = devices();
});
afterEach(() => vi.unstubAllGlobals());

function button(name: string) {
  return screen.getByRole("button", { name });
}

async function recorder(fields: Record<string, unknown> = {}, problem: string | null = null) {
  const app = drawn([{ ...NOTE, ...fields }]);
  await screen.findByTestId("stAudioInput");
  return { app, files: uploads(app.page, problem) };
}

/** Records for a moment. */
async function record(): Promise<void> {
  await userEvent.click(button("Record"));
  await userEvent.click(await screen.findByRole("button", { name: "Stop recording" }));
}

describe("AudioInputView", () => {
  it("records a WAV file and sends it", async () => {
    const { app, files } = await recorder();
    await record();
    await screen.findByRole("button", { name: "Play" });
    expect(given.rates).toEqual([16000]);
    expect(given.streams[0]?.track.stopped).toBe(true);
    const [file] = files.sent;
    expect(file?.name).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d_audio\.wav$/);
    expect(file?.type).toBe("audio/wav");
    const value = [{ id: "upload-1", name: file?.name, type: "audio/wav", size: file?.size }];
    await waitFor(() =>
      expect(app.sent).toEqual([
        { type: "rerun", values: { a: value }, query: null, page: null, number: expect.any(Number) },
      ]),
    );
  });

  it("takes as many samples as the browser gives where no rate is asked for", async () => {
    await recorder({ sample_rate: null });
    await record();
    await waitFor(() => expect(given.rates).toEqual([44100]));
  });

  it("clears a recording", async () => {
    const { app } = await recorder();
    await record();
    await userEvent.click(await screen.findByRole("button", { name: "Clear recording: Note" }));
    expect(app.sent.at(-1)).toEqual({
      type: "rerun",
      values: { a: [] },
      query: null,
      page: null,
      number: expect.any(Number),
    });
    expect(screen.queryByRole("button", { name: "Play" })).toBeNull();
    expect(document.activeElement).toBe(button("Record"));
  });

  it("keeps the old recording until the new one is there", async () => {
    await recorder();
    await record();
    await screen.findByRole("button", { name: "Play" });
    await userEvent.click(button("Record"));
    expect(await screen.findByRole("button", { name: "Stop recording" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Play" })).toBeNull();
    await userEvent.click(button("Stop recording"));
    await screen.findByRole("button", { name: "Play" });
  });

  it("says why there is no microphone", async () => {
    given.getUserMedia.mockRejectedValue(Object.assign(new Error(), { name: "NotFoundError" }));
    await recorder();
    await userEvent.click(button("Record"));
    expect((await screen.findByRole("alert")).textContent).toBe(
      "No microphone was found. Connect one, then try again.",
    );
    expect(button("Record")).toHaveProperty("disabled", false);
  });

  it("keeps what could not be sent, and sends it again", async () => {
    const { app, files } = await recorder({}, "The server's disk is full.");
    await record();
    expect((await screen.findByRole("alert")).textContent).toContain("The server's disk is full.");
    expect(button("Play")).toBeTruthy();
    files.mend();
    await userEvent.click(button("Try again"));
    await waitFor(() => expect(app.sent).toHaveLength(1));
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("lets go of the microphone when it leaves or is disabled", async () => {
    const { app } = await recorder();
    await userEvent.click(button("Record"));
    await screen.findByRole("button", { name: "Stop recording" });
    app.put([0, 0], { ...NOTE, disabled: true });
    await waitFor(() => expect(given.streams[0]?.track.stopped).toBe(true));
    app.put([0, 0], NOTE);
    await userEvent.click(button("Record"));
    await screen.findByRole("button", { name: "Stop recording" });
    cleanup();
    expect(given.streams[1]?.track.stopped).toBe(true);
  });

  it("ends with what it has when the microphone is taken away", async () => {
    await recorder();
    await userEvent.click(button("Record"));
    await screen.findByRole("button", { name: "Stop recording" });
    act(() => void given.streams[0]?.track.dispatchEvent(new Event("ended")));
    await screen.findByRole("button", { name: "Play" });
  });

  it("holds its form back until the recording is over", async () => {
    const app = drawn([{ kind: "form", form_id: "f" }]);
    app.put([0, 0, 0], { ...NOTE, form: "f" });
    app.put([0, 0, 1], { kind: "button", id: "go", label: "Send", form: "f", submit: true });
    uploads(app.page);
    await userEvent.click(await screen.findByRole("button", { name: "Record" }));
    await screen.findByRole("button", { name: "Stop recording" });
    await userEvent.click(button("Send"));
    expect((await screen.findByRole("alert")).textContent).toBe("Stop the recording first.");
    expect(app.sent).toEqual([]);
    await userEvent.click(button("Stop recording"));
    await screen.findByRole("button", { name: "Play" });
    await userEvent.click(button("Send"));
    expect(app.sent).toEqual([
      {
        type: "rerun",
        values: { a: [expect.objectContaining({ id: "upload-1" })], go: true },
        query: null,
        page: null,
        number: expect.any(Number),
      },
    ]);
  });

  it("names a recording that this page did not make", async () => {
    await recorder({ default: [{ id: "old", name: "yesterday.wav", type: "audio/wav", size: 5 }] });
    expect(screen.getByText("yesterday.wav")).toBeTruthy();
  });
});
