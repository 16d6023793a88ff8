/*
 * checks.c - identities: which fail, which are undecided, and what people are told
 *
 * What must fail is worked out here from the keys of rows and columns, not from the declared identities.
 */
#include "core/findings.h"
#include "unit.h"

static GirFigures figures;
static const GirForm *form;

enum
{
	KINDS = 6,					/* kinds of applicant */
	TOTAL = 6					/* the column after them */
};

/* ---- a table in which all identities hold ---- */

static GirValue *
cell_at(int row, int column)
{
	return &figures.cells[form->rows[row].first_cell + column];
}

static int
row_of_role(GirRole role)
{
	int			r = 0;

	while (form->rows[r].role != role)
		r++;
	return r;
}

static bool
is_outcome(int row)
{
	return form->rows[row].role == GIR_ROLE_OUTCOME;
}

static GirTable
table_of(int row)
{
	return form->blocks[form->rows[row].block].table;
}

static void
set(GirValue *v, int64_t digits, int scale)
{
	*v = (GirValue) {.digits = digits,.scale = (uint8_t) scale};
	gir_value_reduce(v);
}

static void
set_total(int row, int columns)
{
	int64_t		sum = 0;

	for (int c = 0; c < columns; c++)
		sum += cell_at(row, c)->digits;
	set(cell_at(row, columns), sum, 0);
}

/* Random figures under which every identity holds; none is 0. */
static void
fill(void)
{
	int			result = row_of_role(GIR_ROLE_RESULT);

	gir_figures_clear(&figures, form, GIR_NUMBER);
	for (int i = 0; i < form->ncells; i++)
		set(&figures.cells[i], 1 + pick(40), 0);
	for (int c = 0; c < KINDS; c++)
	{
		int64_t		sum = 0;

		for (int r = 0; r < form->nrows; r++)
			if (is_outcome(r))
				sum += cell_at(r, c)->digits;
		set(cell_at(result, c), sum, 0);
		set(cell_at(row_of_role(GIR_ROLE_NEW), c), sum + cell_at(row_of_role(GIR_ROLE_CARRIED_OUT), c)->digits -
			cell_at(row_of_role(GIR_ROLE_CARRIED_IN), c)->digits, 0);
	}
	for (int r = 0; r < form->nrows; r++)
		if (table_of(r) == GIR_TABLE3)
			set_total(r, KINDS);
		else if (table_of(r) == GIR_TABLE4)
			set_total(r, 4);
}

/* ---- sets of identities ---- */

static uint64_t
identity(const char *prefix, const char *key)
{
	char		name[80];
	int			n = snprintf(name, sizeof(name), "%s_%s", prefix, key);
	int			i = gir_identity_by_name(form, name, (size_t) n);

	if (i < 0)
	{
		note("there is no identity %s", name);
		return UINT64_C(1) << 63;
	}
	return UINT64_C(1) << i;
}

/* The identities that hold one cell, by the keys of its row and column. */
static uint64_t
identities_of(int cell)
{
	const GirRow *row = gir_cell_row(form, cell);
	const char *column = gir_cell_column(form, cell)->key;
	GirTable	table = gir_cell_block(form, cell)->table;
	uint64_t	set_of = 0;

	if (table == GIR_TABLE2)
		return 0;
	if (table == GIR_TABLE4)
		return identity("t4_sum", row->key);
	set_of = identity("t3_row", row->key);
	if (row->role == GIR_ROLE_OUTCOME || row->role == GIR_ROLE_RESULT)
		set_of |= identity("t3_outcomes", column);
	if (row->role != GIR_ROLE_OUTCOME)
		set_of |= identity("t3_balance", column);
	return set_of;
}

static uint64_t
outcomes(GirOutcome which, bool unknown_blanks)
{
	uint64_t	set_of = 0;

	for (int i = 0; i < form->nidentities; i++)
		if (gir_check(&figures, i, unknown_blanks).outcome == which)
			set_of |= UINT64_C(1) << i;
	return set_of;
}

