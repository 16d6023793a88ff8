/*
 * figures_columns.c - which cell of a row is which column
 *
 * The answer is obvious when exactly as many figures stand beside the label as the row has columns.  When some are blank, empty cells
 * may be blank figures or what is left of merged cells, and only the rest of the table can tell (struct Shape).
 */
#include "core/figures_work.h"

enum
{
	MAX_OWN = 2,				/* columns of one's own in table 3; more are hidden ones, or two tables side by side */
	MIN_CUT = 8,				/* rows without the first column, before it is said that it is not the form's */
	MIN_ALIKE = 15				/* rows with the same columns, before these are believed */
};

/* The row is the last thing in the text, and nothing closes it. */
static bool
is_cut_off(const Fit *fit, const Candidate *c)
{
	char		last = fit->grid->text[fit->grid->len - 1];

	return c->kind == GIR_ROW_FIELDS && ends_text(fit, c) && last != '\n' && last != '|';
}

static int
last_col(const Fit *fit, const Candidate *c)
{
	const GirGridRow *row = &fit->grid->rows[c->grid_row];

	return fit->grid->cells[row->first + row->ncells - 1].col;
}

/* The majority, by the voting of Boyer and Moore. */
static void
vote(int *winner, int *votes, int candidate)
{
	if (*votes == 0)
		*winner = candidate;
	*votes += *winner == candidate ? 1 : -1;
}

/* As many cells as columns, and only the last, the total, is blank. */
static bool
is_totalless(const Candidate *c, int n)
{
	return !c->broken && c->n == n && c->begin == 0 && c->end == n - 2;
}

Ends
gir_figures_read_ends(const Fit *fit, const GirGridCell *cells, int n)
{
	Ends		ends = {0, 0, 0};

	for (int i = 0; i < n; i++)
	{
		GirValue	v;

		gir_value_read(fit->grid->text + cells[i].off, cells[i].len, true, &v);
		ends.last = v.state == GIR_NUMBER ? gir_value_scaled(&v) : 0;
		ends.sum += ends.last;
		ends.first = i == 0 ? ends.last : ends.first;
	}
	return ends;
}

static Ends
read_ends(const Fit *fit, const Candidate *c)
{
	return gir_figures_read_ends(fit, &fit->grid->cells[c->first + (uint32_t) c->begin], c->end - c->begin + 1);
}

/* Is the row's last figure no less than the others together, and not 0? */
static bool
is_topped(const Fit *fit, const Candidate *c)
{
	Ends		ends = read_ends(fit, c);

	return ends.last > 0 && ends.last * 2 >= ends.sum;
}

/* The mirror of a row without a total: as many cells as columns, and only the first is blank. */
static bool
is_firstless(const Candidate *c, int n)
{
	return n == APPLICANTS && !c->broken && c->n == n && c->begin == 1 && c->end == n - 1;
}

static bool
has_blank_inside(const Fit *fit, const Candidate *c)
{
	for (int i = c->begin + 1; c->begin >= 0 && i < c->end; i++)
		if (fit->grid->cells[c->first + (uint32_t) i].kind == GIR_CELL_EMPTY)
			return true;
	return false;
}

static bool
says_blanks(const Fit *fit, const Candidate *c)
{
	for (int i = 0; i < c->n; i++)
		if (fit->grid->cells[c->first + (uint32_t) i].kind == GIR_CELL_EMPTY && fit->grid->cells[c->first + (uint32_t) i].len > 0)
			return true;
	return false;
}

static int
figures_of(const Fit *fit, const Candidate *c)
{
	int			figures = 0;

	for (int i = c->begin; i <= c->end; i++)
		figures += is_figure(&fit->grid->cells[c->first + (uint32_t) i]);
	return figures;
}

/* Beside a column of remarks: does the row end right of the last head, its width being that of the heads? */
static bool
ends_in_remark(const Fit *fit, const Candidate *c)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[c->row].block];
	int			total = fit->extra_column && b->table == GIR_TABLE3 ? b->first_column + b->total_column : -1;

	return total >= 0 && fit->head_col[total] > 0 && (int) fit->grid->rows[fit->head_row[total]].ncells == c->width && c->label_col + 1 + c->end > fit->head_col[total];
}

/*
 * Learn the shape of a block from its complete rows.  A rectangle begins its figures in one column throughout, to the right of every
 * label; merged cells that were collapsed give that away, for then rows begin in different columns.
 */
static void
learn_shape(Fit *fit, int block)
{
	Shape	   *s = &fit->shapes[block];
	bool		rectangle = true;
	int			last_label_col = 0;
	int			rows = 0;
	int			votes = 0;
	int			room_votes = 0;

	s->start = -1;
	s->width = s->rows = s->whole = 0;
	s->says_blanks = false;
	s->exact = true;
	for (int i = 0; i < fit->ncandidates; i++)
	{
		const Candidate *c = &fit->candidates[i];
		int			n;

		if (c->row < 0 || fit->form->rows[c->row].block != block || c->kind == GIR_ROW_LOOSE)
			continue;
		n = c->columns;
		vote(&s->last_col, &votes, last_col(fit, c));
		if (rows == 0 || c->label_col < s->first_label_col)
			s->first_label_col = c->label_col;
		if (rows++ == 0)
			s->width = c->width;
		else if (s->width != c->width)
			s->width = 0;
		if (c->label_col > last_label_col)
			last_label_col = c->label_col;
		s->rows++;
		s->whole += c->n == n && !c->broken && c->end == n - 1;
		s->totalless += is_totalless(c, n);
		s->topped += n == APPLICANTS && is_totalless(c, n) && is_topped(fit, c);
		if (is_firstless(c, n))
		{
			Ends		ends = read_ends(fit, c);

			s->firstless += ends.sum > 0;
			s->firstless_sums += ends.sum > 0 && ends.last * 2 == ends.sum;
		}
		s->inside += has_blank_inside(fit, c);
		s->says_blanks |= fit->grid->layout == GIR_LAYOUT_BARS && says_blanks(fit, c);
		s->over += c->begin >= 0 && c->end - c->begin + 1 > n;
		s->wide += c->begin >= 0 && !ends_in_remark(fit, c) && c->end - c->begin + 1 > n && !c->broken && figures_of(fit, c) > n;
		if (c->begin < 0 || c->end - c->begin + 1 != n || c->broken || ends_in_remark(fit, c))
			continue;
		if (s->complete++ == 0)
			s->complete_width = c->width;
		else if (s->complete_width != c->width)
			s->complete_width = 0;
		vote(&s->room, &room_votes, c->n - 1 - c->end);
		s->first_complete |= c->row == fit->form->blocks[block].first_row;
		s->exact &= c->n == n;
		s->exact_rows += c->n == n;
		s->label_cols |= 1u << (c->label_col < 0 ? 0 : c->label_col % 32);
		if (s->start < 0)
			s->start = c->label_col + 1 + c->begin;
		s->off_heads += c->label_col + 1 + c->begin != fit->head_col[fit->form->blocks[block].first_column];
		rectangle &= s->start == c->label_col + 1 + c->begin;
	}
	s->last_label_col = last_label_col;
	if (!rectangle || s->start <= last_label_col || s->complete < 3)
		s->start = -1;
}

