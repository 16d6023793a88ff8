/*
 * cells_text.h - cells from plain text
 */
#ifndef GIR_CELLS_TEXT_H
#define GIR_CELLS_TEXT_H

#include "core/cells.h"

/*
 * Text front end: tabs, bars or commas between the cells of a row, one cell a line, or nothing but white space.  Sets grid->status; a
 * grid that could not be finished is to be freed all the same.
 */
extern void gir_cells_text(GirGrid *grid, const char *text, size_t len);

#endif							/* GIR_CELLS_TEXT_H */
