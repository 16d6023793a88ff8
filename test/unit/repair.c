/*
 * repair.c - wrong cells: all minimal repairs, and nothing else
 *
 * What is minimal is found here by trying every set of up to three cells (five in a small table) and solving the declared identities by
 * elimination; nothing of that is the engine's.  REPAIR_TABLES sets how many random tables are compared (2000).
 */
#include "core/repair.h"
#include "unit.h"
#include "../bench/repair_tables.h"

enum
{
	MAX_SET = 5,
	MAX_FREE = 4,
	MAX_SETS = 4096
};

static GirRepairWork *work;
static GirRepair *repair;
static int	mistakes;			/* noted so far */

static void __attribute__((format(printf, 1, 2)))
wrong(const char *format,...)
{
	va_list		args;

	if (mistakes++ >= 10)
		return;
	va_start(args, format);
	printf("# ");
	vprintf(format, args);
	printf("\n");
	va_end(args);
}

static void
set_state(int cell, GirState state)
{
	figures.cells[cell] = (GirValue) {.state = (uint8_t) state};
}

static void
use_form(const GirForm *f)
{
	set_form(f);
	if (!gir_repair_start(work, f))
		abort();
}

static const GirRepair *
run(const GirRepairOptions *options)
{
	static const GirRepairOptions none;

	gir_repair(work, &figures, options ? options : &none, repair);
	return repair;
}

/* ---- errors ---- */

/* Any cell of the table, any figure. */
static void
make_error(void)
{
	for (;;)
	{
		int			cell = first3 + pick(cells3);
		int64_t		n = one_in(3) ? pick(4) : truth.cells[cell].digits + pick(21) - 10;

		if (get(cell) != truth.cells[cell].digits || n < 0 || n == truth.cells[cell].digits)
			continue;
		set(&figures, cell, n);
		return;
	}
}

/* ---- all minimal repairs, by trying ---- */

typedef struct Try
{
	int			ncells;			/* that stand in an identity and have a figure */
	uint8_t		cell[GIR_MAX_CELLS];
	int			nfree;
	uint8_t		free[GIR_MAX_CELLS];
	int64_t		residual[GIR_MAX_IDENTITIES];	/* right - left, cells without a figure counting 0 */
	uint64_t	violated;
	uint64_t	in[GIR_MAX_CELLS];	/* identities of a cell */
	uint64_t	covered;		/* identities of free cells */
	int64_t		sum;
	bool		skipped;		/* the elimination left too much open */
	int			size;			/* of the smallest sets */
	int			nsets;
	uint8_t		sets[MAX_SETS][MAX_SET];
} Try;

static Try	try;
static int8_t coefficients[GIR_MAX_IDENTITIES][GIR_MAX_CELLS];

static void
find_coefficients(void)
{
	memset(coefficients, 0, sizeof(coefficients));
	for (int i = 0; i < form->nidentities; i++)
	{
		const GirIdentity *id = &form->identities[i];

		for (int k = 0; k < id->nleft; k++)
			coefficients[i][id->left[k]] = 1;
		for (int k = 0; k < id->nright; k++)
			coefficients[i][id->right[k]] = -1;
	}
}

/* Only table 3: each group of table 4 is a table by itself. */
static void
start_try(bool unknown_blanks)
{
	memset(&try, 0, offsetof(Try, sets));
	for (int c = first3; c < first3 + cells3; c++)
	{
		const GirValue *v = &figures.cells[c];

		for (int i = 0; i < form->nidentities; i++)
			if (coefficients[i][c] != 0)
			{
				try.in[c] |= UINT64_C(1) << i;
				try.residual[i] -= coefficients[i][c] * v->digits;
			}
		if (try.in[c] == 0)
			continue;
		try.sum += v->digits;
		if (v->state > GIR_NOT_APPLICABLE || (unknown_blanks && v->state != GIR_NUMBER))
		{
			try.free[try.nfree++] = (uint8_t) c;
			try.covered |= try.in[c];
		}
		else
			try.cell[try.ncells++] = (uint8_t) c;
	}
	for (int i = 0; i < form->nidentities; i++)
		if (try.residual[i] != 0)
			try.violated |= UINT64_C(1) << i;
}

typedef struct Row
{
	int			a[MAX_SET + MAX_FREE];
	int64_t		b;
} Row;

/* Gauss and Jordan, on the identities of the cells; entries stay -1, 0, 1.  The rank, or -1 when it cannot be solved. */
static int
eliminate(Row *rows, int nrows, int n, int *pivots)
{
	int			rank = 0;

	for (int v = 0; v < n; v++)
	{
		int			p = rank;

		pivots[v] = -1;
		while (p < nrows && rows[p].a[v] == 0)
			p++;
		if (p == nrows)
			continue;
		{
			Row			swap = rows[p];

			rows[p] = rows[rank];
			rows[rank] = swap;
		}
		if (rows[rank].a[v] < 0)
		{
			for (int k = 0; k < n; k++)
				rows[rank].a[k] = -rows[rank].a[k];
			rows[rank].b = -rows[rank].b;
		}
		for (int r = 0; r < nrows; r++)
		{
			int			f = rows[r].a[v];

			if (r == rank || f == 0)
				continue;
			for (int k = 0; k < n; k++)
				rows[r].a[k] -= f * rows[rank].a[k];
			rows[r].b -= f * rows[rank].b;
		}
		pivots[v] = rank++;
	}
	for (int r = rank; r < nrows; r++)
		if (rows[r].b != 0)
			return -1;
	return rank;
}

