/*
 * cells_lines.c - cells from text in which they may have lines of their own
 *
 * What innerText prints: between two cells of a row a tab; between two rows one line break; around a paragraph two, of which those that
 * meet count once.  So what stands between two tabs is
 *
 *   a cell:				"0" or, in a paragraph, "\n\n0\n\n"; both may be blank
 *   or the end of a row:	its last cell, one line break, lines without a tab (rows of one cell, other text), the first cell of the next
 *
 * Paragraphs bring line breaks in pairs, the end of a row brings a single one: an odd number of them tells the end.  <br> brings single
 * ones, too, and many tools drop blank lines; so what the lines hold comes first: figures stand behind labels, and a label behind figures
 * is the next row's.  Markdown made of such pages has bars for the tabs, and two blanks at the end of the line for the single break.
 */
#include "core/cells_lines.h"

#include "core/cells_loose.h"

#include <string.h>

enum
{
	MAX_PIECES = 24,			/* lines of a wrapped label */
	MAX_FIGURE = 60,			/* bytes */
	MIN_HARD = 3,				/* hard line breaks, of those that each row ends with */
	HEADS = 2,					/* a row's group and label; a third cell with words is a column's head */
	MAX_LOOK = 320				/* bytes of a label, blanks around it included */
};

typedef enum Content
{
	BLANK,
	FIGURE,						/* or a mark */
	LABEL,
	WORDS
} Content;

/* Line breaks between two texts, or a text and a separator. */
typedef struct Break
{
	int			n;
	bool		ends;			/* by their number a row's end is among them */
} Break;

/* Lines that are one text: a label may be wrapped. */
typedef struct Piece
{
	int			n;
	GirSpan		lines[MAX_PIECES];
} Piece;

/* What stands between two separators. */
typedef struct Stretch
{
	int			texts;			/* none, one, two, or more */
	Piece		first;
	Piece		last;			/* if there are two */
	bool		second_figure;	/* the second one is a figure */
	Break		before;			/* the first one */
	Break		between;		/* the first two */
	Break		behind;			/* the last one, or all there is */
} Stretch;

typedef struct Reader
{
	GirGrid    *grid;
	const char *end;
	char		separator;
	int			around;			/* line breaks on each side of a paragraph: two, or one where blank lines are few */
	bool		open;			/* a row has begun */
	uint32_t	blank_row;		/* number, from 1, of the last row whose last cell was said to be blank */
	int			hard_breaks;	/* lines so far that end with two blanks */
	int			words;			/* cells of it with words */
	bool		figures;		/* and behind them figures, or blanks */
	Stretch		now;
} Reader;

static const char *
text_of(const Reader *r, GirSpan s)
{
	return r->grid->text + s.off;
}

/* A figure, or a mark. */
static bool
is_value(const char *start, const char *end)
{
	GirSpan		s = gir_trim_bold(start, (GirSpan) {0, (uint32_t) (end - start)});
	GirValue	value;

	if (s.len > MAX_FIGURE)
		return false;
	gir_value_read(start + s.off, s.len, true, &value);
	return value.state != GIR_TEXT;
}

static Content
content_of(const Reader *r, const Piece *piece)
{
	GirSpan		s = piece->lines[0];

	if (s.len == 0)
		return BLANK;
	if (piece->n == 1 && is_value(text_of(r, s), text_of(r, s) + s.len))
		return FIGURE;
	if (piece->n == 1)
		return s.len <= MAX_LOOK && gir_label_find(text_of(r, s), s.len) != NULL ? LABEL : WORDS;
	return gir_label_of_pieces(r->grid->text, piece->lines, piece->n) != NULL ? LABEL : WORDS;
}

static bool
is_figure(Content c)
{
	return c == BLANK || c == FIGURE;
}

/* ---- rows ---- */

static void
begin_row(Reader *r)
{
	gir_grid_row(r->grid, GIR_ROW_FIELDS);
	r->open = true;
	r->words = 0;
	r->figures = false;
}

static void
add_cell(Reader *r, const Piece *piece)
{
	Content		c = piece ? content_of(r, piece) : BLANK;

	r->figures |= r->words > 0 && is_figure(c);
	r->words += !is_figure(c);
	if (r->grid->status == GIR_OK && c == BLANK)
		gir_grid_cell(r->grid, (GirSpan) {0, 0});
	else if (r->grid->status == GIR_OK)
		gir_grid_pieces(r->grid, piece->lines, piece->n);
}

