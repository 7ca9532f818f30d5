# make demo    set up and open the example app; NOTEBOOK=… opens another, ARGS=… adds options of `jupyter lit serve`
# make test    set up all that the tests need and run every check
# make peers   set up the servers of others that the tests of serving start: a gateway, a hub, an OpenID provider
# make clean   take away what these have set up and built

NOTEBOOK ?= notebooks/penguins.ipynb
ARGS ?=

# The first Python on this machine that is new enough.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
APT := $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get

VENV := .venv
export VIRTUAL_ENV := $(CURDIR)/$(VENV)
export PATH := $(VIRTUAL_ENV)/bin:$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# What the package is built from; changes of Python files alone need nothing.
SOURCES := pyproject.toml hatch_build.py install.json $(wildcard jupyter-config/*/*) \
	$(shell find js -name node_modules -prune -o -name lib -prune -o -type f -print)

.DEFAULT_GOAL := help
.PHONY: help demo test chromium servers peers clean

help:
	@sed -n 's/^# make/make/p' Makefile

demo: $(VENV)/.installed
	jupyter lit serve $(NOTEBOOK) $(ARGS)

test: $(VENV)/.test-installed chromium servers peers
	scripts/check

$(VENV)/bin/python:
	@[ -n "$(PYTHON)" ] || { echo "jupyterlit needs Python 3.11 or newer, and there is none on the PATH. Install one, or: make PYTHON=/its/path"; exit 1; }
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { $(APT) update && $(APT) install -y python3-venv; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python $(SOURCES)
	python -m pip install --quiet --editable '.[all]'
	@touch $@

# Node is put into the environment where the machine has none: the checks run it too.
$(VENV)/.test-installed: $(VENV)/bin/python $(SOURCES)
	python -m pip install --quiet hatchling
	node="$$(python hatch_build.py)"; [ -z "$$node" ] || python -m pip install --quiet "$$node"
	python -m pip install --quiet --editable '.[test]'
	@touch $@ $(VENV)/.installed

chromium:
	@command -v chromium >/dev/null || { \
		command -v apt-get >/dev/null || { echo "The browser tests need Chromium on the PATH as 'chromium'. Install it and run make test again."; exit 1; }; \
		$(APT) update && $(APT) install -y --no-install-recommends chromium; }

# The tests start servers of their own; where there is none and no apt-get to bring it, they say so.
servers:
	@command -v redis-server >/dev/null || ! command -v apt-get >/dev/null || { \
		$(APT) update && $(APT) install -y --no-install-recommends redis-server; }
	@command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || \
		! command -v apt-get >/dev/null || { $(APT) update && $(APT) install -y --no-install-recommends postgresql; }
	@command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || ! command -v apt-get >/dev/null || { \
		$(APT) update && $(APT) install -y --no-install-recommends nginx; }

PEERS := $(VENV)/peers
peers: $(PEERS)/gateway/.installed $(PEERS)/hub/.installed $(PEERS)/node_modules/.package-lock.json

# Old versions of what jupyterlit is built on live in the gateway's environment, so each has its own.
$(PEERS)/%/.installed: tests/peers/%.txt | $(VENV)/bin/python
	python -m venv $(@D)
	$(@D)/bin/python -m pip install --quiet --requirement $<
	@touch $@

$(PEERS)/node_modules/.package-lock.json: tests/peers/package-lock.json | $(VENV)/.test-installed
	mkdir -p $(PEERS)
	cp tests/peers/package.json tests/peers/package-lock.json tests/peers/.npmrc $(PEERS)
	npm ci --prefix $(PEERS) --omit=dev --ignore-scripts
	@touch $@

clean:
	rm -rf $(VENV) jupyterlit/static jupyterlit/labextension js/lib js/node_modules
