/*
 * statements.c - the figures that prose asserts
 *
 * A sentence is a row of tokens.  Walking through it, the reader keeps what holds at each place: the year that is spoken of, the scope,
 * the business (applications, documents …), the list that is being read.  At a number it gathers the cues of the words that govern it
 * (those before it, back to the next figure or comma; those after it where there are none before) and looks for the first declared rule
 * that they fit; at a negative it does the same for the rules of zeros.  What was found is judged once more as a whole when the
 * sentence ends, since a later figure may say what an earlier one was: a sum, a breakdown.
 */
#include "core/statements_words.h"

#include <stdlib.h>
#include <string.h>

enum
{
	MAX_TOKENS = 1024,			/* of a sentence; a longer one is no prose, and nothing is read from it */
	MAX_FOUND = 256,			/* statements of a sentence */
	MAX_SHARES = 64,			/* percentages of a text; a report has a dozen at most */
	MAX_LABEL_BYTES = 90,
	MIN_LABELS = 12,			/* that only tables have together; the smallest table has as many */
	POLL_SENTENCES = 256
};

#define CARRIED (CARRYIN | CARRYOUT)
#define SHOWN (PROACTIVE | PUBLISH | POST)
/* cues that tell what a figure is; without any of them it takes the meaning of its neighbour */
#define VERBS (RECEIVE | HANDLE | NEW | ANSWER | OUTCOME | CARRIED | DISPUTE | FEE | ISSUE | REPEAL | OTHERACT | REVISE | SHOWN | FOREIGN | ACTIVITY | RESULT)
#define BUSINESS (VERBS | APPL | APPLY | DOCUMENT | INFO | GOVINFO | REASON | PAY | APPLICANT | CHANNEL)
/* may stand between 公开 and the number of all that was disclosed */
#define GENERIC (INFO | GOVINFO | DISC | SUM | CUMUL | FILLER | NEW | ABOUT | THIS | OWN)

/* Key and names of each measure. */
static const char *const measures[][3] = {
#define MEASURE(name, key, text, text_zh) {key, text, text_zh},
#include "core/statements.def"
};

static const char *const sense_keys[] = {
#define SENSE(name, key) key,
#include "core/statements.def"
};

typedef struct Rule
{
	uint8_t		measure;
	uint8_t		sense;
	uint16_t	counters;
	uint64_t	all;
	uint64_t	any;
	uint64_t	none;
} Rule;

static const Rule asserts[] = {
#define ASSERT(measure, sense, counters, all, any, none) {GIR_MEASURE_##measure, GIR_SENSE_##sense, counters, all, any, none},
#include "core/statements.def"
};

static const Rule denials[] = {
#define DENY(measure, all, any, none) {GIR_MEASURE_##measure, GIR_SENSE_STATED, 0, all, any, none},
#include "core/statements.def"
};

static const struct
{
	const char *word;
	uint8_t		measure;
}			rates[] = {
#define RATE(word, measure) {word, GIR_MEASURE_##measure},
#include "core/statements.def"
};

#define LENGTH(array) ((int) (sizeof(array) / sizeof((array)[0])))

/* What the sentence has said so far about the year that its figures are of. */
typedef enum When
{
	WHEN_UNSAID,
	WHEN_THIS,
	WHEN_OTHER
} When;

/* A statement before the end of its sentence. */
typedef struct Found
{
	GirStatement s;
	uint64_t	cues;			/* of the words that govern it */
	int			token;			/* its number, or the negative */
	bool		partial;		/* received by one way or from one kind of applicant */
	bool		noun_only;		/* 依申请公开3件: no verb */
	bool		suspect;		/* 主动公开3件: may be of documents by attribute */
	bool		gone;
	GirSpan		channel;
} Found;

typedef struct Reader
{
	const char *text;
	size_t		len;
	GirStatementOptions options;
	GirStatements *out;
	uint32_t	level;			/* last character of the region that the report is of: 市, 县; 0 */
	uint64_t	heading;		/* business of the last heading */
	int			lists;			/* breakdowns so far */
	uint32_t	total;			/* statement with which the sentence before ended, a total without items, + 1; 0 */
	uint16_t	total_counter;
	int64_t		before;			/* received, in the sentence before; -1 */
	GirStatement shares[MAX_SHARES];
	int			nshares;

	/* the sentence */
	uint32_t	start;			/* its first byte */
	GirToken	tokens[MAX_TOKENS];
	int			n;
	int			year;			/* its figures are of, 0: not said */
	bool		disc;			/* it speaks of 政府信息公开 */
	Found		found[MAX_FOUND];
	int			nfound;
	int			first_share;	/* of the sentence */
	int			own_from;		/* first statement after the last 我局 */

	/* at the token that is looked at */
	int			clause;			/* its first token */
	int			single;			/* the clause that judge_single() has looked at, + 1 */
	When		when;
	When		outside;		/* when, before the bracket */
	bool		until;
	bool		plan;
	bool		wide;
	uint64_t	topic;			/* APPL, FEE, INFO, FOREIGN; 0 */
	uint64_t	documents;		/* REG, NORM */
	uint64_t	verb;			/* ISSUE, REPEAL */
	uint64_t	last;			/* cues of the figure before */
	int			last_token;		/* that figure's number, -1 */
	int			taken;			/* first token that no figure before has used */
	bool		sub;			/* after 其中 */
	bool		bracket;
	bool		attributes;		/* 主动公开文件163件: documents by attribute */
	/* in the clause */
	bool		compare;
	bool		hedged;			/* 应当, 每件, 平均, 各部门 */
	bool		january;
	bool		december;
	int			years;			/* year met in the clause, 0 */
	/* the list */
	bool		list;
	int			list_total;		/* found[] of the total, -1 */
	int			list_number;
	int64_t		list_sum;
	int64_t		suits;			/* 直接起诉 and 复议后起诉 so far */
	uint16_t	list_counter;
	GirSpan		pending;		/* label whose number comes in the next clause: 公文类占12%，共52条 */
} Reader;

/* A number with the words that govern it. */
typedef struct Unit
{
	int			token;
	int			from;			/* first token of those before it */
	uint64_t	pre;
	uint64_t	post;
	uint64_t	cues;			/* those that count */
	int			post_end;
	bool		used_post;
	bool		time;			/* a year or 全年 among them */
	bool		carried_inside;	/* 29件（含上年结转） */
	uint16_t	gap;			/* unknown characters after the last verb */
} Unit;

const char *
gir_measure_key(GirMeasure measure)
{
	return measures[measure][0];
}

const char *
gir_measure_text(GirMeasure measure, int language)
{
	return measures[measure][1 + language];
}

const char *
gir_sense_key(GirSense sense)
{
	return sense_keys[sense];
}

bool
gir_statements_init(void)
{
	return gir_words_init();
}

static bool
fits(const Rule *rule, uint64_t cues)
{
	return (cues & rule->all) == rule->all && (cues & rule->none) == 0 && (rule->any == 0 || (cues & rule->any) != 0);
}

static bool
is_mark(const GirToken *t, GirMark mark)
{
	return t->kind == GIR_TOKEN_MARK && t->mark == mark;
}

/* A figure of things, people or money; no year, share or the like. */
static bool
is_figure(const GirToken *t)
{
	return t->kind == GIR_TOKEN_NUMBER && (t->counter & (NONE | CASE | ITEM | THING | TIMES | PEOPLE | BOOK | MONEY)) != 0;
}

/* A word that says one of these things and nothing else. */
static bool
only(const GirToken *t, uint64_t cues)
{
	return t->kind == GIR_TOKEN_WORD && t->cues != 0 && (t->cues & ~cues) == 0;
}

static bool
ends_clause(const GirToken *t)
{
	return t->kind == GIR_TOKEN_MARK && t->mark != GIR_MARK_ENUM && t->mark != GIR_MARK_COLON;
}

/* ---- what was found ---- */

static Found *
find(Reader *r, GirMeasure measure)
{
	for (int i = 0; i < r->nfound; i++)
		if (!r->found[i].gone && r->found[i].s.measure == measure)
			return &r->found[i];
	return NULL;
}

/* The clause around a token, for the quotation. */
static GirSpan
quote(const Reader *r, int token)
{
	int			from = token;
	int			to = token;
	uint32_t	off;
	uint32_t	end;

	while (from > 0 && !ends_clause(&r->tokens[from - 1]))
		from--;
	while (from < token && is_mark(&r->tokens[from], GIR_MARK_ENUM))
		from++;
	while (to + 1 < r->n && !ends_clause(&r->tokens[to + 1]))
		to++;
	off = from > 0 ? r->tokens[from - 1].end : 0;
	if (from == 0)
		off = r->tokens[0].off > r->start ? r->start : r->tokens[0].off;
	end = to + 1 < r->n ? r->tokens[to + 1].off : r->tokens[to].end;
	return gir_trim(r->text, (GirSpan) {off, end - off});
}

static Found *
add(Reader *r, GirMeasure measure, GirSense sense, int token, uint64_t cues)
{
	const GirToken *t = &r->tokens[token];
	Found	   *f;

	if (r->nfound == MAX_FOUND)
		return NULL;
	f = &r->found[r->nfound++];
	memset(f, 0, sizeof(*f));
	f->s.measure = (uint8_t) measure;
	f->s.sense = (uint8_t) sense;
	f->s.digits = t->digits;
	f->s.scale = t->scale;
	f->s.approximate = t->approximate;
	f->s.people = t->counter == PEOPLE;
	f->s.number = (GirSpan) {t->off, t->end - t->off};
	f->cues = cues;
	f->token = token;
	return f;
}

/* ---- the words around a number ---- */

/* The bracket that ends at k: its first token; -1 when it has figures of its own, or no beginning. */
static int
skip_brackets(Reader *r, int k)
{
	for (int j = k - 1; j >= 0 && j > k - 64; j--)
	{
		r->out->steps++;
		if (is_mark(&r->tokens[j], GIR_MARK_OPEN))
			return j;
		if (is_figure(&r->tokens[j]) || r->tokens[j].kind == GIR_TOKEN_BROKEN)
			return -1;
	}
	return -1;
}

/* Take a word into the cues before a number; called from right to left. */
static void
take_word(Unit *u, const GirToken *t, bool *joined)
{
	uint64_t	cues = t->cues;

	/* 涉及征地的信息公开申请: what the applications are about is not their business */
	if ((cues & FOREIGN) && (u->pre & APPL) && !*joined)
		cues &= ~(uint64_t) (FOREIGN | OTHERFEE | OTHERACT | REASON);
	/* 以县政府文件名义出台规范性文件 */
	if ((cues & FOREIGN) && (u->pre & (ISSUE | REPEAL)) && (u->pre & DOCUMENT) && !*joined)
		cues &= ~(uint64_t) FOREIGN;
	if (cues & THIS)
		u->time = true;
	if (cues & (APPL | VERBS))
		*joined = false;
	u->pre |= cues;
}

