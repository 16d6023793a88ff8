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
#include <string.h>

/* A stretch of a text, in bytes. */
typedef struct GirSpan
{
	uint32_t	off;
	uint32_t	len;
} GirSpan;

extern uint16_t gir_fold_table[65536];

/* Fill the folding table.  Idempotent. */
extern void gir_text_init(void);

/* The character that a radical of Unicode's blocks of radicals stands for; any other character itself.  gir_text_init() first. */
enum
{
	GIR_FIRST_RADICAL = 0x2E80,
	GIR_LAST_RADICAL = 0x2FD5
};

extern uint32_t gir_unify_radical(uint32_t c);

static inline uint32_t
gir_unify(uint32_t c)
{
	return c >= GIR_FIRST_RADICAL && c <= GIR_LAST_RADICAL ? gir_unify_radical(c) : c;
}

/* Where the line in which at stands begins, not before limit. */
extern const char *gir_line_start(const char *limit, const char *at);

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

/* Does a character of three bytes begin so? */
static inline bool
gir_is_three(unsigned char b)
{
	return (b & 0xF0) == 0xE0;
}

/* The same of such a character. */
static inline uint16_t
gir_fold_three(const unsigned char *b)
{
	return gir_fold_table[(b[0] & 0x0F) << 12 | (b[1] & 0x3F) << 6 | (b[2] & 0x3F)];
}

/* Decode and fold the next character; nearly all of a label take three bytes. */
static inline uint16_t
gir_fold_next(const char **p, const char *end)
{
	const unsigned char *b = (const unsigned char *) *p;

	if (!gir_is_three(b[0]) || end - *p < 3)
		return gir_fold_char(gir_next_char(p, end));
	*p += 3;
	return gir_fold_three(b);
}

/*
 * Fold a stretch into out; returns the number of folded characters, or max + 1 when there are more than max.
 */
extern int	gir_fold(const char *s, size_t len, uint16_t *out, int max);

/* First place of a word of at least three bytes in a stretch, or NULL. */
extern const char *gir_find(const char *s, size_t len, const char *word);

/* White space as reports print it: ASCII, U+00A0, U+3000, zero width, byte order mark, soft hyphen, marks of the direction of writing. */
static inline bool
gir_is_space(uint32_t c)
{
	if (c < 0x80)
		return c == ' ' || (c >= '\t' && c <= '\r');
	if (c > 0x3000)
		return c == 0xFEFF;
	return c == 0x3000 || c == 0xA0 || c == 0xAD || (c >= 0x2000 && c <= 0x200F) || (c >= 0x202A && c <= 0x202F) || c == 0x2060 ||
		(c >= 0x2066 && c <= 0x2069);
}

/* White space that nobody sees: figures on both sides of it are no two figures to a reader, nor one to us. */
static inline bool
gir_is_invisible(uint32_t c)
{
	return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || c == 0x2060 || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

/*
 * Can white space begin, end there?  Most cells begin with a digit or a Han character and end with one, which cannot; the last byte of
 * a character says little, the first of its three much.
 */
static inline bool
gir_may_begin_space(const char *s)
{
	unsigned char b = (unsigned char) *s;

	return b <= ' ' || b == 0xC2 || b == 0xE2 || b == 0xE3 || b == 0xEF;
}

static inline bool
gir_may_end_space(const char *s, uint32_t len)
{
	unsigned char last = (unsigned char) s[len - 1];

	return last < 0x80 ? last <= ' ' : (len >= 2 && (unsigned char) s[len - 2] == 0xC2) || (len >= 3 && gir_may_begin_space(s + len - 3));
}

/* Past blanks: columns are padded with many. */
static inline const char *
gir_skip_blanks(const char *p, const char *end)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	for (; end - p >= 8; p += 8)
	{
		uint64_t	x;

		memcpy(&x, p, 8);
		x ^= UINT64_C(0x2020202020202020);
		if (x != 0)
			return p + (__builtin_ctzll(x) >> 3);
	}
#endif
	while (p < end && *p == ' ')
		p++;
	return p;
}

/* How much is left of a stretch without the blanks at its end. */
static inline uint32_t
gir_cut_blanks(const char *s, uint32_t len)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	for (; len >= 8; len -= 8)
	{
		uint64_t	x;

		memcpy(&x, s + len - 8, 8);
		x ^= UINT64_C(0x2020202020202020);
		if (x != 0)
			return len - (uint32_t) (__builtin_clzll(x) >> 3);
	}
#endif
	while (len > 0 && s[len - 1] == ' ')
		len--;
	return len;
}

/* The stretch without the white space at its ends. */
extern GirSpan gir_trim_space(const char *text, GirSpan span);

static inline GirSpan
gir_trim(const char *text, GirSpan span)
{
	if (span.len > 0 && !gir_may_begin_space(text + span.off) && !gir_may_end_space(text + span.off, span.len))
		return span;
	return gir_trim_space(text, span);
}

/* memchr() for a byte that is most often near: a call costs more than a look at eight bytes. */
static inline const char *
gir_find_near(const char *p, const char *end, char c)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t	x;

	if (end - p >= 8)
	{
		memcpy(&x, p, 8);
		x ^= ones * (unsigned char) c;
		x = (x - ones) & ~x & ones << 7;	/* its lowest bit is the first byte that is c */
		if (x != 0)
			return p + (__builtin_ctzll(x) >> 3);
		return memchr(p + 8, c, (size_t) (end - p - 8));
	}
#endif
	for (; p < end; p++)
		if (*p == c)
			return p;
	return NULL;
}

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
