/*
 * rollup.h - a summary report against the reports that it sums up (汇总)
 *
 *	P701	info		a cell differs from the sum of the reports below, of which more may exist or are lacking
 *	P702	error		the same, when the list of agencies below is complete and all were added up
 *	P703	info		so many agencies below have no report; the list was not declared complete
 *	P704	warning		an agency below has no report; the list is complete
 *	P705	info		a report below cannot be added: it has no figures, or another form
 *	P706	info		cells of a table that cannot be compared
 *	P711	info		the differences of a table are one agency's figures: it was counted twice
 *	P712	info		the same with the other sign: it was left out
 *	P713	info		the difference of a cell is the error of one report below in that cell
 *	P714	info		an identity fails in the summary as it does in reports below, and by as much
 */
#ifndef GIR_ROLLUP_H
#define GIR_ROLLUP_H

#include "core/comparison.h"
#include "core/document.h"
#include "core/sum.h"

/* An agency below; bytes are the encoding of its figures, NULL when it has no report or that has no figures. */
typedef struct GirBelow
{
	const char *name;
	bool		reported;
	const uint8_t *bytes;
	size_t		len;
} GirBelow;

typedef struct GirRollup
{
	GirBelow	summary;
	const GirBelow *below;
	int			nbelow;
	bool		complete;		/* the user has declared that there are no other agencies below */
	GirRoom		room;			/* for sums; what it gives is not freed here */
	GirPoll		poll;			/* asked from time to time whether to stop */
	GirEmitComparison emit;
	void	   *context;		/* of all three */
} GirRollup;

/* All findings, in the order of the codes.  summary has figures. */
extern GirStatus gir_rollup_findings(const GirRollup *rollup);

#endif							/* GIR_ROLLUP_H */
