#!/bin/sh
# Precision and recall of the statements over labelled sentences: sh test/narratives/run.sh [-v] [FILE...]
# Floors hold for all of them together, for sample.jsonl alone, for sentences combined of parts (combine.pl), and for the prose of the corpus of converted reports. -v lists what is wrong or missing; with files, only these and no floors.
set -eu
cd "$(dirname "$0")/../.."
. test/lib.sh

FLOOR_PRECISION=0.995 FLOOR_RECALL=0.99
PROGRAM=build/narratives/test/narratives/say

verbose=
[ "${1:-}" != -v ] || { verbose=-v; shift; }
set_up
make_work
{ flock 9; make -s -j"$(nproc)" -f test/corpus/Makefile PROGRAM=test/narratives/say OUT=build/narratives ${WERROR:+WERROR=1}; } 9<test/narratives/say.c
if [ $# -gt 0 ]; then
	exec perl test/narratives/compare.pl $PROGRAM -v "$@"
fi

passed=0 failed=0
# hold NAME PRECISION RECALL FILE...: both floors are tests.
hold() {
	name=$1 precision=$2 recall=$3
	shift 3
	perl test/narratives/compare.pl $PROGRAM $verbose "$@" >"$WORK/$name" || say 'all 0 1 1' >>"$WORK/$name"
	set -- $(tail -1 "$WORK/$name")
	result=$(awk -v r="$2" -v f="$3" -v m="$4" -v p="$precision" -v c="$recall" 'BEGIN { print (r > 0 && r >= p * (r + f)) + (r > 0 && r >= c * (r + m)) }')
	passed=$((passed + result)) failed=$((failed + 2 - result))
	[ "$result" -eq 2 ] || say "not ok - $name: $2 right, $3 false, $4 missing; floors $precision and $recall"
}
hold sample 1 1 test/narratives/sample.jsonl
perl test/narratives/combine.pl >"$WORK/combined.txt"
hold combined 1 1 "$WORK/combined.txt"
hold corpus 1 0.85 test/narratives/corpus.docs
hold all $FLOOR_PRECISION $FLOOR_RECALL test/narratives/sample.jsonl test/narratives/*.txt
sed '$d' "$WORK/all"
report narratives "$passed" "$failed"
