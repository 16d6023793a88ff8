/*
 * figures_pages.c - rows that end with the number of a page
 */
#include "core/figures_work.h"

#include <stdio.h>

enum
{
	MAX_PAGE_DIGITS = 3,
	MAX_STROKES = 24,			/* bytes of a stroke, and the blanks around it, beside a page's number */
	MIN_RUNNING_HEAD = 6,		/* bytes of the line that begins a page, and may recur: two Han characters */
	MAX_RUNNING_HEAD = 160
};

/* A number that may be a page's, and the places around it. */
typedef struct Foot
{
	const char *text;
	const char *end;			/* of the text */
	const char *number;
	const char *behind;			/* the number */
	int			page;
} Foot;

static inline bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static inline bool
is_break(char c)
{
	return c == '\n' || c == '\f' || is_blank(c);
}

/* Is this place the beginning, or the end, of a line, but for blanks? */
static bool
begins_line(const char *text, const char *p)
{
	while (p > text && is_blank(p[-1]))
		p--;
	return p == text || p[-1] == '\n' || p[-1] == '\f';
}

static bool
ends_line(const char *p, const char *end)
{
	while (p < end && is_blank(*p))
		p++;
	return p == end || *p == '\n' || *p == '\f';
}

/* The number alone on the line above the one at p, 0 without one. */
static int
number_above(const char *text, const char *p)
{
	int			number = 0;
	int			place = 1;
	const char *behind;

	while (p > text && is_break(p[-1]))
		p--;
	for (behind = p; p > text && p[-1] >= '0' && p[-1] <= '9' && behind - p < MAX_PAGE_DIGITS; p--, place *= 10)
		number += (p[-1] - '0') * place;
	return begins_line(text, p) ? number : 0;
}

/* The line below the number, which is none of the form's, recurs, and the numbers above it are those of pages, one after the other. */
static bool
is_above_running_head(const Foot *foot, const GirGridCell *below)
{
	const char *head = foot->behind;
	const char *behind;
	char		sought[MAX_RUNNING_HEAD + 1];
	size_t		n;
	int			numbers = 0;
	int			before = 0;

	if (below->kind == GIR_CELL_LABEL || !begins_line(foot->text, foot->number) || !ends_line(head, foot->end))
		return false;
	while (head < foot->end && is_break(*head))
		head++;
	for (behind = head; behind < foot->end && *behind != '\n' && behind - head < MAX_RUNNING_HEAD; behind++)
		;
	while (behind > head && is_blank(behind[-1]))
		behind--;
	n = (size_t) (behind - head);
	if (n < MIN_RUNNING_HEAD || !ends_line(behind, foot->end))
		return false;
	memcpy(sought, head, n);
	sought[n] = '\0';
	for (const char *p = foot->text; (p = gir_find(p, (size_t) (foot->end - p), sought)) != NULL; p += n)
		if (begins_line(foot->text, p) && ends_line(p + n, foot->end))
		{
			int			number = number_above(foot->text, p);

			if (number == 0)
				continue;
			if (before > 0 && number != before + 1)
				return false;
			before = number;
			numbers++;
		}
	return numbers > 1;
}

/* A stroke beside a number? */
static bool
is_stroke(const GirGrid *grid, const GirGridCell *cell)
{
	return cell->kind == GIR_CELL_MARK && (grid->text[cell->off] == '-' || (unsigned char) grid->text[cell->off] == 0xE2);
}

/* The number stands between strokes on its line, at its end, and so does elsewhere the next page's, or the one's before. */
static bool
is_between_strokes(const Foot *foot, const char *left, const char *right)
{
	char		sought[2 * MAX_STROKES + MAX_PAGE_DIGITS + 2];
	int			nleft = (int) (foot->number - left);
	int			nright = (int) (right - foot->behind);

	if (nleft > MAX_STROKES || nright > MAX_STROKES || memchr(left, '\n', (size_t) (right - left)) != NULL || !ends_line(right, foot->end))
		return false;
	for (int page = foot->page - 1; page <= foot->page + 1; page += 2)
	{
		int			n = snprintf(sought, sizeof(sought), "%.*s%d%.*s", nleft, left, page, nright, foot->behind);

		for (const char *p = foot->text; (p = gir_find(p, (size_t) (foot->end - p), sought)) != NULL; p += n)
			if (ends_line(p + n, foot->end))
				return true;
	}
	return false;
}

