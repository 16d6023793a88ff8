/*
 * mutation.c - does every figure land in exactly its cell, whatever is blank, gone or out of place?
 *
 * For each layout and each form: a report with another number in every cell, and mutants of it.  A cell must read as what is printed
 * there; where a layout does not tell which of a row's cells are blank, the row may be unreadable.  Any other reading is a failure,
 * and a number where another one (or none) is printed is the worst of them.
 */
#include "generate.h"

static Gen	gen;
static GirReport report;

/* What a test may accept beside the exact reading, for each row. */
static bool may_be_unreadable[GIR_MAX_ROWS];

/* Damage done to the text after it is written, at line damage_at. */
typedef enum Damage
{
	UNDAMAGED,
	CRLF,						/* every line, not one */
	LINE_GONE,
	LINE_DOUBLED,
	LINE_BLANKED,
	BLANK_LINE_AFTER,
	SCRAP_BEFORE				/* in front of what is printed in the line */
} Damage;

static Damage damage;
static int	damage_at;

static const char *subject;		/* layout and form */
static int	mutants;			/* of the category */
static int	all_mutants;
static int	wrong_numbers;
static int	wrong_states;
static int	refused;			/* cells left unreadable where that is accepted */
static int	all_wrong_numbers;
static int	dumps;

static void
start_category(void)
{
	mutants = wrong_numbers = wrong_states = refused = 0;
}

static void
end_category(const char *name)
{
	ok(wrong_numbers == 0 && wrong_states == 0, "%s: %s (%d mutants; %d wrong numbers, %d wrong states, %d cells unreadable)",
	   subject, name, mutants, wrong_numbers, wrong_states, refused);
	all_mutants += mutants;
	all_wrong_numbers += wrong_numbers;
}

/* The text of a mutant that failed, for whoever looks into it. */
static void
dump(void)
{
	char		path[64];
	FILE	   *file;

	snprintf(path, sizeof(path), "build/unit/mutant-%d.txt", ++dumps);
	file = fopen(path, "w");
	if (file == NULL)
		return;
	fwrite(gen.text, 1, gen.len, file);
	fclose(file);
	note("the mutant is in %s", path);
}

static bool
is_dispute(int row)
{
	return gen.form->rows[row].role == GIR_ROLE_DISPUTE;
}

/* Is the row printed?  The three rows of table 4 are one printed row. */
static bool
is_gone(int row)
{
	int			first = gen.form->blocks[gen.form->rows[row].block].first_row;

	return gen.gone[is_dispute(row) ? first : row] || gen.no_table[gen.form->blocks[gen.form->rows[row].block].table];
}

static bool
reads_as_expected(int cell)
{
	const GenCell *want = &gen.cell[cell];
	const GirValue *got = &report.reading.figures.cells[cell];
	int			row = gen.form->cells[cell].row;

	if (is_gone(row))
		return got->state == GIR_MISSING || (is_dispute(row) && got->state == GIR_UNREADABLE);
	return got->state == want->state && (want->state != GIR_NUMBER || (got->digits == want->digits && got->scale == want->scale));
}

static char *
put_bytes(char *p, const char *s, size_t len)
{
	memcpy(p, s, len);
	return p + len;
}

/* Copy one line, with its line break, into the damaged text. */
static char *
damage_line(char *p, const char *line, size_t len, bool here)
{
	size_t		tabs = strspn(line, "\t");

	if (damage == CRLF)
		return stpcpy(put_bytes(p, line, len - 1), "\r\n");
	if (!here)
		return put_bytes(p, line, len);
	switch (damage)
	{
		case LINE_GONE:
			return p;
		case LINE_DOUBLED:
			return put_bytes(put_bytes(p, line, len), line, len);
		case LINE_BLANKED:
			return stpcpy(p, "\n");
		case BLANK_LINE_AFTER:
			return stpcpy(put_bytes(p, line, len), "\n");
		default:
			return put_bytes(stpcpy(put_bytes(p, line, tabs), "[bookmark: _GoBack]"), line + tabs, len - tabs);
	}
}

static void
damage_text(void)
{
	static char text[GEN_SIZE];
	char	   *p = text;
	int			n = 0;

	for (const char *line = gen.text; *line; n++)
	{
		size_t		len = strcspn(line, "\n") + 1;

		p = damage_line(p, line, len, n == damage_at);
		line += len;
	}
	gen.len = (size_t) (p - text);
	memcpy(gen.text, text, gen.len);
	gen.text[gen.len] = '\0';
}

