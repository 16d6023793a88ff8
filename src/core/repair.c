/*
 * repair.c - which figures are wrong, and what they should be
 *
 * The identities are the nodes of a graph, and the cells its arcs: each cell stands in two identities, once the identity of （七）总计
 * that follows from the others is set aside, and with suitable signs it counts +1 in one (its head) and -1 in the other (its tail).
 * Raising a cell by d moves d from its tail to its head.  A set of cells is a repair when such moves can bring all residuals to 0.
 */
#include "core/repair.h"

#include <limits.h>
#include <string.h>

enum
{
	NODES = 48,
	ARCS = 192,
	WORDS = ARCS / 64,
	DEGREE = 40,
	GRAPHS = 8,
	LINES = 40,					/* rows of a table */
	WIDTH = 12,					/* columns of a table */
	NONE = 255,
	BIT = 16,					/* units of a bit of description length */
	OPERATION = 6,				/* bits by which an operation is rarer than a slip */
	RESERVE = 32,				/* proposals that table 3 leaves for table 4 */
	CANDIDATES = GIR_REPAIR_SETS + 64,
	FILLED = 128				/* proposals that are worked out with the cells they fill in */
};

/* Sums over a table stay below 192 times that. */
static const int64_t largest = INT64_C(10000000000000000);

static const int64_t powers[GIR_MAX_SCALE + 1] = {1, 10, 100, 1000, 10000, 100000, 1000000};

/* Identities that hang together through their cells: table 3, or a group of table 4. */
typedef struct Graph
{
	const GirBlock *block;
	int			nnodes;
	int			narcs;
	uint64_t	identities;		/* of the form, with the one set aside */
	uint8_t		identity[NODES];	/* NONE: the ground, for cells of one identity */
	int8_t		sign[NODES];	/* residual = sign * (left - right) */
	int8_t		implied[NODES]; /* factor of the residual in that of the identity set aside */
	int			aside;			/* that identity, or -1 */
	uint8_t		cell[ARCS];
	uint8_t		head[ARCS];
	uint8_t		tail[ARCS];
	uint8_t		twin[ARCS];		/* the next arc between the same nodes, or NONE */
	uint8_t		degree[NODES];
	uint8_t		incident[NODES][DEGREE];
	uint8_t		between[NODES][NODES];	/* the first arc, or NONE */
	bool		simple;			/* no twins */
	int			nrows;
	int			row[LINES];		/* of the form */
	uint8_t		grid[LINES][WIDTH]; /* arcs by row and column, or NONE */
	uint8_t		line[ARCS];		/* the arc's row in grid */
	uint8_t		column[ARCS];
	uint64_t	row_nodes[LINES];
} Graph;

/* A search state: the nodes, merged by the cells chosen so far. */
typedef struct State
{
	uint64_t	violated;		/* components whose sum is not 0 */
	int			need;			/* sum of `least` over them: each of them wants a cell, and a cell serves two */
	uint64_t	forbidden[WORDS];
	int64_t		sum[NODES];
	uint64_t	members[NODES];
	uint8_t		label[NODES];
	uint8_t		least[NODES];	/* weight of the lightest cell at it */
} State;

/* Cells that may take any figure at no cost. */
typedef struct Free
{
	int			n;
	uint8_t		arc[ARCS];
	uint64_t	set[WORDS];
	uint64_t	moves[NODES];	/* nodes to which a unit can be moved by raising one of them */
} Free;

/* A minimal repair. */
typedef struct Set
{
	uint8_t		n;
	uint16_t	open;			/* bit i: other figures do for cell i as well */
	uint8_t		arc[GIR_REPAIR_CELLS];
	int64_t		value[GIR_REPAIR_CELLS];
} Set;

typedef struct Candidate
{
	GirProposal p;
	int			set;			/* it is made from, or -1 */
} Candidate;

/* A whole-line operation that is being tried. */
typedef struct Operation
{
	int			n;
	uint8_t		arc[ARCS];
	int64_t		value[ARCS];
	int64_t		b[NODES];
} Operation;

typedef enum Verdict
{
	SOLVED,
	BLOCKED,					/* some figure would have to be negative */
	CYCLE,						/* not decided: the cells are no forest */
	EXHAUSTED
} Verdict;

struct GirRepairWork
{
	const GirForm *form;
	int			ngraphs;
	Graph		graphs[GRAPHS];

	/* the figures of one graph */
	const Graph *g;
	const GirFigures *figures;
	const GirRepairOptions *options;
	GirRepair  *repair;
	int			scale;
	int64_t		x[ARCS];		/* 0 where there is no figure */
	int64_t		b[NODES];		/* residuals */
	uint8_t		weight[ARCS];
	Free		free;
	uint64_t	forced[WORDS];	/* negative figures: free, but wrong */
	int			nforced;

	/* the search */
	int			budget;
	int			work;
	bool		charged;		/* flows count as work */
	int			bound;			/* weight allowed */
	int			next;			/* least weight that was refused */
	int			lightest;
	int			heaviest;
	int			divisor;		/* of all weights */
	uint8_t		path[GIR_REPAIR_CELLS];
	State		stack[GIR_REPAIR_CELLS + 1];
	int			nsets;
	Set			sets[GIR_REPAIR_SETS];
	GirRepairStatus status;
	int			minimum;		/* cells, at least */

	/* the figures under trial, and the moves that they leave */
	int64_t		value[ARCS];
	int64_t		rest[NODES];
	uint64_t	moves[NODES];
	uint64_t	active[WORDS];
	uint64_t	links[NODES];	/* ends of active arcs, both ways */
	uint64_t	cut;			/* BLOCKED: nothing leaves these nodes */

	/* the proposals of a cause */
	uint8_t		group[NODES];	/* of each node */
	uint64_t	used[WORDS];	/* cells of minimal repairs */
	uint64_t	claimed[WORDS]; /* cells of operations proposed for earlier causes */
	int			operations;
	int			this_group;
	int64_t		rest_of_group[NODES];
	uint64_t	violated;
	Operation	op;
	Free		blanks;
	GirCause   *cause;
	int			ncandidates;
	Candidate	candidates[CANDIDATES];
};

typedef GirRepairWork Work;

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

/* ---- sets of arcs and nodes ---- */

static inline bool
has(const uint64_t *set, int e)
{
	return set[e >> 6] >> (e & 63) & 1;
}

