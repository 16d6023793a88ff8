/*
 * figures_rows.c - which rows of a grid carry which row of the form
 */
#include "core/figures_work.h"

#include <stdio.h>
#include <stdlib.h>

#define APPLICANTS_HEAD "申请人情况"

enum
{
	MAX_HEADS = 240,			/* bytes in which the five heads of table 4 stand, torn */
	MAX_PADDED = 1200,			/* ... and padded */
	MIN_CORNERS = 3,			/* rows that end with the word in the corner of the next one's heads */
	NEAR_HEADS = 2				/* rows of one's own between the heads of a block of table 2 and its rows */
};

/*
 * The label next to the figures: the last one before the first figure of the grid row; -1 without one.  A number that begins the row
 * may be an index that a tool has added.
 */
static int
last_label(const GirGrid *grid, const GirGridRow *row)
{
	const GirGridCell *cells = gir_row_cells(grid, row);
	int			last = -1;
	uint32_t	i = 0;

	if (row->ncells > 2 && cells[0].kind == GIR_CELL_NUMBER)
	{
		for (i = 1; i < row->ncells && cells[i].kind == GIR_CELL_EMPTY;)
			i++;
		if (i == row->ncells || cells[i].kind != GIR_CELL_LABEL)
			return -1;
	}
	for (; i < row->ncells && !is_figure(&cells[i]); i++)
		if (cells[i].kind == GIR_CELL_LABEL)
			last = (int) i;
	return last;
}

/* Where the cell stands decides what 其他 and 总计 are: the head of a column, or a row whose number is lost. */
static int
meant_row(const Fit *fit, const GirMeaning *m, bool figures_follow)
{
	if (m->row >= 0)
		return m->row;
	if (m->bare_row < 0)
		return -1;
	if (m->columns == 0)
		return m->bare_row;
	return figures_follow && fit->last_row == m->bare_row - 1 ? m->bare_row : -1;
}

/* 备注 among the heads in running text. */
static bool
has_remarks(const GirGrid *grid, uint32_t r)
{
	static const char word[] = "备注";
	const GirGridRow *row = &grid->rows[r];
	const GirGridCell *cells = gir_row_cells(grid, row);

	for (uint32_t i = 0; row->kind == GIR_ROW_LOOSE && i < row->ncells; i++)
		if (cells[i].kind == GIR_CELL_TEXT && cells[i].len >= strlen(word) && cells[i].len < 3 * strlen(word) && gir_find(grid->text + cells[i].off, cells[i].len, word) != NULL)
			return true;
	return false;
}

/* Does the head begin others than the last one did?  Those of one table are in a row, in running text, or each the only label of a row, with groups' names between. */
static bool
begins_dispute_heads(const Fit *fit, uint32_t r)
{
	const GirGridRow *row = &fit->grid->rows[r];

	return row->kind != GIR_ROW_LOOSE && r != fit->dispute_head_row && (row->count[GIR_CELL_LABEL] > 1 || r > fit->dispute_head_row + 3);
}

/* Heads of table 4 are counted in runs of the form's order. */
static void
see_dispute_head(Fit *fit, int column, uint32_t r)
{
	if (begins_dispute_heads(fit, r))
		fit->dispute_runs = fit->dispute_heads = 0;
	fit->dispute_head_row = r;
	/* in running text, and where heads are torn, 总计 may stand before those that have a line more */
	fit->out->tables[GIR_TABLE4].heads_disagree |= fit->dispute_heads == 1 && fit->dispute_column == TOTAL_OF_DISPUTES && column == 0 &&
		fit->grid->rows[r].kind != GIR_ROW_LOOSE && fit->grid->rows[r].count[GIR_CELL_TEXT] == 0;
	if (fit->dispute_heads == 0 || column <= fit->dispute_column)
		fit->dispute_runs++;
	fit->dispute_heads++;
	fit->dispute_column = column;
	fit->dispute_line = fit->dispute_line == column ? column + 1 : -1;
	if (column == TOTAL_OF_DISPUTES)
		return;
	if (column <= fit->dispute_part)
		fit->dispute_part_runs++;
	fit->dispute_part = column;
}

/* Keep where the head stands among those of table 4; one too many spoils them. */
static void
keep_dispute_head(Fit *fit, int kind, int col)
{
	int			i = fit->ndispute_cols;

	if (i >= PADDED_WIDTH)
	{
		fit->ndispute_cols = PADDED_WIDTH + 1;
		return;
	}
	for (; i > 0 && fit->dispute_cols[i - 1] > col; i--)
	{
		fit->dispute_cols[i] = fit->dispute_cols[i - 1];
		fit->dispute_kinds[i] = fit->dispute_kinds[i - 1];
	}
	fit->dispute_cols[i] = (uint8_t) col;
	fit->dispute_kinds[i] = (uint8_t) kind;
	fit->ndispute_cols++;
}

/* Right of the head, and before the label or the figures of a row in the same line. */
static bool
has_text_after(const GirGrid *grid, const GirGridCell *cell, uint32_t r)
{
	const GirGridCell *end = grid->cells + grid->rows[r].first + grid->rows[r].ncells;

	while (++cell < end && cell->kind != GIR_CELL_LABEL && cell->kind != GIR_CELL_NUMBER)
		if (cell->kind == GIR_CELL_TEXT && grid->rows[r].kind != GIR_ROW_LOOSE)
			return true;
	return false;
}

/* The label of a row without its number, in any form: 其他 is one of 2021, and what is left of 其他结果 in both. */
static bool
is_fragment(const GirLabel *label)
{
	for (int f = 0; f < GIR_FORM_COUNT; f++)
		if (label->in[f].bare_row >= 0)
			return true;
	return false;
}

/* Does the head of that column stand before this cell, in its row? */
static bool
stands_before(const Fit *fit, int block, int column, const GirGridCell *cell, uint32_t r)
{
	for (const GirGridCell *c = gir_row_cells(fit->grid, &fit->grid->rows[r]); c < cell; c++)
		if (c->kind == GIR_CELL_LABEL && gir_label(c->label)->in[fit->f].columns >> block & 1 && gir_label(c->label)->in[fit->f].column[block] == column)
			return true;
	return false;
}

/* Below the last row of table 3, with as many cells as columns, its heads are another table's. */
static bool
is_behind_table(const Fit *fit, int block, uint32_t r)
{
	const GirBlock *b = &fit->form->blocks[block];

	if (b->table != GIR_TABLE3 || !fit->seen[b->first_row + b->nrows - 1])
		return false;
	for (int i = fit->ncandidates - 1; i >= 0; i--)
		if (fit->candidates[i].row == b->first_row + b->nrows - 1 && fit->candidates[i].n >= APPLICANTS && fit->candidates[i].grid_row < r &&
			fit->candidates[i].kind != GIR_ROW_LOOSE)
			return true;
	return false;
}

