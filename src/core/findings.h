/*
 * findings.h - what is wrong with a report, for people
 *
 * findings.def is the catalogue of codes, severities and texts.
 */
#ifndef GIR_FINDINGS_H
#define GIR_FINDINGS_H

#include "core/findings_words.h"
#include "core/report.h"

typedef enum GirSeverity
{
	GIR_ERROR,
	GIR_WARNING,
	GIR_INFO
} GirSeverity;

/* GIR_A301 and so on. */
typedef enum GirCode
{
#define FINDING(code, ...) GIR_##code,
#include "core/findings.def"
#undef FINDING
	GIR_CODE_COUNT
} GirCode;

/* An entry of the catalogue; texts by GirLanguage. */
typedef struct GirCatalogueEntry
{
	const char *code;			/* its first letter is the family */
	GirSeverity severity;
	GirOutcome	outcome;
	const char *name;
	const char *title[GIR_LANGUAGES];
	const char *message[GIR_LANGUAGES]; /* template */
	const char *meaning[GIR_LANGUAGES];
	const char *action[GIR_LANGUAGES];
} GirCatalogueEntry;

extern const GirCatalogueEntry gir_catalogue[GIR_CODE_COUNT];

enum
{
	GIR_MAX_MESSAGE = 4000,
	GIR_MAX_FORMULA = 800
};

typedef struct GirFinding
{
	GirCode		code;
	GirSeverity severity;
	GirOutcome	outcome;
	int			identity;		/* -1: not about one */
	bool		sums;			/* left, right and formula are set */
	__int128	left;			/* at scale GIR_MAX_SCALE */
	__int128	right;
	char		formula[GIR_MAX_FORMULA];	/* with the values plugged in: 7 = 1 + 2 + 0 */
	int			ncells;
	uint8_t		cells[GIR_MAX_CELLS];
	const GirCause *cause;		/* or NULL */
	const GirProposal *proposal;	/* the cause's best, or NULL */
	GirSpan		place;			/* in the source; {0, 0}: that of the first of the cells that is printed */
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
	bool		causes_once;	/* say all of a cause with its first finding, and its number alone with the others */
	bool		absent[GIR_TABLE_COUNT];	/* without figures: tables that are known not to be there */
	const GirReading *reading;	/* of the document that the figures come from, or NULL */
	GirSpan		period;			/* where the document states period_year, or {0, 0} */
	const GirRepair *repair;	/* of these figures, with the same unknown_blanks; NULL: causes are not looked for */
} GirFindingOptions;

/* Called for each finding; the finding is valid during the call. */
typedef void (*GirEmit) (void *context, const GirFinding *finding);

extern const char *gir_severity_name(GirSeverity severity);

/* Begin a finding: what the catalogue says of its code, and nothing else. */
extern void gir_finding_start(GirFinding *finding, GirCode code);

/* Fill the slots of the code's messages. */
extern void gir_finding_say(GirFinding *finding, const GirSlot *slots, int nslots);

/* All findings of a report, in the order of the form.  figures is NULL when the form is undecided. */
extern void gir_findings(const GirFigures *figures, const GirFindingOptions *options, GirEmit emit, void *context);

/*
 * Why a document cannot be judged: it holds no report, or two, or is too large.  False: it can be; year, period_year, absent and reading
 * of the options are then set for gir_findings().
 */
extern bool gir_refusal(const GirReport *report, GirFindingOptions *options, GirEmit emit, void *context);

/* Where a source states a period of that year (2023年1月1日起…): the year as printed; {0, 0} where it is not to be seen in one piece. */
extern GirSpan gir_period_place(const char *source, size_t len, int year);

#endif							/* GIR_FINDINGS_H */
