/*
 * cells_text.c - cells from plain text
 *
 * Line by line: what separates the cells?  A tab, a bar, a comma or semicolon (in a text that is CSV), or, failing these, nothing but white
 * space; lines of the last kind are gathered and read as running text (cells_loose.c).  Cells with lines of their own: cells_lines.c.
 */
#include "core/cells_text.h"

#include "core/cells_lines.h"
#include "core/cells_loose.h"

#include <string.h>

enum
{
	MAX_FIELDS = 64,			/* of a line; table 4 has 15 columns, padding and an index may come on top */
	MAX_PIECES = 24,			/* lines of one box cell */
	MAX_QUOTED_LINES = 6,		/* lines of one quoted CSV field: more is a stray quote */
	MAX_VALUE = 60,				/* bytes of a figure */
	MAX_MARK = 9,				/* bytes of one that begins with a Han character: 不适用 */
	MAX_TORN = 320,				/* bytes of a label on several lines */
	MAX_JOINED = 160,			/* bytes of a label in two paragraphs; the longest takes 120 */
	MAX_TORN_LINES = 4,			/* above the last one */
	MAX_TABS = 32,				/* in a row: twice the columns of table 4, for padding */
	WHOLE_REPORT = 1000,		/* bytes of the only cell of a line: no cell, but a report in the table that lays out its page */
	MAX_LEVELS = 4,				/* rows of heads that a tool has put in one */
	SHORT_CELL = 12,			/* bytes of a figure */
	MIN_LINES = 3,				/* lines with a separator that make a table; fewer are page chrome */
	MIN_ENDED = 40,				/* cells that end in a separator, a line each */
	MIN_RECORDS = 6,			/* likewise, where prose has the separator too */
	MIN_STRETCHES = 5			/* of cells a line each: fewer say nothing of where the tabs stand */
};

typedef struct Line
{
	const char *start;
	const char *end;			/* without the line break */
} Line;

static inline bool
next_line(const char **p, const char *end, Line *line)
{
	const char *nl;

	if (*p >= end)
		return false;
	nl = gir_find_near(*p, end, '\n');
	line->start = *p;
	line->end = nl ? nl : end;
	*p = nl ? nl + 1 : end;
	if (line->end > line->start && line->end[-1] == '\r')
		line->end--;
	return true;
}

static GirSpan
span_of(const GirGrid *grid, const char *start, const char *end)
{
	return (GirSpan) {(uint32_t) (start - grid->text), (uint32_t) (end - start)};
}

static bool
is_blank(const char *p, const char *end)
{
	return p == end || (gir_may_begin_space(p) && gir_trim(p, (GirSpan) {0, (uint32_t) (end - p)}).len == 0);
}

static const char *
find_tab(const Line *line)
{
	return gir_find_near(line->start, line->end, '\t');
}

/* ---- which layout ---- */

static bool
is_han_lead(char c)
{
	return (unsigned char) c >= 0xE4 && (unsigned char) c <= 0xE9;
}

/* Length in bytes of the vertical bar at p, 0 if there is none: | │ ┃ */
static int
bar_at(const char *p, const char *end)
{
	static const char *const bars[] = {"│", "┃"};

	if (*p == '|')
		return 1;
	if (end - p >= 3 && *p == '\xE2')
		for (size_t i = 0; i < sizeof(bars) / sizeof(bars[0]); i++)
			if (memcmp(p, bars[i], 3) == 0)
				return 3;
	return 0;
}

/* The first bar that is drawn, not typed, NULL without one. */
static const char *
find_drawn_bar(const char *p, const char *end)
{
	while (p < end && (p = memchr(p, '\xE2', (size_t) (end - p))) != NULL)
	{
		if (bar_at(p, end) > 0)
			return p;
		p++;
	}
	return NULL;
}

/* The first bar in a stretch, NULL without one; drawn: some bars of the text are. */
static const char *
find_bar(const char *p, const char *end, bool drawn)
{
	const char *bar = memchr(p, '|', (size_t) (end - p));
	const char *first = drawn ? find_drawn_bar(p, bar ? bar : end) : NULL;

	return first ? first : bar;
}

static bool
ends_with_bar(const char *s, uint32_t len)
{
	return s[len - 1] == '|' || (len >= 3 && bar_at(s + len - 3, s + len) == 3);
}

/* ├ ┤ and the like: where a line is a rule on one side, its bars end in them. */
static bool
is_drawn(const char *s, uint32_t len)
{
	return len >= 3 && s[0] == '\xE2' && (s[1] == '\x94' || s[1] == '\x95');
}

/* The next c, a comma or semicolon, from p on; NULL without one. */
static const char *
find_next(const char *p, const char *end, char c)
{
	return p ? memchr(p, c, (size_t) (end - p)) : NULL;
}

/*
 * 行政许可36,983, 299,580 145,203 and 8,   36,: a figure right behind a word, or figures, or what narrow columns have left of them, with blanks
 * between them; their commas part thousands, not fields.  p is the line's first comma.
 */
static bool
has_thousands(const char *text, const char *p, const char *end)
{
	const char *word = p;

	while (word > text && word[-1] >= '0' && word[-1] <= '9')
		word--;
	if (word < p && word > text && (unsigned char) word[-1] >= 0x80)
		return true;
	for (p++; (p = find_next(p, end, ' ')) != NULL; p++)
	{
		const char *digit = p;

		while (digit < end && *digit == ' ')
			digit++;
		if (digit < end && *digit >= '0' && *digit <= '9' && ((p[-1] >= '0' && p[-1] <= '9') || (p[-1] == ',' && digit > p + 1)))
			return true;
	}
	return false;
}

/* Lines with enough of them, commas or semicolons, for a row of a table. Counted from one to the next, not line by line: prose has few. */
static int
count_threes(GirGrid *grid, const char *text, const char *end, char c)
{
	const char *p = find_next(text, end, c);
	int			n = 0;

	while (p != NULL && gir_grid_goes_on(grid, p))
	{
		const char *second = find_next(p + 1, end, c);
		const char *third = second ? find_next(second + 1, end, c) : NULL;
		const char *nl;

		if (third == NULL)
			break;
		nl = gir_find_near(p, third, '\n');
		if (nl != NULL)
		{
			p = nl < second ? second : third;
			continue;
		}
		nl = gir_find_near(third, end, '\n');
		n += !has_thousands(text, p, nl ? nl : end);
		p = find_next(nl ? nl + 1 : NULL, end, c);
	}
	return n;
}

