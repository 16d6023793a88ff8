/*
 * figures_tails.c - rows that end with a number of what follows: of a heading, of the next row, of a line below
 *
 * Where blanks leave no trace, such a number makes a row as long as it should be.
 */
#include "core/figures_work.h"

enum
{
	MIN_NUMBERED = 3,			/* rows with one figure too many, before rows are said to be numbered */
	MIN_COUNTED = 12,			/* rows, before their last figures are said to count them */
	MIN_FIELDS = 8,				/* rows with fields to one without, before it is the exception */
	FIRST_CHAPTER = 3,			/* a report has six chapters; the first table of figures with a sum is in the third */
	LAST_CHAPTER = 6,
	MAX_ROWS = 45,				/* of all tables together */
	MAX_PAGES = 100,
	FIRST_YEAR = 2000,
	LAST_YEAR = 2099
};

/* The cell as a whole number without a unit, -1 if it is none or too large to number anything. */
static int
number_of(const Fit *fit, const GirGridCell *cell)
{
	int			number = 0;

	if (cell->kind != GIR_CELL_NUMBER || cell->len == 0 || cell->len > 4)
		return -1;
	for (uint32_t i = 0; i < cell->len; i++)
	{
		char		c = fit->grid->text[cell->off + i];

		if (c < '0' || c > '9')
			return -1;
		number = number * 10 + (c - '0');
	}
	return number;
}

/* Each figure stands on a line of its own, and the last one on the line of what follows. */
static bool
is_on_next_line(const Fit *fit, const Candidate *c)
{
	const GirGridCell *cells = &fit->grid->cells[c->first];
	const char *p = fit->grid->text + cells[c->n - 1].off + cells[c->n - 1].len;
	const char *end = fit->grid->text + fit->grid->len;

	if (cells[c->n - 1].gap == 0 || (c->n > 1 && cells[1].gap == 0))
		return false;
	while (p < end && *p == ' ')
		p++;
	return p < end && gir_is_han(gir_next_char(&p, end));
}

/* 4 政府信息公开行政复议…, 5 存在的主要问题…: the last figure may be the number of the heading behind it, which has no other. */
static bool
is_of_chapter(const Fit *fit, const Candidate *c)
{
	const GirGridCell *last = &fit->grid->cells[c->first + (uint32_t) c->n - 1];
	const GirGridCell *next = last + 1;
	int			number = number_of(fit, last);

	if (ends_text(fit, c) || last->len != 1 || number < FIRST_CHAPTER || number > LAST_CHAPTER)
		return false;
	if (next->kind == GIR_CELL_LABEL)
		return gir_label(next->label)->in[fit->f].section >= 0;
	return next->kind == GIR_CELL_TEXT && begins_with(fit->grid, next, "存在");
}

/* The last figure of a candidate of table 3, -1 if it may number no row. */
static int
last_number(const Fit *fit, const Candidate *c)
{
	const GirGridCell *last;
	int			number;

	if (!exists(fit, c) || !is_applicant_row(fit, c) || c->n == 0)
		return -1;
	last = &fit->grid->cells[c->first + (uint32_t) c->n - 1];
	number = last->len <= 2 ? number_of(fit, last) : -1;
	return number <= MAX_ROWS ? number : -1;
}

void
gir_figures_learn_tails(Fit *fit)
{
	int			rows[GIR_ROW_LOOSE + 1] = {0};
	int			numbers = 0;
	int			steps = 0;
	int			before = -1;

	for (int i = 0; i < fit->ncandidates; i++)
	{
		int			number = last_number(fit, &fit->candidates[i]);

		rows[fit->candidates[i].kind] += fit->candidates[i].row >= 0;
		numbers += number >= 0;
		steps += before >= 0 && number == before + 1;
		before = number;
	}
	fit->spacing.counts_rows = numbers >= MIN_COUNTED && steps * 2 > numbers;
	fit->spacing.in_fields = rows[GIR_ROW_FIELDS] >= MIN_FIELDS * rows[GIR_ROW_LOOSE];
}

/*
 * The last figure is one more than that of the row above, and one less than that of the row below, where rows are numbered; or either, where the last
 * figures count them.
 */
static bool
is_serial(const Fit *fit, const Candidate *c)
{
	int			number = fit->spacing.counts_rows || fit->spacing.numbered >= MIN_NUMBERED ? last_number(fit, c) : -1;
	bool		above;
	bool		below;

	if (number <= 0)
		return false;
	above = last_number(fit, c - 1) + 1 == number;
	below = last_number(fit, c + 1) - 1 == number;
	return (above && below && fit->spacing.numbered >= MIN_NUMBERED) || ((above || below) && fit->spacing.counts_rows);
}

/*
 * 行政事业性收费 <tab> and a number on the next line, in a text in which nearly all rows have fields on their line: the row's are blank, and the number is
 * another paragraph's.
 */
static bool
is_below_fields(const Fit *fit, const Candidate *c)
{
	const GirGridCell *label = &fit->grid->cells[c->first] - 1;
	uint32_t	end = label->off + label->len;

	return fit->spacing.in_fields && c->columns != PADDED_WIDTH && c->label_col >= 0 && end < fit->grid->len && fit->grid->text[end] == '\t' && c->begin >= 0;
}

/*
 * The last row of table 3, or the last group of table 4, whose total is a small number, and far less than the others together: nothing parts the figures
 * from a number between the tables, and the total may be blank.
 */
