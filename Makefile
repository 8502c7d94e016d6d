# `make demo` and `make test` do all set-up: a virtual environment, then the locked packages.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet install
export PYTHONHASHSEED := 0

.PHONY: demo test check serve lock train evaluate tables bench bench-topics clean

$(VENV)/run.stamp: locks/run.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "chatmining needs $(PYTHON): see https://www.python.org/downloads/"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installation des bibliothèques (environ deux minutes, une seule fois)…"
	$(PIP) --no-deps --require-hashes -r locks/run.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp locks/dev.txt
	$(PIP) --no-deps --require-hashes -r locks/dev.txt
	@touch $@

demo: $(VENV)/run.stamp
	@$(BIN)/python -m flows.process "data/samples/zoom/2020-11-17 14.00.00 Le numérique dans la relation d'accompagnement socio-éducatif/meeting_saved_chat.txt"

# Prefect's pages, a worker and the schedules on this machine: make serve INBOX=/the/folder
serve: $(VENV)/run.stamp
	@$(BIN)/python -m flows.serve $(INBOX)

test: check

check: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

# Comments of webinars that nothing was trained on.
evaluate: $(VENV)/run.stamp
	$(BIN)/chatmining evaluate --data data/corpus/test/E1.jsonl --data data/corpus/test/E2.jsonl

# The README's scores, measured and written again; compares vectors and few-shot learning in docs/themes.md.
tables: $(VENV)/dev.stamp
	$(BIN)/python -m tests.bench.evaluation

# The heads alone; the encoder, which needs PyTorch: src/chatmining/encoder_learning/__main__.py.
train: $(VENV)/run.stamp
	$(BIN)/python -m flows.train $(SPACES)

bench: $(VENV)/dev.stamp
	$(BIN)/python -m tests.bench.formats
	$(BIN)/python -m tests.bench.speed
	$(BIN)/python -m tests.bench.scale
	$(BIN)/python -m tests.bench.determinism

bench-topics: $(VENV)/dev.stamp
	$(BIN)/python -m tests.bench.topics

lock:
	uv pip compile pyproject.toml --group build --python-version 3.11 --override locks/overrides.txt --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-annotate --no-strip-extras -o locks/run.txt
	uv pip compile pyproject.toml --group build --group dev -c locks/run.txt --python-version 3.11 --override locks/overrides.txt --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-annotate --no-strip-extras -o locks/dev.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
