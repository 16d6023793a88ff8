/*
 * figures.c - fit a grid of cells to a form
 *
 * Three passes: which form (figures_form.c); which grid rows carry which row of the form (figures_rows.c, figures_orphans.c); which cell
 * of the row is which column (figures_columns.c, figures_running.c).
 */
#include "core/figures_work.h"

enum
{
	MAX_BROKEN_OFF = 10			/* digits of a figure on the next line */
};

const char *
gir_fate_text(GirRowFate fate, bool chinese)
{
	static const char *const texts[GIR_FATE_COUNT][2] = {
		{"its label is not in the text", "文本中没有该行标签"},
		{"read", "已读出"},
		{"read; its damaged label was known by its place between the rows around it", "已读出；标签残缺，据前后行次序认定"},
		{"read by counting: this text leaves out blank cells or labels, but the figures add up", "按个数认定：原文略去空格或标签，但数字合计相符"},
		{"no figure stands beside its label", "标签旁没有数字"},
		{"more figures stand beside its label than it has columns", "标签旁的数字多于栏数"},
		{"some cells are blank, and the text does not tell which columns they are", "有空格，原文不能确定是哪几栏"},
		{"words or another label stand among its figures", "数字之间夹有文字或其他标签"},
		{"it is there twice, with different figures", "该行出现两次且数字不同"},
		{"the column heads stand in another order than the form's", "栏目次序与格式不一致"},
		{"labels and figures of the table are out of step", "表中标签与数字错位"},
		{"this text leaves out blank cells or labels, and the figures do not add up", "原文略去空格或标签，且数字合计不符"},
		{"no clause and no column head of its table is in the text", "文本中没有该表的条款和栏目名称"},
		{"another table has rows with the same labels, and this may be one of them", "另有表格含相同的行标签，该行可能属于另一张表"}
	};

	return texts[fate][chinese];
}

void
gir_figures_clear(GirFigures *figures, const GirForm *form, GirState state)
{
	figures->form = form;
	figures->rules = GIR_RULES;
	memset(figures->cells, 0, (size_t) form->ncells * sizeof(GirValue));
	for (int i = 0; state != GIR_NUMBER && i < form->ncells; i++)
		figures->cells[i].state = (uint8_t) state;
}

/* 4万 as a count: in the unit of the column it is another number, and a rounded one. */
static bool
is_in_myriads(const Fit *fit, int cell, const GirValue *value)
{
	static const char unit[] = "万";

	return value->state == GIR_NUMBER && value->unit.len == strlen(unit) && memcmp(value->unit.s, unit, strlen(unit)) == 0 && gir_cell_column(fit->form, cell)->unit == NULL;
}

/* Set the cell's value and place to what a cell of the grid says, NULL: to blank.  True for a number. */
static inline bool
set_value(const Fit *fit, int cell, const GirGridCell *from)
{
	GirValue   *value = &fit->out->figures.cells[cell];
	GirSpan    *place = &fit->out->place[cell];
	const char *text = fit->grid->text;

	if (from == NULL)
	{
		*value = (GirValue) {.state = GIR_BLANK};
		*place = (GirSpan) {0, 0};
		return false;
	}
	*place = (GirSpan) {from->off, from->len};
	gir_value_read(text + from->off, from->len, true, value);
	if ((from->glued && value->state != GIR_TEXT) || is_in_myriads(fit, cell, value))
		*value = (GirValue) {.state = GIR_UNREADABLE};
	return value->state == GIR_NUMBER;
}

/* Is that cell the last thing in the text? */
static inline bool
is_last(const Fit *fit, const GirGridCell *cell)
{
	return cell->len > 0 && cell->off + cell->len == fit->end;
}

/*
 * Or does the text end with the second line of a label that goes around its figures: 行政 1482 / 许可?  A second line of theirs may be
 * missing.
 */
static inline bool
ends_with_label(const Fit *fit, const Candidate *c)
{
	const GirGridCell *figure = &fit->grid->cells[c->first];

	return c->kind == GIR_ROW_LOOSE && c->n > 0 && c->label_col >= 0 && figure[-1].off + figure[-1].len > figure->off &&
		gir_trim(fit->grid->text, (GirSpan) {figure[-1].off, (uint32_t) (fit->grid->len - figure[-1].off)}).len <= figure[-1].len;
}

