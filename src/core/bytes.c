/*
 * bytes.c - bytes to text: which character set, and its characters in UTF-8
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE				/* memmem */
#endif

#include "core/bytes.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

enum
{
	POLL = 1 << 20,				/* bytes between two looks at the cancel flag */
	PIECE = 4096,				/* UTF-16 units that ICU hands over at a time */
	WINDOW = 1 << 18,			/* bytes on which the character set is judged, from the first one beyond ASCII */
	DETECTOR_WINDOW = 1 << 16	/* of these, what ICU's detector is shown: it is slow, and sure after a hundred characters */
};

/* How well bytes read as Chinese text in a character set. */
typedef struct Score
{
	uint32_t	chars;			/* characters of more than one byte */
	uint32_t	common;			/* of these, such of common use: punctuation, boxes, and the first level of the standard */
	uint32_t	bad;			/* bytes that belong to no character */
	bool		words;			/* a word of every report's title is there */
} Score;

typedef struct Decoder
{
	const char *s;
	size_t		len;
	size_t		max;
	bool		(*cancelled) (void *);
	void	   *context;
	GirBytes   *out;
	size_t		size;			/* of out->owned */
	UChar		lead;			/* first half of a pair of surrogates, 0 if none is waiting */
} Decoder;

static const char *const charset_names[] = {NULL, "UTF-8", "GB18030", "Big5", "UTF-16LE", "UTF-16BE"};

/* Big5-HKSCS agrees with ICU's "Big5" in all but its private-use characters, where it has the characters of Hong Kong. */
static const char *const converters[] = {NULL, NULL, "gb18030", "Big5-HKSCS", "UTF-16LE", "UTF-16BE"};

static const char *const evidence_names[] = {NULL, "bom", "ascii", "validity", "declaration", "detection"};

const char *
gir_charset_name(GirCharset charset)
{
	return charset_names[charset];
}

const char *
gir_charset_evidence_name(GirCharsetEvidence evidence)
{
	return evidence_names[evidence];
}

void
gir_bytes_free(GirBytes *decoded)
{
	free(decoded->owned);
	decoded->owned = NULL;
	decoded->text = NULL;
	decoded->len = 0;
}

static bool
is_cancelled(const Decoder *d)
{
	return d->cancelled != NULL && d->cancelled(d->context);
}

static bool
begins_with(const char *s, size_t len, const char *start, size_t n)
{
	return len >= n && memcmp(s, start, n) == 0;
}

/* ---- UTF-8 ---- */

/* Where the run of ASCII that begins at i ends; NUL is not part of it. */
static size_t
skip_ascii(const char *s, size_t i, size_t len)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t	w;

	for (; len - i >= sizeof(w); i += sizeof(w))
	{
		memcpy(&w, s + i, sizeof(w));
		if (((w | ((w - ones) & ~w)) & (ones << 7)) != 0)
			break;
	}
	while (i < len && (unsigned char) s[i] - 1U < 0x7F)
		i++;
	return i;
}

/*
 * Where valid UTF-8 without NUL ends: len if all of it is such.  longest is set to the greatest number of bytes that a character
 * took.  Stops early, with the status, for a cancel.
 */
static size_t
scan_utf8(Decoder *d, size_t start, int *longest)
{
	const char *s = d->s;
	size_t		i = start;
	size_t		poll = start;

	*longest = start < d->len;
	while ((i = skip_ascii(s, i, d->len - i > POLL ? i + POLL : d->len)) < d->len)
	{
		size_t		at = i;
		UChar32		c;

		U8_NEXT(s, i, d->len, c);
		if (c <= 0)
			return at;
		if ((int) (i - at) > *longest)
			*longest = (int) (i - at);
		if (i - poll < POLL)
			continue;
		poll = i;
		if (is_cancelled(d))
		{
			d->out->status = GIR_BYTES_CANCELLED;
			return i;
		}
	}
	return i;
}

static void
fail(Decoder *d, GirBytesStatus status, size_t at)
{
	d->out->status = status;
	d->out->bad = at;
}

/* The bytes from start on, valid up to end, are the text. */
static void
take_utf8(Decoder *d, size_t start, size_t end)
{
	if (d->out->status != GIR_BYTES_OK)
		return;
	if (end < d->len)
		fail(d, d->s[end] == '\0' ? GIR_BYTES_NUL : GIR_BYTES_MALFORMED, end);
	else if (d->len - start > d->max)
		d->out->status = GIR_BYTES_TOO_LARGE;
	else
	{
		d->out->text = d->s + start;
		d->out->len = d->len - start;
	}
}

