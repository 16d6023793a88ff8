/*
 * statements_numbers.c - what a number, a percentage or a negative says
 */
#include "core/statements_work.h"

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

/* Is the word just before the number (but for 为, 共 and a colon) one with these cues? */
static bool
noun_before(Reader *r, const Unit *u, uint64_t cues)
{
	int			k = u->token - 1;
	int			open;

	if (r->tokens[u->token].gap > 0)
		return false;
	for (; k >= u->from; k--)
	{
		/* 申请总数（件）：12, 信息公开申请（含书面）共33件 */
		if (is_mark(&r->tokens[k], GIR_MARK_CLOSE) && (open = skip_brackets(r, k)) > u->from)
			k = open;
		else if (!only(&r->tokens[k], FILLER | SUM | ABOUT | ALL | CUMUL | THIS) && !is_mark(&r->tokens[k], GIR_MARK_COLON) && r->tokens[k].counter != YEAR)
			break;
	}
	return k >= u->from && r->tokens[k].kind == GIR_TOKEN_WORD && (r->tokens[k].cues & cues) != 0;
}

/* 收到的申请中有2件跨年办理: some of those that the words before are of. */
static bool
is_among(const Reader *r, const Unit *u)
{
	for (int k = u->token; k > u->from; k--)
	{
		if (r->tokens[k].gap > 0)
		{
			uint32_t	c = gir_prose_char_before(r, r->tokens[k].off);

			return c == 0x4E2D || c == 0x5C1A || c == 0x4ECD || c == 0x8FD8;	/* 中 尚 仍 还 */
		}
		if (!only(&r->tokens[k - 1], FILLER))
			return false;
	}
	return false;
}

/* 不予公开率为零: a number after a rate is a share. */
static bool
is_rate(const Reader *r, int i)
{
	int			k = i - 1;

	while (k >= r->clause && only(&r->tokens[k], FILLER) && r->tokens[k].gap == 0)
		k--;
	return k >= r->clause && r->tokens[k].kind == GIR_TOKEN_WORD && r->tokens[k].end >= 3 && memcmp(r->text + r->tokens[k].end - 3, "率", 3) == 0;
}

/* 申请 alone may be of any business: with unknown words before it, it counts only where applications for information are spoken of. */
static bool
foreign_apply(const Reader *r, const Unit *u)
{
	for (int k = u->from; k < u->token; k++)
		if ((r->tokens[k].cues & APPLY) && !(r->tokens[k].cues & (APPL | RECEIVE)) && r->tokens[k].gap > (r->topic == APPL ? 1 : 0))
			return k == u->from || !(r->tokens[k - 1].kind == GIR_TOKEN_MARK);
	return false;
}

/* Is the next item of the list an outcome by its name? */
static bool
outcome_follows(const Reader *r, int i)
{
	return i + 2 < r->n && r->tokens[i + 1].kind == GIR_TOKEN_MARK && r->tokens[i + 2].kind == GIR_TOKEN_WORD && r->tokens[i + 2].gap == 0 &&
		(r->tokens[i + 2].cues & (OUTCOME | REASON)) && !(r->tokens[i + 2].cues & GRANT);
}

bool
gir_prose_names_results(const Reader *r, int i)
{
	static const char *const words[] = {"答复结果", "办理结果", "处理结果", "办结结果", "答复类型", "答复类别", "答复种类", "办结类型", "答复情况", "办理情况"};

	return gir_prose_is_one_of(r, i, words, LENGTH(words));
}

/* 答复结果为公开5: of the results, before the number? */
static bool
speaks_of_results(const Reader *r, const Unit *u)
{
	int			k = r->clause;

	/* 从办理结果看，公开5件: in a clause before that has nothing else */
	if (k > 1 && k == u->from && is_mark(&r->tokens[k - 1], GIR_MARK_COMMA) && gir_prose_names_results(r, k - 2))
		return true;
	while (k < u->token && !gir_prose_names_results(r, k))
		k++;
	return k < u->token;
}

/* 答复申请67件，公开35件，部分公开9件: does the clause come just after what was answered? */
static bool
follows_answer(const Reader *r, const Unit *u)
{
	int			apart = u->from - 2;	/* the comma stands there, or behind 申请中 */

	return (r->last & ANSWER) && apart > 0 && (r->last_token == apart || (r->last_token == apart - 1 && only(&r->tokens[apart], APPL | APPLY))) && r->tokens[r->last_token].digits >= r->tokens[u->token].digits;
}

/* 行政复议案件2件，其中1件涉及政府信息公开 */
static bool
is_about_disputes(const Reader *r, const Unit *u)
{
	int			i = u->token;

	if (r->sub && !(u->pre & (VERBS & ~(uint64_t) CAUSE)) && (u->pre & CAUSE) && (u->pre & DISC) && (r->last & DISPUTE) && u->gap == 0 && r->last_token >= 0 &&
		r->tokens[i].counter == r->tokens[r->last_token].counter)
		return true;			/* 其中因政府信息公开引发的5件 */
	return r->sub && !(u->pre & VERBS) && (r->last & DISPUTE) && gir_prose_is_word(r, i + 1, "涉及") && i + 2 < r->n && (r->tokens[i + 2].cues & DISC) &&
		r->tokens[i + 2].gap == 0 && r->last_token >= 0 && r->tokens[i].counter == r->tokens[r->last_token].counter;
}

static bool
received(const Reader *r, int from)
{
	for (int i = from; i < r->nfound; i++)
		if (r->found[i].s.measure == GIR_MEASURE_RECEIVED)
			return true;
	return false;
}

static bool
denied(const Reader *r, GirMeasure measure)
{
	for (int i = 0; i < r->nfound; i++)
		if (r->found[i].s.measure == measure && r->found[i].s.negative && !r->found[i].gone)
			return true;
	return false;
}

/* 答复申请人提出的申请37件: is that they were submitted but an attribute of those that were answered? */
static bool
was_submitted(const Reader *r, const Unit *u)
{
	bool		answered = false;
	bool		submitted = false;

	for (int k = u->from; k < u->token; k++)
	{
		bool		attribute = gir_prose_is_word(r, k + 1, "的") && (gir_prose_is_word(r, k, "提出") || gir_prose_is_word(r, k, "提交") || gir_prose_is_word(r, k, "递交"));

		if ((r->tokens[k].cues & RECEIVE) && !(answered && attribute))
			return false;
		answered |= (r->tokens[k].cues & ANSWER) != 0;
		submitted |= attribute;
	}
	return submitted;
}

/* 由我局受理 at the end of what follows the number? */
static bool
received_by_us(const Reader *r, const Unit *u)
{
	int			k = u->post_end - 2;

	return k > u->token && (r->tokens[k].cues & OWN) && r->tokens[k].gap == 1 && gir_prose_char_before(r, r->tokens[k].off) == 0x7531 &&	/* 由 */
		(r->tokens[k + 1].cues & RECEIVE) && r->tokens[k + 1].gap == 0 && !(u->post & (VERBS & ~(uint64_t) RECEIVE));
}

/* The words before a number, and those after it where there is no verb before. */
static uint64_t
join_after(Reader *r, Unit *u)
{
	const GirToken *t = &r->tokens[u->token];
	uint64_t	c = u->pre;

	if ((c & (RECEIVE | APPL | APPLY)) && (u->post & (OUTCOME | CARRIED)) && is_among(r, u))
		c &= ~(uint64_t) (RECEIVE | NEW | HANDLE | APPL | APPLY);
	/* 41件申请答复完毕39件: the verb is the next figure's; 除2件外均已答复, 除2件结转外均已答复: of the others */
	if (gir_prose_is_word(r, u->token - 1, "除"))
		u->post &= ~(uint64_t) (u->post & MOVED ? ANSWER | OUTCOME : ANSWER);
	if (gir_prose_is_word(r, u->token - 1, "除") && u->token + 1 < r->n && t[1].gap > 0)
		;
	else if (!(c & VERBS) && (u->post & (APPL | APPLY)) && (u->post & (ANSWER | OUTCOME)) && u->post_end < r->n && is_figure(&r->tokens[u->post_end]))
		;
	else if (u->token + 1 < r->n && t[1].gap > 0 && r->len - t->end >= 3 && memcmp(r->text + t->end, "中", 3) == 0)
		;						/* 合计92件中已办结90件 */
	else if (!(c & VERBS) && (c & APPLICANT) && (u->post & ALL) && (r->last & APPLICANT) && is_mark(&r->tokens[u->from], GIR_MARK_ENUM))
		;						/* 自然人申请52件、法人申请6件均已回复: all of both */
	else if (!(c & VERBS) && (u->post & (OUTCOME | CARRIED | ANSWER | DISPUTE | REPEAL)))
	{
		c |= u->post;
		u->used_post = true;
	}
	if ((c & ANSWER) && (c & RECEIVE) && was_submitted(r, u))
		c &= ~(uint64_t) RECEIVE;
	/* 33件为本年度新收; 57件公开申请由我局受理 */
	if (!(c & VERBS) && (u->post & RECEIVE) && ((u->post & NEW) || ((u->post & APPL) && received_by_us(r, u))))
	{
		c |= u->post;
		u->used_post = true;
	}
	if (t->counter == PEOPLE && !(c & VERBS) && (u->post & (RECEIVE | APPL)) && !(u->post_end < r->n && is_figure(&r->tokens[u->post_end])))
	{
		c |= u->post | RECEIVE;	/* 5人次申请 */
		u->used_post = true;
	}
	if (!(c & BUSINESS))
		c |= gir_prose_noun_before(r, u);
	return c;
}

