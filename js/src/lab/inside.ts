/** The tab beside an app that shows what goes on inside: a comm to the kernel, and a view that is loaded with it. */

import type { Comm, Kernel } from "@jupyterlab/notebook";
import type { TranslationBundle } from "@jupyterlab/translation";
import { Widget } from "@lumino/widgets";
import { InsideModel, type Part, type Told, type Wish } from "./inside_model";
import type { InsideView } from "./inside_view";
import { subshellOf } from "./subshell";

/** How often the kernel is told that somebody still looks, in ms. */
const OFTEN = 20_000;

export class InsideTab extends Widget {
  private readonly model = new InsideModel();
  private readonly comm: Comm;
  private readonly timer: number;
  private view: InsideView | null = null;
  private part: Part = "runs";
  private opened = false;

  constructor(kernel: Kernel, app: string, words: TranslationBundle) {
    super();
    this.addClass("lit-inside");
    this.comm = kernel.createComm("jupyterlit");
    this.comm.onMsg = ({ buffers }) => this.take(buffers?.[0]);
    void subshellOf(kernel, this.comm).then(() => {
      if (this.isDisposed || this.comm.isDisposed) return;
      this.comm.open({ inside: app });
      this.opened = true;
      this.look(this.part);
    });
    this.timer = window.setInterval(() => this.look(this.part), OFTEN);
    void import("./inside_view").then(({ InsideView }) => {
      if (this.isDisposed) return;
      this.view = new InsideView(this.node, this.model, words, {
        look: (part) => this.look(part),
        wish: (wish) => this.say(wish),
      });
    });
  }

  override dispose(): void {
    if (this.isDisposed) return;
    window.clearInterval(this.timer);
    this.comm.onMsg = () => undefined;
    if (!this.comm.isDisposed) this.comm.close();
    super.dispose();
  }

  private look(part: Part): void {
    this.part = part;
    this.say({ type: "look", parts: [part] });
  }

  private say(wish: Wish): void {
    if (!this.opened || this.comm.isDisposed) return;
    this.comm.send({}, {}, [new TextEncoder().encode(JSON.stringify(wish))]);
  }

  private take(buffer: ArrayBuffer | DataView | undefined): void {
    if (buffer === undefined) return;
    const told: Told = JSON.parse(new TextDecoder().decode(buffer));
    const changed = this.model.take(told);
    this.view?.update(changed, told);
  }
}