/* Read the mutant; every cell is exact, or unreadable where that is accepted. */
static void
check_mutant(const char *what, const char *which)
{
	int			before = wrong_numbers + wrong_states;

	mutants++;
	gen_write(&gen);
	if (damage != UNDAMAGED)
		damage_text();
	gir_report_read(gen.text, gen.len, NULL, NULL, &report);
	if (report.reading.figures.form != gen.form)
	{
		wrong_states++;
		note("%s: %s %s: the form was not recognised", subject, what, which);
	}
	for (int i = 0; report.reading.figures.form == gen.form && i < gen.form->ncells; i++)
	{
		const GirValue *got = &report.reading.figures.cells[i];
		int			row = gen.form->cells[i].row;

		if (reads_as_expected(i))
			continue;
		if (may_be_unreadable[row] && (got->state == GIR_UNREADABLE || (damage > CRLF && (got->state == GIR_MISSING || got->state == GIR_TEXT))))
		{
			refused++;
			continue;
		}
		if (wrong_numbers + wrong_states < 8)
			note("%s: %s %s: %s should be '%s' (%s), is %s", subject, what, which, gen.form->cells[i].path,
				 is_gone(row) ? "" : gen.cell[i].print, is_gone(row) ? "missing" : gir_state_name(gen.cell[i].state), value_text(got));
		/* a blank where a number is printed is half of a shifted row */
		if (got->state == GIR_NUMBER || (got->state == GIR_BLANK && !is_gone(row)))
			wrong_numbers++;
		else
			wrong_states++;
	}
	if (before == 0 && wrong_numbers + wrong_states > 0 && dumps < 12)
		dump();
}

static void
accept_nothing(void)
{
	memset(may_be_unreadable, 0, sizeof(may_be_unreadable));
}

/* The row may be unreadable; the rows of table 4 stand and fall together. */
static void
accept_row(int row)
{
	for (int r = 0; r < gen.form->nrows; r++)
		may_be_unreadable[r] |= r == row || (is_dispute(row) && is_dispute(r));
}

static void
accept_all(void)
{
	memset(may_be_unreadable, true, sizeof(may_be_unreadable));
}

static int
row_of(int cell)
{
	return gen.form->cells[cell].row;
}

static int
row_first(int row)
{
	return gen.form->rows[is_dispute(row) ? gen.form->blocks[gen.form->rows[row].block].first_row : row].first_cell;
}

static int
row_width(int row)
{
	const GirBlock *b = &gen.form->blocks[gen.form->rows[row].block];

	return is_dispute(row) ? b->nrows * b->ncolumns : b->ncolumns;
}

/* Printed rows: the rows of the form, those of table 4 as one. */
static bool
starts_printed_row(int row)
{
	return !is_dispute(row) || row == gen.form->blocks[gen.form->rows[row].block].first_row;
}

static bool
at_edge(int cell)
{
	int			first = row_first(row_of(cell));

	return cell == first || cell == first + row_width(row_of(cell)) - 1;
}

static bool
in_table3(int row)
{
	return gen.form->blocks[gen.form->rows[row].block].table == GIR_TABLE3;
}

/* Does the text as it is written no longer tell which cells of a row of table 3 are blank, when one at its edge is? */
static bool
is_collapsed(void)
{
	return gen.layout == GEN_TABS;
}

/* ---- (a), (b): numbers ---- */

static void
test_distinct(void)
{
	start_category();
	accept_nothing();
	gen_distinct(&gen);
	for (gen.style = 0; gen.style < 3; gen.style++)
		for (int spaces = 0; spaces < 2; spaces++)
		{
			gen.spaces = spaces == 1;
			check_mutant("distinct numbers", "");
		}
	gen.style = 0;
	for (int wrap = 2; gen.layout == GEN_LINES && wrap < 14; wrap++)
	{
		gen.wrap = wrap;
		check_mutant("labels wrapped", "");
	}
	gen.wrap = 0;
	check_mutant("labels not wrapped", "");
	gen.wrap = gen.layout == GEN_LINES ? 8 : 0;
	end_category("distinct numbers, each from its cell");
	ok(report.verdict == GIR_IS_REPORT && report.year == gen_year(gen.form) && strcmp(report.title, gen_title(gen.form)) == 0 &&
	   strcmp(report.agency, "枫堰县水务局") == 0, "%s: title, agency and year", subject);
}

