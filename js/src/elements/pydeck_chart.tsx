/** A map of deck.gl. */

import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import type { PydeckChart } from "../protocol";
import type { ElementProps } from "../ui/element";
import { FullScreenFrame } from "../ui/fullscreen";
import { useSignal } from "../ui/signals";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import { useDress } from "../ui/theme";
import { Tool, Tools } from "../ui/tools";
import { DeckMap } from "./deck_map";
import sheet from "./pydeck_chart.css";

addStyle(sheet);

export function PydeckChartView({ element, page }: ElementProps<PydeckChart>) {
  return (
    <FullScreenFrame>
      {({ fullscreen, tool }) => (
        <MapView element={element} page={page} fullscreen={fullscreen}>
          {tool}
        </MapView>
      )}
    </FullScreenFrame>
  );
}

interface MapProps extends Pick<ElementProps<PydeckChart>, "element" | "page"> {
  fullscreen: boolean;
  /** The button for full screen. */
  children: ReactNode;
}

function MapView({ element, page, fullscreen, children }: MapProps) {
  const holder = useRef<HTMLDivElement>(null);
  const below = useRef<HTMLDivElement>(null);
  const map = useRef<DeckMap | null>(null);
  const latest = useRef(element);
  latest.current = element;
  const [problem, setProblem] = useState<Error | null>(null);
  const [notes, setNotes] = useState<{ base: string | null; layer: string | null }>({ base: null, layer: null });
  const [drawable] = useState(hasWebGl);
  const theme = useDress();
  const value = useSignal(page.values.of(element));

  useLayoutEffect(() => {
    if (!holder.current || !below.current || !drawable) return;
    const made = new DeckMap(holder.current, below.current, {
      failed: setProblem,
      note: (kind, text) => setNotes((before) => (before[kind] === text ? before : { ...before, [kind]: text })),
      selected: (selected) => page.values.commit(latest.current, selected),
    });
    map.current = made;
    return () => made.close();
  }, [page, drawable]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the colours, a new map has drawn nothing
  useLayoutEffect(() => {
    setProblem(null);
    map.current?.draw(element, page.values.of(element).peek());
  }, [element, theme, page]);

  useLayoutEffect(() => map.current?.mark(value), [value]);

  if (problem) throw problem;
  return (
    <>
      <Tools>
        <Tool name="plus" label={t("zoomIn")} onClick={() => map.current?.zoom(1)} />
        <Tool name="minus" label={t("zoomOut")} onClick={() => map.current?.zoom(-1)} />
        {children}
      </Tools>
      <div
        className="lit-map stDeckGlJsonChart"
        data-testid="stDeckGlJsonChart"
        data-fullscreen={fullscreen}
        role="application"
        aria-roledescription={t("map")}
        aria-label={element.alt ?? t("map")}
      >
        <div ref={below} className="lit-map-below" />
        <div ref={holder} className="lit-map-drawing" />
        {!drawable && <p className="lit-map-missing">{t("noWebGl")}</p>}
        <div className="lit-map-notes" role="status">
          {notes.base !== null && <span className="lit-map-note">{t("noTiles", { style: named(notes.base) })}</span>}
          {notes.layer !== null && <span className="lit-map-note">{t("noLayer", { problem: notes.layer })}</span>}
        </div>
      </div>
    </>
  );
}

/** Tells whether this browser can draw maps. */
function hasWebGl(): boolean {
  return document.createElement("canvas").getContext("webgl2") !== null;
}

/** How a base map is called in a sentence. */
function named(style: string): string {
  return style.startsWith("{") ? t("givenStyle") : style;
}
