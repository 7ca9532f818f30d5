/** Style sheets of components, each put into the document once. */

const added = new Set<string>();

/**
 * Adds a sheet to the document.
 *
 * Every rule in it starts at a class of ours, one class strong at most, so that the host page is left alone and
 * an author's own rules win.
 */
export function addStyle(sheet: string): void {
  if (added.has(sheet)) return;
  added.add(sheet);
  const style = document.createElement("style");
  style.dataset.jupyterlit = "";
  style.textContent = sheet;
  document.head.append(style);
}
