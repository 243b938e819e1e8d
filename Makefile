# Talking Piece, from a bare clone: `make run` serves it, `make test` tries everything, `make check` reads everything.
# ARGS go to the command behind a target:  make run ARGS='--port 9000'   make test ARGS='-k door'

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh
PYTHON := .venv/bin/python
NODE := $(PYTHON) hatch_build.py node
NPM := $(PYTHON) hatch_build.py npm
ARGS :=

.PHONY: help setup run test check types soak lock screenshots clean

help: ## This list
	@sed -n 's/^\([a-z]*\):.*## /    make \1\t/p' Makefile | expand -t 24

setup: .venv/set-up ## The environment in .venv, with the browser libraries
	@# An installer would not notice a changed package-lock.json or a deleted vendor folder; this does, in 0.1 s.
	@$(PYTHON) hatch_build.py

# The scripts and settings that an installation depends on. Bootstrap's installers leave what fits as it is.
.venv/set-up: requirements.lock pyproject.toml scripts/bootstrap.sh
	@scripts/bootstrap.sh
	@touch $@

run: setup ## Serve on http://127.0.0.1:8765 with the embedded store
	@exec .venv/bin/talkingpiece serve $(ARGS)

test: setup ## Every test but the long runs
	@scripts/browser.sh
	@scripts/redis.sh
	@$(PYTHON) -m pytest -n 3 --dist loadfile $(ARGS)

soak: setup ## The long runs, full matrices and statistics
	@scripts/browser.sh webkit
	@scripts/redis.sh
	@scripts/caddy.sh
	@$(PYTHON) -m pytest -m soak $(ARGS)

check: setup node_modules/set-up ## Style, types, layers, and whether generated files are fresh
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy --strict server
	.venv/bin/lint-imports
	$(NODE) node_modules/typescript/bin/tsc -p jsconfig.json --checkJs --strict
	$(PYTHON) scripts/client_types.py --check
	$(PYTHON) scripts/protocol_page.py --check

types: setup node_modules/set-up ## The client's types, from the server's messages
	$(PYTHON) scripts/client_types.py
	$(PYTHON) scripts/protocol_page.py

node_modules/set-up: package-lock.json .npmrc .venv/set-up
	@$(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

lock: setup ## All locks again (ARGS=--upgrade: with newer versions)
	$(PYTHON) -m uv pip compile pyproject.toml --extra dev $(COMPILE) --output-file requirements.lock $(ARGS)
	$(PYTHON) -m uv pip compile pyproject.toml --constraints requirements.lock $(COMPILE) --output-file server/requirements.lock $(ARGS)
	$(NPM) $(if $(ARGS),update,install) --package-lock-only --ignore-scripts --no-audit --no-fund

# For every platform and every Python we run on, naming no index.
COMPILE := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

screenshots: setup ## The pictures in the README
	@scripts/browser.sh
	$(PYTHON) -m scripts.screenshots $(ARGS)

clean: ## Away with all that setup and tests made
	rm -rf .venv .tools node_modules client_static/vendor dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
