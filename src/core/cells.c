/*
 * cells.c - the grid of cells that every layout front end produces
 */
#include "core/cells.h"

#include <stdlib.h>
#include <string.h>

/* Longest cell, in bytes, that can be a label or a figure; longer ones are prose.  The longest label takes 120 bytes. */
enum
{
	MAX_CELL = 320,
	POLL_ROWS = 256,			/* rows between two looks whether to stop */
	MIN_HEADS = 5,				/* numbers as heads of columns: 0, 1, 2 and 3 might add up */
	MIN_NUMBERED = 12			/* rows with numbers in sequence, which a tool has added */
};

const char *
gir_layout_name(GirLayout layout)
{
	static const char *const names[] = {"plain", "tabs", "cells", "bars", "commas", "html"};

	return names[layout];
}

void
gir_grid_init(GirGrid *grid, const char *text, size_t len, bool (*poll) (void *context), void *context)
{
	memset(grid, 0, sizeof(*grid));
	grid->text = text;
	grid->len = len;
	grid->poll = poll;
	grid->context = context;
	grid->polled = text;
}

bool
gir_grid_poll(GirGrid *grid, const char *p)
{
	grid->polled = p;
	if (grid->status == GIR_OK && grid->poll && grid->poll(grid->context))
		grid->status = GIR_CANCELLED;
	return grid->status == GIR_OK;
}

const char *
gir_grid_reason(const GirGrid *grid)
{
	return grid->ncells >= GIR_GRID_MAX || grid->nrows >= GIR_GRID_MAX ? "more than 262144 rows or cells"
		: "more cells than a text of its length may have: 4 bytes of memory for each byte, and 524288 bytes";
}

void
gir_grid_free(GirGrid *grid)
{
	free(grid->cells);
	free(grid->rows);
	grid->cells = NULL;
	grid->rows = NULL;
	grid->ncells = grid->nrows = grid->cells_size = grid->rows_size = 0;
}

/* Would the grid have more than it may, with so many more bytes? */
static bool
is_too_large(const GirGrid *grid, size_t more)
{
	return grid->cells_size * sizeof(GirGridCell) + grid->rows_size * sizeof(GirGridRow) + more > GIR_GRID_TIMES * grid->len + GIR_GRID_SPARE;
}

/* Make room for more elements, twice as many while they are few; false (and status set) when memory is out, or the limit reached. */
static bool
grow(GirGrid *grid, void **array, uint32_t *size, size_t width)
{
	uint32_t	more = *size == 0 ? 512 : *size < 8192 ? *size * 2 : *size + *size / 4;
	void	   *p;

	more = more < GIR_GRID_MAX ? more : GIR_GRID_MAX;
	if (more == *size || is_too_large(grid, (more - *size) * width))
	{
		grid->status = GIR_TOO_LARGE;
		return false;
	}
	p = realloc(*array, more * width);
	if (p == NULL)
	{
		grid->status = GIR_OUT_OF_MEMORY;
		return false;
	}
	*array = p;
	*size = more;
	return true;
}

bool
gir_is_glued(const char *s, uint32_t len)
{
	uint32_t	n = 0;

	while (n < len && s[n] >= '0' && s[n] <= '9')
		n++;
	return n == len && n > 1 && *s == '0';
}

bool
gir_is_listed_sign(const char *s, uint32_t len)
{
	static const char *const signs[] = {"*", "×", "零", "…", "……", "（空）", "(空)"};

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (len == strlen(signs[i]) && memcmp(s, signs[i], len) == 0)
			return true;
	return false;
}

/* What a cell is, by its text alone: sets kind, label and glued. */
static void
classify(const GirGrid *grid, GirGridCell *cell)
{
	static const uint8_t kinds[] = {
		GIR_CELL_NUMBER, GIR_CELL_EMPTY, GIR_CELL_MARK, GIR_CELL_MARK, GIR_CELL_TEXT, GIR_CELL_TEXT, GIR_CELL_TEXT
	};
	const char *s = grid->text + cell->off;
	const GirLabel *label;
	GirValue	value;

	cell->label = -1;
	cell->glued = false;
	if (cell->len == 0)
		cell->kind = GIR_CELL_EMPTY;
	else if (gir_is_plain_number(s, cell->len))
		cell->kind = GIR_CELL_NUMBER;
	else if (cell->len > MAX_CELL)
		cell->kind = GIR_CELL_TEXT;
	else if ((label = gir_label_find(s, cell->len)) != NULL)
	{
		cell->kind = GIR_CELL_LABEL;
		cell->label = (int16_t) gir_label_number(label);
	}
	else
	{
		gir_value_read(s, cell->len, true, &value);
		/* whatever gireport's own mark stands for, it is printed in the cell */
		cell->kind = value.marked && value.state != GIR_NUMBER ? GIR_CELL_MARK : kinds[value.state];
		if (cell->kind == GIR_CELL_TEXT && gir_is_sign(s, cell->len))
			cell->kind = GIR_CELL_MARK;
		cell->glued = cell->kind == GIR_CELL_TEXT && gir_is_glued(s, cell->len);
	}
}

