/*
 * findings_prose.h - findings about the prose of a document
 */
#ifndef GIR_FINDINGS_PROSE_H
#define GIR_FINDINGS_PROSE_H

#include "core/findings.h"
#include "core/narrative.h"

/*
 * What the comparison of the prose with the tables has found, in its order.  source is the text in which the places of the statements
 * are; a finding's place is that of its statement's number.
 */
extern void gir_prose_findings(const char *source, const GirFigures *figures, const GirStatements *statements, const GirNarrative *narrative,
							   GirEmit emit, void *context);

#endif							/* GIR_FINDINGS_PROSE_H */
