/*
 * statements_work.h - what the files that read the figures of prose share
 *
 * statements.c finds the prose of a document; statements_sentence.c walks through its sentences, and judges each as a whole;
 * statements_context.c keeps what holds at a place, and reads lists; statements_numbers.c judges single numbers, shares and negatives,
 * statements_rows.c figures whose nouns stand somewhere else; statements_scope.c tells what is of something else altogether.
 * Nothing else includes this.
 */
#ifndef GIR_STATEMENTS_WORK_H
#define GIR_STATEMENTS_WORK_H

#include "core/statements_words.h"

#include <string.h>

enum
{
	MAX_TOKENS = 1024,			/* of a sentence; a longer one is no prose, and nothing is read from it */
	MAX_FOUND = 256,			/* statements of a sentence */
	MAX_SHARES = 64,			/* percentages of a text; a report has a dozen at most */
	MAX_LABEL_BYTES = 90,
	MAX_LOOK = 600,				/* bytes after a sentence in which a later year may be named */
	MIN_LABELS = 12,			/* that only tables have together; the smallest table has as many */
	MAX_DROPS = 32,				/* comparisons of a sentence that are left out; more are no prose */
	NEAR = 128,					/* tokens before and after a figure that may tell what it is of */
	POLL_SENTENCES = 256
};

#define CARRIED (CARRYIN | CARRYOUT)
#define SHOWN (PROACTIVE | PUBLISH | POST)
/* cues that tell what a figure is; without any of them it takes the meaning of its neighbour */
#define VERBS (RECEIVE | HANDLE | NEW | ANSWER | OUTCOME | CARRIED | DISPUTE | FEE | ISSUE | REPEAL | OTHERACT | REVISE | SHOWN | FOREIGN | ACTIVITY | RESULT)
#define BUSINESS (VERBS | APPL | APPLY | DOCUMENT | INFO | GOVINFO | REASON | PAY | APPLICANT | CHANNEL)
/* may stand between 公开 and the number of all that was disclosed */
#define GENERIC (INFO | GOVINFO | DISC | SUM | CUMUL | FILLER | NEW | ABOUT | THIS | OWN)
/* counters of what is counted, and of nothing else */
#define FIGURES (NONE | CASE | ITEM | THING | TIMES | PEOPLE | BOOK | MONEY)

typedef struct Rule
{
	uint8_t		measure;
	uint8_t		sense;
	uint16_t	counters;
	uint64_t	all;
	uint64_t	any;
	uint64_t	none;
} Rule;

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
	uint16_t	segment;		/* first token of what stands between two ； */
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
	uint64_t	fresh;			/* its cues, in the sentence after it; 0 */
	int			lists;			/* breakdowns so far */
	uint32_t	total;			/* statement with which the sentence before ended, a total without items, + 1; 0 */
	uint16_t	total_counter;
	int64_t		before;			/* received, in the sentence before; -1 */
	int			spoken;			/* the year that the sentence before has named last, 0 */
	GirStatement shares[MAX_SHARES];
	int			nshares;

	/* the sentence */
	uint32_t	start;			/* its first byte */
	GirToken	tokens[MAX_TOKENS];
	int			n;
	int			year;			/* its figures are of, 0: not said */
	uint64_t	seen;			/* its cues */
	bool		disc;			/* it speaks of 政府信息公开 */
	bool		later_year;		/* a year stands behind a statement */
	Found		found[MAX_FOUND];
	int			nfound;
	int			first_share;	/* of the sentence */
	int			own_from;		/* first statement after the last 我局 */

	/* at the token that is looked at */
	int			clause;			/* its first token */
	int			single;			/* the clause that gir_prose_judge_single() has looked at, + 1 */
	When		when;
	When		outside;		/* when, before the bracket */
	When		resumed;		/* holds again after 上年12件； ; WHEN_OTHER: nothing does */
	int			attributes_from;	/* the segment that says so */
	int			segment;		/* statements before the last ；, ... */
	int			segment_from;	/* ... and the first token after it */
	uint64_t	first_topic;	/* what the sentence begins with */
	bool		december_alone;	/* WHEN_OTHER is because of 12月 */
	bool		until;
	bool		summed;			/* a figure has been of several years */
	bool		plan;
	bool		wide;
	uint64_t	topic;			/* APPL, FEE, INFO, FOREIGN; 0 */
	uint64_t	documents;		/* REG, NORM */
	uint64_t	verb;			/* ISSUE, REPEAL */
	uint64_t	last;			/* cues of the figure before */
	int			last_token;		/* that figure's number, -1 */
	int			taken;			/* first token that no figure before has used */
	int			taken_outside;	/* ... before the bracket */
	int			moved;			/* 结转3件, which does not say which way; -1 */
	int			row_end;		/* figures before this token are of a row that was read */
	int			subject;		/* number of applications without a verb, -1 */
	int			foreign;		/* the last figure of other business, -1 */
	bool		sub;			/* after 其中 */
	bool		bracket;
	bool		attributes;		/* 主动公开文件163件: documents by attribute */
	bool		others;			/* 兄弟局收到40件，…: what was answered in later clauses is theirs */
	/* in the clause */
	bool		compare;
	bool		hedged;			/* 应当, 每件, 平均, 各部门 */
	bool		parts;			/* 各部门, 兄弟单位 */
	bool		parts_outside;	/* ... before the bracket */
	bool		january;
	bool		december;
	int			years;			/* year met in the clause, 0 */
	/* the list */
	bool		list;
	int			list_total;		/* found[] of the total, -1 */
	int			list_number;
	int64_t		list_sum;
	int64_t		suits;			/* 直接起诉 and 复议后起诉 so far */
	int64_t		results;		/* 结果维持, 结果纠正 … so far, ... */
	int			nresults;		/* ... and how many of them */
	bool		of_table;		/* named as the form names them */
	uint64_t	disputes;		/* kinds of disputes that the sentence has spoken of */
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
	bool		mixed;			/* 予以公开（含部分公开） */
	uint16_t	gap;			/* unknown characters after the last verb */
} Unit;

