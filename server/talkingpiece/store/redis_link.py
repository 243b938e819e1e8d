"""The line to Redis: what was certainly not done, what may have been, and what to say about it."""

from __future__ import annotations

import logging
from typing import Any, cast

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import (
    AuthenticationError,
    BusyLoadingError,
    MasterDownError,
    NoScriptError,
    OutOfMemoryError,
    ReadOnlyError,
    RedisError,
    ResponseError,
)
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import TimeoutError as NoAnswer

from talkingpiece.store.base import Refused, RefusedReason, StoreFault, Unknown
from talkingpiece.store.redis_scripts import Script

CONNECTIONS = 64
PATIENCE_S = 5.0
OLDEST = 7

log = logging.getLogger(__name__)

_WORDS: dict[RefusedReason, str] = {
    "full": "has no memory left. Raise its maxmemory, or erase sessions that are over",
    "read_only": "takes no writes. It may be a replica, or unable to save to its disk: its own log says which",
    "locked": "is busy with a script that does not end. See SCRIPT KILL in its manual",
    "unreachable": "cannot be reached. Start it, or correct the store's address",
}


class Link:
    """Connections to one Redis. Never retries by itself: only the room knows that a retry is the same
    command."""

    def __init__(self, url: str) -> None:
        """Raises `StoreFault` if the address makes no sense; it is not repeated, as it may hold a
        password."""
        try:
            self._pool = BlockingConnectionPool.from_url(
                url,
                max_connections=CONNECTIONS,
                timeout=PATIENCE_S,
                socket_timeout=PATIENCE_S,
                socket_connect_timeout=PATIENCE_S,
                retry=Retry(NoBackoff(), 0),
            )
        except ValueError:
            raise StoreFault(
                "The address of the Redis store cannot be read. It looks like redis://host:6379/0."
            ) from None
        self.client: Redis = Redis(connection_pool=self._pool)
        where = self._pool.connection_kwargs
        self.database = int(where.get("db", 0))
        self.name = f"Redis at {where.get('host', 'localhost')}:{where.get('port', 6379)}"

    async def close(self) -> None:
        await self.client.aclose()
        await self._pool.disconnect()

    async def run(self, script: Script, keys: tuple[str, ...], *args: str | int | bytes) -> Any:
        """The script's answer, or `Refused` or `Unknown`."""
        try:
            connection = await cast(Any, self._pool).get_connection()
        except (RedisError, OSError):
            return Refused("unreachable")
        rest = (len(keys), *keys, *args)
        try:
            try:
                await connection.send_command("EVALSHA", script.sha, *rest)
                return await connection.read_response()
            except NoScriptError:  # a server that was restarted, or told to forget its scripts
                await connection.send_command("EVAL", script.text, *rest)
                return await connection.read_response()
        except ResponseError as fault:
            if reason := _reason_of(fault):
                return Refused(reason)
            raise
        except (BusyLoadingError, AuthenticationError):
            return Refused("unreachable")
        except (NoConnection, NoAnswer, OSError):
            return Unknown("connection_lost")
        finally:
            await self._pool.release(connection)

    def fault(self, answer: Refused | Unknown) -> StoreFault:
        reason = answer.reason if isinstance(answer, Refused) else "unreachable"
        return StoreFault(f"{self.name} {_WORDS[reason]}.")

    def fault_of(self, fault: Exception) -> StoreFault:
        if isinstance(fault, AuthenticationError):
            return StoreFault(f"{self.name} does not accept the name or password in the store's address.")
        reason = _reason_of(fault) or "unreachable"
        return StoreFault(f"{self.name} {_WORDS[reason]}.")

    async def check(self) -> bool:
        """Whether Redis keeps its log on disk. Raises `StoreFault` if it is not one that keeps what it is
        given."""
        try:
            info = {}
            for section in ("server", "persistence", "memory"):
                info.update(await self.client.info(section))
        except (RedisError, OSError) as fault:
            raise self.fault_of(fault) from None
        version = str(info.get("redis_version", "0"))
        if int(version.partition(".")[0]) < OLDEST:
            raise StoreFault(f"{self.name} is version {version}. Talking Piece needs {OLDEST}.0 or newer, or Valkey.")
        policy = str(info.get("maxmemory_policy", "noeviction"))
        if policy.startswith("allkeys"):
            raise StoreFault(
                f"{self.name} throws sessions away when its memory is full (maxmemory-policy {policy}). "
                "Set maxmemory-policy to noeviction, or give the store a Redis of its own."
            )
        kept = bool(info.get("aof_enabled"))
        if not kept:
            log.warning("%s has appendonly off: what it was given last is lost if it stops", self.name)
        return kept


def _reason_of(fault: Exception) -> RefusedReason | None:
    """None for answers that do not say that nothing was done."""
    if isinstance(fault, OutOfMemoryError):
        return "full"
    text = str(fault)
    if isinstance(fault, ReadOnlyError | MasterDownError) or text.startswith(("MISCONF", "NOREPLICAS")):
        return "read_only"
    return "locked" if text.startswith("BUSY ") else None
