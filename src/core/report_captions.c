/*
 * report_captions.c - tables that their captions say are of another year than the report
 */
#include "core/report_work.h"

#include <stdlib.h>

typedef bool (*FindCaption) (const GirGrid *grid, uint32_t from, GirSpan *line);

enum
{
	MAX_CAPTION = 150,			/* bytes of the line above a table that may name its year */
	MAX_ATTACHED = 90			/* bytes from 附 in which it stands, where all is one line */
};

/* The line of running text that ends just before row r. */
static GirSpan
caption_of(const GirGrid *grid, uint32_t r)
{
	const GirGridRow *row = &grid->rows[r - 1];
	const GirGridCell *last = &grid->cells[row->first + row->ncells - 1];
	const char *start = gir_line_start(grid->text, grid->text + last->off);
	const char *end = memchr(grid->text + last->off, '\n', grid->len - last->off);

	return gir_trim(grid->text, (GirSpan) {(uint32_t) (start - grid->text), (uint32_t) ((end ? end : grid->text + grid->len) - start)});
}

/* The line's characters without its tags. */
static bool
add_untagged(Chars *s, const char *text, GirSpan line)
{
	const char *p = text + line.off;
	const char *end = p + line.len;

	while (p < end)
	{
		const char *tag = memchr(p, '<', (size_t) (end - p));
		const char *close = tag ? memchr(tag, '>', (size_t) (end - tag)) : NULL;

		if (!add_chars(s, text, (GirSpan) {(uint32_t) (p - text), (uint32_t) ((tag ? tag : end) - p)}))
			return false;
		p = close ? close + 1 : end;
	}
	return true;
}

/* 附：2022年行政复议情况, 上年度情况如下: of another year, and no sentence. */
static bool
names_other_year(const char *text, GirSpan line, int year)
{
	static const char *const past[] = {"上年", "上一年", "去年"};
	Chars		s = {0};
	bool		other = false;
	int			begin;
	int			end = 0;

	if (line.len > MAX_CAPTION || gir_find(text + line.off, line.len, "年") == NULL || !add_untagged(&s, text, line) || find_char(&s, 0, 0x3002) >= 0)
		return false;
	for (int y; (y = gir_head_find_year(&s, end, &begin, &end)) != 0;)
	{
		if (y == year)
			return false;
		other = true;
	}
	if (year == 0)				/* then a table that is attached may be of any */
		return other && follows(&s, 0, "附");
	return other || (HAS_ANY(&s, past) && find(&s, 0, "结转") < 0);
}

/* The rows of the grid, to be changed; false without memory. */
static bool
own_rows(const GirGrid *grid, GirGrid *own)
{
	*own = *grid;
	own->rows = malloc(grid->nrows * sizeof(*own->rows));
	if (own->rows == NULL)
		return false;
	memcpy(own->rows, grid->rows, grid->nrows * sizeof(*own->rows));
	return true;
}

/* Only cells begin to end - 1 of the row are the report's. */
static void
keep_cells(const GirGrid *grid, GirGridRow *row, uint32_t begin, uint32_t end)
{
	row->first += begin;
	row->ncells = end - begin;
	memset(row->count, 0, sizeof(row->count));
	for (uint32_t i = 0; i < row->ncells; i++)
		row->count[grid->cells[row->first + i].kind]++;
}

/* Leave out the tables that stand just below such a caption. */
static bool
leave_captioned(const GirGrid *grid, int year, GirGrid *own)
{
	bool		left = false;

	for (uint32_t r = 1; r < grid->nrows; r++)
	{
		if (grid->rows[r].kind == GIR_ROW_LOOSE || grid->rows[r - 1].kind != GIR_ROW_LOOSE || grid->rows[r - 1].ncells == 0 ||
			!names_other_year(grid->text, caption_of(grid, r), year))
			continue;
		if (!left && !own_rows(grid, own))
			return false;
		left = true;
		for (; r < grid->nrows && grid->rows[r].kind != GIR_ROW_LOOSE; r++)
			keep_cells(grid, &own->rows[r], 0, 0);
	}
	return left;
}

/* The line from p on, or as much of it as a caption may have. */
static GirSpan
rest_of_line(const GirGrid *grid, const char *p)
{
	size_t		left = (size_t) (grid->text + grid->len - p);
	size_t		len = left < MAX_ATTACHED ? left : MAX_ATTACHED;
	const char *nl = memchr(p, '\n', len);

	return gir_trim(grid->text, (GirSpan) {(uint32_t) (p - grid->text), nl ? (uint32_t) (nl - p) : (uint32_t) len});
}

