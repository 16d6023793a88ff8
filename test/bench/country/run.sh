#!/bin/sh
# A whole country, made up: load + parse + store by two COPY sessions at once, then every view once as an aggregate.
# sh test/bench/country/run.sh prints Markdown tables; COUNTRY_REPORTS (200000) reports, of which COUNTRY_PYTHON (2000) are also
# read by a Python program, and COUNTRY_AGENCIES (200000) with six years each for comparisons between years. The server writes
# with default durability. It fails when a figure that was read is not the one that was written; it decides nothing else.
set -eu
cd "$(dirname "$0")/../../.."
. test/lib.sh

reports=${COUNTRY_REPORTS:-200000} agencies=${COUNTRY_AGENCIES:-200000} sample=${COUNTRY_PYTHON:-2000} sessions=2
here=test/bench/country

cpu() { sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1; }

commit() { git_ rev-parse --short HEAD 2>/dev/null || say 'no commit'; }

sql() { psql -Xqt -P format=unaligned -v ON_ERROR_STOP=1 "$@"; }

# What a test cluster leaves out is put back: commits reach the disk. The memory is that of a small server.
use_default_durability() {
	sql -c "ALTER SYSTEM SET fsync = on" -c "ALTER SYSTEM SET shared_buffers = '1GB'" -c "ALTER SYSTEM SET max_wal_size = '8GB'" \
		-c "ALTER SYSTEM SET work_mem = '64MB'"
	(cd "$WORK/run" && as_server timeout 120 pg_ctl -D data -l server.log -w -s restart)
}

# generate NAME REPORTS [OPTION...]: the texts of a country and their truth, below WORK/NAME, by two processes.
generate() {
	name=$1 count=$2
	shift 2
	mkdir "$WORK/$name"
	workers=
	for part in $(seq "$sessions"); do
		python3 "$here/generate.py" --reports "$count" --part "$part/$sessions" "$@" "$WORK/$name" &
		workers="$workers $!"
	done
	for worker in $workers; do wait "$worker"; done
	count=$(cat "$WORK/$name"/truth.* | wc -l)
}

seconds_since() { awk -v a="$1" -v b="$(date +%s.%N)" 'BEGIN { printf "%.2f", b - a }'; }

# The peak of a session's memory is asked for at its end; without the pages of shared memory that it has touched.
load_session() {
	sql <<-EOSQL
		SELECT pg_backend_pid() AS pid \gset
		\copy $1.report (source, body) FROM '$WORK/$1/reports.$2'
		\setenv BACKEND :pid
		\! awk '/VmHWM|RssShmem/ { kb[\$1] = \$2 } END { print kb["VmHWM:"] - kb["RssShmem:"] }' /proc/\$BACKEND/status >'$WORK/$1/memory.$2'
	EOSQL
}

# load NAME: into the store of that name, sessions side by side.
load() {
	sql -c "SELECT gireport_create_store('$1')" >/dev/null
	processor=$(sql -c 'SELECT processor()')
	began=$(date +%s.%N)
	workers=
	for part in $(seq "$sessions"); do
		load_session "$1" "$part" &
		workers="$workers $!"
	done
	for worker in $workers; do wait "$worker"; done
	taken=$(seconds_since "$began")
	processor=$(sql -c "SELECT pg_sleep(0.1), processor() - $processor" | cut -d'|' -f2)
	sql -c "CREATE TABLE $1.truth (source text PRIMARY KEY, layout text, damage text, form text, year integer, agency text, figures gireport_figures)"
	for part in $(seq "$sessions"); do sql -c "\\copy $1.truth FROM '$WORK/$1/truth.$part'"; done
	sql -c "VACUUM ANALYZE $1.report, $1.agency, $1.truth"
	memory=$(sort -n "$WORK/$1"/memory.* | tail -1)
	rm "$WORK/$1"/reports.*
}

take_sample() {
	mkdir "$WORK/sample"
	head -n "$sample" "$WORK/country/reports.1" >"$WORK/sample/reports"
	head -n "$sample" "$WORK/country/truth.1" >"$WORK/sample/truth"
}

# The same texts by a Python program and by gireport, one process each.
read_in_python() {
	for python in python3 /usr/bin/python3; do
		"$python" -c 'import lxml.html' 2>/dev/null && break
		python=
	done
	[ -n "$python" ] || { say '# no Python with lxml (package python3-lxml): its reader was not run'; return 0; }
	sql -c 'CREATE TABLE sample (source text, body text)' -c "\\copy sample FROM '$WORK/sample/reports'"
	set -- $(PYTHONDONTWRITEBYTECODE=1 "$python" "$here/reader.py" "$WORK/sample/reports" "$WORK/sample/truth" "$sample")
	sql -v texts="$1" -v seconds="$2" -v told="$3" -v wrong="$4" -f "$here/python.sql"
}

set_up python3
make_work
start_cluster
use_default_durability
sql -c 'CREATE EXTENSION gireport' -f "$here/processor.sql"
cat <<-EOF
- machine: $(cpu), $(nproc) processors, $(awk '/MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo) GB; load average at the start $(cut -d' ' -f1 /proc/loadavg)
- date: $(date -u +%Y-%m-%d)
- server: $("$PG_CONFIG" --version), gireport $(sed -n "s/^default_version *= *'\(.*\)'/\1/p" gireport.control) at $(commit); fsync on, shared_buffers 1GB, max_wal_size 8GB, work_mem 64MB
- command: \`COUNTRY_REPORTS=$reports COUNTRY_AGENCIES=$agencies sh test/bench/country/run.sh\`

EOF
generate country "$reports"
reports=$count
take_sample
load country
sql -v seconds="$taken" -v processor="$processor" -v memory="$memory" -f "$here/country.sql"
sql -v agencies="$agencies" -f "$here/years.sql"

generate html "$((reports / 20 + 12))" --only html --seed html
load html
sql -v seconds="$taken" -f "$here/html.sql"
read_in_python