/* A cell that is there and cannot be read: two figures in one, neither of them the cell's. */
static void
add_glued(Reader *r, GirSpan s)
{
	if (r->grid->status == GIR_OK)
		gir_grid_add(r->grid, (GirGridCell) {.off = s.off,.len = s.len,.label = -1,.kind = GIR_CELL_TEXT,.gap = 2,.glued = true});
	r->figures = true;
}

static void
next_row(Reader *r, const Piece *first)
{
	begin_row(r);
	if (r->grid->status == GIR_OK)
		add_cell(r, first);
}

/* The last cell of a row, blank as the line breaks say. */
static void
end_blank(Reader *r)
{
	add_cell(r, NULL);
	r->blank_row = r->grid->nrows;
}

/* A figure that stands alone below the row after that one: it may be what that cell has lost. */
static void
spoil_blank(Reader *r)
{
	GirGridRow *row = r->blank_row > 0 ? &r->grid->rows[r->blank_row - 1] : NULL;

	if (!row || row->ncells == 0 || r->blank_row + 1 != r->grid->nrows || r->grid->cells[row->first + row->ncells - 1].kind != GIR_CELL_EMPTY)
		return;
	r->grid->cells[row->first + row->ncells - 1].kind = GIR_CELL_TEXT;
	r->grid->cells[row->first + row->ncells - 1].glued = true;
	row->count[GIR_CELL_EMPTY]--;
	row->count[GIR_CELL_TEXT]++;
}

/* Lines outside tables, and rows of one cell. */
static void
add_loose(Reader *r, uint32_t start, uint32_t end)
{
	if (end > start && r->grid->status == GIR_OK)
		gir_cells_loose(r->grid, (GirSpan) {start, end - start});
}

/* ---- what a stretch is ---- */

/* Does the next cell hold a label?  breaks: how many line breaks before it. */
static bool
label_follows(const Reader *r, const char *p, int *breaks)
{
	const char *start;

	*breaks = 0;
	for (; p < r->end && (*p == '\n' || *p == '\r' || *p == ' '); p++)
		*breaks += *p == '\n';
	for (start = p; p < r->end && *p != r->separator && p - start < MAX_LOOK; p++)
		if (*p == '\n' && (is_value(start, p) || gir_label_find(start, (size_t) (p - start)) != NULL))
			return !is_value(start, p);
	return gir_label_find(start, (size_t) (p - start)) != NULL;
}

/* A lone text, or none: a cell, or the last cell of a row and the first one of the next, of which one is blank. */
static void
end_with_one(Reader *r, const char *next)
{
	const Stretch *t = &r->now;
	const Piece *first = t->texts > 0 ? &t->first : NULL;
	Content		c = first ? content_of(r, first) : BLANK;
	int			breaks;
	bool		ends = false;	/* the row ends before the text, or behind it */
	bool		behind = false;

	if (!is_figure(c))
	{
		/* behind so many words heads end, and the row below them begins with a blank */
		behind = !r->figures && r->words >= HEADS && (t->before.n > 0 ? t->behind.ends && !t->before.ends : t->behind.n > 0);
		ends = r->figures ? t->before.n > 0 && (t->before.ends || c == LABEL) : behind || (t->before.ends && !t->behind.ends);
	}
	else if (r->figures && (t->before.n > 0 || t->behind.n > 0) && label_follows(r, next, &breaks))
	{
		/* the label begins no row of its own: the end is here */
		behind = first && t->behind.n > 0 && !t->before.ends;
		ends = breaks == 0 ? behind || !first || t->before.ends
			: breaks == r->around && (behind ? t->behind.ends : t->before.ends || (!first && t->behind.ends));
	}
	if (ends)
	{
		if (c == LABEL && !behind && r->hard_breaks >= MIN_HARD && !t->before.ends)
			add_glued(r, (GirSpan) {first->lines[0].off, 0});	/* the end is there, but no cell before it */
		else if (behind)
			add_cell(r, first);
		else
			end_blank(r);
		next_row(r, behind ? NULL : first);
	}
	else
		add_cell(r, first);
}

