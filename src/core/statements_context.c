/*
 * statements_context.c - what holds at a place of a sentence: year, scope, business, list; labels of parts
 */
#include "core/statements_work.h"

enum
{
	MAX_SUMMANDS = 32			/* ways to apply, bodies: there are a handful */
};

bool
gir_prose_other_time(const Reader *r)
{
	return r->when == WHEN_OTHER || (r->january && !r->december);
}

bool
gir_prose_other_scope(const Reader *r)
{
	return r->wide;
}

/* 向一名申请人收取300元: all that was paid, by one; no condition. */
static bool
is_of_person(const Reader *r, const Unit *u)
{
	for (int k = u->from; k < u->token; k++)
	{
		const GirToken *t = &r->tokens[k];

		if ((t->cues & COND) && !(t->end - t->off > 9 && memcmp(r->text + t->end - 9, "申请人", 9) == 0))
			return false;
	}
	return true;
}

bool
gir_prose_vetoed(const Reader *r, const Unit *u)
{
	if (gir_prose_other_time(r) || gir_prose_other_scope(r) || r->plan || r->compare || r->hedged)
		return true;
	if (u->pre & (CHANGE | EACH | MEAN | COMPARE | SPAN | NEG))
		return true;
	if ((u->pre & COND) && !(r->tokens[u->token].counter == MONEY && (u->pre & PAY) && is_of_person(r, u)))
		return true;
	if (r->others && (u->cues & (RECEIVE | ANSWER | OUTCOME | CARRIED)))
		return true;
	return (u->pre & CUMUL) && r->until && r->when != WHEN_THIS;
}

uint32_t
gir_prose_char_before(const Reader *r, uint32_t off)
{
	const char *p;
	int			i = 0;

	while (off > 0 && i < 8)
	{
		uint32_t	at = off - 1;

		while (at > 0 && off - at < 4 && ((unsigned char) r->text[at] & 0xC0) == 0x80)
			at--;
		p = r->text + at;
		if (!gir_is_space(gir_next_char(&p, r->text + off)))
		{
			p = r->text + at;
			return gir_next_char(&p, r->text + off);
		}
		off = at;
		i++;
	}
	return 0;
}

static uint32_t
char_after(const Reader *r, uint32_t off)
{
	const char *p = r->text + off;
	const char *end = r->text + r->len;

	for (int i = 0; i < 8 && p < end; i++)
	{
		uint32_t	c = gir_next_char(&p, end);

		if (!gir_is_space(c))
			return c;
	}
	return 0;
}

/* Is s the word, with white space between its characters? */
static bool
is_spaced(const char *s, const char *end, const char *word, const char *word_end)
{
	while (s < end)
	{
		const char *p = s;
		uint32_t	c = gir_next_char(&p, end);

		if (gir_is_space(c))
		{
			s = p;
			continue;
		}
		if (word >= word_end || c != gir_next_char(&word, word_end))
			return false;
		s = p;
	}
	return word == word_end;
}

bool
gir_prose_is_word(const Reader *r, int i, const char *word)
{
	const GirToken *t;
	size_t		n;

	if (i < 0 || i >= r->n || r->tokens[i].kind != GIR_TOKEN_WORD)
		return false;
	t = &r->tokens[i];
	n = strlen(word);
	if (t->end - t->off > n)
		return is_spaced(r->text + t->off, r->text + t->end, word, word + n);
	return t->end - t->off == n && memcmp(r->text + t->off, word, n) == 0;
}

bool
gir_prose_is_one_of(const Reader *r, int i, const char *const *words, int n)
{
	int			k = 0;

	while (k < n && !gir_prose_is_word(r, i, words[k]))
		k++;
	return k < n;
}

/* 结转, or what was left undone: what may stand after the year that it comes from. */
static bool
is_carried(const Reader *r, int i)
{
	return i < r->n && r->tokens[i].kind == GIR_TOKEN_WORD && r->tokens[i].gap <= 1 && (r->tokens[i].cues & MOVED);
}

/* 转 待 */
static bool
is_until_then(uint32_t c)
{
	return c == 0x8F6C || c == 0x5F85;
}

/* 结转2024年, 延至2024年, 转2024年, 待2024年 */
bool
gir_prose_moves_to(const Reader *r, int i)
{
	return i > 0 && (((r->tokens[i - 1].cues & (MOVED | CARRYOUT)) == MOVED && r->tokens[i].gap <= 1) || (r->tokens[i].gap > 0 && is_until_then(gir_prose_char_before(r, r->tokens[i].off))));
}

/* 末 底 */
static bool
is_year_end(uint32_t c)
{
	return c == 0x672B || c == 0x5E95;
}

/* 至 到 入 */
static bool
is_towards(uint32_t c)
{
	return c == 0x81F3 || c == 0x5230 || c == 0x5165;
}

/* 上年结转至本年继续办理: what stands after it says no more. */
static void
leave_this_year(Reader *r, int i)
{
	GirToken   *t = &r->tokens[i + 1];

	if (i + 1 >= r->n || !(t->cues & THIS) || t->gap > 1)
		return;
	t->cues = FILLER;
	if (i + 2 < r->n && t[1].gap == 0 && (t[1].cues & CARRYOUT))
		t[1].cues = FILLER;
}

/* 上年遗留, 结转至明年: what 结转 and its like mean beside a word for another year. */
void
gir_prose_join_carried(Reader *r)
{
	for (int i = 0; i < r->n; i++)
	{
		GirToken   *t = &r->tokens[i];
		GirToken   *before = i > 0 ? t - 1 : NULL;
		GirToken   *after = i + 1 < r->n ? t + 1 : NULL;

		r->out->steps++;
		/* 上年遗留的待办申请 */
		if ((t->cues & CARRYOUT) && i > 1 && gir_prose_is_word(r, i - 1, "的") && (r->tokens[i - 2].cues & CARRYIN) && t->gap + r->tokens[i - 1].gap == 0)
			t->cues = CARRYIN;
		if (t->kind != GIR_TOKEN_WORD || !(t->cues & MOVED))
			continue;
		if (i > 1 && gir_prose_is_word(r, i - 1, "的") && t->gap == 0)
			before--;
		if (before && (before->cues & CARRYIN) && (t->cues & CARRYOUT) && t->gap == 0)
			t->cues = CARRYIN;	/* 承接上年未办结 */
		else if (before && t->gap == 1 && (before->cues & THIS) && is_year_end(gir_prose_char_before(r, t->off)))
			t->cues = CARRYOUT;	/* 本年末结转 */
		else if (before && (before->cues & PAST) && t->gap <= 1)
		{
			before->cues &= ~(uint64_t) PAST;
			t->cues = CARRYIN;
			leave_this_year(r, i);
		}
		else if (after && (after->cues & PAST) && after->gap == 1 && !(t->cues & CARRYOUT) && gir_prose_char_before(r, after->off) == 0x81EA)
		{
			after->cues = FILLER;	/* 结转自上一年度 */
			t->cues = CARRYIN;
		}
		else if (after && (after->cues & THIS) && after->gap <= 1 && !(t->cues & CARRYOUT) && is_towards(gir_prose_char_before(r, after->off)))
		{
			t->cues = CARRYIN;
			leave_this_year(r, i);
		}
		else if (before && (before->cues & PLAN) && t->gap == 0 && !(t->cues & CARRYOUT) && gir_prose_char_before(r, before->off) == 0x5411)	/* 向 */
		{
			before->cues = FILLER;	/* 未向下一年度结转 */
			t->cues = CARRYOUT;
		}
		else if (after && (after->cues & PLAN) && after->gap <= 1 && !(t->cues & CARRYOUT))
		{
			after->cues = FILLER;
			t->cues = CARRYOUT;
		}
	}
}

bool
gir_prose_carries_year(const Reader *r, int i)
{
	const GirToken *t = &r->tokens[i];

	return is_carried(r, i + 1) && t->gap <= 1 &&
		((i > 0 && t->gap == 0 && ((r->tokens[i - 1].cues & (INCLUDE | EXCLUDE)) || gir_prose_is_word(r, i - 1, "承接"))) ||
		 gir_prose_char_before(r, t->off) == 0x52A0 || gir_prose_char_before(r, t->off) == 0x4ECE || gir_prose_char_before(r, t->off) == 0x7531);	/* 加 从 由 */
}

uint64_t
gir_prose_carried_by_year(const Reader *r, int i, int year)
{
	bool		before = gir_prose_moves_to(r, i);
	bool		after = is_carried(r, i + 1);

	if (gir_prose_carries_year(r, i) || (before && gir_prose_char_before(r, r->tokens[i].off) == 0x81EA))	/* 结转自2022年 */
		return CARRYIN;
	if (before && (r->year == 0 || year >= r->year))
		return year == r->year ? 0 : CARRYOUT;
	if ((before || after) && r->year != 0 && year < r->year)
		return CARRYIN;
	return 0;
}

