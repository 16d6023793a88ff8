# Shell functions shared by the test programs. Sourced with the working directory at the root of the tree.
# Plain sh. Nothing here writes outside the tree, a temporary directory of its own and, in install_packages(), the
# system's package database.

OLDEST_SERVER=15
PACKAGES_BUILD='make gcc libc6-dev pkg-config libicu-dev libxml2-dev'
PACKAGES_TEST='libipc-run-perl valgrind'

# The variables of the user's own server must not lead a test there.
unset PGSERVICE PGSERVICEFILE PGHOST PGHOSTADDR PGPORT PGDATABASE PGUSER PGPASSWORD PGPASSFILE PGOPTIONS PGSSLMODE \
	PGCLIENTENCODING PGDATA PGTZ PGDATESTYLE PGAPPNAME 2>/dev/null || true
export LC_ALL=C.UTF-8

say() { printf '%s\n' "$*"; }
die() { printf 'gireport: %s\n' "$*" >&2; exit 1; }

# The line that test/all.sh adds up; every suite ends with one. report NAME PASSED FAILED [SKIPPED]
report() {
	say "$1: $2 passed, $3 failed${4:+, $4 skipped}"
	[ "$3" -eq 0 ] && [ "$2" -gt 0 ]
}

# ----- the tree -----------------------------------------------------------

PRODUCTS='\.(o|d|bc|so|gcda|gcno|diffs)$|^gireport--[^/]*\.sql$|^(build|results|tmp_check|output_iso)/|^regression\.out$'

# A clone that belongs to another user is read all the same.
git_() { git -c safe.directory='*' -c core.quotePath=false "$@"; }

# What a clone would contain: git's list, or all files but build products where there is no git.
list_files() {
	if command -v git >/dev/null && git_ rev-parse --git-dir >/dev/null 2>&1; then
		git_ ls-files --cached --others --exclude-standard | while read -r file; do
			[ ! -f "$file" ] || say "$file"
		done
	else
		find . -name .git -prune -o -type f -print | sed 's|^\./||' | grep -vE "$PRODUCTS"
	fi
}

# ----- setting up ----------------------------------------------------------

as_root() {
	if [ "$(id -u)" = 0 ]; then "$@"
	elif command -v sudo >/dev/null; then sudo "$@"
	else die "this needs root, and there is no sudo: $*"
	fi
}

