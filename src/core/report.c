/*
 * report.c - one report: its figures, and whose and of which year they are
 *
 * Title, agency and year come from the lines above the tables.  A title is a line, or a few short lines, that ends in 报告 and
 * speaks of 信息公开; the sentence that cites the notice, the site's chrome and links to other years' reports also do, and are told
 * apart by their punctuation and their first words.
 */
#include "core/report.h"

#include <string.h>

enum
{
	MAX_CHARS = 160,			/* of a line that may be part of a title */
	MAX_HEAD_LINES = 64,		/* short lines above the tables: page chrome, then the title */
	MAX_PARTS = 4,				/* lines over which a title may be spread */
	MAX_REACH = 1 << 20,		/* bytes in which short lines, or prose, are looked for: a hundred reports */
	MAX_PREAMBLE = 32768		/* bytes above the tables that are searched for period and agency: prose of any length may follow */
};

/* The characters of a line without its white space, as printed and folded. */
typedef struct Chars
{
	int			n;
	uint64_t	seen[4];		/* bit set of the folded characters' low bytes: without a word's bit the word is not there */
	uint32_t	c[MAX_CHARS];
	uint16_t	f[MAX_CHARS];
} Chars;

static inline void
set_seen(Chars *s, uint16_t f)
{
	s->seen[f >> 6 & 3] |= UINT64_C(1) << (f & 63);
}

static inline bool
is_seen(const Chars *s, uint16_t f)
{
	return s->seen[f >> 6 & 3] >> (f & 63) & 1;
}

typedef struct Head
{
	int			n;
	GirSpan		lines[MAX_HEAD_LINES];
} Head;

/* For comparing: Han simplified, width folded, punctuation kept. */
static inline uint16_t
compare_form(uint32_t c)
{
	if (gir_is_han(c))
		return gir_fold_char(c) != 0 ? gir_fold_char(c) : (uint16_t) c;
	c = gir_narrow(c);
	return c < 0x10000 ? (uint16_t) c : 0xFFFF;
}

/* Append a stretch; false when it does not fit. */
static bool
add_chars(Chars *chars, const char *text, GirSpan span)
{
	const char *p = text + span.off;
	const char *end = p + span.len;

	while (p < end)
	{
		bool		han = (unsigned char) *p >= 0xE4 && (unsigned char) *p <= 0xE9;	/* or U+FFFD: no white space */
		uint32_t	c = gir_next_char(&p, end);
		uint16_t	f;

		if (!han && gir_is_space(c))
			continue;
		if (chars->n == MAX_CHARS)
			return false;
		f = compare_form(c);
		chars->c[chars->n] = c;
		chars->f[chars->n++] = f;
		set_seen(chars, f);
	}
	return true;
}

/* Position of a word at or after from, or -1. */
static int
find(const Chars *s, int from, const char *word)
{
	uint16_t	w[16];
	int			n = 0;

	while (*word != '\0' && n < 16)
	{
		w[n] = (uint16_t) gir_next_char(&word, word + 4);
		if (!is_seen(s, w[n++]))
			return -1;
	}
	for (int i = from; i + n <= s->n; i++)
		if (s->f[i] == w[0] && memcmp(s->f + i, w, n * sizeof(*w)) == 0)
			return i;
	return -1;
}

static int
word_length(const char *word)
{
	int			n = 0;

	for (; *word; word++)
		n += ((unsigned char) *word & 0xC0) != 0x80;
	return n;
}

static bool
begins_with(const Chars *s, const char *word)
{
	return find(s, 0, word) == 0;
}

static bool
has_any(const Chars *s, const char *const *words, int n)
{
	for (int i = 0; i < n; i++)
		if (find(s, 0, words[i]) >= 0)
			return true;
	return false;
}

#define HAS_ANY(s, words) has_any(s, words, (int) (sizeof(words) / sizeof(words[0])))

/* ---- years ---- */

/* Value of a digit in a year, Arabic or Chinese (O stands for 〇), or -1. */
static int
year_digit(uint16_t f)
{
	if (f >= '0' && f <= '9')
		return f - '0';
	if (f == 'O' || f == 'o')
		return 0;
	return gir_han_digit(f);
}