static inline void
put(uint64_t *set, int e)
{
	set[e >> 6] |= UINT64_C(1) << (e & 63);
}

static inline uint64_t
node(int n)
{
	return UINT64_C(1) << n;
}

static inline int
lowest(uint64_t nodes)
{
	return __builtin_ctzll(nodes);
}

static inline int
count(uint64_t nodes)
{
	return __builtin_popcountll(nodes);
}

static inline uint64_t
ends(const Graph *g, int e)
{
	return node(g->head[e]) | node(g->tail[e]);
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

static bool
is_blank(const GirValue *v)
{
	return v->state == GIR_BLANK || v->state == GIR_DASH || v->state == GIR_NOT_APPLICABLE;
}

static void
free_arc(const Graph *g, Free *f, int e)
{
	f->arc[f->n++] = (uint8_t) e;
	put(f->set, e);
	f->moves[g->tail[e]] |= node(g->head[e]);
}

static void
free_nothing(Free *f)
{
	f->n = 0;
	memset(f->set, 0, sizeof(f->set));
	memset(f->moves, 0, sizeof(f->moves));
}

/* A cell of tables 3 and 4 that has no figure, or one that cannot be. */
static bool
lacks_figure(const GirFigures *figures, int cell, bool unknown_blanks)
{
	const GirValue *v = &figures->cells[cell];

	if (gir_cell_block(figures->form, cell)->table == GIR_TABLE2)
		return false;
	return v->state == GIR_NUMBER ? v->digits < 0 : unknown_blanks || !is_blank(v);
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
			factor = powers[w->scale - v->scale];
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

/* ---- do these cells make a repair? ---- */

static inline bool
spend(Work *w)
{
	if (w->work >= w->budget)
		return false;
	w->work++;
	return true;
}

/*
 * The figures that the first n cells of the path must take, when they make a forest: a node with one cell settles it.
 */
static Verdict
peel(Work *w, int n)
{
	const Graph *g = w->g;
	int64_t    *rest = w->rest;
	uint8_t		degree[NODES];
	unsigned	left = (1U << n) - 1;

	for (int i = 0; i < n; i++)
	{
		rest[g->head[w->path[i]]] = w->b[g->head[w->path[i]]];
		rest[g->tail[w->path[i]]] = w->b[g->tail[w->path[i]]];
		degree[g->head[w->path[i]]] = degree[g->tail[w->path[i]]] = 0;
	}
	for (int i = 0; i < n; i++)
	{
		degree[g->head[w->path[i]]]++;
		degree[g->tail[w->path[i]]]++;
	}
	while (left != 0)
	{
		unsigned	before = left;

		for (int i = 0; i < n; i++)
		{
			int			e = w->path[i];
			int			h = g->head[e];
			int			t = g->tail[e];
			int64_t		d;

			if (!(left >> i & 1) || (degree[h] != 1 && degree[t] != 1))
				continue;
			d = degree[h] == 1 ? -rest[h] : rest[t];
			rest[h] += d;
			rest[t] -= d;
			degree[h]--;
			degree[t]--;
			left &= ~(1U << i);
			w->value[e] = w->x[e] + d;
			if (d == 0 || w->value[e] < 0)
				return BLOCKED;
		}
		if (left == before)
			return CYCLE;
	}
	return SOLVED;
}

/* Can a unit be moved from one node to the other, without the arc `but`? */
static bool
movable(const Work *w, int from, int to, int but)
{
	const Graph *g = w->g;

	for (int e = g->between[from][to]; e != NONE; e = g->twin[e])
		if (e != but && has(w->active, e) && (g->tail[e] == from || w->value[e] > 0))
			return true;
	return false;
}

static void
set_move(Work *w, int from, int to, int but)
{
	if (movable(w, from, to, but))
		w->moves[from] |= node(to);
	else
		w->moves[from] &= ~node(to);
}

/* The nodes that can be reached by moves. */
static uint64_t
reach(const uint64_t *moves, uint64_t seen)
{
	uint64_t	todo = seen;

	while (todo)
	{
		uint64_t	found = moves[lowest(todo)] & ~seen;

		todo &= todo - 1;
		seen |= found;
		todo |= found;
	}
	return seen;
}

static bool
reaches(const uint64_t *moves, int from, int to)
{
	uint64_t	seen = node(from);
	uint64_t	todo = seen;

	while (todo && !(seen & node(to)))
	{
		uint64_t	found = moves[lowest(todo)] & ~seen;

		todo = (todo & (todo - 1)) | found;
		seen |= found;
	}
	return seen >> to & 1;
}

/* Of several arcs, one that can be raised without limit, or else the one with most to take away. */
static int
best_arc(const Work *w, int from, int to)
{
	const Graph *g = w->g;
	int			best = NONE;

	for (int e = g->between[from][to]; e != NONE; e = g->twin[e])
	{
		if (!has(w->active, e))
			continue;
		if (g->tail[e] == from)
			return e;
		if (w->value[e] > 0 && (best == NONE || w->value[e] > w->value[best]))
			best = e;
	}
	return best;
}

/* A shortest way from a node with too much to one with too little; its last node, or -1. */
static int
find_way(Work *w, uint64_t sources, uint64_t sinks, uint8_t *parent)
{
	uint64_t	seen = sources;
	uint64_t	wave = sources;

	while (wave)
	{
		uint64_t	next = 0;

		for (; wave; wave &= wave - 1)
		{
			int			u = lowest(wave);
			uint64_t	found = w->moves[u] & ~seen;

			seen |= found;
			next |= found;
			for (uint64_t m = found; m; m &= m - 1)
				parent[lowest(m)] = (uint8_t) u;
			if (found & sinks)
				return lowest(found & sinks);
		}
		wave = next;
	}
	return -1;
}

/* Move as much as goes along the way that ends in `last`. */
static void
push(Work *w, uint64_t sources, int last, const uint8_t *parent)
{
	const Graph *g = w->g;
	int64_t		amount = -w->rest[last];
	int			first = last;

	for (; !(sources & node(first)); first = parent[first])
	{
		int			e = best_arc(w, parent[first], first);

		if (g->head[e] == parent[first] && w->value[e] < amount)
			amount = w->value[e];
	}
	if (w->rest[first] < amount)
		amount = w->rest[first];
	w->rest[first] -= amount;
	w->rest[last] += amount;
	for (int v = last; v != first; v = parent[v])
	{
		int			e = best_arc(w, parent[v], v);

		w->value[e] += g->tail[e] == parent[v] ? amount : -amount;
		set_move(w, parent[v], v, NONE);
		set_move(w, v, parent[v], NONE);
	}
}

/*
 * Bring the residuals b to 0 by the first n cells of the path and the free ones, no figure being negative.  BLOCKED: the residuals of
 * the nodes in w->cut sum to more than can leave them.
 */
static Verdict
flow(Work *w, const Free *f, const int64_t *b, int n)
{
	const Graph *g = w->g;
	uint8_t		parent[NODES];

	memcpy(w->rest, b, sizeof(w->rest));
	memcpy(w->moves, f->moves, sizeof(w->moves));
	memcpy(w->active, f->set, sizeof(w->active));
	for (int i = 0; i < f->n; i++)
		w->value[f->arc[i]] = 0;
	for (int i = 0; i < n; i++)
	{
		int			e = w->path[i];

		w->value[e] = w->x[e];
		put(w->active, e);
		set_move(w, g->tail[e], g->head[e], NONE);
		set_move(w, g->head[e], g->tail[e], NONE);
	}
	for (;;)
	{
		uint64_t	sources = 0;
		uint64_t	sinks = 0;
		int			last;

		for (int v = 0; v < g->nnodes; v++)
		{
			sources |= (uint64_t) (w->rest[v] > 0) << v;
			sinks |= (uint64_t) (w->rest[v] < 0) << v;
		}
		if (sources == 0)
			return SOLVED;
		if (w->charged && !spend(w))
			return EXHAUSTED;
		last = find_way(w, sources, sinks, parent);
		if (last < 0)
		{
			w->cut = reach(w->moves, sources & -sources);
			return BLOCKED;
		}
		push(w, sources, last, parent);
	}
}

/* After flow(): is the arc's figure the only one possible?  Otherwise there is a way back for a unit more or less of it. */
static bool
is_settled(Work *w, int e)
{
	int			h = w->g->head[e];
	int			t = w->g->tail[e];
	uint64_t	from_head = w->moves[h];
	uint64_t	from_tail = w->moves[t];
	bool		open;

	set_move(w, h, t, e);
	set_move(w, t, h, e);
	open = reaches(w->moves, h, t) || (w->value[e] > 0 && reaches(w->moves, t, h));
	w->moves[h] = from_head;
	w->moves[t] = from_tail;
	return !open;
}

/* ---- the search ---- */

/* What goes on from here would weigh so much, and more than is allowed now. */
static void
refuse(Work *w, int weight)
{
	if (weight <= w->bound)
		weight = w->bound + 1;
	if (weight < w->next)
		w->next = weight;
}

static inline bool
is_violated(const State *s, int component)
{
	return s->violated >> component & 1;
}

static void
merge(State *s, int into, int from)
{
	s->need -= (is_violated(s, into) ? s->least[into] : 0) + (is_violated(s, from) ? s->least[from] : 0);
	for (uint64_t m = s->members[from]; m; m &= m - 1)
		s->label[lowest(m)] = (uint8_t) into;
	s->members[into] |= s->members[from];
	s->sum[into] += s->sum[from];
	if (s->least[from] < s->least[into])
		s->least[into] = s->least[from];
	s->violated &= ~(node(into) | node(from));
	if (s->sum[into] != 0)
	{
		s->violated |= node(into);
		s->need += s->least[into];
	}
}

static void
set_root(Work *w)
{
	const Graph *g = w->g;
	State	   *s = &w->stack[0];

	s->violated = 0;
	s->need = 0;
	memcpy(s->forbidden, w->free.set, sizeof(s->forbidden));
	for (int n = 0; n < g->nnodes; n++)
	{
		s->label[n] = (uint8_t) n;
		s->members[n] = node(n);
		s->sum[n] = w->b[n];
		s->least[n] = (uint8_t) w->lightest;
		if (w->options->weights != NULL)
		{
			s->least[n] = (uint8_t) w->heaviest;
			for (int i = 0; i < g->degree[n]; i++)
				if (w->weight[g->incident[n][i]] < s->least[n])
					s->least[n] = w->weight[g->incident[n][i]];
		}
		if (w->b[n] != 0)
		{
			s->violated |= node(n);
			s->need += s->least[n];
		}
	}
	for (int i = 0; i < w->free.n; i++)
	{
		int			a = s->label[g->head[w->free.arc[i]]];
		int			z = s->label[g->tail[w->free.arc[i]]];

		if (a != z)
			merge(s, a, z);
	}
}

/* Keep the first n cells of the path, with the figures they have now.  False when there is no more room. */
static bool
keep_set(Work *w, int n, bool by_flow)
{
	Set		   *s;

	if (w->nsets == GIR_REPAIR_SETS)
		return false;
	s = &w->sets[w->nsets++];
	s->n = (uint8_t) n;
	s->open = 0;
	for (int i = 0; i < n; i++)
	{
		int			k = i;

		for (; k > 0 && s->arc[k - 1] > w->path[i]; k--)
			s->arc[k] = s->arc[k - 1];
		s->arc[k] = w->path[i];
	}
	for (int i = 0; i < n; i++)
	{
		s->value[i] = w->value[s->arc[i]];
		if (by_flow && !is_settled(w, s->arc[i]))
			s->open |= (uint16_t) (1U << i);
	}
	return true;
}

/* The first n cells of the path bring every component to 0.  Keep them if no figure becomes negative.  False: stop the search. */
static bool
accept(Work *w, int n, int weight)
{
	Verdict		verdict = CYCLE;

	if (!spend(w))
		return false;
	if (w->free.n == 0)
		verdict = peel(w, n);
	if (verdict == SOLVED)
		return keep_set(w, n, false);
	if (verdict == CYCLE)
		verdict = flow(w, &w->free, w->b, n);
	if (verdict == SOLVED)
		return keep_set(w, n, true);
	refuse(w, weight + w->lightest);
	return verdict != EXHAUSTED;
}

/* One more cell is allowed, and two components are left: it must join them. */
static bool
close_gap(Work *w, int depth, int spent)
{
	const State *s = &w->stack[depth];
	uint64_t	small = s->members[lowest(s->violated)];
	uint64_t	big = s->members[lowest(s->violated & (s->violated - 1))];

	if (count(small) > count(big))
	{
		uint64_t	swap = small;

		small = big;
		big = swap;
	}
	refuse(w, spent + 2 * w->lightest);
	for (; small; small &= small - 1)
		for (uint64_t m = big; m; m &= m - 1)
			for (int e = w->g->between[lowest(small)][lowest(m)]; e != NONE; e = w->g->twin[e])
			{
				if (has(s->forbidden, e))
					continue;
				if (spent + w->weight[e] > w->bound)
				{
					refuse(w, spent + w->weight[e]);
					continue;
				}
				w->path[depth] = (uint8_t) e;
				if (!accept(w, depth + 1, spent + w->weight[e]))
					return false;
			}
	return true;
}

static bool search(Work *w, int depth, int spent);

/* Go on with one more cell. */
static bool
descend(Work *w, int depth, int spent, int e, const uint64_t *forbidden)
{
	const State *s = &w->stack[depth];
	State	   *child = &w->stack[depth + 1];
	int			a = s->label[w->g->head[e]];
	int			z = s->label[w->g->tail[e]];

	*child = *s;
	memcpy(child->forbidden, forbidden, sizeof(child->forbidden));
	put(child->forbidden, e);
	if (a != z)
		merge(child, a, z);
	w->path[depth] = (uint8_t) e;
	return search(w, depth + 1, spent + w->weight[e]);
}

/*
 * All components sum to 0, and yet some figure may have to be negative: then what is too much in w->cut must leave by another cell.
 * This is where sets with cycles come from, the smallest a rectangle of four cells.
 */
static bool
mend(Work *w, int depth, int spent)
{
	const Graph *g = w->g;
	uint64_t	forbidden[WORDS];
	uint64_t	cut;
	Verdict		verdict = w->free.n == 0 ? peel(w, depth) : CYCLE;

	if (verdict == SOLVED)
		return keep_set(w, depth, false);
	if (verdict == BLOCKED && g->simple && depth + (w->bound - spent) / w->lightest < 4)
	{
		refuse(w, spent + w->lightest);
		return true;
	}
	verdict = flow(w, &w->free, w->b, depth);
	if (verdict == SOLVED)
		return keep_set(w, depth, true);
	if (verdict == EXHAUSTED)
		return false;
	cut = w->cut;
	memcpy(forbidden, w->stack[depth].forbidden, sizeof(forbidden));
	for (uint64_t m = cut; m; m &= m - 1)
	{
		int			u = lowest(m);

		for (int i = 0; i < g->degree[u]; i++)
		{
			int			e = g->incident[u][i];

			if (has(forbidden, e) || (cut & ends(g, e)) == ends(g, e) || (g->tail[e] != u && w->x[e] == 0))
				continue;
			if (spent + w->weight[e] > w->bound)
				refuse(w, spent + w->weight[e]);
			else if (!descend(w, depth, spent, e, forbidden))
				return false;
			put(forbidden, e);
		}
	}
	return true;
}

/* The component that is not 0 and has fewest cells. */
static int
narrowest(const Work *w, const State *s)
{
	int			best = -1;
	int			fewest = INT_MAX;

	for (uint64_t v = s->violated; v; v &= v - 1)
	{
		int			cells = 0;

		for (uint64_t m = s->members[lowest(v)]; m; m &= m - 1)
			cells += w->g->degree[lowest(m)];
		if (cells < fewest)
		{
			fewest = cells;
			best = lowest(v);
		}
	}
	return best;
}

/* Can what is left after joining two components still be paid for? */
static bool
is_affordable(Work *w, const State *s, int a, int z, int spent)
{
	int			need = s->need - s->least[a] - (is_violated(s, z) ? s->least[z] : 0);
	int			weight;

	if (s->sum[a] + s->sum[z] != 0)
		need += s->least[a] < s->least[z] ? s->least[a] : s->least[z];
	weight = spent + (need + 1) / 2;
	if (weight > w->bound)
		refuse(w, weight);
	return weight <= w->bound;
}

/* Some cell must leave a component that is not 0: try each, and leave those tried out of what follows. */
static bool
branch(Work *w, int depth, int spent)
{
	const Graph *g = w->g;
	const State *s = &w->stack[depth];
	int			from = narrowest(w, s);
	uint64_t	forbidden[WORDS];

	memcpy(forbidden, s->forbidden, sizeof(forbidden));
	for (uint64_t m = s->members[from]; m; m &= m - 1)
	{
		int			u = lowest(m);

		for (int i = 0; i < g->degree[u]; i++)
		{
			int			e = g->incident[u][i];
			int			to = s->label[g->head[e] ^ g->tail[e] ^ u];

			if (to == from || has(forbidden, e))
				continue;
			if (is_affordable(w, s, from, to, spent + w->weight[e]) && !descend(w, depth, spent, e, forbidden))
				return false;
			put(forbidden, e);
		}
	}
	return true;
}

/* All repairs of weight w->bound that go on from this state, each once.  False: out of budget or of room. */
static bool
search(Work *w, int depth, int spent)
{
	const State *s = &w->stack[depth];

	if (!spend(w))
		return false;
	if (s->violated == 0)
		return mend(w, depth, spent);
	if (w->bound - spent < 2 * w->lightest && count(s->violated) == 2)
		return close_gap(w, depth, spent);
	return branch(w, depth, spent);
}

static int
divide_up(int n, int by)
{
	return (n + by - 1) / by;
}

/* Find the least weight for which there are repairs, and all of these. */
static void
solve(Work *w)
{
	int			violated = count(w->stack[0].violated);
	int			weight = divide_up(w->stack[0].need, 2);
	bool		finished;

	w->nsets = 0;
	w->work = 0;
	w->charged = true;
	do
	{
		w->bound = divide_up(weight, w->divisor) * w->divisor;
		w->next = INT_MAX;
		finished = search(w, 0, 0);
		weight = w->next;
	} while (finished && w->nsets == 0 && weight <= GIR_REPAIR_CELLS * w->lightest);
	w->charged = false;
	w->status = w->nsets == 0 ? GIR_REPAIR_AT_LEAST : finished ? GIR_REPAIR_COMPLETE : GIR_REPAIR_CUT;
	w->minimum = divide_up(w->nsets == 0 && finished && weight != INT_MAX ? weight : w->bound, w->heaviest);
	if (w->minimum < divide_up(violated, 2))
		w->minimum = divide_up(violated, 2);
}

/* ---- how likely is a slip? ---- */

/* log2, in sixteenths, linear between powers of two; integers only, so that it is the same everywhere. */
static int
log16(int64_t n)
{
	int			k;

	if (n < 1)
		return 0;
	k = 63 - __builtin_clzll((uint64_t) n);
	return BIT * k + (k >= 4 ? (int) (n >> (k - 4)) & 15 : (int) (n << (4 - k)) & 15);
}

static int
digits_of(int64_t n, char *buf)
{
	char		reversed[24];
	int			len = 0;

	do
		reversed[len++] = (char) (n % 10);
	while (n /= 10);
	for (int i = 0; i < len; i++)
		buf[i] = reversed[len - 1 - i];
	return len;
}

/* Keystrokes between two figures: digits changed, left out, added, or two neighbours exchanged. */
static int
keystrokes(int64_t from, int64_t to)
{
	char		a[24];
	char		z[24];
	int			la = digits_of(from, a);
	int			lz = digits_of(to, z);
	uint8_t		d[24][24];

	for (int i = 0; i <= la; i++)
		d[i][0] = (uint8_t) i;
	for (int k = 0; k <= lz; k++)
		d[0][k] = (uint8_t) k;
	for (int i = 1; i <= la; i++)
		for (int k = 1; k <= lz; k++)
		{
			int			best = d[i - 1][k - 1] + (a[i - 1] != z[k - 1]);

			if (d[i - 1][k] + 1 < best)
				best = d[i - 1][k] + 1;
			if (d[i][k - 1] + 1 < best)
				best = d[i][k - 1] + 1;
			if (i > 1 && k > 1 && a[i - 1] == z[k - 2] && a[i - 2] == z[k - 1] && d[i - 2][k - 2] + 1 < best)
				best = d[i - 2][k - 2] + 1;
			d[i][k] = (uint8_t) best;
		}
	return d[la][lz];
}

/* Does a cell beside, above or below have the same figure? */
static bool
is_copied(const Work *w, int e)
{
	const Graph *g = w->g;
	int			row = g->line[e];
	int			column = g->column[e];
	int			beside[4] = {
		column > 0 ? g->grid[row][column - 1] : NONE,
		column + 1 < WIDTH ? g->grid[row][column + 1] : NONE,
		row > 0 ? g->grid[row - 1][column] : NONE,
		row + 1 < g->nrows ? g->grid[row + 1][column] : NONE
	};

	for (int i = 0; i < 4; i++)
		if (beside[i] != NONE && w->x[beside[i]] == w->x[e])
			return true;
	return false;
}

static void
cheaper(int *bits, int *how, int price, int way)
{
	if (price < *bits)
	{
		*bits = price;
		*how = way;
	}
}

/* Description length of one wrong cell: which one, and how its figure came to be; *evidence gets the best explanation. */
static int
cell_bits(const Work *w, int e, int64_t value, uint32_t *evidence)
{
	int64_t		old = w->x[e];
	int64_t		off = (value > old ? value - old : old - value) / powers[w->scale];
	char		buf[24];
	int			slips = 20 * digits_of(value, buf) + 9;	/* ways to slip by one key */
	int			bits = 6 * BIT + 2 * log16(off + 1);
	int			how = -1;
	int			strokes;

	if (old == 0)
		cheaper(&bits, &how, 3 * BIT + BIT / 2 + 3 * log16(value / powers[w->scale] + 1) / 2, GIR_EVIDENCE_LEFT_BLANK);
	else
	{
		strokes = keystrokes(old, value);
		if (off <= 3)
			cheaper(&bits, &how, 5 * BIT + 10, GIR_EVIDENCE_CLOSE);
		if (strokes == 1)
			cheaper(&bits, &how, BIT + log16(slips), GIR_EVIDENCE_KEYSTROKE);
		else if (strokes == 2)
			cheaper(&bits, &how, 3 * BIT + BIT / 2 + 2 * log16(slips), -1);
		if (is_copied(w, e))
			cheaper(&bits, &how, 5 * BIT + 3 * log16(value / powers[w->scale] + 1) / 2, GIR_EVIDENCE_COPIED);
	}
	if (old == 0 && w->figures->cells[w->g->cell[e]].state != GIR_NUMBER)
		bits -= BIT;
	if (value % powers[w->scale] != 0)
		bits += 8 * BIT;		/* no count */
	if (how >= 0)
		*evidence |= UINT32_C(1) << how;
	if (w->weight[e] < GIR_REPAIR_WEIGHT)
		*evidence |= UINT32_C(1) << GIR_EVIDENCE_WEIGHT;
	return bits + log16(w->g->narcs) + 2 * BIT * (w->weight[e] - GIR_REPAIR_WEIGHT);
}

/* 2^-(bits / 16) */
static double
likelihood(int bits)
{
	static const double root[BIT] = {
		1.0, 0.957603, 0.917004, 0.878126, 0.840896, 0.805245, 0.771105, 0.738413, 0.707107, 0.677128, 0.648420, 0.620929, 0.594604,
		0.569394, 0.545254, 0.522137
	};

	return bits >= 60 * BIT ? 0 : root[bits % BIT] / (double) (UINT64_C(1) << bits / BIT);
}

/* ---- candidates ---- */

static int64_t
change_value(const Work *w, const GirChange *c)
{
	return c->digits * powers[w->scale - c->scale];
}

static bool
same_changes(const GirRepair *r, const GirProposal *a, const GirProposal *z)
{
	if (a->nchanges != z->nchanges)
		return false;
	for (int i = 0; i < a->nchanges; i++)
	{
		const GirChange *p = &r->changes[a->first + i];
		const GirChange *q = &r->changes[z->first + i];

		if (p->cell != q->cell || p->digits != q->digits || p->scale != q->scale)
			return false;
	}
	return true;
}

/* Part of the lists that the table may fill. */
static int
room(const Work *w, int size, int reserve)
{
	return w->g->nnodes > 2 ? size - reserve : size;
}

/* Add a change to the proposal that ends the list, in the order of cells.  False: no room. */
static bool
add_change(Work *w, GirProposal *p, int e, int64_t value, int flags)
{
	GirRepair  *r = w->repair;
	int			cell = w->g->cell[e];
	int			at = r->nchanges;
	GirValue	v = {.digits = value,.scale = (uint8_t) w->scale};

	if (r->nchanges >= room(w, GIR_REPAIR_CHANGES, 8 * RESERVE))
		return false;
	for (; at > p->first && r->changes[at - 1].cell > cell; at--)
		r->changes[at] = r->changes[at - 1];
	gir_value_reduce(&v);
	if (!(flags & GIR_CHANGE_FILLED) && is_blank(&w->figures->cells[cell]))
		flags |= GIR_CHANGE_BLANK;
	r->changes[at] = (GirChange) {v.digits, v.scale, (uint8_t) cell, (uint8_t) flags};
	r->nchanges++;
	p->nchanges++;
	p->wrong += !(flags & GIR_CHANGE_FILLED);
	return true;
}

/* Witnesses of the cause's cells agree with the proposal, or cost it bits. */
static void
hear_witnesses(const Work *w, GirProposal *p)
{
	const GirRepairOptions *o = w->options;

	for (int i = 0; i < o->nwitnesses; i++)
	{
		const GirWitness *witness = &o->witnesses[i];
		GirValue	said = {.digits = witness->digits,.scale = witness->scale};
		GirValue	v = w->figures->cells[witness->cell];
		bool		changed = false;

		for (int k = 0; k < p->nchanges; k++)
		{
			const GirChange *c = &w->repair->changes[p->first + k];

			if (c->cell == witness->cell)
			{
				v = (GirValue) {.digits = c->digits,.scale = c->scale};
				changed = true;
			}
		}
		gir_value_reduce(&said);
		if (v.digits == said.digits && v.scale == said.scale)
			p->evidence |= changed ? UINT32_C(1) << GIR_EVIDENCE_WITNESS : 0;
		else
		{
			p->evidence |= changed ? UINT32_C(1) << GIR_EVIDENCE_CONTRADICTED : 0;
			p->bits += BIT * witness->bits;
		}
	}
}

static int
arc_of(const Work *w, int cell)
{
	int			e = 0;

	while (w->g->cell[e] != cell)
		e++;
	return e;
}

/* Two cells that take each other's figure. */
static bool
is_exchange(const Work *w, const GirProposal *p)
{
	const GirChange *c = &w->repair->changes[p->first];

	return p->nchanges == 2 && change_value(w, &c[0]) == w->x[arc_of(w, c[1].cell)] && change_value(w, &c[1]) == w->x[arc_of(w, c[0].cell)];
}

static Candidate *
new_candidate(Work *w, GirRepairKind kind, int set)
{
	Candidate  *c;

	if (w->ncandidates == CANDIDATES)
	{
		if (set >= 0 && w->cause->status == GIR_REPAIR_COMPLETE)
			w->cause->status = GIR_REPAIR_CUT;
		return NULL;
	}
	c = &w->candidates[w->ncandidates];
	memset(c, 0, sizeof(*c));
	c->p.kind = (uint8_t) kind;
	c->p.first = (uint16_t) w->repair->nchanges;
	c->set = set;
	return c;
}

/* The candidate is complete: keep it, unless the same changes are there already; then the shorter description counts. */
static void
keep_candidate(Work *w, Candidate *c, bool fits)
{

	if (fits)
	{
		hear_witnesses(w, &c->p);
		if (is_exchange(w, &c->p))
			c->p.evidence |= UINT32_C(1) << GIR_EVIDENCE_EXCHANGED;
	}
	else if (c->set >= 0 && w->cause->status == GIR_REPAIR_COMPLETE)
		w->cause->status = GIR_REPAIR_CUT;
	for (int i = 0; fits && i < w->ncandidates; i++)
	{
		Candidate  *other = &w->candidates[i];

		if (!same_changes(w->repair, &other->p, &c->p))
			continue;
		if (c->p.bits < other->p.bits)
		{
			other->p.bits = c->p.bits;
			other->p.kind = c->p.kind;
			other->p.evidence |= c->p.evidence;
		}
		fits = false;
	}
	if (fits)
		w->ncandidates++;
	else
		w->repair->nchanges = c->p.first;
}

/* What a minimal repair says about a cause. */
static void
add_set(Work *w, int group, int set)
{
	const Set  *s = &w->sets[set];
	Candidate  *c = new_candidate(w, GIR_REPAIR_CHANGE, set);
	bool		fits = c != NULL;

	for (int i = 0; fits && i < s->n; i++)
	{
		int			e = s->arc[i];

		if (w->group[w->g->head[e]] != group)
			continue;
		c->p.bits += cell_bits(w, e, s->value[i], &c->p.evidence);
		fits = add_change(w, &c->p, e, s->value[i], s->open >> i & 1 ? GIR_CHANGE_OPEN : 0);
	}
	if (c != NULL)
		keep_candidate(w, c, fits);
}

/* ---- whole-line operations ---- */

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
	c = new_candidate(w, kind, -1);
	if (c == NULL)
		return;
	c->p.bits = bits + OPERATION * BIT;
	for (int i = 0; fits && i < op->n; i++)
		fits = add_change(w, &c->p, op->arc[i], op->value[i], 0);
	if (fits && extra != NONE)
	{
		c->p.bits += cell_bits(w, extra, value, &c->p.evidence);
		fits = add_change(w, &c->p, extra, value, 0);
	}
	keep_candidate(w, c, fits);
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
				  4 * BIT + log16(12 * w->g->nrows) + 3 * log16(y[lost] / powers[w->scale] + 1) / 2);
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
		bits += BIT + 3 * log16(w->op.value[i] / powers[w->scale] + 1) / 2;
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
		bits += BIT + 3 * log16(w->op.value[i] / powers[w->scale] + 1) / 2;
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
	if (w->blanks.n < 2 || flow(w, &w->blanks, w->rest_of_group, 0) != SOLVED)
		return;
	for (int i = 0; i < w->blanks.n; i++)
		if (!is_settled(w, w->blanks.arc[i]))
			return;
	c = new_candidate(w, GIR_REPAIR_BLANKS, -1);
	if (c == NULL)
		return;
	for (int i = 0; fits && i < w->blanks.n; i++)
	{
		int			e = w->blanks.arc[i];

		if (w->value[e] == 0)
			continue;
		c->p.bits += cell_bits(w, e, w->value[e], &c->p.evidence) - 2 * BIT;
		fits = add_change(w, &c->p, e, w->value[e], 0);
	}
	keep_candidate(w, c, fits && c->p.nchanges > 1);
}

