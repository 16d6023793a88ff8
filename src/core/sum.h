/*
 * sum.h - reports of one form, added up cell by cell (汇总)
 *
 * What the sum of a cell is:
 *	text, unreadable	one of the parts holds something that is no figure, or a figure in a unit that cannot be added: unreadable
 *	missing				else one of the parts has no such row
 *	number				else one of the parts has a number; blanks count as 0
 *	blank …				else the parts' own state, blank when they differ
 *
 * The numbers that are there are added all the same, and the parts are counted by state, so that somebody can decide to take the rest
 * for the whole.  All of this follows from sums and counts: the order in which reports are added changes nothing, and a sum of sums is
 * the sum of all.
 */
#ifndef GIR_SUM_H
#define GIR_SUM_H

#include "core/encoding.h"

/* What is needed only when a part has a cell other than a plain number. */
typedef struct GirSumOdd
{
	__int128	fine[GIR_MAX_CELLS];	/* numbers at scale GIR_MAX_SCALE, in the unit of the label */
	__int128	yuan[GIR_MAX_CELLS];	/* amounts with a unit of money of their own, in 10^-6 yuan */
	uint32_t	states[GIR_MAX_CELLS][GIR_STATE_COUNT];	/* parts in each state; in the place of GIR_NUMBER numbers not added */
} GirSumOdd;

typedef struct GirSum
{
	int			form;			/* place in gir_forms, -1 before the first report */
	int			year;			/* of all reports, 0: they differ or it is unknown */
	int64_t		reports;
	int64_t		without_figures;	/* of them; all their cells are missing */
	int64_t		whole[GIR_MAX_CELLS];	/* plain numbers */
	GirSumOdd  *odd;			/* NULL while there was none */
} GirSum;

typedef enum GirSumStatus
{
	GIR_SUM_OK,
	GIR_SUM_OTHER_FORM,			/* the report has another form than those before it */
	GIR_SUM_DAMAGED,			/* no encoding of figures */
	GIR_SUM_NO_MEMORY
} GirSumStatus;

/* Where the room for odd comes from: zeroed, or NULL. */
typedef void *(*GirRoom) (void *context, size_t size);

/* A cell's sum; the number is set in every state, and exact at scale GIR_MAX_SCALE. */
typedef struct GirTotal
{
	GirState	state;
	__int128	number;
	int64_t		yuan_per;		/* an amount of money: number is in 10^-6 yuan, and the unit to print it in has so many yuan; else 0 */
} GirTotal;

extern void gir_sum_start(GirSum *sum);

/*
 * Add a report; bytes are the encoding of its figures, NULL when it has none, year 0 when that is unknown.  After anything but
 * GIR_SUM_OK the sum is spoilt, but for GIR_SUM_OTHER_FORM.
 */
extern GirSumStatus gir_sum_add(GirSum *sum, const uint8_t *bytes, size_t len, int year, GirRoom room, void *context);

/* Add another sum. */
extern GirSumStatus gir_sum_combine(GirSum *sum, const GirSum *other, GirRoom room, void *context);

/* Parts of a cell in a state; with GIR_NUMBER those that were added. */
extern int64_t gir_sum_count(const GirSum *sum, int cell, GirState state);

/* Numbers that were not added because of their unit. */
extern int64_t gir_sum_strange(const GirSum *sum, int cell);

extern GirTotal gir_sum_total(const GirSum *sum, int cell);

/* The total as a figure; false when it has more digits than a figure may have. */
extern bool gir_total_value(const GirForm *form, int cell, const GirTotal *total, GirValue *value);

#endif							/* GIR_SUM_H */
