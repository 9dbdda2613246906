# make book   builds the repository's own course to _build/html/index.html
# make test   runs every check and every test
# Both make .venv first and install the pinned set; nothing needs to be activated.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help book test lint format schemas docs words clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

book: $(VENV)/.book ## build the repository's own course
	$(BIN)/builder build

# Tests start the builder hundreds of times: what Python compiles is kept, also where the environment says not to.
test: export PYTHONDONTWRITEBYTECODE :=
test: lint ## run every check and every test
	$(BIN)/python -m pytest --numprocesses logical --dist loadfile --no-loadscope-reorder

lint: $(VENV)/.test ## run the linters, the types and the import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell

format: $(VENV)/.test ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

schemas: $(VENV)/.book ## write the JSON Schemas from the records
	$(BIN)/python -m builder.model.schemas schemas

words: $(VENV)/.book ## write the template of translations and bring every catalogue up to date with it
	$(BIN)/python -m builder.wording.template builder/wording

docs: $(VENV)/.book ## write docs/findings.md from the table of explanations
	$(BIN)/python -m builder.checks.findings_page docs/findings.md

clean: ## remove what was built, the virtual environment too
	rm -rf _build $(VENV)

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.book: $(VENV)/.python constraints.txt pyproject.toml
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.python constraints.txt pyproject.toml
	$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $(VENV)/.book $@
