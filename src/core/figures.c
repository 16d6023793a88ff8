/*
 * figures.c - fit a grid of cells to a form
 *
 * Three passes: which form (figures_form.c); which grid rows carry which row of the form (figures_rows.c, figures_orphans.c); which cell
 * of the row is which column (figures_columns.c, figures_running.c).  Then the rows that are not believed (figures_doubts.c).
 */
#include "core/figures_work.h"

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

/* Does the text end behind the candidate's last figure, or label, with separators and no line break?  What is blank there may have been cut off. */
static inline bool
ends_behind(const Fit *fit, const Candidate *c)
{
	static const char separators[] = "\t|,; \r\n";
	const GirGridCell *last;
	const char *end = fit->grid->text + fit->end;
	const char *p;

	if (c->grid_row + 1 < fit->grid->nrows || (c->end < 0 && c->label_col < 0))
		return false;
	last = &fit->grid->cells[c->first] + c->end;
	p = fit->grid->text + last->off + last->len;
	if (p > end || (p < end && end[-1] == '\n'))
		return false;
	while (p < end && memchr(separators, *p, sizeof(separators) - 1) != NULL)
		p++;
	return p == end;
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

/* Note the cell in which the text ends, if it is one of the candidate's, or behind which it may have been cut. */
static void
note_end(Fit *fit, const Candidate *c, int first, int n, const int *at)
{
	const GirGridCell *cells = &fit->grid->cells[c->first];
	bool		behind = ends_behind(fit, c);
	int			last = c->n - 1;	/* which may be a blank that is printed */

	if (ends_with_label(fit, c) || (behind && at[n - 1] > c->end))
	{
		fit->at_end = first + n - 1;
		return;
	}
	if (last < 0 || !is_last(fit, &cells[last]))
		last = c->end >= 0 && (is_last(fit, &cells[c->end]) || (behind && c->kind == GIR_ROW_CELLS)) ? c->end : -1;
	for (int i = 0; last >= 0 && i < n; i++)
		if (at[i] == last)
			fit->at_end = first + i;
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
	}
	note_end(fit, c, first, n, at);
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

/* Were the row's figures told, so far? */
static bool
is_read(const Fit *fit, const Candidate *c)
{
	return fit->out->fate[c->row] >= GIR_FATE_READ && fit->out->fate[c->row] <= GIR_FATE_COUNTED;
}

static bool
is_of_table3(const Fit *fit, const Candidate *c)
{
	return c->row >= 0 && table_of(fit, c->row) == GIR_TABLE3;
}

/* Are all cells of the row printed, and empty?  Then it is no second line of a label. */
static bool
is_blank_row(const Candidate *c)
{
	return c->begin < 0 && c->kind != GIR_ROW_LOOSE && c->n >= c->columns && !c->broken;
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
	bool		torn = e->heads_disagree && gir_figures_has_torn_heads(fit, c);
	bool		placed = !is_unnamed(fit, c) && (!e->heads_disagree || torn) && !(e->out_of_step && c->kind == GIR_ROW_LOOSE) && gir_figures_place(fit, c, at);
	GirValue	before[GIR_MAX_TERMS];
	bool		again = fit->settled[c->row];
	GirRowFate	doubt;
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
		if (torn ? !gir_figures_agree(fit, GIR_TABLE4) : !gir_figures_add_up(fit, c->row))
			refuse(fit, c, GIR_FATE_NO_SUM);
	}
	doubt = gir_figures_doubt(fit, c);
	if (doubt != GIR_FATE_READ)
		refuse(fit, c, doubt);
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

		if (!is_of_table3(fit, c))
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

		if (c->row >= 0 && (others >> c->row & 1) && is_read(fit, c))
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
	agreed = set_counted(fit, block, cells) && gir_figures_agree(fit, GIR_TABLE3);
	if (!agreed && !out_of_step)
	{
		*fit->out = before;
		return;
	}
	for (int r = 0; r < block->nrows; r++)
	{
		int			row = block->first_row + r;
		bool		alone = !agreed && (in_step >> r & 1) && gir_figures_add_up(fit, row);

		fit->settled[row] = fit->seen[row] = true;
		fit->out->printed[row] = (uint8_t) block->ncolumns;
		fit->out->fate[row] = agreed ? GIR_FATE_COUNTED : alone ? GIR_FATE_READ : GIR_FATE_NO_SUM;
		if (!agreed && !alone)
			set_row_state(fit, fit->form->rows[row].first_cell, block->ncolumns, GIR_UNREADABLE);
	}
}

/* Was each of the row's cells, which are several, read as blank? */
static bool
was_read_blank(const Fit *fit, const GirRow *row)
{
	int			n = fit->form->blocks[row->block].ncolumns;

	for (int i = 0; i < n; i++)
		if (fit->out->figures.cells[row->first_cell + i].state != GIR_BLANK)
			return false;
	return n > 1;
}

/*
 * A figure with which the text ends may have gone on where the text was cut.  It is believed only as a total that agrees with the rest
 * of its row; and a blank, only where the whole row is, and has more cells.
 */
static void
check_end(Fit *fit)
{
	const GirBlock *b;
	const GirRow *row;
	GirRowKind	kind;

	if (fit->at_end < 0)
		return;
	b = gir_cell_block(fit->form, fit->at_end);
	row = gir_cell_row(fit->form, fit->at_end);
	if (fit->out->figures.cells[fit->at_end].state == GIR_BLANK ? was_read_blank(fit, row) :
		fit->at_end == row->first_cell + b->total_column && gir_figures_add_up(fit, (int) (row - fit->form->rows)))
		return;
	/* or it is the number of a label, and the figures before it may be other columns'; so may they, where each cell has a line of its own */
	kind = (GirRowKind) fit->grid->rows[fit->grid->nrows - 1].kind;	/* a cell is at the end: there are rows */
	if (kind == GIR_ROW_LOOSE || kind == GIR_ROW_CELLS)
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
		if (is_of_table3(fit, &fit->candidates[i]))
			refuse(fit, &fit->candidates[i], GIR_FATE_STEPS);
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

		damaged = is_of_table3(fit, c) && (fit->out->fate[c->row] == GIR_FATE_TOO_MANY || fit->out->fate[c->row] == GIR_FATE_BROKEN);
	}
	for (int i = 0; i < fit->ncandidates; i++)
	{
		const Candidate *c = &fit->candidates[i];

		if ((damaged || c->adopted) && is_of_table3(fit, c) && is_read(fit, c) && !gir_figures_add_up(fit, c->row))
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