static inline bool
fits(const Rule *rule, uint64_t cues)
{
	return (cues & rule->all) == rule->all && (cues & rule->none) == 0 && (rule->any == 0 || (cues & rule->any) != 0);
}

static inline bool
is_mark(const GirToken *t, GirMark mark)
{
	return t->kind == GIR_TOKEN_MARK && t->mark == mark;
}

/* A figure of things, people or money; no year, share or the like. */
static inline bool
is_figure(const GirToken *t)
{
	return t->kind == GIR_TOKEN_NUMBER && (t->counter & FIGURES) != 0;
}

/* A word that says one of these things and nothing else. */
static inline bool
only(const GirToken *t, uint64_t cues)
{
	return t->kind == GIR_TOKEN_WORD && t->cues != 0 && (t->cues & ~cues) == 0;
}

static inline bool
ends_clause(const GirToken *t)
{
	return t->kind == GIR_TOKEN_MARK && t->mark != GIR_MARK_ENUM && t->mark != GIR_MARK_COLON;
}

static inline Found *
find(Reader *r, GirMeasure measure)
{
	for (int i = 0; i < r->nfound; i++)
		if (!r->found[i].gone && r->found[i].s.measure == measure)
			return &r->found[i];
	return NULL;
}

/* The clause around a token, for the quotation. */
static inline GirSpan
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

static inline Found *
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
	f->segment = (uint16_t) r->segment_from;
	return f;
}

/* Does the text between the two places begin with the word? */
static inline bool
begins_with(const Reader *r, uint32_t off, uint32_t to, const char *word)
{
	size_t		n = strlen(word);

	return to - off >= n && memcmp(r->text + off, word, n) == 0;
}

/* The bracket that ends at k: its first token; -1 when it has figures of its own, or no beginning. */
static inline int
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

/* 收到申请（不含上年结转2件）26件: the beginning of such a bracket, which ends at k; -1. */
static inline int
carried_bracket(const Reader *r, int k)
{
	uint64_t	cues = 0;

	for (int j = k - 1; j > 0 && j > k - 8; j--)
	{
		if (is_mark(&r->tokens[j], GIR_MARK_OPEN))
			return (r->tokens[j + 1].cues & (INCLUDE | EXCLUDE)) && (cues & CARRYIN) && r->tokens[j + 1].gap == 0 ? j : -1;
		if (r->tokens[j].kind == GIR_TOKEN_MARK)
			return -1;
		cues |= r->tokens[j].cues;
	}
	return -1;
}

