import { render } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { OptionLabel } from "./option_label";

function drawn(label: string): [string | null, string | null] {
  const { container } = render(<OptionLabel label={label} />);
  const icon = container.querySelector("[data-testid^=stIcon]");
  return [icon?.textContent ?? null, container.querySelector("[data-testid=stMarkdownContainer]")?.textContent ?? null];
}

describe("OptionLabel", () => {
  it.each([
    [":material/home: Home", "home", "Home"],
    ["🏠 Home **now**", "🏠", "Home now"],
    ["👩‍🚀 Astronaut", "👩‍🚀", "Astronaut"],
    ["🇩🇪 Germany", "🇩🇪", "Germany"],
  ])("sets the icon of %j apart", (label, icon, text) => {
    expect(drawn(label)).toEqual([icon, text]);
  });

  it.each(["Home", "7 days", "# 3", "🏠", "Home 🏠"])("has no icon in %j", (label) => {
    expect(drawn(label)[0]).toBeNull();
  });

  it("names an icon that stands alone", () => {
    const { container } = render(<OptionLabel label=":material/thumb_up:" />);
    expect(container.querySelector("[role=img]")?.getAttribute("aria-label")).toBe("thumb up icon");
  });
});
