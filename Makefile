# make demo   build the graph of seeds/ and ask it something
# make test   install what the tests need, run them
# make check  formatter, linter, type checker
# make bench  each stage beside a peer, and attribution beside textacy's (needs PolNeAR)
# make docs   write the pages that are made from the code, and what the README prints
# make train  make the reading model's weights again (see training/)

PYTHON  ?= $(shell command -v python3.11 || command -v python3)
VENV    ?= .venv
CORPORA ?= ../shared/corpora
BIN     := $(VENV)/bin
PIP     := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DELETE_ON_ERROR:
.PHONY: demo test check fix bench bench-queries train docs clean debian

demo: $(VENV)/.installed
	$(BIN)/kg build seeds -o kg-out
	@echo
	@echo '$$ kg stats'
	@$(BIN)/kg stats -k kg-out
	@echo
	@echo '$$ kg ask "who said China wants a bigger role?"'
	@$(BIN)/kg ask "who said China wants a bigger role?" -k kg-out
	@echo
	@echo "The page:   $(CURDIR)/kg-out/graph.html"
	@echo "The Turtle: $(CURDIR)/kg-out/graph.ttl"

test: $(VENV)/.test debian
	$(BIN)/python -m pytest -n auto --dist loadfile

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

fix: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.bench
	$(BIN)/python bench/table.py
	@echo
ifneq ($(wildcard $(CORPORA)/polnear/dev),)
	$(BIN)/python bench/attribution.py $(CORPORA)/polnear/dev
else
	@echo "$(CORPORA)/polnear/dev is not there: give CORPORA to see attribution beside textacy's." >&2
endif
	@echo
	PYTHONPATH=. $(BIN)/python bench/queries.py

# The library's queries and the search by meaning over a million claims: 20 GB of disk, an hour.
bench-queries: $(VENV)/.bench
	PYTHONPATH=. $(BIN)/python bench/queries.py --claims 1000000

train: $(VENV)/.train
	$(BIN)/python -m training $(CORPORA)

docs: $(VENV)/.test
	$(BIN)/python docs/make_cli.py
	$(BIN)/python docs/make_ontology.py
	$(BIN)/python docs/make_queries.py
	$(BIN)/python docs/make_readme.py
	$(BIN)/python docs/make_notebook.py

# A stamp a set of packages: each is made again when pyproject.toml changes.
$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(PIP) install --editable .
	@touch $@

$(VENV)/.test: pyproject.toml | $(BIN)/python
	$(PIP) install --editable '.[test]'
	@touch $@ $(VENV)/.installed

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	$(PIP) install --editable '.[test,dev]'
	@touch $@ $(VENV)/.test $(VENV)/.installed

$(VENV)/.bench: pyproject.toml | $(BIN)/python
	$(PIP) install --editable '.[bench]'
	@touch $@ $(VENV)/.installed

$(VENV)/.train: pyproject.toml | $(BIN)/python
	$(PIP) install --editable '.[train]'
	@touch $@

# A browser and a second Turtle parser for the tests. Where they cannot be installed, the tests
# that need them are skipped and say so.
debian:
	@sh .ci/debian

clean:
	rm -rf $(VENV) kg-out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
