#!/bin/sh
# Rules on the source text: sh test/lint.sh. Each rule is one test; a broken one lists where.
set -eu
cd "$(dirname "$0")/.."
. test/lib.sh

# The order of the core's stages is declared in src/core/stages.txt, one a line, first to last. A file belongs to the
# stage its name begins with, the longest: repair.c, repair_rank.c and repair.h to `repair`.
STAGES=src/core/stages.txt

# Text that came in from outside stays as it is.
INPUT='^(test/samples/|test/corpus/|expected/|test/unit/golden/)'

# files PATTERN: the listed files whose path matches.
files() { grep -E "$1" "$WORK/files" || true; }

# rule NAME COMMAND...: the command prints what breaks the rule.
rule() {
	what=$1
	shift
	if "$@" >"$WORK/broken" 2>&1 && [ ! -s "$WORK/broken" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		say "not ok - $what"
		sed 's/^/#   /' "$WORK/broken" | head -40
	fi
}

# search PATTERN FILE_PATTERN: lines that match, with their place.
search() {
	set -- "$1" $(files "$2")
	[ $# -gt 1 ] || return 0
	grep -nHE "$@" || true
}

core_without_postgres() {
	search '^[[:space:]]*#[[:space:]]*include[[:space:]]+[<"]((server/)?postgres|fmgr|c\.h|funcapi|miscadmin|(access|catalog|commands|common|executor|lib|libpq|mb|nodes|parser|port|storage|utils)/)' \
		'^src/(core|forms)/'
}

core_without_raising() {
	search '(^|[^[:alnum:]_])(ereport|elog|palloc0?|pfree|repalloc|pstrdup|psprintf|PG_TRY|PG_RE_THROW|longjmp|abort|exit)[[:space:]]*\(' '^src/(core|forms)/'
}

# forms stand before the core and know nothing of it; a stage includes itself and what stands before it.
stages_in_order() {
	[ -f "$STAGES" ] || { say "$STAGES is missing"; return 0; }
	search '#[[:space:]]*include[[:space:]]*"(\.\./)?(core|pg)/' '^src/forms/'
	search '#[[:space:]]*include[[:space:]]*"(\.\./)?pg/' '^src/core/'
	core=$(files '^src/core/.*\.[ch]$')
	[ -z "$core" ] || awk '
		function stage_of(name,   s, best) {
			sub(/.*\//, "", name); sub(/\.[a-z]+$/, "", name)
			for (s in order)
				if ((name == s || index(name, s "_") == 1) && length(s) > length(best)) best = s
			return best
		}
		FILENAME == ARGV[1] { sub(/#.*/, ""); if (NF) order[$1] = ++count; next }
		FNR == 1 { mine = stage_of(FILENAME); if (mine == "") print FILENAME ": belongs to no stage of " ARGV[1] }
		/^[ \t]*#[ \t]*include[ \t]*"/ {
			header = $0; sub(/^[^"]*"/, "", header); sub(/".*/, "", header)
			if (header ~ /forms\//) next
			its = stage_of(header)
			if (its == "") print FILENAME ":" FNR ": " header " belongs to no stage"
			else if (mine != "" && order[its] > order[mine])
				print FILENAME ":" FNR ": stage " mine " includes " header ", of the later stage " its
		}' "$STAGES" $core
}

# Those that PostgreSQL has and translates itself, and "%s" alone, may stand as they are.
messages_in_both_languages() {
	search 'err(msg|detail|hint)\("' '^src/pg/' |
		grep -vE 'errmsg\("(out of memory|canceling statement due to user request|set-valued function called in context that cannot accept a set)"\)|\("%s", ' || true
}

no_products_tracked() {
	command -v git >/dev/null || return 0
	git_ ls-files 2>/dev/null | grep -E "$PRODUCTS" || true
}

no_trailing_space() { search '[[:space:]]+$' '\.(c|h|def|sql|sh|pl|md|control|json|txt)$|Makefile$|^\.ci/' | grep -vE "$INPUT" || true; }

tabs_in_c() { search '^(    |	* {4,}[^ *])' '^(src|test)/.*\.(c|h)$'; }

# Paths of this or that machine and of package mirrors have no place in the project.
no_machine_paths() {
	set -- $(files . | grep -v '^test/lint\.sh$')
	grep -nHE -e '(^|[^[:alnum:]_.$/}-])/(work|root|home)/[[:alnum:]._-]|(registry|mirror)[[:alnum:].-]*\.(org|com|net|cn|io)([^[:alnum:]]|$)' "$@" || true
}

versions_agree() {
	control=$(sed -n "s/^default_version *= *'\([^']*\)'.*/\1/p" gireport.control)
	changelog=$(sed -n 's/^## \([0-9.]*\).*/\1/p' CHANGELOG.md | head -1)
	meta=$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' META.json | grep -v '^1\.0\.0$' | sort -u | tr '\n' ' ')
	[ "$control" = "$changelog" ] || say "gireport.control has $control, CHANGELOG.md $changelog"
	[ "$control " = "$meta" ] || say "gireport.control has $control, META.json $meta"
}

# PostgreSQL's style has a function's braces in the first column, and "};" or "} name;" at the end of all else.
function_lengths() {
	set -- $(files '^src/.*\.c$')
	[ $# -gt 0 ] || return 0
	awk '/^\{/ { start = FNR } /^\}[ \t]*$/ && start { print FNR - start + 1, FILENAME ":" start; start = 0 } /^\}/ { start = 0 }' "$@"
}

functions_short() { function_lengths | awk '$1 > 120 { print $2 ": a function of " $1 " lines (at most 120)" }'; }

median_length() { function_lengths | sort -n | awk '{ n[NR] = $1 } END { if (NR) print "# " NR " functions, median " n[int((NR + 1) / 2)] " lines, longest " n[NR] }'; }

scripts_parse() { for file in $(files '\.sh$'); do sh -n "$file" || say "$file"; done; }

make_work
list_files >"$WORK/files"
passed=0 failed=0
rule 'no PostgreSQL header below the glue' core_without_postgres
rule 'nothing raises below the glue' core_without_raising
rule "each stage includes only what stands before it ($STAGES)" stages_in_order
rule 'messages of the glue are in both languages' messages_in_both_languages
rule 'no build product is tracked' no_products_tracked
rule 'no white space at the end of a line' no_trailing_space
rule 'C is indented with tabs' tabs_in_c
rule 'no file names a machine or a mirror' no_machine_paths
rule 'control file, changelog and META.json name one version' versions_agree
rule 'no function over 120 lines' functions_short
rule 'the shell scripts parse' scripts_parse
median_length
report lint "$passed" "$failed"