/* ---- conversion by ICU ---- */

/* Make room for that many more bytes. */
static bool
reserve(Decoder *d, size_t more)
{
	GirBytes   *out = d->out;
	size_t		size = out->len + more;
	char	   *grown;

	if (size <= d->size)
		return true;
	if (size < d->size + d->size / 2)
		size = d->size + d->size / 2;
	grown = realloc(out->owned, size);
	if (grown == NULL)
	{
		out->status = GIR_BYTES_OUT_OF_MEMORY;
		return false;
	}
	out->owned = grown;
	d->size = size;
	return true;
}

/* Append UTF-16 as UTF-8, into room that is there; returns how many units were taken, fewer than n in front of a NUL. */
static int
append(Decoder *d, const UChar *units, int n)
{
	uint8_t    *p = (uint8_t *) d->out->owned;
	size_t		k = d->out->len;
	int			i = 0;

	for (; i < n && units[i] != 0; i++)
	{
		UChar32		c = units[i];

		if (U16_IS_LEAD(c))
		{
			d->lead = units[i];
			continue;
		}
		if (U16_IS_TRAIL(c))
			c = U16_GET_SUPPLEMENTARY(d->lead, c);
		U8_APPEND_UNSAFE(p, k, c);
	}
	d->out->len = k;
	return i;
}

static bool
is_utf16(GirCharset charset)
{
	return charset == GIR_CHARSET_UTF16LE || charset == GIR_CHARSET_UTF16BE;
}

/*
 * Offset of the sequence at which ICU stopped, after so many bytes of input and units of output.  In UTF-16 the units tell, since
 * ICU reads on behind half a pair of surrogates; in the other sets, the length of what it refused.
 */
static size_t
refused_at(const Decoder *d, const UConverter *converter, size_t start, size_t read, size_t units)
{
	char		refused[32];
	int8_t		n = sizeof(refused);
	UErrorCode	error = U_ZERO_ERROR;

	if (is_utf16(d->out->charset))
		return start + 2 * units;
	ucnv_getInvalidChars(converter, refused, &n, &error);
	return read - (U_SUCCESS(error) ? (size_t) n : 0);
}

/*
 * Convert what begins at start, a piece at a time.  ICU is given all of the bytes and stops when its piece of output is full, so
 * that no character is ever cut in the input.
 */
static void
convert_pieces(Decoder *d, UConverter *converter, size_t start)
{
	const char *source = d->s + start;
	size_t		units = 0;
	UErrorCode	error;

	do
	{
		UChar		piece[PIECE];
		UChar	   *target = piece;
		int			taken;

		error = U_ZERO_ERROR;
		ucnv_toUnicode(converter, &target, piece + PIECE, &source, d->s + d->len, NULL, true, &error);
		if (!reserve(d, PIECE * 4))
			return;
		taken = append(d, piece, (int) (target - piece));
		units += (size_t) taken;
		if (taken < target - piece)
			fail(d, GIR_BYTES_NUL, start + 2 * units);
		else if (d->out->len > d->max)
			d->out->status = GIR_BYTES_TOO_LARGE;
		else if (is_cancelled(d))
			d->out->status = GIR_BYTES_CANCELLED;
	} while (error == U_BUFFER_OVERFLOW_ERROR && d->out->status == GIR_BYTES_OK);
	if (d->out->status != GIR_BYTES_OK || U_SUCCESS(error))
		return;
	if (error == U_MEMORY_ALLOCATION_ERROR)
		d->out->status = GIR_BYTES_OUT_OF_MEMORY;
	else
		fail(d, GIR_BYTES_MALFORMED, refused_at(d, converter, start, (size_t) (source - d->s), units));
}

