"""What is done to Redis: one script a change, so that each is one step for every server process.

A script is not rolled back when a command in it fails. Nothing in these can fail half way: Redis looks at
its memory before the first write and lets a script that has begun go through, and no key is of another type
than we made it. Those that free memory, or must go on while there is none, say `allow-oom`. Reading more
than one key is a script too: Redis takes no MULTI while its memory is full. Aliases are found by name
inside the scripts, so Redis Cluster, which would have to know them beforehand, is not supported.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

BELL = "tp:bell"
DUE = "tp:due"
ALIAS = "tp:alias:"


@dataclass(frozen=True, slots=True)
class Script:
    text: str

    @property
    def sha(self) -> str:
        return hashlib.sha1(self.text.encode(), usedforsecurity=False).hexdigest()


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one session, in the order in which every script gets them."""

    meta: str
    log: str
    commands: str
    records: str
    snapshots: str
    aliases: str
    due: str = DUE

    @classmethod
    def of(cls, session: str) -> Keys:
        parts = ("meta", "log", "commands", "records", "snapshots", "aliases")
        return cls(*(f"tp:{{{session}}}:{part}" for part in parts))

    def all(self) -> tuple[str, ...]:
        return (self.meta, self.log, self.commands, self.records, self.snapshots, self.aliases, self.due)


def _script(body: str, flags: str = "") -> Script:
    """ARGV[1] is always the session, ARGV[2] the channel of the bell."""
    names = "local META, LOG, COMMANDS, RECORDS, SNAPSHOTS, ALIASES, DUE = unpack(KEYS)"
    return Script(f"#!lua{flags}\n{names}\nlocal SESSION, BELL = ARGV[1], ARGV[2]\n{_ADD}\n{body}")


_ADD = f"""
local ALIAS = '{ALIAS}'
local call = redis.call

-- at, at + 1, at + 2: command id, hash, events; then pairs of record id and body, in id order
local function add(seq, at)
  call('XADD', LOG, '0-' .. seq, 'c', ARGV[at], 'h', ARGV[at + 1], 'e', ARGV[at + 2])
  call('HSET', COMMANDS, ARGV[at], seq)
  for i = at + 3, #ARGV, 2 do call('HSET', RECORDS, ARGV[i], ARGV[i + 1]) end
  call('HSET', META, 'head', seq)
  call('PUBLISH', BELL, SESSION)
end

local function hash_at(seq)
  return call('XRANGE', LOG, '0-' .. seq, '0-' .. seq)[1][2][4]
end
"""

CREATE = _script("""
-- 3 epoch, 4 expires at, 5 how many aliases, then those, then the entry
local entry = 6 + tonumber(ARGV[5])
local stands = call('HMGET', META, 'epoch', 'head')
if stands[1] then
  if call('HGET', COMMANDS, ARGV[entry]) == '1' and hash_at(1) == ARGV[entry + 1] then
    return {'created', stands[1]}
  end
  return {'conflict', stands[2]}
end
for i = 6, entry - 1 do
  if call('EXISTS', ALIAS .. ARGV[i]) == 1 then return {'taken'} end
end
call('HSET', META, 'epoch', ARGV[3], 'fence', '0')
call('ZADD', DUE, ARGV[4], SESSION)
for i = 6, entry - 1 do
  call('SET', ALIAS .. ARGV[i], SESSION)
  call('SADD', ALIASES, ARGV[i])
end
add('1', entry)
return {'created', ARGV[3]}
""")

APPEND = _script("""
-- 3 epoch, 4 fence, 5 expected seq, then the entry
local stands = call('HMGET', META, 'epoch', 'fence', 'holder', 'head')
if not stands[1] then return {'gone'} end
if stands[1] ~= ARGV[3] or stands[2] ~= ARGV[4] or not stands[3] then return {'epoch'} end
local written = call('HGET', COMMANDS, ARGV[6])
if written then return {'duplicate', written, hash_at(written)} end
if stands[4] ~= ARGV[5] then return {'conflict', stands[4]} end
local seq = string.format('%d', tonumber(stands[4]) + 1)
add(seq, 6)
return {'ok', seq}
""")

