/*
 * statements_words.h - the words and numbers of a sentence
 *
 * Used by statements.c alone.  White space, line breaks, quotation marks and titles in 《》 are passed over; of other characters that are
 * in no word, only their number is kept (gap).
 */
#ifndef GIR_STATEMENTS_WORDS_H
#define GIR_STATEMENTS_WORDS_H

#include "core/statements.h"

/* Bits of GirToken.cues. */
enum
{
#define CUE(name) CUE_NUMBER_##name,
#include "core/statements.def"
	CUE_COUNT
};

/* Enumerators of 64 bits: GNU C. */
enum GirCue
{
#define CUE(name) name = UINT64_C(1) << CUE_NUMBER_##name,
#include "core/statements.def"
};

/* Groups of them, for declarations and code. */
#define OUTCOME (GRANT | PARTLY | REFUSE | UNAVAIL | NOTPROC | OTHERPROC)
#define DOCUMENT (REG | NORM)
#define DISPUTE (REVIEW | LITIG)
/* Both: 公文, 属性, 拟稿, 标注, which say that documents are spoken of by attribute. */
#define ATTRIBUTE (OTHERACT | WITH)

/* Classes of counters, as bits, so that a declaration can name several. */
enum GirCounter
{
	NONE = 1, CASE = 2, ITEM = 4, THING = 8, TIMES = 16, PEOPLE = 32, BOOK = 64, MONEY = 128,
	YEAR = 256, MONTH = 512, DAY = 1024, SHARE = 2048, ODD = 4096
};

typedef enum GirTokenKind
{
	GIR_TOKEN_WORD,
	GIR_TOKEN_NUMBER,
	GIR_TOKEN_BROKEN,			/* digits that are no number of things: dates, telephone numbers, 数十, glued figures */
	GIR_TOKEN_MARK
} GirTokenKind;

typedef enum GirMark
{
	GIR_MARK_COMMA,
	GIR_MARK_SEMICOLON,
	GIR_MARK_ENUM,				/* 、 */
	GIR_MARK_COLON,
	GIR_MARK_OPEN,				/* （ */
	GIR_MARK_CLOSE,
	GIR_MARK_STOP				/* 。 and what else ends a sentence */
} GirMark;

typedef struct GirToken
{
	uint64_t	cues;			/* words */
	int64_t		digits;			/* numbers: digits * 10^-scale, 万 and 元 already in it */
	uint32_t	off;
	uint32_t	end;
	uint16_t	counter;		/* numbers: enum GirCounter */
	uint16_t	gap;			/* characters in no word, between this token and the one before (clipped) */
	uint8_t		kind;			/* GirTokenKind */
	uint8_t		mark;			/* GirMark */
	uint8_t		scale;
	bool		approximate;
	bool		span;			/* YEAR, MONTH: 2020-2022年, 1-6月 */
	bool		broken_line;	/* a line begins between this token and the one before */
} GirToken;

typedef struct GirLexer
{
	const char *text;
	const char *p;
	const char *end;
	uint64_t	steps;
	uint32_t	unclosed;		/* bracket that was not closed, ... */
	const char *searched;		/* ... up to here */
} GirLexer;

extern bool gir_words_init(void);

/* Read the next token; false at the end.  A blank line, and a line break after which no sentence goes on, is a GIR_MARK_STOP. */
extern bool gir_next_token(GirLexer *lexer, GirToken *token);

/*
 * Pass over sentences that end in 。 on their line and have neither digits, numerals with a counter nor negatives, unless they are short
 * enough to be a heading.  True if any was passed over.
 */
extern bool gir_skip_idle(GirLexer *lexer);

#endif							/* GIR_STATEMENTS_WORDS_H */
