/*
 * figures_doubts.c - why a row whose figures have their places is not believed
 *
 * A text that has lost or moved something may still have as many figures in a row as columns.  What stands around the row tells, or the row's sum.
 * What each doubt was met in is listed in docs/ARCHITECTURE.md.
 */
#include "core/figures_work.h"

enum
{
	MAX_BROKEN_OFF = 10			/* digits of a figure on the next line */
};

/* A figure as a term of a sum: what is blank, or no number, counts as 0. */
static __int128
scaled(const GirValue *value)
{
	return value->state == GIR_NUMBER ? gir_value_scaled(value) : 0;
}

bool
gir_figures_add_up(const Fit *fit, int row)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[row].block];
	const GirValue *cells = fit->out->figures.cells + fit->form->rows[row].first_cell;
	const GirValue *total = &cells[b->total_column];
	__int128	sum = 0;
	bool		figures = false;

	for (int i = 0; i < b->ncolumns; i++)
		if (i != b->total_column)
		{
			sum += scaled(&cells[i]);
			figures |= cells[i].state == GIR_NUMBER;
		}
	return sum == scaled(total) && !(figures && total->state == GIR_NOT_APPLICABLE);
}

bool
gir_figures_agree(const Fit *fit, GirTable table)
{
	const GirFigures *figures = &fit->out->figures;

	for (int i = 0; i < fit->form->nidentities; i++)
	{
		const GirIdentity *identity = &fit->form->identities[i];
		__int128	sum = 0;

		if (gir_cell_block(fit->form, identity->left[0])->table != table)
			continue;
		for (int k = 0; k < identity->nleft; k++)
			sum += scaled(&figures->cells[identity->left[k]]);
		for (int k = 0; k < identity->nright; k++)
			sum -= scaled(&figures->cells[identity->right[k]]);
		if (sum != 0)
			return false;
	}
	return true;
}

bool
gir_figures_has_torn_heads(const Fit *fit, const Candidate *c)
{
	return c->kind == GIR_ROW_LOOSE && c->n == PADDED_WIDTH && fit->dispute_groups == DISPUTE_GROUPS && !fit->review_unseen && fit->dispute_part_runs <= 3;
}

/* Running text that begins with a digit on the very next line, and more than a page's number: 0（ 1（ 3（ */
static bool
is_broken_below(const Fit *fit, const Candidate *c)
{
	const GirGridRow *below = c->grid_row + 1 < fit->grid->nrows ? &fit->grid->rows[c->grid_row + 1] : NULL;
	const GirGridCell *cell = below && below->ncells > 0 && below->kind == GIR_ROW_LOOSE ? gir_row_cells(fit->grid, below) : NULL;

	return cell != NULL && c->kind == GIR_ROW_LOOSE && cell->gap == 1 && fit->grid->text[cell->off] >= '0' && fit->grid->text[cell->off] <= '9' &&
		(below->ncells > 1 || cell->kind == GIR_CELL_TEXT);
}

/*
 * A row of bars that may be above or below a candidate's in the same cell of the table, where no rules part the rows: as wide, and no row of the
 * form.  near is the candidate that may be it.
 */
static const GirGridRow *
row_beside(const Fit *fit, const Candidate *c, uint32_t r, const Candidate *near)
{
	const GirGridRow *row = &fit->grid->rows[r];

	return fit->grid->layout == GIR_LAYOUT_BARS && c->kind == GIR_ROW_FIELDS && r < fit->grid->nrows && row->kind == GIR_ROW_FIELDS && (int) row->ncells == c->width &&
		!(exists(fit, near) && near->row >= 0 && near->grid_row == r) ? row : NULL;
}

/* Digits above, or below, the candidate's figures: a narrow column has broken some of them, or they are the row's own, and their label has two lines. */
static bool
has_digits_beside(const Fit *fit, const Candidate *c)
{
	const GirGridRow *rows[] = {row_beside(fit, c, c->grid_row - 1, c - 1), row_beside(fit, c, c->grid_row + 1, c + 1)};
	uint32_t	first = c->first - fit->grid->rows[c->grid_row].first;

	for (int k = 0; k < 2; k++)
		for (int i = 0; rows[k] != NULL && rows[k]->count[GIR_CELL_NUMBER] > 0 && i < c->n; i++)
			if (gir_row_cells(fit->grid, rows[k])[first + (uint32_t) i].kind == GIR_CELL_NUMBER)
				return true;
	return false;
}

