/*
 * forms.c - are the declared forms what the notices print?
 */
#include "unit.h"

/* Attribute names of the type gireport; rows are attributes too (in the attribute notation), so no row may have one of these. */
static const char *const attributes[] = {"form", "year", "agency", "title", "figures", "provenance", "extra"};

static int
count_cells(const GirForm *f, GirTable table)
{
	int			n = 0;

	for (int i = 0; i < f->ncells; i++)
		n += gir_cell_block(f, i)->table == table;
	return n;
}

static void
test_counts(void)
{
	const GirForm *f = gir_form_by_id("2019", 4);
	const GirForm *g = gir_form_by_id("2021", 4);

	ok(f == &gir_forms[0] && g == &gir_forms[1], "forms 2019 and 2021, in the order of the encoding");
	ok(count_cells(f, GIR_TABLE2) == 22 && count_cells(f, GIR_TABLE3) == 161 && count_cells(f, GIR_TABLE4) == 15 && f->ncells == 198,
	   "2019: 22 + 161 + 15 cells (%d + %d + %d)", count_cells(f, GIR_TABLE2), count_cells(f, GIR_TABLE3), count_cells(f, GIR_TABLE4));
	ok(count_cells(g, GIR_TABLE2) == 10 && count_cells(g, GIR_TABLE3) == 175 && count_cells(g, GIR_TABLE4) == 15 && g->ncells == 200,
	   "2021: 10 + 175 + 15 cells (%d + %d + %d)", count_cells(g, GIR_TABLE2), count_cells(g, GIR_TABLE3), count_cells(g, GIR_TABLE4));
	ok(f->nidentities == 40 && g->nidentities == 42, "40 and 42 identities (%d and %d)", f->nidentities, g->nidentities);
	ok(gir_form_by_id("2020", 4) == NULL && gir_form_by_id("201", 3) == NULL && gir_form_by_id("", 0) == NULL, "no other form");
}

static bool
has_prefix(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0 && s[strlen(prefix)] != '\0';
}

static bool
is_identifier(const char *s)
{
	return strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(s) && strlen(s) <= 63 && strchr("0123456789", s[0]) == NULL;
}

/* Name, class and number of terms belong together. */
static bool
identity_is_sound(const GirForm *f, const GirIdentity *id)
{
	int			outcomes = f->number == 0 ? 19 : 21;

	if (!is_identifier(id->name) || id->formula_zh == NULL || id->formula_en == NULL)
		return false;
	switch (id->class)
	{
		case 'R':
			return has_prefix(id->name, "t3_row_") && id->nleft == 1 && id->nright == 6;
		case 'H':
			return has_prefix(id->name, "t3_outcomes_") && id->nleft == 1 && id->nright == outcomes;
		case 'B':
			return has_prefix(id->name, "t3_balance_") && id->nleft == 2 && id->nright == 2;
		case 'T':
			return has_prefix(id->name, "t4_sum_") && id->nleft == 1 && id->nright == 4;
		default:
			return false;
	}
}

static void
test_identities(const GirForm *f)
{
	int			classes[4] = {0};
	bool		sound = true;
	bool		unique = true;

	for (int i = 0; i < f->nidentities; i++)
	{
		const GirIdentity *id = &f->identities[i];

		if (!identity_is_sound(f, id))
		{
			sound = false;
			note("%s", id->name);
		}
		classes[strchr("RHBT", id->class) - "RHBT"]++;
		unique &= gir_identity_by_name(f, id->name, strlen(id->name)) == i;
	}
	ok(sound, "%s: each identity has the name and the terms of its class", f->id);
	ok(unique, "%s: names of identities are unique", f->id);
	ok(classes[0] == (f->number == 0 ? 23 : 25) && classes[1] == 7 && classes[2] == 7 && classes[3] == 3,
	   "%s: %d R, %d H, %d B, %d T", f->id, classes[0], classes[1], classes[2], classes[3]);
	ok(gir_identity_by_name(f, "t3_row_granted", 14) >= 0 && gir_identity_by_name(f, "t3_balance_total", 16) >= 0 &&
	   gir_identity_by_name(f, "t4_sum_review", 13) >= 0 && gir_identity_by_name(f, "t3_row_grante", 13) < 0, "%s: identities by name", f->id);
}

