# The checks stand in .ci/checks; these are short names for them.

# List the recipes.
default:
    @just --list

# Make .venv with everything that development needs.
setup:
    python3 -m venv .venv
    .venv/bin/python -m pip install -e '.[dev]'

# Every check, as CI runs them.
check:
    .ci/checks

# Run the tests.
test:
    .ci/checks tests

# Lint, and check the formatting.
lint:
    .ci/checks lint

# Format the code and mend what ruff can.
format:
    .venv/bin/ruff format .
    .venv/bin/ruff check --fix .

# Check the types.
types:
    .ci/checks types

# Compare the shipped records with what extraction makes today.
extracted:
    .ci/checks extracted

# Make the shipped records again from the source documents.
records:
    .venv/bin/kg extract --no-text ../shared/corpus/*.txt -o extracted

# Raise the accuracy floors to what is reached.
floors:
    .venv/bin/python tests/test_accuracy.py

# Build the wheel and try it in an empty environment.
wheel:
    .ci/checks wheel
