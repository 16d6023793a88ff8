/*
 * bytes.h - bytes to text: which character set, and its characters in UTF-8
 *
 * What is read: UTF-8, GB18030 (which holds GBK and GB2312, so that whatever is declared as one of them is decoded as GB18030), Big5
 * (with the Hong Kong characters), UTF-16 of both byte orders.  A sequence that is no character is reported with its place, never
 * replaced and never skipped.
 *
 * The order of evidence:
 *
 *  1. A byte order mark.  It is no part of the text.
 *  2. NUL bytes.  Only UTF-16 has them: in it every second byte of an ASCII character is 0.  A text with a NUL byte that does not
 *     read as UTF-16 is refused.
 *  3. Bytes without any beyond ASCII are UTF-8.
 *  4. Valid UTF-8 is UTF-8, whatever the page declares: converters change the bytes and leave the declaration as it was, and a text
 *     in another set is never valid UTF-8 beyond a few characters.  The one exception is a text that declares another set and
 *     has no character of three bytes, that is, nothing Chinese if it were UTF-8, while in the declared set all its characters
 *     are such of common use.
 *  5. A declaration in the first 4 kB (<meta charset>, <meta http-equiv="Content-Type">, XML declaration), when the bytes read as
 *     Chinese text in that set: nearly no malformed sequence, and the words 信息公开, 信息公開 or 資訊公開, or, if these are in
 *     none of the other sets either, two in three characters of common use (the first level of the standard).
 *  6. Detection, when there is no such declaration or the bytes belie it.  The words decide when they are there; in several sets at
 *     once they are a text put together from several, which is not read.  Without them ICU's detector picks one of UTF-8, GB18030
 *     and Big5, in which the bytes must read as Chinese text, and of all sets that it knows none may be likelier.
 *  7. Else the declaration, if there is one.  Else the character set cannot be told: an error, not a guess.
 */
#ifndef GIR_BYTES_H
#define GIR_BYTES_H

#include <stdbool.h>
#include <stddef.h>

enum
{
	/* Bytes in which a declaration is looked for: browsers look at 1 kB, pages of older content systems need more. */
	GIR_DECLARATION_REACH = 4096,
	/* Longest declared name that is kept; none of the known ones has half of it. */
	GIR_MAX_DECLARED = 40
};

typedef enum GirCharset
{
	GIR_CHARSET_UNKNOWN,
	GIR_CHARSET_UTF8,
	GIR_CHARSET_GB18030,
	GIR_CHARSET_BIG5,
	GIR_CHARSET_UTF16LE,
	GIR_CHARSET_UTF16BE
} GirCharset;

/* Why a character set was taken. */
typedef enum GirCharsetEvidence
{
	GIR_EVIDENCE_NONE,
	GIR_EVIDENCE_BOM,
	GIR_EVIDENCE_ASCII,
	GIR_EVIDENCE_VALIDITY,
	GIR_EVIDENCE_DECLARATION,
	GIR_EVIDENCE_DETECTION
} GirCharsetEvidence;

typedef enum GirBytesStatus
{
	GIR_BYTES_OK,
	GIR_BYTES_MALFORMED,		/* a sequence that is no character of the set, or a character cut off at the end */
	GIR_BYTES_NUL,				/* the character U+0000 */
	GIR_BYTES_UNDETERMINED,		/* the character set cannot be told */
	GIR_BYTES_NO_TEXT,			/* a file of a format that is no text: see format */
	GIR_BYTES_TOO_LARGE,		/* the text has more than max bytes */
	GIR_BYTES_OUT_OF_MEMORY,
	GIR_BYTES_CANCELLED,
	GIR_BYTES_NO_CONVERTER		/* this build of ICU cannot read the set */
} GirBytesStatus;

typedef struct GirBytes
{
	GirBytesStatus status;
	GirCharset	charset;
	GirCharsetEvidence evidence;
	char		declared[GIR_MAX_DECLARED + 1]; /* as the page says it, in printable ASCII; "" if it says nothing */
	const char *format;			/* GIR_BYTES_NO_TEXT: "PDF", "ZIP (docx, …)" … */
	size_t		bad;			/* GIR_BYTES_MALFORMED, GIR_BYTES_NUL: offset of the sequence in the bytes, from 0 */
	const char *text;			/* GIR_BYTES_OK: valid UTF-8 without U+0000 and without byte order mark */
	size_t		len;
	char	   *owned;			/* the text's memory, or NULL if it lies in the bytes themselves */
} GirBytes;

/*
 * Decode bytes of unknown character set.
 *
 * max is the greatest length of the text, in bytes.  cancelled (may be NULL) is polled with context at least every megabyte.
 * Always fills out; charset, evidence and declared say what is known under every status.  The text lies in the bytes themselves when
 * they are UTF-8 (nothing is copied), else in memory of its own: call gir_bytes_free, under any status.
 */
extern void gir_bytes_decode(const char *bytes, size_t len, size_t max, bool (*cancelled) (void *), void *context, GirBytes *out);

extern void gir_bytes_free(GirBytes *decoded);

/* "UTF-8", "GB18030" …; NULL for GIR_CHARSET_UNKNOWN. */
extern const char *gir_charset_name(GirCharset charset);

/* "bom", "ascii", "validity", "declaration", "detection"; NULL for GIR_EVIDENCE_NONE. */
extern const char *gir_charset_evidence_name(GirCharsetEvidence evidence);

#endif							/* GIR_BYTES_H */