/* 是上年的1.5倍 */
static bool
is_multiple(const Reader *r, int i)
{
	if (gir_prose_is_word(r, i + 1, "的"))
		i++;
	return i + 1 < r->n && r->tokens[i + 1].counter == SHARE && r->tokens[i + 1].gap <= 1;
}

/* 至 到 - — ～ ~ 、 和 */
static bool
joins_years(uint32_t c)
{
	return c == 0x81F3 || c == 0x5230 || c == '-' || c == 0x2014 || c == 0xFF5E || c == '~' || c == 0x3001 || c == 0x548C;
}

void
gir_prose_on_year(Reader *r, int i)
{
	GirToken   *t = &r->tokens[i];
	int			year = t->digits <= 9999 ? (int) t->digits : 0;
	uint32_t	before = gir_prose_char_before(r, t->off);
	uint64_t	carried;

	r->later_year |= r->nfound > 0;
	if (t->span || year < 1900 || year > 2100)
	{
		/* 近三年, 三年来; but 连续三年无… has this one among them */
		if (before == 0x8FD1 && t->gap == 1 && i > r->clause && (gir_prose_is_word(r, i - 1, "为") || gir_prose_is_word(r, i - 1, "是")))
			return;				/* 为近五年最高 */
		if (t->span || before == 0x8FD1 || (t->digits <= 50 && !(before == 0x7EED && i + 1 < r->n && (t[1].cues & NEG))))
			r->when = WHEN_OTHER;
		return;
	}
	if (char_after(r, t->end) == 0x524D)	/* 2015年前 */
		r->when = WHEN_OTHER;
	carried = gir_prose_carried_by_year(r, i, year);
	if (carried != 0)
	{
		/* the year becomes part of the word */
		t->kind = GIR_TOKEN_WORD;
		t->cues = carried;
		if (carried == CARRYIN && i + 1 < r->n && (t[1].cues & CARRYOUT))
			t[1].cues = CARRYIN;	/* 2022年末未办结的 */
		return;
	}
	if (i > 0 && t->gap == 0 && (r->tokens[i - 1].cues & (CAUSE | COMPARE | WITH)))
	{
		r->compare |= (r->tokens[i - 1].cues & CAUSE) == 0;
		return;
	}
	if (r->compare || (year < r->year && is_multiple(r, i)))
		return;
	/* 2020至2022年 */
	if (i > 0 && r->years == 0 && r->tokens[i - 1].kind == GIR_TOKEN_NUMBER && r->tokens[i - 1].counter == NONE && r->tokens[i - 1].digits >= 1990 &&
		r->tokens[i - 1].digits <= 2100 && joins_years(before))
		r->years = (int) r->tokens[i - 1].digits;
	if (r->years != 0 && r->years != year && joins_years(before))
		r->when = WHEN_OTHER;
	else if (r->years == 0 || r->years == year || r->when != WHEN_OTHER)
		r->when = year == r->year ? WHEN_THIS : WHEN_OTHER;
	/* 2026年力争500条，2025年实际公开452条 */
	if (r->plan && r->when == WHEN_THIS && i == r->clause)
		r->plan = false;
	if (r->when == WHEN_THIS && r->until)
		r->when = WHEN_UNSAID;
	r->years = year;
	r->january = r->december = false;
}

void
gir_prose_on_month(Reader *r, int i)
{
	const GirToken *t = &r->tokens[i];
	uint32_t	after = char_after(r, t->end);

	/* 1至12月 */
	if (t->digits == 12 && i > 0 && r->tokens[i - 1].kind == GIR_TOKEN_NUMBER && r->tokens[i - 1].counter == NONE && r->tokens[i - 1].digits == 1 &&
		joins_years(gir_prose_char_before(r, t->off)))
		return;
	if (t->span || t->digits < 1 || t->digits > 12)
		r->when = WHEN_OTHER;
	else if (t->digits == 12)
		r->december = true;
	else if (t->digits == 1 && !r->december)
		r->january = true;
	else if (t->digits == 5 && r->years == 2008)
		return;					/* since when there has been a law */
	else if (!r->compare)
		r->when = WHEN_OTHER;
	/* 12月底收到的3件 */
	if (t->digits == 12 && !r->january && !r->until && is_year_end(after) && i + 2 < r->n && t[1].gap == 1 && (t[1].cues & RECEIVE) && gir_prose_is_word(r, i + 2, "的") &&
		!joins_years(gir_prose_char_before(r, t->off)))
	{
		r->december_alone = r->when != WHEN_OTHER;
		r->when = WHEN_OTHER;
	}
	if (t->digits == 12 && !r->january && !r->until && after != 0x5E95 && after != 0x672B && after != '3' && after != 0xFF13 && after != 0x4E09 && gir_prose_char_before(r, t->off) != '-')
	{
		r->december_alone = r->when != WHEN_OTHER;
		r->when = WHEN_OTHER;
	}
}

/* 全市, 全县 … of a report of that region are its own. */
static bool
is_own_region(const Reader *r, const GirToken *t)
{
	const char *p = r->text + t->off;
	const char *end = r->text + t->end;
	uint32_t	last = 0;
	uint32_t	first = gir_next_char(&p, end);

	while (p < end)
		last = gir_next_char(&p, end);
	return r->level != 0 && first == 0x5168 && last == r->level;	/* 全 */
}

/* 省厅, 市政府, 县局: a body above, by its level alone. */
static bool
is_body_above(const char *s, size_t len)
{
	static const char *const levels[] = {"省", "市", "县", "区", "州", "旗", "盟"};
	static const char *const kinds[] = {"政府", "人民政府", "政府办公厅", "政府办公室", "政府办", "厅", "局", "委", "办"};

	for (int i = 0; i < LENGTH(levels); i++)
		for (int k = 0; k < LENGTH(kinds); k++)
			if (len == 3 + strlen(kinds[k]) && memcmp(s, levels[i], 3) == 0 && memcmp(s + 3, kinds[k], len - 3) == 0)
				return true;
	return false;
}

/*
 * The name of a body just before token k, in characters that are in no word: 省厅 of 省厅共收到.  Up to six characters that begin a clause.
 */
static GirSpan
body_before(const Reader *r, int k)
{
	uint32_t	from = k > 0 ? r->tokens[k - 1].end : r->start;
	GirSpan		s = gir_trim(r->text, (GirSpan) {from, r->tokens[k].off - from});

	if (k > 0 && r->tokens[k - 1].kind == GIR_TOKEN_WORD && gir_prose_is_word(r, k - 1, "人民政府"))
		return (GirSpan) {0, 0};
	return s.len <= 18 ? s : (GirSpan) {0, 0};
}

bool
gir_prose_is_of_body_above(Reader *r, int token)
{
	for (int k = token - 1; k >= 0 && k > token - 32; k--)
	{
		const GirToken *t = &r->tokens[k];
		GirSpan		body;

		r->out->steps++;
		if (t->cues & OWN)
			return false;
		if (!(t->cues & (RECEIVE | ANSWER | HANDLE)))
			continue;
		body = body_before(r, k);
		if (body.len > 0 && is_body_above(r->text + body.off, body.len))
			return true;
	}
	return false;
}

/* 省厅共收到申请560件，…我局5件: what was said of a body above, before the sentence comes to its own, is not the report's. */
static void
leave_body_above(Reader *r)
{
	for (; r->own_from < r->nfound; r->own_from++)
		r->found[r->own_from].gone |= gir_prose_is_of_body_above(r, r->found[r->own_from].token);
}

bool
gir_prose_is_department(const Reader *r)
{
	return r->options.agency && r->options.agency[0] && strstr(r->options.agency, "政府") == NULL;
}

/* 1月1日至12月31日期间 */
static bool
ends_dates(const Reader *r, int i)
{
	return i > 0 && r->tokens[i].gap == 0 && r->tokens[i - 1].kind == GIR_TOKEN_NUMBER && (r->tokens[i - 1].counter & DAY) && gir_prose_is_word(r, i, "期间");
}

/* 与上年持平 */
static bool
is_like(const Reader *r, int i)
{
	static const char *const words[] = {"持平", "基本持平", "大致持平", "相同", "基本相同", "一致", "基本一致", "相当", "大体相当", "基本相当", "相差无几", "一样"};

	return i > 0 && ((r->tokens[i - 1].cues & WITH) || gir_prose_is_word(r, i - 1, "和")) && gir_prose_is_one_of(r, i + 1, words, LENGTH(words));
}

/* 列全市第3名, 在全县绩效考核中得4分: a rank among others, and the figures are its own. */
static bool
is_rank(const Reader *r, int i)
{
	static const char *const contests[] = {"绩效", "考核", "目标考核", "年度考核", "综合考核", "评比", "测评"};
	const GirToken *after = i + 1 < r->n ? &r->tokens[i + 1] : NULL;

	for (int k = 0; k < LENGTH(contests); k++)
		if (begins_with(r, r->tokens[i].end, (uint32_t) r->len, contests[k]))
			return true;
	return after && after->gap <= 1 && (after->kind == GIR_TOKEN_BROKEN || gir_prose_is_word(r, i + 1, "第一") || gir_prose_is_word(r, i + 1, "排名"));
}

