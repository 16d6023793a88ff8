#!/bin/sh
# One golden for each code of the catalogue: test/findings/golden/CODE.sql is the input, CODE.out the complete finding.
# Also compares docs/FINDINGS.md, which is made of the catalogue and the goldens: sh test/findings/run.sh [--update] [CODE...]
# --update writes both; without it a code without a golden, another finding or a stale document fails.
set -eu
cd "$(dirname "$0")/../.."
. test/lib.sh

DOCUMENT=docs/FINDINGS.md
GOLDEN=test/findings/golden

update= only=
for argument; do
	case $argument in
		--update) update=1 ;;
		*) only="$only $argument" ;;
	esac
done

query() { psql -Xqt -P format=unaligned -v ON_ERROR_STOP=1 "$@"; }

# finding CODE: the golden's output, one column a line.
finding() { psql -Xqtx -P format=unaligned -P 'fieldsep=: ' -v ON_ERROR_STOP=1 -f test/findings/base.sql -f "$GOLDEN/$1.sql"; }

fail() { failed=$((failed + 1)); say "not ok - $*"; }

# golden CODE: runs it, and takes its output over or compares.
golden() {
	if [ ! -e "$GOLDEN/$1.sql" ]; then fail "$1 has no $GOLDEN/$1.sql"; return; fi
	finding "$1" >"$WORK/out/$1.out" 2>&1 || { fail "$GOLDEN/$1.sql"; sed 's/^/#   /' "$WORK/out/$1.out"; return; }
	if [ "$(grep -c "^code: $1\$" "$WORK/out/$1.out")" != 1 ] || [ "$(grep -c '^code: ' "$WORK/out/$1.out")" != 1 ]; then
		fail "$GOLDEN/$1.sql does not give exactly one finding $1"
		sed 's/^/#   /' "$WORK/out/$1.out"
	elif [ -n "$update" ]; then
		cat "$WORK/out/$1.out" >"$GOLDEN/$1.out"
		passed=$((passed + 1))
	elif diff -u "$GOLDEN/$1.out" "$WORK/out/$1.out" >"$WORK/diff" 2>&1; then
		passed=$((passed + 1))
	else
		fail "$1 is another finding than in $GOLDEN/$1.out; to take it over: sh test/findings/run.sh --update $1"
		sed 's/^/#   /' "$WORK/diff"
	fi
}

# Files in the directory whose code is not in the catalogue.
strays() {
	for file in "$GOLDEN"/*; do
		code=${file##*/}
		printf '%s\n' $codes | grep -qx "${code%.*}" || fail "$file belongs to no code of the catalogue"
	done
}

document() {
	for code in $codes; do
		printf '%s\t%s\t%s\n' "$code" "$(sed -n 's/^message: //p' "$GOLDEN/$code.out")" "$(sed -n 's/^message_zh: //p' "$GOLDEN/$code.out")"
	done >"$WORK/examples"
	query -c 'CREATE TABLE example (code text, message text, message_zh text)' -c "\\copy example FROM '$WORK/examples'"
	query -f test/findings/document.sql
}

set_up
make_work
start_cluster
mkdir "$WORK/out"
passed=0 failed=0
query -c 'CREATE EXTENSION gireport'
codes=$(query -c 'SELECT code FROM gireport_finding_codes()')
for code in ${only:-$codes}; do golden "$code"; done
if [ -z "$only" ] && [ "$failed" -eq 0 ]; then
	strays
	document >"$WORK/document"
	if [ -n "$update" ]; then
		cat "$WORK/document" >"$DOCUMENT"
	elif cmp -s "$WORK/document" "$DOCUMENT"; then
		passed=$((passed + 1))
	else
		fail "$DOCUMENT is stale; to make it anew: sh test/findings/run.sh --update"
		diff "$DOCUMENT" "$WORK/document" | grep '^[<>]' | head -40 || true
	fi
fi
report findings "$passed" "$failed"
