/** Maps of PyDeck: from JSON to the layers and views of deck.gl. Expressions are parsed, never evaluated as code. */

import * as aggregation from "@deck.gl/aggregation-layers";
import {
  COORDINATE_SYSTEM,
  FirstPersonView,
  _GlobeView as GlobeView,
  MapView,
  OrbitView,
  OrthographicView,
} from "@deck.gl/core";
import * as geo from "@deck.gl/geo-layers";
import { JSONConfiguration, JSONConverter } from "@deck.gl/json";
import * as layers from "@deck.gl/layers";
import * as meshes from "@deck.gl/mesh-layers";
import type { LayerRows } from "../protocol";
import { dataOf } from "./deck_rows";
import { type Chosen, dimmed } from "./deck_selection";

type Props = Record<string, unknown>;

/** What a map is made of. */
export interface Parts {
  layers: object[];
  views: object[] | null;
  initialViewState: Props | null;
  parameters: Props;
  /** Whether it shows the earth: there is a ground to draw then. */
  earth: boolean;
  /** Whether what is in view can be told: it is seen as one flat map. */
  flat: boolean;
}

const VIEWS = { MapView, GlobeView, _GlobeView: GlobeView, FirstPersonView, OrbitView, OrthographicView };
const CLASSES: Record<string, unknown> = { ...layers, ...aggregation, ...geo, ...meshes, ...VIEWS };
const EARTHLY: ReadonlySet<string> = new Set(["MapView", "GlobeView", "_GlobeView"]);

/** Converts a specification; `chosen` is what the reader has selected. */
export function parts(spec: string, rows: readonly LayerRows[], chosen: Chosen): Parts {
  const json = JSON.parse(spec) as Props;
  for (const layer of listed(json.layers)) refuseUnknown(layer);
  for (const view of listed(json.views)) refuseUnknown(view);
  const converted = converter(rows, chosen).convert(json) as Props;
  const kinds = listed(json.views).map((view) => String(view["@@type"]));
  const views = listed(converted.views);
  return {
    layers: listed(converted.layers),
    views: views.length > 0 ? views : null,
    initialViewState: (converted.initialViewState as Props | undefined) ?? null,
    parameters: (converted.parameters as Props | undefined) ?? {},
    earth: kinds.every((kind) => EARTHLY.has(kind)),
    flat: views.length < 2 && kinds.every((kind) => kind === "MapView"),
  };
}

function converter(rows: readonly LayerRows[], chosen: Chosen): JSONConverter {
  const preProcessClassProps = (type: unknown, given: Props): Props => {
    if (type === MapView) return { repeat: true, ...given };
    if (Object.values(VIEWS).includes(type as never)) return given;
    const position = (given.data as Props | undefined)?.["@@rows"];
    const data = typeof position === "number" && rows[position] ? dataOf(rows[position]) : given.data;
    // Workers of loaders would be fetched from elsewhere.
    const loadOptions = { ...(given.loadOptions as Props | undefined), worker: false, core: { worker: false } };
    return dimmed({ ...given, data, loadOptions }, chosen);
  };
  const configuration = new JSONConfiguration({
    classes: CLASSES as never,
    enumerations: { COORDINATE_SYSTEM },
    preProcessClassProps: preProcessClassProps as never,
  });
  return new JSONConverter({ configuration });
}

/** One thing or several, as a list. */
function listed(value: unknown): Props[] {
  return Array.isArray(value) ? value.filter(Boolean) : value ? [value as Props] : [];
}

function refuseUnknown(part: Props): void {
  const type = String(part["@@type"]);
  if (CLASSES[type] === undefined) throw new Error(`deck.gl has no layer or view of the type “${type}”.`);
}
