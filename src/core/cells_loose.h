/*
 * cells_loose.h - cells from running text
 */
#ifndef GIR_CELLS_LOOSE_H
#define GIR_CELLS_LOOSE_H

#include "core/cells.h"

/*
 * Read a stretch in which nothing but white space parts the cells, appending loose rows to the grid.
 *
 * The words, without the figures among them, are searched for labels; so a label may be wrapped over lines, and figures may stand
 * between its lines.  Each run of figures makes a row with the label that ends at it or goes around it.
 */
extern void gir_cells_loose(GirGrid *grid, GirSpan span);

#endif							/* GIR_CELLS_LOOSE_H */