static void
set_cell(Fit *fit, int cell, const GirGridCell *from)
{
	fit->out->values += set_value(fit, cell, from);
	if (is_last(fit, from))
		fit->at_end = cell;
}

/* The n cells of a row from first on: at tells which of the candidate's cells each is, if any. */
static void
set_row(Fit *fit, const Candidate *c, int first, int n, const int *at)
{
	const GirGridCell *cells = fit->grid->cells + c->first;
	uint32_t	numbers = 0;

	for (int i = 0; i < n; i++)
	{
		const GirGridCell *from = at[i] >= 0 && at[i] < c->n ? &cells[at[i]] : NULL;

		numbers += set_value(fit, first + i, from);
		if (from != NULL && (is_last(fit, from) || (i == n - 1 && ends_with_label(fit, c))))
			fit->at_end = first + i;
	}
	fit->out->values += numbers;
}

static bool
same_value(const GirValue *a, const GirValue *b)
{
	return a->state == b->state && a->digits == b->digits && a->scale == b->scale;
}

static void
set_row_state(Fit *fit, int first, int n, GirState state)
{
	for (int i = 0; i < n; i++)
	{
		memset(&fit->out->figures.cells[first + i], 0, sizeof(GirValue));
		fit->out->figures.cells[first + i].state = (uint8_t) state;
		fit->out->place[first + i] = (GirSpan) {0, 0};
	}
}

/* A figure as a term of a sum: what is blank, or no number, counts as 0. */
static __int128
scaled(const GirValue *value)
{
	return value->state == GIR_NUMBER ? gir_value_scaled(value) : 0;
}

/* Does the total of a row of table 3 equal the sum of the others, blanks counting as 0? */
static bool
adds_up(const Fit *fit, int row)
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

/* Do all identities of the table hold, blanks counting as 0? */
static bool
agrees(const Fit *fit, GirTable table)
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

/* A row of table 2 with words among its figures, in a text that has no clause and no head of it: 规章 | 件 | 179 is a row of other tables, too. */
static bool
is_unnamed(const Fit *fit, const Candidate *c)
{
	const GirGridCell *cells = fit->grid->cells + c->first;
	int			i = 0;

	if (table_of(fit, c->row) != GIR_TABLE2 || (fit->named & 1u << GIR_TABLE2))
		return false;
	while (i < c->n && (is_figure(&cells[i]) || cells[i].kind == GIR_CELL_EMPTY))
		i++;
	return i < c->n || c->kind != GIR_ROW_LOOSE;
}

/* Why the candidate's cells cannot be attributed. */
static GirRowFate
why_refused(const Fit *fit, const Candidate *c)
{
	const GirTableEvidence *e = &fit->out->tables[table_of(fit, c->row)];
	int			n = c->columns;

	if (is_unnamed(fit, c))
		return GIR_FATE_UNNAMED;
	if (e->heads_disagree)
		return GIR_FATE_HEADS;
	if (e->out_of_step && c->kind == GIR_ROW_LOOSE)
		return GIR_FATE_STEPS;
	if (c->begin < 0)
		return GIR_FATE_NO_FIGURES;
	if (c->broken)
		return GIR_FATE_BROKEN;
	return c->end - c->begin + 1 > n ? GIR_FATE_TOO_MANY : GIR_FATE_BLANKS;
}

static void
refuse(Fit *fit, const Candidate *c, GirRowFate fate)
{
	set_row_state(fit, fit->form->rows[c->row].first_cell, c->columns, GIR_UNREADABLE);
	fit->out->fate[c->row] = (uint8_t) fate;
}

/*
 * Table 4 in running text, with all its figures, below heads that were torn: those that are left do not speak against the form's order,
 * but for totals, which stand before the others where they have one line less.
 */