/* A row that is none of the form right below, with fewer figures, and each below a figure: their rest. */
static bool
has_rests_below(const Fit *fit, const Candidate *c)
{
	const GirGridRow *below = row_beside(fit, c, c->grid_row + 1, c + 1);
	const GirGridCell *cells;
	uint32_t	first = c->first - fit->grid->rows[c->grid_row].first;
	int			rests = 0;

	if (below == NULL || below->count[GIR_CELL_NUMBER] == 0)
		return false;
	cells = gir_row_cells(fit->grid, below) + first;
	for (int i = 0; i < c->n; i++)
	{
		rests += cells[i].kind == GIR_CELL_NUMBER;
		if (cells[i].kind == GIR_CELL_MARK || (cells[i].kind == GIR_CELL_NUMBER && fit->grid->cells[c->first + (uint32_t) i].kind != GIR_CELL_NUMBER))
			return false;
	}
	return rests > 0 && rests < c->columns && cells[c->label_col - (int) first].kind != GIR_CELL_LABEL;
}

/*
 * Table 4 in running text, a figure a line, below heads of which some are lost: figures may have moved, too.  Or as cells below a figure that is
 * alone: it may be the first of them.
 */
static bool
needs_dispute_sum(const Fit *fit, const Candidate *c)
{
	const GirGridRow *above = c->grid_row > 0 ? &fit->grid->rows[c->grid_row - 1] : NULL;

	if (gir_figures_begin_with_unit(fit->grid, c->grid_row + 1) || is_broken_below(fit, c) || has_digits_beside(fit, c))
		return true;			/* and with them, digits may have gone to the next line */
	if (fit->dispute_beside || (fit->dispute_corner && c->begin == 0 && c->n > c->columns))
		return true;			/* the first figure may number the row */
	if (c->kind == GIR_ROW_LOOSE)
		return (fit->dispute_heads < PADDED_WIDTH || fit->out->tables[GIR_TABLE3].out_of_step) && c->n > 1 && fit->grid->cells[c->first + 1].gap > 0;
	return above && above->kind == GIR_ROW_LOOSE && above->ncells == 1 && count_figures(above) == 1;
}

/* Stand numbers in that row of running text that are no row's of the form, or more than a row has?  near is the candidate that may be it. */
static bool
has_scraps(const Fit *fit, uint32_t r, const Candidate *near)
{
	if (r >= fit->grid->nrows || fit->grid->rows[r].kind != GIR_ROW_LOOSE || fit->grid->rows[r].count[GIR_CELL_NUMBER] == 0)
		return false;
	return !exists(fit, near) || near->row < 0 || near->grid_row != r || near->n > near->columns;
}

/*
 * A row of running text with its figures on one line, next to a line with others that are no row's: the ends of figures, or their beginnings, that a
 * narrow column has broken.
 */
static bool
is_beside_scraps(const Fit *fit, const Candidate *c)
{
	const GirGridCell *cells = fit->grid->cells + c->first;

	if (!is_applicant_row(fit, c) || c->n != APPLICANTS)
		return false;
	for (int i = 1; i < c->n; i++)
		if (cells[i].gap > 0)
			return false;
	return has_scraps(fit, c->grid_row - 1, c - 1) || has_scraps(fit, c->grid_row + 1, c + 1);
}

/* The same of table 2, whose rows have no sum: figures in several lines, and right above the label, below its heads, a number that is no row's. */
static bool
is_below_scrap(const Fit *fit, const Candidate *c)
{
	const GirGridRow *above = &fit->grid->rows[c->grid_row] - 1;
	const GirGridCell *cells;
	int			last;

	if (c->kind != GIR_ROW_LOOSE || c->columns < 2 || c->n < 2 || fit->grid->cells[c->first + (uint32_t) c->n - 1].gap == 0 ||
		table_of(fit, c->row) != GIR_TABLE2 || !has_scraps(fit, c->grid_row - 1, c - 1))
		return false;
	cells = gir_row_cells(fit->grid, above);
	for (last = (int) above->ncells - 1; last >= 0 && cells[last].kind != GIR_CELL_LABEL;)
		last--;
	return last >= 0 && is_disclosure_head(fit, &cells[last]) && cells[above->ncells - 1].kind == GIR_CELL_NUMBER;
}

