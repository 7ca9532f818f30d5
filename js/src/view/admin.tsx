/** The admin page: what goes on in a server, and what can be done about it. */

import { useCallback, useEffect, useRef, useState } from "react";
import type { ChosenTheme } from "../theme/theme";
import tokens from "../theme/tokens.css";
import { PushButton } from "../ui/button";
import icons from "../ui/icon_button.css";
import { Modal } from "../ui/modal";
import { OverlayContext } from "../ui/overlay";
import { addStyle } from "../ui/style";
import sheet from "./admin.css";
import { ago, busy, moment, size, span } from "./admin_format";
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
import { COUNTS, QUESTIONS, STATES } from "./admin_words";

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
  const [said, say] = useState("");
  const run = async (path: string, text: string) => {
    ask(null);
    try {
      say((await act(config, path)) ? text : "That is not there any more.");
    } catch (error) {
      if (error instanceof SignedOut) location.reload();
      say("The server does not answer.");
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
              {lost ? "The server does not answer." : "Looking …"}
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
        <h1>Administration</h1>
        <Pill state={lost ? "lost" : server.state} />
        <nav>
          <a href={config.base}>To the apps</a>
          {open ? (
            <Deed
              name="Drain the server"
              onClick={() =>
                ask({ question: "close", what: "", path: "server/drain", said: "The server lets nobody in any more." })
              }
            />
          ) : (
            <Deed
              name="Let people in again"
              primary
              onClick={() => run("server/resume", "The server lets people in again.")}
            />
          )}
        </nav>
      </header>
      <p className="lit-admin-said" role="status">
        {said}
      </p>
      <main>
        <Figures state={state} />
        <AdminTable
          title="Kernels"
          rows={state.kernels}
          id={(kernel) => kernel.id}
          columns={kernelColumns(time)}
          deeds={(kernel) => <KernelDeeds kernel={kernel} ask={ask} run={run} />}
          none="No kernel runs: they are started for the first visitor."
        />
        <AdminTable
          title="Apps"
          rows={state.apps}
          id={(app) => app.key}
          columns={appColumns(config.base, time)}
          deeds={(app) => (
            <Deed
              name="Restart"
              of={app.key}
              disabled={app.state === "resting"}
              onClick={() =>
                ask({
                  question: "restart",
                  what: app.key,
                  path: `apps/${app.key}/restart`,
                  said: `${app.key} is being restarted.`,
                })
              }
            />
          )}
          none="There are no apps."
        />
        <AdminTable
          title="Sessions"
          rows={state.sessions}
          id={(session) => session.handle}
          columns={sessionColumns(time)}
          deeds={(session) => <SessionDeeds session={session} ask={ask} />}
          none="Nobody is here."
          note={left > 0 ? `${left} more, seen longer ago, are not listed.` : undefined}
        />
        <Counts counts={server.counts} />
      </main>
      <footer className="lit-admin-footer">
        jupyterlit {server.version}, running for {ago(server.use.since, time)}. You are here as {config.who}.
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
        name="Sessions"
        value={String(server.sessions)}
        of={`of ${server.max_sessions}`}
        share={server.sessions / server.max_sessions}
      />
      <Figure
        name="Browsers"
        value={String(server.browsers)}
        of={server.waiting ? `${server.waiting} waiting` : "nobody waits"}
      />
      <Figure
        name="Kernels"
        value={String(ready)}
        of={ready === kernels.length ? "ready" : `of ${kernels.length} ready`}
      />
      <Figure
        name="Memory"
        value={size(machine.memory_used)}
        of={`of ${size(machine.memory)}`}
        share={machine.memory_used / machine.memory}
      />
      <Figure
        name="Processors"
        value={busy(machine.cores_used)}
        of={`of ${machine.cores}00 %`}
        share={machine.cores_used / machine.cores}
      />
      <Figure name="This server" value={size(server.use.memory)} of={busy(server.use.cores)} />
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
  const { word, colour } = STATES[state] ?? { word: state, colour: "gray" };
  return (
    <span className="lit-admin-pill" data-colour={colour}>
      {word}
    </span>
  );
}

function Counts({ counts }: { counts: Readonly<Record<string, number>> }) {
  const rows = Object.entries(COUNTS).filter(([name]) => counts[name]);
  if (rows.length === 0) return null;
  return (
    <section className="lit-admin-section" aria-labelledby="lit-admin-counts">
      <h2 id="lit-admin-counts">Since the start</h2>
      <dl className="lit-admin-counts">
        {rows.map(([name, title]) => (
          <div key={name}>
            <dt>{title}</dt>
            <dd>{counts[name]?.toLocaleString()}</dd>
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
      aria-label={of === undefined ? undefined : `${name} ${of}`}
      disabled={disabled}
      onClick={onClick}
    >
      {name}
    </button>
  );
}

const nameOf = (kernel: KernelState) => `kernel ${kernel.number} of ${kernel.app}`;

function KernelDeeds({ kernel, ask, run }: { kernel: KernelState } & Pick<OverviewProps, "ask" | "run">) {
  const name = nameOf(kernel);
  return (
    <>
      <Deed
        name="Drain"
        of={name}
        disabled={kernel.state !== "ready"}
        onClick={() => run(`kernels/${kernel.id}/drain`, `Sessions move away from ${name}; then it ends.`)}
      />
      <Deed
        name="Kill"
        of={name}
        disabled={kernel.state === "resting"}
        onClick={() =>
          ask({ question: "kill", what: name, path: `kernels/${kernel.id}/kill`, said: `The process of ${name} ends.` })
        }
      />
    </>
  );
}

function SessionDeeds({ session, ask }: { session: SessionState } & Pick<OverviewProps, "ask">) {
  const name = `session ${session.handle.slice(0, 8)}`;
  const path = `sessions/${session.handle}/end`;
  return (
    <Deed
      name="End"
      of={name}
      onClick={() => ask({ question: "end", what: name, path, said: `The ${name} has ended.` })}
    />
  );
}

function Question({ asked, cancel, run }: { asked: Asked; cancel(): void } & Pick<OverviewProps, "run">) {
  const { title, text, yes } = QUESTIONS[asked.question];
  const no = useRef<HTMLSpanElement>(null);
  useEffect(() => no.current?.querySelector("button")?.focus(), []);
  return (
    <Modal title={title(asked.what)} position="center" width={480} close={cancel}>
      <p className="lit-admin-text">{text}</p>
      <div className="lit-admin-answers">
        <span ref={no}>
          <PushButton kind="secondary" look="secondary" label="Cancel" help={null} onClick={cancel} />
        </span>
        <PushButton kind="primary" look="primary" label={yes} help={null} onClick={() => run(asked.path, asked.said)} />
      </div>
    </Modal>
  );
}

const kernelColumns = (now: number): readonly Column<KernelState>[] => [
  { title: "Kernel", cell: (kernel) => `${kernel.app} ${kernel.number}` },
  { title: "State", cell: (kernel) => <Pill state={kernel.state} /> },
  { title: "Memory", figure: true, cell: (kernel) => size(kernel.use.memory) },
  { title: "Processor", figure: true, cell: (kernel) => (kernel.pid ? busy(kernel.use.cores) : "–") },
  { title: "Sessions", figure: true, cell: (kernel) => kernel.sessions },
  { title: "Running", figure: true, cell: (kernel) => kernel.running },
  { title: "For", figure: true, cell: (kernel) => <Time then={kernel.use.since} now={now} /> },
  {
    title: "Ready in",
    figure: true,
    spare: true,
    cell: (kernel) => (kernel.ready_seconds ? `${kernel.ready_seconds.toFixed(1)} s` : "–"),
  },
  { title: "Process", figure: true, spare: true, cell: (kernel) => kernel.pid || "–" },
];

const appColumns = (base: string, now: number): readonly Column<AppState>[] => [
  { title: "App", cell: (app) => <a href={base + app.address}>{app.key}</a> },
  { title: "State", cell: (app) => <Pill state={app.state} /> },
  { title: "File", spare: true, cell: (app) => app.file },
  { title: "Changed", figure: true, spare: true, cell: (app) => <Time then={app.saved} now={now} /> },
  { title: "Kernels", figure: true, cell: (app) => app.kernels },
  { title: "Sessions", figure: true, cell: (app) => app.sessions },
];

const sessionColumns = (now: number): readonly Column<SessionState>[] => [
  { title: "Session", cell: (session) => <code>{session.handle.slice(0, 8)}</code> },
  {
    title: "State",
    cell: (session) => <Pill state={session.running ? "running" : session.connected ? "here" : "away"} />,
  },
  { title: "App", cell: (session) => session.app },
  { title: "Page", cell: (session) => session.page },
  { title: "User", cell: (session) => session.user || "–" },
  { title: "For", figure: true, cell: (session) => <Time then={session.since} now={now} /> },
  { title: "Last seen", figure: true, cell: (session) => <Time then={session.seen} now={now} /> },
];

function Time({ then, now }: { then: number; now: number }) {
  return <span title={moment(then)}>{then > 0 ? span(now - then) : "–"}</span>;
}