static void
test_one_number(void)
{
	static const int64_t values[] = {7, 0, 88888};

	start_category();
	accept_nothing();
	for (int i = 0; i < gen.form->ncells; i++)
		for (int k = 0; k < 3; k++)
		{
			gen_distinct(&gen);
			gen_number(&gen, i, values[k]);
			check_mutant("one number changed", gen.form->cells[i].path);
		}
	gen_distinct(&gen);
	end_category("one number changed");
}

/* All cells have the same number of digits as real reports do: 0, but for one. */
static void
test_one_among_zeros(void)
{
	start_category();
	accept_nothing();
	for (int i = 0; i < gen.form->ncells; i++)
	{
		for (int k = 0; k < gen.form->ncells; k++)
			gen_number(&gen, k, k == i ? 3 : 0);
		check_mutant("one number among zeros", gen.form->cells[i].path);
	}
	gen_distinct(&gen);
	end_category("one number among zeros");
}

/* ---- (c), (f), (g): blanks ---- */

static void
test_one_blank(const char *print, const char *name)
{
	start_category();
	for (int i = 0; i < gen.form->ncells; i++)
	{
		accept_nothing();
		if (is_collapsed() && in_table3(row_of(i)) && at_edge(i))
			accept_row(row_of(i));
		gen_distinct(&gen);
		gen_state(&gen, i, GIR_BLANK, print);
		check_mutant(name, gen.form->cells[i].path);
	}
	gen_distinct(&gen);
	end_category(name);
}

static void
test_edges_blank(void)
{
	start_category();
	for (int r = 0; r < gen.form->nrows; r++)
	{
		if (!starts_printed_row(r) || row_width(r) < 2)
			continue;
		accept_nothing();
		if (is_collapsed())
			accept_row(r);
		gen_distinct(&gen);
		gen_blank(&gen, row_first(r));
		gen_blank(&gen, row_first(r) + row_width(r) - 1);
		check_mutant("both edges blank", gen.form->rows[r].key);
	}
	gen_distinct(&gen);
	end_category("both edges of a row blank");
}

static void
test_row_blank(void)
{
	start_category();
	for (int r = 0; r < gen.form->nrows; r++)
	{
		if (!starts_printed_row(r))
			continue;
		accept_nothing();
		if (is_collapsed())
			accept_row(r);
		gen_distinct(&gen);
		for (int i = 0; i < row_width(r); i++)
			gen_blank(&gen, row_first(r) + i);
		check_mutant("whole row blank", gen.form->rows[r].key);
	}
	gen_distinct(&gen);
	end_category("a whole row blank");
}

/* A column blank in every row of its table: 总计 often is. */
static void
test_column_blank(void)
{
	start_category();
	for (int b = 0; b < gen.form->nblocks; b++)
		for (int c = 0; c < gen.form->blocks[b].ncolumns; c++)
		{
			const GirBlock *block = &gen.form->blocks[b];

			accept_nothing();
			gen_distinct(&gen);
			for (int r = block->first_row; r < block->first_row + block->nrows; r++)
			{
				if (is_collapsed())
					accept_row(r);
				gen_blank(&gen, gen.form->rows[r].first_cell + c);
			}
			check_mutant("column blank", gen.form->columns[block->first_column + c].key);
		}
	gen_distinct(&gen);
	end_category("a whole column blank");
}

static void
test_all_blank(void)
{
	static const char *const prints[] = {"", " ", "\u3000", "\u00A0"};

	start_category();
	accept_nothing();
	if (is_collapsed())
		accept_all();
	for (int k = 0; k < 4; k++)
	{
		for (int i = 0; i < gen.form->ncells; i++)
			gen_state(&gen, i, GIR_BLANK, prints[k]);
		check_mutant("all cells blank", "");
	}
	gen_distinct(&gen);
	end_category("all cells blank, none of them 0");
}

/* ---- (d): rows gone ---- */

/* A row that carries its group's label may take what the group's rows mean along. */
static void
accept_group_of(int row)
{
	for (int r = 0; r < gen.form->nrows; r++)
		if (gen.form->rows[row].group && gen.form->rows[r].group == gen.form->rows[row].group && gen.form->rows[row - 1].group != gen.form->rows[row].group)
			may_be_unreadable[r] = true;
}

