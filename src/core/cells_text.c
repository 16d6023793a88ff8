/*
 * cells_text.c - cells from plain text
 *
 * Two layouts.  One row a line: tabs stand between the cells.  One cell a line: a tab before the cell, label text that goes on in
 * the next line without a tab, a blank line after each row.  A line with neither is a row of its own, of one cell.
 */
#include "core/cells.h"

#include <string.h>

typedef struct Line
{
	const char *start;
	const char *end;			/* without the line break */
	const char *tab;			/* its first tab, or NULL */
} Line;

static bool
next_line(const char **p, const char *end, Line *line)
{
	const char *nl;

	if (*p >= end)
		return false;
	nl = memchr(*p, '\n', (size_t) (end - *p));
	line->start = *p;
	line->end = nl ? nl : end;
	*p = nl ? nl + 1 : end;
	if (line->end > line->start && line->end[-1] == '\r')
		line->end--;
	line->tab = memchr(line->start, '\t', (size_t) (line->end - line->start));
	return true;
}

/* Only a tab at its start: the mark of a cell in the one-cell-a-line layout. */
static bool
is_cell_line(const Line *line)
{
	return line->tab == line->start && line->end > line->start &&
		memchr(line->tab + 1, '\t', (size_t) (line->end - line->tab - 1)) == NULL;
}

/* Which of the two is it?  Compare the lines that only the one and only the other layout prints. */
static GirLayout
choose_layout(const char *text, size_t len)
{
	const char *p = text;
	const char *end = text + len;
	Line		line;
	int			cells = 0;
	int			rows = 0;

	while (next_line(&p, end, &line))
	{
		if (line.tab == NULL)
			continue;
		if (is_cell_line(&line))
			cells++;
		else
			rows++;
	}
	if (cells == 0 && rows == 0)
		return GIR_LAYOUT_NONE;
	return cells > rows ? GIR_LAYOUT_CELLS : GIR_LAYOUT_ROWS;
}

static GirSpan
span_of(const GirGrid *grid, const char *start, const char *end)
{
	return (GirSpan) {(uint32_t) (start - grid->text), (uint32_t) (end - start)};
}

static void
add_fields(GirGrid *grid, const Line *line)
{
	const char *start = line->start;
	const char *tab = line->tab;

	gir_grid_row(grid, tab == NULL);
	while (tab != NULL && grid->status == GIR_OK)
	{
		gir_grid_cell(grid, span_of(grid, start, tab));
		start = tab + 1;
		tab = memchr(start, '\t', (size_t) (line->end - start));
	}
	if (grid->status == GIR_OK)
		gir_grid_cell(grid, span_of(grid, start, line->end));
}

static bool
is_blank(const GirGrid *grid, const Line *line)
{
	return gir_trim(grid->text, span_of(grid, line->start, line->end)).len == 0;
}

static void
read_rows(GirGrid *grid, const char *text, size_t len)
{
	const char *p = text;
	Line		line;

	while (grid->status == GIR_OK && next_line(&p, text + len, &line))
		if (line.tab != NULL || !is_blank(grid, &line))
			add_fields(grid, &line);
}

/* Can the line be the rest of the last cell's label?  Figures do not go on in the next line. */
static bool
continues(const GirGrid *grid)
{
	uint8_t		kind = grid->cells[grid->ncells - 1].kind;

	return kind == GIR_CELL_TEXT || kind == GIR_CELL_LABEL;
}

static void
read_cells(GirGrid *grid, const char *text, size_t len)
{
	const char *p = text;
	bool		open = false;	/* a row of tabbed lines has begun */
	Line		line;

	while (grid->status == GIR_OK && next_line(&p, text + len, &line))
	{
		if (line.tab == line.start && line.end > line.start)
		{
			if (!open)
				gir_grid_row(grid, false);
			open = true;
			if (grid->status == GIR_OK)
				gir_grid_cell(grid, span_of(grid, line.start, line.end));
		}
		else if (is_blank(grid, &line))
			open = false;
		else if (open && continues(grid))
			gir_grid_extend(grid, (uint32_t) (line.end - grid->text));
		else
		{
			open = false;
			add_fields(grid, &line);
		}
	}
}

void
gir_cells_text(GirGrid *grid, const char *text, size_t len)
{
	gir_grid_init(grid, text);
	grid->layout = choose_layout(text, len);
	if (grid->layout == GIR_LAYOUT_CELLS)
		read_cells(grid, text, len);
	else
		read_rows(grid, text, len);
}
