"""Messages of a page as a whole: to the browser, and back from it.

Paths are lists of child indices from a root: 0 is the main area, 1 the sidebar, 2 holds what lies above the page
(toasts, dialogs), 3 stands at the bottom of the main area.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from jupyterlit.config.theme import Appearance
from jupyterlit.protocol.base import Buffer, Element, MediaFile, Message

Path = tuple[int, ...]

ROOTS = 4


class Forward(Message):  # pyright: ignore[reportGeneralTypeIssues] (frozen is inherited)
    """A message to the browser."""


class Reset(Forward, tag="reset"):
    """Forget the page: the whole tree follows. Answers `attach` and `resync`."""

    session: str
    running: bool = False


class RunStarted(Forward, tag="run_started"):
    """A run begins; `fragment` names the fragment when only that one runs.

    `clear`: it is of another page, and nothing but the sidebar stays.
    """

    run: int
    fragment: str | None = None
    clear: bool = False


class Delta(Forward, tag="delta"):
    """What stands at `path` from now on. A block that replaces a block keeps its children."""

    path: Path
    element: Element


class Grow(Forward, tag="grow"):
    """The `body` of what stands at `path` loses its last `drop` characters, as UTF-16 counts them, and gains `text`."""

    path: Path
    text: str
    drop: int = 0


class Keep(Forward, tag="keep"):
    """The block at `path` keeps only its first `count` children."""

    path: Path
    count: int


class Reached(Forward, tag="reached"):
    """While a run takes long: how many children of each block it has reached so far."""

    blocks: list[tuple[Path, int]]


class RunEnded(Forward, tag="run_ended"):
    """A run is over; blocks keep only the first `count` of their children.

    `status` is "rerun" where another run follows at once: nothing is removed then.
    """

    run: int
    status: Literal["finished", "stopped", "failed", "rerun"]
    keep: list[tuple[Path, int]] = []


class Values(Forward, tag="values"):
    """Widget values set by Python: by the author, by a refusal, or after a reset.

    `after` has, by view, the number of the last `rerun` that Python had taken: what the reader has changed since then
    stays. `reader`: they are not Python's but were changed in one of several views of the session.
    """

    values: dict[str, Any]
    after: dict[str, int] | None = None
    reader: bool = False


class PageConfig(Forward, tag="page_config"):
    """Title, icon, layout and menu of the page."""

    title: str = ""
    icon: str | None = None
    layout: Literal["centered", "wide"] = "centered"
    sidebar: Literal["auto", "expanded", "collapsed", "locked"] | int = "auto"
    menu_items: dict[str, str | None] = {}


class Theme(Forward, tag="theme"):
    """What the author wants the page to look like, in place of what an earlier message has said."""

    appearance: Appearance


class PageOptions(Forward, tag="page_options"):
    """What the author has settled about the page; `toolbar` is whom its menu is for, none where the host decides.

    `data_export`: data may be downloaded, and copied where it cannot be edited.
    """

    toolbar: Literal["developer", "viewer", "minimal"] | None = None
    data_export: bool = True


class NavigationPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page that the reader can go to: by its `path` in this app, or by `url` elsewhere."""

    path: str
    title: str
    icon: str
    help: str
    url: str | None


class NavigationSection(msgspec.Struct, frozen=True, kw_only=True):
    """Pages under a heading; an empty one is none."""

    title: str
    pages: list[NavigationPage]


class Navigation(Forward, tag="navigation"):
    """The pages of the app, and the path of the one that is shown.

    `expanded`: all are shown, or how many at first. `missing` is what was asked for and is no page.
    """

    sections: list[NavigationSection] = []
    current: str = ""
    position: Literal["sidebar", "top", "hidden"] = "sidebar"
    expanded: bool | int = False
    missing: str | None = None


class QueryParams(Forward, tag="query_params"):
    """The query string the page's URL has from now on, without the question mark.

    `replace`: it follows a widget, and the browser's history does not grow by that.
    """

    query: str
    replace: bool = False


