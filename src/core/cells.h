/*
 * cells.h - the grid of cells that every layout front end produces
 *
 * A grid is a list of rows, a row a list of cells in the order of the text; a cell is a trimmed stretch of the source text (it may
 * hold line breaks).  The front ends (cells_*.c) know how a layout separates cells; they know nothing of forms.  What a cell is
 * (label, figure, mark) is found here, once, by its text alone.
 */
#ifndef GIR_CELLS_H
#define GIR_CELLS_H

#include "core/labels.h"
#include "core/values.h"

enum
{
	/*
	 * Memory of a grid, in bytes: so much for each byte of text, and so much besides.  Tables of one-digit figures take three for each
	 * byte, and a report with 32,000 cells fits into what is besides; a text of nothing but separators would take thirty.
	 */
	GIR_GRID_TIMES = 4,
	GIR_GRID_SPARE = 1 << 19,
	/* Cells, and likewise rows: a thousand reports.  Bounds the time of all that looks at every cell without asking whether to stop. */
	GIR_GRID_MAX = 1 << 18,
	/* Bytes of text between two questions whether to stop. */
	GIR_POLL_BYTES = 1 << 16
};

typedef enum GirCellKind
{
	GIR_CELL_EMPTY,
	GIR_CELL_NUMBER,
	GIR_CELL_MARK,				/* dash or not applicable */
	GIR_CELL_LABEL,
	GIR_CELL_TEXT				/* anything else */
} GirCellKind;

typedef struct GirGridCell
{
	uint32_t	off;			/* place in the source text, trimmed */
	uint32_t	len;
	int16_t		label;			/* GIR_CELL_LABEL: number of the label */
	uint8_t		kind;
	uint8_t		col;			/* place in the row, as the layout counts (clipped at 255) */
	uint8_t		gap;			/* loose rows: line breaks between the cell before and this one (clipped at 255); boxes: lines, if several */
	bool		glued;			/* GIR_CELL_TEXT: figures run together, or in several lines of a box */
} GirGridCell;

/* How much the places of a row's cells say. */
typedef enum GirRowKind
{
	GIR_ROW_FIELDS,				/* fields between separators: an empty cell is printed as such, or is left of a merged one */
	GIR_ROW_CELLS,				/* every cell of the table row, each printed */
	GIR_ROW_GRID,				/* cells at their true columns; merged cells leave gaps */
	GIR_ROW_LOOSE				/* words and figures in running text: blanks show only as wider gaps, if at all */
} GirRowKind;

typedef struct GirGridRow
{
	uint32_t	first;			/* into GirGrid.cells */
	uint32_t	ncells;
	uint16_t	count[5];		/* cells of each GirCellKind */
	uint8_t		kind;			/* GirRowKind */
} GirGridRow;

typedef enum GirStatus
{
	GIR_OK,
	GIR_OUT_OF_MEMORY,
	GIR_CANCELLED,
	GIR_TOO_LARGE
} GirStatus;

/* What separates the cells, for provenance; the commonest in the text. */
typedef enum GirLayout
{
	GIR_LAYOUT_PLAIN,			/* white space */
	GIR_LAYOUT_TABS,			/* one row a line, separated by tabs */
	GIR_LAYOUT_CELLS,			/* one cell a line, each after a tab */
	GIR_LAYOUT_BARS,			/* bars, boxes */
	GIR_LAYOUT_COMMAS,			/* CSV */
	GIR_LAYOUT_HTML
} GirLayout;

typedef struct GirGrid
{
	const char *text;
	size_t		len;
	GirStatus	status;
	GirLayout	layout;
	bool		pieces;			/* a figure of running text is broken, or two are run together */
	GirGridCell *cells;
	GirGridRow *rows;
	uint32_t	ncells;
	uint32_t	nrows;
	uint32_t	cells_size;
	uint32_t	rows_size;
	bool		(*poll) (void *context);	/* true stops the reading; may be NULL */
	void	   *context;
	const char *polled;			/* poll was asked here */
} GirGrid;

extern const char *gir_layout_name(GirLayout layout);

extern void gir_grid_init(GirGrid *grid, const char *text, size_t len, bool (*poll) (void *context), void *context);
extern void gir_grid_free(GirGrid *grid);

/* Whether to go on, for a loop over the text that is at p: false, with the status set, when poll says stop, and after any error. */
extern bool gir_grid_poll(GirGrid *grid, const char *p);

static inline bool
gir_grid_goes_on(GirGrid *grid, const char *p)
{
	size_t		far = (size_t) (p - grid->polled);

	/* behind the last place, too: a new pass over the text */
	return far < GIR_POLL_BYTES ? grid->status == GIR_OK : gir_grid_poll(grid, p);
}

/* What is wrong with a grid of status GIR_TOO_LARGE, for people. */
extern const char *gir_grid_reason(const GirGrid *grid);

/* Start a row. */
extern void gir_grid_row(GirGrid *grid, GirRowKind kind);

/* What a cell says: without white space around it, and in ****79 without the empty element of bold print that stood before it. */
static inline GirSpan
gir_trim_bold(const char *text, GirSpan span)
{
	static const char bold[] = "****";
	uint32_t	n = sizeof(bold) - 1;

	span = gir_trim(text, span);
	return span.len < n || memcmp(text + span.off, bold, n) != 0 ? span : gir_trim(text, (GirSpan) {span.off + n, span.len - n});
}

