/*
 * checks.h - do the identities hold?
 */
#ifndef GIR_CHECKS_H
#define GIR_CHECKS_H

#include "core/figures.h"

typedef enum GirOutcome
{
	GIR_HOLDS,
	GIR_FAILS,
	GIR_UNDECIDED
} GirOutcome;

/* Both sides of an identity, at scale GIR_MAX_SCALE. */
typedef struct GirSides
{
	GirOutcome	outcome;
	__int128	left;
	__int128	right;
} GirSides;

extern const char *gir_outcome_name(GirOutcome outcome);

/*
 * Judge one identity.  Blank, dash and not applicable count as 0, or with unknown_blanks make it undecided; text, unreadable and
 * missing always do; so does an identity without a single number.
 */
extern GirSides gir_check(const GirFigures *figures, int identity, bool unknown_blanks);

/* Bit i is set when identity i of the form fails. */
extern uint64_t gir_failing(const GirFigures *figures, bool unknown_blanks);

/* No cell is unreadable or missing. */
extern bool gir_readable(const GirFigures *figures);

#endif							/* GIR_CHECKS_H */
