/*
 * labels.c - which printed label is that?
 */
#include "core/labels.h"

#include <string.h>

enum
{
	MAX_LABELS = 400,
	MIN_PATH = 30,				/* bytes of a label behind those of its groups */
	MAX_PATH = 96,				/* folded characters of it */
	HASH_SIZE = 2048			/* a power of two, at least four times the labels */
};

GirLabel	gir_labels[MAX_LABELS];
static int	nlabels;
static uint16_t hash_table[HASH_SIZE];	/* label number + 1 */
uint8_t		gir_label_firsts[65536 / 8];

/* A label as UTF-8, for comparing with what is printed; labels with the same ends form a list. */
typedef struct Spelling
{
	uint8_t		len;
	uint16_t	next;			/* number + 1 of the next label with these ends */
	char		s[GIR_MAX_LABEL * 3];
} Spelling;

static Spelling spellings[MAX_LABELS];
static uint16_t ends_table[HASH_SIZE];	/* number + 1 of the first label with these ends */

/* A trie of all labels, for finding them in running text; a node's children form a list. */
typedef struct Node
{
	uint16_t	c;
	uint16_t	label;			/* number + 1 of the label that ends here */
	uint16_t	first;			/* child */
	uint16_t	next;			/* sibling */
} Node;

enum
{
	MAX_NODES = 6000
};

static Node nodes[MAX_NODES];	/* nodes[0] is the root */
static int	nnodes = 1;
static uint16_t roots[65536];	/* the root's children: it has too many for a list */

static const Node *
child(const Node *node, uint16_t c)
{
	if (node == nodes)
		return roots[c] ? &nodes[roots[c]] : NULL;
	for (uint16_t i = node->first; i != 0; i = nodes[i].next)
		if (nodes[i].c == c)
			return &nodes[i];
	return NULL;
}

static bool
add_to_trie(const GirLabel *l, int number)
{
	Node	   *node = nodes;

	for (int i = 0; i < l->length; i++)
	{
		const Node *next = child(node, l->text[i]);

		if (next == NULL)
		{
			if (nnodes == MAX_NODES)
				return false;
			nodes[nnodes] = (Node) {l->text[i], 0, 0, node->first};
			if (node == nodes)
				roots[l->text[i]] = (uint16_t) nnodes;
			else
				node->first = (uint16_t) nnodes;
			next = &nodes[nnodes++];
		}
		node = &nodes[next - nodes];
	}
	node->label = (uint16_t) (number + 1);
	return true;
}

/* Length and a few characters tell nearly all labels apart; whoever finds a label compares the rest. */
static uint32_t
hash(const uint16_t *s, int n)
{
	uint32_t	h = (uint32_t) n;

	h = h * 31 + s[0];
	h = h * 0x9E3779B1u + s[n / 4];
	h = h * 0x9E3779B1u + s[n / 2];
	h = h * 0x9E3779B1u + s[n - 1];
	return h * 0x9E3779B1u >> 21 & (HASH_SIZE - 1);
}

static GirLabel *
lookup(const uint16_t *s, int n)
{
	for (uint32_t h = hash(s, n); hash_table[h] != 0; h = (h + 1) & (HASH_SIZE - 1))
	{
		GirLabel   *l = &gir_labels[hash_table[h] - 1];

		if (l->length == n && memcmp(l->text, s, n * sizeof(*s)) == 0)
			return l;
	}
	return NULL;
}

static uint32_t
hash_ends(uint16_t first, uint16_t last)
{
	return (first * 0x9E3779B1u + last) * 0x9E3779B1u >> 21 & (HASH_SIZE - 1);
}

