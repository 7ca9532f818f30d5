"""The widgets of a session: which there are, and which values they have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jupyterlit.errors import InvalidType, InvalidValue, StateError
from jupyterlit.state.query_params import QueryParams
from jupyterlit.state.recall import Recall
from jupyterlit.state.widget_spec import MISSING, REFUSED, WidgetSpec

# Values for widgets that are not drawn yet: more than any page has are no page's.
_WAITING = 1000
_WAITING_SIZE = 10_000_000
_VIEWS = 32  # of one session, that have spoken last


class _Waiting(dict[str, Any]):
    """Values that have come for widgets that are not drawn yet, as they travel."""

    _size = 0

    def add(self, id: str, wire: Any) -> None:
        """Keep a value, and none of those before if they are too many."""
        try:
            self._size += len(repr(wire))
        except RecursionError:  # no widget has so many lists in each other
            return
        if len(self) >= _WAITING or self._size > _WAITING_SIZE:
            self.clear()
        self[id] = wire

    def clear(self) -> None:
        """Forget them all."""
        super().clear()
        self._size = 0


class Widgets:
    """The widgets of one session: what they are and which values they have.

    Parameters
    ----------
    assigned
        What the author has assigned by key; a widget takes its entry when it is drawn.
    """

    def __init__(self, assigned: dict[str, Any]) -> None:
        self._assigned = assigned
        self._specs: dict[str, WidgetSpec] = {}
        self._values: dict[str, Any] = {}
        self._drafts: dict[str, Any] = {}  # values of forms that have not been sent
        self.before: dict[str, Any] = {}  # for each change that has caused this run the value before
        self._shown: dict[str, Any] = {}  # what the browser shows, as it travels
        self._waiting = _Waiting()
        self._clicked: set[str] = set()  # triggers that have a value in this run
        self.fresh: set[str] = set()  # keys that the author has assigned in this run
        self.known: set[str] = set()  # keys that any widget has ever had
        self.beneath: dict[str, Any] = {}  # what keys had before any widget: it is there again when that is gone
        self.page: str = ""  # that of the last complete run
        self.parked: dict[str, Any] = {}  # values of persisting widgets that are not drawn, by key
        self.left: dict[str, str] = {}  # key of such a widget → the page for which its value is kept
        self.ids: dict[str, str] = {}
        self.numbers: dict[str, int] = {}  # of the last values that each view has sent
        self.recall: Recall = Recall(self._specs, self._values, self._drafts, self._shown)

    def assign(self, key: str, value: Any) -> None:
        """Note what the author assigns; a widget with this key takes it when it is drawn."""
        self._assigned[key] = value
        self.fresh.add(key)

    # Before the script

    def receive(
        self, values: Mapping[str, Any], numbers: Mapping[str, int] | None = None
    ) -> tuple[list[WidgetSpec], dict[str, Any]]:
        """Take values from the browser.

        Returns
        -------
        tuple
            The widgets whose value has changed, in order, and what the browser must show
            instead of the values that were refused. Values of widgets not drawn yet wait.
        """
        self.numbers = _newest(self.numbers, numbers or {})
        self.before.clear()
        changed: list[WidgetSpec] = []
        refused: dict[str, Any] = {}
        submitted = _submitted(map(self._specs.get, values))
        for id in [id for id in self._drafts if self._specs[id].form in submitted]:
            self._values[id] = self._drafts.pop(id)
        for id, wire in values.items():
            spec = self._specs.get(id)
            if spec is None:
                self._waiting.add(id, wire)
            elif (value := _parsed(spec, wire)) is MISSING:
                if not spec.trigger:
                    refused[id] = self._shown[id] = spec.dump(self._held(spec, spec.default))
                elif spec.accept is not None:
                    refused[id] = self._shown[id] = wire
            elif spec.draft and spec.form not in submitted:
                self._drafts[id] = value
                self._shown[id] = wire
            elif self._take(spec, wire, value):
                changed.append(spec)
        return changed, refused

    def fragment_of(self, values: Mapping[str, Any]) -> str | None:
        """Return the fragment that is enough to run after a change of these values, if there is one.

        Of a form that is sent, its button decides.
        """
        submitted = _submitted(map(self._specs.get, values))
        causes = {
            spec and spec.fragment
            for spec in map(self._specs.get, values)
            if spec is None or not (spec.deferred or (spec.form in submitted and not spec.trigger))
        }
        return causes.pop() if len(causes) == 1 else None

    def drafted(self, form: str | None) -> bool:
        """Tell whether the reader has changed what a form's fragments draw, and not sent it yet."""
        return any(self._specs[id].form == form for id in self._drafts)

    def _take(self, spec: WidgetSpec, wire: Any, value: Any) -> bool:
        """Note a value that the browser has sent; tell whether it is a change."""
        before = self.before[spec.id] = self._values.get(spec.id, spec.default)
        self._values[spec.id] = value
        if spec.trigger:
            self._clicked.add(spec.id)
            self._shown.pop(spec.id, None)
            return True
        self._shown[spec.id] = wire
        if spec.key is not None:
            self._assigned.pop(spec.key, None)
        return _differ(value, before)

    def to_query(self, specs: Iterable[WidgetSpec]) -> dict[str, list[str]]:
        """Return what the query parameters bound to these widgets say."""
        return {
            spec.query: spec.to_query(
                spec.dump(self._values[spec.id]) if spec.id in self._drafts else self._shown[spec.id]
            )
            for spec in specs
            if spec.query is not None
        }

    # While the script runs

    def register(self, spec: WidgetSpec, query: QueryParams) -> tuple[Any, bool]:
        """Note that a widget is drawn.

        Returns
        -------
        tuple
            Its value, and whether the browser must be told of it.

        Raises
        ------
        StateError
            The author has assigned a value to a button.
        InvalidValue, InvalidType
            The author has assigned a value that the widget cannot have.
        """
        id = spec.id
        if spec.follower is not None:
            spec.follower.drawn(id)
        before = self._shown.get(id)
        self.recall.give(spec)
        self._receive_late(spec)
        if spec.disabled and id in self.before:  # it was not when the reader changed it: only the callback was called
            self._values[id] = self.before[id]
        value = self._value(spec, query)
        if spec.key is not None:
            if spec.persist or spec.query:
                self.left.pop(spec.key, None)
                self.parked.pop(spec.key, None)
            self.ids[spec.key] = id
            self.known.add(spec.key)
        self._specs[id] = spec
        (self._drafts if id in self._drafts else self._values)[id] = value
        if spec.trigger:
            shown = self._shown.get(id)
            return value, shown is not None and shown is not before
        wire = spec.wire_default if value is spec.default else spec.dump(value)
        shown = self._shown.get(id, spec.wire_default)
        self._shown[id] = wire
        return value, wire is not shown and wire != shown

    def _receive_late(self, spec: WidgetSpec) -> None:
        """Take what has come before the widget: from the browser, or from the author into a field that sends texts."""
        if spec.id in self._waiting:
            wire = self._waiting.pop(spec.id)
            if not spec.trigger or spec.accept is not None:
                self._shown[spec.id] = wire
            if (value := _parsed(spec, wire)) is not MISSING:
                self._take(spec, wire, value)
        if spec.trigger and spec.accept is not None and spec.key is not None and spec.key in self._assigned:
            self._shown[spec.id] = spec.dump(spec.accept(self._assigned.pop(spec.key)))

    def _value(self, spec: WidgetSpec, query: QueryParams) -> Any:
        """Return a widget's value: from the URL, the author, an earlier run, or the default."""
        if not spec.draft:
            self._drafts.pop(spec.id, None)
        held = self._held(spec)
        assigned = spec.key is not None and spec.key in self._assigned
        if spec.query is not None:
            news = query.bind(spec.query)
            texts = query.get_all(spec.query)
            if (news and (texts or not assigned)) or (texts and held is MISSING and not assigned):
                self._assigned.pop(spec.query, None)
                self._drafts.pop(spec.id, None)
                return spec.from_query(texts)
        if assigned:
            self._drafts.pop(spec.id, None)
            return self._assigned_value(spec)
        if held is MISSING and spec.key is not None and not spec.trigger:
            held = self.beneath.get(spec.key, MISSING)
        value = _fitting(spec, held)
        if value is not held and spec.draft and self.drafted(spec.form) and spec.id not in self._drafts:
            before = self._values.get(self.ids.get(spec.key or "", spec.id), held)
            if before is not MISSING:
                self._values[spec.id] = before  # what the form has sent stays until it is sent again
                self._drafts[spec.id] = value
        return value

    def _held(self, spec: WidgetSpec, otherwise: Any = MISSING) -> Any:
        """Return what an earlier run has left: of this widget or, if values persist, of this key."""
        if spec.id in self._drafts:
            return self._drafts[spec.id]
        if spec.id not in self._values and spec.key in self.parked:
            return self.parked[spec.key]
        return self._values.get(spec.id, otherwise)

    def _assigned_value(self, spec: WidgetSpec) -> Any:
        key = spec.key or ""
        if spec.trigger and key in self.fresh:
            raise StateError(
                f"st.session_state[{key!r}] cannot be set: the value of a button lasts for one run. "
                "Use another key for your own value."
            )
        if spec.trigger:
            self._clicked.add(spec.id)
            return self._assigned.pop(key)
        if spec.read_only:
            raise StateError(
                f"st.session_state[{key!r}] cannot be set: only the reader changes the value of this widget. "
                "Use another key for your own value."
            )
        value = assigned = self._assigned[key]
        if spec.accept is not None:
            value = spec.accept(value)
        del self._assigned[key]
        if key not in self.known and key not in self.fresh:
            self.beneath[key] = assigned
        if spec.form is not None:  # the browser may show an edit that has not been sent
            self._shown[spec.id] = MISSING
        return value

    # Between runs

    def end_run(
        self,
        seen: set[str],
        *,
        complete: bool,
        interrupted: bool = False,
        within: Callable[[str | None], bool] | None = None,
        page: str = "",
    ) -> list[str]:
        """Release the buttons and, after a complete run, drop the widgets that it did not draw.

        Parameters
        ----------
        seen
            The ids of the widgets that it drew.
        complete
            The script ran to its end.
        interrupted
            A newer request has ended it: buttons that it had not reached stay pressed for the next.
        within
            Limits what is dropped: tells of a fragment whether it, or one that it was called in, has run.

        page
            The page that is shown.

        Returns
        -------
        list of str
            The query parameters that no widget is bound to any more.
        """
        for id in [id for id in self._clicked if id in seen or not interrupted]:
            self._clicked.discard(id)
            if id in self._specs:
                self._values[id] = self._specs[id].default
        absent = [
            id for id, spec in self._specs.items() if id not in seen and (within is None or within(spec.fragment))
        ]
        if not complete:
            # Whether the browser still has their values depends on what becomes of it meanwhile.
            self._shown.update(dict.fromkeys(absent, MISSING))
            return []
        released: list[str] = []
        for id in absent:
            spec = self._specs.pop(id)
            if spec.follower is not None:
                spec.follower.gone()
            self._shown.pop(id, None)
            self._drafts.pop(id, None)
            value = self._values.pop(id, MISSING)
            if spec.key is None:
                continue
            if self.ids.get(spec.key) == id:
                del self.ids[spec.key]
                if spec.query is not None:
                    released.append(spec.query)
            if (spec.persist or spec.query) and value is not MISSING:
                self.parked[spec.key] = value
                if spec.persist == "page" and spec.query is None:
                    self.left[spec.key] = self.page
        if within is None:
            self.page = page
            for key in [key for key, left in self.left.items() if left != page]:
                del self.left[key]
                self.parked.pop(key, None)
            self._waiting.clear()
            self.recall.clear()
            # What was assigned to a widget that is not drawn goes the way of its value.
            for key in self._assigned.keys() & self.known - self.fresh - self.ids.keys() - self.parked.keys():
                del self._assigned[key]
            self.fresh.clear()
        return released

    def shown(self) -> dict[str, Any]:
        """Return the values, as they travel, that differ from what the messages say."""
        return {
            id: wire
            for id, spec in list(self._specs.items())
            if (wire := self._shown.get(id, MISSING)) is not MISSING and wire != spec.wire_default
        }

    # By name

    def spec(self, id: str) -> WidgetSpec:
        """Return what is known of a widget on the page; raise `KeyError` if it is not there."""
        return self._specs[id]

    def is_trigger(self, id: str) -> bool:
        """Tell whether this is a widget whose value lasts for one run; so may be one that is not known."""
        spec = self._specs.get(id)
        return spec is None or spec.trigger

    def value(self, id: str) -> Any:
        """Return the value that a widget on the page shows; raise `KeyError` if it is not there."""
        return self._drafts[id] if id in self._drafts else self._values[id]

    def wire(self, id: str) -> Any:
        """Return the value of a widget on the page as it travels."""
        return self._shown[id]

    def value_of(self, key: str, form: str | None = None) -> Any:
        """Return the value of the widget with this key; raise `KeyError` if there is none.

        In a fragment of `form`, drafts count.
        """
        if key not in self.ids:
            if key in self.parked:
                return self.parked[key]
            return self.recall.value_of(key) if key in self.recall.keys else self.beneath[key]
        id = self.ids[key]
        spec = self._specs.get(id)
        value = self._drafts[id] if spec and id in self._drafts and spec.form == form else self._values[id]
        return spec.present(value) if spec and spec.present else value

    def forget(self, key: str) -> None:
        """Drop what there is under this key of widgets, and from before them; raise `KeyError` if there is nothing."""
        known = any(key in keys for keys in (self.ids, self.parked, self.beneath, self.recall.keys))
        if not known:
            raise KeyError(key)
        self.recall.forget(key)
        self.parked.pop(key, None)
        self.beneath.pop(key, None)
        id = self.ids.pop(key, "")
        self._drafts.pop(id, None)
        self._values.pop(id, None)