void
gir_grid_row(GirGrid *grid, GirRowKind kind)
{
	if (grid->poll && grid->nrows % POLL_ROWS == 0 && grid->poll(grid->context))
		grid->status = GIR_CANCELLED;
	if (grid->status == GIR_OK &&
		(grid->nrows < grid->rows_size || grow(grid, (void **) &grid->rows, &grid->rows_size, sizeof(GirGridRow))))
		grid->rows[grid->nrows++] = (GirGridRow) {.first = grid->ncells, .kind = (uint8_t) kind};
}

bool
gir_grid_grow(GirGrid *grid)
{
	return grow(grid, (void **) &grid->cells, &grid->cells_size, sizeof(GirGridCell));
}

/* Figures and behind them a label: two rows of the table are on one line. */
static void
break_row(GirGrid *grid)
{
	GirGridRow *row = &grid->rows[grid->nrows - 1];

	if (row->kind != GIR_ROW_FIELDS || grid->status != GIR_OK ||
		row->count[GIR_CELL_NUMBER] + row->count[GIR_CELL_MARK] < 3)
		return;
	row->ncells--;
	row->count[GIR_CELL_LABEL]--;
	gir_grid_row(grid, GIR_ROW_FIELDS);
	if (grid->status != GIR_OK)
		return;
	row = &grid->rows[grid->nrows - 1];
	row->first = grid->ncells - 1;
	row->ncells = 1;
	row->count[GIR_CELL_LABEL] = 1;
	grid->cells[row->first].col = 0;
}

void
gir_grid_cell(GirGrid *grid, GirSpan span)
{
	GirGridCell cell;

	if (gir_grid_short(grid, span.off, span.len))
		return;
	span = gir_trim_bold(grid->text, span);
	cell = (GirGridCell) {.off = span.off,.len = span.len};
	classify(grid, &cell);
	gir_grid_add(grid, cell);
	if (cell.kind == GIR_CELL_LABEL)
		break_row(grid);
}

void
gir_grid_at(GirGrid *grid, GirSpan span, int col)
{
	gir_grid_cell(grid, span);
	if (grid->status == GIR_OK)
		grid->cells[grid->ncells - 1].col = (uint8_t) col;
}

void
gir_grid_spoil(GirGrid *grid)
{
	GirGridCell *cell = &grid->cells[grid->ncells - 1];
	GirGridRow *row = &grid->rows[grid->nrows - 1];

	if (grid->status != GIR_OK || cell->kind == GIR_CELL_LABEL)
		return;
	row->count[cell->kind]--;
	row->count[GIR_CELL_TEXT]++;
	cell->kind = GIR_CELL_TEXT;
	cell->glued = true;
}

/* 0490, ,052: digits that are no figure, but may be the rest of one. */
static bool
is_rest(const char *s, uint32_t len)
{
	const char *end = s + len;
	int			digits = 0;

	while (s < end)
	{
		uint32_t	c = gir_narrow(gir_next_char(&s, end));

		if (c >= '0' && c <= '9')
			digits++;
		else if (c != ',' && c != '.' && !gir_is_space(c))
			return false;
	}
	return digits > 0;
}

void
gir_grid_pieces(GirGrid *grid, const GirSpan *pieces, int n)
{
	int			figures = 0;
	GirGridCell cell;
	GirValue	value;
	const GirLabel *label;

	if (n <= 1)
	{
		gir_grid_cell(grid, n == 1 ? pieces[0] : (GirSpan) {0, 0});
		return;
	}
	label = gir_label_of_pieces(grid->text, pieces, n);
	for (int i = 0; i < n && !label; i++)
	{
		const char *piece = grid->text + pieces[i].off;

		gir_value_read(piece, pieces[i].len, true, &value);
		figures += value.state != GIR_TEXT || is_rest(piece, pieces[i].len) || (*piece >= '0' && *piece <= '9');	/* 9（ of 12 / 9（件） */
	}
	cell = (GirGridCell) {.off = pieces[0].off,.len = pieces[0].len,.label = -1,.kind = GIR_CELL_TEXT,.gap = (uint8_t) n,.glued = figures > 1};
	if (label)
	{
		cell.kind = GIR_CELL_LABEL;
		cell.label = (int16_t) gir_label_number(label);
	}
	else if (figures > 1)
		cell.len = pieces[n - 1].off + pieces[n - 1].len - cell.off;	/* 1 / 0490: the first line alone is no figure of the cell's */
	gir_grid_add(grid, cell);
}

