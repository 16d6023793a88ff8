/*
 * repair.c - which figures are wrong, and what they should be
 *
 * The identities are the nodes of a graph, and the cells its arcs: each cell stands in two identities, once the identity of （七）总计
 * that follows from the others is set aside, and with suitable signs it counts +1 in one (its head) and -1 in the other (its tail).
 * Raising a cell by d moves d from its tail to its head.  A set of cells is a repair when such moves can bring all residuals to 0.
 */
#include "core/repair_work.h"

/* Sums over a table stay below 192 times that. */
static const int64_t largest = INT64_C(10000000000000000);

const char *
gir_repair_kind_name(GirRepairKind kind)
{
	static const char *const names[GIR_REPAIR_KINDS] = {
		"change", "fill", "blanks", "exchange_in_row", "exchange_in_column", "shifted_right", "shifted_left", "line", "rows", "totals"
	};

	return names[kind];
}

const char *
gir_repair_status_name(GirRepairStatus status)
{
	static const char *const names[] = {"complete", "cut", "at_least", "too_large"};

	return names[status];
}

const char *
gir_evidence_name(GirEvidence evidence)
{
	static const char *const names[GIR_EVIDENCE_COUNT] = {
		"only", "keystroke", "left_blank", "close", "copied", "impossible", "exchanged", "bridge", "bound", "weight", "witness",
		"contradicted"
	};

	return names[evidence];
}

/* ---- the graph of a form ---- */

/* The identities of a cell, and the side on which it stands: left +1, right -1. */
typedef struct Ends
{
	int			n;
	uint8_t		identity[2];
	int8_t		side[2];
} Ends;

static bool
add_end(Ends *ends_of, int cell, int identity, int side)
{
	Ends	   *e = &ends_of[cell];

	if (e->n == 2)
		return false;
	e->identity[e->n] = (uint8_t) identity;
	e->side[e->n++] = (int8_t) side;
	return true;
}

/* Row （七）总计 adds up whenever everything else does. */
static bool
is_implied(const GirForm *form, const GirIdentity *id)
{
	return id->class == 'R' && form->rows[form->cells[id->left[0]].row].role == GIR_ROLE_RESULT;
}

static bool
find_ends(const GirForm *form, Ends *ends_of)
{
	memset(ends_of, 0, sizeof(*ends_of) * GIR_MAX_CELLS);
	for (int i = 0; i < form->nidentities; i++)
	{
		const GirIdentity *id = &form->identities[i];

		if (is_implied(form, id))
			continue;
		for (int k = 0; k < id->nleft; k++)
			if (!add_end(ends_of, id->left[k], i, 1))
				return false;
		for (int k = 0; k < id->nright; k++)
			if (!add_end(ends_of, id->right[k], i, -1))
				return false;
	}
	return true;
}

/* Give each identity that hangs together with the first the sign that makes each cell count +1 once and -1 once. */
static bool
find_signs(const GirForm *form, const Ends *ends_of, int first, int8_t *sign)
{
	bool		again = true;

	sign[first] = 1;
	while (again)
	{
		again = false;
		for (int c = 0; c < form->ncells; c++)
		{
			const Ends *e = &ends_of[c];

			if (e->n < 2 || !(sign[e->identity[0]] || sign[e->identity[1]]))
				continue;
			for (int k = 0; k < 2; k++)
				if (sign[e->identity[k]] == 0)
				{
					sign[e->identity[k]] = (int8_t) (-sign[e->identity[1 - k]] * e->side[0] * e->side[1]);
					again = true;
				}
			if (sign[e->identity[0]] * e->side[0] == sign[e->identity[1]] * e->side[1])
				return false;
		}
	}
	return true;
}

/* The factor of an identity's left - right in that of the row of （七）总计. */
static int
implied_factor(const GirForm *form, const GirIdentity *id)
{
	const GirCellInfo *left = &form->cells[id->left[0]];
	const GirBlock *block = &form->blocks[left->block];

	if (id->class == 'H')
		return left->column - block->first_column == block->total_column ? 1 : -1;
	return id->class == 'R' && form->rows[left->row].role == GIR_ROLE_OUTCOME;
}

static bool
add_arc(Graph *g, int cell, int head, int tail)
{
	int			e = g->narcs++;

	if (e >= ARCS || g->degree[head] >= DEGREE || g->degree[tail] >= DEGREE)
		return false;
	g->cell[e] = (uint8_t) cell;
	g->head[e] = (uint8_t) head;
	g->tail[e] = (uint8_t) tail;
	g->twin[e] = g->between[head][tail];
	g->simple &= g->twin[e] == NONE;
	g->between[head][tail] = g->between[tail][head] = (uint8_t) e;
	g->incident[head][g->degree[head]++] = (uint8_t) e;
	g->incident[tail][g->degree[tail]++] = (uint8_t) e;
	return true;
}