static uint64_t
all_identities(void)
{
	return (UINT64_C(1) << form->nidentities) - 1;
}

/* ---- findings ---- */

typedef struct Seen
{
	uint64_t	failing;		/* identities that a finding says fail */
	int			findings;
	int			errors;
	int			warnings;
	int			a310;
	int			wrong;			/* findings that are not as they should be */
	char		codes[256];
} Seen;

static bool
has_key(const char *s)
{
	for (const char *p = strchr(s, '_'); p; p = strchr(p + 1, '_'))
		if (p > s && p[-1] >= 'a' && p[-1] <= 'z' && p[1] >= 'a' && p[1] <= 'z')
			return true;
	return false;
}

/* The value of a printed sum, at the scale of the sides: 1 + 2.5 + (-3).  *end is where it ends. */
static __int128
evaluate(const char *s, const char **end)
{
	__int128	total = 0;

	while (*s)
	{
		bool		negative = strncmp(s, "(-", 2) == 0 || *s == '-';
		__int128	n = 0;
		int			scale = -1;

		s += strspn(s, "(-");
		for (; (*s >= '0' && *s <= '9') || *s == '.'; s++)
			if (*s == '.')
				scale = 0;
			else
			{
				n = n * 10 + (*s - '0');
				scale += scale >= 0;
			}
		for (int i = scale < 0 ? 0 : scale; i < GIR_MAX_SCALE; i++)
			n *= 10;
		total += negative ? -n : n;
		s += *s == ')';
		if (strncmp(s, " + ", 3) != 0)
			break;
		s += 3;
	}
	*end = s;
	return total;
}

/* Formula, sides, difference and cells of a failed identity say the same. */
static bool
sums_are_sound(const GirFinding *f)
{
	const GirIdentity *id = &form->identities[f->identity];
	const char *codes[] = {"A301", "A302", "A303", "A401"};
	const char *end;
	char		difference[48];
	char		printed[80];
	__int128	left = evaluate(f->formula, &end);
	__int128	right;

	if (strncmp(end, " = ", 3) != 0 || left != f->left)
		return false;
	right = evaluate(end + 3, &end);
	gir_scaled_text(left - right, difference);
	snprintf(printed, sizeof(printed), "difference %s (", difference);
	if (*end != '\0' || right != f->right || left == right || strstr(f->message, printed) == NULL)
		return false;
	snprintf(printed, sizeof(printed), "相差 %s（", difference);
	return strstr(f->message_zh, printed) != NULL && strstr(f->message, f->formula) != NULL && strstr(f->message_zh, f->formula) != NULL &&
		strcmp(gir_catalogue[f->code].code, codes[strchr("RHBT", id->class) - "RHBT"]) == 0 && f->ncells == id->nleft + id->nright &&
		memcmp(f->cells, id->left, id->nleft) == 0 && memcmp(f->cells + id->nleft, id->right, id->nright) == 0;
}

static void
see(void *context, const GirFinding *f)
{
	Seen	   *seen = context;
	bool		sound = f->message[0] != '\0' && f->message_zh[0] != '\0' && !has_key(f->message) && !has_key(f->message_zh);

	seen->findings++;
	seen->errors += f->severity == GIR_ERROR;
	seen->warnings += f->severity == GIR_WARNING;
	seen->a310 += f->code == GIR_A310;
	if (strlen(seen->codes) + 6 < sizeof(seen->codes))
		strcat(strcat(seen->codes, gir_catalogue[f->code].code), " ");
	if (f->identity >= 0)
	{
		sound &= f->severity == GIR_ERROR && f->outcome == GIR_FAILS && f->sums && sums_are_sound(f);
		sound &= !(seen->failing & UINT64_C(1) << f->identity);
		seen->failing |= UINT64_C(1) << f->identity;
	}
	if (!sound && seen->wrong++ < 3)
		note("finding %s: %s | %s | %s", gir_catalogue[f->code].code, f->message, f->message_zh, f->formula);
}

