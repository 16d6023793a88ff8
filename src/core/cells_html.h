/*
 * cells_html.h - what a reader sees of an HTML page: its text, the cells of its tables, and where in the source both stand
 *
 * libxml2's push parser finds the tags; nothing here builds a tree, opens a file or knows of forms.  The same bytes give the same
 * result with libxml2 2.9 to 2.15: text and entities are read from the source itself, at the place that the parser names.
 *
 * The text.  Every block element and every row of a table has lines of its own, cells of a row are divided by tabs, <br> begins a
 * new line (inside a cell, too).  White space is collapsed to one space, except in <pre>; U+00A0 and other characters stay as they
 * are.  Left out are what a browser does not show (script, style, comments, template, the rest of <head> but its <title>), what it
 * shows in a frame or field (iframe, textarea), and the pinyin of <ruby>.  <sup>, <sub>, <del>, <ins>, pictures and form fields
 * are set off by a space, so that "5<sup>2</sup>" does not become 52.
 *
 * The cells, in the order of the text.  Cells of one row follow each other and have the same row number; rows have consecutive
 * numbers from 0.  A row of a table has its cells at their true columns: colspan and rowspan push later cells to the right, and a
 * cell that reaches down from the row above takes up its columns without being repeated.  An empty cell is a cell with len 0 (or
 * of white space, U+00A0: trim it), in its place.  Text outside of cells makes bare rows, one for each line that is not blank.
 * Rows without a cell leave nothing.  Where there are no tables at all, reading the text as plain text says more than the bare rows
 * do (a <pre> may hold a whole report).
 *
 * Nested tables.  A cell that holds a table gives no cell: its other text becomes bare rows, above and below those of the inner
 * table, and the row of the outer table is cut there; its cells before and after form rows of their own, at their true columns.
 * td and tr outside of any table (a fragment) are read as if in one.
 *
 * Limits.  Exceeding one is GIR_TOO_LARGE with a reason; nothing is cut off silently but what no cell can need: the middle of a
 * comment, script or tag that is longer than GIR_HTML_MAX_TOKEN.
 */
#ifndef GIR_CELLS_HTML_H
#define GIR_CELLS_HTML_H

#include "core/cells.h"

enum
{
	/* Elements in one another.  libxml2 walks its stack for every stray end tag; browsers flatten what is deeper than this. */
	GIR_HTML_MAX_DEPTH = 512,
	/* Tables in one another; each takes a kilobyte.  Layouts of the nineties nest five or six. */
	GIR_HTML_MAX_TABLE_DEPTH = 32,
	/* Columns; GirGridCell counts them in a byte.  What lies beyond is in column 255: colspan=1000000000 costs nothing. */
	GIR_HTML_MAX_COLUMNS = 255,
	/*
	 * Cells and bare lines: so many, and one for so many bytes besides.  A report has some hundred, each in more bytes; the cells of a
	 * page of nothing but <td> would take ten times the memory of the page.
	 */
	GIR_HTML_SPARE_CELLS = 8192,
	GIR_HTML_BYTES_A_CELL = 16,
	/* Tables that have cells; the number has 16 bits. */
	GIR_HTML_MAX_TABLES = 65535,
	/* Attributes of a long tag (one that a chunk cannot hold): older libxml2 compares each with all before. */
	GIR_HTML_MAX_ATTRIBUTES = 256,
	/* Different names of elements and attributes: libxml2 keeps them all. */
	GIR_HTML_MAX_NAMES = 16384,
	/* Bytes of a tag, comment, script or run of text that libxml2 is given at once: bounds its buffer, and the time to a cancel. */
	GIR_HTML_MAX_TOKEN = 65536,
	/* Surplus </html> in one text: older libxml2 ends at each, and is started anew. */
	GIR_HTML_MAX_PAGES = 64,
	/* Cells, and pieces of the map, in one block of memory: none is ever copied to make room. */
	GIR_HTML_BLOCK = 128
};

typedef struct GirHtmlCell
{
	uint32_t	off;			/* place in the text */
	uint32_t	len;
	uint32_t	row;
	uint16_t	table;			/* number of the table from 1; 0 for a bare row */
	uint16_t	rowspan;		/* at least 1; 65535 for "to the end of the table's part" */
	uint8_t		col;			/* true column from 0; 255 for all beyond GIR_HTML_MAX_COLUMNS */
	uint8_t		colspan;		/* at least 1; clipped at the limit */
	bool		bare;			/* a line outside of cells, the only cell of its row */
	bool		opaque;			/* holds a picture or a form field: its text is not all that a reader sees */
	bool		struck;			/* some of its text is struck out */
} GirHtmlCell;

/* From off on, the text is the source from src on, byte by byte; with GIR_HTML_ENTITY it is one character, and the next piece's
 * src is the end of its entity. */
typedef struct GirHtmlPiece
{
	uint32_t	off;
	uint32_t	src;
} GirHtmlPiece;

#define GIR_HTML_ENTITY 0x80000000u

typedef struct GirHtml
{
	GirStatus	status;
	const char *reason;			/* GIR_TOO_LARGE: which limit, a constant; NULL otherwise */
	char	   *text;			/* ends with a NUL that len does not count */
	uint32_t	len;
	GirHtmlCell **cells;		/* blocks of GIR_HTML_BLOCK: see gir_html_cell() */
	uint32_t	ncells;
	uint32_t	nrows;
	uint32_t	ntables;
	GirHtmlPiece **pieces;		/* map of the text to the source, by off; blocks likewise */
	uint32_t	npieces;
	uint32_t	ncell_blocks;
	uint32_t	npiece_blocks;
	uint32_t	source_len;
	uint32_t	steps;			/* for tests: events and turns of the loops behind them, ... */
	uint32_t	held;			/* ... and the most bytes that libxml2 had to hold at once */
} GirHtml;

/*
 * Read a page or a fragment: UTF-8, whatever it says about its character set; at most 2 GB, and up to the first NUL byte.  cancelled
 * (may be NULL) is polled with context at least every 64 kB.  Fills out; its status is GIR_OK, GIR_OUT_OF_MEMORY, GIR_CANCELLED or
 * GIR_TOO_LARGE, and unless it is GIR_OK there is nothing else in it.  Free it in either case.
 */
extern void gir_html_read(const char *html, size_t len, bool (*cancelled) (void *), void *context, GirHtml *out);

/* Free what gir_html_read() made.  Idempotent. */
extern void gir_html_free(GirHtml *html);

/* Cell number i, below html->ncells. */
static inline const GirHtmlCell *
gir_html_cell(const GirHtml *html, uint32_t i)
{
	return &html->cells[i / GIR_HTML_BLOCK][i % GIR_HTML_BLOCK];
}

/*
 * Has a tool taken the spans from the table whose first cell that is, as some do that keep tables in Markdown?  No cell has one, and some
 * rows, those that a group begins, are longer than most are: then columns say nothing.
 */
extern bool gir_html_lost_spans(const GirHtml *html, uint32_t first);

/* Place in the source of the character at off in the text; for a tab or newline between cells, that of the text before it. */
extern uint32_t gir_html_source(const GirHtml *html, uint32_t off);

/*
 * Stretch of the source from the first character of a stretch of the text to the end of its last, with the tags and entities that
 * stand in between.  Of an empty stretch: an empty one.  near, 0 at first, goes from one call to the next: stretches in the order of
 * the text are found at once.
 */
extern GirSpan gir_html_place(const GirHtml *html, GirSpan span, uint32_t *near);

#endif							/* GIR_CELLS_HTML_H */
