/*
 * values.c - what a cell says: its value and its state
 */
#include "core/values.h"

#include <string.h>

static const char *const state_names[GIR_STATE_COUNT] = {
	"number", "blank", "dash", "not_applicable", "text", "unreadable", "missing"
};

/* Words that say that there is nothing; compared without white space. */
static const char *const not_applicable_words[] = {"无", "無", "不适用", "不適用", "不涉及", "N/A", "n/a"};

/* Units that reports print after a figure.  元 and its multiples first: they are money. */
#define UNIT(s) {s, sizeof(s) - 1}
static const struct
{
	const char *s;
	size_t		len;
}			units[] = {
	UNIT("元"), UNIT("万元"), UNIT("萬元"), UNIT("亿元"), UNIT("億元"), UNIT("万"), UNIT("件"), UNIT("条"), UNIT("條"), UNIT("项"), UNIT("項"),
	UNIT("个"), UNIT("個"), UNIT("宗"), UNIT("起"), UNIT("次"), UNIT("份"), UNIT("例"), UNIT("人次"), UNIT("件次"), UNIT("篇"), UNIT("部")
};
#undef UNIT

const char *
gir_state_name(GirState state)
{
	return state_names[state];
}

int
gir_state_by_name(const char *name, size_t len)
{
	for (int i = 0; i < GIR_STATE_COUNT; i++)
		if (strlen(state_names[i]) == len && memcmp(state_names[i], name, len) == 0)
			return i;
	return -1;
}

int64_t
gir_yuan_per(const char *unit, size_t len)
{
	static const struct
	{
		const char *name;
		int64_t		yuan;
	}			moneys[] = {{"元", 1}, {"万元", 10000}, {"萬元", 10000}, {"亿元", 100000000}, {"億元", 100000000}};

	for (size_t i = 0; i < sizeof(moneys) / sizeof(moneys[0]); i++)
		if (len == strlen(moneys[i].name) && memcmp(unit, moneys[i].name, len) == 0)
			return moneys[i].yuan;
	return 0;
}

GirString
gir_clip(const char *s, size_t len, size_t max)
{
	if (len > max)
	{
		len = max;
		while (len > 0 && ((unsigned char) s[len] & 0xC0) == 0x80)
			len--;
	}
	return (GirString) {s, (uint32_t) len};
}

void
gir_value_reduce(GirValue *value)
{
	while (value->scale > 0 && value->digits % 10 == 0)
	{
		value->digits /= 10;
		value->scale--;
	}
}

__int128
gir_value_scaled(const GirValue *value)
{
	static const int64_t power[GIR_MAX_SCALE + 1] = {1000000, 100000, 10000, 1000, 100, 10, 1};

	return (__int128) value->digits * power[value->scale];
}

static bool
is_begun(const char *s, const char *end, const char *word)
{
	return (size_t) (end - s) >= strlen(word) && memcmp(s, word, strlen(word)) == 0;
}

/* A cursor over the cell's characters, width folded, Markdown escapes undone. */
typedef struct Reader
{
	const char *p;
	const char *end;
} Reader;

static inline uint32_t
peek(Reader *r, const char **next)
{
	const char *p = r->p;
	uint32_t	c;

	if (p >= r->end)
		return 0;
	if ((unsigned char) *p < 0x80 && *p != '\\')
	{
		*next = p + 1;
		return (unsigned char) *p;
	}
	c = gir_narrow(gir_next_char(&p, r->end));
	if (c == '\\' && p < r->end)
	{
		const char *q = p;
		uint32_t	escaped = gir_narrow(gir_next_char(&q, r->end));

		if (escaped == '.' || escaped == '-' || escaped == '+' || escaped == '*' || escaped == '_' || escaped == '(')
		{
			*next = q;
			return escaped;
		}
	}
	*next = p;
	return c;
}

static void
skip_space(Reader *r)
{
	const char *next;
	uint32_t	c;

	while ((c = peek(r, &next)) != 0 && gir_is_space(c))
		r->p = next;
}

/* +1, -1, or 0 for no sign; words are taken only where the column's label asks for them. */
static int
read_sign(Reader *r, bool words)
{
	const char *next;
	uint32_t	c = peek(r, &next);
	int			sign = 0;

	if (c == '-' || c == 0x2212 || c == 0x2013 || (words && (c == 0x51CF || c == 0x6E1B)))	/* − – 减 減 */
		sign = -1;
	else if (c == '+' || (words && c == 0x589E))	/* 增 */
		sign = 1;
	if (sign != 0)
	{
		r->p = next;
		c = peek(r, &next);
		if (words && (c == 0x52A0 || c == 0x5C11))	/* 增加, 减少 */
			r->p = next;
		skip_space(r);
	}
	return sign;
}

