/*
 * report_titles.c - which of the titles that a text has is the report's
 */
#include "core/report_work.h"

static const char *const link_words[] = {"上一篇", "下一篇", "上一条", "下一条", "上一页", "下一页"};
static const char *const list_words[] = {"相关链接", "相关文章", "相关信息", "相关文档", "相关阅读", "相关报道", "相关新闻", "延伸阅读"};

bool
gir_head_is_same_agency(const char *a, const char *b)
{
	static const char *const additions[] = {"办公室", "人民政府", "人民政府办公室"};
	size_t		na = strlen(a);
	size_t		nb = strlen(b);
	size_t		n = na < nb ? na : nb;
	const char *rest = na < nb ? b + n : a + n;

	if (memcmp(a + na - n, b + nb - n, n) == 0)
		return true;
	for (size_t i = 0; i < sizeof(additions) / sizeof(additions[0]); i++)
		if (strcmp(rest, additions[i]) == 0 && memcmp(a, b, n) == 0)
			return true;
	return false;
}

static int
worth(const Title *t)
{
	return (t->year ? 2 : 0) + (t->agency[0] ? 1 : 0);
}

/* Nothing that one says contradicts the other.  One that has only a year and one that has only an agency need not be of one report. */
static bool
agree(const Title *a, const Title *b)
{
	if (worth(a) + worth(b) == 3 && worth(a) != 0 && worth(b) != 0)
		return false;
	return (a->year == b->year || a->year == 0 || b->year == 0) &&
		(a->agency[0] == '\0' || b->agency[0] == '\0' || gir_head_is_same_agency(a->agency, b->agency));
}

static bool
is_full(const Title *t)
{
	return t->year != 0 && t->agency[0] != '\0';
}

/* What the title says; false when it is none.  *hopeless is set when no lines before it can make it one. */
static bool
read_plain_title(Chars *s, Title *t, bool *hopeless)
{
	int			begin = 0;
	int			end = 0;
	int			topic = gir_head_topic_position(s);
	int			length = gir_head_title_length(s);

	*hopeless = topic >= 0 || (length == 0 && s->n >= 8);	/* 报 may stand before a 告 */
	if (topic < 0 || length == 0 || s->menu || !gir_head_is_title(s, topic, length))
		return false;
	s->n = length;
	t->year = gir_head_find_year(s, 0, &begin, &end);
	if (t->year != 0)
	{
		int			more = gir_head_find_year(s, end, &begin, &end);

		if (more != 0 && more != t->year && begin < topic)
			t->year = 0;		/* 2022年和2023年 */
	}
	gir_head_agency_of_title(s, topic, t->agency);
	return true;
}

/* The same, or a title in the dress of an announcement, which must say both whose report it is and of which year. */
static bool
read_title(Chars *s, Title *t, bool *hopeless)
{
	int			n = s->n;
	Title		undressed = *t;
	bool		ignored;
	bool		plain = read_plain_title(s, t, hopeless);

	if (plain && t->agency[0] != '\0')
		return true;
	s->n = n;
	if (!gir_head_undress(s) || !read_plain_title(s, &undressed, plain ? &ignored : hopeless) || !is_full(&undressed))
		return plain;
	*t = undressed;
	t->dressed = true;
	return true;
}

bool
gir_head_is_year_line(const char *text, const Head *head, int i)
{
	Chars		s;
	int			begin;
	int			end;

	return i >= 0 && i < head->n && head->lines[i].len <= 24 && gir_head_join_lines(text, head, i, 1, &s) && gir_head_find_year(&s, 0, &begin, &end) != 0 &&
		begin == 0 && end == s.n;
}

/* 2019年年报, and 2020年年报 on the next line: a menu whose words are no titles by themselves. */
static bool
is_year_of_menu(const char *text, const Head *head, int i)
{
	Chars		s;
	int			year;
	int			next;
	int			begin;
	int			end;

	if (i + 1 >= head->n || head->lines[i].len > MAX_REMARK || head->lines[i + 1].len != head->lines[i].len || !gir_head_join_lines(text, head, i, 1, &s))
		return false;
	year = gir_head_find_year(&s, 0, &begin, &end);
	if (year == 0 || begin != 0 || !gir_head_join_lines(text, head, i + 1, 1, &s))
		return false;
	next = gir_head_find_year(&s, 0, &begin, &end);
	return next != 0 && next != year;
}

/* 2026年 > */
static bool
is_year_of_path(const char *text, const Head *head, int i)
{
	const char *p = text + head->lines[i].off + head->lines[i].len;
	const char *end = text + head->end;

	while (p < end && *p == ' ')
		p++;
	return p < end && *p == '>' && gir_head_is_year_line(text, head, i);
}

