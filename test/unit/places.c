/*
 * places.c - where a figure stands: the stretch of the source that gireport_cells() points at is that figure
 *
 * For every text of the corpus, plain or HTML: the source at the place of each cell, read by itself (its tags and references decoded),
 * is the cell's value.
 */
#include "unit.h"

#include "core/bytes.h"
#include "core/cells_html.h"

#include <dirent.h>

typedef struct Count
{
	int			files;
	int			html;
	int			figures;
	int			figures_html;
	int			wrong;
} Count;

static GirReport report;

static char *
load(const char *path, size_t *len)
{
	FILE	   *f = fopen(path, "rb");
	char	   *s = malloc(1 << 22);

	if (f == NULL || s == NULL)
		abort();
	*len = fread(s, 1, 1 << 22, f);
	fclose(f);
	return s;
}

/* The stretch as a reader sees it; memory of the caller's. */
static char *
shown(const char *source, GirSpan place, bool html, size_t *len)
{
	GirHtml		page;
	char	   *s;

	if (html)
	{
		gir_html_read(source + place.off, place.len, NULL, NULL, &page);
		s = strndup(page.text ? page.text : "", page.len);
		gir_html_free(&page);
	}
	else
		s = strndup(source + place.off, place.len);
	*len = strlen(s);
	return s;
}

/* Is the value in the report what its stretch of the source says? */
static bool
is_there(const char *source, size_t source_len, const GirValue *value, GirSpan place, bool html)
{
	GirValue	there;
	size_t		len;
	char	   *s;
	bool		same;
	GirSpan		trimmed;

	if (place.len == 0 || place.off > source_len || place.len > source_len - place.off)
		return false;
	s = shown(source, place, html, &len);
	trimmed = gir_trim(s, (GirSpan) {0, (uint32_t) len});
	gir_value_read(s + trimmed.off, trimmed.len, true, &there);
	same = there.state == value->state && there.digits == value->digits && there.scale == value->scale &&
		same_string(there.unit, value->unit) && same_string(there.note, value->note);
	if (!same)
		note("at %u: %.40s is not %s", place.off, s, value_text(value));
	free(s);
	return same;
}

static void
check_text(const char *path, const char *source, size_t len, Count *count)
{
	const GirReading *r = &report.reading;
	bool		html;

	gir_report_read(source, len, NULL, NULL, &report);
	if (report.status != GIR_OK || r->figures.form == NULL)
		return;
	html = report.layout == GIR_LAYOUT_HTML;
	count->files++;
	count->html += html;
	for (int i = 0; i < r->figures.form->ncells; i++)
	{
		if (r->figures.cells[i].state != GIR_NUMBER)
			continue;
		count->figures++;
		count->figures_html += html;
		if (is_there(source, len, &r->figures.cells[i], r->place[i], html))
			continue;
		if (count->wrong++ < 5)
			note("%s, %s", path, r->figures.form->cells[i].path);
	}
}

static void
check_directory(const char *directory, Count *count)
{
	DIR		   *d = opendir(directory);
	struct dirent *entry;

	while (d != NULL && (entry = readdir(d)) != NULL)
	{
		char		path[512];
		GirBytes	decoded;
		char	   *bytes;
		size_t		len;

		if (strstr(entry->d_name, ".txt") == NULL)
			continue;
		snprintf(path, sizeof(path), "%s/%s", directory, entry->d_name);
		bytes = load(path, &len);
		gir_bytes_decode(bytes, len, 1 << 30, NULL, NULL, &decoded);
		if (decoded.status == GIR_BYTES_OK)
			check_text(entry->d_name, decoded.text, decoded.len, count);
		gir_bytes_free(&decoded);
		free(bytes);
	}
	if (d != NULL)
		closedir(d);
}

int
main(void)
{
	Count		count = {0};

	unit_init();
	check_directory("test/corpus/converted", &count);
	check_directory("test/corpus/own", &count);
	note("%d texts, %d of them HTML; %d figures, %d of them in HTML", count.files, count.html, count.figures, count.figures_html);
	ok(count.html >= 20 && count.figures_html >= 3000, "the corpus has pages");
	ok(count.figures > count.figures_html + 10000, "and plain texts");
	ok(count.wrong == 0, "every figure stands at its place: %d do not", count.wrong);
	return done();
}
