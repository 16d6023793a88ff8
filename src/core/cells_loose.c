/*
 * cells_loose.c - cells from running text
 */
#include "core/cells_loose.h"

#include <stdlib.h>
#include <string.h>

enum
{
	PROSE_LINE = 400,			/* bytes: a longer line is prose unless it holds a table */
	MIN_INDEX = 12,				/* lines numbered in sequence from 0 */
	NEAR_INDEX = 2,				/* by how much a number may be out of sequence */
	PROSE_INDEX = 16,			/* lines of prose, which are not counted, before the next words of a table */
	MIN_NUMBERED = 3,			/* bytes of a line that begins with a number and has something else, or of what is no part of a table */
	REPORT_LINE = 2000,			/* a longer one may be a whole report */
	LONG_LINE = 1 << 20,		/* prose, whatever stands in it: a report on one line has 100 kB */
	WINDOW = 1 << 14,			/* folded characters that are held before rows are made of them */
	PLAIN = WINDOW / 2,			/* of these, such that belong to no label */
	FIGURES = WINDOW / 4,		/* figures, likewise */
	MAX_UNIT = 6,				/* bytes of a unit on a line of its own */
	FIRST_WORDS = 1024,			/* of these, without asking for memory: most stretches between two tables */
	FIRST_FIGURES = 64
};

/* What is left of a space where tags are taken out of a page, and no more. */
#define REFERENCE "&nbsp;"

/* A figure, and how many words stand before it. */
typedef struct Figure
{
	uint32_t	off;
	uint32_t	word;
	uint8_t		len;
	uint8_t		gap;			/* line breaks since the token before */
	uint8_t		kind;
} Figure;

/* Room for the first words and figures. */
typedef struct First
{
	uint32_t	off[FIRST_WORDS];
	uint16_t	c[FIRST_WORDS];
	uint8_t		before[FIRST_WORDS];
	Figure		figures[FIRST_FIGURES];
} First;

typedef struct Loose
{
	GirGrid    *grid;
	uint16_t   *c;				/* folded characters */
	uint32_t   *off;			/* their places */
	uint8_t    *before;			/* line breaks before the token that the character begins, else 0 */
	int			nwords;
	Figure	   *figures;
	int			nfigures;
	uint16_t	gap;			/* line breaks, and tabs, since the last token */
	int			words_size;
	int			figures_size;
	First	   *first;			/* the arrays, until there are more */
	int			plain;			/* first word that belongs to no label yet */
	bool		open;			/* a row has begun */
	const char *end;			/* of the stretch */
	int			index;			/* number of the line, if a tool has numbered the lines; -1: it has not */
} Loose;

/* Words that only the tables have: a long line with one of them holds a table. */
static bool
holds_table(const char *s, size_t len)
{
	static const char *const anchors[] = {"信息内容", "勾稽关系", "本年新收政府", "结果维持", "复议后起诉", "信息內容", "勾稽關係"};

	for (size_t i = 0; i < sizeof(anchors) / sizeof(anchors[0]); i++)
		if (gir_find(s, len, anchors[i]) != NULL)
			return true;
	return false;
}

/* A full stop, which no label has: prose, though it be short. */
static bool
is_sentence(const char *p, const char *end)
{
	return end - p > 30 && gir_find(p, (size_t) (end - p), "。") != NULL;
}

/* Columns are set apart by runs of spaces; prose has none. */
static bool
is_aligned(const char *p, const char *end)
{
	return gir_find(p, (size_t) (end - p), "      ") != NULL;
}

static bool
is_dash(uint32_t c)
{
	return c == '-' || c == 0x2014 || c == 0x2013 || c == 0x2015 || c == 0x2500;
}

/* — 2 —, - 2 -, 第 2 页 共 3 页: nothing but a number between strokes, or with 页. */
static bool
is_page_number(const char *p, const char *end)
{
	int			digits = 0;
	int			runs = 0;		/* of strokes */
	int			before = 0;		/* of these, before the number */
	int			pages = 0;
	bool		stroke = false;
	bool		alone = true;	/* there is one number, and no slash */
	uint32_t	last = ' ';

	if (end - p > 60)
		return false;
	p = gir_skip_blanks(p, end);
	while (p < end)
	{
		uint32_t	c = gir_narrow(gir_next_char(&p, end));

		if (c >= '0' && c <= '9')
		{
			before = digits == 0 ? runs : before;
			alone &= digits++ == 0 || (last >= '0' && last <= '9');
		}
		else if (is_dash(c))
			runs += !stroke;
		else if (c == 0x9875)	/* 页 */
			pages++;
		else if (!gir_is_space(c) && c != 0x7B2C && c != 0x5171 && c != '/')	/* 第 共 */
			return false;
		alone &= c != '/';
		stroke = is_dash(c);
		last = c;
	}
	/* more strokes, slashes and numbers are the cells of a row */
	return digits >= 1 && digits <= 6 && (pages > 0 || (alone && before == 1 && runs == 2 && digits <= 3));
}

