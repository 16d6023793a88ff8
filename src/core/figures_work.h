/*
 * figures_work.h - what the files that fit a grid to a form share
 *
 * figures_form.c tells which form it is; figures_rows.c which grid rows carry which row of the form, figures_orphans.c the same of rows
 * whose label is damaged, and figures_others.c which of them may be another table's; figures_columns.c tells which cell of a row is which
 * column, and figures_running.c the same in running text, figures_counted.c in one whose labels and figures are out of step; figures_doubts.c
 * which rows are not believed.  figures.c puts them in order and sets the values.  Nothing else includes this.
 */
#ifndef GIR_FIGURES_WORK_H
#define GIR_FIGURES_WORK_H

#include "core/figures.h"

#include <string.h>

enum
{
	MAX_CANDIDATES = 256,
	PADDED_WIDTH = 15,			/* columns of table 4 */
	APPLICANTS = 7,				/* columns of table 3 */
	DISPUTE_GROUPS = 3,			/* of table 4 */
	TOTAL_OF_DISPUTES = 4,		/* column of the total in each group of table 4 */
	MAX_GAP = 31,				/* line breaks between two tokens; more count as these */
	MAX_ALIGNED = 2000			/* bytes of a line aligned by spaces */
};

/* A stretch of grid cells that may be the figures of a row. */
typedef struct Candidate
{
	int			row;			/* of the form; -1: not known yet */
	int			columns;		/* of that row: of table 4, of all three groups, unless the candidate is one of them alone */
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
	bool		group;			/* one group of table 4 alone */
	bool		headed;			/* of table 2: a clause or a head stands just above */
	bool		counted;		/* known by counting the figures below the label of its group */
} Candidate;

/* How the rows of a block stand in the grid, as far as its complete rows tell. */
typedef struct Shape
{
	int			complete;		/* rows in which the first and the last column are filled */
	int			start;			/* column in which all their figures begin, or -1: the table is no rectangle */
	int			wide;			/* rows with more figures than columns */
	int			over;			/* rows with more cells than columns from the first to the last that is filled */
	int			room;			/* blank cells behind most complete rows */
	bool		exact;			/* in none of them an empty cell stands around the figures */
	bool		first_complete;	/* the block's first row is one: a cell may reach from it over the rows below, which then are short of one */
	int			width;			/* all rows of the block are padded to this many cells; 0: they are not */
	int			exact_rows;		/* complete rows with no other cells */
	int			totalless;		/* rows with as many cells as columns, of which all but the last begin and end filled */
	int			topped;			/* of these, rows whose last figure is no less than the others together: it is a total, and a column is not there */
	int			firstless;		/* rows not of noughts with as many cells as columns, of which only the first is blank */
	int			firstless_sums; /* of these, such that add up */
	int			inside;			/* rows with a blank between figures */
	int			off_heads;		/* complete rows that do not begin below the first head */
	int			rows;
	int			whole;			/* rows with as many cells beside the label as there are columns, blank or not, but for the last */
	int			last_label_col;	/* of all rows */
	int			complete_width; /* cells of every complete row; 0: they differ */
	int			last_col;		/* last column of most rows */
	int			first_label_col;	/* of all rows */
	uint32_t	label_cols;		/* bit set: where the labels of complete rows stand */
	bool		says_blanks;	/* blanks are printed as a word: nan */
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
	int			numbered;		/* rows with one figure too many */
	int			uneven;			/* complete rows that are not evenly spaced: text that flows over lines */
	bool		tells_blanks;	/* blank cells have their line */
	bool		drops_blanks;	/* they leave no trace, in one row at least: as many figures as columns may be another row's */
	bool		prints_blanks;	/* they are printed as a word: a cell that is not there has been lost */
	bool		repeats;		/* a row of table 2 has its figures once for each column that their cells span */
	bool		counts_rows;	/* the last figures of most rows are numbers of rows */
	bool		in_fields;		/* nearly all rows have fields on their line */
	bool		parts_thousands;	/* 7 755 083 is one figure: so may 17 132 be */
} Spacing;

/* How wide a tool that aligns by spaces takes characters to be that a terminal shows two wide. */
typedef struct Ruler
{
	int			han;			/* and full-width forms */
	int			quote;			/* “ ” */
} Ruler;

