/** Which component draws which kind of element. */

import type { Element } from "../protocol";
import type { ElementView } from "../ui/element";
import { lazily } from "../ui/lazy";
import { AlertView } from "./alert";
import { AudioView } from "./audio";
import { BalloonsView } from "./balloons";
import { ButtonView } from "./button";
import { ChatMessageView } from "./chat_message";
import { CheckboxView } from "./checkbox";
import { CodeView } from "./code";
import { ColumnsView, ColumnView } from "./columns";
import { ContainerView } from "./container";
import { DialogView } from "./dialog";
import { DividerView } from "./divider";
import { DownloadButtonView } from "./download_button";
import { EmptyView } from "./empty";
import { ExceptionView } from "./exception";
import { ExpanderView } from "./expander";
import { FormView } from "./form";
import { FragmentView } from "./fragment";
import { CellView, GridView } from "./grid";
import { HeadingView } from "./heading";
import { HelpView } from "./help";
import { IframeView } from "./iframe";
import { ImageView } from "./image";
import { JsonView } from "./json";
import { LogoView } from "./logo";
import { MarkdownView } from "./markdown";
import { MetricView } from "./metric";
import { MultiselectView } from "./multiselect";
import { NumberInputView } from "./number_input";
import { PageLinkView } from "./page_link";
import { PaginationView } from "./pagination";
import { PopoverView } from "./popover";
import { ProgressView } from "./progress";
import { RadioView } from "./radio";
import { SelectSliderView } from "./select_slider";
import { SelectboxView } from "./selectbox";
import { SkeletonView } from "./skeleton";
import { SliderView } from "./slider";
import { SnowView } from "./snow";
import { SpaceView } from "./space";
import { SpinnerView } from "./spinner";
import { StatusView } from "./status";
import { TabsView, TabView } from "./tabs";
import { TaskView } from "./task";
import { TextView } from "./text";
import { TextAreaView } from "./text_area";
import { TextInputView } from "./text_input";
import { ToastView } from "./toast";
import { VideoView } from "./video";

const DataframeView = lazily(() => import("./dataframe").then((module) => module.DataframeView));

const HtmlView = lazily(() => import("./html").then((module) => module.HtmlView));

const LatexView = lazily(() => import("./latex").then((module) => module.LatexView));

const EchartsChartView = lazily(() => import("./echarts_chart").then((module) => module.EchartsChartView));

const GraphvizChartView = lazily(() => import("./graphviz_chart").then((module) => module.GraphvizChartView));

const MermaidChartView = lazily(() => import("./mermaid_chart").then((module) => module.MermaidChartView));

const PdfView = lazily(() => import("./pdf").then((module) => module.PdfView));
const PlotlyChartView = lazily(() => import("./plotly_chart").then((module) => module.PlotlyChartView));

const StaticTableView = lazily(() => import("./table").then((module) => module.TableView));

const VegaLiteChartView = lazily(() => import("./vega_lite_chart").then((module) => module.VegaLiteChartView));

const PydeckChartView = lazily(() => import("./pydeck_chart").then((module) => module.PydeckChartView));

type Table = { readonly [Kind in Element["kind"]]: ElementView<Extract<Element, { kind: Kind }>> };

export const ELEMENTS: Table = {
  alert: AlertView,
  audio: AudioView,
  balloons: BalloonsView,
  button: ButtonView,
  cell: CellView,
  chat_message: ChatMessageView,
  checkbox: CheckboxView,
  code: CodeView,
  column: ColumnView,
  columns: ColumnsView,
  container: ContainerView,
  dataframe: DataframeView,
  dialog: DialogView,
  divider: DividerView,
  download_button: DownloadButtonView,
  echarts_chart: EchartsChartView,
  empty: EmptyView,
  exception: ExceptionView,
  expander: ExpanderView,
  form: FormView,
  fragment: FragmentView,
  graphviz_chart: GraphvizChartView,
  grid: GridView,
  heading: HeadingView,
  help: HelpView,
  html: HtmlView,
  iframe: IframeView,
  image: ImageView,
  json: JsonView,
  latex: LatexView,
  logo: LogoView,
  markdown: MarkdownView,
  mermaid_chart: MermaidChartView,
  metric: MetricView,
  multiselect: MultiselectView,
  number_input: NumberInputView,
  page_link: PageLinkView,
  pagination: PaginationView,
  pdf: PdfView,
  plotly_chart: PlotlyChartView,
  popover: PopoverView,
  progress: ProgressView,
  pydeck_chart: PydeckChartView,
  radio: RadioView,
  select_slider: SelectSliderView,
  selectbox: SelectboxView,
  skeleton: SkeletonView,
  slider: SliderView,
  snow: SnowView,
  space: SpaceView,
  spinner: SpinnerView,
  status: StatusView,
  tab: TabView,
  table: StaticTableView,
  tabs: TabsView,
  task: TaskView,
  text: TextView,
  text_area: TextAreaView,
  text_input: TextInputView,
  toast: ToastView,
  vega_lite_chart: VegaLiteChartView,
  video: VideoView,
};