/* 自然人 / 法人 / 总计: lines in which a slash with blanks around it stands between Han characters, twice or more. */
static int
count_slashes(GirGrid *grid, const char *text, const char *end)
{
	const char *line = NULL;	/* where the last slash's line begins */
	int			words = 0;		/* with a slash and a word behind them, of that line */
	int			n = 0;

	for (const char *p = text; (p = memchr(p, '/', (size_t) (end - p))) != NULL && gir_grid_goes_on(grid, p); p++)
	{
		const char *start;

		if (p - text < 2 || end - p < 3 || p[-1] != ' ' || p[1] != ' ' || !is_han_lead(p[2]) || (unsigned char) p[-2] < 0x80)
			continue;
		start = gir_line_start(text, p);
		words = start == line ? words + 1 : 1;
		n += words == 2;
		line = start;
	}
	return n;
}

/* So many tabs, from the line's first one on, are more than one row: a whole table on one line, whose rows begin at their labels. */
static bool
is_flow(const char *p, const char *end)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	int			tabs = 0;

	if (end - p <= MAX_TABS)
		return false;
	for (; end - p >= 8 && end - p > MAX_TABS - tabs && tabs <= MAX_TABS; p += 8)
	{
		uint64_t	x;

		memcpy(&x, p, 8);
		x ^= ones * '\t';
		x |= (x & ones * 0x7F) + ones * 0x7F;	/* high bit: no tab */
		tabs += 8 - (int) ((x >> 7 & ones) * ones >> 56);
	}
	if (end - p <= MAX_TABS - tabs)
		return false;
	for (; p < end && tabs <= MAX_TABS; p++)
		tabs += *p == '\t';
	return tabs > MAX_TABS;
}

typedef struct Census
{
	int			cell_lines;		/* a tab at the start, and something after it, no other tab */
	int			tab_lines;		/* tabs elsewhere */
	int			end_tabs;		/* of these, lines with but one, at the end */
	int			between_tabs;	/* of these, lines with a tab at the start, one at the end, and no other */
	int			lone_tabs;		/* nothing but one tab */
	int			first_tabs;		/* a tab at the start */
	int			apart_tabs;		/* of these, lines below a blank one */
	bool		drawn_bars;
	int			bar_lines;
	int			framed_left;	/* of these, lines that begin, end with a bar */
	int			framed_right;
	int			lone_bars;		/* nothing but one bar */
	int			end_bars;		/* one bar, at the end of the line */
	int			apart_bars;		/* below a blank line: a bar at the start, none at the end */
	int			double_bars;	/* whose bars, two or more, stand in twos: || */
	int			hard_ends;		/* two blanks or more at the end, as Markdown ends a line */
	int			padded_ends;	/* of these, more than two */
	int			comma_lines;
	int			semicolon_lines;
	int			slash_lines;	/* words with slashes between them, as heads have them whose row is parted by slashes */
} Census;

/* A line that begins with a tab. */
static void
count_tab_line(const char *tab, const char *end, Census *c)
{
	const char *second = gir_find_near(tab + 1, end, '\t');
	bool		blank;

	while (++tab < end && *tab == '\t')
		;
	blank = is_blank(tab, end);
	if (second != NULL)
	{
		c->tab_lines += !blank;
		c->between_tabs += !blank && second + 1 == end;
	}
	else
	{
		c->cell_lines += !blank;
		c->lone_tabs += blank;
	}
}

/*
 * What separates the fields of CSV: commas, or where these mark decimals semicolons; 0: it is no CSV.  Slashes only where heads have them: in
 * rows of figures they are what stands for a blank.
 */
static char
csv_separator(const Census *c)
{
	int			n = c->comma_lines > c->semicolon_lines ? c->comma_lines : c->semicolon_lines;

	if (c->bar_lines >= MIN_LINES && c->bar_lines * 2 >= c->comma_lines + c->semicolon_lines)
		return '\0';			/* in cells between bars: 8,750 */
	if (n < MIN_RECORDS && c->slash_lines >= MIN_LINES && c->tab_lines + c->bar_lines == 0)
		return '/';
	return n < MIN_RECORDS || n <= c->tab_lines ? 0 : n == c->comma_lines ? ',' : ';';
}

/* Does a line begin at p, below one without anything? */
static inline bool
is_below_blank(const char *text, const char *p)
{
	if (p - text < 2 || p[-1] != '\n' || (unsigned char) p[-2] > ' ')
		return false;
	for (p--; p > text && (p[-1] == ' ' || p[-1] == '\r'); p--)
		;
	return p == text || p[-1] == '\n';
}

/* A cell's tab at the start of a line, not an indented paragraph's: nothing, or another, or something short follows. */
static bool
is_cells_tab(const char *tab, const char *end)
{
	const char *nl = gir_find_near(tab, end, '\n');

	end = nl ? nl : end;
	return end - tab <= SHORT_CELL || gir_find_near(tab + 1, end, '\t') != NULL || is_blank(tab + 1, end);
}

/* Tabs are counted tab by tab, not line by line: most lines have none, and most of those that begin with one have a digit or nothing behind it. */
static void
count_tabs(GirGrid *grid, const char *text, const char *end, Census *c)
{
	const char *tab = memchr(text, '\t', (size_t) (end - text));
	const char *stop = NULL;	/* where the last line with a tab ends */

	while (tab != NULL && gir_grid_goes_on(grid, tab))
	{
		if (tab - 1 != stop)	/* right below another such line neither is to be asked */
		{
			if (tab > text && tab[-1] != '\n')
			{
				c->tab_lines++;
				stop = gir_find_near(tab, end, '\n');
				c->end_tabs += stop == tab + 1;
				tab = stop ? gir_find_near(stop, end, '\t') : NULL;
				continue;
			}
			c->apart_tabs += is_below_blank(text, tab) && is_cells_tab(tab, end);
		}
		c->first_tabs++;
		if (end - tab > 1 && tab[1] == '\n')
		{
			c->lone_tabs++;
			stop = tab + 1;
		}
		else if (end - tab > 2 && tab[2] == '\n' && tab[1] > ' ')
		{
			c->cell_lines++;
			stop = tab + 2;
		}
		else
		{
			stop = gir_find_near(tab, end, '\n');
			count_tab_line(tab, stop ? stop : end, c);
		}
		tab = stop ? gir_find_near(stop, end, '\t') : NULL;
	}
}

/* Two blanks at its end: in Markdown a line break that is meant. */
static bool
ends_hard(const Line *line)
{
	return line->end - line->start >= 2 && line->end[-1] == ' ' && line->end[-2] == ' ';
}

