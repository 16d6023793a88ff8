/*
 * repair_causes.c - what belongs together: the causes of a table, each with its proposals
 */
#include "core/repair_work.h"

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

/* Does what is wrong in the group show in the identity set aside?  A negative figure does not count in the residuals. */
static bool
shows_aside(const Work *w, int group)
{
	const Graph *g = w->g;
	int64_t		implied = 0;

	if (g->aside < 0)
		return false;
	for (int n = 0; n < g->nnodes; n++)
		implied += w->group[n] == group ? g->implied[n] * w->b[n] : 0;
	for (int i = 0; i < w->free.n; i++)
	{
		int			e = w->free.arc[i];

		if (has(w->forced, e) && w->group[g->head[e]] == group &&
			gir_cell_row(w->form, g->cell[e]) == gir_cell_row(w->form, w->form->identities[g->aside].left[0]))
			return true;
	}
	return implied != 0;
}

/* The failing identities of a group, those that a missing figure leaves undecided not among them. */
static uint64_t
failing_identities(const Work *w, int group)
{
	const Graph *g = w->g;
	uint64_t	failing = 0;
	uint64_t	undecided = 0;

	for (int i = 0; i < w->free.n; i++)
		if (!has(w->forced, w->free.arc[i]))
			undecided |= ends(g, w->free.arc[i]);
	for (int n = 0; n < g->nnodes; n++)
		if (w->group[n] == group && g->identity[n] != NONE && !(undecided & node(n)) &&
			gir_check(w->figures, g->identity[n], w->options->unknown_blanks).outcome == GIR_FAILS)
			failing |= UINT64_C(1) << g->identity[n];
	if (shows_aside(w, group) && gir_check(w->figures, g->aside, w->options->unknown_blanks).outcome == GIR_FAILS)
		failing |= UINT64_C(1) << g->aside;
	return failing;
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
	bridge = !gir_repair_reaches(w->links, h, t);
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
	if (gir_repair_flow(w, &w->free, w->b, s->n) != SOLVED || r->nchanges + n > gir_repair_room(w, GIR_REPAIR_CHANGES, 8 * RESERVE))
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
		settled = gir_repair_is_settled(w, e);
		if (!settled && !wrong)
			continue;
		if (!gir_repair_add_change(w, &c->p, e, w->value[e], (wrong ? 0 : GIR_CHANGE_FILLED) | (settled ? 0 : GIR_CHANGE_OPEN)))
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

		if (r->nproposals >= gir_repair_room(w, GIR_REPAIR_PROPOSALS, RESERVE) || (free && (i >= FILLED || !fill_in(w, group, c))))
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
			put(w->claimed, gir_repair_arc_of(w, r->changes[c->p.first + k].cell));
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
		gir_repair_add_set(w, group, i);
	cause->alternatives = (uint16_t) w->ncandidates;
	if ((w->ncandidates != 1 || w->status != GIR_REPAIR_COMPLETE) && !w->options->cells_only)
		gir_repair_add_operations(w, group);
	gir_repair_rank(w);
	gir_repair_weigh(w);
	hand_over(w, group);
	if (cause->nproposals == 0 && cause->identities == 0 && w->status != GIR_REPAIR_AT_LEAST)
		return;
	for (int i = 0; i < w->form->nidentities; i++)
		if (cause->identities >> i & 1 && r->cause_of[i] == 0)
			r->cause_of[i] = (uint8_t) (r->ncauses + 1);
	r->ncauses++;
}

/* Groups in which something fails or is free are causes, in the order of their first identity. */
void
gir_repair_add_causes(Work *w)
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
void
gir_repair_add_too_large(Work *w)
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
