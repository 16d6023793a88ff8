/*
 * report.h - one report: its figures, and whose and of which year they are
 */
#ifndef GIR_REPORT_H
#define GIR_REPORT_H

#include "core/document.h"
#include "core/figures.h"

#include <string.h>

/*
 * Longest title and agency kept, in bytes: 60 and 40 characters are exceeded by none that was seen, and a stored report must stay
 * small.
 */
enum
{
	GIR_MAX_TITLE = 300,
	GIR_MAX_AGENCY = 180,
	/* bytes of units, notes and texts of all cells; a row of texts is a misread table, not a report */
	GIR_MAX_STRINGS = 16384
};

typedef enum GirVerdict
{
	GIR_IS_REPORT,
	GIR_NOT_A_REPORT,
	GIR_TWO_REPORTS,
	GIR_FORM_UNDECIDED,
	GIR_TABLE_ABSENT			/* a report, but one of its tables is not there */
} GirVerdict;

typedef struct GirReport
{
	GirStatus	status;			/* of the reading itself: memory, cancel, limits */
	const char *reason;			/* of GIR_TOO_LARGE: the limit */
	GirVerdict	verdict;
	GirLayout	layout;
	int			year;			/* 0: unknown */
	int			period_year;	/* year of the stated period, 0: none is stated */
	char		title[GIR_MAX_TITLE + 1];	/* "" if none */
	char		agency[GIR_MAX_AGENCY + 1];
	char		second_title[GIR_MAX_TITLE + 1];	/* GIR_TWO_REPORTS */
	GirReading	reading;
	char		strings[GIR_MAX_STRINGS];
} GirReport;

/* What means something in a line of Markdown: a backslash before it is no character of a title or an agency. */
static inline bool
gir_is_markup(char c)
{
	return c != '\0' && strchr("\\`*_[]<>&~|#", c) != NULL;
}

/*
 * Read a report out of a text, plain or HTML.  poll (may be NULL) is asked with context from time to time whether to stop.  Always sets
 * status; with GIR_OK also everything else, and whatever could be read is there under every verdict.  Places are places in the source;
 * strings point into the report itself.  Holds nothing that would have to be freed.
 */
extern void gir_report_read(const char *source, size_t len, GirPoll poll, void *context, GirReport *report);

/* The same of a document that is read already.  first_table is a place in the document's text. */
extern void gir_report_of_document(const GirDocument *document, GirReport *report);

/*
 * Only whose report it is: status, title, agency, year and period_year, second_title where there may be two reports, and of the reading what
 * gir_figures_find() sets.  All of it is as gir_report_of_document() sets it; there is no verdict.
 */
extern void gir_report_head(const GirDocument *document, GirReport *report);

/* Table of GIR_TABLE_ABSENT: the first one without any of its labels, or -1. */
extern int	gir_absent_table(const GirReport *report);

#endif							/* GIR_REPORT_H */