static bool
has_torn_heads(const Fit *fit, const Candidate *c)
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
		(is_applicant_row(fit, c) && (fit->spacing.numbered >= 3 || fit->grid->pieces)))
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
	return c->columns == PADDED_WIDTH ? agrees(fit, GIR_TABLE4) : adds_up(fit, c->row);
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
ends_in_page_number(const Fit *fit, const Candidate *c)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[c->row].block];
	const GirValue *cells = fit->out->figures.cells + fit->form->rows[c->row].first_cell;
	__int128	sum;

	if (!is_applicant_row(fit, c) || adds_up(fit, c->row))
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

	return c->columns == PADDED_WIDTH && c->grid_row + 1 < fit->grid->nrows && c->begin >= 0 && below->count[GIR_CELL_LABEL] == 0 &&
		below->count[GIR_CELL_NUMBER] >= PADDED_WIDTH;
}

/*
 * Below the row stands one number, and with it the total is the sum of the others: a line has been broken before the total, or within it.  Any
 * other number may be a page's.
 */
static bool
has_total_below(const Fit *fit, const Candidate *c)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[c->row].block];
	const GirGridRow *below = &fit->grid->rows[c->grid_row + 1];
	const GirGridCell *cell;
	__int128	total;
	GirValue	rest;

	if (b->table != GIR_TABLE3 || c->kind == GIR_ROW_LOOSE || c->grid_row + 1 == fit->grid->nrows || below->count[GIR_CELL_NUMBER] != 1 ||
		below->count[GIR_CELL_LABEL] + below->count[GIR_CELL_MARK] > 0 || adds_up(fit, c->row))
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
	const GirGridCell *label = &fit->grid->cells[c->first] - 1;
	const char *end = fit->grid->text + label->off + label->len;
	const char *first = fit->grid->text + fit->grid->cells[c->first].off;

	if (c->kind != GIR_ROW_LOOSE || c->n == 0 || c->counted || table_of(fit, c->row) == GIR_TABLE4 || is_figure(label) || first <= end)
		return false;
	return (end[-1] >= '0' && end[-1] <= '9') || (*end >= '0' && *end <= '9') || *end == '/' || (first - end > 3 && memcmp(end, "—", 3) == 0);
}

/* The row's last figure is alone on the last line of a page, and is the number of this page. */
static bool
ends_page(const Fit *fit, const Candidate *c)
{
	const GirGridCell *last = &fit->grid->cells[c->first + (uint32_t) c->n - 1];
	const char *text = fit->grid->text;
	const char *p = text + last->off;
	const char *end = text + fit->grid->len;
	uint64_t	page = 1;
	GirValue	value;

	if (c->kind != GIR_ROW_LOOSE || c->n == 0 || last->gap == 0)
		return false;
	for (p += last->len; p < end && (*p == ' ' || *p == '\r' || *p == '\n');)
		p++;
	if (p == end || *p != '\f')
		return false;
	for (const char *q = text; (q = memchr(q, '\f', (size_t) (p - q))) != NULL; q++)
		page++;
	gir_value_read(text + last->off, last->len, false, &value);
	return value.state == GIR_NUMBER && value.scale == 0 && value.digits == (int64_t) page;
}

