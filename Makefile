# Shortcuts. The two commands of README.md do without them.
BIN := .venv/bin

.PHONY: test lint bench model-free ci

.venv:
	python3 -m venv .venv
	$(BIN)/pip install -c constraints.txt -e '.[train,dev]'

test: .venv  ## everything, as README.md says
	$(BIN)/python -m pytest

lint: .venv  ## style, types, walls between the parts
	$(BIN)/python -m pytest tests/test_static_checks.py

model-free: .venv  ## what needs neither a trained model nor a process of its own: seconds
	$(BIN)/python -m pytest $(MODEL_FREE:%=tests/test_%.py)

MODEL_FREE := callback_output devices_choice fft_matches_numpy inversion_bands inversion_phase inversion_quality \
	inversion_stream null_device_clock osc_namespace osc_protocol recorder_takes ring_properties

bench: .venv  ## the figures of tests/benchmarks on this machine
	for file in tests/benchmarks/*.py; do $(BIN)/python $$file || exit 1; done

ci:  ## from nothing, in a temporary folder
	.ci/run
