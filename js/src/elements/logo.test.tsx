import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Logo } from "../protocol";
import { drawn } from "../testing/draw";
import { LogoMark } from "./logo";

function logo(given: Partial<Logo>): Logo {
  return {
    kind: "logo",
    image: "🐧",
    icon_image: null,
    size: "medium",
    link: null,
    key: null,
    width: "stretch",
    height: "content",
    ...given,
  };
}

test("nothing stands where it was called", () => {
  drawn([{ kind: "logo", image: "🐧" }]);
  expect(screen.queryByRole("img")).toBeNull();
});

test("an image with a link", () => {
  const given = logo({ image: { url: "https://x.y/a.png" }, size: "large", link: "https://x.y" });
  render(<LogoMark logo={given} testId="stSidebarLogo" />);
  const image = screen.getByRole<HTMLImageElement>("img", { name: "Logo" });
  expect([image.src, image.dataset.size]).toEqual(["https://x.y/a.png", "large"]);
  expect(screen.getByTestId<HTMLAnchorElement>("stLogoLink").href).toBe("https://x.y/");
});

test("an emoji", () => {
  render(<LogoMark logo={logo({})} testId="stSidebarLogo" />);
  expect(screen.getByRole("img", { name: "Logo" }).textContent).toBe("🐧");
  expect(screen.queryByTestId("stLogoLink")).toBeNull();
});

test("another picture where there is little room", () => {
  const { rerender } = render(<LogoMark logo={logo({ icon_image: "🐟" })} testId="stHeaderLogo" small />);
  expect(screen.getByTestId("stHeaderLogo").textContent).toBe("🐟");
  rerender(<LogoMark logo={logo({})} testId="stHeaderLogo" small />);
  expect(screen.getByTestId("stHeaderLogo").textContent).toBe("🐧");
});
