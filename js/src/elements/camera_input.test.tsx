import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { devices, uploads } from "../testing/devices";
import { drawn } from "../testing/draw";

const PHOTO = { kind: "camera_input", id: "c", label: "Photo", default: [], lines: null };

let given: ReturnType<typeof devices>;
beforeEach(() => {
  given = devices();
  vi.stubGlobal("ResizeObserver", undefined);
  for (const [name, value] of Object.entries({ videoWidth: 640, videoHeight: 480, clientWidth: 320 })) {
    Object.defineProperty(HTMLVideoElement.prototype, name, { configurable: true, value });
  }
  Object.defineProperty(HTMLVideoElement.prototype, "srcObject", { configurable: true, value: null, writable: true });
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
  vi.spyOn(HTMLCanvasElement.prototype, "toBlob").mockImplementation(function (this: HTMLCanvasElement, done, type) {
    done(new Blob([`${this.width}x${this.height}`], { type: type ?? "" }));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function camera(fields: Record<string, unknown> = {}, problem: string | null = null) {
  const app = drawn([{ ...PHOTO, ...fields }]);
  await screen.findByTestId("stCameraInput");
  return { app, files: uploads(app.page, problem) };
}

function shutter() {
  return screen.getByTestId<HTMLButtonElement>("stCameraInputButton");
}

/** The first picture comes. */
async function see(): Promise<void> {
  const video = await waitFor(() => {
    const found = screen.getByTestId("stCameraInputWebcamStyledBox").querySelector("video");
    expect(found).not.toBeNull();
    return found as HTMLVideoElement;
  });
  expect(shutter().disabled).toBe(true);
  fireEvent.loadedData(video);
  expect(shutter().disabled).toBe(false);
}

async function take(): Promise<void> {
  await see();
  await userEvent.click(shutter());
}

describe("CameraInputView", () => {
  it("takes a photo as large as it is shown, and clears it", async () => {
    const { app, files } = await camera();
    expect(shutter().textContent).toBe("Take Photo");
    await take();
    await screen.findByRole("img", { name: "Snapshot" });
    const [file] = files.sent;
    expect(file?.name).toMatch(/^camera-input-\d{4}-\d\d-\d\dT\d\d_\d\d_\d\d\.\d{3}Z\.jpg$/);
    expect([file?.type, await file?.text()]).toEqual(["image/jpeg", "320x240"]);
    await waitFor(() => expect(app.sent).toHaveLength(1));
    expect(given.streams[0]?.track.stopped).toBe(true);
    expect(shutter().textContent).toBe("Clear photo");
    await userEvent.click(shutter());
    expect(app.sent.at(-1)).toEqual({
      type: "rerun",
      values: { c: [] },
      query: null,
      page: null,
      number: expect.any(Number),
    });
    await waitFor(() => expect(given.streams).toHaveLength(2));
  });

  it("takes what the camera gives where a resolution is asked for", async () => {
    const { files } = await camera({ lines: 720 });
    await take();
    await waitFor(() => expect(files.sent).toHaveLength(1));
    expect(await files.sent[0]?.text()).toBe("640x480");
    expect(given.getUserMedia.mock.calls[0]?.[0]).toEqual({ video: { facingMode: "user", height: { ideal: 720 } } });
  });

  it("is off while it is disabled, and when it leaves", async () => {
    const { app } = await camera({ disabled: true });
    expect(given.getUserMedia).not.toHaveBeenCalled();
    expect(shutter().disabled).toBe(true);
    app.put([0, 0], PHOTO);
    await see();
    cleanup();
    expect(given.streams[0]?.track.stopped).toBe(true);
  });

  it("says why there is no camera, and tries again", async () => {
    given.getUserMedia.mockRejectedValueOnce(Object.assign(new Error(), { name: "NotAllowedError" }));
    await camera();
    expect((await screen.findByRole("alert")).textContent).toBe(
      "Access to the camera was refused. Allow it for this page in the browser, then try again.",
    );
    expect(shutter().disabled).toBe(true);
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    await see();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("turns to the other camera", async () => {
    const device = (deviceId: string) => ({ kind: "videoinput", deviceId }) as MediaDeviceInfo;
    given.enumerateDevices.mockResolvedValue([device("one"), device("two")]);
    vi.stubGlobal("matchMedia", () => ({ matches: true }));
    await camera();
    await userEvent.click(await screen.findByRole("button", { name: "Switch camera" }));
    await waitFor(() => expect(given.streams).toHaveLength(2));
    expect(given.getUserMedia.mock.calls[1]?.[0]).toMatchObject({ video: { facingMode: "environment" } });
    expect(given.streams[0]?.track.stopped).toBe(true);
    vi.stubGlobal("matchMedia", () => ({ matches: false }));
    await userEvent.click(await screen.findByRole("button", { name: "Switch camera" }));
    await waitFor(() => expect(given.streams).toHaveLength(3));
    expect(given.getUserMedia.mock.calls[2]?.[0]).toMatchObject({ video: { deviceId: { exact: "two" } } });
  });

  it("keeps a photo that could not be sent, and sends it again", async () => {
    const { app, files } = await camera({}, "The connection was lost.");
    await take();
    expect((await screen.findByRole("alert")).textContent).toContain("The connection was lost.");
    expect(screen.getByRole("img", { name: "Snapshot" })).toBeTruthy();
    files.mend();
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(app.sent).toHaveLength(1));
  });

  it("names a photo that this page did not take", async () => {
    await camera({ default: [{ id: "old", name: "yesterday.jpg", type: "image/jpeg", size: 5 }] });
    expect(screen.getByText("yesterday.jpg")).toBeTruthy();
    expect(given.getUserMedia).not.toHaveBeenCalled();
  });
});