/*
 * Is there a solution with all figures from 0 on?  `low` is what a change may take away at most.  The first of the open variables goes
 * through all values, the last one is an interval.
 */
static bool
has_solution(Row *rows, int n, const int *pivots, const int64_t *low, int open)
{
	int64_t		from = 0;
	int64_t		to = INT64_MAX;
	int			v = 0;

	if (open == 0)
	{
		for (v = 0; v < n; v++)
			if (pivots[v] >= 0 && rows[pivots[v]].b < low[v])
				return false;
		return true;
	}
	while (pivots[v] != -1)
		v++;
	if (open > 1)
	{
		for (int64_t t = low[v]; t <= try.sum; t++)
		{
			Row			next[GIR_MAX_IDENTITIES];
			int			done[MAX_SET + MAX_FREE];

			memcpy(next, rows, sizeof(next));
			memcpy(done, pivots, sizeof(done));
			for (int r = 0; r < GIR_MAX_IDENTITIES; r++)
			{
				next[r].b -= next[r].a[v] * t;
				next[r].a[v] = 0;
			}
			done[v] = -2;
			if (has_solution(next, n, done, low, open - 1))
				return true;
		}
		return false;
	}
	from = low[v];
	for (int k = 0; k < n; k++)
	{
		int64_t		most;

		if (pivots[k] < 0)
			continue;
		/* value = b - a t >= low */
		most = rows[pivots[k]].b - low[k];
		if (rows[pivots[k]].a[v] == 0 && most < 0)
			return false;
		if (rows[pivots[k]].a[v] > 0 && most < to)
			to = most;
		if (rows[pivots[k]].a[v] < 0 && -most > from)
			from = -most;
	}
	return from <= to;
}

/* Can the cells, with the free ones, be given figures such that all identities hold? */
static bool
is_repair(const uint8_t *cells, int ncells)
{
	Row			rows[GIR_MAX_IDENTITIES];
	int			pivots[MAX_SET + MAX_FREE];
	int64_t		low[MAX_SET + MAX_FREE];
	int			n = ncells + try.nfree;
	int			nrows = 0;
	int			rank;

	memset(rows, 0, sizeof(rows));
	for (int i = 0; i < form->nidentities; i++)
	{
		bool		used = try.residual[i] != 0 && try.violated >> i & 1;

		for (int v = 0; v < n; v++)
		{
			int			cell = v < ncells ? cells[v] : try.free[v - ncells];

			rows[nrows].a[v] = coefficients[i][cell];
			used |= coefficients[i][cell] != 0;
		}
		rows[nrows].b = try.residual[i];
		nrows += used;
	}
	for (int v = 0; v < n; v++)
		low[v] = v < ncells ? -get(cells[v]) : 0;
	rank = eliminate(rows, nrows, n, pivots);
	if (rank >= 0 && n - rank > 2)
		try.skipped = true;
	return rank >= 0 && has_solution(rows, n, pivots, low, n - rank);
}

static void
try_sets(uint8_t *chosen, int n, int size, int from, uint64_t left)
{
	if (n == size)
	{
		if (left == 0 && is_repair(chosen, n) && try.nsets < MAX_SETS)
			memcpy(try.sets[try.nsets++], chosen, (size_t) n);
		return;
	}
	if (__builtin_popcountll(left) > 3 * (size - n))	/* a cell stands in three identities at most */
		return;
	for (int i = from; i < try.ncells; i++)
	{
		chosen[n] = try.cell[i];
		try_sets(chosen, n + 1, size, i + 1, left & ~try.in[try.cell[i]]);
	}
}

/* The smallest sets that are repairs, up to a size. */
static void
try_all(bool unknown_blanks, int max)
{
	uint8_t		chosen[MAX_SET];

	start_try(unknown_blanks);
	for (try.size = 0; try.size <= max && try.nsets == 0; try.size++)
		try_sets(chosen, 0, try.size, 0, try.violated & ~try.covered);
	try.size--;
}

/* ---- what the engine says ---- */

typedef struct Product
{
	int			nsets;
	int			size;
	bool		cut;
	uint8_t		sets[MAX_SETS][MAX_SET];
} Product;

static Product product;

static void
insert(uint8_t *set_of, int n, uint8_t cell)
{
	for (; n > 0 && set_of[n - 1] > cell; n--)
		set_of[n] = set_of[n - 1];
	set_of[n] = cell;
}

/* Whole repairs of table 3: one proposal of each cause, in all combinations. */
static void
multiply(int cause, uint8_t *chosen, int n)
{
	const GirCause *c = &repair->causes[cause];

	while (cause < repair->ncauses && repair->causes[cause].table != GIR_TABLE3)
		c = &repair->causes[++cause];
	if (cause >= repair->ncauses)
	{
		if (product.nsets < MAX_SETS)
			memcpy(product.sets[product.nsets++], chosen, MAX_SET);
		product.size = n;
		return;
	}
	product.cut |= c->status != GIR_REPAIR_COMPLETE;
	for (int i = 0; i < c->nproposals; i++)
	{
		const GirProposal *p = &repair->proposals[c->first + i];
		uint8_t		more[MAX_SET] = {0};
		int			m = n;

		if (p->wrong > c->minimum || n + p->wrong > MAX_SET)
			continue;
		memcpy(more, chosen, MAX_SET);
		for (int k = 0; k < p->nchanges; k++)
			if (!(repair->changes[p->first + k].flags & GIR_CHANGE_FILLED))
				insert(more, m++, repair->changes[p->first + k].cell);
		multiply(cause + 1, more, m);
	}
}

