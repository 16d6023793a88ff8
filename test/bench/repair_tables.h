/*
 * repair_tables.h - made-up offices, and the slips in their tables
 *
 * Shared by test/unit/repair.c and test/bench/repair.c, after unit.h.  Half the offices have fewer than 60 applications, which are
 * dealt with one by one; a slip is a wrong key, a figure left out, one off by a few, one copied from the next column, or any other.
 */
#ifndef REPAIR_TABLES_H
#define REPAIR_TABLES_H

enum
{
	TOTAL = 6					/* the column after the kinds of applicant */
};

static const GirForm *form;
static GirFigures truth;
static GirFigures figures;		/* with slips */
static int	first3;				/* first cell of table 3 */
static int	cells3;				/* number of its cells */

static inline void
set_form(const GirForm *f)
{
	const GirBlock *b = &f->blocks[0];

	form = f;
	while (b->table != GIR_TABLE3)
		b++;
	first3 = b->first_cell;
	cells3 = b->nrows * b->ncolumns;
}

static inline int
row_of_role(GirRole role)
{
	int			r = 0;

	while (form->rows[r].role != role)
		r++;
	return r;
}

static inline int
cell_at(int row, int column)
{
	return form->rows[row].first_cell + column;
}

static inline int64_t
get(int cell)
{
	return figures.cells[cell].digits;
}

static inline void
set(GirFigures *f, int cell, int64_t n)
{
	f->cells[cell] = (GirValue) {.digits = n};
	gir_value_reduce(&f->cells[cell]);
}

static inline void
add(int row, int column, int n)
{
	truth.cells[cell_at(row, column)].digits += n;
	truth.cells[cell_at(row, TOTAL)].digits += n;
}

/* The kind of an applicant; most are natural persons. */
static inline int
some_kind(void)
{
	int			n = pick(100);

	return n < 80 ? 0 : n < 92 ? 1 : n < 93 ? 2 : n < 94 ? 3 : n < 97 ? 4 : 5;
}

/* The row of an outcome: the first ones and two others are frequent. */
static inline int
some_outcome(void)
{
	int			first = row_of_role(GIR_ROLE_OUTCOME);
	int			n = row_of_role(GIR_ROLE_RESULT) - first;
	int			p = pick(100);

	return first + (p < 35 ? 0 : p < 45 ? 1 : p < 68 ? 10 : p < 75 ? 12 : p < 83 ? n - 1 : pick(n));
}

/* An office with about so many applications, dealt with one by one. */
static inline void
make_office(int applications)
{
	int			in = applications / 14 + pick(2);

	gir_figures_clear(&truth, form, GIR_NUMBER);
	for (int i = 0; i < applications + in; i++)
	{
		int			kind = some_kind();

		add(row_of_role(i < in ? GIR_ROLE_CARRIED_IN : GIR_ROLE_NEW), kind, 1);
		if (pick(100) < 8)
			add(row_of_role(GIR_ROLE_CARRIED_OUT), kind, 1);
		else
		{
			add(some_outcome(), kind, 1);
			add(row_of_role(GIR_ROLE_RESULT), kind, 1);
		}
	}
	for (int r = row_of_role(GIR_ROLE_DISPUTE); r < form->nrows; r++)
	{
		int64_t		sum = 0;

		for (int c = 0; c < 4; c++)
		{
			int			n = pick(3) * pick(3);

			set(&truth, cell_at(r, c), n);
			sum += n;
		}
		set(&truth, cell_at(r, 4), sum);
	}
	for (int i = 0; i < form->ncells; i++)
		gir_value_reduce(&truth.cells[i]);
	figures = truth;
}

/* Half the offices have less than 60 applications. */
static inline int
some_size(void)
{
	static const int sizes[] = {8, 15, 25, 40, 50, 70, 90, 130, 200, 400};

	return sizes[pick(10)] + pick(10);
}

/* ---- slips ---- */

static inline int64_t
slip_of_a_key(int64_t n)
{
	char		s[24];
	int			len = snprintf(s, sizeof(s), "%lld", (long long) n);
	int			at = pick(len);
	char		c = s[at];

	switch (pick(4))
	{
		case 0:
			s[at] = (char) ('0' + pick(10));
			break;
		case 1:
			memmove(s + at + 1, s + at, (size_t) (len - at) + 1);
			s[at] = (char) ('0' + pick(10));
			break;
		case 2:
			memmove(s + at, s + at + 1, (size_t) (len - at));
			break;
		default:
			if (at + 1 < len)
			{
				s[at] = s[at + 1];
				s[at + 1] = c;
			}
	}
	return strtoll(s, NULL, 10);
}

static inline int64_t
slip(int cell)
{
	int64_t		n = truth.cells[cell].digits;
	int			p = pick(100);

	if (p < 45)
		return slip_of_a_key(n);
	if (p < 60)
		return 0;
	if (p < 80)
		return n + (one_in(2) ? 1 : -1) * (1 + pick(3));
	if (p < 90)
		return truth.cells[cell + (one_in(2) ? 1 : -1)].digits;
	return pick((int) (2 * n + 20));
}

/* A wrong figure in a cell of table 3 that is still right; cells with a figure are typed wrongly more often than zeros. */
static inline int
make_slip(void)
{
	for (;;)
	{
		int			cell = first3 + pick(cells3);
		int64_t		n = slip(cell);

		if (get(cell) != truth.cells[cell].digits || n < 0 || n == truth.cells[cell].digits ||
			(truth.cells[cell].digits == 0 && !one_in(4)))
			continue;
		set(&figures, cell, n);
		return cell;
	}
}

#endif							/* REPAIR_TABLES_H */
