/*
 * statements_words.c - the words and numbers of a sentence
 */
#include "core/statements_words.h"

#include <string.h>

enum
{
	MAX_NODES = 8192,
	EDGES = 4 * MAX_NODES,		/* a power of two */
	MAX_DIGITS = 12,			/* of a number in prose; longer runs are codes */
	MAX_TITLE_BYTES = 300,		/* between 《 and 》 */
	MAX_HEADING = 160,			/* bytes that a heading may have */
	SHORT = 123,				/* bytes: a sentence as long may be one that statements.c takes for a heading */
	LONG_LINE = 54				/* bytes: a line as long is broken because it is full, not because its sentence ends */
};

/* What a character may begin, beside words: high bits of start[]. */
enum
{
	START_NODE = 0x0FFF,		/* of a first character; these are the first nodes */
	START_NEGATIVE = 0x1000,	/* in every negative there is one of these */
	START_NUMERAL = 0x2000,		/* Chinese */
	START_DIGIT = 0x4000,
	START_OTHER = 0x8000		/* white space, marks, brackets */
};

typedef struct Node
{
	uint64_t	children;		/* bit set of their characters' low bits: most that are sought are not there */
	int16_t		word;			/* into words[], -1 */
	int16_t		counter;		/* into counters[], -1 */
} Node;

/* From a node to the child with that character. */
typedef struct Edge
{
	uint16_t	node;
	uint16_t	c;
	uint16_t	child;			/* 0: no edge */
} Edge;

static const struct
{
	const char *word;
	uint64_t	cues;
}			words[] = {
#define WORD(word, cues) {word, cues},
#include "core/statements.def"
};

static const struct
{
	const char *word;
	uint16_t	class;
}			counters[] = {
#define COUNTER(word, class) {word, class},
#include "core/statements.def"
};

static Node nodes[MAX_NODES];
static int	nnodes;
static Edge edges[EDGES];		/* a hash table */
static uint16_t start[65536];	/* by character as printed */
static uint16_t roots[65536];	/* by folded character */

_Static_assert(CUE_COUNT <= 64, "a set of cues has 64 bits");

/* Half width, simplified; all else as it is. */
static inline uint16_t
fold(uint32_t c)
{
	c = gir_narrow(c);
	if (c >= 0x10000)
		return 0xFFFF;
	if (gir_is_han(c))
		return gir_fold_table[c];
	return c >= 'A' && c <= 'Z' ? (uint16_t) (c + 32) : (uint16_t) c;
}

/* ---- the table of words ---- */

static uint16_t
new_node(void)
{
	if (nnodes == MAX_NODES)
		return 0;
	nodes[nnodes] = (Node) {.word = -1,.counter = -1};
	return (uint16_t) nnodes++;
}

static inline uint64_t
bit_of(uint16_t c)
{
	return UINT64_C(1) << (c & 63);
}

/* The edge from that node with that character, or the place where it would be. */
static inline Edge *
find_edge(uint16_t node, uint16_t c)
{
	uint32_t	h = (node * 0x9E3779B1u + c) * 0x9E3779B1u >> 16;

	for (;; h++)
	{
		Edge	   *e = &edges[h & (EDGES - 1)];

		if (e->child == 0 || (e->node == node && e->c == c))
			return e;
	}
}

static inline uint16_t
find_child(uint16_t node, uint16_t c)
{
	return nodes[node].children & bit_of(c) ? find_edge(node, c)->child : 0;
}

/* The node of a word's first character, made if it is not there; 0 when there is no room for it in start[]. */
static uint16_t
add_root(const char *word)
{
	uint16_t   *root = &roots[fold(gir_next_char(&word, word + strlen(word)))];

	if (*root == 0 && nnodes <= START_NODE)
		*root = new_node();
	return *root;
}

/* The node of a word whose root is there, made if it is not there; 0 when there is no room. */
static uint16_t
add_path(const char *word)
{
	const char *p = word;
	const char *end = word + strlen(word);
	uint16_t	c = fold(gir_next_char(&p, end));
	uint16_t	node = roots[c];

	while (p < end)
	{
		Edge	   *e;

		c = fold(gir_next_char(&p, end));
		e = find_edge(node, c);
		if (e->child == 0)
		{
			uint16_t	child = new_node();

			if (child == 0)
				return 0;
			*e = (Edge) {node, c, child};
			nodes[node].children |= bit_of(c);
		}
		node = e->child;
	}
	return node;
}

