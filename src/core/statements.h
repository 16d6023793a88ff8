/*
 * statements.h - the figures that prose asserts
 *
 * Sections 一, 五 and 六 of a report, and the text beside its tables, say in words what the tables say in cells: 全年收到申请12件.  This stage
 * reads such sentences: which measure, how many, and in which sense.  What a word says, which words make a statement and which forbid
 * one is declared in statements.def; statements_words.c finds the words and numbers, statements.c applies the declarations.
 *
 * Percentages of an outcome or of what was answered (办结率98%, 予以公开占45.2%) are read, too, for narrative.h to compare; they are no statements
 * of a measure.
 *
 * One pass over the sentences, linear in the text.  What is doubtful is no statement: figures of other years, of a wider scope, of
 * other business, comparisons, plans.
 */
#ifndef GIR_STATEMENTS_H
#define GIR_STATEMENTS_H

#include "core/report.h"

typedef enum GirMeasure
{
#define MEASURE(name, key, text, text_zh) GIR_MEASURE_##name,
#include "core/statements.def"
	GIR_MEASURE_COUNT
} GirMeasure;

typedef enum GirSense
{
#define SENSE(name, key) GIR_SENSE_##name,
#include "core/statements.def"
	GIR_SENSE_COUNT
} GirSense;

typedef struct GirStatement
{
	uint8_t		measure;		/* GirMeasure */
	uint8_t		sense;			/* GirSense */
	bool		approximate;	/* 约, 余, 近, 1.2万 */
	bool		negative;		/* 0 by words: 未收到 */
	bool		people;			/* counted in 人次, not in 件 */
	bool		open;			/* a total whose breakdown ends in 等, or a figure of which only some items are named */
	uint8_t		scale;			/* value is digits * 10^-scale; yuan for the fee */
	int64_t		digits;
	int32_t		list;			/* breakdown that it is a part or the total of, from 1; 0: none.  Of disclosures, or of what was answered by outcome */
	GirSpan		number;			/* as printed, with counter; of a negative: the word that denies */
	GirSpan		label;			/* of a disclosure_part: what it is a part of, len 0 otherwise */
	GirSpan		quote;			/* the clause */
} GirStatement;

typedef struct GirStatements
{
	GirStatus	status;
	uint32_t	n;
	uint32_t	nshares;		/* percentages: items[n] and those after it; digits are of per cent, measure is what has that share */
	uint32_t	size;
	GirStatement *items;
	int			year;			/* of the figures, 0 if the text names none */
	uint64_t	steps;			/* for tests: turns of all loops */
} GirStatements;

/* What the reader may know beside the text. */
typedef struct GirStatementOptions
{
	int			year;			/* reported on; 0: the latest that a sentence names */
	const char *agency;			/* decides what 全市, 全县 … are; NULL or "": they are wider than the report */
} GirStatementOptions;

extern const char *gir_measure_key(GirMeasure measure);

/* What it is for people, by GirLanguage: 0 English, 1 Chinese. */
extern const char *gir_measure_text(GirMeasure measure, int language);
extern const char *gir_sense_key(GirSense sense);

/* Build the table of words.  Idempotent; gir_text_init() first.  False only for a bad declaration. */
extern bool gir_statements_init(void);

/*
 * Read the statements of a text in which the given stretches (in order, not overlapping) are no prose.  Places are places in text.
 * Always sets status (GIR_OK, GIR_OUT_OF_MEMORY, GIR_CANCELLED); free the result in any case.  Any bytes are safe.
 */
extern void gir_statements_of_prose(const char *text, size_t len, const GirSpan *tables, int ntables, GirStatementOptions options,
									GirPoll poll, void *context, GirStatements *out);

/*
 * Read the statements of a document, without its tables, for the year and agency of its report: what gir_report_head() or
 * gir_report_of_document() says of it.  options.year, when not 0, counts before the title; what is no report is read for options.year.
 * None where there are two reports.  Places are places in the source.
 */
extern void gir_statements_of_report(const GirDocument *document, const GirReport *report, GirStatementOptions options, GirPoll poll, void *context, GirStatements *out);

/* The same of a source, plain or HTML. */
extern void gir_statements_read(const char *source, size_t len, GirStatementOptions options, GirPoll poll, void *context, GirStatements *out);

extern void gir_statements_free(GirStatements *statements);

#endif							/* GIR_STATEMENTS_H */