/* 总计 alone, below all three groups of table 4 with their figures, is of something else. */
static bool
is_behind_groups(const Fit *fit, int block, int column)
{
	const GirBlock *b = &fit->form->blocks[block];

	return b->table == GIR_TABLE4 && fit->dispute_singles == DISPUTE_GROUPS && column == b->first_column + b->total_column && fit->dispute_line == 0;
}

/* 申请人情况 | 总计: the first row of the heads of table 3. */
static bool
is_beside_applicants(const Fit *fit, const GirGridCell *cell, uint32_t r)
{
	const GirGridRow *row = &fit->grid->rows[r];
	const GirMeaning *m;

	if (row->kind == GIR_ROW_LOOSE || cell == gir_row_cells(fit->grid, row))
		return false;
	for (cell--; cell > gir_row_cells(fit->grid, row) && cell->kind == GIR_CELL_EMPTY;)
		cell--;
	m = cell->kind == GIR_CELL_LABEL ? &gir_label(cell->label)->in[fit->f] : NULL;
	return m && m->head && m->columns == 0 && m->tables == 1u << GIR_TABLE3;
}

/*
 * A head of a column.  其他 and 总计 are also what is left of other labels when a line breaks: they count in the block at hand, and
 * begin no other.
 */
static void
see_column(Fit *fit, const GirMeaning *m, const GirGridCell *cell, uint32_t r)
{
	int			block = fit->block;
	int			column;

	if (block < 0 || !(m->columns & 1u << block))
	{
		if (is_fragment(gir_label(cell->label)) || m->tables == (1u << GIR_TABLE3 | 1u << GIR_TABLE4))
		{
			block = first_block(fit->form, GIR_TABLE3);
			if (!is_beside_applicants(fit, cell, r) || !(m->columns & 1u << block))
				return;
		}
		else
			for (block = 0; !(m->columns & 1u << block);)
				block++;
		fit->block = block;
	}
	column = m->column[block];
	if (is_behind_table(fit, block, r) || is_behind_groups(fit, block, column))
		return;
	fit->named |= 1u << gir_forms[fit->f].blocks[block].table;
	if (gir_forms[fit->f].blocks[block].table == GIR_TABLE2)
		fit->heads_seen = r + 1;
	if (fit->first_head[gir_forms[fit->f].blocks[block].table] == 0 && m->tables == 1u << gir_forms[fit->f].blocks[block].table)
		fit->first_head[gir_forms[fit->f].blocks[block].table] = r + 1;
	if (gir_forms[fit->f].blocks[block].table == GIR_TABLE4)
	{
		see_dispute_head(fit, column - fit->form->blocks[block].first_column, r);
		if (fit->grid->rows[r].kind != GIR_ROW_LOOSE)
			keep_dispute_head(fit, column - fit->form->blocks[block].first_column, cell->col);
		fit->dispute_last_col = cell->col;
	}
	if (fit->form->blocks[block].table == GIR_TABLE3 && !fit->seen[fit->form->blocks[block].first_row] &&
		column == fit->form->blocks[block].first_column + fit->form->blocks[block].total_column)
	{
		fit->extra_column |= has_text_after(fit->grid, cell, r);
		fit->remarks |= has_remarks(fit->grid, r);
	}
	if (fit->form->blocks[block].table == GIR_TABLE3 && column == fit->form->blocks[block].first_column && fit->head_col[column] < 0)
	{
		bool		first = stands_before(fit, block, column + fit->form->blocks[block].total_column, cell, r);

		/* in running text, 总计 may be in a header row of its own */
		fit->total_first |= first && fit->grid->rows[r].kind == GIR_ROW_LOOSE;
		fit->out->tables[GIR_TABLE3].heads_disagree |= first && fit->grid->rows[r].kind != GIR_ROW_LOOSE;
	}
	if (fit->head_col[column] >= 0 && fit->head_row[column] == r)
	{
		fit->head_repeats[column]++;	/* a merged head whose text is repeated: its first place */
		return;
	}
	fit->head_col[column] = cell->col;
	fit->head_row[column] = r;
	fit->head_repeats[column] = 0;
}

/* Is there a row of table 4, and no other such table since? */
static bool
has_disputes(const Fit *fit)
{
	return fit->seen[fit->form->blocks[fit->form->nblocks - 1].first_row] && !fit->dispute_again;
}

/* Leave out groups of table 4 that were met alone, without the others. */
static void
drop_groups(Fit *fit)
{
	int			n = 0;

	for (int i = 0; i < fit->ncandidates; i++)
		if (!fit->candidates[i].group || fit->candidates[i].grid_row < fit->dispute_first)
			fit->candidates[n++] = fit->candidates[i];
	fit->ncandidates = n;
}

/* 附：2024年行政复议情况, and then table 4: of the two that one counts which has all groups.  Two whole ones must say the same. */
static void
begin_disputes(Fit *fit)
{
	if (fit->dispute_singles > 0 && fit->dispute_singles < DISPUTE_GROUPS)
	{
		drop_groups(fit);
		fit->first_head[GIR_TABLE4] = 0;
	}
	else
		fit->disputes++;
	fit->dispute_singles = fit->dispute_groups = 0;
	fit->dispute_row = 0;
	fit->dispute_again = true;
}

/* 行政复议、行政诉讼情况: what is left of a heading of which a part was not recognised. */
static bool
is_in_heading(const Fit *fit, const GirGridCell *cell, uint32_t r)
{
	static const char end[] = "情况";
	const GirGrid *grid = fit->grid;
	uint32_t	off = cell->off + cell->len;

	return grid->rows[r].kind == GIR_ROW_LOOSE && grid->len - off >= strlen(end) && memcmp(grid->text + off, end, strlen(end)) == 0;
}

/* The heads of a group of table 4, folded. */
static int
fold_dispute_heads(uint16_t *out, int max)
{
	static const char heads[] = "结果维持结果纠正其他结果尚未审结总计";

	return gir_fold(heads, sizeof(heads) - 1, out, max);
}

/* Are the five heads of table 4 what stands just before the cell, however their letters are torn? */
static bool
spells_dispute_heads(const Fit *fit, const GirGridCell *cell)
{
	const char *text = fit->grid->text;
	const char *end = text + cell->off;
	const char *last = end;
	const char *p = end - (cell->off < MAX_HEADS ? cell->off : MAX_HEADS);
	uint16_t	before[MAX_HEADS];
	uint16_t	wanted[MAX_HEADS];
	int			n;
	int			m;

	while (last > text && (unsigned char) last[-1] < 0x80)
		last--;
	if (last - text < 3 || (memcmp(last - 3, "计", 3) != 0 && memcmp(last - 3, "計", 3) != 0))
		return false;			/* most often the heads stand below */
	while (p < end && ((unsigned char) *p & 0xC0) == 0x80)
		p++;
	m = fold_dispute_heads(wanted, MAX_HEADS);
	n = gir_fold(p, (size_t) (end - p), before, MAX_HEADS);
	return n >= m && n <= MAX_HEADS && memcmp(before + n - m, wanted, (size_t) m * sizeof(wanted[0])) == 0;
}

