/*
 * figures.c - fit a grid of cells to a form
 *
 * Three passes: which form; which grid rows carry which row of the form; which cell of the row is which column.  The last question
 * has an obvious answer when exactly as many figures stand beside the label as the row has columns.  When some are blank, empty
 * cells may be blank figures or what is left of merged cells, and only the rest of the table can tell (struct Shape).
 */
#include "core/figures.h"

#include <stdio.h>
#include <string.h>

enum
{
	MAX_CANDIDATES = 256,
	PADDED_WIDTH = 15,			/* columns of table 4 */
	APPLICANTS = 7,				/* columns of table 3 */
	MAX_GAP = 31,				/* line breaks between two tokens; more count as these */
	MAX_ALIGNED = 2000			/* bytes of a line aligned by spaces */
};

/* A stretch of grid cells that may be the figures of a row. */
typedef struct Candidate
{
	int			row;			/* of the form; -1: not known yet */
	int			block;			/* in which it was met */
	uint32_t	grid_row;
	uint32_t	first;			/* first cell after the label, into GirGrid.cells */
	int			n;				/* cells after the label */
	int			label_col;
	int			width;			/* cells of the grid row */
	int			begin;			/* first and last cell that is not empty, from 0; -1 without one */
	int			end;
	int			trail;			/* loose rows: line breaks after the last figure */
	int			next;			/* loose rows: what comes after, see kind_after() */
	uint8_t		kind;			/* GirRowKind */
	bool		broken;			/* a label stands among the figures */
	bool		adopted;		/* known by its place */
	bool		counted;		/* known by counting the figures below the label of its group */
} Candidate;

/* How the rows of a block stand in the grid, as far as its complete rows tell. */
typedef struct Shape
{
	int			complete;		/* rows in which the first and the last column are filled */
	int			start;			/* column in which all their figures begin, or -1: the table is no rectangle */
	bool		exact;			/* in none of them an empty cell stands around the figures */
	int			width;			/* all rows of the block are padded to this many cells; 0: they are not */
	int			exact_rows;		/* complete rows with no other cells */
	int			totalless;		/* rows with as many cells as columns, of which all but the last begin and end filled */
	int			complete_width; /* cells of every complete row; 0: they differ */
	int			last_col;		/* last column of most rows */
	int			first_label_col;	/* of all rows */
	uint32_t	label_cols;		/* bit set: where the labels of complete rows stand */
} Shape;

/* What may come after a loose row; complete rows tell how many line breaks stand before each. */
enum
{
	AFTER_ITEM,					/* 1. … 8. */
	AFTER_PART,					/* （一） … */
	AFTER_CHAPTER,				/* 二、 四、 */
	AFTER_HEAD,					/* 三、, which is no row */
	AFTER_OTHER,
	AFTER_KINDS
};

/* How many complete rows have so many line breaks at some place. */
typedef struct Gaps
{
	uint16_t	rows[MAX_GAP + 1];
	int			total;
	int			usual;			/* the commonest, when there is any */
} Gaps;

/* How loose rows are spaced: line breaks between figures, before the first and after the last. */
typedef struct Spacing
{
	Gaps		step;
	Gaps		lead;
	Gaps		trail[AFTER_KINDS];
	int			uneven;			/* complete rows that are not evenly spaced: text that flows over lines */
	bool		tells_blanks;	/* blank cells have their line */
	bool		drops_blanks;	/* they leave no trace, in one row at least: as many figures as columns may be another row's */
	bool		prints_blanks;	/* they are printed as a word: a cell that is not there has been lost */
	bool		repeats;		/* a row of table 2 has its figures once for each column that their cells span */
} Spacing;

/* Where the columns of table 3 stand in lines aligned by spaces, in display columns. */
typedef struct Alignment
{
	int			rows;			/* complete rows */
	bool		sound;
	int			quote;			/* width of a quotation mark */
	int			from[APPLICANTS];
	int			to[APPLICANTS];
	int			low[APPLICANTS];	/* of the sum of a figure's ends: twice its middle */
	int			high[APPLICANTS];
	int			label;			/* where the leftmost label of a complete row begins */
	bool		left[APPLICANTS];	/* all figures begin, end, in the same column */
	bool		right[APPLICANTS];
} Alignment;

/* Where the rows of a table end, if most of them end in the same column: they are padded. */
typedef struct Edge
{
	int			col;
	int			votes;
	int			rows;
	int			there;			/* of these, rows that end there */
	int			empty;			/* of these, rows whose last cell is empty */
} Edge;

typedef struct Fit
{
	const GirGrid *grid;
	const GirForm *form;
	int			f;
	GirReading *out;
	Candidate	candidates[MAX_CANDIDATES];
	int			ncandidates;
	Shape		shapes[GIR_MAX_BLOCKS];
	Edge		edges[GIR_TABLE_COUNT];
	Spacing		spacing;
	Alignment	alignment;
	int			head_col[GIR_MAX_COLUMNS];	/* grid column of each column's head, -1 if not seen */
	uint32_t	head_row[GIR_MAX_COLUMNS];	/* grid row of it */
	uint32_t	stray_row;		/* last loose grid row in which figures follow a label of table 3 that is no row; 0 without one */
	bool		ragged;			/* lines of table 2 end in any number of empty fields: their width says nothing */
	bool		extra_column;	/* right of the heads of table 3 stands something that is none: a column of remarks */
	int			corner_col;		/* of 信息内容 in the last header of table 2 */
	int			block;			/* block of the last clause, column head or row */
	int			table;			/* table of the last label, -1 outside */
	int			last_row;		/* last row of the form that was met */
	int			dispute_heads;	/* result heads of table 4 seen */
	int			dispute_column; /* the last of them, from 0 */
	int			dispute_runs;	/* runs of them in the form's order: one for each group, at most */
	uint32_t	dispute_head_row;
	int			dispute_last_col;	/* grid column of the last of them */
	int			dispute_groups;
	int			review_unseen;	/* the first group was not the first that was met */
	int			ndispute_cols;	/* rows at true columns: the result heads by column, though they may stand in two rows */
	uint8_t		dispute_cols[PADDED_WIDTH];
	uint8_t		dispute_kinds[PADDED_WIDTH];	/* which result, from 0 */
	int			at_end;			/* cell whose figure ends the text, -1 without one */
	bool		seen[GIR_MAX_ROWS];
	bool		settled[GIR_MAX_ROWS];
} Fit;

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
		{"this text leaves out blank cells or labels, and the figures do not add up", "原文略去空格或标签，且数字合计不符"}
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

/* ---- which form ---- */

static bool
is_figure(const GirGridCell *cell)
{
	return cell->kind == GIR_CELL_NUMBER || cell->kind == GIR_CELL_MARK;
}

/*
 * The label next to the figures: the last one before the first figure of the grid row; -1 without one.  A number that begins the row
 * may be an index that a tool has added.
 */
static int
last_label(const GirGrid *grid, const GirGridRow *row)
{
	const GirGridCell *cells = gir_row_cells(grid, row);
	int			last = -1;
	uint32_t	i = row->ncells > 2 && cells[0].kind == GIR_CELL_NUMBER && cells[1].kind == GIR_CELL_LABEL ? 1 : 0;

	for (; i < row->ncells && !is_figure(&cells[i]); i++)
		if (cells[i].kind == GIR_CELL_LABEL)
			last = (int) i;
	return last;
}

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

/* Does a label in running text count? */
static bool
loose_counts(const GirGrid *grid, const GirGridRow *row, uint32_t i)
{
	const GirGridCell *cells = gir_row_cells(grid, row);

	if ((i > 0 && cells[i - 1].kind == GIR_CELL_LABEL) || (i + 1 < row->ncells && cells[i + 1].kind != GIR_CELL_TEXT))
		return true;
	return alone_in_line(grid, &cells[i]);
}

/*
 * Labels in running text are words of prose too.  One counts when another label or a figure stands right beside it, or when it has
 * its line for itself.
 */
static inline bool
counts(const GirGrid *grid, const GirGridRow *row, uint32_t i)
{
	return row->kind != GIR_ROW_LOOSE || loose_counts(grid, row, i);
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

/* Has the row figures, and nothing but empty cells between them and this label? */
static bool
is_next_to_figures(const GirGrid *grid, const GirGridRow *row, uint32_t label)
{
	const GirGridCell *cells = gir_row_cells(grid, row);

	for (uint32_t i = label + 1; i < row->ncells; i++)
		if (cells[i].kind != GIR_CELL_EMPTY)
			return is_figure(&cells[i]) && row->count[GIR_CELL_NUMBER] >= 3 && (row->kind != GIR_ROW_LOOSE || row->count[GIR_CELL_NUMBER] <= APPLICANTS + 1);
	return false;
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
	bool		strong[GIR_FORM_COUNT] = {false};

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
				add_mark(out, label->mark, cell, seen);
			else
				for (int f = 0; f < GIR_FORM_COUNT; f++)
					if (label->in[f].row >= 0 && label->in[1 - f].row < 0 && label->in[1 - f].bare_row < 0 &&
						is_next_to_figures(grid, row, i))
					{
						add_mark(out, f, cell, seen);
						strong[f] = true;
					}
		}
	}
	for (int f = 0; f < GIR_FORM_COUNT; f++)
		if (best < 0 || out->marks[f] > out->marks[best])
			best = f;
	for (int f = 0; f < GIR_FORM_COUNT; f++)
		if (f != best)
			other += out->marks[f] + strong[f];
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