/* Append a cell to the last row; what it is is found from its text. */
extern void gir_grid_cell(GirGrid *grid, GirSpan span);

/* The same at a column of a GIR_ROW_GRID row; columns only grow. */
extern void gir_grid_at(GirGrid *grid, GirSpan span, int col);

/* What the last cell shows is not what its text says: unless it is a label, it stands where figures do and is none, nor a blank. */
extern void gir_grid_spoil(GirGrid *grid);

/* Leave out the numbers that a tool has given to columns, as a row of heads, and to rows, before their first cells. */
extern void gir_grid_leave_numbers(GirGrid *grid);

/* 00, 012: digits that are no figure, for two cells' run together. */
extern bool gir_is_glued(const char *s, uint32_t len);

/* * × 零 … （空）: the whole of a cell that tells no figure, though what the sign stands for only the report knows. */
extern bool gir_is_listed_sign(const char *s, uint32_t len);

static inline bool
gir_is_sign(const char *s, uint32_t len)
{
	/* nearly all tokens differ in their first byte */
	return (*s == '*' || *s == '(' || *s == '\xC3' || *s == '\xE2' || *s == '\xE9' || *s == '\xEF') && gir_is_listed_sign(s, len);
}

/* Make room for more cells; false when that fails, with the status set. */
extern bool gir_grid_grow(GirGrid *grid);

/* Append a cell of which all is known but its place in the row. */
static inline void
gir_grid_add(GirGrid *grid, GirGridCell cell)
{
	GirGridRow *row = &grid->rows[grid->nrows - 1];

	if (grid->status != GIR_OK || (grid->ncells == grid->cells_size && !gir_grid_grow(grid)))
		return;
	cell.col = (uint8_t) (row->ncells < 255 ? row->ncells : 255);
	grid->cells[grid->ncells++] = cell;
	row->ncells++;
	row->count[cell.kind]++;
}

/* The same for a cell whose kind is known already. */
static inline void
gir_grid_known(GirGrid *grid, GirSpan span, GirCellKind kind, int label, int gap)
{
	gir_grid_add(grid, (GirGridCell) {
		.off = span.off,.len = span.len,.label = (int16_t) label,.kind = (uint8_t) kind,.gap = (uint8_t) (gap < 255 ? gap : 255)
	});
}

/*
 * The same for a stretch of no byte or one, as most fields are: nothing, or a digit.  False when it is neither, and nothing is appended.
 */
static inline bool
gir_grid_short(GirGrid *grid, uint32_t off, uint32_t len)
{
	bool		digit = len == 1 && grid->text[off] >= '0' && grid->text[off] <= '9';

	if (len > 0 && !digit)
		return false;
	gir_grid_known(grid, (GirSpan) {off, len}, digit ? GIR_CELL_NUMBER : GIR_CELL_EMPTY, -1, 0);
	return true;
}

/*
 * The same for all such fields from p on, each with the byte lead before it (0: none) and ended by the separator, up to the first that is
 * another, or for which there is no room.  Returns where the next field, or its lead, begins: behind the end when none is left.
 */
static inline const char *
gir_grid_run(GirGrid *grid, const char *p, const char *end, char lead, char separator)
{
	static const GirGridCell kinds[] = {{.label = -1,.kind = GIR_CELL_EMPTY}, {.len = 1,.label = -1,.kind = GIR_CELL_NUMBER}};
	const char *text = grid->text;
	GirGridRow *row = &grid->rows[grid->nrows - 1];
	GirGridCell *first = grid->cells + grid->ncells;
	GirGridCell *cell = first;
	uint32_t	room = grid->cells_size - grid->ncells;
	uint32_t	col = row->ncells;
	uint32_t	digits = 0;

	if (grid->status != GIR_OK || col + room > 255)
		room = grid->status == GIR_OK && col < 255 ? 255 - col : 0;
	for (; p <= end && cell < first + room; cell++)
	{
		const char *field = p + (lead != 0);
		bool		digit;

		if (lead != 0 && (p == end || *p != lead))
			break;
		digit = field < end && *field != separator;
		if (digit && (*field < '0' || *field > '9' || (field + 1 < end && field[1] != separator)))
			break;
		*cell = kinds[digit];
		cell->off = (uint32_t) (field - text);
		cell->col = (uint8_t) col++;
		digits += digit;
		p = field + 1 + digit;
	}
	room = (uint32_t) (cell - first);
	grid->ncells += room;
	row->ncells += room;
	row->count[GIR_CELL_NUMBER] = (uint16_t) (row->count[GIR_CELL_NUMBER] + digits);
	row->count[GIR_CELL_EMPTY] = (uint16_t) (row->count[GIR_CELL_EMPTY] + room - digits);
	return p;
}

/* Append a cell whose text stands in several places (lines of a box); its place is the first of them. */
extern void gir_grid_pieces(GirGrid *grid, const GirSpan *pieces, int n);

/* Make the last cell reach to end (a label that goes on in the next line). */
extern void gir_grid_extend(GirGrid *grid, uint32_t end);

/* The cells of a row. */
static inline const GirGridCell *
gir_row_cells(const GirGrid *grid, const GirGridRow *row)
{
	return grid->cells + row->first;
}

#endif							/* GIR_CELLS_H */
