/** Page: one visitor's copy of the app, what has come from Python and what goes back. No DOM. */

import { batch, type Signal, signal } from "@preact/signals-core";
import type {
  Appearance,
  Attach,
  Failed,
  Forward,
  Leave,
  Navigation,
  PageConfig,
  PageOptions,
  QueryParams,
  Rerun,
  Rows,
  RowsRequest,
  Surroundings,
  Values as ValuesMessage,
} from "../protocol";
import { BatchReader, encode, type Outgoing } from "./batch";
import { Files } from "./files";
import { FirstPage } from "./first_page";
import { Models } from "./models";
import { Toasts } from "./toasts";
import { BOTTOM, EVENT, MAIN, Tree } from "./tree";
import { Uploads } from "./uploads";
import { Values } from "./values";

export type Connection = "connecting" | "connected" | "disconnected";
export type ScriptState = "initial" | "running" | "stopRequested" | "notRunning";

/** How long, in ms, a batch waits for the code that draws it. */
const PATIENCE = 300;
const ACK_AFTER_BATCHES = 16;
const ACK_AFTER_BYTES = 1 << 20;

/** Fetches the code that messages need, if it is not there yet. */
type Prepare = (messages: readonly Forward[]) => Promise<unknown> | undefined;
type Send = (parts: Uint8Array[]) => void;

interface PendingRows {
  message: RowsRequest;
  resolve(rows: Rows): void;
  reject(error: Error): void;
}

/** Which rows of a table are wanted; only one that can be edited is asked with edits. */
export type RowsAsked = Omit<RowsRequest, "type" | "request" | "edits" | "rows"> &
  Partial<Pick<RowsRequest, "edits" | "rows">>;

type Asked = Omit<Rerun, "view">;

/** The page: its tree, its values and how things stand, as signals. */
export class Page {
  readonly values = new Values((values) => this.rerun({ values }));
  readonly tree = new Tree(this.values);
  readonly toasts = new Toasts();
  readonly files: Files;
  readonly models: Models;
  readonly connection = signal<Connection>("connecting");
  readonly uploads: Uploads;
  readonly script: Signal<ScriptState> = signal<ScriptState>("initial");
  /** How many runs have begun, as far as this page has heard. */
  readonly begun = signal(0);
  readonly config = signal<PageConfig | null>(null);
  /** What the author wants the page to look like; null where that is left to us. */
  readonly appearance = signal<Appearance | null>(null);
  /** What the author has settled about the page; null until something is. */
  readonly options = signal<PageOptions | null>(null);
  /** The pages of the app; null where it has one. */
  readonly navigation = signal<Navigation | null>(null);
  readonly failure = signal<Failed | null>(null);
  /** The path of the app's address, up to the name of a page; null where it stands in somebody else's page. */
  root: string | null = null;
  /** What the server has to say about the connection; empty for nothing. */
  readonly notice = signal("");
  /** Why the server has not let the page in yet, until it does. */
  readonly refused = signal("");
  /** Python is too busy to hear what the reader does. */
  readonly unheard = signal(false);
  /** What stands here is what others' first runs have drawn: the reader's own has yet to end. */
  readonly first: Signal<FirstPage | null> = signal<FirstPage | null>(null);
  /** The digests of the buffers that came with what others' first runs have drawn. */
  holds: readonly string[] = [];
  /** Resolves once there is something to draw, where that does not wait for Python. */
  shown: Promise<void> = Promise.resolve();
  /** The query string Python has set last; null until it has set one. */
  readonly query = signal<QueryParams | null>(null);

  /** Takes the reader to where they log in or out; null where there is no such place. */
  leave: ((message: Leave) => void) | null = null;
  /** Finds out where the page stands now; null where nobody knows. */
  surroundings: (() => Surroundings) | null = null;