/* A stroke of a ruled table, longer than any mark in a cell. */
static bool
is_stroke(const char *s, uint32_t len)
{
	uint32_t	n = 0;

	while (n < len && (s[n] == '-' || s[n] == '=' || s[n] == '_' || s[n] == '+'))
		n++;
	return n == len && len >= 5;
}

/* ---- ------ ----: a line of nothing but strokes. */
static bool
is_ruler(const char *p, const char *end)
{
	int			run = 0;
	int			longest = 0;

	for (p = gir_skip_blanks(p, end); p < end; p++)
	{
		if (*p != '-' && *p != '=' && *p != ' ')
			return false;
		run = *p == ' ' ? 0 : run + 1;
		longest = run > longest ? run : longest;
	}
	return longest >= 3;
}

/* An array with room for more elements; NULL when memory is out.  own: it has not been asked for yet. */
static void *
grow(Loose *l, void *array, bool own, int *size, int wanted, size_t width)
{
	int			n = *size;
	void	   *p;

	while (n < wanted)
		n *= 2;
	p = realloc(own ? NULL : array, (size_t) n * width);
	if (p == NULL)
		l->grid->status = GIR_OUT_OF_MEMORY;
	else
	{
		if (own)
			memcpy(p, array, (size_t) *size * width);
		*size = n;
	}
	return p;
}

static bool
grow_words(Loose *l, int more)
{
	int			size[3] = {l->words_size, l->words_size, l->words_size};
	void	   *p;

	if (l->nwords + more <= l->words_size)
		return true;
	if ((p = grow(l, l->c, l->c == l->first->c, &size[0], l->nwords + more, sizeof(l->c[0]))) != NULL)
		l->c = p;
	if (p != NULL && (p = grow(l, l->off, l->off == l->first->off, &size[1], l->nwords + more, sizeof(l->off[0]))) != NULL)
		l->off = p;
	if (p != NULL && (p = grow(l, l->before, l->before == l->first->before, &size[2], l->nwords + more, sizeof(l->before[0]))) != NULL)
		l->before = p;
	if (p != NULL)
		l->words_size = size[0];
	return p != NULL;
}

static bool
grow_figures(Loose *l)
{
	void	   *p;

	if (l->nfigures < l->figures_size)
		return true;
	if ((p = grow(l, l->figures, l->figures == l->first->figures, &l->figures_size, l->nfigures + 1, sizeof(l->figures[0]))) != NULL)
		l->figures = p;
	return p != NULL;
}

static void emit_rows(Loose *l, bool last);

/* White space; a bar, where a whole table stands on one line. */
static inline bool
parts_words(uint32_t c)
{
	return gir_is_space(c) || c == '|';
}

/* Past one character, and whether it parts words; most are ASCII or Han. */
static inline bool
skip_space_char(const char **p, const char *end)
{
	unsigned char b = (unsigned char) **p;

	if (b > ' ' && b < '|')
	{
		++*p;
		return false;
	}
	if (b >= 0xE4 && b <= 0xE9 && end - *p >= 3)
	{
		*p += 3;
		return false;
	}
	return parts_words(gir_next_char(p, end));
}

/* Add the characters that count in labels, up to the end or, of a token whose end is not known, to white space. Returns where that is. */
static inline const char *
add_letters(Loose *l, const char *p, const char *end, bool known)
{
	const char *text = l->grid->text;
	int			n = l->nwords;
	uint16_t   *c;
	uint32_t   *off;
	uint8_t    *before;

	if (p == end || !grow_words(l, (int) (end - p)))
		return end;
	c = l->c;
	off = l->off;
	before = l->before;
	while (p < end)
	{
		const char *next = p;

		/* as nearly all of it */
		if (end - p >= 3 && (unsigned char) *p >= 0xE4 && (unsigned char) *p <= 0xE9)
		{
			off[n] = (uint32_t) (p - text);
			before[n] = 0;
			c[n++] = gir_fold_three((const unsigned char *) p);
			p += 3;
			continue;
		}
		if (!known && skip_space_char(&next, end))
			break;
		off[n] = (uint32_t) (p - text);
		before[n] = 0;
		c[n] = gir_fold_next(&p, end);
		n += c[n] != 0;
	}
	if (n > l->nwords)
	{
		before[l->nwords] = (uint8_t) l->gap;
		l->gap = 0;
	}
	l->nwords = n;
	return p;
}