static GirTable
table_of(const Fit *fit, int row)
{
	return fit->form->blocks[fit->form->rows[row].block].table;
}

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

/* Heads of table 4 are counted in runs of the form's order. */
static void
see_dispute_head(Fit *fit, int column, uint32_t r)
{
	if (fit->grid->rows[r].kind != GIR_ROW_LOOSE && r != fit->dispute_head_row)
		fit->dispute_runs = fit->dispute_heads = 0;
	fit->dispute_head_row = r;
	if (fit->dispute_heads == 0 || column <= fit->dispute_column)
		fit->dispute_runs++;
	fit->dispute_heads++;
	fit->dispute_column = column;
}

/* Keep where the head stands among those of table 4; one too many spoils them. */
static void
keep_dispute_head(Fit *fit, int kind, int col)
{
	int			i = fit->ndispute_cols;

	if (i >= PADDED_WIDTH)
	{
		fit->ndispute_cols = PADDED_WIDTH + 1;
		return;
	}
	for (; i > 0 && fit->dispute_cols[i - 1] > col; i--)
	{
		fit->dispute_cols[i] = fit->dispute_cols[i - 1];
		fit->dispute_kinds[i] = fit->dispute_kinds[i - 1];
	}
	fit->dispute_cols[i] = (uint8_t) col;
	fit->dispute_kinds[i] = (uint8_t) kind;
	fit->ndispute_cols++;
}

/* Does each column of table 4 have its head, in the form's order? */
static bool
has_dispute_heads(const Fit *fit)
{
	int			i = 0;

	while (i < PADDED_WIDTH && fit->ndispute_cols == PADDED_WIDTH && fit->dispute_kinds[i] == i % 5 &&
		   (i == 0 || fit->dispute_cols[i] > fit->dispute_cols[i - 1]))
		i++;
	return i == PADDED_WIDTH;
}

static bool
has_text_after(const GirGrid *grid, const GirGridCell *cell, uint32_t r)
{
	const GirGridCell *end = grid->cells + grid->rows[r].first + grid->rows[r].ncells;

	while (++cell < end)
		if (cell->kind == GIR_CELL_TEXT && grid->rows[r].kind != GIR_ROW_LOOSE)
			return true;
	return false;
}

/* The label of a row without its number, in any form: 其他 is one of 2021, and what is left of 其他结果 in both. */
static bool
is_fragment(const GirLabel *label)
{
	for (int f = 0; f < GIR_FORM_COUNT; f++)
		if (label->in[f].bare_row >= 0)
			return true;
	return false;
}

/*
 * A head of a column.  其他 and 总计 are also what is left of other labels when a line breaks: they count in the block at hand, and
 * begin no other.
 */
static void
see_column(Fit *fit, const GirMeaning *m, const GirGridCell *cell, uint32_t r)
{
	int			block = fit->block;
	int			column;

	if (block < 0 || !(m->columns & 1u << block))
	{
		if (is_fragment(gir_label(cell->label)) || m->tables == (1u << GIR_TABLE3 | 1u << GIR_TABLE4))
			return;
		for (block = 0; !(m->columns & 1u << block);)
			block++;
		fit->block = block;
	}
	column = m->column[block];
	if (gir_forms[fit->f].blocks[block].table == GIR_TABLE4)
	{
		see_dispute_head(fit, column - fit->form->blocks[block].first_column, r);
		if (fit->grid->rows[r].kind != GIR_ROW_LOOSE)
			keep_dispute_head(fit, column - fit->form->blocks[block].first_column, cell->col);
		fit->dispute_last_col = cell->col;
	}
	if (fit->form->blocks[block].table == GIR_TABLE3 && !fit->seen[fit->form->blocks[block].first_row] &&
		column == fit->form->blocks[block].first_column + fit->form->blocks[block].total_column)
		fit->extra_column |= has_text_after(fit->grid, cell, r);
	if (fit->head_col[column] >= 0 && fit->head_row[column] == r)
		return;					/* a merged head whose text is repeated: its first place */
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
		if (g == 0)
			fit->ndispute_cols = 0;
		/* 行政复议 may be damaged; but then it may not come after the others */
		if (g == 1 && fit->dispute_groups == 0)
			fit->dispute_groups = fit->review_unseen = 1;
		fit->out->tables[GIR_TABLE4].heads_disagree |= g == 0 && fit->review_unseen;
		/* the same group again is a merged head repeated, the first one a header repeated */
		if (g != 0 && g != fit->dispute_groups && g != fit->dispute_groups - 1)
			fit->out->tables[GIR_TABLE4].heads_disagree = true;
		fit->dispute_groups = g + 1;
	}
	else if (m->columns != 0)
		see_column(fit, m, cell, r);
	else if (m->head && fit->table == GIR_TABLE2)
		fit->corner_col = cell->col;
}

/* 注：… below the table, which a tool has put behind its last row. */
static bool
is_footnote(const GirGrid *grid, const GirGridCell *cell)
{
	return cell->kind == GIR_CELL_TEXT && cell->len > 12 && (memcmp(grid->text + cell->off, "注：", 6) == 0 || memcmp(grid->text + cell->off, "注:", 4) == 0);
}

/* Nothing comes after the row: the text may have been cut off in it. */
static bool
ends_text(const Fit *fit, const Candidate *c)
{
	return c->first + (uint32_t) c->n >= fit->grid->ncells;
}

/* The row is the last thing in the text, and nothing closes it. */
static bool
is_cut_off(const Fit *fit, const Candidate *c)
{
	char		last = fit->grid->text[fit->grid->len - 1];

	return c->kind == GIR_ROW_FIELDS && ends_text(fit, c) && last != '\n' && last != '|';
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
		if (c->kind != GIR_ROW_LOOSE && is_footnote(grid, cell))
			break;
		if (c->begin < 0)
			c->begin = i;
		c->end = i;
		c->broken |= cell->glued || cell->kind == GIR_CELL_LABEL || (c->kind == GIR_ROW_LOOSE && cell->kind == GIR_CELL_TEXT);
	}
}

/* What the cell after a loose row is. */
static int
kind_after(const Fit *fit, const GirGridCell *cell)
{
	const GirMeaning *m;
	const char *text = fit->grid->text + cell->off;
	const char *before;

	if (cell->kind != GIR_CELL_LABEL)
		return AFTER_OTHER;
	m = &gir_label(cell->label)->in[fit->f];
	if (m->row >= 0 && fit->form->rows[m->row].number[0] >= '0' && fit->form->rows[m->row].number[0] <= '9')
		return AFTER_ITEM;
	if (m->row < 0 && !m->head)
		return AFTER_OTHER;
	/* the cell begins with the first character that counts in labels; a bracket does not */
	for (before = text; before > fit->grid->text && ((unsigned char) *--before & 0xC0) == 0x80;)
		;
	if (gir_narrow(gir_next_char(&before, text)) == '(')
		return AFTER_PART;
	return m->row >= 0 ? AFTER_CHAPTER : AFTER_HEAD;
}

static bool
begins_with_figure(const GirGrid *grid, uint32_t r)
{
	return r < grid->nrows && grid->rows[r].ncells > 0 && is_figure(gir_row_cells(grid, &grid->rows[r]));
}

static void
add_candidate(Fit *fit, uint32_t r, int row, int label)
{
	const GirGrid *grid = fit->grid;
	const GirGridRow *g = &grid->rows[r];
	Candidate	c = {.row = row, .grid_row = r, .first = g->first + (uint32_t) (label + 1), .n = (int) g->ncells - label - 1,
	.label_col = label, .block = fit->block, .width = (int) g->ncells, .kind = g->kind, .next = AFTER_OTHER};

	if (label >= 0)
		c.label_col = gir_row_cells(grid, g)[label].col;
	if (c.first + (uint32_t) c.n < grid->ncells)
	{
		const GirGridCell *next = &grid->cells[c.first + (uint32_t) c.n];

		c.trail = next->gap;
		c.next = kind_after(fit, next);
	}
	measure(grid, &c);
	/* its label has moved */
	c.broken |= c.kind != GIR_ROW_LOOSE && row >= 0 && label > 0 && begins_with_figure(grid, r) &&
		!begins_with_figure(grid, r - 1) && !begins_with_figure(grid, r + 1);	/* no index that a tool has added */
	/* its own figures may be those before the label */
	c.broken |= c.kind == GIR_ROW_LOOSE && fit->stray_row > 0 && fit->stray_row + 1 == r;
	if (row >= 0)
	{
		fit->seen[row] = true;
		fit->last_row = row;
		fit->block = fit->form->rows[row].block;
		fit->table = (int) fit->form->blocks[fit->block].table;
	}
	if (fit->ncandidates < MAX_CANDIDATES)
		fit->candidates[fit->ncandidates++] = c;
}

