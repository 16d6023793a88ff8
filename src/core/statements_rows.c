/*
 * statements_rows.c - figures whose nouns stand somewhere else: in a row before them all, in the clause before, or in one after
 */
#include "core/statements_work.h"

enum
{
	MAX_ITEMS = 8				/* of a row */
};

/* What a row may be of. */
#define COUNTED (RECEIVE | NEW | ANSWER | OUTCOME | CARRIED | DISPUTE | DOCUMENT | ISSUE | REPEAL | APPL | APPLY | FEE)

/* 分别为, 均为 or 各, which say that the figure at i belongs to a row; -1.  *each: all of the row have the same one. */
static int
row_word(const Reader *r, int i, bool *each)
{
	static const char *const respective[] = {"分别为", "分别是", "分别", "依次为"};
	static const char *const same[] = {"均", "都"};
	int			k = i - 1;

	*each = true;
	if (r->tokens[i].gap == 1 && k >= r->clause && gir_prose_char_before(r, r->tokens[i].off) == 0x5404)	/* 各 */
		return i;
	if (r->tokens[i].gap > 0)
		return -1;
	while (k > r->clause && only(&r->tokens[k], FILLER | SUM | ABOUT) && !gir_prose_is_word(r, k, "件数") && r->tokens[k].gap == 0)
		k--;
	if (k > r->clause && r->tokens[i].digits == 0 && gir_prose_is_word(r, k, "件数") && r->tokens[k].gap == 0)
		return k;				/* 不予公开、不予处理件数为零 */
	if (k <= r->clause || !(r->tokens[k].cues & (ALL | INCLUDE)))
		return -1;
	if (gir_prose_is_one_of(r, k, same, LENGTH(same)))
		return k;
	*each = false;
	return gir_prose_is_one_of(r, k, respective, LENGTH(respective)) ? k : -1;
}

static bool
parts_items(const Reader *r, int k)
{
	static const char *const words[] = {"和", "及", "以及", "与", "并"};

	return is_mark(&r->tokens[k], GIR_MARK_ENUM) || gir_prose_is_one_of(r, k, words, LENGTH(words));
}

/* One more item.  复议和诉讼 is two of them; 结转 alone does not say which way. */
static bool
end_item(uint64_t *items, int *n, uint64_t cues, bool carried)
{
	if (((cues & (COUNTED | REVISE)) == 0 && !carried) || *n + 2 > MAX_ITEMS)
		return false;
	if ((cues & DISPUTE) == DISPUTE)
		items[(*n)++] = cues & ~(uint64_t) LITIG;
	items[(*n)++] = (cues & DISPUTE) == DISPUTE ? cues & ~(uint64_t) REVIEW : cues & REVISE ? 0 : cues;
	return true;
}

/* The items of the row that ends before token `to`; 0 when it is none.  *all has the cues of all. */
static int
items_of(Reader *r, int to, uint64_t *items, uint64_t *all)
{
	uint64_t	cues = 0;
	bool		carried = false;
	const GirToken *last = &r->tokens[to - 1];
	int			from = r->taken > r->clause ? r->taken : r->clause;
	int			counted = 0;
	int			n = 0;

	*all = 0;
	if (r->taken == to && is_figure(last) && last->counter == THING && last->gap == 0)
	{
		counted = (int) last->digits;	/* 不予公开、不予处理两项均为零 */
		from = r->clause;
		to--;
	}
	for (int k = to - 1; k > from; k--)
		if (is_mark(&r->tokens[k], GIR_MARK_COLON))
			from = k + 1;
	for (int k = from; k < to; k++)
	{
		const GirToken *t = &r->tokens[k];

		r->out->steps++;
		if (parts_items(r, k))
		{
			if (!end_item(items, &n, cues, carried))
				return 0;
			cues = 0;
			carried = false;
			continue;
		}
		if (t->kind == GIR_TOKEN_NUMBER && (t->counter & (YEAR | MONTH | DAY)))
			continue;
		if (t->kind != GIR_TOKEN_WORD)
			return 0;
		/* “予以公开”“部分公开” */
		if ((t->cues & OUTCOME) && (cues & OUTCOME))
		{
			if (!end_item(items, &n, cues, carried))
				return 0;
			cues = 0;
		}
		cues |= t->cues;
		*all |= t->cues;
		carried |= (t->cues & (MOVED | CARRYOUT)) == MOVED;
		/* words that have 和 in them */
		if ((gir_prose_is_word(r, k, "行政复议和") || gir_prose_is_word(r, k, "规章和")) && !end_item(items, &n, cues, carried))
			return 0;
		else if (gir_prose_is_word(r, k, "行政复议和") || gir_prose_is_word(r, k, "规章和"))
			cues = 0;
	}
	return end_item(items, &n, cues, carried) && n > 1 && (counted == 0 || n == counted) ? n : 0;
}

