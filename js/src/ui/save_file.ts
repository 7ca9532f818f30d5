/** Files for the reader to keep. */

/** Lets the browser save what lies at an address. */
export function saveFrom(url: string, name: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.hidden = true;
  document.body.append(link); // VS Code saves what is clicked within its page, and nothing else
  link.click();
  link.remove();
}

/** The name of a picture or a table that has none: when it was made, and what it is. */
export function datedName(what: string): string {
  return `${new Date().toISOString().slice(0, 16).replace(":", "-")}_${what}`;
}