/* Does a complete row of table 2 differ in width from the row of its heads, though each head has one column? */
static bool
is_ragged(const Fit *fit, const Candidate *c)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[c->row].block];
	const int  *heads = &fit->head_col[b->first_column];

	if (c->kind != GIR_ROW_FIELDS || b->table != GIR_TABLE2 || b->ncolumns == 1 || c->end - c->begin + 1 != b->ncolumns || heads[0] < 0)
		return false;
	return heads[b->ncolumns - 1] == heads[0] + b->ncolumns - 1 && (int) fit->grid->rows[fit->head_row[b->first_column]].ncells != c->width;
}

static void
learn_edges(Fit *fit)
{
	for (int pass = 0; pass < 2; pass++)
		for (int i = 0; i < fit->ncandidates; i++)
		{
			const Candidate *c = &fit->candidates[i];
			Edge	   *e = c->row < 0 || c->kind == GIR_ROW_LOOSE ? NULL : &fit->edges[table_of(fit, c->row)];

			if (e && pass == 0)
				vote(&e->col, &e->votes, last_col(fit, c));
			else if (e)
			{
				fit->ragged |= is_ragged(fit, c);
				e->rows++;
				e->there += e->col == last_col(fit, c);
				e->empty += c->end + 1 < c->n;
			}
		}
}

/*
 * Heads of both rows in one, as the form has them: 自然人, 法人或其他组织, 总计, and then the five kinds of organisations, which stand below
 * the second.
 */
static bool
follows_group(const Fit *fit, int column)
{
	static const char group[] = "法人或其他组织";
	const GirGridRow *row = &fit->grid->rows[fit->head_row[column]];
	const GirGridCell *cells = gir_row_cells(fit->grid, row);

	for (uint32_t i = 1; i < row->ncells; i++)
		if (cells[i].col == fit->head_col[column])
			return cells[i - 1].kind == GIR_CELL_LABEL && gir_label(cells[i - 1].label) == gir_label_find(group, sizeof(group) - 1);
	return false;
}

/* How many line breaks does the head of that column have, two at most? */
static int
head_breaks(const Fit *fit, int column)
{
	const GirGridRow *row = fit->grid->rows + fit->head_row[column];
	const GirGridCell *cell = gir_row_cells(fit->grid, row);
	const char *end;
	int			n = 0;

	while (cell->col != fit->head_col[column])
		cell++;
	end = fit->grid->text + cell->off + cell->len;
	for (const char *p = end - cell->len; n < 2 && (p = memchr(p, '\n', (size_t) (end - p))) != NULL; p++)
		n++;
	return n;
}

/*
 * Do the heads of table 3 below 法人或其他组织 stand side by side in running text, and not in the form's order?  They have a header row of their
 * own; those around them are in another, which may come before it or behind.  Of heads that differ in lines, which come first is the tool's
 * choice.
 */
static bool
has_mixed_heads(const Fit *fit, const GirBlock *block)
{
	int			first = block->first_column + 1;
	int			last = block->first_column + block->total_column - 1;
	int			before[3] = {-1, -1, -1};	/* column of the last head of so many breaks */
	int			from = fit->head_col[first];
	int			to = from;
	int			outer = 0;
	bool		mixed = false;

	if (from < 0 || fit->grid->rows[fit->head_row[first]].kind != GIR_ROW_LOOSE)
		return false;
	for (int x = first; x <= last; x++)
	{
		int			col = fit->head_col[x];
		int			breaks;

		if (col < 0 || fit->head_row[x] != fit->head_row[first])
			return false;
		breaks = head_breaks(fit, x);
		mixed |= col < before[breaks];
		before[breaks] = col;
		from = col < from ? col : from;
		to = col > to ? col : to;
	}
	for (int x = first - 1; x <= last + 1 && before[1] < 0 && before[2] < 0; x += last + 2 - first)
		outer += fit->head_row[x] == fit->head_row[first] && fit->head_col[x] > from && fit->head_col[x] < to;
	return (mixed || outer > 0) && to - from == last - first + outer;
}

/*
 * Do two heads of a block stand in another order than the form's, whose first is x?  Side by side, or each as the only cell of its row: there
 * those of table 3 around 法人或其他组织 may come before all below it.  In table 2, too, if there is no room for the heads between them,
 * but for a blank behind.
 */
