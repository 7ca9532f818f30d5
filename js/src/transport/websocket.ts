/** Frames over a websocket to jupyterlit's server, with a session that survives a lost network and a reload. */

import { pack, unpack } from "./frame";
import type { Listener, Transport } from "./transport";

/** Where the tab keeps its session. */
type Memory = Pick<Storage, "getItem" | "setItem">;

interface Welcome {
  session: string;
  app: string;
  media?: string;
  upload?: string;
  notice?: string;
}

const FIRST_DELAY = 250;
const LONGEST_DELAY = 8000;
/** After so many failures in a row the login may have expired. */
const DOUBT = 5;
/** Close codes after which another try would end the same way. */
const FINAL = (code: number): boolean => code === 1003 || code >= 4000;

export class WebSocketTransport implements Transport {
  private socket: WebSocket | null = null;
  private listener: Listener | null = null;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  /**
   * `key` names the session in `memory`; `page` is the page of the app that the reader came for; `doubtful` is called
   * when the server keeps refusing without a word.
   */
  constructor(
    private readonly url: string,
    private readonly key: string,
    private readonly page: string | null = null,
    private readonly doubtful: () => void = () => undefined,
    private readonly memory: Memory = sessionStorage,
  ) {}

  /** Whether the tab has a session already. */
  get returns(): boolean {
    return this.remembered() !== null;
  }

  open(listener: Listener): void {
    this.listener = listener;
    addEventListener("online", this.hurry);
    document.addEventListener("visibilitychange", this.hurry);
    this.connect();
  }

  send(parts: readonly Uint8Array[]): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(pack(parts));
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    removeEventListener("online", this.hurry);
    document.removeEventListener("visibilitychange", this.hurry);
    this.socket?.close(1000);
  }

  private connect(): void {
    const socket = new WebSocket(this.url);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      // The page's first frame follows at once: the server keeps it until it has a kernel for us.
      socket.send(JSON.stringify({ session: this.remembered(), page: this.page }));
      this.listener?.status("connected");
    };
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (typeof data === "string") this.welcome(JSON.parse(data) as Welcome);
      else this.listener?.parts(unpack(data));
    };
    socket.onclose = ({ code, reason }) => this.lost(code, reason);
    this.socket = socket;
  }

  private welcome({ session, media, upload, notice }: Welcome): void {
    this.failures = 0;
    try {
      this.memory.setItem(this.key, session);
    } catch {
      // Storage can be forbidden: a reload then begins a new session.
    }
    this.listener?.places(media ?? "", upload ?? "");
    if (notice) this.listener?.notice(notice);
  }

  private lost(code: number, reason: string): void {
    this.socket = null;
    if (this.closed) return;
    if (FINAL(code)) {
      this.closed = true;
      this.listener?.status("disconnected", reason);
      return;
    }
    this.listener?.status("connecting", reason);
    // A little chance keeps a server that comes back from meeting all its visitors at once.
    const delay = Math.min(FIRST_DELAY * 2 ** this.failures, LONGEST_DELAY) * (0.75 + Math.random() / 2);
    this.timer = setTimeout(() => this.connect(), delay);
    this.failures += 1;
    if (this.failures === DOUBT && reason === "") this.doubtful();
  }

  /** The network or the reader is back: there is no reason to wait any longer. */
  private readonly hurry = (): void => {
    if (this.socket !== null || this.closed || document.hidden) return;
    clearTimeout(this.timer);
    this.connect();
  };

  private remembered(): string | null {
    try {
      return this.memory.getItem(this.key);
    } catch {
      return null;
    }
  }
}
