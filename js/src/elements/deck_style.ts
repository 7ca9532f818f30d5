/** A base map of the author's own below a map, drawn by MapLibre. A module of its own, as few maps need it. */

import { Map as BaseMap, type StyleSpecification, setWorkerUrl } from "maplibre-gl";
import sheet from "maplibre-gl/dist/maplibre-gl.css";
import worker from "maplibre-gl/dist/maplibre-gl-worker.mjs" with { type: "text" };
import { addStyle } from "../ui/style";

addStyle(sheet);
// As a blob: behind some doors the page's code has no address from which a worker could be fetched.
setWorkerUrl(URL.createObjectURL(new Blob([worker], { type: "text/javascript" })));

/** Where one looks from. */
export interface Sight {
  longitude: number;
  latitude: number;
  zoom: number;
  pitch?: number;
  bearing?: number;
}

export class Base {
  private readonly map: BaseMap;

  /** `fail` is told once the style or what it needs cannot be fetched. */
  constructor(place: HTMLElement, style: string, fail: (reason: string) => void) {
    // Not the place itself: MapLibre's sheet has a word in how its container stands.
    const container = document.createElement("div");
    container.className = "lit-map-base";
    place.replaceChildren(container);
    this.map = new BaseMap({
      container,
      style: style.startsWith("{") ? (JSON.parse(style) as StyleSpecification) : style,
      interactive: false,
      attributionControl: { compact: true },
    });
    this.map.on("error", ({ error }) => fail(error.message));
  }

  look({ longitude, latitude, zoom, pitch = 0, bearing = 0 }: Sight): void {
    this.map.jumpTo({ center: [longitude, latitude], zoom, pitch, bearing });
  }

  resize(): void {
    this.map.resize();
  }

  close(): void {
    this.map.remove();
  }
}
