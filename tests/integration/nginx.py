"""A real nginx with a configuration of a test's own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from tests.integration.server import LONG

_FRAME = """daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    map $http_upgrade $kept {{ default upgrade; "" close; }}
    proxy_http_version 1.1;
{text}
}}
"""


@contextmanager
def nginx(folder: Path, text: str, port: int) -> Generator[None]:
    """Run nginx, with files in a folder; `text` is what its block `http` says, the port one where it listens.

    `$kept` is the header `Connection` of a request that is passed on.
    """
    command = shutil.which("nginx", path=os.pathsep.join([os.environ["PATH"], "/usr/sbin"]))
    assert command, "There is no nginx. Run `make debian`, or install nginx."
    user = "user root;" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(_FRAME.format(folder=folder, user=user, text=text))
    log = folder / "error.log"
    process = subprocess.Popen([command, "-p", folder, "-c", folder / "nginx.conf", "-e", log])
    try:
        deadline = time.monotonic() + LONG
        while not _listens(port):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0
