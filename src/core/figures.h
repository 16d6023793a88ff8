/*
 * figures.h - the figures of a report: every cell of one form
 *
 * gir_figures_read() fits a grid of cells to a form.  It decides the form by the labels of its own tables, finds each row by its
 * label, and attributes the cells beside the label only where nothing but one attribution is possible; all others stay unreadable.
 */
#ifndef GIR_FIGURES_H
#define GIR_FIGURES_H

#include "core/cells.h"

typedef struct GirFigures
{
	const GirForm *form;
	uint8_t		rules;			/* rule-set version the value was made under */
	GirValue	cells[GIR_MAX_CELLS];
} GirFigures;

/* What was seen of one table. */
typedef struct GirTableEvidence
{
	uint16_t	labels;			/* label cells of that table alone */
	uint16_t	rows;			/* rows of the form whose label was seen */
	uint16_t	refused;		/* of these, rows whose cells could not be attributed */
	bool		heads_disagree;	/* column heads in another order than the form's */
} GirTableEvidence;

typedef enum GirFormChoice
{
	GIR_FORM_FOUND,
	GIR_FORM_NEITHER,
	GIR_FORM_BOTH
} GirFormChoice;

/* Marks quoted as evidence for each form. */
enum
{
	GIR_MAX_EVIDENCE = 4
};

typedef struct GirReading
{
	GirFigures	figures;		/* figures.form is NULL unless choice is GIR_FORM_FOUND */
	GirSpan		place[GIR_MAX_CELLS];	/* of each printed cell, in the source text */
	GirFormChoice choice;
	int			marks[GIR_FORM_COUNT];	/* labels that only this form has */
	GirSpan		evidence[GIR_FORM_COUNT][GIR_MAX_EVIDENCE];
	GirTableEvidence tables[GIR_TABLE_COUNT];
	int			applications;	/* how often the label of row 一 was met: once for each table 3 in the text */
	uint32_t	second;			/* offset of the second one */
	uint32_t	first_table;	/* offset of the first label of a table, UINT32_MAX without one */
	uint32_t	values;			/* cells with a number */
} GirReading;

/* Set every cell to a state. */
extern void gir_figures_clear(GirFigures *figures, const GirForm *form, GirState state);

/* Fit the grid.  Never fails. */
extern void gir_figures_read(const GirGrid *grid, GirReading *reading);

#endif							/* GIR_FIGURES_H */
