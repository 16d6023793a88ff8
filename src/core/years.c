/*
 * years.c - an agency's report against that of the year before
 */
#include "core/years.h"

#include <stdio.h>
#include <string.h>

/* A slot with one text for both languages. */
#define SAME(text) {text, text}

enum
{
	FIRST_IN_FORCE = 2021,		/* the first year whose reports state documents in force */
	COPY_BITS = 12,				/* figures of so many binary digits in all do not come again by chance … */
	COPY_FIGURES = 2			/* … when they are at least so many */
};

static const char *const continuity_names[GIR_CONTINUITY_COUNT] = {"same", "renamed", "merged", "transferred", "corrected", "unknown"};
static const char *const reasons[GIR_CONTINUITY_COUNT][GIR_LANGUAGES] = {
	{"", ""},
	{"; the two reports name the agency differently", "；两份报告的机关名称不同"},
	{"; agencies were merged in between", "；其间机关合并"},
	{"; duties were transferred in between", "；其间职能划转"},
	{"; one of the two reports was published in different versions", "；其中一份报告有不同版本"},
	{"; whether both are reports of one agency is not known", "；无法确认两份报告属于同一机关"}
};

/* What the checks hand round. */
typedef struct Pair
{
	GirYear		current;
	GirYear		previous;
	GirContinuity continuity;
	bool		unknown_blanks;
	GirEmitComparison emit;
	void	   *context;
	GirComparison f;
} Pair;

/* 二 of this year and 四 of last year, a pair for each kind of applicant. */
typedef struct Carry
{
	int			ncolumns;
	int			total;			/* the column 总计 */
	int			in_cell;		/* the first cell of each row */
	int			out_cell;
	bool		decided[GIR_MAX_COLUMNS];
	__int128	in[GIR_MAX_COLUMNS];
	__int128	out[GIR_MAX_COLUMNS];
} Carry;

const char *
gir_continuity_name(GirContinuity continuity)
{
	return continuity_names[continuity];
}

int
gir_continuity_by_name(const char *name, size_t len)
{
	for (int i = 0; i < GIR_CONTINUITY_COUNT; i++)
		if (strlen(continuity_names[i]) == len && memcmp(continuity_names[i], name, len) == 0)
			return i;
	return -1;
}

static void
finish(Pair *p)
{
	p->emit(p->context, &p->f);
}

static const GirRow *
row_of_role(const GirForm *form, GirRole role)
{
	for (int r = 0; r < form->nrows; r++)
		if (form->rows[r].role == role)
			return &form->rows[r];
	return NULL;
}

/* Both forms have the kinds of applicant in one order. */
static void
read_carry(const Pair *p, Carry *c)
{
	const GirFigures *now = p->current.figures;
	const GirFigures *then = p->previous.figures;
	const GirBlock *block = gir_cell_block(now->form, row_of_role(now->form, GIR_ROLE_CARRIED_IN)->first_cell);

	c->ncolumns = block->ncolumns;
	c->total = block->total_column;
	c->in_cell = row_of_role(now->form, GIR_ROLE_CARRIED_IN)->first_cell;
	c->out_cell = row_of_role(then->form, GIR_ROLE_CARRIED_OUT)->first_cell;
	for (int i = 0; i < c->ncolumns; i++)
	{
		const GirValue *in = &now->cells[c->in_cell + i];
		const GirValue *out = &then->cells[c->out_cell + i];

		c->decided[i] = gir_counts_for(in, p->unknown_blanks, &c->in[i]) && gir_counts_for(out, p->unknown_blanks, &c->out[i]) &&
			(in->state == GIR_NUMBER || out->state == GIR_NUMBER);
	}
}

static const char *
year_text(int year, char *buf)
{
	snprintf(buf, 16, "%d", year);
	return buf;
}

/* The two cells of a column, as evidence: where each stands and what it says. */
static void
quote_carry(Pair *p, int in_cell, int out_cell, const char *in, const char *out)
{
	GirWords	w = gir_words(p->f.evidence, sizeof(p->f.evidence));
	char		name[GIR_MAX_NAME];

	gir_words_addf(&w, "%d %s %s; ", p->current.year, gir_cell_name(p->current.figures->form, in_cell, true, name), in);
	gir_words_addf(&w, "%d %s %s", p->previous.year, gir_cell_name(p->previous.figures->form, out_cell, true, name), out);
}

