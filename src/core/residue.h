/*
 * residue.h - a source without what stands in it and is no part of the document
 *
 * Copies of reports on other sites are converted to traditional characters, and many of these have their reading behind them: 公開(kāi)工作.
 * Lower-case Latin letters in brackets right behind a Han character say nothing that it does not.  And where a page's tags have been taken out by a
 * script that knows only some, &nbsp; and <o:p></o:p> are left as text.
 */
#ifndef GIR_RESIDUE_H
#define GIR_RESIDUE_H

#include "core/cells.h"

/* Where something was taken away: in what is left, and how many bytes up to there. */
typedef struct GirResidueCut
{
	uint32_t	off;
	uint32_t	gone;
} GirResidueCut;

typedef struct GirResidue
{
	char	   *text;			/* what is left, with a NUL behind it; NULL: nothing was taken away */
	size_t		len;
	GirResidueCut *cuts;		/* by off */
	uint32_t	ncuts;
} GirResidue;

/*
 * Take it away from the grid's text, before there is a grid; its status tells when there is no memory, or the reading was stopped.  plain: the
 * text has no tags, and what looks like one is residue, too.  &nbsp; at a word becomes a blank; one that is alone in its place is a blank cell's, and stays.
 * A source with fewer than three readings keeps them: a word in brackets may be a name.
 */
extern void gir_residue_leave(GirGrid *grid, bool plain, GirResidue *residue);
extern void gir_residue_free(GirResidue *residue);

/* The stretch of the source that a stretch of what is left has come from. */
extern GirSpan gir_residue_place(const GirResidue *residue, GirSpan span);

#endif							/* GIR_RESIDUE_H */
