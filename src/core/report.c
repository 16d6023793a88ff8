/*
 * report.c - one report: its figures, and whose and of which year they are
 *
 * Title, agency and year come from the lines above the tables.  A title is a line, or a few short lines, that ends in 报告 and
 * speaks of 信息公开; so do the sentence that cites the notice, a page's metadata and its menus, and are told apart by punctuation
 * and words that no title has.  A page also names other reports, of other years and agencies.  Among several titles the witnesses
 * decide: the stated period, the place above the text, repetition, preamble and signature.  Where they do not agree nothing is said.
 */
#include "core/report.h"

#include <string.h>

enum
{
	MAX_CHARS = 160,			/* of a line that may be part of a title */
	MAX_HEAD_LINES = 160,		/* short lines above the tables: page chrome, then the title */
	LONG_LINE = 160,			/* bytes from which a line may be a title and a text */
	MAX_WORDS = 24,				/* of a long line that are tried as lines */
	MAX_PARTS = 4,				/* lines over which a title may be spread */
	MAX_TITLES = 16,			/* in the head of one report, its own and links to others; of more the last ones */
	MARGIN = 2,					/* by which one title must be ahead of another that contradicts it */
	MAX_REACH = 1 << 20,		/* bytes in which short lines, or prose, are looked for: a hundred reports */
	MAX_SIGNED = 2048,			/* bytes at the end in which the signature is looked for */
	MAX_PREAMBLE = 32768		/* bytes above the tables that are searched for period and agency: prose of any length may follow */
};

/* The characters of a line without its white space, as printed and folded. */
typedef struct Chars
{
	int			n;
	int			stars;			/* marks of bold print in and around it: an odd number are a placeholder */
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
	size_t		end;			/* of the stretch of text they were taken from */
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
		if (c == '\\' && p < end && (gir_is_markup(*p) || strchr(".-()!+", *p) != NULL))
			c = (unsigned char) *p++;	/* 青\*局 in Markdown */
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
	{
		int			same = 0;

		while (same < n && s->f[i + same] == w[same])
			same++;
		if (same == n)
			return i;
	}
	return -1;
}