/* The figures from i on, with nothing but marks between; *end is the token after the last. */
static int
figures_from(const Reader *r, int i, int *figures, int *end)
{
	int			n = 0;

	for (int k = i; k < r->n && is_figure(&r->tokens[k]) && n < MAX_ITEMS; k += 2)
	{
		if (n > 0 && (r->tokens[k].gap > 0 || r->tokens[k].counter != r->tokens[i].counter))
			break;
		figures[n++] = k;
		*end = k + 1;
		if (k + 1 >= r->n || !(parts_items(r, k + 1) || is_mark(&r->tokens[k + 1], GIR_MARK_COMMA)))
			break;
	}
	return n;
}

/* What an item lacks, the others say for it: 规范性文件制发、废止; 新收、办结的申请. */
static uint64_t
complete_item(const Reader *r, uint64_t item, uint64_t all)
{
	const uint64_t verbs = COUNTED & ~(uint64_t) (DOCUMENT | APPL | APPLY);

	if (!(item & DOCUMENT) && (item & (ISSUE | REPEAL)))
		item |= all & DOCUMENT;
	if ((item & DOCUMENT) && !(item & (ISSUE | REPEAL)) && (all & (ISSUE | REPEAL)) != (ISSUE | REPEAL))
		item |= all & (ISSUE | REPEAL);
	if ((item & (APPL | APPLY)) && !(item & verbs))
		item |= RECEIVE;
	if ((item & (RECEIVE | NEW | ANSWER)) && !(item & (APPL | APPLY)))
		item |= r->topic == APPL ? APPL : all & (APPL | APPLY);
	if (item & NEW)
		item |= RECEIVE;
	return item & ~(uint64_t) (ALL | INCLUDE | THIS | FILLER);
}

int
gir_prose_judge_row(Reader *r, int i)
{
	uint64_t	items[MAX_ITEMS];
	int			figures[MAX_ITEMS];
	uint64_t	all;
	bool		each;
	int			word = row_word(r, i, &each);
	int			end = i + 1;
	int			n = word < 0 ? 0 : items_of(r, word, items, &all);
	bool		counted = n > 0 && is_figure(&r->tokens[word - 1]);	/* 复议、诉讼、收费三项均为零 */

	/* 2022、2023年收到申请分别为20件、26件 */
	if (n == 0 && word >= 0 && !each && figures_from(r, i, figures, &end) > 1)
		return end;
	if (n == 0 || (all & (SHOWN | INFO | CHANNEL | APPLICANT)) || ((all & FEE) && !(counted && each && r->tokens[i].digits == 0)))
		return -1;
	if (each && r->tokens[i].digits == 0 && !counted && !(all & (ANSWER | OUTCOME)))
		return -1;				/* rules for zeros know more nouns */
	if (each)
		for (int k = 0; k < n; k++)
			figures[k] = i;
	else if (figures_from(r, i, figures, &end) != n)
		return end;				/* which is which is not said */
	if ((all & (RESULT | REASON | OTHERACT | FOREIGN | ACTIVITY | FAULT | NEG)) || gir_prose_vetoed(r, &(Unit) {.token = i, .pre = all}))
		return end;
	for (int k = 0; k < n; k++)
		if (items[k] != 0)
			gir_prose_add_by_cues(r, figures[k], complete_item(r, items[k], all));
	r->last = all;
	return end;
}

/* ---- a noun in the clause before ---- */

/* Nothing but 全年, 共, 达到 and the like between the beginning of the clause and the number? */
static bool
leads_to(const Reader *r, int number)
{
	uint32_t	gap = 0;

	for (int k = r->clause; k <= number; k++)
	{
		const GirToken *t = &r->tokens[k];

		gap += t->gap;
		if (k < number && !only(t, FILLER | SUM | THIS | ABOUT | CUMUL | ALL) && !gir_prose_is_word(r, k, "即") && !(t->kind == GIR_TOKEN_NUMBER && t->counter == YEAR))
			return false;
	}
	return gap <= 1 && number > r->clause && r->tokens[number - 1].kind == GIR_TOKEN_WORD;
}

