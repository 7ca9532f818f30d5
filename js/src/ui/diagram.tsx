/** A drawing in SVG with its tools: zoom, save, copy its source, fill the window. */

import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import type { Element as Message } from "../protocol";
import sheet from "./diagram.css";
import { classes } from "./element";
import { FullScreenFrame } from "./fullscreen";
import { datedName, saveFrom } from "./save_file";
import { addStyle } from "./style";
import { pictureOf } from "./svg";
import { t } from "./text";
import { Tool, Tools } from "./tools";
import { Zoom } from "./zoom";

addStyle(sheet);

/** Rules within the drawing, where the page's do not reach. */
const INNER = `
:host { color: var(--lit-text); font-family: var(--lit-font); }
svg { display: block; max-inline-size: 100%; block-size: auto; margin-inline: auto; }
:host([data-width="content"]) svg { margin-inline: 0; }
:host([data-width="stretch"][data-fill]) svg { inline-size: 100%; }
:host([data-fill][data-height="fixed"]) svg, :host([data-fullscreen]) svg { inline-size: 100%; block-size: 100%; max-block-size: 100%; }
a:focus-visible { outline: var(--lit-focus); }
`;

interface DiagramProps {
  /** Streamlit's name for the element, a class and a test id. */
  name: string;
  /** The role of the drawing's place. */
  role: "figure" | "img";
  /** Null while there is nothing to show. */
  svg: SVGSVGElement | null;
  /** What is wrong, in the author's words. */
  problem: string | null;
  /** The test id of what is wrong. */
  problemName: string;
  source: string;
  width: Message["width"];
  height: Message["height"];
  /** Whether a drawing that is narrower than its place is enlarged to it. */
  fill?: boolean;
  label: string | null;
}

export function DiagramFrame(props: DiagramProps) {
  return (
    <FullScreenFrame subject={props.label}>
      {({ fullscreen, tool }) => <Diagram {...props} fullscreen={fullscreen} tool={tool} />}
    </FullScreenFrame>
  );
}

function Diagram({
  name,
  role,
  svg,
  problem,
  problemName,
  source,
  width,
  height,
  fill = false,
  label,
  fullscreen,
  tool,
}: DiagramProps & { fullscreen: boolean; tool: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const zoom = useRef<Zoom | null>(null);
  const full = useRef(fullscreen);
  full.current = fullscreen;

  useLayoutEffect(() => {
    const host = place.current;
    if (!host) return;
    const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    const rules = document.createElement("style");
    rules.textContent = INNER;
    root.replaceChildren(rules, ...(svg ? [svg] : []));
    zoom.current = svg && new Zoom(svg, () => full.current);
    return () => zoom.current?.reset();
  }, [svg]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another size begins with the whole drawing
  useEffect(() => zoom.current?.reset(), [fullscreen]);

  if (problem !== null) {
    return (
      <div className={classes(name)} data-testid={name}>
        <pre className="lit-diagram-problem" data-testid={problemName} role="alert">
          {problem}
        </pre>
      </div>
    );
  }
  const named = (words: string) => (label ? `${words}: ${label}` : words);
  const fixed = fullscreen || height !== "content";
  const shown = label ?? (fixed ? t("diagram") : null);
  return (
    <>
      <Tools>
        <Tool name="plus" label={named(t("zoomIn"))} onClick={() => zoom.current?.by(2)} />
        <Tool name="minus" label={named(t("zoomOut"))} onClick={() => zoom.current?.by(-2)} />
        <Tool name="download" label={named(t("downloadPng"))} onClick={() => void save(svg, place.current, name)} />
        <Tool name="copy" label={named(t("copy"))} onClick={() => void navigator.clipboard.writeText(source)} />
        {tool}
      </Tools>
      <div
        ref={place}
        className={classes("lit-diagram", name)}
        data-testid={name}
        data-width={typeof width === "number" ? "stretch" : width}
        data-height={fixed ? "fixed" : "content"}
        data-fill={fill || undefined}
        data-fullscreen={fullscreen || undefined}
        // What scrolls must be reached by key.
        tabIndex={fixed ? 0 : undefined}
        {...(shown && { role: label ? role : "group", "aria-label": shown })}
      />
    </>
  );
}

async function save(svg: SVGSVGElement | null, place: Element | null, name: string): Promise<void> {
  const picture = svg && place && (await pictureOf(svg, place));
  if (picture) saveFrom(picture, datedName(`${name}.png`));
}