/* 与信息公开无关: what the sentence has said of disputes is of other business. */
static void
leave_disputes(Reader *r)
{
	for (int i = r->segment; i < r->nfound; i++)
		if (!r->found[i].s.negative && r->found[i].s.digits != 0 && !(r->found[i].cues & (DISC | APPL)) &&
			(r->found[i].s.measure == GIR_MEASURE_REVIEWS || r->found[i].s.measure == GIR_MEASURE_LITIGATIONS || r->found[i].s.measure == GIR_MEASURE_DISPUTES))
			r->found[i].gone = true;
}

/* 据2021年年报，当年收到33件: the year that was named. */
static bool
refers_to_year(const Reader *r, int i)
{
	static const char *const words[] = {"当年", "当年度", "同年"};

	return gir_prose_is_one_of(r, i, words, LENGTH(words));
}

/* 收到12件，集中在招生（7件）和培训（5件）: what the applications are about, with how many in brackets. */
static bool
is_subject(const Reader *r, int i)
{
	return r->topic == APPL && r->nfound > 0 && i + 3 < r->n && is_mark(&r->tokens[i + 1], GIR_MARK_OPEN) && r->tokens[i + 1].gap <= 4 && is_figure(&r->tokens[i + 2]) &&
		is_mark(&r->tokens[i + 3], GIR_MARK_CLOSE) && r->found[r->nfound - 1].s.measure == GIR_MEASURE_RECEIVED &&
		r->tokens[i + 2].counter == r->tokens[r->found[r->nfound - 1].token].counter && r->tokens[i + 2].digits <= r->found[r->nfound - 1].s.digits;
}

void
gir_prose_on_word(Reader *r, int i)
{
	const GirToken *t = &r->tokens[i];
	uint64_t	c = t->cues;

	if (c & (COMPARE))
		r->compare = true;
	if (c & (EACH | MEAN))
		r->hedged = true;
	if (!r->compare)
	{
		if ((c & THIS) && i > 0 && t->gap == 0 && ((r->tokens[i - 1].cues & PAST) || (i > 1 && (r->tokens[i - 2].cues & PAST) && only(&r->tokens[i - 1], FILLER))))
			r->when = WHEN_OTHER;	/* 去年全年, 去年及今年 */
		else if ((c & THIS) && !(r->when == WHEN_OTHER && refers_to_year(r, i)))
		{
			r->when = WHEN_THIS;
			r->others = false;
		}
		else if ((c & PAST) && i == r->clause && i > 0 && gir_prose_is_word(r, i, "同期") && i + 1 < r->n && (r->tokens[i + 1].cues & (RECEIVE | ANSWER | FILLER | DONE)) && r->when != WHEN_OTHER)
			r->when = WHEN_THIS;	/* 许可7,744件，同期答复申请16件 */
		else if ((c & (PAST | SPAN)) && !ends_dates(r, i) && !is_multiple(r, i) && !is_like(r, i))
		{
			if (r->nfound > r->segment && r->when != WHEN_OTHER)
				r->resumed = r->when;	/* 收到9件，上年12件；复议1件 */
			r->when = WHEN_OTHER;
		}
	}
	if ((c & PLAN) && !r->list)
		r->plan = true;
	if (c & UNTIL)
		r->until = true;
	if ((c & PARTS) && !(t->gap > 0 && gir_prose_is_word(r, i, "某")))	/* 李某 */
		r->hedged = r->parts = true;
	if ((c & FOREIGN) && (c & WITH))
		leave_disputes(r);
	/* 收到申请31件…应为30件: one of the two is wrong */
	if ((c & (COND | FAULT)) == (COND | FAULT) && r->nfound > 0)
		r->found[r->nfound - 1].gone = true;
	if ((c & WIDE) && !is_own_region(r, t) && !is_rank(r, i) && !gir_prose_is_word(r, i - 1, "占"))
		r->wide = true;
	if (c & OWN)
	{
		leave_body_above(r);
		r->wide = r->hedged = r->parts = r->others = false;
	}
	if (c & DOCUMENT)
		r->documents = c & DOCUMENT;
	r->disputes |= c & DISPUTE;
	if (c & APPL)
		r->topic = APPL;
	else if ((c & FOREIGN) && !r->list && !r->sub && !is_subject(r, i))
		r->topic = FOREIGN;
	else if (c & FEE)
		r->topic = FEE;
	else if (c & (PROACTIVE | DOCUMENT | DISPUTE))
		r->topic = 0;
	else if ((c & OUTCOME) || ((c & CARRIED) && r->topic == 0) || ((c & APPLY) && r->topic == 0 && t->gap == 0))
		r->topic = APPL;
}

/* 2024年1月，: a clause of nothing but a time says it of the next one. */
static bool
is_time(const Reader *r, int from, int to)
{
	for (int k = from; k < to; k++)
		if (r->tokens[k].kind != GIR_TOKEN_NUMBER || !(r->tokens[k].counter & (YEAR | MONTH | DAY)))
			return false;
	return from < to;
}

static void
end_clause(Reader *r, int i)
{
	if (!is_time(r, r->clause, i))
		r->january = r->december = false;
	r->others |= r->parts && r->last_token >= r->clause && (r->last & RECEIVE);
	r->clause = i + 1;
	r->compare = r->hedged = r->parts = false;
	r->years = 0;
}

/* 条 before the comma that the clause begins after, and no number before it? */
static bool
lacks_number(const Reader *r)
{
	uint32_t	c = r->clause > 0 ? gir_prose_char_before(r, r->tokens[r->clause - 1].off) : 0;

	if (r->clause > 1 && r->tokens[r->clause - 2].kind != GIR_TOKEN_WORD)
		return false;
	return c == 0x6761 || c == 0x7BC7;	/* 条 篇 */
}

void
gir_prose_open_list(Reader *r)
{
	Found	   *total = find(r, GIR_MEASURE_DISCLOSURES);
	uint64_t	seen = 0;

	if (r->list)
		return;
	if (total == NULL && r->nfound == 0)
		for (int k = r->n - 1; k >= 0; k--)
			seen |= r->tokens[k].off < r->tokens[r->clause].off ? r->tokens[k].cues : 0;
	/* 共主动公开政府信息条，其中…: the number was not filled in */
	if (total == NULL && !(seen & PROACTIVE && (seen & SUM || lacks_number(r))))
		return;
	r->list = true;
	r->list_total = total ? (int) (total - r->found) : -1;
	r->list_number = ++r->lists;
	r->list_sum = 0;
	r->list_counter = total ? r->tokens[total->token].counter : ITEM;
	if (total)
		total->s.list = r->list_number;
}

void
gir_prose_resume_list(Reader *r)
{
	r->list = true;
	r->list_total = -1;
	r->list_number = r->out->items[r->total - 1].list = ++r->lists;
	r->list_sum = 0;
	r->list_counter = r->total_counter;
	r->total = 0;
}

static void
start_parts(Reader *r, uint16_t counter)
{
	r->list = true;
	r->list_total = -1;
	r->list_number = ++r->lists;
	r->list_sum = 0;
	r->list_counter = counter;
}

/* The figure after token i, which nothing but the name of an item parts from it; -1. */
static int
next_figure(const Reader *r, int i)
{
	uint64_t	cues = 0;

	for (int k = i + 1; k < r->n && k < i + 16; k++)
	{
		const GirToken *t = &r->tokens[k];

		if (is_figure(t))
			return (t->counter & (ITEM | CASE)) && (k > i + 1 || t->gap > 0) &&
				(cues & ((VERBS & ~(uint64_t) (FOREIGN | OTHERACT)) | THIS | SUM | OWN | NEG | PLAN | COND | APPL | APPLY | INCLUDE | CHANNEL)) == 0 ? k : -1;
		if (t->kind != GIR_TOKEN_WORD && !is_mark(t, GIR_MARK_OPEN))
			return -1;
		cues |= t->cues;
	}
	return -1;
}

/* 业务工作20条: a filler that belongs to the name before it. */
static bool
names_things(const Reader *r, int i)
{
	static const char *const nouns[] = {"本级", "工作", "情况", "事项", "案件", "内容", "方面", "情形"};

	return gir_prose_is_one_of(r, i, nouns, LENGTH(nouns));
}

