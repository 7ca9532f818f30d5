import { useLayoutEffect, useRef } from "react";
import type { Html } from "../protocol";
import type { ElementProps } from "../ui/element";
import { sanitized } from "../ui/sanitize";
import { withScripts } from "../ui/scripts";
import { addStyle } from "../ui/style";
import sheet from "./html.css";

addStyle(sheet);

/** HTML as part of the page: sanitised, or with its scripts where the author has said so. */
export function HtmlView({ element }: ElementProps<Html>) {
  const place = useRef<HTMLDivElement>(null);
  const { body, scripts } = element;
  useLayoutEffect(() => {
    const root = place.current;
    if (root === null) return;
    const insert = scripts ? withScripts(body) : (target: Element) => target.replaceChildren(safe(body));
    insert(root);
    // Styles alone take no room on the page.
    root.toggleAttribute("data-sheet", root.textContent !== "" && [...root.childNodes].every(isSheet));
  }, [body, scripts]);
  return <div ref={place} className="lit-html stHtml" data-testid="stHtml" />;
}

function safe(body: string): Node {
  return sanitized(body) ?? document.createTextNode(body);
}

function isSheet(node: Node): boolean {
  return node.nodeName === "STYLE" || (node.nodeName === "#text" && node.textContent?.trim() === "");
}
