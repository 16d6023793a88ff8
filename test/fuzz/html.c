/*
 * html.c - libFuzzer target: whatever the bytes are, the page that comes out is sound
 *
 *   clang-14 -g -O1 -fsanitize=fuzzer,address,undefined -Isrc $(pkg-config --cflags libxml-2.0) -o html \
 *       test/fuzz/html.c src/core/cells_html.c src/core/text.c -lxml2
 *   ./html -dict=test/fuzz/html.dict -max_len=40000 -timeout=5 SEEDS
 *
 * The unit test runs the same checks on texts of its own.
 */
#include "core/cells_html.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "not so: %s\n", what);
	abort();
}

/* Cells follow each other in the text and in their rows, rows in the page; nothing lies outside. */
static void
check_cells(const GirHtml *page)
{
	uint32_t	rows = 0;
	uint32_t	end = 0;

	for (uint32_t i = 0; i < page->ncells; i++)
	{
		const GirHtmlCell *c = gir_html_cell(page, i);
		const GirHtmlCell *before = i > 0 ? c - (i % GIR_HTML_BLOCK > 0) : NULL;
		bool		first = before == NULL || (before = gir_html_cell(page, i - 1))->row != c->row;

		must(c->off >= end && c->off <= page->len && c->len <= page->len - c->off, "cells lie in the text, one after another");
		end = c->off + c->len;
		must(c->row == rows - !first, "rows are numbered one by one");
		rows += first;
		must(c->bare == (c->table == 0) && c->table <= page->ntables, "cells have a table, lines none");
		must(!c->bare || first, "a line is a row");
		must(!c->bare || (i + 1 == page->ncells || gir_html_cell(page, i + 1)->row != c->row), "and the only cell of it");
		must(first || c->col > before->col || c->col == GIR_HTML_MAX_COLUMNS, "columns go to the right");
		must(first || c->table == before->table, "a row is in one table");
		must(c->colspan >= 1 && c->rowspan >= 1, "a cell takes up a place");
		must(!c->bare || memchr(page->text + c->off, '\n', c->len) == NULL, "a line has no line breaks");
	}
	must(rows == page->nrows, "all rows are counted");
}

/* Places go forward, and text that is no reference is what stands there. */
static void
check_places(const GirHtml *page, const char *html)
{
	uint32_t	before = 0;
	uint32_t	near = 0;

	for (uint32_t i = 0; i < page->ncells; i++)
	{
		const GirHtmlCell *c = gir_html_cell(page, i);
		GirSpan		text = gir_trim(page->text, (GirSpan) {c->off, c->len});
		GirSpan		place = gir_html_place(page, text, &near);

		if (text.len == 0)
			continue;
		must(place.off >= before && place.off <= page->source_len && place.len <= page->source_len - place.off, "places go forward");
		before = place.off + place.len;
		must(place.len > 0, "text stands somewhere");
		must(html[place.off] == '&' || html[place.off] == page->text[text.off], "it begins with its first character");
		must(html[before - 1] == page->text[text.off + text.len - 1] || memchr(html + place.off, '&', place.len) != NULL,
			 "and ends with its last");
	}
}

static bool
valid_utf8(const uint8_t *s, size_t n)
{
	for (size_t i = 0; i < n;)
	{
		size_t		more = s[i] < 0x80 ? 0 : s[i] >= 0xC2 && s[i] < 0xE0 ? 1 : (s[i] & 0xF0) == 0xE0 ? 2 : s[i] >= 0xF0 && s[i] < 0xF5 ? 3 : 9;

		if (more == 9 || i + more >= n)
			return false;
		if ((s[i] == 0xE0 && s[i + 1] < 0xA0) || (s[i] == 0xED && s[i + 1] > 0x9F) || (s[i] == 0xF0 && s[i + 1] < 0x90) ||
			(s[i] == 0xF4 && s[i + 1] > 0x8F))
			return false;
		for (size_t k = 1; k <= more; k++)
			if ((s[i + k] & 0xC0) != 0x80)
				return false;
		i += more + 1;
	}
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* a copy without anything behind it, so that reading on is seen */
	char	   *html = malloc(size > 0 ? size : 1);
	GirHtml		page;

	must(html != NULL, "there is memory");
	if (size > 0)
		memcpy(html, data, size);
	gir_html_read(html, size, NULL, NULL, &page);
	must(page.status == GIR_OK || page.status == GIR_TOO_LARGE, "it is read, or too large");
	must((page.status == GIR_TOO_LARGE) == (page.reason != NULL), "only what is too large needs a reason");
	must(page.status == GIR_OK || (page.text == NULL && page.ncells == 0), "what is too large gives nothing");
	must(page.held <= 4 * GIR_HTML_MAX_TOKEN, "libxml2 holds little");
	if (page.status == GIR_OK)
	{
		must(page.text[page.len] == '\0' && page.len <= size, "the text is no longer than its source");
		check_cells(&page);
		/* the database lets nothing else in; other bytes need only do no harm */
		if (valid_utf8(data, size))
			check_places(&page, html);
	}
	gir_html_free(&page);
	free(html);
	return 0;
}