/* 主动公开信息：组织机构3条、领导分工6条: items of a total that comes later, or not at all. */
static bool
begins_items(const Reader *r, int i)
{
	int			first;
	int			second;
	uint64_t	cues = 0;
	bool		shown = false;

	for (int k = r->clause; k < i; k++)
	{
		const GirToken *t = &r->tokens[k];

		if (shown && (t->gap > 0 || !only(t, GENERIC)))
			return false;
		if (t->kind != GIR_TOKEN_WORD && !(t->kind == GIR_TOKEN_NUMBER && t->counter == YEAR))
			return false;
		shown |= (t->cues & SHOWN) != 0;
		cues |= t->cues;
	}
	if (r->tokens[i].gap > (is_mark(&r->tokens[i], GIR_MARK_COMMA) ? 1 : 0) || !((cues & PROACTIVE) || ((cues & PUBLISH) && (cues & INFO))) || (cues & (NEG | ACTIVITY | FOREIGN | APPL | APPLY | DOCUMENT)))
		return false;
	first = next_figure(r, i);
	if (first < 0 || first + 1 >= r->n || r->tokens[first + 1].kind != GIR_TOKEN_MARK || r->tokens[first + 1].mark == GIR_MARK_OPEN)
		return false;
	for (int k = r->clause; k < i; k++)
		if (!(cues & INFO) && names_things(r, k))
			return false;		/* 主动公开方面：… */
	second = next_figure(r, is_mark(&r->tokens[first + 1], GIR_MARK_CLOSE) ? first + 2 : first + 1);
	return second >= 0 && r->tokens[second].counter == r->tokens[first].counter;
}

/* 主动公开信息180条，公文12条，动态168条: do the figures after the mark, items by their sum, make up the total before it? */
static bool
adds_to_total(Reader *r, int i)
{
	const Found *total = r->nfound > 0 ? &r->found[r->nfound - 1] : NULL;
	int64_t		sum = 0;
	int			n = 0;

	if (r->list || total == NULL || total->s.measure != GIR_MEASURE_DISCLOSURES || total->token != r->last_token || total->token < r->clause - 2 || total->s.approximate)
		return false;
	for (int k = i + 1; k < r->n && k < i + NEAR && !is_mark(&r->tokens[k], GIR_MARK_SEMICOLON); k++)
	{
		const GirToken *t = &r->tokens[k];

		r->out->steps++;
		if (t->cues & ((VERBS & ~(uint64_t) (FOREIGN | OTHERACT)) | APPL | APPLY | DOCUMENT | THIS | SUM | OWN | NEG | PLAN | COND | COMPARE))
			return false;
		if (!is_figure(t))
			continue;
		if (t->counter != r->tokens[total->token].counter || n++ == MAX_SUMMANDS)
			return false;
		sum += t->digits;
		if (sum >= total->s.digits)
			break;
	}
	return n > 1 && sum == total->s.digits;
}

/* Has what stands from token i to the end of the clause, or to the next ；, one of the cues? */
static bool
says(const Reader *r, int i, bool clause, uint64_t cues)
{
	for (; i < r->n && !(clause ? ends_clause(&r->tokens[i]) : is_mark(&r->tokens[i], GIR_MARK_SEMICOLON)); i++)
	{
		r->out->steps++;
		if (r->tokens[i].cues & cues)
			return true;
	}
	return false;
}

/* In the bracket, or in the clause? */
static bool
has_figure(const Reader *r, int i)
{
	while (i < r->n && r->tokens[i].kind == GIR_TOKEN_WORD)
		i++;
	return i < r->n && r->tokens[i].kind == GIR_TOKEN_NUMBER;
}

/* 加强 做好 完善 推进 强化 规范 严格 落实 健全 优化 提升 深化 坚持 认真 扎实 持续 积极 切实 */
bool
gir_prose_begins_with_care(const Reader *r, int from)
{
	static const char chars[] = "加做完推强规严落健优提深坚认扎持积切";
	const char *p = r->text + (from > 0 ? r->tokens[from - 1].end : r->start);

	for (size_t i = 0; r->len - (size_t) (p - r->text) >= 3 && i < sizeof(chars) - 1; i += 3)
		if (memcmp(p, chars + i, 3) == 0)
			return true;
	return false;
}

/* 主动公开内容包括政策法规9条、工作动态203条: items of a total that comes later, behind a word or a mark. */
void
gir_prose_include_items(Reader *r, int i)
{
	if (!r->list && begins_items(r, i))
		start_parts(r, r->tokens[next_figure(r, i)].counter);
}

bool
gir_prose_clause_says(const Reader *r, int i, uint64_t cues)
{
	return says(r, i, true, cues);
}

/*
 * 网站访问量达12万次，上年结转申请3件; 加强文件审核，…: other business that the clause after it has nothing to do with, unless somebody applied or
 * asked for something (热线受理120件，办结118件).
 */
static bool
is_passing(const Reader *r, int i)
{
	const uint64_t cases = RECEIVE | HANDLE | ANSWER | APPLY | DISPUTE;
	bool		figure = false;

	if (r->topic != FOREIGN)
		return false;
	for (int k = r->clause; k < i; k++)
	{
		const GirToken *t = &r->tokens[k];

		if ((t->cues & cases) || (is_figure(t) && (t->counter & CASE)))
			return false;
		figure |= t->kind == GIR_TOKEN_NUMBER && !(t->counter & (YEAR | MONTH | DAY));
	}
	return (figure && (gir_prose_clause_says(r, i + 1, APPL | APPLY | CARRIED | MOVED | NEW) || !gir_prose_clause_says(r, i + 1, RECEIVE | ANSWER | HANDLE))) || gir_prose_begins_with_care(r, r->clause);
}

void
gir_prose_on_mark(Reader *r, int i)
{
	switch (r->tokens[i].mark)
	{
		case GIR_MARK_OPEN:
			r->outside = r->when;
			r->parts_outside = r->parts;
			r->taken_outside = r->taken;
			r->bracket = true;
			/* 较2020年（收到10件、办结10件）: of that year */
			if (i > 0 && r->compare && ((r->tokens[i - 1].kind == GIR_TOKEN_NUMBER && r->tokens[i - 1].counter == YEAR) || (r->tokens[i - 1].cues & PAST)))
				r->when = WHEN_OTHER;
			if (i > 0 && r->nfound > 0 && has_figure(r, i + 1) && r->found[r->nfound - 1].token == i - 1 && r->found[r->nfound - 1].s.measure == GIR_MEASURE_DISCLOSURES)
				gir_prose_open_list(r);	/* 103条（门户网站80条、公众号23条） */
			end_clause(r, i);
			break;
		case GIR_MARK_CLOSE:
			if (r->bracket)
				r->when = r->outside;
			if (r->bracket && i > 0 && r->tokens[i - 1].counter == SHARE && r->taken < i)
			{
				r->taken = i + 1;	/* 61条（占30.5%）、部门动态139条 */
				r->pending.len = 0;
			}
			end_clause(r, i);
			if (r->bracket && r->parts_outside)
				r->hedged = r->parts = true;	/* 各县（区）收到640件 */
			r->bracket = r->sub = r->parts_outside = false;
			break;
		case GIR_MARK_SEMICOLON:
			r->sub = r->list;
			if (r->when == WHEN_OTHER && r->resumed != WHEN_OTHER)
				r->when = r->resumed;
			r->resumed = WHEN_OTHER;
			if (r->summed && says(r, i + 1, false, CUMUL))
				r->when = WHEN_OTHER;	/* 累计受理1,960件，其中2021年148件；累计被复议55件 */
			if (r->december_alone)
				r->when = WHEN_UNSAID;
			r->december_alone = false;
			r->others = false;
			r->segment = r->nfound;
			r->segment_from = i + 1;
			if (r->topic == FOREIGN)
				r->topic = 0;
			else if ((r->topic == FEE && says(r, i + 1, false, RECEIVE | ANSWER | OUTCOME)) || (r->topic == 0 && says(r, i + 1, false, OUTCOME)))
				r->topic = r->first_topic;
			/* 全县公开工作会议召开2次；县政府办公室收到…: what was wide is over */
			if (r->last != 0 && !(r->last & (RECEIVE | ANSWER | HANDLE | OUTCOME | CARRIED | DISPUTE | FEE | PROACTIVE | DOCUMENT)))
				r->wide = false;
			end_clause(r, i);
			break;
		case GIR_MARK_COMMA:
			if (adds_to_total(r, i))
				gir_prose_open_list(r);
			/* 主动公开的政府信息中，机构职能2条、政策法规13条 */
			else if (r->tokens[i].gap == 1 && gir_prose_char_before(r, r->tokens[i].off) == 0x4E2D)
				gir_prose_include_items(r, i);
			if (is_passing(r, i))
				r->topic = r->first_topic;
			end_clause(r, i);
			break;
		case GIR_MARK_STOP:
			end_clause(r, i);
			break;
		case GIR_MARK_COLON:
			if ((i > 0 && is_figure(&r->tokens[i - 1])) || adds_to_total(r, i))
				gir_prose_open_list(r);
			else
				gir_prose_include_items(r, i);
			break;
		default:
			break;
	}
}