static bool
is_agency_line(const char *text, const Head *head, int i, Chars *s)
{
	return i >= 0 && gir_head_join_lines(text, head, i, 1, s) && gir_head_is_agency(s);
}

/*
 * The title that ends with line last: on as few lines as possible, unless more say more.  The lines before it may be an agency, a year, the
 * beginning of the title's own words; nothing that is a title by itself, and no year that is one of a menu of years.
 */
static bool
title_ending(const char *text, const Head *head, int last, Title *best)
{
	Chars		s;
	bool		found = false;
	bool		hopeless;

	best->year = 0;
	best->agency[0] = '\0';
	for (int parts = 1; parts <= MAX_PARTS && parts <= last + 1 && !(found && is_full(best)); parts++)
	{
		int			at = last - parts + 1;
		Title		t = {.at = at, .parts = parts};

		if (head->lines[at].len == 0 || (parts > 1 && gir_head_ends_like_title(text, head->lines[at]) && gir_head_join_lines(text, head, at, 1, &s) && gir_head_title_length(&s) > 2))
			break;
		if (!gir_head_join_lines(text, head, at, parts, &s) || (parts > 1 && follows(&s, 0, "首页")))
			break;				/* the page's path ends with its line */
		if (parts > 1 && is_year_of_path(text, head, at))
			break;
		if (!read_title(&s, &t, &hopeless))
		{
			if (hopeless)
				break;
			continue;
		}
		if (parts > 1)
		{
			Chars		agency = {0};

			if (is_year_of_menu(text, head, last))
				break;
			if (gir_head_is_year_line(text, head, at) && (gir_head_is_year_line(text, head, at - 1) || gir_head_is_year_line(text, head, at + 1)))
				break;
			add_chars(&agency, t.agency, (GirSpan) {0, (uint32_t) strlen(t.agency)});
			if (t.agency[0] != '\0' && !gir_head_is_agency(&agency))
				continue;
			t.adopted = found && best->year == t.year && is_agency_line(text, head, at, &s);
			if (t.adopted && is_agency_line(text, head, at - 1, &s) && s.f[s.n - 1] != 0x5E9C)	/* 府: the site's name */
				break;			/* a menu of agencies */
		}
		if (found && worth(&t) <= worth(best))
			continue;
		*best = t;
		found = true;
	}
	return found;
}

/* Is the line one of a list of links?  In front of it stands 上一篇, or 相关链接 and links. */
static bool
is_link(const char *text, const Head *head, int at)
{
	Chars		s;

	if (at == 0 || head->lines[at - 1].len > 24 || !gir_head_join_lines(text, head, at - 1, 1, &s) || s.n > 6)
		return false;
	return HAS_ANY(&s, link_words) || HAS_ANY(&s, list_words);
}

/* A title that names nobody, or no year, or has either from a line before it, behind > or a colon: a category in the page's path or in the list of its properties. */
static bool
is_category(const char *text, const Head *head, const Title *t)
{
	uint32_t	at = head->lines[t->at + t->parts - 1].off;

	while (at > 0 && (unsigned char) text[at - 1] <= ' ')
		at--;
	return (worth(t) == 0 || (t->parts > 1 && !is_full(t))) && ((at > 0 && (text[at - 1] == '>' || text[at - 1] == ':')) || (at >= 3 && memcmp(text + at - 3, "：", 3) == 0));
}

/* Is the line the rest of a sentence?  Right above it stands prose that a hard wrap has broken within a word. */
static bool
goes_on_from_above(const char *text, const Head *head, const Title *t)
{
	static const char *const marks[] = {"，", "。", "；", "》"};
	const char *end = text + head->lines[t->at].off;
	const char *start;
	const char *last;

	if (end == text || end[-1] != '\n' || --end - text < MIN_PROSE)
		return false;
	start = gir_line_start(text, end);
	last = end - 3;
	if (end - start < MIN_PROSE || !gir_is_han(gir_next_char(&last, end)) || last != end)
		return false;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (gir_find(start, (size_t) (end - start), marks[i]) != NULL)
			return true;
	return false;
}

/* Is the line one whose words were lines of their own before, and among them titles of other years? */
static bool
holds_others(const Head *head, const Titles *titles, const Title *t)
{
	GirSpan		line = head->lines[t->at];

	for (int i = 0; t->parts == 1 && i < titles->n; i++)
	{
		GirSpan		other = head->lines[titles->of[i].at];

		if (titles->of[i].year != t->year && other.off >= line.off && other.off + other.len <= line.off + line.len)
			return true;
	}
	return false;
}