/* A long token is added a piece at a time. */
static void
add_long_word(Loose *l, const char *p, const char *end)
{
	while (p < end && gir_grid_goes_on(l->grid, p))
	{
		const char *stop = end - p > PLAIN ? p + PLAIN : end;

		while (stop < end && ((unsigned char) *stop & 0xC0) == 0x80)
			stop++;
		add_letters(l, p, stop, true);
		if (l->nwords > WINDOW)
			emit_rows(l, false);
		p = stop;
	}
}

static inline void
add_word(Loose *l, GirSpan token)
{
	const char *p = l->grid->text + token.off;

	if (token.len > PLAIN || l->nwords > WINDOW)
		add_long_word(l, p, p + token.len);
	else
		add_letters(l, p, p + token.len, true);
}

static bool
is_quote(uint32_t c)
{
	return c == '"' || c == '\'' || (c >= 0x2018 && c <= 0x201F) || (c >= 0x300C && c <= 0x300F);
}

static bool
begins_with_reference(const char *s, uint32_t len)
{
	return len >= sizeof(REFERENCE) - 1 && memcmp(s, REFERENCE, sizeof(REFERENCE) - 1) == 0;
}

static bool
is_blank(const char *p, const char *end)
{
	while (p < end && (*p == ' ' || *p == '\t' || *p == '\r'))
		p++;
	return p == end;
}

/* A reference to a space is one beside other words; alone in its line it is a blank cell, and stays. */
static GirSpan
without_reference(const char *text, GirSpan token, const char *start, const char *end)
{
	const char *p = text + token.off;
	uint32_t	n = sizeof(REFERENCE) - 1;

	if (!begins_with_reference(p, token.len) || (token.len == n && is_blank(start, p) && is_blank(p + n, end)))
		return token;
	return (GirSpan) {token.off + n, token.len - n};
}

/* 减12, 增3: the word is the figure's sign, in the column 本年增/减 of form 2019. */
static inline bool
is_change(const char *p, const char *end)
{
	const char *digit = p + 3;
	uint32_t	c;

	if (end - p < 4 || (memcmp(p, "减", 3) != 0 && memcmp(p, "增", 3) != 0 && memcmp(p, "減", 3) != 0))
		return false;
	c = gir_narrow(gir_next_char(&digit, end));
	return c >= '0' && c <= '9';
}

/* Small digits, above or below the line; arrows. */
static bool
is_small_or_arrow(uint32_t c)
{
	return c == 0xB2 || c == 0xB3 || c == 0xB9 || (c >= 0x2070 && c <= 0x2089) || (c >= 0x2190 && c <= 0x2199);
}

/*
 * 14,19 and 6, of 6, 225: digits and commas that are no number, but a piece of one; ² and 5↑, which may be one or not. Behind another figure also
 * ####, for a number that was too wide; ½.
 */
static bool
is_piece(const Loose *l, const char *p, const char *end)
{
	bool		behind = l->nfigures > 0 && l->gap == 0 && (int) l->figures[l->nfigures - 1].word == l->nwords;
	bool		digits = false;
	bool		other = false;

	while (p < end)
	{
		uint32_t	c = gir_narrow(gir_next_char(&p, end));
		bool		digit = c >= '0' && c <= '9';

		if (!digit && !(c == ',' && digits) && !is_small_or_arrow(c) && !(behind && (c == '#' || (c >= 0xBC && c <= 0xBE))))
			return false;
		digits |= digit;
		other |= !digit;
	}
	return other;
}

/* * 67: a star that begins a line, with one word behind it, is a list's. */
static bool
is_bullet(const GirGrid *grid, GirSpan token)
{
	const char *start = grid->text + token.off;
	const char *end = grid->text + grid->len;
	const char *word = gir_skip_blanks(start + token.len, end);
	const char *p = word;

	if (*start != '*')
		return false;
	while (start > grid->text && start[-1] == ' ')
		start--;
	if (start > grid->text && start[-1] != '\n')
		return false;
	while (p < end && *p != ' ' && *p != '\t' && *p != '\n')
		p++;
	if (p == word || (p < end && *p == '\t'))
		return false;
	p = gir_skip_blanks(p, end);
	return p == end || *p == '\n';
}