/*
 * The year that begins at i: four digits, then 年, 年度 or nothing that makes it a longer number.  *end is where it ends.  0 if there
 * is none.
 */
static int
year_at(const Chars *s, int i, int *end)
{
	int			year = 0;
	int			first = i < s->n && s->f[i] == '[' ? i + 1 : i;

	for (int k = 0; k < 4; k++)
	{
		int			d = first + k < s->n ? year_digit(s->f[first + k]) : -1;

		if (d < 0)
			return 0;
		year = year * 10 + d;
	}
	*end = first + 4;
	if (first > 0 && s->f[first - 1] >= '0' && s->f[first - 1] <= '9')
		return 0;
	if (*end < s->n && s->f[*end] >= '0' && s->f[*end] <= '9')
		return 0;
	if (year < 2000 || year > 2099)
		return 0;
	if (*end < s->n && (s->f[*end] == ']' || s->f[*end] == 0x3015))
		++*end;
	if (*end < s->n && s->f[*end] == 0x5E74)	/* 年 */
		++*end;
	else if (s->f[first] != '2')
		return 0;				/* a Chinese-numeral run without 年 is no year */
	if (*end < s->n && s->f[*end] == 0x5EA6)	/* 度 */
		++*end;
	return year;
}

static int
find_year(const Chars *s, int *begin, int *end)
{
	for (int i = 0; i < s->n; i++)
	{
		int			year = year_at(s, i, end);

		if (year != 0)
		{
			*begin = i;
			return year;
		}
	}
	return 0;
}

/* The year that ends just before position at, 0 if none does. */
static int
year_before(const Chars *s, int at)
{
	int			end;

	for (int i = at - 5; i >= 0 && i >= at - 8; i--)
	{
		int			year = year_at(s, i, &end);

		if (year != 0 && end == at)
			return year;
	}
	return 0;
}

/*
 * The year of a period in the characters around a 月: 2023年1月1日至12月31日, 2023年1月至12月, 2023年1-12月, 截止2023年12月31日.
 */
static int
year_of_period(const Chars *s)
{
	static const char *const ends[] = {"12月31日", "12月底", "12月"};
	int			january = find(s, 0, "1月");
	int			cut = find(s, 0, "截止") >= 0 ? find(s, 0, "截止") : find(s, 0, "截至");
	int			to = -1;

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]) && to < 0; i++)
		to = find(s, 0, ends[i]);
	if (cut >= 0 && to > cut + 5 && to <= cut + 9 && year_before(s, to))
		return year_before(s, to);
	if (to >= 2 && s->f[to - 1] != 0x5E74 && s->f[to - 2] == '1')	/* 1-12月 */
		return year_before(s, to - 2);
	if (january >= 5 && to > january)
		return year_before(s, january);
	return 0;
}

/* The stated period in the text; 0 without one. */
static int
find_period(const char *text, size_t len)
{
	const char *p = text;
	const char *end = text + len;

	while ((p = gir_find(p, (size_t) (end - p), "月")) != NULL)
	{
		const char *start = p - text > 40 ? p - 40 : text;
		const char *stop = end - p > 96 ? p + 96 : end;
		Chars		s = {0};
		int			year;

		while (start < p && ((unsigned char) *start & 0xC0) == 0x80)
			start++;
		while (stop > p && stop < end && ((unsigned char) *stop & 0xC0) == 0x80)
			stop--;
		p += 3;
		add_chars(&s, text, (GirSpan) {(uint32_t) (start - text), (uint32_t) (stop - start)});
		year = year_of_period(&s);
		if (year != 0)
			return year;
	}
	return 0;
}

/* ---- title ---- */

static const char *const topic_words[] = {"政府信息公开", "政务信息公开", "政务公开", "信息公开"};
static const char *const other_kinds[] = {"解读", "通知", "图解", "一图读懂", "方案", "办法", "格式", "的函", "公示", "培训", "问答", "说明"};
static const char *const chrome_words[] = {"当前位置", "上一篇", "下一篇", "上一条", "下一条", "附件", "首页", "相关链接", ">"};
static const char *const sentence_marks[] = {"。", ";", "《", "<", "!", "http"};
static const char *const placeholders[] = {"××", "XX", "xx", "**", "__", "某某", "○○", "〇〇", "□"};
static const char *const agency_ends[] = {
	"局", "厅", "委", "办", "府", "镇", "乡", "处", "会", "院", "署", "中心", "街道", "办公室", "委员会", "部", "队", "所", "站", "公司", "学校", "大学",
	"集团", "银行", "社", "部门", "机关", "区", "县", "市", "省", "旗", "州", "海关", "馆"
};