/* The operations that mend a cause whose minimal repair is not the only one, or not known. */
static void
add_operations(Work *w, int group)
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

/* ---- causes ---- */

static void
join(Work *w, int a, int z)
{
	int			from = w->group[z];
	int			into = w->group[a];

	for (int n = 0; from != into && n < w->g->nnodes; n++)
		if (w->group[n] == from)
			w->group[n] = (uint8_t) into;
}

/* Nodes belong together when some minimal repair, or what is free, joins them; after giving up, all that fail do. */
static void
find_groups(Work *w)
{
	const Graph *g = w->g;
	int			first = -1;

	memcpy(w->group, w->stack[0].label, sizeof(w->group));
	for (int i = 0; i < w->nsets; i++)
		for (int k = 0; k < w->sets[i].n; k++)
			join(w, g->head[w->sets[i].arc[k]], g->tail[w->sets[i].arc[k]]);
	for (int n = 0; w->status == GIR_REPAIR_AT_LEAST && n < g->nnodes; n++)
	{
		bool		concerned = w->b[n] != 0;

		for (int i = 0; i < w->free.n; i++)
			concerned |= g->head[w->free.arc[i]] == n;
		if (concerned && first < 0)
			first = n;
		else if (concerned)
			join(w, first, n);
	}
}

