import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Page } from "../page/page";
import type { Component } from "../protocol";
import { AlertBox } from "../ui/alert_box";
import type { ElementProps } from "../ui/element";
import { skeleton } from "../ui/lazy";
import { lookAt } from "../ui/look";
import { componentPlace } from "../ui/modules";
import { useSignal } from "../ui/signals";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import { useDress } from "../ui/theme";
import sheet from "./component.css";
import { type OpenFolder, openFolder } from "./component_folder";
import { render, saidIn } from "./component_frame";
import { ASKS, askedIn } from "./component_reach";

addStyle(sheet);

const SANDBOX =
  "allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-same-origin allow-scripts allow-downloads";
const PATIENCE = 10_000; // ms, until the reader is told that nothing comes
/** What one message may carry at most, in characters: the server closes the connection for more. */
const MOST = 9_000_000;

/** A component that somebody has made: a page within the page. */
export function ComponentView({ element, page }: ElementProps<Component>) {
  const { url, problem, folder } = useAddress(element, page);
  const frame = useRef<HTMLIFrameElement>(null);
  const [ready, setReady] = useState(false);
  // Until it has said how high it is, a component is as high as the argument of that name says.
  const [height, setHeight] = useState(typeof element.args.height === "number" ? element.args.height : 0);
  const [late, setLate] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const dress = useDress();
  const latest = useRef(element);
  latest.current = element;
  // Heard from the moment the frame is there: its page may be quick.
  useLayoutEffect(() => {
    const listen = (event: MessageEvent): void => {
      if (event.source === null || event.source !== frame.current?.contentWindow) return;
      const asked = askedIn(event.data);
      if (asked) void answer(event.source as Window, asked, folder);
      const said = saidIn(event.data);
      if (said?.type === "ready") setReady(true);
      else if (said?.type === "height") setHeight(said.height);
      else if (said?.type === "refused") setRefused(said.problem);
      else if (said?.type === "value") {
        const fits = JSON.stringify(said.value).length < MOST;
        setRefused(fits ? null : t("componentTooMuch"));
        if (fits) page.values.commit(latest.current, said.value);
      }
    };
    window.addEventListener("message", listen);
    return () => window.removeEventListener("message", listen);
  }, [page, folder]);
  useEffect(() => {
    if (ready || url === null) return;
    const timer = setTimeout(() => setLate(true), PATIENCE);
    return () => clearTimeout(timer);
  }, [ready, url]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the theme is told too
  useEffect(() => {
    const around = frame.current?.parentElement;
    if (!ready || !around) return;
    frame.current?.contentWindow?.postMessage(render(element, lookAt(around)), "*");
  }, [ready, element, dress]);
  const trouble = problem ?? refused ?? (late && !ready ? t("componentLate", { name: element.name }) : null);
  return (
    <div className="lit-component-place">
      {trouble !== null && (
        <AlertBox level="warning" icon={null}>
          {trouble}
        </AlertBox>
      )}
      {!ready && trouble === null && skeleton("2.5rem")}
      {url !== null && (
        <iframe
          ref={frame}
          className="lit-component stCustomComponentV1"
          data-testid="stCustomComponentV1"
          data-ready={ready}
          src={url}
          title={element.name}
          sandbox={SANDBOX}
          allow="camera; clipboard-read; clipboard-write; fullscreen; geolocation; microphone"
          tabIndex={element.tab_index ?? undefined}
          height={height}
          scrolling="no"
        />
      )}
    </div>
  );
}

/** Tells a component's page where a file is that it asks for. */
async function answer(frame: Window, asked: { request: number; path: string }, folder: OpenFolder | null) {
  const told = await (folder?.find(asked.path) ?? Promise.reject(new Error("gone"))).then(
    (url) => ({ url }),
    (error: unknown) => ({ problem: String(error) }),
  );
  frame.postMessage({ type: ASKS, request: asked.request, ...told }, "*");
}

interface Address {
  url: string | null;
  problem: string | null;
  /** What has been put together here, and has more files. */
  folder: OpenFolder | null;
}

/** Where the component's page is: elsewhere, with the server, or put together here. */
function useAddress(element: Component, page: Page): Address {
  const place = useSignal(page.files.place);
  const [made, setMade] = useState<OpenFolder | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const folder = element.folder?.id ?? null;
  const here = folder !== null && place === "";
  useEffect(() => {
    if (!here || folder === null) return;
    let gone = false;
    let close: (() => void) | null = null;
    openFolder(page, folder).then(
      (opened) => {
        close = opened.close;
        if (gone) close();
        else setMade(opened);
      },
      (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      gone = true;
      close?.();
    };
  }, [page, folder, here]);
  if (here) return { url: made?.url ?? null, problem, folder: made };
  const folderUrl = `${componentPlace(page) ?? ""}${folder}/index.html`;
  const address = new URL(element.url ?? folderUrl, location.href);
  address.searchParams.set("streamlitUrl", location.origin + location.pathname);
  return { url: address.href, problem, folder: null };
}
