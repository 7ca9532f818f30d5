/** The admin page: what goes on in a server, and what can be done about it. */

import { useCallback, useEffect, useRef, useState } from "react";
import type { ChosenTheme } from "../theme/theme";
import tokens from "../theme/tokens.css";
import { PushButton } from "../ui/button";
import icons from "../ui/icon_button.css";
import { Modal } from "../ui/modal";
import { OverlayContext } from "../ui/overlay";
import { addStyle } from "../ui/style";
import { locale, told } from "../ui/text";
import sheet from "./admin.css";
import { ago, busy, moment, rounded, size, span } from "./admin_format";
import {
  type AppState,
  act,
  type Config,
  type KernelState,
  look,
  type SessionState,
  SignedOut,
  type State,
} from "./admin_state";
import { AdminTable, type Column } from "./admin_table";
import { COUNTS, QUESTIONS, STATES, say } from "./admin_words";

addStyle(tokens);
addStyle(icons);
addStyle(sheet);

/** How often the server is asked, in ms, while the page is in sight. */
const EVERY = 2000;

/** Something to be done, once the administrator has said yes. */
interface Asked {
  question: keyof typeof QUESTIONS;
  what: string;
  path: string;
  said: string;
}

export function Admin({ config, theme }: { config: Config; theme: ChosenTheme }) {
  const [overlay, setOverlay] = useState<HTMLElement | null>(null);
  const [shade, setShade] = useState(theme.current());
  useEffect(() => theme.watch(setShade), [theme]);
  const { state, lost, refresh } = useServer(config);
  const [asked, ask] = useState<Asked | null>(null);
  const [said, setSaid] = useState("");
  const run = async (path: string, text: string) => {
    ask(null);
    try {
      setSaid((await act(config, path)) ? text : say("gone"));
    } catch (error) {
      if (error instanceof SignedOut) location.reload();
      setSaid(say("noAnswer"));
    }
    refresh();
  };
  return (
    <div className="lit lit-admin-page" data-theme={shade}>
      <OverlayContext.Provider value={overlay}>
        <div className="lit-view lit-admin">
          {state && <Overview state={state} lost={lost} config={config} ask={ask} run={run} said={said} />}
          {!state && (
            <p className="lit-admin-none" role="status">
              {say(lost ? "noAnswer" : "looking")}
            </p>
          )}
          {asked && <Question asked={asked} cancel={() => ask(null)} run={run} />}
        </div>
      </OverlayContext.Provider>
      <div ref={setOverlay} />
    </div>
  );
}

