/*
 * rendering_markdown.c - a report as Markdown: headings and pipe tables
 *
 * A pipe table has no merged cells: their text stands in the first of the places that they cover, and the others are empty.  So that an
 * empty place is never taken for a figure, a blank figure is printed as a space of its own, which shows as nothing.  In title and agency, which are
 * the report's own words, a backslash stands before what would be markup; reading takes it off.
 */
#include "core/rendering.h"

#include <string.h>

/* The sheet's cell that begins at a place, or NULL. */
static const GirSheetCell *
cell_at(const GirSheet *s, int row, int column)
{
	for (int i = 0; i < s->ncells; i++)
		if (s->cells[i].row == row && s->cells[i].column == column)
			return &s->cells[i];
	return NULL;
}

static void
put_cell(const GirOut *out, const GirFigures *figures, const GirSheetCell *c, bool marked)
{
	char		text[GIR_MAX_CELL_TEXT];

	gir_out(out, " ");
	if (c == NULL)
		return;
	if (c->cell < 0)
	{
		gir_out(out, c->number);
		gir_out(out, c->label);
	}
	else
		gir_out(out, gir_cell_text(&figures->cells[c->cell], marked, text) > 0 ? text : GIR_SIGN_SPACE);
	gir_out(out, " ");
}

static void
put_table(const GirOut *out, const GirFigures *figures, const GirSheet *s)
{
	bool		marked = gir_needs_marks(figures, s->table);

	for (int r = 0; r < s->nrows; r++)
	{
		for (int c = 0; c < s->ncolumns; c++)
		{
			gir_out(out, "|");
			put_cell(out, figures, cell_at(s, r, c), marked);
		}
		gir_out(out, "|\n");
		for (int c = 0; r == 0 && c < s->ncolumns; c++)
			gir_out(out, c < s->nlabels ? "|---" : "|--:");
		gir_out(out, r == 0 ? "|\n" : "");
	}
}

/* A line of text: what would be markup is escaped, and control characters become spaces. */
static void
put_line(const GirOut *out, GirString s)
{
	for (uint32_t i = 0, from = 0; i <= s.len; i++)
		if (i == s.len || gir_is_markup(s.s[i]))
		{
			gir_out_line(out, (GirString) {s.s + from, i - from});
			gir_out(out, i < s.len ? "\\" : "");
			from = i;
		}
}

void
gir_markdown_write(const GirPrintable *report, GirWrite write, void *context)
{
	GirOut		out = {write, context};
	GirSheet	sheet;
	char		line[GIR_MAX_LINE];
	const char *s;

	if (report->title.len > 0)
	{
		gir_out(&out, "# ");
		put_line(&out, report->title);
		gir_out(&out, "\n");
	}
	for (int n = 0; (s = gir_head_line(report, n, line)) != NULL; n++)
	{
		gir_out(&out, "\n");
		put_line(&out, (GirString) {s, (uint32_t) strlen(s)});
		gir_out(&out, "\n");
	}
	for (int t = 0; t < GIR_TABLE_COUNT && report->figures != NULL; t++)
	{
		if (!gir_is_printed(report->figures, (GirTable) t))
			continue;
		gir_sheet_make(report->figures->form, (GirTable) t, &sheet);
		gir_out(&out, "\n## ");
		gir_out(&out, sheet.section_number);
		gir_out(&out, sheet.section);
		gir_out(&out, "\n\n");
		put_table(&out, report->figures, &sheet);
	}
}