is_installed() { dpkg-query -W -f '${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed; }

# Servers that an extension can be built for, newest first. A bare pg_config on the PATH may belong to
# libpq-dev, which has no server headers, so the headers decide.
usable_pg_configs() {
	for candidate in ${PG_CONFIG:-} $(ls -d /usr/lib/postgresql/*/bin/pg_config 2>/dev/null | sort -t/ -k5,5nr) pg_config; do
		command -v "$candidate" >/dev/null || continue
		[ -e "$("$candidate" --includedir-server)/postgres.h" ] || continue
		[ -x "$("$candidate" --bindir)/postgres" ] || continue
		[ "$(server_major "$candidate")" -ge $OLDEST_SERVER ] || continue
		say "$candidate"
	done
}

server_major() { "$1" --version | sed 's/^[^0-9]*\([0-9]*\).*/\1/'; }

# The server that Debian's own archive offers here.
offered_major() {
	apt-cache --names-only search '^postgresql-server-dev-[0-9]+$' |
		sed -n 's/^postgresql-server-dev-\([0-9]*\) .*/\1/p' | sort -n | awk -v low=$OLDEST_SERVER '$1 >= low' | head -1
}

# install_packages PACKAGE... : installs those that are missing; says nothing when there are none.
install_packages() {
	missing=
	for package; do is_installed "$package" || missing="$missing $package"; done
	[ -n "$missing" ] || return 0
	say "# installing:$missing"
	apt_get install -y --no-install-recommends $missing
}

apt_get() {
	log=$(mktemp)
	as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@" >"$log" 2>&1 || {
		tail -20 "$log" >&2; rm -f "$log"; die "apt-get $1 failed"; }
	rm -f "$log"
}

# Debian's server package makes a cluster `main` and starts it. We ask for none, and leave the setting as it was.
install_server() {
	major=$(offered_major)
	[ -n "$major" ] || die "the package archive has no PostgreSQL of version $OLDEST_SERVER or newer"
	setting=
	if ! is_installed "postgresql-$major"; then
		setting=/etc/postgresql-common/createcluster.d/gireport-test.conf
		as_root mkdir -p "${setting%/*}"
		as_root sh -c "echo 'create_main_cluster = false' >$setting"
	fi
	status=0
	(install_packages "postgresql-$major" "postgresql-server-dev-$major") || status=$?
	[ -z "$setting" ] || as_root rm -f "$setting"
	return $status
}

all_installed() { for package; do is_installed "$package" || return 1; done; }

# set_up [PACKAGE...]: makes this machine able to build and run gireport; sets PG_CONFIG, PGBIN and PGXS_DIR.
set_up() {
	if command -v apt-get >/dev/null; then
		if ! all_installed $PACKAGES_BUILD "$@" || [ -z "$(usable_pg_configs)" ]; then
			say '# reading the package lists'
			apt_get update
			install_packages $PACKAGES_BUILD "$@"
			[ -n "$(usable_pg_configs)" ] || install_server
		fi
	fi
	PG_CONFIG=$(usable_pg_configs | head -1)
	[ -n "$PG_CONFIG" ] || die "found no PostgreSQL of version $OLDEST_SERVER or newer with server headers; set PG_CONFIG"
	export PG_CONFIG
	PGBIN=$("$PG_CONFIG" --bindir)
	PGXS_DIR=$(dirname "$(dirname "$("$PG_CONFIG" --pgxs)")")
}

# ----- building ------------------------------------------------------------

# PostgreSQL's own headers trip over these, so the glue cannot be held to them.
WARNINGS='-Wall -Wextra -Wno-unused-parameter -Wno-sign-compare -Wno-missing-field-initializers'

# pgxs TARGET...: runs the shipped Makefile; WERROR=1 makes warnings errors. No bitcode: nothing here uses it.
pgxs() {
	make -s -f Makefile -j"$(nproc)" PG_CONFIG="$PG_CONFIG" with_llvm=no \
		${WERROR:+"COPT=$WARNINGS -Werror"} "$@"
}

# build DIRECTORY: builds the tree and installs it below DIRECTORY. Several tests of one tree may run at once.
build() {
	{ flock 9; pgxs all && pgxs install DESTDIR="$1" >/dev/null; } 9<Makefile
}

# ----- a throw-away cluster ------------------------------------------------
# It has a directory and a socket of its own and no TCP port, runs the extension from a staging directory (nothing is
# installed in the system) and is gone at the end. As root the server runs as an unprivileged user; clients do not.

as_server() {
	if [ "$(id -u)" = 0 ]; then
		setpriv --reuid="$SERVER_USER" --regid="$(id -gn "$SERVER_USER")" --init-groups "$@"
	else
		"$@"
	fi
}

# make_work: sets WORK, a temporary directory removed at the end unless the program failed (or KEEP=1).
make_work() {
	WORK=$(mktemp -d "${TMPDIR:-/tmp}/gireport.XXXXXX")
	# A socket's path may have no more than 107 bytes.
	if [ "${#WORK}" -gt 80 ]; then rmdir "$WORK"; WORK=$(mktemp -d /tmp/gireport.XXXXXX); fi
	chmod 755 "$WORK"
	trap finish EXIT
	trap 'exit 130' INT
	trap 'exit 143' TERM HUP
}

finish() {
	status=$?
	trap - EXIT
	stop_cluster
	# A server's log or a TAP program's is worth keeping; nothing else is.
	if [ -n "${KEEP:-}" ] || { [ "$status" -ne 0 ] && [ "$status" -lt 128 ] && [ -e "$WORK/run" -o -e "$WORK/tap" ]; }; then
		say "# kept $WORK" >&2
	else
		rm -rf "$WORK"
	fi
	exit "$status"
}

# How a server finds an extension outside its own directories: upstream's way since 18, Debian's own before.
staging_settings() {
	stage=$1
	if server_has extension_control_path; then
		say "extension_control_path = '$stage$("$PG_CONFIG" --sharedir):\$system'"
		say "dynamic_library_path = '$stage$("$PG_CONFIG" --pkglibdir):\$libdir'"
	elif server_has extension_destdir; then
		say "extension_destdir = '$stage'"
	else
		die "this server runs only what is installed: use make install, then make installcheck"
	fi
}

server_has() { "$PGBIN/postgres" --describe-config | cut -f1 | grep -qx "$1"; }

# stage: builds and sets STAGE; test/all.sh does it once for all its suites. With INSTALLED=1 the server takes what
# `make install` put into its own directories.
stage() {
	if [ -n "${INSTALLED:-}" ]; then
		: >"$WORK/server.conf"
	else
		[ -n "${STAGE:-}" ] || { STAGE=$WORK/stage; build "$STAGE"; }
		staging_settings "$STAGE" >"$WORK/server.conf"
	fi
	cat >>"$WORK/server.conf" <<-EOF
	listen_addresses = ''
	fsync = off
	shared_buffers = 64MB
	EOF
}

# start_cluster: needs set_up and make_work; afterwards psql and its like on the PATH talk to the cluster.
start_cluster() {
	stage
	SERVER_USER=$(server_user)
	PATH=$PGBIN:$PATH
	PGHOST=$WORK/run PGPORT=5432 PGUSER=postgres PGDATABASE=postgres
	export PATH PGHOST PGPORT PGUSER PGDATABASE
	mkdir "$WORK/run"
	[ "$(id -u)" != 0 ] || chown "$SERVER_USER" "$WORK/run"
	(
		cd "$WORK/run"
		HOME=$WORK/run && export HOME
		as_server timeout 120 initdb -D data -U postgres -A trust -E UTF8 --locale=C.UTF-8 -N >initdb.log || { cat initdb.log; exit 1; }
		{ cat ../server.conf; say "unix_socket_directories = '$WORK/run'"; } | as_server tee -a data/postgresql.conf >/dev/null
		as_server timeout 120 pg_ctl -D data -l server.log -w -s start || { cat server.log; exit 1; }
	)
}

server_user() {
	if [ "$(id -u)" != 0 ]; then id -un
	elif getent passwd postgres >/dev/null; then say postgres
	else say nobody
	fi
}

stop_cluster() {
	[ -e "$WORK/run/data/postmaster.pid" ] || return 0
	as_server timeout 60 "$PGBIN/pg_ctl" -D "$WORK/run/data" -m immediate -w -s stop || say "# could not stop the server of $WORK" >&2
}