static void
test_row_gone(void)
{
	start_category();
	for (int r = 0; r < gen.form->nrows; r++)
	{
		if (!starts_printed_row(r))
			continue;
		accept_nothing();
		accept_group_of(r);
		gen.gone[r] = true;
		check_mutant("row gone", gen.form->rows[r].key);
		gen.gone[r] = false;
	}
	end_category("a row gone, its cells missing");
}

static void
test_rows_gone(void)
{
	start_category();
	seed(1);
	for (int n = 0; n < 300; n++)
	{
		accept_nothing();
		for (int r = 0; r < gen.form->nrows; r++)
		{
			gen.gone[r] = one_in(n % 2 ? 3 : 10);
			if (gen.gone[r])
				accept_group_of(r);
		}
		check_mutant("rows gone", "");
	}
	memset(gen.gone, 0, sizeof(gen.gone));
	end_category("several rows gone");
}

/* ---- (e): rows out of place ---- */

static void
test_lost_tab(void)
{
	start_category();
	accept_nothing();
	for (int loss = GEN_LOSS_MOVED; loss < GEN_LOSSES; loss++)
		for (int r = 0; r < gen.form->nrows; r++)
		{
			if (gen.form->rows[r].role != GIR_ROLE_OUTCOME && gen.form->rows[r].role != GIR_ROLE_RESULT)
				continue;
			gen.loss = (GenLoss) loss;
			gen.lost = r;
			check_mutant("leading tab lost", gen.form->rows[r].key);
		}
	gen.loss = GEN_LOSS_NONE;
	gen.lost = -1;
	end_category("a row without its leading tab");
}

/* Where the fields stand: what a copy or an export makes of a table's width. */
static void
set_place(int n)
{
	gen.pad_start = n % 3;
	gen.pad_end = (n / 3 % 3) * 8;
	gen.trim = n / 9 % 2 == 1;
}

enum
{
	PLACES = 18
};

static void
test_places(void)
{
	start_category();
	accept_nothing();
	for (int n = 0; n < PLACES; n++)
	{
		set_place(n);
		check_mutant("padded or trimmed", "");
	}
	set_place(0);
	end_category("rows padded at either end, trailing tabs trimmed");
}

/* One blank under each of these; a row that has one may be unreadable, but nothing may move. */
static void
test_places_blank(void)
{
	start_category();
	for (int n = 1; n < PLACES; n++)
		for (int i = 0; i < gen.form->ncells; i++)
		{
			char		which[128];

			set_place(n);
			accept_nothing();
			accept_row(row_of(i));
			gen_distinct(&gen);
			gen_blank(&gen, i);
			snprintf(which, sizeof(which), "%s (before %d, up to %d%s)", gen.form->cells[i].path, gen.pad_start, gen.pad_end,
					 gen.trim ? ", trimmed" : "");
			check_mutant("padded or trimmed, blank", which);
		}
	set_place(0);
	gen_distinct(&gen);
	end_category("padded or trimmed, one cell blank");
}

static void
test_lost_tab_blank(void)
{
	start_category();
	for (int r = 0; r < gen.form->nrows; r++)
		for (int k = 0; k < 2 * (GEN_LOSSES - 1); k++)
		{
			if (gen.form->rows[r].role != GIR_ROLE_OUTCOME && gen.form->rows[r].role != GIR_ROLE_RESULT)
				continue;
			accept_nothing();
			accept_row(r);
			gen.loss = (GenLoss) (GEN_LOSS_MOVED + k / 2);
			gen.lost = r;
			gen_distinct(&gen);
			gen_blank(&gen, row_first(r) + (k % 2 ? row_width(r) - 1 : 0));
			check_mutant("leading tab lost, edge blank", gen.form->rows[r].key);
		}
	gen.loss = GEN_LOSS_NONE;
	gen.lost = -1;
	gen_distinct(&gen);
	end_category("a row without its leading tab, and an edge blank");
}

/* 一 二 四 are 0, （一） and the like 1, the rows of a group 2: so far to the right their labels stand. */
static int
depth_of(int row)
{
	const GirRow *r = &gen.form->rows[row];

	if (r->role != GIR_ROLE_OUTCOME && r->role != GIR_ROLE_RESULT)
		return 0;
	return r->group && strcmp(r->group->number, r->number) != 0 ? 2 : 1;
}