static void
convert(Decoder *d, size_t start)
{
	const char *nul = is_utf16(d->out->charset) ? NULL : memchr(d->s, '\0', d->len);
	UErrorCode	error = U_ZERO_ERROR;
	UConverter *converter;

	if (nul != NULL)
	{
		fail(d, GIR_BYTES_NUL, (size_t) (nul - d->s));
		return;
	}
	/* enough where two bytes become at most three, as nearly everywhere */
	if (!reserve(d, (d->len - start) / 2 * 3 + PIECE * 4))
		return;
	converter = ucnv_open(converters[d->out->charset], &error);
	ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &error);
	if (U_SUCCESS(error))
		convert_pieces(d, converter, start);
	else
		d->out->status = error == U_MEMORY_ALLOCATION_ERROR ? GIR_BYTES_OUT_OF_MEMORY : GIR_BYTES_NO_CONVERTER;
	ucnv_close(converter);
	d->out->text = d->out->owned;
}

/* Decode what begins at start; the character set is settled. */
static void
decode(Decoder *d, size_t start, GirCharset charset, GirCharsetEvidence evidence)
{
	int			longest;

	d->out->charset = charset;
	d->out->evidence = evidence;
	if (charset == GIR_CHARSET_UTF8)
		take_utf8(d, start, scan_utf8(d, start, &longest));
	else
		convert(d, start);
}

/* ---- what the first bytes say ---- */

/* What a file is that is no text, by its first bytes; NULL if it may be one. */
static const char *
binary_format(const char *s, size_t len)
{
	static const struct
	{
		const char *start;
		size_t		n;
		const char *format;
	}			formats[] =
	{
		{"%PDF-", 5, "PDF"},
		{"PK\003\004", 4, "ZIP (docx, xlsx, odt, ofd)"},
		{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, "OLE (doc, xls, wps, et)"},
		{"{\\rtf", 5, "RTF"},
		{"\x1F\x8B\x08", 3, "gzip"}
	};

	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (begins_with(s, len, formats[i].start, formats[i].n))
			return formats[i].format;
	return NULL;
}

