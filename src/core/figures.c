/*
 * figures.c - fit a grid of cells to a form
 *
 * Three passes: which form; which grid rows carry which row of the form; which cell of the row is which column.  The last question
 * has an obvious answer when exactly as many figures stand beside the label as the row has columns.  When some are blank, empty
 * cells may be blank figures or what is left of merged cells, and only the rest of the table can tell (struct Shape).
 */
#include "core/figures.h"

#include <string.h>

enum
{
	MAX_CANDIDATES = 256
};

/* A stretch of grid cells that may be the figures of a row. */
typedef struct Candidate
{
	int			row;			/* of the form */
	uint32_t	first;			/* first cell after the label, into GirGrid.cells */
	int			n;				/* cells after the label */
	int			label_col;
	int			width;			/* cells of the grid row */
	int			begin;			/* first and last cell that is not empty, from 0; -1 without one */
	int			end;
	bool		bare;			/* gathered from lines of one cell each */
	bool		broken;			/* a label stands among the figures */
} Candidate;

/* How the rows of a table stand in the grid, as far as its complete rows tell. */
typedef struct Shape
{
	int			complete;		/* rows in which the first and the last column are filled */
	int			start;			/* column in which all their figures begin, or -1: the table is no rectangle */
	bool		exact;			/* in none of them an empty cell stands around the figures */
	uint32_t	label_cols;		/* bit set: where the labels of complete rows stand */
} Shape;

typedef struct Fit
{
	const GirGrid *grid;
	const GirForm *form;
	int			f;
	GirReading *out;
	Candidate	candidates[MAX_CANDIDATES];
	int			ncandidates;
	Shape		shapes[GIR_MAX_BLOCKS];
	int			head_col[GIR_MAX_COLUMNS];	/* grid column of each column's head, -1 if not seen */
	uint32_t	head_row[GIR_MAX_COLUMNS];	/* grid row of it */
	int			corner_col;		/* of 信息内容 in the last header of table 2 */
	int			block;			/* block of the last clause, column head or row */
	int			table;			/* table of the last label, -1 outside */
	int			last_row;		/* last row of the form that was met */
	int			dispute_heads;	/* result heads of table 4 seen, in cyclic order */
	int			dispute_groups;
	bool		seen[GIR_MAX_ROWS];
	bool		settled[GIR_MAX_ROWS];
} Fit;

void
gir_figures_clear(GirFigures *figures, const GirForm *form, GirState state)
{
	memset(figures, 0, sizeof(*figures));
	figures->form = form;
	figures->rules = GIR_RULES;
	for (int i = 0; form != NULL && i < form->ncells; i++)
		figures->cells[i].state = (uint8_t) state;
}

/* ---- which form ---- */

static const GirGridCell *
row_cells(const GirGrid *grid, const GirGridRow *row)
{
	return grid->cells + row->first;
}

static int
count_kind(const GirGrid *grid, const GirGridRow *row, GirCellKind kind)
{
	int			n = 0;

	for (uint32_t i = 0; i < row->ncells; i++)
		n += row_cells(grid, row)[i].kind == kind;
	return n;
}

static bool
is_figure(const GirGridCell *cell)
{
	return cell->kind == GIR_CELL_NUMBER || cell->kind == GIR_CELL_MARK;
}

