/*
 * dump.c - what comes out of HTML, in a form that can be compared between versions of libxml2: dump [-n MUTATED] [-p NAME] FILE...
 *
 * One line for each document: its name, the status, a digest of text, cells and places, and a digest of the report's figures.  Documents
 * are the files, hostile pages, and damaged files: tags, references, quotes and cut-off ends where there were none.  -p prints the document
 * of that name instead.
 */
#include "core/bytes.h"
#include "core/labels.h"
#include "core/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum
{
	MAX_PAGE = 1 << 20
};

static uint64_t digest;
static uint64_t seed;
static const char *wanted;
static GirReport report;

static void
mix(const void *data, size_t n)
{
	const unsigned char *p = data;

	while (n-- > 0)
		digest = (digest ^ *p++) * UINT64_C(0x100000001B3);
}

static void
mix_number(uint32_t n)
{
	mix(&n, sizeof(n));
}

static uint32_t
pick(uint32_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t) (seed >> 11) % n;
}

static void
mix_page(const GirHtml *page)
{
	uint32_t	near = 0;

	mix(page->text, page->len);
	for (uint32_t i = 0; i < page->ncells; i++)
	{
		const GirHtmlCell *c = gir_html_cell(page, i);
		GirSpan		place = gir_html_place(page, (GirSpan) {c->off, c->len}, &near);

		mix_number(c->off);
		mix_number(c->len);
		mix_number(c->row);
		mix_number((uint32_t) (c->col << 24 | c->colspan << 16 | c->rowspan));
		mix_number((uint32_t) (c->bare << 1 | c->opaque));
		mix_number(place.off);
		mix_number(place.len);
	}
}

static void
mix_figures(const GirReport *r)
{
	const GirFigures *f = &r->reading.figures;

	mix(r->title, strlen(r->title));
	mix(r->agency, strlen(r->agency));
	mix_number((uint32_t) r->year);
	for (int i = 0; f->form != NULL && i < f->form->ncells; i++)
	{
		mix(&f->cells[i].digits, sizeof(f->cells[i].digits));
		mix_number((uint32_t) (f->cells[i].state << 8 | f->cells[i].scale));
		mix_number(r->reading.place[i].off);
		mix_number(r->reading.place[i].len);
	}
}

static void
dump(const char *name, const char *html, size_t len)
{
	GirHtml		page;

	if (wanted != NULL)
	{
		if (strcmp(wanted, name) == 0)
			fwrite(html, 1, len, stdout);
		return;
	}
	digest = UINT64_C(0xCBF29CE484222325);
	gir_html_read(html, len, NULL, NULL, &page);
	mix_page(&page);
	printf("%s status %d%s%s cells %u page %016llx", name, page.status, page.reason ? " " : "", page.reason ? page.reason : "", page.ncells,
		   (unsigned long long) digest);
	gir_html_free(&page);
	digest = UINT64_C(0xCBF29CE484222325);
	gir_report_read(html, len, NULL, NULL, &report);
	if (report.status == GIR_OK)
		mix_figures(&report);
	printf(" figures %u %016llx\n", report.status == GIR_OK ? report.reading.values : 0, (unsigned long long) digest);
}

