"""A notebook's front end, as far as a kernel can tell."""

import json
import queue
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

import pytest
from jupyter_client.manager import KernelManager

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
LONG = 60  # s, until a test gives up


class Page:
    """What a browser has of an app: it answers on one comm and keeps what comes."""

    def __init__(self, notebook: "Notebook", comm_id: str, data: dict[str, Any], subshell: str | None = None) -> None:
        self.notebook = notebook
        self.comm_id = comm_id
        self.data = data
        self.subshell = subshell
        self.elements: dict[tuple[int, ...], dict[str, Any]] = {}
        self.messages: list[dict[str, Any]] = []
        self.ended = 0

    def send(self, message: dict[str, Any]) -> None:
        content = {"comm_id": self.comm_id, "data": self.data}
        self.notebook.send("comm_msg", content, [json.dumps(message).encode()], self.subshell)

    def receive(self, message: dict[str, Any]) -> None:
        if message["content"]["data"] != self.data:
            return
        for item in json.loads(bytes(message["buffers"][0]))["messages"]:
            self.messages.append(item)
            match item:
                case {"type": "reset"}:
                    self.elements.clear()
                case {"type": "delta"}:
                    self.elements[tuple(item["path"])] = item["element"]
                case {"type": "run_ended"}:
                    for path, count in item.get("keep", []):
                        self._truncate(tuple(path), count)
                    self.ended += item["status"] != "rerun"
                case _:
                    pass

    def _truncate(self, block: tuple[int, ...], count: int) -> None:
        depth = len(block)
        for path in [p for p in self.elements if len(p) > depth and p[:depth] == block and p[depth] >= count]:
            del self.elements[path]

    def after_run(self, message: dict[str, Any] | None = None, more: int = 1) -> list[Any]:
        """Send a message, if there is one, and return what the page shows after so many more runs."""
        until = self.ended + more
        if message is not None:
            self.send(message)
        self.notebook.read(lambda: self.ended >= until)
        return self.shown

    @property
    def shown(self) -> list[Any]:
        """The texts of the elements, the labels of the widgets."""
        return [e.get("body") or e.get("label") or e.get("message") for _, e in sorted(self.elements.items())]

    def id_of(self, label: str) -> str:
        return next(e["id"] for e in self.elements.values() if e.get("label") == label)


