/*
 * repair_lines.c - operations on whole lines: figures exchanged, shifted, left out, not brought up to date
 */
#include "core/repair_work.h"

static void
start_operation(Work *w)
{
	w->op.n = 0;
	memcpy(w->op.b, w->rest_of_group, sizeof(w->op.b));
}

static void
set_value(Work *w, int e, int64_t value)
{
	Operation  *op = &w->op;

	if (value == w->x[e])
		return;
	op->arc[op->n] = (uint8_t) e;
	op->value[op->n++] = value;
	op->b[w->g->head[e]] += value - w->x[e];
	op->b[w->g->tail[e]] -= value - w->x[e];
}

/* Let one cell bring one node to 0. */
static void
settle(Work *w, int n, int e)
{
	set_value(w, e, w->x[e] + (w->g->head[e] == n ? -w->op.b[n] : w->op.b[n]));
}

/* No proposal for another cause changes the cell as well. */
static bool
is_own(const Work *w, int e)
{
	return !has(w->claimed, e) && (!has(w->used, e) || w->group[w->g->head[e]] == w->this_group);
}

/* A cell outside the operation that brings the two nodes to 0, or NONE. */
static int
last_cell(const Work *w, uint64_t left, int64_t *value)
{
	const Graph *g = w->g;
	int			a = lowest(left);

	for (int e = g->between[a][lowest(left & (left - 1))]; e != NONE; e = g->twin[e])
	{
		bool		used = has(w->free.set, e) || !is_own(w, e);

		*value = w->x[e] + (g->head[e] == a ? -w->op.b[a] : w->op.b[a]);
		for (int i = 0; i < w->op.n; i++)
			used |= w->op.arc[i] == e;
		if (!used && *value >= 0)
			return e;
	}
	return NONE;
}

/* Is the operation a repair, alone or with one more cell? */
static void
try_operation(Work *w, GirRepairKind kind, int bits)
{
	const Operation *op = &w->op;
	Candidate  *c;
	uint64_t	left = 0;
	int64_t		value = 0;
	int			extra = NONE;
	bool		fits = true;

	for (int i = 0; i < op->n; i++)
		if (op->value[i] < 0 || !is_own(w, op->arc[i]))
			return;
	for (int n = 0; n < w->g->nnodes && n < NODES; n++)
		left |= (uint64_t) (op->b[n] != 0) << n;
	if (op->n < 2 || count(left) > 2 || (left != 0 && (extra = last_cell(w, left, &value)) == NONE))
		return;
	c = gir_repair_new_candidate(w, kind, -1);
	if (c == NULL)
		return;
	c->p.bits = bits + OPERATION * BIT;
	for (int i = 0; fits && i < op->n; i++)
		fits = gir_repair_add_change(w, &c->p, op->arc[i], op->value[i], 0);
	if (fits && extra != NONE)
	{
		c->p.bits += gir_repair_cell_bits(w, extra, value, &c->p.evidence);
		fits = gir_repair_add_change(w, &c->p, extra, value, 0);
	}
	gir_repair_keep_candidate(w, c, fits);
}

/* An operation leaves alone what it does not touch; with one more cell to come, that may be two violated nodes. */
static bool
is_promising(Work *w, uint64_t touched)
{
	if (w->operations >= GIR_REPAIR_OPERATIONS)
		return false;
	w->operations++;
	return (w->violated & touched) && count(w->violated & ~touched) <= 2;
}

static void
try_exchange(Work *w, int a, int z, GirRepairKind kind, int bits)
{
	uint64_t	once;

	if (a == NONE || z == NONE || w->x[a] == w->x[z])
		return;
	once = ends(w->g, a) ^ ends(w->g, z);
	if (count(once & ~w->violated) > 2 || !is_promising(w, ends(w->g, a) | ends(w->g, z)))
		return;
	start_operation(w);
	set_value(w, a, w->x[z]);
	set_value(w, z, w->x[a]);
	try_operation(w, kind, bits);
}

static void
try_exchanges(Work *w)
{
	const Graph *g = w->g;

	for (int r = 0; r < g->nrows; r++)
		for (int c = 0; c < g->block->ncolumns; c++)
		{
			for (int d = c + 1; d < g->block->ncolumns; d++)
				try_exchange(w, g->grid[r][c], g->grid[r][d], GIR_REPAIR_EXCHANGE_IN_ROW, d == c + 1 ? 10 * BIT : 14 * BIT);
			for (int q = r + 1; q < g->nrows; q++)
				try_exchange(w, g->grid[r][c], g->grid[q][c], GIR_REPAIR_EXCHANGE_IN_COLUMN, q == r + 1 ? 10 * BIT : 16 * BIT);
		}
}

static bool
is_whole_row(const Work *w, int r)
{
	for (int c = 0; c < w->g->block->ncolumns; c++)
		if (w->g->grid[r][c] == NONE)
			return false;
	return true;
}

