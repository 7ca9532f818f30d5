/** Which component draws which kind of element. */

import type { Element } from "../protocol";
import type { ElementView } from "../ui/element";
import { AlertView } from "./alert";
import { CodeView } from "./code";
import { ColumnsView, ColumnView } from "./columns";
import { ContainerView } from "./container";
import { DividerView } from "./divider";
import { EmptyView } from "./empty";
import { ExceptionView } from "./exception";
import { ExpanderView } from "./expander";
import { FormView } from "./form";
import { HeadingView } from "./heading";
import { JsonView } from "./json";
import { MarkdownView } from "./markdown";
import { MetricView } from "./metric";
import { ProgressView } from "./progress";
import { SpinnerView } from "./spinner";
import { TabsView, TabView } from "./tabs";
import { TextView } from "./text";

type Table = { readonly [Kind in Element["kind"]]: ElementView<Extract<Element, { kind: Kind }>> };

export const ELEMENTS: Table = {
  alert: AlertView,
  code: CodeView,
  column: ColumnView,
  columns: ColumnsView,
  container: ContainerView,
  divider: DividerView,
  empty: EmptyView,
  exception: ExceptionView,
  expander: ExpanderView,
  form: FormView,
  heading: HeadingView,
  json: JsonView,
  markdown: MarkdownView,
  metric: MetricView,
  progress: ProgressView,
  spinner: SpinnerView,
  tab: TabView,
  tabs: TabsView,
  text: TextView,
};
