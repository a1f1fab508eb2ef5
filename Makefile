# Everything from a fresh Debian machine with Python 3.11+, git and make:
#   make demo    set up, then validate the estate and ask what a change would hit
#   make test    set up, then judge the code and run every test
#   make bench   set up, then measure beside other validators and write docs/performance.md; LARGE=1 for a million

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := demo
.PHONY: demo test lint pins bench compiled

PYTHON ?= python3
BIN := .venv/bin
PYTHON_READY := .venv/.ready
NODE_READY := tests/node/node_modules/.ready
PEERS := .cache/peers
PEERS_READY := $(PEERS)/.ready

sudo := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
apt := $(sudo) env DEBIAN_FRONTEND=noninteractive apt-get -q
debian_install = { $(apt) update && $(apt) install -y --no-install-recommends $(1); }

demo: $(PYTHON_READY) compiled
	@echo '== A school district: are its records right?'
	$(BIN)/gitcab validate
	@echo
	@echo '== What is hit, how hard and by which path, when one name server fails?'
	$(BIN)/gitcab impact dns-1
	@echo
	@echo '== And when both fail: why is the student information system hit?'
	$(BIN)/gitcab impact dns-1 dns-2 --explain sis
	@echo
	@echo '== Whose loss alone takes it down?'
	$(BIN)/gitcab graph spof sis
	@echo
	@echo 'Next: $(BIN)/gitcab --help'

# With the index and without: the answers are the same.
test: lint $(NODE_READY)
	GITCAB_INDEX=on $(BIN)/pytest -n 2 --dist worksteal
	GITCAB_INDEX=off $(BIN)/pytest -n 2 --dist worksteal

lint: $(PYTHON_READY) compiled
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: $(PYTHON_READY) $(PEERS_READY) compiled
	$(BIN)/python benchmarks/bench.py $(if $(LARGE),--large)

# As an installed wheel is; where Python may not write, each start would compile what it loads.
compiled: $(PYTHON_READY)
	$(BIN)/python -m compileall -q tool/gitcab

# Writes requirements/ anew from pyproject.toml; what is pinned stays unless it no longer fits.
pins: $(PYTHON_READY)
	$(BIN)/pip install --quiet uv==0.13.9
	compile() { $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url "$$@"; }; \
	compile -o requirements/run.txt pyproject.toml; \
	compile -o requirements/dev.txt --group dev -c requirements/run.txt pyproject.toml; \
	compile -o benchmarks/peers.txt -c requirements/dev.txt benchmarks/peers.in

$(PYTHON_READY): requirements/dev.txt pyproject.toml
	$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(call debian_install,python3-venv)
	[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(NODE_READY): tests/node/package.json tests/node/package-lock.json tests/node/.npmrc
	command -v npm >/dev/null || $(call debian_install,nodejs npm)
	cd tests/node && npm ci --no-progress
	touch $@

$(PEERS_READY): benchmarks/peers.txt benchmarks/node/package.json benchmarks/node/package-lock.json benchmarks/node/.npmrc
	[ -x $(PEERS)/bin/python ] || $(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r benchmarks/peers.txt
	command -v npm >/dev/null || $(call debian_install,nodejs npm)
	cd benchmarks/node && npm ci --no-progress
	touch $@