CLAIM = _script(
    """
-- 3 holder, 4 lease until, 5 now
local stands = call('HMGET', META, 'epoch', 'fence', 'holder', 'lease')
if not stands[1] then return {'gone'} end
local fence = stands[2]
if stands[3] ~= ARGV[3] then
  if stands[3] and tonumber(ARGV[5]) < tonumber(stands[4]) then return {'held', stands[3], stands[4]} end
  fence = string.format('%d', tonumber(fence) + 1)
end
call('HSET', META, 'fence', fence, 'holder', ARGV[3], 'lease', ARGV[4])
return {'claimed', fence, stands[1]}
""",
    " flags=allow-oom",
)

YIELD = _script(
    """
-- 3 fence
if call('HGET', META, 'fence') == ARGV[3] then call('HDEL', META, 'holder') end
return {'done'}
""",
    " flags=allow-oom",
)

RELEASE = _script(
    """
-- 3 alias
if call('GET', ALIAS .. ARGV[3]) == SESSION then
  call('DEL', ALIAS .. ARGV[3])
  call('SREM', ALIASES, ARGV[3])
end
return {'done'}
""",
    " flags=allow-oom",
)

READ = _script(
    """
-- 3 after seq, 4 limit
local stands = call('HMGET', META, 'epoch', 'head')
if not stands[1] then return {'gone'} end
return {'read', stands[1], stands[2], call('XRANGE', LOG, '(0-' .. ARGV[3], '+', 'COUNT', ARGV[4])}
""",
    " flags=no-writes",
)

LOAD = _script(
    """
-- 3 build
local seq = call('HGET', SNAPSHOTS, 'seq ' .. ARGV[3])
if not seq then return {'none'} end
return {'loaded', call('HGET', META, 'epoch'), seq, call('HGET', SNAPSHOTS, 'blob ' .. ARGV[3])}
""",
    " flags=no-writes",
)

SNAPSHOT = _script("""
-- 3 epoch, 4 seq, 5 build, 6 blob
local stands = call('HMGET', META, 'epoch', 'head')
if stands[1] ~= ARGV[3] or tonumber(ARGV[4]) > tonumber(stands[2]) then return {'left'} end
local older = call('HGET', SNAPSHOTS, 'seq ' .. ARGV[5])
if older and tonumber(older) >= tonumber(ARGV[4]) then return {'left'} end
call('HSET', SNAPSHOTS, 'seq ' .. ARGV[5], ARGV[4], 'blob ' .. ARGV[5], ARGV[6])
return {'kept'}
""")

KEEP = _script(
    """
-- 3 expires at
if call('EXISTS', META) == 0 then return {'gone'} end
call('ZADD', DUE, ARGV[3], SESSION)
return {'done'}
""",
    " flags=allow-oom",
)

ERASE_RECORDS = _script(
    """
-- from 3 on: record ids
for i = 3, #ARGV do call('HDEL', RECORDS, ARGV[i]) end
call('DEL', SNAPSHOTS)
return {'done'}
""",
    " flags=allow-oom",
)

ERASE = _script(
    """
-- 3 only if due by then, or empty
if ARGV[3] ~= '' then
  local due = call('ZSCORE', DUE, SESSION)
  if not due or tonumber(due) > tonumber(ARGV[3]) then return {'left'} end
end
for _, alias in ipairs(call('SMEMBERS', ALIASES)) do call('DEL', ALIAS .. alias) end
call('DEL', META, LOG, COMMANDS, RECORDS, SNAPSHOTS, ALIASES)
call('ZREM', DUE, SESSION)
call('PUBLISH', BELL, SESSION)
return {'done'}
""",
    " flags=allow-oom",
)

NEW_EPOCH = _script(
    """
-- 3 epoch
if call('EXISTS', META) == 0 then return {'gone'} end
call('HSET', META, 'epoch', ARGV[3])
call('HDEL', META, 'holder')
call('DEL', SNAPSHOTS)
call('PUBLISH', BELL, SESSION)
return {'done'}
""",
    " flags=allow-oom",
)
