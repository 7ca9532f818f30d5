"""What the panel's second tab is told of an app's runs, and what it asks for: for the notebook's author alone."""

from __future__ import annotations

from typing import Literal

import msgspec

Part = Literal["runs", "state", "tree", "log"]
SpanKind = Literal["waiting", "reading", "callback", "script", "fragment", "sending"]
CauseKind = Literal["start", "code", "page", "widget", "timer", "task", "rerun", "script"]
LogSource = Literal["out", "err", "log"]


class InsideCause(msgspec.Struct, frozen=True):
    """Why a run was made: `names` are labels of widgets, names of fragments, or that of a page."""

    kind: CauseKind
    names: list[str]


class InsideSpan(msgspec.Struct, frozen=True):
    """A stretch of a run, in seconds from when it was asked for; lanes above 0 lie beside the script."""

    kind: SpanKind
    name: str
    start: float
    seconds: float
    lane: int


class InsideLine(msgspec.Struct, frozen=True):
    """What a run has spent in a line of the author's: with what it calls, and in itself and code of others."""

    file: str
    line: int
    code: str
    seconds: float
    own: float


class InsideCache(msgspec.Struct, frozen=True):
    """How often a run has called a cached function, and how often that had to be made."""

    function: str
    hits: int
    misses: int


class InsideRun(msgspec.Struct, frozen=True):
    """One run; `began` is in seconds since 1970, `status` is "running" until it has ended."""

    number: int
    cause: InsideCause
    began: float
    seconds: float
    status: Literal["running", "finished", "stopped", "failed", "rerun"]
    error: str
    spans: list[InsideSpan]
    lines: list[InsideLine]
    caches: list[InsideCache]
    elements: int
    changes: int
    messages: int
    bytes: int


class InsideEntry(msgspec.Struct, frozen=True):
    """A key of the session state; `edit` is its value as it can be typed, none if it cannot."""

    key: str
    kind: str
    text: str
    edit: str | None
    widget: bool
    more: bool


class InsideNode(msgspec.Struct, frozen=True):
    """An element of the page, or a block of elements; `id` is a widget's, `size` counts the bytes of the message."""

    path: tuple[int, ...]
    kind: str
    key: str | None
    label: str
    id: str
    size: int


class InsideLog(msgspec.Struct, frozen=True):
    """A line that was printed, or logged; `run` is 0 outside of runs."""

    number: int
    run: int
    at: float
    source: LogSource
    text: str


# To the tab


class InsideNews(msgspec.Struct, frozen=True, tag="news"):
    """What has changed: runs by their number, entries by their key; the tree is whole, and none if it is the same."""

    runs: list[InsideRun]
    entries: list[InsideEntry]
    removed: list[str]
    tree: list[InsideNode] | None
    log: list[InsideLog]


class InsideAbsent(msgspec.Struct, frozen=True, tag="absent"):
    """There is no such app in the kernel, or no more."""


class InsideEdited(msgspec.Struct, frozen=True, tag="edited"):
    """What has become of an edit: `error` says why it cannot be, and is empty if it was made."""

    key: str
    error: str


class InsideValue(msgspec.Struct, frozen=True, tag="value"):
    """A value of the session state at length."""

    key: str
    text: str


# From the tab


class InsideLook(msgspec.Struct, frozen=True, tag="look"):
    """These parts are looked at from now on."""

    parts: list[Part]


class InsideEdit(msgspec.Struct, frozen=True, tag="edit"):
    """Let the session state have what was typed, and run again."""

    key: str
    text: str


class InsideMore(msgspec.Struct, frozen=True, tag="more"):
    """Tell a value at length."""

    key: str


class InsideAgain(msgspec.Struct, frozen=True, tag="again"):
    """Run again."""


InsideForward = InsideNews | InsideAbsent | InsideEdited | InsideValue
InsideBack = InsideLook | InsideEdit | InsideMore | InsideAgain