static void
blank_but_depth(int edge, int depth)
{
	accept_nothing();
	gen_distinct(&gen);
	for (int r = 0; r < gen.form->nrows; r++)
		if (in_table3(r) && depth_of(r) != depth)
		{
			accept_row(r);
			gen_blank(&gen, row_first(r) + edge);
		}
}

/*
 * Only the rows whose labels stand equally far to the right are complete.  Their figures begin in one column, as in a table without
 * merged cells; those of the other rows do not.
 */
static void
test_one_depth_complete(void)
{
	start_category();
	for (int n = 0; n < 3 * 2 * 2 * GEN_LOSSES; n++)
	{
		int			depth = n % 3;
		int			edge = n / 3 % 2 ? 6 : 0;

		gen.trim = n / 6 % 2 == 1;
		gen.loss = (GenLoss) (n / 12);
		for (gen.lost = 0; gen.lost < gen.form->nrows; gen.lost++)
		{
			char		which[160];

			if (!in_table3(gen.lost) || (gen.loss == GEN_LOSS_NONE && depth_of(gen.lost - 1) == 0) || depth_of(gen.lost) == 0)
				continue;
			blank_but_depth(edge, depth);
			/* the row out of place is the only other complete one */
			if (n % 2)
				gen_number(&gen, row_first(gen.lost) + edge, 4444);
			accept_row(gen.lost);
			snprintf(which, sizeof(which), "%d (%s column blank%s, loss %d in %s)", depth, edge ? "last" : "first", gen.trim ? ", trimmed" : "",
					 gen.loss, gen.form->rows[gen.lost].key);
			check_mutant("complete rows of depth", which);
		}
	}
	gen.trim = false;
	gen.loss = GEN_LOSS_NONE;
	gen.lost = -1;
	gen_distinct(&gen);
	end_category("an edge blank but in the rows of one depth");
}

/* ---- (h): other states ---- */

typedef struct Printed
{
	const char *print;
	GirState	state;
	int64_t		digits;
	int			scale;
} Printed;

static void
test_states(void)
{
	static const Printed printed[] = {
		{"/", GIR_DASH, 0, 0}, {"-", GIR_DASH, 0, 0}, {"——", GIR_DASH, 0, 0}, {"--", GIR_DASH, 0, 0},
		{"无", GIR_NOT_APPLICABLE, 0, 0}, {"不适用", GIR_NOT_APPLICABLE, 0, 0}, {"不涉及", GIR_NOT_APPLICABLE, 0, 0},
		{"详见附表", GIR_TEXT, 0, 0}, {"2,59 6", GIR_TEXT, 0, 0},
		{"22件", GIR_NUMBER, 22, 0}, {"22（其中修订16件）", GIR_NUMBER, 22, 0}, {"160.5964万元", GIR_NUMBER, 1605964, 4},
		{"1,482", GIR_NUMBER, 1482, 0}, {"３７．０５０", GIR_NUMBER, 3705, 2}, {"370\\.76", GIR_NUMBER, 37076, 2}, {"-4", GIR_NUMBER, -4, 0},
	};

	start_category();
	accept_nothing();
	for (int i = 0; i < gen.form->ncells; i++)
		for (size_t k = 0; k < sizeof(printed) / sizeof(printed[0]); k++)
		{
			gen_distinct(&gen);
			gen_state(&gen, i, printed[k].state, printed[k].print);
			gen.cell[i].digits = printed[k].digits;
			gen.cell[i].scale = printed[k].scale;
			check_mutant(printed[k].print, gen.form->cells[i].path);
		}
	gen_distinct(&gen);
	end_category("each state in each cell");
}

/* ---- damaged lines ---- */

static int
count_lines(void)
{
	int			n = 0;

	gen_write(&gen);
	for (size_t i = 0; i < gen.len; i++)
		n += gen.text[i] == '\n';
	return n;
}

static void
test_crlf(void)
{
	start_category();
	accept_nothing();
	damage = CRLF;
	check_mutant("CRLF", "");
	damage = UNDAMAGED;
	end_category("lines that end with CR and LF");
}

/* What a line carried may be lost; what is told is right. */
static void
test_damaged(Damage how, const char *name)
{
	int			lines = count_lines();

	start_category();
	accept_all();
	damage = how;
	for (damage_at = 0; damage_at < lines; damage_at++)
	{
		char		which[32];

		snprintf(which, sizeof(which), "%d", damage_at + 1);
		check_mutant(name, which);
	}
	damage = UNDAMAGED;
	end_category(name);
}