/* The line is the same as one that has been read: pages print their title two or three times. */
static bool
copy_title(const char *text, const Head *head, int line, const Titles *titles, Title *copy)
{
	for (int i = 0; i < titles->n; i++)
	{
		const Title *t = &titles->of[i];
		const GirSpan *a = &head->lines[t->at];
		const GirSpan *b = &head->lines[line];

		if (t->parts != 1 || !is_full(t) || a->len != b->len || memcmp(text + a->off, text + b->off, a->len) != 0)
			continue;
		*copy = *t;
		copy->at = line;
		return true;
	}
	return false;
}

void
gir_head_find_titles(const char *text, const Head *head, Titles *titles)
{
	int			link_end = -1;	/* the line after a link below 相关链接 */

	titles->n = 0;
	for (int last = 0; last < head->n; last++)
	{
		Title	   *t;

		if (!gir_head_ends_like_title(text, head->lines[last]))
			continue;
		if (titles->n == MAX_TITLES)
		{
			memmove(titles->of, titles->of + 1, (MAX_TITLES - 1) * sizeof(titles->of[0]));
			titles->n--;
		}
		t = &titles->of[titles->n];
		if (!copy_title(text, head, last, titles, t) && !title_ending(text, head, last, t))
			continue;
		if (is_link(text, head, t->at) || t->at == link_end)
		{
			Chars		s;

			if (t->at == link_end || (gir_head_join_lines(text, head, t->at - 1, 1, &s) && HAS_ANY(&s, list_words)))
				link_end = last + 1;
			continue;
		}
		if (is_category(text, head, t) || goes_on_from_above(text, head, t) || holds_others(head, titles, t))
			continue;
		t->score = worth(t);
		titles->n++;
	}
}

int
gir_head_count_year(const char *text, size_t len, int year)
{
	const char	digits[] = {'2', '0', (char) ('0' + year / 10 % 10), (char) ('0' + year % 10), '\0'};
	const char *p = text;
	const char *end = text + len;
	int			n = 0;

	while ((p = gir_find(p, (size_t) (end - p), digits)) != NULL)
	{
		p += sizeof(digits) - 1;
		p += p < end && *p == ' ';
		if (end - p < 3 || memcmp(p, "年", 3) != 0)
			continue;
		p += 3;
		p += p < end && *p == ' ';
		n += p < end && (*p < '0' || *p > '9');
	}
	return n;
}

/* The line in which the text begins, the number of lines where none is seen. */
static int
first_of_text(const char *text, size_t len, const Head *head)
{
	for (int i = 0; i < head->n; i++)
		if (gir_head_begins_text(text + head->lines[i].off, len - head->lines[i].off))
			return i;
	return head->n;
}

bool
gir_head_is_said(const Title *t, const char *agency)
{
	return t->agency[0] != '\0' && agency[0] != '\0' && gir_head_is_same_agency(t->agency, agency);
}

/* Another year's title of the same agency stands directly before or after it: a menu. */
static bool
is_listed(const Titles *titles, int i)
{
	const Title *t = &titles->of[i];
	const Title *before = i > 0 ? t - 1 : t;
	const Title *after = i + 1 < titles->n ? t + 1 : t;

	return (before->at + before->parts == t->at && before->year != t->year && strcmp(before->agency, t->agency) == 0) ||
		(t->at + t->parts == after->at && after->year != t->year && strcmp(after->agency, t->agency) == 0);
}

/* Of a menu only that title is kept whose year the text confirms. */
static void
drop_listed(Titles *titles)
{
	int			n = 0;

	for (int i = 0; i < titles->n; i++)
		if (!titles->of[i].listed)
			titles->of[n++] = titles->of[i];
	titles->n = n;
}

/*
 * Titles of several agencies, and none of them is whom preamble or signature name: a list of others' reports.  Its own title names nobody, if it is there.
 */
static void
drop_others(Titles *titles, const Witnesses *w)
{
	const char *agency = NULL;
	bool		several = false;
	int			n = 0;

	for (int i = 0; i < titles->n; i++)
	{
		const Title *t = &titles->of[i];

		if (gir_head_is_said(t, w->preamble) || gir_head_is_said(t, w->signature))
			return;
		if (t->agency[0] == '\0')
			continue;
		several |= agency != NULL && !gir_head_is_same_agency(agency, t->agency);
		agency = t->agency;
	}
	if (!several || (w->preamble[0] == '\0' && w->signature[0] == '\0'))
		return;
	for (int i = 0; i < titles->n; i++)
		if (titles->of[i].agency[0] == '\0')
			titles->of[n++] = titles->of[i];
	titles->n = n;
}