/* Do a line's bars, two or more, stand in twos? */
static bool
has_double_bars(const Line *line)
{
	int			n = 0;

	for (const char *p = line->start; (p = memchr(p, '|', (size_t) (line->end - p))) != NULL; p += 2, n++)
		if (line->end - p < 2 || p[1] != '|' || (line->end - p > 2 && p[2] == '|'))
			return false;
	return n > 1;
}

static void
count_bars(const GirGrid *grid, const Line *line, Census *c)
{
	GirSpan		s = gir_trim(grid->text, span_of(grid, line->start, line->end));

	c->bar_lines++;
	c->hard_ends += ends_hard(line);
	c->padded_ends += ends_hard(line) && line->end - line->start > 2 && line->end[-3] == ' ';
	c->framed_left += s.len > 0 && (bar_at(grid->text + s.off, line->end) > 0 || is_drawn(grid->text + s.off, s.len));
	c->framed_right += s.len > 0 && (ends_with_bar(grid->text + s.off, s.len) || (s.len >= 3 && is_drawn(grid->text + s.off + s.len - 3, 3)));
	c->double_bars += has_double_bars(line);
	c->lone_bars += s.len == (uint32_t) bar_at(grid->text + s.off, line->end);
	c->apart_bars += s.len > 0 && grid->text[s.off] == '|' && (s.len == 1 || !ends_with_bar(grid->text + s.off, s.len)) &&
		is_below_blank(grid->text, line->start);
	c->end_bars += s.len > 1 && grid->text[s.off + s.len - 1] == '|' && memchr(grid->text + s.off, '|', s.len - 1) == NULL;
}

static void
take_census(GirGrid *grid, const char *text, size_t len, Census *c)
{
	const char *p = text;
	Line		line;
	bool		bars;

	memset(c, 0, sizeof(*c));
	c->drawn_bars = find_drawn_bar(text, text + len) != NULL;
	bars = c->drawn_bars || memchr(text, '|', len) != NULL;
	count_tabs(grid, text, text + len, c);
	while (bars && gir_grid_goes_on(grid, p) && next_line(&p, text + len, &line))
		if (find_bar(line.start, line.end, c->drawn_bars) != NULL)
			count_bars(grid, &line, c);
	c->comma_lines = count_threes(grid, text, text + len, ',');
	c->semicolon_lines = count_threes(grid, text, text + len, ';');
	c->slash_lines = count_slashes(grid, text, text + len);
}

/* ---- one row a line, tabs or commas between the fields ---- */

/*
 * The end of the field that begins at p: a separator or the end of the record; quotes may hold both.  NULL: an unclosed quote.  lines: the
 * record may hold line breaks.
 */
static inline const char *
field_end(const char *p, const char *end, char separator, bool lines)
{
	const char *sep;
	const char *nl;

	if (*p == '"')
	{
		for (p++; p < end; p++)
			if (*p == '"' && (p + 1 == end || p[1] != '"'))
				break;
			else if (*p == '"')
				p++;
		if (p >= end)
			return NULL;
		p++;
	}
	sep = gir_find_near(p, end, separator);
	nl = lines ? gir_find_near(p, sep ? sep : end, '\n') : NULL;
	return nl ? nl : sep ? sep : end;
}

/* The fields from p on, into the last row.  A record may go on over lines inside quotes.  Returns where the next line begins. */
static const char *
add_fields(GirGrid *grid, const char *p, const Line *line, const char *end, char separator)
{
	const char *limit = line->end;
	int			lines = 0;

	while (gir_grid_goes_on(grid, p))
	{
		const char *stop;

		p = gir_grid_run(grid, p, limit, 0, separator);
		if (p > limit)
			break;
		stop = p < limit ? field_end(p, limit, separator, lines > 0) : p;

		if (stop == NULL && limit < end && ++lines < MAX_QUOTED_LINES)
		{
			const char *nl = memchr(limit + 1, '\n', (size_t) (end - limit - 1));

			limit = nl ? nl : end;	/* the quote is still open: take in the next line */
			continue;
		}
		if (stop == NULL)		/* a stray quote: the field ends where it would without */
			for (stop = p; stop < limit && *stop != separator && *stop != '\n'; stop++)
				;
		if (stop - p >= 2 && *p == '"' && stop[-1] == '"')
			gir_grid_cell(grid, span_of(grid, p + 1, stop - 1));
		else
			gir_grid_cell(grid, span_of(grid, p, stop > p && stop[-1] == '\r' ? stop - 1 : stop));
		p = stop + 1;
		if (stop >= limit || *stop == '\n')
			break;
		if (lines > 0)			/* the record ends with this line, if no quote is open */
		{
			const char *nl = gir_find_near(p, limit, '\n');

			limit = nl ? nl : limit;
		}
	}
	return p < end ? p : end;
}

/* The stretch of lines that no tab divides, up to here: running text. */
static void
flush_loose(GirGrid *grid, Line *loose)
{
	if (loose->start != NULL && grid->status == GIR_OK)
		gir_cells_loose(grid, span_of(grid, loose->start, loose->end));
	loose->start = NULL;
}

static void
add_loose(Line *loose, const Line *line)
{
	if (loose->start == NULL)
		loose->start = line->start;
	loose->end = line->end;
}

/* ---- rows that begin above their line, or go on below it ---- */

/* A figure or a mark, and nothing else. */
static bool
is_value(const char *p, const char *end)
{
	GirSpan		s = gir_trim_bold(p, (GirSpan) {0, (uint32_t) (end - p)});
	GirValue	v;

	if (s.len == 0 || s.len > MAX_VALUE || (s.len > MAX_MARK && is_han_lead(p[s.off])))
		return false;
	gir_value_read(p + s.off, s.len, true, &v);
	return v.state != GIR_TEXT;
}

static bool
is_label(const char *p, const char *end)
{
	return end - p <= MAX_TORN && gir_label_find(p, (size_t) (end - p)) != NULL;
}

static bool
is_row_label(const char *p, const char *end)
{
	const GirLabel *label = end - p <= MAX_TORN ? gir_label_find(p, (size_t) (end - p)) : NULL;

	for (int i = 0; label && i < GIR_FORM_COUNT; i++)
		if (label->in[i].row >= 0)
			return true;
	return false;
}

/* The line above p, if it is not blank and not above the limit; NULL otherwise. */
static const char *
line_above(const char *p, const char *limit)
{
	const char *start;

	if (limit == NULL || p <= limit)
		return NULL;
	start = gir_line_start(limit, p - 1);
	return is_blank(start, p) ? NULL : start;
}

