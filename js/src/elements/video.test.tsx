import { fireEvent, screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { drawn } from "../testing/draw";

const player = () => screen.getByTestId<HTMLVideoElement>("stVideo");

beforeEach(() => {
  vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:subtitles");
  vi.spyOn(HTMLMediaElement.prototype, "play").mockResolvedValue();
  vi.spyOn(HTMLMediaElement.prototype, "pause").mockReturnValue();
});

test("a film with all an author can say", () => {
  drawn([{ kind: "video", url: "https://example.org/v.mp4", muted: true, autoplay: true, loop: true, alt: "A dive" }]);
  expect(player().muted).toBe(true);
  expect(player().hasAttribute("muted")).toBe(true);
  expect(player().autoplay).toBe(true);
  expect(player().loop).toBe(true);
  expect(player().getAttribute("aria-label")).toBe("A dive");
});

test("subtitles are tracks, the first of which is shown", () => {
  const app = drawn([{ kind: "text", body: "before" }]);
  const subtitles = [
    { label: "English", data: { $buffer: "e" } },
    { label: "German", data: { $buffer: "g" } },
  ];
  app.receiveWith(
    { e: new Uint8Array([1]), g: new Uint8Array([2]) },
    { type: "delta", path: [0, 0], element: { kind: "video", url: "https://example.org/v.mp4", subtitles } },
  );
  const tracks = [...player().querySelectorAll("track")];
  expect(tracks.map(({ label, default: shown }) => [label, shown])).toEqual([
    ["English", true],
    ["German", false],
  ]);
  expect(tracks[0]?.getAttribute("src")).toBe("blob:subtitles");
});

test("it begins and ends where the author says", () => {
  drawn([{ kind: "video", url: "https://example.org/v.mp4", start: 3, end: 5 }]);
  const video = player();
  Object.defineProperty(video, "readyState", { value: 4 });
  Object.defineProperty(video, "paused", { value: false });
  fireEvent.loadedMetadata(video);
  expect(video.currentTime).toBe(3);
  video.currentTime = 4;
  fireEvent.timeUpdate(video);
  expect(video.pause).not.toHaveBeenCalled();
  video.currentTime = 5.1;
  fireEvent.timeUpdate(video);
  expect(video.pause).toHaveBeenCalledOnce();
  video.currentTime = 9; // the reader's own choice
  fireEvent.timeUpdate(video);
  expect(video.pause).toHaveBeenCalledOnce();
});

test("a span that loops begins at its own beginning", () => {
  drawn([{ kind: "video", url: "https://example.org/v.mp4", start: 3, end: 5, loop: true }]);
  const video = player();
  Object.defineProperty(video, "readyState", { value: 4 });
  Object.defineProperty(video, "paused", { value: false });
  expect(video.loop).toBe(false);
  video.currentTime = 5.1;
  fireEvent.timeUpdate(video);
  expect(video.currentTime).toBe(3);
  expect(video.play).toHaveBeenCalledOnce();
  fireEvent.ended(video);
  expect(video.play).toHaveBeenCalledTimes(2);
});

test("YouTube shows its own films", () => {
  drawn([
    {
      kind: "video",
      url: "https://www.youtube.com/embed/abc",
      youtube: true,
      start: 5,
      end: 9,
      loop: true,
      autoplay: true,
      muted: true,
    },
  ]);
  const frame = screen.getByTitle<HTMLIFrameElement>("https://www.youtube.com/embed/abc");
  expect(frame.src).toBe("https://www.youtube.com/embed/abc?start=5&end=9&loop=1&playlist=abc&autoplay=1&mute=1");
});
