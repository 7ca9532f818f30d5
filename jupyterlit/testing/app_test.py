"""AppTest: runs an app without a browser."""

from __future__ import annotations

import inspect
import textwrap
import time
from collections.abc import Callable, Iterator, MutableMapping
from contextvars import Context
from functools import partial
from pathlib import Path
from typing import Any, cast

from jupyterlit.caching.clearing import clear_caches
from jupyterlit.commands.refusal import refuse
from jupyterlit.compat import streamlit_alias
from jupyterlit.compat.widget_comms import claim_comms
from jupyterlit.delta_generator import main
from jupyterlit.elements.exception import show_uncaught
from jupyterlit.elements.form import Form
from jupyterlit.elements.pyplot import release_figures
from jupyterlit.elements.write import show_result
from jupyterlit.execution.app_session import AppSession
from jupyterlit.execution.script_runner import Hooks
from jupyterlit.execution.script_source import Part, ScriptSource
from jupyterlit.execution.session_manager import SessionManager
from jupyterlit.page_names import page_order, read_page_name
from jupyterlit.protocol.base import Element, Widget
from jupyterlit.protocol.messages import Rerun
from jupyterlit.secrets.store import give
from jupyterlit.state.query_params import QueryParams
from jupyterlit.state.session_state import PartT, SessionState
from jupyterlit.state.widget_spec import WidgetSpec
from jupyterlit.testing.entries import Entries
from jupyterlit.testing.nodes import Node
from jupyterlit.testing.page import Block, Finder, Nodes, build

_FILE = "<test script>"