static bool
are_exchanged(const Fit *fit, const GirBlock *block, int x, int y)
{
	const GirGridRow *rx = &fit->grid->rows[fit->head_row[x]];
	const GirGridRow *ry = &fit->grid->rows[fit->head_row[y]];

	if (fit->head_col[x] < 0 || fit->head_col[y] < 0 || (rx->kind == GIR_ROW_LOOSE && block->table != GIR_TABLE2))
		return false;
	if (rx == ry || rx->kind == GIR_ROW_GRID)
		return fit->head_col[y] - fit->head_col[x] < (block->table == GIR_TABLE2 && rx->kind != GIR_ROW_LOOSE && (int) ry->ncells > fit->head_col[y] + 1 ? y - x : 1);
	return rx->ncells == 1 && ry->ncells == 1 && rx > ry &&
		(block->table == GIR_TABLE2 || (x != block->first_column && y != block->first_column + block->total_column));
}

/*
 * The heads of a block must stand in the form's order, save that 总计 of table 3 may be in a header row of its own.  In running text those of
 * table 3, two rows of them in lines of their own, may come in another order than they stand in.
 */
static void
check_heads(Fit *fit)
{
	if (fit->dispute_runs > 3 && fit->dispute_heads != fit->dispute_runs * 5)
		fit->out->tables[GIR_TABLE4].heads_disagree = true;
	for (int b = 0; b < fit->form->nblocks; b++)
	{
		const GirBlock *block = &fit->form->blocks[b];
		int			total = block->first_column + block->total_column;

		if (block->table == GIR_TABLE4)
			continue;
		fit->out->tables[block->table].heads_disagree |= block->table == GIR_TABLE3 && has_mixed_heads(fit, block);
		for (int x = block->first_column; x < block->first_column + block->ncolumns; x++)
			for (int y = x + 1; y < block->first_column + block->ncolumns; y++)
				if (!(y == total && fit->head_col[y] >= 0 && follows_group(fit, y)) && are_exchanged(fit, block, x, y))
					fit->out->tables[block->table].heads_disagree = true;
	}
}

/*
 * Where do the rows of table 3 have their totals?  Heads leave that open when 总计 is the first of them, or in pieces; then the first row tells
 * whether the question is worth asking.  More at the beginning than at the end: the columns are not the form's.
 */
static void
find_totals(Fit *fit)
{
	bool		asked = fit->total_first;
	int			first = 0;
	int			last = 0;

	for (int i = 0; i < fit->ncandidates; i++)
	{
		const Candidate *c = &fit->candidates[i];
		Ends		ends;

		if (c->row < 0 || c->begin < 0 || c->end - c->begin + 1 != APPLICANTS || table_of(fit, c->row) != GIR_TABLE3)
			continue;
		ends = read_ends(fit, c);
		first += ends.first * 2 == ends.sum && ends.first != 0;
		last += ends.last * 2 == ends.sum && ends.last != 0;
		if (!asked && last >= first)
			return;
		asked = true;
	}
	fit->total_first &= first == last;
	fit->out->tables[GIR_TABLE3].heads_disagree |= first > last;
}

void
gir_figures_learn_columns(Fit *fit)
{
	check_heads(fit);
	find_totals(fit);
	for (int b = 0; b < fit->form->nblocks; b++)
		learn_shape(fit, b);
	learn_edges(fit);
}

/* A row that ends before the others of a padded table: a cell has been lost or joined with another, and all behind it are shifted. */
static bool
is_short(const Fit *fit, const Candidate *c)
{
	const Edge *e = &fit->edges[table_of(fit, c->row)];

	if (e->rows < 4 || e->there * 4 < e->rows * 3 || last_col(fit, c) >= e->col)
		return false;
	return c->kind == GIR_ROW_GRID ? e->empty * 4 >= e->rows * 3 : c->kind == GIR_ROW_FIELDS && c->columns > 1 && table_of(fit, c->row) == GIR_TABLE2 && e->there + 1 == e->rows;
}

/* Does each column of table 4 have its head, in the form's order? */
static bool
has_dispute_heads(const Fit *fit)
{
	int			i = 0;

	while (i < PADDED_WIDTH && fit->ndispute_cols == PADDED_WIDTH && fit->dispute_kinds[i] == i % 5 &&
		   (i == 0 || fit->dispute_cols[i] > fit->dispute_cols[i - 1]))
		i++;
	return i == PADDED_WIDTH;
}

/* ... or in another: 总计 first. */
static bool
has_turned_heads(const Fit *fit)
{
	int			first = fit->dispute_kinds[0];

	for (int i = 0; i < PADDED_WIDTH; i++)
		if (fit->ndispute_cols != PADDED_WIDTH || first == 0 || fit->dispute_kinds[i] != (first + i) % 5 || (i > 0 && fit->dispute_cols[i] <= fit->dispute_cols[i - 1]))
			return false;
	return true;
}

/*
 * Does the label of a row of table 3 stand in the column of labels that it has in the form, 三、 | （三）不予公开 | 1.属于国家秘密, or next to its
 * figures?  In a row that has lost a field all is one column further left.
 */
static bool
is_at_depth(const Fit *fit, const Candidate *c, const Shape *s, int first_head)
{
	const GirRow *row = &fit->form->rows[c->row];
	int			depth = row->role != GIR_ROLE_OUTCOME && row->role != GIR_ROLE_RESULT ? 0 : row->group && strcmp(row->group->number, row->number) != 0 ? 2 : 1;
	int			columns = first_head - s->first_label_col;

	return c->label_col == first_head - 1 || c->label_col == s->first_label_col + (depth < columns ? depth : columns - 1);
}

/*
 * A row as wide as those of its heads, which stand in the form's order and right of its label: each figure stands below its head.  One that
 * is repeated because its cell or head spans several columns is taken once.  The heads of table 2 stand in one row.
 */
