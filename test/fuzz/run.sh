#!/bin/sh
# A short run of the damaged corpus, always the same one: sh test/fuzz/run.sh
# The documents of it that are known to be read wrongly are counted in known.txt; that number may only fall. `make check-fuzz` searches on.
set -eu
cd "$(dirname "$0")/../.."
known=$(cat test/fuzz/known.txt)
log=$(mktemp)
DAMAGED=20000 SEED=1 PLAIN=1 sh test/fuzz/damage.sh >"$log" 2>&1 || true
last=$(tail -1 "$log")
passed=$(printf '%s\n' "$last" | sed -n 's/^fuzz: \([0-9]*\) passed.*/\1/p')
failed=$(printf '%s\n' "$last" | sed -n 's/.* \([0-9]*\) failed.*/\1/p')
grep '^#' "$log" | head -12
rm -f "$log"
if [ -z "$failed" ] || [ "$failed" -gt "$known" ]; then
	printf 'fuzz: %s passed, %s failed\n' "${passed:-0}" "${failed:-1}"
	exit 1
fi
printf '# damaged documents with a wrong number: %s, known: %s\n' "$failed" "$known"
printf 'fuzz: %s passed, 0 failed\n' "$((passed + failed))"
