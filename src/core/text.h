/*
 * text.h - UTF-8 text and the folding under which labels are compared
 *
 * Folding maps a character to what it stands for in a label, or to 0 when it does not count there (white space, brackets,
 * quotes, punctuation).  It folds width, letter case, circled numerals and the traditional forms of the characters that labels
 * contain.  The table is pinned by the extension's version: it depends on no locale and no library.
 */
#ifndef GIR_TEXT_H
#define GIR_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A stretch of a text, in bytes. */
typedef struct GirSpan
{
	uint32_t	off;
	uint32_t	len;
} GirSpan;

extern uint16_t gir_fold_table[65536];

/* Fill the folding table.  Idempotent. */
extern void gir_text_init(void);

/*
 * Decode the character at *p (p < end) and advance.  Bytes that are no UTF-8 come back one by one as U+FFFD, so that a scan
 * always ends; the database has already checked its text.
 */
static inline uint32_t
gir_next_char(const char **p, const char *end)
{
	const unsigned char *s = (const unsigned char *) *p;
	size_t		left = (size_t) (end - *p);

	if (s[0] < 0x80)
	{
		*p += 1;
		return s[0];
	}
	if (s[0] >= 0xE0 && s[0] < 0xF0 && left >= 3)
	{
		*p += 3;
		return (uint32_t) (s[0] & 0x0F) << 12 | (uint32_t) (s[1] & 0x3F) << 6 | (s[2] & 0x3F);
	}
	if (s[0] >= 0xC0 && s[0] < 0xE0 && left >= 2)
	{
		*p += 2;
		return (uint32_t) (s[0] & 0x1F) << 6 | (s[1] & 0x3F);
	}
	if (s[0] >= 0xF0 && left >= 4)
	{
		*p += 4;
		return (uint32_t) (s[0] & 0x07) << 18 | (uint32_t) (s[1] & 0x3F) << 12 | (uint32_t) (s[2] & 0x3F) << 6 | (s[3] & 0x3F);
	}
	*p += 1;
	return 0xFFFD;
}

/* The folded character, 0 if it does not count. */
static inline uint16_t
gir_fold_char(uint32_t c)
{
	return c < 0x10000 ? gir_fold_table[c] : 0xFFFF;
}

/*
 * Fold a stretch into out; returns the number of folded characters, or max + 1 when there are more than max.
 */
extern int	gir_fold(const char *s, size_t len, uint16_t *out, int max);

/* First place of a word of at least three bytes in a stretch, or NULL. */
extern const char *gir_find(const char *s, size_t len, const char *word);

/* White space as reports print it: ASCII, U+00A0, U+3000, zero width, byte order mark, soft hyphen. */
static inline bool
gir_is_space(uint32_t c)
{
	if (c < 0x80)
		return c == ' ' || (c >= '\t' && c <= '\r');
	if (c > 0x3000)
		return c == 0xFEFF;
	return c == 0x3000 || c == 0xA0 || c == 0xAD || (c >= 0x2000 && c <= 0x200F) || c == 0x202F || c == 0x2060;
}

/* The stretch without the white space at its ends. */
extern GirSpan gir_trim(const char *text, GirSpan span);

/* Han ideographs of the basic block, and 〇. */
static inline bool
gir_is_han(uint32_t c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || c == 0x3007;
}

/* Full-width forms to ASCII (U+FF01..U+FF5E); everything else as it is. */
static inline uint32_t
gir_narrow(uint32_t c)
{
	return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
}

/* Value of a Chinese numeral digit 零〇○一…九 (also 二 as 两), or -1. */
extern int	gir_han_digit(uint32_t c);

#endif							/* GIR_TEXT_H */
