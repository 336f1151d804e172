# Two commands do everything on a fresh machine: `make html` and `make test`. `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BUILD := $(BIN)/newsdigest build -s
PORT ?= 8000

.PHONY: html test desk check serve ingest publish admin clean help lint types contracts unit strict lock messages gates \
        screenshots audit fuzz faults soak hostile

html: $(VENV)/stamps/html ## build the site into output/, ingesting seeds/ first
	@$(BUILD) pelicanconf.py
	@echo "The site is in output/: open output/index.html, or run make serve"

test: $(VENV)/stamps/test lint types contracts desk unit strict ## everything that must hold: lint, types, contracts, no post with an error, tests, a strict build

ingest: $(VENV)/stamps/html ## turn seeds/ into posts, build nothing
	@$(BIN)/newsdigest ingest

check: $(VENV)/stamps/html ## the editor's desk: what every post still needs
	@$(BIN)/newsdigest check

serve: $(VENV)/stamps/html ## build a preview with desk and editor, serve it on PORT (8000), rebuild on changes
	@$(BIN)/python locks/npm/install.py --if-reachable
	@$(BIN)/newsdigest serve --port $(PORT)

publish: $(VENV)/stamps/html ## build for SITEURL=https://…, ready to upload
	@test -n "$(SITEURL)" || { echo "make publish needs the site's address: make publish SITEURL=https://you.example/news"; exit 2; }
	@SITEURL="$(SITEURL)" $(BUILD) publishconf.py
	@echo "The site for $(SITEURL) is in output/"

admin: $(VENV)/stamps/html ## install the browser editor for /admin/, from its npm package
	@$(BIN)/python locks/npm/install.py

messages: $(VENV)/stamps/html ## bring the catalogs under theme/translations to the templates' phrases
	@mkdir -p .cache && cd theme && ../$(BIN)/pybabel -q extract -F translations/babel.cfg -o ../.cache/newsdigest.pot \
	  --no-wrap --sort-by-file --add-location=file --project=newsdigest .
	@for language in en ru kk ky uz tg tk de; do $(BIN)/pybabel -q update -i .cache/newsdigest.pot -d theme/translations \
	  -D newsdigest -l $$language --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date || exit 1; done

lint: $(VENV)/stamps/test
	@$(BIN)/ruff format --check -q . && $(BIN)/ruff check -q .

types: $(VENV)/stamps/test
	@$(BIN)/mypy

contracts: $(VENV)/stamps/test
	@$(BIN)/lint-imports --no-logo

desk: $(VENV)/stamps/test
	@$(BIN)/newsdigest check

unit: $(VENV)/stamps/test
	@$(BIN)/python locks/npm/install.py --if-reachable
	@BROWSER="$$($(BIN)/python tests/find_browser.py)" || exit 1; export BROWSER; $(BIN)/python -m pytest -n auto

strict: $(VENV)/stamps/test
	@rm -rf .cache/strict && mkdir -p .cache/strict
	@$(BUILD) pelicanconf.py -- -o .cache/strict/output --fatal warnings -e DIGEST_INGEST=false DIGEST_CACHE='".cache/strict/cache"'

lock: ## bring locks/ up to date with pyproject.toml
	@test -x .cache/uv/bin/uv || { $(PYTHON) -m venv .cache/uv && .cache/uv/bin/pip install -q uv; }
	@for purpose in html test bench; do \
	  case $$purpose in html) extras= ;; test) extras="--extra test" ;; bench) extras="--extra test --extra bench" ;; esac; \
	  echo "setuptools>=77" | .cache/uv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	    --no-header --no-emit-index-url --no-annotate $$extras pyproject.toml - -o locks/$$purpose.txt || exit 1; \
	done

screenshots: $(VENV)/stamps/test ## the documents' screenshots, from the samples
	@$(BIN)/python -m benchmarks.screenshots

audit: $(VENV)/stamps/bench ## axe, Nu, Lighthouse, links and weight of the built samples (needs node and java)
	@$(BIN)/python -m benchmarks.audit

gates: $(VENV)/stamps/test
	@$(BIN)/python -m benchmarks.pages --gate $(GOLD)/pages
	@$(BIN)/python -m benchmarks.regions --gate $(GOLD)/regions
	@$(BIN)/python -m benchmarks.stories --gate

hostile: $(VENV)/stamps/test ## every hostile page through ingest and build into real Chromium
	@BROWSER="$$($(BIN)/python tests/find_browser.py)" || exit 1; export BROWSER; HOSTILE=all $(BIN)/python -m pytest tests/browser/hostile -q -s

fuzz: ## fuzz the parsers, SECONDS (60) each, ONLY=one of them; in an environment of its own, for want of wheels for every Python
	@python="$$($(PYTHON) benchmarks/fuzz/python.py)" || exit 1; \
	  $(MAKE) --no-print-directory VENV=.cache/fuzz/venv PYTHON="$$python" .cache/fuzz/venv/stamps/bench
	@.cache/fuzz/venv/bin/python -m benchmarks.fuzz --seconds $(or $(SECONDS),60) $(if $(ONLY),--only $(ONLY))

faults: $(VENV)/stamps/test ## kill ingest and build at KILLS (200) random points, fail their disk, compare with an undisturbed run
	@$(BIN)/python -m benchmarks.faults --kills $(or $(KILLS),200) --errors $(or $(ERRORS),60)

soak: $(VENV)/stamps/test ## ROUNDS (50) of ingest, edit and build, with memory and open files
	@$(BIN)/python -m benchmarks.soak --rounds $(or $(ROUNDS),50)

reproducible: $(VENV)/stamps/test ## build two copies at different paths and days, compare byte for byte
	@$(BIN)/python -m benchmarks.reproducible

clean: ## remove what the commands here made, the environment too
	rm -rf output .cache $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache plugins/*.egg-info

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# The environment: made once, again when its lock file changes. A lock file names everything, so pip resolves nothing
# (--no-deps): pip 23, as Python 3.11 brings it, stumbles over two spellings of one extra.
$(VENV)/stamps/%: locks/%.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "python3 cannot make an environment; on Debian: apt-get install python3-venv"; exit 1; }
	@echo "Installing what locks/$*.txt names (once)"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r locks/$*.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@mkdir -p $(VENV)/stamps && touch $@