/* Stands a number right of the column of the totals, below no head?  A column of one's own has come in, before it or behind. */
static bool
has_number_beyond(const Fit *fit, const Candidate *c)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[c->row].block];
	int			total = fit->head_col[b->first_column + b->total_column];
	const GirGridCell *last = &fit->grid->cells[c->first + (uint32_t) c->end];

	return b->table == GIR_TABLE3 && c->kind == GIR_ROW_GRID && c->begin >= 0 && total >= 0 && last->kind == GIR_CELL_NUMBER && last->col > total;
}

/*
 * Other rows whose figures must add up: of table 3 below heads that are repeated, where its figures are not repeated alike, for equal figures hide
 * it; one whose seven figures may be six and the number of a row, or pieces of other figures; those below heads of which the total may be the
 * first; and those with a number beside them.
 */
static bool
needs_sum(const Fit *fit, const Candidate *c)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[c->row].block];

	if (c->columns == PADDED_WIDTH)
		return needs_dispute_sum(fit, c);
	if (c->group)				/* a figure a line: they may be in the order of the page */
		return fit->dispute_torn || (c->kind == GIR_ROW_LOOSE && c->n > 1 && fit->grid->cells[c->first + 1].gap > 0);
	if (b->table != GIR_TABLE3)
		return false;
	if (fit->total_first || has_number_beyond(fit, c) || is_beside_scraps(fit, c) || has_digits_beside(fit, c) ||
		(is_applicant_row(fit, c) && (fit->spacing.numbered >= 3 || fit->grid->pieces)) || (fit->spacing.parts_thousands && has_thousands(fit, c, false)))
		return true;
	return has_repeated_heads(fit, b) && c->kind == GIR_ROW_FIELDS && c->end - c->begin + 1 > c->columns;
}

/* Is there no number among the candidate's cells? */
static bool
has_no_number(const Fit *fit, const Candidate *c)
{
	for (int i = 0; i < c->n; i++)
		if (fit->grid->cells[c->first + (uint32_t) i].kind == GIR_CELL_NUMBER)
			return false;
	return true;
}

static bool
agrees_row(const Fit *fit, const Candidate *c)
{
	return c->columns == PADDED_WIDTH ? gir_figures_agree(fit, GIR_TABLE4) : gir_figures_add_up(fit, c->row);
}

/* Does the candidate have more cells than its row, in running text? */
static bool
has_spare_cells(const Fit *fit, const Candidate *c)
{
	return exists(fit, c) && c->row >= 0 && c->kind == GIR_ROW_LOOSE && c->n > c->columns;
}

/* Do pieces of figures stand right above the row, or right below?  Then the row has but the other pieces. */
static bool
is_beside_pieces(const Fit *fit, const Candidate *c)
{
	const GirGrid *grid = fit->grid;
	uint32_t	first = grid->rows[c->grid_row].first;
	uint32_t	behind = c->first + (uint32_t) c->n;

	return c->kind == GIR_ROW_LOOSE && ((first > 0 && grid->cells[first - 1].glued) || (behind < grid->ncells && grid->cells[behind].glued));
}

/*
 * A row of running text whose total is less than one of its parts, beside one with more figures than columns: a narrow column has broken its
 * total, and the other has the rest.
 */
static bool
has_broken_total(const Fit *fit, const Candidate *c)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[c->row].block];
	const GirValue *cells = fit->out->figures.cells + fit->form->rows[c->row].first_cell;

	if (b->table != GIR_TABLE3 || c->kind != GIR_ROW_LOOSE || (!has_spare_cells(fit, c - 1) && !has_spare_cells(fit, c + 1)))
		return false;
	for (int i = 0; i < b->ncolumns; i++)
		if (scaled(&cells[i]) > scaled(&cells[b->total_column]))
			return true;
	return false;
}

/* Sum of the first n figures of the row. */
static __int128
sum_of_first(const Fit *fit, const Candidate *c, int n)
{
	const GirValue *cells = fit->out->figures.cells + fit->form->rows[c->row].first_cell;
	__int128	sum = 0;

	for (int i = 0; i < n; i++)
		sum += scaled(&cells[i]);
	return sum;
}

