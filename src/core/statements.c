/*
 * statements.c - the figures that prose asserts
 *
 * A sentence is a row of tokens.  Walking through it, the reader keeps what holds at each place: the year that is spoken of, the scope,
 * the business (applications, documents …), the list that is being read.  At a number it gathers the cues of the words that govern it
 * (those before it, back to the next figure or comma; those after it where there are none before) and looks for the first declared rule
 * that they fit; at a negative it does the same for the rules of zeros.  What was found is judged once more as a whole when the
 * sentence ends, since a later figure may say what an earlier one was: a sum, a breakdown.
 */
#include "core/statements_work.h"

#include <stdlib.h>

/* Key and names of each measure. */
static const char *const measures[][3] = {
#define MEASURE(name, key, text, text_zh) {key, text, text_zh},
#include "core/statements.def"
};

static const char *const sense_keys[] = {
#define SENSE(name, key) key,
#include "core/statements.def"
};

const char *
gir_measure_key(GirMeasure measure)
{
	return measures[measure][0];
}

const char *
gir_measure_text(GirMeasure measure, int language)
{
	return measures[measure][1 + language];
}

const char *
gir_sense_key(GirSense sense)
{
	return sense_keys[sense];
}

bool
gir_statements_init(void)
{
	return gir_words_init();
}

/* Text in a cell that ends what stands between labels and figures: a sentence, or a heading of sections 五 and 六. */
static bool
is_prose(const char *s, size_t len)
{
	static const char *const marks[] = {"。", "存在的主要问题", "改进情况", "报告的事项"};

	if (len >= 3 && memcmp(s + len - 3, "。", 3) == 0)
		return true;			/* as most do */
	for (int i = 0; i < LENGTH(marks); i++)
		if (gir_find(s, len, marks[i]) != NULL)
			return true;
	return false;
}

/* Where the last cell of a row that is not empty ends, 0 without one. */
static uint32_t
row_end(const GirGridCell *cells, uint32_t n)
{
	while (n > 0 && cells[n - 1].kind == GIR_CELL_EMPTY)
		n--;
	return n > 0 ? cells[n - 1].off + cells[n - 1].len : 0;
}

/*
 * The stretches of the text that are tables: from a label up to the next prose.  Returns their number; *stretches is to be freed, and
 * NULL without memory.
 */
static int
find_tables(const GirGrid *grid, GirSpan **stretches)
{
	GirSpan    *all = malloc(((size_t) grid->ncells + 1) * sizeof(GirSpan));
	int			n = 0;
	bool		open = false;

	*stretches = all;
	for (uint32_t i = 0; all && i < grid->nrows; i++)
	{
		const GirGridRow *row = &grid->rows[i];
		const GirGridCell *cells = gir_row_cells(grid, row);

		if (open && row->count[GIR_CELL_TEXT] == 0 && row->ncells <= UINT16_MAX)
		{
			uint32_t	end = row_end(cells, row->ncells);

			if (end > all[n - 1].off + all[n - 1].len)
				all[n - 1].len = end - all[n - 1].off;
			continue;
		}
		for (uint32_t k = 0; k < row->ncells; k++)
		{
			const GirGridCell *c = &cells[k];
			GirSpan    *last = n > 0 ? &all[n - 1] : NULL;
			uint32_t	end = c->off + c->len;

			if (c->kind == GIR_CELL_EMPTY)
				continue;
			if (c->kind == GIR_CELL_TEXT && is_prose(grid->text + c->off, c->len))
			{
				open = false;
				continue;
			}
			if (!open && c->kind == GIR_CELL_LABEL && (last == NULL || c->off >= last->off + last->len))
			{
				all[n++] = (GirSpan) {c->off, c->len};
				open = true;
			}
			else if (open && end > last->off + last->len)
				last->len = end - last->off;
		}
	}
	return n;
}

/* Places in the document's text become places in the source. */
static void
to_source(const GirDocument *d, GirStatements *out)
{
	for (uint32_t i = 0; d->moved && i < out->n + out->nshares; i++)
	{
		GirStatement *s = &out->items[i];

		s->number = gir_document_place(d, s->number);
		s->label = gir_document_place(d, s->label);
		s->quote = gir_document_place(d, s->quote);
	}
}

/* How many labels of tables there are: a sentence has some too. */
static int
labels_of(const GirReading *reading)
{
	int			n = 0;

	for (int i = 0; i < GIR_TABLE_COUNT; i++)
		n += reading->tables[i].labels;
	return n;
}

void
gir_statements_of_report(const GirDocument *d, const GirReport *report, GirStatementOptions options, GirPoll poll, void *context, GirStatements *out)
{
	GirSpan    *tables;
	int			n;

	memset(out, 0, sizeof(*out));
	if (report->second_title[0])
		return;					/* whose they are cannot be told */
	if (options.year == 0 && (report->title[0] || report->reading.first_table != UINT32_MAX))
		options.year = report->year;
	if (options.agency == NULL)
		options.agency = report->agency;
	n = find_tables(&d->grid, &tables);
	if (labels_of(&report->reading) < MIN_LABELS)
		n = 0;
	if (tables == NULL)
		out->status = GIR_OUT_OF_MEMORY;
	else
		gir_statements_of_prose(d->text, d->len, tables, n, options, poll, context, out);
	free(tables);
	if (out->status == GIR_OK)
		to_source(d, out);
}

void
gir_statements_read(const char *source, size_t len, GirStatementOptions options, GirPoll poll, void *context, GirStatements *out)
{
	GirReport  *report = malloc(sizeof(GirReport));
	GirDocument d;

	memset(out, 0, sizeof(*out));
	if (report == NULL)
	{
		out->status = GIR_OUT_OF_MEMORY;
		return;
	}
	gir_document_read(source, len, poll, context, &d);
	gir_report_head(&d, report);
	if (report->status == GIR_OK)
		gir_statements_of_report(&d, report, options, poll, context, out);
	else
		out->status = report->status;
	gir_document_free(&d);
	free(report);
}
