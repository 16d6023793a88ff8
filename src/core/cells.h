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
} GirGridCell;

typedef struct GirGridRow
{
	uint32_t	first;			/* into GirGrid.cells */
	uint32_t	ncells;
	bool		bare;			/* a line that no separator divides: one cell, and the row may go on in the next line */
} GirGridRow;

typedef enum GirStatus
{
	GIR_OK,
	GIR_OUT_OF_MEMORY,
	GIR_CANCELLED,
	GIR_TOO_LARGE
} GirStatus;

/* What a front end recognised, for provenance. */
typedef enum GirLayout
{
	GIR_LAYOUT_NONE,
	GIR_LAYOUT_ROWS,			/* one row a line, separated by tabs */
	GIR_LAYOUT_CELLS			/* one cell a line */
} GirLayout;

typedef struct GirGrid
{
	const char *text;
	GirStatus	status;
	GirLayout	layout;
	GirGridCell *cells;
	GirGridRow *rows;
	uint32_t	ncells;
	uint32_t	nrows;
	uint32_t	cells_size;
	uint32_t	rows_size;
} GirGrid;

extern const char *gir_layout_name(GirLayout layout);

extern void gir_grid_init(GirGrid *grid, const char *text);
extern void gir_grid_free(GirGrid *grid);

/* Start a row; append a cell to the last row; make the last cell reach to end (a label that goes on in the next line). */
extern void gir_grid_row(GirGrid *grid, bool bare);
extern void gir_grid_cell(GirGrid *grid, GirSpan span);
extern void gir_grid_extend(GirGrid *grid, uint32_t end);

/*
 * Text front end: tabs between the cells of a row, or one cell a line.  Sets grid->status; a grid that could not be finished holds
 * nothing.
 */
extern void gir_cells_text(GirGrid *grid, const char *text, size_t len);

#endif							/* GIR_CELLS_H */
