/*
 * pinyin.c - a source without the pinyin that stands in brackets behind its characters
 */
#include "core/pinyin.h"

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

static uint32_t
count_readings(GirGrid *grid)
{
	const char *p = grid->text;
	uint32_t	n = 0;

	while (find_reading(grid, p, &p) != NULL)
		n++;
	return n;
}

static void
append(GirPinyin *pinyin, const char *from, const char *to)
{
	memcpy(pinyin->text + pinyin->len, from, (size_t) (to - from));
	pinyin->len += (size_t) (to - from);
}

void
gir_pinyin_leave(GirGrid *grid, GirPinyin *pinyin)
{
	const char *from = grid->text;
	const char *p;
	const char *behind;
	uint32_t	n = count_readings(grid);

	memset(pinyin, 0, sizeof(*pinyin));
	if (n < MIN_READINGS)
		return;
	pinyin->text = malloc(grid->len + 1);
	pinyin->cuts = malloc(n * sizeof(GirPinyinCut));
	if (pinyin->text == NULL || pinyin->cuts == NULL)
	{
		grid->status = GIR_OUT_OF_MEMORY;
		return;
	}
	while ((p = find_reading(grid, from, &behind)) != NULL)
	{
		append(pinyin, from, p);
		from = behind;
		pinyin->cuts[pinyin->ncuts++] = (GirPinyinCut) {(uint32_t) pinyin->len, (uint32_t) ((size_t) (from - grid->text) - pinyin->len)};
	}
	append(pinyin, from, grid->text + grid->len);
	pinyin->text[pinyin->len] = '\0';
}

void
gir_pinyin_free(GirPinyin *pinyin)
{
	free(pinyin->text);
	free(pinyin->cuts);
}

/* Where the byte at off stood in the source. */
static uint32_t
source_of(const GirPinyin *pinyin, uint32_t off)
{
	uint32_t	low = 0;
	uint32_t	high = pinyin->ncuts;

	while (low < high)
	{
		uint32_t	middle = low + (high - low) / 2;

		if (pinyin->cuts[middle].off <= off)
			low = middle + 1;
		else
			high = middle;
	}
	return off + (low > 0 ? pinyin->cuts[low - 1].gone : 0);
}

GirSpan
gir_pinyin_place(const GirPinyin *pinyin, GirSpan span)
{
	uint32_t	off;

	if (pinyin->text == NULL || span.len == 0)
		return span;
	off = source_of(pinyin, span.off);
	return (GirSpan) {off, source_of(pinyin, span.off + span.len - 1) + 1 - off};
}