static int
compare_sets(const void *a, const void *b)
{
	return memcmp(a, b, MAX_SET);
}

/* Does the engine find the same sets?  With size cells at most tried, it must say more otherwise. */
static bool
same_sets(int max)
{
	uint8_t		none[MAX_SET] = {0};
	int			least = 0;

	memset(&product, 0, offsetof(Product, sets));
	multiply(0, none, 0);
	for (int i = 0; i < repair->ncauses; i++)
		if (repair->causes[i].table == GIR_TABLE3)
		{
			least += repair->causes[i].minimum;
			if (repair->causes[i].status == GIR_REPAIR_AT_LEAST && try.nsets > 0)
				return false;
		}
	if (try.nsets == 0)
		return least > max || product.cut;
	if (product.cut)
		return try.nsets >= GIR_REPAIR_SETS / 2;
	for (int i = 0; i < try.nsets; i++)
		memset(try.sets[i] + try.size, 0, (size_t) (MAX_SET - try.size));
	qsort(try.sets, (size_t) try.nsets, MAX_SET, compare_sets);
	qsort(product.sets, (size_t) product.nsets, MAX_SET, compare_sets);
	return product.nsets == try.nsets && least == try.size && memcmp(product.sets, try.sets, (size_t) try.nsets * MAX_SET) == 0;
}

/* The first proposal of every cause but one, of which it is another. */
static void
apply(const GirProposal *p, GirFigures *f)
{
	*f = figures;
	for (int i = 0; i < repair->ncauses; i++)
	{
		const GirCause *c = &repair->causes[i];

		if (p->cause == i)
			gir_repair_apply(repair, p, f);
		else if (c->nproposals > 0)
			gir_repair_apply(repair, &repair->proposals[c->first], f);
	}
}

/* Every proposal makes all identities hold, and proposes nothing absurd. */
static bool
all_mend(bool unknown_blanks)
{
	uint64_t	explained = 0;

	for (int i = 0; i < repair->ncauses; i++)
		explained |= repair->causes[i].identities;
	if (explained != gir_failing(&figures, unknown_blanks))
		return false;
	for (int i = 0; i < repair->nproposals; i++)
	{
		const GirProposal *p = &repair->proposals[i];
		const GirCause *c = &repair->causes[p->cause];
		GirFigures	mended;

		for (int k = 0; k < p->nchanges; k++)
		{
			const GirChange *change = &repair->changes[p->first + k];
			const GirValue *v = &figures.cells[change->cell];

			if (change->digits < 0 || (k > 0 && change[-1].cell >= change->cell) ||
				(!(change->flags & GIR_CHANGE_FILLED) && v->digits == change->digits && v->scale == change->scale))
				return false;
		}
		if (p->confidence < 0 || p->confidence > 0.999 || p->rank != (i - c->first < 254 ? i - c->first + 1 : 255) ||
			p->wrong < c->minimum)
			return false;
		for (int k = 0; k < repair->ncauses; k++)
			if (repair->causes[k].nproposals == 0)
				return true;
		apply(p, &mended);
		if (gir_failing(&mended, unknown_blanks) != 0)
			return false;
	}
	return repair->work <= GIR_REPAIR_BUDGET;
}

/* Is the proposal true, as far as it goes? */
static bool
is_true(const GirProposal *p)
{
	for (int k = 0; k < p->nchanges; k++)
	{
		const GirChange *c = &repair->changes[p->first + k];

		if (truth.cells[c->cell].digits != c->digits || truth.cells[c->cell].scale != c->scale)
			return false;
	}
	return true;
}

/* Do the proposals of the first rank give back the truth? */
static bool
best_is_true(void)
{
	GirFigures	mended = figures;

	for (int i = 0; i < repair->ncauses; i++)
		if (repair->causes[i].nproposals > 0)
			gir_repair_apply(repair, &repair->proposals[repair->causes[i].first], &mended);
	return same_figures(&mended, &truth);
}

static bool
truth_is_among(GirRepairKind kind)
{
	for (int i = 0; i < repair->nproposals; i++)
	{
		GirFigures	mended = figures;

		gir_repair_apply(repair, &repair->proposals[i], &mended);
		if (repair->proposals[i].kind == kind && same_figures(&mended, &truth))
			return true;
	}
	return false;
}

static bool
is_unique(void)
{
	for (int i = 0; i < repair->ncauses; i++)
		if (repair->causes[i].status != GIR_REPAIR_COMPLETE || repair->causes[i].alternatives != 1)
			return false;
	return true;
}

/* ---- tests ---- */

static void
every_single_cell(void)
{
	int			bad = 0;
	int			bad4 = 0;

	make_office(60);
	for (int c = first3; c < form->ncells; c++)
		for (int d = -2; d <= 300; d += 3)
		{
			const GirProposal *p = repair->proposals;
			bool		table3 = c < first3 + cells3;

			figures = truth;
			if (d == 0 || get(c) + d < 0)
				continue;
			set(&figures, c, get(c) + d);
			run(NULL);
			if (table3)
				bad += !(repair->ncauses == 1 && repair->nproposals == 1 && is_unique() && best_is_true() && all_mend(false) &&
						 repair->causes[0].minimum == 1 && p->wrong == 1 && p->confidence > 0.99 &&
						 p->evidence & 1U << GIR_EVIDENCE_ONLY && repair->causes[0].identities == gir_failing(&figures, false));
			else
				bad4 += !(repair->ncauses == 1 && repair->causes[0].table == GIR_TABLE4 && repair->causes[0].minimum == 1 &&
						  repair->causes[0].alternatives > 1 && truth_is_among(GIR_REPAIR_CHANGE) && all_mend(false) &&
						  p->confidence <= 0.9);
		}
	ok(bad == 0, "form %s: any single wrong cell of table 3 is found, with its figure (%d not)", form->id, bad);
	ok(bad4 == 0, "form %s: any single wrong cell of table 4 is among the proposals (%d not)", form->id, bad4);
	figures = truth;
	run(NULL);
	ok(repair->ncauses == 0 && repair->nproposals == 0, "form %s: nothing is proposed where nothing fails", form->id);
}