static int
by_letter(const void *a, const void *b)
{
	return (int) *(const uint16_t *) a - (int) *(const uint16_t *) b;
}

/*
 * Are the five heads all that stands between the name of the group and its figures, n cells from `first` on?  In which order a wrapped row of
 * them was printed does not matter where all figures are the same.
 */
static bool
spells_heads_between(const Fit *fit, const GirGridCell *first, int n)
{
	const char *text = fit->grid->text;
	uint16_t	between[MAX_HEADS];
	uint16_t	wanted[MAX_HEADS];
	int			m = fold_dispute_heads(wanted, MAX_HEADS);

	if (fit->dispute_named == 0 || first->off <= fit->dispute_named || first->off - fit->dispute_named > MAX_PADDED ||
		gir_fold(text + fit->dispute_named, first->off - fit->dispute_named, between, MAX_HEADS) != m)
		return false;
	if (memcmp(between, wanted, (size_t) m * sizeof(wanted[0])) == 0)
		return true;
	for (int i = 1; i < n; i++)
		if (first[i].kind != first->kind || first[i].len != first->len || memcmp(text + first[i].off, text + first->off, first->len) != 0)
			return false;
	qsort(between, (size_t) m, sizeof(between[0]), by_letter);
	qsort(wanted, (size_t) m, sizeof(wanted[0]), by_letter);
	return memcmp(between, wanted, (size_t) m * sizeof(wanted[0])) == 0;
}

/* 年度, 备注 beside the heads of table 3 or 4: a column of one's own, and rows of several years perhaps. */
static bool
has_own_head(const Fit *fit, uint32_t r)
{
	static const char *const words[] = {"年度", "年份", "备注", "单位", "占比", "区域", "部门", "机关", "本级"};
	const GirGridRow *row = &fit->grid->rows[r];

	if (row->kind == GIR_ROW_LOOSE || count_figures(row) > 0)
		return false;
	for (uint32_t i = 0; i < row->ncells; i++)
	{
		const GirGridCell *cell = gir_row_cells(fit->grid, row) + i;

		if (gir_find(fit->grid->text + cell->off, cell->len, "：") != NULL || memchr(fit->grid->text + cell->off, ':', cell->len) != NULL)
			continue;			/* 单位：件 */
		for (size_t k = 0; cell->kind == GIR_CELL_TEXT && k < sizeof(words) / sizeof(words[0]); k++)
			if (gir_find(fit->grid->text + cell->off, cell->len, words[k]) != NULL)
				return true;
	}
	return false;
}

/* Right before 行政复议 stands the head of a column of numbers or years. */
static bool
is_beside_own_head(const Fit *fit, const GirGridCell *cell)
{
	static const char *const words[] = {"序号", "行次", "编号", "年度", "年份"};

	if (cell-- == fit->grid->cells || cell->kind != GIR_CELL_TEXT)
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (cell->len == strlen(words[i]) && begins_with(fit->grid, cell, words[i]))
			return true;
	return false;
}

/* In fields, another cell stands before 行政复议: the row of figures may begin with one, too. */
static bool
has_corner(const Fit *fit, const GirGridCell *cell, uint32_t r)
{
	const GirGridRow *row = &fit->grid->rows[r];

	return row->kind == GIR_ROW_FIELDS && cell > gir_row_cells(fit->grid, row) && (cell[-1].kind == GIR_CELL_EMPTY || cell[-1].kind == GIR_CELL_TEXT);
}

/* 上年情况 or 其中 stands right before: the table is another than the form's. */
static bool
is_captioned_as_other(const Fit *fit, const GirGridCell *cell)
{
	static const char *const words[] = {"上年", "上一年", "去年", "其中"};

	if (cell-- == fit->grid->cells || cell->kind != GIR_CELL_TEXT)
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (begins_with(fit->grid, cell, words[i]))
			return true;
	return false;
}

/* The tables begin with this label at the latest; 其他 may be what a page's properties say. */
static void
begin_tables(Fit *fit, const GirGridCell *cell)
{
	if (cell->off < fit->out->first_table && gir_label(cell->label)->length > 2)
		fit->out->first_table = cell->off;
}

/* A label that is no row with figures: heads, clauses, sections, groups of table 4. */
static void
see_label(Fit *fit, const GirGridCell *cell, uint32_t r)
{
	const GirMeaning *m = &gir_label(cell->label)->in[fit->f];

	if (m->section >= 0)
	{
		fit->table = m->section;
		fit->block = first_block(fit->form, (GirTable) m->section);
		return;
	}
	if (m->tables != 0 && (m->tables & (m->tables - 1)) == 0)
	{
		fit->table = __builtin_ctz(m->tables);
		fit->out->tables[fit->table].labels++;
		begin_tables(fit, cell);
	}
	if (m->clause >= 0)
	{
		fit->block = m->clause;
		fit->heads_seen = r + 1;
		fit->named |= 1u << GIR_TABLE2;
	}
	else if (m->row >= 0 && fit->form->rows[m->row].role == GIR_ROLE_DISPUTE)
	{
		int			g = m->row - fit->form->blocks[fit->form->rows[m->row].block].first_row;

		fit->block = fit->form->rows[m->row].block;
		if (g == 0 && fit->dispute_row > 0 && fit->dispute_row <= r)
			begin_disputes(fit);
		/* ... and of the form's own no figures were seen */
		fit->out->tables[GIR_TABLE4].heads_disagree |= g == 0 && fit->dispute_row == 0 && fit->dispute_groups == DISPUTE_GROUPS && is_captioned_as_other(fit, cell);
		if (g == 0)
		{
			fit->ndispute_cols = 0;
			fit->dispute_own |= has_own_head(fit, r);
			fit->dispute_beside |= is_beside_own_head(fit, cell);
			fit->dispute_corner |= has_corner(fit, cell, r);
		}
		if (g == 0 && fit->dispute_line != fit->form->blocks[fit->block].ncolumns && spells_dispute_heads(fit, cell))
			fit->dispute_line = fit->form->blocks[fit->block].ncolumns;
		fit->out->tables[GIR_TABLE4].heads_disagree |= g == 0 && fit->lawsuits_row == r + 1;
		/* 行政复议 may be damaged; but then it may not come after the others */
		if (g == 1 && fit->dispute_groups == 0)
			fit->dispute_groups = fit->review_unseen = 1;
		fit->out->tables[GIR_TABLE4].heads_disagree |= g == 0 && fit->review_unseen;
		/* the same group again is a merged head repeated, the first one a header repeated */
		if (g != 0 && g != fit->dispute_groups && g != fit->dispute_groups - 1)
			fit->out->tables[GIR_TABLE4].heads_disagree = true;
		fit->dispute_groups = g + 1;
		fit->dispute_named = cell->off + cell->len;
	}
	else if (m->columns != 0)
		see_column(fit, m, cell, r);
	else if (m->head && m->tables == 1u << GIR_TABLE3)
		fit->extra_column |= gir_label(cell->label) == gir_label_find(APPLICANTS_HEAD, strlen(APPLICANTS_HEAD)) && has_own_head(fit, r);
	else if (m->head && m->tables == 1u << GIR_TABLE4 && !is_in_heading(fit, cell, r))
		fit->lawsuits_row = r + 1;
	else if (m->head && fit->table == GIR_TABLE2)
	{
		fit->corner_col = cell->col;
		fit->heads_seen = r + 1;
	}
}