  private readonly reader = new BatchReader();
  private send: Send | null = null;
  private seq = 0;
  private resyncing = false;
  private unacknowledged = { batches: 0, bytes: 0 };
  private fragment: string | null = null;
  private readonly pendingRows = new Map<number, PendingRows>();
  private lastRequest: number;
  /** Frames that came while one waits for code; null when none does. */
  private waiting: (readonly Uint8Array[])[] | null = null;
  /** Where the page stood when Python was told last. */
  private told = "";
  /** What the reader did while there was no connection. */
  private held: Asked | null = null;
  /** The page that has been asked for, until it begins. */
  private turning: Asked | null = null;

  /**
   * What `prepare` fetches is waited for before its messages are drawn, but not for long. Where several pages show one
   * session and hear all that it says, each has a name of its own, `view`.
   */
  constructor(
    private readonly prepare: Prepare = () => undefined,
    private readonly view = "",
  ) {
    const first = view ? Math.floor(Math.random() * 2 ** 32) * 2 ** 16 : 0; // an answer is for who has asked
    this.lastRequest = first;
    this.files = new Files((message) => this.post(message), first);
    this.models = new Models((message, data) => this.post(message, ...(data ?? [])), first);
    this.uploads = new Uploads((message, data) => this.post(message, ...(data ? [data] : [])), this.connection, first);
  }

  /** Shows what others' first runs have drawn; resolves once the code that draws it is there, or has kept it waiting. */
  showFirst(parts: readonly Uint8Array[]): Promise<void> {
    const { messages, buffers } = this.reader.read(parts, () => undefined);
    this.holds = buffers;
    this.shown = new Promise((resolve) => {
      const draw = (): void => {
        const first = new FirstPage(this.tree);
        batch(() => {
          for (const message of messages) this.apply(message, true);
          this.first.value = first;
        });
        resolve();
      };
      const ready = this.prepare(messages);
      if (ready) this.wait(ready, draw);
      else draw();
    });
    return this.shown;
  }

  /** A connection stands: asks for the page, then sends what had to wait. */
  connect(send: Send, attach: Attach): void {
    this.notice.value = "";
    this.send = send;
    this.seq = 0;
    this.resyncing = false;
    this.unacknowledged = { batches: 0, bytes: 0 };
    if (this.waiting) this.waiting.length = 0;
    this.connection.value = "connected";
    this.told = JSON.stringify(this.surroundings?.());
    this.post(attach);
    this.release();
  }

  /** The connection is lost, or being made. */
  disconnect(connection: "connecting" | "disconnected", reason = ""): void {
    this.notice.value = connection === "disconnected" ? reason : "";
    this.refused.value = connection === "connecting" ? reason : "";
    this.send = null;
    this.connection.value = connection;
    // Whoever was asked for another page may not have heard it.
    if (this.turning) this.held = { ...this.turning, values: this.held?.values ?? {} };
    this.turning = null;
    for (const { reject } of this.pendingRows.values()) reject(new Error("The connection was lost."));
    this.pendingRows.clear();
    this.uploads.lose();
    this.models.release();
    if (connection === "disconnected") this.files.end("The connection was lost.");
  }

  /** Takes one frame. */
  receive(parts: readonly Uint8Array[]): void {
    this.refused.value = "";
    if (this.waiting) {
      this.waiting.push(parts);
      return;
    }
    let missing = false;
    const { seq, messages } = this.reader.read(parts, () => {
      missing = true;
    });
    const fresh = messages[0]?.type === "reset";
    if (!fresh && (this.resyncing || seq !== this.seq + 1)) {
      this.resync();
      return;
    }
    this.seq = seq;
    if (fresh) this.resyncing = false;
    if (missing && !fresh) this.resync();
    const draw = (): void => {
      batch(() => {
        for (const message of messages) this.apply(message, fresh);
        if (fresh && this.script.peek() === "notRunning") this.endFirst(); // the run has ended while nobody listened
      });
      // An answer may have been in a frame that was lost.
      if (fresh) {
        if (this.first.peek() === null) for (const { message } of this.pendingRows.values()) this.post(message);
        this.files.repeat();
        this.uploads.repeat();
        this.models.repeat();
      }
      this.acknowledge(seq, parts);
    };
    const ready = this.prepare(messages);
    if (ready) this.wait(ready, draw);
    else draw();
  }