/* A cell without a figure for one or more. */
static void
lose_cells(int n)
{
	for (int i = 0; i < n; i++)
		set_state(first3 + pick(cells3), one_in(2) ? GIR_BLANK : GIR_DASH);
}

static void
against_all_sets(int tables, bool blanks)
{
	int			bad = 0;
	int			unmended = 0;
	int			skipped = 0;
	int			sizes[MAX_SET + 1] = {0};

	for (int t = 0; t < tables; t++)
	{
		GirRepairOptions options = {.unknown_blanks = blanks && one_in(2),.cells_only = true};

		make_office(5 + pick(60));
		for (int n = 1 + pick(options.unknown_blanks ? 2 : 3); n > 0; n--)
			make_error();
		if (blanks)
			lose_cells(1 + pick(MAX_FREE));
		if (options.unknown_blanks && one_in(4))
			set_state(first3 + pick(cells3), GIR_UNREADABLE);
		run(&options);
		start_try(options.unknown_blanks);
		if (try.nfree > MAX_FREE)
		{
			t--;
			continue;
		}
		try_all(options.unknown_blanks, 3);
		skipped += try.skipped;
		sizes[try.size]++;
		if (!try.skipped && !same_sets(3))
		{
			wrong("table %d: %d sets of %d, %d found of %d%s%s", t, try.nsets, try.size, product.nsets, product.size,
				  product.cut ? ", cut" : "", options.unknown_blanks ? ", blanks unknown" : "");
			bad++;
		}
		unmended += !all_mend(options.unknown_blanks);
	}
	ok(bad == 0 && skipped <= tables / 50, "form %s%s: the repairs of %d tables (%d %d %d %d by cells) are all sets of up to 3 (%d not, %d skipped)",
	   form->id, blanks ? " with blanks" : "", tables, sizes[0], sizes[1], sizes[2], sizes[3], bad, skipped);
	ok(unmended == 0, "form %s%s: every proposal mends (%d do not)", form->id, blanks ? " with blanks" : "", unmended);
}

/* ---- a small table, whose sets of five cells can be tried ---- */

static bool
keeps(const GirForm *from, int cell)
{
	const GirRow *row = gir_cell_row(from, cell);
	int			column = from->cells[cell].column - gir_cell_block(from, cell)->first_column;

	if (row->role == GIR_ROLE_OUTCOME && cell_at(row_of_role(GIR_ROLE_OUTCOME), 0) + 2 * 7 < row->first_cell)
		return false;
	return column < 2 || column == TOTAL;
}

/* Three outcomes and two kinds of applicant: 21 cells. */
static const GirForm *
small_form(const GirForm *from)
{
	static GirForm small;

	small = *from;
	small.nidentities = 0;
	form = from;
	for (int i = 0; i < from->nidentities; i++)
	{
		const GirIdentity *id = &from->identities[i];
		GirIdentity *to = &small.identities[small.nidentities];

		if (id->class == 'T' || !keeps(from, id->left[0]))
			continue;
		*to = *id;
		to->nleft = to->nright = 0;
		for (int k = 0; k < id->nleft; k++)
			if (keeps(from, id->left[k]))
				to->left[to->nleft++] = id->left[k];
		for (int k = 0; k < id->nright; k++)
			if (keeps(from, id->right[k]))
				to->right[to->nright++] = id->right[k];
		small.nidentities++;
	}
	return &small;
}

static int
some_small_cell(void)
{
	int			cell;

	do
		cell = first3 + pick(cells3);
	while (!keeps(form, cell));
	return cell;
}

/* Cells of the small table at random, mostly small, so that figures often may not be lowered. */
static void
make_small(bool unknown)
{
	int			outcome = row_of_role(GIR_ROLE_OUTCOME);

	gir_figures_clear(&truth, form, GIR_NUMBER);
	for (int i = 4 + pick(30); i > 0; i--)
	{
		int			kind = pick(2);

		add(row_of_role(one_in(4) ? GIR_ROLE_CARRIED_IN : GIR_ROLE_NEW), kind, 1);
		if (one_in(5))
			add(row_of_role(GIR_ROLE_CARRIED_OUT), kind, 1);
		else
		{
			add(outcome + pick(3), kind, 1);
			add(row_of_role(GIR_ROLE_RESULT), kind, 1);
		}
	}
	for (int i = 0; i < form->ncells; i++)
		gir_value_reduce(&truth.cells[i]);
	figures = truth;
	for (int i = 2 + pick(4); i > 0; i--)
		set(&figures, some_small_cell(), one_in(2) ? pick(25) : pick(4));
	for (int i = unknown ? 1 + pick(MAX_FREE) : 0; i > 0; i--)
		set_state(some_small_cell(), one_in(2) ? GIR_MISSING : GIR_TEXT);
}

