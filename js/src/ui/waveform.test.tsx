import { render } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { fitted, latest, Waveform } from "./waveform";

describe("Waveform", () => {
  it("gives each bar the most of what it stands for", () => {
    expect(fitted([0.1, 0.5, 0.2, 0.3], 2)).toEqual([0.5, 0.3]);
    expect(fitted([0.1, 0.5], 4)).toEqual([0.1, 0.1, 0.5, 0.5]);
    expect(fitted([], 2)).toEqual([0, 0]);
  });

  it("has the latest at its end", () => {
    expect(latest([0.1, 0.2], 4)).toEqual([0, 0, 0.1, 0.2]);
    expect(latest([0.1, 0.2, 0.3], 2)).toEqual([0.2, 0.3]);
  });

  it("colours what was played", () => {
    const { container } = render(<Waveform parts={[0.5]} played={0.25} />);
    expect(container.querySelector<HTMLElement>(".lit-waveform-played")?.style.clipPath).toBe("inset(0 75% 0 0)");
  });
});
