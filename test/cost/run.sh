#!/bin/sh
# What reading costs on texts made to be expensive (test/cost/cost.c): sh test/cost/run.sh [-f]
# Memory, polls and cancels at four sizes, up to 4 MB. -f (make check-cost): also at 50 MB, and the instructions of twice the text
# against those of half of it, counted by valgrind: some minutes.
set -eu
cd "$(dirname "$0")/../.."
. test/lib.sh

PROGRAM=build/cost/test/cost/cost

# instructions MEGABYTES SHAPE
instructions() {
	valgrind --tool=callgrind --callgrind-out-file=/dev/null "$PROGRAM" -1 -m "$1" "$2" 2>&1 | sed -n 's/.*Collected *: *//p'
}

# The text is made by the same program: its part is linear, and small. 30 million are the program's start, and what a limit allows.
compare_instructions() {
	sed -n 's/.*{\.name = "\([^"]*\)".*/\1/p' test/cost/cost.c >"$WORK/shapes"
	while read -r shape; do
		half=$(instructions 0.25 "$shape") full=$(instructions 0.5 "$shape")
		say "# $shape: $half instructions for 256 kB, $full for 512 kB"
		if [ "$full" -le $((2 * half + half / 5 + 5000000)) ]; then passed=$((passed + 1))
		else failed=$((failed + 1)); say "not ok - $shape is not linear"; fi
	done <"$WORK/shapes"
}

set_up
make_work
{ flock 9; make -s -j"$(nproc)" -f test/corpus/Makefile OUT=build/cost PROGRAM=test/cost/cost SANITIZE= ${WERROR:+WERROR=1}; } 9<test/corpus/Makefile
passed=0 failed=0
for size in '' ${1:+50}; do
	timeout 900 "$PROGRAM" ${size:+-v -m $size} >"$WORK/log" 2>&1 || true
	grep -v '^cost:' "$WORK/log" || true
	set -- $(sed -n 's/^cost: \([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$WORK/log") ${1:+"$1"}
	[ $# -ge 2 ] || set -- 0 1
	passed=$((passed + $1)) failed=$((failed + $2))
	shift 2
done
if [ $# -gt 0 ]; then
	command -v valgrind >/dev/null || install_packages valgrind
	compare_instructions
fi
report cost "$passed" "$failed"
