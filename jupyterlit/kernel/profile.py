"""`%app_profile`: what the panel's second tab shows of an app's runs, as text."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterator, Sequence
from typing import NoReturn

from IPython.core.error import UsageError

from jupyterlit.execution.app_session import AppSession
from jupyterlit.execution.recording import RunRecord
from jupyterlit.kernel.apps import Apps
from jupyterlit.protocol.inside import CauseKind, InsideRun, InsideSpan, SpanKind
from jupyterlit.suggestions import meant

LOOK_AROUND = 0.1  # s; an interrupt is heard at least that often
_CODE = 60  # characters of a line

_CAUSES: dict[CauseKind, str] = {
    "start": "first run", "code": "new code", "page": "another page", "widget": "widget",
    "timer": "timer of a fragment", "task": "a task", "rerun": "asked for", "script": "st.rerun",
}  # fmt: skip
_SPANS: dict[SpanKind, str] = {
    "waiting": "waiting", "reading": "reading the script", "callback": "callback", "script": "script",
    "fragment": "fragment", "sending": "sending",
}  # fmt: skip


class _Options(argparse.Namespace):
    name: str | None
    run: int | None
    list: bool
    on: bool
    off: bool
    lines: int


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"%app_profile: {message}.\n{self.format_usage()}")


def _make_parser() -> _Parser:
    parser = _Parser("%app_profile", add_help=False, usage="%%app_profile [name] [--run N | --list | --on | --off]")
    parser.add_argument("name", nargs="?")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--run", type=int, metavar="N")
    for option in ("--list", "--on", "--off"):
        what.add_argument(option, action="store_true")
    parser.add_argument("--lines", type=int, default=10, metavar="N")
    return parser


_PARSER = _make_parser()


def _nobody() -> None:
    """Look without wanting to be told: what is recorded is read later."""


class ProfileMagic:
    """The magic.

    Parameters
    ----------
    apps
        Where the notebook's apps are.
    """

    def __init__(self, apps: Apps) -> None:
        self._apps = apps

    def profile(self, line: str) -> None:
        """Run an app and print where its time goes: `%app_profile name`.

        With `--on` the runs that readers cause are recorded from then on, until `--off`; `--list` lists them and
        `--run N` prints one. `--lines N` says how many lines of the script are printed, 10 if not given.
        """
        try:
            given = _PARSER.parse_args(shlex.split(line), _Options())
        except ValueError as error:
            raise UsageError(f"%app_profile: {error} in {line!r}.") from error
        session = self._session(given.name)
        runner = session.runner
        if given.on:
            runner.leave(_nobody)
            runner.look(_nobody)
            said = ["Runs are recorded from now on. --list lists them, --run N prints one, --off ends it."]
        elif given.off:
            runner.leave(_nobody)
            said = ["Runs are recorded no more."]
        elif given.list:
            said = [_title(record.report()) for record in _records(session)] or ["No run has been recorded. Use --on."]
        elif given.run is not None:
            said = list(text(_numbered(session, given.run).report(), given.lines))
        else:
            said = [line for record in _run(session) for line in (*text(record.report(), given.lines), "")]
        print("\n".join(said).rstrip())  # noqa: T201 (what a magic has to say)

    def _session(self, name: str | None) -> AppSession:
        names = self._apps.names()
        if name is None and len(names) == 1:
            name = names[0]
        session = None if name is None else self._apps.find(name)
        if session is not None:
            return session
        if not names:
            raise UsageError("%app_profile: this notebook has no app. Begin a cell with %%app.")
        if name is None:
            raise UsageError(f"%app_profile: which app? There are: {', '.join(names)}.")
        there = meant(name, names) or f" There are: {', '.join(names)}."
        raise UsageError(f"%app_profile: there is no app named {name!r} in this notebook.{there}")


def _records(session: AppSession) -> list[RunRecord]:
    return [] if session.runner.recording is None else session.runner.recording.runs()


def _numbered(session: AppSession, number: int) -> RunRecord:
    records = _records(session)
    for record in records:
        if record.number == number:
            return record
    kept = f"Kept are {records[0].number} to {records[-1].number}." if records else "None is kept: --on records them."
    raise UsageError(f"%app_profile: there is no run {number}. {kept}")


def _run(session: AppSession) -> list[RunRecord]:
    """Run an app, wait, and return what has been recorded of the run, and of those that it has asked for."""

    def listener() -> None:
        """Look without wanting to be told."""

    runner = session.runner
    recording = runner.look(listener)
    try:
        before = max((record.number for record in recording.runs()), default=0)
        session.rerun()
        while not runner.wait(LOOK_AROUND):
            pass
        return [record for record in recording.runs() if record.number > before]
    except KeyboardInterrupt:
        runner.stop()
        raise
    finally:
        runner.leave(listener)


def text(run: InsideRun, lines: int = 10) -> Iterator[str]:
    """Give what there is to say of a run, line by line.

    Parameters
    ----------
    run
        The run.
    lines
        How many lines of the script are told, the slowest.
    """
    yield _title(run)
    if run.error:
        yield f"  {run.error}"
    yield from _phases(run.spans)
    yield (
        f"  drawn: {_count(run.elements, 'element')}, {_count(run.changes, 'change')} sent in "
        f"{_count(run.messages, 'message')}, {_size(run.bytes)}"
    )
    for cache in run.caches:
        yield f"  cache: {cache.function}() {_count(cache.hits, 'hit')}, {_count(cache.misses, 'miss', 'es')}"
    if run.lines and lines > 0:
        yield "  with calls       own  line (looked at every millisecond)"
        for line in run.lines[:lines]:
            code = line.code.strip()
            code = code if len(code) <= _CODE else code[:_CODE] + "…"
            yield f"  {_time(line.seconds):>10} {_time(line.own):>9}  {line.file}, line {line.line}: {code}"


def _title(run: InsideRun) -> str:
    cause = ": ".join([_CAUSES[run.cause.kind], *([", ".join(run.cause.names)] if run.cause.names else [])])
    return f"Run {run.number}  {_time(run.seconds)}  {run.status}  ({cause})"


def _phases(spans: Sequence[InsideSpan]) -> Iterator[str]:
    """Give the phases in the order in which they have begun; batches that were sent are one."""
    sent = [span for span in spans if span.kind == "sending"]
    for span in spans:
        if span.kind != "sending":
            beside = ", beside the script" if span.lane > 0 else ""
            name = f" {span.name}" if span.name else ""
            yield f"  {_time(span.seconds):>10} {_SPANS[span.kind]}{name}{beside}"
    if sent:
        yield f"  {_time(sum(span.seconds for span in sent)):>10} sending, {_count(len(sent), 'batch', 'es')}"


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


def _size(size: int) -> str:
    if size < 1_000:
        return f"{size} bytes"
    return f"{size / 1_000:.1f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def _count(number: int, noun: str, plural: str = "s") -> str:
    return f"{number:,} {noun}{'' if number == 1 else plural}"
