#!/bin/sh
# What the planner is told that each function costs, against what it takes: sh test/bench/cost.sh. Prints a Markdown table.
# COST counts calls of a simple operator. As the unit serves the median of operators of PostgreSQL that have COST 1 and differ
# widely (integers, texts, numerics, timestamps, arrays). Timed on whole reports, net of a query that reads the same values.
set -eu
cd "$(dirname "$0")/../.."
. test/lib.sh

set_up
make_work
start_cluster
say "- machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(nproc) processors; $(date -u +%Y-%m-%d); $("$PG_CONFIG" --version)"
say '- command: `sh test/bench/cost.sh`'
say ''
psql -Xqt -P format=unaligned -v ON_ERROR_STOP=1 -v rows="${BENCH_ROWS:-2000}" -v repeats="${BENCH_REPEATS:-5}" -f test/bench/cost.sql