static int
count_figures(const GirGridRow *row)
{
	return row->count[GIR_CELL_NUMBER] + row->count[GIR_CELL_MARK];
}

/* The data row of table 4 has no label: a row of figures (or of nothing but empty cells) below its heads. */
static bool
is_dispute_row(const Fit *fit, const GirGridRow *row)
{
	int			block = fit->form->nblocks - 1;
	int			ncells = fit->form->blocks[block].nrows * fit->form->blocks[block].ncolumns;

	if (fit->block != block || fit->dispute_groups < 2 || fit->seen[fit->form->blocks[block].first_row])
		return false;
	if (row->count[GIR_CELL_LABEL] > 0)
		return false;
	if (count_figures(row) > 0)
		return true;
	return row->ncells >= (uint32_t) ncells && row->count[GIR_CELL_EMPTY] == (int) row->ncells;
}

static int
trailing_figures(const GirGrid *grid, const GirGridRow *row)
{
	const GirGridCell *cells = gir_row_cells(grid, row);
	int			n = 0;

	if (row->kind != GIR_ROW_LOOSE)
		return (int) row->ncells;
	while (n < (int) row->ncells && (is_figure(&cells[row->ncells - 1 - (uint32_t) n]) ||
									 cells[row->ncells - 1 - (uint32_t) n].kind == GIR_CELL_EMPTY))
		n++;
	return n;
}

/* Does the row begin with a number that a tool has added, one more than that of the row before? */
static bool
has_index(const GirGrid *grid, uint32_t r)
{
	const GirGridCell *cell = gir_row_cells(grid, &grid->rows[r]);
	const GirGridCell *above = r > 0 ? gir_row_cells(grid, &grid->rows[r - 1]) : NULL;

	return above && grid->rows[r].ncells == grid->rows[r - 1].ncells && grid->rows[r].ncells > 15 &&
		cell->kind == GIR_CELL_NUMBER && above->kind == GIR_CELL_NUMBER && cell->len == 1 && above->len == 1 &&
		grid->text[cell->off] == grid->text[above->off] + 1;
}

/* In running text the heads and the figures of table 4 are one row; some heads may be torn. */
static bool
is_loose_dispute(const Fit *fit, const GirGridRow *row)
{
	int			block = fit->form->nblocks - 1;

	return fit->block == block && fit->dispute_groups == 3 && !fit->seen[fit->form->blocks[block].first_row] &&
		trailing_figures(fit->grid, row) > 1;
}

/* Where nothing ends a row, the figures of table 4 follow its last head. */
static bool
is_dispute_after_head(const Fit *fit, const GirGridRow *row, int last)
{
	int			block = fit->form->nblocks - 1;
	const GirMeaning *m = &gir_label(gir_row_cells(fit->grid, row)[last].label)->in[fit->f];

	return fit->block == block && fit->dispute_groups == 3 && !fit->seen[fit->form->blocks[block].first_row] &&
		(m->columns & 1u << block) != 0 && count_figures(row) > 1;
}

/* Where tabs divide all cells but no line ends a row: exactly as many figures as table 4 has, side by side behind its last head. */
static bool
is_whole_dispute(const Fit *fit, const GirGridRow *row, int last)
{
	const GirGridCell *cells = gir_row_cells(fit->grid, row);
	uint32_t	i = (uint32_t) last + 1;
	int			n = 0;

	if (!is_dispute_after_head(fit, row, last) || count_figures(row) != PADDED_WIDTH)
		return false;
	while (i < row->ncells && cells[i].kind == GIR_CELL_EMPTY)
		i++;
	while (i < row->ncells && is_figure(&cells[i++]))
		n++;
	return n == PADDED_WIDTH;
}

/* These figures as the row of table 4. */
static void
add_dispute_run(Fit *fit, uint32_t r)
{
	const GirGridRow *row = &fit->grid->rows[r];
	uint32_t	first = 0;

	while (!is_figure(&gir_row_cells(fit->grid, row)[first]))
		first++;
	if (fit->ncandidates == MAX_CANDIDATES)
		return;
	add_candidate(fit, r, fit->form->blocks[fit->form->nblocks - 1].first_row, (int) first - 1);
	fit->candidates[fit->ncandidates - 1].n = PADDED_WIDTH;
	measure(fit->grid, &fit->candidates[fit->ncandidates - 1]);
}

/* Figures in running text count only where a table of the form has begun. */
static bool
in_context(const Fit *fit, int row, const GirGridRow *grid_row)
{
	if (grid_row->kind != GIR_ROW_LOOSE || fit->form->rows[row].role == GIR_ROLE_NEW)
		return true;
	if (fit->table != (int) fit->form->blocks[fit->form->rows[row].block].table)
		return false;
	/* a row of table 2 comes after the clause or the heads of its own block; otherwise the words are out of order */
	return fit->table != GIR_TABLE2 || fit->block == fit->form->rows[row].block;
}

/*
 * A row of figures without a label that was recognised, where a table of the form has begun: its label may be damaged, or torn by the
 * layout.  Kept for adopt_orphans().
 */
static bool
is_orphan(const Fit *fit, const GirGridRow *row, int last)
{
	const GirMeaning *m;
	int			figures;

	if (fit->table < 0 || fit->table == GIR_TABLE4 || count_figures(row) == 0)
		return false;
	figures = row->kind == GIR_ROW_LOOSE ? trailing_figures(fit->grid, row) : 0;
	if (row->kind == GIR_ROW_LOOSE)
		return figures > 0 && (figures == (int) row->ncells || gir_row_cells(fit->grid, row)[row->ncells - 1 - (uint32_t) figures].kind == GIR_CELL_TEXT);
	if (last < 0)
		return row->count[GIR_CELL_TEXT] > 0;
	m = &gir_label(gir_row_cells(fit->grid, row)[last].label)->in[fit->f];
	return m->row < 0 && m->columns == 0;
}

/* First cell of the figures of an orphan, less one: behind the last cell that is text or a label. */
static int
orphan_label(const GirGrid *grid, const GirGridRow *row)
{
	const GirGridCell *cells = gir_row_cells(grid, row);
	int			label = -1;

	for (int i = 0; i < (int) row->ncells; i++)
		if (cells[i].kind == GIR_CELL_TEXT || cells[i].kind == GIR_CELL_LABEL)
			label = i;
		else if (is_figure(&cells[i]) && label >= 0 && row->kind != GIR_ROW_LOOSE)
			break;
	return label;
}

static bool
is_label_of(const GirGroup *group, const GirLabel *label)
{
	char		printed[128];
	int			n = group ? snprintf(printed, sizeof(printed), "%s%s", group->number, group->label) : 0;

	return n > 0 && n < (int) sizeof(printed) && gir_label_find(printed, (size_t) n) == label;
}

/*
 * The labels of a group's rows are gone, its own is left: as many figures below it as the group has cells, each on a line of its own,
 * are its rows one after the other.  settle_counted() sees whether they add up.
 */
static bool
add_counted(Fit *fit, uint32_t r, int last)
{
	const GirGridRow *row = &fit->grid->rows[r];
	const GirForm *form = fit->form;
	const GirLabel *label = gir_label(gir_row_cells(fit->grid, row)[last].label);
	int			first = 0;
	int			n = 0;

	while (first < form->nrows && !is_label_of(form->rows[first].group, label))
		first++;
	while (first + n < form->nrows && form->rows[first + n].group == form->rows[first].group && !fit->seen[first + n])
		n++;
	if (n < 2 || (first + n < form->nrows && form->rows[first + n].group == form->rows[first].group) ||
		trailing_figures(fit->grid, row) != n * APPLICANTS || fit->ncandidates + n > MAX_CANDIDATES)
		return false;
	for (int i = 0; i < n; i++)
	{
		Candidate  *c = &fit->candidates[fit->ncandidates];

		add_candidate(fit, r, first + i, (int) row->ncells - n * APPLICANTS - 1);
		c->first += (uint32_t) (i * APPLICANTS);
		c->n = APPLICANTS;
		c->counted = true;
		measure(fit->grid, c);
	}
	return true;
}

