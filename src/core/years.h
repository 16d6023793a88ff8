/*
 * years.h - an agency's report against that of the year before
 *
 * findings.def has the codes, Y6xx.
 */
#ifndef GIR_YEARS_H
#define GIR_YEARS_H

#include "core/comparison.h"

/* What happened to the agency or its report between the two years. */
typedef enum GirContinuity
{
	GIR_SAME,
	GIR_RENAMED,				/* the two reports name their agency differently */
	GIR_MERGED,					/* previous is the sum over those that were merged */
	GIR_TRANSFERRED,			/* duties came from or went to others */
	GIR_CORRECTED,				/* one of the two reports has been published in different versions */
	GIR_UNKNOWN,				/* a report does not name its agency */
	GIR_CONTINUITY_COUNT
} GirContinuity;

/* The public name, and back (-1 if there is none of that name). */
extern const char *gir_continuity_name(GirContinuity continuity);
extern int	gir_continuity_by_name(const char *name, size_t len);

/* One side of the comparison; figures is NULL when the form is undecided. */
typedef struct GirYear
{
	int			year;
	const GirFigures *figures;
} GirYear;

/* All findings; previous.year < current.year. */
extern void gir_year_findings(GirYear current, GirYear previous, GirContinuity continuity, bool unknown_blanks, GirEmitComparison emit, void *context);

#endif							/* GIR_YEARS_H */