/* ￥ or 人民币 before a figure: what its unit is, it leaves to the column. */
static void
skip_currency(Reader *r)
{
	const char *next;
	uint32_t	c = peek(r, &next);

	if (c == 0xA5 || c == 0xFFE5)
		r->p = next;
	else if (c == 0x4EBA && is_begun(r->p, r->end, "人民币"))
		r->p += strlen("人民币");
	else
		return;
	skip_space(r);
}

static int
read_digits(Reader *r, int64_t *digits, int *total)
{
	int			n = 0;
	const char *next;
	uint32_t	c;

	while ((c = peek(r, &next)) >= '0' && c <= '9')
	{
		if (++*total > GIR_MAX_DIGITS)
			return -1;
		*digits = *digits * 10 + (c - '0');
		n++;
		r->p = next;
	}
	return n;
}

/* Is there a thousands separator here that a group of digits follows?  A space counts only between digits; several part two figures. */
static bool
at_separator(Reader *r, Reader *after)
{
	const char *next;
	uint32_t	c = peek(r, &next);

	if (c != ',' && c != '\'' && c != ' ' && c != 0xA0 && c != 0x2009 && c != 0x202F && c != 0x3000)
		return false;
	after->p = next;
	after->end = r->end;
	if (c == ',')
		skip_space(after);
	c = peek(after, &next);
	return c >= '0' && c <= '9';
}

/*
 * Integer part with its thousands groups.  Groups of the wrong size, and leading zeros before further digits, are glued or broken
 * figures: no number.
 */
static bool
read_integer(Reader *r, int64_t *digits, int *total)
{
	const char *next;
	bool		zero = peek(r, &next) == '0';
	int			n = read_digits(r, digits, total);
	Reader		after;
	bool		grouped = false;

	if (n <= 0 || (zero && n > 1))
		return false;
	while (at_separator(r, &after))
	{
		if ((!grouped && n > 3) || zero)
			return false;
		*r = after;
		if (read_digits(r, digits, total) != 3)
			return false;
		grouped = true;
	}
	return true;
}

static bool
read_fraction(Reader *r, GirValue *value, int *total)
{
	const char *next;
	int			n;

	if (peek(r, &next) != '.')
		return true;
	r->p = next;
	n = read_digits(r, &value->digits, total);
	if (n <= 0 || n > GIR_MAX_SCALE)
		return false;
	value->scale = (uint8_t) n;
	return true;
}

/* The unit at the cursor, longest first; none is fine too. */
static void
read_unit(Reader *r, GirValue *value)
{
	size_t		best = 0;

	if (r->end - r->p < 3 || (unsigned char) *r->p < 0x80)
		return;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
	{
		size_t		n = units[i].len;

		if (n > best && memcmp(r->p, units[i].s, 3) == 0 && (size_t) (r->end - r->p) >= n && memcmp(r->p, units[i].s, n) == 0)
			best = n;
	}
	if (best > 0)
		value->unit = gir_clip(r->p, best, GIR_MAX_UNIT);
	r->p += best;
	if (gir_yuan_per(value->unit.s, value->unit.len) > 0 && is_begun(r->p, r->end, "整"))
		r->p += strlen("整");
	skip_space(r);
}

/* A reference to a note: * or ※, or a circled numeral. */
static bool
is_reference(uint32_t c)
{
	return c == '*' || c == 0x203B || (c >= 0x2460 && c <= 0x2473);
}

/* A note in brackets, or a reference to one, up to the end of the cell. */
static bool
read_note(Reader *r, GirValue *value)
{
	const char *next;
	const char *start = r->p;
	const char *last = r->end;

	if (r->p >= r->end)
		return true;
	if (is_reference(peek(r, &next)) && next == r->end)
	{
		value->note = gir_clip(start, (size_t) (r->end - start), GIR_MAX_NOTE);
		return true;
	}
	if (peek(r, &next) != '(' && peek(r, &next) != 0x3014 && peek(r, &next) != '[')
		return false;
	start = next;
	while (last > start && ((unsigned char) last[-1] & 0xC0) == 0x80)
		last--;
	last--;
	if (last <= start)
		return false;
	{
		const char *p = last;
		uint32_t	c = gir_narrow(gir_next_char(&p, r->end));

		if (c != ')' && c != 0x3015 && c != ']')
			return false;
	}
	value->note = gir_clip(start, (size_t) (last - start), GIR_MAX_NOTE);
	return true;
}

