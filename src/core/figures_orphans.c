/*
 * figures_orphans.c - rows of figures whose label is damaged
 */
#include "core/figures_work.h"

/* Folded words around an orphan's figures: those before them in its row, and those after up to the next label. */
typedef struct Around
{
	uint16_t	before[GIR_MAX_LABEL * 4];
	uint16_t	after[GIR_MAX_LABEL];
	int			nbefore;
	int			nafter;
	bool		field;			/* the words are those of one field, and no more */
} Around;

static int
fold_cell(const GirGrid *grid, const GirGridCell *cell, uint16_t *words, int n, int max)
{
	int			more = n < max ? gir_fold(grid->text + cell->off, cell->len, words + n, max - n) : 0;

	return n + more > max ? max : n + more;
}

/* Figures, and behind them words, as the row's last field? */
static bool
ends_with_words(const GirGrid *grid, const GirGridRow *row)
{
	return row->kind == GIR_ROW_FIELDS && count_figures(row) > 0 && row->ncells > 1 && gir_row_cells(grid, row)[row->ncells - 1].kind == GIR_CELL_TEXT;
}

static void
find_words(const Fit *fit, const Candidate *c, Around *around)
{
	const GirGrid *grid = fit->grid;
	const GirGridCell *first = &grid->cells[c->first];
	const GirGridCell *after = first + c->n;
	const GirGridCell *cell = grid->cells + grid->rows[c->grid_row].first;

	around->nbefore = around->nafter = 0;
	around->field = c->kind != GIR_ROW_LOOSE;
	/* 4.无正当理由大量反 as the last field of the row above: the label's first line */
	if (c->kind == GIR_ROW_LOOSE && c->grid_row > 0 && ends_with_words(grid, &grid->rows[c->grid_row - 1]))
		around->nbefore = fold_cell(grid, cell - 1, around->before, 0, GIR_MAX_LABEL);
	/* running text: its labels may be words of this one; of fields, only the one next to the figures */
	for (cell = c->kind == GIR_ROW_LOOSE && first - cell <= 6 ? cell : first - 1; cell < first; cell++)
		if (c->kind != GIR_ROW_CELLS || cell->gap < 2)	/* of several lines of a box the first is no label */
			around->nbefore = fold_cell(grid, cell, around->before, around->nbefore, GIR_MAX_LABEL * 4);
	if (c->kind == GIR_ROW_LOOSE && after < grid->cells + grid->ncells && after->kind == GIR_CELL_TEXT)
		around->nafter = fold_cell(grid, after, around->after, 0, GIR_MAX_LABEL);
}

/*
 * Length of the longest common subsequence; of a at most 64 characters.  A bit of row is 0 where the length grows by one with that character
 * of a (Crochemore and others, 2001).
 */
static int
common(const uint16_t *a, int na, const uint16_t *b, int nb)
{
	uint64_t	seen = 0;		/* low bits of a's characters: most of b are not among them */
	uint64_t	row = ~UINT64_C(0);

	for (int i = 0; i < na; i++)
		seen |= UINT64_C(1) << (a[i] & 63);
	for (int k = 0; k < nb; k++)
	{
		uint64_t	here = 0;

		if ((seen >> (b[k] & 63) & 1) == 0)
			continue;
		for (int i = 0; i < na; i++)
			here |= (uint64_t) (a[i] == b[k]) << i;
		here &= row;
		row = (row + here) | (row - here);
	}
	return na > 0 ? __builtin_popcountll(~row << (64 - na)) : 0;
}

static bool
has_character(const uint16_t *words, int n, uint16_t c)
{
	int			i = 0;

	while (i < n && words[i] != c)
		i++;
	return i < n;
}

int
gir_figures_strangers(const GirRow *row, const uint16_t *s, int length)
{
	static const char outcomes[] = "三、本年度办理结果";
	uint16_t	words[GIR_MAX_LABEL * 3];
	int			n = gir_fold(row->label, strlen(row->label), words, GIR_MAX_LABEL);
	int			strange = 0;

	if (row->group)
		n += gir_fold(row->group->label, strlen(row->group->label), words + n, GIR_MAX_LABEL);
	n += gir_fold(outcomes, strlen(outcomes), words + n, GIR_MAX_LABEL);
	for (int i = 0; i < length; i++)
		strange += gir_is_han(s[i]) && !has_character(words, n, s[i]);	/* pinyin is none */
	return strange;
}

/* Are more of the label's characters nowhere among the words than may be missing? */
static bool
lacks(const uint16_t *label, int length, const uint16_t *words, int n, int missing)
{
	for (int i = 0; i < length && missing >= 0; i++)
		missing -= !has_character(words, n, label[i]);
	return missing < 0;
}

static int
count_han(const uint16_t *words, int n)
{
	int			han = 0;

	for (int i = 0; i < n; i++)
		han += gir_is_han(words[i]);
	return han;
}

/*
 * How well the words fit the row's label, in percent: what they have in common, against the label's length; 0 when too much of either
 * is left over.  A label of few characters must be there whole, with next to nothing beside it.
 */
