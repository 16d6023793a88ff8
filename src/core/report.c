/*
 * report.c - one report: its figures, and whose and of which year they are
 *
 * Title, agency and year come from the lines above the tables.  A title is a line, or a few short lines, that ends in 报告 and
 * speaks of 信息公开; so do the sentence that cites the notice, a page's metadata and its menus, and are told apart by punctuation
 * and words that no title has.  A page also names other reports, of other years and agencies.  Among several titles the witnesses
 * decide: the stated period, the place above the text, repetition, preamble and signature.  Where they do not agree nothing is said.
 */
#include "core/report.h"
#include "core/report_work.h"

#include <stdlib.h>

/* Prose: a line longer than a label or a heading that ends like a sentence. */
static bool
has_prose(const char *text, size_t len)
{
	const char *p = text;
	const char *end = text + (len < MAX_REACH ? len : MAX_REACH);

	while (p < end)
	{
		const char *nl = memchr(p, '\n', (size_t) (end - p));
		const char *stop = nl ? nl : end;

		if (stop - p > 120 && gir_find(p, (size_t) (stop - p), "。") != NULL)
			return true;
		p = stop + 1;
	}
	return false;
}

static bool
any_table(const GirReading *r)
{
	for (int t = 0; t < GIR_TABLE_COUNT; t++)
		if (r->tables[t].labels > 0)
			return true;
	return false;
}

static bool
has(const char *text, size_t len, const char *word)
{
	return gir_find(text, len, word) != NULL;
}

int
gir_absent_table(const GirReport *report)
{
	for (int t = 0; t < GIR_TABLE_COUNT; t++)
		if (report->reading.tables[t].labels == 0)
			return t;
	return -1;
}

static GirVerdict
judge(const char *text, size_t len, const GirReport *report, bool other_kind)
{
	const GirReading *r = &report->reading;

	if (other_kind && r->values == 0)
		return GIR_NOT_A_REPORT;
	if (!any_table(r) && (report->title[0] == '\0' || !(has(text, len, "总体情况") || has(text, len, "条例"))))
		return GIR_NOT_A_REPORT;
	if (r->values == 0 && report->year == 0 && report->agency[0] == '\0' && !has_prose(text, len))
		return GIR_NOT_A_REPORT;
	if (report->second_title[0] != '\0')
		return GIR_TWO_REPORTS;
	if (any_table(r) && r->choice != GIR_FORM_FOUND)
		return GIR_FORM_UNDECIDED;
	return gir_absent_table(report) >= 0 ? GIR_TABLE_ABSENT : GIR_IS_REPORT;
}

/* Offset of the line after the last one in head, or to. */
static size_t
after_lines(const char *text, const Head *head, size_t to)
{
	const GirSpan *last = &head->lines[head->n - 1];
	const char *nl = memchr(text + last->off, '\n', to - last->off);

	return nl ? (size_t) (nl + 1 - text) : to;
}

/* A second title between the first report's tables and the second one's; it may be the same title. */
static void
find_second(const char *text, GirReport *report)
{
	size_t		from = report->reading.first_table;
	size_t		to = report->reading.second;
	Head		head;
	Titles		titles;
	const Title *best;

	if (to == 0)
		return;
	if (from < to && to - from > MAX_REACH)
		from = to - MAX_REACH;	/* the title stands right above its tables */
	while (from < to)
	{
		gir_head_collect_head(text, from, to, &head);
		if (head.n == 0)
			return;
		gir_head_find_titles(text, &head, &titles);
		best = gir_head_best_title(&titles);
		if (best != NULL)
		{
			gir_head_print_title(text, &head, best, report->second_title);
			return;
		}
		from = after_lines(text, &head, to);
	}
}

static void
read_witnesses(const GirDocument *d, size_t preamble, Witnesses *w)
{
	if (w->read)
		return;
	gir_head_agency_of_preamble(d->text, preamble, w->preamble);
	gir_head_agency_of_signature(d->text, d->len, w->signature);
	w->read = true;
}

