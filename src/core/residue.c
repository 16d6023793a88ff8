/*
 * residue.c - a source without what stands in it and is no part of the document
 */
#include "core/residue.h"

#include <stdlib.h>

enum
{
	MAX_LETTERS = 6,			/* of a syllable: zhuang */
	MIN_READINGS = 3			/* in a source that has them on purpose */
};

/* Bytes of a letter of pinyin at p: a to z, or one with the mark of its tone (ā á ǎ à, ü, combining marks); 0 for anything else. */
static int
letter_at(const char *p, const char *end)
{
	unsigned char c = (unsigned char) *p;

	if (c >= 'a' && c <= 'z')
		return 1;
	return end - p >= 2 && (c == 0xC3 || c == 0xC4 || c == 0xC5 || c == 0xC7 || c == 0xC9 || c == 0xCC) ? 2 : 0;
}

/* The end of the readings that begin with the bracket at p, behind a character or behind another one: (tǐ), (gong)(gong); p if none does. */
static const char *
skip_readings(const char *source, const char *p, const char *end)
{
	if (p - source < 3 || !gir_is_three((unsigned char) p[-3]) || ((unsigned char) p[-1] & 0xC0) != 0x80)
		return p;
	while (p < end && *p == '(')
	{
		const char *q = p + 1;
		int			letters = 0;
		int			n;

		while (q < end && letters <= MAX_LETTERS && (n = letter_at(q, end)) > 0)
		{
			q += n;
			letters++;
		}
		if (letters == 0 || letters > MAX_LETTERS || q >= end || *q != ')')
			break;
		p = q + 1;
	}
	return p;
}

/* The first reading at or after p, up to *behind; NULL without one, or when the grid does not go on. */
static const char *
find_reading(GirGrid *grid, const char *p, const char **behind)
{
	const char *end = grid->text + grid->len;

	while (gir_grid_goes_on(grid, p) && (p = memchr(p, '(', (size_t) (end - p))) != NULL)
	{
		*behind = skip_readings(grid->text, p, end);
		if (*behind > p)
			return p;
		p++;
	}
	return NULL;
}

/* Is this byte a word's, and no separator of cells? */
static bool
is_of_word(const char *p)
{
	return (unsigned char) *p > ' ' && *p != '|' && *p != ',' && *p != ';' && *p != '&';
}

/* The next <o:p>, </o:p> or the like. */
static const char *
find_tag(GirGrid *grid, const char *p, const char **behind)
{
	static const char *const tags[] = {"<o:p>", "</o:p>", "<o:p/>", "<o:p />"};
	const char *end = grid->text + grid->len;

	while (gir_grid_goes_on(grid, p) && (p = memchr(p, '<', (size_t) (end - p))) != NULL)
	{
		for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++)
			if ((size_t) (end - p) >= strlen(tags[i]) && memcmp(p, tags[i], strlen(tags[i])) == 0)
			{
				*behind = p + strlen(tags[i]);
				return p;
			}
		p++;
	}
	return NULL;
}

/* The next run of &nbsp; with a word before it or behind. */
static const char *
find_blanks(GirGrid *grid, const char *p, const char **behind)
{
	static const char blank[] = "&nbsp;";
	const size_t n = sizeof(blank) - 1;
	const char *end = grid->text + grid->len;

	while (gir_grid_goes_on(grid, p) && (p = memchr(p, '&', (size_t) (end - p))) != NULL)
	{
		*behind = p;
		while ((size_t) (end - *behind) >= n && memcmp(*behind, blank, n) == 0)
			*behind += n;
		if (*behind > p && ((p > grid->text && is_of_word(p - 1)) || (*behind < end && is_of_word(*behind))))
			return p;
		p = *behind > p ? *behind : p + 1;
	}
	return NULL;
}

/* The kinds of it; the first is in pages, too. */
typedef enum Kind
{
	READING,
	TAG,
	BLANKS,						/* a reader sees a blank there */
	KINDS
} Kind;

static const char *(*const find[KINDS])(GirGrid *, const char *, const char **) = {find_reading, find_tag, find_blanks};

static uint32_t
count(GirGrid *grid, Kind kind)
{
	const char *p = grid->text;
	uint32_t	n = 0;

	while (find[kind](grid, p, &p) != NULL)
		n++;
	return n;
}

static void
append(GirResidue *residue, const char *from, const char *to)
{
	memcpy(residue->text + residue->len, from, (size_t) (to - from));
	residue->len += (size_t) (to - from);
}

void
gir_residue_leave(GirGrid *grid, bool plain, GirResidue *residue)
{
	const char *from = grid->text;
	const char *next[KINDS] = {NULL};
	const char *behind[KINDS];
	uint32_t	all = 0;

	memset(residue, 0, sizeof(*residue));
	for (Kind k = READING; k < (plain ? KINDS : TAG); k++)
	{
		uint32_t	n = count(grid, k);

		if (n < (k == READING ? MIN_READINGS : 1))
			continue;
		all += n;
		next[k] = find[k](grid, from, &behind[k]);
	}
	if (all == 0)
		return;
	residue->text = malloc(grid->len + 1);
	residue->cuts = malloc(all * sizeof(GirResidueCut));
	if (residue->text == NULL || residue->cuts == NULL)
	{
		grid->status = GIR_OUT_OF_MEMORY;
		return;
	}
	for (;;)
	{
		Kind		first = KINDS;

		for (Kind k = READING; k < KINDS; k++)
			if (next[k] != NULL && (first == KINDS || next[k] < next[first]))
				first = k;
		if (first == KINDS)
			break;
		append(residue, from, next[first]);
		if (first == BLANKS)
			residue->text[residue->len++] = ' ';
		from = behind[first];
		residue->cuts[residue->ncuts++] = (GirResidueCut) {(uint32_t) residue->len, (uint32_t) ((size_t) (from - grid->text) - residue->len)};
		next[first] = find[first](grid, from, &behind[first]);
	}
	append(residue, from, grid->text + grid->len);
	residue->text[residue->len] = '\0';
}

void
gir_residue_free(GirResidue *residue)
{
	free(residue->text);
	free(residue->cuts);
}

/* Where the byte at off stood in the source. */
static uint32_t
source_of(const GirResidue *residue, uint32_t off)
{
	uint32_t	low = 0;
	uint32_t	high = residue->ncuts;

	while (low < high)
	{
		uint32_t	middle = low + (high - low) / 2;

		if (residue->cuts[middle].off <= off)
			low = middle + 1;
		else
			high = middle;
	}
	return off + (low > 0 ? residue->cuts[low - 1].gone : 0);
}

GirSpan
gir_residue_place(const GirResidue *residue, GirSpan span)
{
	uint32_t	off;

	if (residue->text == NULL || span.len == 0)
		return span;
	off = source_of(residue, span.off);
	return (GirSpan) {off, source_of(residue, span.off + span.len - 1) + 1 - off};
}
