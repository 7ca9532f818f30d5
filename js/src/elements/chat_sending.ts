/** What a chat input does around its text: grows with it, waits for answers, and gives back what was not taken. */

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Page } from "../page/page";
import type { Json } from "../protocol";
import { useEnd } from "../ui/scroll";
import { useSignal } from "../ui/signals";

/** A message as it travels. */
export type Message = { [part: string]: Json };

/** Whether a field waits until the script has answered what was sent with it. */
export function useAnswering(page: Page, waits: boolean) {
  const stopping = useSignal(page.script) === "stopRequested";
  const [asked, ask] = useState(false);
  const left = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (!asked) return;
    const before = page.begun.peek();
    let began = false;
    return page.script.subscribe((script) => {
      const runs = script === "running" || script === "stopRequested";
      began ||= runs || page.begun.peek() !== before;
      if (began && !runs) ask(false);
    });
  }, [page, asked]);
  useEffect(() => {
    // The focus comes back to where it was, unless the reader has gone elsewhere.
    const free = document.activeElement === null || document.activeElement === document.body;
    if (!asked && free) left.current?.focus();
    if (!asked) left.current = null;
  }, [asked]);
  return {
    waits: asked,
    stopping,
    begin(field: HTMLElement | null) {
      if (!waits) return;
      left.current = field;
      ask(true);
    },
  };
}

interface Sent {
  note(message: Message): void;
  /** What was sent last, if the connection is lost before any run has begun since. */
  unheard(): Message | null;
}

/** What was sent last, as long as it may come back; `refused` is called when it does. */
export function useSent(page: Page, value: Json, refused: () => void): Sent {
  const last = useRef<{ message: Message; begun: number } | null>(null);
  const call = useRef(refused);
  call.current = refused;
  useEffect(() => {
    if (last.current === null || JSON.stringify(value) !== JSON.stringify(last.current.message)) return;
    last.current = null;
    call.current();
  }, [value]);
  const [sent] = useState<Sent>(() => ({
    note(message) {
      last.current = { message, begun: page.begun.peek() };
    },
    unheard() {
      const unsure = last.current;
      last.current = null;
      return unsure !== null && unsure.begun === page.begun.peek() ? unsure.message : null;
    },
  }));
  return sent;
}

/** Begins a line where the caret is: JupyterLab keeps browsers from doing so by themselves. */
export function breakLine(field: HTMLTextAreaElement, write: (text: string) => void): void {
  if (document.execCommand?.("insertText", false, "\n")) return; // which the reader can undo
  field.setRangeText("\n", field.selectionStart, field.selectionEnd, "end");
  write(field.value);
}

/** Keeps a field as high as its text, as far as its sheet lets it grow. */
export function useHeight(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the text changes the height
  useLayoutEffect(() => measure(field.current), [field, text]);
  useEffect(() => {
    const element = field.current;
    if (element === null || typeof ResizeObserver === "undefined") return;
    let width = 0;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth === width) return;
      width = element.clientWidth;
      measure(element);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [field]);
}

function measure(field: HTMLTextAreaElement | null): void {
  if (field === null) return;
  field.style.blockSize = "auto";
  // A placeholder that does not fit into one line has its lines too.
  if (field.scrollHeight > 0) field.style.blockSize = `${field.scrollHeight}px`;
}

/** Lets the page of a field at its foot stay at its end while it grows, unless the reader has scrolled away. */
export function useFollowing(root: RefObject<HTMLElement | null>): void {
  const page = useRef<HTMLElement | null>(null);
  const [atFoot, setAtFoot] = useState(false);
  useLayoutEffect(() => {
    page.current = scrollerOf(root.current);
    setAtFoot(page.current !== null);
  }, [root]);
  useEnd(page, atFoot);
}

/** Brings the end of the page into view, if the field stands at its foot. */
export function toEnd(root: HTMLElement | null): void {
  const page = scrollerOf(root);
  if (page) page.scrollTop = page.scrollHeight;
}

function scrollerOf(root: HTMLElement | null): HTMLElement | null {
  return root?.closest(".lit-bottom")?.parentElement ?? null;
}
