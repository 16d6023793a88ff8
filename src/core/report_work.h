/*
 * report_work.h - what the files that tell whose report it is share
 *
 * report_lines.c tells what a line above the tables may be, report_titles.c which of several titles is the report's, report_agency.c where
 * the text names its agency, report_captions.c which tables are another year's; report.c settles what they say, and judges the whole.  Nothing
 * else includes this.
 */
#ifndef GIR_REPORT_WORK_H
#define GIR_REPORT_WORK_H

#include "core/report.h"

#include <string.h>

enum
{
	MAX_CHARS = 160,			/* of a line that may be part of a title */
	MAX_HEAD_LINES = 160,		/* short lines above the tables: page chrome, then the title */
	LONG_LINE = 160,			/* bytes from which a line may be a title and a text */
	MAX_WORDS = 24,				/* of a long line that are tried as lines */
	MAX_REMARK = 30,			/* bytes of （文字版） behind a title */
	MAX_STATED = 120,			/* bytes behind 编制 in which the report is named */
	MIN_PROSE = 45,				/* bytes of a line that may be part of a sentence */
	MAX_LIMITS = 48,			/* ... behind 统计期限 in which its year and its end stand */
	MAX_PARTS = 4,				/* lines over which a title may be spread */
	MAX_TITLES = 16,			/* in the head of one report, its own and links to others; of more the last ones */
	MARGIN = 2,					/* by which one title must be ahead of another that contradicts it */
	MAX_REACH = 1 << 20,		/* bytes in which short lines, or prose, are looked for: a hundred reports */
	MAX_SIGNED = 2048,			/* bytes at the end in which the signature is looked for */
	MAX_PREAMBLE = 32768		/* bytes above the tables that are searched for period and agency: prose of any length may follow */
};

/* The characters of a line without its white space, as printed and folded. */
typedef struct Chars
{
	int			n;
	bool		menu;			/* titles of other years stood before this one */
	int			stars;			/* marks of bold print in and around it: an odd number are a placeholder */
	uint64_t	seen[4];		/* bit set of the folded characters' low bytes: without a word's bit the word is not there */
	uint32_t	c[MAX_CHARS];
	uint16_t	f[MAX_CHARS];
} Chars;

static inline void
set_seen(Chars *s, uint16_t f)
{
	s->seen[f >> 6 & 3] |= UINT64_C(1) << (f & 63);
}

static inline bool
is_seen(const Chars *s, uint16_t f)
{
	return s->seen[f >> 6 & 3] >> (f & 63) & 1;
}

typedef struct Head
{
	int			n;
	size_t		end;			/* of the stretch of text they were taken from */
	GirSpan		lines[MAX_HEAD_LINES];
} Head;

/* For comparing: Han simplified, width folded, punctuation kept. */
static inline uint16_t
compare_form(uint32_t c)
{
	if (gir_is_han(c))
		return gir_fold_char(c) != 0 ? gir_fold_char(c) : (uint16_t) c;
	c = gir_narrow(c);
	return c < 0x10000 ? (uint16_t) c : 0xFFFF;
}

/* Append a stretch; false when it does not fit. */
static inline bool
add_chars(Chars *chars, const char *text, GirSpan span)
{
	const char *p = text + span.off;
	const char *end = p + span.len;

	while (p < end)
	{
		bool		han = (unsigned char) *p >= 0xE4 && (unsigned char) *p <= 0xE9;	/* or U+FFFD: no white space */
		uint32_t	c = gir_next_char(&p, end);
		uint16_t	f;

		if (!han && gir_is_space(c))
			continue;
		c = han ? c : gir_unify(c);
		if (!han && c == '\\' && p < end && (gir_is_markup(*p) || strchr(".-()!+", *p) != NULL))
			c = (unsigned char) *p++;	/* 青\*局 in Markdown */
		if (chars->n == MAX_CHARS)
			return false;
		f = compare_form(c);
		chars->c[chars->n] = c;
		chars->f[chars->n++] = f;
		set_seen(chars, f);
	}
	return true;
}

/* The characters of about so many bytes from p on. */
static inline void
chars_at(const char *text, const char *p, const char *end, int bytes, Chars *s)
{
	const char *to = end - p > bytes ? p + bytes : end;

	while (to > p && to < end && ((unsigned char) *to & 0xC0) == 0x80)
		to--;
	s->n = s->stars = 0;
	s->menu = false;
	memset(s->seen, 0, sizeof(s->seen));
	add_chars(s, text, (GirSpan) {(uint32_t) (p - text), (uint32_t) (to - p)});
}