/** What the server says: asked again and again, while somebody looks. */
function useServer(config: Config) {
  const [state, setState] = useState<State | null>(null);
  const [lost, setLost] = useState(false);
  const refresh = useCallback(async () => {
    try {
      setState(await look(config));
      setLost(false);
    } catch (error) {
      if (error instanceof SignedOut) location.reload();
      else setLost(true);
    }
  }, [config]);
  useEffect(() => {
    const tick = () => {
      if (document.visibilityState === "visible") refresh();
    };
    tick();
    const timer = setInterval(tick, EVERY);
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [refresh]);
  return { state, lost, refresh };
}

interface OverviewProps {
  state: State;
  lost: boolean;
  config: Config;
  said: string;
  ask(asked: Asked): void;
  run(path: string, said: string): void;
}

function Overview({ state, lost, config, said, ask, run }: OverviewProps) {
  const { server, time } = state;
  const open = server.state === "open";
  const left = server.sessions - state.sessions.length;
  return (
    <>
      <header className="lit-admin-header">
        <h1>{say("title")}</h1>
        <Pill state={lost ? "lost" : server.state} />
        <nav>
          <a href={config.base}>{say("toApps")}</a>
          {open ? (
            <Deed
              name={say("drainServer")}
              onClick={() => ask({ question: "close", what: "", path: "server/drain", said: say("drained") })}
            />
          ) : (
            <Deed name={say("openServer")} primary onClick={() => run("server/resume", say("opened"))} />
          )}
        </nav>
      </header>
      <p className="lit-admin-said" role="status">
        {said}
      </p>
      <main>
        <Figures state={state} />
        <AdminTable
          title={say("kernels")}
          rows={state.kernels}
          id={(kernel) => kernel.id}
          columns={kernelColumns(time)}
          deeds={(kernel) => <KernelDeeds kernel={kernel} ask={ask} run={run} />}
          none={say("noKernels")}
        />
        <AdminTable
          title={say("apps")}
          rows={state.apps}
          id={(app) => app.key}
          columns={appColumns(config.base, time)}
          deeds={(app) => (
            <Deed
              name={say("restart")}
              of={app.key}
              disabled={app.state === "resting"}
              onClick={() =>
                ask({
                  question: "restart",
                  what: app.key,
                  path: `apps/${app.key}/restart`,
                  said: say("restarted", { what: app.key }),
                })
              }
            />
          )}
          none={say("noApps")}
        />
        <AdminTable
          title={say("sessions")}
          rows={state.sessions}
          id={(session) => session.handle}
          columns={sessionColumns(time)}
          deeds={(session) => <SessionDeeds session={session} ask={ask} />}
          none={say("nobody")}
          note={left > 0 ? say("notListed", { count: left }) : undefined}
        />
        <Counts counts={server.counts} />
      </main>
      <footer className="lit-admin-footer">
        {say("footer", { version: server.version, span: ago(server.use.since, time), who: told(config.who) })}
      </footer>
    </>
  );
}

function Figures({ state: { server, kernels } }: { state: State }) {
  const { machine } = server;
  const ready = kernels.filter((kernel) => kernel.state === "ready").length;
  return (
    <dl className="lit-admin-figures">
      <Figure
        name={say("sessions")}
        value={String(server.sessions)}
        of={say("ofWhole", { whole: server.max_sessions })}
        share={server.sessions / server.max_sessions}
      />
      <Figure
        name={say("browsers")}
        value={String(server.browsers)}
        of={server.waiting ? say("waiting", { count: server.waiting }) : say("nobodyWaits")}
      />
      <Figure
        name={say("kernels")}
        value={String(ready)}
        of={ready === kernels.length ? say("allReady") : say("ofWholeReady", { whole: kernels.length })}
      />
      <Figure
        name={say("memory")}
        value={size(machine.memory_used)}
        of={say("ofWhole", { whole: size(machine.memory) })}
        share={machine.memory_used / machine.memory}
      />
      <Figure
        name={say("processors")}
        value={busy(machine.cores_used)}
        of={say("ofWhole", { whole: busy(machine.cores) })}
        share={machine.cores_used / machine.cores}
      />
      <Figure name={say("thisServer")} value={size(server.use.memory)} of={busy(server.use.cores)} />
    </dl>
  );
}

function Figure({ name, value, of, share }: { name: string; value: string; of: string; share?: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong>{value}</strong> <span>{of}</span>
        {share !== undefined && (
          <span className="lit-admin-share" data-high={share > 0.9} aria-hidden="true">
            <span style={{ inlineSize: `${Math.min(100, share * 100)}%` }} />
          </span>
        )}
      </dd>
    </div>
  );
}

function Pill({ state }: { state: string }) {
  const known = STATES[state];
  return (
    <span className="lit-admin-pill" data-colour={known?.colour ?? "gray"}>
      {known ? say(known.word) : state}
    </span>
  );
}

function Counts({ counts }: { counts: Readonly<Record<string, number>> }) {
  const rows = Object.entries(COUNTS).filter(([name]) => counts[name]);
  if (rows.length === 0) return null;
  return (
    <section className="lit-admin-section" aria-labelledby="lit-admin-counts">
      <h2 id="lit-admin-counts">{say("sinceStart")}</h2>
      <dl className="lit-admin-counts">
        {rows.map(([name, title]) => (
          <div key={name}>
            <dt>{say(title)}</dt>
            <dd>{counts[name]?.toLocaleString(locale)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface DeedProps {
  name: string;
  /** What it is done to, for those who do not see the row. */
  of?: string;
  primary?: boolean;
  disabled?: boolean;
  onClick(): void;
}

function Deed({ name, of, primary = false, disabled = false, onClick }: DeedProps) {
  return (
    <button
      type="button"
      className="lit-button lit-admin-deed"
      data-type={primary ? "primary" : "secondary"}
      aria-label={of === undefined ? undefined : say("deed", { deed: name, what: of })}
      disabled={disabled}
      onClick={onClick}
    >
      {name}
    </button>
  );
}

const nameOf = (kernel: KernelState) => say("kernelOf", { number: kernel.number, app: kernel.app });

function KernelDeeds({ kernel, ask, run }: { kernel: KernelState } & Pick<OverviewProps, "ask" | "run">) {
  const name = nameOf(kernel);
  return (
    <>
      <Deed
        name={say("drain")}
        of={name}
        disabled={kernel.state !== "ready"}
        onClick={() => run(`kernels/${kernel.id}/drain`, say("movesAway", { what: name }))}
      />
      <Deed
        name={say("kill")}
        of={name}
        disabled={kernel.state === "resting"}
        onClick={() =>
          ask({ question: "kill", what: name, path: `kernels/${kernel.id}/kill`, said: say("killed", { what: name }) })
        }
      />
    </>
  );
}

function SessionDeeds({ session, ask }: { session: SessionState } & Pick<OverviewProps, "ask">) {
  const name = say("sessionNamed", { name: session.handle.slice(0, 8) });
  const path = `sessions/${session.handle}/end`;
  return (
    <Deed
      name={say("end")}
      of={name}
      onClick={() => ask({ question: "end", what: name, path, said: say("ended", { what: name }) })}
    />
  );
}

function Question({ asked, cancel, run }: { asked: Asked; cancel(): void } & Pick<OverviewProps, "run">) {
  const { title, text, yes } = QUESTIONS[asked.question];
  const no = useRef<HTMLSpanElement>(null);
  useEffect(() => no.current?.querySelector("button")?.focus(), []);
  return (
    <Modal title={say(title, { what: asked.what })} position="center" width={480} close={cancel}>
      <p className="lit-admin-text">{say(text)}</p>
      <div className="lit-admin-answers">
        <span ref={no}>
          <PushButton kind="secondary" look="secondary" label={say("cancel")} help={null} onClick={cancel} />
        </span>
        <PushButton
          kind="primary"
          look="primary"
          label={say(yes)}
          help={null}
          onClick={() => run(asked.path, asked.said)}
        />
      </div>
    </Modal>
  );
}

const kernelColumns = (now: number): readonly Column<KernelState>[] => [
  { title: say("kernel"), cell: (kernel) => `${kernel.app} ${kernel.number}` },
  { title: say("state"), cell: (kernel) => <Pill state={kernel.state} /> },
  { title: say("memory"), figure: true, cell: (kernel) => size(kernel.use.memory) },
  { title: say("processor"), figure: true, cell: (kernel) => (kernel.pid ? busy(kernel.use.cores) : "–") },
  { title: say("sessions"), figure: true, cell: (kernel) => kernel.sessions },
  { title: say("runningScripts"), figure: true, cell: (kernel) => kernel.running },
  { title: say("lasting"), figure: true, cell: (kernel) => <Time then={kernel.use.since} now={now} /> },
  {
    title: say("readyIn"),
    figure: true,
    spare: true,
    cell: (kernel) => (kernel.ready_seconds ? `${rounded(kernel.ready_seconds)} s` : "–"),
  },
  { title: say("process"), figure: true, spare: true, cell: (kernel) => kernel.pid || "–" },
];

const appColumns = (base: string, now: number): readonly Column<AppState>[] => [
  { title: say("app"), cell: (app) => <a href={base + app.address}>{app.key}</a> },
  { title: say("state"), cell: (app) => <Pill state={app.state} /> },
  { title: say("file"), spare: true, cell: (app) => app.file },
  { title: say("changed"), figure: true, spare: true, cell: (app) => <Time then={app.saved} now={now} /> },
  { title: say("kernels"), figure: true, cell: (app) => app.kernels },
  { title: say("sessions"), figure: true, cell: (app) => app.sessions },
];

const sessionColumns = (now: number): readonly Column<SessionState>[] => [
  { title: say("session"), cell: (session) => <code>{session.handle.slice(0, 8)}</code> },
  {
    title: say("state"),
    cell: (session) => <Pill state={session.running ? "running" : session.connected ? "here" : "away"} />,
  },
  { title: say("app"), cell: (session) => session.app },
  { title: say("page"), cell: (session) => session.page },
  { title: say("user"), cell: (session) => session.user || "–" },
  { title: say("lasting"), figure: true, cell: (session) => <Time then={session.since} now={now} /> },
  { title: say("lastSeen"), figure: true, cell: (session) => <Time then={session.seen} now={now} /> },
];

function Time({ then, now }: { then: number; now: number }) {
  return <span title={moment(then)}>{then > 0 ? span(now - then) : "–"}</span>;
}
