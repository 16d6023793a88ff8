/*
 * findings.h - what is wrong with a report, for people
 *
 * The catalogue of codes.  S: what was read; A: arithmetic.
 */
#ifndef GIR_FINDINGS_H
#define GIR_FINDINGS_H

#include "core/checks.h"

typedef enum GirSeverity
{
	GIR_ERROR,
	GIR_WARNING,
	GIR_INFO
} GirSeverity;

enum
{
	GIR_MAX_MESSAGE = 1200,
	GIR_MAX_FORMULA = 800
};

typedef struct GirFinding
{
	const char *code;
	GirSeverity severity;
	GirOutcome	outcome;
	int			identity;		/* -1: not about one */
	bool		sums;			/* left, right and formula are set */
	__int128	left;			/* at scale GIR_MAX_SCALE */
	__int128	right;
	char		formula[GIR_MAX_FORMULA];	/* with the values plugged in: 7 = 1 + 2 + 0 */
	int			ncells;
	uint8_t		cells[GIR_MAX_CELLS];
	char		message[GIR_MAX_MESSAGE];
	char		message_zh[GIR_MAX_MESSAGE];
} GirFinding;

/* What findings need to know beside the figures; a year of 0 is unknown. */
typedef struct GirFindingOptions
{
	int			year;
	int			period_year;
	bool		unknown_blanks; /* as in gir_check() */
	bool		every_identity; /* do not put one warning in the place of all rows whose 总计 is blank */
} GirFindingOptions;

/* Called for each finding; the finding is valid during the call. */
typedef void (*GirEmit) (void *context, const GirFinding *finding);

extern const char *gir_severity_name(GirSeverity severity);

/* Decimal text of a number at scale GIR_MAX_SCALE, without trailing zeros; buf has room for 48 bytes. */
extern const char *gir_scaled_text(__int128 n, char *buf);

/* All findings of a report, in the order of the form.  figures is NULL when the form is undecided. */
extern void gir_findings(const GirFigures *figures, GirFindingOptions options, GirEmit emit, void *context);

#endif							/* GIR_FINDINGS_H */
