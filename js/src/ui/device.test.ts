import { afterEach, describe, expect, it, vi } from "vitest";
import { devices } from "../testing/devices";
import { closeDevice, deviceProblem, openDevice } from "./device";

afterEach(() => vi.unstubAllGlobals());

function named(name: string): Error {
  return Object.assign(new Error("Why"), { name });
}

describe("openDevice", () => {
  it("opens, and closes for certain", async () => {
    const { streams } = devices();
    const stream = await openDevice("camera", { video: true });
    closeDevice(stream);
    closeDevice(null);
    expect(streams[0]?.track.stopped).toBe(true);
  });

  it("says what is missing", async () => {
    Object.defineProperty(navigator, "mediaDevices", { configurable: true, value: undefined });
    vi.stubGlobal("isSecureContext", false);
    await expect(openDevice("camera", {})).rejects.toThrow(
      "The camera can only be used on a page that was loaded over HTTPS.",
    );
    vi.stubGlobal("isSecureContext", true);
    await expect(openDevice("microphone", {})).rejects.toThrow("This browser gives no access to the microphone.");
  });

  it("says why it is refused", async () => {
    devices().getUserMedia.mockRejectedValue(named("NotAllowedError"));
    await expect(openDevice("camera", { video: true })).rejects.toThrow(
      "Access to the camera was refused. Allow it for this page in the browser, then try again.",
    );
  });
});

describe("deviceProblem", () => {
  it("has words for each", () => {
    expect(deviceProblem("microphone", named("NotFoundError"))).toBe(
      "No microphone was found. Connect one, then try again.",
    );
    expect(deviceProblem("camera", named("NotReadableError"))).toBe(
      "The camera does not answer. Perhaps another program uses it.",
    );
    expect(deviceProblem("camera", named("TypeError"))).toBe("The camera cannot be used: Why");
    expect(deviceProblem("camera", "Why")).toBe("The camera cannot be used: Why");
  });
});
