"""Checkpoints: what a session would lose with its process, as bytes that another process can begin with.

A checkpoint has two parts. The plain one is JSON and can be opened whoever has made it; the other one is
pickled, key by key, and opening it runs what it says: only for bytes that are known to be our own.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import platform
import struct
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from jupyterlit.state import pickles
from jupyterlit.state.pages import Pages
from jupyterlit.state.query_params import QueryParams
from jupyterlit.state.recall import Kept
from jupyterlit.state.session_state import SessionState

log = logging.getLogger("jupyterlit")

LIMIT = 20_000_000  # bytes of a checkpoint
_MARK = b"lit1"
_HEAD = struct.Struct("<4s1sI16s")
_PLAIN, _PICKLED = b"j", b"p"
PYTHON = f"{platform.python_implementation()} {platform.python_version().rpartition('.')[0]}"

# Where values are: the author's entries, widgets' values by id, those of widgets that are gone, what keys had before.
_ENTRIES, _WIDGETS, _PARKED, _BENEATH = "entries", "widgets", "parked", "beneath"


class BrokenCheckpoint(ValueError):
    """These bytes are no checkpoint, or not of this version; the message says why."""


class Checkpoint(msgspec.Struct, frozen=True):
    """A session's checkpoint.

    Parameters
    ----------
    plain
        Widget values, query parameters, page, and what of the session state is JSON.
    pickled
        What else can be kept of the session state.
    lost
        What cannot be: its name → why.
    """

    plain: bytes
    pickled: bytes = b""
    lost: dict[str, str] = {}

    @property
    def data(self) -> bytes:
        """All of it, as `restore` takes it."""
        return self.plain + self.pickled


def fingerprint(part: bytes) -> bytes:
    """Return what is the same for the same part of a checkpoint."""
    return part[: _HEAD.size]


class _Plain(msgspec.Struct, omit_defaults=True):
    query: str = ""
    bound: list[str] = []
    page: str = ""
    widgets: dict[str, Kept] = {}
    names: dict[str, list[str]] = {}  # all that there are, in order
    values: dict[str, dict[str, Any]] = {}  # those that are JSON
    known: list[str] = []
    left: dict[str, str] = {}
    last: str = ""


class _Pickled(msgspec.Struct):
    python: str
    values: dict[str, dict[str, bytes]]


_encode_plain = msgspec.json.Encoder().encode
_decode_plain = msgspec.json.Decoder(_Plain).decode
_encode_pickled = msgspec.msgpack.Encoder().encode
_decode_pickled = msgspec.msgpack.Decoder(_Pickled).decode


def take(state: SessionState, query: QueryParams, pages: Pages, *, limit: int = LIMIT) -> Checkpoint:
    """Return a checkpoint of a session, from any thread.

    Parameters
    ----------
    state, query, pages
        What the session remembers.
    limit
        How many bytes there may be; the largest values go first.
    """
    values = list(_values(state))
    plain, rest = _divide(values)
    lost: dict[pickles.Place, str] = {}
    pickled = pickles.dump_all(rest, limit, lost)
    first = _plain(state, query, pages, plain, values)
    if len(first) > limit:
        raise OverflowError(f"Its widgets and plain values alone have {len(first):,} bytes.")
    _fit(pickled, limit - len(first), lost)
    by_place: dict[str, dict[str, bytes]] = {}
    for (place, name), data in pickled.items():
        by_place.setdefault(place, {})[name] = data
    second = sealed(_PICKLED, _encode_pickled(_Pickled(PYTHON, by_place))) if by_place else b""
    return Checkpoint(first, second, {_said(state, *at): why for at, why in lost.items()})


def take_plain(state: SessionState, query: QueryParams, pages: Pages) -> bytes:
    """Return the plain part alone: with the pickled part of an earlier checkpoint it makes a newer one."""
    values = list(_values(state))
    return _plain(state, query, pages, _divide(values)[0], values)


def restore(state: SessionState, query: QueryParams, pages: Pages, data: bytes, *, trusted: bool = True) -> bool:
    """Let a session that has not begun have what is in a checkpoint; what cannot be used is named in the log.

    Parameters
    ----------
    state, query, pages
        Those of the session.
    data
        The checkpoint.
    trusted
        It is known to be our own. Of others only the plain part is opened.

    Returns
    -------
    bool
        Whether it is a checkpoint. If not, nothing has been changed.
    """
    try:
        checkpoint = read(data)
    except BrokenCheckpoint as error:
        log.warning("A session begins anew: what was kept of it cannot be used. %s", error)
        return False
    restore_plain(state, query, pages, checkpoint, trusted=trusted)
    if trusted:
        restore_pickled(state, checkpoint)
    return True


def read(data: bytes) -> Checkpoint:
    """Part a checkpoint, opening nothing of it.

    Raises
    ------
    BrokenCheckpoint
        It is none.
    """
    parts: dict[bytes, bytes] = {}
    view = memoryview(data)
    while view:
        if len(view) < _HEAD.size:
            raise BrokenCheckpoint("It is cut short.")
        mark, kind, size, digest = _HEAD.unpack_from(view)
        if mark != _MARK:
            raise BrokenCheckpoint("It is of another version, or no checkpoint at all.")
        part = bytes(view[: _HEAD.size + size])
        if kind not in (_PLAIN, _PICKLED) or kind in parts or len(part) < _HEAD.size + size:
            raise BrokenCheckpoint("It is cut short, or something has been added.")
        if not hmac.compare_digest(digest, _digest(part[_HEAD.size :])):
            raise BrokenCheckpoint("It has been damaged.")
        parts[kind] = part
        view = view[len(part) :]
    if _PLAIN not in parts:
        raise BrokenCheckpoint("It is empty.")
    try:
        _decode_plain(parts[_PLAIN][_HEAD.size :])
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise BrokenCheckpoint(f"It is of another version, or no checkpoint at all: {error}.") from error
    return Checkpoint(parts[_PLAIN], parts.get(_PICKLED, b""))


def restore_plain(
    state: SessionState, query: QueryParams, pages: Pages, checkpoint: Checkpoint, *, trusted: bool = True
) -> None:
    """Let a session that has not begun have the plain part: it costs little."""
    plain = _decode_plain(checkpoint.plain[_HEAD.size :])
    widgets = state.widgets
    query.resume(plain.query, plain.bound)
    pages.wanted = plain.page
    widgets.known.update(plain.known)
    widgets.left.update(plain.left)
    widgets.page = plain.last
    widgets.recall.load(plain.widgets)
    entries = plain.values.get(_ENTRIES, {})
    for name in plain.names.get(_ENTRIES, []):
        if name in entries:
            state.entries[name] = entries[name]
        elif trusted:
            state.entries[name] = pickles.PENDING  # in its place among the others
    for place, values in plain.values.items():
        if trusted or place == _WIDGETS:
            _put(state, place, values)


def restore_pickled(state: SessionState, checkpoint: Checkpoint) -> None:
    """Let a session have the other part of a checkpoint that is known to be our own.

    This runs code of the author's: their classes' own, and imports.
    """
    plain = _decode_plain(checkpoint.plain[_HEAD.size :])
    found: dict[str, dict[str, Any]] = {}
    for place, name, data in _open(checkpoint):
        listed = name in plain.widgets if place == _WIDGETS else name in plain.names.get(place, [])
        if not listed or name in plain.values.get(place, {}):
            continue
        try:
            found.setdefault(place, {})[name] = pickles.load(data)
        except Exception as error:  # of any class: authors' objects say in their own words why not
            log.warning("%s is lost: what was kept of it cannot be opened. %s", _said(state, place, name), error)
    for place, values in found.items():
        if place != _ENTRIES:
            _put(state, place, values)
    entries = found.get(_ENTRIES, {})
    for name, value in list(state.entries.items()):
        if value is pickles.PENDING:
            if name in entries:
                state.entries[name] = entries[name]
            else:
                del state.entries[name]


def _open(checkpoint: Checkpoint) -> Iterator[tuple[str, str, bytes]]:
    if not checkpoint.pickled:
        return
    try:
        pickled = _decode_pickled(checkpoint.pickled[_HEAD.size :])
    except msgspec.MsgspecError as error:
        log.warning("A part of a session is lost: what was kept of it cannot be opened. %s", error)
        return
    if pickled.python != PYTHON:
        log.warning("A part of a session is lost: it was kept by %s, and this is %s.", pickled.python, PYTHON)
        return
    for place, values in pickled.values.items():
        for name, data in values.items():
            yield place, name, data


def _values(state: SessionState) -> Iterator[tuple[pickles.Place, Any]]:
    """Give the values that may be worth keeping, each with where it is."""
    widgets = state.widgets
    for place, values in (
        (_ENTRIES, state.entries),
        (_WIDGETS, widgets.recall.keep_values()),
        (_PARKED, widgets.parked),
        (_BENEATH, widgets.beneath),
    ):
        for name, value in list(values.items()):
            yield (place, name), value


def _put(state: SessionState, place: str, values: Mapping[str, Any]) -> None:
    match place:
        case "widgets":
            state.widgets.recall.load_values(values)
        case "parked":
            state.widgets.parked.update(values)
        case "beneath":
            state.widgets.beneath.update(values)
        case _:
            pass


def _divide(values: list[tuple[pickles.Place, Any]]) -> tuple[dict[str, dict[str, Any]], pickles.Values]:
    """Part values that are JSON from those that are to be pickled."""
    plain: dict[str, dict[str, Any]] = {}
    rest: pickles.Values = {}
    for at, value in values:
        if pickles.is_plain(value):
            plain.setdefault(at[0], {})[at[1]] = value
        else:
            rest[at] = value
    return plain, rest


def _plain(
    state: SessionState,
    query: QueryParams,
    pages: Pages,
    plain: dict[str, dict[str, Any]],
    values: list[tuple[pickles.Place, Any]],
) -> bytes:
    names: dict[str, list[str]] = {}
    for (place, name), _ in values:
        if place != _WIDGETS:
            names.setdefault(place, []).append(name)
    widgets = state.widgets
    record = _Plain(
        query=query.dump(),
        bound=query.bound(),
        page=pages.wanted,
        widgets=widgets.recall.keep(),
        names=names,
        values=plain,
        known=list(widgets.known),
        left=dict(widgets.left),
        last=widgets.page,
    )
    return sealed(_PLAIN, _encode_plain(record))


def _fit(pickled: dict[pickles.Place, bytes], limit: int, lost: dict[pickles.Place, str]) -> None:
    """Leave out the largest values until the others fit."""
    size = sum(map(len, pickled.values()))
    for at in sorted(pickled, key=lambda at: len(pickled[at]), reverse=True):
        if size <= limit:
            break
        size -= len(pickled[at])
        lost[at] = f"a session keeps {limit:,} bytes, and this value has {len(pickled[at]):,}"
        del pickled[at]


def _said(state: SessionState, place: str, name: str) -> str:
    """Return what the author calls a value."""
    if place != _WIDGETS:
        return f"st.session_state[{name!r}]"
    kept = state.widgets.recall.keep().get(name)
    return f"st.session_state[{kept.key!r}]" if kept is not None and kept.key is not None else f"The widget {name}"


def sealed(kind: bytes, data: bytes) -> bytes:
    """Return a part of a checkpoint: `j` for the plain one, `p` for the pickled one."""
    return _HEAD.pack(_MARK, kind, len(data), _digest(data)) + data


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()
