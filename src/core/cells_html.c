/*
 * cells_html.c - text and cells of an HTML page, by libxml2's push parser
 *
 * libxml2 says where tags are and how they nest, no more.  What stands between them is read from the source, since the versions
 * differ in how they cut and convert it: 2.9 to 2.13 copy text into a buffer of their own, drop control characters and know
 * only entities that end with a semicolon; from 2.14 on the tokenizer is that of HTML5.  The place of a piece of text is found from
 * the parser's position after it (struct Found).  Character references are no business of its: it is given another byte for each &.
 */
#include "core/cells_html.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/dict.h>

enum
{
	MAX_LOST_WIDTH = 32,		/* columns: twice those of table 4 */
	MIN_LOST_ROWS = 4,			/* with groups' labels; one or two may have a cell too many */
	CHUNK = 4096,				/* bytes given to libxml2 at once, if it does not wait for the end of something longer */
	/*
	 * The rest, when it is no longer than this: libxml2 is a tenth quicker when it need not look for ends.  Old versions compare
	 * each attribute of a tag with all before it, which takes 50 ms for a tag of 32 kB.
	 */
	LAST_CHUNK = LIBXML_VERSION < 21400 ? 32768 : 65536,
	POLL = 16384,				/* bytes between two looks at the cancel flag */
	MAX_REFERENCE = 40,			/* longest character reference that is looked for, with leading zeros */
	MAX_FEEDS = 32,
	KNOWN_NAMES = 64,
	SPARE = 32768,				/* bytes that must be there besides */
	NEAR = 8,					/* pieces of the map that are looked at one by one */
	BUFFER_RUN = 900			/* old libxml2 hands out long text in runs of about 1000 bytes, the last character still ahead */
};

#define NOTHING UINT32_MAX
#define FOR_AMPERSAND '\177'
#define OUT_OF_GRID GIR_HTML_MAX_COLUMNS
#define TO_THE_END 65535

typedef enum Kind
{
	KIND_INLINE,
	KIND_BLOCK,
	KIND_BREAK,					/* br */
	KIND_APART,					/* set off by a space */
	KIND_STRUCK,				/* the same; struck out */
	KIND_OPAQUE,				/* set off by a space; shows something that is no text */
	KIND_COVERED,				/* shows something that is no text instead of its contents */
	KIND_HIDDEN,
	KIND_RAW,					/* script, style: hidden, and no markup inside */
	KIND_LAST,					/* plaintext: all that follows is text, and the page is over */
	KIND_PRE,
	KIND_TABLE,
	KIND_PART,					/* thead, tbody, tfoot */
	KIND_ROW,
	KIND_CELL
} Kind;

/* A table that is open. */
typedef struct Level
{
	uint32_t	row;			/* number of the row in the table, from 1 */
	uint32_t	width;			/* columns whose until[] is set */
	uint32_t	row_number;		/* GirHtmlCell.row, while row_cut is false */
	uint16_t	table;			/* GirHtmlCell.table, 0 before its first cell */
	uint16_t	col;			/* column of the next cell */
	bool		implied;		/* td or tr without a table */
	bool		in_row;
	bool		row_cut;		/* the next cell begins a row in GirHtmlCell's sense */
	bool		holder;			/* an open cell holds a table: it is no cell */
	uint32_t	until[GIR_HTML_MAX_COLUMNS];	/* first row in which the column is free again */
} Level;

/* From byte `parser` of what libxml2 was given on, it was given the source from byte src on. */
typedef struct Feed
{
	size_t		parser;
	uint32_t	src;
} Feed;

/* A stretch of source text that the parser has found. */
typedef struct Found
{
	uint32_t	start;
	uint32_t	end;
} Found;

/* Names come from libxml2's dictionary: the same name, the same pointer, as long as the parser lives. */
typedef struct KnownName
{
	const xmlChar *name;
	Kind		kind;
} KnownName;

typedef struct Reader
{
	const char *html;
	const char *given;			/* the same, with FOR_AMPERSAND for & */
	char	   *owned;			/* its memory, where there is an & */
	uint32_t	len;
	bool		(*cancelled) (void *);
	void	   *context;
	GirHtml    *out;
	htmlParserCtxtPtr parser;
	GirStatus	status;
	const char *reason;
	bool		over;			/* all is read, or status is not GIR_OK */

	/* giving the source to libxml2 */
	Feed		feeds[MAX_FEEDS];
	int			nfeeds;
	size_t		pushed;			/* bytes that libxml2 was given */
	uint32_t	fed;			/* where the next chunk begins */
	uint32_t	waiting;		/* bytes that libxml2 holds, as of the last chunk */
	uint32_t	polled;			/* the cancel flag was looked at here */
	uint32_t	tag;			/* long tag that was measured: its start and end */
	uint32_t	tag_end;
	const char *raw;			/* "script" or "style" while inside of one */
	bool		document_over;	/* libxml2 takes nothing more */
	KnownName	known[KNOWN_NAMES];

	/* text */
	uint32_t	seen;			/* end of the last text in the source */
	uint32_t	skip_to;		/* no text before this place: a bogus comment, or a reference that was taken in */
	uint32_t	delta;			/* source minus text, of the last piece */
	uint32_t	space_src;
	bool		space;			/* white space goes before what follows */
	bool		line_break;		/* a line break does */
	bool		tagged;			/* a tag stood since the last text */
	uint32_t	depth;			/* of elements */
	uint32_t	hidden;			/* depth of the outermost hidden element, 0 outside */
	uint32_t	pre;

	/* cells */
	GirHtmlCell *open;			/* the last one, if more text may belong to it */
	int			nlevels;
	Level	   *levels[GIR_HTML_MAX_TABLE_DEPTH];
} Reader;

static bool
is_white(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f';
}

/* ---- results ---- */

static void
stop(Reader *r, GirStatus status, const char *reason)
{
	if (r->status == GIR_OK)
	{
		r->status = status;
		r->reason = reason;
	}
	r->over = true;
}

static GirHtmlCell *
cell_at(const Reader *r, uint32_t i)
{
	return &r->out->cells[i / GIR_HTML_BLOCK][i % GIR_HTML_BLOCK];
}

static GirHtmlPiece *
piece_at(const GirHtml *html, uint32_t i)
{
	return &html->pieces[i / GIR_HTML_BLOCK][i % GIR_HTML_BLOCK];
}

/* Blocks with room for one element more than they have used; NULL when memory is out. */
static void *
grow(Reader *r, void *blocks, uint32_t *nblocks, uint32_t used, size_t width)
{
	void	  **list = blocks;

	if (used < *nblocks * GIR_HTML_BLOCK)
		return list;
	if ((*nblocks & (*nblocks - 1)) == 0)
	{
		/* the list of blocks is full at every power of two */
		list = realloc(blocks, (*nblocks == 0 ? 1 : *nblocks * 2) * sizeof(*list));
		if (list == NULL)
		{
			stop(r, GIR_OUT_OF_MEMORY, NULL);
			return blocks;
		}
	}
	list[*nblocks] = malloc(GIR_HTML_BLOCK * width);
	if (list[*nblocks] == NULL)
		stop(r, GIR_OUT_OF_MEMORY, NULL);
	else
		++*nblocks;
	return list;
}

static void
free_blocks(void *blocks, uint32_t nblocks)
{
	void	  **list = blocks;

	for (uint32_t i = 0; i < nblocks; i++)
		free(list[i]);
	free(list);
}

static void
add_piece(Reader *r, uint32_t src)
{
	GirHtml    *out = r->out;

	out->pieces = grow(r, out->pieces, &out->npiece_blocks, out->npieces, sizeof(GirHtmlPiece));
	if (r->over)
		return;
	out->steps++;
	*piece_at(out, out->npieces++) = (GirHtmlPiece) {out->len, src};
	r->delta = (src & ~GIR_HTML_ENTITY) - out->len;
}

