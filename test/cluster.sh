#!/bin/sh
# Runs a command against a throw-away cluster that has gireport: sh test/cluster.sh [COMMAND...]
# Without a command: psql, in a database with the extension.
set -eu
cd "$(dirname "$0")/.."
. test/lib.sh
set_up
make_work
start_cluster
if [ $# = 0 ]; then
	psql -Xq -c 'CREATE EXTENSION gireport'
	set -- psql
fi
"$@"