/* The next 附 that begins a caption; in 详见附件 it does not. */
static bool
find_attached(const GirGrid *grid, uint32_t from, GirSpan *line)
{
	for (const char *p = grid->text + from; (p = gir_find(p, (size_t) (grid->text + grid->len - p), "附")) != NULL; p++)
	{
		const char *before = p - 3;

		if (p - grid->text >= 3 && gir_is_han(gir_next_char(&before, p)))
			continue;
		*line = rest_of_line(grid, p);
		return true;
	}
	return false;
}

/* The next line 2022年…情况; of its last characters 况 has the rarer bytes. */
static bool
find_dated(const GirGrid *grid, uint32_t from, GirSpan *line)
{
	static const char word[] = "情况";
	static const char last[] = "况";
	const char *end = grid->text + grid->len;

	for (const char *p = grid->text + from; (p = gir_find(p, (size_t) (end - p), last)) != NULL;)
	{
		p += strlen(last);
		if (p < end && !gir_may_begin_space(p))
			continue;			/* most are in a sentence */
		if (rest_of_line(grid, p).len > 0)
			continue;
		*line = rest_of_line(grid, gir_line_start(grid->text, p));
		if (line->len > strlen(word) && grid->text[line->off] == '2' && grid->text + line->off + line->len == p && memcmp(p - strlen(word), word, strlen(word)) == 0)
			return true;
	}
	return false;
}

/* Where the one table that is attached at off ends, before limit: the heading of a section, or a label that is not of that table. */
static uint32_t
attached_end(const GirGrid *grid, GirSpan line, uint32_t limit)
{
	uint32_t	of = 0;			/* bit set of tables it may be */

	for (uint32_t i = 0; i < grid->ncells; i++)
	{
		const GirGridCell *cell = &grid->cells[i];
		uint32_t	tables = 0;
		bool		section = false;

		if (cell->kind != GIR_CELL_LABEL || cell->off < line.off)
			continue;
		for (int f = 0; f < GIR_FORM_COUNT; f++)
		{
			const GirMeaning *m = &gir_label(cell->label)->in[f];

			tables |= m->tables;
			section |= m->section >= 0 && cell->off >= line.off + line.len;
		}
		if (cell->off >= limit || section || (tables != 0 && of != 0 && (tables & of) == 0))
			return cell->off < limit ? cell->off : limit;
		if (tables != 0)
			of = of ? of & tables : tables;
	}
	return limit;
}

/* Leave out what stands in that stretch of the text. */
static void
leave_stretch(const GirGrid *grid, GirGrid *own, uint32_t from, uint32_t to)
{
	for (uint32_t r = 0; r < grid->nrows; r++)
	{
		GirGridRow *row = &own->rows[r];
		const GirGridCell *cells = &grid->cells[row->first];
		uint32_t	before = 0;
		uint32_t	behind;

		while (before < row->ncells && cells[before].off + cells[before].len <= from)
			before++;
		for (behind = before; behind < row->ncells && cells[behind].off < to;)
			behind++;
		if (behind == row->ncells)
			keep_cells(grid, row, 0, before);
		else if (behind > before)
			keep_cells(grid, row, behind, row->ncells);
	}
}

/* Leave out each table that follows such a caption of another year, in rows of any kind. */
static bool
leave_following(const GirGrid *grid, FindCaption find_next, int year, GirGrid *own, bool left)
{
	GirSpan		line;

	for (uint32_t from = 0; find_next(grid, from, &line); from = line.off + line.len)
	{
		GirSpan		next;
		uint32_t	limit;

		if (!names_other_year(grid->text, line, year))
			continue;
		if (!left && !own_rows(grid, own))
			return false;
		left = true;
		limit = find_next(grid, line.off + line.len, &next) ? next.off : (uint32_t) grid->len;
		leave_stretch(grid, own, line.off, attached_end(grid, line, limit));
	}
	return left;
}

bool
gir_head_own_tables(const GirGrid *grid, int year, GirGrid *own)
{
	bool		left = leave_captioned(grid, year, own);

	left = leave_following(grid, find_attached, year, own, left);
	/* above rows with separators they have been seen */
	return grid->layout == GIR_LAYOUT_PLAIN ? leave_following(grid, find_dated, year, own, left) : left;
}