/*
 * A row of running text that does not add up, and would without its last figure: a blank has left no trace, and the number of a page has come in.  Of
 * noughts this is believed only where other rows show that pages are numbered.
 */
static bool
ends_in_page_number(const Fit *fit, const Candidate *c, bool agrees)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[c->row].block];
	const GirValue *cells = fit->out->figures.cells + fit->form->rows[c->row].first_cell;
	__int128	sum;

	if (agrees || !is_applicant_row(fit, c))
		return false;
	sum = sum_of_first(fit, c, b->ncolumns - 2);
	return sum == scaled(&cells[b->ncolumns - 2]) && (sum > 0 || fit->spacing.numbered > 0);
}

/*
 * Six figures and then a blank total, of which the last is the sum of the others: a tool that leaves out blank cells and pads its rows has left
 * out one before it.
 */
static bool
has_moved_total(const Fit *fit, const Candidate *c)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[c->row].block];
	const GirValue *cells = fit->out->figures.cells + fit->form->rows[c->row].first_cell;
	__int128	sum;

	if (b->table != GIR_TABLE3 || c->kind == GIR_ROW_LOOSE || c->kind == GIR_ROW_GRID || cells[b->ncolumns - 1].state != GIR_BLANK)
		return false;
	sum = sum_of_first(fit, c, b->ncolumns - 2);
	return sum > 0 && sum == scaled(&cells[b->ncolumns - 2]);
}

/* Two rows of table 4, one below the other: of two years, say, or of two units. */
static bool
is_one_of_two(const Fit *fit, const Candidate *c)
{
	const GirGridRow *below = &fit->grid->rows[c->grid_row + 1];

	return c->columns == PADDED_WIDTH && c->grid_row + 1 < fit->grid->nrows && c->begin >= 0 && below->count[GIR_CELL_NUMBER] >= PADDED_WIDTH &&
		(below->count[GIR_CELL_LABEL] == 0 || (below->kind == c->kind && below->kind != GIR_ROW_LOOSE && below->ncells >= PADDED_WIDTH && below->count[GIR_CELL_LABEL] == 1));
}

/*
 * Below the row stands one number, and with it the total is the sum of the others: a line has been broken before the total, or within it.  Any
 * other number may be a page's.
 */
static bool
has_total_below(const Fit *fit, const Candidate *c, bool agrees)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[c->row].block];
	const GirGridRow *below = &fit->grid->rows[c->grid_row + 1];
	const GirGridCell *cell;
	__int128	total;
	GirValue	rest;

	if (agrees || b->table != GIR_TABLE3 || c->kind == GIR_ROW_LOOSE || c->grid_row + 1 == fit->grid->nrows || below->count[GIR_CELL_NUMBER] != 1 ||
		below->count[GIR_CELL_LABEL] + below->count[GIR_CELL_MARK] > 0)
		return false;
	for (cell = gir_row_cells(fit->grid, below); cell->kind != GIR_CELL_NUMBER;)
		cell++;
	gir_value_read(fit->grid->text + cell->off, cell->len, false, &rest);
	total = scaled(&fit->out->figures.cells[fit->form->rows[c->row].first_cell + b->total_column]);
	if (total != 0 && cell->len > MAX_BROKEN_OFF)
		return false;
	for (uint32_t i = 0; total != 0 && i < cell->len; i++)
		total *= 10;
	return sum_of_first(fit, c, b->total_column) == total + scaled(&rest);
}

/*
 * Right behind the label of a row of running text stands a digit or a mark, without a blank, and it is none of the row's figures: the first one, most
 * likely.
 */
static bool
has_glued_first(const Fit *fit, const Candidate *c)
{
	const GirGridCell *cells = fit->grid->cells + c->first;
	const char *end;
	const char *first;

	if (c->kind != GIR_ROW_LOOSE || c->n == 0 || c->first == 0 || c->counted || table_of(fit, c->row) == GIR_TABLE4 || is_figure(&cells[-1]) || cells[-1].len == 0)
		return false;
	end = fit->grid->text + cells[-1].off + cells[-1].len;
	first = fit->grid->text + cells[0].off;
	if (first <= end)
		return false;
	return (end[-1] >= '0' && end[-1] <= '9') || (*end >= '0' && *end <= '9') || *end == '/' || (first - end > 3 && memcmp(end, "—", 3) == 0);
}