/* Value of a Chinese numeral digit, formal ones too; -1. */
static int
numeral_digit(uint32_t c)
{
	static const uint16_t formal[] = {0x58F9, 0x8D30, 0x53C1, 0x8086, 0x4F0D, 0x9646, 0x67D2, 0x634C, 0x7396};	/* 壹 … 玖 */
	static const uint16_t traditional[][2] = {{0x8CB3, 2}, {0x8CAE, 2}, {0x53C4, 3}, {0x53C3, 3}, {0x9678, 6}};
	int			n = gir_han_digit(c);

	for (int i = 0; n < 0 && i < 9; i++)
		if (formal[i] == c)
			n = i + 1;
	for (int i = 0; n < 0 && i < 5; i++)
		if (traditional[i][0] == c)
			n = traditional[i][1];
	return n;
}

/* 10, 100 … of a Chinese unit; 0. */
static int64_t
numeral_unit(uint32_t c)
{
	switch (c)
	{
		case 0x5341:			/* 十 拾 */
		case 0x62FE:
			return 10;
		case 0x767E:			/* 百 佰 */
		case 0x4F70:
			return 100;
		case 0x5343:			/* 千 仟 */
		case 0x4EDF:
			return 1000;
		case 0x4E07:			/* 万 萬 */
		case 0x842C:
			return 10000;
		case 0x4EBF:			/* 亿 億 */
		case 0x5104:
			return 100000000;
		default:
			return 0;
	}
}

static inline bool
is_numeral(uint32_t c)
{
	return c < 0x10000 && (start[c] & START_NUMERAL) != 0;
}

/* Set a bit for each character of a string, and for its full-width form. */
static void
mark_start(const char *chars, uint16_t bit)
{
	const char *end = chars + strlen(chars);

	while (chars < end)
	{
		uint32_t	c = gir_next_char(&chars, end);

		start[c] |= bit;
		if (c > ' ' && c < 0x7F)
			start[c + 0xFEE0] |= bit;
	}
}

static void
fill_start(void)
{

	for (uint32_t c = 0; c < 65536; c++)
	{
		start[c] = roots[fold(c)];
		if (gir_is_space(c))
			start[c] |= START_OTHER;
	}
	mark_start("0123456789", START_DIGIT);
	mark_start("零〇○◯一二三四五六七八九两壹贰叁肆伍陆柒捌玖貳貮參叄陸十百千万亿拾佰仟萬億廿卅", START_NUMERAL);
	mark_start("未无無没沒不零", START_NEGATIVE);
	mark_start(",;、:()。!?|《〔[\n\t", START_OTHER);
}

bool
gir_words_init(void)
{
	if (nnodes > 0)
		return true;
	nnodes = 1;					/* 0 is no node */
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (add_root(words[i].word) == 0)
			return false;
	for (size_t i = 0; i < sizeof(counters) / sizeof(counters[0]); i++)
		if (add_root(counters[i].word) == 0)
			return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
	{
		uint16_t	node = add_path(words[i].word);

		if (node == 0 || nodes[node].word >= 0)
			return false;		/* no room, or declared twice */
		nodes[node].word = (int16_t) i;
	}
	for (size_t i = 0; i < sizeof(counters) / sizeof(counters[0]); i++)
	{
		uint16_t	node = add_path(counters[i].word);

		if (node == 0 || nodes[node].counter >= 0)
			return false;
		nodes[node].counter = (int16_t) i;
	}
	fill_start();
	return true;
}

/* ---- reading ---- */

static uint32_t
peek(const char *p, const char *end)
{
	return p < end ? gir_narrow(gir_next_char(&p, end)) : 0;
}

static const char *
next(const char *p, const char *end)
{
	gir_next_char(&p, end);
	return p;
}

static const char *
skip_spaces(const char *p, const char *end, bool lines)
{
	while (p < end)
	{
		uint32_t	c = peek(p, end);

		if (!gir_is_space(c) || (c == '\n' && !lines))
			break;
		p = next(p, end);
	}
	return p;
}

/* Past white space, line breaks too if wanted; there is hardly ever any. */
static inline const char *
skip_space(const char *p, const char *end, bool lines)
{
	return p < end && gir_may_begin_space(p) ? skip_spaces(p, end, lines) : p;
}

