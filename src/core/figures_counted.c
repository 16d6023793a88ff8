/*
 * figures_counted.c - a table of running text whose labels and figures are out of step
 *
 * Some tools print what a page has from top to bottom, and a label of several lines, whose row of figures stands beside one of them, comes
 * before the figures, behind them, or in pieces.  The rows are in order all the same: when every figure of the table is there, the k-th seven
 * are the k-th row's.
 */
#include "core/figures_work.h"

/* What was met of table 3 so far. */
typedef struct Count
{
	uint32_t   *cells;			/* the figures, in order */
	int			nfigures;
	int			nlabels;
	int			rows;			/* of table 3 */
	int			first_row;
	int			last;			/* row of the last label, from 0; -1 before the first */
	bool		before;			/* and it stood before its figures */
	bool		lines;			/* the row's figures stand each on a line of its own */
	uint64_t	in_step;		/* bit set of rows that have their seven figures between their own label and the next one's */
} Count;

/* Row of table 3 that the label names, from 0; -1 for others. */
static int
row_of(const Fit *fit, const Count *count, const GirGridCell *cell)
{
	int			row = gir_label(cell->label)->in[fit->f].row - count->first_row;

	return row >= 0 && row < count->rows ? row : -1;
}

/* Does table 4 begin with this label? */
static bool
begins_table4(const Fit *fit, const GirGridCell *cell)
{
	const GirMeaning *m = &gir_label(cell->label)->in[fit->f];

	return m->section == GIR_TABLE4 || m->tables == 1u << GIR_TABLE4;
}

/* The label of a row stands right before the row's figures, or right behind them. */
static bool
see_row_label(Count *count, int row)
{
	int			sevens = count->nfigures / APPLICANTS;

	if (count->nfigures % APPLICANTS != 0 || row <= count->last)
		return false;
	if (count->before && row == count->last + 1 && sevens == row)
		count->in_step |= UINT64_C(1) << count->last;
	count->last = row;
	count->before = sevens == row;
	count->nlabels++;
	return sevens == row || (row > 0 && sevens == row + 1);
}

/*
 * Does the label of another row stand right before the row's first figure, with another number, or do words that are no label, on the same line?
 * Then the figures are another row's.  What the row before is called may stand behind its own figures.
 */
static bool
is_of_other_row(const Count *count, const Fit *fit, uint32_t cell)
{
	const GirGridCell *words = &fit->grid->cells[cell - 1];
	int			k = count->first_row + count->nfigures / APPLICANTS;
	const char *end = fit->grid->text + words->off + words->len;
	const char *line = gir_line_start(end - words->len, end);
	uint16_t	folded[GIR_MAX_LABEL];
	int			n;

	if (words->kind == GIR_CELL_LABEL)
	{
		int			bare = gir_label(words->label)->in[fit->f].bare_row;

		return bare >= 0 && bare != k && bare != k - 1;
	}
	if (fit->grid->cells[cell].gap > 0 || words->kind != GIR_CELL_TEXT)
		return false;
	n = gir_fold(line, (size_t) (end - line), folded, GIR_MAX_LABEL);
	return gir_figures_strangers(&fit->form->rows[k], folded, n < GIR_MAX_LABEL ? n : GIR_MAX_LABEL) > 1;
}

/* A figure: the seven stand on a line of their own, or each does. */
static bool
see_figure(Count *count, const Fit *fit, uint32_t cell)
{
	bool		line = fit->grid->cells[cell].gap > 0;

	if (count->nfigures == count->rows * APPLICANTS || (count->nfigures % APPLICANTS == 0 && is_of_other_row(count, fit, cell)))
		return false;
	if (count->nfigures % APPLICANTS == 1)
		count->lines = line;
	else if (count->nfigures % APPLICANTS != 0 && count->lines != line)
		return false;
	count->cells[count->nfigures++] = cell;
	return true;
}

/* A figure alone among rows whose seven stand on one line: a page number. */
static bool
is_page_number(const Count *count, const GirGridRow *row, const GirGridCell *cell, uint32_t i)
{
	return count->nfigures > 0 && count->nfigures % APPLICANTS == 0 && !count->lines && cell->gap > 0 &&
		(i + 1 == row->ncells || cell[1].gap > 0);
}

bool
gir_figures_count(const Fit *fit, int block, uint32_t *cells, uint64_t *in_step)
{
	const GirGrid *grid = fit->grid;
	Count		count = {.cells = cells,.rows = fit->form->blocks[block].nrows,.first_row = fit->form->blocks[block].first_row,.last = -1};
	bool		ended = false;

	for (const GirGridRow *row = grid->rows; row < grid->rows + grid->nrows && !ended; row++)
		for (uint32_t i = 0; i < row->ncells && !ended; i++)
		{
			const GirGridCell *cell = gir_row_cells(grid, row) + i;
			bool		sound = (row->kind == GIR_ROW_LOOSE && !cell->glued) || count.last < 0;
			int			k;

			if (cell->kind == GIR_CELL_LABEL && counts(grid, row, i))
			{
				ended = count.last >= 0 && begins_table4(fit, cell);
				if ((k = row_of(fit, &count, cell)) >= 0)
					sound &= see_row_label(&count, k);
			}
			else if (is_figure(cell) && count.last >= 0 && !is_page_number(&count, row, cell, i))
				sound &= see_figure(&count, fit, row->first + i);
			else
				ended = count.last == count.rows - 1 && count.nfigures == count.rows * APPLICANTS;	/* a note below the table */
			if (!sound)
				return false;
		}
	if (count.before && count.last == count.rows - 1)
		count.in_step |= UINT64_C(1) << count.last;
	*in_step = count.nlabels * 4 >= count.rows * 3 ? count.in_step : 0;
	return ended && count.nfigures == count.rows * APPLICANTS && count.nlabels * 2 >= count.rows;
}