/* The last word that says 公开 before the number, -1. */
static int
shown_before(const Reader *r, const Unit *u)
{
	for (int k = u->token - 1; k >= u->from; k--)
		if (r->tokens[k].kind == GIR_TOKEN_WORD && (r->tokens[k].cues & SHOWN))
			return k;
	return -1;
}

/* Nothing but words for information as such between 公开 and the number? */
static bool
is_generic(const Reader *r, int verb, int number)
{
	for (int k = verb + 1; k < number; k++)
	{
		/* 主动公开政府信息（不含转载）62条 */
		if (is_mark(&r->tokens[k], GIR_MARK_OPEN) && r->tokens[k].gap == 0)
			while (k < number && !is_mark(&r->tokens[k], GIR_MARK_CLOSE))
				k++;
		else if (!(only(&r->tokens[k], GENERIC) || is_mark(&r->tokens[k], GIR_MARK_COLON) || (r->tokens[k].kind == GIR_TOKEN_NUMBER && r->tokens[k].counter == YEAR)) ||
				 r->tokens[k].gap > 0)
			return false;
	}
	return r->tokens[number].gap == 0;
}

/* Words that introduce an item, and are no part of its name. */
static bool
introduces(const GirToken *t)
{
	return is_mark(t, GIR_MARK_COLON) || t->kind == GIR_TOKEN_NUMBER || (t->kind == GIR_TOKEN_WORD && (t->cues & (INCLUDE | SUM | THIS | EXCLUDE | CUMUL)) != 0);
}

/* 经济发展类, 有关制度, 在建项目: the first character is no preposition. */
static bool
begins_name(const char *s, size_t len)
{
	static const char *const names[] = {"经济", "经营", "经费", "经办", "经贸", "经信", "经验", "有关", "有色", "有机", "有线", "有效", "有偿", "有奖", "在建", "在职", "在线", "在编", "在研", "在校", "为民", "为农",
		"为侨", "和谐", "和平", "即时", "即办", "及时", "与会", "于民"};

	for (int i = 0; i < LENGTH(names); i++)
		if (len >= strlen(names[i]) && memcmp(s, names[i], strlen(names[i])) == 0)
			return true;
	return false;
}

/* One of the words off the beginning or the end of a stretch; false when none is there. */
static bool
strip(const char *text, GirSpan *s, const char *const *affixes, int n, bool front)
{
	for (int i = 0; i < n; i++)
	{
		uint32_t	len = (uint32_t) strlen(affixes[i]);

		if (s->len > len + 2 && memcmp(text + s->off + (front ? 0 : s->len - len), affixes[i], len) == 0)
		{
			s->off += front ? len : 0;
			s->len -= len;
			return true;
		}
	}
	return false;
}

static const char *const leading[] = {"通过", "利用", "依托", "借助", "在", "于", "经", "有", "即", "涉及", "及", "和", "与", "以及", "属于", "为", "●", "·", "-", "“", "”", "\"", ".", "．"};

/* May the first character begin one of these?  Few names' do, and the others need no look at them all. */
static bool
may_lead(const char *s)
{
	const char *p = s;

	switch (gir_next_char(&p, s + 3))
	{
		case 0x901A:			/* 通 利 依 借 在 于 */
		case 0x5229:
		case 0x4F9D:
		case 0x501F:
		case 0x5728:
		case 0x4E8E:
		case 0x7ECF:			/* 经 有 即 涉 及 和 */
		case 0x6709:
		case 0x5373:
		case 0x6D89:
		case 0x53CA:
		case 0x548C:
		case 0x4E0E:			/* 与 以 属 为 */
		case 0x4EE5:
		case 0x5C5E:
		case 0x4E3A:
			return true;
		default:
			return (unsigned char) *s < 0xE4 || (unsigned char) *s > 0xE9;
	}
}

/* One of the leading words off the beginning, if it is no part of the name. */
static bool
strip_leading(const char *text, GirSpan *s)
{
	GirSpan		was = *s;

	if (s->len < 3 || !may_lead(text + s->off) || !strip(text, s, leading, LENGTH(leading), true))
		return false;
	if (begins_name(text + was.off, was.len))
		*s = was;
	return s->len < was.len;
}

/*
 * The noun before a number, as printed: 领导信息 of 其中领导信息3条, 政府网站 of 政府网站公开信息375条.
 */
GirSpan
gir_prose_label_before(const Reader *r, const Unit *u)
{
	static const char *const trailing[] = {"等", "有", "上", "“", "”", "\"", "渠道", "平台上"};
	int			verb = shown_before(r, u);
	int			to = u->token;
	int			from;
	bool		opened = false;
	GirSpan		s;

	if (verb >= 0 && (u->pre & CHANNEL) && is_generic(r, verb, u->token))
		to = verb;
	if (to > u->from && in_brackets(r, to))
		to--;
	while (to > u->from && r->tokens[to].gap == 0 && (is_mark(&r->tokens[to - 1], GIR_MARK_COLON) || (only(&r->tokens[to - 1], FILLER | SUM | ABOUT | CUMUL) && !names_things(r, to - 1))))
		to--;
	for (from = to; from > u->from && from - 1 != (verb < to - 1 || (verb >= 0 && r->tokens[to].gap > 1 && ((r->tokens[verb].cues & PROACTIVE) || gir_prose_is_word(r, verb, "对外公开"))) ? verb : -1) && !introduces(&r->tokens[from - 1]); from--)
		continue;
	while (from < to && is_mark(&r->tokens[from], GIR_MARK_ENUM))
		from++;
	s.off = from > 0 ? r->tokens[from - 1].end : r->start;
	/* 主动公开文件类信息: 文件 belongs to the name */
	if (from > 0 && from - 1 == verb && (r->tokens[verb].cues & PROACTIVE) && (r->tokens[verb].cues & FOREIGN) && r->tokens[verb].end - r->tokens[verb].off == strlen("主动公开文件"))
		s.off -= (uint32_t) strlen("文件");
	s.len = r->tokens[to].off > s.off ? r->tokens[to].off - s.off : 0;
	do
		s = gir_trim(r->text, s);
	while (strip_leading(r->text, &s) || strip(r->text, &s, trailing, (u->pre & CHANNEL) ? LENGTH(trailing) : 2, false));
	for (; from < to && s.len > 0; from++)
		if (is_mark(&r->tokens[from], GIR_MARK_OPEN))
			opened = true;
		else if (is_mark(&r->tokens[from], GIR_MARK_CLOSE) && !opened)
			s.len = 0;			/* that ends what began before */
	return s.len > 3 && s.len <= MAX_LABEL_BYTES ? s : (GirSpan) {0, 0};	/* one character is no name */
}

static void
close_list(Reader *r)
{
	r->list = false;
	r->pending.len = 0;
}

/* 举办培训3场, 微信公众号推送522篇: things done, no items of what was disclosed. */
static bool
begins_with_verb(const Reader *r, const Unit *u, GirSpan label)
{
	for (int k = u->from; k < u->token; k++)
		if ((r->tokens[k].cues & ACTIVITY) && (r->tokens[k].off == label.off || (u->pre & CHANNEL)))
			return true;
	return false;
}

/* Does another item follow the figure at once, but for a percentage in brackets? */
static bool
goes_on(const Reader *r, int i)
{
	if (i + 3 < r->n && is_mark(&r->tokens[i + 1], GIR_MARK_OPEN))
		while (i + 1 < r->n && !is_mark(&r->tokens[i + 1], GIR_MARK_ENUM) && (r->tokens[i + 1].kind == GIR_TOKEN_MARK || r->tokens[i + 1].counter == SHARE || only(&r->tokens[i + 1], FILLER)))
			i++;
	return i + 1 < r->n && is_mark(&r->tokens[i + 1], GIR_MARK_ENUM);
}

/* 见附表4: where something is printed. */
static bool
refers(const Reader *r, GirSpan label)
{
	static const char *const words[] = {"见", "详见", "附表", "附件"};

	for (int i = 0; i < LENGTH(words); i++)
		if (label.len >= strlen(words[i]) && memcmp(r->text + label.off, words[i], strlen(words[i])) == 0)
			return true;
	return false;
}