static void
test_keys(const GirForm *f)
{
	bool		unique = true;
	bool		free = true;
	bool		identifiers = true;

	for (int r = 0; r < f->nrows; r++)
	{
		const char *key = f->rows[r].key;

		identifiers &= is_identifier(key);
		unique &= gir_row_by_key(f, key, strlen(key)) == r;
		for (size_t i = 0; i < sizeof(attributes) / sizeof(attributes[0]); i++)
			free &= strcmp(key, attributes[i]) != 0;
	}
	ok(unique, "%s: row keys are unique over all tables", f->id);
	ok(free, "%s: no row key is an attribute of the type", f->id);
	ok(identifiers, "%s: row keys are identifiers", f->id);
}

static void
test_paths(const GirForm *f)
{
	bool		same = true;
	bool		parts = true;

	for (int i = 0; i < f->ncells; i++)
	{
		char		path[128];
		const GirRow *row = gir_cell_row(f, i);
		const GirColumn *column = gir_cell_column(f, i);
		GirTable	table = gir_cell_block(f, i)->table;

		same &= gir_cell_by_path(f, f->cells[i].path, strlen(f->cells[i].path)) == i;
		same &= gir_cell_by_keys(f, table, row->key, column->key) == i;
		snprintf(path, sizeof(path), "%s.%s.%s", gir_table_key(table), row->key, column->key);
		parts &= strcmp(path, f->cells[i].path) == 0 && i == row->first_cell + (int) (column - f->columns) - gir_cell_block(f, i)->first_column;
	}
	ok(same, "%s: every path leads back to its cell", f->id);
	ok(parts, "%s: a path is table, row and column", f->id);
	ok(gir_cell_by_path(f, "table3.granted.total", 20) >= 0 && gir_cell_by_path(f, "table4.review.corrected", 23) >= 0, "%s: known paths", f->id);
	ok(gir_cell_by_path(f, "", 0) < 0 && gir_cell_by_path(f, "table3", 6) < 0 && gir_cell_by_path(f, "table3.granted", 14) < 0 &&
	   gir_cell_by_path(f, "table3.granted.", 15) < 0 && gir_cell_by_path(f, "table2.granted.total", 20) < 0 &&
	   gir_cell_by_path(f, "table3.granted.total.x", 22) < 0 && gir_cell_by_path(f, "table3.granted.made", 19) < 0 &&
	   gir_cell_by_path(f, "..", 2) < 0, "%s: other paths lead nowhere", f->id);
}

/* 2019's made is never mapped to 2021's issued. */
static void
test_keys_of_both(void)
{
	const GirForm *f = &gir_forms[0];
	const GirForm *g = &gir_forms[1];

	ok(gir_cell_by_path(f, "table2.regulations.made", 23) >= 0 && gir_cell_by_path(g, "table2.regulations.made", 23) < 0 &&
	   gir_cell_by_path(g, "table2.regulations.issued", 25) >= 0 && gir_cell_by_path(f, "table2.regulations.issued", 25) < 0,
	   "made is a column of 2019 alone, issued of 2021 alone");
	ok(gir_row_by_key(f, "other_handling", 14) >= 0 && gir_row_by_key(g, "other_handling", 14) < 0, "other_handling is a row of 2019 alone");
}

static int
fold_numbered(const char *number, const char *label, uint16_t *out)
{
	char		s[512];

	snprintf(s, sizeof(s), "%s%s", number, label);
	return gir_fold(s, strlen(s), out, GIR_MAX_LABEL);
}

static void
test_labels_apart(const GirForm *f)
{
	bool		apart = true;

	for (int r = 0; r < f->nrows; r++)
		for (int q = 0; q < r; q++)
		{
			uint16_t	a[GIR_MAX_LABEL];
			uint16_t	b[GIR_MAX_LABEL];
			int			n = fold_numbered(f->rows[r].number, f->rows[r].label, a);
			int			m = fold_numbered(f->rows[q].number, f->rows[q].label, b);

			if (n == m && memcmp(a, b, (size_t) n * sizeof(a[0])) == 0)
			{
				apart = false;
				note("%s and %s share a label", f->rows[r].key, f->rows[q].key);
			}
		}
	ok(apart, "%s: no two rows share a numbered label", f->id);
}

/* Does the label mean what it was declared for? */
static bool
means(const GirLabelDecl *d, const char *text)
{
	const GirLabel *l = gir_label_find(text, strlen(text));
	const GirMeaning *m = l ? &l->in[d->form] : NULL;

	if (l == NULL || gir_label(gir_label_number(l)) != l || !(m->tables & 1u << gir_forms[d->form].blocks[d->block].table))
		return false;
	switch (d->kind)
	{
		case GIR_LABEL_ROW:
			return m->row == d->index || m->bare_row == d->index;
		case GIR_LABEL_COLUMN:
			return (m->columns & 1u << d->block) && m->column[d->block] == d->index;
		case GIR_LABEL_CLAUSE:
			return m->clause == d->block;
		case GIR_LABEL_SECTION:
			return m->section == (int) gir_forms[d->form].blocks[d->block].table;
		default:
			return m->head;
	}
}