/* Position of the character at or after from, or -1. */
static int
find_char(const Chars *s, int from, uint16_t c)
{
	if (is_seen(s, c))
		for (int i = from; i < s->n; i++)
			if (s->f[i] == c)
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

/* Is a word's first letter there?  Most words are ruled out by it. */
static inline bool
may_have(const Chars *s, const char *word)
{
	const unsigned char *w = (const unsigned char *) word;

	if (w[0] < 0x80)
		return is_seen(s, w[0]);
	return w[0] < 0xE0 || is_seen(s, (uint16_t) (w[0] << 12 | (w[1] & 0x3F) << 6 | (w[2] & 0x3F)));
}

static bool
has_any(const Chars *s, const char *const *words, int n)
{
	for (int i = 0; i < n; i++)
		if (may_have(s, words[i]) && find(s, 0, words[i]) >= 0)
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

static bool
is_digit(const Chars *s, int i)
{
	return i >= 0 && i < s->n && s->f[i] >= '0' && s->f[i] <= '9';
}

/* What closes the bracket c, 0 if it is none. */
static uint16_t
closing(uint16_t c)
{
	return c == '(' ? ')' : c == '[' ? ']' : c == 0x3014 ? 0x3015 : c == 0x3010 ? 0x3011 : 0;	/* 〔〕【】 */
}

/*
 * The year that begins at i: four digits, then 年, 年度 or nothing that makes it a longer number; brackets around the digits or all of it
 * belong to it.  *end is where it ends.  0 if there is none.
 */
static int
year_at(const Chars *s, int i, int *end)
{
	int			year = 0;
	uint16_t	close = i < s->n ? closing(s->f[i]) : 0;
	bool		open = close != 0;
	int			first = open ? i + 1 : i;

	for (int k = 0; k < 4; k++)
	{
		int			d = first + k < s->n ? year_digit(s->f[first + k]) : -1;

		if (d < 0)
			return 0;
		year = year * 10 + d;
	}
	*end = first + 4;
	if (is_digit(s, first - 1) || is_digit(s, *end) || year < 2000 || year > 2099)
		return 0;
	if (open && *end < s->n && s->f[*end] == close)
	{
		++*end;
		open = false;
	}
	if (*end < s->n && s->f[*end] == 0x5E74)	/* 年 */
		++*end;
	else if (s->f[first] != '2')
		return 0;				/* a Chinese-numeral run without 年 is no year */
	if (*end < s->n && s->f[*end] == 0x5EA6)	/* 度 */
		++*end;
	if (open && (*end == s->n || s->f[*end] != close))
		return 0;
	*end += open;
	return year;
}

static bool
follows(const Chars *s, int at, const char *word)
{
	int			n = 0;

	for (; *word != '\0'; n++)
		if (at + n < 0 || at + n >= s->n || s->f[at + n] != (uint16_t) gir_next_char(&word, word + 4))
			return false;
	return true;
}

/*
 * Is what year_at() found a year of a title?  It is none as part of a date (2024年1月, 2024-01), of a document's or an index number (〔2024〕3号,
 * 014520/2024-00012), of a count (2022次) or of a school year, which is two years.
 */
static bool
is_title_year(const Chars *s, int begin, int end)
{
	static const char *const counted[] = {"月", "号", "次", "篇", "条", "件", "期", "人", "学年"};
	uint16_t	before = begin > 0 ? s->f[begin - 1] : 0;
	uint16_t	after = end < s->n ? s->f[end] : 0;

	if (is_digit(s, end) && !(is_digit(s, end + 1) && is_digit(s, end + 2)))	/* 12345热线 may follow */
		return false;
	if (s->f[end - 1] == 0x5E74 || s->f[end - 1] == 0x5EA6)
		return before != '-' && before != 0x2014;
	for (size_t i = 0; i < sizeof(counted) / sizeof(counted[0]); i++)
		if (follows(s, end, counted[i]))
			return false;
	return (before == 0 || gir_is_han(before) || before == ')') && (after == 0 || gir_is_han(after) || after == '(' || after == '_');
}

static bool
may_begin_year(uint16_t f)
{
	return f == '2' || f == 0x4E8C || f == '(' || f == '[' || f == 0x3014 || f == 0x3010;	/* 二〔【 */
}

/* The year of a title at or after from, 0 if it has none. */
static int
find_year(const Chars *s, int from, int *begin, int *end)
{
	for (int i = from; i < s->n; i++)
	{
		int			year = may_begin_year(s->f[i]) ? year_at(s, i, end) : 0;

		if (year != 0 && is_title_year(s, i, *end))
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

static const char *const topic_owners[] = {"办", "中心", "领导", "科", "处", "局", "网", "管理"};	/* behind a topic: part of an agency's name */
static const char *const other_kinds[] = {"解读", "通知", "图解", "一图读懂", "方案", "办法", "格式", "的函", "公示", "培训", "问答", "说明"};
static const char *const part_words[] = {"需要报告", "行政复议", "行政诉讼", "存在的", "要求"};	/* of a sentence that lists what a report says */
static const char *const link_words[] = {"上一篇", "下一篇", "上一条", "下一条", "上一页", "下一页"};
static const char *const list_words[] = {"相关链接", "相关文章", "相关信息", "相关文档", "相关阅读", "相关报道", "相关新闻", "延伸阅读"};
static const char *const chrome_words[] = {
	"上一篇", "下一篇", "上一条", "下一条", "附件", "首页", "相关", "位置", "索引号", "文号", "分类", "类别", "体裁", "发布时间", "发布日期",
	"发布机构", "发文", "成文", "生成日期", "有效性", "公开方式", "公开形式", "公开时限", "公开范围", "责任编辑", "来源", "浏览", "点击", "阅读次", "阅读量", "访问",
	"次数", "字号", "字体", "打印", "分享", "关闭", "信用代码", "电话", "指南", "登录"
};
static const char *const chrome_marks[] = {">", "»", "›", "→"};
static const char *const sentence_marks[] = {"。", ";", ":", ",", "?", "=", "/", "|", "《", "<", "!", "http"};
static const char *const placeholders[] = {"××", "XX", "xx", "__", "某某", "○○", "〇〇", "□"};
static const char *const agency_ends[] = {
	"局", "厅", "委", "办", "府", "镇", "乡", "处", "会", "院", "署", "中心", "街道", "办公室", "委员会", "部", "队", "所", "站", "公司", "学校", "大学",
	"集团", "银行", "社", "部门", "机关", "区", "县", "市", "省", "旗", "州", "海关", "馆", "中学", "小学", "幼儿园", "党校", "农场", "林场", "电视台", "联合会",
	"分局", "总队", "监狱", "法庭", "公证处", "管理所", "水库", "管委", "园"
};

static bool
any_follows(const Chars *s, int at, const char *const *words, int n)
{
	for (int i = 0; i < n; i++)
		if (follows(s, at, words[i]))
			return true;
	return false;
}

#define ANY_FOLLOWS(s, at, words) any_follows(s, at, words, (int) (sizeof(words) / sizeof(words[0])))

/* Where 政府信息公开, 政务公开 or the like begins, but not as part of an agency's name; -1 without it. */
static int
topic_position(const Chars *s)
{
	for (int i = 2; i + 1 < s->n; i++)
	{
		bool		news = s->f[i - 2] == 0x4FE1 && s->f[i - 1] == 0x606F;	/* 信息 */
		bool		work = s->f[i - 2] == 0x653F && s->f[i - 1] == 0x52A1;	/* 政务 */

		if (s->f[i] != 0x516C || s->f[i + 1] != 0x5F00 || !(news || work) || ANY_FOLLOWS(s, i + 2, topic_owners))	/* 公开 */
			continue;
		return news && (follows(s, i - 4, "政府") || follows(s, i - 4, "政务")) ? i - 4 : i - 2;
	}
	return -1;
}

/*
 * Length up to and including 报告 or 年报 and a qualifier in brackets, when nothing but the site's name follows, set apart by a dash or the
 * like, or attributes of Markdown; 0 otherwise.
 */
static int
title_length(const Chars *s)
{
	int			end = s->n;

	while (end >= 2 && !follows(s, end - 2, "报告") && !follows(s, end - 2, "年报"))
		end--;
	if (end < 2)
		return 0;
	if (end == s->n || s->f[end] == '_' || s->f[end] == '-' || s->f[end] == 0x2014 || s->f[end] == '{')
		return end;
	return s->f[end] == '(' && s->f[s->n - 1] == ')' ? s->n : 0;
}

/* Letters and digits only: most titles are. */
static bool
is_plain(const Chars *s)
{
	for (int i = 0; i < s->n; i++)
		if (!gir_is_han(s->f[i]) && !is_digit(s, i) && s->f[i] != '(' && s->f[i] != ')')
			return false;
	return true;
}

/* Are characters with their topic and the end of their 报告 there a title? */
static bool
is_title(const Chars *s, int topic, int length)
{
	return topic >= 0 && length > topic && find_char(s, topic, 0x3001) < 0 &&	/* 、 */
		!HAS_ANY(s, part_words) && !HAS_ANY(s, other_kinds) && !HAS_ANY(s, chrome_words) &&
		(is_plain(s) || (!HAS_ANY(s, sentence_marks) && !HAS_ANY(s, chrome_marks))) &&
		!follows(s, 0, "根据") && !follows(s, 0, "按照") && !follows(s, 0, "本报告");
}

/* A line that announces another kind of text about such reports: a notice, an interpretation. */
static bool
is_other_kind(const Chars *s)
{
	return topic_position(s) >= 0 && find(s, 0, "报告") >= 0 && HAS_ANY(s, other_kinds) && !HAS_ANY(s, chrome_words) && !HAS_ANY(s, chrome_marks) &&
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

/* 本局, 我单位, 各部门, 区县部门: words for an agency that name none. */
static bool
is_pronoun(const Chars *s)
{
	static const char *const pronouns[] = {"我", "各", "该", "全县", "全市", "全区", "全省", "区县", "县区", "市直", "县直", "区直", "省直", "政府部门", "乡镇街道"};
	static const char own[] = "机部单级局委办镇乡街区县市院校中厅省站所公处队州旗社";

	if (s->n >= 2 && s->f[0] == 0x672C)	/* 本, but not 本溪市 */
		for (const char *p = own; *p != '\0';)
			if (s->f[1] == (uint16_t) gir_next_char(&p, p + 4))
				return true;
	return ANY_FOLLOWS(s, 0, pronouns);
}

static const char *const no_agency[] = {"报告", "年报", "事项", "情况", "需要", "问题", "信息公开"};

/* A line that is an agency's name and nothing else; another name of it may follow in brackets. */
static bool
is_agency(const Chars *s)
{
	Chars		name;
	int			open = find(s, 0, "(");

	if (s->n < 3 || s->n > 40 || is_pronoun(s))
		return false;
	for (int i = 0; i < s->n; i++)
		if (!gir_is_han(s->f[i]) && s->f[i] != '(' && s->f[i] != ')' && s->f[i] != 0x3001)	/* 、 */
			return false;
	if (open >= 3 && s->f[s->n - 1] == ')')
	{
		name = *s;
		name.n = open;
		s = &name;
	}
	return ends_like_agency(s) && !HAS_ANY(s, chrome_words) && !HAS_ANY(s, no_agency);
}

/* The last character of a region's or a government's name. */
static bool
is_region_end(uint16_t c)
{
	static const char ends[] = "府省市县区旗州盟";

	for (const char *p = ends; *p != '\0';)
		if (c == (uint16_t) gir_next_char(&p, p + 4))
			return true;
	return false;
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

/* What the text of a report may begin with. */
static const char *const beginnings[] = {"根据", "按照", "依据", "遵照", "本报告", "本年度报告", "为", "现将", "现公布", "一、", "1、总体", "1.总体", "第一部分", "目录"};

static bool
begins_text(const char *p, size_t len)
{
	for (size_t i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]); i++)
	{
		size_t		n = strlen(beginnings[i]);

		if (len >= n && memcmp(p, beginnings[i], 3) == 0 && memcmp(p, beginnings[i], n) == 0)
			return true;
	}
	return false;
}

/* The first a or b between p and end; end without one. */
static const char *
next_of(const char *p, const char *end, char a, char b)
{
	const char *at = memchr(p, a, (size_t) (end - p));
	const char *other;

	end = at ? at : end;
	other = memchr(p, b, (size_t) (end - p));
	return other ? other : end;
}

/* A text without spaces: its title ends where the text begins. */
static void
add_glued_title(const char *text, GirSpan line, Head *head)
{
	static const char *const ends[] = {"报告", "年报"};
	const char *p = text + line.off;
	size_t		len = line.len < MAX_CHARS * 3 ? line.len : MAX_CHARS * 3;

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
	{
		const char *at = p;

		while ((at = gir_find(at, len - (size_t) (at - p), ends[i])) != NULL)
		{
			at += strlen(ends[i]);
			if (begins_text(at, line.len - (size_t) (at - p)))
			{
				add_head_line(head, (GirSpan) {line.off, (uint32_t) (at - p)});
				return;
			}
		}
	}
}

/* A text on one line: what stands before its first white spaces may be lines. */
static void
add_first_words(const char *text, GirSpan line, Head *head)
{
	const char *p = text + line.off;
	const char *end = p + (line.len < MAX_CHARS * 3 ? line.len : MAX_CHARS * 3);

	for (int words = 0; words < MAX_WORDS; words++)
	{
		const char *space = memchr(p, ' ', (size_t) (end - p));
		const char *stop = next_of(p, space ? space : end, '\t', '|');
		GirSpan		word;

		if (stop >= end)
		{
			if (head->n < MAX_PARTS && !begins_text(p, (size_t) (end - p)))
				add_glued_title(text, (GirSpan) {(uint32_t) (p - text), (uint32_t) (text + line.off + line.len - p)}, head);
			return;
		}
		word = strip_marks(text, (GirSpan) {(uint32_t) (p - text), (uint32_t) (stop - p)});
		if (word.len > 0)
			add_head_line(head, word);
		p = stop + 1;
	}
}

/* A short line, or the cells of one: each is a line of its own. */
static void
add_cells(const char *text, GirSpan line, Head *head)
{
	const char *p = text + line.off;
	const char *end = p + line.len;

	for (const char *stop; p < end; p = stop + 1)
	{
		GirSpan		cell = line;

		for (stop = next_of(p, end, '\t', '|'); stop < end && *stop == '|' && stop > p && stop[-1] == '\\';)
			stop = next_of(stop + 1, end, '\t', '|');	/* 青\|局 */
		if (stop - p < line.len)
			cell = strip_marks(text, (GirSpan) {(uint32_t) (p - text), (uint32_t) (stop - p)});
		if (cell.len > LONG_LINE && head->n < MAX_PARTS)
			add_first_words(text, cell, head);
		if (cell.len > 0)
			add_head_line(head, cell);
	}
}

/* The short lines of a stretch of text; long ones are prose and end a title's lines. */
static void
collect_head(const char *text, size_t from, size_t to, Head *head)
{
	const char *p = text + from;
	const char *end = text + (to - from < MAX_REACH ? to : from + MAX_REACH);

	head->n = 0;
	head->end = (size_t) (end - text);
	while (p < end && head->n < MAX_HEAD_LINES)
	{
		const char *nl = gir_find_near(p, end, '\n');
		const char *stop = nl ? nl : end;
		GirSpan		line = {(uint32_t) (p - text), (uint32_t) (stop - p)};

		if (line.len > 0)
			line = strip_marks(text, line);
		if (line.len > 0 && line.len <= MAX_CHARS * 3)
			add_cells(text, line, head);
		else if (line.len > 0)
		{
			if (head->n == 0 || head->lines[head->n - 1].len != 0)
				add_first_words(text, line, head);
			add_head_line(head, (GirSpan) {line.off, 0});
		}
		p = stop + 1;
	}
}

/* Take away the characters from .. to - 1. */
static void
cut(Chars *s, int from, int to)
{
	memmove(s->c + from, s->c + to, (size_t) (s->n - to) * sizeof(s->c[0]));
	memmove(s->f + from, s->f + to, (size_t) (s->n - to) * sizeof(s->f[0]));
	s->n -= to - from;
}

/* The name of a field of metadata before its value: 名称：…, [标题] …, title: "…". */
static void
drop_field_name(Chars *s)
{
	static const char *const names[] = {"名称", "标题", "题目", "题名", "title", "Title"};
	uint16_t	close = s->n > 0 ? closing(s->f[0]) : 0;
	int			stop = find_char(s, 0, close ? close : ':');
	Chars		name;

	if (stop <= 0 || stop > 7)
		return;
	name = *s;
	name.n = stop;
	if (!HAS_ANY(&name, names))
		return;
	for (stop++; stop < s->n && (s->f[stop] == ':' || s->f[stop] == ',' || s->f[stop] == '"'); stop++)
		;
	cut(s, 0, stop);
}

/* A date or a number in a list before the title. */
static void
drop_number(Chars *s)
{
	int			end = 0;
	int			to = 0;

	while (to < s->n && (is_digit(s, to) || (to > 0 && (s->f[to] == '-' || s->f[to] == '.' || s->f[to] == '/' || s->f[to] == ':' || s->f[to] == 0x3001))))
		to++;
	if (to > 1 && to < s->n && !is_digit(s, to - 1) && to <= 3)
		cut(s, 0, to);			/* 1. and 1、 */
	else if (to > 4 && year_at(s, 0, &end) != 0 && end < to && find(s, 0, "学年") < 0)
		cut(s, 0, to);
}

/* Marks of Markdown inside a line: bold print, a link. */
static void
drop_marks(Chars *s)
{
	int			n = 0;
	int			close = s->n > 0 && s->f[0] == '[' ? find(s, 0, "](") : -1;

	if (close > 0)
	{
		s->n = close;
		cut(s, 0, 1);
	}
	if (!is_seen(s, '*'))
		return;
	for (int i = 0; i < s->n; i++)
	{
		bool		star = s->f[i] == '*' && i + 1 < s->n && s->f[i + 1] == '*';

		s->stars += star;
		i += star;
		if (star)
			continue;
		s->c[n] = s->c[i];
		s->f[n++] = s->f[i];
	}
	s->n = n;
}

/* Marks of bold print that strip_marks() took from the ends of a line. */
static int
stars_beside(const char *text, const Head *head, GirSpan line)
{
	int			before = 0;
	int			after = 0;

	while (line.off > (uint32_t) before && text[line.off - 1 - before] == '*')
		before++;
	while (line.off + line.len + after < head->end && text[line.off + line.len + after] == '*')
		after++;
	return before / 2 + after / 2;
}

/* Join lines i .. i + parts - 1; false if they are not all short lines. */
static bool
join_lines(const char *text, const Head *head, int i, int parts, Chars *s)
{
	s->n = 0;
	s->stars = 0;
	memset(s->seen, 0, sizeof(s->seen));
	if (i < 0 || i + parts > head->n)
		return false;
	for (int k = i; k < i + parts; k++)
	{
		GirSpan		line = head->lines[k];

		if (line.len == 0 || !add_chars(s, text, line))
			return false;
		s->stars += stars_beside(text, head, line);
	}
	drop_marks(s);
	if (s->n > 1 && s->f[0] == 0x300A && s->f[s->n - 1] == 0x300B)	/* 《》 around it */
	{
		s->n--;
		cut(s, 0, 1);
	}
	drop_field_name(s);
	drop_number(s);
	return true;
}

/* Does a title's last word stand before a mark that sets the site's name apart? */
static bool
is_before_site(const char *s, size_t len, const char *word)
{
	const char *end = s + len;
	const char *at = gir_find(s, len, word);

	if (at == NULL)
		return false;
	for (at += strlen(word); at < end && *at == ' ';)
		at++;
	return at < end && (*at == '_' || *at == '-');
}

/* 报告, 年报 or a bracket at the end of the line, or before the site's name: worth a closer look. */
static bool
ends_like_title(const char *text, GirSpan line)
{
	static const char *const ends[] = {"告", "报", "報", "）", "》"};
	const char *s = text + line.off;

	if (line.len == 0)
		return false;
	if (s[line.len - 1] == ')' || s[line.len - 1] == '}')
		return true;
	for (size_t i = 0; line.len >= 3 && i < sizeof(ends) / sizeof(ends[0]); i++)
		if (memcmp(s + line.len - 3, ends[i], 3) == 0)
			return true;
	if (line.len < 30 || memcmp(s + line.len - 3, "。", 3) == 0)
		return false;
	return (memchr(s, '_', line.len) || memchr(s, '-', line.len)) && (is_before_site(s, line.len, "报告") || is_before_site(s, line.len, "年报"));
}

static bool
ends_with(const Chars *s, const char *word)
{
	int			n = word_length(word);

	return s->n > n && follows(s, s->n - n, word);
}

/* Verbs and qualifiers around the agency in a title.  （本级） says what the figures are of, not whose; only of a government also a summary exists. */
static void
trim_agency(Chars *s)
{
	static const char *const tails[] = {
		"的", "年", "度", "关于", "报送", "呈报", "上报", "提交", "公布", "公开发布", "发布", "印发", "编制", "和", "与", "及", "至", "、", "()", "(本级)", "(本级机关)",
		"(机关本级)", "(机关)", "上半", "下半"
	};
	size_t		ntails = sizeof(tails) / sizeof(tails[0]);
	static const char *const heads[] = {"关于", "公布", "发布", "报送", "印发"};
	static const char sure[] = "府局会厅处院镇乡";	/* most names end so */
	bool		again;

	for (const char *p = sure; s->n > 0 && *p != '\0';)
		if (s->f[s->n - 1] == (uint16_t) gir_next_char(&p, p + 4))
			ntails = 0;
	do
	{
		again = false;
		for (size_t i = 0; i < ntails; i++)
			if (ends_with(s, tails[i]))
			{
				int			n = s->n - word_length(tails[i]);

				if (s->f[s->n - 1] == ')' && s->f[s->n - 2] != '(' && n > 0 && is_region_end(s->f[n - 1]))
					continue;
				s->n = n;
				again = true;
			}
		for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
			if (follows(s, 0, heads[i]))
			{
				cut(s, 0, 2);
				again = true;
			}
	} while (again);
}

/* What is left of the title before its topic, without year, verbs and qualifiers; empty when that can be no name. */
static void
agency_of_title(const Chars *title, int topic, char *agency)
{
	Chars		s;
	int			begin = 0;
	int			end = 0;

	agency[0] = '\0';
	if (title->stars & 1)
		return;
	if (topic >= 2 && title->f[topic - 1] == 0x6C11 && title->f[topic - 2] == 0x4EBA && follows(title, topic, "政府"))
		topic += 2;				/* 人民政府信息公开: the 政府 is the agency's */
	s = *title;
	s.n = topic;
	if (find_year(&s, 0, &begin, &end) != 0)
		cut(&s, begin, end);
	for (int i = 1; i + 4 <= s.n; i++)
		if (may_begin_year(s.f[i]) && year_at(&s, i, &end) != 0)
			s.n = i;			/* another year, or a school year */
	trim_agency(&s);
	if (s.n < 2 || is_pronoun(&s) || HAS_ANY(&s, placeholders) || HAS_ANY(&s, no_agency))
		return;
	for (int i = 0; i < s.n; i++)
		if (!gir_is_han(s.f[i]) && s.f[i] != '(' && s.f[i] != ')' && s.f[i] != 0x3001 && s.f[i] != 0xB7 && !is_digit(&s, i))
			return;
	if (!is_digit(&s, s.n - 1))
		to_utf8(&s, 0, s.n, agency, GIR_MAX_AGENCY);
}

/* ---- titles ---- */

/* A title that was found, and what speaks for it. */
typedef struct Title
{
	int			at;				/* its first line */
	int			parts;			/* its lines */
	int			year;			/* 0: none */
	int			score;
	bool		listed;			/* in a menu of years */
	bool		doubtful;		/* its agency may be the site's: a copy of the title names none */
	bool		adopted;		/* its first line is an agency that stands above a title without one */
	char		agency[GIR_MAX_AGENCY + 1];
} Title;

typedef struct Titles
{
	int			n;
	Title		of[MAX_TITLES];
} Titles;

/* Does one name end with the other (人社分局, 云汀区人社分局), or add what may be left out (云汀区, 云汀区人民政府办公室)? */
static bool
is_same_agency(const char *a, const char *b)
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
		(a->agency[0] == '\0' || b->agency[0] == '\0' || is_same_agency(a->agency, b->agency));
}

static bool
is_full(const Title *t)
{
	return t->year != 0 && t->agency[0] != '\0';
}

/* What the title says; false when it is none.  *hopeless is set when no lines before it can make it one. */
static bool
read_title(Chars *s, Title *t, bool *hopeless)
{
	int			begin = 0;
	int			end = 0;
	int			topic = topic_position(s);
	int			length = title_length(s);

	*hopeless = topic >= 0 || (length == 0 && s->n >= 8);	/* 报 may stand before a 告 */
	if (topic < 0 || length == 0 || !is_title(s, topic, length))
		return false;
	s->n = length;
	t->year = find_year(s, 0, &begin, &end);
	if (t->year != 0)
	{
		int			more = find_year(s, end, &begin, &end);

		if (more != 0 && more != t->year && begin < topic)
			t->year = 0;		/* 2022年和2023年 */
	}
	agency_of_title(s, topic, t->agency);
	return true;
}

/* A year on a line of its own. */
static bool
is_year_line(const char *text, const Head *head, int i)
{
	Chars		s;
	int			begin;
	int			end;

	return i >= 0 && i < head->n && head->lines[i].len <= 24 && join_lines(text, head, i, 1, &s) && find_year(&s, 0, &begin, &end) != 0 &&
		begin == 0 && end == s.n;
}

static bool
is_agency_line(const char *text, const Head *head, int i, Chars *s)
{
	return i >= 0 && join_lines(text, head, i, 1, s) && is_agency(s);
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

		if (head->lines[at].len == 0 || (parts > 1 && ends_like_title(text, head->lines[at]) && join_lines(text, head, at, 1, &s) && title_length(&s) > 2))
			break;
		if (!join_lines(text, head, at, parts, &s))
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

			if (is_year_line(text, head, at) && (is_year_line(text, head, at - 1) || is_year_line(text, head, at + 1)))
				break;
			add_chars(&agency, t.agency, (GirSpan) {0, (uint32_t) strlen(t.agency)});
			if (t.agency[0] != '\0' && !is_agency(&agency))
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

	if (at == 0 || head->lines[at - 1].len > 24 || !join_lines(text, head, at - 1, 1, &s) || s.n > 6)
		return false;
	return HAS_ANY(&s, link_words) || HAS_ANY(&s, list_words);
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

/* The titles among the lines, without links that are marked as such. */
static void
find_titles(const char *text, const Head *head, Titles *titles)
{
	int			link_end = -1;	/* the line after a link below 相关链接 */

	titles->n = 0;
	for (int last = 0; last < head->n; last++)
	{
		Title	   *t;

		if (!ends_like_title(text, head->lines[last]))
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

			if (t->at == link_end || (join_lines(text, head, t->at - 1, 1, &s) && HAS_ANY(&s, list_words)))
				link_end = last + 1;
			continue;
		}
		t->score = worth(t);
		titles->n++;
	}
}

/* How often the text speaks of a year: 2023年, but not the dates in it. */
static int
count_year(const char *text, size_t len, int year)
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
		if (begins_text(text + head->lines[i].off, len - head->lines[i].off))
			return i;
	return head->n;
}

/* What is known beside the titles. */
typedef struct Witnesses
{
	int			period;
	bool		read;			/* preamble and signature have been looked at */
	char		preamble[GIR_MAX_AGENCY + 1];
	char		signature[GIR_MAX_AGENCY + 1];
} Witnesses;

static bool
is_said(const Title *t, const char *agency)
{
	return t->agency[0] != '\0' && agency[0] != '\0' && is_same_agency(t->agency, agency);
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

/* Weigh titles that contradict each other: by period, place, repetition, the years and agencies that the text names. */
static void
weigh(const char *text, size_t len, const Head *head, const Witnesses *w, Titles *titles)
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
		named[i] = t->year ? count_year(text + off, reach, t->year) : 0;
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
		t->score += is_said(t, w->preamble) || is_said(t, w->signature) ? 3 : 0;
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
				t->listed = false;
				break;
			}
	}
	drop_listed(titles);
}

