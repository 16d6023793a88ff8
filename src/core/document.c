/*
 * document.c - a text as a reader sees it, and its cells
 */
#include "core/document.h"

#include "core/cells_loose.h"
#include "core/cells_text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum
{
	/* HTML tables in a text that is not HTML as a whole; a report has three, a converter may split them by page */
	MAX_PARTS = 128,
	/* tags that make a text HTML though it begins with other text */
	MIN_TAGS = 12
};

/* ---- is it HTML? ---- */

static bool
is_tag(const char *p, const char *end, const char *name)
{
	size_t		n = strlen(name);

	return (size_t) (end - p) > n && strncasecmp(p, name, n) == 0 && strchr(" \t\r\n>/", p[n]) != NULL;
}

static const char *
find_tag(GirDocument *d, const char *p, const char *end, const char *name)
{
	while (p < end && gir_grid_goes_on(&d->grid, p) && (p = memchr(p, '<', (size_t) (end - p))) != NULL)
	{
		if (is_tag(p + 1, end, name))
			return p;
		p++;
	}
	return NULL;
}

/* The tag with which the text begins, after white space and a byte order mark; NULL if it does not. */
static const char *
first_tag(const char *source, size_t len)
{
	GirSpan		s = gir_trim(source, (GirSpan) {0, (uint32_t) (len < 4096 ? len : 4096)});
	const char *p = source + s.off;

	return s.len > 3 && p[0] == '<' && (p[1] == '!' || p[1] == '?' || (p[1] >= 'a' && p[1] <= 'z') || (p[1] >= 'A' && p[1] <= 'Z')) ? p : NULL;
}

static int
count_end_tags(GirDocument *d, const char *p, const char *end, int enough)
{
	int			n = 0;

	while (n < enough && p + 1 < end && gir_grid_goes_on(&d->grid, p) && (p = memchr(p, '<', (size_t) (end - p - 1))) != NULL)
		n += *++p == '/';
	return n;
}

/* Has it a line that only Markdown has: a heading of #, or the rule below the heads of a table? */
static bool
is_markdown(GirDocument *d, const char *p, const char *end)
{
	while (p < end && gir_grid_goes_on(&d->grid, p))
	{
		size_t		left = (size_t) (end - p);
		size_t		n = 0;

		while (n < 6 && n < left && p[n] == '#')
			n++;
		if ((n > 0 && n < left && p[n] == ' ') || (left > 4 && (memcmp(p, "|---", 4) == 0 || memcmp(p, "| ---", 5) == 0 || memcmp(p, "|:--", 4) == 0)))
			return true;
		p = memchr(p, '\n', left);
		if (p++ == NULL)
			return false;
	}
	return false;
}

static int
count_tags(GirDocument *d, const char *p, const char *end, const char *name, int enough)
{
	int			n = 0;

	while (n < enough && (p = find_tag(d, p, end, name)) != NULL)
	{
		n++;
		p++;
	}
	return n;
}

/*
 * A text is a page when it begins with a tag, or has many; but not Markdown in which converters leave some of the page's tags, tables
 * above all, between lines of its own.  Where it keeps the tags inside its cells, too, it is read as a page: then they are no words.
 */
static bool
is_page(GirDocument *d, const char *source, size_t len)
{
	const char *end = source + len;
	const char *tag = first_tag(source, len);

	if (tag != NULL)
		return is_tag(tag + 1, end, "!doctype") || tag[1] == '?' || is_tag(tag + 1, end, "html") || !is_markdown(d, source, end) ||
			count_tags(d, source, end, "span", MIN_TAGS) >= MIN_TAGS;
	return count_end_tags(d, source, end, MIN_TAGS) >= MIN_TAGS &&
		(find_tag(d, source, end, "p") != NULL || find_tag(d, source, end, "div") != NULL || find_tag(d, source, end, "td") != NULL) &&
		find_tag(d, source, end, "table") == NULL;
}

/* ---- parts ---- */

static GirDocumentPart *
add_part(GirDocument *d, size_t source, bool html)
{
	GirDocumentPart *part;

	if (d->parts == NULL)
		d->parts = malloc(MAX_PARTS * sizeof(GirDocumentPart));
	if (d->parts == NULL)
	{
		d->grid.status = GIR_OUT_OF_MEMORY;
		return NULL;
	}
	part = &d->parts[d->nparts++];
	memset(part, 0, sizeof(*part));
	part->source = (uint32_t) source;
	part->html = html;
	return part;
}