static int
topic_position(const Chars *s)
{
	int			best = -1;

	for (size_t i = 0; i < sizeof(topic_words) / sizeof(topic_words[0]); i++)
	{
		int			at = find(s, 0, topic_words[i]);

		if (at >= 0 && (best < 0 || at < best))
			best = at;
	}
	return best;
}

/* Length up to and including 报告 or 年报, when nothing but a qualifier in brackets follows; 0 otherwise. */
static int
title_length(const Chars *s)
{
	int			end = -1;
	int			at;

	for (at = 0; (at = find(s, at, "报告")) >= 0; at++)
		end = at + 2;
	for (at = 0; (at = find(s, at, "年报")) >= 0; at++)
		if (at + 2 > end)
			end = at + 2;
	if (end < 0)
		return 0;
	if (end == s->n || (s->f[end] == '(' && s->f[s->n - 1] == ')'))
		return s->n;
	return 0;
}

static bool
is_title(const Chars *s)
{
	int			topic = topic_position(s);
	int			length = title_length(s);

	return topic >= 0 && length > topic &&
		!HAS_ANY(s, other_kinds) && !HAS_ANY(s, chrome_words) && !HAS_ANY(s, sentence_marks) &&
		!begins_with(s, "根据") && !begins_with(s, "按照") && !begins_with(s, "本报告");
}

/* A line that announces another kind of text about such reports: a notice, an interpretation. */
static bool
is_other_kind(const Chars *s)
{
	return topic_position(s) >= 0 && find(s, 0, "报告") >= 0 && HAS_ANY(s, other_kinds) && !HAS_ANY(s, chrome_words) &&
		find(s, 0, "。") < 0 && find(s, 0, "《") < 0;
}

static bool
ends_like_agency(const Chars *s)
{
	for (size_t i = 0; i < sizeof(agency_ends) / sizeof(agency_ends[0]); i++)
	{
		int			n = word_length(agency_ends[i]);

		if (s->n > n + 1 && find(s, s->n - n, agency_ends[i]) == s->n - n)
			return true;
	}
	return false;
}

/* A line that is an agency's name and nothing else. */
static bool
is_agency(const Chars *s)
{
	if (s->n < 3 || s->n > 40 || !ends_like_agency(s) || HAS_ANY(s, chrome_words))
		return false;
	for (int i = 0; i < s->n; i++)
		if (!gir_is_han(s->f[i]) && s->f[i] != '(' && s->f[i] != ')')
			return false;
	return true;
}

static void
to_utf8(const Chars *s, int from, int to, char *out, int max)
{
	int			n = 0;

	for (int i = from; i < to; i++)
	{
		uint32_t	c = s->c[i];
		int			size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

		if (n + size > max)
			break;
		if (size == 1)
			out[n] = (char) c;
		else
		{
			for (int k = size - 1; k > 0; k--, c >>= 6)
				out[n + k] = (char) (0x80 | (c & 0x3F));
			out[n] = (char) ((0xF0 << (4 - size) & 0xFF) | c);
		}
		n += size;
	}
	out[n] = '\0';
}

static bool
is_mark(char c)
{
	switch (c)
	{
		case '#':
		case '*':
		case '_':
		case '|':
		case ',':
		case '"':
		case '`':
		case '>':
		case '\\':
		case '\t':
		case ' ':
		case '=':
		case '-':
		case '\0':
			return true;
		default:
			return false;
	}
}

/* Without the marks of Markdown and CSV, bars and white space around it. */
static GirSpan
strip_marks(const char *text, GirSpan s)
{
	do
	{
		s = gir_trim(text, s);
		if (s.len > 0 && is_mark(text[s.off]))
		{
			s.off++;
			s.len--;
		}
		else if (s.len > 0 && is_mark(text[s.off + s.len - 1]))
			s.len--;
		else
			return s;
	} while (s.len > 0);
	return s;
}

