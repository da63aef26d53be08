# The verbs of this house. Each works in a fresh clone with nothing but Python 3.11 (or newer) and make.

BIN := .venv/bin
ARGS ?=

help:                 ## what can be done here
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

demo: .venv/core      ## finish the example magazine into demo/
	@$(BIN)/adlayout index examples/magazin -o .demo.index
	@$(BIN)/adlayout build examples/magazin -o demo --related .demo.index
	@echo "The pages as they came are in examples/magazin/, the finished ones in demo/."

test: .venv/dev       ## everything that is checked before a change lands (some minutes)
	@.ci/chromium
	@.ci/hosts
	@.ci/java
	@$(MAKE) --no-print-directory lint
	$(BIN)/pytest -n 2 --dist worksteal $(ARGS)

lint: .venv/dev       ## style, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

prove: .venv/dev      ## the long runs: more random cases, more pages
	@.ci/chromium
	@.ci/java
	$(BIN)/pytest -n 2 --dist worksteal -m slow $(ARGS)

kills: .venv/dev      ## kill 200 builds at random moments, and look at every file after each
	$(BIN)/python -m tests.builder.killing 200

release-check: .venv/dev  ## what is released: wheel and sdist, in each Python that is here, with the oldest dependencies
	$(BIN)/pytest tests/release tests/test_package.py -m "slow or not slow" -v $(ARGS)

fuzz: .venv/dev       ## mutate 200,000 pages and judge what becomes of each (an hour; stops and goes on where it was)
	$(BIN)/python -m tests.fuzzing --resume --pages 200000 $(ARGS)

fuzz-guided: .venv/fuzz  ## let coverage choose the pages that are mutated further (ten minutes; ARGS="--seconds 3600")
	$(BIN)/python -m tests.fuzzing.guided $(ARGS)

accept: .venv/dev     ## write down anew what becomes of tests/pages; look at the difference before you keep it
	@$(BIN)/python -m tests.accepting

bench: .venv/bench    ## how fast and how good it is, each number beside its floor
	@for name in $(basename $(notdir $(wildcard benchmarks/[a-z]*.py))); do \
		echo "== benchmarks/$$name.py"; $(BIN)/python -m benchmarks.$$name || exit 1; done

gate: .venv/dev       ## is it still as good as benchmarks/floors.toml says (two minutes)
	@$(BIN)/python -m benchmarks.gate $(ARGS)

docs: .venv/dev       ## write the reference of the rule file anew
	@$(BIN)/python -m tests.documenting

site: .venv/dev       ## the docs as a site, into site/
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "The site is in site/; to look at it: $(BIN)/python -m http.server --directory site"

pictures: .venv/dev   ## take the screenshots in docs/ anew; look at them before you keep them
	@.ci/chromium
	@$(BIN)/python -m tests.picturing

clean:                ## remove what these commands made
	rm -rf .venv demo site .demo.index dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is touched when its installation is done: a second call does nothing until pyproject.toml changes.
.venv/core: pyproject.toml
	@.ci/venv
	@echo "installing adlayout into .venv …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[related]'
	@touch $@

.venv/dev: pyproject.toml
	@.ci/venv
	@echo "installing adlayout and what its tests need into .venv …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev,related,build]'
	@touch .venv/core $@

# Tools to compare with; apart from the rest, since only `make bench` wants them.
.venv/bench: .venv/dev
	@echo "installing the tools that adlayout is compared with into .venv …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip  # 23.2 fails on their lxml extras
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	@touch $@

.venv/fuzz: .venv/dev
	@echo "installing what the guided run needs into .venv …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[fuzz]'
	@touch $@

.PHONY: help demo test lint prove kills fuzz fuzz-guided accept bench gate docs site release-check pictures clean
