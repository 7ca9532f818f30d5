/** What a component's page and ours say to each other: the protocol of Streamlit's components, version 1. */

import type { Component, Json } from "../protocol";
import type { Look } from "../ui/look";

/** What a component's page says; all else is not for us. */
export type Said =
  | { type: "ready" }
  | { type: "height"; height: number }
  | { type: "value"; value: Json }
  | { type: "refused"; problem: string };

const MOST = 100_000; // px, of a frame

/** What a message from a component's page says, null for one of another kind. */
export function saidIn(data: unknown): Said | null {
  if (typeof data !== "object" || data === null || !("isStreamlitMessage" in data)) return null;
  const message = data as Record<string, unknown>;
  switch (message.type) {
    case "streamlit:componentReady":
      return { type: "ready" };
    case "streamlit:setFrameHeight": {
      const { height } = message;
      return typeof height === "number" && height >= 0 ? { type: "height", height: Math.min(height, MOST) } : null;
    }
    case "streamlit:setComponentValue":
      return saidValue(message.value, message.dataType);
    default:
      return null;
  }
}

function saidValue(value: unknown, type: unknown): Said {
  try {
    if (type === "bytes") return { type: "value", value: { type: "bytes", value: base64(value) } };
    if (type === "dataframe") {
      const { data, index, columns } = value as Record<string, unknown>;
      const table = { data: base64(data), index: base64(index), columns: base64(columns) };
      return { type: "value", value: { type: "dataframe", ...table } };
    }
    // Whatever JSON cannot hold is left out, as on its way to Streamlit.
    return { type: "value", value: { type: "json", value: JSON.parse(JSON.stringify(value ?? null)) } };
  } catch (error) {
    return { type: "refused", problem: error instanceof Error ? error.message : String(error) };
  }
}

function base64(value: unknown): string {
  const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : value;
  if (!(bytes instanceof Uint8Array)) throw new TypeError("Not bytes.");
  let text = "";
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(text);
}

/** What a component's page is told each time it is to draw itself. */
export function render(element: Component, look: Look): object {
  const binary = Object.fromEntries(element.binary.map(({ name, data }) => [name, data]));
  return {
    type: "streamlit:render",
    args: { ...element.args, ...binary, key: element.key },
    dfs: element.tables.map(({ name, data, index, columns }) => ({
      key: name,
      value: { data: { data, index, columns } },
    })),
    disabled: element.disabled,
    theme: {
      base: look.shade,
      primaryColor: look.token("primary"),
      backgroundColor: look.token("background"),
      secondaryBackgroundColor: look.token("sunken"),
      textColor: look.token("text"),
      font: look.token("font"),
    },
  };
}