class Facts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the values of a column are like: what a filter of it offers.

    `least` and `most` are texts that a filter "between" takes, `distinct` is None where there are too many to count.
    """

    kind: Literal["number", "text", "boolean", "date", "datetime", "time", "duration", "other"]
    least: str | None
    most: str | None
    empty: int
    distinct: int | None


class Leave(Forward, tag="leave"):
    """The reader is to go where they log in, with the `provider` of that name or the only one, or out."""

    to: Literal["login", "logout"]
    provider: str = ""


class Rows(Forward, tag="rows"):
    """Answers `rows_request`: an Arrow stream or CSV, or why there is none.

    `count` is how many rows match, `stop` where these end. `superseded`: a newer request made this one pointless.
    """

    request: int
    data: Buffer | None = None
    count: int = 0
    stop: int = 0
    facts: Facts | None = None
    superseded: bool = False
    error: str | None = None

    def buffers(self) -> tuple[Buffer, ...]:
        return () if self.data is None else (self.data,)


class FilePart(Forward, tag="file_part"):
    """Answers `file_request`: bytes of a file, or why there are none.

    `file` is the file they are of: another one than asked for where that was made for this
    request. `total` is its size and `version` changes with its bytes.
    """

    request: int
    data: Buffer | None = None
    file: str = ""
    mime: str = ""
    name: str = ""
    download: bool = False
    total: int = 0
    version: str = ""
    error: str | None = None

    def buffers(self) -> tuple[Buffer, ...]:
        return () if self.data is None else (self.data,)


class UploadState(Forward, tag="upload_state"):
    """Answers `upload_begin` and `upload_part`: how many bytes of the file are there, or why it is refused.

    `again`: not now, but the same request may do later. `gaps`: what fills those of the error.
    """

    request: int
    received: int = 0
    error: str | None = None
    again: bool = False
    gaps: dict[str, str] = {}


class ModelState(Forward, tag="model_state"):
    """Answers `model_request`: the states of a widget's model and of those that it refers to, by id.

    Bytes in them are buffers in their places, and an anywidget's `_esm` is a file. `folders` has the packages that
    draw them, by their names.
    """

    request: int
    states: dict[str, Any] = {}
    folders: dict[str, MediaFile] = {}
    parts: list[Buffer] = []
    error: str | None = None

    def buffers(self) -> tuple[Buffer, ...]:
        return tuple(self.parts)


class ModelSaid(Forward, tag="model_said"):
    """What a widget says: a change of its state, a message with binary parts, or that it is closed.

    `echo` is the `id` of the reader's change that it repeats.
    """

    model: str
    method: Literal["update", "echo_update", "custom", "close"]
    content: Any = None
    parts: list[Buffer] = []
    echo: str | None = None

    def buffers(self) -> tuple[Buffer, ...]:
        return tuple(self.parts)


class ModelTook(Forward, tag="model_took"):
    """A widget has dealt with what the browser has sent under this `id`."""

    id: str


class Failed(Forward, tag="failed"):
    """The session cannot go on: what happened, in the reader's words. `waiting`: it goes on by itself later.

    What fills `{gaps}` in title and message comes apart from them: the page translates the one and not the other.
    """

    title: str
    message: str
    waiting: bool = False
    gaps: dict[str, str] = {}


class Back(Message, forbid_unknown_fields=True):  # pyright: ignore[reportGeneralTypeIssues] (frozen is inherited)
    """A message from the browser: checked in full before anything is done with it."""


# Longer than any that browsers have: what is kept of a page, and worked through, is not for a visitor to make large.
Line = Annotated[str, msgspec.Meta(max_length=1_000_000)]
Word = Annotated[str, msgspec.Meta(max_length=1000)]
Whole = Annotated[int, msgspec.Meta(ge=-(2**53), le=2**53)]


class Attach(Back, tag="attach"):
    """First message of a connection: the page's surroundings.

    `query` and `page` are none where the page stands in somebody else's. `holds` are the digests of buffers that the
    document had in it, which need not come again.
    """

    query: Line | None = ""
    url: Line = ""
    timezone: Word | None = None
    timezone_offset: Whole | None = None
    locale: Word | None = None
    theme: Literal["light", "dark"] | None = None
    embedded: bool = False
    page: Word | None = None
    holds: Annotated[list[Word], msgspec.Meta(max_length=1000)] = []


class Surroundings(Back, tag="surroundings"):
    """What of the page's surroundings can change while it is open, once it has: the next run sees it."""

    url: Line = ""
    timezone: Word | None = None
    timezone_offset: Whole | None = None
    locale: Word | None = None
    theme: Literal["light", "dark"] | None = None
    page: Word | None = None


class Rerun(Back, tag="rerun"):
    """Run again with these widget values, the changed ones only; a trigger's value is true.

    `page` is the path of the page to go to, `number` how often the browser has sent values, these included. `view` is a
    name that it has given itself, where several show one session.
    """

    values: dict[str, Any] = {}
    query: Line | None = None
    page: Word | None = None
    number: Whole | None = None
    view: Annotated[str, msgspec.Meta(max_length=64)] = ""