uint64_t
gir_prose_noun_before(Reader *r, const Unit *u)
{
	const uint64_t other = NEG | FOREIGN | DISPUTE | FEE | DOCUMENT | CARRIED | COND | PLAN | ACTIVITY | SHOWN | REASON | EACH | FAULT | APPLICANT | CHANNEL | RESULT | HANDLE;
	uint64_t	cues = 0;
	int			k = r->clause - 1;

	if (k < 1 || !is_mark(&r->tokens[k], GIR_MARK_COMMA) || !(r->tokens[u->token].counter & (CASE | ITEM)) || !leads_to(r, u->token))
		return 0;
	for (k--; k >= 0 && !ends_clause(&r->tokens[k]); k--)
	{
		const GirToken *t = &r->tokens[k];

		r->out->steps++;
		if (is_figure(t) || t->kind == GIR_TOKEN_BROKEN)
			return 0;
		if (t->kind == GIR_TOKEN_WORD)
			cues |= t->cues;
	}
	/* 主动公开政府信息，全年计1,206条 */
	if (r->tokens[u->token].counter == ITEM)
		return (cues & PROACTIVE) && (cues & (INFO | SUM)) && !(cues & ((other & ~(uint64_t) SHOWN) | OTHERACT | DOCUMENT | WIDE | PARTS)) && find(r, GIR_MEASURE_DISCLOSURES) == NULL ? PROACTIVE | INFO : 0;
	/* 引发的复议和诉讼，均为0件 */
	if (r->tokens[u->token].digits == 0 && (u->pre & ALL) && (cues & DISPUTE))
		return cues & (NEG | FOREIGN | COND | PLAN | ACTIVITY | FAULT | RESULT | ANSWER) ? 0 : cues & DISPUTE;
	if (cues & other)
		return 0;
	if (cues & OUTCOME)
		return (cues & OUTCOME & ((cues & OUTCOME) - 1)) == 0 ? cues & OUTCOME : 0;
	return (cues & (APPL | APPLY)) && !(cues & (ANSWER | INCLUDE | MEAN)) && r->topic == APPL ? RECEIVE | APPL : 0;
}

/* ---- a verb in a clause after ---- */

void
gir_prose_keep_subject(Reader *r, const Unit *u)
{
	const GirToken *t = &r->tokens[u->token];
	uint64_t	verbs = u->pre & VERBS;
	bool		named = u->token + 1 < r->n && (t[1].cues & (APPL | APPLY)) && t[1].gap == 0;

	if (t->digits == 0 || (r->topic != APPL && !named) || (verbs & ~(uint64_t) (r->december ? RECEIVE : 0)) ||
		((u->post & (VERBS | REASON)) && !(u->post & CAUSE) && !r->december))
		return;
	r->subject = u->token;
}

void
gir_prose_judge_subject(Reader *r, int i)
{
	int			subject = r->subject;
	int			from = subject >= r->clause ? subject + 1 : r->clause;
	uint64_t	cues = 0;
	uint32_t	gap = 0;

	r->subject = -1;			/* looked at once */
	if (subject < 0 || r->last_token != subject || find(r, GIR_MEASURE_CARRIED_OUT) || r->hedged || r->plan || r->wide ||
		(gir_prose_other_time(r) && !r->december_alone))
		return;
	for (int k = from; k < r->n && !ends_clause(&r->tokens[k]); k++)
	{
		const GirToken *t = &r->tokens[k];

		r->out->steps++;
		if (t->kind != GIR_TOKEN_WORD && !(t->kind == GIR_TOKEN_NUMBER && (t->counter & (YEAR | MONTH | DAY))))
			return;
		cues |= t->cues;
		gap += k <= i ? t->gap : 0;
	}
	if ((cues & (NEG | CARRYIN | FOREIGN | DISPUTE | ACTIVITY | DOCUMENT | ALL)) || gap > 1)
		return;
	add(r, GIR_MEASURE_CARRIED_OUT, GIR_SENSE_STATED, subject, cues);
}

/* ---- a figure that another has led to ---- */

