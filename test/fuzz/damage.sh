#!/bin/sh
# Damages the corpus and sees that no figure comes back for another cell: [DAMAGED=100000] [SEED=1] sh test/fuzz/damage.sh [PART OF A NAME]
# The texts of one seed are always the same. PLAIN=1 leaves out the sanitizers and is five times as fast.
# The first wrong number of each kind is kept below build/fuzz/wrong: wrong-N.txt says what, wrong-N.before and wrong-N.after are the texts.
set -eu
cd "$(dirname "$0")/../.."
. test/lib.sh

BUILD=build/fuzz${PLAIN:+-plain}
OUT=$BUILD/wrong

set_up
make_work
{ flock 9; make -s -j"$(nproc)" -f test/corpus/Makefile OUT="$BUILD" PROGRAM=test/fuzz/damage ${PLAIN:+SANITIZE=} ${WERROR:+WERROR=1}; } 9<test/corpus/Makefile
rm -rf "$OUT"
mkdir -p "$OUT"
status=0
"$BUILD/test/fuzz/damage" "${CORPUS:-test/corpus}" "$OUT" "${DAMAGED:-20000}" "${SEED:-1}" "$@" >"$WORK/log" 2>&1 || status=$?
counts=$(sed -n 's/^# \([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$WORK/log")
grep -v '^# [0-9]* passed' "$WORK/log" || true
[ -n "$counts" ] || { say "# the fuzzer died (status $status)"; counts='0 1'; }
report fuzz $counts