/* 征求第三方意见的申请6件: some of them. */
static bool
has_attribute(const Reader *r, const Unit *u)
{
	for (int k = u->from + 1; k + 1 < u->token; k++)
		if ((r->tokens[k + 1].cues & (APPL | APPLY)) && gir_prose_is_word(r, k, "的") && !(r->tokens[k - 1].cues & (OWN | THIS | APPL | INFO | DISC)))
			return true;
	return false;
}

/* 申请公开政府信息1次: the noun is a verb. */
static bool
is_act(const Reader *r, const Unit *u)
{
	static const char *const words[] = {"申请公开政府信息", "申请公开信息", "申请公开", "申请获取政府信息"};

	return u->token > u->from && r->tokens[u->token].gap == 0 && gir_prose_is_one_of(r, u->token - 1, words, LENGTH(words));
}

/* What a number of applications takes over from its neighbours.  *noun_only: it has no verb. */
static uint64_t
join_applications(Reader *r, const Unit *u, uint64_t c, bool *noun_only)
{
	const GirToken *t = &r->tokens[u->token];

	/* 共有12件政府信息公开申请（提交至我局） */
	if (!(c & BUSINESS) && (c & SUM) && !(u->post & VERBS & ~(uint64_t) RECEIVE) && t->counter == CASE && u->token + 1 < r->n &&
		((r->tokens[u->token + 1].cues & APPL) || ((r->tokens[u->token + 1].cues & APPLY) && (r->last & APPLY) && (r->last & APPLICANT))))
		c |= RECEIVE;
	/* 收到网络申请8件、信函申请5件 */
	if (!(c & VERBS & ~(uint64_t) NEW) && (c & APPLICANT) && (c & (APPL | APPLY)) && (r->last & (RECEIVE | APPLICANT)) == (RECEIVE | APPLICANT) && r->last_token >= 0 &&
		(u->from == r->last_token + 1 || u->from == r->last_token + 2) && r->tokens[r->last_token + 1].kind == GIR_TOKEN_MARK && t->counter == r->tokens[r->last_token].counter)
		c |= RECEIVE;
	/* 全年有12件政府信息公开申请 */
	if (!(c & BUSINESS) && t->counter == CASE && t->gap == 0 && gir_prose_is_word(r, u->token - 1, "有") && u->token + 1 < r->n && (t[1].cues & APPL) && t[1].gap == 0 && !r->sub &&
		!(c & (INCLUDE | EXCLUDE)) && !(u->post & ((VERBS & ~(uint64_t) RECEIVE) | NEG | FAULT | REASON | CAUSE)) && !received(r, 0) && r->tokens[u->token - 1].gap == 0)
		c |= RECEIVE;
	/* 全年14起信息公开申请，… */
	if (!(c & BUSINESS) && (c & THIS) && t->counter == CASE && t->gap == 0 && r->tokens[u->token - 1].gap == 0 && (u->from == r->clause || is_mark(&r->tokens[u->from - 1], GIR_MARK_COLON)) && u->post_end == u->token + 2 && (t[1].cues & APPL) && (t[1].cues & APPLY) && t[1].gap == 0 &&
		(u->post_end == r->n || (ends_clause(&t[2]) && t[2].gap == 0)) && !received(r, 0))
		c |= RECEIVE;
	if (((c & RECEIVE) || ((c & ANSWER) && u->token + 1 < r->n && t[1].gap == 0 && (t[1].cues & (APPL | APPLY)))) && !(c & (APPL | APPLY)) && (u->post & (APPL | APPLY)))
		c |= u->post & (APPL | APPLY);
	if (!(c & BUSINESS) && u->time && r->last_token >= 0 && r->tokens[r->last_token].counter == t->counter && u->gap == 0)
		c |= r->last & (BUSINESS);
	/* 作出信息公开答复67件 */
	if ((c & ANSWER) && !(c & (APPL | APPLY | INTIME)) && t->gap == 0 && u->token > u->from + 1 && (r->tokens[u->token - 1].cues & ANSWER) && r->tokens[u->token - 1].gap == 0 &&
		(r->tokens[u->token - 2].cues & DISC))
		c |= APPL;
	if ((c & (ANSWER | RECEIVE | NEW)) && !(c & (APPL | APPLY)) && r->topic == APPL)
		c |= APPL;
	if ((c & NEW) && (c & (APPL | APPLY)) && !(c & (VERBS & ~NEW)))
		c |= RECEIVE;
	/* 办结8件，其中公开3件、部分公开1件 */
	if (r->topic == APPL && (c & PUBLISH) && !(c & ~(uint64_t) (PUBLISH | INCLUDE | FILLER | ANSWER)) && (t->counter & (CASE | NONE)) && outcome_follows(r, u->token) &&
		(r->sub || (c & ANSWER) || follows_answer(r, u) || (u->token == 1 && (r->tokens[u->token + 2].cues & PARTLY)) || (u->from > 0 && is_mark(&r->tokens[u->from - 1], GIR_MARK_COLON)) || speaks_of_results(r, u)))
		c = (c & ~(uint64_t) (PUBLISH | ANSWER)) | GRANT;
	/* 其中涉及政府信息公开的1件, 其中政府信息公开申请11件 */
	if (is_about_disputes(r, u))
		c |= r->last & DISPUTE;
	if (r->sub && !(c & VERBS) && (c & INCLUDE) && (c & (DISC | APPL)) && r->last_token >= 0 && t->counter == r->tokens[r->last_token].counter)
		c |= c & APPL ? r->last & RECEIVE : r->last & DISPUTE;
	if (!(c & (VERBS | MOVED)) && (c & (APPL | APPLY)) && !(c & (APPLICANT | CHANNEL | INCLUDE)) && !r->sub && (t->counter & (CASE | NONE | ((c & SUM) ? ITEM : 0) | (is_act(r, u) ? TIMES : 0))) &&
		noun_before(r, u, APPL | APPLY) && ((c & (APPL | THIS | SUM)) || r->topic == APPL || (r->topic == FEE && r->disc)) && !has_attribute(r, u))
	{
		c |= RECEIVE;
		*noun_only = true;
	}
	return c;
}

/* 公布规章: the verb and the noun, and nothing between? */
static bool
publishes(const Reader *r, const Unit *u)
{
	for (int k = u->from; k + 1 < u->token; k++)
		if (gir_prose_is_word(r, k, "公布") && (r->tokens[k + 1].cues & REG) && r->tokens[k + 1].gap == 0)
			return true;
	return false;
}

/* Is all else that was done with the documents done before they were issued? */
static bool
is_issued_after(const Reader *r, const Unit *u)
{
	for (int k = u->from; k < u->token; k++)
		if ((r->tokens[k].cues & OTHERACT) && !((r->tokens[k + 1].cues & ISSUE) && r->tokens[k + 1].gap == 1 && gir_prose_char_before(r, r->tokens[k + 1].off) == 0x540E))	/* 后 */
			return false;
	return true;
}

