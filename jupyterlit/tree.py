"""Block: a place on the page; cursors, nesting, the `with` stack."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, ClassVar, Self, TypeVar

import msgspec

from jupyterlit.errors import DuplicateWidget, LayoutError
from jupyterlit.protocol.base import BlockElement, Element, Widget
from jupyterlit.protocol.messages import Path, QueryParams, Values
from jupyterlit.run_context import RunContext, current
from jupyterlit.state.query_params import Texts
from jupyterlit.state.widget_spec import Follower, WidgetSpec, widget_id
from jupyterlit.state.widgets import Widgets

BlockT = TypeVar("BlockT", bound="Block")

MAIN: Path = (0,)
SIDEBAR: Path = (1,)
EVENT: Path = (2,)
BOTTOM: Path = (3,)


def same(value: Any) -> Any:
    """Return `value`: how a value travels that is the same on both sides."""
    return value


class Block(msgspec.Struct, eq=False, gc=False):  # a class in C: each element of each run makes one
    """A place on the page where calls write.

    Attributes
    ----------
    path
        Where it is; a root for the main area and the sidebar.
    fixed
        It has room for one thing: what is written replaces what stands there.
    form_id
        The id of the form it is in.
    follows
        Calls on it write into the innermost `with`.
    open
        Whether the reader sees its content, where Python follows that.
    event
        The call that has drawn what stands here, where that happens once: another on this block changes it.
    """

    path: Path
    fixed: bool = False
    form_id: str | None = None
    follows: bool = False
    open: bool | None = None
    event: str | None = None

    # What the places of some elements are to the author, by the element's class; `Element` for all others.
    shapes: ClassVar[Mapping[type[Element], type[Self]]] = {}

    def __enter__(self) -> Self:
        current().stack.append(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        stack = current().stack
        if stack:  # the run may have ended in between, and with it the stack
            stack.pop()

    def here(self, context: RunContext) -> Block:
        """Return the block that a call on this one writes into.

        `st.` calls, on the main area, follow the innermost `with`.
        """
        if self.follows and context.stack:
            return context.stack[-1]
        return self

    def add_element(self, element: Element, *, unique: bool = False) -> Self:
        """Draw an element and return its place, where another call replaces it.

        Raises
        ------
        DuplicateWidget
            It is to be `unique`, and the run has drawn something else with the same key.
        """
        context = current()
        block = self.here(context)
        if unique and element.key is not None:
            _claim_key(context, element)
        path = block.next_path(context)
        context.put(path, element)
        return self._shape(element)(path, True, block.form_id)

    def add_block(self, element: BlockElement, *, form: str | None = None) -> Self:
        """Draw a block and return it.

        Raises
        ------
        DuplicateWidget
            The run has drawn a block or a widget with the same key.
        """
        context = current()
        block = self.here(context)
        if form is None and element.key is not None:
            _claim_key(context, element)
        path = block.next_path(context)
        context.put_block(path, element)
        return self._shape(element)(path, form_id=form or block.form_id)

    def add_block_widget(
        self,
        message: Widget,
        default: Any,
        *,
        parse: Callable[[Any], Any] = same,
        accept: Callable[[Any], Any] | None = None,
        on_change: Callable[..., Any] | None = None,
        args: Sequence[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
        query: str | None = None,
        trigger: bool = False,
    ) -> tuple[Self, Any]:
        """Draw a block with a value, an expander say, and return both; parameters are those of `add_widget`.

        It acts at once in a form too, for it changes what is seen and not what is sent.
        """
        context = current()
        block = self.here(context)
        spec = WidgetSpec(
            "",
            message.key,
            default,
            parse,
            same,
            accept=accept,
            trigger=trigger,
            callback=on_change,
            args=args or (),
            kwargs=kwargs,
            query=query,
        )
        _refuse_callback(message, spec, block.form_id)
        path, value = _draw(context, block, message, spec, put=context.put_block)
        return self._shape(message)(path, form_id=block.form_id), value

    def _shape(self, element: Element) -> type[Self]:
        """Return what the place of an element is to the author."""
        shapes = self.shapes
        return shapes.get(type(element)) or shapes.get(Element) or type(self)

    def next_path(self, context: RunContext) -> Path:
        """Return where the next call on this block writes."""
        if not self.fixed:
            return context.next_path(self.path)
        if context.scope is not None:
            context.fill(self.path)
        return self.path

    def add_widget(
        self,
        message: Widget,
        default: Any,
        *,
        parse: Callable[[Any], Any] = same,
        dump: Callable[[Any], Any] = same,
        accept: Callable[[Any], Any] | None = None,
        trigger: bool = False,
        at_once: bool = False,
        on_change: Callable[..., Any] | None = None,
        args: Sequence[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
        query: str | None = None,
        texts: Texts | None = None,
        persist: str | None = None,
        follower: Follower | None = None,
        read_only: bool = False,
        present: Callable[[Any], Any] | None = None,
        complete: Callable[[Any, Any], Widget] | None = None,
    ) -> Any:
        """Draw a widget and return its value.

        Parameters
        ----------
        message
            What the reader sees, without `id`, `form` and `default`: they are filled in.
        default
            The value, as the author gets it, until the reader or the author sets another.
        parse, dump
            Value as it travels → value as the author gets it, and back; `parse` raises for what
            the browser may not send.
        accept
            What the author has assigned, or an earlier run has left → the value the widget has
            instead; raises for what it cannot have.
        trigger
            The value is true for one run and then `default` again.
        at_once
            In a form too it does not wait for the form to be sent.
        on_change, args, kwargs
            The author's callback.
        query, texts
            Name of the query parameter bound to the value, and how the value stands there.
        persist
            "page" or "session": how long the value outlives runs in which the widget is not drawn.
        follower
            Is told when the widget is drawn and when it is gone.
        read_only
            The author cannot assign the value.
        present
            The value → what stands for it in the session state.
        complete
            Message and value → the message, where the value decides about some of what it says.

        Returns
        -------
        object
            The widget's value.

        Raises
        ------
        DuplicateWidget
            The run has drawn a widget with the same key, or a like one without key.
        """
        context = current()
        block = self.here(context)
        spec = WidgetSpec(
            "",
            message.key,
            default,
            parse,
            dump,
            accept=accept,
            trigger=trigger,
            disabled=message.disabled,
            form=None if at_once else block.form_id,
            callback=on_change,
            args=args or (),
            kwargs=kwargs,
            query=query,
            texts=texts,
            persist=persist,
            follower=follower,
            read_only=read_only,
            present=present,
        )
        _refuse_callback(message, spec, block.form_id)
        _, value = _draw(context, block, message, spec, put=context.put, complete=complete)
        return value


def _refuse_callback(message: Widget, spec: WidgetSpec, form: str | None) -> None:
    """Raise if a widget of a form has a callback: only the form's button acts."""
    if form is not None and spec.callback is not None and not (spec.trigger or message.form_callbacks):
        raise LayoutError(
            f"{message.drawn_by}: on_change cannot be used in a form, whose values arrive together. "
            "Give the callback to st.form_submit_button."
        )


