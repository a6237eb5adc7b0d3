#!/bin/sh
# Compile pyproject.toml into pinned requirements with hashes, good for Linux and macOS.
# The files name no package index: that is each machine's own affair.
set -eu
cd "$(dirname "$0")/.."

compile() {
    uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-header \
        --no-annotate --no-emit-index-url --no-emit-find-links "$@"
}

compile pyproject.toml --output-file requirements.txt
compile --group postgres --constraint requirements.txt --output-file requirements-postgres.txt
compile --group dev --constraint requirements.txt --constraint requirements-postgres.txt \
    --output-file requirements-dev.txt
