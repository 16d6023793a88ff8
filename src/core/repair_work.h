/*
 * repair_work.h - what the files of the repairs share
 *
 * repair.c builds the graph of a form and loads the figures; repair_search.c finds the minimal repairs, repair_causes.c what belongs
 * together in them; repair_lines.c tries operations on whole lines; repair_rank.c says how likely each is.  Nothing else includes this.
 */
#ifndef GIR_REPAIR_WORK_H
#define GIR_REPAIR_WORK_H

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

static const int64_t gir_powers[GIR_MAX_SCALE + 1] = {1, 10, 100, 1000, 10000, 100000, 1000000};

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

/* ---- cells ---- */

static inline bool
is_blank(const GirValue *v)
{
	return v->state == GIR_BLANK || v->state == GIR_DASH || v->state == GIR_NOT_APPLICABLE;
}

static inline void
free_arc(const Graph *g, Free *f, int e)
{
	f->arc[f->n++] = (uint8_t) e;
	put(f->set, e);
	f->moves[g->tail[e]] |= node(g->head[e]);
}

static inline void
free_nothing(Free *f)
{
	f->n = 0;
	memset(f->set, 0, sizeof(f->set));
	memset(f->moves, 0, sizeof(f->moves));
}

/* ---- repair_search.c ---- */

/* Find the least weight for which there are repairs, and all of these: sets, status and minimum of the work space. */
extern void gir_repair_search(Work *w);

/*
 * Bring the residuals b to 0 by the first n cells of the path and the free ones, no figure being negative.  BLOCKED: the residuals of
 * the nodes in w->cut sum to more than can leave them.
 */
extern Verdict gir_repair_flow(Work *w, const Free *f, const int64_t *b, int n);

/* After gir_repair_flow(): is the arc's figure the only one possible? */
extern bool gir_repair_is_settled(Work *w, int e);

/* Can the second node be reached from the first? */
extern bool gir_repair_reaches(const uint64_t *moves, int from, int to);

/* ---- repair_rank.c ---- */

/* log2, in sixteenths. */
extern int	gir_repair_log16(int64_t n);

/* Description length of one wrong cell; *evidence gets the best explanation. */
extern int	gir_repair_cell_bits(const Work *w, int e, int64_t value, uint32_t *evidence);

/* Part of the lists that the table may fill. */
extern int	gir_repair_room(const Work *w, int size, int reserve);

/* The arc of a cell of the table. */
extern int	gir_repair_arc_of(const Work *w, int cell);

/* Begin a candidate; NULL: no room. */
extern Candidate *gir_repair_new_candidate(Work *w, GirRepairKind kind, int set);

/* Add a change to the proposal that ends the list, in the order of cells.  False: no room. */
extern bool gir_repair_add_change(Work *w, GirProposal *p, int e, int64_t value, int flags);

/* The candidate is complete: keep it, unless it did not fit or the same changes are there already. */
extern void gir_repair_keep_candidate(Work *w, Candidate *c, bool fits);

/* What a minimal repair says about a cause. */
extern void gir_repair_add_set(Work *w, int group, int set);

/* Put the candidates in order. */
extern void gir_repair_rank(Work *w);

/* Give the candidates, in order, their rank and confidence. */
extern void gir_repair_weigh(Work *w);

/* ---- repair_lines.c ---- */

/* The operations that mend a cause whose minimal repair is not the only one, or not known. */
extern void gir_repair_add_operations(Work *w, int group);

/* ---- repair_causes.c ---- */

/* The causes of a table that was searched, with their proposals. */
extern void gir_repair_add_causes(Work *w);

/* A table whose figures cannot be judged, if anything fails in it. */
extern void gir_repair_add_too_large(Work *w);

#endif							/* GIR_REPAIR_WORK_H */