static Seen
findings(bool unknown_blanks)
{
	Seen		seen = {0};

	gir_findings(&figures, &(GirFindingOptions) {.year = form->first_year,.unknown_blanks = unknown_blanks}, see, &seen);
	return seen;
}

/* ---- tests ---- */

static void
test_clean(void)
{
	bool		clean = true;

	for (int n = 0; n < 50; n++)
	{
		fill();
		clean &= outcomes(GIR_HOLDS, false) == all_identities() && outcomes(GIR_HOLDS, true) == all_identities() && gir_failing(&figures, false) == 0;
		clean &= findings(false).findings == 0 && findings(true).findings == 0 && gir_readable(&figures);
	}
	ok(clean, "%s: all identities hold, no findings", form->id);
	gir_figures_clear(&figures, form, GIR_NUMBER);
	ok(outcomes(GIR_HOLDS, false) == all_identities() && findings(false).findings == 0, "%s: zeros everywhere hold", form->id);
}

/* One wrong cell: exactly its identities fail, and so say the findings. */
static void
test_one_wrong_cell(void)
{
	uint64_t	least[GIR_MAX_IDENTITIES] = {0};
	int			changes = 0;
	bool		exact = true;
	bool		told = true;
	bool		sizes = true;

	for (int i = 0; i < form->ncells; i++)
		for (int by = -1; by <= 1000; by += by < 0 ? 2 : 999)
		{
			uint64_t	want = identities_of(i);
			GirTable	table = gir_cell_block(form, i)->table;
			int			n = __builtin_popcountll(want);
			Seen		seen;

			fill();
			set(&figures.cells[i], figures.cells[i].digits + by, 0);
			changes++;
			sizes &= n == (table == GIR_TABLE2 ? 0 : table == GIR_TABLE4 ? 1 : gir_cell_row(form, i)->role == GIR_ROLE_RESULT ? 3 : 2);
			if (gir_failing(&figures, false) != want || outcomes(GIR_FAILS, false) != want || outcomes(GIR_FAILS, true) != want)
			{
				exact = false;
				note("%s by %d: other identities fail", form->cells[i].path, by);
			}
			seen = findings(false);
			if (seen.failing != want || seen.errors != n || seen.wrong)
			{
				told = false;
				note("%s by %d: %d findings (%s)", form->cells[i].path, by, seen.findings, seen.codes);
			}
			for (int k = 0; k < form->nidentities; k++)
				if ((want & UINT64_C(1) << k) && (least[k] == 0 || n < __builtin_popcountll(least[k])))
					least[k] = want;
		}
	ok(exact, "%s: one wrong cell, exactly its identities fail (%d changes)", form->id, changes);
	ok(sizes, "%s: one of table 4, two of table 3, three in row （七）", form->id);
	ok(told, "%s: findings list exactly these, with their values", form->id);
	for (int k = 0; k < form->nidentities; k++)
	{
		int			want = form->identities[k].class == 'T' ? 1 : strcmp(form->identities[k].name, "t3_row_result_total") == 0 ? 3 : 2;

		ok(__builtin_popcountll(least[k]) == want, "%s: %s fails with %d others", form->id, form->identities[k].name, want - 1);
	}
}

/* The algebra: no table, however wrong, in which one identity of table 3 fails alone, nor R of （七） with one other. */
static void
test_no_fewer(void)
{
	bool		none = true;
	uint64_t	dispute = 0;
	uint64_t	result = identity("t3_row", "result_total");

	for (int k = 0; k < form->nidentities; k++)
		if (form->identities[k].class == 'T')
			dispute |= UINT64_C(1) << k;
	for (int n = 0; n < 3000; n++)
	{
		uint64_t	failing;

		fill();
		for (int k = pick(4); k >= 0; k--)
		{
			GirValue   *v = &figures.cells[pick(form->ncells)];

			set(v, v->digits + pick(5) - 2, 0);
		}
		failing = gir_failing(&figures, false) & ~dispute;
		none &= failing == 0 || __builtin_popcountll(failing) >= ((failing & result) ? 3 : 2);
	}
	ok(none, "%s: none of table 3 fails with fewer", form->id);
}