/* False when the label's characters do not fold to themselves: then it cannot be compared with what is printed. */
static bool
add_spelling(int number)
{
	const GirLabel *l = &gir_labels[number];
	Spelling   *spelling = &spellings[number];
	uint16_t   *chain = &ends_table[hash_ends(l->text[0], l->text[l->length - 1])];
	char	   *p = spelling->s;

	for (int i = 0; i < l->length; i++)
	{
		uint16_t	c = l->text[i];

		if (gir_fold_char(c) != c || (c >= 0x80 && c < 0x800))
			return false;
		if (c >= 0x80)
		{
			*p++ = (char) (0xE0 | c >> 12);
			*p++ = (char) (0x80 | (c >> 6 & 0x3F));
		}
		*p++ = (char) (c >= 0x80 ? 0x80 | (c & 0x3F) : c);
	}
	spelling->len = (uint8_t) (p - spelling->s);
	while (*chain != 0)			/* another wording comes after the form's own */
		chain = &spellings[*chain - 1].next;
	*chain = (uint16_t) (number + 1);
	return true;
}

static GirLabel *
insert(const uint16_t *s, int n)
{
	GirLabel   *l = lookup(s, n);
	uint32_t	h;

	if (l != NULL)
		return l;
	if (nlabels == MAX_LABELS)
		return NULL;
	l = &gir_labels[nlabels++];
	memset(l, 0, sizeof(*l));
	l->length = (uint16_t) n;
	memcpy(l->text, s, n * sizeof(*s));
	for (int f = 0; f < GIR_FORM_COUNT; f++)
	{
		GirMeaning *m = &l->in[f];

		m->row = m->bare_row = m->clause = m->section = -1;
		memset(m->column, -1, sizeof(m->column));
	}
	for (h = hash(s, n); hash_table[h] != 0; h = (h + 1) & (HASH_SIZE - 1))
		;
	hash_table[h] = (uint16_t) nlabels;
	gir_label_firsts[s[0] / 8] |= (uint8_t) (1 << s[0] % 8);
	return add_spelling(nlabels - 1) ? l : NULL;
}

/* Add one meaning of a declared label; bare: the number before it is left out. */
static bool
add_meaning(const GirLabelDecl *d, const char *text, bool bare)
{
	uint16_t	folded[GIR_MAX_LABEL];
	int			n = gir_fold(text, strlen(text), folded, GIR_MAX_LABEL);
	GirLabel   *l;
	GirMeaning *m;

	if (n == 0 || n > GIR_MAX_LABEL || folded[n - 1] < 0x80 || (l = insert(folded, n)) == NULL)
		return false;
	m = &l->in[d->form];
	m->tables |= 1u << gir_forms[d->form].blocks[d->block].table;
	switch (d->kind)
	{
		case GIR_LABEL_ROW:
			if (bare)
				m->bare_row = (int8_t) d->index;
			else
				m->row = (int8_t) d->index;
			break;
		case GIR_LABEL_COLUMN:
			m->columns |= 1u << d->block;
			m->column[d->block] = (int8_t) d->index;
			break;
		case GIR_LABEL_CLAUSE:
			m->clause = (int8_t) d->block;
			break;
		case GIR_LABEL_SECTION:
			m->section = (int8_t) gir_forms[d->form].blocks[d->block].table;
			break;
		case GIR_LABEL_HEAD:
		case GIR_LABEL_GROUP:
			m->head = true;
			break;
	}
	return true;
}

/* Is the label of use in telling the forms apart?  Rows and columns of tables 2 and 3 that only one form has. */
static int8_t
mark_of(const GirLabel *l)
{
	int8_t		mark = -1;

	for (int f = 0; f < GIR_FORM_COUNT; f++)
	{
		const GirMeaning *m = &l->in[f];

		if (m->row < 0 && m->bare_row < 0 && m->columns == 0 && m->clause < 0 && !m->head)
			continue;
		if (mark >= 0)
			return -1;
		mark = (int8_t) f;
	}
	return mark;
}

/* Does a mark of another form end with this label? */
static bool
is_tail(const GirLabel *label)
{
	for (const GirLabel *l = gir_labels; l < gir_labels + nlabels; l++)
		if (l->mark >= 0 && l->mark != label->mark && l->length > label->length &&
			memcmp(l->text + l->length - label->length, label->text, label->length * sizeof(label->text[0])) == 0)
			return true;
	return false;
}