class AppTest(Finder):
    """An app under test: run it, look at what it shows, set values, run it again.

    Make one with `from_file`, `from_string` or `from_function`.

    Parameters
    ----------
    script_path
        The app's file.
    default_timeout
        How long a run may take, in seconds.
    args, kwargs
        What a script made from a function is called with.

    Attributes
    ----------
    secrets
        What the script finds in `st.secrets`; if empty, what files hold.

    Examples
    --------
    >>> from jupyterlit.testing.v1 import AppTest
    >>> app = AppTest.from_string("import jupyterlit as st; st.title('Hello')").run()
    >>> app.title[0].value
    'Hello'
    """

    def __init__(
        self,
        script_path: str | Path,
        *,
        default_timeout: float,
        args: tuple[Any, ...] | None = None,
        kwargs: dict[str, Any] | None = None,
    ) -> None:
        self.default_timeout = default_timeout
        self.args = args
        self.kwargs = kwargs
        self._source = _app_source(ScriptSource.from_file(script_path))
        self._session: AppSession | None = None
        self._entries = Entries()
        self.secrets: dict[str, Any] = {}
        self._query = QueryParams()
        self._page: str | None = None
        self._roots = build(self, ())

    @classmethod
    def from_file(cls, script_path: str | Path, *, default_timeout: float = 3) -> AppTest:
        """Return a test of a script file.

        Parameters
        ----------
        script_path
            The file; a relative path starts at the folder of the test.
        default_timeout
            How long a run may take, in seconds.

        Returns
        -------
        AppTest
            The app, not run yet.

        Raises
        ------
        FileNotFoundError
            There is no such file.

        Examples
        --------
        >>> from jupyterlit.testing.v1 import AppTest
        >>> app = AppTest.from_file("app.py").run()
        """
        path = Path(script_path)
        if not path.is_absolute():
            path = _folder_of_caller() / path
        if not path.is_file():
            raise FileNotFoundError(f"AppTest.from_file: there is no file {str(path)!r}.")
        return cls(path, default_timeout=default_timeout)

    @classmethod
    def from_string(cls, script: str, *, default_timeout: float = 3) -> AppTest:
        """Return a test of a script given as text.

        Parameters
        ----------
        script
            The code; common indentation is removed.
        default_timeout
            How long a run may take, in seconds.

        Returns
        -------
        AppTest
            The app, not run yet.

        Examples
        --------
        >>> from jupyterlit.testing.v1 import AppTest
        >>> app = AppTest.from_string("import jupyterlit as st; st.title('Penguins')").run()
        """
        test = cls(_FILE, default_timeout=default_timeout)
        test._source = _app_source(ScriptSource((Part(textwrap.dedent(script), _FILE),)))
        return test

    @classmethod
    def from_function(
        cls,
        script: Callable[..., Any],
        *,
        default_timeout: float = 3,
        args: tuple[Any, ...] | None = None,
        kwargs: dict[str, Any] | None = None,
    ) -> AppTest:
        """Return a test of a function's body; it imports what it needs itself.

        Parameters
        ----------
        script
            The function: its source is taken, not what it closes over.
        default_timeout
            How long a run may take, in seconds.
        args, kwargs
            What it is called with.

        Returns
        -------
        AppTest
            The app, not run yet.

        Examples
        --------
        >>> from jupyterlit.testing.v1 import AppTest
        >>> def script():
        ...     import jupyterlit as st
        ...
        ...     st.title("Penguins")
        >>> app = AppTest.from_function(script).run()
        """
        code = textwrap.dedent(inspect.getsource(script))
        call = f"\n{script.__name__}(*__args__, **__kwargs__)\n"
        test = cls(_FILE, default_timeout=default_timeout, args=args, kwargs=kwargs)
        values = {"__args__": args or (), "__kwargs__": kwargs or {}}
        test._source = _app_source(ScriptSource((Part(code + call, _FILE),), namespace=lambda: dict(values)))
        return test

    def switch_page(self, page_path: str) -> AppTest:
        """Go to another page of the app; call `run` to see it.

        Parameters
        ----------
        page_path
            The page's file, relative to the app's own.

        Returns
        -------
        AppTest
            This app.

        Raises
        ------
        ValueError
            There is no such file, or it is no page of the app.

        Examples
        --------
        >>> from jupyterlit.testing.v1 import AppTest
        >>> app = AppTest.from_file("app.py").run().switch_page("pages/two.py").run()
        """
        path = (Path(self._source.path).parent / page_path).resolve()
        if not path.is_file():
            raise ValueError(f"AppTest.switch_page: there is no file {page_path!r} beside the app's own.")
        pages = self._open().runner.scripts.pages
        for page in pages.known or pages.fixed:
            if Path(page.script).resolve() == path:
                self._page = page.path
                return self
        if path != Path(self._source.path).resolve():
            raise ValueError(f"AppTest.switch_page: {page_path!r} is no page of the app. Add it to st.navigation.")
        self._page = ""
        return self

    def run(self, *, timeout: float | None = None, fragments: bool = False, wait_tasks: bool = False) -> AppTest:
        """Run the script with all values set so far.

        Parameters
        ----------
        timeout
            How long it may take, in seconds; `default_timeout` if not given.
        fragments
            Whether a change of a fragment's widgets runs that fragment alone, as it does in a browser.
        wait_tasks
            Whether to wait for the ends of all tasks, and of the runs that follow them.

        Returns
        -------
        AppTest
            This app, to look at.

        Raises
        ------
        RuntimeError
            The run, or a task that is waited for, took too long.

        Examples
        --------
        >>> from jupyterlit.testing.v1 import AppTest
        >>> app = AppTest.from_string("import jupyterlit as st; st.slider('Size', 0, 10)").run()
        >>> app.slider[0].set_value(4).run().slider[0].value
        4
        """
        session = self._open()
        limit = self.default_timeout if timeout is None else timeout
        query = self._query.dump()
        told = None if fragments and query == session.query_params.dump() else query
        if self._source.context is not None:
            self._source.context.run(give, self.secrets or None)
        page, self._page = self._page, None
        values = self._entries.take(self._widgets(), session.state.widgets, self._forms())
        self._ask(Rerun(values=values, query=told, page=page), limit, tasks=wait_tasks)
        if emptied := self._entries.take_emptied(self._widgets()):
            self._ask(Rerun(values=emptied), limit, tasks=wait_tasks)
        self._query.load(session.query_params.dump())
        return self

    def _ask(self, request: Rerun, limit: float, *, tasks: bool) -> None:
        """Let the app run, and look at what it shows then."""
        session = self._open()
        session.receive(request)
        late = _wait(session, limit, tasks=tasks)
        if late is not None:
            session.close()
            raise RuntimeError(f"AppTest.run: {late} still runs after {limit} s. Give it a longer timeout.")
        self._roots = build(self, session.queue.page())

    def _elements(self) -> list[Element]:
        return [node.proto for root in self._roots for node in root if node.proto is not None]

    def _widgets(self) -> list[Widget]:
        return [message for message in self._elements() if isinstance(message, Widget) and message.id]

    def _forms(self) -> dict[str, bool]:
        """Return for each form whether it empties its fields once it is sent."""
        return {form.form_id: form.clear_on_submit for form in self._elements() if isinstance(form, Form)}

    def _open(self) -> AppSession:
        claim_comms()
        if self._session is None:
            hooks = Hooks(main.write, show_result, partial(show_uncaught, main), release_figures, clear_caches, refuse)
            self._session = SessionManager(hooks).open("test", self._source)
            self._session.set_pages(*_pages_of(self._source))
        return self._session

    @property
    def session_state(self) -> State:
        """The session state, to read and to set before a run."""
        return State(self._open().state)

    @property
    def query_params(self) -> Query:
        """The query parameters; a parameter with several values is a list."""
        return Query(self._query)

    @property
    def main(self) -> Block:
        """The main area."""
        return self._roots[0]

    @property
    def sidebar(self) -> Block:
        """The sidebar."""
        return self._roots[1]

    def get(self, element_type: str) -> Nodes:
        """Return everything on the page that the call of this name has drawn, main area first.

        Parameters
        ----------
        element_type
            The name of the call, such as "slider".

        Returns
        -------
        Nodes
            What there is, in order; empty where there is nothing.

        Examples
        --------
        >>> from jupyterlit.testing.v1 import AppTest
        >>> app = AppTest.from_string("import jupyterlit as st; st.title('Penguins')").run()
        >>> titles = app.get("title")
        """
        return Nodes([node for root in self._roots for node in root.get(element_type)], element_type)

    def get_by_key(self, key: str) -> Node:
        """Return the element with this key; raise `KeyError` if there is none.

        Parameters
        ----------
        key
            What the script has passed as its key.

        Returns
        -------
        Node
            The element.

        Raises
        ------
        KeyError
            There is none.

        Examples
        --------
        >>> from jupyterlit.testing.v1 import AppTest
        >>> app = AppTest.from_string("import jupyterlit as st; st.toggle('On', key='on')").run()
        >>> app.get_by_key("on").label
        'On'
        """
        for root in self._roots:
            for node in root:
                if node.key == key:
                    return node
        raise KeyError(key)

    # What the nodes ask for

    def widget_spec(self, id: str) -> WidgetSpec:
        """Return how a widget's value travels."""
        return self._open().state.widgets.spec(id)

    def widget_value(self, id: str) -> Any:
        """Return a widget's value: the one set for the next run, else that of the last."""
        return self._entries.value(id, self._open().state.widgets)

    def widget_text(self, id: str) -> str | None:
        """Return the text that the script has put into a field that sends texts, until the next is sent."""
        try:
            return self._open().state.widgets.wire(id)["text"] or None
        except KeyError:
            return None

    def set_widget(self, id: str, wire: Any, value: Any) -> None:
        """Set a widget's value for the next run."""
        self._entries.set(id, wire, value)

    def unset_widget(self, id: str) -> None:
        """Take back what was set for the next run."""
        self._entries.drop(id)

    def session_part(self, kind: type[PartT]) -> PartT:
        """Return what the session has of a kind."""
        return self._open().state.part(kind)

    def frame_of(self, id: str) -> Any:
        """Return a table of the page as a pandas DataFrame."""
        rows = self._open().runner.table(id)
        if rows is None:
            raise KeyError(id)
        return rows.frame()