static void
add_head_line(Head *head, GirSpan line)
{
	if (head->n < MAX_HEAD_LINES)
		head->lines[head->n++] = line;
}

/* A text on one line: what stands before its first white spaces may be lines. */
static void
add_first_words(const char *text, GirSpan line, Head *head)
{
	const char *p = text + line.off;
	const char *end = p + (line.len < MAX_CHARS * 3 ? line.len : MAX_CHARS * 3);

	for (int words = 0; words < 8; words++)
	{
		const char *space = memchr(p, ' ', (size_t) (end - p));
		const char *stop = space ? space : end;
		const char *tab = memchr(p, '\t', (size_t) (stop - p));
		GirSpan		word;

		stop = tab ? tab : stop;
		if (stop >= end)
			return;
		word = strip_marks(text, (GirSpan) {(uint32_t) (p - text), (uint32_t) (stop - p)});
		if (word.len > 0)
			add_head_line(head, word);
		p = stop + 1;
	}
}

/* The short lines of a stretch of text; long ones are prose and end a title's lines. */
static void
collect_head(const char *text, size_t from, size_t to, Head *head)
{
	const char *p = text + from;
	const char *end = text + (to - from < MAX_REACH ? to : from + MAX_REACH);

	head->n = 0;
	while (p < end && head->n < MAX_HEAD_LINES)
	{
		const char *nl = gir_find_near(p, end, '\n');
		const char *stop = nl ? nl : end;
		GirSpan		line = {(uint32_t) (p - text), (uint32_t) (stop - p)};

		if (line.len > 0)
			line = strip_marks(text, line);
		if (line.len > 0 && line.len <= MAX_CHARS * 3)
			add_head_line(head, line);
		else if (line.len > 0)
		{
			if (head->n == 0 || head->lines[head->n - 1].len != 0)
				add_first_words(text, line, head);
			add_head_line(head, (GirSpan) {line.off, 0});
		}
		p = stop + 1;
	}
}

/* The name of a field of a metadata table, before a colon: 名称：… */
static void
drop_field_name(Chars *s)
{
	static const char *const names[] = {"名称", "标题", "题目", "题名", "信息名称"};
	int			colon = find(s, 0, ":");
	Chars		name = *s;

	if (colon <= 0 || colon > 6)
		return;
	name.n = colon;
	if (!HAS_ANY(&name, names))
		return;
	s->n -= colon + 1;
	memmove(s->c, s->c + colon + 1, (size_t) s->n * sizeof(s->c[0]));
	memmove(s->f, s->f + colon + 1, (size_t) s->n * sizeof(s->f[0]));
}

/* Join lines i .. i + parts - 1; false if they are not all short lines. */
static bool
join_lines(const char *text, const Head *head, int i, int parts, Chars *s)
{
	s->n = 0;
	memset(s->seen, 0, sizeof(s->seen));
	if (i + parts > head->n)
		return false;
	for (int k = i; k < i + parts; k++)
		if (head->lines[k].len == 0 || !add_chars(s, text, head->lines[k]))
			return false;
	drop_field_name(s);
	return true;
}

/* 报告, 年报 or a bracket at the end of the line, white space aside: worth a closer look. */
static bool
ends_like_title(const char *text, GirSpan line)
{
	static const char *const ends[] = {"告", "报", "報", "）"};
	const char *s = text + line.off;

	if (line.len == 0)
		return false;
	if (s[line.len - 1] == ')')
		return true;
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
	{
		size_t		n = strlen(ends[i]);

		if (line.len >= n && memcmp(s + line.len - n, ends[i], n) == 0)
			return true;
	}
	return false;
}

/* How much the title says: a year, and an agency before its topic. */
static int
title_worth(const Chars *s)
{
	int			begin = 0;
	int			end = 0;
	int			topic = topic_position(s);
	bool		year = find_year(s, &begin, &end) != 0;
	int			rest = topic - (year && begin < topic ? end - begin : 0);

	return (year ? 2 : 0) + (rest >= 3 ? 1 : 0);
}

