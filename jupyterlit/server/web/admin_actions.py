"""What an administrator can do to a server while it runs."""

from __future__ import annotations

from jupyterlit.server.app import App
from jupyterlit.server.attachment import ENDED
from jupyterlit.server.kernels.kernel import Kernel
from jupyterlit.server.runtime import Runtime

_ENDED = "This session has been ended. Load the page again to begin anew."


class Unknown(Exception):
    """There is no such thing, or not any more."""


class Actions:
    """Acts on a runtime; each action is written to the log with who has done it.

    Parameters
    ----------
    runtime
        What is acted on.
    who
        The administrator.
    """

    def __init__(self, runtime: Runtime, who: str) -> None:
        self._runtime = runtime
        self._who = who

    async def act(self, kind: str, name: str, deed: str) -> None:
        """Do something to what has this name.

        Raises
        ------
        Unknown
            There is no such thing, or nothing of that kind can be done to it.
        """
        match kind, deed:
            case "kernels", "kill":
                self._kill(*self._kernel(name))
            case "kernels", "drain":
                self._drain_kernel(*self._kernel(name))
            case "sessions", "end":
                await self._end_session(name)
            case "apps", "restart":
                self._restart(name)
            case "server", "drain":
                self._close(closed=True)
            case "server", "resume":
                self._close(closed=False)
            case _:
                raise Unknown

    def _kill(self, app: App, kernel: Kernel) -> None:
        self._tell("kill", f"kernel {kernel.index} of {app.key}", app=app.key, kernel=kernel.index)
        kernel.renew()

    def _drain_kernel(self, app: App, kernel: Kernel) -> None:
        self._tell("drain", f"kernel {kernel.index} of {app.key}", app=app.key, kernel=kernel.index)
        self._runtime.spawn(_replace(app, kernel))

    def _restart(self, key: str) -> None:
        app = self._runtime.apps.get(key)
        if app is None:
            raise Unknown
        self._tell("restart", key, app=key)
        for kernel in app.pool.kernels:
            if kernel.ours and kernel.state == "failed":
                kernel.renew()
        ready = [kernel for kernel in app.pool.serving if kernel.state == "ready"]
        self._runtime.spawn(_replace(app, *ready))

    async def _end_session(self, handle: str) -> None:
        runtime = self._runtime
        record = await runtime.sessions.find(handle)
        if record is None:
            raise Unknown
        self._tell("end", f"session {handle[:8]}", app=record.app, session=handle)
        attachment = runtime.attached.get(record.id)
        if attachment is not None:
            record = attachment.record
            del runtime.attached[record.id]  # before its connection closes: nothing is to be noted of it any more
            attachment.leave()
            attachment.connection.end(ENDED, _ENDED)
        await runtime.culling.expire(record, forget=True)

    def _close(self, *, closed: bool) -> None:
        self._tell("drain" if closed else "resume", "the server")
        self._runtime.closed = closed
        if not closed:
            self._runtime.lobby.admit()

    def _kernel(self, id: str) -> tuple[App, Kernel]:
        for app in self._runtime.apps.values():
            for kernel in app.pool.kernels:
                if kernel.id == id and kernel.ours:
                    return app, kernel
        raise Unknown

    def _tell(self, deed: str, what: str, **extra: object) -> None:
        told = {**extra, "action": deed, "user": self._who}
        self._runtime.log.warning("Administration: %s: %s %s.", self._who, deed, what, extra=told)


async def _replace(app: App, *kernels: Kernel) -> None:
    await app.pool.replace(*kernels)
