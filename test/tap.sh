#!/bin/sh
# TAP programs in test/t, which make clusters of their own: sh test/tap.sh [FILE...]
set -eu
cd "$(dirname "$0")/.."
. test/lib.sh

# PostgreSQL's test modules start servers, which refuse root, and the tree may be closed to others: hence the copy.
copy_tests() {
	mkdir "$WORK/tap"
	cp -R test/t test/samples "$WORK/tap/"
	[ "$(id -u)" != 0 ] || chown -R "$SERVER_USER" "$WORK/tap"
}

count() { grep -cE "$1" "$WORK/tap.log" || true; }

set_up $PACKAGES_TEST
make_work
stage
SERVER_USER=$(server_user)
copy_tests
[ $# -gt 0 ] || set -- test/t/*.pl
for file; do programs="${programs:-} t/${file##*/}"; done

status=0
(
	cd "$WORK/tap"
	as_server env HOME="$WORK/tap" PATH="$PGBIN:$PATH" TESTDIR="$WORK/tap" TESTDATADIR="$WORK/tap/data" TESTLOGDIR="$WORK/tap/log" \
		TEMP_CONFIG="$WORK/server.conf" PG_REGRESS="$PGXS_DIR/test/regress/pg_regress" PERL5LIB="$PGXS_DIR/test/perl" \
		timeout "${TAP_SECONDS:-900}" prove -v $programs
) >"$WORK/tap.log" 2>&1 || status=$?
if [ "$status" -eq 0 ]; then grep -E '^(t/|All tests|Files=)' "$WORK/tap.log" | grep -v '^t/.*\.\. *$' || true; else cat "$WORK/tap.log"; fi

skipped=$(count '^ok .*# (SKIP|skip)')
passed=$(($(count '^ok ') - skipped))
failed=$(count '^not ok [^#]*($|#[^T]*$)')
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
report tap "$passed" "$failed" "$skipped"