/* 增至, or after a comma 达, 共, 仅; then the figure that holds, of the same counter as that at `from`, if that is one.  Returns it, -1. */
static int
reached(const Reader *r, int from, int to, bool comma)
{
	uint32_t	gap = r->tokens[to].gap;
	uint16_t	counter = r->tokens[from].counter;

	if (!only(&r->tokens[to], FILLER | SUM | CUMUL | ABOUT | CHANGE | THIS) || (!comma && (gap > 0 || (r->tokens[to].cues & (CHANGE | FILLER)) != (CHANGE | FILLER))) ||
		((r->tokens[to].cues & CHANGE) && !(r->tokens[to].cues & FILLER)))
		return -1;
	for (int k = to + 1; k < r->n && k < to + 6; k++)
	{
		const GirToken *t = &r->tokens[k];

		gap += t->gap;
		if (gap > 1)
			return -1;
		if (is_figure(t))
			return t->counter == counter || !is_figure(&r->tokens[from]) ? k : -1;
		if (!only(t, FILLER | SUM | CUMUL | ABOUT | THIS) && !(t->kind == GIR_TOKEN_NUMBER && t->counter == YEAR && !t->span))
			return -1;
	}
	return -1;
}

/* Where what is compared with begins, before the figure at i: the first of its tokens; -1.  *lead: bytes of 由 or 从 before it. */
static int
compared_from(const Reader *r, int i, bool comma, uint32_t *lead)
{
	int			begin = -1;

	*lead = 0;
	for (int k = i; k >= 0 && k > i - NEAR; k--)
	{
		const GirToken *t = &r->tokens[k];
		uint32_t	c = t->gap > 0 ? gir_prose_char_before(r, t->off) : 0;

		r->out->steps++;
		if (k < i && !(t->kind == GIR_TOKEN_NUMBER && t->counter == YEAR) && !(is_figure(t) && t->gap == 0) && !(t->kind == GIR_TOKEN_WORD && (t->cues & ~(uint64_t) (PAST | COMPARE | CHANGE | WITH | FILLER | ABOUT | RECEIVE | THIS)) == 0))
			break;
		if (c == 0x7531 || c == 0x4ECE)	/* 由 从 */
		{
			*lead = 3;
			return k;
		}
		if (t->kind == GIR_TOKEN_WORD && (t->cues & (COMPARE | CHANGE | WITH | (comma ? ABOUT : 0))))
			begin = k;
		if (c != 0 && !(t->gap == 1 && k == i))
			break;
	}
	return begin;
}

/* Drop the tokens [from, to): the one at `to` begins where they began, so that no label and no name has them. */
static void
drop(Reader *r, int from, int to, uint32_t lead)
{
	GirToken   *t = &r->tokens[to];

	t->off = r->tokens[from].off - lead;
	t->gap = (uint16_t) (r->tokens[from].gap - (lead > 0));
	t->cues &= ~(uint64_t) CHANGE;
	memmove(&r->tokens[from], t, (size_t) (r->n - to) * sizeof(*t));
	r->n -= to - from;
}

void
gir_prose_leave_comparisons(Reader *r)
{
	int			drops = 0;

	for (int i = 0; i < r->n; i++)
	{
		int			to = i + 1;
		int			from;
		bool		comma;
		uint32_t	lead;

		r->out->steps++;
		if ((r->tokens[i].cues & (CHANGE | FILLER)) == (CHANGE | FILLER))
			r->tokens[i].cues &= ~(uint64_t) CHANGE;
		if (!(is_figure(&r->tokens[i]) || r->tokens[i].counter == SHARE || ((r->tokens[i].cues & (CHANGE | COMPARE)) && to < r->n && is_mark(&r->tokens[to], GIR_MARK_COMMA))))
			continue;
		if (to < r->n && (r->tokens[to].cues & COMPARE))
			to++;				/* 与上年的9件相比 */
		comma = to < r->n && is_mark(&r->tokens[to], GIR_MARK_COMMA);
		to += comma;
		if (to >= r->n || drops == MAX_DROPS || reached(r, i, to, comma) < 0)
			continue;
		from = compared_from(r, i, comma, &lead);
		if (from < 1 || r->tokens[from - 1].kind != GIR_TOKEN_WORD)
			continue;			/* of nothing that is said before it */
		if (r->tokens[i].kind == GIR_TOKEN_WORD && !(r->tokens[from].cues & COMPARE))
			continue;			/* 有待提高，全年有2件 */
		drop(r, from, to, lead);
		drops++;
		i = from;
	}
}
