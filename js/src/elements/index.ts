/** Which component draws which kind of element. */

import type { Element } from "../protocol";
import type { ElementView } from "../ui/element";
import { lazily, skeleton } from "../ui/lazy";
import { AlertView } from "./alert";
import { BalloonsView } from "./balloons";
import { ButtonView } from "./button";
import { CheckboxView } from "./checkbox";
import { CodeView } from "./code";
import { ColumnsView, ColumnView } from "./columns";
import { ContainerView } from "./container";
import { DividerView } from "./divider";
import { EmptyView } from "./empty";
import { ExceptionView } from "./exception";
import { ExpanderView } from "./expander";
import { FormView } from "./form";
import { FragmentView } from "./fragment";
import { CellView, GridView } from "./grid";
import { HeadingView } from "./heading";
import { LogoView } from "./logo";
import { MarkdownView } from "./markdown";
import { ProgressView } from "./progress";
import { RadioView } from "./radio";
import { SkeletonView } from "./skeleton";
import { SnowView } from "./snow";
import { SpaceView } from "./space";
import { SpinnerView } from "./spinner";
import { StatusView } from "./status";
import { TabsView, TabView } from "./tabs";
import { TextView } from "./text";
import { TextAreaView } from "./text_area";
import { TextInputView } from "./text_input";
import { ToastView } from "./toast";

/** Where a field will be, with its label. */
const FIELD = skeleton("4.25rem");
/** Where a button will be. */
const BUTTON = skeleton("2.5rem");
/** Where a place for files will be, with its label. */
const UPLOADER = skeleton("6rem");