static bool
place_by_heads(const Fit *fit, const Candidate *c, int n, int *at)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[c->row].block];
	const int  *heads = &fit->head_col[b->first_column];
	const Shape *s = &fit->shapes[fit->form->rows[c->row].block];
	const GirGridCell *cells = fit->grid->cells + c->first;
	int			columns = b->ncolumns;

	if (b->table == GIR_TABLE4 || (b->table == GIR_TABLE3 && (moves_blanks(fit, b) || s->off_heads > 0 || heads[0] <= s->last_label_col || !is_at_depth(fit, c, s, heads[0]))) || (b->table == GIR_TABLE2 && (fit->corner_col < 0 || fit->corner_col > c->label_col || fit->ragged)))
		return false;
	for (int i = 0; i < columns; i++)
	{
		const GirGridRow *row = &fit->grid->rows[fit->head_row[b->first_column + i]];

		if (heads[i] <= c->label_col || (i > 0 && heads[i] <= heads[i - 1]) || (int) row->ncells != c->width || row->kind != c->kind ||
			(b->table == GIR_TABLE2 && fit->head_row[b->first_column + i] != fit->head_row[b->first_column]))
			return false;
	}
	for (int i = 0; i < n; i++)
		at[i] = heads[i] - c->label_col - 1;
	for (int k = c->begin; k >= 0 && k <= c->end; k++)
	{
		int			i = columns - 1;

		while (i > 0 && at[i] > k)
			i--;
		if (fit->extra_column && b->table == GIR_TABLE3 && k > at[columns - 1])
			break;				/* a remark, below its own head */
		if (k < at[0] || (k != at[i] && cells[k].kind != GIR_CELL_EMPTY && !is_same_text(fit, &cells[k], &cells[at[i]])))
			return false;
	}
	return true;
}

/*
 * Grid column in which the heads say that the figures begin, -1 if they do not.  自然人 is the first head of table 3; the last head of
 * table 4 stands above the last figure when the lowest row of heads is whole.
 */
static int
first_head(const Fit *fit, const Candidate *c)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[c->row].block];
	int			column = b->first_column;

	if (b->table == GIR_TABLE4)
		return fit->dispute_heads >= 10 ? fit->dispute_last_col - (c->columns - 1) : -1;
	return fit->head_col[column] >= 0 && fit->grid->rows[fit->head_row[column]].kind != GIR_ROW_LOOSE ? fit->head_col[column] : -1;
}

/* Has the row as many cells as the row of its heads, if these were seen in one row? */
static bool
is_wide_as_heads(const Fit *fit, const Candidate *c)
{
	int			column = fit->form->blocks[fit->form->rows[c->row].block].first_column;
	const GirGridRow *heads = &fit->grid->rows[fit->head_row[column]];

	return fit->head_col[column] < 0 || table_of(fit, c->row) != GIR_TABLE2 || (int) heads->ncells == c->width;
}

/*
 * 予以公开 | | | | | | | 5, and so on: hardly a row of table 3 is complete, but beside nearly all labels there are as many fields as columns, and the
 * last is filled.  A tool that draws bars has not padded them: they differ in width as the columns of labels do.
 */
static bool
is_whole_throughout(const Fit *fit, const Candidate *c, const Shape *s)
{
	return c->kind == GIR_ROW_FIELDS && c->columns == APPLICANTS && (fit->grid->layout != GIR_LAYOUT_BARS || s->width == 0) && s->rows >= MIN_ALIKE && s->whole * 10 >= s->rows * 9;
}

/*
 * Some figures at the edge are blank: where does the first column begin, among the candidate's cells?  -1 if it cannot be told.
 *
 * A rectangle tells by its complete rows, of which one must have its label where this row has it, and by its heads; it ends with its
 * last column, unless a spreadsheet, which keeps all three columns of labels, has padded it to the width of table 4.  Otherwise as many
 * cells as columns may be the columns, and not what is left of merged cells: where complete rows have no other empty cells, or where
 * all rows are as wide and this label leaves no room for more; but not if the heads begin further right.
 */
static int
edge_start(const Fit *fit, const Candidate *c, int n)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[c->row].block];
	const Shape *s = &fit->shapes[fit->form->rows[c->row].block];
	bool		alike = c->label_col >= 0 && (s->label_cols & 1u << c->label_col % 32);
	int			heads = first_head(fit, c);
	int			start = -1;

	if (c->label_col < 0 && heads >= 0)
		start = c->width == (int) fit->grid->rows[fit->dispute_head_row].ncells ? heads : -1;
	else if (c->label_col < 0)
	{
		/* where every row of table 3 begins with the same number of empty cells, so does this one */
		const Shape *above = &fit->shapes[fit->form->rows[c->row].block - 1];

		start = above->exact && c->n == above->first_label_col + n ? above->first_label_col : -1;
	}
	else if (s->start >= 0 && alike && c->width == s->complete_width && (heads < 2 || heads == s->start) && (c->width == s->start + n || (c->width >= PADDED_WIDTH && s->start >= s->first_label_col + 3)))
		start = s->start - c->label_col - 1;
	else if (s->complete < 3 && !s->first_complete && s->exact && s->totalless >= 10 && s->topped < 2 && is_totalless(c, n) && (s->width == 0 || !moves_blanks(fit, b)))
		start = 0;				/* nobody has added up: hardly a row of the table has its total */
	else if (fit->grid->layout == GIR_LAYOUT_BARS && s->start < 0 && s->inside == 0 && c->kind == GIR_ROW_FIELDS && !is_whole_throughout(fit, c, s))
		return -1;				/* a tool that leaves out cells and pads its rows has moved the blanks to their ends */
	else if (c->n != n || heads > c->label_col + 1 || (c->kind == GIR_ROW_CELLS && !is_wide_as_heads(fit, c)))
		return -1;
	else if (is_whole_throughout(fit, c, s))
		start = 0;
	else if (c->kind != GIR_ROW_FIELDS ? s->complete == 0 || s->exact : s->complete >= 3 && (s->width == c->width || (s->exact && alike)))
		start = 0;
	/* cells that are not there are no blanks: a tool may have dropped some of them, or the text is cut off in the row */
	return start >= 0 && !is_cut_off(fit, c) && c->begin >= start && c->end < start + n && start + n <= c->n ? start : -1;
}

/*
 * A table 3 with columns of one's own, numbers of the rows before the seven or last year's total behind them: its heads stand side by side, and
 * nearly all rows have the same columns.
 */