class Notebook:
    """What runs cells and hears what the kernel publishes.

    Parameters
    ----------
    client, manager
        A blocking client of jupyter_client, which has no types, and what has started its kernel.
    """

    def __init__(self, client: Any, manager: Any) -> None:
        self.client = client
        self.manager = manager
        self.pages: dict[str, Page] = {}
        self.seen: list[dict[str, Any]] = []

    def send(
        self, kind: str, content: dict[str, Any], buffers: list[bytes], subshell: str | None = None, **metadata: str
    ) -> str:
        message = self.client.session.msg(kind, content, metadata=metadata)
        if subshell is not None:
            message["header"]["subshell_id"] = subshell
        self.client.session.send(self.client.shell_channel.socket, message, buffers=buffers)
        return message["header"]["msg_id"]

    def read(self, enough: Callable[[], object]) -> None:
        """Take in what the kernel publishes until there is enough of it."""
        end = time.monotonic() + LONG
        while not enough():
            try:
                message = self.client.get_iopub_msg(timeout=max(0.0, end - time.monotonic()))
            except queue.Empty:
                last = [message["header"]["msg_type"] for message in self.seen[-9:]]
                shown = {name: page.shown for name, page in self.pages.items()}
                pytest.fail(f"The kernel is silent. Last: {last}. Shown: {shown}.")
            self.seen.append(message)
            page = self.pages.get(message["content"].get("comm_id", ""))
            if page is not None and message["header"]["msg_type"] == "comm_msg":
                page.receive(message)

    def start(self, code: str, **metadata: str) -> str:
        return self.send("execute_request", {"code": code, "silent": False}, [], **metadata)

    def run(self, code: str, **metadata: str) -> list[dict[str, Any]]:
        """Run a cell and return its outputs."""
        return self.finish(self.start(code, **metadata))

    def ended(self, request: str) -> bool:
        """Tell whether a cell has been seen to end."""
        states = [m["content"]["execution_state"] for m in self.seen if _of(m, request, "status")]
        return "idle" in states

    def finish(self, request: str) -> list[dict[str, Any]]:
        """Return the outputs of a cell, once it has ended."""
        self.read(lambda: self.ended(request))
        kinds = ("stream", "display_data", "execute_result", "error")
        return [m for m in self.seen if any(_of(m, request, kind) for kind in kinds)]

    def show(self, code: str, **metadata: str) -> Page:
        """Run an app's cell and return the page under it, attached."""
        output, kept = self.run(code, **metadata)
        assert output["header"]["msg_type"] == "display_data", output["content"]
        assert kept["content"]["data"].keys() == {"text/html", "text/plain"}
        comm_id = output["content"]["data"][WIDGET_VIEW]["model_id"]
        if comm_id not in self.pages:
            self.pages[comm_id] = Page(self, comm_id, {"method": "custom", "content": {}})
        self.pages[comm_id].send({"type": "attach", "query": None})
        return self.pages[comm_id]

    def open_comm(self, comm_id: str, data: dict[str, Any]) -> Page:
        """Open a comm as the server does for a visitor."""
        self.send("comm_open", {"comm_id": comm_id, "target_name": "jupyterlit", "data": data}, [])
        self.pages[comm_id] = Page(self, comm_id, {})
        return self.pages[comm_id]

    def create_subshell(self) -> str:
        """Return the id of a new subshell."""
        return self._control("create_subshell_request")["subshell_id"]

    def delete_subshell(self, id: str) -> None:
        """End a subshell."""
        self._control("delete_subshell_request", subshell_id=id)

    def _control(self, kind: str, **content: str) -> dict[str, Any]:
        self.client.control_channel.send(self.client.session.msg(kind, content))
        return self.client.get_control_msg(timeout=LONG)["content"]

    def interrupt(self) -> None:
        """Interrupt the kernel, as its menu does."""
        self.manager.interrupt_kernel()

    def restart(self, *, now: bool = False) -> None:
        """Start the kernel again, without a word to the old one if `now`."""
        self.manager.restart_kernel(now=now)
        self.client.wait_for_ready(timeout=LONG)
        self.pages.clear()

    def wait_until(self, true: Callable[[], object]) -> None:
        """Wait for what the kernel does without telling."""
        end = time.monotonic() + LONG
        while not true():
            assert time.monotonic() < end
            time.sleep(0.02)

    def state_of(self, comm_id: str) -> dict[str, Any]:
        """Return the state of a widget as it would be saved with the notebook."""
        state: dict[str, Any] = {}
        for message in self.seen:
            if message["content"].get("comm_id") == comm_id:
                state |= message["content"]["data"].get("state", {})
        return state

    def ask(self, page: Page, content: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
        """Return what the kernel answers to a question that is none of the page's."""
        start = len(self.seen)
        self.send("comm_msg", {"comm_id": page.comm_id, "data": {"method": "custom", "content": content}}, [])
        answers = lambda: [m for m in self.seen[start:] if _answers(m, page.comm_id, content)]  # noqa: E731
        self.read(answers)
        (answer,) = answers()
        return answer["content"]["data"]["content"], [bytes(buffer) for buffer in answer["buffers"]]

    def text(self, code: str) -> str:
        """Run a cell and return what it prints."""
        return "".join(output["content"].get("text", str(output["content"])) for output in self.run(code))


def _answers(message: dict[str, Any], comm_id: str, question: dict[str, Any]) -> bool:
    match message["content"]:
        case {"comm_id": str(id), "data": {"content": {**inner}}}:
            return id == comm_id and question.items() <= inner.items()
        case _:
            return False


def _of(message: dict[str, Any], request: str, kind: str) -> bool:
    return message["header"]["msg_type"] == kind and message["parent_header"].get("msg_id") == request


@contextmanager
def open_notebook() -> Generator[Notebook]:
    """Start a kernel and end it."""
    with tempfile.TemporaryDirectory() as folder:  # a port could be another's by the time that a kernel starts again
        manager = KernelManager(kernel_name="python3", transport="ipc", ip=f"{folder}/kernel")
        manager.start_kernel()
        client = manager.blocking_client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=LONG)
            yield Notebook(client, manager)
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