/* Whatever stands in the cells: the judgement of all identities is that of each. */
static void
test_all_at_once(void)
{
	bool		same = true;

	for (int n = 0; n < 5000; n++)
	{
		fill();
		for (int k = pick(12); k >= 0; k--)
		{
			GirValue   *v = &figures.cells[pick(form->ncells)];

			if (pick(2) == 0)
				*v = (GirValue) {.state = (uint8_t) (1 + pick(GIR_STATE_COUNT - 1))};
			else
				set(v, v->digits + pick(3) - 1, pick(3));
		}
		for (int unknown = 0; unknown < 2; unknown++)
			same &= gir_failing(&figures, unknown) == outcomes(GIR_FAILS, unknown);
	}
	ok(same, "%s: all identities at once fail as one by one", form->id);
}

/* Blank, dash and not applicable are 0, or unknown; text, unreadable and missing decide nothing. */
static void
test_states(void)
{
	bool		zero = true;
	bool		unknown = true;
	bool		readable = true;

	for (int state = GIR_BLANK; state < GIR_STATE_COUNT; state++)
		for (int i = 0; i < form->ncells; i++)
		{
			uint64_t	of = identities_of(i);
			bool		counts = state <= GIR_NOT_APPLICABLE;

			fill();
			figures.cells[i] = (GirValue) {.state = (uint8_t) state};
			if (state == GIR_TEXT)
				figures.cells[i].text = (GirString) {"abc", 3};
			/* the cell was not 0, so as 0 its identities fail */
			zero &= outcomes(counts ? GIR_FAILS : GIR_UNDECIDED, false) == of && outcomes(GIR_HOLDS, false) == (all_identities() & ~of);
			unknown &= outcomes(GIR_UNDECIDED, true) == of && outcomes(GIR_HOLDS, true) == (all_identities() & ~of);
			zero &= gir_failing(&figures, false) == (counts ? of : 0) && findings(false).failing == gir_failing(&figures, false);
			unknown &= gir_failing(&figures, true) == 0 && findings(true).failing == 0;
			zero &= findings(false).wrong == 0 && findings(true).wrong == 0;
			readable &= gir_readable(&figures) == (state < GIR_UNREADABLE);
		}
	ok(zero, "%s: blank, dash and not applicable are 0; text, unreadable and missing make undecided", form->id);
	ok(unknown, "%s: with unknown blanks all of them make undecided", form->id);
	ok(readable, "%s: unreadable and missing cells, no others, make a report unreadable", form->id);
}

/* A blank where 0 belongs changes nothing. */
static void
test_blank_zero(void)
{
	bool		holds = true;

	for (int state = GIR_BLANK; state <= GIR_NOT_APPLICABLE; state++)
		for (int i = 0; i < form->ncells; i++)
		{
			uint64_t	of = identities_of(i);

			gir_figures_clear(&figures, form, GIR_NUMBER);
			figures.cells[i].state = (uint8_t) state;
			holds &= outcomes(GIR_HOLDS, false) == all_identities() && outcomes(GIR_UNDECIDED, true) == of;
		}
	ok(holds, "%s: blanks among zeros hold, and are undecided with unknown blanks", form->id);
}

