# The one interface. Every target makes .venv by itself; nothing else is needed than git, make and Python 3.11 or newer.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
JSON ?=
ONLY ?=
WORLD ?=
SHOW ?=
JUDGE ?=
MODEL ?=
# Airflow imports some thousand modules: without their bytecode everything takes twice as long.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo up test test-all test-storm eval weights bench lint format lock docs clean

help:  ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || { echo "Python 3.11, 3.12 or 3.13 is needed: make PYTHON=python3.12 …" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9'
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --compile-bytecode --require-hashes requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	touch $@

demo: .venv/ready  ## Run one handoff from the mark to the close, on real parts (JSON=FILE for a summary)
	@$(BIN)/handoff demo $(if $(JSON),--json $(JSON))

up: .venv/ready  ## Leave the sandbox and Airflow running, and say how to use them
	@$(BIN)/handoff up

test: .venv/ready  ## The fast tests, under five minutes on two cores
	$(BIN)/python -m pytest -n 3 --dist loadgroup tests/house tests/domain tests/dossier tests/registry tests/adapters tests/sandbox tests/approval tests/web tests/webhooks tests/cli tests/evaluation

test-all: test  ## The fast tests and the slower suites, each within its own budget
	timeout 1200 $(BIN)/python -m pytest -n 4 --dist loadgroup --timeout 400 tests/services  # they wait more than they work
	timeout 600 $(BIN)/python -m pytest --timeout 300 tests/local
	timeout 600 $(BIN)/python -m pytest --timeout 300 tests/economy
	timeout 1500 $(BIN)/python -m pytest --timeout 600 tests/thread
	timeout 600 $(BIN)/python -m pytest --timeout 300 tests/deploy
	timeout 900 $(BIN)/python -m pytest --timeout 300 tests/sandbox/strangers
	timeout 900 $(BIN)/python -m pytest --timeout 600 tests/marks

test-storm: .venv/ready  ## What takes longest: drawn worlds and a kill at every boundary; before a release
	timeout 1800 $(BIN)/python -m pytest -n 2 --timeout 600 tests/properties
	timeout 1800 $(BIN)/python -m pytest -n 2 --timeout 600 tests/crash

eval: .venv/ready  ## Judge the dossier against planted facts (WORLD=FILE for a world of your own, SHOW=1 for what is amiss, MODEL=openai:gpt-5 for a model that sorts)
	timeout $(if $(MODEL),7200,900) $(BIN)/python tests/evaluation/run.py $(WORLD) $(if $(SHOW),--show) $(if $(MODEL),--model $(MODEL))

weights: .venv/ready  ## Learn the weights of the dossier's cues anew from the corpus and the cases (JUDGE=1 for how well they do)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r tests/evaluation/learning.lock
	$(BIN)/python tests/evaluation/learn.py $(if $(JUDGE),--judge)

bench: .venv/ready  ## Measure (ONLY=gather/hubspot for some rows, JSON=FILE for the rows as data)
	$(BIN)/python benchmarks/run.py $(ONLY) $(if $(JSON),--json $(JSON))

# Folders of tests are roots of their own, as pytest has them. Their modules bear different names, but for conftest.py.
lint: TESTS = $(shell find tests -name '*.py')
lint: .venv/ready  ## Formatter, linter, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	cd benchmarks && MYPYPATH=../include:. ../$(BIN)/mypy --config-file ../pyproject.toml --cache-dir ../.mypy_cache -p tasks -p tools
	cd benchmarks && MYPYPATH=../include:. ../$(BIN)/mypy --config-file ../pyproject.toml --cache-dir ../.mypy_cache *.py
	@export MYPYPATH=include:benchmarks:$$(dirname $(TESTS) | sort -u | paste -sd: -) && echo "$(BIN)/mypy tests" && \
		$(BIN)/mypy $(filter-out %/conftest.py,$(TESTS)) && \
		$(BIN)/mypy $(patsubst %.py,-m %,$(subst /,.,$(filter %/conftest.py,$(TESTS))))
	$(BIN)/lint-imports

format: .venv/ready  ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: .venv/ready  ## Write the generated pages anew
	$(BIN)/python docs/generate.py

lock: .venv/ready  ## Resolve the dependencies anew into requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --extra dev pyproject.toml -o requirements.lock --upgrade \
		--no-annotate --no-header --generate-hashes --no-emit-index-url --no-emit-find-links
	echo scikit-learn | $(BIN)/uv pip compile --quiet --universal --python-version 3.11 - -c requirements.lock -o tests/evaluation/learning.lock --upgrade \
		--no-annotate --no-header --generate-hashes --no-emit-index-url --no-emit-find-links

clean:  ## Remove what was built and what the demo left
	rm -rf build .handoff .pytest_cache .mypy_cache .ruff_cache .hypothesis