/* The beginning of a label, without its rest. */
static bool
is_part(const char *p, const char *end)
{
	uint16_t	folded[GIR_MAX_LABEL];
	int			n = end - p <= MAX_TORN ? gir_fold(p, (size_t) (end - p), folded, GIR_MAX_LABEL) : 0;

	return n > 2 && n <= GIR_MAX_LABEL && gir_label_of_folded(folded, n) == NULL && gir_label_begins(folded, n);
}

/* Where the label begins that ends at stop: on a line of the running text above; NULL if none does, or the rest of another is missing there. */
static const char *
torn_label(const Line *loose, const char *start, const char *stop)
{
	const char *above;

	for (int i = 0; i < MAX_TORN_LINES && (start = line_above(start, loose->start)) != NULL; i++)
		if (is_label(start, stop))
		{
			above = line_above(start, loose->start);
			return above && is_part(above, start) ? NULL : start;
		}
	return NULL;
}

/* Does the last cell of the row above, which ends where the running text begins, and the text up to stop make a label? */
static bool
goes_on(const GirGrid *grid, const char *start, const char *stop)
{
	const GirGridRow *row = grid->nrows > 0 ? &grid->rows[grid->nrows - 1] : NULL;
	const GirGridCell *cell = row && row->ncells > 0 ? &grid->cells[grid->ncells - 1] : NULL;
	const char *behind;

	if (!cell || cell->len == 0 || (cell->kind != GIR_CELL_TEXT && cell->kind != GIR_CELL_LABEL) || row->kind != GIR_ROW_FIELDS)
		return false;
	behind = grid->text + cell->off + cell->len;
	return behind <= start && is_blank(behind, start) && is_row_label(grid->text + cell->off, stop);
}

static bool
ends_with_words(const GirGrid *grid)
{
	const GirGridCell *cell = grid->ncells > 0 ? &grid->cells[grid->ncells - 1] : NULL;

	return cell && (cell->kind == GIR_CELL_TEXT || cell->kind == GIR_CELL_LABEL);
}

/* Is the rest of the last cell's label missing? */
static bool
ends_with_part(const GirGrid *grid)
{
	const GirGridCell *cell = grid->ncells > 0 ? &grid->cells[grid->ncells - 1] : NULL;

	return cell && cell->kind == GIR_CELL_TEXT && is_part(grid->text + cell->off, grid->text + cell->off + cell->len);
}

/* The running text ends where that line begins. */
static void
cut_loose(GirGrid *grid, Line *loose, const char *start)
{
	if (loose->start != NULL && start <= loose->start)
		loose->start = NULL;
	else if (loose->start != NULL && start < loose->end)
		loose->end = start;
	flush_loose(grid, loose);
}

/* Nothing but figures and marks between the tabs; all: and no blanks. */
static bool
has_values(const Line *line, bool all)
{
	int			values = 0;

	for (const char *p = line->start, *stop; p <= line->end; p = stop + 1)
	{
		const char *tab = gir_find_near(p, line->end, '\t');

		stop = tab ? tab : line->end;
		if (is_value(p, stop))
			values++;
		else if (all || !is_blank(p, stop))
			return false;
	}
	return values > 0;
}

/* Is what stands right above a line of figures a label, or another such line?  Then they are running text together. */
static bool
is_below_label(const Line *loose, const char *start)
{
	const char *stop = start;
	Line		above;

	if (loose->start == NULL)
		return false;
	while (stop > loose->start && (stop[-1] == '\n' || stop[-1] == '\r' || stop[-1] == ' '))
		stop--;
	if (stop == loose->start)
		return false;
	above = (Line) {line_above(stop + 1, loose->start), stop};
	return (above.start != NULL && has_values(&above, true)) || torn_label(loose, stop + 1, stop) != NULL;
}

/* Nothing but a figure, or a blank that is printed. */
static bool
is_lone_value(const Line *line)
{
	if (line->end - line->start > MAX_VALUE || gir_find_near(line->start, line->end, '\t') != NULL)
		return false;
	return is_value(line->start, line->end) || (is_blank(line->start, line->end) && line->start < line->end && (unsigned char) line->end[-1] >= 0x80);
}

/* A cell among those of which some may be missing. */
static void
add_loose_cell(GirGrid *grid, GirSpan span)
{
	gir_grid_cell(grid, span);
	if (grid->status == GIR_OK)
		grid->cells[grid->ncells - 1].gap = 1;
}

/*
 * A row that goes on below its line, each cell a paragraph: 规章 <tab> / 0 / / 0.  Blank cells without a paragraph are lost in such texts, so
 * the row tells no more than running text does.  Returns where the next line begins; p, where the row's cells begin to be paragraphs.
 */
static const char *
add_paragraphs(GirGrid *grid, const char *p, const char *end)
{
	Line		line;
	const char *next = p;

	while (gir_grid_goes_on(grid, p) && next_line(&next, end, &line))
	{
		if (is_lone_value(&line))
			add_loose_cell(grid, span_of(grid, line.start, line.end));
		else if (has_values(&line, false))
			add_loose_cell(grid, span_of(grid, line.start, line.end));	/* several cells in one: spoils the row */
		else if (!is_blank(line.start, line.end))
			break;
		p = next;
	}
	return p;
}

/* Four Han characters on end: the beginning of no figure, and no mark, whatever follows. */
static bool
begins_with_words(const char *p, const char *end)
{
	return end - p > MAX_MARK && is_han_lead(p[0]) && is_han_lead(p[3]) && is_han_lead(p[6]) && is_han_lead(p[9]);
}

/* A label, and figures with tabs between them. */
static bool
is_labelled_row(const Line *line)
{
	const char *p = line->start;

	while (p < line->end && (*p == '\t' || *p == ' '))
		p++;
	if (p == line->end || !is_han_lead(*p))
	{
		p = memchr(p, '.', (size_t) (line->end - p));	/* 1.属于国家秘密 */
		if (p == NULL || ++p == line->end || !is_han_lead(*p))
			return false;
	}
	for (; p < line->end && (p = memchr(p, '\t', (size_t) (line->end - p))) != NULL; p++)
		if (p[-1] >= '0' && p[-1] <= '9')
			return true;
	return false;
}

/* The next line is a lone figure, right below one that ends with a tab; below a row with figures it may be a page's number. */
static bool
has_paragraphs(const Line *line, const char *p, const char *end)
{
	Line		below;

	return line->end > line->start && line->end[-1] == '\t' && p < end && *p != '\t' && !begins_with_words(p, end) &&
		next_line(&p, end, &below) && is_lone_value(&below) && !is_labelled_row(line);
}