static bool
has_own_columns(const Fit *fit, const Candidate *c)
{
	const int  *heads = &fit->head_col[fit->form->blocks[fit->form->rows[c->row].block].first_column];
	const GirGridCell *cells = fit->grid->cells + c->first;
	int			alike = 0;
	int			rows = 0;

	if (c->kind != GIR_ROW_GRID || c->columns != APPLICANTS || c->n <= c->columns || c->n > c->columns + MAX_OWN || heads[0] <= c->label_col)
		return false;
	for (int i = 1; i < c->columns; i++)
		if (heads[i] != heads[0] + i)
			return false;
	for (int i = 0; i < fit->ncandidates; i++)
	{
		const Candidate *other = &fit->candidates[i];

		if (other->row < 0 || other->columns != c->columns)
			continue;
		rows++;
		alike += other->n == c->n && fit->grid->cells[other->first].col == cells[0].col && last_col(fit, other) == last_col(fit, c);
	}
	return alike >= MIN_ALIKE && alike * 10 >= rows * 9;
}

/*
 * A row whose cells know their true columns, below heads that all do: each figure stands below its head.  False when something that is
 * printed stands below none.
 */
static bool
place_by_columns(const Fit *fit, const Candidate *c, int n, bool own, int *at)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[c->row].block];
	const GirGridCell *cells = fit->grid->cells + c->first;
	int			first = first_head(fit, c);
	int			found = 0;
	bool		heads = b->table == GIR_TABLE4 && has_dispute_heads(fit);

	if (b->table == GIR_TABLE4 && first < 0 && !heads)
		return false;
	for (int i = 0; i < n; i++)
	{
		int			col = heads ? fit->dispute_cols[i] : b->table == GIR_TABLE4 ? first + i : fit->head_col[b->first_column + i];

		at[i] = -1;
		for (int k = 0; k < c->n && col > c->label_col; k++)
			if (cells[k].col == col)
				at[i] = k;
		if (at[i] < 0)
			return false;
		found += cells[at[i]].kind != GIR_CELL_EMPTY;
	}
	for (int k = 0; k < c->n; k++)
		found -= cells[k].kind != GIR_CELL_EMPTY;
	return found == 0 || fit->extra_column || own;
}

/*
 * A sheet with merged columns: the rows of all heads are as wide as each other, and the heads stand further apart than one column.  Its
 * rows must be as wide, and their figures stand below the heads.  Returns that width, 0 if it is no such sheet: where the text of a merged head
 * stands in each of its columns, so does that of a cell.
 */
static int
spread_width(const Fit *fit, const Candidate *c)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[c->row].block];
	const int  *heads = &fit->head_col[b->first_column];
	const uint32_t *rows = &fit->head_row[b->first_column];
	int			width;

	if (c->kind != GIR_ROW_FIELDS || (b->table == GIR_TABLE4 ? !has_dispute_heads(fit) : b->ncolumns == 1 || heads[0] < 0))
		return 0;
	width = (int) fit->grid->rows[b->table == GIR_TABLE4 ? fit->dispute_head_row : rows[0]].ncells;
	if (b->table == GIR_TABLE4)	/* heads and figures in one row are a cell a line, all of them */
		return fit->dispute_head_row != c->grid_row && fit->dispute_cols[PADDED_WIDTH - 1] - fit->dispute_cols[0] >= PADDED_WIDTH ? width : 0;
	for (int i = 1; i < b->ncolumns; i++)
		if (heads[i] <= heads[i - 1] || (int) fit->grid->rows[rows[i]].ncells != width)
			return 0;
	return heads[b->ncolumns - 1] - heads[0] >= b->ncolumns && !(b->table == GIR_TABLE2 && has_repeated_heads(fit, b)) ? width : 0;
}

/*
 * A row at true columns may not end beyond its heads; and where both are padded to the same width, not before them.  Otherwise a cell has
 * been doubled or lost.
 */
static bool
ends_as_heads(const Fit *fit, const Candidate *c)
{
	int			column = fit->form->blocks[fit->form->rows[c->row].block].first_column;
	const GirGridRow *heads = &fit->grid->rows[fit->head_row[column]];
	const GirGridCell *last = &fit->grid->cells[heads->first + heads->ncells - 1];

	if (fit->head_col[column] < 0 || table_of(fit, c->row) != GIR_TABLE2 || heads->kind != GIR_ROW_GRID)
		return true;
	if (last->kind == GIR_CELL_EMPTY && c->end + 1 < c->n)
		return last_col(fit, c) == last->col;
	return last_col(fit, c) <= last->col || fit->extra_column;
}

/* Does the label of a row begin with a number or with what may be around it: 1. 一、 （二）? */
static bool
is_numbered(const Fit *fit, const Candidate *c)
{
	const GirGridCell *label = &fit->grid->cells[c->first - 1];
	const char *p = fit->grid->text + label->off;
	uint32_t	first = label->len > 0 ? gir_narrow(gir_next_char(&p, p + label->len)) : 0;

	return first == '(' || (first >= '0' && first <= '9') || gir_han_digit(first) >= 0;
}

/*
 * In a box, where labels are wrapped, the number of a label and its row's figures are on one line.  Of a row that is blank, and whose label alone
 * has no number, that line may have moved away.
 */
static bool
has_lost_line(const Fit *fit, const Candidate *c)
{
	const GirGridCell *label;
	int			numbered = 0;
	int			others = 0;

	if (fit->grid->layout != GIR_LAYOUT_BARS || c->columns != APPLICANTS || c->label_col < 0 || is_numbered(fit, c))
		return false;
	label = &fit->grid->cells[c->first - 1];
	if (gir_label_find(fit->grid->text + label->off, label->len) != NULL)
		return false;			/* it is not wrapped */
	for (const Candidate *other = fit->candidates; other < fit->candidates + fit->ncandidates; other++)
	{
		if (other == c || other->row < 0 || other->columns != APPLICANTS || other->label_col < 0)
			continue;
		if (is_numbered(fit, other))
			numbered++;
		else
			others++;
	}
	return others * 4 < numbered;
}

