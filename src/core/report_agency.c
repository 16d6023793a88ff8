/*
 * report_agency.c - where the text names its agency: preamble and signature
 */
#include "core/report_work.h"

bool
gir_head_take_agency(const Chars *s, int from, int to, char *agency)
{
	Chars		name = *s;

	name.n = to;
	cut(&name, 0, from);
	gir_head_trim_agency(&name);
	if (!gir_head_is_agency(&name))
		return false;
	gir_head_to_utf8(&name, 0, name.n, agency, GIR_MAX_AGENCY);
	return true;
}

static int
find_first(const Chars *s, const char *const *words, int n)
{
	int			first = -1;

	for (int i = 0; i < n; i++)
	{
		int			at = find(s, 0, words[i]);

		if (at > 0 && (first < 0 || at < first))
			first = at;
	}
	return first;
}

/* 由…编制: the name after the last 由 before 编制, up to the verb. */
static bool
agency_after_by(const char *text, size_t len, char *agency)
{
	static const char *const stops[] = {"编制", "结合", "根据", "依据", "按照", "负责", "组织", "办公室编"};
	const char *p = text;
	const char *end = text + len;

	while ((p = gir_find(p, (size_t) (end - p), "由")) != NULL)
	{
		Chars		s;
		int			stop;

		p += 3;
		if (gir_find(p, end - p > 240 ? 240 : (size_t) (end - p), "编制") == NULL)
			continue;
		chars_at(text, p, end, 240, &s);
		stop = find_first(&s, stops, sizeof(stops) / sizeof(stops[0]));
		if (stop > 0 && gir_head_take_agency(&s, 0, stop, agency))
			return true;
	}
	return false;
}

/* 现公布…2023年政府信息公开工作年度报告, 现将…, 特向社会公布…: the name up to the year or the topic. */
static bool
agency_after_now(const char *text, size_t len, const char *now, char *agency)
{
	static const char *const verbs[] = {"将", "公布", "发布", "公开", "向社会公布"};
	const char *p = text;
	const char *end = text + len;

	while ((p = gir_find(p, (size_t) (end - p), now)) != NULL)
	{
		Chars		s;

		p += strlen(now);
		if (gir_find(p, end - p > 150 ? 150 : (size_t) (end - p), "公") == NULL)
			continue;
		chars_at(text, p, end, 150, &s);
		for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		{
			int			from = word_length(verbs[i]);
			int			stop = gir_head_topic_position(&s);
			int			begin;
			int			last;

			if (!follows(&s, 0, verbs[i]) || stop < 0)
				continue;
			if (gir_head_find_year(&s, 0, &begin, &last) != 0 && begin < stop)
				stop = begin;
			if (stop > from && gir_head_take_agency(&s, from, stop, agency))
				return true;
		}
	}
	return false;
}

/* …的要求，青垣市水务局编制了本年度报告: the name between a comma and the verb. */
static bool
agency_before_verb(const char *text, size_t len, char *agency)
{
	const char *p = text;
	const char *end = text + len;

	while ((p = gir_find(p, (size_t) (end - p), "编制")) != NULL)
	{
		const char *from = p - text > 120 ? p - 120 : text;
		Chars		s;
		int			start;

		while (from < p && ((unsigned char) *from & 0xC0) == 0x80)
			from++;
		chars_at(text, from, p, (int) (p - from), &s);
		p += 6;
		for (start = s.n; start > 0 && s.f[start - 1] != ',' && s.f[start - 1] != 0x3002 && s.f[start - 1] != ';';)
			start--;
		if (start > 0 && start < s.n && gir_head_take_agency(&s, start, s.n, agency))
			return true;
	}
	return false;
}

void
gir_head_agency_of_preamble(const char *text, size_t len, char *agency)
{
	if (!agency_after_by(text, len, agency) && !agency_after_now(text, len, "现", agency) && !agency_after_now(text, len, "特", agency))
		agency_before_verb(text, len, agency);
}

/* Is what begins at from a date, and nothing else? */
static bool
is_date(const Chars *s, int from)
{
	int			end;
	int			open = from < s->n && s->f[from] == '(';

	if (s->n - from > 14 || gir_head_year_at(s, from + open, &end) == 0 || end >= s->n)
		return false;
	if (find(s, end, "月") > 0)
		return true;
	for (int i = end; i < s->n; i++)
		if (!is_digit(s, i) && s->f[i] != '.' && s->f[i] != '-' && s->f[i] != '/')
			return false;
	return is_digit(s, s->n - 1) && !is_digit(s, end);
}

/* The name of a signature without the remark about its seal. */
static bool
take_signature(Chars *s, char *agency)
{
	static const char *const seals[] = {"(盖章)", "(公章)", "(印章)", "(章)"};

	for (size_t i = 0; i < sizeof(seals) / sizeof(seals[0]); i++)
		if (ends_with(s, seals[i]))
			s->n -= word_length(seals[i]);
	return gir_head_take_agency(s, 0, s->n, agency);
}

/* What stands before the end of a long line, from a white space on; empty with end 0. */
static GirSpan
last_words(const char *text, GirSpan line, size_t end)
{
	const char *p;

	if (end < line.off + 240)
		return (GirSpan) {line.off, 0};
	p = memchr(text + end - 200, ' ', 150);
	return p ? (GirSpan) {(uint32_t) (p - text), (uint32_t) (text + end - p)} : (GirSpan) {line.off, 0};
}

/* An agency's name and a date on one line; what stands before the name ends with 。 */
static bool
agency_and_date(Chars *s, char *agency)
{
	for (int k = 3; k < s->n; k++)
		if (gir_head_may_begin_year(s->f[k]) && is_date(s, k))
		{
			int			start = k;

			while (start > 0 && s->f[start - 1] != 0x3002)
				start--;
			s->n = k;
			cut(s, 0, start);
			return take_signature(s, agency);
		}
	return false;
}

void
gir_head_agency_of_signature(const char *text, size_t len, char *agency)
{
	size_t		limit = len > MAX_SIGNED ? len - MAX_SIGNED : 0;
	size_t		end = len;
	bool		dated = false;	/* the line below is a date */

	for (size_t begin = end; end > limit; end = begin > 0 ? begin - 1 : 0)
	{
		GirSpan		line;
		Chars		s;

		for (begin = end; begin > limit && text[begin - 1] != '\n';)
			begin--;
		while (begin < end && ((unsigned char) text[begin] & 0xC0) == 0x80)
			begin++;
		line = gir_head_strip_marks(text, (GirSpan) {(uint32_t) begin, (uint32_t) (end - begin)});
		if (end - begin > 240)
			line = last_words(text, line, end == len ? len : 0);
		s.n = s.stars = 0;
		memset(s.seen, 0, sizeof(s.seen));
		if (line.len == 0 || !add_chars(&s, text, line) || s.n == 0)
			continue;
		if (is_date(&s, 0))
			dated = true;
		else if ((dated && take_signature(&s, agency)) || agency_and_date(&s, agency))
			return;
		else
			dated = false;
	}
}