static void
see_row(Fit *fit, uint32_t r)
{
	const GirGrid *grid = fit->grid;
	const GirGridRow *row = &grid->rows[r];
	const GirGridCell *cells = gir_row_cells(grid, row);
	int			last = row->count[GIR_CELL_LABEL] > 0 ? last_label(grid, row) : -1;
	int			figures = count_figures(row);
	int			before = fit->ncandidates;

	for (int i = 0; i < (int) row->ncells && i <= last; i++)
	{
		const GirMeaning *m;
		int			form_row;
		bool		beside = i == last && i + 1 < (int) row->ncells &&
			(row->kind != GIR_ROW_LOOSE || is_figure(&cells[i + 1]) || cells[i + 1].kind == GIR_CELL_EMPTY);

		if (cells[i].kind != GIR_CELL_LABEL || !counts(grid, row, (uint32_t) i))
			continue;
		m = &gir_label(cells[i].label)->in[fit->f];
		form_row = meant_row(fit, m, beside && figures > 0);
		if (form_row < 0 || fit->form->rows[form_row].role == GIR_ROLE_DISPUTE || !in_context(fit, form_row, row))
		{
			see_label(fit, &cells[i], r);
			continue;
		}
		fit->table = (int) fit->form->blocks[fit->form->rows[form_row].block].table;
		fit->out->tables[fit->table].labels++;
		if (cells[i].off < fit->out->first_table)
			fit->out->first_table = cells[i].off;
		if (fit->form->rows[form_row].role == GIR_ROLE_NEW && ++fit->out->applications == 2)
			fit->out->second = cells[i].off;
		if (i == last && (beside || row->kind == GIR_ROW_LOOSE))
			add_candidate(fit, r, form_row, i);
		else
			fit->seen[form_row] = true;
	}
	if (row->kind != GIR_ROW_LOOSE && last < 0 && is_dispute_row(fit, row) && has_index(grid, r))
		add_candidate(fit, r, fit->form->blocks[fit->form->nblocks - 1].first_row, 0);
	else if (row->kind == GIR_ROW_CELLS && last >= 0 && fit->ncandidates == before && is_dispute_after_head(fit, row, last))
		add_candidate(fit, r, fit->form->blocks[fit->form->nblocks - 1].first_row, last);
	else if (row->kind == GIR_ROW_FIELDS && last >= 0 && fit->ncandidates == before && is_whole_dispute(fit, row, last))
		add_dispute_run(fit, r);
	else if (row->kind == GIR_ROW_LOOSE ? is_loose_dispute(fit, row) : last < 0 && is_dispute_row(fit, row))
		add_candidate(fit, r, fit->form->blocks[fit->form->nblocks - 1].first_row, (int) row->ncells - trailing_figures(grid, row) - 1);
	else if (fit->ncandidates == before && is_orphan(fit, row, last))
		add_candidate(fit, r, -1, orphan_label(grid, row));
	else if (fit->ncandidates == before && fit->table == GIR_TABLE3 && row->kind == GIR_ROW_LOOSE && figures > 2 &&
			 fit->last_row >= 0 && table_of(fit, fit->last_row) == GIR_TABLE3 && (last < 0 || !add_counted(fit, r, last)))
		fit->stray_row = r;
}

static int
row_width(const GirForm *form, int row)
{
	const GirBlock *b = &form->blocks[form->rows[row].block];

	return form->rows[row].role == GIR_ROLE_DISPUTE ? b->nrows * b->ncolumns : b->ncolumns;
}

/* ---- rows whose label is damaged ---- */

/* Folded words around an orphan's figures: those before them in its row, and those after up to the next label. */
typedef struct Around
{
	uint16_t	before[GIR_MAX_LABEL * 4];
	uint16_t	after[GIR_MAX_LABEL];
	int			nbefore;
	int			nafter;
} Around;

static int
fold_cell(const GirGrid *grid, const GirGridCell *cell, uint16_t *words, int n, int max)
{
	int			more = n < max ? gir_fold(grid->text + cell->off, cell->len, words + n, max - n) : 0;

	return n + more > max ? max : n + more;
}

static void
find_words(const Fit *fit, const Candidate *c, Around *around)
{
	const GirGrid *grid = fit->grid;
	const GirGridCell *first = &grid->cells[c->first];
	const GirGridCell *after = first + c->n;
	const GirGridCell *cell = grid->cells + grid->rows[c->grid_row].first;

	around->nbefore = around->nafter = 0;
	/* running text: its labels may be words of this one; of fields, only the one next to the figures */
	for (cell = c->kind == GIR_ROW_LOOSE && first - cell <= 6 ? cell : first - 1; cell < first; cell++)
		if (c->kind != GIR_ROW_CELLS || cell->gap < 2)	/* of several lines of a box the first is no label */
			around->nbefore = fold_cell(grid, cell, around->before, around->nbefore, GIR_MAX_LABEL * 4);
	if (c->kind == GIR_ROW_LOOSE && after < grid->cells + grid->ncells && after->kind == GIR_CELL_TEXT)
		around->nafter = fold_cell(grid, after, around->after, 0, GIR_MAX_LABEL);
}

/* Length of the longest common subsequence. */
static int
common(const uint16_t *a, int na, const uint16_t *b, int nb)
{
	uint8_t		length[2][GIR_MAX_LABEL * 3 + 1];

	memset(length, 0, sizeof(length));
	for (int i = 0; i < na; i++)
		for (int k = 0; k < nb; k++)
		{
			uint8_t		best = length[i & 1][k + 1] > length[(i + 1) & 1][k] ? length[i & 1][k + 1] : length[(i + 1) & 1][k];

			if (a[i] == b[k] && length[i & 1][k] + 1 > best)
				best = (uint8_t) (length[i & 1][k] + 1);
			length[(i + 1) & 1][k + 1] = best;
		}
	return length[na & 1][nb];
}

static bool
has_character(const uint16_t *words, int n, uint16_t c)
{
	int			i = 0;

	while (i < n && words[i] != c)
		i++;
	return i < n;
}

/*
 * How well the words fit the row's label, in percent: what they have in common, against the label's length; 0 when too much of either
 * is left over.  A label of few characters must be there whole, with next to nothing beside it.
 */
static int
fit_of_label(const GirForm *form, int row, const Around *around)
{
	uint16_t	label[GIR_MAX_LABEL];
	uint16_t	words[GIR_MAX_LABEL * 3];
	int			length = gir_fold(form->rows[row].label, strlen(form->rows[row].label), label, GIR_MAX_LABEL);
	int			nbefore = around->nbefore < length + 8 ? around->nbefore : length + 8;
	int			nafter = around->nafter < length ? around->nafter : length;
	int			n = nbefore + nafter;
	int			shared;
	int			alone;
	uint16_t	number;

	memcpy(words, around->before + around->nbefore - nbefore, (size_t) nbefore * sizeof(words[0]));
	memcpy(words + nbefore, around->after, (size_t) nafter * sizeof(words[0]));
	shared = common(label, length, words, n);
	if (length <= 3)
		return shared == length && around->nbefore + around->nafter <= length + 1 ? 100 : 0;
	/* the words after the figures only complete the label: alone they are the beginning of the next one */
	alone = common(label, length, words, nbefore);
	if (shared < length - 1 - length / 6 || alone < (length + 2) / 3)
		return 0;
	/* when they have to, it begins before the figures, with its number */
	if (alone < length - 1 - length / 6 && gir_fold(form->rows[row].number, strlen(form->rows[row].number), &number, 1) > 0 &&
		!has_character(words, nbefore, number))
		return 0;
	return shared * 100 / length;
}

/*
 * An orphan is the row between its neighbours whose label it resembles, if there is exactly one such.  The order of the form's rows
 * is kept by every layout, so only rows between the neighbours come into question; and the neighbours, for a line may be there twice.
 */
static void
adopt_orphan(Fit *fit, Candidate *c, int after, int before)
{
	Around		around;
	int			best = -1;
	int			best_fit = 0;
	int			second = 0;

	find_words(fit, c, &around);
	for (int r = after < 0 ? 0 : after; r <= before && r < fit->form->nrows; r++)
	{
		const GirRow *row = &fit->form->rows[r];
		bool		possible = row->role != GIR_ROLE_DISPUTE && (c->kind != GIR_ROW_LOOSE || table_of(fit, r) != GIR_TABLE2 || row->block == c->block);
		int			score = possible ? fit_of_label(fit->form, r, &around) : 0;

		if (score > best_fit)
		{
			second = best_fit;
			best_fit = score;
			best = r;
		}
		else if (score > second)
			second = score;
	}
	if (best < 0 || best_fit - second < 20 || fit->seen[best])
		return;
	c->row = best;
	c->adopted = true;
	fit->seen[best] = true;
}

static void
adopt_orphans(Fit *fit)
{
	int			after = -1;

	for (int i = 0; i < fit->ncandidates; i++)
	{
		int			before = fit->form->nrows;

		if (fit->candidates[i].row < 0)
		{
			for (int k = fit->ncandidates - 1; k > i; k--)
				if (fit->candidates[k].row > after)
					before = fit->candidates[k].row;
			adopt_orphan(fit, &fit->candidates[i], after, before);
		}
		if (fit->candidates[i].row >= 0)
			after = fit->candidates[i].row;
	}
}

/* ---- which cell is which column ---- */


static int
last_col(const Fit *fit, const Candidate *c)
{
	const GirGridRow *row = &fit->grid->rows[c->grid_row];

	return fit->grid->cells[row->first + row->ncells - 1].col;
}

/* The majority, by the voting of Boyer and Moore. */
static void
vote(int *winner, int *votes, int candidate)
{
	if (*votes == 0)
		*winner = candidate;
	*votes += *winner == candidate ? 1 : -1;
}