def _draw(
    context: RunContext,
    block: Block,
    message: Widget,
    spec: WidgetSpec,
    *,
    put: Callable[[Path, Element], None],
    complete: Callable[[Any, Any], Widget] | None = None,
) -> tuple[Path, Any]:
    """Complete a widget's message, draw it and return its place and its value; one that is refused takes no place."""
    if context.task is not None:
        raise LayoutError(
            f"{message.drawn_by}: a task can show things and ask nothing. Draw the widget in the script, "
            "and pass its value to the task."
        )
    spec.id = widget_id(message, spec.form, spec.wire_default, block.path[0], context.page)
    spec.deferred = message.deferred
    if context.scope is not None:
        spec.fragment = context.scope.id
        spec.draft = spec.form is not None and not spec.trigger and context.scope.block.form_id == spec.form
    if "default" in message.moving:
        _keep_default(spec, context.session_state.widgets)
    message = msgspec.structs.replace(message, id=spec.id, form=spec.form, default=spec.wire_default, draft=spec.draft)
    _claim(context, message)
    widgets = context.session_state.widgets
    value, tell = widgets.register(spec, context.query_params)
    if complete is not None:
        message = complete(message, value)
    path = block.next_path(context)
    put(path, message)
    context.widget_ids.add(spec.id)  # only now: a run that ends at `put` has not given the author the value
    if tell:
        context.send(Values(values={spec.id: widgets.wire(spec.id)}, after=widgets.numbers or None))
    if spec.query is not None and context.query_params.follow(widgets.to_query([spec])):
        context.send(QueryParams(query=context.query_params.dump(), replace=True))
    return path, value


def _keep_default(spec: WidgetSpec, widgets: Widgets) -> None:
    """Let a widget whose default goes by the clock have the one that it was first drawn with."""
    try:
        before = widgets.spec(spec.id)
    except KeyError:
        return
    spec.default, spec.wire_default = before.default, before.wire_default


def _claim(context: RunContext, message: Widget) -> None:
    """Note the widget's identity for this run; no other may have it."""
    call = message.drawn_by
    if message.key is not None:
        if message.key in context.widget_keys or message.key in context.block_keys:
            raise DuplicateWidget(
                f"{call}: key={message.key!r} is used twice in this run. Give each widget its own key."
            )
        context.widget_keys.add(message.key)
    elif message.id in context.widget_ids:
        which = f"two widgets with label={message.label!r}" if message.label else "two"
        raise DuplicateWidget(f"{call}: {which} are alike in everything. Give each a key of its own.")


def _claim_key(context: RunContext, element: Element) -> None:
    """Note the key of what is no widget for this run; no other block or widget may have it."""
    key = element.key or ""
    if key in context.block_keys or key in context.widget_keys:
        raise DuplicateWidget(
            f"{element.drawn_by}: key={key!r} is used twice in this run. Give each element its own key."
        )
    context.block_keys.add(key)


def require_no_form(block: Block, call: str) -> None:
    """Raise if a call that cannot stand in a form does."""
    if block.here(current()).form_id is not None:
        raise LayoutError(f"{call} cannot be used in a form. Use st.form_submit_button, or move it out of the form.")
