"""Replicas: the other servers that share this one's store, and what they ask of one another.

Each has kernels of its own. A visitor may come to any of them with any request: one that does not have the session
asks the one that has it, to let go of it or for a file. What they say goes through the store they share, sealed
with its key, so that servers need to know no addresses, and nobody else can ask.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence

import msgspec

from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.codec import Part, pack, unpack
from jupyterlit.server.storage.session_store import Post, StoreFailed

HEARD_SECONDS = 1.0  # how long a server has to show that it is there
_MOST = 32  # wishes that are dealt with at once; the others wait


class Letter(msgspec.Struct, omit_defaults=True):
    """What goes between two servers; the parts of it that are large follow.

    `number` is guessed by nobody, so only the one that was asked can answer. An `answer` without a `kind` says that the
    wish has been heard.
    """

    sender: str
    number: str
    kind: str = ""
    answer: bool = False
    about: msgspec.Raw = msgspec.Raw(b"{}")


Grant = Callable[[bytes, Sequence[Part]], Awaitable[tuple[msgspec.Struct, bytes]]]
_decode = msgspec.json.Decoder(Letter).decode


class _Heard(msgspec.Struct):
    """Nothing yet."""


class Silent(Exception):
    """A server does not answer: it is gone, or as good as that."""


class _Asked:
    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self.heard: asyncio.Future[None] = loop.create_future()
        self.answer: asyncio.Future[tuple[bytes, bytes]] = loop.create_future()


class Replicas:
    """The other servers.

    Parameters
    ----------
    me
        The name of this one.
    post
        The way to them; None where there are none.
    retry
        Called when they can be reached, at first and again.
    log
        Is told of wishes that fail.
    """

    def __init__(self, me: str, post: Post | None, retry: Callable[[], None], log: logging.Logger) -> None:
        self._me = me
        self._post = post
        self._retry = retry
        self._log = log
        self._grants: dict[str, Grant] = {}
        self._asked: dict[str, _Asked] = {}
        self._turns = asyncio.Semaphore(_MOST)
        self._tasks: set[asyncio.Task[None]] = set()
        self._listening: asyncio.Task[None] | None = None

    def grant(self, kind: str, grant: Grant) -> None:
        """Let other servers ask for something: of what it is about, and bytes, come an answer and bytes."""
        self._grants[kind] = grant

    def listen(self) -> None:
        """Hear the others from now on."""
        if self._post is not None and self._listening is None:
            self._listening = asyncio.create_task(self._post.receive(self._me, self._take, self._retry))

    def has(self, server: str) -> bool:
        """Tell whether a server is another one, which can be asked."""
        return self._post is not None and server not in ("", self._me)

    async def ask(
        self, server: str, kind: str, about: msgspec.Struct, data: Part = b"", *, patience: float
    ) -> tuple[bytes, bytes]:
        """Return the answer of a server, and the bytes with it.

        Parameters
        ----------
        server
            Its name.
        kind, about, data
            What is asked, as JSON and as bytes.
        patience
            Seconds that it may take; a server that is not there is noticed sooner.

        Raises
        ------
        Silent
            There is no such server, or it does not answer.
        StoreFailed
            Nobody can be reached at present.
        """
        if self._post is None:
            raise Silent("There is no other server.")
        letter = Letter(self._me, secrets.token_hex(16), kind, about=msgspec.Raw(msgspec.json.encode(about)))
        asked = self._asked[letter.number] = _Asked()
        try:
            async with asyncio.timeout(patience):
                if not await self._post.send(server, _pack(letter, data)):
                    raise Silent("There is no such server any more.")
                await asyncio.wait_for(asked.heard, HEARD_SECONDS)
                return await asked.answer
        except TimeoutError as error:
            raise Silent("The server does not answer.") from error
        finally:
            del self._asked[letter.number]

    async def close(self) -> None:
        """Deal with what has been asked, and hear nobody any more."""
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _answer(self, letter: Letter, kind: str, about: msgspec.Struct, data: Part) -> None:
        """Answer a letter; who cannot be reached any more waits no longer."""
        assert self._post is not None  # it has come from there
        raw = msgspec.Raw(msgspec.json.encode(about))
        answer = Letter(self._me, letter.number, kind, answer=True, about=raw)
        with contextlib.suppress(StoreFailed):
            await self._post.send(letter.sender, _pack(answer, data))

    def _take(self, letter: bytes) -> None:
        """Take a letter: an answer to whoever waits for it, a wish to whom it concerns."""
        try:
            head, *data = unpack(letter)
            opened = _decode(head)
        except (InvalidValue, msgspec.MsgspecError) as error:
            self._log.warning("A letter of another server cannot be read: %s.", error)
            return
        if not opened.answer:
            task = asyncio.create_task(self._fulfil(opened, data))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        elif (asked := self._asked.get(opened.number)) is not None:
            if not asked.heard.done():
                asked.heard.set_result(None)
            if opened.kind and not asked.answer.done():
                asked.answer.set_result((bytes(opened.about), b"".join(data)))

    async def _fulfil(self, letter: Letter, data: Sequence[Part]) -> None:
        await self._answer(letter, "", _Heard(), b"")
        grant = self._grants.get(letter.kind)
        if grant is None:  # of a newer version
            return
        try:
            async with self._turns:
                answer, more = await grant(bytes(letter.about), data)
        except Exception:
            self._log.exception("What another server has asked for, %s, has failed.", letter.kind)
            return
        await self._answer(letter, letter.kind, answer, more)


def _pack(letter: Letter, data: Part) -> bytes:
    return pack([msgspec.json.encode(letter), data])