/* Position of a word at or after from, or -1. */
static inline int
find(const Chars *s, int from, const char *word)
{
	uint16_t	w[16];
	int			n = 0;

	while (*word != '\0' && n < 16)
	{
		w[n] = (uint16_t) gir_next_char(&word, word + 4);
		if (!is_seen(s, w[n++]))
			return -1;
	}
	for (int i = from; i + n <= s->n; i++)
	{
		int			same = 0;

		while (same < n && s->f[i + same] == w[same])
			same++;
		if (same == n)
			return i;
	}
	return -1;
}

/* Position of the character at or after from, or -1. */
static inline int
find_char(const Chars *s, int from, uint16_t c)
{
	if (is_seen(s, c))
		for (int i = from; i < s->n; i++)
			if (s->f[i] == c)
				return i;
	return -1;
}

static inline int
word_length(const char *word)
{
	int			n = 0;

	for (; *word; word++)
		n += ((unsigned char) *word & 0xC0) != 0x80;
	return n;
}

/* Is a word's first letter there?  Most words are ruled out by it. */
static inline bool
may_have(const Chars *s, const char *word)
{
	const unsigned char *w = (const unsigned char *) word;

	if (w[0] < 0x80)
		return is_seen(s, w[0]);
	return w[0] < 0xE0 || is_seen(s, (uint16_t) (w[0] << 12 | (w[1] & 0x3F) << 6 | (w[2] & 0x3F)));
}

static inline bool
has_any(const Chars *s, const char *const *words, int n)
{
	for (int i = 0; i < n; i++)
		if (may_have(s, words[i]) && find(s, 0, words[i]) >= 0)
			return true;
	return false;
}

#define HAS_ANY(s, words) has_any(s, words, (int) (sizeof(words) / sizeof(words[0])))

static inline bool
is_digit(const Chars *s, int i)
{
	return i >= 0 && i < s->n && s->f[i] >= '0' && s->f[i] <= '9';
}

static inline bool
follows(const Chars *s, int at, const char *word)
{
	int			n = 0;

	for (; *word != '\0'; n++)
		if (at + n < 0 || at + n >= s->n || s->f[at + n] != (uint16_t) gir_next_char(&word, word + 4))
			return false;
	return true;
}

/* Take away the characters from .. to - 1. */
static inline void
cut(Chars *s, int from, int to)
{
	memmove(s->c + from, s->c + to, (size_t) (s->n - to) * sizeof(s->c[0]));
	memmove(s->f + from, s->f + to, (size_t) (s->n - to) * sizeof(s->f[0]));
	s->n -= to - from;
}

static inline bool
ends_with(const Chars *s, const char *word)
{
	int			n;

	if (!may_have(s, word))
		return false;
	n = word_length(word);
	return s->n > n && follows(s, s->n - n, word);
}

/* A title that was found, and what speaks for it. */
typedef struct Title
{
	int			at;				/* its first line */
	int			parts;			/* its lines */
	int			year;			/* 0: none */
	int			score;
	bool		listed;			/* in a menu of years */
	bool		dressed;		/* as an announcement, an attachment, a file */
	bool		doubtful;		/* its agency may be the site's: a copy of the title names none */
	bool		adopted;		/* its first line is an agency that stands above a title without one */
	char		agency[GIR_MAX_AGENCY + 1];
} Title;

typedef struct Titles
{
	int			n;
	Title		of[MAX_TITLES];
} Titles;

/* What is known beside the titles. */
typedef struct Witnesses
{
	int			period;
	bool		read;			/* preamble and signature have been looked at */
	char		preamble[GIR_MAX_AGENCY + 1];
	char		signature[GIR_MAX_AGENCY + 1];
} Witnesses;

/* ---- report_lines.c ---- */

/*
 * The year that begins at i: four digits, then 年, 年度 or nothing that makes it a longer number; brackets around the digits or all of it
 * belong to it.  *end is where it ends.  0 if there is none.
 */
extern int	gir_head_year_at(const Chars *s, int i, int *end);

extern bool gir_head_may_begin_year(uint16_t f);

/* The year of a title at or after from, 0 if it has none. */
extern int	gir_head_find_year(const Chars *s, int from, int *begin, int *end);