/* Fields up to the last tab, as loose cells. */
static void
add_loose_fields(GirGrid *grid, const char *p, const char *end)
{
	const char *tab;

	for (; (tab = gir_find_near(p, end, '\t')) != NULL && grid->status == GIR_OK; p = tab + 1)
		add_loose_cell(grid, span_of(grid, p, tab));
}

/* The row of such a line that may be more than its line, for add_row(). */
static const char *
add_torn_row(GirGrid *grid, Line *loose, const Line *line, const char *next, const char *end, bool paragraphs)
{
	const char *tab = gir_find_near(line->start, line->end, '\t');
	const char *above = line->start;
	bool		values = !paragraphs && loose->start != NULL && has_values(line, true);

	if (!values && (loose->start != NULL || ends_with_words(grid)) && tab > line->start && !is_value(line->start, tab) && !is_label(line->start, tab))
	{
		const char *torn = torn_label(loose, line->start, tab);

		if (torn == NULL && goes_on(grid, loose->start ? loose->start : line->start, tab))
		{
			loose->start = NULL;
			gir_grid_extend(grid, (uint32_t) (tab - grid->text));
			return add_fields(grid, tab + 1, line, end, '\t');
		}
		if (torn && torn == loose->start && ends_with_part(grid))
			torn = NULL;
		above = torn ? torn : above;
	}
	if (values && is_below_label(loose, line->start))
	{
		add_loose(loose, line);
		return next;
	}
	cut_loose(grid, loose, above);
	gir_grid_row(grid, paragraphs ? GIR_ROW_LOOSE : GIR_ROW_FIELDS);
	if (grid->status != GIR_OK)
		return next;
	if (above < line->start || paragraphs)
		gir_grid_cell(grid, span_of(grid, above, tab));
	if (paragraphs)
	{
		add_loose_fields(grid, tab + 1, line->end);
		return add_paragraphs(grid, next, end);
	}
	return add_fields(grid, above < line->start ? tab + 1 : line->start, line, end, '\t');
}

/*
 * The row of a line with tabs, whose label may begin on lines above, which have been taken for running text, and whose figures may stand
 * on lines below.  Returns where the next line begins.
 */
static const char *
add_row(GirGrid *grid, Line *loose, const Line *line, const char *next, const char *end)
{
	bool		paragraphs = has_paragraphs(line, next, end);

	if (paragraphs || loose->start != NULL || ends_with_words(grid))
		return add_torn_row(grid, loose, line, next, end, paragraphs);
	gir_grid_row(grid, GIR_ROW_FIELDS);
	return grid->status == GIR_OK ? add_fields(grid, line->start, line, end, '\t') : next;
}

/* ---- bars and boxes ---- */

/* The fields of one row of a box, each in pieces: a cell's text may be spread over lines. */
typedef struct Box
{
	GirGrid    *grid;
	bool		open;
	bool		ruled;			/* rules stand between the rows, so lines between two of them are one row */
	bool		figures;		/* the open row has figures */
	bool		parted;			/* an empty row stands below the open row, or between its paragraphs */
	bool		broken;			/* the lines of the open row have different numbers of fields */
	bool		framed_left;	/* bars at the lines' ends are a frame, no separators */
	bool		framed_right;
	bool		drawn;			/* some bars are drawn, not typed */
	bool		doubled;		/* || is one separator */
	int			nfields;
	int			npieces[MAX_FIELDS];	/* set when a row is opened */
	GirSpan		pieces[MAX_FIELDS][MAX_PIECES];
} Box;

/* The n-th string of ('行政诉讼', '复议后起诉', '总计'); empty when it has fewer. */
static GirSpan
string_at(const GirGrid *grid, GirSpan tuple, int n)
{
	const char *p = grid->text + tuple.off;
	const char *end = p + tuple.len;
	const char *start = NULL;

	for (; n >= 0; n--)
	{
		start = memchr(p, '\'', (size_t) (end - p));
		p = start ? memchr(start + 1, '\'', (size_t) (end - start - 1)) : NULL;
		if (p++ == NULL)
			return (GirSpan) {0, 0};
	}
	return span_of(grid, start + 1, p - 1);
}

static bool
is_tuple(const Box *box, int field)
{
	const char *s = box->grid->text + box->pieces[field][0].off;

	return box->npieces[field] == 1 && box->pieces[field][0].len > 4 && s[0] == '(' && s[1] == '\'';
}

/* pandas prints heads that stand in several rows as one row of tuples; these are the rows. */
static bool
add_levels(const Box *box)
{
	for (int i = 0; i < box->nfields; i++)
		if (!is_tuple(box, i))
			return false;
	for (int level = 0; level < MAX_LEVELS && string_at(box->grid, box->pieces[0][0], level).len > 0; level++)
	{
		gir_grid_row(box->grid, GIR_ROW_FIELDS);
		for (int i = 0; i < box->nfields && box->grid->status == GIR_OK; i++)
			gir_grid_cell(box->grid, string_at(box->grid, box->pieces[i][0], level));
	}
	return box->nfields > 0;
}

static void
add_box_row(Box *box)
{
	if (add_levels(box))
		return;
	/* in a box with rules every cell of the table is drawn, and merged ones are one field */
	gir_grid_row(box->grid, box->ruled ? GIR_ROW_CELLS : GIR_ROW_FIELDS);
	for (int i = 0; i < box->nfields && box->grid->status == GIR_OK; i++)
		gir_grid_pieces(box->grid, box->pieces[i], box->npieces[i]);
}

static void
flush_box(Box *box)
{
	if (!box->open)
		return;
	box->open = false;
	if (box->broken)
		return;					/* no telling which field is which */
	add_box_row(box);
	if (!box->parted)
		return;
	memset(box->npieces, 0, sizeof(box->npieces));
	add_box_row(box);
}

/* Horizontal lines of a box, Markdown's ---|---: nothing but - + = : . and box drawing, between bars and spaces. */
static bool
is_rule(const Line *line)
{
	const char *p = line->start;
	int			strokes = 0;

	while (p < line->end)
	{
		uint32_t	c;

		if (*p == ' ')
		{
			p = gir_skip_blanks(p, line->end);
			continue;
		}
		c = (unsigned char) *p < 0x80 ? (unsigned char) *p++ : gir_next_char(&p, line->end);
		if (c == '-' || c == '=' || c == '+' || c == '_' || (c >= 0x2500 && c <= 0x257F && c != 0x2502 && c != 0x2503 && c != 0x2551))
			strokes++;
		else if (c != '|' && c != ':' && c != '.' && c != 0x2502 && c != 0x2503 && c != 0x2551 && !gir_is_space(c))
			return false;
	}
	return strokes >= 2;
}