/* An item of a list; false when it is none. */
static bool
take_part(Reader *r, const Unit *u, GirSpan label)
{
	const GirToken *t = &r->tokens[u->token];
	Found	   *f;

	if (label.len == 0)
		label = r->pending;
	if (label.len == 0 || (r->list_total < 0 && (memcmp(r->text + label.off, "被", 3) == 0 || ((u->pre & POST) && !(u->pre & (INFO | CHANNEL))))) || begins_with_verb(r, u, label) || (t->counter == NONE && (u->pre & FOREIGN) && r->list_counter != NONE) || (u->pre & (RECEIVE | APPL | ANSWER | NEG | ISSUE | REPEAL | CARRIED | DISPUTE | FEE | OUTCOME)) ||
		!(t->counter & (ITEM | THING | CASE | NONE)) || (t->counter != NONE && r->list_counter != NONE && t->counter != r->list_counter))
		return false;
	if (refers(r, label))
		return false;
	/* 公开总量765条，其中主动公开750条: no name */
	for (int k = u->from; k < u->token; k++)
		if ((r->tokens[k].cues & SHOWN) && r->tokens[k].off <= label.off && r->tokens[k].end >= label.off + label.len)
			return true;
	f = add(r, GIR_MEASURE_DISCLOSURE_PART, GIR_SENSE_PART, u->token, u->pre);
	if (f == NULL)
		return true;
	f->s.label = label;
	f->s.list = r->list_number;
	r->pending.len = 0;
	r->list_sum += t->digits;
	if (r->list_total >= 0 && (u->post & FILLER) == 0 && char_after(r, t->end) == 0x7B49)	/* 等 */
		r->found[r->list_total].s.open = true;
	if (r->list_total >= 0 && !r->found[r->list_total].s.approximate && r->list_sum == r->found[r->list_total].s.digits && !goes_on(r, u->token))
		close_list(r);
	return true;
}

/* 通过“望岚发布”公开: an account, by its name. */
static GirSpan
account_of(const Reader *r, const Unit *u)
{
	static const char open[] = "“";
	static const char close[] = "”";
	uint32_t	from = u->from > 0 ? r->tokens[u->from - 1].end : r->start;
	const char *end = r->text + r->tokens[u->token].off;
	const char *p = gir_find(r->text + from, (size_t) (end - r->text) - from, open);
	const char *q = p ? gir_find(p, (size_t) (end - p), close) : NULL;
	uint32_t	before = p ? gir_prose_char_before(r, (uint32_t) (p - r->text)) : 0;

	if (q == NULL || q - p > MAX_LABEL_BYTES || q + sizeof(close) - 1 >= end || (before != 0x8FC7 && before != 0x7528 && before != 0x6258 && before != 0x5728))	/* 过 用 托 在 */
		return (GirSpan) {0, 0};
	p += sizeof(open) - 1;
	return (GirSpan) {(uint32_t) (p - r->text), (uint32_t) (q - p)};
}

/* 学校通过校园网: what stands behind the preposition. */
static GirSpan
behind_preposition(const char *text, GirSpan s)
{
	static const char *const words[] = {"通过", "利用", "依托", "借助"};

	for (int i = 0; i < LENGTH(words); i++)
	{
		const char *p = gir_find(text + s.off, s.len, words[i]);

		if (p != NULL)
		{
			uint32_t	off = (uint32_t) (p - text + strlen(words[i]));

			return (GirSpan) {off, s.off + s.len - off};
		}
	}
	return s;
}

/* The channel with what is printed just before it: 县政府门户网站. */
static GirSpan
channel_of(const Reader *r, const Unit *u)
{
	for (int k = u->from; k < u->token; k++)
		if (r->tokens[k].cues & CHANNEL)
		{
			int			first = k;
			uint32_t	from;
			GirSpan		s;

			while (first > u->from && r->tokens[first - 1].kind == GIR_TOKEN_WORD && r->tokens[first - 1].cues == 0)
				first--;		/* 部门网站 */
			from = first > 0 ? r->tokens[first - 1].end : r->start;
			s = behind_preposition(r->text, gir_trim(r->text, (GirSpan) {from, r->tokens[k].end - from}));

			while (strip_leading(r->text, &s))
				s = gir_trim(r->text, s);
			return s.len <= MAX_LABEL_BYTES ? s : (GirSpan) {r->tokens[k].off, r->tokens[k].end - r->tokens[k].off};
		}
	return account_of(r, u);
}

/* 共公开财务收支、低保救助等信息93条: all of it, by examples. */
static bool
by_examples(const Reader *r, const Unit *u, int verb)
{
	static const char *const ends[] = {"等", "等信息", "等政府信息", "等各类信息", "等政务信息", "等方面信息", "等内容"};
	GirSpan		s = gir_trim(r->text, (GirSpan) {r->tokens[verb].end, r->tokens[u->token].off - r->tokens[verb].end});

	for (int i = 0; i < LENGTH(ends); i++)
	{
		size_t		n = strlen(ends[i]);

		if (s.len > n && memcmp(r->text + s.off + s.len - n, ends[i], n) == 0)
			return true;
	}
	return false;
}

/* 主动公开各类涉税信息1,742条: all of it. */
static bool
of_all_kinds(const Reader *r, GirSpan label)
{
	static const char *const words[] = {"各类", "各种", "各项"};

	for (int i = 0; i < LENGTH(words); i++)
		if (label.len > strlen(words[i]) && memcmp(r->text + label.off, words[i], strlen(words[i])) == 0)
			return true;
	return false;
}

/* 信息共计 just before the number? */
static bool
sums_info(const Reader *r, const Unit *u)
{
	int			k = u->token - 1;

	while (k > u->from && only(&r->tokens[k], SUM | FILLER | ABOUT) && r->tokens[k].gap == 0)
		k--;
	return k < u->token - 1 && (r->tokens[k].cues & INFO);
}

/* 机构概况8条，法规公文30条，工作动态262条，共公开信息300条: items that stand before their total, and make it up. */
static void
take_items_before(Reader *r, Found *total)
{
	GirSpan		labels[MAX_SUMMANDS];
	int			figures[MAX_SUMMANDS];
	int			taken = r->taken;
	int64_t		sum = 0;
	int			n = 0;

	if (r->nfound != r->segment + 1 || r->list || total->s.approximate)
		return;
	for (int k = r->segment_from; k < total->token; k++)
	{
		if (!is_figure(&r->tokens[k]))
			continue;
		if (r->tokens[k].counter != r->tokens[total->token].counter || r->tokens[k].scale > 0 || n == MAX_SUMMANDS)
			return;
		figures[n++] = k;
		sum += r->tokens[k].digits;
	}
	if (n < 2 || sum != total->s.digits)
		return;
	for (int i = 0; i < n; i++)
	{
		Unit		u = {.token = figures[i]};

		r->taken = i > 0 ? figures[i - 1] + 1 : r->segment_from;
		gather_before(r, &u);
		labels[i] = gir_prose_label_before(r, &u);
		if (labels[i].len == 0 || (u.pre & (RECEIVE | APPL | ANSWER | ISSUE | REPEAL | DISPUTE | FEE | OUTCOME | SPAN)))
			n = 0;				/* 上半年 is no item */
	}
	r->taken = taken;
	for (int i = 0; i < n; i++)
	{
		Found	   *f = add(r, GIR_MEASURE_DISCLOSURE_PART, GIR_SENSE_PART, figures[i], 0);

		if (f == NULL)
			return;
		f->s.label = labels[i];
		f->s.list = total->s.list = total->s.list ? total->s.list : ++r->lists;
	}
}

void
gir_prose_add_total(Reader *r, const Unit *u)
{
	const GirToken *t = &r->tokens[u->token];
	Found	   *f = add(r, GIR_MEASURE_DISCLOSURES, GIR_SENSE_STATED, u->token, u->pre);

	if (f == NULL)
		return;
	f->channel = channel_of(r, u);
	f->suspect = t->counter == CASE && !(u->pre & INFO);
	take_items_before(r, f);
}

/* 信息公开总量366条: the business counted in items. */
static bool
is_disclosed(const Reader *r, const Unit *u)
{
	int			k = u->token - 1;
	int			after = u->token + 1;

	if (!(u->pre & DISC) || r->tokens[u->token].counter != ITEM || r->tokens[u->token].gap > 0 || (u->pre & (BUSINESS & ~(uint64_t) INFO)) ||
		(after < r->n && (r->tokens[after].kind != GIR_TOKEN_MARK || r->tokens[after].gap > 0)))
		return false;
	while (k >= u->from && only(&r->tokens[k], FILLER | SUM | ABOUT | CUMUL | THIS) && r->tokens[k].gap == 0)
		k--;
	return k >= u->from && (r->tokens[k].cues & DISC) && (k < u->token - 1);
}

/* 主动公开政策解读12篇、政府信息660条: all the information, behind things of other kinds. */
static bool
is_rest(Reader *r, const Unit *u)
{
	int			k = u->token - 1;

	if (!((r->last | r->tokens[r->clause].cues) & PROACTIVE) || (r->last & INFO) || !(r->last & (FOREIGN | DOCUMENT)) || r->tokens[u->token].counter != ITEM || r->list_total >= 0 || find(r, GIR_MEASURE_DISCLOSURES))
		return false;
	while (k > u->from && only(&r->tokens[k], SUM | FILLER | ABOUT) && r->tokens[k + 1].gap == 0)
		k--;
	return r->tokens[u->token].gap + r->tokens[k].gap == 0 && k > 1 && gir_prose_is_word(r, k, "政府信息") && is_mark(&r->tokens[k - 1], GIR_MARK_ENUM) && is_figure(&r->tokens[k - 2]);
}

