/** Frames over a websocket to jupyterlit's server, with a session that survives a lost network and a reload. */

import { type EarlyConnection, remembered } from "./early";
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
  private known = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  /**
   * `key` names the session in `memory`; `page` is the page of the app that the reader came for; `doubtful` is called
   * when a server that has known us keeps refusing without a word. `early` is a connection that stands already, or is being made.
   */
  constructor(
    private readonly url: string,
    private readonly key: string,
    private readonly page: string | null = null,
    private readonly doubtful: () => void = () => undefined,
    private readonly memory: Memory = sessionStorage,
    private early: EarlyConnection | null = null,
  ) {}

  /** Whether the tab has a session already. */
  get returns(): boolean {
    return remembered(this.memory, this.key) !== null;
  }

  open(listener: Listener): void {
    this.listener = listener;
    addEventListener("online", this.hurry);
    document.addEventListener("visibilitychange", this.hurry);
    const early = this.early;
    if (early?.url === this.url && early.socket.readyState <= WebSocket.OPEN) {
      this.adopt(early);
      return;
    }
    this.early = null;
    this.connect();
  }

  send(parts: readonly Uint8Array[]): void {
    const early = this.early;
    this.early = null;
    if (early?.hasSent(parts)) return;
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
      socket.send(JSON.stringify({ session: remembered(this.memory, this.key), page: this.page }));
      this.listener?.status("connected");
    };
    this.listen(socket);
  }

  /** Goes on with a connection that was made before this code was here. */
  private adopt(early: EarlyConnection): void {
    const { socket } = early;
    this.listen(socket);
    const begin = (): void => {
      this.listener?.status("connected");
      for (const event of early.take()) this.receive(event);
    };
    // Not before whoever opens this has said how to take what has come.
    if (socket.readyState === WebSocket.OPEN) queueMicrotask(begin);
    else socket.addEventListener("open", begin); // what it says itself at that moment is said before
  }

  private listen(socket: WebSocket): void {
    socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) => this.receive(event);
    socket.onclose = ({ code, reason }) => this.lost(code, reason);
    this.socket = socket;
  }

  private receive({ data }: MessageEvent<string | ArrayBuffer>): void {
    if (typeof data === "string") this.welcome(JSON.parse(data) as Welcome);
    else this.listener?.parts(unpack(data));
  }

  private welcome({ session, media, upload, notice }: Welcome): void {
    this.failures = 0;
    this.known = true;
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
    this.early = null;
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
    // A page that has just been loaded and finds nobody would only be loaded again and again.
    if (this.failures === DOUBT && reason === "" && this.known) this.doubtful();
  }

  /** The network or the reader is back: there is no reason to wait any longer. */
  private readonly hurry = (): void => {
    if (this.socket !== null || this.closed || document.hidden) return;
    clearTimeout(this.timer);
    this.connect();
  };
}