/* |---|:--| and ---|---: below the heads only; of a table whose first row has one cell it is ---. */
static bool
is_markdown_rule(const Line *line)
{
	int			dashes = 0;

	for (const char *p = line->start; p < line->end; p++)
		if (*p != '-' && *p != '|' && *p != ':' && *p != ' ')
			return false;
		else
			dashes += *p == '-';
	return dashes == 3 || memchr(line->start, '|', (size_t) (line->end - line->start)) != NULL;
}

/* A line that is a rule on its right side: │ 度办理结 ├────┼──── */
static bool
has_rule(const Line *line)
{
	return gir_find(line->start, (size_t) (line->end - line->start), "──") != NULL ||
		gir_find(line->start, (size_t) (line->end - line->start), "---") != NULL;
}

/* Behind the bar at p, if there is one. */
static const char *
behind_bar(const Box *box, const char *p, const char *end)
{
	p += bar_at(p, end);
	return box->doubled && p < end && *p == '|' ? p + 1 : p;
}

/* Split at bars. */
static int
split_bars(const Box *box, const Line *line, GirSpan *fields)
{
	const GirGrid *grid = box->grid;
	GirSpan		all = gir_trim(grid->text, span_of(grid, line->start, line->end));
	const char *p = grid->text + all.off;
	const char *end = p + all.len;
	const char *start;
	int			n = 0;

	p = p < end && box->framed_left ? behind_bar(box, p, end) : p;
	start = p;
	while (n < MAX_FIELDS - 1 && (p = find_bar(p, end, box->drawn)) != NULL)
	{
		fields[n++] = gir_trim(grid->text, span_of(grid, start, p));
		p = behind_bar(box, p, end);
		start = p;
	}
	if (start < end || n == 0 || !box->framed_right)
		fields[n++] = gir_trim(grid->text, span_of(grid, start, end));
	return n;
}

static bool
any_figure(const GirGrid *grid, const GirSpan *fields, int n)
{
	GirValue	v;

	for (int i = 0; i < n; i++)
	{
		if (fields[i].len == 0 || fields[i].len > 60)
			continue;
		gir_value_read(grid->text + fields[i].off, fields[i].len, true, &v);
		if (v.state == GIR_NUMBER || v.state == GIR_DASH || v.state == GIR_NOT_APPLICABLE)
			return true;
	}
	return false;
}

/* What a column of the open row has, together with a field of the line below: a label, or NULL. */
static const GirLabel *
joined_label(const Box *box, int field, GirSpan s)
{
	GirSpan		pieces[MAX_PIECES + 1];
	int			n = box->npieces[field];

	if (n == 0 || box->pieces[field][0].len + s.len > MAX_JOINED)
		return NULL;
	memcpy(pieces, box->pieces[field], (size_t) n * sizeof(GirSpan));
	pieces[n] = s;
	return gir_label_of_pieces(box->grid->text, pieces, n + 1);
}

/* The rest of a row of heads: each word completes a label. */
static bool
continues_heads(const Box *box, const GirSpan *fields, int n)
{
	for (int i = 0; i < n; i++)
		if (fields[i].len > 0 && joined_label(box, i, fields[i]) == NULL)
			return false;
	return true;
}

/*
 * The rest of a wrapped label, below the line with the figures: only words, none of them below a figure (2 above 重复申请 is no number of the
 * label's), no labels but what completes the one above.
 */
static bool
continues_label(const Box *box, const GirSpan *fields, int n)
{
	for (int i = 0; i < n; i++)
	{
		if (fields[i].len == 0)
			continue;
		if (box->npieces[i] == 0 || any_figure(box->grid, box->pieces[i], 1))
			return false;
		if (gir_label_find(box->grid->text + fields[i].off, fields[i].len) != NULL && joined_label(box, i, fields[i]) == NULL)
			return false;
	}
	return true;
}

static bool
is_empty(const GirSpan *fields, int n)
{
	for (int i = 0; i < n; i++)
		if (fields[i].len > 0)
			return false;
	return true;
}

/* Does the line belong to the open row?  In a box with rules between the rows all lines up to the next one do. */
static bool
continues_box(Box *box, const GirSpan *fields, int n, bool figures)
{
	if (!box->open || n != box->nfields)
		return false;
	if (box->ruled)
		return true;
	if (figures)
		return false;
	if (box->figures)
		return continues_label(box, fields, n);
	if (!is_empty(fields, n))
		return continues_heads(box, fields, n);
	if (box->parted)
		return false;
	return box->parted = true;
}

static void
add_box_line(Box *box, const Line *line)
{
	GirSpan		fields[MAX_FIELDS];
	int			n = split_bars(box, line, fields);
	bool		figures = any_figure(box->grid, fields, n);

	if (n == 1 && fields[0].len > WHOLE_REPORT)
	{
		flush_box(box);
		gir_cells_loose(box->grid, fields[0]);
		return;
	}
	if (box->open && box->ruled && n != box->nfields)
	{
		box->broken = true;
		return;
	}
	if (!continues_box(box, fields, n, figures))
	{
		flush_box(box);
		box->open = true;
		box->nfields = n;
		box->figures = box->broken = box->parted = false;
		memset(box->npieces, 0, sizeof(box->npieces));
	}
	box->figures |= figures;
	for (int i = 0; i < n; i++)
		if (fields[i].len > 0 && box->npieces[i] < MAX_PIECES)
			box->pieces[i][box->npieces[i]++] = fields[i];
}

/* ---- one cell a line, after a tab ---- */

/* A tab at its start and no other. */
static bool
is_cell_line(const Line *line)
{
	return line->end > line->start && *line->start == '\t' &&
		gir_find_near(line->start + 1, line->end, '\t') == NULL;
}

/* Can the line be the rest of the last cell's label?  Figures do not go on in the next line. */
static bool
continues_cell(const GirGrid *grid)
{
	uint8_t		kind = grid->cells[grid->ncells - 1].kind;

	return kind == GIR_CELL_TEXT || kind == GIR_CELL_LABEL;
}

/*
 * Does a tab end each cell, and not begin it: text, line break, tab, as where </p> and </td> have been replaced?  Then every stretch of such
 * lines ends with nothing but a tab; a line behind words in one is their rest.
 */