/* The failing identities of a group, those that a missing figure leaves undecided not among them. */
static uint64_t
failing_identities(const Work *w, int group)
{
	const Graph *g = w->g;
	int64_t		implied = 0;
	uint64_t	failing = 0;
	uint64_t	undecided = 0;

	for (int i = 0; i < w->free.n; i++)
		if (!has(w->forced, w->free.arc[i]))
			undecided |= ends(g, w->free.arc[i]);
	for (int n = 0; n < g->nnodes; n++)
	{
		if (w->group[n] != group)
			continue;
		implied += g->implied[n] * w->b[n];
		if (g->identity[n] != NONE && !(undecided & node(n)) &&
			gir_check(w->figures, g->identity[n], w->options->unknown_blanks).outcome == GIR_FAILS)
			failing |= UINT64_C(1) << g->identity[n];
	}
	if (g->aside >= 0 && implied != 0 && gir_check(w->figures, g->aside, w->options->unknown_blanks).outcome == GIR_FAILS)
		failing |= UINT64_C(1) << g->aside;
	return failing;
}

/* Cheapest first; then by number and place of the cells. */
static bool
precedes(const GirRepair *r, const GirProposal *a, const GirProposal *z)
{
	if (a->bits != z->bits)
		return a->bits < z->bits;
	if (a->nchanges != z->nchanges)
		return a->nchanges < z->nchanges;
	for (int i = 0; i < a->nchanges; i++)
		if (r->changes[a->first + i].cell != r->changes[z->first + i].cell)
			return r->changes[a->first + i].cell < r->changes[z->first + i].cell;
	return false;
}