/* Length of the byte order mark at the beginning, 0 if there is none. */
static size_t
byte_order_mark(const char *s, size_t len, GirCharset *charset)
{
	static const struct
	{
		const char *mark;
		size_t		n;
		GirCharset	charset;
	}			marks[] =
	{
		{"\xEF\xBB\xBF", 3, GIR_CHARSET_UTF8},
		{"\xFF\xFE", 2, GIR_CHARSET_UTF16LE},
		{"\xFE\xFF", 2, GIR_CHARSET_UTF16BE},
		{"\x84\x31\x95\x33", 4, GIR_CHARSET_GB18030}
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
	{
		*charset = marks[i].charset;
		if (begins_with(s, len, marks[i].mark, marks[i].n))
			return marks[i].n;
	}
	return 0;
}

static bool
is_han(unsigned c)
{
	return c >= 0x4E00 && c <= 0x9FFF;
}

/* Does a report print this character?  Of UTF-16 read in the wrong order hardly two in five are such. */
static bool
is_usual(unsigned c)
{
	return (c >= ' ' && c <= '~') || (c >= '\t' && c <= '\r') || is_han(c) || (c >= 0x3000 && c <= 0x303F) ||
		(c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x2500 && c <= 0x25FF) || (c >= 0x2010 && c <= 0x2030) || c == 0xA0;
}

/*
 * Are the bytes UTF-16 without a byte order mark, in the order that has the high byte at offset high?  Nine in ten units must be
 * usual.  Two letters of ASCII read as one unit are a Han character as often as not, but one without a byte beyond ASCII, which most
 * of the others have; so one in four of them must.
 */
static bool
reads_as_utf16(const char *s, size_t len, size_t high)
{
	size_t		usual = 0;
	size_t		han = 0;
	size_t		beyond = 0;
	size_t		n = (len < WINDOW ? len : WINDOW) / 2;

	for (size_t i = 0; i < n; i++)
	{
		unsigned	c = (unsigned) (unsigned char) s[2 * i + high] << 8 | (unsigned char) s[2 * i + 1 - high];

		usual += is_usual(c);
		han += is_han(c);
		beyond += is_han(c) && (c & 0x8080) != 0;
	}
	return n > 0 && usual * 10 >= n * 9 && beyond * 4 >= han;
}

/* Bytes with a NUL among them: UTF-16 or nothing. */
static void
decode_with_nul(Decoder *d, size_t nul)
{
	bool		big = reads_as_utf16(d->s, d->len, 0);
	bool		little = reads_as_utf16(d->s, d->len, 1);

	if (big != little)
		decode(d, 0, big ? GIR_CHARSET_UTF16BE : GIR_CHARSET_UTF16LE, GIR_EVIDENCE_DETECTION);
	else
		fail(d, GIR_BYTES_NUL, nul);
}

/* ---- the declaration ---- */

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Is that the word, whatever its case? */
static bool
is_word(const char *p, size_t n, const char *word)
{
	for (; n > 0 && lower(*p) == *word; p++, word++)
		n--;
	return n == 0 && *word == '\0';
}

static bool
at_word(const char *p, const char *end, const char *word)
{
	size_t		n = strlen(word);

	return (size_t) (end - p) >= n && is_word(p, n, word);
}

static const char *
skip_blanks(const char *p, const char *end)
{
	while (p < end && is_blank(*p))
		p++;
	return p;
}

/* A value, quoted, or up to a blank or one of those characters; returns what follows it.  A quote that is not closed opens nothing. */
static const char *
read_value(const char *p, const char *end, const char *stops, const char **value, size_t *n)
{
	char		quote = p < end && (*p == '"' || *p == '\'') ? *p++ : '\0';

	*value = p;
	while (p < end && (quote ? *p != quote : !is_blank(*p) && strchr(stops, *p) == NULL))
		p++;
	*n = quote && p == end ? 0 : (size_t) (p - *value);
	return p < end && quote ? p + 1 : p;
}

/* The value behind NAME= (blanks allowed) in a stretch of text; n is 0 if there is none. */
static const char *
value_of(const char *p, const char *end, const char *name, size_t *n)
{
	const char *value = p;

	*n = 0;
	for (; p < end; p++)
	{
		const char *q;

		if (!at_word(p, end, name))
			continue;
		q = skip_blanks(p + strlen(name), end);
		if (q == end || *q != '=')
			continue;
		read_value(skip_blanks(q + 1, end), end, ";>\"'", &value, n);
		break;
	}
	return value;
}

static void
keep_declared(GirBytes *out, const char *value, size_t n)
{
	while (n > 0 && is_blank(*value))
		value++, n--;
	while (n > 0 && is_blank(value[n - 1]))
		n--;
	if (n > GIR_MAX_DECLARED)
		n = GIR_MAX_DECLARED;
	for (size_t i = 0; i < n; i++)
		out->declared[i] = value[i] >= ' ' && value[i] <= '~' ? value[i] : '?';
	out->declared[n] = '\0';
}

/* The character set that the attributes of a <meta> name; returns where the tag ends. */
static const char *
read_meta(const char *p, const char *end, GirBytes *out)
{
	const char *content = NULL;
	size_t		content_len = 0;
	bool		is_type = false;

	while (p < end && *p != '>')
	{
		const char *name = p;
		const char *value = NULL;
		size_t		name_len;
		size_t		n = 0;

		while (p < end && !is_blank(*p) && *p != '=' && *p != '>' && *p != '/')
			p++;
		name_len = (size_t) (p - name);
		if (name_len == 0)
		{
			p++;
			continue;
		}
		p = skip_blanks(p, end);
		if (p < end && *p == '=')
			p = read_value(skip_blanks(p + 1, end), end, ">", &value, &n);
		if (is_word(name, name_len, "charset"))
			keep_declared(out, value, n);
		else if (is_word(name, name_len, "http-equiv"))
			is_type = is_word(value, n, "content-type");
		else if (is_word(name, name_len, "content"))
			content = value, content_len = n;
	}
	if (is_type && content != NULL && out->declared[0] == '\0')
	{
		content = value_of(content, content + content_len, "charset", &content_len);
		keep_declared(out, content, content_len);
	}
	return p;
}

/* The end of the comment that begins at p. */
static const char *
skip_comment(const char *p, const char *end)
{
	const char *close = memmem(p, (size_t) (end - p), "-->", 3);

	return close ? close + 3 : end;
}

/* Find the first declaration, and keep what it says. */
static void
find_declaration(const char *s, size_t len, GirBytes *out)
{
	const char *end = s + (len < GIR_DECLARATION_REACH ? len : GIR_DECLARATION_REACH);
	const char *p = skip_blanks(s, end);

	if (at_word(p, end, "<?xml"))
	{
		const char *close = memchr(p, '>', (size_t) (end - p));
		size_t		n;
		const char *value = value_of(p, close ? close : end, "encoding", &n);

		keep_declared(out, value, n);
	}
	while (out->declared[0] == '\0' && p < end && (p = memchr(p, '<', (size_t) (end - p))) != NULL)
	{
		if (at_word(p, end, "<!--"))
			p = skip_comment(p + 2, end);
		else if (at_word(p, end, "<meta") && p + 5 < end && (is_blank(p[5]) || p[5] == '/'))
			p = read_meta(p + 5, end, out);
		else
			p++;
	}
}

/* The set that a name stands for, whatever its case and punctuation. */
static GirCharset
charset_of(const char *name)
{
	static const struct
	{
		const char *name;
		GirCharset	charset;
	}			names[] =
	{
		{"utf8", GIR_CHARSET_UTF8}, {"unicode11utf8", GIR_CHARSET_UTF8}, {"utf8mb4", GIR_CHARSET_UTF8},
		{"gb2312", GIR_CHARSET_GB18030}, {"gb231280", GIR_CHARSET_GB18030}, {"csgb2312", GIR_CHARSET_GB18030},
		{"gbk", GIR_CHARSET_GB18030}, {"xgbk", GIR_CHARSET_GB18030}, {"gb18030", GIR_CHARSET_GB18030},
		{"cp936", GIR_CHARSET_GB18030}, {"ms936", GIR_CHARSET_GB18030}, {"windows936", GIR_CHARSET_GB18030},
		{"chinese", GIR_CHARSET_GB18030}, {"euccn", GIR_CHARSET_GB18030}, {"isoir58", GIR_CHARSET_GB18030},
		{"big5", GIR_CHARSET_BIG5}, {"big5hkscs", GIR_CHARSET_BIG5}, {"cnbig5", GIR_CHARSET_BIG5}, {"csbig5", GIR_CHARSET_BIG5},
		{"xxbig5", GIR_CHARSET_BIG5}, {"cp950", GIR_CHARSET_BIG5}, {"ms950", GIR_CHARSET_BIG5}, {"windows950", GIR_CHARSET_BIG5}
	};
	char		plain[GIR_MAX_DECLARED + 1];
	size_t		n = 0;

	for (; *name; name++)
		if ((*name >= '0' && *name <= '9') || (lower(*name) >= 'a' && lower(*name) <= 'z'))
			plain[n++] = lower(*name);
	plain[n] = '\0';
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(plain, names[i].name) == 0)
			return names[i].charset;
	return GIR_CHARSET_UNKNOWN;
}

