#!/bin/sh
# Ratios, all taken in one run on one throw-away server: sh test/bench/run.sh. Prints a Markdown table.
# BENCH_ROWS reports (3000), BENCH_REPEATS interleaved repetitions (7), of which the median counts.
set -eu
cd "$(dirname "$0")/../.."
. test/lib.sh

rows=${BENCH_ROWS:-3000} repeats=${BENCH_REPEATS:-7}

cpu() { sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1; }

commit() { git_ rev-parse --short HEAD 2>/dev/null || say 'no commit'; }

set_up
make_work
make -s -f test/corpus/Makefile OUT=build/bench PROGRAM=test/bench/html SANITIZE=
start_cluster
cat <<-EOF
- machine: $(cpu), $(nproc) processors
- date: $(date -u +%Y-%m-%d)
- server: $("$PG_CONFIG" --version), gireport $(sed -n "s/^default_version *= *'\(.*\)'/\1/p" gireport.control) at $(commit)
- command: \`BENCH_ROWS=$rows BENCH_REPEATS=$repeats sh test/bench/run.sh\` ($rows reports, median of $repeats)

EOF
sax=$(build/bench/test/bench/html -r 200 test/corpus/converted/c19-02.html-raw.txt test/corpus/converted/c21-08.soffice-docx.txt |
	sed -n 's/^sax \([0-9.]*\) us.*/\1/p')
psql -Xqt -P format=unaligned -v ON_ERROR_STOP=1 -v rows="$rows" -v repeats="$repeats" -v sax="$sax" -f test/bench/bench.sql