static bool
ends_with_tabs(GirGrid *grid, const char *text, size_t len)
{
	const char *p = text;
	Line		line;
	int			stretches = 0;
	bool		open = false;
	bool		empty = true;
	bool		words = false;

	while (gir_grid_goes_on(grid, p) && next_line(&p, text + len, &line) && (open || empty))
	{
		bool		cell = is_cell_line(&line);

		if (open && words && !cell && !is_blank(line.start, line.end))
			continue;
		stretches += cell && !open;
		empty = cell ? is_blank(line.start, line.end) : empty;
		words = cell && !empty && !is_value(line.start + 1, line.end);
		open = cell;
	}
	return empty && stretches >= MIN_STRETCHES;
}

/* A row whose first cell has no tab before it: it stands on the lines above, or nothing does. */
static void
begin_cells(GirGrid *grid, Line *loose, const char *start)
{
	const char *stop = start - 1;
	const char *first = loose->start ? gir_line_start(loose->start, stop) : start;
	const char *label = first < stop && !is_blank(first, stop) && !is_value(first, stop) ? torn_label(loose, start, stop) : NULL;

	first = label ? label : first;
	cut_loose(grid, loose, first);
	gir_grid_row(grid, GIR_ROW_CELLS);
	if (grid->status == GIR_OK)
		gir_grid_cell(grid, first < stop ? span_of(grid, first, stop) : (GirSpan) {0, 0});
}

/* The tab behind the last cell begins none. */
static void
end_cells(GirGrid *grid)
{
	GirGridRow *row = &grid->rows[grid->nrows - 1];

	if (grid->status != GIR_OK || grid->cells[grid->ncells - 1].kind != GIR_CELL_EMPTY)
		return;
	grid->ncells--;
	row->ncells--;
	row->count[GIR_CELL_EMPTY]--;
}

static void
read_cells(GirGrid *grid, const char *text, size_t len)
{
	const char *p = text;
	bool		open = false;	/* a row of tabbed lines has begun */
	bool		behind = ends_with_tabs(grid, text, len);
	Line		line;
	Line		loose = {NULL, NULL};

	while (gir_grid_goes_on(grid, p) && next_line(&p, text + len, &line))
	{
		bool		cell = is_cell_line(&line);
		bool		rest = open && !cell && !is_blank(line.start, line.end) && continues_cell(grid);

		if (open && behind && !cell && !rest)
			end_cells(grid);
		if (cell)
		{
			if (!open && behind)
				begin_cells(grid, &loose, line.start);
			else if (!open)
			{
				flush_loose(grid, &loose);
				gir_grid_row(grid, GIR_ROW_CELLS);
			}
			open = true;
			if (grid->status == GIR_OK && !gir_grid_short(grid, (uint32_t) (line.start + 1 - grid->text), (uint32_t) (line.end - line.start - 1)))
				gir_grid_cell(grid, span_of(grid, line.start + 1, line.end));
			p = grid->status == GIR_OK ? gir_grid_run(grid, p, text + len, '\t', '\n') : p;
		}
		else if (open && (behind ? !rest : is_blank(line.start, line.end)))
		{
			open = false;
			if (behind && line.start < line.end)
				add_loose(&loose, &line);
		}
		else if (find_tab(&line) != NULL && !is_blank(line.start, line.end))
		{
			flush_loose(grid, &loose);
			gir_grid_row(grid, GIR_ROW_FIELDS);
			if (grid->status == GIR_OK)
				p = add_fields(grid, line.start, &line, text + len, '\t');
			open = false;
		}
		else if (rest)
			gir_grid_extend(grid, (uint32_t) (line.end - grid->text));
		else
		{
			open = false;
			add_loose(&loose, &line);
		}
	}
	flush_loose(grid, &loose);
}

/* ---- a bar at the end of each cell, whatever the line ---- */

/* The last line of a stretch that is no label as a whole: what stands above it is running text. */
static GirSpan
last_line(GirGrid *grid, GirSpan s)
{
	const char *text = grid->text + s.off;
	uint32_t	n = (uint32_t) (gir_line_start(text, text + s.len) - text);

	if (n > 0)
		gir_cells_loose(grid, (GirSpan) {s.off, n});
	return gir_trim(grid->text, (GirSpan) {s.off + n, s.len - n});
}

/* A lone bar at the margin, above an indented cell. */
static bool
is_margin(const char *text, const char *end, const char *bar)
{
	if (bar > text && bar[-1] != '\n')
		return false;
	for (bar++; bar < end && *bar == ' '; bar++)
		;
	return end - bar > 1 && bar[0] == '\n' && bar[1] == ' ';
}

/*
 * 规章 | / 0 | / 0 |: bars, or tabs, end cells, and nothing ends rows.  Every label begins one.
 */
static void
read_ended(GirGrid *grid, const char *text, size_t len, char c)
{
	const char *p = text;
	const char *end = text + len;
	bool		open = false;

	while (p < end && gir_grid_goes_on(grid, p))
	{
		const char *bar = memchr(p, c, (size_t) (end - p));
		GirSpan		s = gir_trim(grid->text, span_of(grid, p, bar ? bar : end));
		bool		label = s.len > 0 && gir_label_find(grid->text + s.off, s.len) != NULL;

		if (bar == NULL)
		{
			gir_cells_loose(grid, s);
			return;
		}
		if (s.len == 0 && c == '|' && is_margin(text, end, bar))
		{
			open = false;		/* among indented cells a bar at the margin begins a row */
			p = bar + 1;
			continue;
		}
		if (!label && memchr(grid->text + s.off, '\n', s.len) != NULL)
		{
			s = last_line(grid, s);
			open = false;
		}
		if (!open || label)
			gir_grid_row(grid, GIR_ROW_CELLS);
		open = true;
		if (grid->status == GIR_OK)
			gir_grid_cell(grid, s);
		p = bar + 1;
	}
}

/* ---- the whole text ---- */

/* So many of the lines that begin with a separator stand below a blank one: cells have paragraphs. */
static bool
is_apart(int apart, int all)
{
	return apart > 1 && apart * 2 > all;
}

/* The lines from start up to stop, where the next one begins, or the text ends. */
static Line
lines_up_to(const char *start, const char *stop)
{
	if (stop > start && stop[-1] == '\n')
		stop--;
	if (stop > start && stop[-1] == '\r')
		stop--;
	return (Line) {start, stop};
}