/* Two rows in which a figure stands in the wrong column, and no other row could give up as much: four cells in a rectangle. */
static void
rectangle(void)
{
	int			outcome = row_of_role(GIR_ROLE_OUTCOME);
	GirRepairOptions options = {.cells_only = true};

	gir_figures_clear(&truth, form, GIR_NUMBER);
	for (int i = 0; i < 10; i++)
	{
		int			kind = i < 8 ? 0 : 1;

		add(row_of_role(GIR_ROLE_NEW), kind, 1);
		add(row_of_role(GIR_ROLE_RESULT), kind, 1);
		add(i < 8 ? outcome + (i < 3) : outcome + 2, kind, 1);
	}
	for (int i = 0; i < form->ncells; i++)
		gir_value_reduce(&truth.cells[i]);
	figures = truth;
	set(&figures, cell_at(outcome, 0), 3);
	set(&figures, cell_at(outcome, 1), 5);
	set(&figures, cell_at(outcome + 1, 0), 0);
	set(&figures, cell_at(outcome + 1, 1), 3);
	run(&options);
	try_all(false, 4);
	ok(try.size <= 4 && same_sets(4), "form %s: a rectangle of four cells (%d sets of %d cells)", form->id, try.nsets, try.size);
}

static void
small_tables(const GirForm *from, int tables)
{
	int			bad = 0;
	int			skipped = 0;
	int			unmended = 0;
	int			open = 0;
	int			sizes[MAX_SET + 1] = {0};

	use_form(small_form(from));
	find_coefficients();
	for (int t = 0; t < tables; t++)
	{
		GirRepairOptions options = {.cells_only = true,.budget = 1000000};

		make_small(t % 2 == 1);
		run(&options);
		try_all(false, MAX_SET);
		sizes[try.size > MAX_SET ? MAX_SET : try.size]++;
		skipped += try.skipped;
		if (!try.skipped && !same_sets(MAX_SET))
		{
			wrong("small table %d: %d sets of %d, %d found of %d%s", t, try.nsets, try.size, product.nsets, product.size, product.cut ? ", cut" : "");
			bad++;
		}
		repair->work = 0;
		unmended += !all_mend(false);
		for (int i = 0; i < repair->nchanges; i++)
			open += (repair->changes[i].flags & GIR_CHANGE_OPEN) != 0;
	}
	ok(bad == 0 && skipped <= tables / 50,
	   "form %s, %d small tables (%d %d %d %d %d %d by cells): the repairs are all sets of up to 5 (%d not, %d skipped)",
	   form->id, tables, sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], sizes[5], bad, skipped);
	ok(unmended == 0, "form %s, small tables: every proposal mends (%d do not, %d figures open)", form->id, unmended, open);
	rectangle();
	use_form(from);
	find_coefficients();
}

/* What a claim of at least so much confidence is worth. */
static void
recovery(int tables)
{
	static const double wanted[] = {0, 100, 97.5, 91.5, 0};
	static const int steps[] = {0, 2, 100, 500, GIR_REPAIR_BUDGET};
	int			unmended = 0;

	for (int n = 1; n <= 4; n++)
	{
		int			unique = 0;
		int			best = 0;
		int			claims = 0;
		int			held = 0;
		int			work_max = 0;

		for (int t = 0; t < tables; t++)
		{
			make_office(some_size());
			for (int i = 0; i < n; i++)
				make_slip();
			run(NULL);
			unmended += !all_mend(false);
			unique += is_unique() && best_is_true();
			best += best_is_true();
			for (int i = 0; i < repair->ncauses; i++)
			{
				const GirProposal *p = &repair->proposals[repair->causes[i].first];

				if (repair->causes[i].nproposals == 0 || p->confidence < 0.95)
					continue;
				claims++;
				held += is_true(p);
			}
			if (repair->work > work_max)
				work_max = repair->work;
		}
		ok(unique * 100.0 >= wanted[n] * tables, "form %s, %d slips in %d tables: unique and true %.2f %% (%.1f wanted), best is true %.2f %%",
		   form->id, n, tables, unique * 100.0 / tables, wanted[n], best * 100.0 / tables);
		ok(held * 100 >= claims * 97, "form %s, %d slips: of %d claims of 95 %% hold %.2f %%", form->id, n, claims, held * 100.0 / (claims ? claims : 1));
		ok(work_max <= steps[n], "form %s, %d slips: %d steps at most", form->id, n, work_max);
	}
	ok(unmended == 0, "form %s: every proposal for slips mends (%d do not)", form->id, unmended);
}

/* Tables that are nonsense: the search ends in its budget, and says no more than it knows. */
static void
nonsense(int tables)
{
	int			bad = 0;
	int			gave_up = 0;

	for (int t = 0; t < tables; t++)
	{
		int			n = 3 + pick(40);
		int			least = 0;
		GirRepairOptions options = {.budget = one_in(2) ? 0 : 1 + pick(100)};

		make_office(some_size());
		for (int i = 0; i < n; i++)
			make_slip();
		run(&options);
		for (int i = 0; i < repair->ncauses; i++)
		{
			least += repair->causes[i].minimum;
			gave_up += repair->causes[i].status == GIR_REPAIR_AT_LEAST;
		}
		if (repair->work > (options.budget ? options.budget : GIR_REPAIR_BUDGET) || repair->operations > GIR_REPAIR_OPERATIONS ||
			least > n || least == 0 || !all_mend(false))
		{
			wrong("nonsense %d: %d slips, at least %d, %d steps, %d operations, proposals %s", t, n, least, repair->work, repair->operations,
				  all_mend(false) ? "mend" : "do not mend");
			bad++;
		}
	}
	ok(bad == 0 && gave_up > 0, "form %s: nonsense stays in the budget and in bounds (%d not; gave up %d of %d)", form->id, bad, gave_up, tables);
}