def _newest(before: Mapping[str, int], numbers: Mapping[str, int]) -> dict[str, int]:
    """Return the numbers that views have sent last; those of views long silent are left out."""
    older = [(view, number) for view, number in before.items() if view not in numbers]
    return dict([*older, *numbers.items()][-_VIEWS:])


def _submitted(specs: Iterable[WidgetSpec | None]) -> set[str | None]:
    """Return the forms whose button is among these widgets."""
    return {spec.form for spec in specs if spec is not None and spec.trigger and spec.form and not spec.disabled}


def _fitting(spec: WidgetSpec, held: Any) -> Any:
    """Return what an earlier run has left, if the widget can have it, or the default."""
    if held is MISSING:
        return spec.default
    if spec.accept is None or spec.trigger or held is spec.default:
        return held
    try:
        return spec.accept(held)
    except (InvalidValue, InvalidType):
        return spec.default


def _parsed(spec: WidgetSpec, wire: Any) -> Any:
    """Return the value that the browser has sent, or `MISSING` if it may not."""
    if spec.disabled:
        return MISSING
    try:
        return spec.parse(wire)
    except REFUSED:
        return MISSING


def _differ(a: Any, b: Any) -> bool:
    if a is b:
        return False
    try:
        return type(a) is not type(b) or bool(a != b)
    except Exception:  # values of any library: an array's `!=` is no bool
        return True