/* Where nothing separates cells, or nothing but tabs: lines without one are passed over. */
static void
read_tabs(GirGrid *grid, const char *text, size_t len, bool tabs)
{
	const char *p = text;
	const char *end = text + len;
	Line		line;
	Line		loose = {NULL, NULL};

	while (p < end && gir_grid_goes_on(grid, p))
	{
		const char *next = p;
		const char *tab = tabs && next_line(&next, end, &line) ? find_tab(&line) : NULL;

		if (tab == NULL)
		{
			const char *start = tabs ? gir_find_near(next, end, '\t') : NULL;

			start = start ? gir_line_start(next, start) : end;
			line = lines_up_to(p, start);
			add_loose(&loose, &line);
			p = start;
			continue;
		}
		p = next;
		if (is_flow(tab, line.end))
		{
			add_loose(&loose, &line);
			continue;
		}
		p = add_row(grid, &loose, &line, p, end);
	}
	flush_loose(grid, &loose);
}

/* The beginning of a quoted field that goes on in the next line. */
static bool
opens_quote(const Line *line)
{
	int			quotes = 0;

	if (line->start == line->end || *line->start != '"' || line->end - line->start > MAX_TORN)
		return false;
	for (const char *p = line->start; p < line->end; p++)
		quotes += *p == '"';
	return quotes % 2 == 1;
}

/* Are rows of bars broken to a width, so that only those lines end one that have two blanks at their end (html2text)? */
static bool
is_wrapped(const Census *c)
{
	return c->hard_ends >= MIN_LINES && c->hard_ends * 2 >= c->bar_lines && c->padded_ends * 5 <= c->hard_ends &&
		c->framed_left * 2 <= c->bar_lines && c->framed_right * 2 <= c->bar_lines;
}

/* Make a line of such a text reach to the end of its row; returns where the next one begins. */
static const char *
unwrap(GirGrid *grid, Line *line, const char *p, const char *end)
{
	const char *next = p;
	Line		more;

	while (!ends_hard(line) && gir_grid_goes_on(grid, next) && next_line(&next, end, &more) && !is_blank(more.start, more.end) && !is_rule(&more))
	{
		line->end = more.end;
		p = next;
	}
	return p;
}

static void
read_lines(GirGrid *grid, const char *text, size_t len, const Census *census)
{
	const char *p = text;
	const char *end = text + len;
	Line		line;
	Line		loose = {NULL, NULL};
	Box			box;
	char		separator = csv_separator(census);
	bool		wrapped = is_wrapped(census);

	memset(&box, 0, offsetof(Box, npieces));
	box.grid = grid;
	box.drawn = census->drawn_bars;
	box.framed_left = census->framed_left * 2 > census->bar_lines;
	box.doubled = census->double_bars * 3 > census->bar_lines;
	box.framed_right = census->framed_right * 10 > census->bar_lines * 9;
	while (gir_grid_goes_on(grid, p) && next_line(&p, end, &line))
	{
		const char *first = census->tab_lines >= MIN_LINES ? find_tab(&line) : NULL;
		const char *tab = first && !is_flow(first, line.end) ? first : NULL;
		bool		bar = !tab && census->bar_lines >= MIN_LINES && find_bar(line.start, line.end, census->drawn_bars) != NULL;
		bool		rule = !tab && (bar || box.open) && is_rule(&line);
		bool		comma = !tab && !bar && separator && (gir_find_near(line.start, line.end, separator) != NULL || opens_quote(&line));

		if (!tab && !bar && !comma && !rule)
		{
			flush_box(&box);
			add_loose(&loose, &line);
			continue;
		}
		if (tab)
		{
			p = add_row(grid, &loose, &line, p, end);
			continue;
		}
		flush_loose(grid, &loose);
		if (grid->status != GIR_OK)
			break;
		if (comma)
		{
			gir_grid_row(grid, GIR_ROW_FIELDS);
			if (grid->status == GIR_OK)
				p = add_fields(grid, line.start, &line, end, separator);
		}
		else if (rule || (bar && has_rule(&line)))
		{
			flush_box(&box);
			box.ruled |= !is_markdown_rule(&line);
		}
		else
		{
			p = wrapped ? unwrap(grid, &line, p, end) : p;
			add_box_line(&box, &line);
		}
	}
	flush_box(&box);
	flush_loose(grid, &loose);
}

/* A text a line, each between two tabs, and so is what stands between the tags: nothing can be told from the gaps. */
static void
read_texts(GirGrid *grid, GirSpan span)
{
	uint32_t	first = grid->ncells;

	gir_cells_loose(grid, span);
	for (uint32_t i = first; i < grid->ncells; i++)
		grid->cells[i].gap = grid->cells[i].gap > 0;
}

void
gir_cells_text(GirGrid *grid, GirSpan span)
{
	const char *text = grid->text + span.off;
	size_t		len = span.len;
	Census		c;

	take_census(grid, text, len, &c);
	grid->layout = c.cell_lines > c.tab_lines ? GIR_LAYOUT_CELLS
		: c.tab_lines + c.lone_tabs > 0 ? GIR_LAYOUT_TABS
		: c.bar_lines >= 10 ? GIR_LAYOUT_BARS
		: c.comma_lines >= MIN_RECORDS || c.semicolon_lines >= MIN_RECORDS || csv_separator(&c) ? GIR_LAYOUT_COMMAS : GIR_LAYOUT_PLAIN;
	if (c.end_tabs * 2 > c.tab_lines && c.end_tabs > MIN_ENDED)
		read_ended(grid, text, len, '\t');
	else if (c.between_tabs * 2 > c.tab_lines && c.between_tabs > MIN_LINES)
		read_texts(grid, span);
	else if (is_apart(c.apart_tabs, c.first_tabs) && c.first_tabs * 2 > c.tab_lines)
		gir_cells_lines(grid, span, false, 2);
	else if (!c.drawn_bars && is_apart(c.apart_bars, c.framed_left))
		gir_cells_lines(grid, span, true, 2);
	else if (c.cell_lines > c.tab_lines)
		read_cells(grid, text, len);
	else if (c.lone_tabs > c.tab_lines)
		gir_cells_lines(grid, span, false, 1);
	else if (c.end_bars * 2 > c.bar_lines && c.end_bars > MIN_ENDED)
		read_ended(grid, text, len, '|');
	else if (c.lone_bars * 2 > c.bar_lines && c.lone_bars > 20)
		gir_cells_lines(grid, span, true, 1);
	else if (c.bar_lines < MIN_LINES && !csv_separator(&c))
		read_tabs(grid, text, len, c.tab_lines >= MIN_LINES);
	else
		read_lines(grid, text, len, &c);
}