static void
rank(Work *w)
{
	for (int i = 1; i < w->ncandidates; i++)
	{
		Candidate	c = w->candidates[i];
		int			k = i;

		for (; k > 0 && precedes(w->repair, &c.p, &w->candidates[k - 1].p); k--)
			w->candidates[k] = w->candidates[k - 1];
		w->candidates[k] = c;
	}
}

/*
 * How far a proposal may be trusted at most.  The more cells are wrong, the more often a smaller explanation than the true one exists;
 * and among several, description lengths are a guess at how people slip, and so are the caller's weights.  docs/REPAIR.md has the measurements.
 */
static double
cap(int wrong, GirRepairStatus status, int candidates, bool weighted)
{
	static const double caps[] = {0.999, 0.999, 0.995, 0.98, 0.95, 0.90, 0.85, 0.80, 0.75, 0.70};

	if (status == GIR_REPAIR_CUT)
		return 0.5;
	if (status == GIR_REPAIR_AT_LEAST || candidates > 1 || weighted)
		return 0.9;
	return caps[wrong > 9 ? 9 : wrong];
}

static void
weigh(Work *w)
{
	double		sum = 0;
	double		most = cap(w->minimum, w->status, w->ncandidates, w->options->weights != NULL);
	int			best = w->ncandidates > 0 ? w->candidates[0].p.bits : 0;

	for (int i = 0; i < w->ncandidates; i++)
		sum += likelihood((w->candidates[i].p.bits - best) / 2);
	for (int i = 0; i < w->ncandidates; i++)
	{
		GirProposal *p = &w->candidates[i].p;

		p->rank = (uint8_t) (i < 254 ? i + 1 : 255);
		p->confidence = likelihood((p->bits - best) / 2) / sum;
		if (p->confidence > most)
			p->confidence = most;
	}
}