/* 注：… below the table, which a tool has put behind its last row. */
static bool
is_footnote(const GirGrid *grid, const GirGridCell *cell)
{
	return cell->kind == GIR_CELL_TEXT && cell->len > 12 && (begins_with(grid, cell, "注：") || begins_with(grid, cell, "注:"));
}

/* First and last cell that is not empty; is a label among them? */
static void
measure(const GirGrid *grid, Candidate *c)
{
	const GirGridCell *cells = grid->cells + c->first;
	int			begin = -1;
	int			end = -1;

	for (int i = 0; i < c->n; i++)
	{
		if (cells[i].kind == GIR_CELL_EMPTY)
			continue;
		if (!is_figure(&cells[i]))
		{
			if (c->kind != GIR_ROW_LOOSE && is_footnote(grid, &cells[i]))
				break;
			c->broken |= cells[i].glued || cells[i].kind == GIR_CELL_LABEL || c->kind == GIR_ROW_LOOSE;
		}
		begin = begin < 0 ? i : begin;
		end = i;
	}
	c->begin = begin;
	c->end = end;
}

/* What the cell after a loose row is. */
static int
kind_after(const Fit *fit, const GirGridCell *cell)
{
	const GirMeaning *m;
	const char *text = fit->grid->text + cell->off;
	const char *before;

	if (cell->kind != GIR_CELL_LABEL)
		return AFTER_OTHER;
	m = &gir_label(cell->label)->in[fit->f];
	if (m->row >= 0 && fit->form->rows[m->row].number[0] >= '0' && fit->form->rows[m->row].number[0] <= '9')
		return AFTER_ITEM;
	if (m->row < 0 && !m->head)
		return AFTER_OTHER;
	/* the cell begins with the first character that counts in labels; a bracket does not */
	for (before = text; before > fit->grid->text && ((unsigned char) *--before & 0xC0) == 0x80;)
		;
	if (gir_narrow(gir_next_char(&before, text)) == '(')
		return AFTER_PART;
	return m->row >= 0 ? AFTER_CHAPTER : AFTER_HEAD;
}

static bool
begins_with_figure(const GirGrid *grid, uint32_t r)
{
	return r < grid->nrows && grid->rows[r].ncells > 0 && is_figure(gir_row_cells(grid, &grid->rows[r]));
}

/* Is the row the rest of a label whose figures stand above, parted from it by an empty row? */
static bool
is_rest_below(const Fit *fit, const Candidate *c)
{
	const GirGridRow *r = &fit->grid->rows[c->grid_row];
	const Candidate *last;

	if (c->begin >= 0 || c->kind != GIR_ROW_FIELDS || c->grid_row < 2 || r[-1].ncells < 2 || r[-1].count[GIR_CELL_EMPTY] != r[-1].ncells ||
		count_figures(&r[-2]) == 0)
		return false;
	last = fit->ncandidates > 0 ? &fit->candidates[fit->ncandidates - 1] : NULL;
	return last == NULL || last->row < 0 || last->grid_row != c->grid_row - 2;
}

bool
gir_figures_is_unit(const GirGrid *grid, const GirGridCell *cell, int max)
{
	static const uint16_t units[] = {0x4EF6, 0x9879, 0x6761, 0x5B97, 0x4E2A, 0x8D77, 0x5143};	/* 件 项 条 宗 个 起 元 */
	uint16_t	letters[8];
	int			n = cell->kind == GIR_CELL_TEXT ? gir_fold(grid->text + cell->off, cell->len, letters, 8) : 0;

	if (n == 0 || n > max)
		return false;
	for (int k = 0; k < n; k++)
	{
		bool		unit = false;

		for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
			unit |= letters[k] == units[i];
		if (!unit)
			return false;
	}
	return true;
}

bool
gir_figures_begin_with_unit(const GirGrid *grid, uint32_t r)
{
	return r < grid->nrows && grid->rows[r].ncells > 0 && gir_figures_is_unit(grid, gir_row_cells(grid, &grid->rows[r]), grid->rows[r].kind == GIR_ROW_LOOSE ? 8 : 1);
}

/* Does the row above have the figures of two rows, in running text, on two lines?  Then the second of these may be this row's. */
static bool
follows_two_rows(const Fit *fit, uint32_t r, int row)
{
	const Candidate *above = fit->ncandidates > 0 ? &fit->candidates[fit->ncandidates - 1] : NULL;
	const GirGridCell *cells;

	if (above == NULL || above->row < 0 || above->grid_row + 1 != r || above->kind != GIR_ROW_LOOSE || above->columns != APPLICANTS || row_width(fit->form, row) != APPLICANTS ||
		above->n < 2 * APPLICANTS)
		return false;
	cells = fit->grid->cells + above->first;
	return cells[APPLICANTS].gap > cells[1].gap;
}

/* Fewer than fifteen figures in fields, and more of them at the end of the row of heads above or at the beginning of the next: antiword has wrapped them. */
static bool
is_wrapped_dispute(const Fit *fit, uint32_t r)
{
	const GirGridRow *row = &fit->grid->rows[r];
	const GirGridRow *above = r > 0 ? row - 1 : row;
	const GirGridRow *below = r + 1 < fit->grid->nrows ? row + 1 : row;

	if (row->kind != GIR_ROW_FIELDS || count_figures(row) >= PADDED_WIDTH || count_figures(row) <= fit->form->blocks[fit->form->nblocks - 1].ncolumns)
		return false;
	if (above->kind == GIR_ROW_FIELDS && above->count[GIR_CELL_LABEL] > 0 && is_figure(&gir_row_cells(fit->grid, above)[above->ncells - 1]))
		return true;
	return below != row && below->kind == GIR_ROW_FIELDS && below->ncells > 0 && below->count[GIR_CELL_LABEL] == 0 && is_figure(gir_row_cells(fit->grid, below));
}

