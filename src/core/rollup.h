/*
 * rollup.h - a summary report against the reports that it sums up (汇总)
 *
 * findings.def has the codes, P7xx.
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
