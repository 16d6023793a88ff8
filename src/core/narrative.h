/*
 * narrative.h - does the prose say what the tables say?
 *
 * Compares statements and percentages with cells in every reading that the words allow, adds up breakdowns, and looks into 全部办结.  Neither side is ever
 * mended by the other.
 */
#ifndef GIR_NARRATIVE_H
#define GIR_NARRATIVE_H

#include "core/statements.h"

typedef enum GirNarrativeKind
{
	GIR_NARRATIVE_CONTRADICTS,	/* error: in no reading of the words does the table say so */
	GIR_NARRATIVE_BLANK,		/* warning: the prose has a figure, the table an empty cell */
	GIR_NARRATIVE_NOT_ALL,		/* error: all are said to be answered, the table carries some out */
	GIR_NARRATIVE_PARTS,		/* warning: a breakdown with 其他 does not add up to its total */
	GIR_NARRATIVE_REST,			/* information: items leave a remainder, or overlap */
	GIR_NARRATIVE_READING,		/* information: the words fit the table in another reading than the plain one: 受理 = 新收 + 结转 */
	GIR_NARRATIVE_PEOPLE,		/* information: counted in 人次, and another number than that of the cases */
	GIR_NARRATIVE_SHARE,		/* error: a percentage that the table contradicts, whatever it is of */
	GIR_NARRATIVE_SHARE_READING	/* information: a percentage of something else than what is meant first */
} GirNarrativeKind;

enum
{
	GIR_NARRATIVE_CELLS = 16,	/* of one finding: the rows of an outcome group */
	GIR_NARRATIVE_STATEMENTS = 64	/* of one finding: a total and its items */
};

typedef struct GirNarrativeFinding
{
	GirNarrativeKind kind;
	int			nstatements;
	uint32_t	statements[GIR_NARRATIVE_STATEMENTS];	/* into GirStatements.items; a percentage stands behind the statements */
	int			ncells;
	uint8_t		cells[GIR_NARRATIVE_CELLS];
	__int128	said;			/* at scale GIR_MAX_SCALE: of the statement, or the total of a breakdown */
	__int128	printed;		/* of the cells, or the sum of the items; a percentage is rounded to one digit more than is said */
} GirNarrativeFinding;

typedef struct GirNarrative
{
	GirStatus	status;			/* GIR_OK or GIR_OUT_OF_MEMORY */
	int			n;
	GirNarrativeFinding *items;
} GirNarrative;

/*
 * Compare.  text is the source that the places of the statements are in.  figures may be NULL or without a form: then only breakdowns are judged.  Blank, dash and not applicable count as 0 in a sum with
 * numbers; unreadable, missing and text decide nothing.  Free the result in any case.
 */
extern void gir_narrative(const char *text, const GirFigures *figures, const GirStatements *statements, GirNarrative *out);
extern void gir_narrative_free(GirNarrative *narrative);

#endif							/* GIR_NARRATIVE_H */