/*
 * Nearly all complete rows have as many cells as columns, and no more, or most rows do, and have blank totals; a row that has more has had a cell
 * doubled or moved into it.  Of cells before the first figure, those that a merged label has left say nothing.
 */
static bool
is_odd_row(const Candidate *c, const Shape *s)
{
	return (s->complete >= 5 && s->exact_rows * 10 >= s->complete * 9) || (c->begin == 0 && s->totalless >= 5 && s->totalless * 2 >= s->rows);
}

/* Exactly as many cells as columns, each with a figure: whatever the columns of the grid, as in tables that Word has drawn by eye. */
static bool
is_full(const Fit *fit, const Candidate *c)
{
	int			i = 0;

	while (i < c->n && is_figure(&fit->grid->cells[c->first + (uint32_t) i]))
		i++;
	return i == c->n && c->n == c->columns && c->columns > 1;
}

/* Does that candidate of running text hold more figures than the one that its row has? */
static bool
has_spare_figures(const Fit *fit, const Candidate *c)
{
	return exists(fit, c) && c->row >= 0 && c->columns == 1 && c->kind == GIR_ROW_LOOSE && c->n > 1;
}

/* Words of the cell, more than a number: 小计. */
static bool
is_named(const GirGrid *grid, const GirGridCell *cell)
{
	uint16_t	word;

	return cell->kind == GIR_CELL_LABEL || (cell->kind == GIR_CELL_TEXT && gir_fold(grid->text + cell->off, cell->len, &word, 1) > 1);
}

/* Are there figures in that grid row that no row claims: without a name, too many for their row, or in several lines of a box? */
static bool
has_stray_figures(const Fit *fit, const Candidate *c, uint32_t r)
{
	const GirGridRow *row = &fit->grid->rows[r];
	const GirGridCell *cells = gir_row_cells(fit->grid, row);
	bool		named = row->count[GIR_CELL_NUMBER] == 0 || gir_figures_number_columns(fit, row);

	for (const Candidate *k = c - 1; k <= c + 1; k += 2)
	{
		if (has_spare_figures(fit, k) && k->grid_row == r)
			return true;
		named |= exists(fit, k) && k->grid_row == r && k->row >= 0;
	}
	for (uint32_t i = 0; i < row->ncells; i++)
	{
		if (row->kind == GIR_ROW_CELLS && cells[i].glued)
			return true;
		named |= is_named(fit->grid, &cells[i]);
	}
	return !named;
}

/* No figures, and no words but labels of that table: heads, rows whose cells are blank as well. */
static bool
has_nothing(const Fit *fit, uint32_t r, GirTable table)
{
	const GirGridRow *row = &fit->grid->rows[r];
	const GirGridCell *cells = gir_row_cells(fit->grid, row);
	uint32_t	i = 0;

	for (; i < row->ncells && !is_figure(&cells[i]); i++)
	{
		const GirMeaning *m = cells[i].kind == GIR_CELL_LABEL ? &gir_label(cells[i].label)->in[fit->f] : NULL;

		if (m ? m->clause >= 0 || m->section >= 0 || !(m->tables & 1u << table) : row->kind == GIR_ROW_LOOSE && cells[i].kind != GIR_CELL_EMPTY)
			break;
	}
	return i == row->ncells;
}

/* Does the row begin with a figure, and go on with a label? */
static bool
has_figure_before_label(const Fit *fit, uint32_t r)
{
	const GirGridRow *row = &fit->grid->rows[r];
	const GirGridCell *cells = gir_row_cells(fit->grid, row);

	return row->ncells > 1 && cells[0].kind == GIR_CELL_NUMBER && cells[1].kind == GIR_CELL_LABEL;
}

/* A row without figures, and the next row that is not blank is one of such figures: they may be its own. */
static bool
may_have_lost_figures(const Fit *fit, const Candidate *c)
{
	const GirGrid *grid = fit->grid;
	uint32_t	above = c->grid_row;
	uint32_t	below = c->grid_row;
	GirTable	table = table_of(fit, c->row);

	if (c->begin >= 0 || table == GIR_TABLE4)
		return false;
	if (has_figure_before_label(fit, below) || (below + 1 < grid->nrows && has_figure_before_label(fit, below + 1)))
		return true;
	do
		above--;
	while (above < c->grid_row && has_nothing(fit, above, table));
	do
		below++;
	while (below < grid->nrows && has_nothing(fit, below, table));
	return (above < c->grid_row && has_stray_figures(fit, c, above)) || (below < grid->nrows && has_stray_figures(fit, c, below));
}

/* Is the cell the head of a column that the form does not have? */
static bool
is_own_head(const Fit *fit, const GirGridCell *cell, int block)
{
	const GirMeaning *m = cell->kind == GIR_CELL_LABEL ? &gir_label(cell->label)->in[fit->f] : NULL;
	uint16_t	letter;

	if (m)
		return !(m->columns & 1u << block) && !m->head && m->clause < 0 && m->row < 0;
	return cell->kind == GIR_CELL_TEXT && gir_fold(fit->grid->text + cell->off, cell->len, &letter, 1) > 0;
}

/* Stands the head of a column of one's own between those of the block, which are at true columns and in the form's order? */
static bool
has_inner_column(const Fit *fit, const Candidate *c)
{
	int			block = fit->form->rows[c->row].block;
	const GirBlock *b = &fit->form->blocks[block];
	const int  *heads = &fit->head_col[b->first_column];
	bool		own = false;

	if (c->kind != GIR_ROW_GRID || b->table == GIR_TABLE4 || heads[0] <= c->label_col || heads[b->ncolumns - 1] < heads[0] + b->ncolumns)
		return false;
	for (int i = 0; i < b->ncolumns; i++)
	{
		const GirGridRow *row = &fit->grid->rows[fit->head_row[b->first_column + i]];
		const GirGridCell *cells = gir_row_cells(fit->grid, row);

		if (i > 0 && heads[i] <= heads[i - 1])
			return false;
		for (uint32_t k = 0; k < row->ncells && !own; k++)
			own = cells[k].col > heads[0] && cells[k].col < heads[b->ncolumns - 1] && is_own_head(fit, &cells[k], block);
	}
	return own;
}