/* The last piece says only that a reference ends at src, where the text ends. */
static bool
ends_at(const Reader *r, uint32_t src)
{
	const GirHtml *out = r->out;
	const GirHtmlPiece *last = out->npieces > 1 ? piece_at(out, out->npieces - 1) : NULL;

	return last != NULL && last->off == out->len && last->src == src && (piece_at(out, out->npieces - 2)->src & GIR_HTML_ENTITY) != 0;
}

/*
 * Text is never longer than its source, so that its buffer is as large: every tab or newline stands for a tag, every character for
 * itself or a longer reference.
 */
static void
append(Reader *r, const char *s, uint32_t n)
{
	GirHtml    *out = r->out;

	if (n > r->len - out->len)
		stop(r, GIR_TOO_LARGE, "text longer than its source");
	else
	{
		memcpy(out->text + out->len, s, n);
		out->len += n;
	}
}

/* Text whose place in the source is src. */
static void
append_at(Reader *r, uint32_t src, const char *s, uint32_t n)
{
	if (r->out->npieces == 0 || src - r->out->len != r->delta)
		add_piece(r, src);
	append(r, s, n);
}

static void
begin_line(Reader *r)
{
	GirHtml    *out = r->out;

	if (out->len > 0 && out->text[out->len - 1] != '\n')
		append(r, "\n", 1);
}

/* ---- character references ---- */

/* The commonest names (libxml2's search is slow), and names of ASCII characters that HTML 4 does not have. */
static uint32_t
short_list(const char *name)
{
	static const struct
	{
		char		name[8];
		uint32_t	c;
	}			names[] = {
		{"nbsp", 0xA0}, {"emsp", 0x2003}, {"ensp", 0x2002}, {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"mdash", 0x2014}, {"middot", 0xB7},
		{"Tab", '\t'}, {"NewLine", '\n'}, {"excl", '!'}, {"num", '#'}, {"percnt", '%'}, {"lpar", '('}, {"rpar", ')'}, {"ast", '*'},
		{"plus", '+'}, {"comma", ','}, {"period", '.'}, {"sol", '/'}, {"colon", ':'}, {"semi", ';'}, {"equals", '='}, {"quest", '?'},
		{"lsqb", '['}, {"lbrack", '['}, {"rsqb", ']'}, {"rbrack", ']'}, {"lowbar", '_'}, {"lcub", '{'}, {"lbrace", '{'}, {"rcub", '}'},
		{"rbrace", '}'}, {"AMP", '&'}, {"LT", '<'}, {"GT", '>'}, {"QUOT", '"'}, {"apos", '\''}, {"hyphen", 0x2010}, {"dash", 0x2010}
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i].name, name) == 0)
			return names[i].c;
	return 0;
}

/* The character of a name, 0 without one. */
static uint32_t
named(const char *s, uint32_t n)
{
	char		name[12];
	uint32_t	c;
	const htmlEntityDesc *entity;

	if (n == 0 || n >= sizeof(name))
		return 0;
	memcpy(name, s, n);
	name[n] = '\0';
	c = short_list(name);
	if (c != 0)
		return c;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
	entity = htmlEntityLookup((const xmlChar *) name);
#pragma GCC diagnostic pop
	return entity != NULL ? entity->value : 0;
}

/* What &#n; stands for: 0x80 to 0x9F are those of Windows-1252, as everywhere on the web. */
static uint32_t
mend_code(uint32_t c)
{
	static const uint16_t windows[32] = {
		0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
		0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178
	};

	if (c >= 0x80 && c < 0xA0)
		return windows[c - 0x80];
	return c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? 0xFFFD : c;
}

/* &#20; or &#x14; at s (after the &); *used counts from s.  0 if it is none. */
static uint32_t
numbered(const char *s, uint32_t n, uint32_t *used)
{
	bool		hex = n > 1 && (s[1] | 0x20) == 'x';
	uint32_t	i = hex ? 2 : 1;
	uint32_t	first = i;
	uint32_t	c = 0;

	for (; i < n; i++)
	{
		int			digit = s[i] >= '0' && s[i] <= '9' ? s[i] - '0' : -1;

		if (hex && (s[i] | 0x20) >= 'a' && (s[i] | 0x20) <= 'f')
			digit = (s[i] | 0x20) - 'a' + 10;
		if (digit < 0)
			break;
		c = c < 0x110000 ? c * (hex ? 16 : 10) + (uint32_t) digit : c;
	}
	if (i == first)
		return 0;
	*used = i + (i < n && s[i] == ';');
	return mend_code(c);
}

