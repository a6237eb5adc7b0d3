#!/bin/sh
# Score the reading of documents against the goldens in the folder of development data.
set -eu
cd "$(dirname "$0")/.."
shared=$1
scorer=$shared/parser-corpus/score.py

if [ ! -f "$scorer" ]; then
    echo "There is no development data at $shared: set SHARED_DIR to its folder." >&2
    exit 1
fi
for manifest in parser-corpus/dev/manifest.json pdf/manifest.json; do
    echo "== $manifest"
    .venv/bin/python "$scorer" --manifest "$shared/$manifest" --jobs 1 \
        --cmd-batch ".venv/bin/python manage.py parse --json --list {list}"
done