/* The character at *p, folded.  Nearly all are Han of the basic block, whose bytes begin with E4 to E9. */
static inline uint16_t
folded(const char **p, const char *end)
{
	const unsigned char *s = (const unsigned char *) *p;

	if (s[0] >= 0xE4 && s[0] < 0xE9 && end - *p >= 3)
	{
		*p += 3;
		return gir_fold_table[(s[0] & 0x0F) << 12 | (s[1] & 0x3F) << 6 | (s[2] & 0x3F)];
	}
	return fold(gir_next_char(p, end));
}

/*
 * The longest declared word (or counter) whose first character, just before p, has that node.  White space inside of it is passed over:
 * converters put some between any two characters.  *stop is where it ends.
 */
static int
longest(GirLexer *x, uint16_t node, const char *p, bool counter, const char **stop)
{
	int			best = -1;

	while (node != 0)
	{
		const Node *n = &nodes[node];

		x->steps++;
		if ((counter ? n->counter : n->word) >= 0)
		{
			best = counter ? n->counter : n->word;
			*stop = p;
		}
		if (n->children == 0 || p >= x->end)
			break;
		if ((unsigned char) *p < 0xE4)
		{
			const char *q = skip_space(p, x->end, true);

			if (q >= x->end || q - p > 64)
				break;
			p = q;
		}
		node = find_child(node, folded(&p, x->end));
	}
	return best;
}

static bool
is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* A run of digits at *p; how many.  Beyond MAX_DIGITS the value is not kept. */
static int
digits_at(GirLexer *x, const char **p, int64_t *value)
{
	int			n = 0;
	uint32_t	c;

	*value = 0;
	while (is_digit(c = peek(*p, x->end)))
	{
		if (n < MAX_DIGITS)
			*value = *value * 10 + (c - '0');
		n++;
		x->steps++;
		*p = next(*p, x->end);
	}
	return n;
}

/* Groups of three digits after the first run; false when they are not what thousands look like. */
static void
read_groups(GirLexer *x, const char **p, int *n, int64_t *value)
{
	while (*n <= 9)
	{
		const char *q = *p;
		uint32_t	c = peek(q, x->end);
		int64_t		group;

		if (c == ' ' || c == 0xA0 || c == 0x2009 || c == 0x202F || c == 0x3000 || c == ',' || c == '\'')
			q = next(q, x->end);
		else
			return;
		if (digits_at(x, &q, &group) != 3)
			return;
		*value = *value * 1000 + group;
		*n += 3;
		*p = q;
	}
}

/* 来 of 二十来件, but not of 12来自. */
static bool
is_roughly(const GirLexer *x, const char *p, uint32_t c)
{
	return c == 0x6765 && (p = next(p, x->end)) < x->end && nodes[roots[folded(&p, x->end)]].counter >= 0;
}

/* 万, 百 … and 余, 多, 来 after digits. */
static void
read_multiplier(GirLexer *x, const char **p, GirToken *t, bool *rounded)
{
	for (;;)
	{
		const char *q = skip_space(*p, x->end, false);
		uint32_t	c = peek(q, x->end);
		int64_t		unit = numeral_unit(c);

		x->steps++;
		if (unit > 0 && t->digits < INT64_C(1000000000000000000) / unit)
		{
			t->digits *= unit;
			*rounded = true;
		}
		else if (c == 0x4F59 || c == 0x591A || c == 0x9918 || is_roughly(x, q, c))	/* 余 多 餘 */
			t->approximate = true;
		else
			return;
		*p = next(q, x->end);
	}
}

static void
reduce(GirToken *t)
{
	while (t->scale > 0 && t->digits % 10 == 0)
	{
		t->digits /= 10;
		t->scale--;
	}
}

/* Past the word that makes the number before it approximate; NULL without one. */
static const char *
after_about(const char *p, const char *end)
{
	uint32_t	c = p < end && (unsigned char) *p >= 0xE4 && (unsigned char) *p <= 0xE9 ? peek(p, end) : 0;	/* most are marks */
	uint32_t	d;

	if (c == 0x4F59 || c == 0x9918 || c == 0x591A)	/* 余 餘 多 */
		return p + 3;
	if (c != 0x4EE5 && c != 0x5DE6 && c != 0x4E0A)	/* 以上 左右 上下 */
		return NULL;
	p = skip_space(p + 3, end, false);
	d = peek(p, end);
	return (c == 0x4EE5 && d == 0x4E0A) || (c == 0x5DE6 && d == 0x53F3) || (c == 0x4E0A && d == 0x4E0B) ? p + 3 : NULL;
}