static void
add_candidate(Fit *fit, uint32_t r, int row, int label)
{
	const GirGrid *grid = fit->grid;
	const GirGridRow *g = &grid->rows[r];
	Candidate	none;			/* one too many */
	Candidate  *c = fit->ncandidates < MAX_CANDIDATES ? &fit->candidates[fit->ncandidates] : &none;

	*c = (Candidate) {.row = row, .grid_row = r, .first = g->first + (uint32_t) (label + 1), .n = (int) g->ncells - label - 1,
	.label_col = label, .block = fit->block, .width = (int) g->ncells, .kind = g->kind, .next = AFTER_OTHER};

	if (label >= 0)
		c->label_col = gir_row_cells(grid, g)[label].col;
	if (c->first + (uint32_t) c->n < grid->ncells)
	{
		const GirGridCell *next = &grid->cells[c->first + (uint32_t) c->n];

		c->trail = next->gap;
		c->next = kind_after(fit, next);
	}
	measure(grid, c);
	c->broken |= row >= 0 && fit->form->rows[row].role == GIR_ROLE_DISPUTE && is_wrapped_dispute(fit, r);
	c->broken |= is_rest_below(fit, c) || (c->kind == GIR_ROW_FIELDS && gir_figures_begin_with_unit(grid, r + 1));
	/* its label has moved */
	c->broken |= c->kind != GIR_ROW_LOOSE && row >= 0 && label > 0 && begins_with_figure(grid, r) &&
		!begins_with_figure(grid, r - 1) && !begins_with_figure(grid, r + 1);	/* no index that a tool has added */
	/* its own figures may be those before the label */
	c->broken |= c->kind == GIR_ROW_LOOSE && fit->stray_row > 0 && fit->stray_row + 1 == r;
	c->broken |= c->kind == GIR_ROW_LOOSE && row >= 0 && follows_two_rows(fit, r, row);
	if (row >= 0)
	{
		c->columns = row_width(fit->form, row);
		note_row(fit, row, label < 0 ? g->first : c->first - 1);
		if (fit->form->rows[row].role == GIR_ROLE_DISPUTE)
		{
			fit->dispute_row = r + 1;
			fit->dispute_again = false;
		}
		c->headed = fit->heads_seen > 0 && r + 1 - fit->heads_seen <= (uint32_t) fit->form->blocks[fit->form->rows[row].block].nrows + NEAR_HEADS;
		fit->last_row = row;
		fit->block = fit->form->rows[row].block;
		fit->table = (int) fit->form->blocks[fit->block].table;
	}
	fit->ncandidates += fit->ncandidates < MAX_CANDIDATES;
}

/* Does the data row of table 4 begin with a name, 件数, left of where its heads begin? */
static bool
has_name(const Fit *fit, const GirGridRow *row)
{
	return row->kind != GIR_ROW_LOOSE && gir_row_cells(fit->grid, row)->kind == GIR_CELL_TEXT && row->ncells > PADDED_WIDTH && fit->dispute_last_col >= PADDED_WIDTH;
}

/* Has one of the next two rows of the same width words or figures?  A line of prose has them in its first cell alone. */
static bool
goes_on_below(const Fit *fit, const GirGridRow *row)
{
	const GirGridRow *end = fit->grid->rows + fit->grid->nrows;

	for (const GirGridRow *next = row + 1; next < end && next <= row + 2 && next->kind == row->kind && next->ncells == row->ncells; next++)
	{
		int			filled = (int) next->ncells - next->count[GIR_CELL_EMPTY];

		if (filled > 1 || (filled == 1 && gir_row_cells(fit->grid, next)->kind == GIR_CELL_EMPTY))
			return true;
	}
	return false;
}

/*
 * Blank fields among figures, where the next row has figures and no words, or this one begins with the unit of a figure before: each cell is a
 * line, and the fields that tabs make of it are no cells.
 */
static bool
is_spread(const Fit *fit, const GirGridRow *row)
{
	const GirGridRow *next = row + 1;

	if (row->kind != GIR_ROW_FIELDS || row->count[GIR_CELL_EMPTY] == 0)
		return false;
	if (gir_figures_begin_with_unit(fit->grid, (uint32_t) (row - fit->grid->rows)))
		return true;
	return next < fit->grid->rows + fit->grid->nrows && next->kind == GIR_ROW_FIELDS && count_figures(next) > 0 && next->count[GIR_CELL_EMPTY] + count_figures(next) == (int) next->ncells &&
		is_figure(gir_row_cells(fit->grid, next));
}

/* No figures of table 4 are these: 0 + 1 + 2 + 3 is not 4. */
bool
gir_figures_number_columns(const Fit *fit, const GirGridRow *row)
{
	const GirGridCell *cells = gir_row_cells(fit->grid, row);
	int			n = 0;

	for (uint32_t i = 0; i < row->ncells; i++)
	{
		GirValue	v;

		if (cells[i].kind == GIR_CELL_EMPTY)
			continue;
		gir_value_read(fit->grid->text + cells[i].off, cells[i].len, true, &v);
		if (v.state != GIR_NUMBER || v.scale != 0 || v.digits != n++)
			return false;
	}
	return n >= 5;
}

/* 数量 | 26 | 638 | 96 | 49: the first of the cells names a row of one's own. */
static bool
names_row(const Fit *fit, const GirGridCell *cell)
{
	const char *p = fit->grid->text + cell->off;

	return cell->kind == GIR_CELL_TEXT && cell->len > 0 && gir_is_han(gir_next_char(&p, p + cell->len));
}

/* The data row of table 4 has no label: a row of figures (or of nothing but empty cells, the table's last) below its heads. */
static bool
is_dispute_row(const Fit *fit, const GirGridRow *row)
{
	int			block = fit->form->nblocks - 1;
	int			ncells = fit->form->blocks[block].nrows * fit->form->blocks[block].ncolumns;

	if (fit->block != block || fit->dispute_groups < 2 || has_disputes(fit))
		return false;
	if (row->count[GIR_CELL_LABEL] > 0 || ((int) row->ncells < ncells && names_row(fit, gir_row_cells(fit->grid, row))))
		return false;
	if (count_figures(row) > 0)	/* among many words a figure is a head that has lost its letters */
		return count_figures(row) * 4 >= row->count[GIR_CELL_TEXT] && !gir_figures_number_columns(fit, row) && !is_spread(fit, row);
	return row->ncells >= (uint32_t) ncells && row->count[GIR_CELL_EMPTY] == (int) row->ncells && !goes_on_below(fit, row);
}

static int
trailing_figures(const GirGrid *grid, const GirGridRow *row)
{
	const GirGridCell *cells = gir_row_cells(grid, row);
	int			n = 0;

	if (row->kind != GIR_ROW_LOOSE)
		return (int) row->ncells;
	while (n < (int) row->ncells && (is_figure(&cells[row->ncells - 1 - (uint32_t) n]) || cells[row->ncells - 1 - (uint32_t) n].glued ||
									 cells[row->ncells - 1 - (uint32_t) n].kind == GIR_CELL_EMPTY))
		n++;
	return n;
}

/*
 * Does the row begin with a number that a tool has added: one more than that of the row before, or 0 below heads that leave room for it?
 */
