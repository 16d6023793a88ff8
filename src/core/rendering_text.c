/*
 * rendering_text.c - a report as plain text: the tables as boxes, labels wrapped, merged cells without lines inside
 *
 * Han characters are two columns wide, as terminals and editors with a Chinese font show them.  A figure is never wrapped; its column
 * grows instead.
 */
#include "core/rendering.h"

#include <string.h>

enum
{
	MAX_ROWS = 64,				/* of a sheet */
	MAX_LABEL_TEXT = 320
};

/* Narrowest columns: those of labels from the left, then all others. */
static const uint8_t label_widths[GIR_TABLE_COUNT][3] = {{24}, {10, 14, 28}, {0}};
static const uint8_t figure_widths[GIR_TABLE_COUNT] = {14, 4, 4};

typedef struct Box
{
	const GirOut *out;
	const GirSheet *sheet;
	const GirFigures *figures;
	bool		marked;
	int			width[GIR_MAX_SHEET_COLUMNS];
	int16_t		owner[MAX_ROWS][GIR_MAX_SHEET_COLUMNS]; /* the sheet's cell that covers the place */
} Box;

/* Columns that a character takes: two for Han, kana, hangul and full-width forms, none for joiners. */
static int
char_width(uint32_t c)
{
	if (c >= 0x1100 && (c <= 0x115F || (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
						(c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1F64F) ||
						(c >= 0x20000 && c <= 0x3FFFD)))
		return 2;
	return (c >= 0x200B && c <= 0x200F) || c == 0xFEFF || (c >= 0x300 && c <= 0x36F) ? 0 : 1;
}

static int
text_width(const char *s, const char *end)
{
	int			width = 0;

	while (s < end)
		width += char_width(gir_next_char(&s, end));
	return width;
}

/* What the cell prints, into buf. */
static void
cell_text(const Box *box, const GirSheetCell *c, char *buf)
{
	if (c->cell >= 0)
		gir_cell_text(&box->figures->cells[c->cell], box->marked, buf);
	else
		stpcpy(stpcpy(buf, c->number), c->label);
}

/* Inner width of a cell: its columns, and the lines between them with a space on either side. */
static int
cell_width(const Box *box, const GirSheetCell *c)
{
	int			width = 3 * (c->columns - 1);

	for (int i = 0; i < c->columns; i++)
		width += box->width[c->column + i];
	return width;
}

static bool
is_closing(const char *s, const char *end)
{
	uint32_t	c = s < end ? gir_next_char(&s, end) : 0;

	return c == 0x3001 || c == 0x3002 || c == 0xFF0C || c == 0xFF09 || c == 0xFF1A || c == 0x201D;	/* 、 。 ， ） ： ” */
}

/* Where the line that begins at s ends when it may be so wide; no line begins with a closing mark. */
static const char *
line_end(const char *s, const char *end, int width)
{
	const char *start = s;
	const char *before = s;
	int			used = 0;

	while (s < end)
	{
		const char *next = s;

		used += char_width(gir_next_char(&next, end));
		if (used > width)
			break;
		before = s;
		s = next;
	}
	return is_closing(s, end) && before > start ? before : s;
}

/* The n-th line of a cell's text, "" past the last; *end is its end. */
static const char *
cell_line(const char *s, int width, int n, const char **end)
{
	const char *stop = s + strlen(s);

	*end = line_end(s, stop, width);
	while (n-- > 0)
	{
		s = *end;
		*end = line_end(s, stop, width);
	}
	return s;
}

static void
measure(Box *box)
{
	const GirSheet *s = box->sheet;
	char		text[GIR_MAX_CELL_TEXT];

	for (int c = 0; c < s->ncolumns; c++)
		box->width[c] = c < s->nlabels ? label_widths[s->table][c] : figure_widths[s->table];
	for (int i = 0; i < s->ncells; i++)
	{
		const GirSheetCell *c = &s->cells[i];

		for (int r = c->row; r < c->row + c->rows; r++)
			for (int k = c->column; k < c->column + c->columns; k++)
				box->owner[r][k] = (int16_t) i;
		if (c->kind != GIR_SHEET_FIGURE)
			continue;
		cell_text(box, c, text);
		if (text_width(text, text + strlen(text)) > cell_width(box, c))
			box->width[c->column + c->columns - 1] += text_width(text, text + strlen(text)) - cell_width(box, c);
	}
}

/* The cell that covers a place, -1 outside. */
static int
owner_at(const Box *box, int row, int column)
{
	if (row < 0 || column < 0 || row >= box->sheet->nrows || column >= box->sheet->ncolumns)
		return -1;
	return box->owner[row][column];
}

/* The stroke where four places meet: lines go where two neighbours belong to different cells. */
static const char *
corner(const Box *box, int row, int column)
{
	static const char *const corners[16] = {
		" ", "╵", "╷", "│", "╴", "┘", "┐", "┤", "╶", "└", "┌", "├", "─", "┴", "┬", "┼"
	};
	int			above = owner_at(box, row - 1, column - 1);
	int			above_right = owner_at(box, row - 1, column);
	int			below = owner_at(box, row, column - 1);
	int			below_right = owner_at(box, row, column);

	return corners[(above != above_right) | (below != below_right) << 1 | (above != below) << 2 | (above_right != below_right) << 3];
}

/* n times a character of so many bytes, from a string of sixteen of them. */
static void
put_run(const Box *box, const char *sixteen, size_t bytes, int n)
{
	for (; n > 0; n -= 16)
		box->out->write(box->out->context, sixteen, bytes * (size_t) (n < 16 ? n : 16));
}

static void
put_spaces(const Box *box, int n)
{
	put_run(box, "                ", 1, n);
}

static void
put_strokes(const Box *box, int n)
{
	put_run(box, "────────────────", strlen("─"), n);
}

/*
 * The line above a row.  A line that begins inside a merged cell ends with a plain stroke as well: readers of such boxes tell by both
 * ends whether bars frame the lines.
 */
static void
put_rule(const Box *box, int row)
{
	const GirSheet *s = box->sheet;
	bool		partial = row > 0 && row < s->nrows && owner_at(box, row - 1, 0) == owner_at(box, row, 0);

	for (int c = 0; c < s->ncolumns; c++)
	{
		bool		line = owner_at(box, row - 1, c) != owner_at(box, row, c);

		gir_out(box->out, corner(box, row, c));
		(line ? put_strokes : put_spaces) (box, box->width[c] + 2);
	}
	gir_out(box->out, partial ? "│" : corner(box, row, s->ncolumns));
	gir_out(box->out, "\n");
}

/* One line of one cell: labels to the left, heads in the middle, figures to the right. */
static void
put_cell_line(const Box *box, const GirSheetCell *c, int row, int n)
{
	char		text[GIR_MAX_CELL_TEXT] = "";
	const char *line;
	const char *end;
	int			width = cell_width(box, c);
	int			room;
	int			left;

	if (c->row == row)
		cell_text(box, c, text);
	line = cell_line(text, width, n, &end);
	room = width - text_width(line, end);
	left = c->kind == GIR_SHEET_FIGURE ? room : c->kind == GIR_SHEET_HEAD || c->kind == GIR_SHEET_HEADS || c->kind == GIR_SHEET_CLAUSE ? room / 2 : 0;
	put_spaces(box, left + 1);
	box->out->write(box->out->context, line, (size_t) (end - line));
	put_spaces(box, room - left + 1);
}

/* Lines of the cells that begin in a row. */
static int
row_height(const Box *box, int row)
{
	int			height = 1;
	char		text[GIR_MAX_CELL_TEXT];

	for (int i = 0; i < box->sheet->ncells; i++)
	{
		const GirSheetCell *c = &box->sheet->cells[i];
		const char *end;

		if (c->row != row)
			continue;
		cell_text(box, c, text);
		while (*cell_line(text, cell_width(box, c), height, &end) != '\0')
			height++;
	}
	return height;
}

static void
put_row(const Box *box, int row)
{
	int			height = row_height(box, row);

	for (int n = 0; n < height; n++)
	{
		for (int c = 0; c < box->sheet->ncolumns;)
		{
			const GirSheetCell *cell = &box->sheet->cells[box->owner[row][c]];

			gir_out(box->out, "│");
			put_cell_line(box, cell, row, n);
			c += cell->columns;
		}
		gir_out(box->out, "│\n");
	}
}

void
gir_text_write(const GirPrintable *report, GirWrite write, void *context)
{
	GirOut		out = {write, context};
	GirSheet	sheet;
	Box			box = {&out, &sheet, report->figures, false, {0}, {{0}}};
	char		line[GIR_MAX_LINE];
	const char *s;

	if (report->title.len > 0)
	{
		gir_out_line(&out, report->title);
		gir_out(&out, "\n");
	}
	for (int n = 0; (s = gir_head_line(report, n, line)) != NULL; n++)
	{
		gir_out(&out, s);
		gir_out(&out, "\n");
	}
	for (int t = 0; t < GIR_TABLE_COUNT && report->figures != NULL; t++)
	{
		if (!gir_is_printed(report->figures, (GirTable) t))
			continue;
		gir_sheet_make(report->figures->form, (GirTable) t, &sheet);
		box.marked = gir_needs_marks(report->figures, (GirTable) t);
		measure(&box);
		gir_out(&out, "\n");
		gir_out(&out, sheet.section_number);
		gir_out(&out, sheet.section);
		gir_out(&out, "\n");
		for (int r = 0; r < sheet.nrows; r++)
		{
			put_rule(&box, r);
			put_row(&box, r);
		}
		put_rule(&box, sheet.nrows);
	}
}