/* ---- how the bytes read ---- */

/* The part of the bytes on which the character set is judged. */
typedef struct Window
{
	const unsigned char *s;
	size_t		len;
} Window;

/* Begins at the first byte beyond ASCII: in all the sets a character begins there. */
static Window
window_of(const Decoder *d)
{
	size_t		start = skip_ascii(d->s, 0, d->len);
	Window		w;

	w.s = (const unsigned char *) d->s + start;
	w.len = d->len - start;
	if (w.len > WINDOW)
		w.len = WINDOW;
	return w;
}

/*
 * Each of these looks at the character that begins at p, a byte beyond ASCII, where left bytes are left.  They return its length, or
 * 0 if it is malformed, and say whether it is one of common use.
 */
static int
gb18030_char(const unsigned char *p, size_t left, bool *common)
{
	if (p[0] == 0x80 || p[0] == 0xFF || left < 2)
		return 0;
	*common = p[1] >= 0xA1 && ((p[0] >= 0xB0 && p[0] <= 0xD7) || (p[0] >= 0xA1 && p[0] <= 0xA3) || p[0] == 0xA9);
	if (p[1] >= 0x40)
		return p[1] == 0x7F || p[1] == 0xFF ? 0 : 2;
	return p[1] >= '0' && p[1] <= '9' && left >= 4 && p[2] >= 0x81 && p[2] <= 0xFE && p[3] >= '0' && p[3] <= '9' ? 4 : 0;
}

static int
big5_char(const unsigned char *p, size_t left, bool *common)
{
	if (p[0] == 0x80 || p[0] == 0xFF || left < 2)
		return 0;
	*common = p[0] >= 0xA1 && p[0] <= 0xC6;
	return (p[1] >= 0x40 && p[1] <= 0x7E) || (p[1] >= 0xA1 && p[1] <= 0xFE) ? 2 : 0;
}