/* 制作并主动公开: what else was done with what was disclosed, which says nothing more. */
static uint64_t
done_before(const Reader *r, int verb)
{
	return verb > 1 && gir_prose_is_word(r, verb - 1, "并") && r->tokens[verb].gap + r->tokens[verb - 1].gap == 0 ? r->tokens[verb - 2].cues & (ISSUE | ACTIVITY) : 0;
}

/* 通过网站发布信息154条: by a channel, in so many words, from the beginning of the clause at `from`.  Returns the number, -1. */
static int
posts_by_channel(const Reader *r, int from)
{
	uint64_t	cues = 0;

	for (int k = from; k < r->n && r->tokens[k].gap <= (k == from || (r->tokens[k].cues & CHANNEL) ? 2 : 0); k++)
	{
		const GirToken *t = &r->tokens[k];

		if (is_figure(t))
			return t->counter == ITEM && (cues & CHANNEL) && (cues & INFO) && (cues & (POST | ACTIVITY)) ? k : -1;
		if (t->kind != GIR_TOKEN_WORD || !(only(t, CHANNEL | POST | INFO | THIS | SUM | CUMUL | FILLER | ABOUT) || gir_prose_is_word(r, k, "推送")))
			return -1;
		cues |= t->cues;
	}
	return -1;
}

/* 微信212条: a channel and its figure, and nothing else in the clause. */
static bool
is_bare_channel(const Reader *r, int from)
{
	return from + 1 < r->n && only(&r->tokens[from], CHANNEL) && is_figure(&r->tokens[from + 1]) && r->tokens[from + 1].counter == ITEM &&
		r->tokens[from].gap + r->tokens[from + 1].gap == 0 && (from + 2 == r->n || r->tokens[from + 2].kind == GIR_TOKEN_MARK);
}

/* 政府网站发布信息330条，微信212条: does such a clause follow the figure of a channel, which it shares the verb of? */
static bool
follows_channel(const Reader *r, const Unit *u)
{
	const Found *last = r->nfound > 0 ? &r->found[r->nfound - 1] : NULL;

	return last && u->token == r->clause + 1 && is_bare_channel(r, r->clause) && last->s.measure == GIR_MEASURE_DISCLOSURES && last->channel.len > 0 && last->token == r->clause - 2;
}

/* 通过网站发布信息154条，通过微信公众号推送信息96条: two of them, one after the other, which are parts of what was disclosed. */
static bool
pairs_channels(const Reader *r, const Unit *u, int verb)
{
	const Found *last = r->nfound > 0 ? &r->found[r->nfound - 1] : NULL;
	int			after = u->token + 1;

	if (r->list || !(u->pre & CHANNEL) || !(u->pre & INFO) || posts_by_channel(r, r->clause) != u->token)
		return false;
	if (last && last->token == r->last_token && last->s.measure == GIR_MEASURE_DISCLOSURES && last->channel.len > 0 && last->token == r->clause - 2)
		return true;
	return verb >= 0 && after + 1 < r->n && is_mark(&r->tokens[after], GIR_MARK_COMMA) && r->tokens[after].gap == 0 &&
		(posts_by_channel(r, after + 1) >= 0 || is_bare_channel(r, after + 1));
}

/* 主动公开政府信息，门户网站702条、微信公众号318条: the first of several channels, just behind what they are of. */
static bool
begins_channels(const Reader *r, const Unit *u)
{
	int			comma = r->clause - 1;
	int			k = u->token - 1;
	uint64_t	cues = 0;

	if (comma < 1 || !is_mark(&r->tokens[comma], GIR_MARK_COMMA) || r->tokens[comma].gap > 0 || k != r->clause || !only(&r->tokens[k], CHANNEL) || r->tokens[k].gap + r->tokens[k + 1].gap > 0 ||
		r->tokens[u->token].counter != ITEM || k + 4 >= r->n || !is_mark(&r->tokens[k + 2], GIR_MARK_ENUM) || !only(&r->tokens[k + 3], CHANNEL) || !is_figure(&r->tokens[k + 4]))
		return false;
	for (k = comma - 1; k >= 0 && only(&r->tokens[k], GENERIC | PROACTIVE); k--)
		cues |= r->tokens[k].cues;
	return (cues & PROACTIVE) && (cues & INFO) && (k < 0 || (r->tokens[k].kind == GIR_TOKEN_NUMBER && r->tokens[k].counter == YEAR) || ends_clause(&r->tokens[k]));
}

bool
gir_prose_judge_disclosure(Reader *r, const Unit *u, bool veto)
{
	const GirToken *t = &r->tokens[u->token];
	int			verb;

	if (!(t->counter & (ITEM | THING | CASE | NONE)))
		return false;
	if (u->pre & FAULT)
		return false;
	verb = shown_before(r, u);
	if (verb < 0 && !veto && is_rest(r, u))
	{
		for (int i = 0; i < r->nfound; i++)
			r->found[i].gone |= r->found[i].s.measure == GIR_MEASURE_DISCLOSURE_PART;
		close_list(r);
		gir_prose_add_total(r, u);
		return true;
	}
	/* 累计公开信息9,870条，其中2023年新增1,024条 */
	if (verb < 0 && !veto && r->sub && r->summed && u->time && (u->pre & NEW) && !(u->pre & (BUSINESS & ~(uint64_t) NEW)) && (r->last & SHOWN) && (r->last & INFO) &&
		t->counter == r->tokens[r->last_token].counter && find(r, GIR_MEASURE_DISCLOSURES) == NULL)
	{
		gir_prose_add_total(r, u);
		return true;
	}
	if (verb < 0 && !veto && !r->list && is_disclosed(r, u))
	{
		gir_prose_add_total(r, u);
		return true;
	}
	if (verb < 0 && !veto && !r->list && begins_channels(r, u))
	{
		start_parts(r, t->counter);
		return take_part(r, u, gir_prose_label_before(r, u));
	}
	if (verb < 0 && !veto && (pairs_channels(r, u, verb) || (!r->list && follows_channel(r, u))))
	{
		gir_prose_add_total(r, u);
		return true;
	}
	if (verb < 0 || (u->pre & ~done_before(r, verb) & (APPL | APPLY | DOCUMENT | OTHERACT | DISPUTE | RECEIVE | CARRIED | ANSWER | OUTCOME | ACTIVITY | ISSUE)))
	{
		if (veto || !r->list)
			return false;
		if (take_part(r, u, gir_prose_label_before(r, u)))
			return true;
		if (u->pre & BUSINESS & ~(uint64_t) (FOREIGN | CHANNEL | INFO))
			close_list(r);
		return false;
	}
	if (veto)
		return false;
	if (r->list && r->list_total >= 0 && (r->sub || (u->pre & CHANNEL)) && take_part(r, u, gir_prose_label_before(r, u)))
		return true;
	if (pairs_channels(r, u, verb))
	{
		gir_prose_add_total(r, u);
		return true;
	}
	/* 累计主动公开信息12万条，其中2023年公开8,600条 */
	if ((r->sub || (r->last & (COMPARE | CHANGE))) && u->time && (u->pre & PUBLISH) && (r->last & SHOWN) && (r->last & INFO) && is_generic(r, verb, u->token) && find(r, GIR_MEASURE_DISCLOSURES) == NULL)
	{
		gir_prose_add_total(r, u);
		return true;
	}
	/* 累计公开1500余条政府信息; 公开政府信息315条，网站公开203条，公示栏公开112条 */
	if ((u->pre & SHOWN) && !r->list && is_generic(r, verb, u->token) &&
		(((u->pre & PUBLISH) && u->token + 1 < r->n && t[1].gap == 0 && only(&t[1], INFO | GOVINFO) && !(u->pre & VERBS & ~(uint64_t) SHOWN)) ||
		 ((u->pre & CHANNEL) && (r->last & SHOWN) && t->counter == r->tokens[r->last_token].counter && find(r, GIR_MEASURE_DISCLOSURES))))
	{
		gir_prose_add_total(r, u);
		return true;
	}
	if (!(u->pre & PROACTIVE) && !((u->pre & PUBLISH) && (u->pre & INFO)) && !((u->pre & POST) && (u->pre & GOVINFO)))
		return r->list && take_part(r, u, gir_prose_label_before(r, u));
	if (is_generic(r, verb, u->token))
	{
		/* 认定公文属性310件，其中主动公开210件 */
		r->attributes |= r->sub && t->counter == CASE && (u->pre & PROACTIVE) && !(u->pre & INFO) && (r->last & (OTHERACT | FOREIGN));
		r->attributes |= (u->pre & PROACTIVE) && (u->pre & FOREIGN) && t->counter == CASE;
		if (r->attributes)
			r->attributes_from = r->segment_from;
		if ((t->counter == THING && !(u->pre & INFO)) || (u->pre & FOREIGN && !(u->pre & INFO)) || (r->attributes && t->counter == CASE))
			return false;
		gir_prose_add_total(r, u);
		return true;
	}
	if (!(t->counter & (ITEM | NONE)) && !(u->pre & INFO))
		return false;
	if (!r->list && by_examples(r, u, verb))
	{
		if (t->counter != ITEM || find(r, GIR_MEASURE_DISCLOSURES) || !(u->pre & (PROACTIVE | SUM | CUMUL)))
			return false;
		gir_prose_add_total(r, u);
		return true;
	}
	/* 主动公开气象信息共计80篇: all of it */
	if (!r->list && (u->pre & SUM) && (u->pre & INFO) && sums_info(r, u) && find(r, GIR_MEASURE_DISCLOSURES) == NULL)
	{
		gir_prose_add_total(r, u);
		return true;
	}
	/* 对公开信息留言评论320条: not of what was disclosed */
	if (!r->list && !(u->pre & PROACTIVE) && t->gap == 0 && only(t - 1, FOREIGN) && r->tokens[u->token - 1].gap == 0)
		return false;
	if (!r->list && t->counter == ITEM && (u->pre & INFO) && of_all_kinds(r, gir_prose_label_before(r, u)) && !(u->token + 1 < r->n && is_mark(&t[1], GIR_MARK_ENUM)))
	{
		gir_prose_add_total(r, u);
		return true;
	}
	if (!r->list)
		start_parts(r, t->counter);
	return take_part(r, u, gir_prose_label_before(r, u));
}