static bool
read_number(const char *s, size_t len, bool signed_words, GirValue *value)
{
	Reader		r = {s, s + len};
	int			total = 0;
	int			sign = read_sign(&r, signed_words);

	skip_currency(&r);
	if (!read_integer(&r, &value->digits, &total) || !read_fraction(&r, value, &total))
		return false;
	skip_space(&r);
	read_unit(&r, value);
	if (!read_note(&r, value))
		return false;
	if (sign < 0)
		value->digits = -value->digits;
	gir_value_reduce(value);
	return true;
}

static bool
is_word(const char *s, size_t len, const char *word)
{
	const char *end = s + len;
	const char *wend;

	if (len > 0 && *s != *word && !gir_may_begin_space(s))
		return false;
	wend = word + strlen(word);
	while (s < end)
	{
		uint32_t	c = gir_next_char(&s, end);

		if (gir_is_space(c))
			continue;
		if (word >= wend || gir_next_char(&word, wend) != c)
			return false;
	}
	return word == wend;
}

/* - ‐ ‑ ‒ – — ― − － ─ ━ / ／ \ ＼ ~ ～ ○ 〇 (catalogue E21) */
static bool
is_dash_char(uint32_t c)
{
	return c == '-' || c == '/' || c == '\\' || c == '~' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x2500 || c == 0x2501 ||
		c == 0xFF0D || c == 0xFF0F || c == 0xFF3C || c == 0xFF5E || c == 0x25CB || c == 0x3007;
}

/* Marks that stand for nothing, with white space anywhere. */
static bool
is_dash(const char *s, size_t len)
{
	const char *end = s + len;

	while (s < end)
	{
		uint32_t	c = gir_next_char(&s, end);

		if (!is_dash_char(c) && !gir_is_space(c))
			return false;
	}
	return true;
}

/* A cell that begins with a Han character is no figure, unless the character is a sign, and no mark, unless it is 无 or 不. */
static bool
is_plain_text(const char *s, size_t len, bool signed_words)
{
	const char *p = s;
	uint32_t	c = gir_next_char(&p, s + len);

	if (c == 0x4EBA)			/* 人 */
		return !is_begun(s, s + len, "人民币");
	if (!gir_is_han(c) || c == 0x3007 || c == 0x65E0 || c == 0x7121 || c == 0x4E0D)	/* 〇 无 無 不 */
		return false;
	return !signed_words || (c != 0x51CF && c != 0x6E1B && c != 0x589E);	/* 减 減 增 */
}

/* ---- marks ---- */

/* The character that an escape at s stands for, 0 if it is none: \u and four hexadecimal digits, no surrogate. */
static uint32_t
escaped_char(const char *s, const char *end)
{
	uint32_t	c = 0;

	if (end - s < 6 || s[0] != '\\' || s[1] != 'u')
		return 0;
	for (int i = 2; i < 6; i++)
	{
		int			digit = s[i] >= '0' && s[i] <= '9' ? s[i] - '0' : s[i] >= 'A' && s[i] <= 'F' ? s[i] - 'A' + 10 : -1;

		if (digit < 0)
			return 0;
		c = c << 4 | (uint32_t) digit;
	}
	return c >= 0xD800 && c <= 0xDFFF ? 0 : c;
}

size_t
gir_unescape(GirString s, char *out)
{
	const char *p = s.s;
	const char *end = p + s.len;
	char	   *o = out;

	while (p < end)
	{
		uint32_t	c = escaped_char(p, end);

		if (c == 0)
		{
			*o++ = *p++;
			continue;
		}
		p += 6;
		if (c < 0x80)
			*o++ = (char) c;
		else if (c < 0x800)
			*o++ = (char) (0xC0 | c >> 6);
		else
		{
			*o++ = (char) (0xE0 | c >> 12);
			*o++ = (char) (0x80 | (c >> 6 & 0x3F));
		}
		if (c >= 0x80)
			*o++ = (char) (0x80 | (c & 0x3F));
	}
	return (size_t) (o - out);
}

/*
 * An escaped string up to the mark that closes it; *p is then behind the mark.  False when the mark is not there, when a backslash is no
 * escape, or when the string is empty or has more than max bytes.
 */
static bool
read_escaped(const char **p, const char *end, char close, size_t max, GirString *string)
{
	const char *start = *p;
	const char *stop = memchr(start, close, (size_t) (end - start));
	char		plain[6 * (GIR_MAX_NOTE + GIR_MAX_TEXT)];

	if (stop == NULL || stop == start || (size_t) (stop - start) > sizeof(plain))
		return false;
	for (const char *s = start; s < stop; s++)
		if (*s == '\\' && escaped_char(s, stop) == 0)
			return false;
	*string = (GirString) {start, (uint32_t) (stop - start)};
	*p = stop + 1;
	return gir_unescape(*string, plain) <= max;
}