/* The same report with the kinds of applicant in another order has the same repairs, in that order. */
static void
permuted(int tables)
{
	static Product before;
	int			bad = 0;

	for (int t = 0; t < tables; t++)
	{
		GirRepairOptions options = {.cells_only = true};
		int			to[TOTAL + 1] = {1, 2, 3, 4, 5, 0, 6};
		uint8_t		none[MAX_SET] = {0};
		GirFigures	moved;

		make_office(some_size());
		for (int n = 1 + pick(3); n > 0; n--)
			make_error();
		run(&options);
		memset(&product, 0, sizeof(product));
		multiply(0, none, 0);
		before = product;
		moved = figures;
		for (int c = 0; c < cells3; c++)
			moved.cells[first3 + c / 7 * 7 + to[c % 7]] = figures.cells[first3 + c];
		figures = moved;
		run(&options);
		memset(&product, 0, sizeof(product));
		multiply(0, none, 0);
		for (int i = 0; i < before.nsets; i++)
		{
			uint8_t		mapped[MAX_SET] = {0};

			for (int k = 0; k < before.size; k++)
			{
				int			c = before.sets[i][k] - first3;

				insert(mapped, k, (uint8_t) (first3 + c / 7 * 7 + to[c % 7]));
			}
			memcpy(before.sets[i], mapped, MAX_SET);
		}
		qsort(before.sets, (size_t) before.nsets, MAX_SET, compare_sets);
		qsort(product.sets, (size_t) product.nsets, MAX_SET, compare_sets);
		bad += !before.cut && !product.cut && memcmp(&before, &product, sizeof(before)) != 0;
	}
	ok(bad == 0, "form %s: other columns, other cells, otherwise the same repairs (%d not)", form->id, bad);
}

/* ---- whole lines ---- */

static void
exchange(int a, int b)
{
	GirValue	v = figures.cells[a];

	figures.cells[a] = figures.cells[b];
	figures.cells[b] = v;
}

/* Make a table and an operation on it; false when it changes too little to be one. */
static bool
operate(GirRepairKind kind)
{
	int			outcome = row_of_role(GIR_ROLE_OUTCOME);
	int			r = row_of_role(GIR_ROLE_NEW) + pick(row_of_role(GIR_ROLE_CARRIED_OUT) - row_of_role(GIR_ROLE_NEW) + 1);
	int			c = pick(TOTAL);

	make_office(100 + pick(300));
	switch (kind)
	{
		case GIR_REPAIR_EXCHANGE_IN_ROW:
			exchange(cell_at(r, c), cell_at(r, c + 1));
			return true;
		case GIR_REPAIR_EXCHANGE_IN_COLUMN:
			r = outcome + pick(10);
			exchange(cell_at(r, c), cell_at(r + 1, c));
			return true;
		case GIR_REPAIR_SHIFTED_RIGHT:
			for (int k = TOTAL - 1; k > 0; k--)
				figures.cells[cell_at(r, k)] = figures.cells[cell_at(r, k - 1)];
			set(&figures, cell_at(r, 0), 0);
			return get(cell_at(r, 1)) > 0 && get(cell_at(r, 2)) > 0;
		case GIR_REPAIR_SHIFTED_LEFT:
			for (int k = 0; k < TOTAL; k++)
				figures.cells[cell_at(r, k)] = figures.cells[cell_at(r, k + 1)];
			return get(cell_at(r, 0)) > 0 && get(cell_at(r, 5)) > 0;
		case GIR_REPAIR_LINE:
			for (int k = 0; k <= TOTAL; k++)
				set(&figures, cell_at(r, k), 0);
			return truth.cells[cell_at(r, 0)].digits > 0 && truth.cells[cell_at(r, 1)].digits > 0;
		case GIR_REPAIR_ROWS:
			r = row_of_role(one_in(2) ? GIR_ROLE_NEW : GIR_ROLE_RESULT);
			if (form->rows[r].role == GIR_ROLE_NEW)
				r++;
			for (int k = 0; k <= TOTAL; k++)
				exchange(cell_at(r, k), cell_at(r + 1, k));
			return true;
		case GIR_REPAIR_TOTALS:
			for (int k = 0; k < 4; k++)
			{
				r = outcome + pick(10);
				set(&figures, cell_at(r, TOTAL), 1 + pick(90));
			}
			return true;
		default:
			return false;
	}
}

static void
whole_lines(void)
{
	for (GirRepairKind kind = GIR_REPAIR_EXCHANGE_IN_ROW; kind < GIR_REPAIR_KINDS; kind++)
	{
		int			made = 0;
		int			found = 0;
		int			first = 0;
		int			bad = 0;

		for (int t = 0; t < 300; t++)
		{
			bool		cells = false;

			if (!operate(kind) || gir_failing(&figures, false) == 0)
				continue;
			made++;
			run(NULL);
			/* no more than a unique minimal repair is asked for */
			cells = is_unique() && best_is_true();
			found += cells || truth_is_among(kind) || truth_is_among(GIR_REPAIR_CHANGE);
			first += best_is_true();
			bad += !all_mend(false);
		}
		ok(made > 20 && found * 100 >= made * 90 && bad == 0, "form %s, %s: %d of %d among the proposals, %d first (%d do not mend)",
		   form->id, gir_repair_kind_name(kind), found, made, first, bad);
	}
}

/* ---- states, scales, weights, witnesses ---- */

