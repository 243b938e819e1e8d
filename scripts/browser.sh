#!/bin/sh
# Sees to it that the tests find a browser: one that is there, else Debian's, else Playwright's own.
set -eu
cd "$(dirname "$0")/.."

playwrights_own() {
    .venv/bin/python -c '
import pathlib, playwright.sync_api as api
with api.sync_playwright() as playwright:
    shell = pathlib.Path(playwright.chromium.executable_path)
raise SystemExit(not shell.exists())' >/dev/null 2>&1
}

present() {
    command -v chromium-headless-shell >/dev/null 2>&1 || command -v chromium >/dev/null 2>&1 || playwrights_own
}

if present; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing a browser for the tests, from Debian" >&2
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium-headless-shell; } \
        >/dev/null </dev/null || echo "Debian has no chromium-headless-shell here" >&2
fi
if present; then exit 0; fi
echo "Installing a browser for the tests, by Playwright" >&2
.venv/bin/python -m playwright install --only-shell chromium >&2 </dev/null || true
if present; then exit 0; fi
echo "The tests need a browser, and none could be installed. On Debian or Ubuntu, type:" >&2
echo "    sudo apt-get install chromium-headless-shell" >&2
echo "elsewhere:" >&2
echo "    .venv/bin/python -m playwright install --with-deps --only-shell chromium" >&2
exit 1