class Stop(Back, tag="stop"):
    """Stop the run: at the next `st.` call, or by force soon after."""


class CancelTask(Back, tag="cancel_task"):
    """End a task: at its next `st.` call, or by force soon after."""

    task: Word


class ClearCaches(Back, tag="clear_caches"):
    """Forget what the app's functions have cached."""


class Resync(Back, tag="resync"):
    """A batch was missed: send the whole tree."""


class Ack(Back, tag="ack"):
    """Batches up to `seq` have been drawn; lets the kernel send more to a slow reader."""

    seq: Whole


class Filter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which rows of a table to show by one of its columns. Values of every type are texts; None is an empty cell."""

    column: str
    op: Literal[
        "between", "contains", "not_contains", "equals", "starts_with", "ends_with", "in", "not_in", "empty",
        "not_empty",
    ]  # fmt: skip
    values: Annotated[tuple[str | None, ...], msgspec.Meta(max_length=100_000)] = ()


class RowsRequest(Back, tag="rows_request"):
    """Rows `start` to `stop` of a table, or what one of its columns holds.

    `sort` names columns, each with whether it descends. Only rows count of which a cell contains `search` and that
    pass all `filters`. Of `columns`, only those are sent, all if none are named; for "facts" it names one, and
    `find` narrows its values. `view` is the place that asks: when its order changes, what it asked before is dropped.
    `edits`: what the reader has changed in a table that can be edited, to be counted in. "cells" asks how the cells of
    these `rows` can be edited.
    """

    request: Whole
    table: Word
    view: Annotated[str, msgspec.Meta(max_length=64)] = ""
    start: Whole = 0
    stop: Whole = 0
    sort: Annotated[list[tuple[str, bool]], msgspec.Meta(max_length=1000)] = []
    search: Line = ""
    filters: Annotated[list[Filter], msgspec.Meta(max_length=1000)] = []
    format: Literal["arrow", "csv", "facts", "cells"] = "arrow"
    columns: Annotated[list[str], msgspec.Meta(max_length=100_000)] = []
    find: Line = ""
    edits: dict[str, Any] | None = None
    rows: Annotated[list[Whole], msgspec.Meta(max_length=100_000)] = []


class FileRequest(Back, tag="file_request"):
    """Bytes `start` to `stop` of a file on the page; none of them to have it made and hear what it is."""

    request: Whole
    file: Line
    start: Whole = 0
    stop: Whole = 0


UploadId = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
Count = Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class UploadBegin(Back, tag="upload_begin"):
    """A file for a widget is to come, or to go on after a lost connection; `upload` is a name nobody can guess."""

    request: Whole
    upload: UploadId
    widget: Line
    name: Annotated[str, msgspec.Meta(max_length=10_000)]
    mime: Annotated[str, msgspec.Meta(max_length=1000)] = ""
    size: Count = 0


class UploadPart(Back, tag="upload_part"):
    """Bytes of a file from `offset` on: the second part of the frame. None of them ask how many are there."""

    request: Whole
    upload: UploadId
    offset: Count = 0


class UploadCancel(Back, tag="upload_cancel"):
    """A file that no value refers to yet is not to come after all."""

    upload: UploadId


ModelId = Annotated[str, msgspec.Meta(min_length=1, max_length=128)]


class ModelRequest(Back, tag="model_request"):
    """The state of a widget's model is wanted, and of all that it refers to."""

    request: Whole
    model: ModelId


class ModelChange(Back, tag="model_change"):
    """The reader has changed traits of a widget, or it has a message for Python; `id` names this change.

    Binary parts follow in the frame; those of an update belong at `paths`.
    """

    id: ModelId
    model: ModelId
    method: Literal["update", "custom"]
    content: Any = None
    paths: Annotated[list[list[str | int]], msgspec.Meta(max_length=10_000)] = []


BackMessage = (
    Attach
    | Surroundings
    | Rerun
    | Stop
    | CancelTask
    | ClearCaches
    | Resync
    | Ack
    | RowsRequest
    | FileRequest
    | UploadBegin
    | UploadPart
    | UploadCancel
    | ModelRequest
    | ModelChange
)


class Batch(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one flush sends: messages in order, and which buffers come with it or may go.

    `seq` counts the batches of a connection from 1; a gap means that one was lost.
    """

    seq: int
    messages: list[Any]
    buffers: list[str] = []
    drop: list[str] = []