/* The title with most for it; among equals the one that says more, then the first. */
static Title *
best_title(Titles *titles)
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

static void
print_title(const char *text, const Head *head, const Title *t, char *title)
{
	Chars		s;

	if (join_lines(text, head, t->at, t->parts, &s))
		to_utf8(&s, 0, title_length(&s), title, GIR_MAX_TITLE);
}

/* The same title, but of one agency only the end: a name was torn at a line's end, or has something before it that is not its own. */
static bool
is_torn(const Title *a, const Title *b)
{
	return a->year == b->year && a->agency[0] != '\0' && b->agency[0] != '\0' && strcmp(a->agency, b->agency) != 0;
}

/* Do the titles say different things? */
static bool
contradict(const Titles *titles)
{
	for (int i = 0; i < titles->n; i++)
		for (int k = i + 1; k < titles->n; k++)
			if (!agree(&titles->of[i], &titles->of[k]) || is_torn(&titles->of[i], &titles->of[k]))
				return true;
	return false;
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

/* An agency's name among the characters from .. to - 1. */
static bool
take_agency(const Chars *s, int from, int to, char *agency)
{
	Chars		name = *s;

	name.n = to;
	cut(&name, 0, from);
	trim_agency(&name);
	if (!is_agency(&name))
		return false;
	to_utf8(&name, 0, name.n, agency, GIR_MAX_AGENCY);
	return true;
}

/* The characters of about so many bytes from p on. */
static void
chars_at(const char *text, const char *p, const char *end, int bytes, Chars *s)
{
	const char *to = end - p > bytes ? p + bytes : end;

	while (to > p && to < end && ((unsigned char) *to & 0xC0) == 0x80)
		to--;
	s->n = s->stars = 0;
	memset(s->seen, 0, sizeof(s->seen));
	add_chars(s, text, (GirSpan) {(uint32_t) (p - text), (uint32_t) (to - p)});
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
		if (stop > 0 && take_agency(&s, 0, stop, agency))
			return true;
	}
	return false;
}

