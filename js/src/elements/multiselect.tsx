import { forwardRef, type KeyboardEvent, useCallback, useMemo, useRef } from "react";
import type { Multiselect } from "../protocol";
import { type Choices, ComboboxPopup, useCombobox } from "../ui/combobox";
import type { ElementProps } from "../ui/element";
import { FieldButton, Frame } from "../ui/field";
import { Glyph } from "../ui/glyph";
import { WidgetLabel } from "../ui/label";
import type { Row } from "../ui/listbox";
import { useMore } from "../ui/more";
import { FEW, NEW_OPTION, Options, promptFor } from "../ui/options";
import { useValue } from "../ui/signals";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import sheet from "./multiselect.css";

addStyle(sheet);

const ALL_OPTIONS = "__select_all__";

/** Any number of many options, each shown as a tag. */
export function MultiselectView({ element, page }: ElementProps<Multiselect>) {
  const { label, wrap, max_selections: limit, accept_new_options: creates, filter_mode: mode } = element;
  const { select_all: selectAll } = element;
  const options = useMemo(() => new Options(element.options), [element.options]);
  const { value, commit } = useValue<string[]>(page.values, element);
  const disabled = element.disabled || (element.options.length === 0 && !creates);

  const matching = useCallback(
    (query: string | null): number[] => {
      const chosen = new Set(value);
      return options.matching(query ?? "", mode).filter((index) => !chosen.has(options.texts[index] ?? ""));
    },
    [options, mode, value],
  );
  const choices = useCallback(
    (query: string | null): Choices => {
      if (limit !== null && value.length >= limit) {
        const note = t("maxSelections", { count: limit });
        return { rows: [], note };
      }
      const fitting = matching(query);
      const rows: Row[] = fitting.map((index) => ({ key: index, text: options.texts[index] ?? "" }));
      const fresh = query?.trim() ?? "";
      if (rows.length > 1 && (selectAll === true || (selectAll !== false && rows.length <= selectAll))) {
        const text = fresh === "" ? t("selectAll") : t("selectMatches", { count: rows.length });
        rows.unshift({ key: ALL_OPTIONS, text });
      }
      if (creates && fresh !== "" && !options.has(fresh) && !value.includes(fresh)) {
        rows.push({ key: NEW_OPTION, text: t("addOption", { option: fresh }) });
      }
      return { rows, note: rows.length === 0 ? t("noResults") : null };
    },
    [options, matching, value, limit, selectAll, creates],
  );
  const combobox = useCombobox({
    label,
    disabled,
    types: mode !== null,
    few: element.options.length <= FEW && !creates,
    several: true,
    text: "",
    choices,
    pick(row, query) {
      const added =
        row.key === ALL_OPTIONS
          ? matching(query).map((index) => options.texts[index] ?? "")
          : [row.key === NEW_OPTION ? query : row.text];
      commit([...value, ...added].slice(0, limit ?? undefined));
    },
  });

  const tags = useRef<HTMLSpanElement>(null);
  const row = useRef<HTMLDivElement>(null);
  const more = useMore(row, value);
  const remove = (index: number) => commit(value.filter((_, place) => place !== index));
  const pressed = (event: KeyboardEvent<HTMLInputElement>) => {
    const { selectionStart: start, selectionEnd: end } = event.currentTarget;
    const first = start === 0 && end === 0 && !event.nativeEvent.isComposing && value.length > 0;
    if (first && event.key === "Backspace") remove(value.length - 1);
    else if (first && event.key === backwards(event)) tagAt(tags.current, value.length - 1)?.focus();
    else combobox.input.onKeyDown(event);
  };
  return (
    <div className="stMultiSelect" data-testid="stMultiSelect">
      <WidgetLabel element={{ ...element, disabled }} htmlFor={combobox.input.id} />
      <Frame ref={combobox.frame} role="group" invalid={false} disabled={disabled}>
        <div
          ref={row}
          className="lit-tags"
          data-testid="stMultiSelectTagsContainer"
          data-wrap={wrap ?? "auto"}
          data-more-start={more.start || undefined}
          data-more-end={more.end || undefined}
        >
          {value.length > 0 && (
            <Tags ref={tags} options={value} disabled={disabled} onRemove={remove} onLeave={combobox.focus} />
          )}
          <input
            {...combobox.input}
            className="lit-input lit-tags-input"
            placeholder={value.length > 0 ? "" : promptFor(element, "many")}
            onKeyDown={pressed}
          />
        </div>
        {value.length > 0 && !disabled && (
          <FieldButton
            glyph="close"
            label={t("clearAll")}
            onClick={() => {
              commit([]);
              combobox.focus();
            }}
          />
        )}
        <FieldButton glyph="chevronDown" {...combobox.opener} />
      </Frame>
      <ComboboxPopup combobox={combobox} testId="stMultiSelectDropdown" />
    </div>
  );
}

interface TagsProps {
  options: readonly string[];
  disabled: boolean;
  onRemove(index: number): void;
  /** The reader goes on to the input behind the tags. */
  onLeave(): void;
}

/** The chosen options. The arrow keys go from one to the next; Delete and Backspace remove one. */
const Tags = forwardRef<HTMLSpanElement, TagsProps>(function Tags({ options, disabled, onRemove, onLeave }, ref) {
  const pressed = (event: KeyboardEvent<HTMLElement>, index: number) => {
    const go = (to: number) =>
      to < options.length ? tagAt(event.currentTarget.parentElement, to)?.focus() : onLeave();
    if (event.key === "Delete" || event.key === "Backspace") {
      onRemove(index);
      // The next tag takes this one's place; behind the last one is the input.
      if (index === options.length - 1) onLeave();
    } else if (event.key === backwards(event)) go(Math.max(0, index - 1));
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight") go(index + 1);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls, these are values
    <span ref={ref} className="lit-tags-chosen" role="group" aria-label={t("selected")}>
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useSemanticElements: as above
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the focus stays at its place when a tag goes
          key={index}
          className="lit-tag"
          role="group"
          aria-label={option}
          data-tag=""
          data-tag-index={index}
          data-disabled={disabled || undefined}
          tabIndex={index === 0 && !disabled ? 0 : -1}
          onKeyDown={(event) => pressed(event, index)}
        >
          <span className="lit-tag-text" title={option}>
            {option}
          </span>
          {!disabled && (
            <button
              type="button"
              className="lit-tag-remove"
              aria-label={t("removeOption", { option })}
              tabIndex={-1}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onRemove(index)}
            >
              <Glyph name="close" />
            </button>
          )}
        </span>
      ))}
    </span>
  );
});

function tagAt(tags: HTMLElement | null, index: number): HTMLElement | null {
  return tags?.querySelector(`[data-tag-index="${index}"]`) ?? null;
}

/** The arrow key that leads towards the start of the text. */
function backwards(event: KeyboardEvent): string {
  return getComputedStyle(event.currentTarget).direction === "rtl" ? "ArrowRight" : "ArrowLeft";
}