static void
filled_in(void)
{
	int			granted = row_of_role(GIR_ROLE_OUTCOME);
	int			cell = cell_at(granted, 0);
	GirRepairOptions unknown = {.unknown_blanks = true};

	make_office(100);
	set_state(cell, GIR_BLANK);
	run(&unknown);
	ok(repair->nproposals == 1 && repair->proposals[0].kind == GIR_REPAIR_FILL && repair->proposals[0].wrong == 0 &&
	   repair->causes[0].minimum == 0 && repair->proposals[0].evidence & 1U << GIR_EVIDENCE_BRIDGE && best_is_true(),
	   "form %s: an unknown blank is filled in and not counted", form->id);
	run(NULL);
	ok(repair->nproposals == 1 && repair->proposals[0].kind == GIR_REPAIR_CHANGE && repair->causes[0].minimum == 1 &&
	   repair->changes[0].flags == GIR_CHANGE_BLANK && repair->proposals[0].evidence & 1U << GIR_EVIDENCE_LEFT_BLANK && best_is_true(),
	   "form %s: a blank that counts as 0 is a wrong cell", form->id);
	set_state(cell, GIR_UNREADABLE);
	set(&figures, cell_at(granted + 2, 3), 77);
	run(NULL);
	ok(repair->ncauses == 2 && repair->causes[0].minimum + repair->causes[1].minimum == 1 && best_is_true() && is_unique() && all_mend(false),
	   "form %s: beside a wrong figure too", form->id);

	make_office(100);
	for (int r = 0; r < 2; r++)
		for (int c = 0; c < 2; c++)
		{
			set(&truth, cell_at(granted + r, c), 5);
			set_state(cell_at(granted + r, c), GIR_MISSING);
		}
	run(NULL);
	ok(repair->nproposals == 0 && repair->ncauses == 0, "form %s: four cells of a rectangle cannot be filled in", form->id);

	make_office(100);
	for (int c = 0; c <= TOTAL; c++)
		set_state(cell_at(granted, c), GIR_MISSING);
	run(NULL);
	ok(repair->nproposals == 1 && repair->proposals[0].nchanges == 7 && best_is_true(), "form %s: a missing row is filled in", form->id);
	for (int c = 0; c < form->ncells; c++)
		set_state(c, GIR_MISSING);
	run(NULL);
	ok(repair->ncauses == 0, "form %s: nothing follows from nothing", form->id);
}

/* All zeros blank, and blanks that hide figures. */
static void
blanks(void)
{
	int			bad = 0;
	int			found = 0;

	for (int t = 0; t < 200; t++)
	{
		int			lost = 0;

		make_office(some_size());
		for (int c = first3; c < first3 + cells3; c++)
			if (get(c) == 0 || (lost < 3 && one_in(20) && ++lost))
				set_state(c, GIR_BLANK);
		run(NULL);
		bad += !all_mend(false);
		for (int c = first3; c < first3 + cells3; c++)
			if (truth.cells[c].digits == 0)
				truth.cells[c].state = GIR_BLANK;
		found += best_is_true();
	}
	ok(bad == 0 && found >= 180, "form %s: blanks for zeros, and up to three lost figures: %d of 200 found (%d do not mend)", form->id, found, bad);
}

static void
scales(void)
{
	int			granted = row_of_role(GIR_ROLE_OUTCOME);
	int			cell = cell_at(granted, 1);

	make_office(100);
	figures.cells[cell] = (GirValue) {.digits = 1234567,.scale = 6};
	run(NULL);
	ok(repair->nproposals == 1 && best_is_true() && repair->changes[0].scale == 0, "form %s: a decimal among counts", form->id);
	make_office(100);
	figures.cells[cell_at(granted, TOTAL)] = (GirValue) {.digits = get(cell_at(granted, TOTAL)) * 10 + 5,.scale = 1};
	truth.cells[cell_at(granted, TOTAL)] = figures.cells[cell_at(granted, TOTAL)];
	run(NULL);
	ok(repair->nproposals == 1 && all_mend(false), "form %s: decimals add up exactly", form->id);
	figures.cells[cell] = (GirValue) {.digits = INT64_C(999999999999999)};
	figures.cells[cell + 1] = (GirValue) {.digits = 123456,.scale = 6};
	run(NULL);
	ok(repair->ncauses == 1 && repair->causes[0].status == GIR_REPAIR_TOO_LARGE && repair->nproposals == 0 &&
	   repair->causes[0].identities == gir_failing(&figures, false), "form %s: too large to be judged", form->id);
	make_office(100);
	set(&figures, cell, INT64_C(999999999999999));
	run(NULL);
	ok(repair->nproposals == 1 && best_is_true(), "form %s: fifteen digits can be judged", form->id);
	make_office(100);
	set(&figures, cell, -3);
	run(NULL);
	ok(repair->nproposals == 1 && repair->proposals[0].wrong == 1 && repair->causes[0].minimum == 1 &&
	   repair->proposals[0].evidence & 1U << GIR_EVIDENCE_IMPOSSIBLE && best_is_true() && all_mend(false),
	   "form %s: a negative figure is wrong", form->id);
	set(&figures, cell_at(granted + 4, 0), 55);
	run(NULL);
	ok(is_unique() && best_is_true() && all_mend(false), "form %s: and another one with it", form->id);
}

