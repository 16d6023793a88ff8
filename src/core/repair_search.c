/*
 * repair_search.c - all smallest sets of cells that make a table's identities hold
 */
#include "core/repair_work.h"

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

bool
gir_repair_reaches(const uint64_t *moves, int from, int to)
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
Verdict
gir_repair_flow(Work *w, const Free *f, const int64_t *b, int n)
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

/* After gir_repair_flow(): is the arc's figure the only one possible?  Otherwise there is a way back for a unit more or less of it. */
bool
gir_repair_is_settled(Work *w, int e)
{
	int			h = w->g->head[e];
	int			t = w->g->tail[e];
	uint64_t	from_head = w->moves[h];
	uint64_t	from_tail = w->moves[t];
	bool		open;

	set_move(w, h, t, e);
	set_move(w, t, h, e);
	open = gir_repair_reaches(w->moves, h, t) || (w->value[e] > 0 && gir_repair_reaches(w->moves, t, h));
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
		if (by_flow && !gir_repair_is_settled(w, s->arc[i]))
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
		verdict = gir_repair_flow(w, &w->free, w->b, n);
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
	verdict = gir_repair_flow(w, &w->free, w->b, depth);
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
void
gir_repair_search(Work *w)
{
	int			violated;
	int			weight;
	bool		finished;

	set_root(w);
	violated = count(w->stack[0].violated);
	weight = divide_up(w->stack[0].need, 2);
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