/* Does the text name the year more than once, and that of no other title as often? */
static bool
is_named_alone(const Titles *titles, const int *named, int i)
{
	if (named[i] < 2)
		return false;
	for (int k = 0; k < titles->n; k++)
		if (titles->of[k].year != titles->of[i].year && titles->of[k].year != 0 && named[k] >= named[i])
			return false;
	return true;
}

/*
 * Three titles or more that contradict each other, none of the year that the text states, nor of an agency that it names: links, and its own was not
 * met.  Where it states no year, that is said only of a head that ends before the text begins.
 */
static bool
is_list_of_others(const Titles *titles, const Witnesses *w, bool text_met)
{
	for (int i = 0; i < titles->n; i++)
	{
		const Title *t = &titles->of[i];

		if (t->year == w->period || t->year == 0 || (w->period == 0 && (gir_head_is_said(t, w->preamble) || gir_head_is_said(t, w->signature))))
			return false;
	}
	return titles->n >= 3 && (w->period != 0 || !text_met);
}

void
gir_head_weigh(const char *text, size_t len, const Head *head, const Witnesses *w, Titles *titles)
{
	int			begin = first_of_text(text, len, head);
	size_t		off = begin < head->n ? head->lines[begin].off : 0;
	size_t		reach = len - off < MAX_PREAMBLE ? len - off : MAX_PREAMBLE;
	int			most = 0;
	int			named[MAX_TITLES];
	const Title *nearest = NULL;

	for (int i = 0; i < titles->n; i++)
	{
		Title	   *t = &titles->of[i];

		t->listed = is_listed(titles, i);
		if (worth(t) > 0 && !t->listed && (nearest == NULL || t->at + t->parts <= begin))
			nearest = t;
		named[i] = t->year ? gir_head_count_year(text + off, reach, t->year) : 0;
		if (named[i] > most)
			most = named[i];
	}
	for (int i = 0; i < titles->n; i++)
	{
		Title	   *t = &titles->of[i];

		t->score = worth(t);
		t->score += nearest != NULL && agree(t, nearest) ? 3 : 0;
		t->score += nearest != NULL && strcmp(t->agency, nearest->agency) == 0;
		if (t->year != 0 && t->year == w->period)
		{
			t->score += 3;
			t->listed = false;
		}
		t->score += gir_head_is_said(t, w->preamble) || gir_head_is_said(t, w->signature) ? 3 : 0;
		t->score += is_full(t) && (strcmp(t->agency, w->preamble) == 0 || strcmp(t->agency, w->signature) == 0);
		for (int k = 0; k < titles->n; k++)
			if (k != i && titles->of[k].year == t->year && is_full(t) && strcmp(titles->of[k].agency, t->agency) == 0)
			{
				t->score += 2;
				break;
			}
		for (int k = 0; k < titles->n; k++)
			if (named[i] == most && named[k] < most && titles->of[k].year != 0 && titles->of[k].year != t->year)
			{
				t->score += 2;
				t->listed &= begin == head->n || !is_named_alone(titles, named, i);
				break;
			}
	}
	drop_listed(titles);
	drop_others(titles, w);
	if (is_list_of_others(titles, w, begin < head->n))
		titles->n = 0;
}

Title *
gir_head_best_title(Titles *titles)
{
	Title	   *best = NULL;

	for (int i = 0; i < titles->n; i++)
	{
		Title	   *t = &titles->of[i];

		if (best == NULL || t->score > best->score || (t->score == best->score && worth(t) > worth(best)))
			best = t;
	}
	return best;
}

void
gir_head_print_title(const char *text, const Head *head, const Title *t, char *title)
{
	Chars		s;

	if (!gir_head_join_lines(text, head, t->at, t->parts, &s))
		return;
	if (t->dressed)
		gir_head_undress(&s);
	gir_head_to_utf8(&s, 0, gir_head_title_length(&s), title, GIR_MAX_TITLE);
}

/* The same title, but of one agency only the end: a name was torn at a line's end, or has something before it that is not its own. */
static bool
is_torn(const Title *a, const Title *b)
{
	return a->year == b->year && a->agency[0] != '\0' && b->agency[0] != '\0' && strcmp(a->agency, b->agency) != 0;
}

bool
gir_head_contradict(const Titles *titles)
{
	for (int i = 0; i < titles->n; i++)
		for (int k = i + 1; k < titles->n; k++)
			if (!agree(&titles->of[i], &titles->of[k]) || is_torn(&titles->of[i], &titles->of[k]))
				return true;
	return false;
}

bool
gir_head_other_kind_in(const char *text, const Head *head)
{
	Chars		s;

	for (int parts = 1; parts <= 2; parts++)
		for (int i = 0; i < head->n; i++)
			if (gir_head_join_lines(text, head, i, parts, &s) && gir_head_is_other_kind(&s))
				return true;
	return false;
}