static bool
has_index(const Fit *fit, uint32_t r)
{
	const GirGrid *grid = fit->grid;
	const GirGridCell *cell = gir_row_cells(grid, &grid->rows[r]);
	const GirGridCell *above = r > 0 ? gir_row_cells(grid, &grid->rows[r - 1]) : NULL;

	if (above == NULL || grid->rows[r].ncells != grid->rows[r - 1].ncells || grid->rows[r].ncells <= PADDED_WIDTH ||
		cell->kind != GIR_CELL_NUMBER || cell->len != 1)
		return false;
	if (fit->dispute_head_row + 1 == r && above[0].kind == GIR_CELL_EMPTY && above[1].kind == GIR_CELL_LABEL && fit->dispute_last_col == PADDED_WIDTH)
		return grid->text[cell->off] == '0';
	return above->kind == GIR_CELL_NUMBER && above->len == 1 && grid->text[cell->off] == grid->text[above->off] + 1;
}

/* In running text the heads and the figures of table 4 are one row; some heads may be torn. */
static bool
is_loose_dispute(const Fit *fit, const GirGridRow *row)
{
	int			block = fit->form->nblocks - 1;

	return fit->block == block && fit->dispute_groups == DISPUTE_GROUPS && !has_disputes(fit) &&
		trailing_figures(fit->grid, row) > 1 && count_figures(row) > 0;
}

/* Where nothing ends a row, the figures of table 4 follow its last head. */
static bool
is_dispute_after_head(const Fit *fit, const GirGridRow *row, int last)
{
	int			block = fit->form->nblocks - 1;
	const GirMeaning *m = &gir_label(gir_row_cells(fit->grid, row)[last].label)->in[fit->f];

	return fit->block == block && fit->dispute_groups == DISPUTE_GROUPS && !has_disputes(fit) &&
		(m->columns & 1u << block) != 0 && count_figures(row) > 1;
}

/* Where tabs divide all cells but no line ends a row: exactly as many figures as table 4 has, side by side behind its last head. */
static bool
is_whole_dispute(const Fit *fit, const GirGridRow *row, int last)
{
	const GirGridCell *cells = gir_row_cells(fit->grid, row);
	uint32_t	i = (uint32_t) last + 1;
	int			n = 0;

	if (!is_dispute_after_head(fit, row, last) || count_figures(row) != PADDED_WIDTH)
		return false;
	while (i < row->ncells && cells[i].kind == GIR_CELL_EMPTY)
		i++;
	while (i < row->ncells && is_figure(&cells[i++]))
		n++;
	return n == PADDED_WIDTH;
}

/*
 * Where the figures of one group of table 4 begin in a row: behind its label, alone, or below the five heads in a sheet that is wider and has
 * nothing else there; -1 when they do not.
 */
static int
group_cells(const Fit *fit, const GirGridRow *row, int last)
{
	const GirGridCell *cells = gir_row_cells(fit->grid, row);
	int			n = fit->form->blocks[fit->form->nblocks - 1].ncolumns;
	int			first = fit->dispute_last_col + 1 - n;

	if (row->kind == GIR_ROW_LOOSE)
		return trailing_figures(fit->grid, row) == n ? (int) row->ncells - n : -1;
	if ((int) row->ncells - last - 1 == n)
		return names_row(fit, &cells[last + 1]) ? -1 : last + 1;
	if (row->kind == GIR_ROW_GRID)	/* cells above may reach into this row */
	{
		int			i = (int) row->ncells - 1;

		while (i > last && cells[i].col != first)
			i--;
		first = i;
	}
	if (first <= last || (int) row->ncells < first + n)
		return -1;
	for (int i = last + 1; i < (int) row->ncells; i++)
		if ((i < first || i >= first + n) && cells[i].kind != GIR_CELL_EMPTY)
			return -1;
	return first;
}

/*
 * Table 4 as three small tables, or as three rows: the figures of one group alone, below its own five heads or those of the first.  Each
 * group must come with its figures before the next one is named, for otherwise they may be what is left of all fifteen.
 */
static bool
is_group_row(const Fit *fit, const GirGridRow *row, int last)
{
	const GirBlock *b = &fit->form->blocks[fit->form->nblocks - 1];
	int			group = fit->dispute_groups - 1;
	int			first;

	if (fit->block != fit->form->nblocks - 1 || group != fit->dispute_singles || count_figures(row) == 0 || fit->review_unseen || is_spread(fit, row) || (first = group_cells(fit, row, last)) < 0)
		return false;
	return fit->dispute_line == b->ncolumns || (fit->dispute_line == 0 && group > 0) || spells_heads_between(fit, gir_row_cells(fit->grid, row) + first, b->ncolumns);
}

/* The same group's heads and figures again: of which of the two tables the form's are, they must agree to tell. */
static bool
is_group_again(const Fit *fit, const GirGridRow *row, int last)
{
	const GirBlock *b = &fit->form->blocks[fit->form->nblocks - 1];

	return fit->block == fit->form->nblocks - 1 && fit->dispute_singles > 0 && fit->dispute_groups == fit->dispute_singles && fit->dispute_line == b->ncolumns && last < 0 &&
		fit->lawsuits_row <= fit->dispute_row && row->kind != GIR_ROW_LOOSE && group_cells(fit, row, last) >= 0 && count_figures(row) > 0;
}

static void
add_group_row(Fit *fit, uint32_t r, int last, bool again)
{
	const GirBlock *b = &fit->form->blocks[fit->form->nblocks - 1];
	Candidate  *c = &fit->candidates[fit->ncandidates];

	if (fit->ncandidates == MAX_CANDIDATES)
		return;
	if (fit->dispute_singles == 0 && !again)
		fit->dispute_first = r;
	fit->dispute_torn |= fit->dispute_line != b->ncolumns && !(fit->dispute_line == 0 && fit->dispute_singles > 0);
	add_candidate(fit, r, b->first_row + fit->dispute_singles, group_cells(fit, &fit->grid->rows[r], last) - 1);
	c->group = true;
	c->n = c->columns = b->ncolumns;
	measure(fit->grid, c);
	fit->dispute_singles++;
	fit->dispute_line = 0;
}

/* These figures as the row of table 4. */
static void
add_dispute_run(Fit *fit, uint32_t r)
{
	const GirGridRow *row = &fit->grid->rows[r];
	uint32_t	first = 0;

	while (!is_figure(&gir_row_cells(fit->grid, row)[first]))
		first++;
	if (fit->ncandidates == MAX_CANDIDATES)
		return;
	add_candidate(fit, r, fit->form->blocks[fit->form->nblocks - 1].first_row, (int) first - 1);
	fit->candidates[fit->ncandidates - 1].n = PADDED_WIDTH;
	measure(fit->grid, &fit->candidates[fit->ncandidates - 1]);
}

/* Figures in running text count only where a table of the form has begun. */
static bool
in_context(const Fit *fit, int row, const GirGridRow *grid_row)
{
	if (grid_row->kind != GIR_ROW_LOOSE || fit->form->rows[row].role == GIR_ROLE_NEW)
		return true;
	if (fit->table != (int) fit->form->blocks[fit->form->rows[row].block].table)
		return false;
	/* a row of table 2 comes after the clause or the heads of its own block; otherwise the words are out of order */
	return fit->table != GIR_TABLE2 || fit->block == fit->form->rows[row].block;
}