/* Are all cells of the row printed, and empty?  Then it is no second line of a label. */
static bool
is_blank_row(const Candidate *c)
{
	return c->begin < 0 && c->kind != GIR_ROW_LOOSE && c->n >= c->columns && !c->broken;
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

/* Attribute the candidate's cells.  A row met twice must say the same both times. */
static void
settle(Fit *fit, const Candidate *c)
{
	int			n = c->columns;
	int			first = fit->form->rows[c->row].first_cell;
	const GirGridCell *cells = fit->grid->cells + c->first;
	int			at[GIR_MAX_TERMS];
	const GirTableEvidence *e = &fit->out->tables[table_of(fit, c->row)];
	bool		torn = e->heads_disagree && has_torn_heads(fit, c);
	bool		placed = !is_unnamed(fit, c) && (!e->heads_disagree || torn) && !(e->out_of_step && c->kind == GIR_ROW_LOOSE) && gir_figures_place(fit, c, at);
	GirValue	before[GIR_MAX_TERMS];
	bool		again = fit->settled[c->row];
	int			printed = 0;

	if (again && c->begin < 0 && !is_blank_row(c))
		return;
	fit->settled[c->row] = true;
	for (int i = 0; i < c->n; i++)
		printed += cells[i].kind != GIR_CELL_EMPTY;
	fit->out->printed[c->row] = (uint8_t) (printed < 255 ? printed : 255);
	if (!placed)
	{
		refuse(fit, c, why_refused(fit, c));
		return;
	}
	if (again)
		memcpy(before, &fit->out->figures.cells[first], (size_t) n * sizeof(GirValue));
	set_row(fit, c, first, n, at);
	fit->out->fate[c->row] = c->adopted ? GIR_FATE_ADOPTED : GIR_FATE_READ;
	if (torn || c->counted || (is_applicant_row(fit, c) && fit->spacing.drops_blanks))
	{
		fit->out->fate[c->row] = GIR_FATE_COUNTED;
		if (torn ? !agrees(fit, GIR_TABLE4) : !adds_up(fit, c->row))
			refuse(fit, c, GIR_FATE_NO_SUM);
	}
	if ((needs_sum(fit, c) && !agrees_row(fit, c)) || has_broken_total(fit, c) || has_moved_total(fit, c) || ends_in_page_number(fit, c) ||
		has_total_below(fit, c) || is_beside_pieces(fit, c) || has_rests_below(fit, c) ||
		(has_no_number(fit, c) && has_digits_beside(fit, c)))
		refuse(fit, c, GIR_FATE_NO_SUM);
	if (has_moved_change(fit, c) || is_below_scrap(fit, c) || has_glued_first(fit, c) || (ends_page(fit, c) && (table_of(fit, c->row) == GIR_TABLE2 || !agrees_row(fit, c))))
		refuse(fit, c, GIR_FATE_STEPS);
	if (is_one_of_two(fit, c))
		refuse(fit, c, GIR_FATE_OTHER_TABLE);
	for (int i = 0; again && i < n; i++)
		if (!same_value(&before[i], &fit->out->figures.cells[first + i]))
		{
			refuse(fit, c, GIR_FATE_TWICE);
			break;
		}
}

/* The first row of table 3 alone, though the text goes on behind it: a small table of who applied. */
static uint64_t
lone_row(const Fit *fit)
{
	const Candidate *only = NULL;

	for (int i = 0; i < fit->ncandidates; i++)
	{
		const Candidate *c = &fit->candidates[i];

		if (c->row < 0 || table_of(fit, c->row) != GIR_TABLE3)
			continue;
		if (only != NULL || c->kind == GIR_ROW_LOOSE)
			return 0;
		only = c;
	}
	return only == NULL || fit->form->rows[only->row].role != GIR_ROLE_NEW || only->grid_row + 2 >= fit->grid->nrows ? 0 : UINT64_C(1) << only->row;
}

static void
settle_others(Fit *fit)
{
	uint64_t	others = gir_figures_of_others(fit) | lone_row(fit);

	for (int i = 0; i < fit->ncandidates && others != 0; i++)
	{
		const Candidate *c = &fit->candidates[i];

		if (c->row >= 0 && (others >> c->row & 1) &&
			(fit->out->fate[c->row] == GIR_FATE_READ || fit->out->fate[c->row] == GIR_FATE_ADOPTED || fit->out->fate[c->row] == GIR_FATE_COUNTED))
			refuse(fit, c, GIR_FATE_OTHER_TABLE);
	}
}

/* Rows known by counting stand or fall together. */
static void
settle_counted(Fit *fit)
{
	for (int i = 0; i < fit->ncandidates; i++)
	{
		const Candidate *c = &fit->candidates[i];

		if (!c->counted || fit->out->fate[c->row] == GIR_FATE_COUNTED)
			continue;
		for (int k = 0; k < fit->ncandidates; k++)
			if (fit->candidates[k].counted && fit->candidates[k].grid_row == c->grid_row)
				refuse(fit, &fit->candidates[k], GIR_FATE_NO_SUM);
	}
}

/* Is there a row of the block in running text that was not read, or only by its place? */
static bool
lacks_rows(const Fit *fit, const GirBlock *block)
{
	for (int row = block->first_row; row < block->first_row + block->nrows; row++)
		if (fit->out->fate[row] != GIR_FATE_READ && fit->out->fate[row] != GIR_FATE_COUNTED)
			return true;
	return false;
}

/* Set the block's cells to the counted figures; false when one is another than what its row's label says. */
static bool
set_counted(Fit *fit, const GirBlock *block, const uint32_t *cells)
{
	bool		same = true;

	for (int i = 0; i < block->nrows * block->ncolumns; i++)
	{
		int			cell = block->first_cell + i;
		GirValue	before = fit->out->figures.cells[cell];
		GirRowFate	fate = (GirRowFate) fit->out->fate[fit->form->cells[cell].row];

		fit->out->values -= before.state == GIR_NUMBER;
		set_cell(fit, cell, &fit->grid->cells[cells[i]]);
		same &= (fate != GIR_FATE_READ && fate != GIR_FATE_COUNTED) || same_value(&before, &fit->out->figures.cells[cell]);
	}
	return same;
}

/*
 * Table 3 by counting, when its labels and figures are out of step, or labels are in pieces.  If the table does not add up, rows are believed
 * that are in step and add up themselves.
 */
static void
count_applicants(Fit *fit, int b)
{
	const GirBlock *block = &fit->form->blocks[b];
	bool		out_of_step = fit->out->tables[block->table].out_of_step;
	GirReading	before;
	uint32_t	cells[GIR_MAX_CELLS];
	uint64_t	in_step;
	bool		agreed;

	if (block->table != GIR_TABLE3 || fit->out->tables[GIR_TABLE3].heads_disagree || !(out_of_step || lacks_rows(fit, block)) || !gir_figures_count(fit, b, cells, &in_step))
		return;
	before = *fit->out;
	agreed = set_counted(fit, block, cells) && agrees(fit, GIR_TABLE3);
	if (!agreed && !out_of_step)
	{
		*fit->out = before;
		return;
	}
	for (int r = 0; r < block->nrows; r++)
	{
		int			row = block->first_row + r;
		bool		alone = !agreed && (in_step >> r & 1) && adds_up(fit, row);

		fit->settled[row] = fit->seen[row] = true;
		fit->out->printed[row] = (uint8_t) block->ncolumns;
		fit->out->fate[row] = agreed ? GIR_FATE_COUNTED : alone ? GIR_FATE_READ : GIR_FATE_NO_SUM;
		if (!agreed && !alone)
			set_row_state(fit, fit->form->rows[row].first_cell, block->ncolumns, GIR_UNREADABLE);
	}
}

/*
 * A figure with which the text ends may have gone on where the text was cut.  It is believed only as a total that agrees with the rest
 * of its row.
 */
static void
check_end(Fit *fit)
{
	const GirBlock *b;
	const GirRow *row;

	if (fit->at_end < 0)
		return;
	b = gir_cell_block(fit->form, fit->at_end);
	row = gir_cell_row(fit->form, fit->at_end);
	if (fit->at_end == row->first_cell + b->total_column && adds_up(fit, (int) (row - fit->form->rows)))
		return;
	/* or it is the number of a label, and the figures before it may be other columns' */
	if (fit->grid->nrows > 0 && fit->grid->rows[fit->grid->nrows - 1].kind == GIR_ROW_LOOSE)
		set_row_state(fit, row->first_cell, b->ncolumns, GIR_UNREADABLE);
	else
		set_row_state(fit, fit->at_end, 1, GIR_UNREADABLE);
}

/*
 * A table of which half of the rows are not there, and the others are blank: a tool has taken what it held for clutter, and left the empty cells.
 */
static void
doubt_blanks(Fit *fit)
{
	for (int b = 0; b < fit->form->nblocks; b++)
	{
		const GirBlock *block = &fit->form->blocks[b];
		int			seen = 0;
		bool		blank = block->table == GIR_TABLE3;

		for (int r = block->first_row; blank && r < block->first_row + block->nrows; r++)
			seen += fit->seen[r];
		for (int i = block->first_cell; blank && i < block->first_cell + block->nrows * block->ncolumns; i++)
			blank = !fit->settled[fit->form->cells[i].row] || fit->out->figures.cells[i].state == GIR_BLANK || fit->out->figures.cells[i].state == GIR_UNREADABLE;
		for (int r = block->first_row; blank && seen * 2 < block->nrows && r < block->first_row + block->nrows; r++)
			if (fit->settled[r])
			{
				set_row_state(fit, fit->form->rows[r].first_cell, block->ncolumns, GIR_UNREADABLE);
				fit->out->fate[r] = GIR_FATE_NO_FIGURES;
			}
	}
}

/*
 * What the outcomes of a column have more than their total, if the figures of each row of table 3 are those of the row so many after it; *figures is
 * set where any of them is not 0, and *unread where one is not known.
 */
static __int128
excess_moved_by(const Fit *fit, const GirBlock *block, int column, int by, bool *figures, bool *unread)
{
	__int128	sum = 0;

	for (const GirRow *row = fit->form->rows + block->first_row; row < fit->form->rows + block->first_row + block->nrows; row++)
	{
		const GirValue *value;

		if (row->role != GIR_ROLE_OUTCOME && row->role != GIR_ROLE_RESULT)
			continue;
		value = &fit->out->figures.cells[row[by].first_cell + column];
		*unread |= value->state == GIR_UNREADABLE || value->state == GIR_MISSING;
		if (value->state != GIR_NUMBER || value->digits == 0)
			continue;
		*figures = true;
		sum += row->role == GIR_ROLE_OUTCOME ? gir_value_scaled(value) : -gir_value_scaled(value);
	}
	return sum;
}

/* Are they all read and a sum in each column then, and not only of noughts in two or more? */
static bool
is_sum_moved_by(const Fit *fit, const GirBlock *block, int by)
{
	int			filled = 0;
	bool		unread = false;

	for (int i = 0; i < block->ncolumns; i++)
	{
		bool		figures = false;

		if (excess_moved_by(fit, block, i, by, &figures, &unread) != 0 || unread)
			return false;
		filled += figures;
	}
	return filled >= 2;
}

/*
 * The totals of table 3 do not add up as they are read, and the whole table would if its figures stood one row higher or lower: a tool has grouped
 * labels and figures into lines by their places on a page, and labels of several lines have another middle than their figures.
 */
static void
doubt_steps(Fit *fit)
{
	const GirBlock *block = &fit->form->blocks[first_block(fit->form, GIR_TABLE3)];
	bool		figures = false;
	bool		unread = false;

	if (excess_moved_by(fit, block, block->total_column, 0, &figures, &unread) == 0 || !(is_sum_moved_by(fit, block, 1) || is_sum_moved_by(fit, block, -1)))
		return;
	fit->out->tables[GIR_TABLE3].out_of_step = true;
	for (int i = 0; i < fit->ncandidates; i++)
		if (fit->candidates[i].row >= 0 && table_of(fit, fit->candidates[i].row) == GIR_TABLE3)
			refuse(fit, &fit->candidates[i], GIR_FATE_STEPS);
}

/* A row of table 3 that was read, so far. */
static bool
is_read_applicant_row(const Fit *fit, const Candidate *c)
{
	return c->row >= 0 && table_of(fit, c->row) == GIR_TABLE3 && fit->out->fate[c->row] >= GIR_FATE_READ && fit->out->fate[c->row] <= GIR_FATE_COUNTED;
}

/*
 * A row of table 3 that does not add up, in a text that has damaged its label, or other rows of it: what has befallen them may have befallen its
 * figures, too.  A page's own cells hold together.
 */
static void
doubt_sums(Fit *fit)
{
	bool		damaged = false;

	if (fit->grid->layout == GIR_LAYOUT_HTML)
		return;
	for (int i = 0; i < fit->ncandidates && !damaged; i++)
	{
		const Candidate *c = &fit->candidates[i];

		damaged = c->row >= 0 && table_of(fit, c->row) == GIR_TABLE3 && (fit->out->fate[c->row] == GIR_FATE_TOO_MANY || fit->out->fate[c->row] == GIR_FATE_BROKEN);
	}
	for (int i = 0; i < fit->ncandidates; i++)
	{
		const Candidate *c = &fit->candidates[i];

		if ((damaged || c->adopted) && is_read_applicant_row(fit, c) && !adds_up(fit, c->row))
			refuse(fit, c, GIR_FATE_NO_SUM);
	}
}

/* Rows without cells: unreadable if their label was seen, missing otherwise. */
static void
count_rows(Fit *fit)
{
	bool		grouped = fit->dispute_singles > 0;

	for (int i = 0; i < fit->ncandidates; i++)
		grouped |= fit->candidates[i].row >= 0 && fit->candidates[i].group;
	for (int r = 0; r < fit->form->nrows; r++)
	{
		GirTableEvidence *e = &fit->out->tables[fit->form->blocks[fit->form->rows[r].block].table];
		const GirRow *row = &fit->form->rows[r];

		/* the groups of table 4 are one row of cells, that of the first group, unless they were met one by one */
		if (!fit->settled[r] && (row->role != GIR_ROLE_DISPUTE || grouped || r == fit->form->blocks[row->block].first_row))
		{
			set_row_state(fit, row->first_cell, grouped ? fit->form->blocks[row->block].ncolumns : row_width(fit->form, r), fit->seen[r] ? GIR_UNREADABLE : GIR_MISSING);
			fit->out->fate[r] = fit->seen[r] ? GIR_FATE_NO_FIGURES : GIR_FATE_ABSENT;
		}
		e->rows += fit->seen[r];
		e->refused += fit->seen[r] && fit->out->figures.cells[row->first_cell].state == GIR_UNREADABLE;
	}
}

/* The first two passes: which form, and which rows of it are where. */
static void
find_rows(Fit *fit, const GirGrid *grid, GirReading *out)
{
	memset((char *) out + offsetof(GirReading, place), 0, sizeof(*out) - offsetof(GirReading, place));
	out->figures.form = NULL;
	out->first_table = UINT32_MAX;
	gir_figures_choose_form(grid, out);
	memset(fit, 0, offsetof(Fit, candidates));
	fit->ncandidates = 0;
	memset((char *) fit + offsetof(Fit, ncandidates), 0, sizeof(*fit) - offsetof(Fit, ncandidates));
	fit->grid = grid;
	fit->end = grid->len;
	while (fit->end > 0 && grid->text[fit->end - 1] == ' ')
		fit->end--;
	fit->out = out;
	/* without a form the tables are still looked for, to tell a report from another text; any form will do */
	fit->form = out->figures.form ? out->figures.form : &gir_forms[GIR_FORM_COUNT - 1];
	fit->f = fit->form->number;
	fit->block = fit->table = fit->last_row = fit->corner_col = fit->at_end = -1;
	memset(fit->head_col, -1, sizeof(fit->head_col));
	gir_figures_find_rows(fit);
}

void
gir_figures_find(const GirGrid *grid, GirReading *out)
{
	Fit			fit;

	find_rows(&fit, grid, out);
}

void
gir_figures_read(const GirGrid *grid, GirReading *out)
{
	Fit			fit;

	find_rows(&fit, grid, out);
	out->figures.form = fit.form;
	out->figures.rules = GIR_RULES;
	gir_figures_drop_listed(&fit);
	gir_figures_adopt_orphans(&fit);
	gir_figures_learn_columns(&fit);
	gir_figures_learn_running(&fit);
	for (int i = 0; i < fit.ncandidates; i++)
		if (fit.candidates[i].row >= 0)
			settle(&fit, &fit.candidates[i]);
	settle_counted(&fit);
	settle_others(&fit);
	for (int b = 0; b < fit.form->nblocks; b++)
		count_applicants(&fit, b);
	check_end(&fit);
	doubt_blanks(&fit);
	doubt_steps(&fit);
	doubt_sums(&fit);
	count_rows(&fit);
	if (out->choice != GIR_FORM_FOUND)
		out->figures.form = NULL;
}
