#!/bin/sh
# make check-fresh: runs the README's two commands (demo, all tests) and the plain PGXS way (make, make install, make
# installcheck) in a freshly made minimal Debian 12, once as root and once as an ordinary user with sudo. Needs root, for a root directory; takes some minutes. FRESH_SUITE names another release.
set -eu
cd "$(dirname "$0")/.."
. test/lib.sh

SUITE=${FRESH_SUITE:-bookworm}

# The mirror that this machine uses, found at run time.
mirror() {
	apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' "Codename: $(. /etc/os-release && say "$VERSION_CODENAME")" |
		sort -u | head -1
}

make_base() {
	from=$(mirror)
	[ -n "$from" ] || die 'apt names no mirror for this release'
	as_root mmdebstrap -q --variant=minbase --include=sudo --dpkgopt=force-unsafe-io \
		--aptopt='Acquire::Check-Valid-Until "false"' "$SUITE" "$WORK/base.tar" "deb $from $SUITE main"
}

# What a clone would have, and what is not committed yet.
pack_tree() { list_files | tar -cf "$WORK/tree.tar" -T -; }

# in_root DIRECTORY USER COMMAND: processes left over would keep the namespace alive, so they are counted, then killed.
in_root() {
	unshare --mount --pid --fork --kill-child sh -c '
		mount --make-rprivate / && mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" || exit 1
		status=0
		chroot "$1" setpriv --reuid="$2" --regid="$2" --init-groups env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
			HOME=/ TERM=dumb sh -c "cd /clone && $3" || status=$?
		left=$(grep -ls postgres "$1"/proc/[0-9]*/comm 2>/dev/null | wc -l)
		[ "$left" = 0 ] || { echo "# $left server processes left running"; status=1; }
		exit $status' in_root "$@"
}

# try NAME USER: both commands in a root of their own.
try() {
	root=$WORK/$1 name=$1 user=$2
	mkdir "$root"
	tar -xf "$WORK/base.tar" -C "$root"
	cp /etc/resolv.conf /etc/hosts "$root/etc/"
	mkdir "$root/clone"
	tar -xf "$WORK/tree.tar" -C "$root/clone" --no-same-owner
	if [ "$user" != root ]; then
		chroot "$root" useradd -m "$user"
		echo "$user ALL=(ALL) NOPASSWD: ALL" >"$root/etc/sudoers.d/$user"
		chroot "$root" chown -R "$user": /clone
	fi
	[ "$user" = root ] && sudo= || sudo=sudo
	for command in 'sh test/demo.sh' 'WERROR=1 sh test/all.sh' \
		"make -s && $sudo make -s install && INSTALLED=1 sh test/cluster.sh make -s installcheck"; do
		status=0
		say "== $name: $command"
		in_root "$root" "$user" "$command" >"$WORK/$name.out" 2>&1 || status=$?
		if [ "$status" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
		cat "$WORK/$name.out"
		if [ -e "$root/etc/postgresql" ] && [ -n "$(ls -A "$root/etc/postgresql")" ]; then
			say '# a system cluster was made'; failed=$((failed + 1))
		fi
	done
	rm -rf "$root"
}

[ "$(id -u)" = 0 ] || exec sudo sh test/fresh.sh
command -v mmdebstrap >/dev/null || { apt_get update; install_packages mmdebstrap; }
make_work
say "# making a minimal $SUITE"
make_base
pack_tree
passed=0 failed=0
try as-root root
try as-user tester
rm -f "$WORK/base.tar" "$WORK/tree.tar"
report fresh "$passed" "$failed"
