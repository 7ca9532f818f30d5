"""RedisLeases: which servers are in which kernels of a gateway, in Redis."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable

from jupyterlit.server.storage.redis_shelf import RedisShelf

# One sorted set: of each "kernel server" until when it counts, by the clock of Redis.
_HOLD = """
local now = tonumber(redis.call('TIME')[1])
for i = 3, #ARGV do redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[i] .. ' ' .. ARGV[1]) end
return #ARGV - 2
"""
_DROP = """
local now = tonumber(redis.call('TIME')[1])
redis.call('ZREM', KEYS[1], ARGV[2] .. ' ' .. ARGV[1])
local rest = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
local past = {}
for i = 1, #rest, 2 do
    if rest[i]:match('^%S+') == ARGV[2] then
        if tonumber(rest[i + 1]) >= now then return 1 end
        past[#past + 1] = rest[i]
    end
end
for _, name in ipairs(past) do redis.call('ZREM', KEYS[1], name) end
return 0
"""
_TAKE = """
local now = tonumber(redis.call('TIME')[1])
local held, gone, seen = {}, {}, {}
for _, name in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], now, '+inf')) do held[name:match('^%S+')] = true end
for _, name in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', '(' .. now)) do
    local kernel = name:match('^%S+')
    redis.call('ZREM', KEYS[1], name)
    if not held[kernel] and not seen[kernel] then
        seen[kernel] = true
        gone[#gone + 1] = kernel
    end
end
return gone
"""
_PARTS = re.compile(r"(\S+)\|([0-9a-f]{32})")


class RedisLeases:
    """Who is in which kernel; see `Leases`. What others have written there ends no kernel.

    Parameters
    ----------
    shelf
        Whose Redis it is.
    secret
        The key of the names' seals.
    """

    def __init__(self, shelf: RedisShelf, secret: bytes) -> None:
        self._secret = secret
        self._hold = shelf.script(_HOLD, "kernels")
        self._drop = shelf.script(_DROP, "kernels")
        self._take = shelf.script(_TAKE, "kernels")

    async def hold(self, server: str, kernels: Iterable[str], seconds: float) -> None:
        """Note that a server is in these kernels for as long as that, if nothing else is said of it."""
        if names := [self._seal(kernel) for kernel in kernels]:
            await self._hold(server, seconds, *names)

    async def drop(self, server: str, kernel: str) -> bool:
        """Note that a server is not in a kernel any more; tell whether another one is."""
        return await self._drop(server, self._seal(kernel)) == 1

    async def take_orphans(self) -> list[str]:
        """Return the kernels that no server is in any more, to be ended: each to one who asks, once."""
        found = [_PARTS.fullmatch(name.decode(errors="replace")) for name in await self._take()]
        kernels = [(each[0], each[1]) for each in found if each]
        return [kernel for name, kernel in kernels if hmac.compare_digest(name, self._seal(kernel))]

    def _seal(self, kernel: str) -> str:
        seal = hmac.digest(self._secret, f"kernel {kernel}".encode(), hashlib.sha256)
        return f"{kernel}|{seal.hex()[:32]}"