/*
 * Begin the figures of a row of table 3 right of all heads, where another year's may stand, or left of them below the head of a column of one's
 * own (序号)?
 */
static bool
begins_beside_heads(const Fit *fit, const Candidate *c)
{
	int			block = fit->form->rows[c->row].block;
	const GirBlock *b = &fit->form->blocks[block];
	const int  *heads = &fit->head_col[b->first_column];
	int			last = heads[b->total_column];
	int			col = c->begin < 0 ? -1 : fit->grid->cells[c->first + (uint32_t) c->begin].col;

	if (c->columns != APPLICANTS || c->begin < 0 || heads[0] <= c->label_col || last <= heads[0] || (col >= heads[0] && col <= last))
		return false;
	for (int i = 0; i < b->ncolumns; i++)
	{
		const GirGridRow *row = &fit->grid->rows[fit->head_row[b->first_column + i]];
		const GirGridCell *cells = gir_row_cells(fit->grid, row);

		if (row->kind != c->kind || (c->kind != GIR_ROW_GRID && (int) row->ncells != c->width))
			return false;
		for (uint32_t k = 0; k < row->ncells; k++)
			if (col < heads[0] && cells[k].col == col && is_own_head(fit, &cells[k], block))
				return true;
	}
	return col > last && fit->grid->cells[c->first + (uint32_t) c->begin].kind == GIR_CELL_NUMBER;	/* 无 may be a remark */
}

/*
 * Columns of one's own (单位, 上年) among those of a block of table 2 whose heads were all seen in one row: how many, and in *left how many before
 * the first of the form's.
 */
static int
own_columns(const Fit *fit, const Candidate *c, int *left)
{
	int			block = fit->form->rows[c->row].block;
	const GirBlock *b = &fit->form->blocks[block];
	const int  *heads = &fit->head_col[b->first_column];
	const GirGridRow *row = &fit->grid->rows[fit->head_row[b->first_column]];
	int			own = 0;

	*left = 0;
	if (b->table != GIR_TABLE2 || heads[0] <= c->label_col || row->kind != c->kind || row->kind == GIR_ROW_LOOSE || count_figures(row) > 0 ||
		(row->count[GIR_CELL_TEXT] == 0 && row->count[GIR_CELL_LABEL] <= b->ncolumns + 1))
		return 0;
	for (int i = 1; i < b->ncolumns; i++)
		if (heads[i] <= heads[i - 1] || fit->head_row[b->first_column + i] != fit->head_row[b->first_column])
			return 0;
	for (uint32_t i = 0; i < row->ncells; i++)
	{
		const GirGridCell *cell = gir_row_cells(fit->grid, row) + i;

		if (cell->col <= c->label_col || !is_own_head(fit, cell, block))
			continue;
		if (cell->col > heads[0] && cell->col < heads[b->ncolumns - 1])
			return 0;			/* a head that was not recognised */
		own++;
		*left += cell->col < heads[0];
	}
	return own;
}

/* A row of table 2 with columns of one's own: below its heads, or each cell printed. */
static bool
place_beside_own(const Fit *fit, const Candidate *c, int own, int left, int *at)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[c->row].block];
	const int  *heads = &fit->head_col[b->first_column];

	for (int i = 0; i < left && i < c->n; i++)
		if (is_figure(&fit->grid->cells[c->first + (uint32_t) i]))
			return false;		/* a head may be damaged, not one's own */
	if (c->kind == GIR_ROW_GRID)
		return place_by_columns(fit, c, c->columns, true, at);
	for (int i = 0; i < c->columns; i++)
		at[i] = (int) fit->grid->rows[fit->head_row[b->first_column]].ncells == c->width ? heads[i] - c->label_col - 1 : c->n == c->columns + own ? left + i : -1;
	return at[0] >= 0 && at[c->columns - 1] < c->n;
}

/*
 * Beside a column of remarks: as many figures as columns, and behind them the blank fields that most rows have there, one for the remark at
 * least.
 */
static bool
leaves_room(const Fit *fit, const Candidate *c, const Shape *s)
{
	return c->kind == GIR_ROW_FIELDS && c->end - c->begin + 1 == c->columns && figures_of(fit, c) == c->columns && s->room > 0 && c->n - 1 - c->end == s->room &&
		s->complete >= 3 && s->complete > s->over;
}

/* As many figures as the row of table 2 has columns, but the first stands below the second head: it is repeated, and the one before it is blank. */
static bool
begins_below_second_head(const Fit *fit, const Candidate *c)
{
	const GirBlock *b = &fit->form->blocks[fit->form->rows[c->row].block];
	const int  *heads = &fit->head_col[b->first_column];

	return b->table == GIR_TABLE2 && b->ncolumns > 1 && c->begin > 0 && c->end - c->begin + 1 == b->ncolumns && heads[0] > c->label_col && heads[1] > heads[0] &&
		fit->grid->rows[fit->head_row[b->first_column]].ncells == (uint32_t) c->width &&
		fit->grid->cells[c->first + (uint32_t) c->begin].col == heads[1];
}