/*
 * The title among the lines: the one that says most (year and agency), on as few lines as possible, the first of such.  An agency
 * alone on the line before a title without one belongs to it.  Returns the number of the line after the title, 0 without one.
 */
static int
find_title(const char *text, const Head *head, Chars *title)
{
	Chars		s;
	int			best = -1;
	int			best_at = 0;
	int			best_parts = 0;

	for (int parts = 1; parts <= MAX_PARTS && best < 3; parts++)
		for (int i = 0; i < head->n && best < 3; i++)
		{
			int			worth;

			if (i + parts > head->n || !ends_like_title(text, head->lines[i + parts - 1]) ||
				!join_lines(text, head, i, parts, &s) || !is_title(&s))
				continue;
			worth = title_worth(&s);
			if (worth <= best)
				continue;
			best = worth;
			best_at = i;
			best_parts = parts;
		}
	title->n = 0;
	if (best < 0)
		return 0;
	if (best == 2 && best_at > 0 && join_lines(text, head, best_at - 1, 1, &s) && is_agency(&s))
		join_lines(text, head, best_at - 1, best_parts + 1, title);
	else
		join_lines(text, head, best_at, best_parts, title);
	return best_at + best_parts;
}

static bool
other_kind_in(const char *text, const Head *head)
{
	Chars		s;

	for (int parts = 1; parts <= 2; parts++)
		for (int i = 0; i < head->n; i++)
			if (join_lines(text, head, i, parts, &s) && is_other_kind(&s))
				return true;
	return false;
}

/* ---- agency ---- */

/* What is left of the title before its topic, without year and 关于. */
static void
agency_of_title(const Chars *title, char *agency)
{
	Chars		s;
	int			begin = 0;
	int			end = 0;
	int			topic = topic_position(title);

	if (topic < 0)
		return;
	if (topic >= 2 && title->f[topic - 1] == 0x6C11 && title->f[topic - 2] == 0x4EBA && find(title, topic, "政府") == topic)
		topic += 2;				/* 人民政府信息公开: the 政府 is the agency's */
	s = *title;
	s.n = topic;
	if (find_year(&s, &begin, &end) != 0)
	{
		memmove(s.c + begin, s.c + end, (size_t) (s.n - end) * sizeof(s.c[0]));
		memmove(s.f + begin, s.f + end, (size_t) (s.n - end) * sizeof(s.f[0]));
		s.n -= end - begin;
	}
	while (s.n > 0 && (s.f[s.n - 1] == 0x7684 || s.f[s.n - 1] == 0x5E74 || s.f[s.n - 1] == 0x5EA6))	/* 的 年 度 */
		s.n--;
	if (s.n > 2 && find(&s, s.n - 2, "关于") == s.n - 2)
		s.n -= 2;
	if (HAS_ANY(&s, placeholders))
		return;
	to_utf8(&s, begins_with(&s, "关于") ? 2 : 0, s.n, agency, GIR_MAX_AGENCY);
}

/* 由…编制 in the preamble: the name after the last 由 before 编制, up to the verb. */
static void
agency_of_preamble(const char *text, size_t len, char *agency)
{
	static const char *const stops[] = {"编制", "结合", "根据", "依据", "按照", "负责", "组织", "办公室编"};
	const char *p = text;
	const char *end = text + len;

	while ((p = gir_find(p, (size_t) (end - p), "由")) != NULL)
	{
		Chars		s = {0};
		int			stop = -1;
		const char *to = end - p > 240 ? p + 240 : end;

		p += 3;
		while (to > p && to < end && ((unsigned char) *to & 0xC0) == 0x80)
			to--;
		add_chars(&s, text, (GirSpan) {(uint32_t) (p - text), (uint32_t) (to - p)});
		if (find(&s, 0, "编制") < 0)
			continue;
		for (size_t i = 0; i < sizeof(stops) / sizeof(stops[0]); i++)
		{
			int			at = find(&s, 0, stops[i]);

			if (at > 0 && (stop < 0 || at < stop))
				stop = at;
		}
		s.n = stop > 0 ? stop : 0;
		if (is_agency(&s))
		{
			to_utf8(&s, 0, s.n, agency, GIR_MAX_AGENCY);
			return;
		}
	}
}

