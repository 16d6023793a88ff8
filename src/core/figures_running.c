/*
 * figures_running.c - which figure is which column in running text: by the lines between figures, or by where they stand in their line
 */
#include "core/figures_work.h"

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

static void
learn_spacing(Fit *fit)
{
	Spacing    *s = &fit->spacing;

	for (int i = 0; i < fit->ncandidates; i++)
	{
		const Candidate *c = &fit->candidates[i];

		s->numbered += is_applicant_row(fit, c) && c->n == APPLICANTS + 1;
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

/* Width of a stretch as the tool has measured it. */
static int
width_by(const Ruler *ruler, const char *p, const char *end)
{
	int			width = 0;

	while (p < end)
	{
		const char *blanks = p;
		uint32_t	c;

		if (*p == ' ')
		{
			p = gir_skip_blanks(p, end);
			width += (int) (p - blanks);
			continue;
		}
		c = gir_next_char(&p, end);
		width += c >= 0x2018 && c <= 0x201D ? ruler->quote : c >= 0x2E80 && c <= 0xFF60 && c != 0xFEFF ? ruler->han : 1;
	}
	return width;
}

/* A place in a line that is aligned by spaces. */
typedef struct Place
{
	const char *start;			/* of the line, at most MAX_ALIGNED bytes before */
	const char *at;
	int			column;			/* of at, as the ruler counts from start */
} Place;

/* Move on to a later place in the same line, or to any place if none is known (at is NULL). */
static int
move_to(Place *place, const GirGrid *grid, uint32_t off, const Ruler *ruler)
{
	const char *at = grid->text + off;

	if (place->at == NULL || at - place->start > MAX_ALIGNED)
	{
		place->start = gir_line_start(at - grid->text > MAX_ALIGNED ? at - MAX_ALIGNED : grid->text, at);
		place->at = place->start;
		place->column = 0;
	}
	place->column += width_by(ruler, place->at, at);
	place->at = at;
	return place->column;
}

/* Column of a place in its line. */
static int
column_of(const GirGrid *grid, uint32_t off, const Ruler *ruler)
{
	Place		place = {.at = NULL};

	return move_to(&place, grid, off, ruler);
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
 * by column although their labels differ in length.
 */
static void
learn_alignment(Fit *fit, const Ruler *ruler)
{
	Alignment  *a = &fit->alignment;
	int			shortest = 0;
	int			longest = 0;

	memset(a, 0, sizeof(*a));
	a->ruler = ruler;

	for (int i = 0; i < fit->ncandidates; i++)
	{
		const Candidate *c = &fit->candidates[i];
		const GirGridCell *cells = fit->grid->cells + c->first;
		Place		place;
		int			length;
		int			label;

		if (!is_applicant_row(fit, c) || c->n != APPLICANTS || c->trail == 0 || !on_one_line(fit, c))
			continue;
		length = (int) (cells[0].off - cells[-1].off);
		place.at = NULL;
		label = column_of(fit->grid, cells[-1].off, ruler);
		a->label = a->rows == 0 || label < a->label ? label : a->label;
		for (int k = 0; k < APPLICANTS; k++)
		{
			int			from = move_to(&place, fit->grid, cells[k].off, ruler);
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

/* Column behind the i-th figure of a loose row. */
static int
end_column(const Fit *fit, const Candidate *c, int i)
{
	const GirGridCell *cell = &fit->grid->cells[c->first + (uint32_t) i];

	return column_of(fit->grid, cell->off, fit->alignment.ruler) + (int) cell->len;
}

/* Are all its figures 0 or marks?  Then its total may well be blank. */
static bool
is_nothing(const Fit *fit, const Candidate *c)
{
	for (int i = 0; i < c->n; i++)
	{
		const GirGridCell *cell = &fit->grid->cells[c->first + (uint32_t) i];

		if (cell->kind == GIR_CELL_NUMBER && (cell->len != 1 || fit->grid->text[cell->off] != '0'))
			return false;
	}
	return true;
}

/* Columns of a row with blanks, by where its figures stand.  Each must stand in one column's place and touch no other's. */
static bool
place_aligned(const Fit *fit, const Candidate *c, int n, int *at)
{
	const Alignment *a = &fit->alignment;
	Place		here = {.at = NULL};
	int			column = 0;
	int			label;

	if (!a->sound || n != APPLICANTS || c->n >= n || c->n < 1 || c->trail == 0 || !on_one_line(fit, c) ||
		table_of(fit, c->row) != GIR_TABLE3)
		return false;
	label = column_of(fit->grid, fit->grid->cells[c->first - 1].off, a->ruler);
	if (label >= a->from[0])
		return false;			/* it stands among the figures: its row has moved */
	for (int i = 0; i < c->n; i++)
	{
		const GirGridCell *cell = &fit->grid->cells[c->first + (uint32_t) i];
		int			from = move_to(&here, fit->grid, cell->off, a->ruler);
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
	/* below a label that is merged over more columns than any of theirs, the columns may be others; then the total stands elsewhere, too */
	return at[n - 1] >= 0 || (label >= a->label && !a->squeezes && is_nothing(fit, c));
}

/* Is that a row with more figures than columns? */
static bool
is_overfull(const Fit *fit, const Candidate *c)
{
	return exists(fit, c) && c->row >= 0 && c->n > c->columns;
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
	int			totals = 0;

	for (int i = 0; i < fit->ncandidates; i++)
	{
		const Candidate *c = &fit->candidates[i];
		bool		aligned;

		if (c->row >= 0 && c->kind == GIR_ROW_LOOSE && table_of(fit, c->row) == GIR_TABLE2)
			fit->spacing.repeats |= on_one_line(fit, c) && c->n > c->columns;
		fit->spacing.parts_thousands |= has_thousands(fit, c, true);
		if (!is_applicant_row(fit, c))
			continue;
		for (int k = 0; k < c->n; k++)
			fit->spacing.prints_blanks |= fit->grid->cells[c->first + (uint32_t) k].kind == GIR_CELL_EMPTY;
		if (c->n == 0 || c->n >= APPLICANTS)
			continue;
		memset(at, -1, sizeof(at));
		aligned = place_aligned(fit, c, APPLICANTS, at);
		if (aligned)
			totals += at[APPLICANTS - 1] >= 0 ? 1 : -1;
		if (aligned || place_spaced(fit, c, APPLICANTS, at))
			explained++;
		else
			unexplained++;
	}
	fit->spacing.parts_thousands |= step_of(&fit->spacing) > 0;	/* where each figure has its line, two on one are one */
	fit->alignment.squeezes = totals < 0;
	fit->spacing.tells_blanks = explained >= unexplained;
	fit->spacing.drops_blanks = unexplained > explained || (explained > 0 && step_of(&fit->spacing) > 0 && !is_uniform(&fit->spacing.lead));
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
	int			no_label = fit->strays;
	bool		figures[GIR_MAX_ROWS] = {false};

	for (int i = 0; i < fit->ncandidates; i++)
	{
		const Candidate *c = &fit->candidates[i];
		bool		orphan = c->row < 0;

		if (c->kind != GIR_ROW_LOOSE || (!orphan && table_of(fit, c->row) != GIR_TABLE3))
			continue;
		if (!orphan)
			figures[c->row] = true;
		together |= !orphan && !c->broken && c->end - c->begin >= c->columns + 2;	/* one more may be a page number */
		no_figures += !orphan && c->n == 0;
		no_label += orphan && c->n >= 3;
	}
	for (int r = 0; r < fit->form->nrows; r++)
		no_figures += fit->seen[r] && !figures[r] && fit->form->blocks[fit->form->rows[r].block].table == GIR_TABLE3;
	fit->out->tables[GIR_TABLE3].out_of_step = together || (no_figures > 0 && no_label > 0);
}

/* The same in a block of table 2: figures follow its heads, and one of its rows has none. */
static void
check_blocks(Fit *fit)
{
	uint32_t	wanting = 0;
	bool		figures[GIR_MAX_ROWS] = {false};

	for (int i = 0; i < fit->ncandidates; i++)
		if (fit->candidates[i].row >= 0 && fit->candidates[i].n > 0)
			figures[fit->candidates[i].row] = true;
	for (int r = 0; r < fit->form->nrows; r++)
		if (!figures[r])
			wanting |= 1u << fit->form->rows[r].block;
	fit->stray_blocks &= wanting;
}

void
gir_figures_learn_running(Fit *fit)
{
	static const Ruler rulers[] = {{2, 2}, {2, 1}, {1, 1}};

	gir_figures_leave_feet(fit);
	check_steps(fit);
	check_blocks(fit);
	learn_spacing(fit);
	for (size_t i = 0; i < sizeof(rulers) / sizeof(rulers[0]) && !fit->alignment.sound; i++)
		learn_alignment(fit, &rulers[i]);
	check_spacing(fit);
	gir_figures_learn_tails(fit);
}

/* Have other figures of the row a unit that this one has lost to another line?  Then it may have been torn from its column.  A zero may have none. */
static bool
has_lost_unit(const Fit *fit, const Candidate *c)
{
	const GirGridCell *cells = fit->grid->cells + c->first;
	int			units = 0;
	int			bare = 0;

	for (int i = 0; i < c->n; i++)
	{
		const char *s = fit->grid->text + cells[i].off;

		if (cells[i].kind != GIR_CELL_NUMBER || (cells[i].len == 1 && *s == '0'))
			continue;
		if ((unsigned char) s[cells[i].len - 1] >= 0x80)
			units++;
		else
			bare++;
	}
	return units > 0 && bare > 0;
}

/* Text that flows over lines has nothing but single spaces between its words; where there are more, columns have been torn. */
static bool
is_flowing(const Fit *fit, const Candidate *c)
{
	const GirGridCell *cells = fit->grid->cells + c->first;

	for (int i = 1; i < c->n; i++)
		if (cells[i].gap == 0 && cells[i].off > cells[i - 1].off + cells[i - 1].len + 1)
			return false;
	return true;
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

/* A row of table 2 on one line, below heads on one line: each figure as often as its head. */
static bool
place_below_repeated(const Fit *fit, const Candidate *c, int n, int *at)
{
	int			column = fit->form->blocks[fit->form->rows[c->row].block].first_column;
	int			k = 0;

	for (int i = 0; i < n; i++)
	{
		at[i] = k;
		k += 1 + fit->head_repeats[column + i];
		if (fit->head_col[column + i] < 0 || k > c->n || !is_one_figure(fit, c, at[i], k - 1))
			return false;
	}
	return k == c->n && on_one_line(fit, c);
}

/*
 * Two rows of the same block of table 2, and the figures of one row, a line each.  They are the second one's where the cells of the first are
 * blank; but apart from both labels they may be of both: some tools follow the places on the page.
 */
static bool
is_stacked(const Fit *fit, const Candidate *c)
{
	const GirGridCell *figures = &fit->grid->cells[c->first];
	int			above;

	if (c->columns != 3 || c->label_col < 1 || c->n < 2 || figures[1].gap == 0 || figures[0].gap <= figures[1].gap || figures[-2].kind != GIR_CELL_LABEL)
		return false;
	above = gir_label(figures[-2].label)->in[fit->f].row;
	return above >= 0 && fit->form->rows[above].block == fit->form->rows[c->row].block;
}

/* A line of a data frame: as many figures as columns, none of them blank, and around them what is printed for the empty rest of merged cells. */
static bool
is_framed(const Fit *fit, const Candidate *c, int n)
{
	const GirGridCell *cells = fit->grid->cells + c->first;

	if (c->begin < 0 || c->end - c->begin + 1 != n)
		return false;
	for (int i = c->begin; i <= c->end; i++)
		if (!is_figure(&cells[i]) || (i > c->begin && cells[i].gap > 0))
			return false;
	return true;
}

/* 0 0 0 0 0 0 无, beside a column of remarks: the last may be one. */
static bool
may_end_in_remark(const Fit *fit, const Candidate *c)
{
	const GirGridCell *cells = fit->grid->cells + c->first;

	return fit->remarks && c->columns == APPLICANTS && c->n > 1 && cells[c->n - 1].kind == GIR_CELL_MARK && cells[c->n - 2].kind == GIR_CELL_NUMBER;
}

static bool
figures_alike(const GirGridCell *cells, int n)
{
	for (int i = 1; i < n; i++)
		if (cells[i].kind != cells[0].kind)
			return false;
	return true;
}

/* 无 0 0 0 1 0 1 beside what is not available: the first may be of （四）无法提供, printed from top to bottom. */
static bool
may_begin_with_label(const Fit *fit, const Candidate *c)
{
	static const char word[] = "无";
	const GirGridCell *cells = fit->grid->cells + c->first;
	const GirGroup *group = fit->form->rows[c->row].group;

	return c->n == APPLICANTS && cells[0].kind == GIR_CELL_MARK && cells[1].kind == GIR_CELL_NUMBER && group && strncmp(group->label, word, strlen(word)) == 0 &&
		cells[0].len == strlen(word) && memcmp(fit->grid->text + cells[0].off, word, strlen(word)) == 0 && figures_alike(cells + 1, APPLICANTS - 1);
}

/* An orphan's figures side by side on the line above, where no row is missing: two lines for one label, the halves of wrapped numbers. */
static bool
is_below_orphan(const Fit *fit, const Candidate *c)
{
	const Candidate *above = c - 1;
	const GirGridCell *cells;

	while (exists(fit, above) && above->row < 0 && above->n == 1 && above[1].grid_row == above->grid_row + 1)
		above--;				/* 无 of a label that is printed from top to bottom */
	if (c->columns != APPLICANTS || !exists(fit, above) || above->row >= 0 || above->kind != GIR_ROW_LOOSE || above[1].grid_row != above->grid_row + 1 || above->n != APPLICANTS)
		return false;
	cells = fit->grid->cells + above->first;
	return cells[0].gap > 0 && cells[1].gap == 0 && exists(fit, above - 1) && above[-1].row + 1 == c->row;
}

/* Columns of the figures of a loose row.  As many figures as columns, evenly spaced: no question. */
bool
gir_figures_place_running(const Fit *fit, const Candidate *c, int *at)
{
	const Spacing *s = &fit->spacing;
	int			n = c->columns;

	if ((fit->stray_blocks & 1u << fit->form->rows[c->row].block) || is_stacked(fit, c) || may_end_in_remark(fit, c) || may_begin_with_label(fit, c) ||
		is_below_orphan(fit, c))
		return false;
	if (n == 2 && s->repeats)
		return place_below_repeated(fit, c, n, at);
	if (c->n == n && (n != APPLICANTS || !is_odd_loose(fit, c)) && (n <= 2 || is_even(fit, c) || (s->uneven >= 3 && is_flowing(fit, c) && !has_lost_unit(fit, c) && is_followed(fit, c))))
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
	if (c->n > n && is_framed(fit, c, n))
	{
		for (int i = 0; i < n; i++)
			at[i] = c->begin + i;
		return true;
	}
	if (s->prints_blanks)
		return false;
	return place_aligned(fit, c, n, at) || (s->tells_blanks && place_spaced(fit, c, n, at));
}