/* The counter after a number; 余, 多, 以上 and 左右 may follow it. */
static void
read_counter(GirLexer *x, const char **p, GirToken *t)
{
	const char *q = skip_space(*p, x->end, true);
	const char *stop = q;
	const char *about;
	uint16_t	root;
	int			n;

	t->counter = NONE;
	if (q >= x->end)
		return;
	root = roots[folded(&q, x->end)];
	n = longest(x, root, q, true, &stop);
	if (n < 0)
		return;
	t->counter = counters[n].class;
	*p = stop;
	q = skip_space(stop, x->end, false);
	about = after_about(q, x->end);
	t->approximate |= about != NULL;
	*p = about ? about : stop;
	if (about == NULL && q < x->end && (unsigned char) *q == 0xE4 && peek(q, x->end) == 0x4EE5)	/* 以 */
	{
		q = skip_space(next(q, x->end), x->end, false);
		if (peek(q, x->end) == 0x4E0B || peek(q, x->end) == 0x5185)	/* 下 内 */
			t->counter = ODD;	/* a limit: 10件以下 */
	}
}

/* The Han character before *p but for blanks, which *p is moved to; 0 when another stands there. */
static uint32_t
previous(const GirLexer *x, const char **p)
{
	const unsigned char *s = (const unsigned char *) *p;
	size_t		n = (size_t) (*p - x->text);

	for (int i = 0; i < 64 && n > 0 && s[-1] == ' '; i++, n--)
		s--;
	if (n < 3 || s[-3] < 0xE4 || s[-3] > 0xE9)
		return 0;
	*p = (const char *) s - 3;
	return (uint32_t) (s[-3] & 0x0F) << 12 | (uint32_t) (s[-2] & 0x3F) << 6 | (s[-1] & 0x3F);
}

/* Does the character c at p end 约, 近, 逾, 不到 …? */
static bool
is_about(const GirLexer *x, const char *p, uint32_t c)
{
	switch (c)
	{
		case 0x7EA6:			/* 约 約 近 超 逾 */
		case 0x7D04:
		case 0x8FD1:
		case 0x8D85:
		case 0x903E:
			return true;
		case 0x8FC7:			/* 超过 */
			return previous(x, &p) == 0x8D85;
		case 0x4E3A:			/* 约为 约计 约有 约达 */
		case 0x8BA1:
		case 0x6709:
		case 0x8FBE:
			return previous(x, &p) == 0x7EA6;
		case 0x6982:			/* 大概 */
			return previous(x, &p) == 0x5927;
		case 0x5230:			/* 不到 不足 */
		case 0x8DB3:
			return previous(x, &p) == 0x4E0D;
		case 0x7834:			/* 突破 */
			return previous(x, &p) == 0x7A81;
		default:
			return false;
	}
}

/* 约, 近, 逾 … before a number. */
static bool
about_before(const GirLexer *x)
{
	const char *p = x->p;
	uint32_t	c = previous(x, &p);

	return is_about(x, p, c);
}

/* Digits that go on in a way that makes them no count: 2024-01-19, 10:26, 0791-88123456, 1.2.3, 39↵3. */
static bool
goes_on(GirLexer *x, const char **p)
{
	const char *q = skip_space(*p, x->end, true);
	uint32_t	c = peek(q, x->end);
	bool		lines = memchr(*p, '\n', (size_t) (q - *p)) != NULL;

	if (q > *p)
		return lines && is_digit(c);
	if (c != '-' && c != '/' && c != ':' && c != '.' && c != 0x2014 && c != '~' && c != 0x2013)
		return false;
	q = next(q, x->end);
	return is_digit(peek(q, x->end));
}

/* The rest of such digits.  2020-2022年 and 1-12月 are years and months all the same. */
static void
read_rest(GirLexer *x, const char **p, GirToken *t)
{
	int64_t		first = t->digits;
	int64_t		last = 0;
	int			parts = 1;

	while (goes_on(x, p))
	{
		const char *q = skip_space(*p, x->end, true);

		if (!is_digit(peek(q, x->end)))
			q = next(q, x->end);
		digits_at(x, &q, &last);
		*p = q;
		parts++;
	}
	t->kind = GIR_TOKEN_BROKEN;
	read_counter(x, p, t);
	if (parts == 2 && (t->counter == YEAR || t->counter == MONTH))
	{
		t->kind = GIR_TOKEN_NUMBER;
		t->span = true;
		if (t->counter == MONTH && first == 1 && last == 12)
		{
			t->span = false;
			t->counter = DAY;	/* all of them: the year, as its first day would be */
		}
		t->digits = last;
	}
}

