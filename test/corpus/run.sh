#!/bin/sh
# Reads every text of the corpus and compares with what its report says: sh test/corpus/run.sh [--update] [-v] [PART OF A NAME]
# Also compares the table in docs/LAYOUTS.md; --update writes it, and raises the floors in test/corpus/tools.txt.
# -v lists the cells that could not be told. CORPUS=DIRECTORY reads another corpus made like this one.
set -eu
cd "$(dirname "$0")/../.."
. test/lib.sh

DOCUMENT=docs/LAYOUTS.md
CORPUS=${CORPUS:-test/corpus}

# with_table TABLE: the document with that table between its markers.
with_table() {
	awk -v table="$1" '
		/^<!-- table:/ { print; while ((getline line <table) > 0) print line; skip = 1; next }
		/^<!-- end of the table/ { skip = 0 }
		!skip' "$DOCUMENT"
}

update= verbose= only=
for argument; do
	case $argument in
		--update) update=1 ;;
		-v) verbose=-v ;;
		*) only=$argument ;;
	esac
done

set_up
make_work
{ flock 9; make -s -j"$(nproc)" -f test/corpus/Makefile ${WERROR:+WERROR=1}; } 9<test/corpus/Makefile
status=0
build/corpus/test/corpus/read "$CORPUS" -table "$WORK/table" -floors "$WORK/tools" $verbose $only >"$WORK/log" 2>&1 || status=$?
grep -v '^# [0-9]* passed' "$WORK/log" || true
counts=$(sed -n 's/^# \([0-9]*\) passed, \([0-9]*\) failed, \([0-9]*\) skipped$/\1 \2 \3/p' "$WORK/log")
[ -n "$counts" ] || { say "# the reader died (status $status)"; counts='0 1 0'; }
set -- $counts

if [ "$CORPUS" != test/corpus ] || [ -n "$only" ]; then
	cat "$WORK/table"
elif [ "$status" -gt 1 ]; then
	:
elif [ -n "$update" ]; then
	with_table "$WORK/table" >"$WORK/document"
	cat "$WORK/document" >"$DOCUMENT"
	cat "$WORK/tools" >test/corpus/tools.txt
	tail -1 "$WORK/table"
elif with_table "$WORK/table" | cmp -s - "$DOCUMENT"; then
	set -- $(($1 + 1)) "$2" "$3"
else
	say "not ok - $DOCUMENT shows another table than this run; to take it over: sh test/corpus/run.sh --update"
	with_table "$WORK/table" | diff "$DOCUMENT" - | grep '^[<>]' | head -40 || true
	set -- "$1" $(($2 + 1)) "$3"
fi
report corpus "$@"