/* The label next to the figures: the last one before the first figure of the grid row; -1 without one. */
static int
last_label(const GirGrid *grid, const GirGridRow *row)
{
	const GirGridCell *cells = row_cells(grid, row);
	int			last = -1;

	for (uint32_t i = 0; i < row->ncells && !is_figure(&cells[i]); i++)
		if (cells[i].kind == GIR_CELL_LABEL)
			last = (int) i;
	return last;
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

/*
 * The form whose own labels are there.  One stray label of the other form is forgiven when the evidence is overwhelming.  A row
 * （六）其他处理 with figures of its own is a mark of 2019; 2021 has three rows below it.
 */
static void
choose_form(const GirGrid *grid, GirReading *out)
{
	uint8_t		seen[64] = {0};
	int			best = -1;
	int			other = 0;

	for (uint32_t r = 0; r < grid->nrows; r++)
		for (uint32_t i = 0; i < grid->rows[r].ncells; i++)
		{
			const GirGridCell *cell = row_cells(grid, &grid->rows[r]) + i;
			const GirLabel *label;

			if (cell->kind != GIR_CELL_LABEL)
				continue;
			label = gir_label(cell->label);
			if (label->mark >= 0)
				add_mark(out, label->mark, cell, seen);
			else
				for (int f = 0; f < GIR_FORM_COUNT; f++)
					if (label->in[f].row >= 0 && label->in[1 - f].row < 0 && label->in[1 - f].bare_row < 0 &&
						last_label(grid, &grid->rows[r]) == (int) i && count_kind(grid, &grid->rows[r], GIR_CELL_NUMBER) >= 3)
						add_mark(out, f, cell, seen);
		}
	for (int f = 0; f < GIR_FORM_COUNT; f++)
		if (best < 0 || out->marks[f] > out->marks[best])
			best = f;
	for (int f = 0; f < GIR_FORM_COUNT; f++)
		if (f != best)
			other += out->marks[f];
	if (out->marks[best] == 0)
		out->choice = GIR_FORM_NEITHER;
	else if (other > 1 || (other == 1 && out->marks[best] < 4))
		out->choice = GIR_FORM_BOTH;
	else
	{
		out->choice = GIR_FORM_FOUND;
		out->figures.form = &gir_forms[best];
	}
}

/* ---- which grid row is which row of the form ---- */

/* Where the cell stands decides what 其他 and 总计 are: the head of a column, or a row whose number is lost. */
static int
meant_row(const Fit *fit, const GirMeaning *m, bool figures_follow)
{
	if (m->row >= 0)
		return m->row;
	if (m->bare_row < 0)
		return -1;
	if (m->columns == 0)
		return m->bare_row;
	return figures_follow && fit->last_row == m->bare_row - 1 ? m->bare_row : -1;
}

static void
see_column(Fit *fit, const GirMeaning *m, const GirGridCell *cell, uint32_t r)
{
	int			block = fit->block;
	int			column;

	if (block < 0 || !(m->columns & 1u << block))
	{
		for (block = 0; !(m->columns & 1u << block);)
			block++;
		/* the heads of 其他 and 总计 name no block; others do */
		if ((m->columns & (m->columns - 1)) == 0 || fit->block < 0)
			fit->block = block;
		else
			block = fit->block >= 0 && (m->columns & 1u << fit->block) ? fit->block : block;
	}
	column = m->column[block];
	if (gir_forms[fit->f].blocks[block].table == GIR_TABLE4)
	{
		int			c = column - fit->form->blocks[block].first_column;

		if (c != fit->dispute_heads % fit->form->blocks[block].ncolumns)
			fit->out->tables[GIR_TABLE4].heads_disagree = true;
		fit->dispute_heads++;
	}
	fit->head_col[column] = cell->col;
	fit->head_row[column] = r;
}

/* A label that is no row with figures: heads, clauses, sections, groups of table 4. */
static void
see_label(Fit *fit, const GirGridCell *cell, uint32_t r)
{
	const GirMeaning *m = &gir_label(cell->label)->in[fit->f];

	if (m->section >= 0)
	{
		fit->table = m->section;
		fit->block = -1;
		for (int b = 0; b < fit->form->nblocks; b++)
			if (fit->form->blocks[b].table == (GirTable) m->section)
			{
				fit->block = b;
				break;
			}
		return;
	}
	if (m->tables != 0 && (m->tables & (m->tables - 1)) == 0)
	{
		fit->table = __builtin_ctz(m->tables);
		fit->out->tables[fit->table].labels++;
		if (cell->off < fit->out->first_table)
			fit->out->first_table = cell->off;
	}
	if (m->clause >= 0)
		fit->block = m->clause;
	else if (m->row >= 0 && fit->form->rows[m->row].role == GIR_ROLE_DISPUTE)
	{
		int			g = m->row - fit->form->blocks[fit->form->rows[m->row].block].first_row;

		fit->block = fit->form->rows[m->row].block;
		if (g != fit->dispute_groups)
			fit->out->tables[GIR_TABLE4].heads_disagree = true;
		fit->dispute_groups++;
	}
	else if (m->columns != 0)
		see_column(fit, m, cell, r);
	else if (m->head && fit->table == GIR_TABLE2)
		fit->corner_col = cell->col;
}

/* First and last cell that is not empty; is a label among them? */
static void
measure(const GirGrid *grid, Candidate *c)
{
	c->begin = c->end = -1;
	for (int i = 0; i < c->n; i++)
	{
		const GirGridCell *cell = &grid->cells[c->first + i];

		if (cell->kind == GIR_CELL_EMPTY)
			continue;
		if (c->begin < 0)
			c->begin = i;
		c->end = i;
		c->broken |= cell->kind == GIR_CELL_LABEL;
	}
}

static void
add_candidate(Fit *fit, Candidate c)
{
	measure(fit->grid, &c);
	fit->seen[c.row] = true;
	fit->last_row = c.row;
	fit->block = fit->form->rows[c.row].block;
	if (fit->form->rows[c.row].role == GIR_ROLE_NEW && c.begin >= 0 && ++fit->out->applications == 2)
		fit->out->second = fit->grid->cells[c.first].off;
	if (fit->ncandidates < MAX_CANDIDATES)
		fit->candidates[fit->ncandidates++] = c;
}

/* Cells of the lines of one cell each that follow grid row r, up to the next label or prose. */
static int
following_bare(const GirGrid *grid, uint32_t r)
{
	int			n = 0;

	for (uint32_t i = r + 1; i < grid->nrows && grid->rows[i].bare; i++, n++)
	{
		GirCellKind kind = (GirCellKind) row_cells(grid, &grid->rows[i])->kind;

		if (kind != GIR_CELL_NUMBER && kind != GIR_CELL_MARK)
			break;
	}
	return n;
}

/* The data row of table 4 has no label: a row of figures (or of nothing but empty cells) below its heads. */
static bool
is_dispute_row(const Fit *fit, const GirGridRow *row)
{
	int			block = fit->form->nblocks - 1;
	int			ncells = fit->form->blocks[block].nrows * fit->form->blocks[block].ncolumns;

	if (fit->block != block || fit->dispute_heads == 0 || fit->seen[fit->form->blocks[block].first_row])
		return false;
	if (count_kind(fit->grid, row, GIR_CELL_LABEL) > 0)
		return false;
	if (count_kind(fit->grid, row, GIR_CELL_NUMBER) + count_kind(fit->grid, row, GIR_CELL_MARK) > 0)
		return true;
	return row->ncells >= (uint32_t) ncells && count_kind(fit->grid, row, GIR_CELL_EMPTY) == (int) row->ncells;
}

static void
see_row(Fit *fit, uint32_t r)
{
	const GirGrid *grid = fit->grid;
	const GirGridRow *row = &grid->rows[r];
	const GirGridCell *cells = row_cells(grid, row);
	int			last = last_label(grid, row);
	int			bare = row->bare ? following_bare(grid, r) : 0;

	if (last < 0)
	{
		if (is_dispute_row(fit, row))
			add_candidate(fit, (Candidate) {.row = fit->form->blocks[fit->form->nblocks - 1].first_row, .first = row->first,
						  .n = row->bare ? 1 + bare : (int) row->ncells, .label_col = -1, .width = (int) row->ncells, .bare = row->bare});
		return;
	}
	for (int i = 0; i <= last; i++)
	{
		const GirMeaning *m;
		bool		figures_follow = i == last && (bare > 0 || last + 1 < (int) row->ncells);
		int			form_row;

		if (cells[i].kind != GIR_CELL_LABEL)
			continue;
		m = &gir_label(cells[i].label)->in[fit->f];
		form_row = meant_row(fit, m, figures_follow && (bare > 0 || is_figure(&cells[row->ncells - 1]) || count_kind(grid, row, GIR_CELL_NUMBER) > 0));
		if (form_row < 0 || fit->form->rows[form_row].role == GIR_ROLE_DISPUTE)
		{
			see_label(fit, &cells[i], r);
			continue;
		}
		fit->table = (int) fit->form->blocks[fit->form->rows[form_row].block].table;
		fit->out->tables[fit->table].labels++;
		if (cells[i].off < fit->out->first_table)
			fit->out->first_table = cells[i].off;
		if (i == last)
			add_candidate(fit, (Candidate) {.row = form_row, .first = row->first + (uint32_t) i + 1,
						  .n = row->bare ? bare : (int) row->ncells - i - 1, .label_col = i, .width = (int) row->ncells, .bare = row->bare});
		else
			fit->seen[form_row] = true;
	}
}

/* ---- which cell is which column ---- */

static int
row_width(const GirForm *form, int row)
{
	const GirBlock *b = &form->blocks[form->rows[row].block];

	return form->rows[row].role == GIR_ROLE_DISPUTE ? b->nrows * b->ncolumns : b->ncolumns;
}

/*
 * Learn the shape of a block from its complete rows.  A rectangle begins its figures in one column throughout, to the right of every
 * label; merged cells that were collapsed give that away, for then rows begin in different columns.
 */
static void
learn_shape(Fit *fit, int block)
{
	Shape	   *s = &fit->shapes[block];
	bool		rectangle = true;
	int			last_label_col = 0;

	s->start = -1;
	s->exact = true;
	for (int i = 0; i < fit->ncandidates; i++)
	{
		const Candidate *c = &fit->candidates[i];
		int			n = row_width(fit->form, c->row);

		if (fit->form->rows[c->row].block != block || c->bare)
			continue;
		if (c->label_col > last_label_col)
			last_label_col = c->label_col;
		if (c->begin < 0 || c->end - c->begin + 1 != n || c->broken)
			continue;
		s->complete++;
		s->exact &= c->n == n;
		s->label_cols |= 1u << (c->label_col < 0 ? 0 : c->label_col % 32);
		if (s->start < 0)
			s->start = c->label_col + 1 + c->begin;
		rectangle &= s->start == c->label_col + 1 + c->begin;
	}
	if (!rectangle || s->start <= last_label_col || s->complete < 3)
		s->start = -1;
}

/*
 * Grid column in which the heads of a block say that its figures begin: all heads in one row, side by side, in the form's order.
 * Only table 2 has such a header; those of tables 3 and 4 have merged cells.
 */
static int
head_start(const Fit *fit, const Candidate *c)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[c->row].block];
	int			start = fit->head_col[b->first_column];

	if (b->table != GIR_TABLE2 || fit->corner_col != c->label_col || start <= c->label_col)
		return -1;
	for (int i = 0; i < b->ncolumns; i++)
		if (fit->head_col[b->first_column + i] != start + i || fit->head_row[b->first_column + i] != fit->head_row[b->first_column])
			return -1;
	return start;
}