/* The stated period in the text; 0 without one. */
extern int	gir_head_find_period(const char *text, size_t len);

/* Where 政府信息公开, 政务公开 or the like begins, but not as part of an agency's name; -1 without it. */
extern int	gir_head_topic_position(const Chars *s);

/*
 * Length up to and including 报告 or 年报 and a qualifier in brackets, when nothing but the site's name follows, set apart by a dash or the
 * like, or attributes of Markdown, or the year; 0 otherwise.
 */
extern int	gir_head_title_length(const Chars *s);

/* Take away what stands around the title of a file, of an announcement or of an attachment, and before it in a page's path.  False when nothing does. */
extern bool gir_head_undress(Chars *s);

/* Are characters with their topic and the end of their 报告 there a title? */
extern bool gir_head_is_title(const Chars *s, int topic, int length);

/* A line that announces another kind of text about such reports: a notice, an interpretation. */
extern bool gir_head_is_other_kind(const Chars *s);

/* A line that is an agency's name and nothing else; another name of it may follow in brackets. */
extern bool gir_head_is_agency(const Chars *s);

extern void gir_head_to_utf8(const Chars *s, int from, int to, char *out, int max);

/* Without the marks of Markdown and CSV, bars and white space around it. */
extern GirSpan gir_head_strip_marks(const char *text, GirSpan s);

extern bool gir_head_begins_text(const char *p, size_t len);

/* The short lines of a stretch of text; long ones are prose and end a title's lines. */
extern void gir_head_collect_head(const char *text, size_t from, size_t to, Head *head);

/* Join lines i .. i + parts - 1; false if they are not all short lines. */
extern bool gir_head_join_lines(const char *text, const Head *head, int i, int parts, Chars *s);

/* 报告, 年报 or a bracket at the end of the line, or before the site's name: worth a closer look. */
extern bool gir_head_ends_like_title(const char *text, GirSpan line);

/* Verbs and qualifiers around the agency in a title.  （本级） says what the figures are of, not whose; only of a government also a summary exists. */
extern void gir_head_trim_agency(Chars *s);

/* What is left of the title before its topic, without year, verbs and qualifiers; empty when that can be no name. */
extern void gir_head_agency_of_title(const Chars *title, int topic, char *agency);

/* ---- report_titles.c ---- */

/* Does one name end with the other (人社分局, 云汀区人社分局), or add what may be left out (云汀区, 云汀区人民政府办公室)? */
extern bool gir_head_is_same_agency(const char *a, const char *b);

/* A year on a line of its own. */
extern bool gir_head_is_year_line(const char *text, const Head *head, int i);

/* The titles among the lines, without links that are marked as such. */
extern void gir_head_find_titles(const char *text, const Head *head, Titles *titles);

/* How often the text speaks of a year: 2023年, but not the dates in it. */
extern int	gir_head_count_year(const char *text, size_t len, int year);

extern bool gir_head_is_said(const Title *t, const char *agency);

/* Weigh titles that contradict each other: by period, place, repetition, the years and agencies that the text names. */
extern void gir_head_weigh(const char *text, size_t len, const Head *head, const Witnesses *w, Titles *titles);

/* The title with most for it; among equals the one that says more, then the first. */
extern Title *gir_head_best_title(Titles *titles);

extern void gir_head_print_title(const char *text, const Head *head, const Title *t, char *title);

/* Do the titles say different things? */
extern bool gir_head_contradict(const Titles *titles);

extern bool gir_head_other_kind_in(const char *text, const Head *head);

/* ---- report_agency.c ---- */

/* An agency's name among the characters from .. to - 1. */
extern bool gir_head_take_agency(const Chars *s, int from, int to, char *agency);

/* The agency that the preamble names as its author. */
extern void gir_head_agency_of_preamble(const char *text, size_t len, char *agency);

/* An agency's name before the date that ends the text, on a line of its own or on that of the date. */
extern void gir_head_agency_of_signature(const char *text, size_t len, char *agency);

/* ---- report_captions.c ---- */

/*
 * The grid without the tables whose captions name another year than the report's (0: unknown; then any, of attached tables).  False when
 * there are none (or no memory); otherwise own->rows is the caller's to free, all else is the grid's.
 */
extern bool gir_head_own_tables(const GirGrid *grid, int year, GirGrid *own);

#endif							/* GIR_REPORT_WORK_H */
