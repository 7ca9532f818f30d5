# make demo    set up and open the example app; NOTEBOOK=… opens another, ARGS=… adds options of `jupyter lit serve`
# make test    set up all that the tests need and run every check
# make peers   set up the servers of others that the tests of serving start: a gateway, a hub, an OpenID provider
# make oldest  run the unit tests, and those of cells, with the oldest versions of everything that pyproject.toml allows
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
# Python compiles what it imports; most of what is installed is never imported here.
export PIP_NO_COMPILE := 1

# What the package is built from; changes of Python files alone need nothing.
SOURCES := pyproject.toml hatch_build.py install.json $(wildcard jupyter-config/*/*) \
	$(shell find js -name node_modules -prune -o -name lib -prune -o -type f -print)

.DEFAULT_GOAL := help
.PHONY: help demo test debian peers oldest clean

help:
	@sed -n 's/^# make/make/p' Makefile

demo: $(VENV)/.installed
	jupyter lit serve $(NOTEBOOK) $(ARGS)

# What is set up waits for the network much of the time, so several things go on at once.
test:
	$(MAKE) --jobs 4 $(VENV)/.test-installed debian peers
	scripts/check

$(VENV)/bin/python:
	@[ -n "$(PYTHON)" ] || { echo "jupyterlit needs Python 3.11 or newer, and there is none on the PATH. Install one, or: make PYTHON=/its/path"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { $(APT) update && $(APT) install -y python3-venv; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python $(SOURCES)
	@echo "Installing jupyterlit and the libraries of its examples, and building the front end: some minutes, the first time."
	python -m pip install --quiet --editable '.[all]'
	@touch $@

# Node is put into the environment where the machine has none: the checks run it too.
$(VENV)/.node: hatch_build.py | $(VENV)/bin/python
	python -m pip install --quiet hatchling
	node="$$(python hatch_build.py)"; [ -z "$$node" ] || python -m pip install --quiet "$$node"
	@touch $@

$(VENV)/.test-installed: $(VENV)/bin/python $(SOURCES) | $(VENV)/.node
	python -m pip install --quiet --editable '.[test]'
	@touch $@ $(VENV)/.installed

# The browser of the tests, and servers that they start: where one of these is missing, its tests say so.
DEBIAN = command -v chromium >/dev/null || echo chromium; \
	command -v redis-server >/dev/null || echo redis-server; \
	command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || echo postgresql; \
	command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || echo nginx

debian: | $(VENV)/bin/python
	@missing="$$( $(DEBIAN) )"; [ -z "$$missing" ] || \
		if command -v apt-get >/dev/null; then $(APT) update && $(APT) install -y --no-install-recommends $$missing; \
		elif ! command -v chromium >/dev/null; then \
			echo "The browser tests need Chromium on the PATH as 'chromium'. Install it and run make test again."; exit 1; fi

PEERS := $(VENV)/peers
peers: $(PEERS)/gateway/.installed $(PEERS)/hub/.installed $(PEERS)/node_modules/.package-lock.json

# Old versions of what jupyterlit is built on live in the gateway's environment, so each has its own.
$(PEERS)/%/.installed: tests/peers/%.txt | $(VENV)/bin/python
	python -m venv $(@D)
	$(@D)/bin/python -m pip install --quiet --requirement $<
	@touch $@

$(PEERS)/node_modules/.package-lock.json: tests/peers/package-lock.json | $(VENV)/.node
	mkdir -p $(PEERS)
	cp tests/peers/package.json tests/peers/package-lock.json tests/peers/.npmrc $(PEERS)
	npm ci --prefix $(PEERS) --omit=dev --ignore-scripts
	@touch $@

# What pip would take is the newest; jupyter_core 5.7 warns unless it is told where its files are, and others warn of each
# other.
OLDEST := $(VENV)/oldest
OLD_TESTS = JUPYTER_PLATFORM_DIRS=1 VIRTUAL_ENV=$(CURDIR)/$(OLDEST) PATH="$(CURDIR)/$(OLDEST)/bin:$$PATH" python -m pytest \
	-W 'ignore:The `version` property of an event schema' -W 'ignore:`ipykernel.pylab.backend_inline` is deprecated'
oldest: $(OLDEST)/.installed
	$(OLD_TESTS) --numprocesses auto --maxprocesses 4 --dist loadfile tests \
		--ignore=tests/browser --ignore=tests/integration
	$(OLD_TESTS) tests/integration/test_cell.py tests/integration/test_relay.py tests/integration/test_serve.py

$(OLDEST)/.installed: tests/oldest.txt $(SOURCES) | $(VENV)/.node
	python -m venv $(OLDEST)
	$(OLDEST)/bin/python -m pip install --quiet --editable '.[test]' --constraint tests/oldest.txt
	@touch $@

clean:
	rm -rf $(VENV) jupyterlit/static jupyterlit/labextension js/lib js/node_modules