bool
gir_labels_init(void)
{
	const GirLabelDecl *d;

	if (nlabels > 0)
		return true;
	for (int i = 0; (d = gir_label_decl(i)) != NULL; i++)
	{
		char		numbered[256];
		size_t		n = strlen(d->number);

		if (n + strlen(d->text) >= sizeof(numbered))
			return false;
		memcpy(numbered, d->number, n);
		strcpy(numbered + n, d->text);
		if (!add_meaning(d, numbered, false) || (n > 0 && !add_meaning(d, d->text, true)))
			return false;
	}
	for (int i = 0; i < nlabels; i++)
	{
		gir_labels[i].mark = mark_of(&gir_labels[i]);
		if (!add_to_trie(&gir_labels[i], i))
			return false;
	}
	for (int i = 0; i < nlabels; i++)
		gir_labels[i].tail = gir_labels[i].mark >= 0 && is_tail(&gir_labels[i]);
	for (const char *p = "0123456789", *end = p + 10; p < end;)
	{
		uint16_t	c = gir_fold_char(gir_next_char(&p, end));

		gir_label_firsts[c / 8] |= (uint8_t) (1 << c % 8);
	}
	for (const char *p = "一二三四五六七八九十", *end = p + strlen(p); p < end;)
	{
		uint16_t	c = gir_fold_char(gir_next_char(&p, end));

		gir_label_firsts[c / 8] |= (uint8_t) (1 << c % 8);
	}
	return true;
}

static bool
is_numeral(uint16_t c)
{
	return (c >= '0' && c <= '9') || c == 0x5341 || gir_han_digit(c) > 0;
}

/* The unit of its figures at the end of a label: 行政规范性文件（件）. */
static const GirLabel *
without_ending(const uint16_t *folded, int n)
{
	static const char *const endings[] = {"单位万元", "单位件", "万元", "件", "项", "宗"};

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
	{
		uint16_t	ending[4];
		int			length = gir_fold(endings[i], strlen(endings[i]), ending, 4);
		const GirLabel *l;

		if (n > length + 1 && memcmp(folded + n - length, ending, (size_t) length * sizeof(*ending)) == 0 && (l = lookup(folded, n - length)) != NULL)
			return l;
	}
	return NULL;
}

/* Can one of those endings end so?  件 元 项 宗 */
static bool
may_be_ending(uint16_t c)
{
	return c == 0x4EF6 || c == 0x5143 || c == 0x9879 || c == 0x5B97;
}

/*
 * 一、2024年新收 for 一、本年新收, 二、2023年结转 for 二、上年结转: which of them, the row tells.  The label that find() knows under one of these, and
 * in *length, unless that is NULL, how much of the text it is.
 */
static const GirLabel *
without_year(const uint16_t *folded, int n, const GirLabel *(*find) (const uint16_t *, int, int *), int *length)
{
	static const char *const years[] = {"本年", "上年"};
	uint16_t	words[GIR_MAX_LABEL];
	int			skip = 6;

	if (n < 10 || !is_numeral(folded[0]) || folded[1] != '2' || folded[2] != '0' || !is_numeral(folded[3]) || !is_numeral(folded[4]) || folded[5] != 0x5E74)
		return NULL;
	skip += folded[6] == 0x5EA6;	/* 年, 年度 */
	n = n < GIR_MAX_LABEL ? n : GIR_MAX_LABEL;
	for (int i = 0; i < 2; i++)
	{
		int			start = 1 + gir_fold(years[i], strlen(years[i]), words + 1, 2);
		const GirLabel *l;

		words[0] = folded[0];
		memcpy(words + start, folded + skip, (size_t) (n - skip) * sizeof(*words));
		if ((l = find(words, start + n - skip, length)) != NULL)
		{
			if (length)
				*length += skip - start;
			return l;
		}
	}
	return NULL;
}

