/*
 * statements_scope.c - figures that the sentence itself says are of something else: documents by attribute, another report's
 */
#include "core/statements_work.h"

/* ---- documents by attribute ---- */

/* 主动公开, 依申请公开, 不予公开: what a document may be marked with. */
enum
{
	MARK_PROACTIVE = 1,
	MARK_APPLY = 2,
	MARK_REFUSE = 4,
	MARK_ALL = MARK_PROACTIVE | MARK_APPLY | MARK_REFUSE
};

/* What the clauses so far are of. */
typedef enum Of
{
	OF_UNSAID,
	OF_APPLICATIONS,
	OF_DOCUMENTS,
	OF_EITHER					/* 做好公文属性认定工作，…: of documents, if there is more than one mark */
} Of;

/* What one clause says about that. */
typedef struct Clause
{
	int			marks;
	int			counters;		/* of its figures */
	bool		several;		/* marks */
	bool		documents;		/* 公文, 属性, 拟稿, 标注 */
	bool		attribute;		/* 属性, 标注, 标识: that even without figures */
	bool		applications;	/* 收到, 答复, 申请, 部分公开 */
	bool		information;	/* 主动公开信息 */
} Clause;

/* 主动公开政府信息, 主动公开各类信息: no mark. */
static bool
speaks_of_information(const Reader *r, int i)
{
	if (r->tokens[i].cues & INFO)
		return true;
	for (i++; i < r->n && r->tokens[i].gap == 0 && only(&r->tokens[i], GENERIC); i++)
		if (r->tokens[i].cues & INFO)
			return true;
	return false;
}

static int
mark_of(const Reader *r, const GirToken *t)
{
	static const char apply[] = "依申请公开";

	if (t->kind != GIR_TOKEN_WORD)
		return 0;
	if (t->cues & PROACTIVE)
		return speaks_of_information(r, (int) (t - r->tokens)) ? 0 : MARK_PROACTIVE;
	if ((t->cues & (APPL | APPLY)) == APPL && t->end - t->off >= sizeof(apply) - 1 && memcmp(r->text + t->off, apply, sizeof(apply) - 1) == 0)
		return MARK_APPLY;
	return (t->cues & REFUSE) && !gir_prose_is_word(r, (int) (t - r->tokens), "依申请不予公开") ? MARK_REFUSE : 0;
}

/* 定为依申请公开, 属依申请公开: nobody applies so. */
static bool
is_defined(const Reader *r, int i)
{
	uint32_t	c = gir_prose_char_before(r, r->tokens[i].off);

	if (r->tokens[i].gap > 0)
		return c == 0x5B9A || c == 0x5C5E || c == 0x6CE8 || c == 0x660E;	/* 定 属 注 明 */
	return gir_prose_is_word(r, i - 1, "为") && r->tokens[i - 1].gap > 0;
}

static bool
names_attribute(const Reader *r, const GirToken *t)
{
	static const char *const ends[] = {"属性", "标注", "标识", "标明", "勾选"};

	for (int i = 0; i < LENGTH(ends); i++)
		if (t->end - t->off >= 6 && memcmp(r->text + t->end - 6, ends[i], 6) == 0)
			return true;
	return false;
}

