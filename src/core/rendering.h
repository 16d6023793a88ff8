/*
 * rendering.h - a report in the official layout: as text, as Markdown, as a page of HTML
 *
 * gir_sheet_make() walks the declaration of a form once and yields each table as it is officially printed: labels, heads and figures in
 * their places, with the rows and columns that merged ones span.  Three small writers print that sheet.  Reading what they print gives
 * the same report back; for that, a figure is printed as reports print it wherever this reads back as the same, and as a mark
 * (values.h) where it does not.
 */
#ifndef GIR_RENDERING_H
#define GIR_RENDERING_H

#include "core/findings.h"

#include <string.h>

enum
{
	GIR_MAX_SHEET_COLUMNS = 15, /* of table 4 */
	GIR_MAX_SHEET_CELLS = 320,
	/* Bytes of a printed cell: every character of its strings may be escaped. */
	GIR_MAX_CELL_TEXT = 64 + 6 * (GIR_MAX_UNIT + GIR_MAX_NOTE)
};

typedef enum GirSheetKind
{
	GIR_SHEET_CLAUSE,			/* 第二十条第（一）项, above a block of table 2 */
	GIR_SHEET_CORNER,			/* head of the labels */
	GIR_SHEET_HEAD,				/* of one column */
	GIR_SHEET_HEADS,			/* of several */
	GIR_SHEET_GROUP,			/* label of several rows */
	GIR_SHEET_ROW,				/* label of one row */
	GIR_SHEET_FIGURE
} GirSheetKind;

/* A cell of a printed table. */
typedef struct GirSheetCell
{
	uint8_t		kind;			/* GirSheetKind */
	uint8_t		row;			/* its first, from 0 */
	uint8_t		column;
	uint8_t		rows;			/* that it spans */
	uint8_t		columns;
	int16_t		cell;			/* GIR_SHEET_FIGURE: of the form; else -1 */
	const char *number;			/* printed before the label: 一、 （一） 1. */
	const char *label;
	const char *en;				/* the label in English, or "" */
} GirSheetCell;

/* A printed table: its cells row by row, each row from left to right. */
typedef struct GirSheet
{
	GirTable	table;
	const char *section;		/* its heading: 二、主动公开政府信息情况, in two parts */
	const char *section_number;
	const char *section_en;
	int			nrows;
	int			ncolumns;
	int			nlabels;		/* columns on the left that hold labels only */
	int			nheads;			/* rows at the top that hold heads only (none in table 2, whose blocks have their own) */
	int			ncells;
	GirSheetCell cells[GIR_MAX_SHEET_CELLS];
} GirSheet;

/* A report to be printed.  Strings of length 0 and years of 0 are not known. */
typedef struct GirPrintable
{
	const GirFigures *figures;	/* NULL when the form is undecided */
	GirString	title;
	GirString	agency;
	int			year;
	int			period_year;	/* of the stated period, when it is another than year */
} GirPrintable;

/* Where printed bytes go; may raise, for nothing is held meanwhile. */
typedef void (*GirWrite) (void *context, const char *s, size_t len);

/* What the page shows beside the form. */
typedef struct GirPageOptions
{
	bool		findings;		/* marks, findings and, when there are any, a return slip */
	const GirRepair *repair;	/* of these figures with blanks as 0; NULL: there is nothing to be repaired */
	bool		english;		/* a second line in English */
} GirPageOptions;

extern void gir_text_write(const GirPrintable *report, GirWrite write, void *context);
extern void gir_markdown_write(const GirPrintable *report, GirWrite write, void *context);
extern void gir_page_write(const GirPrintable *report, const GirPageOptions *options, GirWrite write, void *context);

/* The sheet of a table of a form. */
extern void gir_sheet_make(const GirForm *form, GirTable table, GirSheet *sheet);

/*
 * A cell as printed, into buf, which has room for GIR_MAX_CELL_TEXT bytes; "" for a blank one.  Returns the length.  marked: texts are
 * printed as marks whatever they are.
 */
extern int	gir_cell_text(const GirValue *value, bool marked, char *buf);

/* ---- for the writers ---- */

typedef struct GirOut
{
	GirWrite	write;
	void	   *context;
} GirOut;

static inline void
gir_out(const GirOut *out, const char *s)
{
	out->write(out->context, s, strlen(s));
}

/* The string on one line: control characters become spaces. */
extern void gir_out_line(const GirOut *out, GirString s);

/*
 * Is the table printed?  One of which the report has nothing is not; but table 2 is when no other printed table tells the form.
 */
extern bool gir_is_printed(const GirFigures *figures, GirTable table);

/* Does the table have no cell that shows it to be the row of figures (table 4 has no label beside it)?  Then texts are marked. */
extern bool gir_needs_marks(const GirFigures *figures, GirTable table);

/*
 * The lines above the tables that the title does not say: agency, period.  Called with n = 0, 1, … ; NULL after the last.  buf has room
 * for GIR_MAX_LINE bytes.
 */
enum
{
	GIR_MAX_LINE = 400
};
extern const char *gir_head_line(const GirPrintable *report, int n, char *buf);

#endif							/* GIR_RENDERING_H */
