# `make help` lists what there is. Every target does its own set-up in .venv.
PYTHON ?= python3
BIN := .venv/bin
# Exact versions with hashes; --no-deps because the files name everything already.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps
PACKAGE := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .

# Tests and benches start the program many times: let Python keep its bytecode, whatever the shell says.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help run test lint slow score train bench lock readme pictures clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "%-8s %s\n", $$1, $$2}' Makefile

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("Backchannel needs Python 3.11 or newer; set PYTHON=/path/to/python3.11") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements/run.txt requirements/build.txt pyproject.toml | $(BIN)/python
	$(INSTALL) -r requirements/run.txt -r requirements/build.txt
	$(PACKAGE)
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/run.stamp
	$(INSTALL) -r requirements/dev.txt
	@touch $@

run: .venv/run.stamp ## read what is due, show board and briefing, then prompt or serve
	@$(BIN)/backchannel run

test: .venv/dev.stamp ## all tests but the long ones, with the coverage floor (at most 5 minutes)
	$(BIN)/python -m pytest -n 2 --dist worksteal --cov --cov-report=term:skip-covered

lint: .venv/dev.stamp ## style, types, import contracts, Dockerfile
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hadolint Dockerfile

slow: .venv/train.stamp ## long fault and load tests (at most 30 minutes)
	$(BIN)/python -m pytest -m slow

.venv/train.stamp: requirements/train.txt .venv/dev.stamp
	$(INSTALL) -r requirements/train.txt
	@touch $@

score: .venv/dev.stamp ## extraction figures on the annotated articles
	$(BIN)/python -m tests.corpus

train: .venv/train.stamp ## the reader's weights from the annotated articles that are not kept aside (five minutes)
	$(BIN)/python -m train

# The peer has an environment of its own: its numpy and typer are not ours.
.venv/peer.stamp: requirements/bench.txt .venv/run.stamp
	$(PYTHON) -m venv --clear .venv/peer
	.venv/peer/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/bench.txt
	@touch $@

bench: .venv/run.stamp .venv/peer.stamp ## timings, as ratios against peers in the same run (some minutes)
	$(BIN)/python -m tests.bench

readme: .venv/run.stamp ## print again what the README shows, and put it there
	$(BIN)/python -m tests.readme

pictures: .venv/run.stamp ## draw the README's pictures again (needs Chromium)
	$(BIN)/python -m tests.pictures

lock: ## pin the newest versions that pyproject.toml allows (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 -o requirements/run.txt pyproject.toml
	for group in build dev bench train; do \
	  uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 -c requirements/run.txt --group $$group -o requirements/$$group.txt; done

clean: ## remove the environment and caches; never your data
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
