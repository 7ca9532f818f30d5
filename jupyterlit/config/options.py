"""The table of options: name, kind, default, one sentence."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Literal, cast

from jupyterlit.config.theme_options import SECTIONS, THEME, WHOLE_PAGE
from jupyterlit.errors import InvalidType, InvalidValue

Kind = Literal["bool", "int", "number", "text", "texts", "any"]


@dataclass(frozen=True, slots=True)
class Option:
    """One option.

    Parameters
    ----------
    name
        Section and name, as Streamlit has them.
    kind
        What its values are; all may be None where the default is.
    default
        Its value where nobody has given one.
    help
        What it does, in one sentence.
    choices
        The values there are, where they can be counted.
    settable
        Whether `st.set_option` may change it.
    least
        The smallest number that works.
    secret
        Whether its value must not be shown.
    """

    name: str
    kind: Kind
    default: Any
    help: str
    choices: tuple[Any, ...] = ()
    settable: bool = False
    least: float | None = None
    secret: bool = False

    @property
    def variable(self) -> str:
        """The environment variable that holds it."""
        return "STREAMLIT_" + _WORDS.sub("_", self.name.replace(".", "_")).upper()

    def check(self, value: object) -> Any:
        """Return a value in the form the option has.

        Raises
        ------
        InvalidType, InvalidValue
            It cannot be a value of this option.
        """
        if value is None and self.default is None:
            return None
        if self.choices:
            if not _has(self.choices, value):
                raise InvalidValue(f"{self.name}={value!r} is unknown. Choose {self._wanted()}.")
            return value
        if not self._fits(value):
            raise InvalidType(f"{self.name}={value!r} is a {type(value).__name__}. Give {self._wanted()}.")
        if self.least is not None and cast(float, value) < self.least:
            raise InvalidValue(f"{self.name}={value!r} is too small. Give {self.least:g} or more.")
        return list(cast("list[object]", value)) if self.kind == "texts" else value

    def parse(self, text: str) -> Any:
        """Return the value that a text from the environment or the command line stands for.

        Raises
        ------
        InvalidType, InvalidValue
            It stands for none.
        """
        word = text.strip()
        for choice in self.choices:
            if word.lower() == str(choice).lower():
                return choice
        if self.kind == "bool" and word.lower() in _BOOLEANS:
            return _BOOLEANS[word.lower()]
        if self.kind in ("int", "number"):
            try:
                return self.check(int(word) if re.fullmatch(r"[+-]?\d+", word) else float(word))
            except ValueError:
                pass  # `check` says what it is instead
        if self.kind in ("texts", "any") and word[:1] in ("[", "{"):
            try:
                return self.check(json.loads(word))
            except json.JSONDecodeError as error:
                raise InvalidValue(f"{self.name}={text!r} cannot be read as a list: {error}.") from error
        if self.kind == "texts":
            return self.check(re.split(r"[\s,]+", word) if word else [])
        return self.check(text)

    def _fits(self, value: object) -> bool:
        match self.kind:
            case "bool":
                return isinstance(value, bool)
            case "int":
                return isinstance(value, int) and not isinstance(value, bool)
            case "number":
                return isinstance(value, int | float) and not isinstance(value, bool)
            case "text":
                return isinstance(value, str)
            case "texts":
                return isinstance(value, list | tuple) and all(
                    isinstance(each, str) for each in cast("list[object]", value)
                )
            case "any":
                return True

    def _wanted(self) -> str:
        if self.choices:
            return " or ".join(map(repr, self.choices))
        return _WANTED[self.kind]


_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_BOOLEANS = {"true": True, "1": True, "yes": True, "on": True, "false": False, "0": False, "no": False, "off": False}
_WANTED = {
    "bool": "True or False",
    "int": "a whole number",
    "number": "a number",
    "text": "a text",
    "texts": "a list of texts",
    "any": "a value",
}


def _has(choices: tuple[Any, ...], value: object) -> bool:
    """Tell whether a value is among choices; True is not 1."""
    return any(type(choice) is type(value) and choice == value for choice in choices)


_TABLE = (
    Option("global.showWarningOnDirectExecution", "bool", True,
           "Warn where a script's calls show nothing, as it is not in an app."),
    Option("global.suppressDeprecationWarnings", "bool", False, "Do not hint at names that Streamlit has replaced."),
    Option("logger.level", "text", "info", "What is logged at least.",
           choices=("error", "warning", "info", "debug", "critical")),
    Option("logger.messageFormat", "text", "%(asctime)s %(message)s",
           "What a line of the log looks like, in the words of Python's logging."),
    Option("logger.hideWelcomeMessage", "bool", False, "Do not print the address at which an app is served."),
    Option("client.showErrorDetails", "any", "full",
           "What readers see of an exception; all of it is logged.",
           choices=("full", "stacktrace", "type", "none", True, False), settable=True),
    Option("client.toolbarMode", "text", "auto",
           "Whom the menu of the page is for; by default developers are those whose browser is on this machine.",
           choices=("auto", "developer", "viewer", "minimal"), settable=True),
    Option("client.disableDataExport", "bool", False,
           "Offer no downloads of tables and of the data of charts, and no copies of what cannot be edited.",
           settable=True),
    Option("client.showSidebarNavigation", "bool", True,
           "Show the menu of the pages that the folder pages/ or a notebook's cells make.", settable=True),
    Option("runner.magicEnabled", "bool", True, "Show bare expressions of a script."),
    Option("runner.fastReruns", "bool", True,
           "Begin a run when the reader does something although another computes on, and let that end behind it."),
    Option("runner.enforceSerializableSessionState", "bool", False,
           "Raise an exception where st.session_state holds what cannot be pickled."),
    Option("runner.parallelMaxWorkers", "int", None, "How many fragments run beside their scripts at once.", least=1),
    Option("runner.cacheBackgroundRefreshMaxWorkers", "int", 4,
           "How many cached results are renewed in the background at once.", least=1),
    Option("runner.cacheBackgroundRefreshTTLMultiplier", "number", 2.0,
           "For how many times its ttl a result that is renewed in the background may be shown."),
    Option("runner.connectionDefaultTTL", "number", None, "Seconds after which st.connection opens a new connection."),
    Option("runner.cacheHashSeed", "int", 0, "Changes the keys of all cached results.", least=0),
    Option("server.folderWatchList", "texts", (), "Folders whose changes count as the app's, beside its own."),
    Option("server.folderWatchBlacklist", "texts", (), "Folders whose changes do not count."),
    Option("server.fileWatcherType", "text", "auto", "How changes of the app's files are noticed.",
           choices=("auto", "watchdog", "poll", "none")),
    Option("server.maxCacheDataSize", "any", None, 'How much st.cache_data keeps in memory, such as "2gb".'),
    Option("server.cookieSecret", "text", None, "Key by which the server signs cookies.", secret=True),
    Option("server.headless", "bool", None, "Do not open a browser."),
    Option("server.runOnSave", "bool", False, "Run scripts again when their file has been saved."),
    Option("server.allowRunOnSave", "bool", True, "Whether runOnSave has an effect."),
    Option("server.address", "text", None, "Address to listen at."),
    Option("server.port", "int", 8501, "Port to listen at.", least=0),
    Option("server.baseUrlPath", "text", "", "Path below which everything lies."),
    Option("server.enableCORS", "bool", True, "Refuse websockets and answers to pages of other sites."),
    Option("server.corsAllowedOrigins", "texts", (), "Sites that are let in all the same."),
    Option("server.allowedHosts", "texts", (), "Names under which the server answers; all of them by default."),
    Option("server.enableXsrfProtection", "bool", True, "Refuse requests that other sites have forged."),
    Option("server.maxUploadSize", "int", 200, "Megabytes that a file sent by a reader may have.", least=0),
    Option("server.maxMessageSize", "int", 200, "Megabytes that a browser may send in one message.", least=1),
    Option("server.enableWebsocketCompression", "bool", False, "Compress messages."),
    Option("server.websocketPingInterval", "int", None, "Seconds between two signs of life.", least=1),
    Option("server.enableStaticServing", "bool", False, "Serve the files of the folder static/ at app/static/."),
    Option("server.disconnectedSessionTTL", "int", 120, "Seconds for which a session waits for its browser.", least=0),
    Option("server.sslCertFile", "text", None, "Certificate to serve over HTTPS."),
    Option("server.sslKeyFile", "text", None, "Key of the certificate."),
    Option("browser.serverAddress", "text", "localhost", "Address that browsers find the server at."),
    Option("browser.serverPort", "int", None, "Port that browsers find the server at.", least=0),
    Option("browser.gatherUsageStats", "bool", False, "Nothing is gathered, whatever is said here."),
    Option("magic.displayRootDocString", "bool", False, "Show the text that a script begins with."),
    Option("magic.displayLastExprIfNoSemicolon", "bool", False,
           "Show a call at the end of a script unless a semicolon follows, as notebooks do."),
    Option("cache.storage", "text", "memory",
           "Where st.cache_data keeps results beside memory: nowhere with memory, on disk, or in Redis at this URL.",
           secret=True),
    Option("cache.maxDiskSize", "any", "10gb", "How much of an app's results is kept on disk."),
    Option("cache.secret", "text", None, "Key by which kernels of several machines know their results in Redis.",
           secret=True),
    Option("tasks.maxRunning", "int", 32, "How many tasks of all sessions of a kernel run at once.", least=1),
    Option("tasks.maxRunningPerSession", "int", 8, "How many tasks of one session run at once.", least=1),
    Option("uploads.maxSessionSize", "int", 2000, "How many megabytes the files of one session may have together.",
           least=1),
    Option("secrets.files", "texts", None, "Files of secrets; what a later one holds has precedence."),
)  # fmt: skip

_LAB = "Jupyter decides on that"
REFUSED = {
    "global.disableWidgetStateDuplicationWarning": "nobody is warned: a value in st.session_state is the widget's",
    "global.developmentMode": "it is for Streamlit's own development",
    "global.e2eTest": "it is for Streamlit's own development",
    "global.unitTest": "it is for Streamlit's own development",
    "global.appTest": "it is for Streamlit's own development",
    "global.minCachedMessageSize": "only what has changed travels, and no messages are cached",
    "global.maxCachedMessageAge": "only what has changed travels, and no messages are cached",
    "logger.enableRich": "the log is plain text",
    "client.allowedOrigins": "pages are not shown in those of other sites",
    "client.showErrorLinks": "errors have no links to other sites",
    "runner.enumCoercion": "widgets return members of the Enum as this run has defined it, found by their labels",
    "runner.postScriptGC": "Python collects by itself; doing it after every run would hold up all visitors",
    "server.showEmailPrompt": "nobody is asked for an address",
    "server.scriptHealthCheckEnabled": "/ready tells whether the app's kernels are ready",
    "server.customComponentBaseUrlPath": "components come with the page",
    "server.xsrfCookieSameSite": "pages are not shown in those of other sites",
    "server.maxWidgetStateSize": "server.maxMessageSize bounds what a browser may send",
    "server.enableExpensiveMemoryStats": (
        "what caches keep is always counted; measuring sessions object by object would hold up all visitors"
    ),
    "server.enableAgentApi": "there is no such interface",
    "server.agentWaitTimeout": "there is no such interface",
    "server.agentSessionTTL": "there is no such interface",
    "server.agentMaxSessions": "there is no such interface",
    "server.agentPreviewRows": "there is no such interface",
    "server.trustedUserHeaders": f"{_LAB}: c.ServerApp.identity_provider_class",
    "server.unsafeMetricsUserAttributes": "metrics name nobody",
    "ui.hideTopBar": "client.toolbarMode, or ?embed=true in the address, hides what is in it",
}


def _theme_options() -> dict[str, Option]:
    options: dict[str, Option] = {}
    for section in SECTIONS:
        for name, (kind, help) in THEME.items():
            if section == "theme" or name not in WHOLE_PAGE:
                full = f"{section}.{name}"
                options[full] = Option(full, kind, None, help, settable=True)
    return options


OPTIONS: dict[str, Option] = {option.name: option for option in _TABLE} | _theme_options()