/* Take a word into the cues before a number, of which it is not the last token; called from right to left. */
static inline void
take_word(Unit *u, const GirToken *t, bool *joined)
{
	uint64_t	cues = t->cues;

	/* 涉及征地的信息公开申请: what the applications are about is not their business */
	if ((cues & FOREIGN) && (u->pre & APPL) && !*joined)
		cues &= ~(uint64_t) (FOREIGN | OTHERFEE | OTHERACT | REASON);
	/* 以县政府文件名义出台规范性文件 */
	if ((cues & FOREIGN) && (u->pre & (ISSUE | REPEAL)) && (u->pre & DOCUMENT) && !*joined)
		cues &= ~(uint64_t) FOREIGN;
	/* 征收信息公开答复引发诉讼 */
	if ((cues & FOREIGN) && t[1].kind == GIR_TOKEN_WORD && (t[1].cues & DISC) && t[1].gap == 0)
		cues &= ~(uint64_t) FOREIGN;
	if (cues & THIS)
		u->time = true;
	if (cues & (APPL | VERBS))
		*joined = false;
	u->pre |= cues;
}

/* Alone in brackets, after a word? */
static inline bool
in_brackets(const Reader *r, int i)
{
	return i > 1 && i + 1 < r->n && is_mark(&r->tokens[i - 1], GIR_MARK_OPEN) && is_mark(&r->tokens[i + 1], GIR_MARK_CLOSE) &&
		r->tokens[i].gap == 0 && r->tokens[i + 1].gap == 0 && (r->tokens[i - 2].kind == GIR_TOKEN_WORD || r->tokens[i - 1].gap > 0);
}

