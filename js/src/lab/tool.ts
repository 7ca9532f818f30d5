/** The buttons of the preview, and what stands on them. */

/** Paths of 16 by 16. */
export const SIGNS = {
  desktop: "M1 2h14v9H1V2zm1.3 1.3v6.4h11.4V3.3H2.3zM5 13h6v1.2H5z",
  tablet: "M2.5 1h11v14h-11V1zm1.3 1.3v10h8.4v-10H3.8zM7.2 13h1.6v1H7.2z",
  phone: "M4.5 1h7v14h-7V1zm1.3 1.3v10h4.4v-10H5.8zM7.2 13h1.6v1H7.2z",
  live: "M11.3 1.6l3.1 3.1-8.6 8.6-3.9.8.8-3.9 8.6-8.6zm0 1.8L4 10.7l-.4 1.7 1.7-.4 7.3-7.3-1.3-1.3z",
  page: "M3 3h4v1.3H4.3v7.4h7.4V9H13v4H3V3zm6 0h4v4h-1.3V5.2L7.9 9 7 8.1l3.8-3.8H9V3z",
} as const;

export function part<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, name: string): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = name;
  return element;
}

/** A button with a sign on it. */
export function tool(label: string, path: string, act: () => void): HTMLButtonElement {
  const button = part("button", "lit-panel-tool");
  button.type = "button";
  button.setAttribute("aria-label", label);
  button.title = label;
  button.innerHTML = `<svg viewBox="0 0 16 16" width="16" aria-hidden="true"><path fill="currentColor" d="${path}"/></svg>`;
  button.addEventListener("click", act);
  return button;
}
