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

/* What is left of a page's tags at p, and up to *behind; *blank: a reader sees a blank there.  False when it is none. */
static bool
is_markup(const GirGrid *grid, const char *p, const char **behind, bool *blank)
{
	static const char *const tags[] = {"<o:p>", "</o:p>", "<o:p/>", "<o:p />"};
	static const char space[] = "&nbsp;";
	const char *end = grid->text + grid->len;

	*blank = false;
	for (size_t i = 0; *p == '<' && i < sizeof(tags) / sizeof(tags[0]); i++)
		if ((size_t) (end - p) >= strlen(tags[i]) && memcmp(p, tags[i], strlen(tags[i])) == 0)
		{
			*behind = p + strlen(tags[i]);
			return true;
		}
	*behind = p;
	while ((size_t) (end - *behind) >= sizeof(space) - 1 && memcmp(*behind, space, sizeof(space) - 1) == 0)
		*behind += sizeof(space) - 1;
	*blank = true;
	return *behind > p && ((p > grid->text && is_of_word(p - 1)) || (*behind < end && is_of_word(*behind)));
}

/* The first of it at or after p. */
static const char *
find_markup(GirGrid *grid, const char *p, const char **behind, bool *blank)
{
	const char *end = grid->text + grid->len;
	const char *tag = memchr(p, '<', (size_t) (end - p));
	const char *space = memchr(p, '&', (size_t) (end - p));

	while ((tag != NULL || space != NULL) && gir_grid_goes_on(grid, p))
	{
		p = space == NULL || (tag != NULL && tag < space) ? tag : space;
		if (is_markup(grid, p, behind, blank))
			return p;
		if (p == tag)
			tag = memchr(p + 1, '<', (size_t) (end - p - 1));
		else
			space = memchr(p + 1, '&', (size_t) (end - p - 1));
	}
	return NULL;
}

/* What is to be taken away next, of each kind. */
typedef struct Next
{
	const char *reading;		/* NULL: no more */
	const char *behind_reading;
	const char *markup;			/* likewise */
	const char *behind_markup;
	bool		blank;
} Next;

/* Move on to what stands at or after p, as far as it is sought at all. */
static void
move_on(GirGrid *grid, Next *next, const char *p)
{
	if (next->reading != NULL && next->reading < p)
		next->reading = find_reading(grid, p, &next->behind_reading);
	if (next->markup != NULL && next->markup < p)
		next->markup = find_markup(grid, p, &next->behind_markup, &next->blank);
}

static void
start(GirGrid *grid, bool readings, bool plain, Next *next)
{
	memset(next, 0, sizeof(*next));
	if (readings)
		next->reading = find_reading(grid, grid->text, &next->behind_reading);
	if (plain)
		next->markup = find_markup(grid, grid->text, &next->behind_markup, &next->blank);
}

/* How many readings there are, and in *all how many cuts to be made. */
static uint32_t
count(GirGrid *grid, bool plain, uint32_t *all)
{
	const char *p = grid->text;
	uint32_t	readings = 0;

	while (find_reading(grid, p, &p) != NULL)
		readings++;
	*all = readings;
	if (plain)
	{
		bool		blank;

		for (p = grid->text; find_markup(grid, p, &p, &blank) != NULL;)
			++*all;
	}
	return readings;
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
	Next		next;
	uint32_t	all;
	uint32_t	readings = count(grid, plain, &all);

	memset(residue, 0, sizeof(*residue));
	if (readings < MIN_READINGS && all == readings)
		return;
	residue->text = malloc(grid->len + 1);
	residue->cuts = malloc(all * sizeof(GirResidueCut));
	if (residue->text == NULL || residue->cuts == NULL)
	{
		grid->status = GIR_OUT_OF_MEMORY;
		return;
	}
	for (start(grid, readings >= MIN_READINGS, plain, &next); next.reading != NULL || next.markup != NULL; move_on(grid, &next, from))
	{
		bool		reading = next.markup == NULL || (next.reading != NULL && next.reading < next.markup);

		append(residue, from, reading ? next.reading : next.markup);
		if (!reading && next.blank)
			residue->text[residue->len++] = ' ';
		from = reading ? next.behind_reading : next.behind_markup;
		residue->cuts[residue->ncuts++] = (GirResidueCut) {(uint32_t) residue->len, (uint32_t) ((size_t) (from - grid->text) - residue->len)};
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
