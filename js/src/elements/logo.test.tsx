import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Logo } from "../protocol";
import { drawn } from "../testing/draw";
import { LogoMark } from "./logo";

test("an image with a link", () => {
  drawn([{ kind: "logo", image: { url: "https://x.y/a.png" }, size: "large", link: "https://x.y" }]);
  const image = screen.getByRole<HTMLImageElement>("img", { name: "Logo" });
  expect([image.src, image.dataset.size]).toEqual(["https://x.y/a.png", "large"]);
  expect(screen.getByTestId<HTMLAnchorElement>("stLogoLink").href).toBe("https://x.y/");
});

test("an emoji", () => {
  drawn([{ kind: "logo", image: "🐧" }]);
  expect(screen.getByRole("img", { name: "Logo" }).textContent).toBe("🐧");
  expect(screen.queryByTestId("stLogoLink")).toBeNull();
});

test("another picture where there is little room", () => {
  const logo: Logo = {
    kind: "logo",
    image: "🐧",
    icon_image: "🐟",
    size: "medium",
    link: null,
    key: null,
    width: "stretch",
    height: "content",
  };
  const { rerender } = render(<LogoMark logo={logo} testId="stHeaderLogo" small />);
  expect(screen.getByTestId("stHeaderLogo").textContent).toBe("🐟");
  rerender(<LogoMark logo={{ ...logo, icon_image: null }} testId="stHeaderLogo" small />);
  expect(screen.getByTestId("stHeaderLogo").textContent).toBe("🐧");
});