/* A weight moves the minimum, a witness the rank. */
static void
evidence(void)
{
	int			review = row_of_role(GIR_ROLE_DISPUTE);
	int			cell = cell_at(review, 2);
	uint8_t		weights[GIR_MAX_CELLS];
	GirWitness	witness = {.cell = (uint8_t) cell,.bits = 12,.digits = 4};
	GirRepairOptions options = {.cells_only = true};

	make_office(60);
	set(&figures, cell_at(review, 0), 3);
	set(&figures, cell_at(review, 1), 3);
	set(&figures, cell, 9);
	set(&figures, cell_at(review, 3), 3);
	set(&figures, cell_at(review, 4), 13);
	run(&options);
	ok(repair->causes[0].alternatives == 2 && repair->proposals[0].confidence < 0.95, "form %s: a part may be too large, or the total too small", form->id);
	options.witnesses = &witness;
	options.nwitnesses = 1;
	run(&options);
	ok(repair->causes[0].alternatives == 2 && repair->changes[repair->proposals[0].first].cell == cell &&
	   repair->proposals[0].evidence & 1U << GIR_EVIDENCE_WITNESS, "form %s: a witness names one of them", form->id);
	options.nwitnesses = 0;
	memset(weights, GIR_REPAIR_WEIGHT, sizeof(weights));
	weights[cell] = 3;
	options.weights = weights;
	run(&options);
	ok(repair->causes[0].alternatives == 1 && repair->changes[repair->proposals[0].first].cell == cell &&
	   repair->proposals[0].evidence & 1U << GIR_EVIDENCE_WEIGHT, "form %s: a weight makes it the only one", form->id);
}

/* With random weights the least weight is found: compared with all sets of up to three cells. */
static void
weighted(int tables)
{
	int			bad = 0;
	int			compared = 0;

	for (int t = 0; t < tables; t++)
	{
		uint8_t		weights[GIR_MAX_CELLS];
		uint8_t		chosen[MAX_SET];
		GirRepairOptions options = {.cells_only = true,.weights = weights,.budget = 100000};
		int			least = 1000;
		int			found = 0;

		make_office(30);
		for (int i = 0; i < form->ncells; i++)
			weights[i] = (uint8_t) (3 + pick(4));
		for (int n = 1 + pick(2); n > 0; n--)
			make_error();
		run(&options);
		for (int size = 1; size <= 3; size++)
		{
			start_try(false);
			try_sets(chosen, 0, size, 0, try.violated);
			for (int i = 0; i < try.nsets; i++)
			{
				int			sum = 0;

				for (int k = 0; k < size; k++)
					sum += weights[try.sets[i][k]];
				least = sum < least ? sum : least;
			}
		}
		for (int i = 0; i < repair->ncauses; i++)
		{
			const GirProposal *p = &repair->proposals[repair->causes[i].first];

			for (int k = 0; k < p->nchanges; k++)
				found += weights[repair->changes[p->first + k].cell];
		}
		if (least > 12)
			continue;
		compared++;
		if (found != least || !all_mend(false))
		{
			wrong("weights, table %d: %d, not %d (%d causes, %d)", t, found, least, repair->ncauses, repair->causes[0].status);
			bad++;
		}
	}
	ok(bad == 0 && compared > tables / 3, "form %s: the least weight, in %d tables (%d not)", form->id, compared, bad);
}

static void
two_causes(void)
{
	int			granted = row_of_role(GIR_ROLE_OUTCOME);

	make_office(100);
	set(&figures, cell_at(granted, 1), get(cell_at(granted, 1)) + 4);
	set(&figures, cell_at(granted + 5, 3), get(cell_at(granted + 5, 3)) + 9);
	run(NULL);
	ok(repair->ncauses == 2 && repair->nproposals == 2 && best_is_true() && is_unique() && all_mend(false) &&
	   repair->causes[0].identities != repair->causes[1].identities && repair->causes[0].minimum == 1 && repair->causes[1].minimum == 1,
	   "form %s: two slips far apart are two causes", form->id);
}

/* Names of enumerations are what SQL shows: each is there, and none twice. */
static void
names(void)
{
	int			bad = 0;

	for (int i = 0; i < GIR_EVIDENCE_COUNT; i++)
		for (int k = 0; k < i; k++)
			bad += strcmp(gir_evidence_name((GirEvidence) i), gir_evidence_name((GirEvidence) k)) == 0;
	for (int i = 0; i < GIR_REPAIR_KINDS; i++)
		for (int k = 0; k < i; k++)
			bad += strcmp(gir_repair_kind_name((GirRepairKind) i), gir_repair_kind_name((GirRepairKind) k)) == 0;
	for (int i = 0; i <= GIR_REPAIR_TOO_LARGE; i++)
		bad += gir_repair_status_name((GirRepairStatus) i) == NULL;
	ok(bad == 0, "every kind, status and evidence has a name");
}

int
main(void)
{
	const char *wish = getenv("REPAIR_TABLES");
	int			tables = wish ? atoi(wish) : 2000;

	unit_init();
	work = malloc(gir_repair_work_size());
	repair = malloc(sizeof(GirRepair));
	if (work == NULL || repair == NULL)
		return 1;
	names();
	for (int f = 0; f < GIR_FORM_COUNT; f++)
	{
		use_form(&gir_forms[f]);
		find_coefficients();
		seed((uint64_t) f + 1);
		every_single_cell();
		two_causes();
		filled_in();
		blanks();
		scales();
		evidence();
		whole_lines();
		permuted(tables / 10);
		nonsense(tables / 20);
		weighted(tables / 20);
		small_tables(&gir_forms[f], tables / 20);
		against_all_sets(tables / 4, false);
		against_all_sets(tables / 4, true);
		recovery(tables < 20000 ? 5000 : 20000);
	}
	free(work);
	free(repair);
	return done();
}