static bool
is_zero_row(const Work *w, int r)
{
	for (int c = 0; c < w->g->block->ncolumns; c++)
		if (w->g->grid[r][c] != NONE && w->x[w->g->grid[r][c]] != 0)
			return false;
	return true;
}

static void
try_neighbours(Work *w)
{
	const Graph *g = w->g;

	for (int r = 0; r < g->nrows; r++)
		for (int q = r + 1; q < g->nrows && q <= r + 2; q++)
		{
			if (!is_promising(w, g->row_nodes[r] | g->row_nodes[q]) || !is_whole_row(w, r) || !is_whole_row(w, q))
				continue;
			start_operation(w);
			for (int c = 0; c < g->block->ncolumns; c++)
			{
				set_value(w, g->grid[r][c], w->x[g->grid[q][c]]);
				set_value(w, g->grid[q][c], w->x[g->grid[r][c]]);
			}
			try_operation(w, GIR_REPAIR_ROWS, 10 * BIT);
		}
}

/* The node that all cells of a row have in common, or nothing. */
static uint64_t
row_only(const Work *w, int r)
{
	const uint8_t *row = w->g->grid[r];

	return ends(w->g, row[0]) & ends(w->g, row[1]);
}

/* Columns p .. q of a row moved by one; undo it, and find the figure that was lost from the row's total. */
static void
try_shift(Work *w, int r, int p, int q, bool right)
{
	const uint8_t *row = w->g->grid[r];
	int			total = w->g->block->ncolumns - 1;
	int			lost = right ? q : p;
	int64_t		y[WIDTH];
	int64_t		sum = 0;
	uint64_t	once = 0;
	int			changed = 0;

	for (int c = 0; c <= total; c++)
		y[c] = w->x[row[c]];
	for (int c = p; right && c < q; c++)
		y[c] = w->x[row[c + 1]];
	for (int c = p + 1; !right && c <= q; c++)
		y[c] = w->x[row[c - 1]];
	for (int c = 0; c < total; c++)
		sum += c == lost ? 0 : y[c];
	y[lost] = lost == total ? sum : y[total] - sum;
	for (int c = 0; c <= total; c++)
		if (y[c] != w->x[row[c]])
		{
			once ^= ends(w->g, row[c]);
			changed++;
		}
	if (changed < 2 || y[lost] < 0 || count((once ^ w->violated) & ~row_only(w, r)) > 2)
		return;
	start_operation(w);
	for (int c = 0; c <= total; c++)
		set_value(w, row[c], y[c]);
	try_operation(w, right ? GIR_REPAIR_SHIFTED_RIGHT : GIR_REPAIR_SHIFTED_LEFT,
				  4 * BIT + gir_repair_log16(12 * w->g->nrows) + 3 * gir_repair_log16(y[lost] / gir_powers[w->scale] + 1) / 2);
}

static void
try_shifts(Work *w)
{
	int			total = w->g->block->ncolumns - 1;

	if (w->g->block->total_column != total || total < 2)
		return;
	for (int r = 0; r < w->g->nrows; r++)
	{
		if (!is_promising(w, w->g->row_nodes[r]) || !is_whole_row(w, r) || is_zero_row(w, r))
			continue;
		for (int p = 0; p < total; p++)
			for (int q = total - 1; q <= total; q++)
			{
				if (p == q || w->operations + 2 > GIR_REPAIR_OPERATIONS)
					continue;
				w->operations += 2;
				try_shift(w, r, p, q, true);
				try_shift(w, r, p, q, false);
			}
	}
}

/* The end of an arc whose identity is of that class, or -1. */
static int
end_of_class(const Work *w, int e, char class)
{
	const Graph *g = w->g;

	for (int i = 0; i < 2; i++)
	{
		int			n = i ? g->tail[e] : g->head[e];

		if (g->identity[n] != NONE && w->form->identities[g->identity[n]].class == class)
			return n;
	}
	return -1;
}

/* A row in which nothing stands: each of its cells from the column. */
static void
try_blank_row(Work *w, int r)
{
	const Graph *g = w->g;
	int			bits = 11 * BIT;

	if (!is_whole_row(w, r) || !is_zero_row(w, r))
		return;
	start_operation(w);
	for (int c = 0; c < g->block->ncolumns; c++)
	{
		int			e = g->grid[r][c];
		int			n = end_of_class(w, e, 'H');

		if (n < 0)
			n = end_of_class(w, e, 'B');
		if (n >= 0)
			settle(w, n, e);
	}
	for (int i = 0; i < w->op.n; i++)
		bits += BIT + 3 * gir_repair_log16(w->op.value[i] / gir_powers[w->scale] + 1) / 2;
	try_operation(w, GIR_REPAIR_LINE, bits);
}

