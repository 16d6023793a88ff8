#!/bin/sh
# What reading HTML costs, against libxml2's own push pass with empty handlers over the same bytes: sh test/bench/html.sh [FILE...]
# Prints a Markdown table of instructions (valgrind; net of the program's start) and one line of times for each stage.
# Without files: the pages of the corpus and test/corpus/own, one by one and together.
set -eu
cd "$(dirname "$0")/../.."
. test/lib.sh

OUT=build/bench

# count STAGE FILE...: instructions of one reading, net of the start.
count() {
	stage=$1
	shift
	for rounds in 1 3; do
		valgrind --tool=callgrind --callgrind-out-file=/dev/null "$OUT/test/bench/html" -r $rounds -w "$stage" "$@" 2>&1 >/dev/null |
			sed -n 's/.*Collected *: *//p'
	done | awk 'NR == 1 { one = $1 } END { printf "%d\n", ($1 - one) / 2 }'
}

row() {
	name=$1
	shift
	sax=$(count sax "$@") page=$(count page "$@") report=$(count report "$@")
	awk -v n="$name" -v s="$sax" -v p="$page" -v r="$report" \
		'BEGIN { printf "| %s | %d | %d | %.2f | %d | %.2f |\n", n, s, p, p / s, r, r / s }'
}

set_up
command -v valgrind >/dev/null || install_packages valgrind
make -s -f test/corpus/Makefile OUT=$OUT PROGRAM=test/bench/html SANITIZE=
[ $# -gt 0 ] || set -- $(grep -lE '^[[:space:]]*<' test/corpus/converted/*html-raw* test/corpus/converted/*soffice-* \
	test/corpus/converted/*pandoc-docx-html* test/corpus/converted/*mammoth-html* test/corpus/converted/*sheetjs-html* test/corpus/own/H*)
say "libxml2 $(xml2-config --version), $(uname -m), $(date -u +%Y-%m-%d); instructions of one reading"
say ''
say '| page | libxml2 | text and cells | ratio | whole report | ratio |'
say '|---|---:|---:|---:|---:|---:|'
for file; do row "$(basename "$file" .txt)" "$file"; done
[ $# -eq 1 ] || row 'all together' "$@"
say ''
say "# times, shortest of ${ROUNDS:-200} rounds:"
"$OUT/test/bench/html" -r "${ROUNDS:-200}" "$@" | sed 's/^/# /'