static void
look_at(const Reader *r, int from, int to, Clause *c)
{
	uint64_t	seen = 0;
	bool		file = false;

	memset(c, 0, sizeof(*c));
	for (int k = from; k < to; k++)
	{
		const GirToken *t = &r->tokens[k];
		int			mark = mark_of(r, t);

		if (is_figure(t))
			c->counters |= t->counter;
		if (mark != 0)
		{
			c->several |= c->marks != 0 && c->marks != mark;
			c->marks |= mark;
			c->documents |= mark == MARK_APPLY && is_defined(r, k);
			continue;
		}
		if (t->kind != GIR_TOKEN_WORD)
			continue;
		seen |= gir_prose_names_results(r, k) ? ANSWER : t->cues;
		c->documents |= (t->cues & ATTRIBUTE) == ATTRIBUTE || gir_prose_is_word(r, k, "发文");
		c->attribute |= (t->cues & ATTRIBUTE) == ATTRIBUTE && names_attribute(r, t);
		file |= t->cues == FOREIGN && gir_prose_is_word(r, k, "文件");
		c->information |= (t->cues & PROACTIVE) != 0;
	}
	if (c->counters == 0)
		c->marks = 0;
	c->documents |= file && (c->counters != 0 || (seen & (ISSUE | OTHERACT)));
	c->applications = (seen & (ANSWER | APPLY | OUTCOME)) || ((seen & RECEIVE) && ((c->marks & MARK_APPLY) || (seen & APPL)) && !c->documents);
}

/* The marks are no outcomes, and nothing that was applied for. */
static void
leave_marks(Reader *r, int from, int to)
{
	for (int k = from; k < to; k++)
		if (mark_of(r, &r->tokens[k]) || (r->tokens[k].cues & OUTCOME))
			r->tokens[k].cues = OTHERACT | COND;
}

static bool
is_single(int counters)
{
	return counters != 0 && (counters & (counters - 1)) == 0;
}

void
gir_prose_leave_attributes(Reader *r)
{
	Of			of = OF_UNSAID;
	int			run = 0;		/* first token of the clauses that say nothing about it, ... */
	int			marks = 0;		/* ... and what is in them */
	int			counters = 0;
	int			from = 0;

	for (int i = 0; i <= r->n; i++)
	{
		Clause		c;
		Of			before = of;

		if (i < r->n && !ends_clause(&r->tokens[i]))
			continue;
		r->out->steps += (uint64_t) (i - from + 1);
		look_at(r, from, i, &c);
		if (c.applications)
			of = OF_APPLICATIONS;
		else if (c.documents)
			of = c.counters || (c.attribute && !gir_prose_begins_with_care(r, from)) ? OF_DOCUMENTS : OF_EITHER;
		else if (c.information && of != OF_APPLICATIONS)
			of = OF_UNSAID;
		if (c.documents && c.marks && marks && (before != OF_APPLICATIONS || marks == MARK_PROACTIVE))
			leave_marks(r, run, i);	/* 确定主动公开81件，确定依申请公开20件 */
		if (c.applications || of == OF_DOCUMENTS || c.information || c.documents)
		{
			run = i + 1;
			marks = counters = 0;
		}
		else if (c.marks)
		{
			marks |= c.marks;
			counters |= c.counters;
		}
		if (of == OF_DOCUMENTS && c.counters)
			leave_marks(r, from, i);
		else if (of == OF_EITHER && !is_single(marks) && marks != 0)
		{
			leave_marks(r, run, i);
			of = OF_DOCUMENTS;
		}
		else if (of == OF_UNSAID && is_single(c.counters) && c.several && (c.marks & MARK_REFUSE))
			leave_marks(r, from, i);	/* 依申请公开20件、不予公开16件 */
		else if (marks == MARK_ALL && is_single(counters))
		{
			leave_marks(r, run, i);
			of = OF_DOCUMENTS;
		}
		from = i + 1;
	}
}

/* ---- another report's ---- */

/* Inclusion: where a figure is counted. */
static bool
says_where(const Reader *r, int k)
{
	static const char *const words[] = {"载于", "列入", "计入", "纳入", "反映", "体现", "统计", "归入", "并入", "报告", "年度报告", "工作年度报告", "年报", "数据", "数字", "载明"};

	return gir_prose_is_one_of(r, k, words, LENGTH(words));
}