static bool
is_alnum(char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/*
 * The character that the n bytes after an & stand for, 0 if for none; *used bytes belong to it.  The names of Latin-1 need no
 * semicolon, and may be followed by anything.
 */
static uint32_t
decode(const char *s, uint32_t n, uint32_t *used)
{
	uint32_t	length = 0;
	uint32_t	c;

	*used = 0;
	if (n > 0 && s[0] == '#')
		return numbered(s, n, used);
	while (length < n && is_alnum(s[length]))
		length++;
	if (length < n && s[length] == ';' && (c = named(s, length)) != 0)
	{
		*used = length + 1;
		return c;
	}
	for (*used = length < 6 ? length : 6; *used >= 2; --*used)
	{
		c = named(s, *used);
		if ((c >= 0xA0 && c < 0x100) || c == '<' || c == '>' || c == '&' || c == '"')
			return c;
	}
	return 0;
}

static uint32_t
encode(uint32_t c, char *out)
{
	uint32_t	size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

	if (size == 1)
	{
		out[0] = (char) c;
		return 1;
	}
	for (uint32_t k = size - 1; k > 0; k--, c >>= 6)
		out[k] = (char) (0x80 | (c & 0x3F));
	out[0] = (char) ((0xF0 << (4 - size) & 0xFF) | c);
	return size;
}

/* ---- cells ---- */

static Level *
top(const Reader *r)
{
	return r->nlevels > 0 ? r->levels[r->nlevels - 1] : NULL;
}

static GirHtmlCell *
add_cell(Reader *r, uint32_t off, uint32_t row)
{
	GirHtml    *out = r->out;
	GirHtmlCell *cell;

	if (out->ncells >= GIR_HTML_SPARE_CELLS + r->len / GIR_HTML_BYTES_A_CELL)
		stop(r, GIR_TOO_LARGE, "more than 8192 cells and lines, and one for every 16 bytes");
	else
		out->cells = grow(r, out->cells, &out->ncell_blocks, out->ncells, sizeof(GirHtmlCell));
	if (r->over)
		return NULL;
	out->steps++;
	cell = cell_at(r, out->ncells++);
	*cell = (GirHtmlCell) {.off = off, .row = row, .rowspan = 1, .colspan = 1, .bare = true};
	return cell;
}

/* Take back text and map from off on. */
static void
cut_text(Reader *r, uint32_t off)
{
	GirHtml    *out = r->out;

	out->len = off;
	while (out->npieces > 0 && piece_at(out, out->npieces - 1)->off >= off)
		out->npieces--;
	if (out->npieces > 0)
		r->delta = (piece_at(out, out->npieces - 1)->src & ~GIR_HTML_ENTITY) - piece_at(out, out->npieces - 1)->off;
}

/* A line outside of cells.  It cuts the row of the table around it, if any. */
static void
open_bare(Reader *r)
{
	begin_line(r);
	r->open = add_cell(r, r->out->len, r->out->nrows);
	if (r->open == NULL)
		return;
	r->out->nrows++;
	if (top(r) != NULL)
		top(r)->row_cut = true;
}

/* Blank lines leave no row. */
static void
close_bare(Reader *r)
{
	GirHtml    *out = r->out;
	GirHtmlCell *line = r->open;

	line->len = out->len - line->off;
	if (gir_trim(out->text, (GirSpan) {line->off, line->len}).len == 0)
	{
		cut_text(r, line->off);
		out->ncells--;
		out->nrows--;
	}
	r->open = NULL;
}

/* Whatever is open ends here: a line, or a cell. */
static void
close_cell(Reader *r)
{
	r->space = r->line_break = false;
	if (r->open == NULL)
		return;
	if (r->open->bare)
		close_bare(r);
	else
	{
		r->open->len = r->out->len - r->open->off;
		r->open = NULL;
	}
}

/* A block begins or ends: a new line, in a cell as well as outside. */
static void
break_line(Reader *r)
{
	r->space = false;
	if (r->open == NULL)
		return;
	if (r->open->bare)
		close_bare(r);
	else
		r->line_break = true;
}

static bool
in_cell(const Reader *r)
{
	return r->open != NULL && !r->open->bare;
}

/* Between the cells of a row, where browsers show no text. */
static bool
between_cells(const Reader *r)
{
	const Level *level = top(r);

	return r->open == NULL && level != NULL && level->in_row && !level->holder && !level->row_cut;
}

/*
 * The open cell turns out to hold a table.  What it has said so far becomes bare lines, which end the row.
 */
static void
dissolve_cell(Reader *r)
{
	GirHtml    *out = r->out;
	GirHtmlCell *cell = r->open;
	uint32_t	off = cell->off;
	uint32_t	end = out->len;

	out->ncells--;
	if (out->ncells == 0 || cell_at(r, out->ncells - 1)->row != cell->row)
		out->nrows--;
	r->open = NULL;
	if (off > 0 && out->text[off - 1] == '\t')
		out->text[off - 1] = '\n';
	while (off < end && r->status == GIR_OK)
	{
		char	   *nl = memchr(out->text + off, '\n', end - off);
		uint32_t	to = nl ? (uint32_t) (nl - out->text) : end;

		if (gir_trim(out->text, (GirSpan) {off, to - off}).len > 0 && (cell = add_cell(r, off, out->nrows)) != NULL)
		{
			cell->len = to - off;
			out->nrows++;
		}
		off = to + 1;
	}
}

static void
open_table(Reader *r)
{
	Level	   *level = top(r);

	if (level != NULL && in_cell(r))
	{
		dissolve_cell(r);
		level->holder = true;
	}
	close_cell(r);
	if (level != NULL)
		level->row_cut = true;
	if (r->nlevels == GIR_HTML_MAX_TABLE_DEPTH)
	{
		stop(r, GIR_TOO_LARGE, "tables nested more than 32 deep");
		return;
	}
	if (r->levels[r->nlevels] == NULL && (r->levels[r->nlevels] = malloc(sizeof(Level))) == NULL)
	{
		stop(r, GIR_OUT_OF_MEMORY, NULL);
		return;
	}
	level = r->levels[r->nlevels++];
	memset(level, 0, offsetof(Level, until));
	level->row_cut = true;
}

static void
close_table(Reader *r)
{
	close_cell(r);
	if (r->nlevels > 0)
		r->nlevels--;
}

static void
close_row(Reader *r)
{
	close_cell(r);
	if (top(r) != NULL)
	{
		top(r)->in_row = top(r)->holder = false;
		top(r)->row_cut = true;
	}
}

/* thead, tbody, tfoot: no cell reaches down into the next. */
static void
change_part(Reader *r)
{
	close_row(r);
	if (top(r) != NULL)
		top(r)->width = 0;
}

static void
open_row(Reader *r)
{
	Level	   *level;

	if (r->nlevels == 0)
	{
		open_table(r);
		if (r->over)
			return;
		top(r)->implied = true;
	}
	close_row(r);
	level = top(r);
	level->in_row = true;
	level->row++;
	level->col = 0;
}

/* The column of the next cell; its span occupies the rows below. */
static uint16_t
place_cell(Reader *r, Level *level, uint32_t colspan, uint32_t rowspan)
{
	uint16_t	col = level->col;
	uint32_t	end;

	while (col < level->width && level->until[col] > level->row)
	{
		col++;
		r->out->steps++;
	}
	end = col + colspan < OUT_OF_GRID ? col + colspan : OUT_OF_GRID;
	if (rowspan > 1)
	{
		for (; level->width < end; level->width++)
			level->until[level->width] = 0;
		for (uint32_t i = col; i < end; i++)
			level->until[i] = rowspan == TO_THE_END ? UINT32_MAX : level->row + rowspan;
		r->out->steps += end - col;
	}
	level->col = (uint16_t) end;
	return col;
}

/* The next character of an attribute's value, which may be a reference; 0 at its end. */
static uint32_t
value_char(const xmlChar **value)
{
	uint32_t	used = 0;
	uint32_t	c = **value;

	if (c == FOR_AMPERSAND && (*value)[1] == '#')
		c = numbered((const char *) *value + 1, (uint32_t) strnlen((const char *) *value + 1, MAX_REFERENCE), &used);
	*value += c != 0 || used > 0 ? 1 + used : 0;
	return c;
}

/* Digits of an attribute's value, clipped; otherwise when there are none. */
static uint32_t
number_of(const xmlChar *value, uint32_t max, uint32_t otherwise)
{
	uint32_t	n = 0;
	uint32_t	c = value != NULL ? value_char(&value) : 0;

	while (c == ' ' || (c >= '\t' && c <= '\r'))
		c = value_char(&value);
	if (c == '+')
		c = value_char(&value);
	if (c < '0' || c > '9')
		return otherwise;
	for (; c >= '0' && c <= '9' && n < max; c = value_char(&value))
		n = n * 10 + (c - '0');
	return n < max ? n : max;
}

static void
read_spans(const xmlChar **atts, uint32_t *colspan, uint32_t *rowspan)
{
	for (; atts != NULL && atts[0] != NULL; atts += 2)
	{
		const char *name = (const char *) atts[0];

		if (name[0] == 'c' && strcmp(name, "colspan") == 0)
			*colspan = number_of(atts[1], OUT_OF_GRID, 1);
		else if (name[0] == 'r' && strcmp(name, "rowspan") == 0)
			*rowspan = number_of(atts[1], TO_THE_END - 1, 1);
	}
	if (*colspan == 0)
		*colspan = 1;
	if (*rowspan == 0)			/* as the standard has it: to the end of the table's part */
		*rowspan = TO_THE_END;
}

static uint16_t
table_number(Reader *r, Level *level)
{
	if (level->table == 0 && r->out->ntables == GIR_HTML_MAX_TABLES)
		stop(r, GIR_TOO_LARGE, "more than 65535 tables");
	else if (level->table == 0)
		level->table = (uint16_t) ++r->out->ntables;
	return level->table;
}

static void
open_cell(Reader *r, const xmlChar **atts)
{
	uint32_t	colspan = 1;
	uint32_t	rowspan = 1;
	uint16_t	col;
	Level	   *level;
	GirHtmlCell *cell;

	close_cell(r);
	if (r->nlevels == 0 || !top(r)->in_row)
		open_row(r);
	if (r->over)
		return;
	level = top(r);
	level->holder = false;
	read_spans(atts, &colspan, &rowspan);
	col = place_cell(r, level, colspan, rowspan);
	if (level->row_cut)
	{
		begin_line(r);
		level->row_number = r->out->nrows++;
		level->row_cut = false;
	}
	else
		append(r, "\t", 1);
	cell = add_cell(r, r->out->len, level->row_number);
	if (cell == NULL)
		return;
	cell->table = table_number(r, level);
	cell->rowspan = (uint16_t) rowspan;
	cell->col = (uint8_t) col;
	cell->colspan = (uint8_t) (level->col > col ? level->col - col : 1);
	cell->bare = false;
	r->open = cell;
}

static void
end_cell(Reader *r)
{
	Level	   *level = top(r);

	if (level == NULL || !(level->holder || in_cell(r)))
		return;					/* closed before, by a td without an end tag */
	close_cell(r);
	level->holder = false;
}

/* ---- text ---- */

/* Something visible comes: have a line or cell for it, and write the white space before it. */
static void
begin_text(Reader *r)
{
	GirHtml    *out = r->out;

	if (r->open == NULL)
		open_bare(r);
	else if (out->len > r->open->off)
	{
		if (r->line_break)
			append(r, "\n", 1);
		else if (r->space)
			append_at(r, r->space_src, " ", 1);
	}
	r->space = r->line_break = false;
}

static void
note_space(Reader *r, uint32_t src)
{
	if (!r->space)
	{
		r->space = true;
		r->space_src = src;
	}
}

/* End of the run of bytes above a space that begins at p. */
static uint32_t
run_end(const char *html, uint32_t p, uint32_t end)
{
	const uint64_t ones = 0x0101010101010101;
	uint64_t	x;

	for (; end - p >= sizeof(x); p += sizeof(x))
	{
		memcpy(&x, html + p, sizeof(x));
		if (((x - ones * 0x21) & ~x & ones * 0x80) != 0)
			break;
	}
	while (p < end && (unsigned char) html[p] > ' ')
		p++;
	return p;
}

/*
 * The reference at start; where it ends.  Without one, the & is what it is.  Text comes in runs that may end inside a reference, so
 * that what follows its end is remembered.
 */
static uint32_t
put_reference(Reader *r, uint32_t start)
{
	char		utf8[4];
	uint32_t	used;
	uint32_t	c = decode(r->html + start + 1, (r->len - start < MAX_REFERENCE ? r->len - start : MAX_REFERENCE) - 1, &used);
	uint32_t	next = start + 1 + used;
	uint32_t	n;

	if (c == 0)
	{
		begin_text(r);
		append_at(r, start, r->html + start, 1);
		return start + 1;
	}
	n = encode(c, utf8);
	if (c < ' ' || (c == ' ' && r->pre == 0))
	{
		if (c == '\n' && r->pre != 0)
			break_line(r);
		else if (is_white(utf8[0]))
			note_space(r, start);
	}
	else if (!between_cells(r) || gir_trim(utf8, (GirSpan) {0, n}).len > 0)
	{
		begin_text(r);
		if (ends_at(r, start))
			r->out->npieces--;
		add_piece(r, start | GIR_HTML_ENTITY);
		append(r, utf8, n);
		add_piece(r, next);
	}
	if (next > r->skip_to)
		r->skip_to = next;
	return next;
}

/* Text without white space, but for that of <pre>; references are in it. */
static void
put_run(Reader *r, uint32_t p, uint32_t end)
{
	while (p < end && !r->over)
	{
		const char *amp = r->owned != NULL ? memchr(r->html + p, '&', end - p) : NULL;
		uint32_t	to = amp != NULL ? (uint32_t) (amp - r->html) : end;

		if (p < to && r->open == NULL && between_cells(r))
		{
			GirSpan		rest = gir_trim(r->html, (GirSpan) {p, to - p});

			p = rest.len > 0 ? rest.off : to;
		}
		if (p < to)
		{
			begin_text(r);
			append_at(r, p, r->html + p, to - p);
		}
		p = amp != NULL ? put_reference(r, to) : to;
	}
}

/* Inside <pre>: lines as they are. */
static void
put_lines(Reader *r, uint32_t p, uint32_t end)
{
	while (p < end && !r->over)
	{
		uint32_t	to = p;

		while (to < end && ((unsigned char) r->html[to] >= ' ' || r->html[to] == '\t'))
			to++;
		put_run(r, p, to);
		if (to < end && is_white(r->html[to]))
			break_line(r);
		p = to + 1;
	}
}

static void
put_text(Reader *r, uint32_t p, uint32_t end)
{
	if (r->pre != 0)
	{
		put_lines(r, p, end);
		return;
	}
	while (p < end && !r->over)
	{
		uint32_t	to;

		if ((unsigned char) r->html[p] <= ' ')
		{
			/* other control characters are as good as not there */
			if (is_white(r->html[p]))
				note_space(r, p);
			p++;
			continue;
		}
		to = run_end(r->html, p, end);
		put_run(r, p, to);
		p = to;
	}
}

/* ---- where text stands ---- */

/* Source place of a byte that libxml2 was given. */
static uint32_t
source_of(Reader *r, size_t parser)
{
	size_t		src;

	while (r->nfeeds > 1 && parser >= r->feeds[1].parser)
	{
		r->nfeeds--;
		memmove(&r->feeds[0], &r->feeds[1], (size_t) r->nfeeds * sizeof(Feed));
	}
	src = r->feeds[0].src + (parser > r->feeds[0].parser ? parser - r->feeds[0].parser : 0);
	return src < r->len ? (uint32_t) src : r->len;
}

static uint32_t
position(Reader *r)
{
	const xmlParserInput *input = r->parser->input;

	return source_of(r, input->consumed + (size_t) (input->cur - input->base));
}

/* Newer versions hand out the source itself, but for character references. */
static bool
in_source(const Reader *r, const xmlChar *ch)
{
	return ch >= r->parser->input->base && ch < r->parser->input->end;
}

static bool
same_text(const Reader *r, uint32_t start, const xmlChar *ch, uint32_t n)
{
	return start <= r->len && n <= r->len - start && memcmp(r->given + start, ch, n) == 0;
}

/* Some bytes of the source were left out (control characters): go back from the end to where the text began. */
static uint32_t
start_of_thinned(const Reader *r, uint32_t end, const xmlChar *ch, uint32_t n)
{
	while (n > 0 && end > r->seen)
		if (r->given[--end] == (char) ch[n - 1])
			n--;
	return end;
}

/* Length of the last character of a text. */
static uint32_t
last_length(const xmlChar *ch, uint32_t n)
{
	uint32_t	size = 1;

	while (size < n && size < 4 && (ch[n - size] & 0xC0) == 0x80)
		size++;
	return size;
}

/*
 * Text that an older libxml2 has copied.  Its position is behind the text, but for a run that fills its buffer and the very last
 * byte: then it is before the last character.
 */
static void
find_copied(const Reader *r, uint32_t end, const xmlChar *ch, uint32_t n, Found *found)
{
	uint32_t	ahead = end + last_length(ch, n);
	bool		may_be_ahead = (n >= BUFFER_RUN || (n == 1 && end + 1 == r->len)) && same_text(r, ahead - n, ch, n);

	if (n <= end && same_text(r, end - n, ch, n) && !(may_be_ahead && ahead - n == r->seen))
		*found = (Found) {end - n, end};
	else if (may_be_ahead)
		*found = (Found) {ahead - n, ahead};
	else
	{
		if (n >= BUFFER_RUN && ahead <= r->len && r->given[ahead - 1] == (char) ch[n - 1])
			end = ahead;
		*found = (Found) {start_of_thinned(r, end, ch, n), end};
	}
}

/* Where the text of a callback stands. */
static void
find_text(Reader *r, const xmlChar *ch, uint32_t n, Found *found)
{
	const xmlParserInput *input = r->parser->input;
	uint32_t	end;

	if (in_source(r, ch))
	{
		uint32_t	start = source_of(r, input->consumed + (size_t) (ch - input->base));
		*found = (Found) {start, n < r->len - start ? start + n : r->len};
		return;
	}
	end = position(r);
	if (n < BUFFER_RUN && r->seen + n <= end && n < end && r->html[end - n - 1] == '>' && same_text(r, end - n, ch, n))
		*found = (Found) {end - n, end};	/* all that stands between two tags: by far the commonest */
	else if (n == 1 && *ch == '<' && end < r->len && r->html[end] == '<' && !(end > r->seen && r->html[end - 1] == '<'))
		*found = (Found) {end, end + 1};	/* a lone <, still to be consumed */
	else
		find_copied(r, end, ch, n, found);
}

/* Bogus comments, which HTML5 ends at the next >: <!x>, <?>, </ >.  Older versions give parts of them as text. */
static void
skip_bogus(Reader *r, const Found *found)
{
	const char *s = r->html + found->start;
	const char *gt;
	bool		bogus = *s == '<' && found->end == found->start + 1 && found->end < r->len && s[1] == '!';

	if (found->start >= 2 && (s[-1] == '/' || s[-1] == '?') && s[-2] == '<' && found->start != r->seen)
		bogus = true;
	if (!bogus || found->start < r->skip_to)
		return;
	gt = memchr(s, '>', r->len - found->start);
	r->skip_to = gt ? (uint32_t) (gt - r->html) + 1 : r->len;
}

/* </p> and </br> without a start tag break the line in every browser; libxml2 does not mention them. */
static void
break_at_stray(Reader *r, const char *s, const char *end)
{
	while ((s = memchr(s, '<', (size_t) (end - s))) != NULL && end - s > 3)
	{
		if (s[1] == '/' && (((s[2] | 0x20) == 'p' && !is_alnum(s[3])) || ((s[2] | 0x20) == 'b' && (s[3] | 0x20) == 'r')))
			break_line(r);
		s++;
	}
}

static void
put_found(Reader *r, Found *found)
{
	if (found->start < r->seen)
		found->start = r->seen;
	if (found->start >= found->end)
		return;
	if (!r->tagged && found->start > r->seen)
		break_at_stray(r, r->html + r->seen, r->html + found->start);
	skip_bogus(r, found);
	r->tagged = false;
	r->seen = found->end;
	if (found->start < r->skip_to)
		found->start = r->skip_to;
	put_text(r, found->start, found->end);
}

/* ---- events ---- */

static bool
is_one_of(const char *name, const char *const *names)
{
	while (*names != NULL && strcmp(*names, name) != 0)
		names++;
	return *names != NULL;
}

/* Block elements that are not handled one by one, by their first letter. */
static bool
is_block(const char *name)
{
	static const char *const names[26][12] = {
		['a' - 'a'] = {"address", "article", "aside"},
		['b' - 'a'] = {"body", "blockquote"},
		['c' - 'a'] = {"center", "caption"},
		['d' - 'a'] = {"div", "dd", "dt", "dl", "dir", "details", "dialog"},
		['f' - 'a'] = {"form", "footer", "fieldset", "figure", "figcaption", "frameset"},
		['h' - 'a'] = {"h1", "h2", "h3", "h4", "h5", "h6", "hr", "header", "hgroup", "html", "head"},
		['l' - 'a'] = {"li", "legend"},
		['m' - 'a'] = {"main", "menu"},
		['n' - 'a'] = {"nav"},
		['o' - 'a'] = {"ol", "option", "optgroup"},
		['p' - 'a'] = {"p"},
		['s' - 'a'] = {"section", "search", "summary"},
		['t' - 'a'] = {"title"},
		['u' - 'a'] = {"ul"}
	};

	return name[0] >= 'a' && name[0] <= 'z' && is_one_of(name, names[name[0] - 'a']);
}

/* Elements whose name begins with t: those of a table first. */
static Kind
kind_of_t(const char *name)
{
	static const char *const parts[] = {"tbody", "thead", "tfoot", NULL};

	if ((name[1] == 'd' || name[1] == 'h') && name[2] == '\0')
		return KIND_CELL;
	if (name[1] == 'r' && name[2] == '\0')
		return KIND_ROW;
	if (strcmp(name, "table") == 0)
		return KIND_TABLE;
	if (is_one_of(name, parts))
		return KIND_PART;
	if (strcmp(name, "textarea") == 0)
		return KIND_COVERED;
	if (strcmp(name, "template") == 0)
		return KIND_HIDDEN;
	return is_block(name) ? KIND_BLOCK : KIND_INLINE;
}

/* The rarer elements that are neither block nor inline. */
static Kind
rare_kind(const char *name)
{
	static const struct
	{
		char		name[12];
		Kind		kind;
	}			kinds[] = {
		{"canvas", KIND_OPAQUE}, {"datalist", KIND_HIDDEN}, {"del", KIND_STRUCK}, {"embed", KIND_OPAQUE}, {"iframe", KIND_COVERED},
		{"img", KIND_OPAQUE}, {"image", KIND_OPAQUE}, {"input", KIND_OPAQUE}, {"ins", KIND_APART}, {"listing", KIND_PRE},
		{"noembed", KIND_HIDDEN}, {"noframes", KIND_HIDDEN}, {"object", KIND_OPAQUE}, {"plaintext", KIND_LAST}, {"pre", KIND_PRE},
		{"rp", KIND_HIDDEN}, {"rt", KIND_HIDDEN}, {"s", KIND_STRUCK}, {"script", KIND_RAW}, {"select", KIND_OPAQUE},
		{"strike", KIND_STRUCK}, {"style", KIND_RAW}, {"sub", KIND_APART}, {"sup", KIND_APART}, {"svg", KIND_OPAQUE},
		{"video", KIND_OPAQUE}, {"xmp", KIND_COVERED}
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return kinds[i].kind;
	return KIND_INLINE;
}

static Kind
kind_of(const char *name)
{
	switch (name[0])
	{
		case 't':
			return kind_of_t(name);
		case 'b':
			if (name[1] == 'r' && name[2] == '\0')
				return KIND_BREAK;
			break;
		case 'p':
			if (name[1] == '\0')
				return KIND_BLOCK;
			return rare_kind(name);
		case 's':
			if (strcmp(name, "span") == 0 || strcmp(name, "strong") == 0)
				return KIND_INLINE;
			return is_block(name) ? KIND_BLOCK : rare_kind(name);
		case 'd':
			if (strcmp(name, "div") == 0)
				return KIND_BLOCK;
			return is_block(name) ? KIND_BLOCK : rare_kind(name);
		case 'c':
		case 'e':
		case 'i':
		case 'l':
		case 'n':
		case 'o':
		case 'r':
		case 'v':
		case 'x':
			if (name[1] == '\0')
				return KIND_INLINE;
			return is_block(name) ? KIND_BLOCK : rare_kind(name);
	}
	return is_block(name) ? KIND_BLOCK : KIND_INLINE;
}

static Kind
known_kind(Reader *r, const xmlChar *name)
{
	KnownName  *known = &r->known[((uintptr_t) name ^ (uintptr_t) name >> 6) % KNOWN_NAMES];

	if (known->name != name)
		*known = (KnownName) {name, kind_of((const char *) name)};
	return known->kind;
}

static void
set_apart(Reader *r)
{
	/* its place matters to nobody: that of the text before it */
	note_space(r, r->seen);
}

/* A picture or field: the cell or line says more than its text. */
static void
note_opaque(Reader *r)
{
	if (in_cell(r))
		r->open->opaque = true;
	set_apart(r);
}

/* An element within a line of a cell may be hidden or struck out by its attributes. */
static Kind
styled_kind(const xmlChar **atts)
{
	for (; atts != NULL && atts[0] != NULL; atts += 2)
	{
		const char *value = (const char *) atts[1];

		if (strcmp((const char *) atts[0], "hidden") == 0)
			return KIND_HIDDEN;
		if (value == NULL || strcmp((const char *) atts[0], "style") != 0)
			continue;
		if (strstr(value, "line-through") != NULL)
			return KIND_STRUCK;
		if (strstr(value, "display:none") != NULL || strstr(value, "display: none") != NULL)
			return KIND_HIDDEN;
	}
	return KIND_INLINE;
}

static void
start_visible(Reader *r, Kind kind, const char *name, const xmlChar **atts)
{
	switch (kind)
	{
		case KIND_INLINE:
			break;
		case KIND_BLOCK:
		case KIND_BREAK:
			break_line(r);
			break;
		case KIND_STRUCK:
			if (in_cell(r))
				r->open->struck = true;
			set_apart(r);
			break;
		case KIND_APART:
			set_apart(r);
			break;
		case KIND_OPAQUE:
			note_opaque(r);
			break;
		case KIND_RAW:
			r->raw = name;
			r->hidden = r->depth;
			break;
		case KIND_COVERED:
			note_opaque(r);
			r->hidden = r->depth;
			break;
		case KIND_HIDDEN:
			r->hidden = r->depth;
			break;
		case KIND_LAST:
			r->over = true;
			break;
		case KIND_PRE:
			break_line(r);
			if (r->pre == 0)
				r->pre = r->depth;
			break;
		case KIND_TABLE:
			/* a table begins after rows that were in none, or in one that lacks its end */
			if (r->nlevels == 1 && top(r)->implied && !in_cell(r) && !top(r)->holder)
				close_table(r);
			open_table(r);
			break;
		case KIND_PART:
			change_part(r);
			break;
		case KIND_ROW:
			open_row(r);
			break;
		case KIND_CELL:
			open_cell(r, atts);
			break;
	}
}

static void
end_visible(Reader *r, Kind kind)
{
	switch (kind)
	{
		case KIND_BLOCK:
			break_line(r);
			break;
		case KIND_PRE:
			break_line(r);
			if (r->pre == r->depth)
				r->pre = 0;
			break;
		case KIND_STRUCK:
		case KIND_APART:
		case KIND_OPAQUE:
			set_apart(r);
			break;
		case KIND_TABLE:
			close_table(r);
			break;
		case KIND_PART:
			change_part(r);
			break;
		case KIND_ROW:
			close_row(r);
			break;
		case KIND_CELL:
			end_cell(r);
			break;
		default:
			break;
	}
}

static void
on_start(void *data, const xmlChar *name, const xmlChar **atts)
{
	Reader	   *r = data;

	if (r->over)
		return;
	r->out->steps++;
	r->tagged = true;
	r->raw = NULL;
	if (++r->depth > GIR_HTML_MAX_DEPTH)
		stop(r, GIR_TOO_LARGE, "elements nested more than 512 deep");
	else if (r->hidden == 0)
	{
		Kind		kind = known_kind(r, name);

		if (kind == KIND_INLINE && atts != NULL && in_cell(r))
			kind = styled_kind(atts);
		start_visible(r, kind, (const char *) name, atts);
	}
}

static void
on_end(void *data, const xmlChar *name)
{
	Reader	   *r = data;

	if (r->over)
		return;
	r->out->steps++;
	r->tagged = true;
	r->raw = NULL;
	if (r->hidden == 0)
		end_visible(r, known_kind(r, name));
	else if (r->hidden == r->depth)
		r->hidden = 0;
	if (r->depth > 0)
		r->depth--;
}

/* White space between tags: most texts are that. */
static bool
all_white(const xmlChar *ch, int n)
{
	while (n > 0 && is_white((char) *ch))
		ch++, n--;
	return n == 0;
}

static void
on_text(void *data, const xmlChar *ch, int n)
{
	Reader	   *r = data;
	Found		found;

	if (r->over || r->hidden != 0 || n <= 0)
		return;
	r->out->steps++;
	if (*ch <= ' ' && r->pre == 0 && all_white(ch, n))
	{
		set_apart(r);
		if (!in_source(r, ch))
			r->seen = position(r);
	}
	else
	{
		find_text(r, ch, (uint32_t) n, &found);
		put_found(r, &found);
	}
}

/* Contents of scripts and the like. */
static void
on_raw(void *data, const xmlChar *ch, int n)
{
	(void) data;
	(void) ch;
	(void) n;
}

static void
on_document_end(void *data)
{
	((Reader *) data)->document_over = true;
}

#if LIBXML_VERSION >= 21200
typedef const xmlError *ErrorArgument;
#else
typedef xmlErrorPtr ErrorArgument;
#endif

/* Errors in the markup are everyday; without a handler libxml2 would look for one that somebody else has set. */
static void
on_error(void *data, ErrorArgument error)
{
	(void) data;
	(void) error;
}

/* ---- giving the source to libxml2 ---- */

static void
poll_cancel(Reader *r, uint32_t at)
{
	if (at - r->polled < POLL && at >= r->polled)
		return;
	r->polled = at;
	if (r->cancelled != NULL && r->cancelled(r->context))
		stop(r, GIR_CANCELLED, NULL);
}

/*
 * Old libxml2 loops for ever when it finds no memory for an attribute.  So make sure, before it is called, that there is enough for
 * all that it may do with n bytes and what it holds: its buffer, doubled, and the parts of a tag.
 */
static bool
have_memory(Reader *r, uint32_t n)
{
	void	   *volatile probe = malloc(4 * ((size_t) n + r->waiting) + SPARE);

	if (probe == NULL)
		stop(r, GIR_OUT_OF_MEMORY, NULL);
	free(probe);
	return !r->over;
}

static void
push(Reader *r, const char *s, uint32_t n, bool last)
{
	int			code;

	if (!have_memory(r, n))
		return;
	r->pushed += n;
	code = htmlParseChunk(r->parser, s, (int) n, last);
	/* a memory error stops the parser, so that it stays the last one */
	if (code == XML_ERR_NO_MEMORY || code < 0)
		stop(r, GIR_OUT_OF_MEMORY, NULL);
	else if (xmlDictSize(r->parser->dict) > GIR_HTML_MAX_NAMES)
		stop(r, GIR_TOO_LARGE, "more than 16384 names of elements and attributes");
}

/* The source goes on at src, perhaps after something that is not in it. */
static void
go_on_at(Reader *r, const char *inserted, uint32_t src)
{
	uint32_t	n = inserted != NULL ? (uint32_t) strlen(inserted) : 0;

	if (r->nfeeds == MAX_FEEDS)
		memmove(&r->feeds[0], &r->feeds[1], (size_t) --r->nfeeds * sizeof(Feed));
	r->feeds[r->nfeeds++] = (Feed) {r->pushed + n, src};
	r->fed = src;
	if (n > 0)
		push(r, inserted, n, false);
}

/* The source up to end, as the last of it or not. */
static void
push_source(Reader *r, uint32_t end, bool last)
{
#if LIBXML_VERSION < 20911
	const char *p = r->html + r->fed;

	/* these versions take any < for that of a tag, and leave out what follows */
	while (!r->over && (p = memchr(p, '<', (size_t) (r->html + end - p))) != NULL)
	{
		uint32_t	at = (uint32_t) (p++ - r->html);

		if (at + 1 == r->len || is_alnum(*p) || *p == '/' || *p == '!' || *p == '?')
			continue;
		push(r, r->given + r->fed, at - r->fed, false);
		go_on_at(r, "&lt;", at + 1);
	}
#endif
	push(r, r->given + r->fed, end - r->fed, last);
	r->fed = end;
}

/*
 * End of the next chunk.  It cuts no character, nor the beginning of an end tag or comment: older versions look for these in what
 * they have, and miss the rest.
 */
static uint32_t
chunk_end(const Reader *r, uint32_t size)
{
	const char *html = r->html;
	uint32_t	end = r->fed + size;
	uint32_t	back;

	if (r->len - r->fed <= size)
		return r->len;
	for (back = 0; back < 3 && (html[end] & 0xC0) == 0x80; back++)
		end--;
	for (back = 1; back <= 10; back++)
		if (html[end - back] == '<')
			return end - back;
	return end;
}

/* Position after the next stretch of n bytes that equals s but for letter case; the end of the text if there is none. */
static uint32_t
after_next(Reader *r, uint32_t from, const char *s)
{
	size_t		n = strlen(s);
	const char *p = r->html + from;
	const char *end = r->html + r->len;

	while (!r->over && (size_t) (end - p) >= n)
	{
		size_t		window = (size_t) (end - p) - n + 1;
		const char *hit = memchr(p, *s, window < POLL ? window : POLL);

		if (hit != NULL && xmlStrncasecmp((const xmlChar *) hit, (const xmlChar *) s, (int) n) == 0)
			return (uint32_t) (hit - r->html) + (uint32_t) n;
		p = hit != NULL ? hit + 1 : p + (window < POLL ? window : POLL);
		poll_cancel(r, (uint32_t) (p - r->html));
	}
	return r->len;
}

/* What a tag looks like from its < to stop or its >, whichever comes first. */
typedef struct TagScan
{
	uint32_t	end;			/* place of the >, or stop */
	uint32_t	attributes;
	char		quote;			/* that is open at the end, or 0 */
} TagScan;

static TagScan
scan_tag(Reader *r, uint32_t from, uint32_t stop_at)
{
	enum {NAME, BEFORE, ATTRIBUTE, VALUE, UNQUOTED} state = NAME;
	TagScan		scan = {stop_at, 0, 0};

	for (uint32_t i = from + 1; i < stop_at && !r->over; i++)
	{
		char		c = r->html[i];
		bool		white = is_white(c) || (c == '/' && state != VALUE && state != UNQUOTED);

		if (scan.quote != 0)
		{
			state = BEFORE;
			if (c == scan.quote)
				scan.quote = 0;
		}
		else if (c == '>')
		{
			scan.end = i;
			break;
		}
		else if (state == VALUE && (c == '"' || c == '\''))
			scan.quote = c;
		else if (state == VALUE)
			state = white ? VALUE : UNQUOTED;
		else if (white)
			state = BEFORE;
		else if (c == '=' && (state == ATTRIBUTE || (state == BEFORE && scan.attributes > 0)))
			state = VALUE;
		else if (state == BEFORE)
		{
			state = ATTRIBUTE;
			scan.attributes++;
		}
		poll_cancel(r, i);
	}
	return scan;
}

/*
 * libxml2 waits for the end of a tag.  Old versions forget the open quote when they go on (so that checkIndex is set back, and they
 * start over), and take an apostrophe in an unquoted value for a quote (so that they are told where the tag ends).
 */
static void
wait_for_tag(Reader *r, uint32_t at)
{
	if (r->tag != at)
	{
		TagScan		scan = scan_tag(r, at, r->len);

		r->tag = at;
		r->tag_end = scan.end;
		if (scan.attributes > GIR_HTML_MAX_ATTRIBUTES)
			stop(r, GIR_TOO_LARGE, "more than 256 attributes in a tag");
	}
	if (r->over)
		return;
#if LIBXML_VERSION < 21400
	if (r->tag_end < r->fed)
	{
		const xmlParserInput *input = r->parser->input;

		r->parser->hasPErefs &= ~1;
		r->parser->checkIndex = (int) (input->cur - input->base) + (int) (r->tag_end - at);
		return;
	}
#endif
	if (r->fed - at >= GIR_HTML_MAX_TOKEN)
	{
		char		close[2] = {scan_tag(r, at, r->fed).quote, '\0'};

		if (close[0] == '\0')
			close[0] = ' ';
		go_on_at(r, close, r->tag_end > at && r->tag_end < r->len && r->html[r->tag_end - 1] == '/' ? r->tag_end - 1 : r->tag_end);
	}
}

/* A chunk ends in a script or style: the rest of that is of no interest. */
static void
skip_raw(Reader *r)
{
	char		end_tag[16] = "</";
	uint32_t	n = 2 + (uint32_t) strlen(r->raw);
	uint32_t	end;

	memcpy(end_tag + 2, r->raw, n - 1);
	end = after_next(r, r->fed, end_tag);
	go_on_at(r, NULL, end == r->len ? end : end - n);
}

/*
 * libxml2 waits for the end of a token that is too long.  Text is divided by an end tag of nothing (2.9.10 looks for its end once
 * for every character reference); of the rest the middle is passed over.
 */
static void
cut_token(Reader *r, uint32_t at)
{
	const char *s = r->html + at;
	uint32_t	left = r->len - at;

	if (*s != '<')
		go_on_at(r, "</gir>", r->fed);
	else if (left >= 4 && memcmp(s, "<!--", 4) == 0)
	{
		uint32_t	end = after_next(r, at + 4, "-->");

		if (end > r->fed)
			go_on_at(r, "-->", end);
	}
	else
	{
		uint32_t	end = after_next(r, r->fed, ">");

		go_on_at(r, NULL, end == r->len ? end : end - 1);
	}
}

/* The next chunk, and what to do when libxml2 does not take it in. */
static void
feed_chunk(Reader *r, uint32_t *size)
{
	uint32_t	end = chunk_end(r, *size);
	uint32_t	at;
	uint32_t	held;

	push_source(r, end, false);
	r->out->steps++;
	poll_cancel(r, end);
	if (r->over || r->document_over)
		return;
	at = position(r);
	held = r->waiting = at < end ? end - at : 0;	/* beyond it only in what is no UTF-8 */
	*size = CHUNK;
	if (r->raw != NULL)
		skip_raw(r);
	if (held == 0 || r->raw != NULL)
		return;
	if (held > r->out->held)
		r->out->held = held;
	if (held > CHUNK)
		*size = held;			/* what is scanned anew then doubles, and its sum stays linear */
#if LIBXML_VERSION < 21400
	r->parser->checkIndex = 0;
#endif
	if (r->html[at] == '<' && at + 1 < r->len && is_alnum(r->html[at + 1]))
		wait_for_tag(r, at);
	else if (held >= (r->html[at] == '<' ? GIR_HTML_MAX_TOKEN : CHUNK))
		cut_token(r, at);
}

/*
 * Begins every document, so that stray end tags do not end it, and no version finds that it has to open an element for text.  The
 * page's own <html>, <head> and <body> are then passed over, and as many of their end tags; two more are those that an included
 * header brings along.
 */
static const char opening[] = "<html><body><body><body>";

static htmlParserCtxtPtr
new_parser(Reader *r)
{
	htmlSAXHandler sax;
	htmlParserCtxtPtr parser;
	int			options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_NODEFDTD |
		HTML_PARSE_IGNORE_ENC;

#if LIBXML_VERSION >= 21400
	options |= HTML_PARSE_HUGE;
#endif
	memset(&sax, 0, sizeof(sax));
	sax.initialized = XML_SAX2_MAGIC;
	sax.startElement = on_start;
	sax.endElement = on_end;
	sax.characters = on_text;
	sax.ignorableWhitespace = on_text;
	sax.cdataBlock = on_raw;
	sax.endDocument = on_document_end;
	sax.serror = on_error;
	parser = htmlCreatePushParserCtxt(&sax, r, opening, (int) sizeof(opening) - 1, NULL, XML_CHAR_ENCODING_UTF8);
	if (parser == NULL)
		stop(r, GIR_OUT_OF_MEMORY, NULL);
	else
		htmlCtxtUseOptions(parser, options);
	return parser;
}

/*
 * Give the source to a parser, from a place on; the place where it ended.  Older versions end at the tag that leaves nothing open.
 */
static uint32_t
read_document(Reader *r, uint32_t from)
{
	uint32_t	size = CHUNK;

	r->pushed = (uint32_t) sizeof(opening) - 1;
	r->waiting = 0;
	r->feeds[0] = (Feed) {r->pushed, from};
	r->nfeeds = 1;
	r->fed = from;
	r->tag = NOTHING;
	r->raw = NULL;
	r->depth = r->hidden = r->pre = 0;
	r->document_over = false;
	memset(r->known, 0, sizeof(r->known));
	r->parser = have_memory(r, 0) ? new_parser(r) : NULL;
	if (r->parser == NULL)
		return from;
	while (!r->over && !r->document_over && r->len - r->fed > LAST_CHUNK)
		feed_chunk(r, &size);
	if (!r->over && !r->document_over)
		push_source(r, r->len, true);
	/* older versions drop a < that ends the text */
	if (!r->over && r->hidden == 0 && r->len > 0 && r->seen == r->len - 1 && r->html[r->seen] == '<')
		put_found(r, &(Found) {r->seen, r->len});
	from = position(r);
	htmlFreeParserCtxt(r->parser);
	r->parser = NULL;
	return from;
}

/* Where the page begins: behind a byte order mark and <!DOCTYPE …>, which versions end at different places when it is damaged. */
static uint32_t
after_doctype(const Reader *r)
{
	uint32_t	i = r->len >= 3 && memcmp(r->html, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	uint32_t	start = i;
	const char *gt;

	while (i < r->len && is_white(r->html[i]))
		i++;
	if (r->len - i < 9 || xmlStrncasecmp((const xmlChar *) r->html + i, (const xmlChar *) "<!DOCTYPE", 9) != 0)
		return start;
	gt = memchr(r->html + i, '>', r->len - i);
	return gt != NULL ? (uint32_t) (gt - r->html) + 1 : r->len;
}

static void
read_documents(Reader *r, uint32_t from)
{
	for (int n = 0; !r->over && from < r->len; n++)
	{
		uint32_t	next;

		if (n == GIR_HTML_MAX_PAGES)
		{
			stop(r, GIR_TOO_LARGE, "more than 64 pages in one text");
			return;
		}
		next = read_document(r, from);
		if (next <= from)
			return;
		from = next;
	}
}

/* ---- the front end ---- */

/* What libxml2 is given: the source, or a copy of it without any &. */
static void
make_given(Reader *r)
{
	r->given = r->html;
	if (r->len == 0 || memchr(r->html, '&', r->len) == NULL)
		return;
	r->given = r->owned = malloc(r->len);
	if (r->owned == NULL)
		stop(r, GIR_OUT_OF_MEMORY, NULL);
	for (uint32_t i = 0; i < r->len && !r->over; i += POLL)
	{
		uint32_t	n = r->len - i < POLL ? r->len - i : POLL;
		char	   *end = r->owned + i + n;

		memcpy(r->owned + i, r->html + i, n);
		for (char *amp = r->owned + i; (amp = memchr(amp, '&', (size_t) (end - amp))) != NULL;)
			*amp++ = FOR_AMPERSAND;
		poll_cancel(r, i + n);
	}
}

static void
finish(Reader *r)
{
	GirHtml    *out = r->out;
	char	   *text;

	if (r->status == GIR_OK)
		close_cell(r);
	free(r->owned);
	for (int i = 0; i < GIR_HTML_MAX_TABLE_DEPTH; i++)
		free(r->levels[i]);
	if (r->status != GIR_OK)
	{
		GirHtml		none = {.status = r->status, .reason = r->reason, .steps = out->steps, .held = out->held};

		gir_html_free(out);
		*out = none;
		return;
	}
	out->text[out->len] = '\0';
	text = realloc(out->text, (size_t) out->len + 1);
	if (text != NULL)
		out->text = text;
}

void
gir_html_read(const char *html, size_t len, bool (*cancelled) (void *), void *context, GirHtml *out)
{
	Reader		r;
	const char *nul = len > 0 ? memchr(html, '\0', len) : NULL;

	memset(&r, 0, sizeof(r));
	memset(out, 0, sizeof(*out));
	r.html = html;
	r.cancelled = cancelled;
	r.context = context;
	r.out = out;
	r.tagged = true;
	if (nul != NULL)
		len = (size_t) (nul - html);
	if (len >= GIR_HTML_ENTITY)
		stop(&r, GIR_TOO_LARGE, "more than 2 GB");
	else if ((out->text = malloc(len + 1)) == NULL)
		stop(&r, GIR_OUT_OF_MEMORY, NULL);
	else
	{
		r.len = out->source_len = (uint32_t) len;
		make_given(&r);
		read_documents(&r, after_doctype(&r));
	}
	finish(&r);
}

void
gir_html_free(GirHtml *html)
{
	free(html->text);
	free_blocks(html->cells, html->ncell_blocks);
	free_blocks(html->pieces, html->npiece_blocks);
	memset(html, 0, sizeof(*html));
}

/*
 * Number of the piece that off is in; NOTHING before the first.  Callers ask for one place after the other, so that the piece is most
 * often near the last one, and else found by bisection.
 */
static uint32_t
find_piece(const GirHtml *html, uint32_t off, uint32_t near)
{
	uint32_t	low = 0;
	uint32_t	high = html->npieces;

	if (near < high && piece_at(html, near)->off <= off)
	{
		for (low = near + 1; low < high && low <= near + NEAR; low++)
			if (piece_at(html, low)->off > off)
				return low - 1;
	}
	while (low < high)
	{
		uint32_t	middle = low + (high - low) / 2;

		if (piece_at(html, middle)->off <= off)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? low - 1 : NOTHING;
}

static uint32_t
source_in_piece(const GirHtml *html, uint32_t i, uint32_t off)
{
	const GirHtmlPiece *piece;
	uint32_t	src;

	if (i == NOTHING)
		return 0;
	piece = piece_at(html, i);
	if (piece->src & GIR_HTML_ENTITY)
		return piece->src & ~GIR_HTML_ENTITY;
	src = piece->src + (off - piece->off);
	return src < html->source_len ? src : html->source_len;
}

uint32_t
gir_html_source(const GirHtml *html, uint32_t off)
{
	return source_in_piece(html, find_piece(html, off, NOTHING), off);
}

GirSpan
gir_html_place(const GirHtml *html, GirSpan span, uint32_t *near)
{
	uint32_t	i = find_piece(html, span.off, *near);
	uint32_t	start = source_in_piece(html, i, span.off);
	uint32_t	last = span.off + span.len - 1;
	uint32_t	end;

	if (span.len == 0 || (i = find_piece(html, last, i)) == NOTHING)
		return (GirSpan) {start, 0};
	*near = i;
	if (piece_at(html, i)->src & GIR_HTML_ENTITY)
		end = piece_at(html, i + 1)->src & ~GIR_HTML_ENTITY;
	else
		end = source_in_piece(html, i, last) + 1;
	return (GirSpan) {start, end > start ? end - start : 0};
}

bool
gir_html_lost_spans(const GirHtml *html, uint32_t first)
{
	int			rows[MAX_LOST_WIDTH + 1] = {0};	/* by their number of cells */
	int			usual = 1;
	int			widest = 0;
	int			wider = 0;
	uint32_t	i = first;

	while (i < html->ncells && gir_html_cell(html, i)->table == gir_html_cell(html, first)->table)
	{
		uint32_t	row = gir_html_cell(html, i)->row;
		int			n = 0;

		for (const GirHtmlCell *c; i < html->ncells && (c = gir_html_cell(html, i))->row == row && !c->bare; i++, n++)
			if (c->colspan > 1 || c->rowspan > 1)
				return false;
		if (n == 0)
			break;
		n = n < MAX_LOST_WIDTH ? n : MAX_LOST_WIDTH;
		rows[n]++;
		widest = n > widest ? n : widest;
	}
	for (int n = 1; n <= widest; n++)
		usual = rows[n] > rows[usual] ? n : usual;
	for (int n = usual + 1; n <= widest; n++)
		wider += rows[n];
	return wider >= MIN_LOST_ROWS;
}