/* As many cells as columns, and only the last, the total, is blank. */
static bool
is_totalless(const Candidate *c, int n)
{
	return !c->broken && c->n == n && c->begin == 0 && c->end == n - 2;
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
	int			rows = 0;
	int			votes = 0;

	s->start = -1;
	s->width = 0;
	s->exact = true;
	for (int i = 0; i < fit->ncandidates; i++)
	{
		const Candidate *c = &fit->candidates[i];
		int			n;

		if (c->row < 0 || fit->form->rows[c->row].block != block || c->kind == GIR_ROW_LOOSE)
			continue;
		n = row_width(fit->form, c->row);
		vote(&s->last_col, &votes, last_col(fit, c));
		if (rows == 0 || c->label_col < s->first_label_col)
			s->first_label_col = c->label_col;
		if (rows++ == 0)
			s->width = c->width;
		else if (s->width != c->width)
			s->width = 0;
		if (c->label_col > last_label_col)
			last_label_col = c->label_col;
		s->totalless += is_totalless(c, n);
		if (c->begin < 0 || c->end - c->begin + 1 != n || c->broken)
			continue;
		if (s->complete++ == 0)
			s->complete_width = c->width;
		else if (s->complete_width != c->width)
			s->complete_width = 0;
		s->exact &= c->n == n;
		s->exact_rows += c->n == n;
		s->label_cols |= 1u << (c->label_col < 0 ? 0 : c->label_col % 32);
		if (s->start < 0)
			s->start = c->label_col + 1 + c->begin;
		rectangle &= s->start == c->label_col + 1 + c->begin;
	}
	if (!rectangle || s->start <= last_label_col || s->complete < 3)
		s->start = -1;
}

/* Does a complete row of table 2 differ in width from the row of its heads, though each head has one column? */
static bool
is_ragged(const Fit *fit, const Candidate *c)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[c->row].block];
	const int  *heads = &fit->head_col[b->first_column];

	if (c->kind != GIR_ROW_FIELDS || b->table != GIR_TABLE2 || b->ncolumns == 1 || c->end - c->begin + 1 != b->ncolumns || heads[0] < 0)
		return false;
	return heads[b->ncolumns - 1] == heads[0] + b->ncolumns - 1 && (int) fit->grid->rows[fit->head_row[b->first_column]].ncells != c->width;
}

static void
learn_edges(Fit *fit)
{
	for (int pass = 0; pass < 2; pass++)
		for (int i = 0; i < fit->ncandidates; i++)
		{
			const Candidate *c = &fit->candidates[i];
			Edge	   *e = c->row < 0 || c->kind == GIR_ROW_LOOSE ? NULL : &fit->edges[table_of(fit, c->row)];

			if (e && pass == 0)
				vote(&e->col, &e->votes, last_col(fit, c));
			else if (e)
			{
				fit->ragged |= is_ragged(fit, c);
				e->rows++;
				e->there += e->col == last_col(fit, c);
				e->empty += c->end + 1 < c->n;
			}
		}
}

/* A row that ends before the others of a padded table: a cell has been lost or joined with another, and all behind it are shifted. */
static bool
is_short(const Fit *fit, const Candidate *c)
{
	const Edge *e = &fit->edges[table_of(fit, c->row)];

	if (e->rows < 4 || e->there * 4 < e->rows * 3 || last_col(fit, c) >= e->col)
		return false;
	return c->kind == GIR_ROW_GRID ? e->empty * 4 >= e->rows * 3 : c->kind == GIR_ROW_FIELDS && row_width(fit->form, c->row) > 1 && table_of(fit, c->row) == GIR_TABLE2 && e->there + 1 == e->rows;
}

/* Line breaks before the i-th figure of a loose row. */
static int
gap_at(const Fit *fit, const Candidate *c, int i)
{
	return fit->grid->cells[c->first + (uint32_t) i].gap;
}

static void
learn_gap(Gaps *gaps, int gap)
{
	gap = gap < MAX_GAP ? gap : MAX_GAP;
	gaps->rows[gap]++;
	if (gaps->total++ == 0 || gaps->rows[gap] > gaps->rows[gaps->usual])
		gaps->usual = gap;
}

/* Complete rows that have that gap. */
static int
rows_with(const Gaps *gaps, int gap)
{
	return gaps->rows[gap < MAX_GAP ? gap : MAX_GAP];
}

/* All complete rows have the same gap, but for one in ten that a damaged text may have. */
static bool
is_uniform(const Gaps *gaps)
{
	return gaps->total > 0 && gaps->rows[gaps->usual] * 10 >= gaps->total * 9;
}

/* Are the figures of a loose row evenly spaced? */
static bool
is_even(const Fit *fit, const Candidate *c)
{
	for (int i = 2; i < c->n; i++)
		if (gap_at(fit, c, i) != gap_at(fit, c, 1))
			return false;
	return true;
}

/* A row of table 3 in running text. */
static bool
is_applicant_row(const Fit *fit, const Candidate *c)
{
	return c->row >= 0 && c->kind == GIR_ROW_LOOSE && !c->broken && !c->counted && table_of(fit, c->row) == GIR_TABLE3;
}

static void
learn_spacing(Fit *fit)
{
	Spacing    *s = &fit->spacing;

	for (int i = 0; i < fit->ncandidates; i++)
	{
		const Candidate *c = &fit->candidates[i];

		if (!is_applicant_row(fit, c) || c->n != APPLICANTS)
			continue;
		if (!is_even(fit, c))
		{
			s->uneven++;
			continue;
		}
		learn_gap(&s->step, gap_at(fit, c, 1));
		learn_gap(&s->lead, gap_at(fit, c, 0));
		learn_gap(&s->trail[c->next], c->trail);
	}
}

/* Line breaks from one figure to the next where each stands on a line of its own; 0: they do not. */
static int
step_of(const Spacing *s)
{
	return is_uniform(&s->step) ? s->step.usual : 0;
}

/* Hardly any other complete row has the gap that this one has; of two that differ, the wider one is odd. */
static bool
is_odd_gap(const Gaps *gaps, int gap)
{
	int			rows = rows_with(gaps, gap);
	int			narrower = 0;

	for (int i = 0; i < gap && i < MAX_GAP; i++)
		narrower += gaps->rows[i];
	if (gaps->total > 0 && gaps->rows[gaps->usual] >= 2)
		return rows <= 1 || rows * 8 <= gaps->rows[gaps->usual];
	return rows <= 1 && narrower > 0;
}

/*
 * As many figures as columns, each on a line of its own; but a blank may be among them, and a figure of another row or one doubled: then
 * the row begins or ends a line too late or too early.
 */
static bool
is_odd_loose(const Fit *fit, const Candidate *c)
{
	const Spacing *s = &fit->spacing;

	return step_of(s) > 0 && c->n > 1 &&
		(gap_at(fit, c, 1) != s->step.usual || is_odd_gap(&s->lead, gap_at(fit, c, 0)) || is_odd_gap(&s->trail[c->next], c->trail));
}

/* Blanks between two tokens that are gap line breaks apart, when none are normal; -1: cannot be told. */
static int
blanks_in(int step, int gap, int normal)
{
	if (gap < normal || (gap - normal) % step != 0)
		return -1;
	return (gap - normal) / step;
}

/* Display width of a stretch: Han characters and full-width forms are two wide, quotation marks as the tool has it. */
static int
display_width(const char *p, const char *end, int quote)
{
	int			width = 0;

	while (p < end)
	{
		uint32_t	c = gir_next_char(&p, end);

		width += c >= 0x2018 && c <= 0x201D ? quote : c >= 0x2E80 && c <= 0xFF60 && c != 0xFEFF ? 2 : 1;
	}
	return width;
}

/* A place in a line that is aligned by spaces. */
typedef struct Place
{
	const char *start;			/* of the line, at most MAX_ALIGNED bytes before */
	const char *at;
	int			column;			/* display column */
} Place;

/* Move on to a later place in the same line, or to any place if none is known (at is NULL). */
static int
move_to(Place *place, const GirGrid *grid, uint32_t off, int quote)
{
	const char *at = grid->text + off;

	if (place->at == NULL || at - place->start > MAX_ALIGNED)
	{
		for (place->start = at; place->start > grid->text && place->start[-1] != '\n' && at - place->start < MAX_ALIGNED;)
			place->start--;
		place->at = place->start;
		place->column = 0;
	}
	place->column += display_width(place->at, at, quote);
	place->at = at;
	return place->column;
}

/* Display column of a place in its line. */
static int
display_column(const GirGrid *grid, uint32_t off, int quote)
{
	Place		place = {.at = NULL};

	return move_to(&place, grid, off, quote);
}

/* All figures of a loose row on one line. */
static bool
on_one_line(const Fit *fit, const Candidate *c)
{
	for (int i = 1; i < c->n; i++)
		if (gap_at(fit, c, i) != 0)
			return false;
	return c->n > 0;
}

/*
 * Where the columns of table 3 stand in lines that are aligned by spaces: from the complete rows, whose figures must keep apart column
 * by column although their labels differ in length.  Tools that count Han characters as one fail that test.
 */