static void
broken_carry(Pair *p, const Carry *c, int column)
{
	int			in_cell = c->in_cell + column;
	int			out_cell = c->out_cell + column;
	bool		blanks = p->current.figures->cells[in_cell].state != GIR_NUMBER || p->previous.figures->cells[out_cell].state != GIR_NUMBER;
	char		en[GIR_MAX_NAME];
	char		zh[GIR_MAX_NAME];
	char		in[48];
	char		out[48];
	char		difference[48];
	char		year[16];
	char		before[16];
	const GirSlot slots[] = {
		{"cell", {gir_cell_name(p->current.figures->form, in_cell, false, en), gir_cell_name(p->current.figures->form, in_cell, true, zh)}},
		{"year", SAME(year_text(p->current.year, year))},
		{"before", SAME(year_text(p->previous.year, before))},
		{"in", SAME(gir_scaled_text(c->in[column], in))},
		{"out", SAME(gir_scaled_text(c->out[column], out))},
		{"difference", SAME(gir_scaled_text(c->in[column] - c->out[column], difference))},
		{"blanks", {blanks ? "; blank cells count as 0" : "", blanks ? "；空格按 0 计" : ""}},
		{"reason", {reasons[p->continuity][GIR_ENGLISH], reasons[p->continuity][GIR_CHINESE]}}
	};

	gir_comparison_start(&p->f, p->continuity == GIR_SAME ? GIR_Y601 : GIR_Y602);
	p->f.sums = true;
	p->f.left = c->in[column];
	p->f.right = c->out[column];
	p->f.cells[p->f.ncells++] = (uint8_t) in_cell;
	p->f.others[p->f.nothers++] = (uint8_t) out_cell;
	snprintf(p->f.formula, sizeof(p->f.formula), "%s = %s", in, out);
	quote_carry(p, in_cell, out_cell, in, out);
	gir_comparison_say(&p->f, GIR_SLOTS(slots));
	finish(p);
}

/* Do exactly two kinds of applicant differ, each having the other's number?  Then a and b are their columns. */
static bool
exchanged(const Carry *c, int *a, int *b)
{
	int			n = 0;
	int			at[2];

	for (int i = 0; i < c->ncolumns; i++)
	{
		if (!c->decided[i])
			return false;
		if (i == c->total || c->in[i] == c->out[i])
			continue;
		if (n == 2)
			return false;
		at[n++] = i;
	}
	*a = at[0];
	*b = at[1];
	return n == 2 && c->in[at[0]] == c->out[at[1]] && c->in[at[1]] == c->out[at[0]];
}

static void
exchanged_columns(Pair *p, const Carry *c, int a, int b)
{
	const GirColumn *first = gir_cell_column(p->current.figures->form, c->in_cell + a);
	const GirColumn *second = gir_cell_column(p->current.figures->form, c->in_cell + b);
	char		n[48];
	char		m[48];
	char		year[16];
	char		before[16];
	const GirSlot slots[] = {
		{"table", {gir_table_en(GIR_TABLE3), gir_table_zh(GIR_TABLE3)}},
		{"first", {first->en, first->label}},
		{"second", {second->en, second->label}},
		{"n", SAME(gir_scaled_text(c->in[a], n))},
		{"m", SAME(gir_scaled_text(c->in[b], m))},
		{"year", SAME(year_text(p->current.year, year))},
		{"before", SAME(year_text(p->previous.year, before))}
	};
	GirWords	w;

	gir_comparison_start(&p->f, GIR_Y606);
	for (int i = 0; i < 2; i++)
	{
		p->f.cells[p->f.ncells++] = (uint8_t) (c->in_cell + (i ? b : a));
		p->f.others[p->f.nothers++] = (uint8_t) (c->out_cell + (i ? b : a));
	}
	w = gir_words(p->f.evidence, sizeof(p->f.evidence));
	gir_words_addf(&w, "%d %s %s, %s %s; ", p->current.year, first->label, n, second->label, m);
	gir_words_addf(&w, "%d %s %s, %s %s", p->previous.year, first->label, m, second->label, n);
	gir_comparison_say(&p->f, GIR_SLOTS(slots));
	finish(p);
}

