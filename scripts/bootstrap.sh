#!/bin/sh
# Makes or mends the environment in .venv, from nothing but Python 3.11+ and a shell.
#
# In this order: a `uv` on PATH; the `uv` in .tools; a plain venv with its own pip; a `uv` put into .tools by
# `pip --target`, for a Python whose venv comes without pip; else the command to type. Whoever installs,
# everything comes from requirements.lock and is checked against its hashes.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

has_311() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
        if command -v "$name" >/dev/null 2>&1 && has_311 "$name"; then
            command -v "$name"
            return
        fi
    done
    say "Talking Piece needs Python 3.11 or newer, and found none. On Debian or Ubuntu, type:"
    say "    sudo apt-get install python3 python3-venv"
    exit 1
}

# A uv that answers: a broken shim must not end the way for the others.
works() { "$1" --version >/dev/null 2>&1; }

# Its pin and hashes are those of the lock.
put_uv_into_tools() {
    "$python" -m pip --version >/dev/null 2>&1 || return 1
    mkdir -p .tools
    awk '/^uv==/ { on = 1 } on { print } on && !/\\$/ { exit }' requirements.lock >.tools/uv.txt
    "$python" -m pip install -qq --require-hashes --target .tools --requirement .tools/uv.txt >&2
    # uv does not read pip's settings: hand it the mirror that pip was told of.
    index=${PIP_INDEX_URL:-$("$python" -m pip config get global.index-url 2>/dev/null || :)}
    if [ -n "$index" ]; then export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$index}"; fi
    works .tools/bin/uv
}

install_with_uv() {
    say "Setting up .venv with $1"
    has_311 .venv/bin/python || "$1" venv --quiet --clear --python "$python" .venv
    "$1" pip install --quiet --python .venv/bin/python --require-hashes --requirement requirements.lock
    "$1" pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
}

make_plain_venv() {
    if has_311 .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; then return 0; fi
    if "$python" -m venv --clear .venv >/dev/null 2>&1 && .venv/bin/python -m pip --version >/dev/null 2>&1; then
        return 0
    fi
    rm -rf .venv # half of one, without pip
    return 1
}

install_with_pip() {
    say "Setting up .venv with its own pip"
    .venv/bin/python -m pip install -qq --require-hashes --requirement requirements.lock
    .venv/bin/python -m pip install -qq --no-deps --no-build-isolation --editable .
}

python=$(find_python)
if works uv; then
    install_with_uv uv
elif works .tools/bin/uv; then
    install_with_uv .tools/bin/uv
elif make_plain_venv; then
    install_with_pip
elif put_uv_into_tools; then
    install_with_uv .tools/bin/uv
else
    say "This Python can make no environment: its venv comes without pip, and there is no pip or uv either."
    say "On Debian or Ubuntu, type this, then the same command again:"
    say "    sudo apt-get install python3-venv"
    exit 1
fi