/* Render a part; false when that failed, with the status set. */
static bool
render(GirDocument *d, GirDocumentPart *part, const char *html, size_t len, GirPoll poll, void *context)
{
	gir_html_read(html, len, poll, context, &part->page);
	d->html = d->moved = true;
	d->grid.status = part->page.status;
	d->reason = part->page.reason;
	return part->page.status == GIR_OK;
}

/* Cut a text that holds HTML tables into plain parts and tables. */
static void
cut(GirDocument *d, const char *source, size_t len, GirPoll poll, void *context)
{
	const char *p = source;
	const char *end = source + len;

	while (p < end && d->nparts < MAX_PARTS - 2 && d->grid.status == GIR_OK)
	{
		const char *table = find_tag(d, p, end, "table");
		const char *stop = table ? find_tag(d, table, end, "/table") : NULL;
		GirDocumentPart *part;

		if (table == NULL || table > p)
			add_part(d, (size_t) (p - source), false);
		if (table == NULL)
			return;
		stop = stop ? memchr(stop, '>', (size_t) (end - stop)) : NULL;
		stop = stop ? stop + 1 : end;
		part = add_part(d, (size_t) (table - source), true);
		if (part == NULL || !render(d, part, table, (size_t) (stop - table), poll, context))
			return;
		p = stop;
	}
	if (p < end && d->grid.status == GIR_OK)
		add_part(d, (size_t) (p - source), false);
}

static size_t
source_end(const GirDocument *d, int part, size_t len)
{
	return part + 1 < d->nparts ? d->parts[part + 1].source : len;
}

/* Is the last thing in the page an end tag?  Then the page was not cut off in its last figure. */
static bool
ends_in_end_tag(const char *source, size_t len)
{
	GirSpan		rest = gir_trim(source, (GirSpan) {0, (uint32_t) len});
	uint32_t	tag = rest.off + rest.len - 1;

	if (rest.len == 0 || source[tag] != '>')
		return false;
	while (tag > rest.off && source[tag] != '<')
		tag--;
	return source[tag] == '<' && source[tag + 1] == '/';
}

/* One text of all parts; a line break after each table, unless the document is cut off in it: then its last figure may be cut, too. */
static void
join(GirDocument *d, const char *source, size_t len)
{
	size_t		size = 1;
	char	   *p;

	for (int i = 0; i < d->nparts; i++)
		size += d->parts[i].html ? d->parts[i].page.len + 1 : source_end(d, i, len) - d->parts[i].source;
	p = d->owned = malloc(size);
	if (p == NULL)
	{
		d->grid.status = GIR_OUT_OF_MEMORY;
		return;
	}
	for (int i = 0; i < d->nparts; i++)
	{
		GirDocumentPart *part = &d->parts[i];
		size_t		n = part->html ? part->page.len : source_end(d, i, len) - part->source;

		part->off = (uint32_t) (p - d->owned);
		memcpy(p, part->html ? part->page.text : source + part->source, n);
		p += n;
		if (part->html && (i + 1 < d->nparts || source[len - 1] == '>'))
			*p++ = '\n';
	}
	d->text = d->owned;
	d->len = (size_t) (p - d->owned);
}

/* ---- cells ---- */

/* The cells of a rendered part: rows of tables as they are, the lines between tables as running text. */
static void
take_cells(GirGrid *grid, const GirDocumentPart *part)
{
	const GirHtml *page = &part->page;
	uint32_t	i = 0;
	uint32_t	table = 0;
	bool		lost = false;	/* the columns of that table are not true */

	while (i < page->ncells && grid->status == GIR_OK)
	{
		const GirHtmlCell *c = gir_html_cell(page, i);
		uint32_t	row = c->row;

		if (c->bare)
		{
			uint32_t	first = c->off;
			uint32_t	last = first;

			for (; i < page->ncells && (c = gir_html_cell(page, i))->bare; i++)
				last = c->off + c->len;
			gir_cells_loose(grid, (GirSpan) {part->off + first, last - first});
			continue;
		}
		if (c->table != table)
			lost = gir_html_lost_spans(page, i);
		table = c->table;
		gir_grid_row(grid, lost ? GIR_ROW_CELLS : GIR_ROW_GRID);
		for (; i < page->ncells && (c = gir_html_cell(page, i))->row == row && grid->status == GIR_OK; i++)
		{
			GirSpan		span = {part->off + c->off, c->len};

			if (lost)
				gir_grid_cell(grid, span);
			else
				gir_grid_at(grid, span, c->col);
			if (c->struck || (c->opaque && c->len == 0))
				gir_grid_spoil(grid);
		}
	}
}