static bool
is_figure_token(const Loose *l, GirSpan token, GirCellKind *kind)
{
	const char *s = l->grid->text + token.off;
	GirValue	v;
	unsigned char b = (unsigned char) *s;
	bool		change = is_change(s, s + token.len);

	/* what pandas prints for an empty cell; what is left of one in a page */
	if ((token.len == 3 && memcmp(s, "NaN", 3) == 0) || begins_with_reference(s, token.len))
	{
		*kind = GIR_CELL_EMPTY;
		return true;
	}
	if (gir_is_sign(s, token.len) && !is_bullet(l->grid, token))
	{
		*kind = GIR_CELL_MARK;
		return true;
	}
	/* cheap: figures and marks begin with a digit, a sign, a full-width form, a dash or 无/不 */
	if (token.len > 60 || (b < 0x80 && !(b >= '0' && b <= '9') && b != '-' && b != '+' && b != '/' && b != '\\' && b != '#'))
		return false;
	if (b >= 0xE3 && b <= 0xED && b != 0xE6 && b != 0xE7 && b != 0xE4 && !change && !(token.len == 3 && memcmp(s, "〇", 3) == 0))
		return false;
	gir_value_read(s, token.len, change, &v);
	if (v.state == GIR_NUMBER)
		*kind = GIR_CELL_NUMBER;
	else if (gir_is_glued(s, token.len) || is_piece(l, s, s + token.len))
		*kind = GIR_CELL_TEXT;	/* stands where figures do, and spoils its row */
	else if (v.state == GIR_DASH || v.state == GIR_NOT_APPLICABLE)
		*kind = GIR_CELL_MARK;
	else
		return false;
	return true;
}

/* Does a token begin there that is no figure and no mark?  It begins with a Han character other than those of 无, 零 and 不适用. */
static inline bool
begins_letters(const char *p, const char *end)
{
	unsigned char b = (unsigned char) *p;

	if (b < 0xE4 || b > 0xE9 || end - p < 3 || is_change(p, end))
		return false;
	return b == 0xE5 || (memcmp(p, "无", 3) != 0 && memcmp(p, "無", 3) != 0 && memcmp(p, "不", 3) != 0 && memcmp(p, "零", 3) != 0);
}

static bool
is_invisible(const char *p, const char *end)
{
	return gir_is_invisible(gir_next_char(&p, end));
}

/* Past white space; tabs are counted. */
static inline const char *
skip_spaces(const char *p, const char *end, int *tabs)
{
	while (p < end)
	{
		const char *next = p;

		if (*p == ' ')
		{
			p = gir_skip_blanks(p, end);
			continue;
		}
		if (!skip_space_char(&next, end))
			break;
		*tabs += *p == '\t';
		p = next;
	}
	return p;
}

/* The next word between white space, which has to show if it stands within; tabs before it are counted. */
static bool
next_token(const char **p, const char *end, GirSpan *token, const char *text, int *tabs)
{
	const char *start = skip_spaces(*p, end, tabs);
	const char *at;
	const char *next;

	for (at = start; at < end; at = next)
	{
		next = at;
		if (skip_space_char(&next, end) && !(next - at > 1 && is_invisible(at, end)))
			break;
	}
	*p = at;
	*token = (GirSpan) {(uint32_t) (start - text), (uint32_t) (at - start)};
	if (at > start && gir_may_end_space(start, token->len))
		*token = gir_trim(text, *token);
	return at > start;
}

/* The number of a label that stands apart from it: 1 .属于国家秘密; 3 “ */
static bool
numbers_label(const char *after, const char *end)
{
	uint32_t	c = ' ';

	after = gir_skip_blanks(after, end);
	while (after < end && parts_words(c))
		c = gir_narrow(gir_next_char(&after, end));
	if (c == '.' || c == 0x3001)
		return true;
	if (!is_quote(c) || (after < end && !skip_space_char(&after, end)))
		return false;
	/* a quotation mark that a line has lost, before a label with a number of its own */
	for (c = ' '; after < end && parts_words(c);)
		c = gir_narrow(gir_next_char(&after, end));
	return c < '0' || c > '9';
}

/* No label has the number 0, or one of two digits. */
static bool
can_number(const Loose *l, GirSpan token)
{
	const char *p = l->grid->text + token.off;
	const char *end = p + token.len;
	uint32_t	c = gir_narrow(gir_next_char(&p, end));

	return p == end && c != '0';
}

