/*
 * repair_rank.c - candidates: what they change, how likely they are, and their order
 */
#include "core/repair_work.h"

/* log2, in sixteenths, linear between powers of two; integers only, so that it is the same everywhere. */
int
gir_repair_log16(int64_t n)
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
int
gir_repair_cell_bits(const Work *w, int e, int64_t value, uint32_t *evidence)
{
	int64_t		old = w->x[e];
	int64_t		off = (value > old ? value - old : old - value) / gir_powers[w->scale];
	char		buf[24];
	int			slips = 20 * digits_of(value, buf) + 9;	/* ways to slip by one key */
	int			bits = 6 * BIT + 2 * gir_repair_log16(off + 1);
	int			how = -1;
	int			strokes;

	if (old == 0)
		cheaper(&bits, &how, 3 * BIT + BIT / 2 + 3 * gir_repair_log16(value / gir_powers[w->scale] + 1) / 2, GIR_EVIDENCE_LEFT_BLANK);
	else
	{
		strokes = keystrokes(old, value);
		if (off <= 3)
			cheaper(&bits, &how, 5 * BIT + 10, GIR_EVIDENCE_CLOSE);
		if (strokes == 1)
			cheaper(&bits, &how, BIT + gir_repair_log16(slips), GIR_EVIDENCE_KEYSTROKE);
		else if (strokes == 2)
			cheaper(&bits, &how, 3 * BIT + BIT / 2 + 2 * gir_repair_log16(slips), -1);
		if (is_copied(w, e))
			cheaper(&bits, &how, 5 * BIT + 3 * gir_repair_log16(value / gir_powers[w->scale] + 1) / 2, GIR_EVIDENCE_COPIED);
	}
	if (old == 0 && w->figures->cells[w->g->cell[e]].state != GIR_NUMBER)
		bits -= BIT;
	if (value % gir_powers[w->scale] != 0)
		bits += 8 * BIT;		/* no count */
	if (how >= 0)
		*evidence |= UINT32_C(1) << how;
	if (w->weight[e] < GIR_REPAIR_WEIGHT)
		*evidence |= UINT32_C(1) << GIR_EVIDENCE_WEIGHT;
	return bits + gir_repair_log16(w->g->narcs) + 2 * BIT * (w->weight[e] - GIR_REPAIR_WEIGHT);
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
	return c->digits * gir_powers[w->scale - c->scale];
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
int
gir_repair_room(const Work *w, int size, int reserve)
{
	return w->g->nnodes > 2 ? size - reserve : size;
}

/* Add a change to the proposal that ends the list, in the order of cells.  False: no room. */
bool
gir_repair_add_change(Work *w, GirProposal *p, int e, int64_t value, int flags)
{
	GirRepair  *r = w->repair;
	int			cell = w->g->cell[e];
	int			at = r->nchanges;
	GirValue	v = {.digits = value,.scale = (uint8_t) w->scale};

	if (r->nchanges >= gir_repair_room(w, GIR_REPAIR_CHANGES, 8 * RESERVE))
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

int
gir_repair_arc_of(const Work *w, int cell)
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

	return p->nchanges == 2 && change_value(w, &c[0]) == w->x[gir_repair_arc_of(w, c[1].cell)] &&
		change_value(w, &c[1]) == w->x[gir_repair_arc_of(w, c[0].cell)];
}

Candidate *
gir_repair_new_candidate(Work *w, GirRepairKind kind, int set)
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
void
gir_repair_keep_candidate(Work *w, Candidate *c, bool fits)
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
void
gir_repair_add_set(Work *w, int group, int set)
{
	const Set  *s = &w->sets[set];
	Candidate  *c = gir_repair_new_candidate(w, GIR_REPAIR_CHANGE, set);
	bool		fits = c != NULL;

	for (int i = 0; fits && i < s->n; i++)
	{
		int			e = s->arc[i];

		if (w->group[w->g->head[e]] != group)
			continue;
		c->p.bits += gir_repair_cell_bits(w, e, s->value[i], &c->p.evidence);
		fits = gir_repair_add_change(w, &c->p, e, s->value[i], s->open >> i & 1 ? GIR_CHANGE_OPEN : 0);
	}
	if (c != NULL)
		gir_repair_keep_candidate(w, c, fits);
}

/* ---- ranking ---- */

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

void
gir_repair_rank(Work *w)
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
 * and among several, description lengths are a guess at how people slip, and so are the caller's weights.  docs/REPAIR.md has the
 * measurements.
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

void
gir_repair_weigh(Work *w)
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
