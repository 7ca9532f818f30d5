"""A form: its widgets are sent together, by a button."""

from __future__ import annotations

from jupyterlit.elements.arguments import check_height, check_width
from jupyterlit.errors import DuplicateWidget, InvalidType, LayoutError
from jupyterlit.protocol.base import BlockElement, Height, Width
from jupyterlit.run_context import current
from jupyterlit.tree import BlockT


class Form(BlockElement, tag="form"):
    """A block whose widgets wait for its button."""

    form_id: str
    clear_on_submit: bool = False
    enter_to_submit: bool = True
    border: bool = True


def form(
    self: BlockT,
    key: str,
    clear_on_submit: bool = False,
    *,
    enter_to_submit: bool = True,
    border: bool = True,
    width: Width = "stretch",
    height: Height = "content",
) -> BlockT:
    """Make a block whose widgets are sent together, by its `form_submit_button`.

    Where widgets depend on each other, draw them in a fragment that is called in the form: it runs at each change, with
    what the reader has entered so far. Everything outside of it has the values once they are sent.

    Parameters
    ----------
    key
        The form's name, shown on the page as the class `st-key-<key>`.
    clear_on_submit
        Whether its widgets go back to their defaults once they are sent.
    enter_to_submit
        Whether the Enter key in one of its widgets presses its first button.
    border
        Whether there is a frame around it.
    width
        "stretch", "content", or pixels.
    height
        "content", "stretch", or pixels: what does not fit is scrolled.

    Returns
    -------
    DeltaGenerator
        The form: draw into it by `with`, or by calling its methods.

    Examples
    --------
    >>> import jupyterlit as st
    >>> with st.form("penguin"):
    ...     place = st.text("Which island?")

    A city is chosen after its country:

    >>> cities = {"Norway": ["Oslo", "Bergen"], "France": ["Paris", "Nice"]}
    >>> @st.fragment
    ... def choose_city():
    ...     country = st.selectbox("Country", cities)
    ...     return st.selectbox("City", cities[country])
    >>> with st.form("travel"):
    ...     city = choose_city()
    ...     sent = st.form_submit_button("Book")
    """
    if not isinstance(key, str):  # type: ignore[redundant-expr]  # authors pass anything
        raise InvalidType(f"st.form: key={key!r} is a {type(key).__name__}. Pass a string.")
    context = current()
    if self.here(context).form_id is not None:
        raise LayoutError(f"st.form: {key!r} stands in another form. Move it out: a form cannot hold a form.")
    if key in context.form_keys:
        raise DuplicateWidget(f"st.form: key={key!r} is used twice in this run. Give each form its own key.")
    context.form_keys.add(key)
    return self.add_block(
        Form(
            key=key,
            form_id=key,
            clear_on_submit=bool(clear_on_submit),
            enter_to_submit=bool(enter_to_submit),
            border=bool(border),
            width=check_width("st.form", width),
            height=check_height("st.form", height),
        ),
        form=key,
    )