static int
add_node(Graph *g, int identity, int sign, int implied)
{
	g->identity[g->nnodes] = (uint8_t) identity;
	g->sign[g->nnodes] = (int8_t) sign;
	g->implied[g->nnodes] = (int8_t) implied;
	return g->nnodes++;
}

static bool
add_arcs(const GirForm *form, Graph *g, const Ends *ends_of, const int8_t *sign, const uint8_t *node_of)
{
	int			ground = -1;

	for (int c = 0; c < form->ncells; c++)
	{
		const Ends *e = &ends_of[c];
		int			a;
		int			z;

		if (e->n == 0 || node_of[e->identity[0]] == NONE)
			continue;
		if (e->n == 1 && ground < 0)
			ground = add_node(g, NONE, 1, 0);
		a = node_of[e->identity[0]];
		z = e->n == 2 ? node_of[e->identity[1]] : ground;
		if (!(sign[e->identity[0]] * e->side[0] > 0 ? add_arc(g, c, a, z) : add_arc(g, c, z, a)))
			return false;
	}
	return true;
}

/* Where the cells of the graph stand in their table. */
static bool
lay_out(const GirForm *form, Graph *g)
{
	int			last = -1;

	g->block = gir_cell_block(form, g->cell[0]);
	memset(g->grid, NONE, sizeof(g->grid));
	for (int e = 0; e < g->narcs; e++)
	{
		const GirCellInfo *cell = &form->cells[g->cell[e]];
		int			column = cell->column - g->block->first_column;

		if (gir_cell_block(form, g->cell[e]) != g->block || column >= WIDTH)
			return false;
		if (cell->row != last)
		{
			if (g->nrows == LINES)
				return false;
			last = g->row[g->nrows++] = cell->row;
		}
		g->line[e] = (uint8_t) (g->nrows - 1);
		g->column[e] = (uint8_t) column;
		g->grid[g->nrows - 1][column] = (uint8_t) e;
		g->row_nodes[g->nrows - 1] |= ends(g, e);
	}
	return true;
}

static bool
build_graph(const GirForm *form, Graph *g, const Ends *ends_of, int first, uint64_t *seen)
{
	int8_t		sign[GIR_MAX_IDENTITIES] = {0};
	uint8_t		node_of[GIR_MAX_IDENTITIES];

	memset(g, 0, sizeof(*g));
	memset(g->between, NONE, sizeof(g->between));
	memset(node_of, NONE, sizeof(node_of));
	g->simple = true;
	g->aside = -1;
	if (!find_signs(form, ends_of, first, sign))
		return false;
	for (int i = 0; i < form->nidentities; i++)
	{
		const GirIdentity *id = &form->identities[i];

		if (sign[i] == 0)
			continue;
		if (g->nnodes == NODES - 1)
			return false;
		node_of[i] = (uint8_t) add_node(g, i, sign[i], sign[i] * implied_factor(form, id));
		g->identities |= UINT64_C(1) << i;
	}
	*seen |= g->identities;
	return add_arcs(form, g, ends_of, sign, node_of) && (g->narcs == 0 || lay_out(form, g));
}

size_t
gir_repair_work_size(void)
{
	return sizeof(Work);
}

bool
gir_repair_start(GirRepairWork *work, const GirForm *form)
{
	Ends		ends_of[GIR_MAX_CELLS];
	uint64_t	seen = 0;

	memset(work, 0, offsetof(Work, graphs));
	work->form = form;
	if (form->nidentities > GIR_MAX_IDENTITIES || !find_ends(form, ends_of))
		return false;
	for (int i = 0; i < form->nidentities; i++)
	{
		if (seen >> i & 1 || is_implied(form, &form->identities[i]))
			continue;
		if (work->ngraphs == GRAPHS || !build_graph(form, &work->graphs[work->ngraphs++], ends_of, i, &seen))
			return false;
	}
	for (int i = 0; i < form->nidentities; i++)
		for (int k = 0; is_implied(form, &form->identities[i]) && k < work->ngraphs; k++)
			if (gir_cell_block(form, form->identities[i].left[0]) == work->graphs[k].block)
			{
				work->graphs[k].aside = i;
				work->graphs[k].identities |= UINT64_C(1) << i;
			}
	return true;
}

/* ---- the figures of a graph ---- */

/* A cell of tables 3 and 4 that has no figure, or one that cannot be. */
static bool
lacks_figure(const GirFigures *figures, int cell, bool unknown_blanks)
{
	const GirValue *v = &figures->cells[cell];

	if (v->state == GIR_NUMBER ? v->digits >= 0 : is_blank(v) && !unknown_blanks)
		return false;
	return gir_cell_block(figures->form, cell)->table != GIR_TABLE2;
}

