/*
 * report_lines.c - what a line above the tables may be: a title, an agency, a year
 */
#include "core/report_work.h"

#include <stdio.h>

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

/* What closes the bracket c, 0 if it is none. */
static uint16_t
closing(uint16_t c)
{
	return c == '(' ? ')' : c == '[' ? ']' : c == 0x3014 ? 0x3015 : c == 0x3010 ? 0x3011 : 0;	/* 〔〕【】 */
}

int
gir_head_year_at(const Chars *s, int i, int *end)
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

/*
 * Is what gir_head_year_at() found a year of a title?  It is none as part of a date (2024年1月, 2024-01), of a document's or an index number (〔2024〕3号,
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

bool
gir_head_may_begin_year(uint16_t f)
{
	return f == '2' || f == 0x4E8C || f == '(' || f == '[' || f == 0x3014 || f == 0x3010;	/* 二〔【 */
}

int
gir_head_find_year(const Chars *s, int from, int *begin, int *end)
{
	for (int i = from; i < s->n; i++)
	{
		int			year = gir_head_may_begin_year(s->f[i]) ? gir_head_year_at(s, i, end) : 0;

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
		int			year = gir_head_year_at(s, i, &end);

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

static const char *const topic_owners[] = {"办", "中心", "领导", "科", "处", "局", "网", "管理"};	/* behind a topic: part of an agency's name */
static const char *const other_kinds[] = {"解读", "通知", "图解", "一图读懂", "方案", "办法", "格式", "的函", "公示", "培训", "问答", "说明"};
static const char *const part_words[] = {"需要报告", "行政复议", "行政诉讼", "存在的", "要求"};	/* of a sentence that lists what a report says */
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
	"集团", "银行", "社", "部门", "机关", "区", "县", "市", "省", "旗", "州", "海关", "馆", "中学", "小学", "幼儿园", "党校", "农场", "林场", "电视台", "联合会", "残联", "妇联", "工商联", "文联", "科协", "侨联",
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

int
gir_head_topic_position(const Chars *s)
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

int
gir_head_title_length(const Chars *s)
{
	int			end = s->n;
	int			after;

	while (end >= 2 && !follows(s, end - 2, "报告") && !follows(s, end - 2, "年报"))
		end--;
	if (end < 2)
		return 0;
	if (gir_head_year_at(s, end, &after) != 0 && after == s->n)
		return s->n;			/* 政府信息公开工作年度报告2023年 */
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

/* Are the first n characters an agency's name? */
static bool
is_name(const Chars *s, int n)
{
	Chars		name = *s;

	name.n = n;
	gir_head_trim_agency(&name);
	return gir_head_is_agency(&name);
}

bool
gir_head_undress(Chars *s)
{
	static const char *const tails[] = {".docx", ".doc", ".wps", ".pdf", ".xlsx", ".xls", "的公示", "的公告"};
	static const char *const verbs[] = {"公布", "发布", "公开"};
	static const char path[] = "首页";
	static const char attached[] = "附件";
	static const char kind[] = "年报";	/* the page's own title, right before the report's */
	int			n = s->n;
	int			at = -1;

	if (s->n > 2 && ((s->f[0] == 0x201C && s->f[s->n - 1] == 0x201D) || (s->f[0] == '"' && s->f[s->n - 1] == '"')))
	{
		s->n--;
		cut(s, 0, 1);
	}
	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++)
		if (ends_with(s, tails[i]))
			s->n -= word_length(tails[i]);
	if (ends_with(s, "的通知") && (at = find(s, 0, "关于")) >= 0 && ANY_FOLLOWS(s, at + 2, verbs))
		s->n -= word_length("的通知");
	if (follows(s, 0, kind))
		cut(s, 0, 2);
	if (s->n > 0 && s->f[0] == 0x3010 && (at = find_char(s, 1, 0x3011)) > 0 && at <= 6)	/* 【年报】 */
		cut(s, 0, at + 1);
	if (follows(s, 0, attached) && (at = find_char(s, 2, ':')) >= 0 && at <= 5)
		cut(s, 0, at + 1);
	if (follows(s, 0, path))
		for (at = find_char(s, 0, '>'); at >= 0; at = find_char(s, 0, '>'))
			cut(s, 0, at + 1);
	if ((at = find_char(s, 1, ':')) > 0 && is_name(s, at))	/* 青垣市水务局：2023年… */
		cut(s, at, at + 1);
	return s->n < n;
}

/* 2023-1-3: two columns of a page on one line.  2022-2023 is a school year. */
static bool
has_date(const Chars *s, int length)
{
	int			strokes = 0;

	for (int i = 1; is_seen(s, '-') && i + 1 < length && strokes < 2; i++)
		if (s->f[i] == '-' && is_digit(s, i - 1) && is_digit(s, i + 1))
			strokes++;
		else if (!is_digit(s, i))
			strokes = 0;
	return strokes == 2;
}

bool
gir_head_is_title(const Chars *s, int topic, int length)
{
	return !has_date(s, length) && topic >= 0 && length > topic && find_char(s, topic, 0x3001) < 0 &&	/* 、 */
		!HAS_ANY(s, part_words) && !HAS_ANY(s, other_kinds) && !HAS_ANY(s, chrome_words) &&
		(is_plain(s) || (!HAS_ANY(s, sentence_marks) && !HAS_ANY(s, chrome_marks))) &&
		!follows(s, 0, "根据") && !follows(s, 0, "按照") && !follows(s, 0, "本报告");
}

bool
gir_head_is_other_kind(const Chars *s)
{
	return gir_head_topic_position(s) >= 0 && find(s, 0, "报告") >= 0 && HAS_ANY(s, other_kinds) && !HAS_ANY(s, chrome_words) && !HAS_ANY(s, chrome_marks) &&
		find(s, 0, "。") < 0 && find(s, 0, "《") < 0;
}

static bool
ends_like_agency(const Chars *s)
{
	for (size_t i = 0; i < sizeof(agency_ends) / sizeof(agency_ends[0]); i++)
		if (ends_with(s, agency_ends[i]) && s->n > word_length(agency_ends[i]) + 1)
			return true;
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

static const char *const no_agency[] = {"报告", "年报", "事项", "情况", "需要", "问题", "信息公开", "概况", "导航", "返回", "菜单", "星期"};

bool
gir_head_is_agency(const Chars *s)
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

void
gir_head_to_utf8(const Chars *s, int from, int to, char *out, int max)
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

/* The number that pandas and the like print before a line: digits, and blanks more than one. */
static uint32_t
index_length(const char *p, uint32_t len)
{
	uint32_t	n = 0;

	while (n < len && n < 4 && p[n] >= '0' && p[n] <= '9')
		n++;
	return n > 0 && n < 4 && len > n + 2 && p[n] == ' ' && p[n + 1] == ' ' ? n : 0;
}

GirSpan
gir_head_strip_marks(const char *text, GirSpan s)
{
	uint32_t	n;

	do
	{
		s = gir_trim(text, s);
		if (s.len > 0 && (n = index_length(text + s.off, s.len)) > 0)
		{
			s.off += n;
			s.len -= n;
		}
		else if (s.len > 0 && is_mark(text[s.off]))
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

/* What a page prints behind a title, without a break where its tags have been taken out. */
static const char *const behind_title[] = {"_", "发布日期", "发布时间", "发文日期", "发布机构", "发布者", "发布于", "日期：", "时间：", "来源：", "信息来源", "文章来源", "索引号", "索 引 号",
	"浏览", "阅读", "访问", "点击", "字号", "字体", "【字", "【大", "【打印", "【 字", "[字", "打印", "分享", "首页", "您当前", "您的位置", "您现在", "当前位置", "所在位置", "作者："};

/* Behind a title, what belongs to it: （文字版）. */
static const char *
behind_remark(const char *p, const char *end)
{
	const char *stop = end - p > 6 && memcmp(p, "（", 3) == 0 ? gir_find(p, (size_t) (end - p < MAX_REMARK ? end - p : MAX_REMARK), "）") : NULL;

	return stop ? stop + 3 : p;
}

/* The line up to its title, when such words, or a script's, follow that; 年报 may be the name of a list, and 报告 behind it the title. */
static GirSpan
without_chrome(const char *text, GirSpan line)
{
	const char *start = text + line.off;
	const char *end = start + line.len;
	uint32_t	list = line.len;

	for (const char *at = start; line.len > 30 && (at = gir_find(at, (size_t) (end - at), "报")) != NULL;)
	{
		bool		report = end - at >= 6 && memcmp(at + 3, "告", 3) == 0;
		const char *next;

		if (!report && (at - start < 3 || memcmp(at - 3, "年", 3) != 0))
		{
			at += 3;
			continue;
		}
		at += report ? 6 : 3;
		at = report ? behind_remark(at, end) : at;
		for (next = at; next < end && *next == ' ';)
			next++;
		if (report && at < end && ((*at >= 'a' && *at <= 'z') || *at == '<' || (*at == '-' && end - at > 3 && (unsigned char) at[1] >= 0xE4)))
			return (GirSpan) {line.off, (uint32_t) (at - start)};
		for (size_t i = 0; next < end && i < sizeof(behind_title) / sizeof(behind_title[0]); i++)
			if (*next == *behind_title[i] && (size_t) (end - next) >= strlen(behind_title[i]) && memcmp(next, behind_title[i], strlen(behind_title[i])) == 0)
			{
				if (report)
					return (GirSpan) {line.off, (uint32_t) (at - start)};
				list = list < line.len ? list : (uint32_t) (at - start);
			}
	}
	return (GirSpan) {line.off, list};
}

/* What the text of a report may begin with. */
static const char *const beginnings[] = {"根据", "按照", "依据", "遵照", "本报告", "本年度报告", "为", "现将", "现公布", "一、", "1、总体", "1.总体", "第一部分", "目录"};

bool
gir_head_begins_text(const char *p, size_t len)
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
			if (gir_head_begins_text(at, line.len - (size_t) (at - p)))
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
			if (head->n < MAX_PARTS && !gir_head_begins_text(p, (size_t) (end - p)))
				add_glued_title(text, (GirSpan) {(uint32_t) (p - text), (uint32_t) (text + line.off + line.len - p)}, head);
			return;
		}
		word = gir_head_strip_marks(text, (GirSpan) {(uint32_t) (p - text), (uint32_t) (stop - p)});
		if (word.len > 0)
			add_head_line(head, without_chrome(text, word));
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
			cell = gir_head_strip_marks(text, (GirSpan) {(uint32_t) (p - text), (uint32_t) (stop - p)});
		if (cell.len > LONG_LINE && head->n < MAX_PARTS)
			add_first_words(text, cell, head);
		if (cell.len > 0)
			add_head_line(head, without_chrome(text, cell));
	}
}

void
gir_head_collect_head(const char *text, size_t from, size_t to, Head *head)
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
			line = gir_head_strip_marks(text, line);
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
	else if (to > 4 && gir_head_year_at(s, 0, &end) != 0 && end < to && find(s, 0, "学年") < 0)
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

/* Marks of bold print that gir_head_strip_marks() took from the ends of a line. */
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

/* Of several titles on one line, as a page's name and heading run together, the last one counts, if it names a year. */
static void
drop_titles_before(Chars *s)
{
	static const char *const ends[] = {"报告", "年报"};
	int			begin;
	int			end;

	for (int i = 0; i < (int) (sizeof(ends) / sizeof(ends[0])); i++)
		for (int at = find(s, 0, ends[i]); at >= 0 && at + 2 < s->n; at = find(s, at, ends[i]))
		{
			int			topic = find(s, 0, "信息公开");
			int			year;
			int			before;

			at += 2;
			if (topic < 0 || topic > at || find(s, at, "信息公开") < 0 || (year = gir_head_find_year(s, at, &begin, &end)) == 0 ||
				!(gir_is_han(s->f[at]) || is_digit(s, at)))
				continue;
			before = gir_head_find_year(s, 0, &begin, &end);
			s->menu |= before != 0 && before != year;
			cut(s, 0, at);
			at = 0;
		}
}

bool
gir_head_join_lines(const char *text, const Head *head, int i, int parts, Chars *s)
{
	s->n = s->stars = 0;
	s->menu = false;
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
	drop_titles_before(s);
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

/* 报告.docx, .pdf, .wps */
static bool
is_file_name(const char *s, size_t len)
{
	return len > 6 && (s[len - 4] == '.' || s[len - 5] == '.') && s[len - 1] >= 'c' && s[len - 1] <= 'x';
}

bool
gir_head_ends_like_title(const char *text, GirSpan line)
{
	static const char *const ends[] = {"告", "报", "報", "）", "》", "”", "示", "知", "年", "度"};
	const char *s = text + line.off;

	if (line.len == 0)
		return false;
	if (s[line.len - 1] == ')' || s[line.len - 1] == '}' || is_file_name(s, line.len))
		return true;
	for (size_t i = 0; line.len >= 3 && i < sizeof(ends) / sizeof(ends[0]); i++)
		if (memcmp(s + line.len - 3, ends[i], 3) == 0)
			return true;
	if (line.len < 30 || memcmp(s + line.len - 3, "。", 3) == 0)
		return false;
	return (memchr(s, '_', line.len) || memchr(s, '-', line.len)) && (is_before_site(s, line.len, "报告") || is_before_site(s, line.len, "年报"));
}

void
gir_head_trim_agency(Chars *s)
{
	static const char *const tails[] = {
		"的", "年", "度", "关于", "报送", "呈报", "上报", "提交", "公布", "公开发布", "发布", "印发", "编制", "和", "与", "及", "至", "、", "()", "(本级)", "(本级机关)",
		"(机关本级)", "(机关)", "上半", "下半"
	};
	size_t		ntails = sizeof(tails) / sizeof(tails[0]);
	static const char *const heads[] = {"关于", "公布", "发布", "报送", "印发", "名称"};
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

/* What is left of 二〇二一 at the end of a name when its 〇 is elsewhere. */
static void
drop_numerals(Chars *s)
{
	int			n = s->n;

	n -= n > 0 && s->f[n - 1] == 0x5EA6;	/* 年度 */
	n -= n > 0 && s->f[n - 1] == 0x5E74;
	while (n > 0 && gir_han_digit(s->f[n - 1]) > 0)
		n--;
	if (n + 1 < s->n)
		s->n = n;
}

void
gir_head_agency_of_title(const Chars *title, int topic, char *agency)
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
	if (gir_head_find_year(&s, 0, &begin, &end) != 0)
	{
		if (end < s.n && is_name(&s, begin) && !ends_like_agency(&s))
			s.n = begin;		/* 青垣市水务局2023年法治政府建设与政府信息公开 */
		else
			cut(&s, begin, end);
	}
	else if (s.n > 0 && s.f[0] == 0x5E74)
		return;					/* 年青垣市水务局: the digits of a year stand on another line */
	else
		drop_numerals(&s);
	for (int i = 1; i + 4 <= s.n; i++)
		if (gir_head_may_begin_year(s.f[i]) && gir_head_year_at(&s, i, &end) != 0)
			s.n = i;			/* another year, or a school year */
	gir_head_trim_agency(&s);
	if (s.n == 0 && (begin = find_char(title, topic, '(')) > 0 && title->f[title->n - 1] == ')')
	{
		s = *title;				/* 2023年政府信息公开工作年度报告（青垣市水务局） */
		s.n--;
		cut(&s, 0, begin + 1);
		if (!gir_head_is_agency(&s))
			return;
	}
	if (s.n < 2 || is_pronoun(&s) || HAS_ANY(&s, placeholders) || HAS_ANY(&s, no_agency))
		return;
	for (int i = 0; i < s.n; i++)
		if (!gir_is_han(s.f[i]) && s.f[i] != '(' && s.f[i] != ')' && s.f[i] != 0x3001 && s.f[i] != 0xB7 && !is_digit(&s, i))
			return;
	if (!is_digit(&s, s.n - 1))
		gir_head_to_utf8(&s, 0, s.n, agency, GIR_MAX_AGENCY);
}

/* 编制并公布2022年度政府信息公开工作年度报告, 现公布青垣市水务局2022年…, 现将…: the year that the preamble says it is of. */
static int
find_stated(const char *text, size_t len)
{
	static const char *const verbs[] = {"编制", "公布", "现将"};
	const char *end = text + len;

	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		for (const char *p = text; (p = gir_find(p, (size_t) (end - p), verbs[i])) != NULL; p += strlen(verbs[i]))
		{
			Chars		s;
			int			from;
			int			to;
			int			topic;
			int			year;

			chars_at(text, p + strlen(verbs[i]), end, MAX_STATED, &s);
			year = gir_head_find_year(&s, 0, &from, &to);
			if (year == 0 || (from > 6 && !is_name(&s, from)) || (topic = find(&s, to, "信息公开")) < 0 || topic > to + 3 || find(&s, topic, "报告") < 0)
				continue;
			return year;
		}
	return 0;
}

/* The year of a period around this word for a month, 0 without one. */
static int
find_period_at(const char *text, size_t len, const char *month)
{
	const char *p = text;
	const char *end = text + len;

	while ((p = gir_find(p, (size_t) (end - p), month)) != NULL)
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

/* Behind 统计期限: 2022年度, 自2023.1.1至2023.12.31, 2023-01-01—2023-12-31; 0 if the characters are none of these. */
static int
year_of_limits(const Chars *s)
{
	static const char *const firsts[] = {"1", "01"};
	static const char *const tos[] = {"至", "到", "-", "—", "~"};
	int			at = 0;
	int			end;
	int			year;

	while (at < s->n && at <= 2 && !is_digit(s, at))
		at++;					/* 自, 为： */
	year = gir_head_year_at(s, at, &end);
	if (year != 0 && s->f[end - 1] == 0x5EA6)
		return year;			/* 年度 */
	if (year == 0 || end != at + 4 || end >= s->n || (s->f[end] != '.' && s->f[end] != '-' && s->f[end] != '/'))
		return 0;
	for (size_t i = 0; i < 2 * sizeof(tos) / sizeof(tos[0]); i++)
	{
		char		begins[16];
		char		last[16];
		int			sign = s->f[end];
		int			n = snprintf(begins, sizeof(begins), "%c%s%c%s", sign, firsts[i % 2], sign, firsts[i % 2]);

		snprintf(last, sizeof(last), "%d%c12%c31", year, sign, sign);
		if (follows(s, end, begins) && follows(s, end + n, tos[i / 2]) && (follows(s, end + n + 1, last) || follows(s, end + n + 1, last + 5)))
			return year;
	}
	return 0;
}

static int
find_limits(const char *text, size_t len)
{
	static const char word[] = "统计期限";
	const char *end = text + len;

	for (const char *p = text; (p = gir_find(p, (size_t) (end - p), word)) != NULL; p += sizeof(word) - 1)
	{
		Chars		s;
		int			year;

		chars_at(text, p + sizeof(word) - 1, end, MAX_LIMITS, &s);
		year = year_of_limits(&s);
		if (year != 0)
			return year;
	}
	return 0;
}

int
gir_head_find_period(const char *text, size_t len)
{
	int			year = find_period_at(text, len, "月");

	if (year == 0)
		year = find_period_at(text, len, "⽉");	/* the radical, as some fonts have it */
	if (year == 0)
		year = find_limits(text, len);
	return year != 0 ? year : find_stated(text, len);
}
