/** What the server tells administrators of itself, and how it is asked to do something. */

export interface Use {
  memory: number;
  cores: number;
  since: number;
}

export interface AppState {
  key: string;
  file: string;
  address: string;
  state: string;
  saved: number;
  kernels: number;
  sessions: number;
  running: number;
}

export interface KernelState {
  id: string;
  app: string;
  number: number;
  state: string;
  pid: number;
  use: Use;
  lives: number;
  ready_seconds: number;
  sessions: number;
  running: number;
}

export interface SessionState {
  handle: string;
  app: string;
  page: string;
  user: string;
  kernel: string;
  since: number;
  seen: number;
  connected: boolean;
  running: boolean;
}

export interface ServerState {
  state: string;
  version: string;
  use: Use;
  machine: { memory: number; memory_used: number; cores: number; cores_used: number };
  browsers: number;
  sessions: number;
  max_sessions: number;
  waiting: number;
  counts: Readonly<Record<string, number>>;
}

export interface State {
  /** Seconds since the epoch, as all times here. */
  time: number;
  server: ServerState;
  apps: readonly AppState[];
  kernels: readonly KernelState[];
  sessions: readonly SessionState[];
}

/** What the server writes into the page. */
export interface Config {
  api: string;
  base: string;
  who: string;
  xsrf: string;
}

/** The login has expired, or the right is gone. */
export class SignedOut extends Error {}

/** Asks the server how it stands. */
export async function look(config: Config): Promise<State> {
  const answer = await fetch(`${config.api}/state`, { credentials: "same-origin", cache: "no-store" });
  if (answer.status === 403 || answer.redirected) throw new SignedOut();
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()) as State;
}

/** Lets the server do something, such as `kernels/ID/kill`; tells whether it has. */
export async function act(config: Config, path: string): Promise<boolean> {
  const answer = await fetch(`${config.api}/${path}`, {
    method: "POST",
    credentials: "same-origin",
    headers: { "X-XSRFToken": config.xsrf },
  });
  if (answer.status === 403) throw new SignedOut();
  return answer.ok;
}
