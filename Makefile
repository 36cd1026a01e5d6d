# Everything one types. `make` alone lists the words. Works from any folder: make -C /path/to/linli run
SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
# Asked of the shell, because make takes a folder with a space in its name for two.
ROOT := $(shell cd "$$(dirname "$(strip $(MAKEFILE_LIST))")" && pwd)
PY := $(ROOT)/.venv/bin/python

# The first Python that is new enough; `make run LINLI_PYTHON=/path/python3` names another.
define find_python
cd "$(ROOT)"; unset PYTHONPATH PYTHONHOME; found=; \
for p in $(LINLI_PYTHON) .venv/bin/python python3 python3.13 python3.12 python3.11 python3.14 python; do \
  if "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then found=$$p; break; fi; \
done; \
if [ -z "$$found" ]; then \
  echo "linli: Python 3.11 or newer is needed, and none was found ($$(python3 --version 2>&1 || true))." >&2; \
  echo "       Install it (Debian 12: sudo apt-get install python3 python3-venv) or name it: make LINLI_PYTHON=/path/python3" >&2; \
  exit 1; \
fi
endef

.PHONY: help setup setup-dev run stop test check fix bench shots lock messages

help:  ## this list
	@echo "Linli 邻里"; echo
	@sed -n 's/^\([a-z-]*\):.*##  *\(.*\)/  make \1	\2/p' "$(ROOT)/Makefile" | expand -t 18
	@echo; echo "Once it runs: .venv/bin/linli help"

setup:
	@$(find_python); exec "$$found" scripts/setup.py

setup-dev:
	@$(find_python); exec "$$found" scripts/setup.py --dev

run: setup  ## set up, load the demo community, serve (PORT=8001 for another port)
	@cd "$(ROOT)" && exec "$(PY)" -m linli run $(if $(PORT),--port "$(PORT)")

stop:  ## stop the server
	@cd "$(ROOT)" && exec "$(PY)" -m linli stop

test: setup-dev  ## everything that CI runs
	@cd "$(ROOT)" && exec "$(PY)" scripts/test.py

check: setup-dev  ## the quick checks, under a minute
	@cd "$(ROOT)" && exec "$(PY)" scripts/check.py

fix: setup-dev  ## mend what can be mended by itself: layout and order of imports
	@cd "$(ROOT)" && "$(PY)" -m ruff check --fix-only --quiet . && exec "$(PY)" -m ruff format .

bench: setup-dev  ## measure speed against a floor or a peer in the same run
	@cd "$(ROOT)" && exec "$(PY)" -m bench

shots: setup-dev  ## pictures of the pages, into shots/
	@cd "$(ROOT)" && exec "$(PY)" scripts/shots.py

messages: setup-dev  ## collect the texts to translate and compile the translations
	@cd "$(ROOT)" && "$(PY)" scripts/messages.py update && exec "$(PY)" scripts/messages.py compile

lock: setup-dev  ## pin all packages anew, with hashes
	@cd "$(ROOT)" && exec "$(PY)" scripts/lock.py
