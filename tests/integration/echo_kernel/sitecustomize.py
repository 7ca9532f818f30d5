"""Makes every IPython kernel started with this folder on PYTHONPATH answer like an app that echoes.

The relay is tested against a real kernel and without the rest of jupyterlit: this stands in
for `jupyterlit.kernel.comm` there.
"""

import os
import sys
import types
from typing import Any

_sessions: dict[str, list[str]] = {}


def _prepare(shell: Any) -> None:
    shell.kernel.comm_manager.register_target("jupyterlit", _open)


def _serve(text: str) -> None:
    print("serving", text)


def _open(comm: Any, message: Any) -> None:
    opening = message["content"]["data"]
    _sessions.setdefault(opening["session"], []).append(comm.comm_id)

    def answer(message: Any) -> None:
        parts = [bytes(part) for part in message["buffers"]]
        command, _, argument = parts[0].partition(b" ")
        if command == b"die":
            os._exit(1)
        elif command == b"close":
            comm.close()
        elif command == b"bytes":
            comm.send({}, buffers=[b"x" * int(argument)])
        elif command == b"burst":
            for number in range(int(argument)):
                comm.send({}, buffers=[str(number).encode().ljust(1_000_000)])
        elif command == b"opening":
            comm.send({}, buffers=[repr(opening).encode()])
        elif command == b"sessions":
            comm.send({}, buffers=[repr(_sessions).encode()])
        elif command == b"namespace":
            from IPython import get_ipython

            shell: Any = get_ipython()
            comm.send({}, buffers=[repr(shell.user_ns.get(argument.decode())).encode()])
        else:
            comm.send({}, buffers=parts)

    def close(message: Any) -> None:
        if message["content"]["data"].get("end"):
            _sessions[opening["session"]].append("ended")

    comm.on_msg(answer)
    comm.on_close(close)


def _veil(texts: str) -> None:
    raise RuntimeError(texts.replace("hunter22", "hidden"))


_comm: Any = types.ModuleType("jupyterlit.kernel.comm")
_comm.prepare = _prepare
_comm.serve = _serve
_comm.veil = _veil
sys.modules["jupyterlit.kernel.comm"] = _comm