/* Is the first of several texts the row's last cell?  Else that is blank. */
static bool
is_last_cell(const Reader *r)
{
	const Stretch *t = &r->now;
	Content		c = content_of(r, &t->first);

	if (is_figure(c) || t->before.n == 0)
		return true;
	if (c == LABEL && (t->before.ends || r->figures))
		return false;
	return r->figures ? !t->before.ends && t->between.ends : true;
}

static void
end_with_more(Reader *r, const char *next)
{
	const Stretch *t = &r->now;
	bool		last = is_last_cell(r);
	int			breaks;

	if (t->second_figure && !r->figures)
		spoil_blank(r);
	if (t->second_figure && content_of(r, &t->first) == FIGURE)
	{
		/* 0 / 2 before a label: the next row's number; else two figures in a cell */
		bool		serial = t->texts == 2 && label_follows(r, next, &breaks) && (breaks == 0 || breaks == r->around) && !t->behind.ends;

		if (serial)
			add_cell(r, &t->first);
		else
			add_glued(r, t->first.lines[0]);
		if (!serial && t->texts == 2)
			return;
	}
	else if (t->second_figure && !last)
		add_glued(r, t->first.lines[0]);	/* the figure may be the one that is missing before the label */
	else if (last)
		add_cell(r, &t->first);
	else
		end_blank(r);
	{
		const GirSpan *end = &t->first.lines[t->first.n - 1];

		add_loose(r, last ? end->off + end->len : t->first.lines[0].off, t->last.lines[0].off);
	}
	next_row(r, &t->last);
}

/* The text ends, or the table.  A cell of which nothing is printed, or no whole figure, may have been cut off: it is not said to be blank. */
static void
end_table(Reader *r, uint32_t end)
{
	const Stretch *t = &r->now;
	bool		last = r->open && (t->texts == 0 || is_figure(content_of(r, &t->first)) || t->before.n == 0);
	bool		cut = t->texts == 0 ? r->grid->text + end == r->end : t->texts == 1 && !last && end == r->grid->len;

	if (r->open && t->second_figure && !r->figures)
		spoil_blank(r);
	if (r->open && last && t->second_figure && t->texts > 0 && content_of(r, &t->first) == FIGURE)
		add_glued(r, t->first.lines[0]);
	else if (r->open && cut)
		add_glued(r, t->texts > 0 ? t->first.lines[0] : (GirSpan) {end, 0});
	else if (r->open)
		add_cell(r, last && t->texts > 0 ? &t->first : NULL);
	if (t->texts > 0)
		add_loose(r, last ? t->first.lines[t->first.n - 1].off + t->first.lines[t->first.n - 1].len : t->first.lines[0].off, end);
	r->open = false;
}

static void
end_stretch(Reader *r, const char *next)
{
	const Stretch *t = &r->now;

	if (!r->open)
	{
		if (t->texts > 1)
			add_loose(r, t->first.lines[0].off, t->last.lines[0].off);
		next_row(r, t->texts > 1 ? &t->last : t->texts == 1 ? &t->first : NULL);
	}
	else if (r->separator == '|' && t->texts == 0 && t->behind.n == 1)
		r->open = false;		/* two rows' frames */
	else if (t->texts > 1)
		end_with_more(r, next);
	else
		end_with_one(r, next);
}

/* ---- lines ---- */

/* Do the lines and one more make a label, or a part of one? */
static bool
wraps(const Reader *r, const Piece *piece, GirSpan more)
{
	uint16_t	folded[GIR_MAX_LABEL];
	int			length = 0;

	if (more.len > MAX_LOOK || piece->n == MAX_PIECES)
		return false;
	for (int i = 0; i <= piece->n && length <= GIR_MAX_LABEL; i++)
	{
		GirSpan		s = i < piece->n ? piece->lines[i] : more;

		if (i == piece->n && length == 0)
			return false;
		length += gir_fold(text_of(r, s), s.len, folded + length, GIR_MAX_LABEL - length);
	}
	return length <= GIR_MAX_LABEL && gir_label_begins(folded, length);
}

/* A stroke in the place of a figure. */
static bool
is_lone_mark(const char *s, uint32_t len)
{
	uint16_t	letter;

	return is_value(s, s + len) && gir_fold(s, len, &letter, 1) == 0;
}

