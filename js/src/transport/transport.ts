/** How frames travel between the page and its script; the three doors each have a way of their own. */

/**
 * How the connection stands.
 *
 * "connecting" comes before the first connection and again while a lost one is being made anew; "disconnected" is final.
 */
export type Status = "connecting" | "connected" | "disconnected";

export interface Listener {
  /** A frame has come. */
  parts(parts: readonly Uint8Array[]): void;
  /** The connection stands otherwise than before; `reason` is for the reader, where there is one. */
  status(status: Status, reason?: string): void;
  /** Where the server has the session's files and where it takes new ones, if it does. */
  places(media: string, upload: string): void;
  /** Something the reader should know, while all is well. */
  notice(text: string): void;
  /** Python has not yet heard what was sent a while ago, or has by now: it has other things to do. */
  unheard(is: boolean): void;
}

export interface Transport {
  /** Connects; from now on the listener is told. */
  open(listener: Listener): void;
  /** Sends one frame; without a connection it is lost. */
  send(parts: readonly Uint8Array[]): void;
  /** Ends the connection for good. */
  close(): void;
}
