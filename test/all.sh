#!/bin/sh
# Sets everything up and runs all tests; ends with "N passed, N failed". WERROR=1: warnings are errors.
set -eu
cd "$(dirname "$0")/.."
. test/lib.sh

# Each suite is a program that ends with the line "NAME: N passed, N failed". Those without a server run beside those
# with one; the bench runs alone and decides nothing.
suite() {
	name=$1
	shift
	status=0
	"$@" >"$WORK/$name.out" 2>&1 || status=$?
	say "$status" >"$WORK/$name.status"
}

start_serverless() {
	{
		suite lint sh test/lint.sh
		suite unit sh test/unit.sh
		suite narratives sh test/narratives/run.sh
		suite cost sh test/cost/run.sh
		[ ! -e test/fuzz/run.sh ] || suite fuzz sh test/fuzz/run.sh
		suite instructions sh test/bench/instructions.sh
	} &
	serverless=$!
}

run_suites_with_server() {
	suite regress sh test/check.sh
	suite tap sh test/tap.sh
	suite findings sh test/findings/run.sh
	[ ! -e test/corpus/run.sh ] || suite corpus sh test/corpus/run.sh
	suite render sh test/corpus/render.sh
	! { command -v chromium && command -v pdftotext; } >/dev/null || suite screen sh test/screen/run.sh
	suite country sh test/country.sh
}

# A suite that stopped without its line, or that failed without a failed test, counts as one failure.
add_up() {
	[ -e "$WORK/$1.out" ] || return 0
	say "== $1"
	cat "$WORK/$1.out"
	set -- "$1" $(sed -n "s/^$1: \([0-9]*\) passed, \([0-9]*\) failed.*/\1 \2/p" "$WORK/$1.out" | tail -1)
	suite_failed=${3:-1}
	if [ "$(cat "$WORK/$1.status")" -ne 0 ] && [ "$suite_failed" -eq 0 ]; then suite_failed=1; fi
	passed=$((passed + ${2:-0})) failed=$((failed + suite_failed))
}

short_bench() {
	say '== bench (short; decides nothing)'
	BENCH_ROWS=${BENCH_ROWS:-300} BENCH_REPEATS=${BENCH_REPEATS:-3} sh test/bench/run.sh 2>&1 || say '# the bench stopped'
}

set_up $PACKAGES_TEST
make_work
# A warning shows only when its file is compiled.
[ -z "${WERROR:-}" ] || pgxs clean >/dev/null
STAGE=$WORK/stage
say "# building for $("$PG_CONFIG" --version)"
if build "$STAGE"; then
	export STAGE
	start_serverless
	run_suites_with_server
	wait "$serverless"
else
	say 'build: 0 passed, 1 failed' >"$WORK/build.out"
	say 1 >"$WORK/build.status"
fi

passed=0 failed=0
for name in build lint unit narratives cost regress tap findings corpus render screen country fuzz instructions; do add_up "$name"; done
[ "$failed" -gt 0 ] || short_bench
say ''
say "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