/* What hangs together through the cells whose figures are open. */
static void
find_links(Work *w)
{
	const Graph *g = w->g;

	memset(w->links, 0, sizeof(w->links));
	for (int i = 0; i < WORDS; i++)
		for (uint64_t m = w->active[i]; m; m &= m - 1)
		{
			int			e = 64 * i + lowest(m);

			w->links[g->head[e]] |= node(g->tail[e]);
			w->links[g->tail[e]] |= node(g->head[e]);
		}
}

/* Is the cell the only link between its ends? */
static bool
is_bridge(Work *w, int e)
{
	const Graph *g = w->g;
	int			h = g->head[e];
	int			t = g->tail[e];
	bool		bridge;

	for (int i = g->between[h][t]; i != NONE; i = g->twin[i])
		if (i != e && has(w->active, i))
			return false;
	w->links[h] &= ~node(t);
	w->links[t] &= ~node(h);
	bridge = !reaches(w->links, h, t);
	w->links[h] |= node(t);
	w->links[t] |= node(h);
	return bridge;
}

/* Add to a proposal the cells of its cause that then follow; its changes move to the end of the list. */
static bool
fill_in(Work *w, int group, Candidate *c)
{
	const Set  *s = &w->sets[c->set];
	GirRepair  *r = w->repair;
	int			from = c->p.first;
	int			n = c->p.nchanges;

	memcpy(w->path, s->arc, s->n);
	if (flow(w, &w->free, w->b, s->n) != SOLVED || r->nchanges + n > room(w, GIR_REPAIR_CHANGES, 8 * RESERVE))
		return false;
	memmove(&r->changes[r->nchanges], &r->changes[from], (size_t) n * sizeof(GirChange));
	c->p.first = (uint16_t) r->nchanges;
	r->nchanges += n;
	find_links(w);
	for (int i = 0; i < w->free.n; i++)
	{
		int			e = w->free.arc[i];
		bool		wrong = has(w->forced, e);
		bool		settled;

		if (w->group[w->g->head[e]] != group)
			continue;
		settled = is_settled(w, e);
		if (!settled && !wrong)
			continue;
		if (!add_change(w, &c->p, e, w->value[e], (wrong ? 0 : GIR_CHANGE_FILLED) | (settled ? 0 : GIR_CHANGE_OPEN)))
			return false;
		c->p.evidence |= UINT32_C(1) << (wrong ? GIR_EVIDENCE_IMPOSSIBLE : is_bridge(w, e) ? GIR_EVIDENCE_BRIDGE : GIR_EVIDENCE_BOUND);
	}
	if (c->p.wrong == 0)
		c->p.kind = GIR_REPAIR_FILL;
	return true;
}

