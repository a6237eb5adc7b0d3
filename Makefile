# Two commands are enough: `make run` and `make test`. GNU make 3.81 and later will do.

.DEFAULT_GOAL := help
.PHONY: help run dev test check score fuzz hostile doubling kills bench-backup bench-compare bench-search judge-search lock

python := .venv/bin/python
shared := $(or $(SHARED_DIR),../shared)
compile := uv pip compile --quiet --universal --python-version 3.12 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile

run: ## serve the archive on http://127.0.0.1:8000, having made all it needs
	@sh config/bootstrap.sh
	@$(python) manage.py serve

dev: ## the same for developers: debug pages, and a restart when code changes
	@sh config/bootstrap.sh dev
	@DEBUG=1 $(python) manage.py serve --reload

# Module by module in their order: those that start sites and the browser's, which take long, come
# first and not last, when one process would be left with them.
side_by_side = -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

test: ## run every test against a temporary PostgreSQL; TESTS="tests/test_x.py -x" runs some
	@sh config/bootstrap.sh dev
	@$(python) -m pytest $(or $(TESTS),$(side_by_side))

check: ## check style, layers, migrations, deployment settings and dependencies
	@sh config/bootstrap.sh dev
	$(python) -m ruff format --check .
	$(python) -m ruff check .
	git ls-files -z 'templates/*.html' | xargs -0 .venv/bin/djade --check --target-version 6.1
	git ls-files -z | xargs -0 .venv/bin/codespell
	.venv/bin/lint-imports --no-cache
	$(python) manage.py makemigrations --check --dry-run
	SITE_URL=https://archive.example $(python) manage.py check --deploy --fail-level INFO
	$(python) -m config.audit

score: ## score the reading of documents against the development data beside this folder
	@sh config/bootstrap.sh
	@test -d "$(shared)" || { echo "No development data at $(shared): set SHARED_DIR." >&2; exit 1; }
	@for corpus in parser-corpus/dev pdf; do \
		echo "== $$corpus"; \
		$(python) "$(shared)/parser-corpus/score.py" --manifest "$(shared)/$$corpus/manifest.json" \
			--jobs 1 --cmd-batch '$(python) manage.py parse --json --list {list}' || exit 1; \
	done

fuzz: ## read files changed at random; SEED=1 MINUTES=5 say which and how long
	@sh config/bootstrap.sh dev
	@SEED=$(or $(SEED),1) MINUTES=$(or $(MINUTES),5) $(python) benchmarks/fuzz.py

hostile: ## read each hostile file by a command of its own; measure time and memory
	@sh config/bootstrap.sh dev
	@$(python) benchmarks/hostile.py

doubling: ## show how the time of reading grows when what is hard to read is doubled
	@sh config/bootstrap.sh dev
	@$(python) benchmarks/doubling.py

kills: ## kill sending, reading and publishing at 200 lines of code; KILLS=500 SEED=1 say others
	@sh config/bootstrap.sh dev
	@KILLS=$(or $(KILLS),200) SEED=$(or $(SEED),1) $(python) -m pytest tests/test_faults.py -q -s

bench-backup: ## time backup and restore of 25,000 documents while drafts come in
	@sh config/bootstrap.sh dev
	@$(python) benchmarks/backup.py

bench-compare: ## time the comparing of two texts, of many paragraphs and of hard ones
	@sh config/bootstrap.sh dev
	@$(python) benchmarks/compare.py

bench-search: ## time searches of the whole corpus and of a million paragraphs, beside other engines
	@sh config/bootstrap.sh bench
	@$(python) benchmarks/searching --corpus "$(shared)/akn4un" --peers --load 60
	@$(python) benchmarks/searching --corpus "$(shared)/akn4un" --copies 2 --load 60

judge-search: ## measure best match, and other rankings, against the judgement of a reader
	@sh config/bootstrap.sh dev
	@$(python) -m pytest tests/search/test_judged.py -q -s

lock: ## compile the pinned requirements anew (needs uv); they name no package index
	$(compile) pyproject.toml -o requirements.txt
	$(compile) --group postgres -c requirements.txt -o requirements-postgres.txt
	$(compile) --group s3 -c requirements.txt -o requirements-s3.txt
	$(compile) --group dev -c requirements.txt -c requirements-postgres.txt \
		-c requirements-s3.txt -o requirements-dev.txt
	$(compile) --group bench -c requirements.txt -c requirements-dev.txt -o requirements-bench.txt