void
gir_document_read(const char *source, size_t len, GirPoll poll, void *context, GirDocument *d)
{
	bool		tags = memchr(source, '<', len) != NULL;
	bool		page;
	bool		tables;

	memset(d, 0, sizeof(*d));
	gir_grid_init(&d->grid, source, len, poll, context);
	page = tags && is_page(d, source, len);
	tables = tags && !page && find_tag(d, source, source + len, "table") != NULL;
	gir_residue_leave(&d->grid, !page && !tables, &d->residue);
	if (d->grid.status != GIR_OK)
		return;
	if (d->residue.text != NULL)
	{
		d->moved = true;
		source = d->residue.text;
		len = d->residue.len;
		gir_grid_init(&d->grid, source, len, poll, context);
	}
	d->text = source;
	d->len = len;
	if (page)
	{
		GirDocumentPart *part = add_part(d, 0, true);

		if (part != NULL && render(d, part, source, len, poll, context))
		{
			d->text = part->page.text;
			d->len = part->page.len;
			if (ends_in_end_tag(source, len))
				part->page.text[d->len++] = '\n';	/* in the place of its NUL */
		}
	}
	else if (tables)
	{
		cut(d, source, len, poll, context);
		if (d->grid.status == GIR_OK)
			join(d, source, len);
	}
	if (d->grid.status != GIR_OK)
		return;
	gir_grid_init(&d->grid, d->text, d->len, poll, context);
	if (!d->html || (d->nparts == 1 && d->parts[0].page.ntables == 0))
		gir_cells_text(&d->grid, (GirSpan) {0, (uint32_t) d->len});
	else
		for (int i = 0; i < d->nparts && d->grid.status == GIR_OK; i++)
			if (d->parts[i].html)
				take_cells(&d->grid, &d->parts[i]);
			else
				gir_cells_text(&d->grid, (GirSpan) {d->parts[i].off, (uint32_t) (i + 1 < d->nparts ? d->parts[i + 1].off : d->len) - d->parts[i].off});
	if (d->html)
		d->grid.layout = GIR_LAYOUT_HTML;
	if (d->grid.status == GIR_OK)
		gir_grid_leave_numbers(&d->grid);
	if (d->grid.status == GIR_TOO_LARGE)
		d->reason = gir_grid_reason(&d->grid);
}

void
gir_document_free(GirDocument *d)
{
	gir_grid_free(&d->grid);
	for (int i = 0; i < d->nparts; i++)
		if (d->parts[i].html)
			gir_html_free(&d->parts[i].page);
	gir_residue_free(&d->residue);
	free(d->parts);
	free(d->owned);
	d->parts = NULL;
	d->owned = NULL;
	d->nparts = 0;
}

/* The stretch of what was read, the source or what is left of it, that prints a stretch of the document's text. */
static GirSpan
place_in_parts(const GirDocument *d, GirSpan span)
{
	int			i = d->nparts - 1;
	GirSpan		place;

	if (!d->html || span.len == 0)
		return span;
	while (i > 0 && d->parts[i].off > span.off)
		i--;
	span.off -= d->parts[i].off;
	if (!d->parts[i].html)
		return (GirSpan) {span.off + d->parts[i].source, span.len};
	place = gir_html_place(&d->parts[i].page, span, &d->parts[i].near);
	return (GirSpan) {place.off + d->parts[i].source, place.len};
}

GirSpan
gir_document_place(const GirDocument *d, GirSpan span)
{
	return gir_residue_place(&d->residue, place_in_parts(d, span));
}
