/*
 * statements_sentence.c - a sentence, word by word and as a whole
 */
#include "core/statements_work.h"

#include <stdlib.h>

/* 承接转来的申请18件，连同直接收到的55件，共接收73件: is the later figure the sum of all since the earlier? */
static bool
is_sum_since(const Reader *r, const Found *whole, const Found *f)
{
	int64_t		sum = 0;

	if (!(f->cues & SUM) || f->s.digits <= whole->s.digits)
		return false;
	for (int k = whole->token; k < f->token; k++)
		if (is_figure(&r->tokens[k]))
			sum += r->tokens[k].counter == r->tokens[f->token].counter ? r->tokens[k].digits : f->s.digits;
	return sum == f->s.digits;
}

/* 受理15件，其中新收12件、结转3件: which of the figures is which. */
static void
settle_received(Reader *r)
{
	Found	   *carried = find(r, GIR_MEASURE_CARRIED_IN);
	Found	   *waiting = find(r, GIR_MEASURE_CARRIED_OUT);
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
		else if (is_sum_since(r, whole, f))
		{
			whole->gone = true;
			whole = f;
		}
		else
			f->gone = true;
	}
	for (int i = 0; i < r->nfound; i++)
		if (r->found[i].partial && (whole || partial > 1 || (r->found[i].cues & APPLICANT && r->found[i].cues & INCLUDE)))
			r->found[i].gone = true;
	if (carried == NULL || whole == NULL)
		return;
	/* 在办申请55件，其中当年新收53件，承接上年2件: what there was to do */
	if (waiting && waiting->token < whole->token && waiting->s.digits == whole->s.digits + carried->s.digits && carried->s.digits > 0)
		waiting->gone = true;
	if (whole->s.sense != GIR_SENSE_STATED)
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

/* 主动公开163件、依申请公开12件、不予公开35件 are documents by attribute.  segment: -1 for all of the sentence. */
static void
settle_attributes(Reader *r, int segment)
{
	bool		suspect = r->attributes && (segment < 0 || segment == r->attributes_from);
	bool		verb = false;
	bool		other = false;

	for (int i = 0; i < r->nfound; i++)
	{
		const Found *f = &r->found[i];

		if (segment >= 0 && f->segment != segment)
			continue;
		suspect |= f->suspect;
		verb |= f->s.measure == GIR_MEASURE_RECEIVED && !f->noun_only;
		other |= gir_prose_is_outcome(f->s.measure) || f->noun_only;
	}
	if (!suspect || !other || verb)
		return;
	r->nshares = r->first_share;
	for (int i = 0; i < r->nfound; i++)
		if ((segment < 0 || r->found[i].segment == segment) && (r->found[i].suspect || r->found[i].noun_only || gir_prose_is_outcome(r->found[i].s.measure)))
			r->found[i].gone = true;
}

/* ... in all of the sentence, or in a part of it: 收到申请6件；公文属性：主动公开41件、不予公开9件 */
static void
settle_all_attributes(Reader *r)
{
	settle_attributes(r, -1);
	for (int i = 0; i < r->nfound && r->segment_from > 0; i++)
		if (r->found[i].suspect || (r->attributes && r->found[i].segment == r->attributes_from))
			settle_attributes(r, r->found[i].segment);
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

		if (f->s.measure != GIR_MEASURE_FEE || f->gone)
			continue;
		agree &= f->s.digits == fee->s.digits && f->s.scale == fee->s.scale;
	}
	for (int i = 0; fee && !agree && i < r->nfound; i++)
	{
		Found	   *f = &r->found[i];

		if (f->s.measure != GIR_MEASURE_FEE || f->gone)
			continue;
		f->gone = !(f->cues & SUM && f->s.digits == sum) && !(f->token > fee->token && f->s.digits == sum && sum > 0);
		sum += f->s.digits;
	}
	for (int i = 0; fee && agree && i < r->nfound; i++)
		if (r->found[i].s.measure == GIR_MEASURE_FEE && &r->found[i] != fee)
			r->found[i].gone = true;
}