/* Without a single number nothing is decided. */
static void
test_no_number(void)
{
	for (int state = GIR_BLANK; state < GIR_STATE_COUNT; state++)
	{
		Seen		seen;

		gir_figures_clear(&figures, form, (GirState) state);
		if (state == GIR_TEXT)
			for (int i = 0; i < form->ncells; i++)
				figures.cells[i].text = (GirString) {"abc", 3};
		seen = findings(false);
		ok(outcomes(GIR_UNDECIDED, false) == all_identities() && outcomes(GIR_UNDECIDED, true) == all_identities() &&
		   seen.errors == (state == GIR_MISSING ? GIR_TABLE_COUNT : 0) &&
		   seen.failing == 0 && seen.wrong == 0, "%s: nothing but %s: all undecided", form->id, gir_state_name((GirState) state));
	}
}

/* One number, and all else blank: only its identities are decided. */
static void
test_one_number(void)
{
	bool		decided = true;

	for (int i = 0; i < form->ncells; i++)
		for (int n = 0; n < 2; n++)
		{
			uint64_t	of = identities_of(i);

			gir_figures_clear(&figures, form, GIR_BLANK);
			set(&figures.cells[i], n, 0);
			decided &= outcomes(n ? GIR_FAILS : GIR_HOLDS, false) == of && outcomes(GIR_UNDECIDED, false) == (all_identities() & ~of);
		}
	ok(decided, "%s: one number among blanks decides its identities alone", form->id);
}

/* A 总计 column left blank throughout is one warning and not an error for each row. */
static void
test_blank_total(void)
{
	for (int state = GIR_BLANK; state <= GIR_NOT_APPLICABLE; state++)
	{
		Seen		seen;

		fill();
		for (int r = 0; r < form->nrows; r++)
			if (table_of(r) == GIR_TABLE3)
				*cell_at(r, TOTAL) = (GirValue) {.state = (uint8_t) state};
		seen = findings(false);
		ok(seen.a310 == 1 && seen.warnings == 1 && seen.errors == 0 && seen.findings == 1 && seen.wrong == 0,
		   "%s: 总计 %s throughout is one warning (%d findings: %s)", form->id, gir_state_name((GirState) state), seen.findings, seen.codes);
		/* what else is wrong is still told */
		set(cell_at(row_of_role(GIR_ROLE_NEW), 0), 9999, 0);
		seen = findings(false);
		ok(seen.a310 == 1 && seen.errors == 1 && seen.failing == identity("t3_balance", "natural_person"),
		   "%s: another error beside it is told (%s)", form->id, seen.codes);
	}
	fill();
	for (int r = 0; r < form->nrows; r++)
		if (table_of(r) == GIR_TABLE3 && form->rows[r].role != GIR_ROLE_RESULT)
			*cell_at(r, TOTAL) = (GirValue) {.state = GIR_BLANK};
	ok(findings(false).a310 == 0 && findings(false).failing == gir_failing(&figures, false) && gir_failing(&figures, false) != 0,
	   "%s: with one figure in 总计 it is not blank throughout", form->id);
	gir_figures_clear(&figures, form, GIR_BLANK);
	ok(findings(false).a310 == 0, "%s: a blank table is not a blank column", form->id);
}

/* Decimals, negative and very large figures are added exactly. */
static void
test_exact_sums(void)
{
	bool		exact = true;
	int			review = gir_row_by_key(form, "review", 6);
	uint64_t	of = identity("t4_sum", "review");

	gir_figures_clear(&figures, form, GIR_NUMBER);
	set(cell_at(review, 0), 1, 1);
	set(cell_at(review, 1), 2, 1);
	set(cell_at(review, 4), 3, 1);
	exact &= gir_failing(&figures, false) == 0;
	set(cell_at(review, 4), 300001, 6);
	exact &= gir_failing(&figures, false) == of && findings(false).wrong == 0 && findings(false).failing == of;
	set(cell_at(review, 0), -5, 0);
	set(cell_at(review, 1), 2, 0);
	set(cell_at(review, 4), -3, 0);
	exact &= gir_failing(&figures, false) == 0;
	set(cell_at(review, 4), 3, 0);
	exact &= gir_failing(&figures, false) == of && findings(false).wrong == 0;
	for (int c = 0; c < 4; c++)
		set(cell_at(review, c), INT64_C(999999999999999), 0);
	set(cell_at(review, 4), INT64_C(999999999999999), 0);
	exact &= gir_failing(&figures, false) == of && findings(false).wrong == 0;
	for (int i = 0; i < form->ncells; i++)
		set(&figures.cells[i], INT64_C(-999999999999999), i % 7);
	exact &= findings(false).wrong == 0;
	ok(exact, "%s: decimals, negative and large figures are added exactly", form->id);
}