static void
check_carry(Pair *p)
{
	Carry		c;
	int			a;
	int			b;

	read_carry(p, &c);
	for (int i = 0; i < c.ncolumns; i++)
		if (c.decided[i] && c.in[i] != c.out[i])
			broken_carry(p, &c, i);
	if (exchanged(&c, &a, &b))
		exchanged_columns(p, &c, a, b);
}

/* n holds issued, repealed and in force, as cells does. */
static void
changed_stock(Pair *p, int row, const int *cells, const __int128 *n, __int128 last_valid)
{
	char		en[GIR_MAX_NAME];
	char		zh[GIR_MAX_NAME];
	char		number[5][48];
	char		year[16];
	char		before[16];
	const GirSlot slots[] = {
		{"row", {gir_row_name(p->current.figures->form, row, false, en), gir_row_name(p->current.figures->form, row, true, zh)}},
		{"year", SAME(year_text(p->current.year, year))},
		{"before", SAME(year_text(p->previous.year, before))},
		{"issued", SAME(gir_scaled_text(n[0], number[0]))},
		{"repealed", SAME(gir_scaled_text(n[1], number[1]))},
		{"valid", SAME(gir_scaled_text(n[2], number[2]))},
		{"last", SAME(gir_scaled_text(last_valid, number[3]))},
		{"difference", SAME(gir_scaled_text(n[2] - last_valid - n[0] + n[1], number[4]))}
	};

	gir_comparison_start(&p->f, GIR_Y603);
	p->f.sums = true;
	p->f.left = n[2];
	p->f.right = last_valid + n[0] - n[1];
	for (int i = 0; i < 3; i++)
		p->f.cells[p->f.ncells++] = (uint8_t) cells[(i + 2) % 3];
	p->f.others[p->f.nothers++] = (uint8_t) cells[2];
	snprintf(p->f.formula, sizeof(p->f.formula), "%s = %s + %s - %s", number[2], number[3], number[0], number[1]);
	gir_comparison_say(&p->f, GIR_SLOTS(slots));
	finish(p);
}

/* 现行有效 = last year's + 制发 - 废止, in a row whose cells issued, repealed and in force are given. */
static void
check_stock(Pair *p, int row, const int *cells)
{
	const GirFigures *now = p->current.figures;
	const GirValue *before = &p->previous.figures->cells[cells[2]];
	__int128	n[3];
	__int128	last;

	/* A stock left blank states nothing. */
	if (now->cells[cells[2]].state != GIR_NUMBER || before->state != GIR_NUMBER)
		return;
	for (int i = 0; i < 3; i++)
		if (!gir_counts_for(&now->cells[cells[i]], p->unknown_blanks, &n[i]))
			return;
	last = gir_value_scaled(before);
	if (n[2] != last + n[0] - n[1])
		changed_stock(p, row, cells, n, last);
}

/* Both years state what is in force: the rows of the blocks that have the three columns. */
static void
check_stocks(Pair *p)
{
	static const char *const keys[] = {"issued", "repealed", "valid"};
	const GirForm *form = p->current.figures->form;

	if (form != p->previous.figures->form || p->previous.year < FIRST_IN_FORCE)
		return;
	for (const GirBlock *b = form->blocks; b < form->blocks + form->nblocks; b++)
	{
		int			column[3] = {-1, -1, -1};

		for (int c = 0; b->table == GIR_TABLE2 && c < b->ncolumns; c++)
			for (int k = 0; k < 3; k++)
				if (strcmp(form->columns[b->first_column + c].key, keys[k]) == 0)
					column[k] = c;
		if (column[0] < 0 || column[1] < 0 || column[2] < 0)
			continue;
		for (int r = b->first_row; r < b->first_row + b->nrows; r++)
		{
			int			first = form->rows[r].first_cell;

			check_stock(p, r, (int[]) {first + column[0], first + column[1], first + column[2]});
		}
	}
}