/* Where the columns of table 3 stand in lines aligned by spaces, as that tool counts them. */
typedef struct Alignment
{
	int			rows;			/* complete rows */
	bool		sound;
	bool		squeezes;		/* most rows with blanks end where the total should stand: blanks may have been drawn together */
	const Ruler *ruler;
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

/* Sum of the figures of a row of table 3, its first and its last one. */
typedef struct Ends
{
	__int128	first;
	__int128	last;
	__int128	sum;
} Ends;

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
	uint8_t		head_repeats[GIR_MAX_COLUMNS];	/* how often its text is repeated there */
	uint32_t	stray_row;		/* last loose grid row in which figures follow a label of table 3 that is no row; 0 without one */
	int			strays;			/* such rows */
	uint32_t	stray_blocks;	/* bit set of the blocks of table 2 in which labels may stand behind their figures */
	bool		ragged;			/* lines of table 2 end in any number of empty fields: their width says nothing */
	uint32_t	named;			/* bit set of the tables of which a clause or the head of a column was seen */
	uint32_t	first_head[GIR_TABLE_COUNT];	/* grid row, from 1, of the first head that only this table has; 0: none was seen */
	bool		total_first;	/* 总计 of table 3 stands before 自然人: as the first column, or in a header row of its own */
	bool		remarks;		/* 备注 stands among the heads of table 3 in running text: a mark behind six figures may be a remark */
	bool		extra_column;	/* right of the heads of table 3 stands something that is none: a column of remarks */
	uint32_t	heads_seen;		/* grid row, from 1, of the last clause or head of table 2; 0: none was met */
	int			corner_col;		/* of 信息内容 in the last header of table 2 */
	int			block;			/* block of the last clause, column head or row */
	int			table;			/* table of the last label, -1 outside */
	int			last_row;		/* last row of the form that was met */
	int			dispute_heads;	/* result heads of table 4 seen */
	int			dispute_column; /* the last of them, from 0 */
	int			dispute_runs;	/* runs of them in the form's order: one for each group, at most */
	int			dispute_part;	/* the same without the totals, which some tools print before the others */
	int			dispute_part_runs;
	uint32_t	dispute_head_row;
	int			dispute_last_col;	/* grid column of the last of them */
	int			dispute_groups;
	uint32_t	dispute_named;	/* end of the last group's name */
	int			dispute_line;	/* result heads met in the form's order, from the first on, since the last figures; -1: in another order */
	int			dispute_singles;	/* groups of table 4 that were met one by one, each with its figures */
	bool		dispute_own;	/* beside its heads stands one that is not the form's */
	bool		dispute_beside;	/* ... or right before 行政复议 that of a column of numbers or years */
	bool		dispute_corner; /* ... or any cell */
	bool		dispute_torn;	/* ... below heads that were torn */
	int			disputes;		/* times that all of table 4 was met */
	uint32_t	dispute_row;	/* grid row of the last figures of table 4, from 1; 0 without any */
	uint32_t	dispute_first;	/* grid row of the first of those that were met one by one */
	bool		dispute_again;	/* 行政复议 was met again since */
	uint32_t	lawsuits_row;	/* grid row of 行政诉讼, from 1; 0: not seen */
	int			review_unseen;	/* the first group was not the first that was met */
	int			ndispute_cols;	/* rows at true columns: the result heads by column, though they may stand in two rows */
	uint8_t		dispute_cols[PADDED_WIDTH];
	uint8_t		dispute_kinds[PADDED_WIDTH];	/* which result, from 0 */
	size_t		end;			/* of the text, without blanks behind it */
	int			at_end;			/* cell whose figure ends the text, -1 without one */
	bool		seen[GIR_MAX_ROWS];
	bool		settled[GIR_MAX_ROWS];
} Fit;

static inline bool
is_figure(const GirGridCell *cell)
{
	return cell->kind == GIR_CELL_NUMBER || cell->kind == GIR_CELL_MARK;
}

static inline int
count_figures(const GirGridRow *row)
{
	return row->count[GIR_CELL_NUMBER] + row->count[GIR_CELL_MARK];
}

static inline GirTable
table_of(const Fit *fit, int row)
{
	return fit->form->blocks[fit->form->rows[row].block].table;
}

/* Columns of a row of the form; the groups of table 4 make one row. */
static inline int
row_width(const GirForm *form, int row)
{
	const GirBlock *b = &form->blocks[form->rows[row].block];

	return form->rows[row].role == GIR_ROLE_DISPUTE ? b->nrows * b->ncolumns : b->ncolumns;
}

static inline int
first_block(const GirForm *form, GirTable table)
{
	int			b = 0;

	while (form->blocks[b].table != table)
		b++;
	return b;
}

/* A row of the form is in the text: its label, or what it begins with, is that cell. */
static inline void
note_row(Fit *fit, int row, uint32_t cell)
{
	const GirGridCell *c = &fit->grid->cells[cell];

	if (!fit->seen[row])
		fit->out->label[row] = (GirSpan) {c->off, c->len};
	fit->seen[row] = true;
}

