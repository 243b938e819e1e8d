#!/bin/sh
# Sees to it that the long tests find the proxy of docker-compose.yml.
set -eu

if command -v caddy >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Caddy for the tests, from Debian" >&2
    apt-get update -qq >/dev/null
    # No maintainer script may start a server of its own here.
    DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq caddy >/dev/null </dev/null || true
fi
if command -v caddy >/dev/null 2>&1; then exit 0; fi
echo "The long tests need Caddy, and it could not be installed. On Debian or Ubuntu, type:" >&2
echo "    sudo apt-get install caddy" >&2
exit 1