/* A figure that no other one of its table fixes, and that is not a stock, which lasts. */
static bool
is_free(const GirForm *form, int cell)
{
	const GirBlock *block = gir_cell_block(form, cell);
	const GirRow *row = gir_cell_row(form, cell);
	const char *column = gir_cell_column(form, cell)->key;

	return form->cells[cell].column != block->first_column + block->total_column && row->role != GIR_ROLE_RESULT &&
		strcmp(column, "valid") != 0 && strcmp(column, "public_total") != 0 && strcmp(column, "prior_items") != 0;
}

/* Do two cells count for the same?  Stored numbers are canonical; a blank counts as 0, what cannot be read for nothing. */
static bool
same_figure(const GirValue *a, const GirValue *b)
{
	if (a->state == GIR_NUMBER && b->state == GIR_NUMBER)
		return a->digits == b->digits && a->scale == b->scale;
	return a->state <= GIR_NOT_APPLICABLE && b->state <= GIR_NOT_APPLICABLE && a->digits == 0 && b->digits == 0;
}

static int
binary_digits(int64_t n)
{
	int			bits = 0;

	for (; n != 0; n /= 2)
		bits++;
	return bits;
}

static void
copied_table(Pair *p, GirTable table)
{
	char		count[16];
	char		before[16];
	const GirSlot slots[] = {
		{"table", {gir_table_en(table), gir_table_zh(table)}},
		{"count", SAME(year_text(p->f.ncells, count))},
		{"before", SAME(year_text(p->previous.year, before))}
	};

	gir_comparison_say(&p->f, GIR_SLOTS(slots));
	finish(p);
}

static void
check_copy(Pair *p, GirTable table)
{
	const GirFigures *now = p->current.figures;
	const GirFigures *then = p->previous.figures;
	int			bits = 0;
	int			figures = 0;

	if (now->form != then->form)
		return;
	gir_comparison_start(&p->f, GIR_Y605);
	for (int i = 0; i < now->form->ncells; i++)
	{
		if (gir_cell_block(now->form, i)->table != table)
			continue;
		if (!same_figure(&now->cells[i], &then->cells[i]))
			return;
		if (now->cells[i].digits == 0)
			continue;
		p->f.cells[p->f.ncells++] = p->f.others[p->f.nothers++] = (uint8_t) i;
		if (is_free(now->form, i))
		{
			bits += binary_digits(now->cells[i].digits);
			figures++;
		}
	}
	if (bits >= COPY_BITS && figures >= COPY_FIGURES)
		copied_table(p, table);
}

static void
missing_years(Pair *p)
{
	int			first = p->previous.year + 1;
	int			last = p->current.year - 1;
	char		years[GIR_LANGUAGES][32];
	char		year[16];
	char		before[16];
	const GirSlot slots[] = {
		{"years", {years[GIR_ENGLISH], years[GIR_CHINESE]}},
		{"year", SAME(year_text(p->current.year, year))},
		{"before", SAME(year_text(p->previous.year, before))}
	};

	snprintf(years[GIR_ENGLISH], sizeof(years[0]), first == last ? "%d" : "%d to %d", first, last);
	snprintf(years[GIR_CHINESE], sizeof(years[0]), first == last ? "%d" : "%d 至 %d", first, last);
	gir_comparison_start(&p->f, GIR_Y604);
	gir_comparison_say(&p->f, GIR_SLOTS(slots));
	finish(p);
}

void
gir_year_findings(GirYear current, GirYear previous, GirContinuity continuity, bool unknown_blanks, GirEmitComparison emit, void *context)
{
	Pair		p;

	p.current = current;
	p.previous = previous;
	p.continuity = continuity;
	p.unknown_blanks = unknown_blanks;
	p.emit = emit;
	p.context = context;
	if (previous.year + 1 < current.year)
		missing_years(&p);
	else if (current.figures && previous.figures)
	{
		check_carry(&p);
		/* A sum over agencies has another stock, and copies nothing. */
		if (continuity != GIR_MERGED && continuity != GIR_TRANSFERRED)
			check_stocks(&p);
		for (int t = 0; t < GIR_TABLE_COUNT; t++)
			check_copy(&p, (GirTable) t);
	}
}