/* What a number of documents takes over from its neighbours. */
static uint64_t
join_documents(Reader *r, const Unit *u, uint64_t c)
{
	const GirToken *t = &r->tokens[u->token];

	if ((c & (ISSUE | REPEAL)) && !(c & DOCUMENT) && !(c & (INFO | APPL | APPLY | FOREIGN | ACTIVITY | CHANNEL)) && u->gap == 0)
		c |= r->documents;
	/* 规范性文件修订2件、废止3件、新增0件 */
	if ((c & NEW) && !(c & (BUSINESS & ~(uint64_t) NEW)) && u->gap == 0 && (r->last & (ISSUE | REPEAL | REVISE)) && r->documents && t->counter == r->tokens[r->last_token].counter)
		c |= ISSUE | r->documents;
	if ((c & POST) && (c & DOCUMENT) && !(c & (CHANNEL | PUBLISH | PROACTIVE | ISSUE | REPEAL)))
		c |= ISSUE;
	/* 合法性审核后印发规范性文件5件 */
	if ((c & OTHERACT) && (c & ISSUE) && (c & DOCUMENT) && is_issued_after(r, u))
		c &= ~(uint64_t) OTHERACT;
	/* 公布规章3部: by whom it is issued, unless it says where */
	if ((c & REG) && (c & PUBLISH) && !(c & (NORM | CHANNEL | INFO | PROACTIVE | OTHERACT | FOREIGN | COND | PLAN)) && u->gap == 0 && publishes(r, u))
		c |= ISSUE | POST;
	/* 新制定的2件规范性文件 */
	if ((c & (ISSUE | REPEAL)) && !(c & DOCUMENT) && !(u->post & OTHERACT) && u->token + 1 < r->n && t[1].kind == GIR_TOKEN_WORD && t[1].gap == 0)
		c |= t[1].cues & DOCUMENT;
	/* 印发文件120件，其中规范性文件3件 */
	if (r->sub && (c & DOCUMENT) && !(c & VERBS) && (r->last & ISSUE) && ((r->last & (FOREIGN | OTHERACT)) || !(r->last & (BUSINESS & ~(uint64_t) ISSUE))) && !(r->last & DOCUMENT) && noun_before(r, u, DOCUMENT))
		c |= ISSUE;
	if ((c & DOCUMENT) && !(c & (ISSUE | REPEAL | OTHERACT | REVISE | SHOWN | HANDLE | FOREIGN | ACTIVITY)) && noun_before(r, u, DOCUMENT))
		c |= r->verb;
	return c;
}

/* 占用费12万元: of a name that is no word. */
static bool
is_charge(const Reader *r, int i)
{
	while (i > r->clause && only(&r->tokens[i - 1], FILLER | SUM | ABOUT) && r->tokens[i].gap == 0)
		i--;
	return r->tokens[i].gap > 0 && gir_prose_char_before(r, r->tokens[i].off) == 0x8D39;	/* 费 */
}

static bool
ends_with(const Reader *r, uint32_t off, const char *word)
{
	size_t		n = strlen(word);

	return off >= n && memcmp(r->text + off - n, word, n) == 0;
}

/* Does 争议 or 争议案件 stand just before the figure? */
static bool
names_disputes(const Reader *r, int i)
{
	return ends_with(r, r->tokens[i].off, "争议") || ends_with(r, r->tokens[i].off, "争议案件");
}

/* 行政争议12件（复议与诉讼合并统计）: the bracket, without figures, says what they are. */
static bool
counts_disputes(const Reader *r, const Unit *u)
{
	uint64_t	inside = 0;
	int			k = u->token;

	if (!r->disc || k + 2 >= r->n || !is_mark(&r->tokens[k + 1], GIR_MARK_OPEN) || r->tokens[k + 1].gap > 0 || !names_disputes(r, k))
		return false;
	for (k += 2; k < r->n && !is_mark(&r->tokens[k], GIR_MARK_CLOSE); k++)
	{
		if (r->tokens[k].kind == GIR_TOKEN_NUMBER || (r->tokens[k].cues & (EXCLUDE | NEG)))
			return false;
		inside |= r->tokens[k].cues;
	}
	return (inside & DISPUTE) == DISPUTE && !(inside & (EXCLUDE | NEG));
}