/* 收到32件，答复31件，结转1件: which way, their sum says. */
static void
settle_moved(Reader *r)
{
	const Found *received = find(r, GIR_MEASURE_RECEIVED);
	const Found *answered = find(r, GIR_MEASURE_ANSWERED);
	int64_t		moved;

	if (r->moved < 0 || received == NULL || answered == NULL || received->s.approximate || answered->s.approximate || find(r, GIR_MEASURE_CARRIED_IN) || find(r, GIR_MEASURE_CARRIED_OUT))
		return;
	moved = r->tokens[r->moved].digits;
	if (moved > 0 && received->s.digits == answered->s.digits + moved)
		add(r, GIR_MEASURE_CARRIED_OUT, GIR_SENSE_STATED, r->moved, CARRYOUT);
	else if (moved > 0 && answered->s.digits == received->s.digits + moved)
		add(r, GIR_MEASURE_CARRIED_IN, GIR_SENSE_STATED, r->moved, CARRYIN);
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
		outcomes += !r->found[i].gone && gir_prose_is_outcome(r->found[i].s.measure) && r->found[i].s.sense == GIR_SENSE_STATED && !r->found[i].s.negative;
	if (outcomes < 2)
		return;
	answered->s.list = ++r->lists;
	for (int i = (int) (answered - r->found) + 1; i < r->nfound; i++)
		if (gir_prose_is_outcome(r->found[i].s.measure) && r->found[i].s.sense == GIR_SENSE_STATED)
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
	gir_prose_leave_disowned(r);
	settle_moved(r);
	settle_received(r);
	settle_channels(r);
	settle_all_attributes(r);
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

/* 自2008年实施以来, 自2020年起 */
static bool
since(const Reader *r, int i)
{
	return gir_prose_char_before(r, r->tokens[i].off) == 0x81EA && !(i + 1 < r->n && r->tokens[i + 1].kind == GIR_TOKEN_NUMBER && r->tokens[i + 1].counter == MONTH);
}

/* 至2024年; 于2024年1月; 2026年力争…; 自2008年…以来: a year that the figures are not of, or not alone. */
static bool
is_passed(const Reader *r, int i)
{
	uint32_t	before = gir_prose_char_before(r, r->tokens[i].off);

	if (i > 0 && (r->tokens[i - 1].cues & PLAN) && r->tokens[i].gap <= 1)
		return true;			/* 拟于2024年 */
	return before == 0x81F3 || since(r, i) || (before == 0x4E8E && i + 1 < r->n && r->tokens[i + 1].counter == MONTH) || (i + 1 < r->n && (r->tokens[i + 1].cues & PLAN) && r->tokens[i + 1].gap <= 1);
}

/* 2023年收到18件，2024年1月又收到2件: the beginning of the year after one that has been named. */
static bool
is_new_year(const Reader *r, int i)
{
	const GirToken *t = &r->tokens[i + 1];

	if (i + 1 >= r->n || t->gap > 0)
		return i + 1 < r->n && t->gap == 1 && gir_prose_char_before(r, t->off) == 0x521D;	/* 初 */
	if ((t->cues & SPAN) && gir_prose_is_word(r, i + 1, "以来"))
		return true;
	if (t->kind != GIR_TOKEN_NUMBER || t->counter != MONTH || t->span || t->digits > 6)
		return false;
	for (t++; t < r->tokens + r->n && t->kind == GIR_TOKEN_NUMBER && (t->counter & (MONTH | DAY)); t++)
		if (t->gap > 0)
			return false;		/* 1月至12月 */
	return true;
}

static bool
names_year(const Reader *r, int year)
{
	for (int i = 0; i < r->n; i++)
		if (r->tokens[i].kind == GIR_TOKEN_NUMBER && r->tokens[i].counter == YEAR && !r->tokens[i].span && r->tokens[i].digits == year && !gir_prose_carries_year(r, i))
			return true;
	return false;
}

/* The year of the figures when nobody has said it: the latest that the sentence names. */
static int
latest_year(const Reader *r)
{
	int			year = 0;
	bool		bracket = false;

	for (int i = 0; i < r->n; i++)
	{
		const GirToken *t = &r->tokens[i];

		if (t->kind == GIR_TOKEN_MARK)
			bracket = t->mark == GIR_MARK_OPEN || (bracket && t->mark != GIR_MARK_CLOSE);
		else if (!bracket && t->kind == GIR_TOKEN_NUMBER && t->counter == YEAR && !t->span && t->digits >= 1990 && t->digits <= 2100 && t->digits > year &&
			!gir_prose_moves_to(r, i) && !is_passed(r, i) && !gir_prose_carries_year(r, i) && !((year != 0 || names_year(r, (int) t->digits - 1)) && is_new_year(r, i)))
			year = (int) t->digits;
	}
	return year;
}

/* 本年度, but not 全年, which may be of any */
static bool
is_present(const Reader *r, int i)
{
	return gir_prose_is_word(r, i, "本年度") || gir_prose_is_word(r, i, "本年") || gir_prose_is_word(r, i, "今年");
}

/* 见 详 另 将 待 */
static bool
refers_elsewhere(const Reader *r, uint32_t from, uint32_t to)
{
	const char *p = r->text + from;
	const char *end = r->text + (to < r->len ? to : r->len);

	while (p < end)
	{
		uint32_t	c = gir_next_char(&p, end);

		if (c == 0x3002)
			break;
		if (c == 0x89C1 || c == 0x8BE6 || c == 0x53E6 || c == 0x5C06 || c == 0x5F85)
			return true;
	}
	return false;
}

/*
 * 2021年度主动公开信息1,100条，本年度数据见附表; 2022年收到申请10件，本年度收到12件: where the present year's figures are somewhere else, or are of the
 * same business, the year that was named is another.
 */
static bool
is_contrasted(const Reader *r)
{
	const uint64_t business = BUSINESS & ~(uint64_t) (DISC | INFO | GOVINFO);
	const uint64_t bare = THIS | FILLER | SUM | ABOUT | CUMUL | NEG | DONE;
	uint64_t	before = 0;
	bool		named = false;
	bool		figure = false;
	int			from = 0;

	for (int i = 0; i <= r->n; i++)
	{
		const GirToken *t = &r->tokens[i];
		bool		figures = false;
		bool		denied = false;
		uint64_t	clause = 0;
		uint32_t	gap = 0;

		if (i < r->n && !ends_clause(t))
			continue;
		for (int k = from; k < i; k++)
		{
			gap += r->tokens[k].gap;
			named |= r->tokens[k].kind == GIR_TOKEN_NUMBER && r->tokens[k].counter == YEAR;
			figures |= is_figure(&r->tokens[k]);
			denied |= (r->tokens[k].cues & NEG) != 0;
			clause |= r->tokens[k].kind == GIR_TOKEN_WORD ? r->tokens[k].cues : 0;
		}
		if (figure && from < i && is_present(r, from) && r->tokens[from].gap == 0)
		{
			if (!figures && !denied && (clause & business & ~(uint64_t) SHOWN) == 0 && refers_elsewhere(r, r->tokens[from].end, i < r->n ? t->off : r->tokens[i - 1].end + MAX_LABEL_BYTES))
				return true;
			if (figures && (clause & before & business) != 0 && (clause & business) == (before & business))
				return true;
			if (figures != denied && gap == 0 && (clause & ~bare) == 0)
				return true;	/* 本年度12件, 本年度未发生 */
		}
		if (named && figures)
		{
			before = clause;
			figure = true;
		}
		from = i + 1;
	}
	return false;
}

/* 上年度报告载明的2022年; 先看上一年度：2022年: is the year that is named the one before? */
static bool
is_named_past(const Reader *r, int year)
{
	bool		past = false;

	for (int i = 0; i < r->n; i++)
	{
		const GirToken *t = &r->tokens[i];

		if (ends_clause(t) || is_figure(t))
			past = false;
		else if (t->kind == GIR_TOKEN_NUMBER && t->counter == YEAR && !t->span && t->digits == year)
			return past;
		else if (t->cues & (COMPARE | WITH | CHANGE | CARRIED | MOVED | THIS))
			return false;
		else
			past |= (t->cues & PAST) != 0;
	}
	return false;
}

/* 新收81件，2022年度结转7件: of the year before. */
static bool
is_carried_from(const Reader *r, int year)
{
	bool		carried = false;

	for (int i = 0; i + 2 < r->n; i++)
		if (r->tokens[i].kind == GIR_TOKEN_NUMBER && r->tokens[i].counter == YEAR)
		{
			if (r->tokens[i].digits != year || r->tokens[i].span || (r->tokens[i + 1].cues & (MOVED | CARRIED)) != MOVED || r->tokens[i + 1].gap > 0 || !is_figure(&r->tokens[i + 2]))
				return false;
			carried = true;
		}
	return carried && (r->seen & NEW) && (r->seen & RECEIVE);
}

/* 二〇二三年 as 2023年至…: a range's end counts when nothing else is there. */
static int
sentence_year(const Reader *r)
{
	int			year = r->options.year ? r->options.year : latest_year(r);

	for (int i = 0; year == 0 && i < r->n; i++)
		if (r->tokens[i].kind == GIR_TOKEN_NUMBER && r->tokens[i].counter == YEAR && !r->tokens[i].span && r->tokens[i].digits >= 1990 && r->tokens[i].digits <= 2100 &&
			!gir_prose_moves_to(r, i) && !gir_prose_carries_year(r, i) && !since(r, i))
			year = (int) r->tokens[i].digits;
	if (year == 0 || r->options.year != 0)
		return year;
	return ((r->seen & THIS) && is_contrasted(r)) || ((r->seen & PAST) && is_named_past(r, year)) || ((r->seen & MOVED) && is_carried_from(r, year)) ? year + 1 : year;
}

/* 全年登记申请96件, which are received; 登记申请 alone may be for the registration of whatever. */
static void
take_registered(Reader *r)
{
	for (int i = 0; i < r->n; i++)
		if (gir_prose_is_word(r, i, "登记申请") && r->tokens[i].gap == 0 && (i == 0 || ends_clause(&r->tokens[i - 1]) || only(&r->tokens[i - 1], THIS | SUM | OWN | CUMUL)) &&
			i + 1 < r->n && is_figure(&r->tokens[i + 1]) && r->tokens[i + 1].gap == 0)
			r->tokens[i].cues = RECEIVE | APPLY;
}

static uint64_t
cues_of(const Reader *r)
{
	uint64_t	seen = 0;

	for (int i = 0; i < r->n; i++)
		seen |= r->tokens[i].cues;
	return seen;
}

/* 不予公开 with 主动公开 or 依申请公开, or one of them beside documents. */
static bool
may_be_marks(uint64_t seen)
{
	return ((seen & REFUSE) && (seen & (PROACTIVE | APPL))) || ((seen & (PROACTIVE | APPL | REFUSE)) && (seen & (OTHERACT | ISSUE)));
}

/* Does a sentence from here on name a later year, and is that all that tells which year the text is of? */
static bool
later_named(const Reader *r, int year)
{
	const char *p = r->text + r->start;
	const char *end = r->len - r->start > MAX_LOOK ? p + MAX_LOOK : r->text + r->len;

	for (int next = year + 1; next < year + 4; next++)
	{
		char		digits[] = {'2', '0', (char) ('0' + next / 10 % 10), (char) ('0' + next % 10), '\xE5', '\xB9', '\xB4', '\0'};	/* 年 */

		if (gir_find(p, (size_t) (end - p), digits) != NULL)
			return true;
	}
	return false;
}

/* 当年收到66件, at the beginning: is it of another year, which the sentence before has named? */
static bool
is_of_spoken(const Reader *r)
{
	static const char *const words[] = {"当年", "当年度", "该年", "该年度"};

	return r->spoken != 0 && gir_prose_is_one_of(r, 0, words, LENGTH(words)) && (r->options.year ? r->spoken != r->options.year : later_named(r, r->spoken));
}

/* The year that the sentence leaves behind for a 当年 in the next. */
static void
keep_spoken(Reader *r)
{
	r->spoken = 0;
	for (int i = 0; i < r->n; i++)
		if (r->tokens[i].kind == GIR_TOKEN_NUMBER && r->tokens[i].counter == YEAR && !r->tokens[i].span)
			r->spoken = r->tokens[i].digits >= 1990 && r->tokens[i].digits <= 2100 ? (int) r->tokens[i].digits : 0;
}

/* 年底仍有1件在征求第三方意见，结转下年度: no other business is left so. */
static bool
leaves_case(const Reader *r, uint64_t seen)
{
	if (!(seen & CARRYOUT) || (seen & (FOREIGN | DISPUTE | FEE | PAY | DOCUMENT | ACTIVITY | SHOWN)))
		return false;
	for (int i = 0; i < r->n; i++)
		if (gir_prose_is_word(r, i, "征求第三方意见") || gir_prose_is_word(r, i, "征询第三方意见") || gir_prose_is_word(r, i, "补正"))
			return true;
	return false;
}

static void
start_sentence(Reader *r)
{
	uint64_t	seen = cues_of(r);

	if ((seen & FOREIGN) && (seen & (DISC | APPL | CARRIED | ANSWER | REASON)))
	{
		take_registered(r);
		seen = cues_of(r);
	}
	if (may_be_marks(seen))
	{
		gir_prose_leave_attributes(r);
		seen = cues_of(r);
	}
	if (seen & MOVED)
		gir_prose_join_carried(r);
	if (seen & (CHANGE | COMPARE | ABOUT))
		gir_prose_leave_comparisons(r);
	r->seen = seen;
	r->year = sentence_year(r);
	r->disc = (seen & (DISC | APPL)) != 0 || (r->heading & DISPUTE);
	r->later_year = false;
	r->nfound = 0;
	r->first_share = r->nshares;
	r->own_from = 0;
	r->clause = r->single = r->taken = r->taken_outside = r->row_end = 0;
	r->moved = -1;
	r->when = r->outside = is_of_spoken(r) ? WHEN_OTHER : WHEN_UNSAID;
	r->resumed = WHEN_OTHER;
	r->summed = false;
	r->segment = r->segment_from = 0;
	r->until = r->plan = r->wide = r->compare = r->hedged = r->january = r->december = r->sub = r->bracket = r->attributes = r->parts = r->parts_outside = r->others = false;
	r->years = 0;
	r->topic = (seen & (APPL | OUTCOME)) || (r->heading & APPL) || ((seen & REASON) && (seen & ANSWER) && !(seen & (FOREIGN | DISPUTE | ACTIVITY))) || ((((seen & NEW) && (seen & RECEIVE)) || ((seen & ANSWER) && (seen & (CARRYOUT | MOVED)))) && (seen & (CARRIED | MOVED)) && !(seen & (FOREIGN | DISPUTE))) || leaves_case(r, seen) ? APPL : 0;
	r->first_topic = r->topic;
	r->documents = r->verb = r->last = 0;
	r->list_total = -1;			/* a list that goes on in the next line has its total in another sentence */
	r->last_token = r->subject = -1;
	r->december_alone = false;
	r->foreign = -1;
	r->suits = r->results = r->nresults = 0;
	r->of_table = false;
	r->disputes = 0;
	r->pending.len = 0;
}

/* 公开信息73条，涉及机构设置3条、…: 涉及 after a total begins its items. */
static bool
lists_subjects(const Reader *r, int i)
{
	return i == r->clause && r->nfound > 0 && r->found[r->nfound - 1].s.measure == GIR_MEASURE_DISCLOSURES &&
		r->found[r->nfound - 1].token == r->last_token && gir_prose_is_word(r, i, "涉及");
}

/* 无, 本年度无此类情况: a sentence that denies what its heading names, and says nothing else. */
static bool
is_nothing(const Reader *r)
{
	bool		negative = false;
	uint32_t	gap = 0;

	for (int i = 0; i < r->n; i++)
	{
		const GirToken *t = &r->tokens[i];

		if (t->kind == GIR_TOKEN_NUMBER && t->counter == YEAR)
			continue;
		if (!only(t, NEG | FILLER | THIS | OWN | DONE | ALL) && !is_mark(t, GIR_MARK_COMMA))
			return false;
		negative |= (t->cues & NEG) != 0;
		gap += t->gap;
	}
	return negative && gap <= 2;
}

/* ... so each measure of the heading is 0. */
static void
deny_heading(Reader *r)
{
	static const struct
	{
		uint64_t	cue;
		GirMeasure	measure;
	}			denied[] = {{APPL, GIR_MEASURE_RECEIVED}, {REVIEW, GIR_MEASURE_REVIEWS}, {LITIG, GIR_MEASURE_LITIGATIONS}};
	uint64_t	business = r->fresh & DISPUTE ? r->fresh & DISPUTE : r->fresh;

	for (int i = 0; i < LENGTH(denied); i++)
	{
		Found	   *f = business & denied[i].cue ? add(r, denied[i].measure, GIR_SENSE_STATED, r->n - 1, denied[i].cue) : NULL;

		if (f)
			f->s.negative = true;
	}
}

static void
judge_carried(Reader *r, int i)
{
	gir_prose_judge_single(r, i);
	gir_prose_judge_subject(r, i);
}

/* 14个乡镇共收到: other bodies, by their number. */
static bool
are_bodies(const Reader *r, int i)
{
	static const char *const ends[] = {"乡镇", "部门", "县区", "街道", "镇"};
	const GirToken *t = &r->tokens[i];
	bool		bodies = false;
	int			k = i + 1;

	for (int n = 0; n < LENGTH(ends); n++)
	{
		size_t		len = strlen(ends[n]);

		bodies |= t->end - t->off > len && memcmp(r->text + t->end - len, ends[n], len) == 0;
	}
	if (!bodies || (i > 0 && (r->tokens[i - 1].cues & (WIDE | OWN))))
		return false;
	while (k < r->n && only(&r->tokens[k], SUM | FILLER | THIS | CUMUL) && r->tokens[k].gap == 0)
		k++;
	return k < r->n && (r->tokens[k].cues & RECEIVE) && r->tokens[k].gap == 0;
}

/* 收到一件申请，最终答复为部分公开 */
static bool
is_result_of_one(const Reader *r, int i)
{
	const Found *last = r->nfound > 0 ? &r->found[r->nfound - 1] : NULL;
	bool		answered = false;

	if (last == NULL || last->s.measure != GIR_MEASURE_RECEIVED || last->s.digits != 1 || last->token != r->last_token || last->token >= r->clause || i == r->clause)
		return false;
	for (int k = r->clause; k < i; k++)
	{
		if (r->tokens[k].kind != GIR_TOKEN_WORD || (r->tokens[k].cues & ~(uint64_t) (ANSWER | FILLER | DONE)))
			return false;
		answered |= (r->tokens[k].cues & ANSWER) || gir_prose_is_word(r, k, "答复结果");
	}
	return answered;
}

static void
read_tokens(Reader *r)
{
	for (int i = 0; i < r->n; i++)
	{
		const GirToken *t = &r->tokens[i];

		r->out->steps++;
		if (t->kind == GIR_TOKEN_MARK)
			gir_prose_on_mark(r, i);
		else if (t->kind == GIR_TOKEN_BROKEN)
			r->taken = i + 1;
		else if (t->kind == GIR_TOKEN_WORD)
		{
			if (t->cues & ~(uint64_t) FILLER)
				gir_prose_on_word(r, i);
			if ((t->cues & INCLUDE) || lists_subjects(r, i))
			{
				r->sub = true;
				if (i == 0 && r->total > 0 && !r->list)
					gir_prose_resume_list(r);
				gir_prose_open_list(r);
				gir_prose_include_items(r, i);
			}
			if (t->cues & NEG)
				gir_prose_judge_negative(r, i);
			if (t->cues & CARRYOUT)
				judge_carried(r, i);
			if (((t->cues & (ALL | DONE)) || (i == r->clause && (t->cues & INTIME))) && (i == 0 || !(r->tokens[i - 1].cues & (ALL | DONE))))
				gir_prose_judge_all(r, i);
			else if ((t->cues & OUTCOME) && is_result_of_one(r, i))
				gir_prose_judge_all(r, i);
		}
		else if (t->counter == YEAR)
		{
			gir_prose_on_year(r, i);
			if (t->cues & CARRYOUT)	/* 结转2024年 is a word now */
				judge_carried(r, i);
		}
		else if (t->counter == MONTH)
			gir_prose_on_month(r, i);
		else if (t->counter == SHARE)
		{
			gir_prose_judge_share(r, i);
			gir_prose_keep_label(r, i);
		}
		else if (is_figure(t))
			gir_prose_judge_number(r, i);
		else if (t->counter == ODD)
		{
			r->taken = i + 1;
			if (are_bodies(r, i))
				r->hedged = r->parts = true;
		}
	}
}

/* 例如，申请人一次提交10份的，…; …仅为填写示例 */
static bool
is_example(const Reader *r)
{
	static const char *const begins[] = {"例如", "譬如", "比如"};

	for (int i = 0; i < LENGTH(begins); i++)
		if (r->len - r->start > strlen(begins[i]) && memcmp(r->text + r->start, begins[i], strlen(begins[i])) == 0)
			return true;
	/* 2021年报告公布的数为380条，有误: of a figure that is wrong */
	for (int i = 0; i < r->n; i++)
		if (gir_prose_is_word(r, i, "有误"))
			return true;
	return gir_prose_is_word(r, r->n - 1, "示例") || gir_prose_is_word(r, r->n - 1, "样例");
}

static void
read_sentence(Reader *r)
{
	start_sentence(r);
	if (is_example(r))
		return;
	if (r->fresh && is_nothing(r))
		deny_heading(r);
	else
		read_tokens(r);
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
	uint64_t	seen = cues_of(r);

	r->heading = (seen & (APPL | DISPUTE)) ? (seen & DISPUTE ? DISPUTE : APPL) : 0;
	r->fresh = seen & (APPL | DISPUTE);
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
		if (more && is_mark(t, GIR_MARK_COMMA) && r->n > 0 && r->n < MAX_TOKENS && t->gap == 0 && t[-1].cues == INCLUDE && gir_prose_is_word(r, r->n - 1, "其中"))
		{
			t[-1].end = t->end;	/* 其中，: the comma ends nothing */
			continue;
		}
		if (more && !is_mark(t, GIR_MARK_STOP))
		{
			overflow |= r->n == MAX_TOKENS;
			r->n += r->n < MAX_TOKENS;
			figures |= t->kind == GIR_TOKEN_NUMBER && (t->counter & (FIGURES | SHARE)) != 0;
			seen |= t->cues;
			continue;
		}
		if (!overflow && r->n > 0)
		{
			bool		heading = is_heading(r);

			if (heading)
				take_heading(r);
			if (figures || (seen & NEG))
				read_sentence(r);
			else
				r->total = 0;
			if (!heading)
				r->fresh = 0;
			keep_spoken(r);
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
	r->heading = r->fresh = 0;
	r->spoken = 0;
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
