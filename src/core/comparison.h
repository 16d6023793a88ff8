/*
 * comparison.h - what is found by comparing reports with one another, for people
 *
 * Y: one agency's reports of two years (years.h); P: a summary report and the reports below it (rollup.h).
 */
#ifndef GIR_COMPARISON_H
#define GIR_COMPARISON_H

#include "core/findings.h"

enum
{
	GIR_MAX_EVIDENCE_TEXT = 600
};

typedef struct GirComparison
{
	GirCode		code;
	GirSeverity severity;
	GirOutcome	outcome;
	bool		sums;			/* left, right and formula are set */
	__int128	left;			/* at scale GIR_MAX_SCALE */
	__int128	right;
	char		formula[GIR_MAX_FORMULA];
	int			ncells;			/* of the report that is judged */
	uint8_t		cells[GIR_MAX_CELLS];
	int			nothers;		/* of the report it is compared with, in that one's form */
	uint8_t		others[GIR_MAX_CELLS];
	int			child;			/* P: the report below that it is about, -1 for none */
	char		evidence[GIR_MAX_EVIDENCE_TEXT];
	char		message[GIR_MAX_MESSAGE];
	char		message_zh[GIR_MAX_MESSAGE];
} GirComparison;

/* Called for each finding; the finding is valid during the call. */
typedef void (*GirEmitComparison) (void *context, const GirComparison *finding);

/* The number for which a cell counts: 0 for a blank one unless blanks are unknown.  False when it counts for none. */
extern bool gir_counts_for(const GirValue *value, bool unknown_blanks, __int128 *number);

/* Begin a finding: what the catalogue says of its code, and nothing else. */
extern void gir_comparison_start(GirComparison *f, GirCode code);

/* Fill the slots of the code's messages. */
extern void gir_comparison_say(GirComparison *f, const GirSlot *slots, int nslots);

#define GIR_SLOTS(slots) slots, (int) (sizeof(slots) / sizeof(*(slots)))

#endif							/* GIR_COMPARISON_H */