static void
dump_hostile(void)
{
	static const struct
	{
		const char *start;
		const char *unit;
	}			pages[] = {
		{"<p>", "政府信息公开"}, {"<p>", "a "}, {"<p>", "12<br>"}, {"", "<p>12</p>\n"}, {"<table>", "<tr></tr>"}, {"<table>", "<tr><td>1</td><td>2</td></tr>"},
		{"<table><tr>", "<td>"}, {"<table>", "<tr><td colspan=1000000000>1</td><td rowspan=65534 colspan=99>2</td></tr>"}, {"", "<div>"}, {"", "<b>"},
		{"<p>", "<br>"}, {"", "<div></span>"}, {"<p>x", "</span>"}, {"<p>", "&nbsp;"}, {"<p>", "1&#50;"}, {"<p>", "&"}, {"<p>", "<"}, {"<p>x<!--", "<p>-"},
		{"<p>x", "<!-- -->"}, {"<p>x<script>", "</p> "}, {"<p>x", "<script>1</script>"}, {"<p title='", "<p> "}, {"<p>", "<p title=\"1>2\">3"},
		{"<pre>", "规章 0 0 0\n"}, {"", "<table><tr><td>1</td></tr></table>"}, {"", "<table><tr><td>"}, {"<table>", "<tr><td>1<td>2<tr><th>3"},
		{"<table>", "<tr><td>&#x31;&ldquo;2&rdquo;</td></tr>"}, {"<p>", "<![CDATA[1]]>2"}, {"<p>", "<?php 1 ?>2"}, {"<p>", "</>1</ 2>3"}, {"<p>x", "</html>1"},
		{"<body>", "<body><html><head>1"}, {"<ul>", "<li>1<ul><li>2</ul>"}, {"<p>", "<a href=x>1<a href=y>2"}, {"<select>", "<option>1"}
	};
	static char page[65537];

	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
		for (size_t size = 200; size < sizeof(page); size = size * 5 + 3)
		{
			size_t		n = strlen(pages[i].unit);
			size_t		len = strlen(pages[i].start);
			char		name[64];

			memcpy(page, pages[i].start, len);
			for (; len + n <= size; len += n)
				memcpy(page + len, pages[i].unit, n);
			snprintf(name, sizeof(name), "hostile-%zu-%zu", i, size);
			dump(name, page, len);
		}
}

/* Insert or take out a few bits, between characters. */
static size_t
damage(char *page, size_t len)
{
	static const char *const bits[] = {
		"<", ">", "&", "\"", "'", "</td>", "<td>", "<tr>", "</tr>", "</table>", "<table>", "<p>", "</p>", "<br>", "<!--", "-->", "&nbsp;", "&#49;", "&lt;", "</",
		"<span>", "</span>", "<div>", "</div>", "<script>", "</script>", "<b>", "</b>", " ", "\n", "<td colspan=2>", "<td rowspan=2>", "</tbody>", "<tbody>", "<img>",
		"<a href=x>", "<!x>", "<?x>", "&bogus;", "&amp"
	};

	for (uint32_t n = 1 + pick(4); n > 0; n--)
	{
		const char *bit = bits[pick(sizeof(bits) / sizeof(bits[0]))];
		size_t		size = strlen(bit);
		size_t		at = pick((uint32_t) len);
		size_t		out = pick(4) == 0 ? pick(40) : 0;

		while (at < len && ((unsigned char) page[at] & 0xC0) == 0x80)
			at++;
		if (at + out > len)
			out = len - at;
		while (at + out < len && ((unsigned char) page[at + out] & 0xC0) == 0x80)
			out++;
		memmove(page + at + size, page + at + out, len - at - out);
		memcpy(page + at, bit, size);
		len = len - out + size;
	}
	return len;
}

int
main(int argc, char **argv)
{
	static char bytes[MAX_PAGE];
	static char page[MAX_PAGE + 4096];
	int			mutated = 0;
	int			first = 1;

	for (; first + 1 < argc && argv[first][0] == '-'; first += 2)
		if (argv[first][1] == 'n')
			mutated = atoi(argv[first + 1]);
		else
			wanted = argv[first + 1];
	gir_text_init();
	if (!gir_forms_init() || !gir_labels_init())
		return 1;
	dump_hostile();
	for (int i = first; i < argc; i++)
	{
		FILE	   *f = fopen(argv[i], "rb");
		const char *slash = strrchr(argv[i], '/');
		GirBytes	decoded;
		size_t		len;

		if (f == NULL)
			return 1;
		len = fread(bytes, 1, sizeof(bytes), f);
		fclose(f);
		gir_bytes_decode(bytes, len, sizeof(bytes), NULL, NULL, &decoded);
		if (decoded.status != GIR_BYTES_OK)
			return 1;
		dump(slash != NULL ? slash + 1 : argv[i], decoded.text, decoded.len);
		seed = UINT64_C(88172645463325252) + (uint64_t) (i - first);
		for (int n = 0; n < mutated; n++)
		{
			char		name[200];

			memcpy(page, decoded.text, decoded.len);
			snprintf(name, sizeof(name), "%s~%d", slash != NULL ? slash + 1 : argv[i], n);
			dump(name, page, damage(page, decoded.len));
		}
		gir_bytes_free(&decoded);
	}
	return 0;
}
