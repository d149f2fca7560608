# One word for each thing to do. `make run` and `make test` do all set-up themselves.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.run-installed
DEV_STAMP := $(VENV)/.dev-installed

.PHONY: help run test check build binary test-binary bench bench-search bench-learning lock clean

help:  ## Show this help
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

$(VENV)/pyvenv.cfg:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Abscopal needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): requirements.lock $(VENV)/pyvenv.cfg
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(DEV_STAMP): requirements-dev.lock $(VENV)/pyvenv.cfg
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ $(RUN_STAMP)

run: $(RUN_STAMP)  ## Set up if needed, build the index if content changed, open the guide
	@$(BIN)/python -m guide build
	@$(BIN)/python -m guide

check: $(RUN_STAMP)  ## Report every problem of the content
	$(BIN)/python -m guide check

build: $(RUN_STAMP)  ## Compile the content and its index
	$(BIN)/python -m guide build

test: $(DEV_STAMP)  ## Formatter, linter, types, import contracts, content check, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m guide check
	$(BIN)/python -m guide build
	$(BIN)/pytest -m "not binary"

binary: $(DEV_STAMP)  ## Build the standalone program: dist/abscopal/ and dist/abscopal-onefile
	$(BIN)/python -m guide build
	$(BIN)/pyinstaller --noconfirm --log-level WARN build.spec

test-binary: $(DEV_STAMP)  ## Test the standalone program that `make binary` built
	$(BIN)/pytest -m binary

bench: $(DEV_STAMP)  ## Measure times, sizes and memory, as ratios within one run
	$(BIN)/python -m guide build
	$(BIN)/python -m bench.run

bench-learning: $(DEV_STAMP)  ## Half a year of learning simulated; times with 50,000 reviews
	$(BIN)/python -m guide build
	$(BIN)/python -m bench.learning days
	$(BIN)/python -m bench.learning times

bench-search: $(DEV_STAMP)  ## Measure the search beside standard engines at 1, 10 and 50 times the content
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	$(BIN)/python -m guide build
	$(BIN)/python -m bench.search

lock: $(DEV_STAMP)  ## Write the lock files anew from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 --extra dev pyproject.toml -o requirements-dev.lock
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 --extra bench pyproject.toml -o requirements-bench.lock

clean:  ## Remove everything that was generated
	rm -rf $(VENV) build dist index/built .mypy_cache .ruff_cache .pytest_cache