static int
utf8_char(const unsigned char *p, size_t left, bool *common)
{
	size_t		n = 0;
	UChar32		c;

	U8_NEXT(p, n, left, c);
	*common = c >= 0x2000 && is_usual((unsigned) c);
	return c < 0 ? 0 : (int) n;
}

/* The words of every report's title. */
static bool
has_words(const Window *w, GirCharset charset)
{
	static const struct
	{
		GirCharset	charset;
		const char *word;
	}			words[] =
	{
		{GIR_CHARSET_UTF8, "信息公开"}, {GIR_CHARSET_UTF8, "信息公開"}, {GIR_CHARSET_UTF8, "資訊公開"},
		{GIR_CHARSET_GB18030, "\xD0\xC5\xCF\xA2\xB9\xAB\xBF\xAA"}, {GIR_CHARSET_GB18030, "\xD0\xC5\xCF\xA2\xB9\xAB\xE9\x5F"},
		{GIR_CHARSET_GB18030, "\xD9\x59\xD3\x8D\xB9\xAB\xE9\x5F"},
		{GIR_CHARSET_BIG5, "\xAB\x48\xAE\xA7\xA4\xBD\xB6\x7D"}, {GIR_CHARSET_BIG5, "\xB8\xEA\xB0\x54\xA4\xBD\xB6\x7D"}
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (words[i].charset == charset && memmem(w->s, w->len, words[i].word, strlen(words[i].word)) != NULL)
			return true;
	return false;
}

static Score
score(const Window *w, GirCharset charset)
{
	Score		result = {.words = has_words(w, charset)};
	size_t		i = 0;

	while (i < w->len)
	{
		bool		common = false;
		int			n;

		if (w->s[i] < 0x80)
		{
			i++;
			continue;
		}
		n = charset == GIR_CHARSET_GB18030 ? gb18030_char(w->s + i, w->len - i, &common) :
			charset == GIR_CHARSET_BIG5 ? big5_char(w->s + i, w->len - i, &common) : utf8_char(w->s + i, w->len - i, &common);
		result.bad += n == 0;
		result.chars += n > 0;
		result.common += n > 0 && common;
		i += n > 0 ? (size_t) n : 1;
	}
	return result;
}

/*
 * Do the bytes read as Chinese text?  Two malformed bytes, and one for fifty characters, are allowed here: such a text is damaged, and
 * the damage is reported when it is decoded.
 */
static bool
reads_well(const Score *s)
{
	return s->chars > 0 && s->bad <= 2 + s->chars / 50 && (s->words || s->common >= s->chars - s->chars / 3);
}

/* ---- detection ---- */

/*
 * ICU's confidence, 0 to 100, that the bytes are in each of the three sets, and the highest it has in any set.  All 0 if it cannot
 * be asked.
 */
static void
ask_detector(const Window *w, int confidence[], int *highest)
{
	UErrorCode	error = U_ZERO_ERROR;
	UCharsetDetector *detector = ucsdet_open(&error);
	const UCharsetMatch **matches;
	int32_t		n = 0;

	*highest = 0;
	ucsdet_setText(detector, (const char *) w->s, (int32_t) (w->len < DETECTOR_WINDOW ? w->len : DETECTOR_WINDOW), &error);
	matches = ucsdet_detectAll(detector, &n, &error);
	for (int32_t i = 0; U_SUCCESS(error) && i < n; i++)
	{
		int			sure = ucsdet_getConfidence(matches[i], &error);
		GirCharset	charset = charset_of(ucsdet_getName(matches[i], &error));

		if (sure > *highest)
			*highest = sure;
		confidence[charset] = sure;
	}
	ucsdet_close(detector);
}

/* The only one that is true, or GIR_CHARSET_UNKNOWN. */
static GirCharset
only_one(const bool candidates[])
{
	GirCharset	found = GIR_CHARSET_UNKNOWN;

	for (int c = GIR_CHARSET_UTF8; c <= GIR_CHARSET_BIG5; c++)
	{
		if (!candidates[c])
			continue;
		if (found != GIR_CHARSET_UNKNOWN)
			return GIR_CHARSET_UNKNOWN;
		found = (GirCharset) c;
	}
	return found;
}

/*
 * The set that the bytes themselves speak for, or GIR_CHARSET_UNKNOWN.  The words in several sets are a text put together from
 * several, which no set reads.
 */
static GirCharset
detect(const Window *w)
{
	bool		worded[GIR_CHARSET_BIG5 + 1] = {false};
	bool		likely[GIR_CHARSET_BIG5 + 1] = {false};
	int			confidence[GIR_CHARSET_UTF16BE + 1] = {0};
	bool		any = false;
	int			highest;

	for (int c = GIR_CHARSET_UTF8; c <= GIR_CHARSET_BIG5; c++)
	{
		worded[c] = has_words(w, (GirCharset) c);
		any = any || worded[c];
	}
	if (any)
		return only_one(worded);
	ask_detector(w, confidence, &highest);
	for (int c = GIR_CHARSET_UTF8; c <= GIR_CHARSET_BIG5; c++)
	{
		Score		s = score(w, (GirCharset) c);

		likely[c] = reads_well(&s) && confidence[c] == highest;
	}
	return only_one(likely);
}

/* Do the bytes bear the declaration out?  The words in another set speak against it more than characters of common use for it. */
static bool
is_borne_out(const Window *w, GirCharset declared)
{
	Score		s;

	if (declared == GIR_CHARSET_UNKNOWN)
		return false;
	s = score(w, declared);
	for (int c = GIR_CHARSET_UTF8; c <= GIR_CHARSET_BIG5 && !s.words; c++)
		if (c != (int) declared && has_words(w, (GirCharset) c))
			return false;
	return reads_well(&s);
}

/* Neither mark nor validity says it: the declaration where the bytes bear it out, then detection, then the declaration alone. */
static void
decode_by_content(Decoder *d, GirCharset declared)
{
	Window		w = window_of(d);
	GirCharset	found;

	if (is_borne_out(&w, declared))
	{
		decode(d, 0, declared, GIR_EVIDENCE_DECLARATION);
		return;
	}
	found = detect(&w);
	if (found != GIR_CHARSET_UNKNOWN)
		decode(d, 0, found, GIR_EVIDENCE_DETECTION);
	else if (declared != GIR_CHARSET_UNKNOWN)
		decode(d, 0, declared, GIR_EVIDENCE_DECLARATION);
	else
		d->out->status = GIR_BYTES_UNDETERMINED;
}

/* Valid UTF-8 without a Chinese character, under a declaration that reads it as Chinese text throughout? */
static bool
speaks_against_utf8(const Decoder *d, GirCharset declared)
{
	Window		w = window_of(d);
	Score		s;

	if (declared != GIR_CHARSET_GB18030 && declared != GIR_CHARSET_BIG5)
		return false;
	s = score(&w, declared);
	return s.bad == 0 && s.common == s.chars;
}

static void
decode_unmarked(Decoder *d)
{
	int			longest;
	size_t		end = scan_utf8(d, 0, &longest);
	const char *nul = end < d->len ? memchr(d->s, '\0', d->len) : NULL;
	GirCharset	declared;

	if (d->out->status != GIR_BYTES_OK)
		return;
	if (nul != NULL)
	{
		decode_with_nul(d, (size_t) (nul - d->s));
		return;
	}
	declared = charset_of(d->out->declared);
	if (end < d->len)
		decode_by_content(d, declared);
	else if (longest == 2 && speaks_against_utf8(d, declared))
		decode(d, 0, declared, GIR_EVIDENCE_DECLARATION);
	else
	{
		d->out->charset = GIR_CHARSET_UTF8;
		d->out->evidence = longest > 1 ? GIR_EVIDENCE_VALIDITY : GIR_EVIDENCE_ASCII;
		take_utf8(d, 0, end);
	}
}

void
gir_bytes_decode(const char *bytes, size_t len, size_t max, bool (*cancelled) (void *), void *context, GirBytes *out)
{
	Decoder		d = {.s = bytes,.len = len,.max = max,.cancelled = cancelled,.context = context,.out = out};
	GirCharset	marked;
	size_t		mark;

	memset(out, 0, sizeof(*out));
	out->format = binary_format(bytes, len);
	if (out->format != NULL)
	{
		out->status = GIR_BYTES_NO_TEXT;
		return;
	}
	find_declaration(bytes, len, out);
	mark = byte_order_mark(bytes, len, &marked);
	if (mark > 0)
		decode(&d, mark, marked, GIR_EVIDENCE_BOM);
	else
		decode_unmarked(&d);
	if (out->status != GIR_BYTES_OK)
		gir_bytes_free(out);
}