/* ---- everything at once ---- */

static void
random_cell(int i, int blanks)
{
	if (pick(100) < blanks)
		gen_state(&gen, i, GIR_BLANK, one_in(4) ? "\u3000" : "");
	else if (one_in(12))
		gen_state(&gen, i, GIR_DASH, "/");
	else
		gen_number(&gen, i, one_in(2) ? pick(10) : 101 + i);
}

/* Which ways of going wrong a random mutant takes. */
enum
{
	ROWS_GONE = 1,
	PLACED = 2,
	TAB_LOST = 4
};

/* A column is blank here and there, mostly, or not at all. */
static void
random_cells(void)
{
	int			blanks[GIR_MAX_COLUMNS];

	for (int c = 0; c < gen.form->ncolumns; c++)
		blanks[c] = one_in(3) ? pick(101) : one_in(3) ? 10 : 0;
	for (int i = 0; i < gen.form->ncells; i++)
		random_cell(i, blanks[gen.form->cells[i].column]);
}

/*
 * Blank cells in any number, and rows gone or out of place together.  What the parser cannot attribute it may leave unreadable; what
 * it does attribute must be right.
 */
static void
test_random(int ways, int total, const char *name)
{
	start_category();
	seed((uint64_t) ways + 2);
	accept_all();
	for (int n = 0; n < total; n++)
	{
		char		which[160];

		random_cells();
		for (int r = 0; r < gen.form->nrows; r++)
			gen.gone[r] = (ways & ROWS_GONE) && one_in(8);
		set_place(ways & PLACED ? pick(PLACES) : 0);
		gen.loss = ways & TAB_LOST ? (GenLoss) pick(GEN_LOSSES) : GEN_LOSS_NONE;
		gen.lost = pick(gen.form->nrows);
		gen.style = pick(3);
		snprintf(which, sizeof(which), "%d (before %d, up to %d%s, loss %d in %s)", n, gen.pad_start, gen.pad_end,
				 gen.trim ? ", trimmed" : "", gen.loss, gen.form->rows[gen.lost].key);
		check_mutant("random", which);
	}
	memset(gen.gone, 0, sizeof(gen.gone));
	set_place(0);
	gen.loss = GEN_LOSS_NONE;
	end_category(name);
}

static void
test_layout(const GirForm *form, GenLayout layout)
{
	static char name[64];

	snprintf(name, sizeof(name), "%s %s", layout == GEN_TABS ? "tabs" : "lines", form->id);
	subject = name;
	gen_start(&gen, form, layout);
	test_distinct();
	test_one_number();
	test_one_among_zeros();
	test_one_blank("", "one cell blank");
	test_one_blank("\u3000", "one cell with nothing but U+3000");
	test_edges_blank();
	test_row_blank();
	test_column_blank();
	test_all_blank();
	test_row_gone();
	test_rows_gone();
	if (layout == GEN_TABS)
		test_lost_tab();
	test_places();
	test_places_blank();
	if (layout == GEN_TABS)
	{
		test_lost_tab_blank();
		test_one_depth_complete();
	}
	test_states();
	test_crlf();
	test_damaged(LINE_GONE, "a line gone");
	test_damaged(LINE_DOUBLED, "a line doubled");
	test_damaged(LINE_BLANKED, "a line emptied");
	test_damaged(BLANK_LINE_AFTER, "a blank line after a line");
	test_damaged(SCRAP_BEFORE, "a bookmark before a line");
	test_random(0, 1500, "random blanks: exact or unreadable");
	test_random(ROWS_GONE, 1000, "random blanks, rows gone: exact or unreadable");
	test_random(PLACED, 1500, "random blanks, padded or trimmed: exact or unreadable");
	if (layout == GEN_TABS)
	{
		test_random(TAB_LOST, 1500, "random blanks, leading tabs lost: exact or unreadable");
		test_random(ROWS_GONE | PLACED | TAB_LOST, 1500, "anything together: exact or unreadable");
	}
}

int
main(void)
{
	unit_init();
	for (int f = 0; f < GIR_FORM_COUNT; f++)
	{
		test_layout(&gir_forms[f], GEN_TABS);
		test_layout(&gir_forms[f], GEN_LINES);
	}
	ok(all_wrong_numbers == 0, "no wrong number in %d mutants", all_mutants);
	return done();
}