/* Nothing comes after the row: the text may have been cut off in it. */
static inline bool
ends_text(const Fit *fit, const Candidate *c)
{
	return c->first + (uint32_t) c->n >= fit->grid->ncells;
}

/* Is there such a candidate, beside another? */
static inline bool
exists(const Fit *fit, const Candidate *c)
{
	return c >= fit->candidates && c < fit->candidates + fit->ncandidates;
}

static inline bool
is_broken(const Fit *fit, const Candidate *c)
{
	return exists(fit, c) && c->broken;
}

/* The head of a column of table 2. */
static inline bool
is_disclosure_head(const Fit *fit, const GirGridCell *cell)
{
	const GirMeaning *m = cell->kind == GIR_CELL_LABEL ? &gir_label(cell->label)->in[fit->f] : NULL;

	return m != NULL && m->columns != 0 && m->tables == 1u << GIR_TABLE2;
}

/* A row of table 3 in running text. */
static inline bool
is_applicant_row(const Fit *fit, const Candidate *c)
{
	return c->row >= 0 && c->kind == GIR_ROW_LOOSE && !c->broken && !c->counted && table_of(fit, c->row) == GIR_TABLE3;
}

/* Does the text of a merged head stand in several cells, in this block? */
static inline bool
has_repeated_heads(const Fit *fit, const GirBlock *b)
{
	for (int i = 0; i < b->ncolumns; i++)
		if (fit->head_repeats[b->first_column + i] > 0)
			return true;
	return false;
}

/*
 * Tools that draw bars may leave out merged cells, or blanks, and pad their rows; not so where the text of merged heads is repeated, or a blank
 * printed as a word.
 */
static inline bool
moves_blanks(const Fit *fit, const GirBlock *b)
{
	return fit->grid->layout == GIR_LAYOUT_BARS && !has_repeated_heads(fit, b) && !fit->shapes[b - fit->form->blocks].says_blanks;
}

static inline bool
begins_with(const GirGrid *grid, const GirGridCell *cell, const char *word)
{
	return cell->len >= strlen(word) && memcmp(grid->text + cell->off, word, strlen(word)) == 0;
}

static inline bool
is_same_text(const Fit *fit, const GirGridCell *a, const GirGridCell *b)
{
	return a->len == b->len && memcmp(fit->grid->text + a->off, fit->grid->text + b->off, a->len) == 0;
}

/* The same text in these cells: one figure, repeated over the columns that its cell spans. */
static inline bool
is_one_figure(const Fit *fit, const Candidate *c, int begin, int end)
{
	const GirGridCell *first = &fit->grid->cells[c->first + (uint32_t) begin];

	for (int i = begin; i <= end; i++)
		if (!is_same_text(fit, first, &fit->grid->cells[c->first + (uint32_t) i]))
			return false;
	return true;
}

static inline bool
is_repeated(const Fit *fit, const Candidate *c)
{
	return is_one_figure(fit, c, c->begin, c->end);
}

/*
 * Do three digits stand a blank behind up to three others in the row, which is running text, so that they may be one figure?  With noughts: they begin
 * with 0, and can be nothing else.
 */
static inline bool
has_thousands(const Fit *fit, const Candidate *c, bool noughts)
{
	const GirGridCell *cell = &fit->grid->cells[c->first];

	for (int i = 1; i < c->n && c->kind == GIR_ROW_LOOSE; i++)
		if (cell[i].len == 3 && cell[i - 1].len <= 3 && cell[i].off == cell[i - 1].off + cell[i - 1].len + 1 && fit->grid->text[cell[i].off - 1] == ' ' &&
			(!noughts || fit->grid->text[cell[i].off] == '0') &&
			cell[i].kind != GIR_CELL_MARK && cell[i - 1].kind == GIR_CELL_NUMBER)
			return true;
	return false;
}

/* ---- figures_form.c ---- */

/* Which form the labels are of: sets choice, marks, evidence and, when one is found, figures.form. */
extern void gir_figures_choose_form(const GirGrid *grid, GirReading *out);

/*
 * Labels in running text are words of prose too.  One counts when another label or a figure stands right beside it, or when it has
 * its line for itself.
 */
extern bool gir_figures_loose_counts(const GirGrid *grid, const GirGridRow *row, uint32_t cell);

static inline bool
counts(const GirGrid *grid, const GirGridRow *row, uint32_t i)
{
	return row->kind != GIR_ROW_LOOSE || gir_figures_loose_counts(grid, row, i);
}

