/*
 * report_captions.c - tables that their captions say are of another year than the report
 */
#include "core/report_work.h"

#include <stdlib.h>

/* A caption, and where to look for the next: a place in the text, or a cell, as the function that finds them counts. */
typedef struct Caption
{
	GirSpan		line;
	uint32_t	next;
} Caption;

typedef bool (*FindCaption) (const GirGrid *grid, Caption *caption);

enum
{
	MIN_COUNTED = 10,			/* bytes of 一、2022年 at most, and more must follow */
	MAX_UNIT_LINE = 40,			/* bytes of 单位：件、万元 */
	MAX_CAPTIONS = 64,			/* of other years: each is looked for among all cells, and no report has so many; behind more nothing is read */
	MAX_CAPTION = 150,			/* bytes of the line above a table that may name its year */
	MAX_ATTACHED = 90			/* bytes from 附 in which it stands, where all is one line */
};

/* Is the row a line 单位：件, between a table and its caption? */
static bool
is_unit_line(const GirGrid *grid, const GirGridRow *row)
{
	static const char unit[] = "单位";
	const GirGridCell *cell = &grid->cells[row->first];

	return row->ncells == 1 && cell->len < MAX_UNIT_LINE && gir_find(grid->text + cell->off, cell->len, unit) != NULL;
}

