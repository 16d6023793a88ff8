#!/bin/sh
# Prints every report of the corpus as text, Markdown and HTML, and reads each print: sh test/corpus/render.sh [PART OF A NAME]
# CORPUS=DIRECTORY takes another corpus made like this one.
set -eu
cd "$(dirname "$0")/../.."
. test/lib.sh

set_up
make_work
{ flock 9; make -s -j"$(nproc)" -f test/corpus/Makefile PROGRAM=test/corpus/render ${WERROR:+WERROR=1}; } 9<test/corpus/Makefile
status=0
build/corpus/test/corpus/render "${CORPUS:-test/corpus}" "$@" >"$WORK/log" 2>&1 || status=$?
grep -v '^# [0-9]* passed' "$WORK/log" || true
counts=$(sed -n 's/^# \([0-9]*\) passed, \([0-9]*\) failed, \([0-9]*\) skipped$/\1 \2 \3/p' "$WORK/log")
[ -n "$counts" ] || { say "# the program died (status $status)"; counts='0 1 0'; }
report render $counts