static void
gather_before(Reader *r, Unit *u)
{
	bool		joined = false;
	int			k = u->token - 1;
	uint32_t	gap = r->tokens[u->token].gap;
	bool		verb = false;

	for (; k >= r->taken; k--)
	{
		const GirToken *t = &r->tokens[k];

		r->out->steps++;
		if (t->kind == GIR_TOKEN_MARK)
		{
			if (t->mark == GIR_MARK_CLOSE)
			{
				int			open = skip_brackets(r, k);

				if (open < 0)
					break;
				for (int j = open; j < k; j++)
					u->carried_inside |= (r->tokens[j].cues & CARRYIN) && !(r->tokens[j].cues & EXCLUDE);
				k = open;
				continue;
			}
			if (t->mark == GIR_MARK_ENUM)
				joined = true;
			else if (t->mark != GIR_MARK_COLON || gap > 0 || (u->pre & ~(uint64_t) (FILLER | SUM | ABOUT | THIS | CUMUL | DOCUMENT | CHANNEL)))
				break;				/* a heading, or a clause of its own */
			continue;
		}
		if (t->kind != GIR_TOKEN_WORD)
		{
			if (t->kind != GIR_TOKEN_NUMBER || is_figure(t) || (t->counter & (SHARE | ODD)))
				break;
			u->time |= t->counter == YEAR;
			continue;
		}
		take_word(u, t, &joined);
		if (!verb && (t->cues & (VERBS | APPL | APPLY | DOCUMENT)))
		{
			verb = true;
			u->gap = (uint16_t) (gap > UINT16_MAX ? UINT16_MAX : gap);
		}
		gap += t->gap;
	}
	u->from = k + 1;
}

static uint64_t carried_by_year(const Reader *r, int i, int year);

static void
gather_after(Reader *r, Unit *u)
{
	int			k = u->token + 1;

	for (; k < r->n; k++)
	{
		const GirToken *t = &r->tokens[k];

		r->out->steps++;
		/* 2件转入2024年继续办理 */
		if (t->kind == GIR_TOKEN_NUMBER && t->counter == YEAR && !t->span && t->digits <= 9999)
			u->post |= carried_by_year(r, k, (int) t->digits);
		else if (t->kind == GIR_TOKEN_WORD)
			u->post |= t->cues;
		else
			break;
	}
	u->post_end = k;
	if ((u->post & CAUSE) && (u->post & CARRYOUT))
		u->post &= ~(uint64_t) REASON;	/* 一件因补正尚未到期 */
	if (k < r->n && is_mark(&r->tokens[k], GIR_MARK_OPEN))
	{
		uint64_t	inside = 0;
		int			j = k + 1;

		for (; j < r->n && j < k + 64 && r->tokens[j].kind == GIR_TOKEN_WORD; j++)
			inside |= r->tokens[j].cues;
		if (j < r->n && is_mark(&r->tokens[j], GIR_MARK_CLOSE) && (inside & CARRYIN) && !(inside & (EXCLUDE | NEG)))
			u->carried_inside = true;
	}
}

/* Nothing but white space up to a mark, a line break or the end? */
static bool
ends_here(const Reader *r, uint32_t off)
{
	const char *p = r->text + off;
	const char *end = r->text + r->len;
	uint32_t	c = ' ';

	for (int i = 0; i < 8 && p < end && c != '\n' && gir_is_space(c); i++)
		c = gir_narrow(gir_next_char(&p, end));
	if (c == ',' && p < end && *p >= '0' && *p <= '9')
		return false;			/* 1,06 */
	return p >= end || c == '\n' || !(gir_is_han(c) || c == '.' || (c >= '0' && c <= 'z' && c != ';' && c != ':' && c != '?'));
}

/* A number without counter says something only where nothing but 为 or a colon parts it from its noun, and its clause ends there. */
static bool
stands_alone(const Reader *r, int i)
{
	const GirToken *t = &r->tokens[i];
	const GirToken *after = i + 1 < r->n ? t + 1 : NULL;
	int			k = i - 1;

	if ((after && (after->kind != GIR_TOKEN_MARK || after->gap > 0)) || !ends_here(r, t->end))
		return false;
	if (after && is_mark(after, GIR_MARK_ENUM) && !r->list)
		return false;			/* 不予公开1、属于国家秘密 */
	if (t->gap > 0)
		return r->list;
	while (k >= 0 && (only(&r->tokens[k], FILLER | SUM | ALL | ABOUT) || is_mark(&r->tokens[k], GIR_MARK_COLON)))
		k--;
	return k >= 0 && k >= r->clause && r->tokens[k].kind == GIR_TOKEN_WORD;
}

/* ---- what holds at a place ---- */

static bool
other_time(const Reader *r)
{
	return r->when == WHEN_OTHER || (r->january && !r->december);
}

static bool
other_scope(const Reader *r)
{
	return r->wide;
}

static bool
vetoed(const Reader *r, const Unit *u)
{
	if (other_time(r) || other_scope(r) || r->plan || r->compare || r->hedged)
		return true;
	if (u->pre & (CHANGE | EACH | MEAN | COND | COMPARE | SPAN | SOME | NEG))
		return true;
	return (u->pre & CUMUL) && r->until && r->when != WHEN_THIS;
}

static uint32_t
char_before(const Reader *r, uint32_t off)
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

/* Is the token the word? */
static bool
is_word(const Reader *r, int i, const char *word)
{
	const GirToken *t;
	size_t		n = strlen(word);

	if (i < 0 || i >= r->n)
		return false;
	t = &r->tokens[i];
	return t->kind == GIR_TOKEN_WORD && t->end - t->off == n && memcmp(r->text + t->off, word, n) == 0;
}

/* 结转 and 转入 say which way by the year beside them. */
static uint64_t
carried_by_year(const Reader *r, int i, int year)
{
	bool		before = is_word(r, i - 1, "结转") || is_word(r, i - 1, "转入") || ((char_before(r, r->tokens[i].off) == 0x81F3 || char_before(r, r->tokens[i].off) == 0x5230) && is_word(r, i - 1, "结转"));
	bool		after = is_word(r, i + 1, "结转") || is_word(r, i + 1, "转入");

	if (before && (r->year == 0 || year >= r->year))
		return year == r->year ? 0 : CARRYOUT;
	if ((before || after) && r->year != 0 && year < r->year)
		return CARRYIN;
	return 0;
}

/* 至 到 - — ～ ~ 、 和 */
static bool
joins_years(uint32_t c)
{
	return c == 0x81F3 || c == 0x5230 || c == '-' || c == 0x2014 || c == 0xFF5E || c == '~' || c == 0x3001 || c == 0x548C;
}

static void
on_year(Reader *r, int i)
{
	GirToken   *t = &r->tokens[i];
	int			year = t->digits <= 9999 ? (int) t->digits : 0;
	uint32_t	before = char_before(r, t->off);
	uint64_t	carried;

	if (t->span || year < 1900 || year > 2100)
	{
		if (t->span || before == 0x8FD1 || t->digits <= 50)	/* 近三年, 三年来 */
			r->when = WHEN_OTHER;
		return;
	}
	carried = carried_by_year(r, i, year);
	if (carried != 0)
	{
		/* the year becomes part of the word */
		t->kind = GIR_TOKEN_WORD;
		t->cues = carried;
		return;
	}
	if (i > 0 && t->gap == 0 && (r->tokens[i - 1].cues & (CAUSE | COMPARE | WITH)))
	{
		r->compare |= (r->tokens[i - 1].cues & CAUSE) == 0;
		return;
	}
	if (r->compare)
		return;
	/* 2020至2022年 */
	if (i > 0 && r->years == 0 && r->tokens[i - 1].kind == GIR_TOKEN_NUMBER && r->tokens[i - 1].counter == NONE && r->tokens[i - 1].digits >= 1990 &&
		r->tokens[i - 1].digits <= 2100 && joins_years(before))
		r->years = (int) r->tokens[i - 1].digits;
	if (r->years != 0 && r->years != year && joins_years(before))
		r->when = WHEN_OTHER;
	else if (r->years == 0 || r->years == year || r->when != WHEN_OTHER)
		r->when = year == r->year ? WHEN_THIS : WHEN_OTHER;
	if (r->when == WHEN_THIS && r->until)
		r->when = WHEN_UNSAID;
	r->years = year;
	r->january = r->december = false;
}

static void
on_month(Reader *r, int i)
{
	const GirToken *t = &r->tokens[i];
	uint32_t	after = char_after(r, t->end);

	/* 1至12月 */
	if (t->digits == 12 && i > 0 && r->tokens[i - 1].kind == GIR_TOKEN_NUMBER && r->tokens[i - 1].counter == NONE && r->tokens[i - 1].digits == 1 &&
		joins_years(char_before(r, t->off)))
		return;
	if (t->span || t->digits < 1 || t->digits > 12)
		r->when = WHEN_OTHER;
	else if (t->digits == 12)
		r->december = true;
	else if (t->digits == 1 && !r->december)
		r->january = true;
	else if (!r->compare)
		r->when = WHEN_OTHER;
	if (t->digits == 12 && !r->january && after != 0x5E95 && after != 0x672B && after != '3' && after != 0xFF13 && after != 0x4E09 && char_before(r, t->off) != '-')
		r->when = WHEN_OTHER;	/* in December alone */
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

	if (k > 0 && r->tokens[k - 1].kind == GIR_TOKEN_WORD && is_word(r, k - 1, "人民政府"))
		return (GirSpan) {0, 0};
	return s.len <= 18 ? s : (GirSpan) {0, 0};
}

/* Does a body above do what the figure counts? */
static bool
is_of_body_above(Reader *r, int token)
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
		r->found[r->own_from].gone |= is_of_body_above(r, r->found[r->own_from].token);
}

/* In the report of a department the county's government is another body. */
static bool
is_department(const Reader *r)
{
	return r->options.agency && r->options.agency[0] && strstr(r->options.agency, "政府") == NULL;
}