static bool
lex_digits(GirLexer *x, GirToken *t)
{
	const char *p = x->p;
	const char *q = p;
	uint32_t	c;
	bool		zero = peek(p, x->end) == '0';
	bool		rounded = false;
	int			n = digits_at(x, &p, &t->digits);

	t->kind = GIR_TOKEN_NUMBER;
	c = previous(x, &q);
	t->approximate = is_about(x, q, c);
	if (n <= 3 && !zero)
		read_groups(x, &p, &n, &t->digits);
	q = p;
	if (peek(q, x->end) == '.' && is_digit(peek(next(q, x->end), x->end)) && n <= 9)
	{
		int64_t		fraction;
		int			k;

		q = next(q, x->end);
		k = digits_at(x, &q, &fraction);
		if (k <= 6 && (peek(q, x->end) != '.' || !is_digit(peek(next(q, x->end), x->end))))
		{
			for (int i = 0; i < k; i++)
				t->digits *= 10;
			t->digits += fraction;
			t->scale = (uint8_t) k;
			p = q;
		}
	}
	if (goes_on(x, &p))
		read_rest(x, &p, t);
	else
	{
		read_multiplier(x, &p, t, &rounded);
		read_counter(x, &p, t);
		reduce(t);
		t->approximate |= rounded && t->counter != MONEY;
		if (n > MAX_DIGITS || (zero && n > 1 && t->scale == 0) || c == 0x7B2C)
			t->kind = GIR_TOKEN_BROKEN;	/* 第 */
	}
	x->p = p;
	return true;
}

/* 二〇二三, 二O二三: digits one by one; the number of them. */
static int
spelled(GirLexer *x, const char **p, int64_t *value)
{
	int			n = 0;

	*value = 0;
	for (;;)
	{
		const char *q = skip_space(*p, x->end, false);
		uint32_t	c = peek(q, x->end);
		int			d = numeral_digit(c);

		if (d < 0 && n > 0 && (c == 'O' || c == 'o' || c == '0'))
			d = 0;
		if (d < 0)
			return n;
		if (n < MAX_DIGITS)
			*value = *value * 10 + d;
		n++;
		x->steps++;
		*p = next(q, x->end);
	}
}

/* 廿 and 卅 are tens that need no digit; 0 for any other character. */
static int64_t
numeral_tens(uint32_t c)
{
	return c == 0x5EFF ? 20 : c == 0x5345 ? 30 : 0;
}

/* 三百二十, 一万零五: units in falling order.  False when it is no such number. */
static bool
counted(GirLexer *x, const char **p, int64_t *value)
{
	int64_t		total = 0;
	int64_t		section = 0;	/* below 万 */
	int64_t		last = INT64_C(1) << 40;
	int			digit = -1;
	bool		zero = false;

	for (;;)
	{
		const char *q = skip_space(*p, x->end, false);
		uint32_t	c = peek(q, x->end);
		int			d = numeral_digit(c);
		int64_t		unit = numeral_unit(c);
		int64_t		tens = numeral_tens(c);

		if (d < 0 && unit == 0 && tens == 0)
			break;
		x->steps++;
		if (d >= 0)
		{
			if (digit > 0 || (digit == 0 && d == 0))
				return false;
			digit = d;
			zero |= d == 0;
		}
		else if (tens > 0)
		{
			if (digit > 0 || last <= 10)
				return false;
			section += tens;
			last = 10;
			digit = -1;
		}
		else if (unit >= 10000)
		{
			int64_t		times = section + (digit > 0 ? digit : 0);
			const char *before = x->p;

			if (times == 0 && *p == x->p && (about_before(x) || previous(x, &before) == 0x4E0A))
				times = 1;		/* 上万条 */
			if (total != 0 || times == 0)
				return false;
			total = times * unit;
			section = 0;
			digit = -1;
			last = INT64_C(1) << 40;
		}
		else
		{
			if (unit >= last)
				return false;
			section += (digit > 0 ? digit : 1) * unit;
			last = unit;
			digit = -1;
		}
		*p = next(q, x->end);
	}
	/* 一百五 says 150 in speech; 一百零五 is 105 */
	if (digit > 0 && last > 10 && last < (INT64_C(1) << 40) && !zero)
		return false;
	*value = total + section + (digit > 0 ? digit : 0);
	return true;
}

