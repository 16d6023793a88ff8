#!/bin/sh
# The main job on the sample reports, from nothing: installs what is missing, builds, starts a throw-away PostgreSQL
# server on a unix socket, reads and stores the reports, and shows the result. Leaves nothing running.
set -eu
cd "$(dirname "$0")/.."
. test/lib.sh
set_up
make_work
say "# building gireport for $("$PG_CONFIG" --version)"
start_cluster
say '# a throw-away server is up; running test/demo.sql'
say ''
psql -Xq <test/demo.sql 2>&1
say ''
say '# done; the server is stopped and its files are gone'