void
gir_grid_extend(GirGrid *grid, uint32_t end)
{
	GirGridCell *cell = &grid->cells[grid->ncells - 1];
	GirSpan		span = gir_trim(grid->text, (GirSpan) {cell->off, end - cell->off});

	grid->rows[grid->nrows - 1].count[cell->kind]--;
	cell->off = span.off;
	cell->len = span.len;
	classify(grid, cell);
	grid->rows[grid->nrows - 1].count[cell->kind]++;
	break_row(grid);
}

/* The number that a cell of digits alone has, -1 for anything else. */
static int
number_of(const GirGrid *grid, const GirGridCell *cell)
{
	int			n = 0;

	if (cell->kind != GIR_CELL_NUMBER || cell->len > 3)
		return -1;
	for (uint32_t i = 0; i < cell->len; i++)
	{
		char		c = grid->text[cell->off + i];

		if (c < '0' || c > '9')
			return -1;
		n = n * 10 + (c - '0');
	}
	return n;
}

/*
 * 0 1 2 3 4, and nothing else but empty cells: the heads that pandas gives to columns without any; no such row of figures adds up.  Returns how
 * many empty cells stand before them, -1 for any other row.
 */
static int
heads_from(const GirGrid *grid, const GirGridRow *row)
{
	const GirGridCell *cells = &grid->cells[row->first];
	int			n = row->count[GIR_CELL_NUMBER];
	uint32_t	from = 0;

	if (row->kind == GIR_ROW_LOOSE || n < MIN_HEADS || (uint32_t) n + row->count[GIR_CELL_EMPTY] != row->ncells)
		return -1;
	while (cells[from].kind == GIR_CELL_EMPTY)
		from++;
	for (int i = 0; i < n; i++)
		if (number_of(grid, &cells[from + (uint32_t) i]) != i)
			return -1;
	return (int) from;
}

/* The number that a tool has put before a row, -1 without one. */
static int
number_before(const GirGrid *grid, const GirGridRow *row)
{
	return row->kind == GIR_ROW_LOOSE || row->ncells < 2 ? -1 : number_of(grid, &grid->cells[row->first]);
}

void
gir_grid_leave_numbers(GirGrid *grid)
{
	bool		headed = false; /* the rows are numbered, for their heads are */
	uint32_t	first = 0;		/* row of a run of numbered ones */

	for (uint32_t r = 0; r <= grid->nrows; r++)
	{
		const GirGridRow *row = r < grid->nrows ? &grid->rows[r] : NULL;
		int			heads;
		int			number;

		if (r == first && row && (row->kind == GIR_ROW_LOOSE || row->ncells == 0 || grid->cells[row->first].kind > GIR_CELL_NUMBER))
		{
			headed = false;		/* as most rows are */
			first++;
			continue;
		}
		heads = row ? heads_from(grid, row) : -1;
		number = row ? number_before(grid, row) : -1;
		if (heads < 0 && number >= 0 && (r == first || number == number_before(grid, row - 1) + 1))
			continue;
		for (uint32_t k = first; (headed || r - first >= MIN_NUMBERED) && k < r && number_before(grid, &grid->rows[k]) >= 0; k++)
		{
			grid->rows[k].first++;
			grid->rows[k].ncells--;
			grid->rows[k].count[GIR_CELL_NUMBER]--;
			for (uint32_t i = 0; headed && i < grid->rows[k].ncells; i++)
				grid->cells[grid->rows[k].first + i].col--;	/* of all rows: their heads are gone */
		}
		headed = heads == 1 && r + 1 < grid->nrows && number_before(grid, &grid->rows[r + 1]) == 0;
		if (heads >= 0)
			grid->rows[r].ncells = grid->rows[r].count[GIR_CELL_NUMBER] = grid->rows[r].count[GIR_CELL_EMPTY] = 0;
		first = r + (heads >= 0 || r == first);
	}
}
