# Every target sets up what it needs by itself and is quick the second time.
# Needs: Python 3.11+ (with venv), git, make. See `make help`.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
STAMPS := $(VENV)/.stamps
CATALOGS := bot/catalogs.py $(wildcard locales/*/LC_MESSAGES/*.po)
SOURCES := bot coach console handlers scheduler simulator storage usecases
# Two cores are assumed; a third worker works while others wait for a clock. WORKERS=0: one process.
WORKERS ?= 3
T ?= tests

export PIP_DISABLE_PIP_VERSION_CHECK = 1

# A lock is made from the public registry's own files alone, whatever this machine's pip is told.
COMPILE := env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null \
	CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --no-config --strip-extras \
	--allow-unsafe --generate-hashes --no-emit-index-url --no-emit-find-links \
	--no-emit-trusted-host --no-emit-options $(UPGRADE)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo run test soak bench lint format locales lock image rehearse secrets audit clean browser setup setup-dev

help:  ## Show what there is
	@grep -hE '^[a-z-]+:.*?## ' $(MAKEFILE_LIST) | sort \
		| awk -F ':.*?## ' '{ printf "  make %-10s %s\n", $$1, $$2 }'

demo: setup  ## Try the bot in a browser: no token, no network (PORT=8099 for a port of choice)
	@$(BIN)/python -m bot demo $(if $(PORT),--port $(PORT))

run: setup  ## Run the bot on Telegram (needs BOT_TOKEN, in the environment or .env)
	@$(BIN)/python -m bot run

test: setup-dev browser  ## Run every kind of test in its short form (T=path for some)
	@$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadgroup $(T)

soak: setup-dev browser  ## The same tests at full size; stop it and start it again to go on
	@SOAK=1 $(BIN)/python -m pytest -q -n $(WORKERS) --dist loadgroup $(T)

bench: setup-dev  ## Benchmarks, one JSON object a line (ONLY=name for one)
	@$(BIN)/python -m tests.bench $(ONLY)

lint: setup-dev  ## Format, lint, types, layers, catalogs (all of them, then the verdict)
	@failed=; \
	$(BIN)/ruff format --check . || failed="$$failed format(make format)"; \
	$(BIN)/ruff check --quiet . || failed="$$failed lint"; \
	$(BIN)/mypy || failed="$$failed types"; \
	$(BIN)/lint-imports --no-logo || failed="$$failed layers"; \
	$(BIN)/python -m bot.catalogs check || failed="$$failed catalogs"; \
	[ -z "$$failed" ] || { echo "lint failed:$$failed" >&2; exit 1; }

format: setup-dev  ## Format the code and mend what can be mended
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

locales: setup  ## Update, compile and check the message catalogs
	@$(BIN)/python -m bot.catalogs update
	@$(BIN)/python -m bot.catalogs compile
	@$(BIN)/python -m bot.catalogs check

lock: setup-dev  ## Make requirements/*.txt again (UPGRADE=--upgrade for newer releases)
	$(COMPILE) -o requirements/run.txt pyproject.toml
	$(COMPILE) --extra dev --constraint requirements/run.txt -o requirements/dev.txt pyproject.toml

image: setup-dev  ## Carry out the Dockerfile's own steps without a container engine, and start it
	@$(BIN)/python -m tests.image

rehearse: setup-dev  ## Run the operator guide's own commands in a fresh copy and print the time
	@$(BIN)/python -m tests.rehearse

secrets: setup-dev  ## Look for tokens and keys in all files and all of the history (offline)
	@$(BIN)/python -m tests.secrets_scan

audit: setup-dev  ## Look for known weaknesses in the locked packages (needs a network)
	@test -x $(VENV)/audit/bin/pip-audit || { $(PYTHON) -m venv $(VENV)/audit \
		&& $(VENV)/audit/bin/pip install --quiet pip-audit==2.10.1; }
	@$(VENV)/audit/bin/pip-audit --strict --require-hashes --disable-pip -r requirements/run.txt

clean:  ## Remove everything that make made (never data/)
	rm -rf $(VENV) build dist *.egg-info .demo .soak \
		.pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
	find locales -name '*.mo' -delete

setup: $(STAMPS)/catalogs
setup-dev: $(STAMPS)/dev $(STAMPS)/catalogs

$(STAMPS)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Duewell needs Python 3.11 or newer: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' \
		|| { echo "Python's venv is missing: on Debian, apt-get install python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/run: requirements/run.txt | $(STAMPS)/venv
	@echo "Installing what the bot needs into $(VENV) ..." >&2
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.txt
	@touch $@

$(STAMPS)/dev: requirements/dev.txt $(STAMPS)/run
	@echo "Installing what the tests need into $(VENV) ..." >&2
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

$(STAMPS)/catalogs: $(STAMPS)/run $(CATALOGS)
	@$(BIN)/python -m bot.catalogs compile
	@touch $@

# The browser tests drive Debian's chromium. A build machine gets it here; elsewhere nobody's
# machine is changed, and the summary of the tests says when they did not run and why.
browser:
	@if [ "$(CI)" = true ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
		&& ! command -v chromium >/dev/null && ! command -v google-chrome >/dev/null; then \
		echo "Installing chromium for the browser tests ..." >&2; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
			--no-install-recommends chromium fonts-wqy-microhei; } >/dev/null 2>&1 \
			|| echo "chromium could not be installed" >&2; \
	fi