/* Hand the candidates over, in their order. */
static void
hand_over(Work *w, int group)
{
	GirRepair  *r = w->repair;
	GirCause   *cause = w->cause;
	bool		free = false;

	for (int i = 0; i < w->free.n; i++)
		free |= w->group[w->g->head[w->free.arc[i]]] == group;
	for (int i = 0; i < w->ncandidates; i++)
	{
		Candidate  *c = &w->candidates[i];

		if (r->nproposals >= room(w, GIR_REPAIR_PROPOSALS, RESERVE) || (free && (i >= FILLED || !fill_in(w, group, c))))
		{
			if (cause->status == GIR_REPAIR_COMPLETE)
				cause->status = GIR_REPAIR_CUT;
			break;
		}
		if (c->p.nchanges == 0)
			continue;			/* nothing follows */
		if (cause->alternatives == 1 && cause->status == GIR_REPAIR_COMPLETE && c->set >= 0)
			c->p.evidence |= UINT32_C(1) << GIR_EVIDENCE_ONLY;
		if (cause->status != GIR_REPAIR_AT_LEAST && c->set >= 0 && (cause->nproposals == 0 || c->p.wrong < cause->minimum))
			cause->minimum = c->p.wrong;
		for (int k = 0; c->set < 0 && k < c->p.nchanges; k++)
			put(w->claimed, arc_of(w, r->changes[c->p.first + k].cell));
		c->p.cause = (uint8_t) r->ncauses;
		r->proposals[r->nproposals++] = c->p;
		cause->nproposals++;
	}
}