void
gir_prose_count_results(Reader *r, const Unit *u)
{
	r->results += r->tokens[u->token].digits;
	r->nresults++;
	for (int k = u->from; k < u->token; k++)
		r->of_table |= gir_prose_is_word(r, k, "结果维持") || gir_prose_is_word(r, k, "结果纠正");
	for (int k = u->from; k < u->token; k++)
		if (gir_prose_is_word(r, k, "复议后起诉") || gir_prose_is_word(r, k, "未经复议直接起诉") || gir_prose_is_word(r, k, "直接起诉"))
		{
			r->suits += r->tokens[u->token].digits;
			return;
		}
}

/* Is the number the sum of all figures since the last ； before it, so many at least? */
static bool
sums_up(const Reader *r, int number, int least)
{
	int			first = r->segment < r->nfound ? r->found[r->segment].token : r->segment_from;
	int64_t		sum = 0;
	int			n = 0;

	if (r->foreign >= first)
		return false;
	for (int i = r->segment; i < r->nfound; i++)
		if (r->found[i].s.measure != GIR_MEASURE_RECEIVED)
			return false;
	for (int k = first; k < number; k++)
		if (is_figure(&r->tokens[k]))
		{
			if (k == number - 2 && r->tokens[k].counter == THING && r->tokens[k].digits == n)
				continue;		/* 两项合计 */
			if (r->tokens[k].counter != r->tokens[number].counter || r->tokens[k].scale > 0)
				return false;
			sum += r->tokens[k].digits;
			if (++n > MAX_SUMMANDS)
				return false;
		}
	return n >= least && sum == r->tokens[number].digits;
}

/* 行政复议方面，结果维持1件: is nothing said that is in no word, before the first figure? */
static bool
begins_at_once(const Reader *r)
{
	for (int k = r->segment_from; k < r->n; k++)
	{
		if (r->tokens[k].gap > 0)
			return false;
		if (is_figure(&r->tokens[k]))
			return true;
	}
	return false;
}

/* 予以公开88件，部分公开24件，不予公开19件，总计131件: all that was answered, by outcome. */
static bool
sums_outcomes(const Reader *r, const Unit *u)
{
	int64_t		sum = 0;
	int			n = 0;

	if ((u->pre & BUSINESS) || !(u->pre & SUM) || u->gap > 0 || r->tokens[u->token].gap > 0)
		return false;
	for (int i = r->segment; i < r->nfound; i++, n++)
	{
		if (!gir_prose_is_outcome(r->found[i].s.measure) || r->found[i].s.approximate || r->found[i].gone)
			return false;
		sum += r->found[i].s.digits;
	}
	return n > 1 && sum == r->tokens[u->token].digits;
}

bool
gir_prose_judge_sum(Reader *r, const Unit *u)
{
	const Found *last = r->nfound > 0 ? &r->found[r->nfound - 1] : NULL;

	if (r->suits > 0 && r->disc && !(u->pre & BUSINESS) && (u->pre & SUM) && u->gap == 0 && r->tokens[u->token].digits == r->suits &&
		find(r, GIR_MEASURE_LITIGATIONS) == NULL)
	{
		add(r, GIR_MEASURE_LITIGATIONS, GIR_SENSE_STATED, u->token, LITIG);
		return true;
	}
	/* 信息公开行政复议：结果维持3，结果纠正1，总计4; 结果维持 is how the form for information has it */
	if (r->nresults > 1 && (r->disc || (r->of_table && begins_at_once(r))) && (r->disputes == REVIEW || r->disputes == LITIG) && !(u->pre & BUSINESS) && (u->pre & SUM) && u->gap == 0 &&
		r->tokens[u->token].digits == r->results)
	{
		GirMeasure	measure = r->disputes == REVIEW ? GIR_MEASURE_REVIEWS : GIR_MEASURE_LITIGATIONS;

		return find(r, measure) == NULL && add(r, measure, GIR_SENSE_STATED, u->token, r->disputes) != NULL;
	}
	if (sums_outcomes(r, u))
		return find(r, GIR_MEASURE_ANSWERED) == NULL && add(r, GIR_MEASURE_ANSWERED, GIR_SENSE_STATED, u->token, ANSWER) != NULL;
	if ((u->pre & BUSINESS) || !(u->pre & (SUM | CUMUL)) || u->gap > 0 || r->tokens[u->token].gap > 0 || r->pending.len > 0)
		return false;
	/* 当面申请2件、网络申请3件，共计5件 */
	if ((r->last & APPLY) && (r->last & APPLICANT) && !(r->last & VERBS) && r->topic == APPL && find(r, GIR_MEASURE_RECEIVED) == NULL && sums_up(r, u->token, 1))
		return add(r, GIR_MEASURE_RECEIVED, GIR_SENSE_STATED, u->token, RECEIVE | APPL) != NULL;
	if (last == NULL || (r->tokens[last->token].counter == MONEY) != (r->tokens[u->token].counter == MONEY) || (last->s.measure == GIR_MEASURE_FEE && r->tokens[u->token].counter != MONEY))
		return false;
	/* 有3名当事人申请，共计4件: people, and then what they applied for */
	if (last->s.measure == GIR_MEASURE_RECEIVED && last->s.people && r->tokens[u->token].counter == CASE && last->token == r->last_token && last->token < r->clause && r->tokens[u->token].digits >= last->s.digits)
	{
		uint64_t	cues = last->cues;

		r->found[r->nfound - 1].gone = true;
		return add(r, GIR_MEASURE_RECEIVED, GIR_SENSE_STATED, u->token, cues) != NULL;
	}
	if (last->s.measure == GIR_MEASURE_RECEIVED && sums_up(r, u->token, 2))
	{
		uint64_t	cues = last->cues & ~(uint64_t) (APPLICANT | CHANNEL);

		for (int i = 0; i < r->nfound; i++)
			r->found[i].gone |= r->found[i].s.measure == GIR_MEASURE_RECEIVED;
		add(r, GIR_MEASURE_RECEIVED, GIR_SENSE_STATED, u->token, cues);
		return true;
	}
	if ((last->s.measure == GIR_MEASURE_DISCLOSURE_PART || last->s.measure == GIR_MEASURE_DISCLOSURES) &&
		((r->tokens[u->token].counter != NONE && r->tokens[u->token].counter != r->tokens[last->token].counter && r->tokens[last->token].counter != NONE) || (u->post & (APPL | APPLY | RECEIVE | DISPUTE | DOCUMENT))))
		return false;
	if (last->s.measure == GIR_MEASURE_DISCLOSURE_PART && (r->list_total < 0 || !r->list))
	{
		Found	   *f = find(r, GIR_MEASURE_DISCLOSURES) ? NULL : add(r, GIR_MEASURE_DISCLOSURES, GIR_SENSE_STATED, u->token, last->cues);

		if (f)
			f->s.list = last->s.list;
		close_list(r);
		return true;
	}
	if (last->s.measure == GIR_MEASURE_RECEIVED && last->partial)
	{
		add(r, GIR_MEASURE_RECEIVED, GIR_SENSE_STATED, u->token, last->cues & ~(uint64_t) (APPLICANT | CHANNEL));
		return true;
	}
	if (last->s.measure == GIR_MEASURE_FEE || (last->s.measure == GIR_MEASURE_DISCLOSURES && last->channel.len > 0))
	{
		add(r, (GirMeasure) last->s.measure, GIR_SENSE_STATED, u->token, last->cues & ~(uint64_t) CHANNEL);
		return true;
	}
	return false;
}