/* Take a line into the text before it, when it is one with it: the rest of a label, or a paragraph of nothing but a blank. */
static bool
joins(const Reader *r, Piece *piece, GirSpan line)
{
	bool		apart = r->now.behind.ends;

	if (!apart && line.len == 0)
		return true;
	if (!apart && piece->n == 1 && piece->lines[0].len == 0)
	{
		piece->lines[0] = line;
		return true;
	}
	/* a figure at the end of a row is not the number of the label below, and a stroke behind a label is no part of it */
	if (line.len == 0 || content_of(r, piece) == FIGURE || is_lone_mark(text_of(r, line), line.len) || !wraps(r, piece, line))
		return false;
	piece->lines[piece->n++] = line;
	return true;
}

/* A text on a line; empty for a blank that is printed. */
static void
take_text(Reader *r, GirSpan line)
{
	Stretch    *t = &r->now;
	Piece	   *piece = t->texts > 1 ? &t->last : &t->first;

	if (t->texts == 0)
		t->before = t->behind;
	if (t->texts == 0 || !joins(r, piece, line))
	{
		t->texts += t->texts < 3;
		piece = t->texts > 1 ? &t->last : &t->first;
		piece->n = 1;
		piece->lines[0] = line;
		if (t->texts == 2)
		{
			t->between = t->behind;
			t->second_figure = content_of(r, piece) == FIGURE;
		}
	}
	t->behind = (Break) {0};
}

/* U+00A0, U+3000: nothing to see, but printed. */
static bool
is_printed(const char *p, const char *end)
{
	for (; p < end; p++)
		if ((unsigned char) *p >= 0x80)
			return true;
	return false;
}

static void
take_break(Reader *r, const char *start, const char *end)
{
	Break	   *b = &r->now.behind;

	b->n++;
	if (r->separator == '|')
	{
		bool		hard = end - start >= 2 && end[-1] == ' ' && end[-2] == ' ';

		b->ends |= hard;
		r->hard_breaks += hard;
	}
	else
		b->ends = r->around == 2 ? b->n % 2 == 1 : b->n > 1;
}

static void
start_stretch(Reader *r)
{
	Stretch    *t = &r->now;

	t->texts = 0;
	t->second_figure = false;
	t->before = t->between = t->behind = (Break) {0};
}

/* ---|--- below the heads */
static bool
is_rule(const char *p, const char *end)
{
	int			strokes = 0;

	for (; p < end && (*p == '-' || *p == '|' || *p == ' ' || *p == ':'); p++)
		strokes += *p == '-';
	return p == end && strokes >= 3;
}

void
gir_cells_lines(GirGrid *grid, GirSpan span, bool bars, int around)
{
	const char *p = grid->text + span.off;
	const char *end = p + span.len;
	Reader		r;

	memset(&r, 0, offsetof(Reader, now));
	r.grid = grid;
	r.end = end;
	r.separator = bars ? '|' : '\t';
	r.around = around;
	start_stretch(&r);
	while (p < end && gir_grid_goes_on(grid, p))
	{
		const char *nl = gir_find_near(p, end, '\n');
		const char *stop = nl ? nl : end;
		const char *start = p;

		if (bars && is_rule(p, stop))
		{
			end_table(&r, (uint32_t) (p - grid->text));
			start_stretch(&r);
			p = nl ? nl + 1 : end;
			continue;
		}
		for (const char *sep; p <= stop && grid->status == GIR_OK; p = sep + 1)
		{
			GirSpan		s;

			sep = p < stop ? gir_find_near(p, stop, r.separator) : NULL;
			s = gir_trim(grid->text, (GirSpan) {(uint32_t) (p - grid->text), (uint32_t) ((sep ? sep : stop) - p)});
			if (s.len > 0 || is_printed(p, sep ? sep : stop))
				take_text(&r, s);
			if (sep == NULL)
				break;
			end_stretch(&r, sep + 1);
			start_stretch(&r);
		}
		if (nl)
			take_break(&r, start, nl);
		p = nl ? nl + 1 : end;
	}
	if (grid->status == GIR_OK)
		end_table(&r, (uint32_t) (end - grid->text));
}