static const GirLabel *
lookup_whole(const uint16_t *folded, int n, int *length)
{
	(void) length;
	return lookup(folded, n);
}

static const GirLabel *
worded_otherwise(const uint16_t *folded, int n)
{
	const GirLabel *l = may_be_ending(folded[n - 1]) ? without_ending(folded, n) : NULL;

	return l != NULL || n > GIR_MAX_LABEL ? l : without_year(folded, n, lookup_whole, NULL);
}

const GirLabel *
gir_label_of_folded(const uint16_t *folded, int n)
{
	const GirLabel *l = n > 0 ? lookup(folded, n) : NULL;
	int			skip = 0;

	if (l != NULL || n == 0)
		return l;
	while (skip < n && skip < 3 && is_numeral(folded[skip]))
		skip++;
	if (skip > 0 && skip < n && (l = lookup(folded + skip, n - skip)) != NULL)
		return l;
	return worded_otherwise(folded, n);
}

const GirLabel *
gir_label_of_pieces(const char *text, const GirSpan *pieces, int n)
{
	uint16_t	folded[GIR_MAX_LABEL];
	int			length = 0;

	for (int i = 0; i < n && length <= GIR_MAX_LABEL; i++)
		length += gir_fold(text + pieces[i].off, pieces[i].len, folded + length, GIR_MAX_LABEL - length);
	return length <= GIR_MAX_LABEL ? gir_label_of_folded(folded, length) : NULL;
}

/* Digits, points, strokes: no label is all ASCII, and most cells that are not plain numbers are. */
static bool
is_ascii(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char) s[i] >= 0x80)
			return false;
	return true;
}

/* Where eight bytes differ, their bits. */
static inline uint64_t
difference(const char *p, const char *q)
{
	uint64_t	x;
	uint64_t	y;

	memcpy(&x, p, 8);
	memcpy(&y, q, 8);
	return x ^ y;
}

/* How many bytes of n are the same in both; eight are looked at at once. */
static inline size_t
same_bytes(const char *p, const char *q, size_t n)
{
	size_t		i = 0;

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	uint64_t	x;

	for (; n - i >= 8; i += 8)
		if ((x = difference(p + i, q + i)) != 0)
			return i + (size_t) (__builtin_ctzll(x) >> 3);
	if (i > 0 && i < n)			/* the last eight, of which some are known to be the same */
		return (x = difference(p + n - 8, q + n - 8)) == 0 ? n : n - 8 + (size_t) (__builtin_ctzll(x) >> 3);
#endif
	while (i < n && p[i] == q[i])
		i++;
	return i;
}

/* Does a stretch fold to that label?  Nearly all of it is printed as it is spelled. */
static bool
folds_to(const char *p, const char *end, const Spelling *spelling)
{
	const char *q = spelling->s;
	const char *stop = q + spelling->len;

	for (;;)
	{
		size_t		n = same_bytes(p, q, end - p < stop - q ? (size_t) (end - p) : (size_t) (stop - q));
		uint16_t	c;

		p += n;
		q += n;
		for (; q < stop && ((unsigned char) *q & 0xC0) == 0x80; p--)	/* whole characters */
			q--;
		if (p == end)
			return q == stop;
		c = gir_fold_next(&p, end);
		if (c != 0 && (q == stop || gir_next_char(&q, stop) != c))
			return false;
	}
}

/* The last character that counts, 0 without one. */
static uint16_t
last_folded(const char *s, const char *end)
{
	uint16_t	c = 0;
	const char *p = end;

	while (p > s && c == 0)
	{
		const char *next;

		do
			p--;
		while (p > s && ((unsigned char) *p & 0xC0) == 0x80);
		next = p;
		c = gir_fold_next(&next, end);
	}
	return c;
}

