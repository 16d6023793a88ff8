/*
 * places.c - where a figure stands: the stretch of the source that gireport_cells() points at is that figure
 *
 * For every text of the corpus, plain or HTML: the source at the place of each cell, read by itself (its tags and references decoded),
 * is the cell's value. With pinyin in brackets behind its characters, the text says the same, and its figures stand where they have moved to.
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
	int			readings;		/* texts with pinyin */
	int			changed;		/* of these, texts that say something else */
} Count;

static GirReport report;
static GirReport again;

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

/* The text with pinyin behind every fifth Han character; memory of the caller's. */
static char *
with_pinyin(const char *source, size_t len, size_t *n)
{
	static const char *const readings[] = {"(kāi)", "(de)", "(gong)(gong)", "(zhuǎng)", "(lǜ)"};
	const char *end = source + len;
	char	   *s = malloc(len * 4 + 1);
	int			han = 0;

	*n = 0;
	while (source < end)
	{
		const char *from = source;
		bool		is_han = gir_is_han(gir_next_char(&source, end));

		memcpy(s + *n, from, (size_t) (source - from));
		*n += (size_t) (source - from);
		if (is_han && ++han % 5 == 0)
			*n += (size_t) sprintf(s + *n, "%s", readings[han / 5 % 5]);
	}
	return s;
}

/* report is what the text says. */
static void
check_pinyin(const char *path, const char *source, size_t len, Count *count)
{
	const GirFigures *figures = &report.reading.figures;
	size_t		n;
	char	   *s = with_pinyin(source, len, &n);
	bool		same;

	gir_report_read(s, n, NULL, NULL, &again);
	count->readings++;
	same = again.status == report.status && again.reading.figures.form == figures->form && again.year == report.year &&
		strcmp(again.agency, report.agency) == 0 && strcmp(again.title, report.title) == 0;
	for (int i = 0; same && figures->form != NULL && i < figures->form->ncells; i++)
	{
		const GirValue *a = &figures->cells[i];
		const GirValue *b = &again.reading.figures.cells[i];
		GirSpan		place = again.reading.place[i];

		same = a->state == b->state && a->digits == b->digits && a->scale == b->scale && same_string(a->unit, b->unit) && same_string(a->note, b->note) &&
			same_string(a->text, b->text) && place.len >= report.reading.place[i].len && (place.len == 0 || s[place.off] == source[report.reading.place[i].off]);
	}
	if (!same && count->changed++ < 5)
		note("%s says something else with pinyin", path);
	free(s);
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
		{
			check_text(entry->d_name, decoded.text, decoded.len, count);
			check_pinyin(entry->d_name, decoded.text, decoded.len, count);
		}
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
	ok(count.readings > 300 && count.changed == 0, "pinyin in brackets changes nothing in %d texts: it does in %d", count.readings, count.changed);
	return done();
}
