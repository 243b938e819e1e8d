#!/bin/sh
# Sees to it that the tests find their browsers: those that are there, else Debian's, else (Chromium) Playwright's own.
# `browser.sh webkit`: for the long runs also WebKit, which brings a whole desktop's libraries.
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

firefox_is_there() {
    command -v firefox-esr >/dev/null 2>&1 || command -v firefox >/dev/null 2>&1
}

webkit_is_there() {
    command -v WebKitWebDriver >/dev/null 2>&1 && command -v Xvfb >/dev/null 2>&1
}

missing() {
    present || echo chromium-headless-shell
    firefox_is_there || echo firefox-esr
    if [ "${1:-}" = webkit ]; then webkit_is_there || echo webkit2gtk-driver xvfb; fi
}

wanted=$(missing "$@")
if [ -z "$wanted" ]; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq >/dev/null </dev/null || true
    for package in $wanted; do  # one by one: what cannot be had does not keep the others away
        echo "Installing a browser for the tests, from Debian: $package" >&2
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null </dev/null ||
            echo "There is no $package to be had here" >&2
    done
fi
# Not the end: scenes without their browser fail with the same words, all others are played.
if ! firefox_is_there; then
    echo "Some tests need Firefox. On Debian, type:" >&2
    echo "    sudo apt-get install firefox-esr" >&2
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
