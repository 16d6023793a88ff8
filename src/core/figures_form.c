/*
 * figures_form.c - which form the labels of a grid are of
 */
#include "core/figures_work.h"

enum
{
	MANY_MARKS = 8				/* of one form: 其他处理 with figures, a mark of the other, is the sum of the rows below it */
};

/* Is there nothing else that counts in the lines where the cell begins and ends? */
static bool
alone_in_line(const GirGrid *grid, const GirGridCell *cell)
{
	const char *start = grid->text + cell->off;
	const char *p = start + cell->len;
	const char *end = grid->text + grid->len;

	while (start > grid->text && start[-1] != '\n')
	{
		const char *next;

		do
			start--;
		while (start > grid->text && ((unsigned char) *start & 0xC0) == 0x80);
		next = start;
		if (gir_fold_next(&next, end) != 0)
			return false;
	}
	while (p < end && *p != '\n')
		if (gir_fold_next(&p, end) != 0)
			return false;
	return true;
}

bool
gir_figures_loose_counts(const GirGrid *grid, const GirGridRow *row, uint32_t i)
{
	const GirGridCell *cells = gir_row_cells(grid, row);

	if ((i > 0 && cells[i - 1].kind == GIR_CELL_LABEL) || (i + 1 < row->ncells && (cells[i + 1].kind != GIR_CELL_TEXT || cells[i + 1].glued)))
		return true;
	return alone_in_line(grid, &cells[i]);
}

static void
add_mark(GirReading *out, int form, const GirGridCell *cell, uint8_t *seen)
{
	if (seen[cell->label / 8] & 1 << cell->label % 8)
		return;
	seen[cell->label / 8] |= (uint8_t) (1 << cell->label % 8);
	if (out->marks[form] < GIR_MAX_EVIDENCE)
		out->evidence[form][out->marks[form]] = (GirSpan) {cell->off, cell->len};
	out->marks[form]++;
}

/* Has the row figures, and nothing but empty cells between them and this label?  In running text they may be another row's. */
static bool
is_next_to_figures(const GirGrid *grid, const GirGridRow *row, uint32_t label)
{
	const GirGridCell *cells = gir_row_cells(grid, row);

	for (uint32_t i = label + 1; row->kind != GIR_ROW_LOOSE && i < row->ncells; i++)
		if (cells[i].kind != GIR_CELL_EMPTY)
			return is_figure(&cells[i]) && row->count[GIR_CELL_NUMBER] >= 3;
	return false;
}

/* The row of the form f that begins with that label in running text and has a figure for each applicant right behind it, and no more; -1 without one. */
static int
whole_row(const GirGrid *grid, const GirGridRow *row, uint32_t label, int f)
{
	const GirGridCell *cell = gir_row_cells(grid, row) + label;

	if (row->kind != GIR_ROW_LOOSE || row->ncells - label - 1 != APPLICANTS || cell->kind != GIR_CELL_LABEL)
		return -1;
	for (int i = 1; i <= APPLICANTS; i++)
		if (!is_figure(&cell[i]))
			return -1;
	return gir_label(cell->label)->in[f].row;
}

/* Is this row of the form followed by its next one, both whole?  No rows of another form are between them. */
static bool
is_followed_as_in(const GirGrid *grid, const GirGridRow *row, uint32_t label, int f)
{
	int			here = whole_row(grid, row, label, f);

	return here >= 0 && row + 1 < grid->rows + grid->nrows && row[1].ncells > APPLICANTS && whole_row(grid, row + 1, row[1].ncells - APPLICANTS - 1, f) == here + 1;
}

/*
 * The form whose own labels are there.  One stray label of the other form is forgiven when the evidence is overwhelming.  A row
 * （六）其他处理 with figures of its own is a mark of 2019; 2021 has three rows below it.
 */
void
gir_figures_choose_form(const GirGrid *grid, GirReading *out)
{
	uint8_t		seen[64] = {0};
	int			best = -1;
	int			other = 0;
	bool		strong[GIR_FORM_COUNT] = {false};
	bool		sure[GIR_FORM_COUNT] = {false};	/* a mark that is not what is left of another form's */

	for (const GirGridRow *row = grid->rows; row < grid->rows + grid->nrows; row++)
	{
		/* the count is of 16 bits */
		uint32_t	left = row->ncells > UINT16_MAX && row->count[GIR_CELL_LABEL] > 0 ? row->ncells : row->count[GIR_CELL_LABEL];

		for (uint32_t i = 0; left > 0 && i < row->ncells; i++)
		{
			const GirGridCell *cell = gir_row_cells(grid, row) + i;
			const GirLabel *label;

			if (cell->kind != GIR_CELL_LABEL)
				continue;
			left--;
			if (!counts(grid, row, i))
				continue;
			label = gir_label(cell->label);
			if (label->mark >= 0)
			{
				add_mark(out, label->mark, cell, seen);
				sure[label->mark] |= row->kind != GIR_ROW_LOOSE || !label->tail;
			}
			else
				for (int f = 0; f < GIR_FORM_COUNT; f++)
					if (label->in[f].row >= 0 && label->in[1 - f].row < 0 && label->in[1 - f].bare_row < 0 &&
						(is_next_to_figures(grid, row, i) || is_followed_as_in(grid, row, i, f)))
					{
						add_mark(out, f, cell, seen);
						strong[f] = sure[f] = true;
					}
		}
	}
	for (int f = 0; f < GIR_FORM_COUNT; f++)
		if (best < 0 || out->marks[f] > out->marks[best])
			best = f;
	for (int f = 0; f < GIR_FORM_COUNT; f++)
		if (f != best)
			other += out->marks[f] + (strong[f] && out->marks[best] < MANY_MARKS);
	if (out->marks[best] == 0 || !sure[best])
		out->choice = GIR_FORM_NEITHER;
	else if (other > 1 || (other == 1 && out->marks[best] < 4))
		out->choice = GIR_FORM_BOTH;
	else
	{
		out->choice = GIR_FORM_FOUND;
		out->figures.form = &gir_forms[best];
	}
}