/* Do the candidate's figures stand on a line without its label, all on one? */
static bool
is_line_of_figures(const Fit *fit, const Candidate *c)
{
	const GirGridCell *cells = &fit->grid->cells[c->first];

	return c->kind == GIR_ROW_LOOSE && c->n > 1 && cells[0].gap > 0 && cells[1].gap == 0;
}

/* Right below the heads of the block, and above the label of its first row, the candidate's, stands a line of as many figures. */
static bool
has_line_under_heads(const Fit *fit, const Candidate *c)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[c->row].block];
	uint32_t	n = (uint32_t) b->ncolumns;
	const GirGridCell *first = fit->grid->cells + c->first - n - 1;	/* of that line */

	if (c->first < n + 2 || c->row != b->first_row || first->gap == 0 || first[-1].kind != GIR_CELL_LABEL)
		return false;
	for (uint32_t i = 0; i < n; i++)
		if (!is_figure(&first[i]) || (i > 0 && first[i].gap > 0))
			return false;
	return true;
}

/*
 * A block in running text begins with a line of figures, and above this one there are more rows of figures than the form has above the candidate's:
 * each stands above its label, not below.
 */
static bool
is_out_of_step(const Fit *fit, const Candidate *c)
{
	int			block = fit->form->rows[c->row].block;
	const GirBlock *b = &fit->form->blocks[block];
	int			above = 0;
	bool		begins = false;
	bool		under_heads = has_line_under_heads(fit, c);

	if (b->table == GIR_TABLE4 || !is_line_of_figures(fit, c))
		return false;
	for (const Candidate *k = c - 1; k >= fit->candidates && (k->row < 0 || fit->form->rows[k->row].block == block); k--)
		if (k->row >= 0 || (k->n >= b->ncolumns && (b->table == GIR_TABLE3 || k->block == block)))
		{
			above += k->n < b->ncolumns ? 1 : k->n / b->ncolumns;
			begins = k->row < 0 && is_line_of_figures(fit, k);
			under_heads = k->row >= 0 && has_line_under_heads(fit, k);
		}
	return (begins && above > c->row - b->first_row) || under_heads;
}

/* 增3 and 减7 in running text stand in the column of changes; in another they have moved. */
static bool
has_moved_change(const Fit *fit, const Candidate *c)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[c->row].block];
	int			first = fit->form->rows[c->row].first_cell;

	if (b->table != GIR_TABLE2 || c->kind != GIR_ROW_LOOSE || b->ncolumns < 2 || strcmp(fit->form->columns[b->first_column + 1].key, "change") != 0)
		return false;
	for (int i = 0; i < b->ncolumns; i++)
	{
		GirSpan		place = fit->out->place[first + i];
		const char *s = fit->grid->text + place.off;

		if (i != 1 && ((place.len > 1 && (*s == '+' || (*s == '-' && s[1] >= '0' && s[1] <= '9'))) || (place.len > 3 && (memcmp(s, "增", 3) == 0 || memcmp(s, "减", 3) == 0))))
			return true;
	}
	return false;
}

GirRowFate
gir_figures_doubt(const Fit *fit, const Candidate *c)
{
	bool		agrees = table_of(fit, c->row) != GIR_TABLE2 && agrees_row(fit, c);	/* table 2 has no sums */

	if (is_one_of_two(fit, c))
		return GIR_FATE_OTHER_TABLE;
	if (has_moved_change(fit, c) || is_below_scrap(fit, c) || has_glued_first(fit, c) || is_out_of_step(fit, c) ||
		(fit->spacing.parts_thousands && table_of(fit, c->row) == GIR_TABLE2 && has_thousands(fit, c, false)) ||
		(!agrees && gir_figures_ends_page(fit, c)) || gir_figures_has_tail(fit, c, agrees))
		return GIR_FATE_STEPS;
	if ((!agrees && (needs_sum(fit, c) || gir_figures_is_completed(fit, c))) || has_broken_total(fit, c) || has_moved_total(fit, c) || ends_in_page_number(fit, c, agrees) ||
		has_total_below(fit, c, agrees) || is_beside_pieces(fit, c) || has_rests_below(fit, c) || (has_no_number(fit, c) && has_digits_beside(fit, c)))
		return GIR_FATE_NO_SUM;
	return GIR_FATE_READ;
}
