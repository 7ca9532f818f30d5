/** Icons that authors name: emoji as they are, `:shortcode:` and `:material/name:` drawn from fetched tables and fonts. */

import { useEffect, useState } from "react";
import sheet from "./icon.css";
import { addStyle } from "./style";
import { t } from "./text";

addStyle(sheet);

const MATERIAL = /^:material\/([a-z0-9_]+):$/;
const SHORTCODE = /^:([a-z0-9_+-]+):$/;

/** An icon of an element; in the way of Streamlit, it stands for itself and has no name of its own. */
export function Icon({ icon, testId }: { icon: string; testId?: string }) {
  if (icon === "spinner") return <span className="lit-spinner-icon" data-testid="stSpinnerIcon" aria-hidden="true" />;
  const material = MATERIAL.exec(icon)?.[1];
  if (material !== undefined) return <MaterialIcon name={material} hidden testId={testId ?? "stIconMaterial"} />;
  const shortcode = SHORTCODE.exec(icon)?.[1];
  return (
    <span className="lit-icon lit-icon-emoji" data-testid={testId ?? "stIconEmoji"} aria-hidden="true">
      {shortcode === undefined ? icon : <Emoji name={shortcode} />}
    </span>
  );
}

/** An icon of the Material Symbols font, which is fetched when the first one is drawn. */
export function MaterialIcon({ name, hidden, testId }: { name: string; hidden?: boolean; testId?: string }) {
  const ready = useFetched(materialFont);
  return (
    <span
      className={ready ? "lit-icon lit-icon-material" : "lit-icon lit-icon-material lit-icon-waiting"}
      data-testid={testId}
      translate="no"
      {...(hidden
        ? { "aria-hidden": true }
        : { role: "img", "aria-label": t("icon", { name: name.replaceAll("_", " ") }) })}
    >
      {name}
    </span>
  );
}

/** The emoji of a shortcode; the shortcode itself until the table is there, and where it is unknown. */
export function Emoji({ name }: { name: string }) {
  const table = useFetched(emojiTable);
  return <>{table?.[name] ?? `:${name}:`}</>;
}

/** Something fetched once for all who need it. */
interface Fetched<T> {
  value: T | null;
  fetch(): Promise<T>;
}

function fetched<T>(load: () => Promise<T>): Fetched<T> {
  let promise: Promise<T> | null = null;
  const entry: Fetched<T> = {
    value: null,
    fetch() {
      promise ??= load().then((value) => {
        entry.value = value;
        return value;
      });
      return promise;
    },
  };
  return entry;
}

const materialFont = fetched(() => import("./material_font").then((module) => module.addMaterialFont()));
const emojiTable = fetched(() => import("./emoji_table").then((module) => module.EMOJI));

function useFetched<T>(source: Fetched<T>): T | null {
  const [value, setValue] = useState(source.value);
  useEffect(() => {
    if (value !== null) return;
    let here = true;
    source.fetch().then(
      (loaded) => here && setValue(() => loaded),
      () => undefined, // the plain form stays
    );
    return () => {
      here = false;
    };
  }, [source, value]);
  return value;
}
