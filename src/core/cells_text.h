/*
 * cells_text.h - cells from plain text
 */
#ifndef GIR_CELLS_TEXT_H
#define GIR_CELLS_TEXT_H

#include "core/cells.h"

/*
 * Text front end: tabs, bars or commas between the cells of a row, one cell a line, or nothing but white space.  Reads a stretch of
 * the grid's text and appends its rows; grid->status tells how it went.
 */
extern void gir_cells_text(GirGrid *grid, GirSpan span);

#endif							/* GIR_CELLS_TEXT_H */