/* 均 已 将 系 属 由 见 载 为 不 未 另 供, 以上 上述 此 这些: how a clause begins that speaks of the figures before it.  *all: of all of them. */
static bool
refers_back(const Reader *r, int from, bool *all)
{
	const char *p = r->text + (from > 0 ? r->tokens[from - 1].end : r->start);

	switch (gir_next_char(&p, r->text + r->len))
	{
		case 0x4EE5:
		case 0x4E0A:
		case 0x6B64:
		case 0x8FD9:
		case 0x524D:
			*all = true;
			return true;
		case 0x5747:
		case 0x5DF2:
		case 0x5C06:
		case 0x7CFB:
		case 0x5C5E:
		case 0x7531:
		case 0x89C1:
		case 0x8F7D:
		case 0x4E3A:
		case 0x4E0D:
		case 0x672A:
		case 0x53E6:
		case 0x4F9B:
			return true;
		default:
			return false;
	}
}

/*
 * Do the tokens from..to, which have no figures, say that those before them count somewhere else?  Returns the first token of those, -1.
 * tail: they end the clause of a figure; figures: where the last clause with figures begins.
 */
static int
disowned_from(const Reader *r, int from, int to, bool tail, int figures)
{
	uint64_t	seen = 0;
	bool		where = false;
	bool		other = false;
	bool		excluded = false;
	bool		back;
	bool		all = false;
	bool		noun = false;

	for (int k = from; k < to; k++)
	{
		const GirToken *t = &r->tokens[k];

		if (t->kind == GIR_TOKEN_NUMBER && t->counter == YEAR)
			other |= t->digits != r->year || r->options.year == 0;
		else if (t->kind != GIR_TOKEN_WORD)
			return -1;
		else if (t->cues == 0)
		{
			where |= says_where(r, k);
			other |= t->gap > 0 && gir_prose_char_before(r, t->off) == 0x5176;	/* 其 */
		}
		else if (t->cues == EXCLUDE && t->end - t->off > 6)	/* 不计入, but not 另 and 不含 */
			excluded |= !noun && t->gap == 0;
		noun |= (t->cues & ~(uint64_t) (ALL | DONE | FILLER | THIS | OWN | ABOUT)) != 0 || t->gap > 2;
		seen |= t->cues;
	}
	if (seen & (COMPARE | CHANGE | WITH | NEG | (BUSINESS & ~(uint64_t) (DISC | FOREIGN | INFO | GOVINFO))))
		return -1;
	back = refers_back(r, from, &all);
	other |= (seen & (PAST | PARTS | PLAN | WIDE)) != 0;
	if (!(excluded && !tail) && !(where && other && (tail || back)))
		return -1;
	/* 收到9件；2021年收到33件、复议1件，均…: of the year that is named last */
	while (!all && (seen & ALL) && figures > 0 && !(r->tokens[figures].counter == YEAR && ends_clause(&r->tokens[figures - 1])))
		figures--;
	return all ? 0 : figures;
}

void
gir_prose_leave_disowned(Reader *r)
{
	int			from = 0;		/* first token of the clause, or after its last figure */
	int			figures = 0;	/* first token of the last clause with figures */

	if (r->nfound == 0)
		return;
	for (int i = 0; i <= r->n; i++)
	{
		int			begin = from;
		int			since;
		bool		tail = false;

		if (i < r->n && !ends_clause(&r->tokens[i]))
			continue;
		r->out->steps += (uint64_t) (i - from + 1);
		for (int k = i - 1; k >= from && !tail; k--)
			if (is_figure(&r->tokens[k]))
			{
				tail = true;
				figures = begin;
				from = k + 1;
			}
		if (from < i && r->found[0].token < from && (since = disowned_from(r, from, i, tail, figures)) >= 0)
			for (int k = 0; k < r->nfound; k++)
				r->found[k].gone |= r->found[k].token < from && r->found[k].token >= since && r->found[k].s.measure != GIR_MEASURE_CARRIED_IN &&
					r->found[k].s.measure != GIR_MEASURE_CARRIED_OUT;
		from = i + 1;
	}
}