static void
add_cause(Work *w, int group)
{
	GirRepair  *r = w->repair;
	GirCause   *cause = &r->causes[r->ncauses];

	if (r->ncauses == GIR_REPAIR_CAUSES)
		return;
	memset(cause, 0, sizeof(*cause));
	cause->status = (uint8_t) w->status;
	cause->table = (uint8_t) w->g->block->table;
	cause->first = (uint16_t) r->nproposals;
	cause->identities = failing_identities(w, group);
	cause->minimum = (uint8_t) (w->minimum + w->nforced);
	w->cause = cause;
	w->ncandidates = 0;
	for (int i = 0; i < w->nsets; i++)
		add_set(w, group, i);
	cause->alternatives = (uint16_t) w->ncandidates;
	if ((w->ncandidates != 1 || w->status != GIR_REPAIR_COMPLETE) && !w->options->cells_only)
		add_operations(w, group);
	rank(w);
	weigh(w);
	hand_over(w, group);
	if (cause->nproposals == 0 && cause->identities == 0 && w->status != GIR_REPAIR_AT_LEAST)
		return;
	for (int i = 0; i < w->form->nidentities; i++)
		if (cause->identities >> i & 1 && r->cause_of[i] == 0)
			r->cause_of[i] = (uint8_t) (r->ncauses + 1);
	r->ncauses++;
}

/* Groups in which something fails or is free are causes, in the order of their first identity. */
static void
add_causes(Work *w)
{
	const Graph *g = w->g;
	uint64_t	done = 0;
	uint64_t	concerned = 0;

	find_groups(w);
	memset(w->used, 0, sizeof(w->used));
	memset(w->claimed, 0, sizeof(w->claimed));
	for (int n = 0; n < g->nnodes; n++)
		if (w->b[n] != 0)
			concerned |= node(w->group[n]);
	for (int i = 0; i < w->free.n; i++)
		concerned |= node(w->group[g->head[w->free.arc[i]]]);
	for (int i = 0; i < w->nsets; i++)
		for (int k = 0; k < w->sets[i].n; k++)
		{
			concerned |= node(w->group[g->head[w->sets[i].arc[k]]]);
			put(w->used, w->sets[i].arc[k]);
		}
	for (int n = 0; n < g->nnodes; n++)
		if (concerned & ~done & node(w->group[n]))
		{
			done |= node(w->group[n]);
			add_cause(w, w->group[n]);
		}
}

/* Figures that cannot be judged, if anything fails among them. */
static void
add_too_large(Work *w)
{
	GirRepair  *r = w->repair;
	uint64_t	failing = gir_failing(w->figures, w->options->unknown_blanks) & w->g->identities;

	if (failing == 0 || r->ncauses == GIR_REPAIR_CAUSES)
		return;
	r->causes[r->ncauses++] = (GirCause) {.status = GIR_REPAIR_TOO_LARGE,.table = (uint8_t) w->g->block->table,.minimum = 1,
		.first = (uint16_t) r->nproposals,.identities = failing};
	for (int i = 0; i < w->form->nidentities; i++)
		if (failing >> i & 1)
			r->cause_of[i] = (uint8_t) r->ncauses;
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
			add_too_large(work);
		else if (!load_residuals(work))
		{
			load_weights(work);
			set_root(work);
			solve(work);
			work->operations = 0;
			add_causes(work);
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
