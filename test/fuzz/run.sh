#!/bin/sh
# Damages the corpus and sees that no figure comes back for another cell: [DAMAGED=100000] [SEED=1] sh test/fuzz/run.sh [PART OF A NAME]
# Each wrong number is kept below build/fuzz/wrong: wrong-N.txt says what, wrong-N.before and wrong-N.after are the texts.
set -eu
cd "$(dirname "$0")/../.."
. test/lib.sh

OUT=build/fuzz/wrong

set_up
make_work
{ flock 9; make -s -j"$(nproc)" -f test/corpus/Makefile OUT=build/fuzz PROGRAM=test/fuzz/damage ${WERROR:+WERROR=1}; } 9<test/corpus/Makefile
rm -rf "$OUT"
mkdir -p "$OUT"
status=0
build/fuzz/test/fuzz/damage "${CORPUS:-test/corpus}" "$OUT" "${DAMAGED:-20000}" "${SEED:-1}" "$@" >"$WORK/log" 2>&1 || status=$?
counts=$(sed -n 's/^# \([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$WORK/log")
grep -v '^# [0-9]* passed' "$WORK/log" || true
[ -n "$counts" ] || { say "# the fuzzer died (status $status)"; counts='0 1'; }
report fuzz $counts