static const GirLabel *
find_by_ends(const char *s, const char *end, uint16_t first, uint16_t last)
{
	uint16_t	i = ends_table[hash_ends(first, last)];

	while (i != 0 && !folds_to(s, end, &spellings[i - 1]))
		i = spellings[i - 1].next;
	return i != 0 ? &gir_labels[i - 1] : NULL;
}

/* The next character that counts, 0 without one; *at is where it begins. */
static inline uint16_t
next_folded(const char **at, const char **p, const char *end)
{
	uint16_t	c = 0;

	while (*p < end && c == 0)
	{
		*at = *p;
		c = gir_fold_next(p, end);
	}
	return c;
}

static const GirLabel *
find_worded(const char *s, size_t len)
{
	uint16_t	folded[GIR_MAX_LABEL];
	int			n = gir_fold(s, len, folded, GIR_MAX_LABEL);

	return n <= GIR_MAX_LABEL ? worded_otherwise(folded, n) : NULL;
}

/* The longest label that is in the table and begins there. */
static const GirLabel *
find_prefix(const uint16_t *folded, int n, int *length)
{
	const Node *node = n > 0 ? child(nodes, folded[0]) : NULL;
	const GirLabel *best = NULL;

	for (int i = 1; node != NULL; i++)
	{
		if (node->label != 0)
		{
			best = &gir_labels[node->label - 1];
			*length = i;
		}
		node = i < n ? child(node, folded[i]) : NULL;
	}
	return best;
}

/* 三、本年度办理结果（三）不予公开1.属于国家秘密: a row's label behind the heads of its groups, all in one cell. */
static const GirLabel *
find_path(const char *s, size_t len)
{
	uint16_t	folded[MAX_PATH];
	int			n = gir_fold(s, len, folded, MAX_PATH);
	bool		heads[GIR_FORM_COUNT];
	int			length;
	bool		any = true;

	memset(heads, true, sizeof(heads));
	for (int at = 0; at < n && n <= MAX_PATH && any; at += length)
	{
		const GirLabel *label = find_prefix(folded + at, n - at, &length);

		if (label == NULL)
			return NULL;
		any = false;
		for (int f = 0; f < GIR_FORM_COUNT; f++)
		{
			if (at + length == n && heads[f] && label->in[f].row >= 0 && label->in[f].tables == 1u << GIR_TABLE3)
				return label;
			any |= heads[f] &= label->in[f].head && label->in[f].row < 0;
		}
	}
	return NULL;
}

const GirLabel *
gir_label_find(const char *s, size_t len)
{
	const char *p = s;
	const char *at = s;
	const char *end = s + len;
	const GirLabel *label;
	uint16_t	first;
	uint16_t	last;
	int			skipped = 0;

	if (len <= 3 || (len <= 16 && is_ascii(s, len)))	/* no label is one character */
		return NULL;
	first = next_folded(&at, &p, end);
	if (first == 0 || !gir_label_may_begin(first))
		return NULL;
	last = last_folded(s, end);
	label = find_by_ends(at, end, first, last);
	if (label != NULL)
		return label;
	for (; first != 0 && skipped < 3 && is_numeral(first); skipped++)
		first = next_folded(&at, &p, end);
	if (skipped > 0 && first != 0 && (label = find_by_ends(at, end, first, last)) != NULL)
		return label;
	label = (skipped == 3 && is_numeral(first)) || may_be_ending(last) ? find_worded(s, len) : NULL;
	return label == NULL && len >= MIN_PATH ? find_path(s, len) : label;
}

const GirLabel *
gir_label_prefix(const uint16_t *folded, int n, int *length)
{
	const GirLabel *best = find_prefix(folded, n, length);

	return best != NULL || n < 10 || folded[1] != '2' ? best : without_year(folded, n, find_prefix, length);
}

bool
gir_label_begins(const uint16_t *folded, int n)
{
	const Node *node = nodes;

	for (int i = 0; i < n && node != NULL; i++)
		node = child(node, folded[i]);
	return node != NULL;
}