/* A government's name beside the title may be that of the site. */
static bool
is_government(const char *agency)
{
	static const char ends[] = "政府";
	size_t		n = strlen(agency);

	return n >= sizeof(ends) - 1 && strcmp(agency + n - (sizeof(ends) - 1), ends) == 0;
}

/* Is the second name the end of the first? */
static bool
ends_with_name(const char *name, const char *end)
{
	size_t		n = strlen(name);

	return n > strlen(end) && strcmp(name + n - strlen(end), end) == 0;
}

/* The beginning of the agency's name may stand on the line above: when preamble or signature say so. */
static void
mend_agency(const GirDocument *d, const Head *head, size_t preamble, Witnesses *w, Title *t)
{
	const char *names[] = {w->preamble, w->signature};
	size_t		n = strlen(t->agency);
	Chars		s;

	if ((t->parts == 1 && n > 15) || t->at == 0 || head->lines[t->at - 1].len > 80 || !gir_head_join_lines(d->text, head, t->at - 1, 1, &s) || s.n == 0 || s.n > 24 || !gir_is_han(s.f[s.n - 1]))
		return;
	read_witnesses(d, preamble, w);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
	{
		size_t		all = strlen(names[i]);
		char		line[GIR_MAX_AGENCY + 1];

		gir_head_to_utf8(&s, 0, s.n, line, GIR_MAX_AGENCY);
		if (!ends_with_name(names[i], t->agency) || strncmp(names[i], line, all - n) != 0 || line[all - n] != '\0')
			continue;
		memcpy(t->agency, names[i], all + 1);
		t->at--;
		t->parts++;
		return;
	}
}

/*
 * An agency on a line of its own, above the title (adopted) or below it, or one that may be the site's (doubtful), is taken when the other line, preamble or signature name it too,
 * or none names another.  False when the agency is left open.
 */
