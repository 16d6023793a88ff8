#!/bin/sh
# Keeps count of the instructions that reading takes, shape by shape: sh test/bench/instructions.sh [--update]
# Counted by callgrind, without the program's start, in texts below test/ that test/bench/instructions.txt lists with their counts.
# Growth by more than 5 % fails; --update writes the list anew, and so announces it.
#
# Counts can be compared only where compiler, libraries and processor are the same (the first line of the list). Elsewhere they are
# compared as multiples of a reference, a loop over the first text, and only to half as much again; what is within counts as skipped.
set -eu
cd "$(dirname "$0")/../.."
. test/lib.sh

LIST=test/bench/instructions.txt
PROGRAM=test/bench/instructions

# What the counts depend on. libc chooses its memchr() by the processor.
platform() {
	printf '%s %s, libc %s, libxml2 %s, %s, %s%s\n' "${CC:-gcc}" "$(${CC:-gcc} -dumpfullversion -dumpversion)" "$(getconf GNU_LIBC_VERSION 2>/dev/null || say unknown)" \
		"$(pkg-config --modversion libxml-2.0)" "$(valgrind --version)" "$(uname -m)" \
		"$(grep -qw avx2 /proc/cpuinfo 2>/dev/null && say ' with avx2' || true)"
}

# count NAME...: a line "NAME COUNT" for the reference and each text.
count() {
	valgrind -q --tool=callgrind --toggle-collect=measured --dump-after=measured --callgrind-out-file="$WORK/count" \
		build/instructions/$PROGRAM "$@" >"$WORK/valgrind" 2>&1 || { cat "$WORK/valgrind" >&2; return 1; }
	n=1
	for name in reference "$@"; do
		say "$name $(sed -n 's/^summary: //p' "$WORK/count.$n")"
		n=$((n + 1))
	done
}

case ${1:-} in
	'' | --update) ;;
	*) die "usage: sh test/bench/instructions.sh [--update]" ;;
esac
set_up valgrind
if ! command -v valgrind >/dev/null; then
	say '# there is no valgrind: nothing was counted'
	say 'instructions: 0 passed, 0 failed, 1 skipped'
	exit 0
fi
make_work
{ flock 9; make -s -j"$(nproc)" -f test/corpus/Makefile OUT=build/instructions PROGRAM=$PROGRAM SANITIZE= ${WERROR:+WERROR=1}; } 9<test/corpus/Makefile
count $(sed -n 's/^\([^# ][^ ]*\) .*/\1/p' $LIST | grep -vx reference) >"$WORK/now"

if [ "${1:-}" = --update ]; then
	{ say "# $(platform)"; grep '^# ' $LIST | sed 1d; cat "$WORK/now"; } >"$WORK/list"
	diff $LIST "$WORK/list" || true
	cat "$WORK/list" >$LIST
	exit 0
fi
same=
if [ "# $(platform)" = "$(head -1 $LIST)" ]; then
	same=1
else
	say "# counted with $(head -1 $LIST | cut -c3-)"
	say "# here it is   $(platform)"
fi
counts=$(awk -v same="$same" '
	/^#/ { next }
	FILENAME == ARGV[1] { was[$1] = $2; next }
	$1 == "reference" { scale = same ? 1 : $2 / was[$1]; limit = same ? 1.05 : 1.5; next }
	{
		grown = $2 / (was[$1] * scale)
		if (grown > limit) {
			failed++
			printf "not ok - %s: %d instructions, %.1f %% more than %s%d; if that is meant: sh test/bench/instructions.sh --update\n",
				$1, $2, (grown - 1) * 100, same ? "" : "the calibrated ", was[$1] * scale >"/dev/stderr"
		} else if (same) passed++
		else skipped++
		if (same && grown < 0.95) printf "# %s: %.1f %% fewer; --update keeps it so\n", $1, (1 - grown) * 100 >"/dev/stderr"
	}
	END { printf "%d %d %d\n", passed, failed, skipped }' $LIST "$WORK/now" 2>"$WORK/said")
cat "$WORK/said"
set -- $counts
say "instructions: $1 passed, $2 failed, $3 skipped"
[ "$2" -eq 0 ] && [ $(($1 + $3)) -gt 0 ]
