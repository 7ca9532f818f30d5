import { expect, test, vi } from "vitest";
import { resolved, tokensOf } from "./colors";

/** A canvas that knows two colours: one opaque, one half seen. */
function canvas(): void {
  const known: Record<string, number[]> = {
    "color-mix(in srgb, red, blue)": [128, 0, 128, 255],
    faint: [1, 2, 3, 128],
  };
  let given = "#010203";
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue({
    get fillStyle() {
      return given;
    },
    set fillStyle(color: string) {
      if (color === "#010203" || color in known) given = color;
    },
    fillRect: () => undefined,
    getImageData: () => ({ data: known[given] }),
  } as never);
}

test("colours are numbers, whatever words they came in", () => {
  canvas();
  expect(resolved("color-mix(in srgb, red, blue)")).toBe("#800080");
  expect(resolved("faint")).toBe("rgba(1, 2, 3, 0.5)");
  expect(resolved("no colour")).toBe("no colour");
});

test("tokens are read where something stands; fonts are no colours", () => {
  canvas();
  const place = document.createElement("div");
  place.style.setProperty("--lit-muted", "color-mix(in srgb, red, blue)");
  place.style.setProperty("--lit-font", "faint");
  document.body.append(place);
  const token = tokensOf(place);
  expect([token("muted"), token("font")]).toEqual(["#800080", "faint"]);
});