/* ---- figures_rows.c ---- */

/* Collect the candidates, and where the heads stand. */
extern void gir_figures_find_rows(Fit *fit);

/* Is the cell 件, （项） or up to max of them? */
extern bool gir_figures_is_unit(const GirGrid *grid, const GirGridCell *cell, int max);

/* 件, （项） or several of them as the first cell of row r: of figures on the line above. */
extern bool gir_figures_begin_with_unit(const GirGrid *grid, uint32_t r);

/* 0, 1, 2, …: the heads that a data frame has for columns without names. */
extern bool gir_figures_number_columns(const Fit *fit, const GirGridRow *row);

/* ---- figures_orphans.c ---- */

/* Give candidates without a row the one between their neighbours that their words resemble. */
extern void gir_figures_adopt_orphans(Fit *fit);

/* How many of the folded words are characters neither of the row's label nor of those that stand left of it and may be torn, too? */
extern int	gir_figures_strangers(const GirRow *row, const uint16_t *words, int n);

/* ---- figures_others.c ---- */

/* Leave out what is listed in prose (予以公开 5 件) of rows that are met in the table as well, with all their figures. */
extern void gir_figures_drop_listed(Fit *fit);

/*
 * Bit set of the rows of table 3 that may be another table's, of last year or of one's own: where two rows or more say another thing there, or
 * where a row stands apart from its neighbours in the form, a row that is met but once may be its.
 */
extern uint64_t gir_figures_of_others(const Fit *fit);

/* ---- figures_columns.c ---- */

/* Of n cells that are side by side; one that is no number counts as 0. */
extern Ends gir_figures_read_ends(const Fit *fit, const GirGridCell *cells, int n);

/* Learn from the candidates how rows stand that are no running text; are the heads in the form's order? */
extern void gir_figures_learn_columns(Fit *fit);

/*
 * Which of the candidate's cells is which column: at[column] is the cell, -1 a blank that is not printed.  False when more than one
 * attribution is possible.
 */
extern bool gir_figures_place(const Fit *fit, const Candidate *c, int *at);

/* ---- figures_running.c ---- */

/* The same for running text: are labels and figures in step, how are rows spaced and aligned, do blanks show? */
extern void gir_figures_learn_running(Fit *fit);
extern bool gir_figures_place_running(const Fit *fit, const Candidate *c, int *at);

/* ---- figures_doubts.c ---- */

/* Does the total of a row of table 3 equal the sum of the others, blanks counting as 0? */
extern bool gir_figures_add_up(const Fit *fit, int row);

/* Do all identities of the table hold, blanks counting as 0? */
extern bool gir_figures_agree(const Fit *fit, GirTable table);

/*
 * Table 4 in running text, with all its figures, below heads that were torn: those that are left do not speak against the form's order,
 * but for totals, which stand before the others where they have one line less.
 */
extern bool gir_figures_has_torn_heads(const Fit *fit, const Candidate *c);

/* Why the row of the candidate, whose cells are set, is not believed; GIR_FATE_READ: it is. */
extern GirRowFate gir_figures_doubt(const Fit *fit, const Candidate *c);

/* ---- figures_pages.c ---- */

/* Is the last figure of a candidate the number of a page, by what stands around it and around other pages' numbers? */
extern bool gir_figures_ends_page(const Fit *fit, const Candidate *c);

/* Leave out the foot of a page (- 3 -, 3 / 6) behind a whole row of table 3 in running text that adds up. */
extern void gir_figures_leave_feet(Fit *fit);

/* ---- figures_tails.c ---- */

/* Do the last figures of most rows of table 3 count them: a column of numbers, and the totals are blank?  Have nearly all rows fields on their line? */
extern void gir_figures_learn_tails(Fit *fit);

/* Is the last figure of a candidate in running text a number of what follows?  agrees: its row adds up. */
extern bool gir_figures_has_tail(const Fit *fit, const Candidate *c, bool agrees);

/* May a row of table 4 in running text, which does not add up, be whole only by a number that stands behind it? */
extern bool gir_figures_is_completed(const Fit *fit, const Candidate *c);

/* ---- figures_counted.c ---- */

/*
 * The figures of table 3, the block, in the order of its rows and columns, when exactly all are there and the labels that are whole stand before
 * them or behind them.  Whether they add up is for the caller to see.  cells: room for all of them; in_step: bit set of the rows, from 0, that
 * have their figures between their own label and the next one's, where most labels are whole.
 */
extern bool gir_figures_count(const Fit *fit, int block, uint32_t *cells, uint64_t *in_step);

#endif							/* GIR_FIGURES_WORK_H */
