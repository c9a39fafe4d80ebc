# Needs Python 3.11 or later, make and git. A second call does only what is left to do.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.made
SITE_NEEDS := $(STAMPS)/site
TEST_NEEDS := $(STAMPS)/test

# What the built site depends on.
SOURCES := $(shell find content journeysite themes -type f -not -path '*/__pycache__/*' 2>/dev/null) mkdocs.yml

.DELETE_ON_ERROR:
.PHONY: help site serve test check bench schema messages clean

help:
	@echo "make site     build the example into site/"
	@echo "make serve    show it at http://127.0.0.1:8000 and rebuild on every change"
	@echo "make test     build it and run all tests, those in Chromium included"
	@echo "make check    style, types and the direction of imports"
	@echo "make bench    measure how long a build takes"
	@echo "make schema   write schema/ anew after a field has changed"
	@echo "make messages bring journeysite/locale/ up to the words in the sources"
	@echo "make clean    remove everything that was made"

# ---- What is needed ----

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "Python is missing: install version 3.11 or later (https://www.python.org/downloads/), or say which: make PYTHON=/path/to/python"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$$($(PYTHON) --version) is too old: Journeysite needs 3.11 or later. Say which to take: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "Python cannot make virtual environments here. On Debian and Ubuntu: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }

$(SITE_NEEDS): pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the site needs"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@mkdir -p $(STAMPS) && touch $@

$(TEST_NEEDS): pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the tests need"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@mkdir -p $(STAMPS) && touch $@ $(SITE_NEEDS)

# ---- The site ----

# Links lead to files, so that the site works opened by double click; a web server can do with folders: make site ADDRESSES=
ADDRESSES ?= --no-directory-urls

site: site/index.html
	@echo "Open site/index.html in a browser, or: make serve"

site/index.html: $(SITE_NEEDS) $(SOURCES)
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet $(ADDRESSES)
	@touch $@

serve: $(SITE_NEEDS)
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve

# ---- Tests ----

test: $(TEST_NEEDS) site/index.html
	@CHROMIUM="$$(.ci/chromium)" && \
	  if [ -n "$$CHROMIUM" ]; then export CHROMIUM; fi && \
	  NO_MKDOCS_2_WARNING=1 $(BIN)/python -m pytest -n 2 $(ARGS)

check: $(TEST_NEEDS)
	@$(BIN)/ruff check journeysite tests
	@$(BIN)/ruff format --check journeysite tests
	@$(BIN)/mypy
	@$(BIN)/python -m pytest --quiet tests/test_imports.py

bench: $(TEST_NEEDS)
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m tests.benchmarks $(ARGS)
	@$(BIN)/python -m tests.benchmarks.history

schema: $(SITE_NEEDS)
	@$(BIN)/journeysite schema --out schema

messages: $(SITE_NEEDS)
	@$(BIN)/python tools/messages.py

clean:
	rm -rf $(VENV) site build dist .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
