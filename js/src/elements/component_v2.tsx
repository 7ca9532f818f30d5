import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Page } from "../page/page";
import type { ComponentV2, Json } from "../protocol";
import { AlertBox } from "../ui/alert_box";
import type { ElementProps } from "../ui/element";
import { lookAt } from "../ui/look";
import { addressIn, loadModule } from "../ui/modules";
import { withScripts } from "../ui/scripts";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import { useDress } from "../ui/theme";
import sheet from "./component_v2.css";
import { dataOf, sameData } from "./component_v2_data";
import { type Reach, type Running, run } from "./component_v2_run";

addStyle(sheet);

/** What one message may carry at most, in characters: the server closes the connection for more. */
const MOST = 9_000_000;

let instances = 0;

/** A component that stands in the page: HTML and styles of its author's, and a script that is called with its data. */
export function ComponentV2View({ element, page }: ElementProps<ComponentV2>) {
  const place = useRef<HTMLDivElement>(null);
  const around = useRef<HTMLDivElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const latest = useRef(element);
  latest.current = element;
  const data = useRef<{ of: ComponentV2; is: Promise<unknown> } | null>(null);
  const running = useRef<Promise<Running | null>>(Promise.resolve(null));
  const { isolate, html, css, module, entry, assets, sheet: named } = element;

  const dress = useDress();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are others with another dress
  useLayoutEffect(() => {
    if (around.current) dressUp(around.current);
  }, [dress]);

  /** The data as the script gets it: the same object as long as it is the same. */
  const dataNow = (): Promise<unknown> => {
    if (data.current === null || !sameData(data.current.of, latest.current)) {
      data.current = { of: latest.current, is: dataOf(latest.current) };
    }
    return data.current.is;
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: data alone begins nothing anew
  useEffect(() => {
    const host = place.current;
    if (host === null) return;
    let gone = false;
    const parentElement = isolate ? (host.shadowRoot ?? host.attachShadow({ mode: "open" })) : host;
    furnish(parentElement, html, css);
    const fail = (error: unknown): null => {
      console.error(`The component ${latest.current.name} has failed:`, error);
      if (!gone) setProblem(error instanceof Error ? error.message : String(error));
      return null;
    };
    if (assets !== null) link(parentElement, addressIn(page, assets, named)).catch(fail);
    setProblem(null);
    if (module === null) return;
    const reach = reachOf(page, latest, parentElement, setProblem);
    const begun = Promise.all([loadModule(page, module, entry), dataNow()])
      .then(([loaded, given]) => (gone ? null : run(loaded, reach, given, stateOf(page, latest.current))))
      .catch(fail);
    running.current = begun;
    return () => {
      gone = true;
      begun.then((ran) => ran?.end());
    };
  }, [page, isolate, html, css, module?.id, entry, assets?.id, named]);

  useEffect(() => {
    const update = (): void => {
      const begun = running.current;
      Promise.all([begun, dataNow()])
        .then(([ran, given]) => (running.current === begun ? ran?.update(given, stateOf(page, latest.current)) : null))
        .catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)));
    };
    return page.values.of(element).subscribe(update);
  });

  return (
    <div className="stBidiComponent lit-component-v2" data-testid="stBidiComponent">
      {problem !== null && (
        <AlertBox level="error" icon={null}>
          {t("componentFailed", { name: element.name, problem })}
        </AlertBox>
      )}
      <div ref={around} className="lit-component-v2-theme">
        <div
          key={String(isolate)}
          ref={place}
          data-testid={isolate ? "stBidiComponentIsolated" : "stBidiComponentRegular"}
          className="lit-component-v2-place"
        />
      </div>
    </div>
  );
}

/** Puts HTML and styles into a component's place. */
function furnish(root: HTMLElement | ShadowRoot, html: Uint8Array | null, css: Uint8Array | null): void {
  const read = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  const inner = document.createElement("div");
  root.replaceChildren(inner);
  if (html) {
    const body = document.createElement("div");
    inner.append(body);
    withScripts(read(html))(body);
  }
  if (css) {
    const style = document.createElement("style");
    style.textContent = read(css);
    inner.append(style);
  }
}

async function link(root: HTMLElement | ShadowRoot, address: Promise<string>): Promise<void> {
  const element = document.createElement("link");
  element.rel = "stylesheet";
  root.firstElementChild?.append(element);
  element.href = await address;
}

/** What the script of a component may do. */
function reachOf(
  page: Page,
  latest: { readonly current: ComponentV2 },
  parentElement: HTMLElement | ShadowRoot,
  tell: (problem: string | null) => void,
): Reach {
  instances += 1;
  let triggers: Record<string, Json> = {};
  const fits = (value: unknown): boolean => {
    const small = JSON.stringify(value).length < MOST;
    tell(small ? null : t("componentTooMuch"));
    return small;
  };
  return {
    name: latest.current.name,
    key: `st-bidi-component-${instances}-${Date.now().toString(36)}`,
    parentElement,
    setStateValue(name, value) {
      const { [name]: _, ...others } = stateOf(page, latest.current);
      const state = value === undefined || value === null ? others : { ...others, [name]: plain(value) };
      if (fits(state)) page.values.commit(latest.current, state);
    },
    setTriggerValue(name, value) {
      if (latest.current.form !== null) {
        console.warn(`The component ${latest.current.name} stands in a form: what its triggers say goes nowhere.`);
        return;
      }
      // Triggers of one event go together.
      if (Object.keys(triggers).length === 0) queueMicrotask(() => (triggers = {}));
      triggers = { ...triggers, [name]: plain(value) };
      if (fits(triggers)) page.values.trigger({ ...latest.current, id: latest.current.trigger }, triggers);
    },
  };
}

/** A value as it travels: what JSON cannot hold is left out. */
function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value ?? null) ?? "null");
}

function stateOf(page: Page, element: ComponentV2): Record<string, Json> {
  const state = page.values.of(element).peek();
  return typeof state === "object" && state !== null && !Array.isArray(state) ? state : {};
}

/** What of the theme is no token of ours: lists of colours, and whether links are underlined. */
function dressUp(around: HTMLElement): void {
  const { colors, token } = lookAt(around);
  around.style.setProperty("--st-link-underline", token("link-line") === "none" ? "0" : "1");
  around.style.setProperty("--st-chart-categorical-colors", colors.categories.join(","));
  around.style.setProperty("--st-chart-sequential-colors", colors.ramp.join(","));
  around.style.setProperty("--st-chart-diverging-colors", colors.diverging.join(","));
}
