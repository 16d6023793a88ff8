#!/bin/sh
# What is on the screen and on paper: sh test/screen/run.sh (make check-screen)
# Shows pages of gireport_html in headless Chromium, measures them there (measure.js), prints them to PDF and reads that back.
# Needs Debian's packages chromium (283 MB) and poppler-utils, and installs them where it can; test/all.sh runs this only where chromium is.
# KEEP=1 keeps pages, pictures (*.png) and prints (*.pdf).
set -eu
cd "$(dirname "$0")/../.."
. test/lib.sh

set_up chromium poppler-utils
[ -n "$(fc-list :lang=zh-cn)" ] || install_packages fonts-wqy-zenhei
make_work
{ flock 9; make -s -j"$(nproc)" -f test/corpus/Makefile PROGRAM=test/screen/page ${WERROR:+WERROR=1}; } 9<test/corpus/Makefile
passed=0 failed=0

# browse OPTION... URL: a browser without a user, a net or a history.
browse() {
	profile=$(mktemp -d "$WORK/profile.XXXXXX")
	timeout 90 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
		--disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$profile" --virtual-time-budget=5000 "$@" 2>>"$WORK/browser.log"
	rm -rf "$profile"
}

check() {
	if [ "$2" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); say "not ok - $1"; fi
}

# measure NAME WIDTH EXPECTED: what measure.js says of the page in a window so wide and as high as it takes, in $WORK/tap.
measure() {
	{
		sed '/^<\/body>/,$d' "$WORK/$1.html"
		printf '<script type="application/json" id="expected">%s</script>\n<script>\n' "$3"
		cat test/screen/measure.js
		printf '</script>\n</body>\n</html>\n'
	} >"$WORK/$1.$2.html"
	browse --window-size="$2,9000" --dump-dom "file://$WORK/$1.$2.html" | sed -n '/<pre id="measured">/,/<\/pre>/p' | sed 's/&gt;/>/g; s/&lt;/</g; s/&amp;/\&/g' >"$WORK/tap"
}

# on_screen NAME WIDTH EXPECTED
on_screen() {
	measure "$@"
	[ -z "${KEEP:-}" ] || browse --window-size="$2,3000" --screenshot="$WORK/$1.$2.png" "file://$WORK/$1.html" >/dev/null
	good=$(grep -c '^ok ' "$WORK/tap") || true
	bad=$(grep -c '^not ok ' "$WORK/tap") || true
	[ "$good" -gt 0 ] || { say "not ok - $1, $2 wide: nothing was measured"; bad=1; }
	[ "$bad" = 0 ] || { say "# $1, $2 wide:"; grep -A5 '^not ok ' "$WORK/tap" | grep -v '^ok \|^--'; }
	passed=$((passed + good)) failed=$((failed + bad))
}

# spoiled WHAT TEST SED: a page that is spoiled so must not pass that test.
spoiled() {
	sed "$3" "$WORK/wrong.html" >"$WORK/spoiled.html"
	measure spoiled 1000 "$wrong"
	grep -q "^not ok - $2" "$WORK/tap" && status=0 || status=1
	check "a page is refused when $1" $status
}

# on_paper NAME PAGES: A4, at most so many pages (fonts differ), and the text of the form on it in its order.
on_paper() {
	browse --no-pdf-header-footer --print-to-pdf="$WORK/$1.pdf" "file://$WORK/$1.html" >/dev/null
	pdfinfo "$WORK/$1.pdf" >"$WORK/info"
	grep -q '^Page size: .*(A4)' "$WORK/info" && status=0 || status=1
	check "$1: printed on A4" $status
	[ "$(sed -n 's/^Pages: *//p' "$WORK/info")" -le "$2" ] && status=0 || status=1
	check "$1: printed on at most $2 pages, and not on $(sed -n 's/^Pages: *//p' "$WORK/info")" $status
	pdftotext -raw "$WORK/$1.pdf" "$WORK/$1.txt"
	perl test/screen/paper.pl "$WORK/$1.html" "$WORK/$1.txt" && status=0 || status=1
	check "$1: all labels and figures are printed, in their order" $status
}

# page NAME FILE OPTION...
page() {
	name=$1 file=$2
	shift 2
	build/corpus/test/screen/page "$file" "$@" >"$WORK/$name.html"
}

page clean test/samples/2021-tabs-clean.txt -zh
page alone test/samples/2019-tabs-clean.txt -alone
page wrong test/samples/2021-lines-inconsistent.txt
page wrong-zh test/samples/2021-lines-inconsistent.txt -zh
page lost test/samples/2019-tabs-lost-cells.txt
none='"strong":0,"maybe":0,"weak":0,"fill":0'
on_screen clean 1000 "{\"figures\":200,$none}"
on_screen alone 900 "{\"figures\":198,$none}"
wrong='{"figures":200,"strong":2,"maybe":5,"weak":11,"fill":0}'
for width in 1000 1600; do
	on_screen wrong $width "$wrong"
	on_screen wrong-zh $width "$wrong"
	on_screen lost $width '{"figures":198,"strong":0,"maybe":0,"weak":0,"fill":28}'
done
spoiled 'a mark has no colour' 'marked cells look' 's/\.strong{background:#ffd5d5/.strong{background:#fff/'
spoiled 'a table is too wide' 'every table lies' 's/collapse;width:100%/collapse;width:1200px/'
spoiled 'something covers the form' 'nothing lies over' 's/<h1>/<div style="position:absolute;top:400px;left:0;width:300px;height:300px"><\/div><h1>/'
spoiled 'a head is exchanged' 'every figure stands' 's/>自然人<\/th>/>总计<\/th>/'
spoiled 'a word does not fit its cell' 'no cell overflows' 's/overflow-wrap:anywhere/white-space:nowrap/'
spoiled 'figures are moved' 'no two cells' 's/<td title/<td style="position:relative;left:30px" title/'
spoiled 'a mark is lost' '11 cells' 's/ class="weak"//'
spoiled 'a picture is fetched' 'nothing is fetched' 's/<h1>/<img src="none.png"><h1>/'
on_paper clean 2
on_paper alone 3
on_paper wrong 6
on_paper wrong-zh 4
on_paper lost 8
report screen "$passed" "$failed"
