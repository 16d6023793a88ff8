/*
 * report_captions.c - tables that their captions say are of another year than the report
 */
#include "core/report_work.h"

#include <stdlib.h>

enum
{
	MAX_CAPTION = 150			/* bytes of the line above a table that may name its year */
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

/* 附：2022年行政复议情况, 上年度情况如下: of another year, and no sentence. */
static bool
names_other_year(const char *text, GirSpan line, int year)
{
	static const char *const past[] = {"上年", "上一年", "去年"};
	Chars		s = {0};
	bool		other = false;
	int			begin;
	int			end = 0;

	if (line.len > MAX_CAPTION || gir_find(text + line.off, line.len, "年") == NULL || !add_chars(&s, text, line) || find_char(&s, 0, 0x3002) >= 0)
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

bool
gir_head_own_tables(const GirGrid *grid, int year, GirGrid *own)
{
	bool		left = false;

	for (uint32_t r = 1; r < grid->nrows; r++)
	{
		if (grid->rows[r].kind == GIR_ROW_LOOSE || grid->rows[r - 1].kind != GIR_ROW_LOOSE || grid->rows[r - 1].ncells == 0 ||
			!names_other_year(grid->text, caption_of(grid, r), year))
			continue;
		if (!left)
		{
			*own = *grid;
			own->rows = malloc(grid->nrows * sizeof(*own->rows));
			if (own->rows == NULL)
				return false;
			memcpy(own->rows, grid->rows, grid->nrows * sizeof(*own->rows));
			left = true;
		}
		for (; r < grid->nrows && grid->rows[r].kind != GIR_ROW_LOOSE; r++)
		{
			own->rows[r].ncells = 0;
			memset(own->rows[r].count, 0, sizeof(own->rows[r].count));
		}
	}
	return left;
}