// Fetched when a script first asks for one: a page pays for what stands on it.
const AudioView = lazily(() => import("./audio").then((module) => module.AudioView));
const AudioInputView = lazily(
  () => import("./audio_input").then((module) => module.AudioInputView),
  skeleton("5.75rem"),
);
const ButtonGroupView = lazily(() => import("./button_group").then((module) => module.ButtonGroupView), FIELD);
const CameraInputView = lazily(
  () => import("./camera_input").then((module) => module.CameraInputView),
  skeleton("20rem"),
);
const ChatInputView = lazily(() => import("./chat_input").then((module) => module.ChatInputView), skeleton("3.25rem"));
const ChatMessageView = lazily(() => import("./chat_message").then((module) => module.ChatMessageView));
const ComponentView = lazily(() => import("./component").then((module) => module.ComponentView));
const ComponentV2View = lazily(() => import("./component_v2").then((module) => module.ComponentV2View));
const DataEditorView = lazily(() => import("./data_editor").then((module) => module.DataEditorView));
const ColorPickerView = lazily(() => import("./color_picker").then((module) => module.ColorPickerView), FIELD);
const DataframeView = lazily(() => import("./dataframe").then((module) => module.DataframeView));
const DateInputView = lazily(() => import("./date_input").then((module) => module.DateInputView), FIELD);
const DatetimeInputView = lazily(() => import("./datetime_input").then((module) => module.DatetimeInputView), FIELD);
const DialogView = lazily(() => import("./dialog").then((module) => module.DialogView));
const DownloadButtonView = lazily(() => import("./download_button").then((module) => module.DownloadButtonView));
const EchartsChartView = lazily(() => import("./echarts_chart").then((module) => module.EchartsChartView));
const FeedbackView = lazily(() => import("./feedback").then((module) => module.FeedbackView), BUTTON);
const FileUploaderView = lazily(() => import("./file_uploader").then((module) => module.FileUploaderView), UPLOADER);
const GraphvizChartView = lazily(() => import("./graphviz_chart").then((module) => module.GraphvizChartView));
const HelpView = lazily(() => import("./help").then((module) => module.HelpView));
const HtmlView = lazily(() => import("./html").then((module) => module.HtmlView));
const IframeView = lazily(() => import("./iframe").then((module) => module.IframeView));
const ImageView = lazily(() => import("./image").then((module) => module.ImageView));
const JsonView = lazily(() => import("./json").then((module) => module.JsonView));
const LatexView = lazily(() => import("./latex").then((module) => module.LatexView));
const LinkButtonView = lazily(() => import("./link_button").then((module) => module.LinkButtonView), BUTTON);
const MenuButtonView = lazily(() => import("./menu_button").then((module) => module.MenuButtonView), BUTTON);
const MermaidChartView = lazily(() => import("./mermaid_chart").then((module) => module.MermaidChartView));
const MetricView = lazily(() => import("./metric").then((module) => module.MetricView));
const MultiselectView = lazily(() => import("./multiselect").then((module) => module.MultiselectView), FIELD);
const NumberInputView = lazily(() => import("./number_input").then((module) => module.NumberInputView), FIELD);
const PageLinkView = lazily(() => import("./page_link").then((module) => module.PageLinkView));
const PaginationView = lazily(() => import("./pagination").then((module) => module.PaginationView));
const PdfView = lazily(() => import("./pdf").then((module) => module.PdfView));
const PlotlyChartView = lazily(() => import("./plotly_chart").then((module) => module.PlotlyChartView));
const PopoverView = lazily(() => import("./popover").then((module) => module.PopoverView));
const PydeckChartView = lazily(() => import("./pydeck_chart").then((module) => module.PydeckChartView));
const RefusalView = lazily(() => import("./refusal").then((module) => module.RefusalView), skeleton("12rem"));
const SelectSliderView = lazily(() => import("./select_slider").then((module) => module.SelectSliderView), FIELD);
const SelectboxView = lazily(() => import("./selectbox").then((module) => module.SelectboxView), FIELD);
const SliderView = lazily(() => import("./slider").then((module) => module.SliderView), FIELD);
const StaticTableView = lazily(() => import("./table").then((module) => module.TableView));
const TaskView = lazily(() => import("./task").then((module) => module.TaskView));
const TimeInputView = lazily(() => import("./time_input").then((module) => module.TimeInputView), FIELD);
const VegaLiteChartView = lazily(() => import("./vega_lite_chart").then((module) => module.VegaLiteChartView));
const VideoView = lazily(() => import("./video").then((module) => module.VideoView));
const JupyterWidgetView = lazily(() => import("./widget").then((module) => module.JupyterWidgetView));

type Table = { readonly [Kind in Element["kind"]]: ElementView<Extract<Element, { kind: Kind }>> };

export const ELEMENTS: Table = {
  alert: AlertView,
  audio: AudioView,
  audio_input: AudioInputView,
  balloons: BalloonsView,
  button: ButtonView,
  button_group: ButtonGroupView,
  cell: CellView,
  camera_input: CameraInputView,
  chat_input: ChatInputView,
  chat_message: ChatMessageView,
  checkbox: CheckboxView,
  code: CodeView,
  color_picker: ColorPickerView,
  column: ColumnView,
  columns: ColumnsView,
  component: ComponentView,
  component_v2: ComponentV2View,
  container: ContainerView,
  data_editor: DataEditorView,
  dataframe: DataframeView,
  date_input: DateInputView,
  datetime_input: DatetimeInputView,
  dialog: DialogView,
  divider: DividerView,
  download_button: DownloadButtonView,
  echarts_chart: EchartsChartView,
  empty: EmptyView,
  exception: ExceptionView,
  expander: ExpanderView,
  feedback: FeedbackView,
  file_uploader: FileUploaderView,
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
  link_button: LinkButtonView,
  logo: LogoView,
  markdown: MarkdownView,
  menu_button: MenuButtonView,
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
  refusal: RefusalView,
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
  time_input: TimeInputView,
  toast: ToastView,
  vega_lite_chart: VegaLiteChartView,
  video: VideoView,
  widget: JupyterWidgetView,
};