static void
test_labels(void)
{
	const GirLabelDecl *d;
	int			n;
	bool		all = true;

	for (n = 0; (d = gir_label_decl(n)) != NULL; n++)
	{
		char		s[512];
		char		spaced[1024] = "";

		snprintf(s, sizeof(s), "%s%s", d->number, d->text);
		for (const char *p = s; *p; p++)
		{
			size_t		len = strlen(spaced);

			/* white space between the characters makes no difference */
			if ((*p & 0xC0) != 0x80)
				len += (size_t) sprintf(spaced + len, "%s", n % 2 ? " " : "\u3000");
			spaced[len] = *p;
			spaced[len + 1] = '\0';
		}
		if (!means(d, d->text) || !means(d, s) || !means(d, spaced))
		{
			all = false;
			note("form %s: %s", gir_forms[d->form].id, s);
		}
	}
	ok(all, "each of %d declared labels means what it is declared for, with its number and without", n);
}

/* The numbered label of a row is that row and no other. */
static void
test_row_labels(const GirForm *f)
{
	static const char *const stops[][2] = {{".", "．"}, {".", "、"}, {".", ""}, {"（", "("}, {"）", ") "}, {"、", "."}};
	bool		all = true;

	for (int r = 0; r < f->nrows; r++)
		for (int k = -1; k < (int) (sizeof(stops) / sizeof(stops[0])); k++)
		{
			char		s[512] = "";
			const char *number = f->rows[r].number;
			const char *at = k < 0 ? NULL : strstr(number, stops[k][0]);
			const GirLabel *l;

			if (at)
				snprintf(s, sizeof(s), "%.*s%s%s%s", (int) (at - number), number, stops[k][1], at + strlen(stops[k][0]), f->rows[r].label);
			else
				snprintf(s, sizeof(s), "%s%s", number, f->rows[r].label);
			l = gir_label_find(s, strlen(s));
			if (l == NULL || l->in[f->number].row != r)
			{
				all = false;
				note("%s is not row %s", s, f->rows[r].key);
			}
		}
	ok(all, "%s: the numbered label of each row, in several spellings, is that row", f->id);
}

static void
test_no_labels(void)
{
	static const char *const texts[] = {"", " ", "0", "123", "无", "总体情况", "公开", "政府信息公开", "一、", "（一）", "1.", "x", "其他需要报告的事项", "主动公开"};
	bool		none = true;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (gir_label_find(texts[i], strlen(texts[i])) != NULL)
		{
			none = false;
			note("'%s' is a label", texts[i]);
		}
	ok(none, "other texts are no labels");
}

/* People read names with Chinese labels and row numbers, never keys. */
static void
test_names(const GirForm *f)
{
	char		buf[GIR_MAX_NAME];
	char		other[GIR_MAX_NAME];
	bool		good = true;
	bool		unique = true;

	for (int i = 0; i < f->ncells; i++)
		for (int zh = 0; zh < 2; zh++)
		{
			gir_cell_name(f, i, zh, buf);
			if (strchr(buf, '_') || strlen(buf) >= GIR_MAX_NAME - 1)
			{
				good = false;
				note("%s", buf);
			}
			for (int k = 0; k < i; k++)
				if (strcmp(gir_cell_name(f, k, zh, other), buf) == 0 && unique)
				{
					unique = false;
					note("%s and %s are both called %s", f->cells[k].path, f->cells[i].path, buf);
				}
		}
	ok(good, "%s: names of cells hold no keys and are not cut", f->id);
	ok(unique, "%s: names of cells are unique", f->id);
}

int
main(void)
{
	unit_init();
	ok(gir_forms_init() && gir_labels_init(), "a second initialisation does nothing");
	test_counts();
	test_keys_of_both();
	for (int i = 0; i < GIR_FORM_COUNT; i++)
	{
		const GirForm *f = &gir_forms[i];

		test_identities(f);
		test_keys(f);
		test_paths(f);
		test_labels_apart(f);
		test_row_labels(f);
		test_names(f);
	}
	test_labels();
	test_no_labels();
	return done();
}