def _wait(session: AppSession, limit: float, *, tasks: bool) -> str | None:
    """Wait for a session's runs, and for its tasks and the runs they ask for; return what takes too long."""
    end = time.monotonic() + limit
    while session.runner.running or (tasks and session.runner.tasks.busy):
        if not session.runner.wait(end - time.monotonic()):
            return "the script"
        if tasks and not session.runner.tasks.wait(end - time.monotonic()):
            return "a task"
    return None


def _pages_of(source: ScriptSource) -> tuple[dict[str, ScriptSource], dict[str, tuple[str, str]]]:
    """Return the scripts of an app by the name of their page, those in `pages/` beside it too, and how they look."""
    first = Path(source.path)
    others = (
        sorted((first.parent / "pages").glob("*.py"), key=lambda path: page_order(path.stem)) if source.path else []
    )
    sources: dict[str, ScriptSource] = {}
    looks: dict[str, tuple[str, str]] = {}
    for path in [first, *others]:
        name, icon = read_page_name(path.stem)
        sources.setdefault(name, source if path is first else _app_source(ScriptSource.from_file(path)))
        looks[name] = (name.replace("_", " "), icon)
    return sources, looks


class State(MutableMapping[str, Any]):
    """Session state by item and by attribute."""

    def __init__(self, state: SessionState) -> None:
        object.__setattr__(self, "_state", state)

    def __getitem__(self, key: str) -> Any:
        return self._state.get(key)

    def __setitem__(self, key: str, value: Any) -> None:
        self._state.put(key, value)

    def __delitem__(self, key: str) -> None:
        self._state.delete(key)

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"st.session_state has no {name!r}.") from None

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value

    def __iter__(self) -> Iterator[str]:
        return iter(self._state.keys())

    def __len__(self) -> int:
        return len(self._state.keys())

    @property
    def filtered_state(self) -> dict[str, Any]:
        """What an author sees, as a dict."""
        return dict(self)


class Query(MutableMapping[str, Any]):
    """Query parameters before and after a run."""

    def __init__(self, query: QueryParams) -> None:
        self._query = query

    def __getitem__(self, name: str) -> str | list[str]:
        values = self._query.get_all(name)
        if not values:
            raise KeyError(name)
        return values[0] if len(values) == 1 else values

    def __setitem__(self, name: str, value: Any) -> None:
        several = cast("list[object]", value) if isinstance(value, list | tuple) else [value]
        self._query.set(name, [str(each) for each in several])

    def __delitem__(self, name: str) -> None:
        self._query.delete(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._query.names())

    def __len__(self) -> int:
        return len(self._query.names())


def _app_source(source: ScriptSource) -> ScriptSource:
    """Let a script find us under Streamlit's name."""
    source.rewrite = streamlit_alias.rewrite
    source.context = streamlit_alias.in_app(Context())
    return source


def _folder_of_caller() -> Path:
    here = inspect.currentframe()
    caller = here.f_back.f_back if here is not None and here.f_back is not None else None
    return Path(caller.f_code.co_filename).resolve().parent if caller is not None else Path.cwd()