/* 无 above 法提供, one character a line: the group 无法提供, and no mark. */
static bool
begins_group(const Loose *l, GirSpan token, const char *after)
{
	if (token.len != 3 || memcmp(l->grid->text + token.off, "无", 3) != 0)
		return false;
	while (after < l->end && (*after == ' ' || *after == '\n' || *after == '\r' || *after == '\t'))
		after++;
	return l->end - after >= 3 && memcmp(after, "法", 3) == 0;
}

/* The number that begins a line, if it stands alone before something else: words, or figures; -1 otherwise. */
static int
line_number(const char *p, const char *end, const char *text, const char **after, bool *words)
{
	GirSpan		token;
	int			tabs = 0;
	int			n = 0;
	int			digits = 0;

	while ((p = gir_skip_blanks(p, end)) < end && *p == '\t')
		p++;
	for (; p < end && *p >= '0' && *p <= '9' && digits <= 3; digits++)
		n = n * 10 + (*p++ - '0');
	*after = p;
	if (digits == 0 || digits > 3 || p >= end || !skip_space_char(&p, end))
		return -1;
	if (!next_token(&p, end, &token, text, &tabs))
		return -1;
	*words = (unsigned char) text[token.off] >= 0xE0 || text[token.off] == '(';
	return n;
}

/* The head of the lines that pandas and the like number: 0 1 2 3 …, and nothing else. */
static bool
is_index_head(const char *p, const char *end, const char *text)
{
	GirSpan		token;
	int			tabs = 0;
	int			n = 0;

	for (; next_token(&p, end, &token, text, &tabs); n++)
		if (token.len > 2 || strtol(text + token.off, NULL, 10) != n || text[token.off] < '0' || text[token.off] > '9')
			return false;
	return n >= 3;
}

/* The index that pandas and the like print before each line is no figure: 0, 1, 2 …; the first of them before words. */
static void
skip_index(Loose *l, const char **p, const char *end)
{
	const char *after = *p;
	bool		words = false;
	int			n = line_number(*p, end, l->grid->text, &after, &words);

	if (n == 0 && !words && is_index_head(*p, end, l->grid->text))
	{
		l->index = 0;
		*p = end;
		return;
	}
	/* a table begins: with words; or with figures alone, which is the only row of table 4; or else lines have been lost or exchanged */
	if (n < 0 || ((n < l->index - NEAR_INDEX || n > l->index + (words ? PROSE_INDEX : NEAR_INDEX)) && !(n == 0 && (words || l->index > 0))))
		return;
	l->index = n + 1;
	*p = after;
}

/* Are the lines numbered?  At least MIN_INDEX of them, one after the other, and words behind most of the numbers. */
static bool
has_index(GirGrid *grid, GirSpan span)
{
	const char *p = grid->text + span.off;
	const char *end = p + span.len;
	int			expected = 0;
	int			named = 0;

	while (p < end && expected < MIN_INDEX && gir_grid_goes_on(grid, p))
	{
		const char *nl = gir_find_near(p, end, '\n');
		const char *stop = nl ? nl : end;
		const char *after;
		bool		words = false;
		int			n = (unsigned char) *p > '9' || stop - p < MIN_NUMBERED || stop - p > LONG_LINE ? -1 : line_number(p, stop, grid->text, &after, &words);

		if (n >= 0 && n == expected)
			expected++;			/* the line may be numbered itself: 13  1.政府公报 */
		else if (words && n == 0)
			expected = 1;
		else
			words = false;
		named += words;
		p = stop + 1;
	}
	return expected >= MIN_INDEX && named * 2 >= MIN_INDEX;
}

/* Is a figure the last thing that was read? */
static inline bool
follows_figure(const Loose *l)
{
	return l->nfigures > 0 && (int) l->figures[l->nfigures - 1].word == l->nwords;
}