/*
 * A row of figures without a label that was recognised, where a table of the form has begun: its label may be damaged, or torn by the
 * layout.  Kept for gir_figures_adopt_orphans().
 */
static bool
is_orphan(const Fit *fit, const GirGridRow *row, int last)
{
	const GirMeaning *m;
	int			figures;

	if (fit->table < 0 || fit->table == GIR_TABLE4 || count_figures(row) == 0)
		return false;
	figures = row->kind == GIR_ROW_LOOSE ? trailing_figures(fit->grid, row) : 0;
	if (row->kind == GIR_ROW_LOOSE)
		return figures > 0 && (figures == (int) row->ncells || gir_row_cells(fit->grid, row)[row->ncells - 1 - (uint32_t) figures].kind == GIR_CELL_TEXT);
	if (last < 0)
		return row->count[GIR_CELL_TEXT] > 0;
	m = &gir_label(gir_row_cells(fit->grid, row)[last].label)->in[fit->f];
	return m->row < 0 && m->columns == 0;
}

/* First cell of the figures of an orphan, less one: behind the last cell that is text, and no piece of a figure, or a label. */
static int
orphan_label(const GirGrid *grid, const GirGridRow *row)
{
	const GirGridCell *cells = gir_row_cells(grid, row);
	int			label = -1;

	for (int i = 0; i < (int) row->ncells; i++)
		if ((cells[i].kind == GIR_CELL_TEXT && !cells[i].glued) || cells[i].kind == GIR_CELL_LABEL)
			label = i;
		else if (is_figure(&cells[i]) && label >= 0 && row->kind != GIR_ROW_LOOSE)
			break;
	return label;
}

static bool
is_label_of(const GirGroup *group, const GirLabel *label)
{
	char		printed[128];
	int			n = group ? snprintf(printed, sizeof(printed), "%s%s", group->number, group->label) : 0;

	return n > 0 && n < (int) sizeof(printed) && gir_label_find(printed, (size_t) n) == label;
}

/*
 * The labels of a group's rows are gone, its own is left: as many figures below it as the group has cells, each on a line of its own,
 * are its rows one after the other.  settle_counted() sees whether they add up.
 */
static bool
add_counted(Fit *fit, uint32_t r, int last)
{
	const GirGridRow *row = &fit->grid->rows[r];
	const GirForm *form = fit->form;
	const GirLabel *label = gir_label(gir_row_cells(fit->grid, row)[last].label);
	int			first = 0;
	int			n = 0;

	while (first < form->nrows && !is_label_of(form->rows[first].group, label))
		first++;
	while (first + n < form->nrows && form->rows[first + n].group == form->rows[first].group && !fit->seen[first + n])
		n++;
	if (n < 2 || (first + n < form->nrows && form->rows[first + n].group == form->rows[first].group) ||
		trailing_figures(fit->grid, row) != n * APPLICANTS || fit->ncandidates + n > MAX_CANDIDATES)
		return false;
	for (int i = 0; i < n; i++)
	{
		Candidate  *c = &fit->candidates[fit->ncandidates];

		add_candidate(fit, r, first + i, (int) row->ncells - n * APPLICANTS - 1);
		c->first += (uint32_t) (i * APPLICANTS);
		c->n = APPLICANTS;
		c->counted = true;
		measure(fit->grid, c);
	}
	return true;
}

/*
 * Figures behind the second line of a label that has its figures beside the first one: they are the rest of those, which a narrow column
 * has broken.
 */
static bool
is_rest(const Fit *fit, const GirGridRow *row, uint32_t r)
{
	const Candidate *c = fit->candidates + fit->ncandidates;

	if (row->kind != GIR_ROW_LOOSE || fit->ncandidates == 0 || row->count[GIR_CELL_NUMBER] != row->ncells || gir_row_cells(fit->grid, row)->gap > 0)
		return false;
	c--;
	return c->grid_row + 1 == r && c->kind == GIR_ROW_LOOSE;
}

/* 五、 or 六、: the sections behind table 4. */
static bool
begins_last_sections(const GirGrid *grid, const GirGridRow *row)
{
	const GirGridCell *cell = gir_row_cells(grid, row);

	return row->ncells > 0 && cell->kind == GIR_CELL_TEXT && cell->len > 2 * strlen("五、") &&
		(begins_with(grid, cell, "五、") || begins_with(grid, cell, "六、"));
}

/* Does this label begin a second set of tables: row 一 again, or a row of table 2 that was there, behind one of table 3 or 4? */
static bool
begins_second(const Fit *fit, int form_row)
{
	if (fit->form->rows[form_row].role == GIR_ROLE_NEW)
		return fit->out->applications == 2;
	return fit->out->second == 0 && table_of(fit, form_row) == GIR_TABLE2 && fit->seen[form_row] && fit->last_row >= 0 &&
		table_of(fit, fit->last_row) != GIR_TABLE2;
}

