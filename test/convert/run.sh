#!/bin/sh
# make check-convert: the commands of docs/LAYOUTS.md, run. Makes two reports (one with blank cells) in each format with LibreOffice, converts
# them with the recommended command and with others that lose cells, and compares every cell. Installs what is missing; some minutes.
set -eu
cd "$(dirname "$0")/../.."
. test/lib.sh

PACKAGES='libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils pandoc docx2txt antiword catdoc odt2txt w3m lynx fonts-wqy-zenhei'
CELLS=build/convert/test/convert/cells

# soffice does not run twice with one profile.
office() { timeout 180 soffice -env:UserInstallation="file://$WORK/profile" --headless "$@" >>"$WORK/office.log" 2>&1; }

# make_formats NAME: NAME.html in the other formats. A page opens as a text document, or as a sheet.
make_formats() {
	for format in docx doc odt rtf pdf; do office --infilter='HTML (StarWriter)' --convert-to "$format" --outdir "$WORK" "$WORK/$1.html" || true; done
	for format in xlsx xls; do office --infilter='HTML (StarCalc)' --convert-to "$format" --outdir "$WORK/sheet" "$WORK/$1.html" || true; done
	cp "$WORK/$1.doc" "$WORK/$1.wps"
	mv "$WORK/sheet/$1.xlsx" "$WORK/sheet/$1.xls" "$WORK/"
}

# soffice_html FILE: what the recommended command prints.
soffice_html() {
	rm -rf "$WORK/html"
	office --convert-to html --outdir "$WORK/html" "$1"
	cat "$WORK"/html/*.html
}
soffice_csv() {
	rm -rf "$WORK/csv"
	office --convert-to csv:'Text - txt - csv (StarCalc):44,34,76' --outdir "$WORK/csv" "$1"
	cat "$WORK"/csv/*.csv
}
soffice_txt() {
	rm -rf "$WORK/txt"
	office --convert-to txt:'Text (encoded):UTF8' --outdir "$WORK/txt" "$1"
	cat "$WORK"/txt/*.txt
}

# The command behind a function of this script.
command_of() {
	case $1 in
		soffice_html) say 'soffice --headless --convert-to html FILE' ;;
		soffice_csv) say "soffice --headless --convert-to csv:'Text - txt - csv (StarCalc):44,34,76' FILE" ;;
		soffice_txt) say "soffice --headless --convert-to txt:'Text (encoded):UTF8' FILE" ;;
		pdf_layout) say 'pdftotext -layout FILE -' ;;
		pdf_plain) say 'pdftotext FILE -' ;;
		docx_text) say 'docx2txt FILE -' ;;
		*) say "$* FILE" ;;
	esac
}

# try PROMISE FORMAT COMMAND...: one line of the table. PROMISE is `all` (every cell of the report without blanks, nothing wrong in either),
# or `some` (nothing wrong).
try() {
	promise=$1 format=$2
	shift 2
	line="| $format | \`$(command_of "$@")\` |" bad=
	for name in whole blanks; do
		"$@" "$WORK/$name.$format" >"$WORK/converted" 2>/dev/null || true
		"$CELLS" "$WORK/converted" >"$WORK/read"
		counts=$(awk 'NR == FNR { truth[$1] = $0; n++; next }
			{ if ($0 == truth[$1]) right++
			  else if ($2 == "number" || (split(truth[$1], t, " ") && t[2] == "number" && ($2 == "blank" || $2 == "dash"))) wrong++ }
			END { print n + 0, right + 0, wrong + 0 }' "$WORK/$name.cells" "$WORK/read")
		set -- "$@"
		all=${counts%% *} rest=${counts#* }
		right=${rest% *} wrong=${rest#* }
		line="$line $right of $all | $wrong |"
		[ "$wrong" -eq 0 ] || bad=1
		[ "$promise" != all ] || [ "$name" != whole ] || [ "$right" -eq "$all" ] || bad=1
	done
	say "$line"
	if [ -z "$bad" ]; then passed=$((passed + 1)); else failed=$((failed + 1)); say "not ok - $format, $*"; fi
}

pdf_layout() { pdftotext -layout "$1" -; }
pdf_plain() { pdftotext "$1" -; }
docx_text() { docx2txt "$1" -; }

set_up
all_installed $PACKAGES || { apt_get update; install_packages $PACKAGES; }
make_work
make -s -f test/corpus/Makefile OUT=build/convert PROGRAM=test/convert/cells SANITIZE= ${WERROR:+WERROR=1}
mkdir "$WORK/sheet"
cp test/corpus/own/H1-page.txt "$WORK/whole.html"
cp test/corpus/own/H3-page-with-blanks.txt "$WORK/blanks.html"
passed=0 failed=0
for name in whole blanks; do
	make_formats "$name"
	"$CELLS" "$WORK/$name.html" >"$WORK/$name.cells"
done
say "LibreOffice $(dpkg-query -W -f '${Version}' libreoffice-core-nogui 2>/dev/null), poppler $(dpkg-query -W -f '${Version}' poppler-utils), pandoc $(dpkg-query -W -f '${Version}' pandoc)"
say ''
say '| format | command | cells, no blanks | wrong | cells, with blanks | wrong |'
say '|---|---|--:|--:|--:|--:|'
try all html cat
for format in docx doc wps odt rtf; do try all $format soffice_html; done
try all docx pandoc -f docx -t html
try all pdf pdf_layout
# sheets that LibreOffice has made of a page: its import spreads the columns over merged cells
for format in xlsx xls; do try all $format soffice_html; done
try all xlsx soffice_csv
try some docx soffice_txt
try some docx docx_text
try some docx pandoc -f docx -t plain
try some docx pandoc -f docx -t gfm
try some odt odt2txt
try some odt pandoc -f odt -t html
try some doc antiword
try some doc catdoc
try some pdf pdf_plain
try some html w3m -dump -T text/html
try some html lynx -dump -force_html
report convert "$passed" "$failed"
