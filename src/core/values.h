/*
 * values.h - what a cell says: its value and its state
 */
#ifndef GIR_VALUES_H
#define GIR_VALUES_H

#include "core/text.h"

/*
 * The state of a cell.  These numbers are stored: append only.
 */
typedef enum GirState
{
	GIR_NUMBER,					/* a figure is printed */
	GIR_BLANK,					/* nothing is printed */
	GIR_DASH,					/* "/", "-", "—" … */
	GIR_NOT_APPLICABLE,			/* 无, 不适用, 不涉及 */
	GIR_TEXT,					/* something else is printed; it is kept */
	GIR_UNREADABLE,				/* something is printed, but it cannot be attributed to this cell */
	GIR_MISSING,				/* the row or the table is not there */
	GIR_STATE_COUNT
} GirState;

/*
 * Limits of a figure.  15 digits are what every numeric type of the clients holds exactly; longer runs in a cell are glued figures.
 */
enum
{
	GIR_MAX_DIGITS = 15,
	GIR_MAX_SCALE = 6,
	GIR_MAX_UNIT = 24,			/* bytes kept of a unit, a note, a text: a stored report must stay small */
	GIR_MAX_NOTE = 90,
	GIR_MAX_TEXT = 90
};

/* A string that the value does not own. */
typedef struct GirString
{
	const char *s;
	uint32_t	len;
} GirString;

/*
 * A cell's value: digits * 10^-scale, with scale as small as the value allows (37.050 is 3705, 2).
 */
typedef struct GirValue
{
	int64_t		digits;
	uint8_t		scale;
	uint8_t		state;			/* GirState */
	bool		marked;			/* printed as one of gireport's own marks; its strings are still escaped */
	GirString	unit;			/* printed after the figure: 元, 件 */
	GirString	note;			/* printed in brackets after it, without the brackets; or a reference to one: *, ① */
	GirString	text;			/* state GIR_TEXT: what is printed */
} GirValue;

/* The state's public name, and back (-1 if there is none of that name). */
extern const char *gir_state_name(GirState state);
extern int	gir_state_by_name(const char *name, size_t len);

/* Digits and nothing else, as most cells are: a figure, whatever else may be one. */
static inline bool
gir_is_plain_number(const char *s, size_t len)
{
	if (len == 0 || len > GIR_MAX_DIGITS || (len > 1 && *s == '0'))
		return false;
	for (size_t i = 0; i < len; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return true;
}

/* gir_value_read() of anything else. */
extern void gir_value_parse(const char *s, size_t len, bool signed_words, GirValue *value);

/*
 * The marks that gireport's renderings print for what no form prints: a cell that could not be read, a row that is not there, a blank
 * where an empty field could be part of a merged cell (in Markdown a space that shows as nothing), and figures and texts that would be
 * taken for something else:
 *
 *	〔无法识读〕 〔缺失〕 〔空〕 &emsp; 〔=25.5[unit](note)〕 〔="text"〕
 *
 * Inside the last two \u and four hexadecimal digits stand for a character; all that could be misread is printed so.
 */
#define GIR_SIGN_UNREADABLE "〔无法识读〕"
#define GIR_SIGN_MISSING "〔缺失〕"
#define GIR_SIGN_BLANK "〔空〕"
#define GIR_SIGN_SPACE "&emsp;"
#define GIR_SIGN_OPEN "〔="
#define GIR_SIGN_CLOSE "〕"

/*
 * Read the trimmed text of a cell.  signed_words: 增 and 减 before a figure are its sign (the column 本年增/减 of form 2019).
 * Never fails: what is no figure is a text.
 */
static inline void
gir_value_read(const char *s, size_t len, bool signed_words, GirValue *value)
{
	int64_t		digits = 0;

	if (len == 1 && *s >= '0' && *s <= '9')	/* as most are */
	{
		*value = (GirValue) {.digits = *s - '0',.state = GIR_NUMBER};
		return;
	}
	if (!gir_is_plain_number(s, len))
	{
		gir_value_parse(s, len, signed_words, value);
		return;
	}
	for (size_t i = 0; i < len; i++)
		digits = digits * 10 + (s[i] - '0');
	*value = (GirValue) {.digits = digits,.state = GIR_NUMBER};
}

/* Undo the escapes of a marked cell's string into out (as long as the string); returns the length.  The string was read as above. */
extern size_t gir_unescape(GirString s, char *out);

/* Bring digits and scale to their canonical form. */
extern void gir_value_reduce(GirValue *value);

/* Compare and add figures of different scale; the sum of a table fits 128 bits at scale GIR_MAX_SCALE. */
extern __int128 gir_value_scaled(const GirValue *value);

/* 元 in a unit of money: 10000 for 万元; 0 for any other unit, and for none. */
extern int64_t gir_yuan_per(const char *unit, size_t len);

/* Cut at most max bytes off a string, at a character boundary. */
extern GirString gir_clip(const char *s, size_t len, size_t max);

#endif							/* GIR_VALUES_H */
