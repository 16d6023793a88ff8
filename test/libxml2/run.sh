#!/bin/sh
# make check-libxml2: the same cells on every libxml2. Builds test/libxml2/dump.c and the unit tests of HTML in minimal roots of several
# Debian releases, and compares what comes out of the corpus's pages, hostile pages and damaged pages with this machine's. Needs root.
# LIBXML2_SUITES names the releases, MUTATED the damaged documents of each page (400). Prints a Markdown table.
set -eu
cd "$(dirname "$0")/../.."
. test/lib.sh

SUITES=${LIBXML2_SUITES:-bullseye trixie sid}
MUTATED=${MUTATED:-400}

# The mirror that this machine uses, found at run time.
mirror() {
	apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' "Codename: $(. /etc/os-release && say "$VERSION_CODENAME")" |
		sort -u | head -1
}

pages() { grep -lE '^[[:space:]]*<' test/corpus/converted/*.txt test/corpus/own/*.txt; }

# make_root SUITE: with a compiler and the two libraries, little else.
make_root() {
	mmdebstrap -q --variant=apt --include=make,gcc,libc6-dev,pkg-config,libicu-dev,libxml2-dev --dpkgopt=force-unsafe-io \
		--dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
		--aptopt='Acquire::Check-Valid-Until "false"' "$1" "$WORK/$1" "deb $(mirror) $1 main" >"$WORK/$1.log" 2>&1
}

# Runs in a root, and here: the unit tests, then the dump, in the working directory.
in_tree='
	make -s -j2 -f test/corpus/Makefile OUT=build/libxml2 PROGRAM=test/libxml2/dump SANITIZE= >&2 &&
	make -s -j2 -f test/unit/Makefile build/unit/cells_html build/unit/places >&2 &&
	{ ok=0 bad=0
	for test in cells_html places; do
		build/unit/$test >build/$test.log 2>&1 || echo "not ok - $test" >>build/$test.log
		ok=$((ok + $(grep -c "^ok " build/$test.log))) bad=$((bad + $(grep -c "^not ok " build/$test.log)))
	done
	grep -h "^not ok" build/cells_html.log build/places.log >&2
	echo "libxml2 $(pkg-config --modversion libxml-2.0) unit $ok $bad"; } &&
	build/libxml2/test/libxml2/dump -n "$0" "$@"'

in_root() {
	root=$1
	mkdir "$root/tree"
	list_files | tar -cf - -T - | tar -xf - -C "$root/tree" --no-same-owner
	unshare --mount --pid --fork --kill-child sh -c '
		mount --make-rprivate / && mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" || exit 1
		root=$1 program=$2
		shift 2
		chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/ LC_ALL=C.UTF-8 sh -c "cd /tree && exec sh -c \"\$0\" \"\$@\"" "$program" "$@"' \
		in_root "$root" "$in_tree" "$MUTATED" $(pages)
}

# compare NAME: lines of the dump that differ from this machine's.
compare() {
	version=$(sed -n '1s/libxml2 \([^ ]*\) unit.*/\1/p' "$WORK/$1.dump")
	ok=$(sed -n '1s/.* unit \([0-9]*\) .*/\1/p' "$WORK/$1.dump") bad=$(sed -n '1s/.* unit [0-9]* //p' "$WORK/$1.dump")
	documents=$(($(wc -l <"$WORK/$1.dump") - 1))
	pages_differ=$(tail -n +2 "$WORK/$1.dump" | diff "$WORK/here" - | grep -c '^>' || true)
	figures_differ=$(tail -n +2 "$WORK/$1.dump" | sed 's/ status.* figures/ figures/' | diff "$WORK/here.figures" - | grep -c '^>' || true)
	tail -n +2 "$WORK/$1.dump" | diff "$WORK/here" - >"$WORK/differ" || true
	grep '^[<>]' "$WORK/differ" | grep -v '~' | head -10 | sed 's/^/# /' >&2 || true
	whole=$(grep '^>' "$WORK/differ" | grep -v '~' | grep -vc 'hostile-' || true)
	hostile=$(grep -c '^> hostile-' "$WORK/differ" || true)
	say "| $version | $1 | ${ok:-0} of $((${ok:-0} + ${bad:-1})) | $whole of $(pages | wc -l) | $hostile of $(grep -c '^hostile-' "$WORK/here") | $((pages_differ - whole - hostile)) of $((documents - $(grep -vc '~' "$WORK/here"))) | $figures_differ |"
	# broken markup is another matter: see docs/LAYOUTS.md
	if [ "$documents" -eq "$(wc -l <"$WORK/here")" ] && [ "${bad:-1}" -eq 0 ] && [ "$whole" -eq 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
	fi
}

[ "$(id -u)" = 0 ] || exec sudo sh test/libxml2/run.sh
command -v mmdebstrap >/dev/null || { apt_get update; install_packages mmdebstrap; }
set_up
make_work
passed=0 failed=0
sh -c "$in_tree" "$MUTATED" $(pages) >"$WORK/here.dump"
tail -n +2 "$WORK/here.dump" >"$WORK/here"
sed 's/ status.* figures/ figures/' "$WORK/here" >"$WORK/here.figures"
say '| libxml2 | release | unit tests | pages that differ | hostile pages that differ | damaged pages that differ | in their figures |'
say '|---|---|--:|--:|--:|--:|--:|'
compare here
for suite in $SUITES; do
	if make_root "$suite" && in_root "$WORK/$suite" >"$WORK/$suite.dump" 2>"$WORK/$suite.errors"; then
		compare "$suite"
	else
		tail -5 "$WORK/$suite.log" "$WORK/$suite.errors" >&2 || true
		failed=$((failed + 1))
	fi
	[ -z "${DUMPS:-}" ] || cp "$WORK/$suite.dump" "$WORK/here" "$DUMPS/"
	rm -rf "${WORK:?}/$suite"
done
report libxml2 "$passed" "$failed"