/* The number is the last thing of a page, and as large as the pages are many. */
static bool
is_before_form_feed(const Foot *foot)
{
	const char *p = foot->behind;
	int			page = 1;

	while (p < foot->end && (is_blank(*p) || *p == '\n'))
		p++;
	if (p == foot->end || *p != '\f' || !begins_line(foot->text, foot->number))
		return false;
	for (const char *q = foot->text; page <= foot->page && (q = memchr(q, '\f', (size_t) (p - q))) != NULL; q++)
		page++;
	return page == foot->page;
}

bool
gir_figures_ends_page(const Fit *fit, const Candidate *c)
{
	const GirGrid *grid = fit->grid;
	const GirGridCell *first = &grid->cells[c->first];
	const GirGridCell *last = first + c->n - 1;
	Foot		foot = {grid->text, grid->text + grid->len, NULL, NULL, 0};
	bool		strokes;

	if (c->n == 0)
		return false;
	strokes = c->kind == GIR_ROW_LOOSE && c->n > 3 && is_stroke(grid, last) && is_stroke(grid, last - 2);
	last -= strokes;
	while (last > first && last->len == 0)
		last--;
	if (last->kind != GIR_CELL_NUMBER || last->len > MAX_PAGE_DIGITS)
		return false;
	foot.number = grid->text + last->off;
	foot.behind = foot.number + last->len;
	for (const char *p = foot.number; p < foot.behind; p++)
	{
		if (*p < '0' || *p > '9')
			return false;
		foot.page = foot.page * 10 + (*p - '0');
	}
	if (strokes)
		return is_between_strokes(&foot, grid->text + last[-1].off, grid->text + last[1].off + last[1].len);
	return is_before_form_feed(&foot) || (!ends_text(fit, c) && is_above_running_head(&foot, first + c->n));
}

/* Are the last three of a row's cells - 3 -, or 3 / 6? */
static bool
is_foot(const Fit *fit, const GirGridCell *cells)
{
	const char *text = fit->grid->text;

	if (cells[0].len > MAX_PAGE_DIGITS || cells[2].len > MAX_PAGE_DIGITS)
		return false;
	if (cells[0].kind == GIR_CELL_MARK)
		return cells[1].kind == GIR_CELL_NUMBER && cells[1].len <= MAX_PAGE_DIGITS && cells[2].kind == GIR_CELL_MARK && is_same_text(fit, &cells[0], &cells[2]) &&
			is_stroke(fit->grid, &cells[0]);
	return cells[0].kind == GIR_CELL_NUMBER && cells[2].kind == GIR_CELL_NUMBER && cells[1].kind == GIR_CELL_MARK && text[cells[1].off] == '/' && cells[1].len == 1 &&
		(cells[0].len < cells[2].len || (cells[0].len == cells[2].len && memcmp(text + cells[0].off, text + cells[2].off, cells[0].len) <= 0));
}

void
gir_figures_leave_feet(Fit *fit)
{
	for (int i = 0; i < fit->ncandidates; i++)
	{
		Candidate  *c = &fit->candidates[i];
		const GirGridCell *cells = &fit->grid->cells[c->first];
		Ends		ends;

		if (!is_applicant_row(fit, c) || c->n != APPLICANTS + 3 || !is_foot(fit, &cells[APPLICANTS]))
			continue;
		ends = gir_figures_read_ends(fit, cells, APPLICANTS);
		if (ends.last * 2 != ends.sum)
			continue;
		c->n = APPLICANTS;
		c->end = APPLICANTS - 1;
	}
}
