/*
 * figures_others.c - rows of other tables and lists with the labels of tables 2 and 3
 */
#include "core/figures_work.h"

/* A row of table 3 that is met with one figure alone, in running text, or among fewer cells than it has columns: a list, 予以公开 5 件; years compared. */
static bool
is_listed(const Candidate *c)
{
	return c->columns == APPLICANTS && (c->kind == GIR_ROW_LOOSE ? c->n == 1 : c->n > 0 && c->n < APPLICANTS);
}

void
gir_figures_drop_listed(Fit *fit)
{
	uint64_t	listed = 0;
	uint64_t	whole = 0;
	int			narrow = 0;
	int			n = 0;

	for (int i = 0; i < fit->ncandidates; i++)
	{
		const Candidate *c = &fit->candidates[i];

		if (c->row >= 0 && is_listed(c))
		{
			listed |= UINT64_C(1) << c->row;
			narrow += c->kind != GIR_ROW_LOOSE;
		}
		else if (c->row >= 0 && c->columns == APPLICANTS && c->n >= APPLICANTS)
			whole |= UINT64_C(1) << c->row;
	}
	listed &= whole;
	if (narrow == 1)			/* a row that has lost a cell, and is there twice */
		return;
	/* as many rows are no list: they may be the table's own, broken, and the whole ones another's */
	if (__builtin_popcountll(listed) * 2 > __builtin_popcountll(whole))
		return;
	for (int i = 0; i < fit->ncandidates && listed != 0; i++)
		if (fit->candidates[i].row < 0 || !is_listed(&fit->candidates[i]) || !(listed >> fit->candidates[i].row & 1))
			fit->candidates[n++] = fit->candidates[i];
	fit->ncandidates = listed != 0 ? n : fit->ncandidates;
}

/* Candidates of table 3 that stand before this one and carry later rows of the form, or the other way round. */
static int
count_crossed(const Fit *fit, int at)
{
	int			crossed = 0;

	for (int i = 0; i < fit->ncandidates; i++)
	{
		int			row = fit->candidates[i].row;

		if (row >= 0 && table_of(fit, row) == GIR_TABLE3 && fit->candidates[i].grid_row != fit->candidates[at].grid_row)
			crossed += i < at ? row > fit->candidates[at].row : row < fit->candidates[at].row;
	}
	return crossed;
}

/* How often the row is met, where another row stands between: a label on two lines is met twice, one after the other. */
static int
count_apart(const Fit *fit, int row)
{
	int			n = 0;
	bool		apart = true;

	for (int i = 0; i < fit->ncandidates; i++)
		if (fit->candidates[i].row == row)
		{
			n += apart;
			apart = false;
		}
		else
			apart |= fit->candidates[i].row >= 0;
	return n;
}

/*
 * Have the rows of table 3 been lost, so that those that are there are another table's?  Then they all stand before its heads, or its heads and
 * those of table 4 before all of them.
 */
static bool
has_lost_rows(const Fit *fit)
{
	uint32_t	heads = fit->first_head[GIR_TABLE3];
	uint32_t	behind = fit->first_head[GIR_TABLE4];
	uint32_t	first = 0;
	uint32_t	last = 0;

	for (int i = 0; i < fit->ncandidates; i++)
		if (fit->candidates[i].row >= 0 && table_of(fit, fit->candidates[i].row) == GIR_TABLE3)
		{
			last = fit->candidates[i].grid_row + 1;
			first = first ? first : last;
		}
	return first > 0 && heads > 0 && (last < heads || (heads < behind && behind < first));
}

/* Rows of that table that are there twice, with other figures, and other rows between. */
static int
count_twice(const Fit *fit, GirTable table)
{
	int			twice = 0;

	for (int r = 0; r < fit->form->nrows; r++)
		twice += fit->out->fate[r] == GIR_FATE_TWICE && table_of(fit, r) == table && count_apart(fit, r) > 1;
	return twice;
}

/* Rows of table 2 that are met once, where others of it are there twice with other figures: whose they are is not said. */
static uint64_t
beside_another(const Fit *fit)
{
	uint64_t	once = 0;

	if (count_twice(fit, GIR_TABLE2) < 2)
		return 0;
	for (int r = 0; r < fit->form->nrows; r++)
		if (table_of(fit, r) == GIR_TABLE2 && count_apart(fit, r) == 1)
			once |= UINT64_C(1) << r;
	return once;
}

uint64_t
gir_figures_of_others(const Fit *fit)
{
	uint64_t	rows = beside_another(fit);
	int			twice;
	int			last = -1;
	bool		ordered = true;
	bool		lost = has_lost_rows(fit);

	for (int i = 0; i < fit->ncandidates; i++)
	{
		int			row = fit->candidates[i].row;

		if (row < 0 || table_of(fit, row) != GIR_TABLE3)
			continue;
		ordered &= row > last || fit->candidates[i].counted;
		last = row;
	}
	if (ordered && !lost)
		return rows;
	twice = count_twice(fit, GIR_TABLE3);
	for (int i = 0; i < fit->ncandidates; i++)
	{
		int			row = fit->candidates[i].row;

		if (row >= 0 && table_of(fit, row) == GIR_TABLE3 && (lost || (count_apart(fit, row) == 1 && (twice >= 2 || count_crossed(fit, i) >= 3))))
			rows |= UINT64_C(1) << row;
	}
	return rows;
}