bool
gir_repair_wanted(const GirFigures *figures, bool unknown_blanks)
{
	for (int i = 0; i < figures->form->ncells; i++)
		if (lacks_figure(figures, i, unknown_blanks))
			return true;
	return gir_failing(figures, unknown_blanks) != 0;
}

static int
largest_scale(const Work *w)
{
	int			scale = 0;

	for (int e = 0; e < w->g->narcs; e++)
	{
		const GirValue *v = &w->figures->cells[w->g->cell[e]];

		if (v->state == GIR_NUMBER && v->scale > scale)
			scale = v->scale;
	}
	return scale;
}

/* False: a figure is too large for the sums. */
static bool
load_values(Work *w)
{
	const Graph *g = w->g;

	w->scale = largest_scale(w);
	free_nothing(&w->free);
	memset(w->forced, 0, sizeof(w->forced));
	w->nforced = 0;
	for (int e = 0; e < g->narcs; e++)
	{
		const GirValue *v = &w->figures->cells[g->cell[e]];
		int64_t		factor;

		w->x[e] = 0;
		if (v->state == GIR_NUMBER && v->digits != 0)
		{
			factor = gir_powers[w->scale - v->scale];
			if (v->digits > largest / factor)
				return false;
			if (v->digits > 0)
			{
				w->x[e] = v->digits * factor;
				continue;
			}
			put(w->forced, e);
			w->nforced++;
			free_arc(g, &w->free, e);
		}
		else if (v->state > GIR_NOT_APPLICABLE || (w->options->unknown_blanks && is_blank(v)))
			free_arc(g, &w->free, e);
	}
	return true;
}

/* Whether all is well: no residual, and every cell has a figure. */
static bool
load_residuals(Work *w)
{
	const Graph *g = w->g;
	int64_t		any = 0;

	memset(w->b, 0, sizeof(w->b));
	for (int e = 0; e < g->narcs; e++)
	{
		w->b[g->head[e]] += w->x[e];
		w->b[g->tail[e]] -= w->x[e];
	}
	for (int n = 0; n < g->nnodes; n++)
		any |= w->b[n];
	return any == 0 && w->free.n == 0;
}

static void
load_weights(Work *w)
{
	int			a;
	int			z;

	w->lightest = w->heaviest = w->divisor = GIR_REPAIR_WEIGHT;
	memset(w->weight, GIR_REPAIR_WEIGHT, sizeof(w->weight));
	if (w->options->weights == NULL)
		return;
	w->divisor = 0;
	w->lightest = GIR_REPAIR_MAX_WEIGHT;
	w->heaviest = 1;
	for (int e = 0; e < w->g->narcs; e++)
	{
		int			weight = w->options->weights[w->g->cell[e]];

		weight = weight < 1 ? 1 : weight > GIR_REPAIR_MAX_WEIGHT ? GIR_REPAIR_MAX_WEIGHT : weight;
		w->weight[e] = (uint8_t) weight;
		if (weight < w->lightest)
			w->lightest = weight;
		if (weight > w->heaviest)
			w->heaviest = weight;
		for (a = weight, z = w->divisor; z != 0;)
		{
			int			r = a % z;

			a = z;
			z = r;
		}
		w->divisor = a;
	}
}

void
gir_repair(GirRepairWork *work, const GirFigures *figures, const GirRepairOptions *options, GirRepair *repair)
{
	memset(repair, 0, offsetof(GirRepair, causes));
	work->figures = figures;
	work->options = options;
	work->repair = repair;
	work->budget = options->budget > 0 ? options->budget : GIR_REPAIR_BUDGET;
	for (int i = 0; i < work->ngraphs; i++)
	{
		work->g = &work->graphs[i];
		if (work->g->narcs == 0)
			continue;
		if (!load_values(work))
			gir_repair_add_too_large(work);
		else if (!load_residuals(work))
		{
			load_weights(work);
			gir_repair_search(work);
			work->operations = 0;
			gir_repair_add_causes(work);
			if (work->work > repair->work)
				repair->work = work->work;
			if (work->operations > repair->operations)
				repair->operations = work->operations;
		}
	}
}

void
gir_repair_apply(const GirRepair *repair, const GirProposal *proposal, GirFigures *figures)
{
	for (int i = 0; i < proposal->nchanges; i++)
	{
		const GirChange *c = &repair->changes[proposal->first + i];

		figures->cells[c->cell] = (GirValue) {.digits = c->digits,.scale = c->scale,.state = GIR_NUMBER};
	}
}