static void
learn_alignment(Fit *fit, int quote)
{
	Alignment  *a = &fit->alignment;
	int			shortest = 0;
	int			longest = 0;

	memset(a, 0, sizeof(*a));
	a->quote = quote;

	for (int i = 0; i < fit->ncandidates; i++)
	{
		const Candidate *c = &fit->candidates[i];
		const GirGridCell *cells = fit->grid->cells + c->first;
		Place		place;
		int			length;
		int			label;

		if (!is_applicant_row(fit, c) || c->n != APPLICANTS || !on_one_line(fit, c))
			continue;
		length = (int) (cells[0].off - cells[-1].off);
		place.at = NULL;
		label = display_column(fit->grid, cells[-1].off, quote);
		a->label = a->rows == 0 || label < a->label ? label : a->label;
		for (int k = 0; k < APPLICANTS; k++)
		{
			int			from = move_to(&place, fit->grid, cells[k].off, quote);
			int			to = from + (int) cells[k].len;

			a->left[k] = a->rows == 0 || (a->left[k] && from == a->from[k]);
			a->right[k] = a->rows == 0 || (a->right[k] && to == a->to[k]);
			if (a->rows == 0 || from < a->from[k])
				a->from[k] = from;
			if (a->rows == 0 || to > a->to[k])
				a->to[k] = to;
			if (k > 0 && a->to[k - 1] >= a->from[k])
				return;			/* the columns are not apart, and will not be again */
			if (a->rows == 0 || from + to < a->low[k])
				a->low[k] = from + to;
			if (a->rows == 0 || from + to > a->high[k])
				a->high[k] = from + to;
		}
		shortest = a->rows == 0 || length < shortest ? length : shortest;
		longest = length > longest ? length : longest;
		a->rows++;
	}
	a->sound = a->rows >= 4 && longest > shortest + 6;
}

/* Display column behind the i-th figure of a loose row. */
static int
end_column(const Fit *fit, const Candidate *c, int i)
{
	const GirGridCell *cell = &fit->grid->cells[c->first + (uint32_t) i];

	return display_column(fit->grid, cell->off, fit->alignment.quote) + (int) cell->len;
}

/* Columns of a row with blanks, by where its figures stand.  Each must stand in one column's place and touch no other's. */
static bool
place_aligned(const Fit *fit, const Candidate *c, int n, int *at)
{
	const Alignment *a = &fit->alignment;
	Place		here = {.at = NULL};
	int			column = 0;

	if (!a->sound || n != APPLICANTS || c->n >= n || c->n < 1 || c->trail == 0 || !on_one_line(fit, c) ||
		table_of(fit, c->row) != GIR_TABLE3)
		return false;
	/* below a label that is merged over more columns than any of theirs, the columns may be others */
	if (display_column(fit->grid, fit->grid->cells[c->first - 1].off, a->quote) < a->label)
		return false;
	for (int i = 0; i < c->n; i++)
	{
		const GirGridCell *cell = &fit->grid->cells[c->first + (uint32_t) i];
		int			from = move_to(&here, fit->grid, cell->off, a->quote);
		int			to = from + (int) cell->len;

		while (column < n && a->to[column] <= from)
			column++;
		if (column == n || to <= a->from[column] || (column + 1 < n && to > a->from[column + 1]))
			return false;
		/* in its place, but not as the others stand there: a part of the line has moved */
		if (!(a->left[column] && from == a->from[column]) && !(a->right[column] && to == a->to[column]) &&
			(a->left[column] || a->right[column] || from + to < a->low[column] - 1 || from + to > a->high[column] + 1))
			return false;
		at[column++] = i;
	}
	/* a blank behind a figure of several digits: two figures run together, if it is longer than any in its column; a total is seldom blank */
	for (int k = 0; k + 1 < n; k++)
		if (at[k] >= 0 && at[k + 1] < 0 && fit->grid->cells[c->first + (uint32_t) at[k]].len > 1 &&
			(k + 2 == n || end_column(fit, c, at[k]) > a->to[k]))
			return false;
	return true;
}

/* The same text in all filled cells: one figure, repeated over the columns that its cell spans. */
static bool
is_repeated(const Fit *fit, const Candidate *c)
{
	const GirGridCell *first = &fit->grid->cells[c->first + (uint32_t) c->begin];

	for (int i = c->begin; i <= c->end; i++)
	{
		const GirGridCell *cell = &fit->grid->cells[c->first + (uint32_t) i];

		if (cell->len != first->len || memcmp(fit->grid->text + cell->off, fit->grid->text + first->off, cell->len) != 0)
			return false;
	}
	return true;
}

/* Is there such a candidate, beside another? */
static bool
exists(const Fit *fit, const Candidate *c)
{
	return c >= fit->candidates && c < fit->candidates + fit->ncandidates;
}

static bool
is_broken(const Fit *fit, const Candidate *c)
{
	return exists(fit, c) && c->broken;
}

/* Is that a row with more figures than columns? */
static bool
is_overfull(const Fit *fit, const Candidate *c)
{
	return exists(fit, c) && c->row >= 0 && c->n > row_width(fit->form, c->row);
}

/* Blank cells show as gaps too wide by a line each; all blanks together must make the row exactly full. */
static bool
place_spaced(const Fit *fit, const Candidate *c, int n, int *at)
{
	const Spacing *s = &fit->spacing;
	const Gaps *trails = &s->trail[c->next];
	int			step = step_of(s);
	int			column = 0;

	for (int i = 0; i < n; i++)
		at[i] = -1;
	if (c->n > n || step == 0 || ends_text(fit, c) || s->step.total < 4 || is_overfull(fit, c - 1) || is_overfull(fit, c + 1))
		return false;			/* a figure of this row may stand in the other */
	for (int i = 0; i < c->n; i++)
	{
		int			gap = gap_at(fit, c, i);
		int			blanks = i == 0 && rows_with(&s->lead, gap) > 0 ? 0 : blanks_in(step, gap, i == 0 ? s->lead.usual : step);

		if (blanks < 0 || column + blanks >= n || (i == 0 && blanks > 0 && !is_uniform(&s->lead)))
			return false;
		column += blanks;
		at[column++] = i;
	}
	if (column == n)
		return !is_odd_gap(trails, c->trail);
	return is_uniform(trails) && trails->usual > 0 &&
		blanks_in(step, c->trail, c->n == 0 ? s->lead.usual + trails->usual - step : trails->usual) == n - column;
}

/* Not every tool prints a line for a blank cell: do the rows with blanks bear it out? */
static void
check_spacing(Fit *fit)
{
	int			at[GIR_MAX_TERMS];
	int			explained = 0;
	int			unexplained = 0;

	for (int i = 0; i < fit->ncandidates; i++)
	{
		const Candidate *c = &fit->candidates[i];

		if (c->row >= 0 && c->kind == GIR_ROW_LOOSE && table_of(fit, c->row) == GIR_TABLE2)
			fit->spacing.repeats |= on_one_line(fit, c) && c->n > row_width(fit->form, c->row);
		if (!is_applicant_row(fit, c))
			continue;
		for (int k = 0; k < c->n; k++)
			fit->spacing.prints_blanks |= fit->grid->cells[c->first + (uint32_t) k].kind == GIR_CELL_EMPTY;
		if (c->n == 0 || c->n >= APPLICANTS)
			continue;
		memset(at, -1, sizeof(at));
		if (place_aligned(fit, c, APPLICANTS, at) || place_spaced(fit, c, APPLICANTS, at))
			explained++;
		else
			unexplained++;
	}
	fit->spacing.tells_blanks = explained >= unexplained;
	fit->spacing.drops_blanks = unexplained > explained || (explained > 0 && step_of(&fit->spacing) > 0 && !is_uniform(&fit->spacing.lead));
}

/*
 * Text that flows over lines: does the row that follows follow in the form, too?  Where lines have been exchanged, a row ends with
 * the figures of another.
 */
static bool
is_followed(const Fit *fit, const Candidate *c)
{
	const Candidate *next = c + 1;

	if (!exists(fit, next) || next->row < 0 || table_of(fit, next->row) != GIR_TABLE3)
		return true;
	for (int r = c->row + 1; r < next->row; r++)
		if (fit->seen[r])
			return false;
	return next->row >= c->row;
}

/* Columns of the figures of a loose row.  As many figures as columns, evenly spaced: no question. */
static bool
place_loose(const Fit *fit, const Candidate *c, int n, int *at)
{
	const Spacing *s = &fit->spacing;

	if (n == 2 && s->repeats)
		return false;
	if (c->n == n && (n != APPLICANTS || !is_odd_loose(fit, c)) && (n <= 2 || is_even(fit, c) || (s->uneven >= 3 && is_followed(fit, c))))
	{
		for (int i = 0; i < n; i++)
			at[i] = i;
		return true;
	}
	for (int i = 0; i < n; i++)
		at[i] = -1;
	if (n == 1 && c->n <= 3 && on_one_line(fit, c) && is_repeated(fit, c))
	{
		at[0] = 0;				/* one figure, repeated over the columns that its cell spans */
		return true;
	}
	if (s->prints_blanks)
		return false;
	return place_aligned(fit, c, n, at) || (s->tells_blanks && place_spaced(fit, c, n, at));
}

/*
 * A block of table 2 whose heads stand in one row as wide as the candidate's: each figure stands below its head.  A figure that is
 * repeated because its cell or head spans several columns is taken once.
 */
