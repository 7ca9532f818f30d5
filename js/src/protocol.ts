/**
 * What travels between Python and browser, made from the messages' declarations in Python.
 *
 * Do not edit: `scripts/generate` writes this file.
 */

/** Any value JSON can hold. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Where something stands on the page: child indices from a root. */
export type Path = number[];

/** Batches up to `seq` have been drawn; lets the kernel send more to a slow reader. */
export interface Ack {
  type: "ack";
  seq: number;
}

/** A message that stands out. */
export interface Alert {
  kind: "alert";
  level: "error" | "info" | "success" | "warning";
  body: string;
  icon: string | null;
  title: string | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** What the author wants the page to look like. */
export interface Appearance {
  light: AreaStyle;
  dark: AreaStyle;
  only: "dark" | "light" | null;
  font_size: number | null;
  fonts: Array<FontSource>;
  sheets: Array<string>;
}

/** The variables of the page in light or dark, and those that differ in the sidebar. */
export interface AreaStyle {
  page: Record<string, string>;
  sidebar: Record<string, string>;
  sidebar_shade: "dark" | "light" | null;
}

/** First message of a connection: the page's surroundings. */
export interface Attach {
  type: "attach";
  query: string | null;
  url: string;
  timezone: string | null;
  timezone_offset: number | null;
  locale: string | null;
  theme: "dark" | "light" | null;
  embedded: boolean;
  page: string | null;
  holds: Array<string>;
}

/** What deck.gl draws from at once: `size` numbers for each object. */
export interface Attribute {
  name: string;
  dtype: "f4" | "f8" | "u1";
  size: number;
  data: Uint8Array;
}

/** A player for a file, or for what lies at a URL; `start` and `end` are seconds. */
export interface Audio {
  kind: "audio";
  file: MediaFile | null;
  url: string | null;
  start: number;
  end: number | null;
  loop: boolean;
  autoplay: boolean;
  alt: string | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** What the microphone hears while the reader lets it; without a rate, as many samples as it gives. */
export interface AudioInput {
  kind: "audio_input";
  sample_rate: number | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** Balloons that rise over the page. */
export interface Balloons {
  kind: "balloons";
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  call: string;
}

/** What one flush sends: messages in order, and which buffers come with it or may go. */
export interface Batch {
  seq: number;
  messages: Array<Forward>;
  buffers: Array<string>;
  drop: Array<string>;
}

/** A button; with `submit`, the one that sends its form. */
export interface Button {
  kind: "button";
  width: number | "content" | "stretch";
  type: "primary" | "secondary" | "tertiary";
  icon: string | null;
  icon_position: "left" | "right";
  shortcut: string | null;
  wrap: boolean | null;
  submit: boolean;
  key: string | null;
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** Options of which one is chosen, or any number; with `required`, none is no choice once there is another. */
export interface ButtonGroup {
  kind: "button_group";
  width: number | "content" | "stretch";
  variant: "pills" | "segmented_control";
  options: Array<string>;
  multi: boolean;
  required: boolean;
  wrap: boolean | null;
  key: string | null;
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** What the camera sees when the reader takes a photo; `lines` is the height to ask the camera for. */
export interface CameraInput {
  kind: "camera_input";
  lines: number | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** End a task: at its next `st.` call, or by force soon after. */
export interface CancelTask {
  type: "cancel_task";
  task: string;
}

/** Several elements in one cell, which may be larger than others. */
export interface Cell {
  kind: "cell";
  column_span: "all" | number;
  row_span: number;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** A field for messages; what is sent is the value of one run. */
export interface ChatInput {
  kind: "chat_input";
  placeholder: string;
  max_chars: number | null;
  takes: "directory" | "none" | "one" | "several";
  types: Array<string>;
  max_size: number;
  speaks: boolean;
  sample_rate: number | null;
  submit_mode: "disable" | "stop" | "submit";
  least: number | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** What one side has said, beside its picture. */
export interface ChatMessage {
  kind: "chat_message";
  name: string;
  avatar: string;
  picture: Picture | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** A box that is checked or not; drawn as a switch if `toggle`. */
export interface Checkbox {
  kind: "checkbox";
  width: number | "content" | "stretch";
  toggle: boolean;
  wrap: boolean | null;
  key: string | null;
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** Forget what the app's functions have cached. */
export interface ClearCaches {
  type: "clear_caches";
}

/** Source code; the language "plaintext" has no colours. */
export interface Code {
  kind: "code";
  body: string;
  language: string;
  line_numbers: boolean;
  wrap_lines: boolean;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** A colour as "#rgb" or "#rrggbb". */
export interface ColorPicker {
  kind: "color_picker";
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** One column; `weight` is its share of the width. */
export interface Column {
  kind: "column";
  weight: number;
  border: boolean;
  vertical_alignment: "bottom" | "center" | "top";
  gap: "large" | "medium" | "small" | "xlarge" | "xsmall" | "xxlarge" | "xxsmall" | number | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** A row of columns, its children. */
export interface Columns {
  kind: "columns";
  gap: "large" | "medium" | "small" | "xlarge" | "xsmall" | "xxlarge" | "xxsmall" | number | null;
  vertical_alignment: "bottom" | "center" | "top";
  wrap: boolean;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** A page at `url`, or `index.html` of a folder, with the arguments that it is drawn with. */
export interface Component {
  kind: "component";
  name: string;
  url: string | null;
  folder: MediaFile | null;
  args: Record<string, Json>;
  binary: Array<ComponentBytes>;
  tables: Array<ComponentTable>;
  tab_index: number | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** An argument that is bytes. */
export interface ComponentBytes {
  name: string;
  data: Uint8Array;
}

/** An argument that is a table: cells, row labels and column labels, each an Arrow stream. */
export interface ComponentTable {
  name: string;
  data: Uint8Array;
  index: Uint8Array;
  columns: Uint8Array;
}

/** A component in the page; its value is its state, by name. */
export interface ComponentV2 {
  kind: "component_v2";
  name: string;
  html: Uint8Array | null;
  css: Uint8Array | null;
  module: MediaFile | null;
  entry: string;
  assets: MediaFile | null;
  sheet: string;
  isolate: boolean;
  data: Json;
  raw: Uint8Array | null;
  binary: Array<ComponentBytes>;
  tables: Array<ComponentBytes>;
  trigger: string;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** A block whose elements stand below or, where it is horizontal, beside each other. */
export interface Container {
  kind: "container";
  border: boolean;
  horizontal: boolean;
  wrap: boolean;
  horizontal_alignment: "center" | "distribute" | "left" | "right";
  vertical_alignment: "bottom" | "center" | "distribute" | "top";
  gap: "large" | "medium" | "small" | "xlarge" | "xsmall" | "xxlarge" | "xxsmall" | number | null;
  autoscroll: boolean | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** A table that can be edited: as `Dataframe`, and what may be changed in it. */
export interface DataEditor {
  kind: "data_editor";
  data: Uint8Array;
  rows: number;
  table: string;
  base: string;
  columns: string;
  index_columns: number;
  hide_index: boolean | null;
  column_order: Array<string> | null;
  max_rows: number | null;
  row_height: number | null;
  placeholder: string | null;
  num_rows: "add" | "delete" | "dynamic" | "fixed";
  cells: string;
  revision: string;
  refused: string | null;
  caption: string | null;
  alt: string | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** A table: its first rows, and where to ask for the others. */
export interface Dataframe {
  kind: "dataframe";
  data: Uint8Array;
  rows: number;
  table: string;
  columns: string;
  index_columns: number;
  hide_index: boolean | null;
  column_order: Array<string> | null;
  max_rows: number | null;
  row_height: number | null;
  placeholder: string | null;
  selection_mode: Array<string>;
  caption: string | null;
  alt: string | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** The rows a specification calls by name. */
export interface Dataset {
  name: string;
  data: Uint8Array;
}

/** One day or, if `range`, none to two: the first and the last. */
export interface DateInput {
  kind: "date_input";
  min: string;
  max: string;
  format: "DD-MM-YYYY" | "DD.MM.YYYY" | "DD/MM/YYYY" | "MM-DD-YYYY" | "MM.DD.YYYY" | "MM/DD/YYYY" | "YYYY-MM-DD" | "YYYY.MM.DD" | "YYYY/MM/DD";
  range: boolean;
  required: boolean;
  by_clock: Array<string>;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** A minute as "2026-05-17T08:45", or none. */
export interface DatetimeInput {
  kind: "datetime_input";
  min: string;
  max: string;
  format: "DD-MM-YYYY" | "DD.MM.YYYY" | "DD/MM/YYYY" | "MM-DD-YYYY" | "MM.DD.YYYY" | "MM/DD/YYYY" | "YYYY-MM-DD" | "YYYY.MM.DD" | "YYYY/MM/DD";
  step: number;
  required: boolean;
  by_clock: Array<string>;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** What stands at `path` from now on. A block that replaces a block keeps its children. */
export interface Delta {
  type: "delta";
  path: Array<number>;
  element: Element;
}

/** A block above the page; `opening` is another each time it is opened, `label` is its title. */
export interface Dialog {
  kind: "dialog";
  opening: number;
  icon: string | null;
  size: number | "large" | "medium" | "small";
  position: "center" | "left" | "right";
  dismissible: boolean;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** A horizontal line. */
export interface Divider {
  kind: "divider";
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** A button whose click gets the reader `file`; with `deferred`, the file is made then. */
export interface DownloadButton {
  kind: "download_button";
  width: number | "content" | "stretch";
  file: MediaFile | null;
  deferred_file: boolean;
  ignore: boolean;
  file_name: string | null;
  mime: string | null;
  type: "primary" | "secondary" | "tertiary";
  icon: string | null;
  icon_position: "left" | "right";
  shortcut: string | null;
  wrap: boolean | null;
  key: string | null;
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** A chart: its option as JSON, and the tables that stand in it by name. */
export interface EChartsChart {
  kind: "echarts_chart";
  spec: string;
  datasets: Array<Dataset>;
  theme: "streamlit" | null;
  renderer: "canvas" | "svg";
  alt: string | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** A place where nothing is shown yet. */
export interface Empty {
  kind: "empty";
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** An exception; `trace` is all of it as text. */
export interface ExceptionReport {
  kind: "exception";
  exception_type: string;
  message: string;
  is_markdown: boolean;
  frames: Array<Frame>;
  trace: string;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** A block that opens and closes; it has an id, and a value, where Python follows that. */
export interface Expander {
  kind: "expander";
  expanded: boolean;
  icon: string | null;
  type: "compact" | "default" | "step";
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** What the values of a column are like: what a filter of it offers. */
export interface Facts {
  kind: "boolean" | "date" | "datetime" | "duration" | "number" | "other" | "text" | "time";
  least: string | null;
  most: string | null;
  empty: number;
  distinct: number | null;
}

/** The session cannot go on: what happened, in the reader's words. `waiting`: it goes on by itself later. */
export interface Failed {
  type: "failed";
  title: string;
  message: string;
  waiting: boolean;
  gaps: Record<string, string>;
}

/** Ratings from 0 up, of which one is chosen, or none. */
export interface Feedback {
  kind: "feedback";
  width: number | "content" | "stretch";
  options: "faces" | "stars" | "thumbs";
  key: string | null;
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** Answers `file_request`: bytes of a file, or why there are none. */
export interface FilePart {
  type: "file_part";
  request: number;
  data: Uint8Array | null;
  file: string;
  mime: string;
  name: string;
  download: boolean;
  total: number;
  version: string;
  error: string | null;
}

/** Bytes `start` to `stop` of a file on the page; none of them to have it made and hear what it is. */
export interface FileRequest {
  type: "file_request";
  request: number;
  file: string;
  start: number;
  stop: number;
}

/** A place where files can be dropped; `types` are extensions and MIME types, `max_size` is in bytes. */
export interface FileUploader {
  kind: "file_uploader";
  types: Array<string>;
  multiple: boolean;
  directory: boolean;
  max_size: number;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** Which rows of a table to show by one of its columns. Values of every type are texts; None is an empty cell. */
export interface Filter {
  column: string;
  op: "between" | "contains" | "empty" | "ends_with" | "equals" | "in" | "not_contains" | "not_empty" | "not_in" | "starts_with";
  values?: Array<string | null>;
}

/** A font to be loaded, in the words of CSS. */
export interface FontSource {
  family: string;
  url: string;
  weight: string;
  style: string;
  unicode_range: string;
}

/** A block whose widgets wait for its button. */
export interface Form {
  kind: "form";
  form_id: string;
  clear_on_submit: boolean;
  enter_to_submit: boolean;
  border: boolean;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** What a fragment has drawn: in its own place, and in each block outside of it that it draws into. */
export interface FragmentBlock {
  kind: "fragment";
  fragment: string;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** One line of a traceback; without a file, `code` is a text between the lines. */
export interface Frame {
  file: string;
  line: number;
  name: string;
  code: string;
}

/** A graph as DOT text, and the engine that lays it out. */
export interface GraphvizChart {
  kind: "graphviz_chart";
  dot: string;
  engine: string;
  alt: string | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** Its children are cells: each by itself, or in a `Cell`. */
export interface Grid {
  kind: "grid";
  columns: "auto" | number;
  min_column_width: "auto" | number;
  wrap: boolean;
  row_gap: "large" | "medium" | "small" | "xlarge" | "xsmall" | "xxlarge" | "xxsmall" | number | null;
  column_gap: "large" | "medium" | "small" | "xlarge" | "xsmall" | "xxlarge" | "xxsmall" | number | null;
  vertical_alignment: "bottom" | "center" | "top";
  border: boolean;
  row_height: "content" | number;
  dense: boolean;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** The `body` of what stands at `path` loses its last `drop` characters, as UTF-16 counts them, and gains `text`. */
export interface Grow {
  type: "grow";
  path: Array<number>;
  text: string;
  drop: number;
}

/** A heading. */
export interface Heading {
  kind: "heading";
  body: string;
  level: 1 | 2 | 3;
  anchor: string | false | null;
  help: string | null;
  icon: string | null;
  divider: string | null;
  text_alignment: "center" | "justify" | "left" | "right";
  wrap: boolean;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** What there is to know of an object. */
export interface Help {
  kind: "help";
  type: string;
  name: string;
  value: string;
  doc: string;
  members: Array<Member>;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** HTML; what could run is taken out by the page, unless `scripts` says that it may. */
export interface Html {
  kind: "html";
  body: string;
  scripts: boolean;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** A page within the page: what is at `src`, or else the HTML of `body`, which runs in an origin of its own. */
export interface Iframe {
  kind: "iframe";
  src: string | null;
  body: string;
  scroll: boolean;
  tab_index: number | null;
  alt: string | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** Pictures in rows; a click follows `link`. */
export interface Image {
  kind: "image";
  images: Array<Picture>;
  link: string | null;
  picture_width: number | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** There is no such app in the kernel, or no more. */
export interface InsideAbsent {
  type: "absent";
}

/** Run again. */
export interface InsideAgain {
  type: "again";
}

/** How often a run has called a cached function, and how often that had to be made. */
export interface InsideCache {
  function: string;
  hits: number;
  misses: number;
}

/** Why a run was made: `names` are labels of widgets, names of fragments, or that of a page. */
export interface InsideCause {
  kind: "code" | "page" | "rerun" | "script" | "start" | "task" | "timer" | "widget";
  names: Array<string>;
}

/** Let the session state have what was typed, and run again. */
export interface InsideEdit {
  type: "edit";
  key: string;
  text: string;
}

/** What has become of an edit: `error` says why it cannot be, and is empty if it was made. */
export interface InsideEdited {
  type: "edited";
  key: string;
  error: string;
}

/** A key of the session state; `edit` is its value as it can be typed, none if it cannot. */
export interface InsideEntry {
  key: string;
  kind: string;
  text: string;
  edit: string | null;
  widget: boolean;
  more: boolean;
}

/** What a run has spent in a line of the author's: with what it calls, and in itself and code of others. */
export interface InsideLine {
  file: string;
  line: number;
  code: string;
  seconds: number;
  own: number;
}

/** A line that was printed, or logged; `run` is 0 outside of runs. */
export interface InsideLog {
  number: number;
  run: number;
  at: number;
  source: "err" | "log" | "out";
  text: string;
}

/** These parts are looked at from now on. */
export interface InsideLook {
  type: "look";
  parts: Array<"log" | "runs" | "state" | "tree">;
}

/** Tell a value at length. */
export interface InsideMore {
  type: "more";
  key: string;
}

/** What has changed: runs by their number, entries by their key; the tree is whole, and none if it is the same. */
export interface InsideNews {
  type: "news";
  runs: Array<InsideRun>;
  entries: Array<InsideEntry>;
  removed: Array<string>;
  tree: Array<InsideNode> | null;
  log: Array<InsideLog>;
}

/** An element of the page, or a block of elements; `id` is a widget's, `size` counts the bytes of the message. */
export interface InsideNode {
  path: Array<number>;
  kind: string;
  key: string | null;
  label: string;
  id: string;
  size: number;
}

/** One run; `began` is in seconds since 1970, `status` is "running" until it has ended. */
export interface InsideRun {
  number: number;
  cause: InsideCause;
  began: number;
  seconds: number;
  status: "failed" | "finished" | "rerun" | "running" | "stopped";
  error: string;
  spans: Array<InsideSpan>;
  lines: Array<InsideLine>;
  caches: Array<InsideCache>;
  elements: number;
  changes: number;
  messages: number;
  bytes: number;
}

/** A stretch of a run, in seconds from when it was asked for; lanes above 0 lie beside the script. */
export interface InsideSpan {
  kind: "callback" | "fragment" | "reading" | "script" | "sending" | "waiting";
  name: string;
  start: number;
  seconds: number;
  lane: number;
}

/** A value of the session state at length. */
export interface InsideValue {
  type: "value";
  key: string;
  text: string;
}

/** Nested data as JSON text; `expanded` is the depth to which it is unfolded at first, or all or none of it. */
export interface JsonView {
  kind: "json";
  body: string;
  expanded: boolean | number;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** The view of a widget's model. */
export interface JupyterWidget {
  kind: "widget";
  model: string;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** The block at `path` keeps only its first `count` children. */
export interface Keep {
  type: "keep";
  path: Array<number>;
  count: number;
}

/** A formula on a line of its own, without the dollar signs. */
export interface Latex {
  kind: "latex";
  body: string;
  help: string | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** The rows of one layer: a table, JSON, or `attributes` of so many objects. */
export interface LayerRows {
  format: "arrow" | "attributes" | "json";
  data?: Uint8Array | null;
  attributes?: Array<Attribute>;
  length?: number;
}

/** The reader is to go where they log in, with the `provider` of that name or the only one, or out. */
export interface Leave {
  type: "leave";
  to: "login" | "logout";
  provider: string;
}

/** A link that looks like a button; it has an id where Python is told of clicks. */
export interface LinkButton {
  kind: "link_button";
  width: number | "content" | "stretch";
  url: string;
  type: "primary" | "secondary" | "tertiary";
  icon: string | null;
  icon_position: "left" | "right";
  shortcut: string | null;
  wrap: boolean | null;
  key: string | null;
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** A picture, an emoji or a Material symbol at the top of the sidebar, and `icon_image` where that is put away. */
export interface Logo {
  kind: "logo";
  image: string | Picture;
  size: "large" | "medium" | "small";
  link: string | null;
  icon_image: string | Picture | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** Formatted text; "auto" is as wide as its container where that is a column, else as its content. */
export interface Markdown {
  kind: "markdown";
  key: string | null;
  width: number | "content" | "stretch" | "auto";
  height: number | "content" | "stretch";
  body: string;
  unsafe_html: boolean;
  caption: boolean;
  help: string | null;
  text_alignment: "center" | "justify" | "left" | "right";
  anchors: boolean;
  wrap: boolean;
}

/** Bytes that a browser fetches when it needs them. */
export interface MediaFile {
  id: string;
  mime: string;
  name: string;
  size: number;
}

/** Something an object has: its value, or the first line of its documentation. */
export interface Member {
  name: string;
  type: string;
  value?: string | null;
  doc?: string | null;
}

/** A button and the options in its menu. */
export interface MenuButton {
  kind: "menu_button";
  width: number | "content" | "stretch";
  options: Array<string>;
  type: "primary" | "secondary" | "tertiary";
  icon: string | null;
  wrap: boolean | null;
  key: string | null;
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** A diagram as Mermaid's text. */
export interface MermaidChart {
  kind: "mermaid_chart";
  body: string;
  alt: string | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** A number and how it has changed; colour and arrow are settled, `format` is applied by the page. */
export interface Metric {
  kind: "metric";
  label: string;
  value: string;
  delta: string | null;
  delta_color: "blue" | "gray" | "green" | "orange" | "primary" | "red" | "violet" | "yellow";
  delta_arrow: "down" | "off" | "up";
  delta_description: string | null;
  help: string | null;
  icon: string | null;
  label_visibility: "collapsed" | "hidden" | "visible";
  border: boolean;
  chart_data: Array<number>;
  chart_type: "area" | "bar" | "line";
  format: string | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** The reader has changed traits of a widget, or it has a message for Python; `id` names this change. */
export interface ModelChange {
  type: "model_change";
  id: string;
  model: string;
  method: "custom" | "update";
  content: Json;
  paths: Array<Array<string | number>>;
}

/** The state of a widget's model is wanted, and of all that it refers to. */
export interface ModelRequest {
  type: "model_request";
  request: number;
  model: string;
}

/** What a widget says: a change of its state, a message with binary parts, or that it is closed. */
export interface ModelSaid {
  type: "model_said";
  model: string;
  method: "close" | "custom" | "echo_update" | "update";
  content: Json;
  parts: Array<Uint8Array>;
  echo: string | null;
}

/** Answers `model_request`: the states of a widget's model and of those that it refers to, by id. */
export interface ModelState {
  type: "model_state";
  request: number;
  states: Record<string, Json>;
  folders: Record<string, MediaFile>;
  parts: Array<Uint8Array>;
  error: string | null;
}

/** A widget has dealt with what the browser has sent under this `id`. */
export interface ModelTook {
  type: "model_took";
  id: string;
}

/** Options of which any number is chosen, in an order. */
export interface Multiselect {
  kind: "multiselect";
  options: Array<string>;
  placeholder: string | null;
  max_selections: number | null;
  accept_new_options: boolean;
  filter_mode: "contains" | "fuzzy" | "prefix" | null;
  select_all: boolean | number;
  wrap: boolean | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** The pages of the app, and the path of the one that is shown. */
export interface Navigation {
  type: "navigation";
  sections: Array<NavigationSection>;
  current: string;
  position: "hidden" | "sidebar" | "top";
  expanded: boolean | number;
  missing: string | null;
}

/** A page that the reader can go to: by its `path` in this app, or by `url` elsewhere. */
export interface NavigationPage {
  path: string;
  title: string;
  icon: string;
  help: string;
  url: string | null;
}

/** Pages under a heading; an empty one is none. */
export interface NavigationSection {
  title: string;
  pages: Array<NavigationPage>;
}

/** A number, or none where the field may be empty; floats without an end have no `min` or `max`. */
export interface NumberInput {
  kind: "number_input";
  step: number;
  format: string;
  min: number | null;
  max: number | null;
  data_type: "float" | "int";
  placeholder: string | null;
  icon: string | null;
  required: boolean;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** Title, icon, layout and menu of the page. */
export interface PageConfig {
  type: "page_config";
  title: string;
  icon: string | null;
  layout: "centered" | "wide";
  sidebar: "auto" | "collapsed" | "expanded" | "locked" | number;
  menu_items: Record<string, string | null>;
}

/** A link: to the page at `path` with a query, or to `url` elsewhere. */
export interface PageLink {
  kind: "page_link";
  label: string;
  path: string;
  query: string;
  url: string | null;
  icon: string | null;
  icon_position: "left" | "right";
  help: string | null;
  disabled: boolean;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** What the author has settled about the page; `toolbar` is whom its menu is for, none where the host decides. */
export interface PageOptions {
  type: "page_options";
  toolbar: "developer" | "minimal" | "viewer" | null;
  data_export: boolean;
}

/** The numbers of pages, from 1; `max_visible_pages` are shown at most, none for as many as there is room for. */
export interface Pagination {
  kind: "pagination";
  width: number | "content" | "stretch";
  num_pages: number;
  max_visible_pages: number | null;
  key: string | null;
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** A viewer for a file, or for what lies at a URL. */
export interface Pdf {
  kind: "pdf";
  file: MediaFile | null;
  url: string | null;
  alt: string | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** One picture: its bytes, or where they are. */
export interface Picture {
  data?: Uint8Array | null;
  file?: MediaFile | null;
  url?: string | null;
  mime?: string;
  caption?: string | null;
  alt?: string | null;
}

/** A chart: its figure and its settings as JSON, and the arrays that the figure refers to by position. */
export interface PlotlyChart {
  kind: "plotly_chart";
  spec: string;
  arrays: Array<Uint8Array>;
  theme: "streamlit" | null;
  config: string;
  selection: Array<"box" | "lasso" | "points">;
  alt: string | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** A button and what it opens; it has an id, and a value, where Python follows whether it is open. */
export interface Popover {
  kind: "popover";
  width: number | "content" | "stretch";
  type: "primary" | "secondary" | "tertiary";
  icon: string | null;
  wrap: boolean | null;
  key: string | null;
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** A bar filled to `value`, from 0 to 1. */
export interface Progress {
  kind: "progress";
  value: number;
  text: string | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** A map: its specification as JSON, and the rows that its layers refer to by position. */
export interface PydeckChart {
  kind: "pydeck_chart";
  spec: string;
  rows: Array<LayerRows>;
  style: string;
  tooltip: boolean | string;
  bounds: Array<number>;
  selection: "multi-object" | "single-object";
  alt: string | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** The query string the page's URL has from now on, without the question mark. */
export interface QueryParams {
  type: "query_params";
  query: string;
  replace: boolean;
}

/** Options of which one is chosen. */
export interface Radio {
  kind: "radio";
  width: number | "content" | "stretch";
  options: Array<string>;
  captions: Array<string>;
  horizontal: boolean;
  key: string | null;
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** While a run takes long: how many children of each block it has reached so far. */
export interface Reached {
  type: "reached";
  blocks: Array<[Array<number>, number]>;
}

/** Says that a page is not for its reader. */
export interface Refusal {
  kind: "refusal";
  name: string | null;
  logins: Array<string>;
  leaves: boolean;
  home: boolean;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** Run again with these widget values, the changed ones only; a trigger's value is true. */
export interface Rerun {
  type: "rerun";
  values: Record<string, Json>;
  query: string | null;
  page: string | null;
  number: number | null;
  view: string;
}

/** Forget the page: the whole tree follows. Answers `attach` and `resync`. */
export interface Reset {
  type: "reset";
  session: string;
  running: boolean;
}

/** A batch was missed: send the whole tree. */
export interface Resync {
  type: "resync";
}

/** Answers `rows_request`: an Arrow stream or CSV, or why there is none. */
export interface Rows {
  type: "rows";
  request: number;
  data: Uint8Array | null;
  count: number;
  stop: number;
  facts: Facts | null;
  superseded: boolean;
  error: string | null;
}

/** Rows `start` to `stop` of a table, or what one of its columns holds. */
export interface RowsRequest {
  type: "rows_request";
  request: number;
  table: string;
  view: string;
  start: number;
  stop: number;
  sort: Array<[string, boolean]>;
  search: string;
  filters: Array<Filter>;
  format: "arrow" | "cells" | "csv" | "facts";
  columns: Array<string>;
  find: string;
  edits: Record<string, Json> | null;
  rows: Array<number>;
}

/** A run is over; blocks keep only the first `count` of their children. */
export interface RunEnded {
  type: "run_ended";
  run: number;
  status: "failed" | "finished" | "rerun" | "stopped";
  keep: Array<[Array<number>, number]>;
}

/** A run begins; `fragment` names the fragment when only that one runs. */
export interface RunStarted {
  type: "run_started";
  run: number;
  fragment: string | null;
  clear: boolean;
}

/** A rail of options with one thumb, or two if `range`. */
export interface SelectSlider {
  kind: "select_slider";
  options: Array<string>;
  range: boolean;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** Options of which one, or none, is chosen. */
export interface Selectbox {
  kind: "selectbox";
  options: Array<string>;
  placeholder: string | null;
  required: boolean;
  icon: string | null;
  accept_new_options: boolean;
  filter_mode: "contains" | "fuzzy" | "prefix" | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** A grey place; `quiet`: the page holds it back for a moment, so that short work shows none. */
export interface Skeleton {
  kind: "skeleton";
  quiet: boolean;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** A rail from `min` to `max` with one thumb, or two if `range`. */
export interface Slider {
  kind: "slider";
  min: number;
  max: number;
  step: number;
  format: string;
  data_type: "date" | "datetime" | "float" | "int" | "time";
  range: boolean;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** Flakes that fall over the page. */
export interface Snow {
  kind: "snow";
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  call: string;
}

/** Nothing, of a size: below each other in height, beside each other in width. */
export interface Space {
  kind: "space";
  size: number | "large" | "medium" | "small" | "xlarge" | "xsmall" | "xxlarge" | "xxsmall" | "stretch";
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** A sign that something takes a while; the page holds it back for a moment, so that short work shows none. */
export interface Spinner {
  kind: "spinner";
  text: string;
  show_time: boolean;
  cache: boolean;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** A table whose cells are Markdown. */
export interface StaticTable {
  kind: "table";
  data: Uint8Array;
  rows: number;
  table: string;
  columns: string;
  index_columns: number;
  hide_index: boolean;
  hide_header: boolean;
  border: boolean | "horizontal";
  caption: string | null;
  rules: Array<[string, string]>;
  alt: string | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** A block that opens and closes, with a sign of how far its task is. */
export interface Status {
  kind: "status";
  label: string;
  expanded: boolean;
  state: "complete" | "error" | "running";
  type: "compact" | "default" | "step";
  updated: boolean;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** Stop the run: at the next `st.` call, or by force soon after. */
export interface Stop {
  type: "stop";
}

/** One track: its name in the player's menu, and its text as WebVTT. */
export interface Subtitles {
  label: string;
  data: Uint8Array;
}

/** What of the page's surroundings can change while it is open, once it has: the next run sees it. */
export interface Surroundings {
  type: "surroundings";
  url: string;
  timezone: string | null;
  timezone_offset: number | null;
  locale: string | null;
  theme: "dark" | "light" | null;
  page: string | null;
}

/** What is seen when its label is chosen. */
export interface Tab {
  kind: "tab";
  label: string;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** A row of tabs, its children; `default` is the label of the one seen first. */
export interface Tabs {
  kind: "tabs";
  labels: Array<string>;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** What a task has drawn; with a frame also its name, its state and how far it has come, from 0 to 1. */
export interface TaskBlock {
  kind: "task";
  task: string;
  label: string;
  state: "cancelled" | "done" | "failed" | "running" | "waiting";
  progress: number | null;
  text: string;
  framed: boolean;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** Text without formatting. */
export interface Text {
  kind: "text";
  body: string;
  help: string | null;
  text_alignment: "center" | "justify" | "left" | "right";
  wrap: boolean;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** Lines of text, or none where the field has not been filled. */
export interface TextArea {
  kind: "text_area";
  max_chars: number | null;
  placeholder: string | null;
  required: boolean;
  grows: boolean;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** One line of text, or none where the field has not been filled. */
export interface TextInput {
  kind: "text_input";
  type: "default" | "email" | "password" | "phone" | "search" | "url";
  max_chars: number | null;
  placeholder: string | null;
  autocomplete: string;
  icon: string | null;
  required: boolean;
  validate: string | null;
  validate_message: string | null;
  live: boolean;
  live_delay_ms: number;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** What the author wants the page to look like, in place of what an earlier message has said. */
export interface Theme {
  type: "theme";
  appearance: Appearance;
}

/** A time as "08:45", with seconds where `step` is no whole number of minutes, or none. */
export interface TimeInput {
  kind: "time_input";
  step: number;
  format: "12h" | "24h" | "localized";
  required: boolean;
  by_clock: Array<string>;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** A message that goes after `seconds`, or when the reader closes it. */
export interface Toast {
  kind: "toast";
  body: string;
  first: string;
  icon: string | null;
  seconds: number | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  call: string;
}

/** A file for a widget is to come, or to go on after a lost connection; `upload` is a name nobody can guess. */
export interface UploadBegin {
  type: "upload_begin";
  request: number;
  upload: string;
  widget: string;
  name: string;
  mime: string;
  size: number;
}

/** A file that no value refers to yet is not to come after all. */
export interface UploadCancel {
  type: "upload_cancel";
  upload: string;
}

/** Bytes of a file from `offset` on: the second part of the frame. None of them ask how many are there. */
export interface UploadPart {
  type: "upload_part";
  request: number;
  upload: string;
  offset: number;
}

/** Answers `upload_begin` and `upload_part`: how many bytes of the file are there, or why it is refused. */
export interface UploadState {
  type: "upload_state";
  request: number;
  received: number;
  error: string | null;
  again: boolean;
  gaps: Record<string, string>;
}

/** Widget values set by Python: by the author, by a refusal, or after a reset. */
export interface Values {
  type: "values";
  values: Record<string, Json>;
  after: Record<string, number> | null;
  reader: boolean;
}

/** A chart: its specification as JSON, and the rows it calls by name. */
export interface VegaLiteChart {
  kind: "vega_lite_chart";
  spec: string;
  datasets: Array<Dataset>;
  theme: "streamlit" | null;
  selection: Array<string>;
  alt: string | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
  id: string;
  label: string;
  help: string | null;
  disabled: boolean;
  label_visibility: "collapsed" | "hidden" | "visible";
  form: string | null;
  default: Json;
  deferred: boolean;
  draft: boolean;
}

/** A player for a file, or for what lies at a URL; `start` and `end` are seconds. */
export interface Video {
  kind: "video";
  file: MediaFile | null;
  url: string | null;
  youtube: boolean;
  start: number;
  end: number | null;
  loop: boolean;
  autoplay: boolean;
  muted: boolean;
  subtitles: Array<Subtitles>;
  alt: string | null;
  key: string | null;
  width: number | "content" | "stretch";
  height: number | "content" | "stretch";
}

/** A message to the browser. */
export type Forward =
  | Delta
  | Failed
  | FilePart
  | Grow
  | Keep
  | Leave
  | ModelSaid
  | ModelState
  | ModelTook
  | Navigation
  | PageConfig
  | PageOptions
  | QueryParams
  | Reached
  | Reset
  | Rows
  | RunEnded
  | RunStarted
  | Theme
  | UploadState
  | Values;

/** A message from the browser. */
export type Back =
  | Ack
  | Attach
  | CancelTask
  | ClearCaches
  | FileRequest
  | ModelChange
  | ModelRequest
  | Rerun
  | Resync
  | RowsRequest
  | Stop
  | Surroundings
  | UploadBegin
  | UploadCancel
  | UploadPart;

/** One thing on the page. */
export type Element =
  | Alert
  | Audio
  | AudioInput
  | Balloons
  | Button
  | ButtonGroup
  | CameraInput
  | Cell
  | ChatInput
  | ChatMessage
  | Checkbox
  | Code
  | ColorPicker
  | Column
  | Columns
  | Component
  | ComponentV2
  | Container
  | DataEditor
  | Dataframe
  | DateInput
  | DatetimeInput
  | Dialog
  | Divider
  | DownloadButton
  | EChartsChart
  | Empty
  | ExceptionReport
  | Expander
  | Feedback
  | FileUploader
  | Form
  | FragmentBlock
  | GraphvizChart
  | Grid
  | Heading
  | Help
  | Html
  | Iframe
  | Image
  | JsonView
  | Latex
  | LinkButton
  | Logo
  | Markdown
  | MenuButton
  | MermaidChart
  | Metric
  | Multiselect
  | NumberInput
  | PageLink
  | Pagination
  | Pdf
  | PlotlyChart
  | Popover
  | Progress
  | PydeckChart
  | Radio
  | Refusal
  | SelectSlider
  | Selectbox
  | Skeleton
  | Slider
  | Snow
  | Space
  | Spinner
  | Status
  | Tab
  | StaticTable
  | Tabs
  | TaskBlock
  | Text
  | TextArea
  | TextInput
  | TimeInput
  | Toast
  | VegaLiteChart
  | Video
  | JupyterWidget;

/** An element that holds other elements. */
export type BlockElement =
  | Cell
  | ChatMessage
  | Column
  | Columns
  | Container
  | Dialog
  | Expander
  | Form
  | FragmentBlock
  | Grid
  | Popover
  | Status
  | Tab
  | Tabs
  | TaskBlock;

/** An element with a value. */
export type WidgetElement =
  | AudioInput
  | Button
  | ButtonGroup
  | CameraInput
  | ChatInput
  | Checkbox
  | ColorPicker
  | Component
  | ComponentV2
  | DataEditor
  | Dataframe
  | DateInput
  | DatetimeInput
  | Dialog
  | DownloadButton
  | EChartsChart
  | Expander
  | Feedback
  | FileUploader
  | LinkButton
  | MenuButton
  | Multiselect
  | NumberInput
  | Pagination
  | PlotlyChart
  | Popover
  | PydeckChart
  | Radio
  | SelectSlider
  | Selectbox
  | Slider
  | Tabs
  | TextArea
  | TextInput
  | TimeInput
  | VegaLiteChart
  | JupyterWidget;

/** What the wire leaves out, by tag: the fields that have their default. */
export const DEFAULTS: Record<string, object> = {
  ack: {},
  alert: { icon: null, title: null, key: null, width: "stretch", height: "content" },
  attach: { query: "", url: "", timezone: null, timezone_offset: null, locale: null, theme: null, embedded: false, page: null, holds: [] },
  audio: { file: null, url: null, start: 0, end: null, loop: false, autoplay: false, alt: null, key: null, width: "stretch", height: "content" },
  audio_input: { sample_rate: null, key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  balloons: { key: null, width: "stretch", height: "content", call: "" },
  batch: { buffers: [], drop: [] },
  button: { width: "content", type: "secondary", icon: null, icon_position: "left", shortcut: null, wrap: null, submit: false, key: null, height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  button_group: { width: "content", variant: "pills", options: [], multi: false, required: false, wrap: null, key: null, height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  camera_input: { lines: null, key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  cancel_task: {},
  cell: { column_span: 1, row_span: 1, key: null, width: "stretch", height: "content" },
  chat_input: { placeholder: "", max_chars: null, takes: "none", types: [], max_size: 0, speaks: false, sample_rate: null, submit_mode: "submit", least: null, key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  chat_message: { avatar: "", picture: null, key: null, width: "stretch", height: "content" },
  checkbox: { width: "content", toggle: false, wrap: null, key: null, height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  clear_caches: {},
  code: { language: "python", line_numbers: false, wrap_lines: false, key: null, width: "stretch", height: "content" },
  color_picker: { key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  column: { border: false, vertical_alignment: "top", gap: "small", key: null, width: "stretch", height: "content" },
  columns: { gap: "small", vertical_alignment: "top", wrap: true, key: null, width: "stretch", height: "content" },
  component: { name: "", url: null, folder: null, args: {}, binary: [], tables: [], tab_index: null, key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  component_v2: { name: "", html: null, css: null, module: null, entry: "", assets: null, sheet: "", isolate: true, data: null, raw: null, binary: [], tables: [], trigger: "", key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  container: { border: false, horizontal: false, wrap: true, horizontal_alignment: "left", vertical_alignment: "top", gap: "small", autoscroll: null, key: null, width: "stretch", height: "content" },
  data_editor: { base: "", columns: "{}", index_columns: 0, hide_index: null, column_order: null, max_rows: 10, row_height: null, placeholder: null, num_rows: "fixed", cells: "{}", revision: "", refused: null, caption: null, alt: null, key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  dataframe: { columns: "{}", index_columns: 0, hide_index: null, column_order: null, max_rows: 10, row_height: null, placeholder: null, selection_mode: [], caption: null, alt: null, key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  date_input: { format: "YYYY/MM/DD", range: false, required: false, by_clock: [], key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  datetime_input: { format: "YYYY/MM/DD", step: 900, required: false, by_clock: [], key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  delta: {},
  dialog: { icon: null, size: "small", position: "center", dismissible: true, key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  divider: { key: null, width: "stretch", height: "content" },
  download_button: { width: "content", file: null, deferred_file: false, ignore: false, file_name: null, mime: null, type: "secondary", icon: null, icon_position: "left", shortcut: null, wrap: null, key: null, height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  echarts_chart: { datasets: [], theme: "streamlit", renderer: "canvas", alt: null, key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  empty: { key: null, width: "stretch", height: "content" },
  exception: { message: "", is_markdown: false, frames: [], trace: "", key: null, width: "stretch", height: "content" },
  expander: { expanded: false, icon: null, type: "default", key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  failed: { waiting: false, gaps: {} },
  feedback: { width: "content", options: "thumbs", key: null, height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  file_part: { data: null, file: "", mime: "", name: "", download: false, total: 0, version: "", error: null },
  file_request: { start: 0, stop: 0 },
  file_uploader: { types: [], multiple: false, directory: false, max_size: 209715200, key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  form: { clear_on_submit: false, enter_to_submit: true, border: true, key: null, width: "stretch", height: "content" },
  fragment: { key: null, width: "stretch", height: "content" },
  graphviz_chart: { engine: "dot", alt: null, key: null, width: "stretch", height: "content" },
  grid: { columns: "auto", min_column_width: "auto", wrap: true, row_gap: "small", column_gap: "small", vertical_alignment: "top", border: false, row_height: "content", dense: false, key: null, width: "stretch", height: "content" },
  grow: { drop: 0 },
  heading: { anchor: null, help: null, icon: null, divider: null, text_alignment: "left", wrap: true, key: null, width: "stretch", height: "content" },
  help: { name: "", value: "", doc: "", members: [], key: null, width: "stretch", height: "content" },
  html: { scripts: false, key: null, width: "stretch", height: "content" },
  iframe: { src: null, body: "", scroll: true, tab_index: null, alt: null, key: null, width: "stretch", height: "content" },
  image: { link: null, picture_width: null, key: null, width: "stretch", height: "content" },
  json: { expanded: true, key: null, width: "stretch", height: "content" },
  keep: {},
  latex: { help: null, key: null, width: "stretch", height: "content" },
  leave: { provider: "" },
  link_button: { width: "content", url: "", type: "secondary", icon: null, icon_position: "left", shortcut: null, wrap: null, key: null, height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  logo: { size: "medium", link: null, icon_image: null, key: null, width: "stretch", height: "content" },
  markdown: { key: null, width: "auto", height: "content", unsafe_html: false, caption: false, help: null, text_alignment: "left", anchors: true, wrap: true },
  menu_button: { width: "content", options: [], type: "secondary", icon: null, wrap: null, key: null, height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  mermaid_chart: { alt: null, key: null, width: "stretch", height: "content" },
  metric: { delta: null, delta_color: "gray", delta_arrow: "off", delta_description: null, help: null, icon: null, label_visibility: "visible", border: false, chart_data: [], chart_type: "line", format: null, key: null, width: "stretch", height: "content" },
  model_change: { content: null, paths: [] },
  model_request: {},
  model_said: { content: null, parts: [], echo: null },
  model_state: { states: {}, folders: {}, parts: [], error: null },
  model_took: {},
  multiselect: { options: [], placeholder: null, max_selections: null, accept_new_options: false, filter_mode: "fuzzy", select_all: 1000, wrap: null, key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  navigation: { sections: [], current: "", position: "sidebar", expanded: false, missing: null },
  number_input: { min: null, max: null, data_type: "int", placeholder: null, icon: null, required: false, key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  page_config: { title: "", icon: null, layout: "centered", sidebar: "auto", menu_items: {} },
  page_link: { path: "", query: "", url: null, icon: null, icon_position: "left", help: null, disabled: false, key: null, width: "stretch", height: "content" },
  page_options: { toolbar: null, data_export: true },
  pagination: { width: "content", num_pages: 1, max_visible_pages: 7, key: null, height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  pdf: { file: null, url: null, alt: null, key: null, width: "stretch", height: "content" },
  plotly_chart: { arrays: [], theme: "streamlit", config: "{}", selection: [], alt: null, key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  popover: { width: "content", type: "secondary", icon: null, wrap: null, key: null, height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  progress: { text: null, key: null, width: "stretch", height: "content" },
  pydeck_chart: { rows: [], style: "theme", tooltip: false, bounds: [], selection: "single-object", alt: null, key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  query_params: { replace: false },
  radio: { width: "content", options: [], captions: [], horizontal: false, key: null, height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  reached: {},
  refusal: { name: null, logins: [], leaves: false, home: false, key: null, width: "stretch", height: "content" },
  rerun: { values: {}, query: null, page: null, number: null, view: "" },
  reset: { running: false },
  resync: {},
  rows: { data: null, count: 0, stop: 0, facts: null, superseded: false, error: null },
  rows_request: { view: "", start: 0, stop: 0, sort: [], search: "", filters: [], format: "arrow", columns: [], find: "", edits: null, rows: [] },
  run_ended: { keep: [] },
  run_started: { fragment: null, clear: false },
  select_slider: { options: [], range: false, key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  selectbox: { options: [], placeholder: null, required: false, icon: null, accept_new_options: false, filter_mode: "fuzzy", key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  skeleton: { quiet: false, key: null, width: "stretch", height: "content" },
  slider: { data_type: "int", range: false, key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  snow: { key: null, width: "stretch", height: "content", call: "" },
  space: { size: "small", key: null, width: "stretch", height: "content" },
  spinner: { show_time: false, cache: false, key: null, width: "stretch", height: "content" },
  status: { expanded: false, state: "running", type: "default", updated: false, key: null, width: "stretch", height: "content" },
  stop: {},
  surroundings: { url: "", timezone: null, timezone_offset: null, locale: null, theme: null, page: null },
  tab: { key: null, width: "stretch", height: "content" },
  table: { columns: "{}", index_columns: 0, hide_index: false, hide_header: false, border: true, caption: null, rules: [], alt: null, key: null, width: "stretch", height: "content" },
  tabs: { key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  task: { progress: null, text: "", framed: true, key: null, width: "stretch", height: "content" },
  text: { help: null, text_alignment: "left", wrap: true, key: null, width: "stretch", height: "content" },
  text_area: { max_chars: null, placeholder: null, required: false, grows: false, key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  text_input: { type: "default", max_chars: null, placeholder: null, autocomplete: "", icon: null, required: false, validate: null, validate_message: null, live: false, live_delay_ms: 250, key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  theme: {},
  time_input: { step: 900, format: "24h", required: false, by_clock: [], key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  toast: { icon: null, seconds: 4, key: null, width: "stretch", height: "content", call: "" },
  upload_begin: { mime: "", size: 0 },
  upload_cancel: {},
  upload_part: { offset: 0 },
  upload_state: { received: 0, error: null, again: false, gaps: {} },
  values: { after: null, reader: false },
  vega_lite_chart: { datasets: [], theme: "streamlit", selection: [], alt: null, key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
  video: { file: null, url: null, youtube: false, start: 0, end: null, loop: false, autoplay: false, muted: false, subtitles: [], alt: null, key: null, width: "stretch", height: "content" },
  widget: { model: "", key: null, width: "stretch", height: "content", id: "", label: "", help: null, disabled: false, label_visibility: "visible", form: null, default: null, deferred: false, draft: false },
};
