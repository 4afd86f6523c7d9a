# Two commands do everything: `make serve` and `make test`. `make help` explains the rest.
# Paths here are relative on purpose: make can't handle the spaces that a checkout's own path may have.

SHELL := /bin/sh
VENV := .venv
PY := $(VENV)/bin/python
PYTHON ?=
PORT ?=
ARGS ?=
WORKERS ?= auto

.DEFAULT_GOAL := help
.PHONY: help serve test check format assets browser withstand conformance bench-seasons clean

help: ## Say what each target does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "  make serve PORT=8001          another port"
	@echo "  make test ARGS='-k booking'   some of the tests"

serve: $(VENV)/run.stamp ## Run Kalends with sample data on http://localhost:8000 (PORT=… for another port)
	@$(PY) hatch_build.py
	@$(PY) -m kalends serve --sample $(if $(PORT),--port $(PORT)) $(ARGS)

test: $(VENV)/dev.stamp browser ## Run all tests, in parallel and in random order
	@$(PY) hatch_build.py
	@KALENDS_ENV=test $(PY) -m pytest -n $(WORKERS) $(ARGS)

check: $(VENV)/dev.stamp ## Lint, formatting, types, import contracts, migrations
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m pyright
	$(VENV)/bin/lint-imports --no-cache
	$(VENV)/bin/squawk --config .squawk.toml src/kalends/store/migrations/*.sql

format: $(VENV)/dev.stamp ## Put the code into the one format
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

assets: $(VENV)/run.stamp ## Build the web assets into src/kalends/adapters/web/static
	$(PY) hatch_build.py

browser: $(VENV)/dev.stamp ## Find or install a Chromium for the browser tests
	@sh tools/browser.sh $(PY)

withstand: $(VENV)/bench.stamp ## Load, failure and timing checks: what needs a clock, minutes long
	@$(PY) hatch_build.py
	@$(PY) bench/withstand.py $(ARGS)

conformance: $(VENV)/dev.stamp ## Run independent CalDAV suites and clients against a live server (ARGS='litmus tsdav')
	@$(PY) hatch_build.py
	@$(PY) bench/conformance.py $(ARGS)

bench-seasons: $(VENV)/dev.stamp ## Print the season engine's tables beside best known values (ARGS='ttp nba')
	@$(PY) bench/seasons.py $(ARGS)

clean: ## Remove everything that was made, but not the data in var/
	rm -rf $(VENV) dist build .pytest_cache .ruff_cache .import_linter_cache src/kalends/adapters/web/static

# Each stamp stands for an environment that matches pyproject.toml and constraints.txt.
$(VENV)/bin/python:
	@sh tools/venv.sh $(VENV) $(PYTHON)

$(VENV)/run.stamp: pyproject.toml constraints.txt hatch_build.py | $(VENV)/bin/python
	@echo "Installing Kalends into $(VENV) …"
	@sh tools/pip.sh $(PY) -e .
	@touch $@

$(VENV)/dev.stamp: pyproject.toml constraints.txt hatch_build.py | $(VENV)/bin/python
	@echo "Installing Kalends and its tools into $(VENV) …"
	@sh tools/pip.sh $(PY) -e '.[dev]'
	@touch $@ $(VENV)/run.stamp

$(VENV)/bench.stamp: $(VENV)/dev.stamp
	@sh tools/pip.sh $(PY) -e '.[dev,bench]'
	@touch $@
