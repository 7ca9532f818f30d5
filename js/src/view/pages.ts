/** The app's other pages: whether there is a menu of them, and where. What draws it is fetched when there is one. */

import type { Page } from "../page/page";
import type { Navigation } from "../protocol";
import { lazily } from "../ui/lazy";
import { useSignal } from "../ui/signals";

const views = () => import("./navigation");
export const SidebarNav = lazily(() => views().then((module) => module.SidebarNav), null);
export const TopNav = lazily(() => views().then((module) => module.TopNav), null);
export const MissingPage = lazily(() => views().then((module) => module.MissingPage), null);

/** The pages to choose from, and where the menu stands; null where there is nothing to choose. */
export function useNavigation(page: Page, narrow: boolean): { menu: Navigation; place: "sidebar" | "top" } | null {
  const menu = useSignal(page.navigation);
  if (menu === null || menu.position === "hidden") return null;
  const count = menu.sections.reduce((total, section) => total + section.pages.length, 0);
  if (count < 2) return null;
  return { menu, place: menu.position === "top" && !narrow ? "top" : "sidebar" };
}