static inline void
gather_before(Reader *r, Unit *u)
{
	bool		joined = false;
	int			open;
	int			k = u->token - 1;
	uint32_t	gap = r->tokens[u->token].gap;
	bool		verb = false;
	int			first = r->taken;

	if (k > 0 && gap == 0 && is_mark(&r->tokens[k], GIR_MARK_CLOSE) && (open = carried_bracket(r, k)) >= 0)
	{
		u->carried_inside = (r->tokens[open + 1].cues & INCLUDE) != 0;
		first = r->taken_outside;
		k = open - 1;
	}
	for (; k >= first; k--)
	{
		const GirToken *t = &r->tokens[k];

		r->out->steps++;
		if (t->kind == GIR_TOKEN_MARK)
		{
			if (k == u->token - 1 && k > r->taken && in_brackets(r, u->token))
				continue;		/* 养老服务（31条） */
			if (t->mark == GIR_MARK_CLOSE)
			{
				open = skip_brackets(r, k);
				if (open < 0)
					break;
				for (int j = open; j < k; j++)
				{
					u->carried_inside |= (r->tokens[j].cues & CARRYIN) && !(r->tokens[j].cues & EXCLUDE);
					u->mixed |= (r->tokens[j].cues & OUTCOME) && j > open && (r->tokens[j - 1].cues & INCLUDE);
				}
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

/* 结转 and 转入 say which way by the year beside them. */
extern uint64_t gir_prose_carried_by_year(const Reader *r, int i, int year);

/* 答复结果, 办理情况: are outcomes spoken of? */
extern bool gir_prose_names_results(const Reader *r, int i);

extern uint32_t gir_prose_char_before(const Reader *r, uint32_t off);

/* Is the token the word? */
extern bool gir_prose_is_word(const Reader *r, int i, const char *word);

/* Is the token one of the words? */
extern bool gir_prose_is_one_of(const Reader *r, int i, const char *const *words, int n);

/* 结转一件至二〇二二年, 转入2件到下年 */
static inline bool
carried_on(const Reader *r, int number, int year)
{
	uint32_t	c = gir_prose_char_before(r, r->tokens[year].off);

	return year == number + 1 && (c == 0x81F3 || c == 0x5230 || c == 0x5165) && number > 0 && (r->tokens[number - 1].cues & (MOVED | CARRYOUT)) == MOVED;
}

static inline void
gather_after(Reader *r, Unit *u)
{
	int			k = u->token + 1;

	for (; k < r->n; k++)
	{
		const GirToken *t = &r->tokens[k];

		r->out->steps++;
		/* 2件转入2024年继续办理 */
		if (t->kind == GIR_TOKEN_NUMBER && t->counter == YEAR && !t->span && t->digits <= 9999)
			u->post |= carried_on(r, u->token, k) ? CARRYOUT : gir_prose_carried_by_year(r, k, (int) t->digits);
		else if ((t->cues & PLAN) && carried_on(r, u->token, k))
			u->post |= r->tokens[k].cues = CARRYOUT;	/* 结转3件至下年度: no plan */
		else if (t->kind == GIR_TOKEN_WORD)
			u->post |= t->cues;
		else
			break;
	}
	u->post_end = k;
	if ((u->post & CAUSE) && (u->post & CARRYOUT))
		u->post &= ~(uint64_t) (REASON | FOREIGN);	/* 一件因补正、因征求意见尚未到期 */
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
static inline bool
ends_here(const Reader *r, uint32_t off)
{
	const char *p = r->text + off;
	const char *end = r->text + r->len;
	uint32_t	c = ' ';

	for (int i = 0; i < 8 && p < end && c != '\n' && gir_is_space(c); i++)
		c = gir_narrow(gir_next_char(&p, end));
	if (c == ',' && p < end && *p == ' ')
		p = gir_skip_blanks(p, end);
	if (c == ',' && p < end)
	{
		uint32_t	digit = gir_narrow(gir_next_char(&p, end));

		if (digit >= '0' && digit <= '9')
			return false;		/* 1,06; 2, 143 */
		return true;
	}
	return p >= end || c == '\n' || !(gir_is_han(c) || c == '.' || (c >= '0' && c <= 'z' && c != ';' && c != ':' && c != '?'));
}

/* 公开5、不公开0: does another such number follow the words after the mark? */
static inline bool
goes_on_bare(const Reader *r, int i)
{
	int			k = i + 2;

	while (k < r->n && r->tokens[k].kind == GIR_TOKEN_WORD && r->tokens[k].gap == 0)
		k++;
	return k > i + 2 && k < r->n && is_figure(&r->tokens[k]) && r->tokens[k].counter == NONE && r->tokens[k].gap == 0;
}

/* A number without counter says something only where nothing but 为 or a colon parts it from its noun, and its clause ends there. */
static inline bool
stands_alone(const Reader *r, int i)
{
	const GirToken *t = &r->tokens[i];
	const GirToken *after = i + 1 < r->n ? t + 1 : NULL;
	int			k = i - 1;

	if ((after && (after->kind != GIR_TOKEN_MARK || after->gap > 0)) || !ends_here(r, t->end))
		return false;
	if (after && is_mark(after, GIR_MARK_ENUM) && !r->list && !goes_on_bare(r, i))
		return false;			/* 不予公开1、属于国家秘密 */
	if (t->gap > 0)
		return r->list;
	while (k >= 0 && (only(&r->tokens[k], FILLER | SUM | ALL | ABOUT) || is_mark(&r->tokens[k], GIR_MARK_COLON)))
		k--;
	/* 收到申请（件）：44 */
	if (k > 1 && k == i - 2 && is_mark(&r->tokens[k], GIR_MARK_CLOSE) && is_mark(&r->tokens[k - 1], GIR_MARK_OPEN) && r->tokens[k].gap <= 1)
		return r->tokens[k - 2].kind == GIR_TOKEN_WORD;
	/* 维持3，纠正1，总计4 */
	if (k == r->clause - 1 && k > 0 && k < i - 1 && r->last_token == k - 1 && r->tokens[k - 1].counter == NONE)
		return true;
	return k >= 0 && k >= r->clause && r->tokens[k].kind == GIR_TOKEN_WORD;
}

/* ---- statements_context.c ---- */

extern bool gir_prose_other_time(const Reader *r);

extern bool gir_prose_other_scope(const Reader *r);

extern bool gir_prose_vetoed(const Reader *r, const Unit *u);

/* 承接2022年度未办结的, 含2020年度结转, 加2021年末未办结的: a year that is not the sentence's. */
extern bool gir_prose_carries_year(const Reader *r, int i);

/* Is the year where what is carried goes? */
extern bool gir_prose_moves_to(const Reader *r, int i);

/* Where a sentence has 结转 or its like. */
extern void gir_prose_join_carried(Reader *r);

extern void gir_prose_on_year(Reader *r, int i);

extern void gir_prose_on_month(Reader *r, int i);

/* Does a body above do what the figure counts? */
extern bool gir_prose_is_of_body_above(Reader *r, int token);

/* In the report of a department the county's government is another body. */
extern bool gir_prose_is_department(const Reader *r);

extern void gir_prose_on_word(Reader *r, int i);

/* 加强…, 做好…: does the clause that begins at the token say what was taken care of? */
extern bool gir_prose_begins_with_care(const Reader *r, int from);

/* Has what stands from token i to the end of its clause one of the cues? */
extern bool gir_prose_clause_says(const Reader *r, int i, uint64_t cues);

/* Does a list of what was disclosed begin here? */
extern void gir_prose_open_list(Reader *r);

/* Items of what was disclosed may begin behind the word or mark at i, without a total before them. */
extern void gir_prose_include_items(Reader *r, int i);

/* 共88条。包括：…: the items of the total in the sentence before. */
extern void gir_prose_resume_list(Reader *r);

extern void gir_prose_on_mark(Reader *r, int i);

/* What may stand before a name, and is no part of it. */
extern GirSpan gir_prose_label_before(const Reader *r, const Unit *u);

/* The number is all that was disclosed. */
extern void gir_prose_add_total(Reader *r, const Unit *u);

/* 主动公开信息12条, and the items of a list; true when the number is one of these. */
extern bool gir_prose_judge_disclosure(Reader *r, const Unit *u, bool veto);

/* 未经复议直接起诉1件，复议后起诉2件; 维持3件，纠正1件: figures of which a sum may follow. */
extern void gir_prose_count_results(Reader *r, const Unit *u);

/* 合计429条 after items. */
extern bool gir_prose_judge_sum(Reader *r, const Unit *u);

/* ---- statements_numbers.c ---- */

extern bool gir_prose_is_outcome(int measure);

/* The name of what takes up a share, for the number in the next clause. */
extern void gir_prose_keep_label(Reader *r, int i);

extern void gir_prose_judge_number(Reader *r, int i);

/* The measure of the first rule that the cues fit, if the sentence does not have it yet; false when there is none. */
extern bool gir_prose_add_by_cues(Reader *r, int token, uint64_t cues);

/* 办结率98%, 予以公开占45.2%, 不予公开3件（15%）: how many per cent of the applications. */
extern void gir_prose_judge_share(Reader *r, int i);

extern void gir_prose_judge_negative(Reader *r, int i);

extern void gir_prose_judge_all(Reader *r, int i);

/* 收到申请1件，该申请正在办理中: what is said of the one that was received. */
extern void gir_prose_judge_single(Reader *r, int i);

/* ---- statements_scope.c ---- */

/* Where a sentence speaks of documents by attribute (主动公开163件、依申请公开12件、不予公开35件), its words say nothing of applications. */
extern void gir_prose_leave_attributes(Reader *r);

/* 均载于上一年度报告, 不计入本报告: the statements before it are gone.  There is one at least. */
extern void gir_prose_leave_disowned(Reader *r);

/* ---- statements_rows.c ---- */

/* Where a sentence compares: 由上年的5件降到2件 and 比上年多7件，达32件 become 降到2件 and 达32件. */
extern void gir_prose_leave_comparisons(Reader *r);

/* May the figure have its noun in a row? */
static inline bool
may_be_of_row(const Reader *r, int i)
{
	return i > r->clause && (r->tokens[i].gap == 1 || (r->tokens[i - 1].cues & (ALL | INCLUDE | FILLER | SUM | ABOUT)));
}

/* 复议、诉讼分别为4件、1件; 被复议、被诉各1件: returns the token after the last figure of the row that begins at i, -1 when none does. */
extern int	gir_prose_judge_row(Reader *r, int i);

/* 申请数量较多，全年达到206件: the cues of the noun that a number without one has in the clause before. */
extern uint64_t gir_prose_noun_before(Reader *r, const Unit *u);

/* A number of applications that has no verb so far: 2件申请因补正，… */
extern void gir_prose_keep_subject(Reader *r, const Unit *u);

/* … 结转下年办理: at the word that says what becomes of them. */
extern void gir_prose_judge_subject(Reader *r, int i);

#endif							/* GIR_STATEMENTS_WORK_H */