static void
see_row(Fit *fit, uint32_t r)
{
	const GirGrid *grid = fit->grid;
	const GirGridRow *row = &grid->rows[r];
	const GirGridCell *cells = gir_row_cells(grid, row);
	int			last = row->count[GIR_CELL_LABEL] > 0 ? last_label(grid, row) : -1;
	int			figures = count_figures(row);
	int			before = fit->ncandidates;
	bool		again;

	if (is_rest(fit, row, r))
		fit->candidates[before - 1].broken = true;
	if (fit->block == fit->form->nblocks - 1 && fit->dispute_groups == DISPUTE_GROUPS && begins_last_sections(grid, row))
		fit->block = fit->table = -1;
	for (int i = 0; i < (int) row->ncells && i <= last; i++)
	{
		const GirMeaning *m;
		int			form_row;
		bool		beside = i == last && i + 1 < (int) row->ncells &&
			(row->kind != GIR_ROW_LOOSE || is_figure(&cells[i + 1]) || cells[i + 1].kind == GIR_CELL_EMPTY);

		if (cells[i].kind != GIR_CELL_LABEL || !counts(grid, row, (uint32_t) i))
			continue;
		m = &gir_label(cells[i].label)->in[fit->f];
		form_row = meant_row(fit, m, beside && figures > 0);
		if (form_row < 0 || fit->form->rows[form_row].role == GIR_ROLE_DISPUTE || !in_context(fit, form_row, row))
		{
			see_label(fit, &cells[i], r);
			continue;
		}
		fit->table = (int) fit->form->blocks[fit->form->rows[form_row].block].table;
		fit->out->tables[fit->table].labels++;
		begin_tables(fit, &cells[i]);
		fit->out->applications += fit->form->rows[form_row].role == GIR_ROLE_NEW;
		if (begins_second(fit, form_row))
			fit->out->second = cells[i].off;
		if (i == last && (beside || row->kind == GIR_ROW_LOOSE))
			add_candidate(fit, r, form_row, i);
		else
			note_row(fit, form_row, row->first + (uint32_t) i);
	}
	if (fit->ncandidates < before)	/* groups of another table 4 were left out */
		before = fit->ncandidates;
	again = fit->ncandidates == before && is_group_again(fit, row, last);
	fit->dispute_singles -= again;
	if (fit->ncandidates == before && is_group_row(fit, row, last))
		add_group_row(fit, r, last, again);
	else if (row->kind != GIR_ROW_LOOSE && last < 0 && is_dispute_row(fit, row) && has_index(fit, r))
		add_candidate(fit, r, fit->form->blocks[fit->form->nblocks - 1].first_row, 0);
	else if (row->kind == GIR_ROW_CELLS && last >= 0 && fit->ncandidates == before && is_dispute_after_head(fit, row, last))
		add_candidate(fit, r, fit->form->blocks[fit->form->nblocks - 1].first_row, last);
	else if (row->kind == GIR_ROW_FIELDS && last >= 0 && fit->ncandidates == before && is_whole_dispute(fit, row, last))
		add_dispute_run(fit, r);
	else if (row->kind == GIR_ROW_LOOSE ? is_loose_dispute(fit, row) : last < 0 && is_dispute_row(fit, row))
		add_candidate(fit, r, fit->form->blocks[fit->form->nblocks - 1].first_row,
					  has_name(fit, row) ? 0 : (int) row->ncells - trailing_figures(grid, row) - 1);
	else if (fit->ncandidates == before && is_orphan(fit, row, last))
		add_candidate(fit, r, -1, orphan_label(grid, row));
	else if (fit->ncandidates == before && fit->table == GIR_TABLE3 && row->kind == GIR_ROW_LOOSE && figures > 2 &&
			 ((fit->last_row >= 0 && table_of(fit, fit->last_row) == GIR_TABLE3) || figures >= APPLICANTS) && (last < 0 || !add_counted(fit, r, last)))
	{
		fit->stray_row = r;
		fit->strays++;
	}
	/* behind heads, with a word of theirs that is torn, they may be taken for those of an unknown row */
	if ((fit->ncandidates == before || (fit->candidates[before].row < 0 && last >= 0 && is_disclosure_head(fit, &cells[last]))) &&
		fit->table == GIR_TABLE2 && row->kind == GIR_ROW_LOOSE && figures > 0 && last >= 0 && fit->block >= 0)
		fit->stray_blocks |= 1u << fit->block;
}

/* Do rows of table 3 stand behind the groups of table 4 that were met one by one, and none before them? */
static bool
is_before_applicants(const Fit *fit)
{
	int			n = 0;

	for (int i = 0; i < fit->ncandidates; i++)
		if (fit->candidates[i].row >= 0 && table_of(fit, fit->candidates[i].row) == GIR_TABLE3)
		{
			if (fit->candidates[i].grid_row < fit->dispute_first)
				return false;
			n++;
		}
	return n > 0;
}

/* A small table of reviews, and no other group. */
static bool
is_review_alone(const Fit *fit)
{
	return fit->dispute_singles == 1 && fit->grid->rows[fit->dispute_first].kind != GIR_ROW_LOOSE;
}

/*
 * Rows of a list with the names of table 2 (行政许可 | 702): where two blocks of the table have heads above their rows, one that stands neither
 * below such heads nor next to a row of the table is another's.
 */
static void
drop_unheaded(Fit *fit)
{
	uint32_t	blocks = 0;
	uint32_t	last = 0;		/* grid row, from 1, of the last row of table 2 */
	int			n = 0;

	for (int i = 0; i < fit->ncandidates; i++)
	{
		const Candidate *c = &fit->candidates[i];

		if (c->row >= 0 && c->headed && c->kind != GIR_ROW_LOOSE && table_of(fit, c->row) == GIR_TABLE2)
			blocks |= 1u << fit->form->rows[c->row].block;
	}
	if ((blocks & (blocks - 1)) == 0)
		return;
	for (int i = 0; i < fit->ncandidates; i++)
	{
		const Candidate *c = &fit->candidates[i];

		if (c->row >= 0 && c->kind != GIR_ROW_LOOSE && table_of(fit, c->row) == GIR_TABLE2)
		{
			if (!c->headed && (last == 0 || c->grid_row > last))
				continue;
			last = c->grid_row + 1;
		}
		fit->candidates[n++] = *c;
	}
	fit->ncandidates = n;
}

/* The last cell of a row of table 3, if it is a word and the heads of the applicants follow it: 271 | 类别, and 自然人 below; NULL of others. */
static const GirGridCell *
corner_behind(const Fit *fit, const Candidate *c)
{
	const GirGridCell *last = &fit->grid->cells[c->first + (uint32_t) (c->end < 0 ? 0 : c->end)];
	const GirGridRow *below = &fit->grid->rows[c->grid_row + 1];
	const GirMeaning *head;
	int			block;

	if ((c->kind != GIR_ROW_FIELDS && c->kind != GIR_ROW_CELLS) || c->row < 0 || c->columns != APPLICANTS || c->end < 1 || last->kind != GIR_CELL_TEXT ||
		c->grid_row + 1 >= fit->grid->nrows || below->ncells == 0 || gir_row_cells(fit->grid, below)->kind != GIR_CELL_LABEL)
		return NULL;
	head = &gir_label(gir_row_cells(fit->grid, below)->label)->in[fit->f];
	block = fit->form->rows[c->row].block;
	return (head->columns >> block & 1) && head->column[block] == fit->form->blocks[block].first_column ? last : NULL;
}

/*
 * Cells one a line, where each row is a table with heads of its own: the word in the corner of the heads is no cell of the row above, and no words
 * before it are, such as the caption of that table.
 */
static void
leave_corners(Fit *fit)
{
	const GirGridCell *word = NULL;
	const GirGridCell *corner;
	int			corners = 0;

	for (int i = 0; i < fit->ncandidates; i++)
		if ((corner = corner_behind(fit, &fit->candidates[i])) != NULL && (word == NULL || is_same_text(fit, word, corner)))
		{
			word = corner;
			corners++;
		}
	for (int i = 0; corners >= MIN_CORNERS && i < fit->ncandidates; i++)
	{
		Candidate  *c = &fit->candidates[i];

		corner = corner_behind(fit, c);
		if (corner == NULL || !is_same_text(fit, word, corner))
			continue;
		for (c->n = c->end; c->n > 0 && corner[-1].kind == GIR_CELL_TEXT; corner--)
			c->n--;
		measure(fit->grid, c);
	}
}

void
gir_figures_find_rows(Fit *fit)
{
	for (uint32_t r = 0; r < fit->grid->nrows; r++)
		see_row(fit, r);
	if ((fit->disputes > 0 || is_before_applicants(fit) || is_review_alone(fit)) && fit->dispute_singles > 0 && fit->dispute_singles < DISPUTE_GROUPS)
	{
		drop_groups(fit);		/* reviews alone are another table's */
		fit->dispute_singles = 0;
	}
	drop_unheaded(fit);
	leave_corners(fit);
}
