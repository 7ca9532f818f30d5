/** A websocket that is opened before the page's code is there, so that the app runs meanwhile. */

import { pack } from "./frame";

/** What the tab keeps its session under. */
export function sessionKey(url: URL): string {
  return `jupyterlit-session:${url.pathname}`;
}

/** The session of this tab; storage can be forbidden. */
export function remembered(memory: Pick<Storage, "getItem">, key: string): string | null {
  try {
    return memory.getItem(key);
  } catch {
    return null;
  }
}

/** The address of a websocket, by a path on the page's own server. */
export function socketUrl(path: string): URL {
  const url = new URL(path, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  return url;
}

/** A connection whose frames wait for the page's code. */
export class EarlyConnection {
  readonly socket: WebSocket;
  private waiting: MessageEvent<string | ArrayBuffer>[] = [];

  /** `first` is the first message of the page, as it travels. */
  constructor(
    readonly url: string,
    hello: object,
    private readonly first: string,
  ) {
    const socket = new WebSocket(url);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      socket.send(JSON.stringify(hello));
      socket.send(pack([new TextEncoder().encode(first)]));
    };
    socket.onmessage = (event) => this.waiting.push(event);
    this.socket = socket;
  }

  /** Tells whether this is what has been sent already. */
  hasSent(parts: readonly Uint8Array[]): boolean {
    return parts.length === 1 && new TextDecoder().decode(parts[0]) === this.first;
  }

  /** The frames that have come so far. */
  take(): MessageEvent<string | ArrayBuffer>[] {
    const waiting = this.waiting;
    this.waiting = [];
    return waiting;
  }
}

declare global {
  interface Window {
    jupyterlitEarly?: EarlyConnection | undefined;
  }
}
