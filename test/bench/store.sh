#!/bin/sh
# What roll-up and the view between years cost on a whole country: sh test/bench/store.sh
# BENCH_REPORTS parsed reports to be added up (1000000); BENCH_AGENCIES agencies with six years each (200000). Takes some
# minutes and 2 GB of disk; the reports are a few samples over and over, with figures that differ from year to year.
set -eu
cd "$(dirname "$0")/../.."
. test/lib.sh

set_up
make_work
start_cluster
psql -Xqt -P format=unaligned -v ON_ERROR_STOP=1 -v reports="${BENCH_REPORTS:-1000000}" -v agencies="${BENCH_AGENCIES:-200000}" \
	-f test/bench/store.sql