/* 现公布…2023年政府信息公开工作年度报告, 现将…: the name up to the year or the topic. */
static bool
agency_after_now(const char *text, size_t len, char *agency)
{
	static const char *const verbs[] = {"将", "公布", "发布", "公开", "向社会公布"};
	const char *p = text;
	const char *end = text + len;

	while ((p = gir_find(p, (size_t) (end - p), "现")) != NULL)
	{
		Chars		s;

		p += 3;
		if (gir_find(p, end - p > 150 ? 150 : (size_t) (end - p), "公") == NULL)
			continue;
		chars_at(text, p, end, 150, &s);
		for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		{
			int			from = word_length(verbs[i]);
			int			stop = topic_position(&s);
			int			begin;
			int			last;

			if (!follows(&s, 0, verbs[i]) || stop < 0)
				continue;
			if (find_year(&s, 0, &begin, &last) != 0 && begin < stop)
				stop = begin;
			if (stop > from && take_agency(&s, from, stop, agency))
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
		if (start > 0 && start < s.n && take_agency(&s, start, s.n, agency))
			return true;
	}
	return false;
}

/* The agency that the preamble names as its author. */
static void
agency_of_preamble(const char *text, size_t len, char *agency)
{
	if (!agency_after_by(text, len, agency) && !agency_after_now(text, len, agency))
		agency_before_verb(text, len, agency);
}

/* Is what begins at from a date, and nothing else? */
static bool
is_date(const Chars *s, int from)
{
	int			end;
	int			open = from < s->n && s->f[from] == '(';

	if (s->n - from > 14 || year_at(s, from + open, &end) == 0 || end >= s->n)
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
	return take_agency(s, 0, s->n, agency);
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
		if (may_begin_year(s->f[k]) && is_date(s, k))
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

/* An agency's name before the date that ends the text, on a line of its own or on that of the date. */
static void
agency_of_signature(const char *text, size_t len, char *agency)
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
		line = strip_marks(text, (GirSpan) {(uint32_t) begin, (uint32_t) (end - begin)});
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
	Titles		titles;
	const Title *best;

	if (report->reading.applications < 2)
		return;
	if (from < to && to - from > MAX_REACH)
		from = to - MAX_REACH;	/* the title stands right above its tables */
	while (from < to)
	{
		collect_head(text, from, to, &head);
		if (head.n == 0)
			return;
		find_titles(text, &head, &titles);
		best = best_title(&titles);
		if (best != NULL)
		{
			print_title(text, &head, best, report->second_title);
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
	agency_of_preamble(d->text, preamble, w->preamble);
	agency_of_signature(d->text, d->len, w->signature);
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

/* The beginning of the agency's name may stand on the line above: when preamble or signature say so. */
static void
mend_agency(const GirDocument *d, const Head *head, size_t preamble, Witnesses *w, Title *t)
{
	const char *names[] = {w->preamble, w->signature};
	size_t		n = strlen(t->agency);
	Chars		s;

	if ((t->parts == 1 && n > 15) || t->at == 0 || head->lines[t->at - 1].len > 80 || !join_lines(d->text, head, t->at - 1, 1, &s) || s.n == 0 || s.n > 24 || !gir_is_han(s.f[s.n - 1]))
		return;
	read_witnesses(d, preamble, w);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
	{
		size_t		all = strlen(names[i]);
		char		line[GIR_MAX_AGENCY + 1];

		to_utf8(&s, 0, s.n, line, GIR_MAX_AGENCY);
		if (all <= n || strcmp(names[i] + all - n, t->agency) != 0 || strncmp(names[i], line, all - n) != 0 || line[all - n] != '\0')
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
	if (join_lines(d->text, head, t->at + t->parts, 1, &s))
	{
		if (s.n > 4 && s.f[0] == '(' && s.f[s.n - 1] == ')')
		{
			s.n--;
			cut(&s, 0, 1);
		}
		take_agency(&s, 0, s.n, below);
	}
	if (t->agency[0] == '\0')
		memcpy(t->agency, below, sizeof(below));
	if (t->agency[0] == '\0')
		return true;
	read_witnesses(d, preamble, w);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
	{
		if (is_said(t, others[i]))
			return true;
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

	if (!is_year_line(text, head, next) || is_year_line(text, head, next + 1) || is_year_line(text, head, t->at - 1))
		return true;
	join_lines(text, head, next, 1, &s);
	t->year = find_year(&s, 0, &begin, &end);
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
		*agency &= t->agency[0] == '\0' || best->agency[0] == '\0' || is_same_agency(t->agency, best->agency);
	}
	if (*year && *agency)
		print_title(d->text, head, best, report->title);
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
	own = count_year(d->text, preamble, t->year);	/* the title's is one of them */
	stated = count_year(d->text, preamble, w->period);
	if (own > stated + 1)
		return true;
	read_witnesses(d, preamble, w);
	if (t->agency[0] != '\0' && ((w->preamble[0] == '\0' && w->signature[0] == '\0') || is_said(t, w->preamble) || is_said(t, w->signature)))
		return true;
	*year = stated >= own;
	*agency = *year || t->agency[0] == '\0';
	return false;
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

	collect_head(d->text, 0, above, head);
	find_titles(d->text, head, &titles);
	report->period_year = find_period(d->text, preamble);
	w.period = report->period_year;
	w.preamble[0] = w.signature[0] = '\0';
	w.read = false;
	if (contradict(&titles))
	{
		read_witnesses(d, preamble, &w);
		weigh(d->text, d->len, head, &w, &titles);
	}
	best = best_title(&titles);
	if (best != NULL)
	{
		for (int i = 0; i < titles.n; i++)
			best->doubtful |= titles.of[i].agency[0] == '\0' && titles.of[i].year != 0 && is_government(best->agency);
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
	if (report->year == 0 && year)
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