/*
 * Offset, among the candidate's cells, of the figure of the first column; -1 if more than one attribution is possible.
 */
static int
find_start(const Fit *fit, const Candidate *c)
{
	int			n = row_width(fit->form, c->row);
	const Shape *s = &fit->shapes[fit->form->rows[c->row].block];
	bool		cells = fit->grid->layout == GIR_LAYOUT_CELLS;
	int			start;

	if (c->broken)
		return -1;
	if (c->begin < 0)
		return c->n >= n && !c->bare ? 0 : -1;
	if (c->end - c->begin + 1 == n)
		return c->begin;
	if (c->end - c->begin + 1 > n || c->bare)
		return -1;
	if (n == 1)
		return c->begin;
	/* some figure at the edge is blank: which? */
	if (c->n == n && (cells || (c->label_col < 0) || (s->exact && s->complete >= 3 && (s->label_cols & 1u << c->label_col % 32))))
		return 0;
	start = s->start >= 0 ? s->start : head_start(fit, c);
	if (start < 0)
		return -1;
	start -= c->label_col + 1;
	/* cells that are not there are no blanks: a tool may have dropped some of them */
	return start >= 0 && c->begin >= start && c->end < start + n && start + n <= c->n ? start : -1;
}

static void
set_cell(Fit *fit, int cell, const GirGridCell *from)
{
	GirValue   *v = &fit->out->figures.cells[cell];

	if (from == NULL)
	{
		v->state = GIR_BLANK;
		return;
	}
	gir_value_read(fit->grid->text + from->off, from->len, true, v);
	fit->out->place[cell] = (GirSpan) {from->off, from->len};
	fit->out->values += v->state == GIR_NUMBER;
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

/* Attribute the candidate's cells.  A row met twice must say the same both times. */
static void
settle(Fit *fit, const Candidate *c)
{
	int			n = row_width(fit->form, c->row);
	int			first = fit->form->rows[c->row].first_cell;
	int			start = find_start(fit, c);
	GirTable	table = fit->form->blocks[fit->form->rows[c->row].block].table;
	GirValue	before[GIR_MAX_TERMS];
	bool		again = fit->settled[c->row];

	if (start < 0 || fit->out->tables[table].heads_disagree)
	{
		if (c->begin >= 0 || !again)
			set_row_state(fit, first, n, GIR_UNREADABLE);
		fit->settled[c->row] = true;
		return;
	}
	if (again && c->begin < 0)
		return;
	memcpy(before, &fit->out->figures.cells[first], n * sizeof(GirValue));
	for (int i = 0; i < n; i++)
		set_cell(fit, first + i, start + i < c->n ? &fit->grid->cells[c->first + start + i] : NULL);
	for (int i = 0; again && i < n; i++)
		if (!same_value(&before[i], &fit->out->figures.cells[first + i]))
		{
			set_row_state(fit, first, n, GIR_UNREADABLE);
			break;
		}
	fit->settled[c->row] = true;
}

/* The heads of table 3 must stand in the form's order, save that 总计 may be in a header row of its own. */
static void
check_heads(Fit *fit)
{
	for (int b = 0; b < fit->form->nblocks; b++)
	{
		const GirBlock *block = &fit->form->blocks[b];

		if (block->table == GIR_TABLE4)
			continue;
		for (int c = 0; c + 1 < block->ncolumns; c++)
			for (int d = c + 1; d < block->ncolumns; d++)
			{
				int			x = block->first_column + c;
				int			y = block->first_column + d;

				if (fit->head_col[x] >= 0 && fit->head_col[y] >= 0 && fit->head_row[x] == fit->head_row[y] &&
					fit->head_col[x] >= fit->head_col[y] && !fit->grid->rows[fit->head_row[x]].bare)
					fit->out->tables[block->table].heads_disagree = true;
			}
	}
}

static void
count_rows(Fit *fit)
{
	for (int r = 0; r < fit->form->nrows; r++)
	{
		GirTableEvidence *e = &fit->out->tables[fit->form->blocks[fit->form->rows[r].block].table];
		const GirRow *row = &fit->form->rows[r];

		if (fit->seen[r] && !fit->settled[r])
			set_row_state(fit, row->first_cell, row_width(fit->form, r), GIR_UNREADABLE);
		e->rows += fit->seen[r];
		e->refused += fit->seen[r] && fit->out->figures.cells[row->first_cell].state == GIR_UNREADABLE;
	}
}

void
gir_figures_read(const GirGrid *grid, GirReading *out)
{
	Fit			fit;

	memset(out, 0, sizeof(*out));
	out->first_table = UINT32_MAX;
	choose_form(grid, out);
	memset(&fit, 0, offsetof(Fit, candidates));
	fit.ncandidates = 0;
	memset((char *) &fit + offsetof(Fit, ncandidates), 0, sizeof(fit) - offsetof(Fit, ncandidates));
	fit.grid = grid;
	fit.out = out;
	/* without a form the tables are still looked for, to tell a report from another text; any form will do */
	fit.form = out->figures.form ? out->figures.form : &gir_forms[GIR_FORM_COUNT - 1];
	fit.f = fit.form->number;
	fit.block = fit.table = fit.last_row = fit.corner_col = -1;
	memset(fit.head_col, -1, sizeof(fit.head_col));
	gir_figures_clear(&out->figures, fit.form, GIR_MISSING);
	for (uint32_t r = 0; r < grid->nrows; r++)
		see_row(&fit, r);
	check_heads(&fit);
	for (int b = 0; b < fit.form->nblocks; b++)
		learn_shape(&fit, b);
	for (int i = 0; i < fit.ncandidates; i++)
		settle(&fit, &fit.candidates[i]);
	count_rows(&fit);
	if (out->choice != GIR_FORM_FOUND)
		out->figures.form = NULL;
}