/* What stands between 〔= and 〕. */
static bool
read_marked(const char *p, const char *end, GirValue *value)
{
	Reader		r = {p, end};
	int			total = 0;
	int			sign;

	if (p < end && *p == '"')
	{
		value->state = GIR_TEXT;
		p++;
		return read_escaped(&p, end, '"', GIR_MAX_TEXT, &value->text) && p == end;
	}
	sign = read_sign(&r, false);
	if (!read_integer(&r, &value->digits, &total) || !read_fraction(&r, value, &total))
		return false;
	p = r.p;
	if (p < end && *p == '[' && (p++, !read_escaped(&p, end, ']', GIR_MAX_UNIT, &value->unit)))
		return false;
	if (p < end && *p == '(' && (p++, !read_escaped(&p, end, ')', GIR_MAX_NOTE, &value->note)))
		return false;
	if (sign < 0)
		value->digits = -value->digits;
	gir_value_reduce(value);
	return p == end;
}

static bool
is_exactly(const char *s, size_t len, const char *mark)
{
	return len == strlen(mark) && memcmp(s, mark, len) == 0;
}

/* One of gireport's own marks?  Leaves value as it was when it is none. */
static bool
read_mark(const char *s, size_t len, GirValue *value)
{
	GirValue	v = {.marked = true};
	size_t		open = strlen(GIR_SIGN_OPEN);
	size_t		close = strlen(GIR_SIGN_CLOSE);

	if (is_exactly(s, len, GIR_SIGN_BLANK) || is_exactly(s, len, GIR_SIGN_SPACE))
		v.state = GIR_BLANK;
	else if (is_exactly(s, len, GIR_SIGN_UNREADABLE))
		v.state = GIR_UNREADABLE;
	else if (is_exactly(s, len, GIR_SIGN_MISSING))
		v.state = GIR_MISSING;
	else if (len <= open + close || memcmp(s, GIR_SIGN_OPEN, open) != 0 || memcmp(s + len - close, GIR_SIGN_CLOSE, close) != 0 ||
			 !read_marked(s + open, s + len - close, &v))
		return false;
	*value = v;
	return true;
}

/* One character, as in most cells that hold no plain figure: a stroke, or a full-width digit. */
static bool
read_char(const char *s, size_t len, GirValue *value)
{
	const char *p = s;
	uint32_t	c = gir_next_char(&p, s + len);

	if (p != s + len)
		return false;
	if (is_dash_char(c))
		value->state = GIR_DASH;
	else if (c >= 0xFF10 && c <= 0xFF19)
		value->digits = c - 0xFF10;
	else
		return false;
	return true;
}

void
gir_value_parse(const char *s, size_t len, bool signed_words, GirValue *value)
{
	memset(value, 0, sizeof(*value));
	value->state = GIR_NUMBER;
	if (len == 0)
	{
		value->state = GIR_BLANK;
		return;
	}
	if (len <= 3 && read_char(s, len, value))
		return;
	if (is_plain_text(s, len, signed_words))
	{
		value->state = GIR_TEXT;
		value->text = gir_clip(s, len, GIR_MAX_TEXT);
		return;
	}
	if (read_number(s, len, signed_words, value))
		return;
	memset(value, 0, sizeof(*value));
	if (is_dash(s, len))
	{
		value->state = GIR_DASH;
		return;
	}
	if ((*s == *GIR_SIGN_OPEN || *s == *GIR_SIGN_SPACE) && read_mark(s, len, value))
		return;
	value->state = GIR_TEXT;
	value->text = gir_clip(s, len, GIR_MAX_TEXT);
	if (*s >= '0' && *s <= '9')
		return;					/* no word that follows does */
	if (is_word(s, len, "NaN") || is_word(s, len, "nan") || is_word(s, len, "&nbsp;"))
	{
		value->state = GIR_BLANK;	/* what pandas and undecoded HTML print for an empty cell */
		value->text = (GirString) {NULL, 0};
		return;
	}
	for (size_t i = 0; i < sizeof(not_applicable_words) / sizeof(not_applicable_words[0]); i++)
		if (is_word(s, len, not_applicable_words[i]))
		{
			value->state = GIR_NOT_APPLICABLE;
			value->text = (GirString) {NULL, 0};
			return;
		}
}
