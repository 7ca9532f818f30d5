/** What a chart tells of the mark under the pointer: names and values, as text and never as HTML. */

const GAP = 12;

export class Tooltip {
  private readonly box = document.createElement("div");

  constructor(overlay: HTMLElement) {
    this.box.className = "lit-vega-tooltip";
    this.box.role = "tooltip";
    this.moveTo(overlay);
  }

  moveTo(overlay: HTMLElement): void {
    if (this.box.parentElement !== overlay) overlay.append(this.box);
  }

  close(): void {
    this.box.remove();
  }

  /** Vega calls this as the pointer moves; no value: it has left the mark. */
  readonly call = (_handler: unknown, event: MouseEvent, _item: unknown, value: unknown): void => {
    if (value === null || value === undefined || value === "") this.hide();
    else if (typeof value === "object" && !(value instanceof Date)) this.show(event, Object.entries(value));
    else this.showAt(event, document.createTextNode(text(value)));
  };

  /** Shows names and values beside the pointer. */
  show(event: MouseEvent, entries: readonly (readonly [name: string, value: unknown])[]): void {
    const table = document.createElement("table");
    for (const [name, value] of entries) {
      const row = table.insertRow();
      const key = row.insertCell();
      key.className = "key";
      key.textContent = name;
      row.insertCell().textContent = text(value);
    }
    this.showAt(event, table);
  }

  hide(): void {
    this.box.classList.remove("visible");
  }

  private showAt(event: MouseEvent, content: Node): void {
    this.box.classList.add("visible");
    this.box.replaceChildren(content);
    const { offsetWidth: width, offsetHeight: height } = this.box;
    const left = event.clientX + GAP + width > innerWidth ? event.clientX - GAP - width : event.clientX + GAP;
    const top = event.clientY + GAP + height > innerHeight ? event.clientY - GAP - height : event.clientY + GAP;
    this.box.style.left = `${Math.max(4, left)}px`;
    this.box.style.top = `${Math.max(4, top)}px`;
  }
}

function text(value: unknown): string {
  if (value instanceof Date) return value.toLocaleString();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