/* 百分之九十八, 百分之98.5; false when no such stands here. */
static bool
lex_percent(GirLexer *x, GirToken *t)
{
	static const char head[] = "百分之";
	const char *p = x->p + sizeof(head) - 1;
	bool		about;

	if ((size_t) (x->end - x->p) <= sizeof(head) - 1 || memcmp(x->p, head, sizeof(head) - 1) != 0)
		return false;
	about = about_before(x);
	if (is_digit(peek(p, x->end)))
	{
		x->p = p;
		lex_digits(x, t);
	}
	else
	{
		const char *from = p;

		if (!counted(x, &p, &t->digits) || p == from)
			return false;
		x->p = p;
		t->kind = peek(p, x->end) == 0x70B9 ? GIR_TOKEN_BROKEN : GIR_TOKEN_NUMBER;	/* 点: not read */
		t->approximate = false;
	}
	t->counter = SHARE;
	t->approximate |= about || after_about(x->p, x->end) != NULL;
	return true;
}

/* 约, 上百, 第, 数十, 几百: what the character before a numeral makes of it. */
static void
look_before(const GirLexer *x, GirToken *t, bool unit)
{
	const char *p = x->p;
	uint32_t	c = previous(x, &p);

	t->approximate |= is_about(x, p, c) || (unit && c == 0x4E0A);
	if (c == 0x7B2C || (unit && (c == 0x6570 || c == 0x51E0)))
		t->kind = GIR_TOKEN_BROKEN;
}

/*
 * A Chinese numeral, if what stands here is one: it needs a counter, or says zero.  All other characters of the kind are parts of words.
 */
static bool
lex_numeral(GirLexer *x, GirToken *t)
{
	const char *p = x->p;
	const char *q = x->p;
	const char *digits = x->p;
	int64_t		value = 0;
	int			n = spelled(x, &digits, &value);
	bool		rounded = false;
	bool		good = n > 0 && numeral_unit(peek(skip_space(digits, x->end, false), x->end)) == 0;

	if (n == 0 && lex_percent(x, t))
		return true;
	t->kind = GIR_TOKEN_NUMBER;
	t->approximate = false;
	if (good)
	{
		p = digits;
		if (n > 1 && n != 4)
			t->kind = GIR_TOKEN_BROKEN;	/* 三四件: three or four */
	}
	else if (counted(x, &q, &value))
		p = q;
	else
	{
		while (is_numeral(peek(p, x->end)))
			p = next(p, x->end);
		t->kind = GIR_TOKEN_BROKEN;
		x->p = p;
		return true;
	}
	t->digits = value;
	read_multiplier(x, &p, t, &rounded);
	read_counter(x, &p, t);
	if (t->counter == NONE && !(good && n == 1 && value == 0))
		return false;
	if (n == 4 && good && t->counter != YEAR)
		t->kind = GIR_TOKEN_BROKEN;
	look_before(x, t, numeral_unit(peek(x->p, x->end)) > 0);
	x->p = p;
	return true;
}

/* Past a title or a bracket with a year: 《…》, 〔2021〕. */
static bool
skip_bracket(GirLexer *x, uint32_t c)
{
	const char *close = c == 0x300A ? "》" : "〕";
	const char *limit = x->end - x->p > MAX_TITLE_BYTES ? x->p + MAX_TITLE_BYTES : x->end;
	const char *q = x->unclosed == c && x->searched > x->p ? x->searched : x->p;
	const char *found = NULL;

	if (q < limit)
		found = c == '[' ? memchr(q, ']', (size_t) (limit - q)) : gir_find(q, (size_t) (limit - q), close);
	if (q < limit)
		x->steps += (uint64_t) ((found ? found : limit) - q);
	if (found != NULL)
	{
		x->p = found + (c == '[' ? 1 : 3);
		return true;
	}
	/* the next bracket need not look there again; its end may begin in the last two bytes */
	x->unclosed = c;
	x->searched = limit - q > 2 ? limit - 2 : q;
	return false;
}