static bool
is_too_small(const Fit *fit, const Candidate *c)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[c->row].block];
	const GirValue *total = fit->out->figures.cells + fit->form->rows[c->row].first_cell + c->columns - 1;
	__int128	sum = 0;

	if (c->n != c->columns || b->table == GIR_TABLE2 || (c->columns != PADDED_WIDTH && c->row != b->first_row + b->nrows - 1) ||
		total->state != GIR_NUMBER || gir_value_scaled(total) < 0)
		return false;
	for (int i = 1; i < b->ncolumns; i++)
		sum += total[-i].state == GIR_NUMBER ? gir_value_scaled(&total[-i]) : 0;
	return total->digits < MAX_PAGES && gir_value_scaled(total) * 2 < sum;
}

bool
gir_figures_has_tail(const Fit *fit, const Candidate *c, bool agrees)
{
	if (c->kind != GIR_ROW_LOOSE || c->n == 0 || c->counted)
		return false;
	return is_below_fields(fit, c) || is_on_next_line(fit, c) || is_serial(fit, c) ||
		(!agrees && (is_of_chapter(fit, c) || is_too_small(fit, c)));
}

/* ---- table 4 ---- */

/* Is the last of n figures the sum of the others? */
static bool
is_sum(const GirValue *figures, int n)
{
	__int128	excess = 0;

	for (int i = 0; i < n; i++)
		if (figures[i].state == GIR_NUMBER)
			excess += i == n - 1 ? -gir_value_scaled(&figures[i]) : gir_value_scaled(&figures[i]);
	return excess == 0;
}

/*
 * Is a group one figure short?  Either it adds up without one, or the groups behind it do, and not of noughts, if their figures stand one place before
 * theirs, so that the last figure is left over.
 */
static bool
is_one_short(const GirValue *figures, int columns)
{
	if (is_sum(figures + (DISPUTE_GROUPS - 1) * columns, columns))
		return false;
	for (int group = DISPUTE_GROUPS - 1; group >= 0; group--)
	{
		const GirValue *first = figures + group * columns;

		if (is_sum(first, columns - 1))
			return true;
		if (group == 0 || !is_sum(first - 1, columns))
			return false;
		if (first[columns - 2].state == GIR_NUMBER && first[columns - 2].digits > 0)
			return true;		/* one before it is */
	}
	return false;
}

/* Has the last figure a unit, 12件, and no other of the candidate's? */
static bool
has_lone_unit(const Fit *fit, const Candidate *c)
{
	int			units = 0;
	bool		unit = false;

	for (int i = c->begin; i <= c->end; i++)
	{
		const GirGridCell *cell = &fit->grid->cells[c->first + (uint32_t) i];

		unit = cell->kind == GIR_CELL_NUMBER && cell->len > 1 && (unsigned char) fit->grid->text[cell->off + cell->len - 1] >= 0x80;
		units += unit;
	}
	return unit && units == 1;
}

/* Is the first or the last figure a year, and no other as large? */
static bool
has_year(const Fit *fit, const Candidate *c)
{
	int			year = 0;
	int			years = 0;
	int			at = 0;

	for (int i = c->begin; i <= c->end; i++)
	{
		int			number = number_of(fit, &fit->grid->cells[c->first + (uint32_t) i]);

		if (number < FIRST_YEAR)
			continue;
		year = number;
		years++;
		at = i;
	}
	return years == 1 && year <= LAST_YEAR && (at == c->begin || at == c->end);
}

/* How many marks are among the figures? */
static int
count_marks(const Fit *fit, const Candidate *c)
{
	int			marks = 0;

	for (int i = c->begin; i <= c->end; i++)
		marks += fit->grid->cells[c->first + (uint32_t) i].kind == GIR_CELL_MARK;
	return marks;
}

/* Nothing but a blank behind that figure? */
static bool
has_blank_behind(const Fit *fit, const GirGridCell *cell)
{
	return fit->grid->text[cell->off + cell->len] == ' ';
}

/* - 4 -, and no other marks, or with blanks within where the others have something else between them? */
static bool
ends_between_strokes(const Fit *fit, const Candidate *c)
{
	const GirGridCell *cells = &fit->grid->cells[c->first];
	const GirGridCell *last = &cells[c->end];

	return last->kind == GIR_CELL_MARK && last[-2].kind == GIR_CELL_MARK && number_of(fit, last - 1) >= 0 &&
		(count_marks(fit, c) == 2 || (!has_blank_behind(fit, cells) && has_blank_behind(fit, last - 2) && has_blank_behind(fit, last - 1)));
}

bool
gir_figures_is_completed(const Fit *fit, const Candidate *c)
{
	const GirValue *figures = fit->out->figures.cells + fit->form->rows[c->row].first_cell;

	if (c->columns != PADDED_WIDTH || c->kind == GIR_ROW_GRID || c->begin < 0)
		return false;
	if (has_year(fit, c) || (has_lone_unit(fit, c) && (c->kind == GIR_ROW_LOOSE ? fit->spacing.drops_blanks : c->kind == GIR_ROW_FIELDS && c->label_col >= 0)))
		return true;
	if (c->kind != GIR_ROW_LOOSE || c->n != PADDED_WIDTH)
		return false;
	return ends_between_strokes(fit, c) || (count_marks(fit, c) == 0 && fit->spacing.drops_blanks && is_one_short(figures, PADDED_WIDTH / DISPUTE_GROUPS));
}