static bool
is_date(const Chars *s)
{
	int			end;

	return s->n <= 14 && year_at(s, s->n > 0 && s->f[0] == '(' ? 1 : 0, &end) != 0 && find(s, end, "月") > 0;
}

/* An agency's name on a line of its own, before the date that ends the text. */
static void
agency_of_signature(const char *text, size_t len, char *agency)
{
	size_t		from = len > 1500 ? len - 1500 : 0;
	Head		tail;
	Chars		s;

	while (from > 0 && text[from] != '\n')
		from--;
	collect_head(text, from, len, &tail);
	for (int i = tail.n - 1; i > 0; i--)
	{
		if (!join_lines(text, &tail, i, 1, &s) || !is_date(&s) || !join_lines(text, &tail, i - 1, 1, &s) || !is_agency(&s))
			continue;
		to_utf8(&s, 0, s.n, agency, GIR_MAX_AGENCY);
		return;
	}
}

/* ---- verdict ---- */

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
	Chars		second;

	if (report->reading.applications < 2)
		return;
	if (from < to && to - from > MAX_REACH)
		from = to - MAX_REACH;	/* the title stands right above its tables */
	while (from < to)
	{
		collect_head(text, from, to, &head);
		if (head.n == 0)
			return;
		if (find_title(text, &head, &second) != 0)
		{
			to_utf8(&second, 0, second.n, report->second_title, GIR_MAX_TITLE);
			return;
		}
		from = after_lines(text, &head, to);
	}
}

/* Whose report it is, and of which year; the lines above the tables are left in head.  False without a title. */
static bool
read_head(const GirDocument *d, GirReport *report, Head *head)
{
	const GirReading *r = &report->reading;
	size_t		above = r->first_table == UINT32_MAX ? d->len : r->first_table;
	size_t		preamble = above < MAX_PREAMBLE ? above : MAX_PREAMBLE;
	Chars		title;
	Chars		s;
	int			after;
	int			begin;
	int			end;

	collect_head(d->text, 0, above, head);
	after = find_title(d->text, head, &title);
	report->period_year = find_period(d->text, preamble);
	if (after > 0)
	{
		to_utf8(&title, 0, title.n, report->title, GIR_MAX_TITLE);
		report->year = find_year(&title, &begin, &end);
		agency_of_title(&title, report->agency);
		if (report->agency[0] == '\0' && join_lines(d->text, head, after, 1, &s) && is_agency(&s))
			to_utf8(&s, 0, s.n, report->agency, GIR_MAX_AGENCY);
	}
	if (report->year == 0)
		report->year = report->period_year;
	if (report->agency[0] == '\0')
		agency_of_preamble(d->text, preamble, report->agency);
	if (report->agency[0] == '\0')
		agency_of_signature(d->text, d->len, report->agency);
	return after > 0;
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
		if (d->html)
			r->place[i] = gir_document_place(d, r->place[i]);
	}
	if (report->verdict == GIR_TWO_REPORTS)
		r->second = gir_document_place(d, (GirSpan) {r->second, 1}).off;
	for (int f = 0; d->html && f < GIR_FORM_COUNT; f++)
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
	Head		head;
	bool		titled;

	if (!start(d, report))
		return;
	gir_figures_read(&d->grid, &report->reading);
	titled = read_head(d, report, &head);
	find_second(d->text, report);
	report->verdict = judge(d->text, d->len, report, !titled && report->reading.values == 0 && other_kind_in(d->text, &head));
}

void
gir_report_head(const GirDocument *d, GirReport *report)
{
	Head		head;

	if (!start(d, report))
		return;
	gir_figures_find(&d->grid, &report->reading);
	read_head(d, report, &head);
}

void
gir_report_read(const char *source, size_t len, GirPoll poll, void *context, GirReport *report)
{
	GirDocument d;

	gir_document_read(source, len, poll, context, &d);
	gir_report_of_document(&d, report);
	if (d.grid.status == GIR_OK)
		leave_document(&d, report);
	gir_document_free(&d);
}
