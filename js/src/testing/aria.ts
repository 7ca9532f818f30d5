/** Lets the properties of ARIA be attributes, as they are in browsers: jsdom knows none but `role`. */

const NAMES = ["Busy", "Expanded", "Invalid", "Label", "Level", "Pressed", "Selected"] as const;

export function reflectAria(): void {
  for (const name of NAMES) {
    const attribute = `aria-${name.toLowerCase()}`;
    Object.defineProperty(Element.prototype, `aria${name}`, {
      configurable: true,
      get(this: Element) {
        return this.getAttribute(attribute);
      },
      set(this: Element, value: string | null) {
        if (value === null) this.removeAttribute(attribute);
        else this.setAttribute(attribute, value);
      },
    });
  }
}
