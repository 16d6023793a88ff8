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

/* What became of a row of the form. */
typedef enum GirRowFate
{
	GIR_FATE_ABSENT,			/* its label is nowhere */
	GIR_FATE_READ,
	GIR_FATE_ADOPTED,			/* read; its damaged label was known by its place among the others */
	GIR_FATE_COUNTED,			/* read; the text does not show blanks, but the row's identity holds */
	GIR_FATE_NO_FIGURES,
	GIR_FATE_TOO_MANY,			/* more figures beside the label than the row has columns */
	GIR_FATE_BLANKS,			/* fewer, and which columns are blank cannot be told */
	GIR_FATE_BROKEN,			/* words or another label among the figures */
	GIR_FATE_TWICE,				/* met twice, with different figures */
	GIR_FATE_HEADS,				/* the column heads stand in another order than the form's */
	GIR_FATE_STEPS,				/* labels and figures of the table are out of step */
	GIR_FATE_NO_SUM,			/* as COUNTED, but it does not hold */
	GIR_FATE_UNNAMED,			/* no clause and no head of its table is there */
	GIR_FATE_OTHER_TABLE,		/* it may be a row of another table with the same labels */
	GIR_FATE_COUNT
} GirRowFate;

/* The fate in words. */
extern const char *gir_fate_text(GirRowFate fate, bool chinese);

/* What was seen of one table. */
typedef struct GirTableEvidence
{
	uint16_t	labels;			/* label cells of that table alone */
	uint16_t	rows;			/* rows of the form whose label was seen */
	uint16_t	refused;		/* of these, rows whose cells could not be attributed */
	bool		heads_disagree;	/* column heads in another order than the form's */
	bool		out_of_step;	/* figures without labels and labels without figures */
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
	GirSpan		label[GIR_MAX_ROWS];	/* of each row that could not be read, where it was met first; len 0 of others */
	GirFormChoice choice;
	int			marks[GIR_FORM_COUNT];	/* labels that only this form has */
	GirSpan		evidence[GIR_FORM_COUNT][GIR_MAX_EVIDENCE];
	GirTableEvidence tables[GIR_TABLE_COUNT];
	int			applications;	/* how often the label of row 一 was met: once for each table 3 in the text */
	uint32_t	second;			/* offset of the first label that may be of a second report's tables, 0 without one */
	uint32_t	first_table;	/* offset of the first label of a table, UINT32_MAX without one */
	uint32_t	values;			/* cells with a number */
	uint8_t		fate[GIR_MAX_ROWS];	/* GirRowFate of each row of the form; table 4 has but one, that of its first group */
	uint8_t		printed[GIR_MAX_ROWS];	/* cells that are not empty beside the row's label */
} GirReading;

/* Set every cell to a state. */
extern void gir_figures_clear(GirFigures *figures, const GirForm *form, GirState state);

/* Fit the grid.  Never fails. */
extern void gir_figures_read(const GirGrid *grid, GirReading *reading);

/*
 * Only find the tables: of the reading, figures.form, choice, marks, evidence, first_table, applications, second and the tables' labels
 * are as gir_figures_read() sets them, and nothing else.  Takes half as long.
 */
extern void gir_figures_find(const GirGrid *grid, GirReading *reading);

#endif							/* GIR_FIGURES_H */
