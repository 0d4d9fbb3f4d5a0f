# Taller: every target sets up .venv by itself when it is missing or stale.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
CLOUDS := .venv-clouds

# Quiet, deterministic numerics: one BLAS thread, idle OpenMP threads sleep.
export OMP_WAIT_POLICY ?= passive
export OPENBLAS_NUM_THREADS ?= 1
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PYTHONUTF8 = 1

.DEFAULT_GOAL := help
.PHONY: help install clouds demo test test-slow test-all lab bench golden lint lock clean

help: ## show the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Taller needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) --version). Name another: make PYTHON=python3.12 ..."; exit 2; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

install: $(STAMP) ## set up .venv from the hash-pinned lock

$(CLOUDS)/.installed: tests/planning/clouds.lock
	$(PYTHON) -m venv --clear $(CLOUDS)
	$(CLOUDS)/bin/python -m pip install --quiet --require-hashes -r $<
	@touch $@

clouds: $(CLOUDS)/.installed ## an environment of its own for Checkov and moto, which some slow tests ask (TALLER_CLOUDS)

demo: $(STAMP) ## run the demo engagements (a simulated shop and a platform, in Spanish) and print their index.html
	$(BIN)/taller run params/ecommerce_b2c.yaml params/saas_b2b_demo.yaml

test: $(STAMP) ## the fast tests
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow"

test-slow: $(STAMP) ## the slow and full-size tests; CI runs them too
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m slow

test-all: test test-slow ## every test

lab: $(STAMP) ## JupyterLab at the workbench's root
	$(BIN)/taller lab

bench: $(STAMP) ## measure the figures of the README, each beside what one would do instead
	$(BIN)/python -m tests.benchmarks

golden: $(STAMP) ## keep what pages and results say now (tests/golden/texts), and print what changed
	$(BIN)/python -m tests.golden

lint: $(STAMP) ## style, direction of imports, notebooks without outputs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/nbstripout --verify --keep-id $$(git ls-files '*.ipynb')

lock: ## write requirements.lock anew from pyproject.toml (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --group dev --all-extras pyproject.toml -o requirements.lock --quiet

clean: ## remove what a run wrote (reports) and the environment
	rm -rf $(VENV) $(CLOUDS) reports/*/
