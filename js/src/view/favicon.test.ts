import { expect, test, vi } from "vitest";
import { iconUrl } from "./favicon";

test.each([
  ["🐧", "🐧"],
  [":penguin:", "🐧"],
  [":nonsense:", ":nonsense:"],
])("%s is drawn as %s", async (icon, drawn) => {
  expect(decodeURIComponent(await iconUrl(icon))).toContain(`>${drawn}</text>`);
});

test.each(["/media/a.png", "https://x.y/favicon.ico", "data:image/png;base64,AAAA"])(
  "%s is an image already",
  async (icon) => {
    expect(await iconUrl(icon)).toBe(icon);
  },
);

test("a Material symbol is drawn with its font", async () => {
  const drawing = { fillText: vi.fn() };
  vi.stubGlobal(
    "FontFace",
    class {
      load = () => Promise.resolve(this);
    },
  );
  Object.defineProperty(document, "fonts", { value: { add: vi.fn() }, configurable: true });
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(drawing as never);
  vi.spyOn(HTMLCanvasElement.prototype, "toDataURL").mockReturnValue("data:drawn");
  expect(await iconUrl(":material/home:")).toBe("data:drawn");
  expect(drawing.fillText).toHaveBeenCalledWith("home", 0, 0);
});