/* 3 件: a unit behind a blank, or alone on the next line, belongs to the figure before it. */
static bool
take_unit(Loose *l, const char **p, const char *end)
{
	static const char *const units[] = {"件", "条", "宗", "起", "个", "元", "万元", "项"};
	static const size_t nunits = sizeof(units) / sizeof(units[0]);
	Figure	   *f = &l->figures[l->nfigures - 1];

	if (l->gap > 1 || (l->gap > 0 && end - *p > MAX_UNIT) || f->kind != GIR_CELL_NUMBER)
		return false;
	/* 项 alone may be what is left of 行政查询事项 */
	for (size_t i = 0; i < nunits - (l->gap > 0 && l->nwords > 0 && l->c[l->nwords - 1] == 0x4E8B); i++)
	{
		size_t		n = strlen(units[i]);
		const char *stop = *p + n;
		uint32_t	len = (uint32_t) (stop - l->grid->text) - f->off;

		if ((size_t) (end - *p) < n || memcmp(*p, units[i], n) != 0 || (stop < end && (l->gap > 0 || *stop != ' ')) || len > 60)
			continue;
		f->len = (uint8_t) len;
		l->gap = 0;
		*p = stop;
		return true;
	}
	return false;
}

/* 0 1 2 3 4 before words: the heads that pandas gives to columns without any; five or more of them cannot be figures that add up. */
static void
leave_heads(Loose *l)
{
	const Figure *last = &l->figures[l->nfigures - 1];
	int			n;

	if (last->len != 1 || l->grid->text[last->off] < '4' || l->grid->text[last->off] > '9')
		return;
	n = l->grid->text[last->off] - '0' + 1;
	if (l->nfigures < n)
		return;
	for (int i = 0; i < n; i++)
	{
		const Figure *f = last - i;

		if (f->len != 1 || l->grid->text[f->off] != '0' + n - 1 - i || f->word != last->word)
			return;
	}
	l->nfigures -= n;
}

static bool
is_year(const Loose *l)
{
	const Figure *f = &l->figures[l->nfigures - 1];
	const char *s = l->grid->text + f->off;

	return f->len == 4 && (memcmp(s, "19", 2) == 0 || memcmp(s, "20", 2) == 0);
}

/* A comma or point behind a figure, alone or before digits: 185 ,187; 7289 / . / 3. */
static bool
breaks_figure(const Loose *l, GirSpan token)
{
	const char *p = l->grid->text + token.off;
	const char *end = p + token.len;
	uint32_t	c = gir_narrow(gir_next_char(&p, end));

	if (!follows_figure(l) || (c != ',' && c != '.'))
		return false;
	while (p < end)
	{
		c = gir_narrow(gir_next_char(&p, end));
		if (c < '0' || c > '9')
			return false;
	}
	return true;
}

static bool
is_yuan(const char *p, const char *end)
{
	static const char *const units[] = {"元", "万元"};

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if ((size_t) (end - p) == strlen(units[i]) && memcmp(p, units[i], strlen(units[i])) == 0)
			return true;
	return false;
}

/* 029① behind 9, 000元 behind 251: thousands with a blank between, and something behind them.  222万元 behind 3 may be another figure. */
static bool
is_last_group(const Loose *l, GirSpan token)
{
	const char *s = l->grid->text + token.off;
	const char *end = s + token.len;
	const char *p = s;
	const Figure *f = l->nfigures > 0 ? &l->figures[l->nfigures - 1] : NULL;

	if (!follows_figure(l) || l->gap > 0 || f->kind != GIR_CELL_NUMBER || f->len > 3 || l->grid->text[f->off] == '0' || token.off != f->off + f->len + 1)
		return false;
	while (p < end && *p >= '0' && *p <= '9')
		p++;
	if (p - s != 3)
		return false;
	if (end - p > 1 && *p == '.')
		do
			p++;
		while (p < end && *p >= '0' && *p <= '9');
	if (p == end || *s == '0')
		return p < end;
	return (p - s > 3 || memchr(",/-.%", *p, 5) == NULL) && !is_yuan(p, end);
}