/* 四、政府信息公开行政复议、行政诉讼情况: a heading, however long. */
static bool
is_heading_line(const char *line, const char *end)
{
	const char *p = skip_space(line, end, false);
	const char *q = p < end ? next(p, end) : p;

	return q < end && (is_numeral(peek(p, end)) || peek(p, end) == '(') && (peek(q, end) == 0x3001 || is_numeral(peek(q, end))) &&
		gir_find(p, (size_t) (end - p), "，") == NULL && gir_find(p, (size_t) (end - p), "。") == NULL;
}

/* The beginning of the line that p is in, as far back as a heading may reach. */
static const char *
line_of(const GirLexer *x, const char *p)
{
	for (int i = 0; i <= MAX_HEADING && p > x->text && p[-1] != '\n'; i++)
		p--;
	return p;
}

static int
mark_of(uint32_t c)
{
	switch (c)
	{
		case ',':
			return GIR_MARK_COMMA;
		case ';':
			return GIR_MARK_SEMICOLON;
		case 0x3001:
			return GIR_MARK_ENUM;
		case ':':
			return GIR_MARK_COLON;
		case '(':
			return GIR_MARK_OPEN;
		case ')':
			return GIR_MARK_CLOSE;
		case 0x3002:
		case '!':
		case '?':
		case '|':
			return GIR_MARK_STOP;
		default:
			return -1;
	}
}

/* 件 宗 起 条 篇 份 */
static bool
counts_cases(uint32_t c)
{
	return c == 0x4EF6 || c == 0x5B97 || c == 0x8D77 || c == 0x6761 || c == 0x7BC7 || c == 0x4EFD;
}

/*
 * A line of nothing but a number, and a counter of cases on the next: tools that put each run of type on a line of its own do so.  Or one that
 * begins with number, counter and a mark: 5件，….
 */
static bool
is_number_line(const char *p, const char *end)
{
	int			digits = 0;

	for (uint32_t c; (is_digit(c = peek(p, end)) || c == ',' || (c == ' ' && digits > 0 && is_digit(peek(p + 1, end)))) && digits < MAX_DIGITS; digits++)
		p = next(p, end);
	p = skip_space(p, end, false);
	if (digits == 0 || p >= end)
		return false;
	if (*p == '\n')
		return counts_cases(peek(skip_space(p, end, true), end));
	return counts_cases(peek(p, end)) && mark_of(peek(next(p, end), end)) >= 0;
}

/* Does the sentence go on after the line break at p? */
static bool
line_goes_on(const GirLexer *x, const char *p)
{
	const char *line;
	const char *q = skip_space(p, x->end, false);
	const char *before = p;
	uint32_t	c;

	q = q < x->end ? skip_space(q + 1, x->end, false) : q;
	if (q >= x->end || *q == '\n')
		return false;			/* a blank line */
	c = peek(q, x->end);
	if (c == '(' || c == '#' || c == '*' || c == '|' || c == '-')
		return false;			/* （一） */
	if (is_number_line(q, x->end))
		return true;
	line = line_of(x, p);
	while (before > line && gir_is_space((unsigned char) before[-1]))
		before--;
	if (before - line >= 3)
	{
		const char *mark = before - 3;
		uint32_t	m = peek(mark, x->end);

		if (m == ',' || m == ';' || m == 0x3001 || m == ':' || m == '(' || before[-1] == ',' || before[-1] == ':')
			return true;
	}
	return before - line >= LONG_LINE && !is_heading_line(line, before);
}

/* 收到申请（5）件: a form's blank that was filled in.  Where a sentence is numbered （1）, no counter with a mark after it follows. */
static bool
lex_blank(GirLexer *x, GirToken *t)
{
	const char *p = next(x->p, x->end);
	const char *q = x->p;
	uint32_t	before = previous(x, &q);
	int			n;

	if (!is_digit(peek(p, x->end)) || !gir_is_han(before) || before == 0x7B2C)	/* 第 */
		return false;
	n = digits_at(x, &p, &t->digits);
	p = skip_space(p, x->end, false);
	if (n > 6 || peek(p, x->end) != ')')
		return false;
	p = next(p, x->end);
	read_counter(x, &p, t);
	if (!(t->counter & (CASE | ITEM | TIMES | PEOPLE | BOOK | MONEY)) || t->approximate || gir_is_han(peek(p, x->end)))
		return false;
	t->kind = GIR_TOKEN_NUMBER;
	t->end = (uint32_t) (p - x->text);
	x->p = p;
	return true;
}