/* The cues of a number: its own words, and what it takes over from its neighbours.  Has it no verb? */
static bool
resolve(Reader *r, Unit *u)
{
	const GirToken *t = &r->tokens[u->token];
	bool		noun_only = false;
	uint64_t	c = join_documents(r, u, join_applications(r, u, join_after(r, u), &noun_only));

	if (!(c & VERBS & ~(uint64_t) (CAUSE | RECEIVE | FOREIGN)) && counts_disputes(r, u))
		c |= DISPUTE;
	/* 收取信息处理费1笔，计30元 */
	if ((r->topic == FEE || (r->topic == APPL && t->digits == 0 && (c & PAY))) && t->counter == MONEY && !is_charge(r, u->token) && !denied(r, GIR_MEASURE_FEE) && ((c & PAY) || (!(r->last & OTHERFEE) && ((c & SUM) || (!(c & (BUSINESS | OTHERFEE)) && (r->last & (FEE | PAY)) && t->gap == 0)))))
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

	if (before && noun == DISC && is_about_disputes(r, u))
		return !(before->cues & (APPL | DISC)) && !before->s.negative && before->s.digits >= r->tokens[u->token].digits;
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

	if (partial && r->bracket)
		return;					/* of what stands before the bracket */
	if (r->sub && before == NULL && r->last_token >= 0 && r->tokens[r->last_token].counter == PEOPLE && r->tokens[r->last_token].digits == 1)
		return;					/* 其中一人提交申请30件 */
	/* 未收到法人的申请，收到自然人申请2件; 收到各类申请206件，其中政府信息公开申请11件 */
	if ((before && before->s.negative && (before->cues & APPLICANT)) || (!partial && narrows(r, u, before, APPL)))
	{
		before->gone = true;
		before = NULL;
	}
	/* 云汀区共收到452件，其中我局收到37件 */
	if (before && r->sub && (u->pre & OWN) && (u->pre & RECEIVE) && !(before->cues & OWN) && !before->partial && !partial && before->s.digits >= r->tokens[u->token].digits)
	{
		before->gone = true;
		before = NULL;
	}
	if (before && !before->partial && !(u->cues & NEW) && (r->sub || partial || (u->pre & INCLUDE)))
		return;
	/* 省厅收到560件，本局收到5件 */
	if (before && !r->sub && (u->pre & OWN) && !(before->cues & OWN) && !before->partial && !partial)
		before->gone = true;
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

bool
gir_prose_add_by_cues(Reader *r, int token, uint64_t cues)
{
	for (int i = 0; i < LENGTH(asserts); i++)
	{
		GirMeasure	measure = (GirMeasure) asserts[i].measure;

		if (!fits(&asserts[i], cues) || !(asserts[i].counters & r->tokens[token].counter))
			continue;
		return find(r, measure) == NULL && add(r, measure, measure == GIR_MEASURE_RECEIVED && (cues & NEW) ? GIR_SENSE_NEW : GIR_SENSE_STATED, token, cues) != NULL;
	}
	return false;
}

/* Zero of several measures at once: 行政复议、行政诉讼均为0件; 规章、规范性文件的制发数、废止数均为0. */
static bool
zeros(Reader *r, const Unit *u)
{
	static const uint64_t pairs[][2] = {{REVIEW, LITIG}, {CARRYIN, CARRYOUT}, {REG, NORM}, {ISSUE, REPEAL}};
	uint64_t	alternatives[1 << LENGTH(pairs)] = {u->cues};
	int			n = r->nfound;
	int			m = 1;

	if (r->tokens[u->token].digits != 0)
		return false;
	for (int p = 0; p < LENGTH(pairs); p++)
	{
		if (!(u->cues & pairs[p][0]) || !(u->cues & pairs[p][1]))
			continue;
		for (int k = 0; k < m; k++)
		{
			alternatives[m + k] = alternatives[k] & ~pairs[p][0];
			alternatives[k] &= ~pairs[p][1];
		}
		m *= 2;
	}
	for (int k = 0; m > 1 && k < m; k++)
		gir_prose_add_by_cues(r, u->token, alternatives[k]);
	return r->nfound > n;
}

/* Is the word a member of a row, and no attribute of the next? */
static bool
is_member(const Reader *r, int k)
{
	return k + 1 < r->n && (is_mark(&r->tokens[k + 1], GIR_MARK_ENUM) || gir_prose_is_word(r, k + 1, "和") || gir_prose_is_word(r, k + 1, "及") || gir_prose_is_word(r, k + 1, "均") || (r->tokens[k + 1].cues & NEG));
}

/* Is the word a later member of a row? */
static bool
is_second(const Reader *r, int k)
{
	return k > 0 && r->tokens[k].gap == 0 && (is_mark(&r->tokens[k - 1], GIR_MARK_ENUM) || gir_prose_is_word(r, k - 1, "和") || gir_prose_is_word(r, k - 1, "及") || gir_prose_is_word(r, k - 1, "与"));
}

/* 投诉、复议、诉讼; 复议、诉讼和举报: other business, as a member of a row. */
static bool
is_other_member(const Reader *r, int k)
{
	return (r->tokens[k].cues & FOREIGN) && !(r->tokens[k].cues & (WITH | REASON)) && is_member(r, k) && (is_second(r, k) || is_mark(&r->tokens[k + 1], GIR_MARK_ENUM)) && !gir_prose_clause_says(r, r->clause, CAUSE);	/* 因投诉、拆迁引发的: what comes of it is said there */
}

/* 结转下年的申请: no more than that. */
static bool
is_of_carried(const Reader *r, int k)
{
	return k > 1 && gir_prose_is_word(r, k - 1, "的") && (r->tokens[k - 2].cues & (CARRIED | MOVED));
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
		nouns |= r->tokens[k].cues & (DISPUTE | FEE | CARRIED | (is_member(r, k) && !is_of_carried(r, k) ? APPL | APPLY : 0));
	for (int i = 0; i < LENGTH(rows); i++)
		n += (nouns & rows[i].noun) != 0;
	for (int i = 0; n > 1 && i < LENGTH(rows); i++)
		if ((nouns & rows[i].noun) && find(r, rows[i].measure) == NULL)
			add(r, rows[i].measure, GIR_SENSE_STATED, u->token, nouns & rows[i].noun);
	return n > 1;
}

bool
gir_prose_is_outcome(int measure)
{
	return measure >= GIR_MEASURE_GRANTED && measure <= GIR_MEASURE_OTHER;
}

/* Measures of which a sentence may give the figures of two bodies or kinds one after the other, without a sum. */
static bool
adds_up(int measure)
{
	return measure >= GIR_MEASURE_REGULATIONS_ISSUED && measure <= GIR_MEASURE_NORMATIVE_REPEALED;
}

/* Unknown characters in the clause that ends at token k? */
static bool
has_gap(const Reader *r, int k)
{
	for (; k > 0 && !ends_clause(&r->tokens[k - 1]); k--)
		if (r->tokens[k].gap > 0)
			return true;
	return r->tokens[k].gap > 0;
}

/*
 * Does the sentence speak of information where the figure's clause, one of disputes or causes, or one after it does so?  我局重视信息公开工作，
 * 办理复议案件86件 does not.
 */
static bool
of_information(const Reader *r, int token)
{
	uint64_t	seen = 0;
	bool		figure = false;

	if (!r->disc || (r->heading & DISPUTE))
		return r->disc;
	for (int k = token > NEAR ? token - NEAR : 0; k < r->n && k < token + NEAR; k++)
	{
		const GirToken *t = &r->tokens[k];

		r->out->steps++;
		if (k >= r->clause && (t->cues & (DISC | APPL)))
			return true;
		if (k > token && is_mark(t, GIR_MARK_SEMICOLON))
			break;
		if (k > token)
			continue;
		seen |= t->kind == GIR_TOKEN_WORD ? t->cues : 0;
		figure |= is_figure(t);
		if (!ends_clause(t))
			continue;
		if ((seen & (DISC | APPL)) && !is_mark(t, GIR_MARK_SEMICOLON) && ((seen & (CAUSE | DISPUTE)) || !(figure || (seen & VERBS) || has_gap(r, k))))
			return true;
		seen = 0;
		figure = false;
	}
	return false;
}

/* 行政应诉案件29件, 作为被告的案件: of any business, where the sentence does not speak of information; 各类复议案件 are so anyway. */
static bool
of_any_business(const Reader *r, const Unit *u)
{
	static const char *const words[] = {"应诉", "行政应诉", "应诉案件", "行政应诉案件", "被告"};

	for (int k = u->from; k + 1 < u->token; k++)
		if (gir_prose_is_word(r, k, "各类") && (r->tokens[k + 1].cues & DISPUTE))
			return true;
	if (of_information(r, u->token))
		return false;
	/* 化解行政争议12件（复议6件、诉讼6件） */
	if (!r->disc && r->clause > 1 && is_mark(&r->tokens[r->clause - 1], GIR_MARK_OPEN) && is_figure(&r->tokens[r->clause - 2]) && names_disputes(r, r->clause - 2))
		return true;
	for (int k = u->from; k < u->token; k++)
		if (gir_prose_is_one_of(r, k, words, LENGTH(words)))
			return true;
	return false;
}

/* Does the dispute come of a reply to somebody who applied? 申请人不服答复申请复议1件, 我局答复引发诉讼1件, 答复被申请复议1件, 答复不服引发复议2件 */
static bool
of_reply(const Reader *r, const Unit *u)
{
	bool		applicant = false;

	for (int k = u->from; k < u->token; k++)
	{
		bool		after = k > u->from && (r->tokens[k - 1].cues & ANSWER) && r->tokens[k].gap == 0;

		applicant |= gir_prose_is_word(r, k, "申请人") || gir_prose_is_word(r, k, "不服");
		if (after && ((r->tokens[k].cues & CAUSE) || gir_prose_is_word(r, k, "被申请") || gir_prose_is_word(r, k, "不服")))
			return true;
		if (applicant && (r->tokens[k].cues & ANSWER))
			return true;
	}
	return false;
}

/* 答复引发复议2件、诉讼2件: is the figure before one of disputes? */
static bool
follows_dispute(const Reader *r)
{
	const Found *last = r->nfound > 0 ? &r->found[r->nfound - 1] : NULL;

	return last && last->token == r->last_token && (last->s.measure == GIR_MEASURE_REVIEWS || last->s.measure == GIR_MEASURE_LITIGATIONS);
}

/* 提交10件以上申请的，…: whoever does so; no count. */
static bool
is_condition(const Reader *r, const Unit *u)
{
	int			k = u->post_end;

	if (gir_prose_is_word(r, u->token + 1, "的") && u->token + 2 < r->n && (r->tokens[u->token + 2].cues & EACH))
		return true;			/* 超过10件的每件收100元 */
	return k > u->token + 1 && gir_prose_is_word(r, k - 1, "的") && k < r->n && is_mark(&r->tokens[k], GIR_MARK_COMMA) && !(u->pre & (THIS | SUM | DONE)) && !u->time;
}

/* 登记各类申请14项，申请人均为自然人: the law's own kinds of applicants, in the clause after. */
static bool
names_applicants(const Reader *r, int token)
{
	int			k = token + 1;

	if (k >= r->n || !is_mark(&r->tokens[k], GIR_MARK_COMMA))
		return false;
	for (k++; k < r->n && !ends_clause(&r->tokens[k]); k++)
		if (r->tokens[k].cues & APPLICANT)
			return true;
	return false;
}

/* 受理各类申请12万件: of all business, where the text does not speak of information. */
static bool
of_any_kind(const Reader *r, const Unit *u)
{
	for (int k = u->from; !(r->heading & APPL) && k + 1 < u->token; k++)
		if (gir_prose_is_word(r, k, "各类") && ((r->tokens[k + 1].cues & APPLY) || gir_prose_is_word(r, k + 1, "事项")))
			return !of_information(r, u->token) && !names_applicants(r, u->token);
	return false;
}

/* Does one of the words name the fee, and no charge of any kind? */
static bool
names_fee(const Reader *r, const Unit *u)
{
	static const char *const generic[] = {"收费", "费用", "收取费用", "工本费", "收费金额", "收费总额", "收费总金额", "收费情况", "收费项目", "收费事项", "成本费用"};

	if (!(u->pre & FEE))
		return true;			/* the sentence has named it before */
	for (int k = u->token > NEAR ? u->token - NEAR : 0; k < u->token; k++)
	{
		bool		named = (r->tokens[k].cues & FEE) != 0;

		for (int n = 0; named && n < LENGTH(generic); n++)
			named = !gir_prose_is_word(r, k, generic[n]);
		if (named)
			return true;
	}
	return false;
}

/* 查阅、复制档案收取工本费86元: for copies of archives, which another law governs. */
static bool
is_for_archives(const Reader *r, const Unit *u)
{
	static const char archives[] = "档案";
	const char *from = r->text + (r->clause > 0 ? r->tokens[r->clause - 1].end : r->start);

	return gir_find(from, (size_t) (r->text + r->tokens[u->token].off - from), archives) != NULL && !(u->pre & (APPL | DISC | INFO));
}

/* 外包费用, 检测收费: of something else. */
static bool
names_charge(const Reader *r, const Unit *u)
{
	for (int k = u->from; k < u->token; k++)
		if ((r->tokens[k].cues & FEE) && r->tokens[k].gap > 0 && gir_prose_char_before(r, r->tokens[k].off) != 0x7B49)	/* 等 */
			return true;
	return false;
}

/* 征收引发诉讼5件、复议3件; 因处罚被申请复议2件，被诉1起: does the cause of the figure before, which is of other business, hold of this one too? */
static bool
shares_cause(const Reader *r, const Unit *u)
{
	return (r->last & DISPUTE) && (r->last & FOREIGN) && (r->last & CAUSE) && !(u->pre & (DISC | APPL | CAUSE)) &&
		(r->last_token >= r->clause || (r->last_token == r->clause - 2 && u->from == r->clause && u->token == r->clause + 1));
}

/* A word between the tokens or one of them, and the token after it. */
typedef struct Task
{
	uint32_t	from;
	uint32_t	to;
	int			before;			/* tokens before it, ... */
	int			next;			/* ... and the first after it */
} Task;

/* 受理、审核, 审核并答复: is it one of several verbs, of which others tell what was done? */
static bool
is_among_verbs(const Reader *r, const Unit *u, const Task *w)
{
	const uint64_t verbs = RECEIVE | HANDLE | ANSWER | ISSUE;
	const GirToken *t = &r->tokens[w->next];
	const GirToken *s = &r->tokens[w->before];

	if (w->next < u->token && t->off == w->to)
	{
		if (t->kind == GIR_TOKEN_WORD && (t->cues & verbs))
			return true;		/* 审核答复申请17件 */
		if (w->next + 1 < u->token && t[1].gap == 0 && (is_mark(t, GIR_MARK_ENUM) || only(t, FILLER)) && (t[1].cues & verbs))
			return true;
	}
	return w->before - 2 >= u->from && s[-1].end == w->from && s[-1].gap == 0 && (is_mark(&s[-1], GIR_MARK_ENUM) || only(&s[-1], FILLER)) && (s[-2].cues & verbs);
}

/* 审核后答复, 经会商研判: what went before. */
static bool
is_done_first(const Reader *r, const Unit *u, const Task *w)
{
	static const char after[] = "后";
	uint32_t	c = gir_prose_char_before(r, w->from);

	return c == 0x7ECF || c == 0x8FC7 ||	/* 经 过 */
		gir_find(r->text + w->to, r->tokens[u->token].off - w->to, after) != NULL;
}

/* Does the figure count what the word says, and not the business?  It does behind it, or where the word is the verb before all nouns. */
static bool
governs(const Reader *r, const Unit *u, const Task *w, bool taken_part)
{
	const uint64_t business = RECEIVE | ANSWER | ISSUE | DISPUTE | OUTCOME | CARRIED | APPL | APPLY;
	int			k = w->next;

	if (is_done_first(r, u, w))
		return false;
	while (k < u->token && only(&r->tokens[k], FILLER | SUM | ABOUT | CUMUL) && r->tokens[k + 1].gap == 0)
		k++;
	if (k == u->token && r->tokens[w->next].off == w->to)
		return true;			/* 答复审核15件次 */
	for (k = u->from; k < w->before; k++)
		if (r->tokens[k].cues & business)
			return false;
	return taken_part || !is_among_verbs(r, u, w);
}

/* 指导中心, 协调局: a name. */
static bool
is_body(const Reader *r, uint32_t off)
{
	static const char *const ends[] = {"中心", "局", "组", "科", "站"};

	for (int i = 0; i < LENGTH(ends); i++)
		if (begins_with(r, off, (uint32_t) r->len, ends[i]))
			return true;
	return false;
}

/*
 * 参与答复审核15件次, 会商疑难申请8件次, 审核答复书22件: the figure counts what was done beside or about the business.  Looked for where unknown
 * characters are, and among the words that are no business.
 */
static bool
is_of_task(Reader *r, const Unit *u)
{
	static const char *const taken_part[] = {"参与", "旁听", "观摩", "指导", "督促", "督导", "协调", "跟踪", "催办", "提醒", "通报", "代理"};
	static const char *const done_about[] = {"审核", "审查", "会商", "研判", "研讨", "讨论", "会审", "商讨", "协商", "评查", "评析", "点评", "评议", "把关", "回访", "沟通", "审读", "审阅", "查阅",
		"复盘", "宣讲", "论证", "评估"};

	for (int k = u->from; k <= u->token; k++)
	{
		const GirToken *t = &r->tokens[k];
		uint32_t	from = k > 0 ? t[-1].end : r->start;
		bool		own = t->kind == GIR_TOKEN_WORD && (t->cues == 0 || t->cues == OTHERACT);
		uint32_t	to = own ? t->end : t->off;

		if (!own && t->gap < 2)
			continue;
		if (to - from > 2 * MAX_LABEL_BYTES)
			from = to - 2 * MAX_LABEL_BYTES;
		for (uint32_t off = from; off + 6 <= to; off++)
		{
			Task		w = {off, off + 6, k, own && off + 6 > t->off ? k + 1 : k};

			r->out->steps++;
			if (((unsigned char) r->text[off] & 0xC0) == 0x80)
				continue;
			for (int n = 0; n < LENGTH(taken_part) + LENGTH(done_about); n++)
			{
				const char *word = n < LENGTH(taken_part) ? taken_part[n] : done_about[n - LENGTH(taken_part)];

				if (memcmp(r->text + off, word, 6) == 0 && !is_body(r, w.to) && governs(r, u, &w, n < LENGTH(taken_part)))
					return true;
			}
		}
	}
	return false;
}

/* 以信息公开申请名义提出, 借信息公开申请反映: something else, under that name. */
static bool
is_in_name(const Reader *r, const Unit *u)
{
	static const char *const names[] = {"名义", "为名", "为由", "形式"};

	for (int k = u->from; k < u->token; k++)
	{
		const GirToken *t = &r->tokens[k];

		if (!(t->cues & (APPL | APPLY | DISC)))
			continue;
		for (int n = 0; n < LENGTH(names) - ((r->last & FOREIGN) == 0); n++)
			if (begins_with(r, t->end, r->tokens[u->token].off, names[n]))
				return true;
		if (t->gap > 0 && gir_prose_char_before(r, t->off) == 0x501F)	/* 借 */
			return true;
	}
	return false;
}

/* 提出申请的1名申请人; 申请共涉及12个信息项: who or what it is about, and not how many. */
static bool
is_relative(const Reader *r, const Unit *u)
{
	int			k = u->token - 1;

	if (r->tokens[u->token].counter == PEOPLE && r->tokens[u->token].gap == 0 && gir_prose_is_word(r, k, "的"))
		return true;
	return r->tokens[u->token].counter == THING && gir_prose_is_word(r, k, "涉及") && k > u->from && !(r->tokens[k].cues & (APPL | APPLY));
}

/* 上年结转、本年新收等22项数据: how many things the list has. */
static bool
counts_list(const Reader *r, const Unit *u)
{
	return r->tokens[u->token].counter == THING && r->tokens[u->token].gap > 0 && gir_prose_char_before(r, r->tokens[u->token].off) == 0x7B49;
}

/* 结转的3件申请中已有2件答复: some of those that are no business of this measure. */
static bool
is_among_carried(const Reader *r, const Unit *u)
{
	uint64_t	before = 0;

	for (int k = r->clause; k < r->last_token; k++)
		before |= r->tokens[k].cues;
	/* 上年未办结的5件申请中，有4件答复 */
	if (r->clause > 2 && (r->last_token == r->clause - 2 || (r->last_token == r->clause - 3 && only(&r->tokens[r->clause - 2], APPL | APPLY))) &&
		r->tokens[r->clause - 1].gap > 0 && gir_prose_char_before(r, r->tokens[r->clause - 1].off) == 0x4E2D)
		return (r->last & CARRYIN) && !(r->last & (RECEIVE | NEW));
	if (r->last_token < r->clause || !(before & (CARRIED | MOVED)) || (before & (RECEIVE | NEW)))
		return false;
	for (int k = r->last_token + 1; k <= u->token; k++)
		if (r->tokens[k].gap > 0 && gir_prose_char_before(r, r->tokens[k].off) == 0x4E2D)	/* 中 */
			return true;
	return false;
}

/* What a rule alone cannot say. */
static bool
doubtful(Reader *r, const Unit *u, int measure)
{
	const GirToken *t = &r->tokens[u->token];
	bool		named = ((u->pre | u->post) & (APPL | APPLY)) != 0 ||
		(t->counter == THING && r->last_token >= 0 && r->tokens[r->last_token].counter == THING && (r->last & (APPL | APPLY)));	/* 结转申请2项，新收6项 */

	if (measure != GIR_MEASURE_FEE && (is_of_task(r, u) || counts_list(r, u)))
		return true;
	switch (measure)
	{
		case GIR_MEASURE_FEE:
			return t->digits != 0 && (t->counter != MONEY || is_for_archives(r, u) || (!names_fee(r, u) && (!r->disc || (r->last & OTHERFEE) || names_charge(r, u))));
		case GIR_MEASURE_RECEIVED:
			if (is_relative(r, u))
				return true;
			if (of_any_kind(r, u))
			{
				r->topic = FOREIGN;
				return true;
			}
			return u->gap > (named ? 2 : 0) || (t->counter == THING && (!named || u->gap > 1 || noun_before(r, u, APPLICANT))) || foreign_apply(r, u) || is_condition(r, u) || is_in_name(r, u) ||
				(u->cues & (PROACTIVE | PUBLISH | POST | ACTIVITY | COND)) || (gir_prose_is_department(r) && gir_prose_is_of_body_above(r, u->token));
		case GIR_MEASURE_CARRIED_IN:
		case GIR_MEASURE_CARRIED_OUT:
			/* 行政复议4件（含上年结转1件） */
			if ((r->last & DISPUTE) && r->last_token >= r->segment_from && !(u->pre & (APPL | APPLY)) && (r->sub || !received(r, 0)))
				return true;
			if (((u->pre & NEW) && (u->pre & SUM)) || (measure == GIR_MEASURE_CARRIED_OUT && (u->pre & ACTIVITY)))
				return true;	/* 上年结转与本年新收合计61件; 原单位移交未办结申请3件 */
			return u->gap > 6 || (r->topic == FOREIGN && !received(r, r->segment));
		case GIR_MEASURE_ANSWERED:
			if (is_among_carried(r, u))
				return true;
			return u->gap > (named ? 4 : 2) || (t->counter == THING && !named) || some_of(r, u) || foreign_apply(r, u) ||
				(u->cues & (PROACTIVE | PUBLISH | ACTIVITY | REASON)) || (gir_prose_is_department(r) && gir_prose_is_of_body_above(r, u->token));
		case GIR_MEASURE_REVIEWS:
		case GIR_MEASURE_LITIGATIONS:
		case GIR_MEASURE_DISPUTES:
			return u->gap > 2 || (r->tokens[u->token].gap > 1 && !names_disputes(r, u->token)) || shares_cause(r, u) || (t->digits != 0 && of_any_business(r, u)) || (t->digits != 0 && !of_information(r, u->token) && !of_reply(r, u) && !follows_dispute(r) && (r->topic == FOREIGN || ((u->cues | ((r->last & DISPUTE) ? r->last : 0)) & (HANDLE | RECEIVE | ANSWER)))) || (u->cues & (ACTIVITY | INFO));
		case GIR_MEASURE_REGULATIONS_ISSUED:
		case GIR_MEASURE_REGULATIONS_REPEALED:
		case GIR_MEASURE_NORMATIVE_ISSUED:
		case GIR_MEASURE_NORMATIVE_REPEALED:
			return u->gap > 1 || (u->cues & FOREIGN) || ((u->cues & CHANNEL) && !((u->pre & ISSUE) && (u->pre & PUBLISH))) || t->scale > 0;
		default:				/* 涉及不予公开内容的文件18件 */
			return u->gap > 6 || u->mixed || noun_before(r, u, FOREIGN);
	}
}

/* Does a word before the figure, in its clause, say so? */
static bool
named_in_clause(const Reader *r, int token, uint64_t cues)
{
	while (--token >= 0 && !ends_clause(&r->tokens[token]))
		if (r->tokens[token].kind == GIR_TOKEN_WORD && (r->tokens[token].cues & cues))
			return true;
	return false;
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
		if (before && rule->measure == GIR_MEASURE_FEE && r->sub && before->s.digits >= t->digits)
			return;				/* 1,500元，其中按件计收900元 */
		if (before && rule->measure == GIR_MEASURE_FEE && (u->pre & FEE) && !named_in_clause(r, before->token, FEE))
			before->gone = true;	/* 总金额660元，实际收取信息处理费460元 */
		if (before && rule->measure != GIR_MEASURE_FEE)
		{
			/* 发布规章4部（新制定3部、修订1部） */
			if (adds_up(rule->measure) && (r->sub || r->bracket) && (before->cues & POST) && (u->pre & ISSUE) && before->s.digits >= t->digits)
			{
				before->gone = true;
				add(r, (GirMeasure) rule->measure, (GirSense) rule->sense, u->token, u->cues);
				return;
			}
			before->gone = adds_up(rule->measure) && !r->sub && !r->bracket && before->s.digits != t->digits && !before->s.negative;
			return;
		}
		f = add(r, (GirMeasure) rule->measure, (GirSense) rule->sense, u->token, u->cues);
		if (f && ((gir_prose_is_outcome(rule->measure) && (u->cues & REASON)) || (rule->measure == GIR_MEASURE_ANSWERED && (u->cues & INTIME))))
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

	if (i < 1 || (r->tokens[i - 1].cues & (MOVED | CARRYOUT)) != MOVED || r->tokens[i].gap > 0 || last == NULL || last->s.measure != GIR_MEASURE_RECEIVED || last->s.sense != GIR_SENSE_NEW)
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

void
gir_prose_keep_label(Reader *r, int i)
{
	Unit		u = {.token = i};

	if (!r->list || r->pending.len > 0)
		return;
	gather_before(r, &u);
	r->pending = gir_prose_label_before(r, &u);
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

/* Does another figure follow at once, with nothing but 、 between? */
static bool
is_bare_series(const Reader *r, int i)
{
	const GirToken *t = &r->tokens[i];

	return i + 2 < r->n && is_mark(&t[1], GIR_MARK_ENUM) && is_figure(&t[2]) && t[2].counter == t->counter && t->counter != NONE && t[1].gap + t[2].gap == 0 &&
		!(i + 3 < r->n && t[3].kind == GIR_TOKEN_WORD);
}

void
gir_prose_judge_number(Reader *r, int i)
{
	GirToken   *t = &r->tokens[i];
	Unit		u = {.token = i};
	bool		noun_only;
	bool		veto;
	int			before = r->nfound;

	if (t->gap > 0 && gir_prose_char_before(r, t->off) == 0x6BCF)	/* 每百件申请引发复议0.8件 */
	{
		r->hedged = true;
		r->taken = i + 1;
		return;
	}
	if (i >= r->row_end && may_be_of_row(r, i))
		r->row_end = gir_prose_judge_row(r, i);
	if (i < r->row_end)
		r->last_token = i;
	if (i < r->row_end || (t->counter == NONE && (!stands_alone(r, i) || is_rate(r, i))))
	{
		r->taken = i + 1;
		return;
	}
	/* 分别收到申请88件、61件: whose each is, or when, is not said */
	if (is_bare_series(r, i))
	{
		r->last_token = i;
		r->taken = i + 1;
		return;
	}
	gather_before(r, &u);
	gather_after(r, &u);
	/* 举报、行政复议、行政诉讼均为零 */
	if (t->digits == 0 && (u.pre & ALL) && (u.pre & FOREIGN))
		for (int k = u.from; k < i; k++)
			if (is_other_member(r, k))
				u.pre &= ~(uint64_t) FOREIGN;
	noun_only = resolve(r, &u);
	if (completes_received(r, i))
		u.cues |= CARRYIN;
	veto = gir_prose_vetoed(r, &u);
	if (!veto && t->counter == CASE && (u.pre & (VERBS | MOVED)) == MOVED && (r->tokens[i - 1].cues & MOVED) && t->gap == 0)
		r->moved = i;
	r->summed |= (u.pre & CUMUL) && (r->until || r->when == WHEN_OTHER);
	if ((u.cues & RESULT) && !veto)
		gir_prose_count_results(r, &u);
	if (!veto && (u.cues & ~(u.pre | u.post) & PROACTIVE) && !r->list)
		gir_prose_add_total(r, &u);
	else if (((u.cues & ~u.pre & GRANT) || !gir_prose_judge_disclosure(r, &u, veto)) && !veto && !gir_prose_judge_sum(r, &u))
		judge_rules(r, &u, noun_only);
	r->subject = -1;
	if (t->counter == CASE && r->nfound == before)
		gir_prose_keep_subject(r, &u);
	take_documents(r, u.cues);
	if (u.cues & (FOREIGN | ACTIVITY))
		r->foreign = i;
	if (u.cues & BUSINESS)
		r->last = u.cues;
	r->last_token = i;
	r->taken = u.used_post ? u.post_end : i + 1;
}

/* The outcome that is the only business of the cues, -1. */
static int
outcome_of(uint64_t cues)
{
	for (int i = 0; i < LENGTH(asserts); i++)
		if (gir_prose_is_outcome(asserts[i].measure) && asserts[i].all == (cues & (VERBS | REASON | DOCUMENT)))
			return asserts[i].measure;
	return -1;
}

/* The measure of the figure just before the percentage, which nothing but marks and 占 parts from it: 不予公开3件，占15%; -1. */
static int
outcome_before(const Reader *r, int i)
{
	const Found *last = r->nfound > 0 ? &r->found[r->nfound - 1] : NULL;

	if (last == NULL || last->token != r->last_token || !gir_prose_is_outcome(last->s.measure))
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
		if (gir_prose_is_word(r, k, rates[n].word))
			return rates[n].measure;
	return gir_prose_is_word(r, k, "占") || gir_prose_is_word(r, k, "占比") || gir_prose_is_word(r, k, "占比为") ? GIR_MEASURE_COUNT : -1;
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

void
gir_prose_judge_share(Reader *r, int i)
{
	const GirToken *t = &r->tokens[i];
	Unit		u = {.token = i};
	int			measure;
	GirStatement *s;

	if (t->approximate || t->scale > 4 || t->digits > 1000000 || !is_percent(r, t) || r->nshares == MAX_SHARES)
		return;
	gather_before(r, &u);
	if (gir_prose_vetoed(r, &u) || r->topic != APPL || (r->last & (FOREIGN | ACTIVITY | SHOWN | DOCUMENT | DISPUTE)) ||
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

/* Words beside which applications are no member of a row that is denied. */
#define ROW_OTHER (CAUSE | ANSWER | REASON | OUTCOME | CARRIED | FAULT | FOREIGN | HANDLE)

/* The cues from a negative to the end of what it denies, and the unknown characters before the first noun.  *applied: as below. */
static uint64_t
gather_denied(Reader *r, int i, int *gap, bool *blocked, bool *applied)
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
				cues |= gir_prose_carried_by_year(r, k, (int) t->digits);	/* 无结转至2024年 */
			if (!is_figure(t))
				continue;
			if (t->digits == 1 && !noun)
				continue;		/* 无一件 */
			*blocked = t->digits > 1 || !noun;
			break;
		}
		if (t->kind != GIR_TOKEN_WORD)
			continue;
		/* 未受理、未办理政府信息公开申请; 没有制定也没有废止规范性文件 */
		if ((t->cues & NEG) && !noun && (is_mark(t - 1, GIR_MARK_ENUM) || (cues & VERBS)))
			continue;
		if (t->cues & NEG)
			break;
		/* 未产生收费和减免, 没有收取、减免信息处理费 */
		if ((t->cues & OTHERFEE) && (cues & (FEE | PAY)) && gir_prose_is_word(r, k, "减免") && (is_mark(t - 1, GIR_MARK_ENUM) || only(t - 1, FILLER | WITH)))
			continue;
		if (!noun)
			*gap += t->gap;
		/* 无结转申请: which way is not said */
		if (!noun && !(cues & RECEIVE) && (t->cues & (MOVED | CARRYOUT)) == MOVED && !(k + 1 < r->n && t[1].counter == YEAR))
			*blocked = true;
		cause |= (t->cues & CAUSE) != 0;
		/* 因行政处罚引发的复议 */
		if (cause && (t->cues & FOREIGN) && !(cues & (DISPUTE | DISC | APPL)))
			*blocked = true;
		noun |= (t->cues & (APPL | APPLY | DISPUTE | FEE | DOCUMENT | CARRIED | OUTCOME)) != 0;
		cues |= t->cues;
		*applied |= (t->cues & (APPL | APPLY)) && k + 1 < r->n && (is_mark(t + 1, GIR_MARK_ENUM) || gir_prose_is_word(r, k + 1, "及") || gir_prose_is_word(r, k + 1, "和"));
	}
	*applied &= !(cues & ROW_OTHER);
	return cues;
}

/* 全年未发生: does the clause say nothing but that there was none? */
static bool
is_bare_negative(const Reader *r, int i)
{
	uint32_t	gap = 0;

	for (int k = r->clause; k < r->n && !ends_clause(&r->tokens[k]); k++)
	{
		if (k != i && !only(&r->tokens[k], THIS | FILLER | ALL | DONE | OWN | CUMUL | RECEIVE | PAY) && !(r->tokens[k].kind == GIR_TOKEN_NUMBER && r->tokens[k].counter == YEAR))
			return false;
		gap += r->tokens[k].gap;
	}
	return gap == 0;
}

static bool
is_zero_word(const Reader *r, int k)
{
	return memcmp(r->text + r->tokens[k].off, "零", strlen("零")) == 0;
}

/* The cues before a negative that ends its clause: 行政复议、行政诉讼均未发生.  *applied: applications are a member of the row. */
static uint64_t
gather_denied_before(Reader *r, int i, bool *applied)
{
	uint64_t	cues = 0;

	for (int k = i - 1; k >= 0; k--)
	{
		const GirToken *t = &r->tokens[k];

		r->out->steps++;
		/* 信息处理费情况，无; 针对答复提起的诉讼，全年未发生 */
		if (k > 1 && k == r->clause - 1 && is_mark(t, GIR_MARK_COMMA) && is_bare_negative(r, i))
			continue;
		/* 规范性文件零新增、零废止 */
		if ((t->cues & NEG) && k < i - 1 && is_zero_word(r, k) && is_mark(&t[1], GIR_MARK_ENUM))
			continue;
		if (ends_clause(t) || t->kind == GIR_TOKEN_BROKEN || is_figure(t) || (t->cues & NEG))
			break;
		/* 复议、诉讼和举报均未发生 */
		cues |= is_other_member(r, k) ? 0 : t->cues;
		*applied |= (t->cues & (APPL | APPLY)) && is_member(r, k);
	}
	*applied &= !(cues & ROW_OTHER);
	return cues;
}

/* 年末, 年底, 期末 just before the word? */
static bool
ends_year(const Reader *r, int i)
{
	static const char *const ends[] = {"年末", "年底", "年终", "期末", "年末均", "年底均"};

	for (int k = 0; k < LENGTH(ends); k++)
	{
		size_t		n = strlen(ends[k]);

		if (r->tokens[i].off >= n && memcmp(r->text + r->tokens[i].off - n, ends[k], n) == 0)
			return true;
	}
	return false;
}

/* 上年度无结转, 年末无结转: the zero is of what came from there, or of what is left then. */
static bool
deny_carried(Reader *r, int i)
{
	int			k = i - 1;
	int			next = gir_prose_is_word(r, i, "零结转") ? i + 1 : i + 2;
	bool		out;
	Found	   *f;

	if (next == i + 2 && (i + 1 >= r->n || (r->tokens[i + 1].cues & (MOVED | CARRYOUT)) != MOVED || r->tokens[i + 1].gap > 0))
		return false;
	if (r->topic != APPL && !(next < r->n && (r->tokens[next].cues & (APPL | APPLY))) && !(r->topic == 0 && next > 0 && begins_with(r, r->tokens[next - 1].end, (uint32_t) r->len, "件")))
		return false;
	while (k > r->clause && only(&r->tokens[k], FILLER | ALL))
		k--;
	out = ends_year(r, i) || (i == r->clause && next >= r->n - 1 && find(r, GIR_MEASURE_CARRIED_IN) && find(r, GIR_MEASURE_ANSWERED));	/* 上年转入1件，办结19件，无结转 */
	if (!out && (k < r->clause || !(r->tokens[k].cues & PAST)))
		return false;
	if (find(r, out ? GIR_MEASURE_CARRIED_OUT : GIR_MEASURE_CARRIED_IN))
		return false;
	f = add(r, out ? GIR_MEASURE_CARRIED_OUT : GIR_MEASURE_CARRIED_IN, GIR_SENSE_STATED, i, out ? CARRYOUT : CARRYIN);
	if (f)
		f->s.negative = true;
	if (!out)
		r->when = WHEN_UNSAID;
	return true;
}

/* 局机关及直属单位均未收到: its own is among them. */
static bool
own_and_others(const Reader *r, int i)
{
	bool		others = false;

	for (int k = r->clause; k < i; k++)
	{
		if (r->tokens[k].cues & (EACH | MEAN))
			return false;
		if (r->tokens[k].cues & OWN)
			others |= k + 2 < r->n && (is_mark(&r->tokens[k + 1], GIR_MARK_ENUM) || only(&r->tokens[k + 1], FILLER | WITH));
		if (r->tokens[k].cues & PARTS)
			return others || (k > r->clause && (is_mark(&r->tokens[k - 1], GIR_MARK_ENUM) || gir_prose_is_word(r, k - 1, "及") || gir_prose_is_word(r, k - 1, "和") || gir_prose_is_word(r, k - 1, "与")) &&
							  (k > r->clause + 1 || r->tokens[k - 1].gap > 0));
	}
	return false;
}

/* 自然人和法人, 单位或个人: both kinds there are; 未收到以传真方式提交的申请 says nothing of the others, 未收到书面申请 all that counts. */
static bool
names_all_applicants(const Reader *r)
{
	static const char *const people[] = {"公民", "自然人", "个人", "公民个人"};
	static const char *const all[] = {"书面", "个人提出", "单位提出"};
	bool		person = false;
	bool		body = false;
	int			ways = 0;		/* 信函、网络、当面 */

	for (int k = r->clause; k < r->n && !ends_clause(&r->tokens[k]); k++)
	{
		if (gir_prose_is_one_of(r, k, all, LENGTH(all)))
			return true;
		if (gir_prose_is_one_of(r, k, people, LENGTH(people)))
			person = true;
		else
			body |= (r->tokens[k].cues & APPLICANT) != 0;
		ways += (r->tokens[k].cues & APPLICANT) != 0;
	}
	return (person && body) || ways > 2;
}

void
gir_prose_judge_negative(Reader *r, int i)
{
	const uint64_t nouns = APPL | APPLY | DISPUTE | FEE | DOCUMENT | CARRIED | OUTCOME;
	int			gap;
	bool		blocked;
	bool		applied = false;
	uint64_t	cues = gather_denied(r, i, &gap, &blocked, &applied);

	if (!r->wide && !r->hedged && deny_carried(r, i))
		return;
	if ((r->tokens[i].cues & APPL) && i > r->clause && (r->tokens[i - 1].cues & DISPUTE) && r->tokens[i].gap == 0)
		return;					/* 行政复议零申请 */
	if (blocked || gir_prose_other_time(r) || gir_prose_other_scope(r) || r->plan || (r->hedged && !own_and_others(r, i)) || (cues & (COND | PLAN | PAST | COMPARE)))
		return;
	if ((cues & (ANSWER | SUM)) == (ANSWER | SUM))
	{
		if (r->topic != APPL)
			return;				/* 零答复 */
	}
	else if (!(cues & nouns))
	{
		if ((cues & ~(uint64_t) (FILLER | DONE | ALL | RECEIVE | ISSUE | REPEAL | PAY | THIS | CAUSE | NEW)) != 0 || gap > 4)
			return;
		cues |= gather_denied_before(r, i, &applied);
		/* 修订规范性文件2件，未新制发，也未废止 */
		if ((cues & (ISSUE | REPEAL)) && !(cues & nouns) && (r->last & DOCUMENT))
			cues |= r->documents;
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

		if (!fits(&denials[k], cues) && !(applied && denials[k].measure == GIR_MEASURE_RECEIVED))
			continue;
		if (find(r, (GirMeasure) denials[k].measure) || (denials[k].measure == GIR_MEASURE_RECEIVED && (cues & APPLICANT) && !names_all_applicants(r)))
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

/* As many as were received: the figure that 均 speaks of, -1. */
static const Found *
all_of(Reader *r)
{
	const Found *received = NULL;
	const Found *part = NULL;
	int			partial = 0;

	for (int i = 0; i < r->nfound; i++)
	{
		const Found *f = &r->found[i];

		if (f->s.measure == GIR_MEASURE_CARRIED_IN && f->s.digits != 0)
			return NULL;
		if (f->s.measure != GIR_MEASURE_RECEIVED)
			continue;
		partial += f->partial;
		if (f->partial)
			part = f;
		else
			received = f;
	}
	return received || partial > 1 ? received : part;	/* by several ways, without a sum: none */
}

/* 27件申请无一例外，均予以公开: does the sentence begin with them, and say nothing else of them in the clause before? */
static bool
begins_with_all(const Reader *r)
{
	int			k = r->last_token + 1;

	if (r->subject != r->last_token || r->subject > 1 || (r->subject == 1 && !only(&r->tokens[0], THIS | SUM | FILLER)) || k >= r->n || !(r->tokens[k].cues & (APPL | APPLY)) || r->tokens[k].gap > 0)
		return false;
	while (k < r->n && only(&r->tokens[k], APPL | APPLY | ALL | FILLER) && r->tokens[k].gap == 0)
		k++;
	return k == r->clause - 1 && is_mark(&r->tokens[k], GIR_MARK_COMMA) && r->tokens[k].gap == 0;
}

/* 办理信息公开申请24件，均已答复: the figure that was handled, if it is the only one of the clause before. */
static bool
all_handled(const Reader *r, Found *handled)
{
	const GirToken *t = r->last_token >= 0 ? &r->tokens[r->last_token] : NULL;

	if (t != NULL && t->scale == 0 && begins_with_all(r))
	{
		memset(handled, 0, sizeof(*handled));
		handled->s.digits = t->digits;
		handled->s.approximate = t->approximate;
		handled->token = r->last_token;
		return true;
	}
	if (t == NULL || r->last_token != r->clause - 2 || r->last_token < r->segment_from || t->counter != CASE || t->scale > 0 || r->wide || r->compare ||
		!(r->last & HANDLE) || !(r->last & APPL) || (r->last & ((VERBS & ~(uint64_t) HANDLE) | COND | INCLUDE | EACH | MEAN)) || received(r, 0))
		return false;
	memset(handled, 0, sizeof(*handled));
	handled->s.digits = t->digits;
	handled->s.approximate = t->approximate;
	handled->token = r->last_token;
	return true;
}

/* Is the character after the word 转? */
static bool
passes_on(const Reader *r, int i)
{
	return i + 1 < r->n && r->tokens[i + 1].gap > 0 && r->len - r->tokens[i].end > 3 && memcmp(r->text + r->tokens[i].end, "转", 3) == 0;
}

/* Does the last figure begin its clause, and is it of some of those that were received?  3件，1件…，2件… is of all. */
static bool
begins_clause_of_some(const Reader *r, const Found *received)
{
	int			last = r->last_token;
	int64_t		sum = 0;

	if (last > received->token + NEAR)
		return true;
	if (last <= received->token || r->tokens[last].counter != CASE || r->tokens[last - 1].kind != GIR_TOKEN_MARK || r->tokens[last - 1].mark > GIR_MARK_SEMICOLON)
		return false;
	for (int k = received->token + 1; k <= last; k++)
		sum += is_figure(&r->tokens[k]) ? r->tokens[k].digits : 0;
	return sum != received->s.digits;
}

/* 收到7件，涉及拆迁3件、规划2件、财政2件: are the figures after it what its applications are about? */
static bool
is_broken_down(const Reader *r, const Found *received)
{
	int64_t		sum = 0;

	if (r->last & (ACTIVITY | SHOWN | DOCUMENT | DISPUTE | CARRIED))
		return false;
	for (int k = received->token + 1; k <= r->last_token && k < received->token + NEAR; k++)
		if (is_figure(&r->tokens[k]))
		{
			if (r->tokens[k].counter != r->tokens[received->token].counter)
				return false;
			sum += r->tokens[k].digits;
		}
	return sum == received->s.digits;
}

void
gir_prose_judge_all(Reader *r, int i)
{
	const Found *received = all_of(r);
	Found		handled;
	GirStatement base;
	uint64_t	cues = 0;
	int			gap = 0;
	int			verb = -1;
	int			k = i;

	if (received == NULL && all_handled(r, &handled))
		received = &handled;
	if (received == NULL || received->s.digits == 0 || received->s.sense == GIR_SENSE_NEW_AND_CARRIED_IN || gir_prose_other_time(r) || r->hedged || r->plan)
		return;
	if (r->last_token > received->token && (r->last & (FOREIGN | ACTIVITY | SHOWN | DOCUMENT | DISPUTE | CARRIED)) && !is_broken_down(r, received))
		return;
	/* 信访类3件，均不予处理; but not 4件（不含重复申请1件），均予答复 */
	if (r->last_token > received->token && (r->last & REASON) && !is_mark(&r->tokens[r->last_token + 1], GIR_MARK_CLOSE))
		return;
	/* 2件要求公开纪要，均不予公开: of these */
	if (begins_clause_of_some(r, received))
		return;
	/* 共办理3件，全部办结 */
	if (r->last_token > received->token && (r->last & HANDLE) && !(r->last & RECEIVE) && r->tokens[r->last_token].digits != received->s.digits)
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
	if (passes_on(r, i))
		return;					/* 已转分局答复 */
	if (!(r->tokens[i].cues & (ALL | DONE)) && !ends_here(r, r->tokens[k - 1].end))
		return;					/* 及时回复群众关切 */
	for (int n = r->clause; n < i; n++)
		if (r->tokens[n].cues & (COND | EXCLUDE))
			return;				/* 绝大多数已答复, 其余均已答复 */
	if (verb < 0 || gap > 8 || (cues & (NEG | COND | FOREIGN | ACTIVITY | FAULT | DISPUTE | SHOWN | DOCUMENT | REASON)))
		return;
	if (k < r->n && (r->tokens[k].kind != GIR_TOKEN_MARK || r->tokens[k].mark == GIR_MARK_ENUM || r->tokens[k].gap > 4))
		return;
	base = received->s;
	for (int n = 0; n < LENGTH(asserts); n++)
	{
		const Rule *rule = &asserts[n];
		Found	   *f;

		if (!(rule->measure == GIR_MEASURE_ANSWERED ? (cues & ANSWER) && !(cues & OUTCOME) : gir_prose_is_outcome(rule->measure) && fits(rule, cues & OUTCOME)))
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

void
gir_prose_judge_single(Reader *r, int i)
{
	const Found *received = find(r, GIR_MEASURE_RECEIVED);
	uint64_t	cues = 0;
	Found	   *f;

	if (r->single == r->clause + 1)
		return;					/* once for each clause */
	r->single = r->clause + 1;
	if (received == NULL || received->partial || received->s.digits != 1 || received->token >= r->clause || r->last_token != received->token ||
		find(r, GIR_MEASURE_CARRIED_OUT) || find(r, GIR_MEASURE_ANSWERED) || (gir_prose_other_time(r) && !r->december_alone) || r->hedged || r->plan)
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