/* Many things wrong at once: the findings and the checks still agree. */
static void
test_random(void)
{
	bool		agree = true;

	for (int n = 0; n < 1000; n++)
	{
		bool		unknown_blanks = one_in(2);
		Seen		seen;

		fill();
		for (int k = pick(12); k >= 0; k--)
		{
			GirValue   *v = &figures.cells[pick(form->ncells)];

			if (one_in(3))
				*v = (GirValue) {.state = (uint8_t) (1 + pick(3))};
			else
				set(v, pick(100000) - 50000, pick(3));
		}
		seen = findings(unknown_blanks);
		agree &= seen.failing == gir_failing(&figures, unknown_blanks) && seen.wrong == 0;
	}
	ok(agree, "%s: findings agree with the checks on 1000 random reports", form->id);
}

/* Findings that are not sums: each names what it is about. */
static void
test_other_findings(void)
{
	Seen		seen = {0};

	fill();
	figures.cells[0] = (GirValue) {.state = GIR_TEXT,.text = {"abc", 3}};
	seen = findings(false);
	ok(seen.findings == 1 && seen.wrong == 0 && seen.failing == 0, "%s: a text where a figure belongs is one finding (%s)", form->id, seen.codes);
	fill();
	figures.cells[form->ncells - 1].state = GIR_UNREADABLE;
	seen = findings(false);
	ok(seen.findings == 1 && seen.wrong == 0, "%s: an unreadable cell is one finding (%s)", form->id, seen.codes);
	fill();
	seen = (Seen) {0};
	gir_findings(&figures, &(GirFindingOptions) {.year = form->first_year,.period_year = form->first_year - 1}, see, &seen);
	ok(seen.findings == 1 && seen.wrong == 0, "%s: another year in the stated period is one finding (%s)", form->id, seen.codes);
	seen = (Seen) {0};
	gir_findings(NULL, &(GirFindingOptions) {.year = 2023,.period_year = 2022}, see, &seen);
	ok(seen.findings == 2 && seen.errors == 1 && seen.wrong == 0, "without a form: that, and the years (%s)", seen.codes);
}

/* The unit printed in a cell differs from the label's: told; the same unit: not. */
static void
test_units(void)
{
	for (int i = 0; i < form->ncells; i++)
	{
		const char *unit = gir_cell_column(form, i)->unit;
		bool		told;
		bool		untold;

		if (unit == NULL)
			continue;
		fill();
		figures.cells[i].unit = (GirString) {"元", 3};
		told = findings(false).findings == 1 && findings(false).wrong == 0;
		figures.cells[i].unit = (GirString) {"万元", 6};
		untold = findings(false).findings == 0;
		ok(told && untold && strcmp(unit, "万元") == 0, "%s: another unit than the label's is told: %s", form->id, form->cells[i].path);
	}
}

int
main(void)
{
	unit_init();
	for (int f = 0; f < GIR_FORM_COUNT; f++)
	{
		form = &gir_forms[f];
		seed((uint64_t) f + 10);
		test_clean();
		test_one_wrong_cell();
		test_no_fewer();
		test_states();
		test_all_at_once();
		test_blank_zero();
		test_no_number();
		test_one_number();
		test_blank_total();
		test_exact_sums();
		test_random();
		test_other_findings();
		test_units();
	}
	return done();
}
