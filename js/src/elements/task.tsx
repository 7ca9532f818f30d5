import type { TaskBlock } from "../protocol";
import { PushButton } from "../ui/button";
import type { ElementProps } from "../ui/element";
import { Glyph } from "../ui/glyph";
import { Markdown } from "../ui/markdown";
import { useSignal } from "../ui/signals";
import { Stack } from "../ui/stack";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import { ProgressBar } from "./progress";
import sheet from "./task.css";

addStyle(sheet);

const WORDS = {
  waiting: "taskWaiting",
  running: "taskRunning",
  done: "taskComplete",
  failed: "taskError",
  cancelled: "taskCancelled",
} as const;

/** What a task has drawn so far; with a frame also what it is and how it does. */
export function TaskView({ element, node, page, children }: ElementProps<TaskBlock>) {
  const { label, state, progress, text, framed } = element;
  const empty = useSignal(node.children).length === 0;
  if (!framed) return <Stack>{children}</Stack>;
  const goesOn = state === "waiting" || state === "running";
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what can be filled in
    <div className="lit-task stTask" data-testid="stTask" data-state={state} role="group" aria-label={label}>
      <div className="lit-task-line">
        <span className="lit-task-sign" data-state={state} aria-hidden="true">
          <Sign state={state} />
        </span>
        <span className="lit-task-label">
          <Markdown body={label} inline />
        </span>
        <span className="lit-task-state" role="status">
          {t(WORDS[state])}
        </span>
        {goesOn && (
          <PushButton
            kind="tertiary"
            look="tertiary"
            label={t("cancel")}
            help={null}
            aria-label={t("cancelTask", { label })}
            onClick={() => page.cancelTask(element.task)}
          />
        )}
      </div>
      {(progress !== null || text !== "") && <ProgressBar value={progress} text={text} label={label} />}
      {!empty && <Stack>{children}</Stack>}
    </div>
  );
}

function Sign({ state }: Pick<TaskBlock, "state">) {
  if (state === "waiting" || state === "running") return <span className="lit-spinner-icon" />;
  return <Glyph name={state === "done" ? "success" : state === "failed" ? "error" : "close"} />;
}
