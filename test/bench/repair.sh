#!/bin/sh
# What finding the wrong cells costs, and the same tables by integer programming: sh test/bench/repair.sh. Prints Markdown.
# REPAIR_TABLES tables a line (20000); REPAIR_PROGRAMS tables a line for CBC and GLPK (5; Debian's coinor-cbc and glpk-utils, 0: none).
set -eu
cd "$(dirname "$0")/../.."
. test/lib.sh

tables=${REPAIR_TABLES:-20000} programs=${REPAIR_PROGRAMS:-5}
libraries='icu-uc icu-i18n libxml-2.0'

make_work
${CC:-cc} -O2 -std=gnu99 -DGIREPORT_VERSION='"bench"' -Isrc -Itest/unit -Itest/bench $(pkg-config --cflags $libraries) \
	-o "$WORK/repair" test/bench/repair.c src/core/*.c src/forms/*.c $(pkg-config --libs $libraries)
cat <<-EOT
- machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(nproc) processors
- date: $(date -u +%Y-%m-%d), $(${CC:-cc} --version | head -1)
- command: \`REPAIR_TABLES=$tables REPAIR_PROGRAMS=$programs sh test/bench/repair.sh\`

EOT
"$WORK/repair" time "$tables"
if [ "$programs" -gt 0 ] && command -v cbc >/dev/null && command -v glpsol >/dev/null; then
	say ''
	say "- $(cbc -quit 2>&1 | sed -n 's/^Version: */CBC /p'), $(glpsol --version | sed -n 's/.*Solver,* *v*\([0-9.]*\).*/GLPK \1/p' | head -1); each run starts a process"
	say ''
	"$WORK/repair" solve "$WORK" "$programs"
fi