static bool
place_by_heads(const Fit *fit, const Candidate *c, int n, int *at)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[c->row].block];
	const int  *heads = &fit->head_col[b->first_column];
	const GirGridCell *cells = fit->grid->cells + c->first;
	int			columns = b->ncolumns;

	if (b->table != GIR_TABLE2 || fit->corner_col < 0 || fit->corner_col > c->label_col || fit->ragged)
		return false;
	for (int i = 0; i < columns; i++)
		if (heads[i] <= c->label_col || (i > 0 && heads[i] <= heads[i - 1]) || fit->head_row[b->first_column + i] != fit->head_row[b->first_column])
			return false;
	if ((int) fit->grid->rows[fit->head_row[b->first_column]].ncells != c->width)
		return false;
	for (int i = 0; i < n; i++)
		at[i] = heads[i] - c->label_col - 1;
	for (int k = c->begin; k >= 0 && k <= c->end; k++)
	{
		int			i = columns - 1;

		while (i > 0 && at[i] > k)
			i--;
		if (k < at[0] || (k != at[i] && cells[k].kind != GIR_CELL_EMPTY &&
						  (cells[k].len != cells[at[i]].len ||
						   memcmp(fit->grid->text + cells[k].off, fit->grid->text + cells[at[i]].off, cells[k].len) != 0)))
			return false;
	}
	return true;
}

/*
 * Grid column in which the heads say that the figures begin, -1 if they do not.  自然人 is the first head of table 3; the last head of
 * table 4 stands above the last figure when the lowest row of heads is whole.
 */
static int
first_head(const Fit *fit, const Candidate *c)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[c->row].block];
	int			column = b->first_column;

	if (b->table == GIR_TABLE4)
		return fit->dispute_heads >= 10 ? fit->dispute_last_col - (row_width(fit->form, c->row) - 1) : -1;
	return fit->head_col[column] >= 0 && fit->grid->rows[fit->head_row[column]].kind != GIR_ROW_LOOSE ? fit->head_col[column] : -1;
}

/* Has the row as many cells as the row of its heads, if these were seen in one row? */
static bool
is_wide_as_heads(const Fit *fit, const Candidate *c)
{
	int			column = fit->form->blocks[fit->form->rows[c->row].block].first_column;
	const GirGridRow *heads = &fit->grid->rows[fit->head_row[column]];

	return fit->head_col[column] < 0 || table_of(fit, c->row) != GIR_TABLE2 || (int) heads->ncells == c->width;
}

/*
 * Some figures at the edge are blank: where does the first column begin, among the candidate's cells?  -1 if it cannot be told.
 *
 * A rectangle tells by its complete rows, of which one must have its label where this row has it, and by its heads; it ends with its
 * last column, unless a spreadsheet, which keeps all three columns of labels, has padded it to the width of table 4.  Otherwise as many
 * cells as columns may be the columns, and not what is left of merged cells: where complete rows have no other empty cells, or where
 * all rows are as wide and this label leaves no room for more; but not if the heads begin further right.
 */
static int
edge_start(const Fit *fit, const Candidate *c, int n)
{
	const Shape *s = &fit->shapes[fit->form->rows[c->row].block];
	bool		alike = c->label_col >= 0 && (s->label_cols & 1u << c->label_col % 32);
	int			heads = first_head(fit, c);
	int			start = -1;

	if (c->label_col < 0 && heads >= 0)
		start = c->width == (int) fit->grid->rows[fit->dispute_head_row].ncells ? heads : -1;
	else if (c->label_col < 0)
	{
		/* where every row of table 3 begins with the same number of empty cells, so does this one */
		const Shape *above = &fit->shapes[fit->form->rows[c->row].block - 1];

		start = above->exact && c->n == above->first_label_col + n ? above->first_label_col : -1;
	}
	else if (s->start >= 0 && alike && c->width == s->complete_width && (heads < 2 || heads == s->start) && (c->width == s->start + n || (c->width >= PADDED_WIDTH && s->start >= s->first_label_col + 3)))
		start = s->start - c->label_col - 1;
	else if (s->complete < 3 && s->exact && s->totalless >= 10 && is_totalless(c, n))
		start = 0;				/* nobody has added up: hardly a row of the table has its total */
	else if (c->n != n || heads > c->label_col + 1 || (c->kind == GIR_ROW_CELLS && !is_wide_as_heads(fit, c)))
		return -1;
	else if (c->kind != GIR_ROW_FIELDS ? s->complete == 0 || s->exact : s->complete >= 3 && (s->width == c->width || (s->exact && alike)))
		start = 0;
	/* cells that are not there are no blanks: a tool may have dropped some of them, or the text is cut off in the row */
	return start >= 0 && !is_cut_off(fit, c) && c->begin >= start && c->end < start + n && start + n <= c->n ? start : -1;
}

/*
 * A row whose cells know their true columns, below heads that all do: each figure stands below its head.  False when something that is
 * printed stands below none.
 */
static bool
place_by_columns(const Fit *fit, const Candidate *c, int n, int *at)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[c->row].block];
	const GirGridCell *cells = fit->grid->cells + c->first;
	int			first = first_head(fit, c);
	int			found = 0;
	bool		heads = b->table == GIR_TABLE4 && has_dispute_heads(fit);

	if (b->table == GIR_TABLE4 && first < 0 && !heads)
		return false;
	for (int i = 0; i < n; i++)
	{
		int			col = heads ? fit->dispute_cols[i] : b->table == GIR_TABLE4 ? first + i : fit->head_col[b->first_column + i];

		at[i] = -1;
		for (int k = 0; k < c->n && col > c->label_col; k++)
			if (cells[k].col == col)
				at[i] = k;
		if (at[i] < 0)
			return false;
		found += cells[at[i]].kind != GIR_CELL_EMPTY;
	}
	for (int k = 0; k < c->n; k++)
		found -= cells[k].kind != GIR_CELL_EMPTY;
	return found == 0 || fit->extra_column;
}

/*
 * A sheet with merged columns: the rows of all heads are as wide as each other, and the heads stand further apart than one column.  Its
 * rows must be as wide, and their figures stand below the heads.  Returns that width, 0 if it is no such sheet.
 */
static int
spread_width(const Fit *fit, const Candidate *c)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[c->row].block];
	const int  *heads = &fit->head_col[b->first_column];
	const uint32_t *rows = &fit->head_row[b->first_column];
	int			width;

	if (c->kind != GIR_ROW_FIELDS || (b->table == GIR_TABLE4 ? !has_dispute_heads(fit) : b->ncolumns == 1 || heads[0] < 0))
		return 0;
	width = (int) fit->grid->rows[b->table == GIR_TABLE4 ? fit->dispute_head_row : rows[0]].ncells;
	if (b->table == GIR_TABLE4)
		return fit->dispute_cols[PADDED_WIDTH - 1] - fit->dispute_cols[0] >= PADDED_WIDTH ? width : 0;
	for (int i = 1; i < b->ncolumns; i++)
		if (heads[i] <= heads[i - 1] || (int) fit->grid->rows[rows[i]].ncells != width)
			return 0;
	return heads[b->ncolumns - 1] - heads[0] >= b->ncolumns ? width : 0;
}

/*
 * A row at true columns may not end beyond its heads; and where both are padded to the same width, not before them.  Otherwise a cell has
 * been doubled or lost.
 */
static bool
ends_as_heads(const Fit *fit, const Candidate *c)
{
	int			column = fit->form->blocks[fit->form->rows[c->row].block].first_column;
	const GirGridRow *heads = &fit->grid->rows[fit->head_row[column]];
	const GirGridCell *last = &fit->grid->cells[heads->first + heads->ncells - 1];

	if (fit->head_col[column] < 0 || table_of(fit, c->row) != GIR_TABLE2 || heads->kind != GIR_ROW_GRID)
		return true;
	if (last->kind == GIR_CELL_EMPTY && c->end + 1 < c->n)
		return last_col(fit, c) == last->col;
	return last_col(fit, c) <= last->col || fit->extra_column;
}

/*
 * Nearly all complete rows have as many cells as columns, and no more; a row that has more has had a cell doubled or moved into it.
 */
static bool
is_odd_row(const Shape *s)
{
	return s->complete >= 5 && s->exact_rows * 10 >= s->complete * 9;
}

/*
 * Which of the candidate's cells is which column: at[column] is the cell, -1 a blank that is not printed.  False when more than one
 * attribution is possible.
 */