static void
on_word(Reader *r, int i)
{
	const GirToken *t = &r->tokens[i];
	uint64_t	c = t->cues;

	if (c == 0 || c == FILLER)
		return;
	if (c & (COMPARE))
		r->compare = true;
	if (c & (EACH | MEAN))
		r->hedged = true;
	if (!r->compare)
	{
		if ((c & THIS) && i > 0 && t->gap == 0 && (r->tokens[i - 1].cues & PAST))
			r->when = WHEN_OTHER;	/* 去年全年 */
		else if (c & THIS)
			r->when = WHEN_THIS;
		else if (c & (PAST | SPAN | SOME))
			r->when = WHEN_OTHER;
	}
	if ((c & PLAN) && !r->list)
		r->plan = true;
	if (c & UNTIL)
		r->until = true;
	if (c & PARTS)
		r->hedged = true;
	if ((c & WIDE) && !is_own_region(r, t))
		r->wide = true;
	if (c & OWN)
	{
		leave_body_above(r);
		r->wide = r->hedged = false;
	}
	if (c & DOCUMENT)
		r->documents = c & DOCUMENT;
	if (c & APPL)
		r->topic = APPL;
	else if ((c & FOREIGN) && !r->list && !r->sub)
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
	r->clause = i + 1;
	r->compare = r->hedged = false;
	r->years = 0;
}

/* Does a list of what was disclosed begin here? */
static void
open_list(Reader *r)
{
	Found	   *total = find(r, GIR_MEASURE_DISCLOSURES);
	uint64_t	seen = 0;

	if (r->list)
		return;
	if (total == NULL && r->nfound == 0)
		for (int k = r->n - 1; k >= 0; k--)
			seen |= r->tokens[k].off < r->tokens[r->clause].off ? r->tokens[k].cues : 0;
	if (total == NULL && !(seen & PROACTIVE && seen & SUM))
		return;
	r->list = true;
	r->list_total = total ? (int) (total - r->found) : -1;
	r->list_number = ++r->lists;
	r->list_sum = 0;
	r->list_counter = total ? r->tokens[total->token].counter : ITEM;
	if (total)
		total->s.list = r->list_number;
}

/* 共88条。包括：…: the items of the total in the sentence before. */
static void
resume_list(Reader *r)
{
	r->list = true;
	r->list_total = -1;
	r->list_number = r->out->items[r->total - 1].list = ++r->lists;
	r->list_sum = 0;
	r->list_counter = r->total_counter;
	r->total = 0;
}

static void
on_mark(Reader *r, int i)
{
	switch (r->tokens[i].mark)
	{
		case GIR_MARK_OPEN:
			r->outside = r->when;
			r->bracket = true;
			if (i > 0 && r->nfound > 0 && r->found[r->nfound - 1].token == i - 1 && r->found[r->nfound - 1].s.measure == GIR_MEASURE_DISCLOSURES)
				open_list(r);	/* 103条（门户网站80条、公众号23条） */
			end_clause(r, i);
			break;
		case GIR_MARK_CLOSE:
			if (r->bracket)
				r->when = r->outside;
			r->bracket = r->sub = false;
			end_clause(r, i);
			break;
		case GIR_MARK_SEMICOLON:
			r->sub = r->list;
			end_clause(r, i);
			break;
		case GIR_MARK_COMMA:
		case GIR_MARK_STOP:
			end_clause(r, i);
			break;
		case GIR_MARK_COLON:
			if (i > 0 && is_figure(&r->tokens[i - 1]))
				open_list(r);
			break;
		default:
			break;
	}
}

/* ---- labels of parts ---- */

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
		if (!(only(&r->tokens[k], GENERIC) || is_mark(&r->tokens[k], GIR_MARK_COLON)) || r->tokens[k].gap > 0)
			return false;
	return r->tokens[number].gap == 0;
}