static void
read_line(Loose *l, const char *start, const char *end)
{
	const char *p = start;
	GirSpan		token;
	GirCellKind kind;
	int			tabs = 0;

	if (l->index >= 0)
		skip_index(l, &p, end);
	while (l->grid->status == GIR_OK)
	{
		p = skip_spaces(p, end, &tabs);
		if (end - p >= 3 && follows_figure(l) && (unsigned char) *p >= 0xE4 && (unsigned char) *p <= 0xE9)
		{
			if (tabs == 0 && take_unit(l, &p, end))
				continue;
			if (memcmp(p, "年", 3) == 0 && is_year(l))
				l->nfigures--;	/* of the words behind it: 2023 年分季度情况 */
			else
				leave_heads(l);
		}
		if (p < end && end - p <= PLAIN && l->nwords <= WINDOW && begins_letters(p, end))
		{
			l->gap = (uint16_t) (l->gap + tabs < 255 ? l->gap + tabs : 255);
			tabs = 0;
			p = add_letters(l, p, end, false);
			continue;
		}
		if (!next_token(&p, end, &token, l->grid->text, &tabs))
			break;
		l->gap = (uint16_t) (l->gap + tabs < 255 ? l->gap + tabs : 255);
		tabs = 0;
		token = without_reference(l->grid->text, token, start, end);
		if (token.len == 0 || is_stroke(l->grid->text + token.off, token.len))
			continue;
		if (breaks_figure(l, token) || is_last_group(l, token))
		{
			l->figures[l->nfigures - 1].kind = GIR_CELL_TEXT;
			continue;
		}
		if (is_figure_token(l, token, &kind) && !(kind == GIR_CELL_NUMBER ? can_number(l, token) && numbers_label(p, l->end)
												  : kind == GIR_CELL_MARK && begins_group(l, token, p)))
		{
			if (!grow_figures(l))
				return;
			l->figures[l->nfigures++] = (Figure) {token.off, (uint32_t) l->nwords, (uint8_t) token.len, (uint8_t) l->gap, (uint8_t) kind};
			if (l->nfigures > FIGURES)
				emit_rows(l, false);
		}
		else
		{
			add_word(l, token);
			continue;
		}
		l->gap = 0;
	}
}

/* The stretch of text from one word's first byte to the last one's last. */
static GirSpan
words_span(const Loose *l, int from, int to)
{
	const char *last = l->grid->text + l->off[to - 1];

	(void) gir_next_char(&last, l->grid->text + l->grid->len);
	return (GirSpan) {l->off[from], (uint32_t) (last - l->grid->text) - l->off[from]};
}

/* Emit the words from..to that belong to no label, as one text cell. */
static void
emit_words(Loose *l, int from, int to)
{
	if (from < to && l->grid->status == GIR_OK)
		gir_grid_known(l->grid, words_span(l, from, to), GIR_CELL_TEXT, -1, l->before[from]);
}

static int
emit_figures(Loose *l, int figure, int word)
{
	while (figure < l->nfigures && (int) l->figures[figure].word <= word && l->grid->status == GIR_OK)
	{
		const Figure *f = &l->figures[figure++];

		l->grid->pieces |= f->kind == GIR_CELL_TEXT;
		gir_grid_add(l->grid, (GirGridCell) {.off = f->off,.len = f->len,.label = -1,.kind = f->kind,.gap = f->gap,.glued = f->kind == GIR_CELL_TEXT});
	}
	return figure;
}

/* Forget the words before `from` and the figures before `figure`: they are in rows. */
static void
forget(Loose *l, int from, int figure)
{
	l->nwords -= from;
	l->nfigures -= figure;
	if (l->nwords > 0)
	{
		memmove(l->c, l->c + from, (size_t) l->nwords * sizeof(l->c[0]));
		memmove(l->off, l->off + from, (size_t) l->nwords * sizeof(l->off[0]));
		memmove(l->before, l->before + from, (size_t) l->nwords * sizeof(l->before[0]));
	}
	if (l->nfigures > 0)
		memmove(l->figures, l->figures + figure, (size_t) l->nfigures * sizeof(l->figures[0]));
	for (int i = 0; i < l->nfigures; i++)
		l->figures[i].word -= (uint32_t) from;
}

/* The first word from here on at which a label may begin, or that must be looked at for another reason. */
static int
next_beginning(const Loose *l, int word, int figure, bool last)
{
	int			stop = l->nwords - (last ? 0 : GIR_MAX_LABEL);

	if (figure < l->nfigures && (int) l->figures[figure].word < stop)
		stop = (int) l->figures[figure].word;
	while (word < stop && !gir_label_may_begin(l->c[word]))
		word++;
	return word;
}

/*
 * Does another label begin with the number that stands before this one, and its words before the figures?  8.属于行, figures, 政执法案卷: these
 * are no row 属于行政执法案卷, but the first half of 8.属于行政查询事项 and the rest of another.
 */
static bool
begins_other(const Loose *l, int word, int figure)
{
	return word > 0 && l->before[word] == 0 && gir_label_begins(l->c + word - 1, (int) l->figures[figure].word - word + 1);
}

/*
 * Search the words for labels and lay out rows: labels and other words up to a run of figures, then the figures.  A label that goes
 * around figures is taken before them.  Unless it is the last time, what may be the beginning of a label is left for the next one.
 */
