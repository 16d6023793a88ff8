#!/bin/sh
# Unit tests of the core, without a server, under AddressSanitizer and UBSan: sh test/unit.sh [NAME...]
# Each test/unit/NAME.c has a main(), prints TAP lines ("ok 1 - ...", "not ok 2 - ...") and exits non-zero on failure.
set -eu
cd "$(dirname "$0")/.."
. test/lib.sh

# run_one NAME: a program that dies has failed, whatever its lines say.
run_one() {
	log=build/unit/$1.log status=0
	timeout "${UNIT_SECONDS:-300}" build/unit/"$1" >"$log" 2>&1 || status=$?
	ok=$(grep -c '^ok ' "$log") || true
	bad=$(grep -c '^not ok ' "$log") || true
	if [ "$status" -ne 0 ] || [ "$bad" -gt 0 ] || [ "$ok" -eq 0 ]; then
		grep -v '^ok ' "$log" | head -60
		[ "$bad" -gt 0 ] || bad=1
	fi
	say "# $1: $ok ok, $bad not ok"
	passed=$((passed + ok)) failed=$((failed + bad))
}

set_up
{ flock 9; make -s -j"$(nproc)" -f test/unit/Makefile ${WERROR:+WERROR=1}; } 9<test/unit/Makefile
[ $# -gt 0 ] || set -- $(ls test/unit/*.c | sed 's|.*/\(.*\)\.c|\1|')
passed=0 failed=0
for name; do run_one "$name"; done
report unit "$passed" "$failed"