static bool
settle_agency(const GirDocument *d, const Head *head, size_t preamble, Witnesses *w, Title *t)
{
	char		below[GIR_MAX_AGENCY + 1] = "";
	const char *others[] = {w->preamble, w->signature, t->adopted ? below : ""};
	Chars		s;
	bool		denied = false;

	if (t->agency[0] != '\0' && !t->adopted && !t->doubtful)
	{
		mend_agency(d, head, preamble, w, t);
		return true;
	}
	if (gir_head_join_lines(d->text, head, t->at + t->parts, 1, &s))
	{
		if (s.n > 4 && s.f[0] == '(' && s.f[s.n - 1] == ')')
		{
			s.n--;
			cut(&s, 0, 1);
		}
		gir_head_take_agency(&s, 0, s.n, below);
	}
	if (t->agency[0] == '\0')
		memcpy(t->agency, below, sizeof(below));
	if (t->agency[0] == '\0')
		return true;
	read_witnesses(d, preamble, w);
	if (t->doubtful && !t->adopted && w->preamble[0] != '\0' && strcmp(w->preamble, w->signature) == 0)
	{
		memcpy(t->agency, w->preamble, sizeof(w->preamble));
		return true;
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
	{
		if (gir_head_is_said(t, others[i]))
		{
			if (ends_with_name(others[i], t->agency))
				memcpy(t->agency, others[i], strlen(others[i]) + 1);
			return true;
		}
		denied |= others[i][0] != '\0';
	}
	if (!denied)
		return true;
	denied = is_government(t->agency);	/* then preamble or signature will tell */
	t->agency[0] = '\0';
	t->at += t->adopted;
	t->parts -= t->adopted;
	return denied;
}

/* The year of a title without one on the line below, if that is no menu of years and the period names no other; false when it does. */
static bool
settle_year(const char *text, const Head *head, int period, Title *t)
{
	int			next = t->at + t->parts;
	Chars		s;
	int			begin;
	int			end;

	if (!gir_head_is_year_line(text, head, next) || gir_head_is_year_line(text, head, next + 1) || gir_head_is_year_line(text, head, t->at - 1))
		return true;
	gir_head_join_lines(text, head, next, 1, &s);
	t->year = gir_head_find_year(&s, 0, &begin, &end);
	return period == 0 || period == t->year;
}

/* Take what the best title says and no other that is nearly as good denies; what is not settled is false. */
static void
take_title(const GirDocument *d, const Head *head, const Titles *titles, const Title *best, GirReport *report, bool *year, bool *agency)
{
	for (int i = 0; i < titles->n; i++)
	{
		const Title *t = &titles->of[i];

		if (t->score + MARGIN <= best->score)
			continue;
		*year &= t->year == best->year || t->year == 0 || best->year == 0;
		*agency &= t->agency[0] == '\0' || best->agency[0] == '\0' || gir_head_is_same_agency(t->agency, best->agency);
	}
	if (*year && *agency)
		gir_head_print_title(d->text, head, best, report->title);
	if (*year)
		report->year = best->year;
	if (*agency)
		memcpy(report->agency, best->agency, sizeof(best->agency));
}

/*
 * A title of another year than that of the stated period, with another agency than the text's or none, is a link to another report or a
 * column's name, unless the text itself speaks more of the title's year.  Returns whether the title is kept; *year is cleared when it cannot be told which of the years is right.
 */
static bool
is_confirmed(const GirDocument *d, size_t preamble, Witnesses *w, const Title *t, bool *year, bool *agency)
{
	int			own;
	int			stated;

	if (t->year == 0 || w->period == 0 || w->period == t->year)
		return true;
	own = gir_head_count_year(d->text, preamble, t->year);	/* the title's is one of them */
	stated = gir_head_count_year(d->text, preamble, w->period);
	if (own > stated + 1)
		return true;
	read_witnesses(d, preamble, w);
	if (t->agency[0] != '\0' && ((w->preamble[0] == '\0' && w->signature[0] == '\0') || gir_head_is_said(t, w->preamble) || gir_head_is_said(t, w->signature)))
		return true;
	*year = stated >= own;
	*agency = *year || t->agency[0] == '\0';
	return false;
}

/* Does the text speak more of the year before or after than of the period's?  A report's period may be left from last year's. */
static bool
is_period_doubtful(const char *text, size_t len, int period)
{
	int			stated = period ? gir_head_count_year(text, len, period) : 0;

	return period && (gir_head_count_year(text, len, period + 1) > stated + 1 || gir_head_count_year(text, len, period - 1) > stated + 1);
}

/* Whose report it is, and of which year; the lines above the tables are left in head.  False without a title. */
static bool
read_head(const GirDocument *d, GirReport *report, Head *head)
{
	const GirReading *r = &report->reading;
	size_t		above = r->first_table == UINT32_MAX ? d->len : r->first_table;
	size_t		preamble = above < MAX_PREAMBLE ? above : MAX_PREAMBLE;
	bool		year = true;
	bool		agency = true;
	Titles		titles;
	Title	   *best;
	Witnesses	w;

	gir_head_collect_head(d->text, 0, above, head);
	gir_head_find_titles(d->text, head, &titles);
	report->period_year = gir_head_find_period(d->text, preamble);
	w.period = report->period_year;
	w.preamble[0] = w.signature[0] = '\0';
	w.read = false;
	if (gir_head_contradict(&titles))
	{
		read_witnesses(d, preamble, &w);
		gir_head_weigh(d->text, d->len, head, &w, &titles);
	}
	best = gir_head_best_title(&titles);
	if (best != NULL)
	{
		for (int i = 0; i < titles.n; i++)
			best->doubtful |= titles.of[i].agency[0] == '\0' && titles.of[i].year != 0 && is_government(best->agency);
		best->doubtful |= best->year == 0 && is_government(best->agency);	/* X县人民政府 政府信息公开年报: the site's name, and a list's */
		agency = settle_agency(d, head, preamble, &w, best);
		if (!is_confirmed(d, preamble, &w, best, &year, &agency))
			best = NULL;
	}
	if (best != NULL)
	{
		if (best->year == 0)
			year = settle_year(d->text, head, report->period_year, best);
		take_title(d, head, &titles, best, report, &year, &agency);
	}
	if (report->year == 0 && year && !is_period_doubtful(d->text, preamble, report->period_year))
		report->year = report->period_year;
	if (report->agency[0] == '\0' && agency)
	{
		read_witnesses(d, preamble, &w);
		memcpy(report->agency, w.preamble[0] != '\0' ? w.preamble : w.signature, sizeof(report->agency));
	}
	return best != NULL;
}

/* Move a string of a cell from the document's text into the report, its escapes undone; false when there is no room. */
static bool
keep_string(GirReport *report, uint32_t *used, GirString *s, bool escaped)
{
	if (s->len == 0)
		return true;
	if (*used + s->len > GIR_MAX_STRINGS)
		return false;
	if (escaped)
		s->len = (uint32_t) gir_unescape(*s, report->strings + *used);
	else
		memcpy(report->strings + *used, s->s, s->len);
	s->s = report->strings + *used;
	*used += s->len;
	return true;
}

/* The document goes; what the reading has of it is copied, and its places become places in the source. */
static void
leave_document(const GirDocument *d, GirReport *report)
{
	GirReading *r = &report->reading;
	uint32_t	used = 0;

	for (int i = 0; r->figures.form && i < r->figures.form->ncells; i++)
	{
		GirValue   *v = &r->figures.cells[i];

		if ((v->unit.len | v->note.len | v->text.len) != 0 &&
			(!keep_string(report, &used, &v->unit, v->marked) || !keep_string(report, &used, &v->note, v->marked) ||
			 !keep_string(report, &used, &v->text, v->marked)))
		{
			memset(v, 0, sizeof(*v));
			v->state = GIR_UNREADABLE;
		}
		v->marked = false;
		if (d->moved)
			r->place[i] = gir_document_place(d, r->place[i]);
	}
	for (int i = 0; i < GIR_MAX_ROWS; i++)
		r->label[i] = r->fate[i] < GIR_FATE_NO_FIGURES ? (GirSpan) {0, 0} : gir_document_place(d, r->label[i]);
	if (report->verdict == GIR_TWO_REPORTS)
		r->second = gir_document_place(d, (GirSpan) {r->second, 1}).off;
	for (int f = 0; d->moved && f < GIR_FORM_COUNT; f++)
		for (int i = 0; i < GIR_MAX_EVIDENCE; i++)
			r->evidence[f][i] = gir_document_place(d, r->evidence[f][i]);
}

/* What a reading begins with; false when there is nothing to read. */
static bool
start(const GirDocument *d, GirReport *report)
{
	report->status = d->grid.status;
	report->reason = d->reason;
	report->layout = d->grid.layout;
	report->year = report->period_year = 0;
	report->title[0] = report->agency[0] = report->second_title[0] = '\0';
	return d->grid.status == GIR_OK;
}

void
gir_report_of_document(const GirDocument *d, GirReport *report)
{
	GirGrid		own;
	Head		head;
	bool		titled;

	if (!start(d, report))
		return;
	gir_figures_read(&d->grid, &report->reading);
	titled = read_head(d, report, &head);
	if (gir_head_own_tables(&d->grid, report->year, &own))
	{
		gir_figures_read(&own, &report->reading);
		free(own.rows);
	}
	find_second(d->text, report);
	report->verdict = judge(d->text, d->len, report, !titled && report->reading.values == 0 && gir_head_other_kind_in(d->text, &head));
	leave_document(d, report);
}

void
gir_report_head(const GirDocument *d, GirReport *report)
{
	Head		head;

	if (!start(d, report))
		return;
	gir_figures_find(&d->grid, &report->reading);
	read_head(d, report, &head);
	find_second(d->text, report);
}

void
gir_report_read(const char *source, size_t len, GirPoll poll, void *context, GirReport *report)
{
	GirDocument d;

	gir_document_read(source, len, poll, context, &d);
	gir_report_of_document(&d, report);
	gir_document_free(&d);
}