/* Words that introduce an item, and are no part of its name. */
static bool
introduces(const GirToken *t)
{
	return is_mark(t, GIR_MARK_COLON) || t->kind == GIR_TOKEN_NUMBER || (t->kind == GIR_TOKEN_WORD && (t->cues & (INCLUDE | SUM | THIS | EXCLUDE | CUMUL)) != 0);
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

/* 业务工作20条: a filler that belongs to the name before it. */
static bool
names_things(const Reader *r, int i)
{
	static const char *const nouns[] = {"工作", "情况", "事项", "案件", "内容", "方面", "情形"};

	for (int k = 0; k < LENGTH(nouns); k++)
		if (is_word(r, i, nouns[k]))
			return true;
	return false;
}

/* What may stand before a name, and is no part of it. */
static const char *const leading[] = {"通过", "利用", "依托", "借助", "在", "于", "经", "有", "即", "涉及", "及", "和", "与", "以及", "●", "·", "-", "“", "”", "\"", "属于", "为"};
/*
 * The noun before a number, as printed: 领导信息 of 其中领导信息3条, 政府网站 of 政府网站公开信息375条.
 */
static GirSpan
label_before(const Reader *r, const Unit *u)
{
	static const char *const trailing[] = {"等", "有", "上", "“", "”", "\"", "渠道", "平台上"};
	int			verb = shown_before(r, u);
	int			to = u->token;
	int			from;
	GirSpan		s;

	if (verb >= 0 && (u->pre & CHANNEL) && is_generic(r, verb, u->token))
		to = verb;
	while (to > u->from && r->tokens[to].gap == 0 && (is_mark(&r->tokens[to - 1], GIR_MARK_COLON) || (only(&r->tokens[to - 1], FILLER | SUM | ABOUT | CUMUL) && !names_things(r, to - 1))))
		to--;
	for (from = to; from > u->from && from - 1 != (verb < to - 1 ? verb : -1) && !introduces(&r->tokens[from - 1]); from--)
		continue;
	while (from < to && is_mark(&r->tokens[from], GIR_MARK_ENUM))
		from++;
	s.off = from > 0 ? r->tokens[from - 1].end : r->start;
	s.len = r->tokens[to].off > s.off ? r->tokens[to].off - s.off : 0;
	do
		s = gir_trim(r->text, s);
	while (strip(r->text, &s, leading, LENGTH(leading), true) || strip(r->text, &s, trailing, (u->pre & CHANNEL) ? LENGTH(trailing) : 2, false));
	if (s.len > MAX_LABEL_BYTES)
		s.len = 0;
	return s;
}

/* ---- disclosure ---- */

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

/* An item of a list; false when it is none. */
static bool
take_part(Reader *r, const Unit *u, GirSpan label)
{
	const GirToken *t = &r->tokens[u->token];
	Found	   *f;

	if (label.len == 0)
		label = r->pending;
	if (label.len == 0 || begins_with_verb(r, u, label) || (u->pre & (RECEIVE | APPL | ANSWER | NEG | REPEAL | CARRIED | DISPUTE | FEE | OUTCOME)) ||
		!(t->counter & (ITEM | THING | CASE | NONE)) || (t->counter != NONE && r->list_counter != NONE && t->counter != r->list_counter))
		return false;
	f = add(r, GIR_MEASURE_DISCLOSURE_PART, GIR_SENSE_PART, u->token, u->pre);
	if (f == NULL)
		return true;
	f->s.label = label;
	f->s.list = r->list_number;
	r->pending.len = 0;
	r->list_sum += t->digits;
	if (r->list_total >= 0 && (u->post & FILLER) == 0 && char_after(r, t->end) == 0x7B49)	/* 等 */
		r->found[r->list_total].s.open = true;
	if (r->list_total >= 0 && !r->found[r->list_total].s.approximate && r->list_sum == r->found[r->list_total].s.digits)
		close_list(r);
	return true;
}

/* The channel with what is printed just before it: 县政府门户网站. */
static GirSpan
channel_of(const Reader *r, const Unit *u)
{
	for (int k = u->from; k < u->token; k++)
		if (r->tokens[k].cues & CHANNEL)
		{
			uint32_t	from = k > 0 ? r->tokens[k - 1].end : r->start;
			GirSpan		s = gir_trim(r->text, (GirSpan) {from, r->tokens[k].end - from});

			while (strip(r->text, &s, leading, LENGTH(leading), true))
				s = gir_trim(r->text, s);
			return s.len <= MAX_LABEL_BYTES ? s : (GirSpan) {r->tokens[k].off, r->tokens[k].end - r->tokens[k].off};
		}
	return (GirSpan) {0, 0};
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

static void
add_total(Reader *r, const Unit *u)
{
	const GirToken *t = &r->tokens[u->token];
	Found	   *f = add(r, GIR_MEASURE_DISCLOSURES, GIR_SENSE_STATED, u->token, u->pre);

	if (f == NULL)
		return;
	f->channel = channel_of(r, u);
	f->suspect = t->counter == CASE && !(u->pre & INFO);
}

/* 主动公开信息12条, and the items of a list; true when the number is one of these. */
static bool
judge_disclosure(Reader *r, const Unit *u, bool veto)
{
	const GirToken *t = &r->tokens[u->token];
	int			verb;

	if (!(t->counter & (ITEM | THING | CASE | NONE)))
		return false;
	if (u->pre & FAULT)
		return false;
	verb = shown_before(r, u);
	if (verb < 0 || (u->pre & (APPL | APPLY | DOCUMENT | OTHERACT | DISPUTE | RECEIVE | CARRIED | ANSWER | OUTCOME | ACTIVITY | ISSUE)))
	{
		if (veto || !r->list)
			return false;
		if (take_part(r, u, label_before(r, u)))
			return true;
		if (u->pre & BUSINESS & ~(uint64_t) (FOREIGN | CHANNEL | INFO))
			close_list(r);
		return false;
	}
	if (veto)
		return false;
	if (r->list && r->list_total >= 0 && (r->sub || (u->pre & CHANNEL)) && take_part(r, u, label_before(r, u)))
		return true;
	if (!(u->pre & PROACTIVE) && !((u->pre & PUBLISH) && (u->pre & INFO)) && !((u->pre & POST) && (u->pre & GOVINFO)))
		return r->list && take_part(r, u, label_before(r, u));
	if (is_generic(r, verb, u->token))
	{
		r->attributes |= (u->pre & PROACTIVE) && (u->pre & FOREIGN) && t->counter == CASE;
		if ((t->counter == THING && !(u->pre & INFO)) || (u->pre & FOREIGN && !(u->pre & INFO)))
			return false;
		add_total(r, u);
		return true;
	}
	if (!(t->counter & (ITEM | NONE)) && !(u->pre & INFO))
		return false;
	if (!r->list)
		start_parts(r, t->counter);
	return take_part(r, u, label_before(r, u));
}

/* 未经复议直接起诉1件，复议后起诉2件: the two kinds of lawsuits, of which a sum may follow. */
static void
count_suits(Reader *r, const Unit *u)
{
	for (int k = u->from; k < u->token; k++)
		if (is_word(r, k, "复议后起诉") || is_word(r, k, "未经复议直接起诉") || is_word(r, k, "直接起诉"))
		{
			r->suits += r->tokens[u->token].digits;
			return;
		}
}

/* 合计429条 after items. */
static bool
judge_sum(Reader *r, const Unit *u)
{
	const Found *last = r->nfound > 0 ? &r->found[r->nfound - 1] : NULL;

	if (r->suits > 0 && r->disc && !(u->pre & BUSINESS) && (u->pre & SUM) && u->gap == 0 && r->tokens[u->token].digits == r->suits &&
		find(r, GIR_MEASURE_LITIGATIONS) == NULL)
	{
		add(r, GIR_MEASURE_LITIGATIONS, GIR_SENSE_STATED, u->token, LITIG);
		return true;
	}
	if (last == NULL || (u->pre & BUSINESS) || !(u->pre & SUM) || u->gap > 0 || r->pending.len > 0)
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

/* ---- numbers ---- */

/* Is the word just before the number (but for 为, 共 and a colon) one with these cues? */
static bool
noun_before(const Reader *r, const Unit *u, uint64_t cues)
{
	int			k = u->token - 1;

	if (r->tokens[u->token].gap > 0)
		return false;
	while (k >= u->from && (only(&r->tokens[k], FILLER | SUM | ABOUT | ALL | CUMUL) || is_mark(&r->tokens[k], GIR_MARK_COLON)))
		k--;
	return k >= u->from && r->tokens[k].kind == GIR_TOKEN_WORD && (r->tokens[k].cues & cues) != 0;
}

/* 申请 alone may be of any business: with unknown words before it, it counts only where applications for information are spoken of. */
static bool
foreign_apply(const Reader *r, const Unit *u)
{
	for (int k = u->from; k < u->token; k++)
		if ((r->tokens[k].cues & APPLY) && !(r->tokens[k].cues & (APPL | RECEIVE)) && r->tokens[k].gap > 0 && r->topic != APPL)
			return k == u->from || !(r->tokens[k - 1].kind == GIR_TOKEN_MARK);
	return false;
}

/* Is the next item of the list an outcome by its name? */
static bool
outcome_follows(const Reader *r, int i)
{
	return i + 2 < r->n && r->tokens[i + 1].kind == GIR_TOKEN_MARK && r->tokens[i + 2].kind == GIR_TOKEN_WORD && r->tokens[i + 2].gap == 0 &&
		(r->tokens[i + 2].cues & OUTCOME) && !(r->tokens[i + 2].cues & GRANT);
}

/* The cues of a number: its own words, and what it takes over from its neighbours. */
static bool
resolve(Reader *r, Unit *u)
{
	const GirToken *t = &r->tokens[u->token];
	uint64_t	c = u->pre;
	bool		noun_only = false;

	if (!(c & VERBS) && (u->post & (OUTCOME | CARRIED | ANSWER | DISPUTE | REPEAL)))
	{
		c |= u->post;
		u->used_post = true;
	}
	if (t->counter == PEOPLE && !(c & VERBS) && (u->post & (RECEIVE | APPL)) && !(u->post_end < r->n && is_figure(&r->tokens[u->post_end])))
	{
		c |= u->post | RECEIVE;	/* 5人次申请 */
		u->used_post = true;
	}
	/* 共有12件政府信息公开申请 */
	if (!(c & BUSINESS) && (c & SUM) && !(u->post & VERBS) && t->counter == CASE && u->token + 1 < r->n &&
		((r->tokens[u->token + 1].cues & APPL) || ((r->tokens[u->token + 1].cues & APPLY) && (r->last & APPLY) && (r->last & APPLICANT))))
		c |= RECEIVE;
	if ((c & RECEIVE) && !(c & (APPL | APPLY)) && (u->post & (APPL | APPLY)))
		c |= u->post & (APPL | APPLY);
	if (!(c & BUSINESS) && u->time && r->last_token >= 0 && r->tokens[r->last_token].counter == t->counter && u->gap == 0)
		c |= r->last & (BUSINESS);
	if ((c & (ANSWER | RECEIVE | NEW)) && !(c & (APPL | APPLY)) && r->topic == APPL)
		c |= APPL;
	if ((c & NEW) && (c & (APPL | APPLY)) && !(c & (VERBS & ~NEW)))
		c |= RECEIVE;
	/* 办结8件，其中公开3件、部分公开1件 */
	if ((r->sub || (u->from > 0 && is_mark(&r->tokens[u->from - 1], GIR_MARK_COLON))) && r->topic == APPL && (c & PUBLISH) && !(c & ~(uint64_t) (PUBLISH | INCLUDE | FILLER)) && t->counter == CASE && outcome_follows(r, u->token))
		c = (c & ~(uint64_t) PUBLISH) | GRANT;
	/* 其中涉及政府信息公开的1件, 其中政府信息公开申请11件 */
	if (r->sub && !(c & VERBS) && (c & INCLUDE) && (c & (DISC | APPL)) && r->last_token >= 0 && t->counter == r->tokens[r->last_token].counter)
		c |= c & APPL ? r->last & RECEIVE : r->last & DISPUTE;
	if (!(c & VERBS) && (c & (APPL | APPLY)) && !(c & (APPLICANT | CHANNEL | INCLUDE)) && !r->sub && (t->counter & (CASE | NONE)) &&
		noun_before(r, u, APPL | APPLY) && ((c & (APPL | THIS | SUM)) || r->topic == APPL))
	{
		c |= RECEIVE;
		noun_only = true;
	}
	if ((c & (ISSUE | REPEAL)) && !(c & DOCUMENT) && !(c & (INFO | APPL | APPLY | FOREIGN | ACTIVITY | CHANNEL)) && u->gap == 0)
		c |= r->documents;
	if ((c & POST) && (c & DOCUMENT) && !(c & (CHANNEL | PUBLISH | PROACTIVE | ISSUE | REPEAL)))
		c |= ISSUE;
	if ((c & DOCUMENT) && !(c & (ISSUE | REPEAL | OTHERACT | REVISE | SHOWN | HANDLE | FOREIGN | ACTIVITY)) && noun_before(r, u, DOCUMENT))
		c |= r->verb;
	if (r->topic == FEE && (c & (PAY | SUM)) && t->counter == MONEY)
		c |= FEE;
	u->cues = c;
	return noun_only;
}

/*
 * 收到各类申请206件，其中政府信息公开申请11件; 行政诉讼12件，其中涉及政府信息公开的1件: the figure before was of more than what is asked for, if
 * its own words do not speak of information, and the noun of this one does so at once.
 */
static bool
narrows(const Reader *r, const Unit *u, const Found *before, uint64_t noun)
{
	int			k = u->from;

	while (k < u->token && only(&r->tokens[k], INCLUDE | FILLER | HANDLE) && r->tokens[k].gap == 0)
		k++;
	return before && r->sub && k > u->from && k < u->token && r->tokens[k].gap == 0 && (r->tokens[k].cues & noun) && !(before->cues & (APPL | DISC)) &&
		!before->s.negative && before->s.digits >= r->tokens[u->token].digits;
}

static void
add_received(Reader *r, const Unit *u, bool noun_only)
{
	Found	   *before = find(r, GIR_MEASURE_RECEIVED);
	Found	   *f;
	bool		partial = (u->pre & (APPLICANT | CHANNEL)) != 0;

	if (!partial && narrows(r, u, before, APPL))
	{
		before->gone = true;
		before = NULL;
	}
	if (before && !before->partial && !(u->cues & NEW) && (r->sub || partial || (u->pre & INCLUDE)))
		return;
	f = add(r, GIR_MEASURE_RECEIVED, (u->cues & NEW) ? GIR_SENSE_NEW : GIR_SENSE_STATED, u->token, u->cues);
	if (f == NULL)
		return;
	f->partial = partial;
	f->noun_only = noun_only;
	if (u->carried_inside)
		f->s.sense = GIR_SENSE_NEW_AND_CARRIED_IN;
	/* 收到并答复5件 */
	if ((u->cues & ANSWER) && !(u->cues & INCLUDE) && find(r, GIR_MEASURE_ANSWERED) == NULL)
		add(r, GIR_MEASURE_ANSWERED, (u->cues & INTIME) ? GIR_SENSE_PART : GIR_SENSE_STATED, u->token, u->cues);
}

/* 办结其中50件: some of them. */
static bool
some_of(const Reader *r, const Unit *u)
{
	bool		included = false;

	for (int k = u->token - 1; k >= u->from; k--)
	{
		included |= (r->tokens[k].cues & INCLUDE) != 0;
		if (r->tokens[k].cues & ANSWER)
			return included;
	}
	return false;
}

/* Zero of two measures at once: 行政复议、行政诉讼均为0件. */
static bool
zeros(Reader *r, const Unit *u)
{
	static const uint64_t pairs[][2] = {{REVIEW, LITIG}, {REG, NORM}, {ISSUE, REPEAL}, {CARRYIN, CARRYOUT}};
	int			n = r->nfound;

	if (r->tokens[u->token].digits != 0)
		return false;
	for (int p = 0; p < LENGTH(pairs); p++)
		if ((u->cues & pairs[p][0]) && (u->cues & pairs[p][1]))
			for (int k = 0; k < 2; k++)
			{
				uint64_t	cues = u->cues & ~pairs[p][k];

				for (int i = 0; i < LENGTH(asserts); i++)
					if (fits(&asserts[i], cues) && (asserts[i].counters & r->tokens[u->token].counter))
					{
						add(r, (GirMeasure) asserts[i].measure, GIR_SENSE_STATED, u->token, cues);
						break;
					}
			}
	return r->nfound > n;
}

/* 申请、行政复议、行政诉讼、信息处理费均为0: zero of all that stands in the row. */
static bool
all_zero(Reader *r, const Unit *u)
{
	static const struct
	{
		uint64_t	noun;
		GirMeasure	measure;
	}			rows[] = {{APPL | APPLY, GIR_MEASURE_RECEIVED}, {CARRYIN, GIR_MEASURE_CARRIED_IN}, {CARRYOUT, GIR_MEASURE_CARRIED_OUT},
		{REVIEW, GIR_MEASURE_REVIEWS}, {LITIG, GIR_MEASURE_LITIGATIONS}, {FEE, GIR_MEASURE_FEE}};
	uint64_t	nouns = 0;
	int			n = 0;

	if (r->tokens[u->token].digits != 0 || !(u->pre & ALL) || (u->pre & (OUTCOME | ANSWER | RESULT | REASON | DOCUMENT | OTHERFEE | FAULT | FOREIGN | ACTIVITY)))
		return false;
	/* an application counts only as a member of the row: 依申请公开行政复议 is a review */
	for (int k = u->from; k < u->token; k++)
	{
		bool		member = is_mark(&r->tokens[k + 1], GIR_MARK_ENUM) || is_word(r, k + 1, "和") || is_word(r, k + 1, "及") || is_word(r, k + 1, "均");

		nouns |= r->tokens[k].cues & (DISPUTE | FEE | CARRIED | (member ? APPL | APPLY : 0));
	}
	for (int i = 0; i < LENGTH(rows); i++)
		n += (nouns & rows[i].noun) != 0;
	for (int i = 0; n > 1 && i < LENGTH(rows); i++)
		if ((nouns & rows[i].noun) && find(r, rows[i].measure) == NULL)
			add(r, rows[i].measure, GIR_SENSE_STATED, u->token, nouns & rows[i].noun);
	return n > 1;
}

static bool
is_outcome(int measure)
{
	return measure >= GIR_MEASURE_GRANTED && measure <= GIR_MEASURE_OTHER;
}

static bool
received(const Reader *r)
{
	for (int i = 0; i < r->nfound; i++)
		if (r->found[i].s.measure == GIR_MEASURE_RECEIVED)
			return true;
	return false;
}

/* Measures of which a sentence may give the figures of two bodies or kinds one after the other, without a sum. */
static bool
adds_up(int measure)
{
	return measure >= GIR_MEASURE_REGULATIONS_ISSUED && measure <= GIR_MEASURE_NORMATIVE_REPEALED;
}

/* 行政应诉案件29件, 作为被告的案件: of any business, where the sentence does not speak of information. */
static bool
of_any_business(const Reader *r, const Unit *u)
{
	static const char *const words[] = {"应诉", "行政应诉", "应诉案件", "行政应诉案件", "被告"};

	for (int k = u->from; !r->disc && k < u->token; k++)
		for (int n = 0; n < LENGTH(words); n++)
			if (is_word(r, k, words[n]))
				return true;
	return false;
}

/* Does the dispute come of a reply to somebody who applied? 申请人不服答复申请复议1件 */
static bool
of_reply(const Reader *r, const Unit *u)
{
	bool		applicant = false;

	for (int k = u->from; k < u->token; k++)
	{
		applicant |= is_word(r, k, "申请人");
		if (applicant && (r->tokens[k].cues & ANSWER))
			return true;
	}
	return false;
}

/* 提交10件以上申请的，…: whoever does so; no count. */
static bool
is_condition(const Reader *r, const Unit *u)
{
	int			k = u->post_end;

	return k > u->token + 1 && is_word(r, k - 1, "的") && k < r->n && is_mark(&r->tokens[k], GIR_MARK_COMMA) && !(u->pre & (THIS | SUM | DONE)) && !u->time;
}

/* What a rule alone cannot say. */
static bool
doubtful(Reader *r, const Unit *u, int measure)
{
	const GirToken *t = &r->tokens[u->token];
	bool		named = ((u->pre | u->post) & (APPL | APPLY)) != 0;

	switch (measure)
	{
		case GIR_MEASURE_FEE:
			return t->counter != MONEY && t->digits != 0;
		case GIR_MEASURE_RECEIVED:
			return u->gap > (named ? 2 : 0) || (t->counter == THING && !named) || foreign_apply(r, u) || is_condition(r, u) ||
				(u->cues & (PROACTIVE | PUBLISH | POST | ACTIVITY | COND)) || (is_department(r) && is_of_body_above(r, u->token));
		case GIR_MEASURE_CARRIED_IN:
		case GIR_MEASURE_CARRIED_OUT:
			return u->gap > 6 || (r->topic == FOREIGN && !received(r));
		case GIR_MEASURE_ANSWERED:
			return u->gap > (named ? 4 : 2) || (t->counter == THING && !named) || some_of(r, u) || foreign_apply(r, u) ||
				(u->cues & (PROACTIVE | ACTIVITY | REASON)) || (is_department(r) && is_of_body_above(r, u->token));
		case GIR_MEASURE_REVIEWS:
		case GIR_MEASURE_LITIGATIONS:
		case GIR_MEASURE_DISPUTES:
			return u->gap > 2 || (t->digits != 0 && of_any_business(r, u)) || (t->digits != 0 && !r->disc && !of_reply(r, u) && (r->topic == FOREIGN || ((u->cues | ((r->last & DISPUTE) ? r->last : 0)) & (HANDLE | RECEIVE | ANSWER)))) || (u->cues & (ACTIVITY | INFO));
		case GIR_MEASURE_REGULATIONS_ISSUED:
		case GIR_MEASURE_REGULATIONS_REPEALED:
		case GIR_MEASURE_NORMATIVE_ISSUED:
		case GIR_MEASURE_NORMATIVE_REPEALED:
			return u->gap > 1 || (u->cues & (FOREIGN | CHANNEL)) || t->scale > 0;
		default:
			return u->gap > 6;
	}
}

static void
judge_rules(Reader *r, const Unit *u, bool noun_only)
{
	const GirToken *t = &r->tokens[u->token];

	if (t->scale > 0 && t->counter != MONEY)
		return;
	if (all_zero(r, u) || zeros(r, u))
		return;
	for (int i = 0; i < LENGTH(asserts); i++)
	{
		const Rule *rule = &asserts[i];
		Found	   *before;
		Found	   *f;

		r->out->steps++;
		if (!(rule->counters & t->counter) || !fits(rule, u->cues))
			continue;
		if (doubtful(r, u, rule->measure))
			return;
		if (rule->measure == GIR_MEASURE_RECEIVED)
		{
			r->topic = APPL;
			add_received(r, u, noun_only);
			return;
		}
		before = find(r, (GirMeasure) rule->measure);
		if (narrows(r, u, before, DISC))
		{
			before->gone = true;
			before = NULL;
		}
		if (before && rule->measure != GIR_MEASURE_FEE)
		{
			before->gone = adds_up(rule->measure) && !r->sub && !r->bracket && before->s.digits != t->digits && !before->s.negative;
			return;
		}
		f = add(r, (GirMeasure) rule->measure, (GirSense) rule->sense, u->token, u->cues);
		if (f && ((is_outcome(rule->measure) && (u->cues & REASON)) || (rule->measure == GIR_MEASURE_ANSWERED && (u->cues & INTIME))))
			f->s.sense = GIR_SENSE_PART;
		return;
	}
}

/* 58件（新收55件、结转3件）: 结转 alone does not say which way, but the sum of the two does. */
static bool
completes_received(const Reader *r, int i)
{
	const Found *last = r->nfound > 0 ? &r->found[r->nfound - 1] : NULL;
	int			k = i - 2;

	if (!is_word(r, i - 1, "结转") || r->tokens[i].gap > 0 || last == NULL || last->s.measure != GIR_MEASURE_RECEIVED || last->s.sense != GIR_SENSE_NEW)
		return false;
	while (k > last->token && r->tokens[k].kind == GIR_TOKEN_MARK)
		k--;
	if (k != last->token)
		return false;
	for (k = last->token - 1; k >= 0; k--)
		if (is_figure(&r->tokens[k]))
			return r->tokens[k].counter == CASE && r->tokens[k].digits == last->s.digits + r->tokens[i].digits;
	return false;
}

/* The name of what takes up a share, for the number in the next clause. */
static void
keep_label(Reader *r, int i)
{
	Unit		u = {.token = i};

	if (!r->list || r->pending.len > 0)
		return;
	gather_before(r, &u);
	r->pending = label_before(r, &u);
}

/* What kind of document is spoken of, and what is done with it. */
static void
take_documents(Reader *r, uint64_t cues)
{
	if (!(cues & DOCUMENT))
		return;
	r->documents = cues & DOCUMENT;
	r->verb = cues & (ISSUE | REPEAL);
}

static void
judge_number(Reader *r, int i)
{
	GirToken   *t = &r->tokens[i];
	Unit		u = {.token = i};
	bool		noun_only;
	bool		veto;

	if (t->counter == NONE && !stands_alone(r, i))
	{
		r->taken = i + 1;
		return;
	}
	gather_before(r, &u);
	gather_after(r, &u);
	noun_only = resolve(r, &u);
	if (completes_received(r, i))
		u.cues |= CARRYIN;
	veto = vetoed(r, &u);
	if ((u.cues & RESULT) && !veto)
		count_suits(r, &u);
	if (!judge_disclosure(r, &u, veto) && !veto && !judge_sum(r, &u))
		judge_rules(r, &u, noun_only);
	take_documents(r, u.cues);
	if (u.cues & BUSINESS)
		r->last = u.cues;
	r->last_token = i;
	r->taken = u.used_post ? u.post_end : i + 1;
}

/* ---- percentages ---- */

/* The outcome that is the only business of the cues, -1. */
static int
outcome_of(uint64_t cues)
{
	for (int i = 0; i < LENGTH(asserts); i++)
		if (is_outcome(asserts[i].measure) && asserts[i].all == (cues & (VERBS | REASON | DOCUMENT)))
			return asserts[i].measure;
	return -1;
}

/* The measure of the figure just before the percentage, which nothing but marks and 占 parts from it: 不予公开3件，占15%; -1. */
static int
outcome_before(const Reader *r, int i)
{
	const Found *last = r->nfound > 0 ? &r->found[r->nfound - 1] : NULL;

	if (last == NULL || last->token != r->last_token || !is_outcome(last->s.measure))
		return -1;
	for (int k = last->token + 1; k < i; k++)
		if (!(r->tokens[k].kind == GIR_TOKEN_MARK || only(&r->tokens[k], FILLER)) || r->tokens[k].gap > 0)
			return -1;
	return last->s.measure;
}

static bool
is_percent(const Reader *r, const GirToken *t)
{
	uint32_t	len = t->end - t->off;

	return r->text[t->end - 1] == '%' || (len > 3 && memcmp(r->text + t->end - 3, "％", 3) == 0) || (len > 9 && memcmp(r->text + t->off, "百分之", 9) == 0);
}

/* The measure of a rate's word, GIR_MEASURE_COUNT of 占, -1 of any other. */
static int
rate_of(const Reader *r, int k)
{
	for (int n = 0; n < LENGTH(rates); n++)
		if (is_word(r, k, rates[n].word))
			return rates[n].measure;
	return is_word(r, k, "占") || is_word(r, k, "占比") || is_word(r, k, "占比为") ? GIR_MEASURE_COUNT : -1;
}

/* What has the share, -1: of a rate by its word, of 占 by the words before it or by the figure before. */
static int
share_of(const Reader *r, const Unit *u)
{
	const uint64_t whole = ANSWER | RECEIVE | HANDLE | APPL | APPLY | SUM | FILLER | ALL | THIS | DISC | GOVINFO | INFO | CUMUL | OWN;
	uint64_t	before = 0;
	uint64_t	after = 0;
	int			rate = -1;
	int			k;

	for (k = u->token - 1; k >= u->from && (rate = rate_of(r, k)) < 0; k--)
		after |= r->tokens[k].cues;
	for (int n = u->from; n < k; n++)
		before |= r->tokens[n].cues;
	if (rate < 0)
		return u->token > 0 && is_mark(&r->tokens[u->token - 1], GIR_MARK_OPEN) ? outcome_before(r, u->token) : -1;
	if (rate < GIR_MEASURE_COUNT)
		return (after & ~(uint64_t) FILLER) == 0 && (before & VERBS) == 0 ? rate : -1;
	if (after & ~whole)
		return -1;
	return before & BUSINESS ? outcome_of(before) : outcome_before(r, k);
}

/* 办结率98%, 予以公开占45.2%, 不予公开3件（15%）: how many per cent of the applications. */
static void
judge_share(Reader *r, int i)
{
	const GirToken *t = &r->tokens[i];
	Unit		u = {.token = i};
	int			measure;
	GirStatement *s;

	if (t->approximate || t->scale > 4 || t->digits > 1000000 || !is_percent(r, t) || r->nshares == MAX_SHARES)
		return;
	gather_before(r, &u);
	if (vetoed(r, &u) || r->topic != APPL || (r->last & (FOREIGN | ACTIVITY | SHOWN | DOCUMENT | DISPUTE)) ||
		(u.pre & (FOREIGN | ACTIVITY | DISPUTE | RESULT | INTIME | FAULT | APPLICANT | CHANNEL | ABOUT)))
		return;
	measure = share_of(r, &u);
	if (measure < 0)
		return;
	s = &r->shares[r->nshares++];
	memset(s, 0, sizeof(*s));
	s->measure = (uint8_t) measure;
	s->digits = t->digits;
	s->scale = t->scale;
	s->number = (GirSpan) {t->off, t->end - t->off};
	s->quote = quote(r, i);
}

/* ---- negatives ---- */

/* The cues from a negative to the end of what it denies, and the unknown characters before the first noun. */
static uint64_t
gather_denied(Reader *r, int i, int *gap, bool *blocked)
{
	uint64_t	cues = r->tokens[i].cues & ~(uint64_t) NEG;
	bool		noun = false;
	bool		cause = false;

	*gap = 0;
	*blocked = false;
	for (int k = i + 1; k < r->n; k++)
	{
		const GirToken *t = &r->tokens[k];

		r->out->steps++;
		if (ends_clause(t) || t->kind == GIR_TOKEN_BROKEN)
			break;
		if (t->kind == GIR_TOKEN_NUMBER)
		{
			if (t->counter == YEAR && !t->span && t->digits <= 9999)
				cues |= carried_by_year(r, k, (int) t->digits);	/* 无结转至2024年 */
			if (!is_figure(t))
				continue;
			if (t->digits == 1 && !noun)
				continue;		/* 无一件 */
			*blocked = t->digits > 1 || !noun;
			break;
		}
		if (t->kind != GIR_TOKEN_WORD)
			continue;
		if (t->cues & NEG)
			break;
		if (!noun)
			*gap += t->gap;
		cause |= (t->cues & CAUSE) != 0;
		/* 因行政处罚引发的复议 */
		if (cause && (t->cues & FOREIGN) && !(cues & (DISPUTE | DISC | APPL)))
			*blocked = true;
		noun |= (t->cues & (APPL | APPLY | DISPUTE | FEE | DOCUMENT | CARRIED | OUTCOME)) != 0;
		cues |= t->cues;
	}
	return cues;
}

/* The cues before a negative that ends its clause: 行政复议、行政诉讼均未发生. */
static uint64_t
gather_denied_before(Reader *r, int i)
{
	uint64_t	cues = 0;

	for (int k = i - 1; k >= 0; k--)
	{
		const GirToken *t = &r->tokens[k];

		r->out->steps++;
		if (ends_clause(t) || t->kind == GIR_TOKEN_BROKEN || is_figure(t) || (t->cues & NEG))
			break;
		cues |= t->cues;
	}
	return cues;
}

static void
judge_negative(Reader *r, int i)
{
	const uint64_t nouns = APPL | APPLY | DISPUTE | FEE | DOCUMENT | CARRIED | OUTCOME;
	int			gap;
	bool		blocked;
	uint64_t	cues = gather_denied(r, i, &gap, &blocked);

	if (blocked || other_time(r) || other_scope(r) || r->plan || r->hedged || (cues & (COND | PLAN | PAST | COMPARE)))
		return;
	if (!(cues & nouns))
	{
		if ((cues & ~(uint64_t) (FILLER | DONE | ALL | RECEIVE | ISSUE | REPEAL | PAY | THIS | CAUSE)) != 0 || gap > 4)
			return;
		cues |= gather_denied_before(r, i);
		if (cues & (HANDLE | FOREIGN | COND | FAULT))
			return;
	}
	else if ((cues & APPLY) && !(cues & (nouns & ~APPLY)) && !(cues & RECEIVE) && gap > 0)
		return;
	else if (gap > 24 || ((cues & (APPL | APPLY)) && !(cues & (RECEIVE | DISPUTE | FEE)) && gap > 10))
		return;
	if ((cues & POST) && (cues & DOCUMENT) && !(cues & (CHANNEL | PUBLISH | PROACTIVE | FOREIGN | ACTIVITY)))
		cues |= ISSUE;			/* 未发布规范性文件 */
	take_documents(r, cues);
	for (int k = 0; k < LENGTH(denials); k++)
	{
		Found	   *f;

		if (!fits(&denials[k], cues) || find(r, (GirMeasure) denials[k].measure))
			continue;
		f = add(r, (GirMeasure) denials[k].measure, GIR_SENSE_STATED, i, cues);
		if (f == NULL)
			return;
		f->s.digits = 0;
		f->s.scale = 0;
		f->s.negative = true;
		f->s.people = f->s.approximate = false;
	}
}

/* ---- 均已答复 ---- */

/* As many as were received: the figure that 均 speaks of, -1. */
static const Found *
all_of(Reader *r)
{
	const Found *received = NULL;
	int			partial = 0;

	for (int i = 0; i < r->nfound; i++)
	{
		const Found *f = &r->found[i];

		if (f->s.measure == GIR_MEASURE_RECEIVED && (!f->partial || partial++ == 0))
			received = f;
		else if (f->s.measure == GIR_MEASURE_RECEIVED && received && received->partial)
			return NULL;		/* by several ways, without a sum */
		else if (f->s.measure == GIR_MEASURE_CARRIED_IN && f->s.digits != 0)
			return NULL;
	}
	return received;
}

static void
judge_all(Reader *r, int i)
{
	const Found *received = all_of(r);
	GirStatement base;
	uint64_t	cues = 0;
	int			gap = 0;
	int			verb = -1;
	int			k = i;

	if (received == NULL || received->s.digits == 0 || received->s.sense == GIR_SENSE_NEW_AND_CARRIED_IN || other_time(r) || r->hedged || r->plan)
		return;
	if (r->last_token > received->token && (r->last & (FOREIGN | ACTIVITY | SHOWN | DOCUMENT | DISPUTE | CARRIED)))
		return;
	if (r->last_token >= r->clause && r->last_token != received->token)
		return;					/* 其中2件已办结 */
	for (; k < r->n && r->tokens[k].kind == GIR_TOKEN_WORD; k++)
	{
		if (r->tokens[k].cues & (ANSWER | OUTCOME) && verb < 0)
			verb = k;
		if (k > i)
			gap += r->tokens[k].gap;
		cues |= r->tokens[k].cues;
	}
	if (verb < 0 || gap > 8 || (cues & (NEG | COND | FOREIGN | ACTIVITY | FAULT | DISPUTE | SHOWN | DOCUMENT | REASON)))
		return;
	if (k < r->n && (r->tokens[k].kind != GIR_TOKEN_MARK || r->tokens[k].mark == GIR_MARK_ENUM || r->tokens[k].gap > 4))
		return;
	base = received->s;
	for (int n = 0; n < LENGTH(asserts); n++)
	{
		const Rule *rule = &asserts[n];
		Found	   *f;

		if (!(rule->measure == GIR_MEASURE_ANSWERED ? (cues & ANSWER) && !(cues & OUTCOME) : is_outcome(rule->measure) && fits(rule, cues & OUTCOME)))
			continue;
		if (rule->measure != GIR_MEASURE_ANSWERED && !(cues & ALL) && base.digits > 1)
			return;
		if (find(r, (GirMeasure) rule->measure))
			return;
		f = add(r, (GirMeasure) rule->measure, GIR_SENSE_ALL_OF_RECEIVED, i, cues);
		if (f == NULL)
			return;
		f->s.digits = base.digits;
		f->s.scale = base.scale;
		f->s.approximate = base.approximate;
		f->s.people = base.people;
		f->s.number = (GirSpan) {r->tokens[i].off, r->tokens[verb].end - r->tokens[i].off};
		return;
	}
}

/* 收到申请1件，该申请正在办理中: what is said of the one that was received. */
static void
judge_single(Reader *r, int i)
{
	const Found *received = find(r, GIR_MEASURE_RECEIVED);
	uint64_t	cues = 0;
	Found	   *f;

	if (r->single == r->clause + 1)
		return;					/* once for each clause */
	r->single = r->clause + 1;
	if (received == NULL || received->partial || received->s.digits != 1 || received->token >= r->clause || r->last_token != received->token ||
		find(r, GIR_MEASURE_CARRIED_OUT) || find(r, GIR_MEASURE_ANSWERED) || other_time(r) || r->hedged || r->plan)
		return;
	for (int k = r->clause; k < r->n && !ends_clause(&r->tokens[k]); k++)
	{
		if (r->tokens[k].kind != GIR_TOKEN_WORD && r->tokens[k].counter != YEAR)
			return;				/* a figure of its own */
		cues |= r->tokens[k].cues;
	}
	if (cues & (NEG | CARRYIN | COND | FOREIGN | DISPUTE | ACTIVITY | DOCUMENT))
		return;
	f = add(r, GIR_MEASURE_CARRIED_OUT, GIR_SENSE_STATED, i, cues);
	if (f == NULL)
		return;
	f->s.digits = 1;
	f->s.scale = 0;
}

/* ---- the sentence as a whole ---- */

/* 受理15件，其中新收12件、结转3件: which of the figures is which. */
static void
settle_received(Reader *r)
{
	Found	   *carried = find(r, GIR_MEASURE_CARRIED_IN);
	Found	   *whole = NULL;
	int			partial = 0;

	for (int i = 0; i < r->nfound; i++)
	{
		Found	   *f = &r->found[i];

		if (f->gone || f->s.measure != GIR_MEASURE_RECEIVED)
			continue;
		partial += f->partial;
		if (f->partial)
			continue;
		if (whole == NULL)
			whole = f;
		else if (carried && whole->s.digits == f->s.digits + carried->s.digits && carried->s.digits > 0)
		{
			whole->s.sense = GIR_SENSE_NEW_AND_CARRIED_IN;
			f->s.sense = GIR_SENSE_NEW;
		}
		else if (carried && f->s.digits == whole->s.digits + carried->s.digits && carried->s.digits > 0)
		{
			f->s.sense = GIR_SENSE_NEW_AND_CARRIED_IN;
			whole->s.sense = GIR_SENSE_NEW;
		}
		else
			f->gone = true;
	}
	for (int i = 0; i < r->nfound; i++)
		if (r->found[i].partial && (whole || partial > 1 || (r->found[i].cues & APPLICANT && r->found[i].cues & INCLUDE)))
			r->found[i].gone = true;
	if (carried == NULL || whole == NULL || whole->s.sense != GIR_SENSE_STATED)
		return;
	if ((carried->cues & INCLUDE) && !(carried->cues & EXCLUDE) && carried->token > whole->token)
		whole->s.sense = GIR_SENSE_NEW_AND_CARRIED_IN;
	else
		whole->s.sense = GIR_SENSE_NEW;
}

/* Two channels without a sum are parts; so is a channel beside a total of all. */
static void
settle_channels(Reader *r)
{
	int			channels = 0;
	bool		whole = false;
	int			number = 0;

	for (int i = 0; i < r->nfound; i++)
		if (r->found[i].s.measure == GIR_MEASURE_DISCLOSURES && !r->found[i].gone)
		{
			channels += r->found[i].channel.len > 0;
			whole |= r->found[i].channel.len == 0;
		}
	for (int i = 0; i < r->nfound; i++)
	{
		Found	   *f = &r->found[i];

		if (f->s.measure != GIR_MEASURE_DISCLOSURES || f->gone)
			continue;
		if (f->channel.len > 0 && (whole || channels > 1))
		{
			if (f->s.list > 0)
			{
				f->gone = true;	/* a channel with a breakdown of its own */
				continue;
			}
			f->s.measure = GIR_MEASURE_DISCLOSURE_PART;
			f->s.sense = GIR_SENSE_PART;
			f->s.label = f->channel;
			f->s.list = number ? number : (number = ++r->lists);
		}
		else if (f->channel.len == 0 && find(r, GIR_MEASURE_DISCLOSURES) != f)
			f->gone = true;
	}
}

/* 主动公开163件、依申请公开12件、不予公开35件 are documents by attribute. */
static void
settle_attributes(Reader *r)
{
	bool		suspect = r->attributes;
	bool		verb = false;
	bool		other = false;

	for (int i = 0; i < r->nfound; i++)
	{
		const Found *f = &r->found[i];

		suspect |= f->suspect;
		verb |= f->s.measure == GIR_MEASURE_RECEIVED && !f->noun_only;
		other |= is_outcome(f->s.measure) || f->noun_only;
	}
	if (!suspect || !other || verb)
		return;
	r->nshares = r->first_share;
	for (int i = 0; i < r->nfound; i++)
		if (r->found[i].suspect || r->found[i].noun_only || is_outcome(r->found[i].s.measure))
			r->found[i].gone = true;
}

static void
settle_rest(Reader *r)
{
	Found	   *disputes = find(r, GIR_MEASURE_DISPUTES);
	Found	   *fee = find(r, GIR_MEASURE_FEE);
	int64_t		sum = 0;
	bool		agree = true;

	if (disputes && find(r, GIR_MEASURE_REVIEWS) && find(r, GIR_MEASURE_LITIGATIONS))
		disputes->gone = true;
	for (int i = 0; fee && i < r->nfound; i++)
	{
		Found	   *f = &r->found[i];

		if (f->s.measure != GIR_MEASURE_FEE || f == fee)
			continue;
		agree &= f->s.digits == fee->s.digits && f->s.scale == fee->s.scale;
	}
	for (int i = 0; fee && !agree && i < r->nfound; i++)
	{
		Found	   *f = &r->found[i];

		if (f->s.measure != GIR_MEASURE_FEE)
			continue;
		f->gone = !(f->cues & SUM && f->s.digits == sum) && !(f->token > fee->token && f->s.digits == sum && sum > 0);
		sum += f->s.digits;
	}
	for (int i = 0; fee && agree && i < r->nfound; i++)
		if (r->found[i].s.measure == GIR_MEASURE_FEE && &r->found[i] != fee)
			r->found[i].gone = true;
}

/* 办结23件，其中予以公开11件、不予公开12件: a breakdown, too. */
static void
settle_outcomes(Reader *r)
{
	Found	   *answered = find(r, GIR_MEASURE_ANSWERED);
	int			outcomes = 0;

	if (answered == NULL || answered->s.sense != GIR_SENSE_STATED)
		return;
	for (int i = (int) (answered - r->found) + 1; i < r->nfound; i++)
		outcomes += !r->found[i].gone && is_outcome(r->found[i].s.measure) && r->found[i].s.sense == GIR_SENSE_STATED && !r->found[i].s.negative;
	if (outcomes < 2)
		return;
	answered->s.list = ++r->lists;
	for (int i = (int) (answered - r->found) + 1; i < r->nfound; i++)
		if (is_outcome(r->found[i].s.measure) && r->found[i].s.sense == GIR_SENSE_STATED)
			r->found[i].s.list = answered->s.list;
}

static bool
grow(GirStatements *out)
{
	uint32_t	size = out->size ? out->size * 2 : 32;
	GirStatement *items = realloc(out->items, size * sizeof(*items));

	if (items == NULL)
	{
		out->status = GIR_OUT_OF_MEMORY;
		return false;
	}
	out->items = items;
	out->size = size;
	return true;
}

static void
flush(Reader *r)
{
	const Found *last = r->nfound > 0 ? &r->found[r->nfound - 1] : NULL;

	r->total = 0;
	if (r->nfound == 0)
		return;
	settle_received(r);
	settle_channels(r);
	settle_attributes(r);
	settle_rest(r);
	settle_outcomes(r);
	for (int i = 0; i < r->nfound; i++)
	{
		Found	   *f = &r->found[i];

		if (f->gone)
			continue;
		f->s.quote = quote(r, f->token);
		if (r->out->n == r->out->size && !grow(r->out))
			return;
		r->out->items[r->out->n++] = f->s;
		if (f == last && f->s.measure == GIR_MEASURE_DISCLOSURES && f->s.list == 0 && f->token == r->last_token)
		{
			r->total = r->out->n;
			r->total_counter = r->tokens[f->token].counter;
		}
	}
}

/* The year of the figures when nobody has said it: the latest that the sentence names. */
static int
latest_year(const Reader *r)
{
	int			year = 0;

	for (int i = 0; i < r->n; i++)
	{
		const GirToken *t = &r->tokens[i];

		if (t->kind == GIR_TOKEN_NUMBER && t->counter == YEAR && !t->span && t->digits >= 1990 && t->digits <= 2100 && t->digits > year &&
			!is_word(r, i - 1, "结转") && !is_word(r, i - 1, "转入") && char_before(r, t->off) != 0x81F3)
			year = (int) t->digits;
	}
	return year;
}

/* 二〇二三年 as 2023年至…: a range's end counts when nothing else is there. */
static int
sentence_year(const Reader *r)
{
	int			year = r->options.year ? r->options.year : latest_year(r);

	for (int i = 0; year == 0 && i < r->n; i++)
		if (r->tokens[i].kind == GIR_TOKEN_NUMBER && r->tokens[i].counter == YEAR && !r->tokens[i].span && r->tokens[i].digits >= 1990 && r->tokens[i].digits <= 2100 &&
			!is_word(r, i - 1, "结转") && !is_word(r, i - 1, "转入"))
			year = (int) r->tokens[i].digits;
	return year;
}

static void
start_sentence(Reader *r)
{
	uint64_t	seen = 0;

	for (int i = 0; i < r->n; i++)
		seen |= r->tokens[i].cues;
	r->year = sentence_year(r);
	r->disc = (seen & (DISC | APPL)) != 0 || (r->heading & DISPUTE);
	r->nfound = 0;
	r->first_share = r->nshares;
	r->own_from = 0;
	r->clause = r->single = r->taken = 0;
	r->when = r->outside = WHEN_UNSAID;
	r->until = r->plan = r->wide = r->compare = r->hedged = r->january = r->december = r->sub = r->bracket = r->attributes = false;
	r->years = 0;
	r->topic = (seen & (APPL | OUTCOME)) || (r->heading & APPL) ? APPL : 0;
	r->documents = r->verb = r->last = 0;
	r->list_total = -1;			/* a list that goes on in the next line has its total in another sentence */
	r->last_token = -1;
	r->suits = 0;
	r->pending.len = 0;
}

/* 公开信息73条，涉及机构设置3条、…: 涉及 after a total begins its items. */
static bool
lists_subjects(const Reader *r, int i)
{
	return i == r->clause && r->nfound > 0 && r->found[r->nfound - 1].s.measure == GIR_MEASURE_DISCLOSURES &&
		r->found[r->nfound - 1].token == r->last_token && is_word(r, i, "涉及");
}

static void
read_sentence(Reader *r)
{
	start_sentence(r);
	for (int i = 0; i < r->n; i++)
	{
		const GirToken *t = &r->tokens[i];

		r->out->steps++;
		if (t->kind == GIR_TOKEN_MARK)
			on_mark(r, i);
		else if (t->kind == GIR_TOKEN_BROKEN)
			r->taken = i + 1;
		else if (t->kind == GIR_TOKEN_WORD)
		{
			on_word(r, i);
			if ((t->cues & INCLUDE) || lists_subjects(r, i))
			{
				r->sub = true;
				if (i == 0 && r->total > 0 && !r->list)
					resume_list(r);
				open_list(r);
			}
			if (t->cues & NEG)
				judge_negative(r, i);
			if (t->cues & CARRYOUT)
				judge_single(r, i);
			if ((t->cues & (ALL | DONE)) && (i == 0 || !(r->tokens[i - 1].cues & (ALL | DONE))))
				judge_all(r, i);
		}
		else if (t->counter == YEAR)
			on_year(r, i);
		else if (t->counter == MONTH)
			on_month(r, i);
		else if (t->counter == SHARE)
		{
			judge_share(r, i);
			keep_label(r, i);
		}
		else if (is_figure(t))
			judge_number(r, i);
		else if (t->counter == ODD)
			r->taken = i + 1;
	}
	flush(r);
}

/* A heading says what the sentences after it are about. */
static bool
is_heading(const Reader *r)
{
	uint64_t	seen = 0;

	if (r->n == 0 || r->n > 8 || r->tokens[r->n - 1].end - r->tokens[0].off > 120)
		return false;
	for (int i = 0; i < r->n; i++)
	{
		if (is_figure(&r->tokens[i]) && r->tokens[i].counter != NONE)
			return false;
		seen |= r->tokens[i].cues;
	}
	return (seen & NEG) == 0;
}

static void
take_heading(Reader *r)
{
	uint64_t	seen = 0;

	for (int i = 0; i < r->n; i++)
		seen |= r->tokens[i].cues;
	r->heading = (seen & (APPL | DISPUTE)) ? (seen & DISPUTE ? DISPUTE : APPL) : 0;
}

static uint32_t
region_level(const char *agency)
{
	static const char *const levels[] = {"省", "市", "县", "区", "州", "旗", "盟"};
	const char *p;
	size_t		n;

	if (agency == NULL || agency[0] == '\0')
		return 0;
	p = strstr(agency, "人民政府");
	n = p ? (size_t) (p - agency) : strlen(agency);
	if (n < 3 || (p && p[strlen("人民政府")] != '\0'))
		return 0;
	for (int i = 0; i < LENGTH(levels); i++)
		if (memcmp(agency + n - 3, levels[i], 3) == 0)
		{
			p = levels[i];
			return gir_next_char(&p, p + 3);
		}
	return 0;
}

/* The percentages stand behind the statements. */
static void
add_shares(Reader *r)
{
	GirStatements *out = r->out;

	for (int i = 0; i < r->nshares; i++)
	{
		if (out->n + out->nshares == out->size && !grow(out))
			return;
		out->items[out->n + out->nshares++] = r->shares[i];
	}
}

/* One stretch of prose, sentence by sentence. */
static void
read_stretch(Reader *r, GirSpan s, GirPoll poll, void *context, uint32_t *count)
{
	GirLexer	x = {.text = r->text, .p = r->text + s.off, .end = r->text + s.off + s.len};
	GirToken	spare;			/* one too many */
	bool		more = true;
	bool		figures = false;
	bool		overflow = false;
	uint64_t	seen = 0;

	r->n = 0;
	r->start = s.off;
	while (more && r->out->status == GIR_OK)
	{
		GirToken   *t = r->n < MAX_TOKENS ? &r->tokens[r->n] : &spare;

		if (r->n == 0 && !overflow && gir_skip_idle(&x))
		{
			r->list = false;
			r->total = 0;
			r->start = (uint32_t) (x.p - r->text);
		}
		more = gir_next_token(&x, t);
		if (more && !is_mark(t, GIR_MARK_STOP))
		{
			overflow |= r->n == MAX_TOKENS;
			r->n += r->n < MAX_TOKENS;
			figures |= is_figure(t) || (t->kind == GIR_TOKEN_NUMBER && t->counter == SHARE);
			seen |= t->cues;
			continue;
		}
		if (!overflow && r->n > 0)
		{
			if (is_heading(r))
				take_heading(r);
			if (figures || (seen & NEG))
				read_sentence(r);
			else
				r->total = 0;
		}
		r->out->steps += x.steps;
		x.steps = 0;
		r->n = 0;
		r->start = (uint32_t) (x.p - r->text);
		overflow = figures = false;
		seen = 0;
		r->list = r->list && more && t->broken_line;
		if (poll && ++*count % POLL_SENTENCES == 0 && poll(context))
			r->out->status = GIR_CANCELLED;
	}
	r->out->steps += x.steps;
}

void
gir_statements_of_prose(const char *text, size_t len, const GirSpan *tables, int ntables, GirStatementOptions options,
						GirPoll poll, void *context, GirStatements *out)
{
	Reader	   *r = malloc(sizeof(Reader));
	uint32_t	from = 0;
	uint32_t	count = 0;

	memset(out, 0, sizeof(*out));
	out->year = options.year;
	if (r == NULL)
	{
		out->status = GIR_OUT_OF_MEMORY;
		return;
	}
	r->text = text;
	r->len = len;
	r->options = options;
	r->out = out;
	r->level = region_level(options.agency);
	r->heading = 0;
	r->nshares = 0;
	r->total = 0;
	r->lists = 0;
	r->list = false;
	for (int i = 0; i <= ntables && out->status == GIR_OK; i++)
	{
		uint32_t	to = i < ntables ? tables[i].off : (uint32_t) len;

		if (to > from)
			read_stretch(r, (GirSpan) {from, to - from}, poll, context, &count);
		from = i < ntables ? tables[i].off + tables[i].len : to;
	}
	if (out->status == GIR_OK)
		add_shares(r);
	free(r);
}

void
gir_statements_free(GirStatements *statements)
{
	free(statements->items);
	statements->items = NULL;
	statements->n = statements->nshares = statements->size = 0;
}

/* ---- documents ---- */

/* Text in a cell that ends what stands between labels and figures: a sentence, or a heading of sections 五 and 六. */
static bool
is_prose(const char *s, size_t len)
{
	static const char *const marks[] = {"。", "存在的主要问题", "改进情况", "报告的事项"};

	if (len >= 3 && memcmp(s + len - 3, "。", 3) == 0)
		return true;			/* as most do */
	for (int i = 0; i < LENGTH(marks); i++)
		if (gir_find(s, len, marks[i]) != NULL)
			return true;
	return false;
}

/* Where the last cell of a row that is not empty ends, 0 without one. */
static uint32_t
row_end(const GirGridCell *cells, uint32_t n)
{
	while (n > 0 && cells[n - 1].kind == GIR_CELL_EMPTY)
		n--;
	return n > 0 ? cells[n - 1].off + cells[n - 1].len : 0;
}

/*
 * The stretches of the text that are tables: from a label up to the next prose.  Returns their number; *stretches is to be freed, and
 * NULL without memory.
 */
static int
find_tables(const GirGrid *grid, GirSpan **stretches)
{
	GirSpan    *all = malloc(((size_t) grid->ncells + 1) * sizeof(GirSpan));
	int			n = 0;
	bool		open = false;

	*stretches = all;
	for (uint32_t i = 0; all && i < grid->nrows; i++)
	{
		const GirGridRow *row = &grid->rows[i];
		const GirGridCell *cells = gir_row_cells(grid, row);

		if (open && row->count[GIR_CELL_TEXT] == 0 && row->ncells <= UINT16_MAX)
		{
			uint32_t	end = row_end(cells, row->ncells);

			if (end > all[n - 1].off + all[n - 1].len)
				all[n - 1].len = end - all[n - 1].off;
			continue;
		}
		for (uint32_t k = 0; k < row->ncells; k++)
		{
			const GirGridCell *c = &cells[k];
			GirSpan    *last = n > 0 ? &all[n - 1] : NULL;
			uint32_t	end = c->off + c->len;

			if (c->kind == GIR_CELL_EMPTY)
				continue;
			if (c->kind == GIR_CELL_TEXT && is_prose(grid->text + c->off, c->len))
			{
				open = false;
				continue;
			}
			if (!open && c->kind == GIR_CELL_LABEL && (last == NULL || c->off >= last->off + last->len))
			{
				all[n++] = (GirSpan) {c->off, c->len};
				open = true;
			}
			else if (open && end > last->off + last->len)
				last->len = end - last->off;
		}
	}
	return n;
}

/* Places in the document's text become places in the source. */
static void
to_source(const GirDocument *d, GirStatements *out)
{
	for (uint32_t i = 0; d->html && i < out->n + out->nshares; i++)
	{
		GirStatement *s = &out->items[i];

		s->number = gir_document_place(d, s->number);
		s->label = gir_document_place(d, s->label);
		s->quote = gir_document_place(d, s->quote);
	}
}

/* How many labels of tables there are: a sentence has some too. */
static int
labels_of(const GirReading *reading)
{
	int			n = 0;

	for (int i = 0; i < GIR_TABLE_COUNT; i++)
		n += reading->tables[i].labels;
	return n;
}

static void
read_document(const GirDocument *d, GirReport *report, GirStatementOptions options, GirPoll poll, void *context, GirStatements *out)
{
	GirSpan    *tables;
	int			n;

	gir_report_head(d, report);
	if (report->reading.applications > 1)
	{
		gir_report_of_document(d, report);
		if (report->verdict == GIR_TWO_REPORTS)
			return;				/* whose they are cannot be told */
	}
	if (options.year == 0 && (report->title[0] || report->reading.first_table != UINT32_MAX))
		options.year = report->year;
	if (options.agency == NULL)
		options.agency = report->agency;
	n = find_tables(&d->grid, &tables);
	if (labels_of(&report->reading) < MIN_LABELS)
		n = 0;
	if (tables == NULL)
		out->status = GIR_OUT_OF_MEMORY;
	else
		gir_statements_of_prose(d->text, d->len, tables, n, options, poll, context, out);
	free(tables);
	if (out->status == GIR_OK)
		to_source(d, out);
}

void
gir_statements_read(const char *source, size_t len, GirStatementOptions options, GirPoll poll, void *context, GirStatements *out)
{
	GirReport  *report = malloc(sizeof(GirReport));
	GirDocument d;

	memset(out, 0, sizeof(*out));
	if (report == NULL)
	{
		out->status = GIR_OUT_OF_MEMORY;
		return;
	}
	gir_document_read(source, len, poll, context, &d);
	out->status = d.grid.status;
	out->reason = d.reason;
	if (out->status == GIR_OK)
		read_document(&d, report, options, poll, context, out);
	gir_document_free(&d);
	free(report);
}