/* Every row's cell of the column from the row; （七）总计, whose row adds up by itself, from the column. */
static void
settle_column(Work *w, int c)
{
	const Graph *g = w->g;

	for (int result = 0; result < 2; result++)
		for (int r = 0; r < g->nrows; r++)
		{
			int			e = g->grid[r][c];
			int			n = e == NONE ? -1 : end_of_class(w, e, 'R');

			if (result && e != NONE && n < 0)
				n = end_of_class(w, e, 'H');
			else if (result)
				continue;
			if (n >= 0)
				settle(w, n, e);
		}
}

static void
try_blank_column(Work *w, int c)
{
	const Graph *g = w->g;
	int			bits = 11 * BIT;

	for (int r = 0; r < g->nrows; r++)
		if (g->grid[r][c] == NONE || w->x[g->grid[r][c]] != 0)
			return;
	start_operation(w);
	settle_column(w, c);
	for (int i = 0; i < w->op.n; i++)
		bits += BIT + 3 * gir_repair_log16(w->op.value[i] / gir_powers[w->scale] + 1) / 2;
	try_operation(w, GIR_REPAIR_LINE, bits);
}

/* （七）总计 anew from the outcomes, in the columns from 0 or in all but the total. */
static void
settle_results(Work *w)
{
	const Graph *g = w->g;

	for (int r = 0; r < g->nrows; r++)
		for (int c = 0; w->form->rows[g->row[r]].role == GIR_ROLE_RESULT && c < g->block->ncolumns; c++)
		{
			int			e = g->grid[r][c];
			int			n = e == NONE ? -1 : end_of_class(w, e, 'H');

			if (n >= 0)
				settle(w, n, e);
		}
}

/* Two wrong totals are two wrong cells, and totals that are all 0 are a line without figures. */
static void
try_old_totals(Work *w)
{
	bool		any = false;

	for (int i = 0; i < w->op.n; i++)
		any |= w->x[w->op.arc[i]] != 0;
	if (any && w->op.n > 2)
		try_operation(w, GIR_REPAIR_TOTALS, 6 * BIT + 8 * BIT * w->op.n);
}

/* Totals that were added up before the figures changed: the column 总计, the row （七）总计, or both. */
static void
try_totals(Work *w)
{
	if (!is_promising(w, w->violated))
		return;
	start_operation(w);
	settle_results(w);
	try_old_totals(w);
	start_operation(w);
	settle_column(w, w->g->block->total_column);
	try_old_totals(w);
	for (int n = 0; n < w->g->nnodes; n++)
		if (w->op.b[n] != 0 && w->g->identity[n] != NONE && w->form->identities[w->g->identity[n]].class == 'H')
		{
			settle_results(w);
			try_old_totals(w);
			break;
		}
}

/* Blank cells that are no zeros: when no figure need change, and each blank can take one figure only. */
static void
try_blanks(Work *w, int group)
{
	Candidate  *c;
	bool		fits = true;

	free_nothing(&w->blanks);
	for (int e = 0; e < w->g->narcs; e++)
		if (w->group[w->g->head[e]] == group && is_blank(&w->figures->cells[w->g->cell[e]]) && !has(w->free.set, e))
			free_arc(w->g, &w->blanks, e);
	if (w->blanks.n < 2 || gir_repair_flow(w, &w->blanks, w->rest_of_group, 0) != SOLVED)
		return;
	for (int i = 0; i < w->blanks.n; i++)
		if (!gir_repair_is_settled(w, w->blanks.arc[i]))
			return;
	c = gir_repair_new_candidate(w, GIR_REPAIR_BLANKS, -1);
	if (c == NULL)
		return;
	for (int i = 0; fits && i < w->blanks.n; i++)
	{
		int			e = w->blanks.arc[i];

		if (w->value[e] == 0)
			continue;
		c->p.bits += gir_repair_cell_bits(w, e, w->value[e], &c->p.evidence) - 2 * BIT;
		fits = gir_repair_add_change(w, &c->p, e, w->value[e], 0);
	}
	gir_repair_keep_candidate(w, c, fits && c->p.nchanges > 1);
}

/* The operations that mend a cause whose minimal repair is not the only one, or not known. */
void
gir_repair_add_operations(Work *w, int group)
{
	const Graph *g = w->g;

	w->this_group = group;
	w->violated = 0;
	for (int n = 0; n < g->nnodes; n++)
	{
		w->rest_of_group[n] = w->group[n] == group ? w->b[n] : 0;
		w->violated |= (uint64_t) (w->rest_of_group[n] != 0) << n;
	}
	for (int i = 0; i < w->free.n; i++)
		if (w->group[g->head[w->free.arc[i]]] == group)
			return;				/* what to move is not known */
	try_blanks(w, group);
	for (int r = 0; r < g->nrows; r++)
		try_blank_row(w, r);
	for (int c = 0; c < g->block->ncolumns; c++)
		try_blank_column(w, c);
	try_totals(w);
	try_neighbours(w);
	try_shifts(w);
	try_exchanges(w);
}
