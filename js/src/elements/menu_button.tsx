import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { MenuButton } from "../protocol";
import { PushButton } from "../ui/button";
import type { ElementProps } from "../ui/element";
import { Glyph } from "../ui/glyph";
import { plainText } from "../ui/markdown";
import { OptionLabel } from "../ui/option_label";
import { hang, useFollow } from "../ui/popup";
import { keyLeads } from "../ui/roving";
import { addStyle } from "../ui/style";
import sheet from "./menu_button.css";

addStyle(sheet);

/** How high the menu is at most, in pixels. */
const HEIGHT = 440;
/** How long, in ms, letters that follow each other are one word. */
const WORD = 700;

/** A button that opens a menu; what is chosen in it is the button's click. */
export function MenuButtonView({ element, page }: ElementProps<MenuButton>) {
  const { label, options, type, help, icon, disabled, wrap, width } = element;
  const frame = useRef<HTMLDivElement>(null);
  // Where the focus is when the menu opens; null for a menu that is closed.
  const [open, setOpen] = useState<"first" | "last" | null>(null);
  const shown = open !== null && !disabled;
  const button = () => frame.current?.querySelector("button");
  const close = () => {
    setOpen(null);
    button()?.focus();
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    setOpen(event.key === "ArrowDown" ? "first" : "last");
  };
  return (
    <div
      ref={frame}
      className="lit-button-place stMenuButton"
      data-testid="stMenuButton"
      data-stretch={width !== "content" || undefined}
    >
      <PushButton
        kind={type}
        look={type}
        label={label}
        help={help}
        icon={icon}
        wrap={wrap}
        stretch={width !== "content"}
        disabled={disabled}
        tail={<Glyph name="chevronDown" className="lit-menu-arrow" data-open={shown || undefined} />}
        data-testid="stMenuButtonButton"
        aria-haspopup="menu"
        aria-expanded={shown}
        onClick={() => setOpen(shown ? null : "first")}
        onKeyDown={pressed}
      />
      {shown && (
        <Menu
          label={label}
          options={options}
          anchor={frame}
          last={open === "last"}
          choose={(option) => {
            close();
            page.values.trigger(element, option);
          }}
          close={close}
          leave={() => setOpen(null)}
        />
      )}
    </div>
  );
}

interface MenuProps {
  label: string;
  options: readonly string[];
  anchor: RefObject<HTMLElement | null>;
  /** Begin at the end. */
  last: boolean;
  choose(option: string): void;
  /** Closes it; the focus goes back to the button. */
  close(): void;
  /** Closes it; the focus goes where the reader has pressed. */
  leave(): void;
}

function Menu({ label, options, anchor, last, choose, close, leave }: MenuProps) {
  const box = useRef<HTMLDivElement>(null);
  const word = useRef({ text: "", at: 0 });
  const items = () => [...(box.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
  useLayoutEffect(() => box.current?.showPopover?.(), []);
  useFollow(box, anchor, put);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it opens
  useEffect(
    () =>
      items()
        .at(last ? -1 : 0)
        ?.focus(),
    [],
  );
  useEffect(() => {
    const down = (event: PointerEvent) => {
      const path = event.composedPath();
      if (![box.current, anchor.current].some((part) => part && path.includes(part))) leave();
    };
    document.addEventListener("pointerdown", down);
    return () => document.removeEventListener("pointerdown", down);
  });

  const pressed = (event: KeyboardEvent) => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = keyLeads(event, { count: all.length, at, round: true, only: "column" }) ?? spelt(event, at);
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    } else if (event.key === "Tab")
      close(); // and from the button on
    else if (to !== null) {
      event.preventDefault();
      all[to]?.focus();
    }
  };
  /** Where letters lead: to the next option that begins with what was typed. */
  const spelt = (event: KeyboardEvent, at: number): number | null => {
    if (event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey) return null;
    const now = event.timeStamp;
    const text = (now - word.current.at < WORD ? word.current.text : "") + event.key.toLowerCase();
    word.current = { text, at: now };
    const from = text.length === 1 ? at + 1 : Math.max(0, at);
    for (let step = 0; step < options.length; step++) {
      const place = (from + step) % options.length;
      if (beginning(options[place] ?? "").startsWith(text)) return place;
    }
    return null;
  };
  return (
    // In the top layer nothing clips or covers it, and it stays in the part of the page that it belongs to.
    <div ref={box} className="lit-menu-box" data-testid="stMenuButtonBody" {...{ popover: "manual" }}>
      <div className="lit-menu-options" role="menu" aria-label={label} tabIndex={-1} onKeyDown={pressed}>
        {options.map((option) => (
          <button
            key={option}
            type="button"
            className="lit-menu-option"
            role="menuitem"
            tabIndex={-1}
            onPointerMove={(event) =>
              event.pointerType === "mouse" && event.currentTarget.focus({ preventScroll: true })
            }
            onClick={() => choose(option)}
          >
            <OptionLabel label={option} />
          </button>
        ))}
      </div>
    </div>
  );
}

/** What an option begins with when it is read: neither marks nor icons. */
function beginning(option: string): string {
  return plainText(option.replace(/^\s*:material\/\w+:/, ""))
    .replace(/^[^\p{L}\p{N}]+/u, "")
    .toLowerCase();
}

function put(box: HTMLElement, anchor: HTMLElement): void {
  hang(box, anchor, HEIGHT);
}
