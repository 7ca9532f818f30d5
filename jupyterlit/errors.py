"""Every exception an author can meet.

Exception
└─ StreamlitAPIException        base of all below: catch this one
   ├─ InvalidValue              (ValueError) an argument has a value that cannot work
   │  └─ AppTestError           a test of an app does what no reader can
   ├─ InvalidType               (TypeError) an argument has a type that cannot work
   ├─ DuplicateWidget           two elements of one run have the same identity
   ├─ StateError                session state or query parameters used against their rules
   ├─ LayoutError               an element stands where it cannot, a button in the wrong form say
   ├─ UnhashableArgument        (TypeError) a cached call got an argument without a key
   ├─ MissingPackage            (ImportError) an optional package is not installed
   ├─ StreamlitSecretNotFoundError  (FileNotFoundError) there are no secrets, or they cannot be read
   ├─ StreamlitAuthError        a reader cannot be logged in or out
   ├─ TaskCancelled             the result is asked for of a task that has been cancelled
   └─ AppSourceError            a notebook, script or folder that cannot be served
BaseException
└─ ScriptControl                ends a run; must pass through `except Exception`
   ├─ StopRun                   st.stop(), or a stop asked for from outside
   └─ RerunRun                  st.rerun(), or a newer interaction
"""

from __future__ import annotations


class StreamlitAPIException(Exception):
    """A call was made in a way that cannot work; the message says what to do."""


class InvalidValue(StreamlitAPIException, ValueError):
    """An argument has a value that cannot work."""


class AppTestError(InvalidValue):
    """A test of an app does what no reader can."""


class InvalidType(StreamlitAPIException, TypeError):
    """An argument has a type that cannot work."""


class DuplicateWidget(StreamlitAPIException):
    """Two elements of one run have the same identity."""


class StateError(StreamlitAPIException):
    """Session state or query parameters are used against their rules."""


class LayoutError(StreamlitAPIException):
    """An element stands where it cannot."""


class UnhashableArgument(StreamlitAPIException, TypeError):
    """A cached call got an argument for which no key can be made."""


class MissingPackage(StreamlitAPIException, ImportError):
    """An optional package is not installed; the message carries the command."""


class StreamlitSecretNotFoundError(StreamlitAPIException, FileNotFoundError):
    """There are no secrets, or a file of them cannot be read."""


class StreamlitAuthError(StreamlitAPIException):
    """A reader cannot be logged in or out."""


class TaskCancelled(StreamlitAPIException):
    """A task has been cancelled, and has no result."""


class AppSourceError(StreamlitAPIException):
    """A notebook, script or folder cannot be served as an app."""


class ScriptControl(BaseException):
    """Ends a run without being an error."""


class StopRun(ScriptControl):
    """The run ends here and what it has drawn stays."""


class RerunRun(ScriptControl):
    """The run ends here and another begins: of the fragments with these ids, or of the whole script.

    `page` and `query` are those of another page to go to.
    """

    def __init__(self, *fragments: str, page: str | None = None, query: str | None = None) -> None:
        super().__init__()
        self.fragments = fragments
        self.page = page
        self.query = query
