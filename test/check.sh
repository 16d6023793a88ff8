#!/bin/sh
# pg_regress over sql/ and expected/, in a throw-away cluster: sh test/check.sh [SUITE...]
# Also the isolation tester over test/specs, when there are any.
set -eu
cd "$(dirname "$0")/.."
. test/lib.sh

# One line a test in every version: "test x ... ok" up to 15, "ok 1 - x" since 16.
PASSED='^(test|     ) .*\.\.\. ok|^ok +[0-9]'
FAILED='^(test|     ) .*\.\.\. (FAILED|failed)|^not ok +[0-9]'

suites() { if [ $# -gt 0 ]; then say "$@"; else ls sql/*.sql 2>/dev/null | sed 's|.*/\(.*\)\.sql|\1|'; fi; }

# A server can end a test run without a word on one of its tests, so a failed run counts as one failure at least.
tally() {
	passed=$((passed + $(grep -cE "$PASSED" "$1")))
	failures=$(grep -cE "$FAILED" "$1") || failures=0
	[ "$2" -eq 0 ] || [ "$failures" -gt 0 ] || failures=1
	failed=$((failed + failures))
}

regress() {
	status=0
	"$PGXS_DIR/test/regress/pg_regress" --inputdir=. --outputdir="$WORK" --bindir="$PGBIN" --encoding=UTF8 --no-locale \
		--load-extension=gireport --dbname=gireport_regress $(suites "$@") >"$WORK/regress.log" 2>&1 || status=$?
	cat "$WORK/regress.log"
	[ "$status" -eq 0 ] || show_differences "$WORK"
	tally "$WORK/regress.log" "$status"
}

isolation() {
	[ -d test/specs ] || return 0
	status=0
	mkdir "$WORK/isolation"
	PATH=$PGXS_DIR/test/isolation:$PATH "$PGXS_DIR/test/isolation/pg_isolation_regress" --inputdir=test --outputdir="$WORK/isolation" \
		--bindir="$PGBIN" --encoding=UTF8 --no-locale --load-extension=gireport --dbname=gireport_isolation \
		$(ls test/specs/*.spec | sed 's|.*/\(.*\)\.spec|\1|') >"$WORK/isolation.log" 2>&1 || status=$?
	cat "$WORK/isolation.log"
	[ "$status" -eq 0 ] || show_differences "$WORK/isolation"
	tally "$WORK/isolation.log" "$status"
}

show_differences() {
	if [ -s "$1/regression.diffs" ]; then head -"${DIFF_LINES:-200}" "$1/regression.diffs"
	else tail -20 "$WORK/run/server.log"
	fi
}

passed=0 failed=0
set_up
make_work
start_cluster
regress "$@"
[ $# -gt 0 ] || isolation
report regress "$passed" "$failed"
