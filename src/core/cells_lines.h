/*
 * cells_lines.h - cells from text in which they may have lines of their own
 */
#ifndef GIR_CELLS_LINES_H
#define GIR_CELLS_LINES_H

#include "core/cells.h"

/*
 * Read a stretch in which a tab (or a bar) stands between the cells of a row, a line break or several between rows, and line breaks
 * within cells as well, as browsers' innerText prints tables whose cells hold paragraphs.  around: the line breaks on each side of a paragraph, two or one.  Appends its rows.
 */
extern void gir_cells_lines(GirGrid *grid, GirSpan span, bool bars, int around);

#endif							/* GIR_CELLS_LINES_H */