static int
fit_of_label(const GirForm *form, int row, const Around *around)
{
	uint16_t	label[GIR_MAX_LABEL];
	uint16_t	words[GIR_MAX_LABEL * 3];
	int			length = gir_fold(form->rows[row].label, strlen(form->rows[row].label), label, GIR_MAX_LABEL);
	int			nbefore = around->nbefore < length + 8 ? around->nbefore : length + 8;
	int			nafter = around->nafter < length ? around->nafter : length;
	int			n = nbefore + nafter;
	int			missing = length <= 3 ? 0 : 1 + length / 6;
	int			shared;
	int			alone;
	uint16_t	number;

	memcpy(words, around->before + around->nbefore - nbefore, (size_t) nbefore * sizeof(words[0]));
	memcpy(words + nbefore, around->after, (size_t) nafter * sizeof(words[0]));
	/* most rows are none of these words' */
	if (lacks(label, length, words, n, missing))
		return 0;
	shared = common(label, length, words, n);
	if (length - shared > missing)
		return 0;
	/* the words go on behind the label: 小计, or another row's */
	if (nbefore >= 2 && gir_figures_strangers(&form->rows[row], words + nbefore - 2, 2) == 2)
		return 0;
	/* a short label resembles parts of others */
	if (length <= 6 && gir_figures_strangers(&form->rows[row], words, nbefore) > 1)
		return 0;
	if (around->field && count_han(around->before, around->nbefore) > length + 1 + length / 4)
		return 0;
	if (length <= 3)
		return around->nbefore + around->nafter <= length + 1 ? 100 : 0;
	/* the words after the figures only complete the label: alone they are the beginning of the next one */
	alone = common(label, length, words, nbefore);
	if (alone < (length + 2) / 3)
		return 0;
	/* when they have to, it begins before the figures, with its number */
	if (length - alone > missing && gir_fold(form->rows[row].number, strlen(form->rows[row].number), &number, 1) > 0 &&
		!has_character(words, nbefore, number))
		return 0;
	return shared * 100 / length;
}

/* An orphan's place among the rows: the known ones around it, and the first and last row that leave room for the other orphans there. */
typedef struct Between
{
	int			after;
	int			before;
	int			first;
	int			last;
} Between;

/*
 * 2．其   0   41   6: the number of the row that begins on the figures' own line, in running text; 0 without one.  What stands on the lines above is the
 * rest of the label before.
 */
static uint32_t
number_on_line(const Fit *fit, const Candidate *c)
{
	const char *end = fit->grid->text + fit->grid->cells[c->first].off;
	const char *p = gir_line_start(fit->grid->text, end);
	uint32_t	before = 0;
	uint32_t	number = 0;

	while (p < end)
	{
		uint32_t	next = gir_narrow(gir_next_char(&p, end));

		if ((next == '.' || next == 0x3001) && before >= '1' && before <= '9')
			number = before;
		before = next;
	}
	return number;
}

/*
 * An orphan is the row between its neighbours whose label it resembles, if there is exactly one such.  The order of the form's rows
 * is kept by every layout, so only rows between the neighbours come into question; and the neighbours, for a line may be there twice.
 * The rest of the label above may stand before an orphan's own words, so it is not the row that the orphan before it must be.
 */
static void
adopt_orphan(Fit *fit, Candidate *c, const Between *b)
{
	Around		around;
	int			best = -1;
	int			best_fit = 0;
	int			second = 0;
	uint32_t	number;

	find_words(fit, c, &around);
	for (int r = b->after < 0 ? 0 : b->after; r <= b->before && r < fit->form->nrows; r++)
	{
		const GirRow *row = &fit->form->rows[r];
		bool		possible = row->role != GIR_ROLE_DISPUTE && (c->kind != GIR_ROW_LOOSE || table_of(fit, r) != GIR_TABLE2 || row->block == c->block);
		int			score = possible ? fit_of_label(fit->form, r, &around) : 0;

		if (score > best_fit)
		{
			second = best_fit;
			best_fit = score;
			best = r;
		}
		else if (score > second)
			second = score;
	}
	if (best >= 0 && c->kind == GIR_ROW_LOOSE && (number = number_on_line(fit, c)) != 0 && number != (unsigned char) fit->form->rows[best].number[0])
		return;
	if (best < 0 || best_fit - second < 20 || fit->seen[best] || best < b->first || best > b->last)
		return;
	c->row = best;
	c->columns = row_width(fit->form, best);
	c->adopted = true;
	note_row(fit, best, fit->grid->rows[c->grid_row].first);
}

/* Is this orphan one of running text that has the figures of a row of table 3? */
static bool
is_whole_orphan(const Candidate *c)
{
	return c->row < 0 && c->kind == GIR_ROW_LOOSE && c->n >= APPLICANTS;
}

/* Where the i-th candidate may belong, after that row, from which so many whole orphans part it. */
static Between
find_between(const Fit *fit, int i, int after, int skipped)
{
	Between		b = {.after = after,.before = fit->form->nrows,.first = 0,.last = fit->form->nrows};
	const GirBlock *block = &fit->form->blocks[first_block(fit->form, GIR_TABLE3)];
	int			orphans = 0;
	int			next = fit->ncandidates;
	int			above;
	int			below;

	for (int k = fit->ncandidates - 1; k > i; k--)
		if (fit->candidates[k].row > after)
			b.before = fit->candidates[next = k].row;
	if (!is_whole_orphan(&fit->candidates[i]))
		return b;
	for (int k = i; k < next; k++)
		orphans += is_whole_orphan(&fit->candidates[k]);
	above = after < block->first_row ? block->first_row - 1 : after;
	below = b.before > block->first_row + block->nrows ? block->first_row + block->nrows : b.before;
	if (skipped + orphans > below - above - 1)
		return b;
	b.first = above + 1 + skipped;
	b.last = below - orphans;
	return b;
}

void
gir_figures_adopt_orphans(Fit *fit)
{
	int			after = -1;
	int			skipped = 0;

	for (int i = 0; i < fit->ncandidates; i++)
	{
		if (fit->candidates[i].row < 0)
		{
			Between		b = find_between(fit, i, after, skipped);

			adopt_orphan(fit, &fit->candidates[i], &b);
		}
		skipped = fit->candidates[i].row >= 0 ? 0 : skipped + is_whole_orphan(&fit->candidates[i]);
		if (fit->candidates[i].row >= 0)
			after = fit->candidates[i].row;
	}
}