static void
emit_rows(Loose *l, bool last)
{
	int			figure = 0;
	int			word = l->plain;
	int			plain = 0;		/* first word that belongs to no label yet */

	while (l->grid->status == GIR_OK)
	{
		int			length = 0;
		bool		here = figure < l->nfigures && (int) l->figures[figure].word <= word;
		const GirLabel *label;
		bool		around;

		if (!here && word + (last ? 0 : GIR_MAX_LABEL) >= l->nwords)
			break;
		label = word < l->nwords ? gir_label_prefix(l->c + word, l->nwords - word, &length) : NULL;
		around = label && figure < l->nfigures && (int) l->figures[figure].word < word + length;

		if (!l->open)
			gir_grid_row(l->grid, GIR_ROW_LOOSE);
		l->open = true;
		if (here)
		{
			emit_words(l, plain, word);
			plain = word;
			figure = emit_figures(l, figure, word);
			l->open = false;
			continue;
		}
		if (label == NULL || (around && begins_other(l, word, figure)))
		{
			word = next_beginning(l, word + 1, figure, last);
			continue;
		}
		emit_words(l, plain, word);
		if (l->grid->status == GIR_OK)
			gir_grid_known(l->grid, words_span(l, word, word + length), GIR_CELL_LABEL,
						   gir_label_number(label), l->before[word]);
		if (around)
		{
			figure = emit_figures(l, figure, word + length - 1);
			l->open = false;
		}
		word += length;
		plain = word;
	}
	if (plain < word && (last || word - plain > PLAIN))
	{
		if (!l->open)
			gir_grid_row(l->grid, GIR_ROW_LOOSE);
		l->open = true;
		emit_words(l, plain, word);
		plain = word;
	}
	forget(l, last ? l->nwords : plain, last ? l->nfigures : figure);
	l->plain = last ? 0 : word - plain;
	l->open = l->open && !last;
}

/* Zero-width spaces or soft hyphens: any word may be in pieces. */
static bool
has_invisible(const char *s, size_t len)
{
	for (const char *p = s; (p = memchr(p, 0xC2, (size_t) (s + len - p))) != NULL && p + 1 < s + len; p++)
		if ((unsigned char) p[1] == 0xAD)
			return true;
	return gir_find(s, len, "\xE2\x80\x8B") != NULL;
}

/* Short, or in columns, or with the words of a table: no prose.  A whole report on one line may have blanks as if in columns, and sentences. */
static bool
is_table_line(const char *p, const char *stop)
{
	if (stop - p > LONG_LINE)
		return false;
	if ((stop - p <= PROSE_LINE || is_aligned(p, stop)) && !is_sentence(p, stop))
		return true;
	return stop - p > PROSE_LINE && (holds_table(p, (size_t) (stop - p)) || (stop - p > REPORT_LINE && has_invisible(p, (size_t) (stop - p))));
}

void
gir_cells_loose(GirGrid *grid, GirSpan span)
{
	First		first;
	Loose		l = {
		.grid = grid,.end = grid->text + span.off + span.len,.index = has_index(grid, span) ? 0 : -1,
		.first = &first,.c = first.c,.off = first.off,.before = first.before,.figures = first.figures,
		.words_size = FIRST_WORDS,.figures_size = FIRST_FIGURES
	};
	const char *p = grid->text + span.off;
	const char *end = p + span.len;

	while (p < end && gir_grid_goes_on(grid, p))
	{
		const char *nl = gir_find_near(p, end, '\n');
		const char *stop = nl ? nl : end;

		if (stop == p || (stop - p >= MIN_NUMBERED && stop - p <= LONG_LINE && (is_page_number(p, stop) || is_ruler(p, stop))))
			;					/* the foot of a page, between two rows; the line below the heads */
		else if (is_table_line(p, stop))
			read_line(&l, p, stop);
		else if (grid->status == GIR_OK)
		{
			emit_rows(&l, true);	/* prose parts what stands before and after it */
			gir_grid_row(grid, GIR_ROW_LOOSE);
			if (grid->status == GIR_OK)
				gir_grid_known(grid, ((GirSpan) {(uint32_t) (p - grid->text), (uint32_t) (stop - p)}), GIR_CELL_TEXT, -1, 0);
		}
		l.gap += l.gap < 200;
		p = stop + 1;
	}
	if (grid->status == GIR_OK)
		emit_rows(&l, true);
	if (l.c != first.c)
		free(l.c);
	if (l.off != first.off)
		free(l.off);
	if (l.before != first.before)
		free(l.before);
	if (l.figures != first.figures)
		free(l.figures);
}