/* Words with which a row of figures begins that has a cell of its own before them. */
static bool
is_lead(const GirGrid *grid, const GirGridCell *cell)
{
	static const char *const words[] = {"数量", "件数", "本年", "合计", "案件"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (begins_with(grid, cell, words[i]))
			return true;
	return false;
}

/* 数量 | 1 | 5 | … : a row of table 4 that begins with a word, and has no other, and more cells than columns, or one of those words. */
static bool
begins_with_name(const Fit *fit, const Candidate *c)
{
	const GirGridCell *cells = &fit->grid->cells[c->first];
	uint16_t	letter;

	if (c->columns != PADDED_WIDTH || c->kind == GIR_ROW_GRID || c->n == 0 || cells[0].kind != GIR_CELL_TEXT || (c->n <= c->columns && !is_lead(fit->grid, &cells[0])) ||
		gir_fold(fit->grid->text + cells[0].off, cells[0].len, &letter, 1) == 0)
		return false;
	for (int i = 1; i < c->n; i++)
		if (cells[i].kind == GIR_CELL_TEXT)
			return false;
	return true;
}

/* Such a row has its figures behind the word, if each of its cells is there.  A tool that draws bars may have moved blanks to its end. */
static bool
place_behind_name(const Fit *fit, const Candidate *c, int n, int *at)
{
	const GirGridCell *cells = &fit->grid->cells[c->first];
	char		letter = fit->grid->text[cells[0].off];

	/* 其中：县本级 is not all, and 2022年 may be another year's */
	if (c->n <= n || c->end > n || begins_with(fit->grid, &cells[0], "其中") || (letter >= '0' && letter <= '9'))
		return false;
	for (int i = 0; i < n; i++)
	{
		if (!is_figure(&cells[i + 1]) && (c->n - 1 > n || fit->grid->layout == GIR_LAYOUT_BARS))
			return false;
		at[i] = i + 1;
	}
	return true;
}

/*
 * In many rows the first column is blank, in none it is not, and they have no sums: the last column is not there, and a blank one stands before the others.
 * A converter that draws bars has taken the widths of the columns for true.
 */
static bool
is_cut_right(const Fit *fit, const Candidate *c, const Shape *s)
{
	return fit->grid->layout == GIR_LAYOUT_BARS && c->columns == APPLICANTS && s->complete == 0 && s->firstless >= MIN_CUT && s->firstless_sums * 2 < s->firstless;
}

bool
gir_figures_place(const Fit *fit, const Candidate *c, int *at)
{
	const Shape *s = &fit->shapes[fit->form->rows[c->row].block];
	int			n = c->columns;
	int			start = -1;
	int			spread;
	int			own;
	int			left;

	if (c->broken)
		return false;
	if (c->group)
	{
		for (int i = 0; i < n; i++)
			at[i] = i;
		return true;
	}
	if (c->kind == GIR_ROW_LOOSE)
		return gir_figures_place_running(fit, c, at);
	if (may_have_lost_figures(fit, c))
		return false;
	if (c->end >= 0 && is_cut_off(fit, c) && fit->grid->cells[c->first + (uint32_t) c->end].kind == GIR_CELL_TEXT)
		return false;			/* a label that is cut off */
	if (has_own_columns(fit, c) || has_inner_column(fit, c))
		return place_by_columns(fit, c, n, true, at);
	if (n == PADDED_WIDTH && (fit->dispute_own || has_turned_heads(fit)))
		return false;
	if (begins_with_name(fit, c))
		return place_behind_name(fit, c, n, at);
	own = own_columns(fit, c, &left);
	if (own > 0)
		return place_beside_own(fit, c, own, left, at);
	if (n == APPLICANTS && s->wide > s->complete && !has_repeated_heads(fit, &fit->form->blocks[fit->form->rows[c->row].block]))
		return false;			/* the table has a column of its own, and this row a blank at one end */
	if (begins_beside_heads(fit, c) || begins_below_second_head(fit, c))
		return false;
	spread = spread_width(fit, c);
	if (spread > 0)
		return c->width == spread && place_by_columns(fit, c, n, false, at);
	if (c->kind == GIR_ROW_GRID && is_full(fit, c))
	{
		for (int i = 0; i < n; i++)
			at[i] = i;
		return true;
	}
	if (is_short(fit, c) || (c->kind == GIR_ROW_GRID && !ends_as_heads(fit, c)))
		return false;
	/* a row that ends before or after the others has lost a cell, or one has been doubled, and all behind it are shifted */
	if (c->kind == GIR_ROW_GRID && n == APPLICANTS && last_col(fit, c) != s->last_col)
		return false;
	if (c->kind == GIR_ROW_GRID ? place_by_columns(fit, c, n, false, at) : place_by_heads(fit, c, n, at))
		return true;
	if (fit->extra_column && n == APPLICANTS && c->begin >= 0 && !leaves_room(fit, c, s))
		return false;			/* the last cell may be a remark */
	if (c->kind != GIR_ROW_FIELDS && n == APPLICANTS && c->n > n && is_odd_row(c, s))
		return false;
	if (c->label_col < 0 && c->end - c->begin + 1 == n && first_head(fit, c) >= 0 && first_head(fit, c) != c->begin)
		return false;			/* table 4, and the first figure is not where the heads begin */
	/* 件 1 0 among more cells than columns: a unit in a column of its own */
	if (n > 1 && n < APPLICANTS && c->n > n && c->begin >= 0 && c->end - c->begin + 1 == n && fit->grid->cells[c->first + (uint32_t) c->begin].kind == GIR_CELL_TEXT)
		return false;
	/* 80 65 件: a unit in such a column behind; if a blank is not there, it might be any */
	if (n > 1 && n < APPLICANTS && c->end > 0 && c->end <= n && gir_figures_is_unit(fit->grid, &fit->grid->cells[c->first + (uint32_t) c->end], 1))
		start = c->end == n ? 0 : -1;
	else if (is_cut_right(fit, c, s))
		return false;
	else if (c->begin < 0)
		start = c->n >= n && !(c->kind == GIR_ROW_CELLS && (is_broken(fit, c - 1) || is_broken(fit, c + 1))) && !has_lost_line(fit, c) ? 0 : -1;
	else if (c->end - c->begin + 1 == n || (n == 1 && is_repeated(fit, c)))
		start = c->begin;
	else if (c->end - c->begin + 1 > n)
		return false;
	else
		start = edge_start(fit, c, n);
	for (int i = 0; start >= 0 && i < n; i++)
		at[i] = start + i;
	return start >= 0;
}
