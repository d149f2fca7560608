# One word for each thing to do. Each target does all the set-up that it needs.

PYTHON ?= python3
PYTHONS ?= 3.11 3.12 3.13 3.14
RUNS ?= 10
MINUTES ?= 10
CONDITIONS ?= plain busy pinned
TESTS ?=
PART ?=
COUNT ?= 300
EVENTS ?= 5000
ROUNDS ?= 50
SEED ?=
VENV := .venv
BIN := $(VENV)/bin
PIP := pip install --quiet --disable-pip-version-check --require-hashes
RUN_STAMP := $(VENV)/.run-installed
DEV_STAMP := $(VENV)/.dev-installed

.PHONY: help run test test-stress monkey fuzz races damage faults-disk test-pythons mutate check build binary test-binary bench bench-widgets bench-search bench-learning hooks lock clean

help:  ## Show this help
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

$(VENV)/pyvenv.cfg:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Abscopal needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): requirements.lock $(VENV)/pyvenv.cfg
	$(BIN)/python -m $(PIP) -r requirements.lock
	@touch $@

$(DEV_STAMP): requirements-dev.lock $(VENV)/pyvenv.cfg
	$(BIN)/python -m $(PIP) -r requirements-dev.lock
	@touch $@ $(RUN_STAMP)

run: $(RUN_STAMP)  ## Set up if needed, build the index if content changed, open the guide
	@$(BIN)/python -m guide build
	@$(BIN)/python -m guide

check: $(RUN_STAMP)  ## Report every problem of the content
	$(BIN)/python -m guide check

build: $(RUN_STAMP)  ## Compile the content and its index
	$(BIN)/python -m guide build

test: $(DEV_STAMP)  ## Formatter, linter, types, import contracts, content check, tests, coverage floors
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m guide build
	$(BIN)/pytest -m "not binary" --cov --cov-report=
	$(BIN)/python -m tests.floors

test-stress: $(DEV_STAMP)  ## Tests of the screen, RUNS=10 rounds in random order: plain, all cores busy, one core
	$(BIN)/python -m guide build
	$(BIN)/python -m tests.stress --runs $(RUNS) --conditions $(CONDITIONS) -- $(TESTS)

races: $(DEV_STAMP)  ## Builds, a search and two screens on one library at once; ROUNDS=500
	$(BIN)/python -m tests.races --rounds $(ROUNDS)

monkey: $(DEV_STAMP)  ## Random keys, mouse, pastes, resizes and bytes on a real terminal; EVENTS=100000, SEED=n
	$(BIN)/python -m guide build
	$(BIN)/python -m tests.monkey --events $(EVENTS) $(if $(SEED),--seed $(SEED))

test-pythons: $(DEV_STAMP)  ## All tests on every Python of PYTHONS that is installed, each in its own venv
	$(BIN)/python -m guide build
	$(BIN)/python -m tests.pythons $(PYTHONS)

mutate: $(DEV_STAMP)  ## Plant faults and count those the tests miss; PART=study, store, coach or ui/quiz
	$(BIN)/python -m guide build
	$(BIN)/python -m tests.mutation $(PART)

fuzz: $(DEV_STAMP)  ## Random input for what reads from outside, each part for MINUTES=10; TARGETS="search rows"
	$(BIN)/python -m tests.fuzz --minutes $(MINUTES) $(TARGETS)

damage: $(DEV_STAMP)  ## Random damage to a learner's database, COUNT=300 times: tracebacks, and what was saved
	$(BIN)/python -m tests.damage --count $(COUNT)

faults-disk: $(DEV_STAMP)  ## Tests on a small disk that fills up; needs root or user namespaces, else says so
	$(BIN)/python -m tests.disk

binary: $(DEV_STAMP)  ## Build the standalone program: dist/abscopal/ and dist/abscopal-onefile
	$(BIN)/python -m guide build
	$(BIN)/pyinstaller --noconfirm --log-level WARN build.spec

test-binary: $(DEV_STAMP)  ## Test the standalone program that `make binary` built
	$(BIN)/pytest -m binary

bench: $(DEV_STAMP)  ## Measure times, sizes and memory, as ratios within one run
	$(BIN)/python -m guide build
	$(BIN)/python -m bench.run

bench-widgets: $(DEV_STAMP)  ## Measure the guide's own list, page and bars beside Textual's widgets
	$(BIN)/python -m guide build
	$(BIN)/python -m bench.widgets

bench-learning: $(DEV_STAMP)  ## Half a year of learning simulated; times with 50,000 reviews
	$(BIN)/python -m guide build
	$(BIN)/python -m bench.learning days
	$(BIN)/python -m bench.learning times

bench-search: $(DEV_STAMP)  ## Measure the search beside standard engines at 1, 10 and 50 times the content
	$(BIN)/python -m $(PIP) -r requirements-bench.lock
	$(BIN)/python -m guide build
	$(BIN)/python -m bench.search

hooks: $(DEV_STAMP)  ## Install the git hook that runs ruff, mypy and the content check before each commit
	$(BIN)/pre-commit install

LOCK := uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 pyproject.toml

lock:  ## Write the lock files again from pyproject.toml (needs uv)
	$(LOCK) -o requirements.lock
	$(LOCK) --extra dev -o requirements-dev.lock
	$(LOCK) --extra bench -o requirements-bench.lock

clean:  ## Remove everything that was generated
	rm -rf $(VENV) .venvs build dist index/built .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .ruff_cache .pytest_cache