/* A character that is neither word nor number.  True if it is a token; otherwise it is passed over. */
static bool
lex_other(GirLexer *x, GirToken *t, bool *counts)
{
	const char *at = x->p;
	uint32_t	c = peek(at, x->end);
	int			mark = mark_of(c);

	*counts = false;
	if (c == '(' && lex_blank(x, t))
		return true;
	if (c == '\n' || c == '\t')
	{
		/* a tab parts what stands before it */
		bool		stop = c == '\n' ? !line_goes_on(x, at) : at > x->text && !gir_is_space((unsigned char) at[-1]);

		x->p = at + 1;
		t->broken_line |= c == '\n';
		mark = stop ? GIR_MARK_STOP : -1;
	}
	else
	{
		x->p = next(at, x->end);
		if (c == 0x300A || c == 0x3014 || c == '[')
			*counts = skip_bracket(x, c) && c == 0x300A;
	}
	if (mark < 0)
		return false;
	t->kind = GIR_TOKEN_MARK;
	t->mark = (uint8_t) mark;
	t->off = (uint32_t) (at - x->text);
	t->end = (uint32_t) (x->p - x->text);
	return true;
}

/* May a counter, 余 or another numeral stand here? */
static bool
may_count(uint16_t c)
{
	return is_numeral(c) || c == 0x4F59 || c == 0x591A || nodes[roots[c]].counter >= 0 || c == 0x5DE5;	/* 工作日 */
}

/* The end of the idle sentence at p, NULL when there is none. */
static const char *
idle_end(GirLexer *x)
{
	const char *p = x->p;

	while (p < x->end)
	{
		uint32_t	c;
		uint16_t	s;

		x->steps++;
		if (*p == ' ')
		{
			p = gir_skip_blanks(p, x->end);
			continue;
		}
		c = gir_next_char(&p, x->end);
		s = c < 0x10000 ? start[c] & (START_DIGIT | START_NEGATIVE | START_NUMERAL | START_OTHER) : 0;
		if (s == 0)
			continue;
		if (c == 0x3002)		/* 。 */
			return p - x->p > SHORT ? p : NULL;
		if (s & (START_DIGIT | START_NEGATIVE))
			return NULL;
		if (s & START_NUMERAL)
		{
			const char *q = skip_space(p, x->end, true);

			if (q >= x->end || may_count(folded(&q, x->end)))
				return NULL;
		}
		if ((s & START_OTHER) && (c == '\n' || c == '\t' || c == '|' || mark_of(gir_narrow(c)) == GIR_MARK_STOP))
			return NULL;
	}
	return NULL;
}

bool
gir_skip_idle(GirLexer *x)
{
	const char *end;
	bool		skipped = false;

	while ((end = idle_end(x)) != NULL)
	{
		x->p = end;
		skipped = true;
	}
	return skipped;
}

bool
gir_next_token(GirLexer *x, GirToken *t)
{
	memset(t, 0, sizeof(*t));
	while (x->p < x->end)
	{
		const char *p = x->p;
		const char *stop = p;
		uint32_t	c;
		uint16_t	s;
		bool		counts = true;
		int			word;

		x->steps++;
		if (*p == ' ')
		{
			x->p = gir_skip_blanks(p, x->end);
			continue;
		}
		c = gir_next_char(&p, x->end);
		s = c < 0x10000 ? start[c] : 0;
		if (s == 0)
		{
			x->p = p;
			t->gap += (gir_is_han(c) || (c >= 'A' && c <= 'z')) && t->gap < UINT16_MAX;
			continue;
		}
		t->off = (uint32_t) (x->p - x->text);
		word = (s & START_NODE) && !(s & START_DIGIT) ? longest(x, s & START_NODE, p, false, &stop) : -1;
		if (word >= 0)
		{
			t->kind = GIR_TOKEN_WORD;
			t->cues = words[word].cues;
			x->p = stop;
		}
		if (word >= 0 || ((s & START_DIGIT) && lex_digits(x, t)) || ((s & START_NUMERAL) && lex_numeral(x, t)))
		{
			t->end = (uint32_t) (x->p - x->text);
			return true;
		}
		if (s & START_OTHER)
		{
			if (lex_other(x, t, &counts))
				return true;
		}
		else
			x->p = p;
		t->kind = 0;
		t->approximate = false;
		t->digits = 0;
		t->gap += counts && t->gap < UINT16_MAX;
	}
	return false;
}
