# Shortcuts. The two commands of README.md do without them.
BIN := .venv/bin

.PHONY: test lint bench controllers ci

.venv:
	python3 -m venv .venv
	$(BIN)/pip install -c constraints.txt -e '.[train,dev]'

test: .venv  ## everything, as README.md says
	$(BIN)/python -m pytest

lint: .venv  ## style, types, walls between the parts
	$(BIN)/python -m pytest tests/test_static_checks.py

bench: .venv  ## the figures of tests/benchmarks on this machine
	for file in tests/benchmarks/*.py; do $(BIN)/python $$file || exit 1; done

controllers: .venv  ## the shipped layouts anew, after a change of the parameters, the presets or the default model
	XDG_DATA_HOME=$$(mktemp -d) $(BIN)/realtime-gen controllers realtime/controllers/seven

ci:  ## from nothing, in a temporary folder
	.ci/run