static bool
place(const Fit *fit, const Candidate *c, int *at)
{
	const Shape *s = &fit->shapes[fit->form->rows[c->row].block];
	int			n = row_width(fit->form, c->row);
	int			start = -1;
	int			spread;

	if (c->broken)
		return false;
	if (c->kind == GIR_ROW_LOOSE)
		return place_loose(fit, c, n, at);
	if (c->end >= 0 && is_cut_off(fit, c) && fit->grid->cells[c->first + (uint32_t) c->end].kind == GIR_CELL_TEXT)
		return false;			/* a label that is cut off */
	spread = spread_width(fit, c);
	if (spread > 0)
		return c->width == spread && place_by_columns(fit, c, n, at);
	if (is_short(fit, c) || (c->kind == GIR_ROW_GRID && !ends_as_heads(fit, c)))
		return false;
	/* a row that ends before or after the others has lost a cell, or one has been doubled, and all behind it are shifted */
	if (c->kind == GIR_ROW_GRID && n == APPLICANTS && last_col(fit, c) != s->last_col)
		return false;
	if (c->kind == GIR_ROW_GRID ? place_by_columns(fit, c, n, at) : place_by_heads(fit, c, n, at))
		return true;
	if (fit->extra_column && n > 3)
		return false;			/* the last cell may be a remark */
	if (c->kind != GIR_ROW_FIELDS && n == APPLICANTS && c->n > n && is_odd_row(s))
		return false;
	if (c->label_col < 0 && c->end - c->begin + 1 == n && first_head(fit, c) >= 0 && first_head(fit, c) != c->begin)
		return false;			/* table 4, and the first figure is not where the heads begin */
	if (c->begin < 0)
		start = c->n >= n && !(c->kind == GIR_ROW_CELLS && (is_broken(fit, c - 1) || is_broken(fit, c + 1))) ? 0 : -1;
	else if (c->end - c->begin + 1 == n || (n == 1 && is_repeated(fit, c)))
		start = c->begin;
	else if (c->end - c->begin + 1 > n)
		return false;
	else
		start = edge_start(fit, c, n);
	for (int i = 0; start >= 0 && i < n; i++)
		at[i] = start + i;
	return start >= 0;
}

static void
set_cell(Fit *fit, int cell, const GirGridCell *from)
{
	GirValue   *v = &fit->out->figures.cells[cell];

	if (from == NULL)
	{
		memset(v, 0, sizeof(*v));
		fit->out->place[cell] = (GirSpan) {0, 0};
		v->state = GIR_BLANK;
		return;
	}
	gir_value_read(fit->grid->text + from->off, from->len, true, v);
	if (from->len > 0 && from->off + from->len == fit->grid->len)
		fit->at_end = cell;
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

/* Does the total of a row of table 3 equal the sum of the others, blanks counting as 0? */
static bool
adds_up(const Fit *fit, int row)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[row].block];
	const GirValue *cells = fit->out->figures.cells + fit->form->rows[row].first_cell;
	__int128	sum = 0;

	for (int i = 0; i < b->ncolumns; i++)
		if (i != b->total_column && cells[i].state == GIR_NUMBER)
			sum += gir_value_scaled(&cells[i]);
	return sum == (cells[b->total_column].state == GIR_NUMBER ? gir_value_scaled(&cells[b->total_column]) : 0);
}

/* Why the candidate's cells cannot be attributed. */
static GirRowFate
why_refused(const Fit *fit, const Candidate *c)
{
	const GirTableEvidence *e = &fit->out->tables[table_of(fit, c->row)];
	int			n = row_width(fit->form, c->row);

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
	set_row_state(fit, fit->form->rows[c->row].first_cell, row_width(fit->form, c->row), GIR_UNREADABLE);
	fit->out->fate[c->row] = (uint8_t) fate;
}

/* Attribute the candidate's cells.  A row met twice must say the same both times. */
static void
settle(Fit *fit, const Candidate *c)
{
	int			n = row_width(fit->form, c->row);
	int			first = fit->form->rows[c->row].first_cell;
	int			at[GIR_MAX_TERMS];
	const GirTableEvidence *e = &fit->out->tables[table_of(fit, c->row)];
	bool		placed = !e->heads_disagree && !(e->out_of_step && c->kind == GIR_ROW_LOOSE) && place(fit, c, at);
	GirValue	before[GIR_MAX_TERMS];
	bool		again = fit->settled[c->row];
	int			printed = 0;

	if (again && c->begin < 0)
		return;
	fit->settled[c->row] = true;
	for (int i = 0; i < c->n; i++)
		printed += fit->grid->cells[c->first + (uint32_t) i].kind != GIR_CELL_EMPTY;
	fit->out->printed[c->row] = (uint8_t) (printed < 255 ? printed : 255);
	if (!placed)
	{
		refuse(fit, c, why_refused(fit, c));
		return;
	}
	if (again)
		memcpy(before, &fit->out->figures.cells[first], (size_t) n * sizeof(GirValue));
	for (int i = 0; i < n; i++)
		set_cell(fit, first + i, at[i] >= 0 && at[i] < c->n ? &fit->grid->cells[c->first + (uint32_t) at[i]] : NULL);
	fit->out->fate[c->row] = c->adopted ? GIR_FATE_ADOPTED : GIR_FATE_READ;
	if (c->counted || (is_applicant_row(fit, c) && fit->spacing.drops_blanks))
	{
		fit->out->fate[c->row] = GIR_FATE_COUNTED;
		if (!adds_up(fit, c->row))
			refuse(fit, c, GIR_FATE_NO_SUM);
	}
	for (int i = 0; again && i < n; i++)
		if (!same_value(&before[i], &fit->out->figures.cells[first + i]))
		{
			refuse(fit, c, GIR_FATE_TWICE);
			break;
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

/* The heads of table 3 must stand in the form's order, save that 总计 may be in a header row of its own. */
static void
check_heads(Fit *fit)
{
	if (fit->dispute_runs > 3 && fit->dispute_heads != fit->dispute_runs * 5)
		fit->out->tables[GIR_TABLE4].heads_disagree = true;
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

				if (fit->head_col[x] >= 0 && fit->head_col[y] >= 0 && fit->head_col[x] >= fit->head_col[y] &&
					(fit->head_row[x] == fit->head_row[y] || fit->grid->rows[fit->head_row[x]].kind == GIR_ROW_GRID) &&
					fit->grid->rows[fit->head_row[x]].kind != GIR_ROW_LOOSE)
					fit->out->tables[block->table].heads_disagree = true;
			}
	}
}

/*
 * Running text whose labels and figures are out of step: the figures of two rows stand together, or there are both labels without
 * figures and figures without a label.  Then figures may have been printed before their label, and no row can be trusted.
 */
static void
check_steps(Fit *fit)
{
	bool		together = false;
	int			no_figures = 0;
	int			no_label = 0;
	bool		figures[GIR_MAX_ROWS] = {false};

	for (int i = 0; i < fit->ncandidates; i++)
	{
		const Candidate *c = &fit->candidates[i];
		bool		orphan = c->row < 0;

		if (c->kind != GIR_ROW_LOOSE || (!orphan && table_of(fit, c->row) != GIR_TABLE3))
			continue;
		if (!orphan)
			figures[c->row] = true;
		together |= !orphan && c->n >= row_width(fit->form, c->row) + 3;	/* one more may be a page number */
		no_figures += !orphan && c->n == 0;
		no_label += orphan && c->n >= 3;
	}
	for (int r = 0; r < fit->form->nrows; r++)
		no_figures += fit->seen[r] && !figures[r] && fit->form->blocks[fit->form->rows[r].block].table == GIR_TABLE3;
	fit->out->tables[GIR_TABLE3].out_of_step = together || (no_figures > 0 && no_label > 0);
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

/* Rows without cells: unreadable if their label was seen, missing otherwise. */
static void
count_rows(Fit *fit)
{
	for (int r = 0; r < fit->form->nrows; r++)
	{
		GirTableEvidence *e = &fit->out->tables[fit->form->blocks[fit->form->rows[r].block].table];
		const GirRow *row = &fit->form->rows[r];

		/* the groups of table 4 are one row of cells, that of the first group */
		if (!fit->settled[r] && (row->role != GIR_ROLE_DISPUTE || r == fit->form->blocks[row->block].first_row))
		{
			set_row_state(fit, row->first_cell, row_width(fit->form, r), fit->seen[r] ? GIR_UNREADABLE : GIR_MISSING);
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
	choose_form(grid, out);
	memset(fit, 0, offsetof(Fit, candidates));
	fit->ncandidates = 0;
	memset((char *) fit + offsetof(Fit, ncandidates), 0, sizeof(*fit) - offsetof(Fit, ncandidates));
	fit->grid = grid;
	fit->out = out;
	/* without a form the tables are still looked for, to tell a report from another text; any form will do */
	fit->form = out->figures.form ? out->figures.form : &gir_forms[GIR_FORM_COUNT - 1];
	fit->f = fit->form->number;
	fit->block = fit->table = fit->last_row = fit->corner_col = fit->at_end = -1;
	memset(fit->head_col, -1, sizeof(fit->head_col));
	for (uint32_t r = 0; r < grid->nrows; r++)
		see_row(fit, r);
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
	adopt_orphans(&fit);
	check_heads(&fit);
	check_steps(&fit);
	for (int b = 0; b < fit.form->nblocks; b++)
		learn_shape(&fit, b);
	learn_edges(&fit);
	learn_spacing(&fit);
	learn_alignment(&fit, 2);
	if (!fit.alignment.sound)
		learn_alignment(&fit, 1);
	check_spacing(&fit);
	for (int i = 0; i < fit.ncandidates; i++)
		if (fit.candidates[i].row >= 0)
			settle(&fit, &fit.candidates[i]);
	settle_counted(&fit);
	check_end(&fit);
	count_rows(&fit);
	if (out->choice != GIR_FORM_FOUND)
		out->figures.form = NULL;
}