  /** Tells Python where the page stands, if that has changed. */
  tell(): void {
    const surroundings = this.send && this.surroundings?.();
    const now = JSON.stringify(surroundings);
    if (!surroundings || now === this.told) return;
    this.told = now;
    this.post(surroundings);
  }

  /** Asks for a run with changed values, another query string, or neither. */
  rerun({ values = {}, query = null, page = null }: Partial<Omit<Asked, "type" | "number">> = {}): void {
    const request: Asked = { type: "rerun", values, query, page, number: this.values.sends };
    // What is done to what others' runs have drawn waits for the reader's own; only another page need not.
    if (this.send && (this.first.peek() === null || page !== null)) {
      this.tell();
      this.ask(request);
      // Only now: what is drawn for it need not keep Python waiting.
      if (this.script.peek() !== "stopRequested") this.script.value = "running";
      if (page !== null) this.turning = request;
    } else {
      this.held = {
        ...request,
        values: { ...this.held?.values, ...values },
        query: query ?? this.held?.query ?? null,
        page: page ?? this.held?.page ?? null,
      };
    }
  }

  /** Goes to another page of the app. */
  goTo(path: string, query = ""): void {
    this.rerun({ page: path, query });
  }

  /** The address of a page of the app; where the app stands in somebody else's page, one that leads nowhere. */
  href(path: string, query = ""): string {
    return this.root === null
      ? `#${path}`
      : this.root + path.split("/").map(encodeURIComponent).join("/") + (query && `?${query}`);
  }

  /** Asks to stop the run. */
  stop(): void {
    this.script.value = "stopRequested";
    this.post({ type: "stop" });
  }

  /** Asks Python to end a task. */
  cancelTask(task: string): void {
    this.post({ type: "cancel_task", task });
  }

  /** Asks Python to forget what functions have cached. */
  clearCaches(): void {
    this.post({ type: "clear_caches" });
  }

  /** Asks for rows of a table; fails when they are not to be had. */
  rows(request: RowsAsked): Promise<Rows> {
    return new Promise((resolve, reject) => {
      const early = this.first.peek() !== null; // its table is not known yet
      if (!this.send && !early) {
        reject(new Error("There is no connection."));
        return;
      }
      this.lastRequest += 1;
      const message: RowsRequest = {
        type: "rows_request",
        request: this.lastRequest,
        edits: null,
        rows: [],
        ...request,
      };
      this.pendingRows.set(this.lastRequest, { message, resolve, reject });
      if (!early) this.post(message);
    });
  }

  /** Sends what the reader has done while it could not be heard. */
  private release(): void {
    const held = this.held;
    if (held === null || !this.send || (this.first.peek() !== null && held.page === null)) return;
    this.held = null;
    this.ask(held);
  }

  /** The reader's own run has ended: what it has not drawn goes, and what the reader has done meanwhile is sent. */
  private endFirst(): void {
    const first = this.first.peek();
    if (first === null) return;
    first.end();
    this.first.value = null;
    if (first.config) this.config.value = first.config;
    if (!first.navigated) this.navigation.value = null;
    for (const { message } of this.pendingRows.values()) this.post(message);
    if (this.held === null) return;
    const { values, query, page } = this.held;
    const { kept, lost } = first.stillMeant(values);
    for (const element of lost) if ("id" in element) this.values.receive({ [element.id]: element.default });
    this.held = null;
    if (Object.keys(kept).length > 0 || query !== null || page !== null) this.rerun({ values: kept, query, page });
  }

  private ask(request: Asked): void {
    this.post(this.view ? { ...request, view: this.view } : request);
  }

  private post(message: Outgoing, ...data: readonly Uint8Array[]): void {
    this.send?.([...encode(message), ...data]);
  }

