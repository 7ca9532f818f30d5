/** The part of the browser's address that names a page of the app. */

/** The path of a page below the app's own, `root`: empty for the page that it begins with. */
export function pageOf(address: Pick<Location, "pathname">, root: string): string {
  const { pathname } = address;
  if (!pathname.startsWith(root)) return "";
  try {
    return decodeURIComponent(pathname.slice(root.length).replace(/\/$/, ""));
  } catch {
    return "";
  }
}
