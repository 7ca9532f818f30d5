import { createContext, type KeyboardEvent, useContext, useEffect, useId, useRef, useState } from "react";
import type { Node } from "../page/tree";
import type { Tab, Tabs } from "../protocol";
import { classes, type ElementProps, keyClass } from "../ui/element";
import { Markdown } from "../ui/markdown";
import { bringIntoRow, MoreArrow, useMore } from "../ui/more";
import { useComputed, useSignal, useValue } from "../ui/signals";
import { sized } from "../ui/size";
import { Stack } from "../ui/stack";
import { addStyle } from "../ui/style";
import sheet from "./tabs.css";

addStyle(sheet);

/** Which tab is open, for the panels. */
const Open = createContext<{ node: Node | undefined; id: string; nodes: readonly Node[] }>({
  node: undefined,
  id: "",
  nodes: [],
});

/** Tabs: the script draws all of them, the reader sees one. */
export function TabsView({ element, ...rest }: ElementProps<Tabs>) {
  const Rows = element.id === "" ? LocalTabs : FollowedTabs;
  return <Rows element={element} {...rest} />;
}

/** Tabs of which only the browser knows which one is open. */
function LocalTabs(props: ElementProps<Tabs>) {
  const [chosen, choose] = useState<number | null>(null);
  const { labels, default: first } = props.element;
  return <TabRow {...props} selected={chosen ?? labels.indexOf(String(first))} choose={choose} />;
}

/** Tabs whose open one is a value that the script knows by its label. */
function FollowedTabs(props: ElementProps<Tabs>) {
  const { element, page } = props;
  const { value, commit } = useValue<string>(page.values, element);
  const choose = (index: number) => commit(element.labels[index] ?? value);
  return <TabRow {...props} selected={element.labels.indexOf(value)} choose={choose} />;
}

interface TabRowProps extends ElementProps<Tabs> {
  selected: number;
  choose(index: number): void;
}

function TabRow({ element, node, children, selected: wanted, choose }: TabRowProps) {
  const id = useId();
  const nodes = useSignal(node.children);
  const stale = useSignal(node.stale);
  const list = useRef<HTMLDivElement>(null);
  const selected = Math.max(0, Math.min(wanted, nodes.length - 1));
  const more = useMore(list, nodes);
  // A tab that is chosen from elsewhere comes into sight.
  useEffect(() => {
    bringIntoRow(list.current, list.current?.children[selected]);
  }, [selected]);

  const move = (to: number) => {
    const wrapped = (to + nodes.length) % nodes.length;
    choose(wrapped);
    (list.current?.children[wrapped] as HTMLElement | undefined)?.focus();
  };
  const pressed = (event: KeyboardEvent) => {
    const forward = getComputedStyle(event.currentTarget).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (event.key === forward) move(selected + 1);
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight") move(selected - 1);
    else if (event.key === "Home") move(0);
    else if (event.key === "End") move(nodes.length - 1);
    else return;
    event.preventDefault();
  };
  return (
    <div
      className={classes("lit-tabs stTabs", keyClass(element.key))}
      data-testid="stTabs"
      data-stale={stale}
      {...sized(element)}
    >
      <div className="lit-tab-bar" data-orientation="horizontal">
        <MoreArrow row={list} side="start" shown={more.start} />
        <div ref={list} className="lit-tab-list" role="tablist" aria-orientation="horizontal" onKeyDown={pressed}>
          {nodes.map((tab, index) => (
            <TabButton
              key={tab.identity}
              node={tab}
              id={`${id}-tab-${index}`}
              panel={`${id}-panel-${index}`}
              index={index}
              selected={index === selected}
              choose={choose}
            />
          ))}
        </div>
        <MoreArrow row={list} side="end" shown={more.end} />
      </div>
      <Open.Provider value={{ node: nodes[selected], id, nodes }}>{children}</Open.Provider>
    </div>
  );
}

interface TabButtonProps {
  node: Node;
  id: string;
  panel: string;
  index: number;
  selected: boolean;
  choose(index: number): void;
}

function TabButton({ node, id, panel, index, selected, choose }: TabButtonProps) {
  const label = useComputed(() => {
    const element = node.element.value;
    return element.kind === "tab" ? element.label : "";
  }, [node]);
  return (
    <div
      id={id}
      className="lit-tab stTab"
      data-testid="stTab"
      data-key={index}
      data-selected={selected || undefined}
      role="tab"
      tabIndex={selected ? 0 : -1}
      aria-selected={selected}
      aria-controls={selected ? panel : undefined}
      onClick={() => choose(index)}
      onKeyDown={(event) => (event.key === "Enter" || event.key === " ") && choose(index)}
    >
      <Markdown body={label} inline />
    </div>
  );
}

/** What is in one tab. It stays on the page while another is open, so that nothing in it is lost. */
export function TabView({ element, node, children }: ElementProps<Tab>) {
  const { node: open, id, nodes } = useContext(Open);
  const index = nodes.indexOf(node);
  const active = node === open;
  return (
    <div
      id={`${id}-panel-${index}`}
      className="lit-tab-panel stTabPanel"
      data-testid="stTabPanel"
      {...(active
        ? { role: "tabpanel", "aria-labelledby": `${id}-tab-${index}`, tabIndex: 0 }
        : { "data-st-inactive": "", hidden: true })}
    >
      <Stack elementKey={element.key}>{children}</Stack>
    </div>
  );
}