  private apply(message: Forward, fresh: boolean): void {
    switch (message.type) {
      case "delta":
        (this.first.peek() ?? this.tree).put(message.path, message.element);
        break;
      case "grow":
        this.tree.grow(message.path, message.text, message.drop);
        break;
      case "keep":
        this.tree.keep(message.path, message.count);
        break;
      case "reset":
        if (this.first.peek() === null) {
          this.tree.clear();
          this.values.reset();
        } else this.first.peek()?.begin();
        this.appearance.value = null;
        this.options.value = null;
        this.failure.value = null;
        this.script.value = message.running ? "running" : "notRunning";
        break;
      case "run_started":
        if (message.clear) {
          this.turning = null;
          this.tree.clear([MAIN, EVENT, BOTTOM]);
          if (this.first.peek() !== null) this.held = null;
          this.first.value = null;
        }
        this.fragment = message.fragment;
        this.tree.settle();
        this.failure.value = null;
        this.begun.value += 1;
        this.script.value = "running";
        break;
      case "reached":
        if (this.first.peek() === null) this.tree.reached(message.blocks, this.fragment === null);
        break;
      case "run_ended":
        for (const [path, count] of message.keep) this.tree.keep(path, count);
        if (message.status === "rerun") break;
        this.turning = null;
        this.reader.settle();
        this.tree.settle();
        this.script.value = "notRunning";
        this.endFirst();
        if (message.status === "finished") this.values.settle();
        break;
      case "values":
        this.take(message, fresh);
        break;
      case "page_config":
        this.configure(message, fresh);
        break;
      case "theme":
        this.appearance.value = message.appearance;
        break;
      case "page_options":
        this.options.value = message;
        break;
      case "navigation":
        this.navigation.value = message;
        this.first.peek()?.navigate();
        break;
      case "query_params":
        this.query.value = message;
        break;
      case "leave":
        this.leave?.(message);
        break;
      case "rows":
        this.answer(message);
        break;
      case "file_part":
        this.files.receive(message);
        break;
      case "upload_state":
        this.uploads.receive(message);
        break;
      case "model_said":
      case "model_state":
      case "model_took":
        this.models.receive(message);
        break;
      case "failed":
        if (this.first.peek() !== null) this.tree.clear();
        this.first.value = null;
        this.failure.value = message;
        this.script.value = "notRunning";
        break;
      default:
        console.warn("jupyterlit: a message of an unknown type was passed over", message satisfies never);
    }
  }

  private configure(config: PageConfig, fresh: boolean): void {
    const first = this.first.peek();
    if (first) first.config = fresh ? config : null;
    if (!first || !fresh) this.config.value = config;
  }

  private take({ values, after, reader }: ValuesMessage, fresh: boolean): void {
    const taken = after?.[this.view] ?? null;
    if (reader) this.values.follow(values, taken);
    else this.values.receive(values, { after: taken, afterReset: fresh && this.first.peek() === null });
  }

  private answer(rows: Rows): void {
    const pending = this.pendingRows.get(rows.request);
    this.pendingRows.delete(rows.request);
    if (rows.error === null) pending?.resolve(rows);
    else pending?.reject(new Error(rows.error));
  }

  private resync(): void {
    if (this.resyncing) return;
    this.resyncing = true;
    this.post({ type: "resync" });
  }

  /** Draws once the code is there, and then what has come meanwhile. */
  private wait(ready: Promise<unknown>, draw: () => void): void {
    const waiting: (readonly Uint8Array[])[] = [];
    this.waiting = waiting;
    const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    void Promise.race([ready, patience])
      .catch(() => undefined) // the element itself will say what it lacks
      .then(() => {
        this.waiting = null;
        draw();
        for (const parts of waiting) this.receive(parts);
      });
  }

  /** Tells Python now and then how far the page is drawn: by the next task, readers of signals have drawn. */
  private acknowledge(seq: number, parts: readonly Uint8Array[]): void {
    const waiting = this.unacknowledged;
    waiting.batches += 1;
    waiting.bytes += parts.reduce((total, part) => total + part.byteLength, 0);
    if (waiting.batches < ACK_AFTER_BATCHES && waiting.bytes < ACK_AFTER_BYTES) return;
    this.unacknowledged = { batches: 0, bytes: 0 };
    const send = this.send;
    setTimeout(() => {
      if (this.send === send) this.post({ type: "ack", seq });
    });
  }
}