/* The line of running text that ends just before row r, but for its units. */
static GirSpan
caption_of(const GirGrid *grid, uint32_t r)
{
	const GirGridRow *row = &grid->rows[r - 1];
	const GirGridCell *last;
	const char *start;
	const char *end;

	if (r > 1 && is_unit_line(grid, row) && row[-1].kind == GIR_ROW_LOOSE && row[-1].ncells > 0)
		row--;
	last = &grid->cells[row->first + row->ncells - 1];
	start = gir_line_start(grid->text, grid->text + last->off);
	end = memchr(grid->text + last->off, '\n', grid->len - last->off);

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
find_attached(const GirGrid *grid, Caption *caption)
{
	for (const char *p = grid->text + caption->next; (p = gir_find(p, (size_t) (grid->text + grid->len - p), "附")) != NULL; p++)
	{
		const char *before = p - 3;

		if (p - grid->text >= 3 && gir_is_han(gir_next_char(&before, p)))
			continue;
		caption->line = rest_of_line(grid, p);
		caption->next = caption->line.off + caption->line.len;
		return true;
	}
	return false;
}

/* The next line that begins with a year and ends like a caption: 2022年行政复议情况, 2022年数据回顾. */
static bool
find_dated(const GirGrid *grid, Caption *caption)
{
	static const char *const ends[] = {"情况", "数据", "回顾", "统计表", "报表"};
	static const char year[] = "年";
	const char *end = grid->text + grid->len;

	for (const char *p = grid->text + caption->next; (p = gir_find(p, (size_t) (end - p), year)) != NULL; p += strlen(year))
	{
		const char *limit = p - grid->text > MAX_ATTACHED ? p - MAX_ATTACHED : grid->text;
		const char *start;
		GirSpan		line;

		if (p - grid->text < 4 || p[-4] != '2' || p[-3] != '0')
			continue;
		start = gir_line_start(limit, p);
		if (start > grid->text && start[-1] != '\n')
			continue;			/* far from the line's beginning */
		line = rest_of_line(grid, start);
		if (grid->text + line.off + 4 != p)
			continue;
		for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
			if (line.len > strlen(ends[i]) && memcmp(grid->text + line.off + line.len - strlen(ends[i]), ends[i], strlen(ends[i])) == 0)
			{
				*caption = (Caption) {line, line.off + line.len};
				return true;
			}
	}
	return false;
}

static bool
is_new_row(const GirLabel *label)
{
	for (int f = 0; f < GIR_FORM_COUNT; f++)
		if (label->in[f].row >= 0 && gir_forms[f].rows[label->in[f].row].role == GIR_ROLE_NEW)
			return true;
	return false;
}

/* A head of table 2 with a year in the place of 本年: 2022年制发件数. */
static bool
is_dated_head(const char *s, size_t len)
{
	static const char *const heads[] = {"制发件数", "制发数", "废止件数", "新制作数量", "新公开数量", "处理决定数量", "收费金额"};

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		if (gir_find(s, len, heads[i]) != NULL)
			return true;
	return false;
}

/* A year before the heads of table 3: 2022年 | 自然人 | …. */
static bool
is_dated_corner(const GirGrid *grid, const GirGridCell *cell)
{
	static const char head[] = "自然人";
	const char *s = grid->text + cell->off;

	return cell + 1 < grid->cells + grid->ncells && (cell->len == 7 || cell->len == 10) && s[1] == '0' && memcmp(s + 4, "年度", cell->len - 4) == 0 &&
		cell[1].len == strlen(head) && memcmp(grid->text + cell[1].off, head, strlen(head)) == 0;
}

/* The next cell in which a table names the year that it counts: 一、2022年新收…, 2022年制发件数, or 2022年 before its heads. */
static bool
find_counted_year(const GirGrid *grid, Caption *caption)
{
	while (caption->next < grid->ncells)
	{
		const GirGridCell *cell = &grid->cells[caption->next++];
		const char *s = grid->text + cell->off;
		const char *year;

		if (cell->kind != GIR_CELL_LABEL && (cell->kind != GIR_CELL_TEXT || *s != '2'))
			continue;
		caption->line = (GirSpan) {cell->off, cell->len};
		if (cell->kind == GIR_CELL_TEXT && is_dated_corner(grid, cell))
			return true;
		if (cell->len <= MIN_COUNTED || cell->len >= MAX_CAPTION || (cell->kind == GIR_CELL_LABEL && !is_new_row(gir_label(cell->label))))
			continue;
		year = memchr(s, '2', MIN_COUNTED);
		if (year == NULL || year + 7 > s + cell->len || year[1] != '0' || memcmp(year + 4, "年", 3) != 0)
			continue;
		if (cell->kind == GIR_CELL_LABEL || is_dated_head(s, cell->len))
			return true;
	}
	return false;
}

/* Bit set of the tables in which the label stands, in any form; *section is set for the heading of one. */
static uint32_t
tables_of(const GirLabel *label, bool *section)
{
	uint32_t	tables = 0;

	*section = false;
	for (int f = 0; f < GIR_FORM_COUNT; f++)
	{
		tables |= label->in[f].tables;
		*section |= label->in[f].section >= 0;
	}
	return tables;
}

/*
 * Is the next heading of a section, before limit, that of one of these tables?  Then the report's own come there.  Without a heading nothing
 * says which are its own.
 */
static bool
comes_again(const GirGrid *grid, const GirGridCell *cell, uint32_t limit, uint32_t of)
{
	for (; cell < grid->cells + grid->ncells && cell->off < limit; cell++)
	{
		bool		section = false;
		uint32_t	tables = cell->kind == GIR_CELL_LABEL ? tables_of(gir_label(cell->label), &section) : 0;

		if (section)
			return (tables & of) != 0;
	}
	return true;
}

/* Does the caption say what the table is about?  Then it is one table. */
static bool
names_one_table(const GirGrid *grid, GirSpan line)
{
	static const char *const words[] = {"复议", "诉讼", "申请", "主动公开", "新收"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (gir_find(grid->text + line.off, line.len, words[i]) != NULL)
			return true;
	return false;
}

/*
 * Where the table that is attached at off ends, before limit: the heading of a section, or a label that is not of that table, unless it is
 * one of several.
 */
static uint32_t
attached_end(const GirGrid *grid, GirSpan line, uint32_t limit)
{
	uint32_t	of = 0;			/* bit set of tables it may be */
	uint32_t	first = 0;		/* the first one is one of these */
	int			again = names_one_table(grid, line) ? 0 : -1;	/* comes_again(), -1 before it is asked: until a heading comes the answer is the same */

	for (const GirGridCell *cell = grid->cells; cell < grid->cells + grid->ncells; cell++)
	{
		bool		section;
		uint32_t	tables;

		if (cell->kind != GIR_CELL_LABEL || cell->off < line.off)
			continue;
		tables = tables_of(gir_label(cell->label), &section);
		section &= cell->off >= line.off + line.len;
		if (cell->off >= limit || section)
			return cell->off < limit ? cell->off : limit;
		if (tables != 0 && of != 0 && (tables & of) == 0)
		{
			if (again < 0)
				again = comes_again(grid, cell, limit, first);
			if (!again)
				return cell->off;
			of = tables;
		}
		else if (tables != 0)
			of = of ? of & tables : tables;
		first = first ? first : of;
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
	Caption		caption = {{0, 0}, 0};
	bool		found = find_next(grid, &caption);

	for (int n = 0; found;)
	{
		GirSpan		line = caption.line;
		uint32_t	limit;

		found = find_next(grid, &caption);
		if (!names_other_year(grid->text, line, year))
			continue;
		if (!left && !own_rows(grid, own))
			return false;
		left = true;
		if (++n == MAX_CAPTIONS)
		{
			leave_stretch(grid, own, line.off, (uint32_t) grid->len);
			return true;
		}
		limit = found ? caption.line.off : (uint32_t) grid->len;
		leave_stretch(grid, own, line.off, attached_end(grid, line, limit));
	}
	return left;
}

bool
gir_head_own_tables(const GirGrid *grid, int year, GirGrid *own)
{
	bool		left = leave_captioned(grid, year, own);

	left = leave_following(grid, find_attached, year, own, left);
	if (year != 0)
		left = leave_following(grid, find_counted_year, year, own, left);
	return leave_following(grid, find_dated, year, own, left);
}
