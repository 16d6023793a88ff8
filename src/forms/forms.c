/*
 * forms.c - the forms' structures, built from their declarations
 */
#include "forms/forms.h"

#include <stdio.h>
#include <string.h>

typedef enum EntryKind
{
	ENTRY_FORM,
	ENTRY_BLOCK,
	ENTRY_COLUMN,
	ENTRY_GROUP,
	ENTRY_GROUP_END,
	ENTRY_ROW,
	ENTRY_HEAD,
	ENTRY_ALIAS
} EntryKind;

/* A line of a declaration, its fields as they stand there. */
typedef struct Entry
{
	EntryKind	kind;
	int			a;
	int			b;
	const char *key;
	const char *number;
	const char *label;
	const char *en;
} Entry;

enum
{
	TABLE_table2 = GIR_TABLE2,
	TABLE_table3 = GIR_TABLE3,
	TABLE_table4 = GIR_TABLE4
};

#define FORM(id, first, last, notice) {ENTRY_FORM, first, last, id, "", notice, NULL},
#define BLOCK(table, clause, label, en) {ENTRY_BLOCK, TABLE_##table, 0, NULL, clause, label, en},
#define COLUMN(key, label, en, unit) {ENTRY_COLUMN, 0, 0, #key, unit, label, en},
#define GROUP(key, number, label, en) {ENTRY_GROUP, 0, 0, #key, number, label, en},
#define GROUP_END {ENTRY_GROUP_END, 0, 0, NULL, NULL, NULL, NULL},
#define ROW(key, role, number, label, en) {ENTRY_ROW, GIR_ROLE_##role, 0, #key, number, label, en},
#define HEAD(label) {ENTRY_HEAD, 0, 0, NULL, "", label, NULL},
#define ALIAS(label) {ENTRY_ALIAS, 0, 0, NULL, "", label, NULL},

static const Entry entries[] = {
#include "form_2019.def"
#include "form_2021.def"
};

enum
{
	NENTRIES = sizeof(entries) / sizeof(entries[0])
};

GirForm		gir_forms[GIR_FORM_COUNT];

static GirGroup groups[NENTRIES];
static GirLabelDecl decls[NENTRIES * 2];
static int	ndecls;

/* Names and formulas built here live as long as the process. */
static char strings[160 * 1024];
static size_t strings_used;

static const char *
keep(const char *s)
{
	size_t		n = strlen(s) + 1;
	char	   *copy = strings + strings_used;

	if (strings_used + n > sizeof(strings))
		return NULL;
	memcpy(copy, s, n);
	strings_used += n;
	return copy;
}

static void
declare(int form, GirLabelKind kind, int block, int index, const char *number, const char *text)
{
	decls[ndecls++] = (GirLabelDecl) {form, kind, block, index, number, text};
}

static void
add_block(GirForm *f, const Entry *e)
{
	GirBlock   *b = &f->blocks[f->nblocks];

	*b = (GirBlock) {(GirTable) e->a, e->number, e->label, e->en, f->nrows, 0, f->ncolumns, 0, f->ncells, -1};
	if (e->number[0])
		declare(f->number, GIR_LABEL_CLAUSE, f->nblocks, 0, "", e->number);
	declare(f->number, GIR_LABEL_SECTION, f->nblocks, 0, "", e->label);
	f->nblocks++;
}

static void
add_column(GirForm *f, const Entry *e)
{
	GirBlock   *b = &f->blocks[f->nblocks - 1];

	f->columns[f->ncolumns] = (GirColumn) {e->key, e->label, e->en, e->number};
	if (strcmp(e->key, "total") == 0)
		b->total_column = b->ncolumns;
	declare(f->number, GIR_LABEL_COLUMN, f->nblocks - 1, f->ncolumns, "", e->label);
	f->ncolumns++;
	b->ncolumns++;
}

static unsigned
path_hash(const char *path, size_t len)
{
	uint64_t	hash = len;
	uint64_t	word = 0;

	for (; len >= sizeof(word); len -= sizeof(word), path += sizeof(word))
	{
		memcpy(&word, path, sizeof(word));
		hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
		hash ^= hash >> 32;
	}
	word = 0;
	memcpy(&word, path, len);
	hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
	return (unsigned) (hash >> 40);
}

/* Let gir_cell_by_path() find the last cell. */
static void
add_path(GirForm *f)
{
	const char *path = f->cells[f->ncells - 1].path;
	unsigned	slot = path_hash(path, strlen(path));

	while (f->paths[slot % GIR_PATH_SLOTS] != 0)
		slot++;
	f->paths[slot % GIR_PATH_SLOTS] = (uint8_t) f->ncells;
}

static void
add_row(GirForm *f, const Entry *e, const GirGroup *group)
{
	GirBlock   *b = &f->blocks[f->nblocks - 1];

	f->rows[f->nrows] = (GirRow) {e->key, (GirRole) e->a, e->number, e->label, e->en, group, f->nblocks - 1, f->ncells};
	declare(f->number, GIR_LABEL_ROW, f->nblocks - 1, f->nrows, e->number, e->label);
	for (int c = 0; c < b->ncolumns; c++)
	{
		char		path[96];
		GirCellInfo *cell = &f->cells[f->ncells++];

		snprintf(path, sizeof(path), "%s.%s.%s", gir_table_key(b->table), e->key, f->columns[b->first_column + c].key);
		cell->block = (uint8_t) (f->nblocks - 1);
		cell->row = (uint8_t) f->nrows;
		cell->column = (uint8_t) (b->first_column + c);
		cell->path = keep(path);
		add_path(f);
	}
	f->nrows++;
	b->nrows++;
}

/* Start an identity; its formulas are added by the caller once the terms are known. */
static GirIdentity *
add_identity(GirForm *f, char class, const char *prefix, const char *key)
{
	GirIdentity *id = &f->identities[f->nidentities++];
	char		name[64];

	memset(id, 0, sizeof(*id));
	snprintf(name, sizeof(name), "%s_%s", prefix, key);
	id->name = keep(name);
	id->class = class;
	return id;
}

static int
row_by_role(const GirForm *f, GirRole role)
{
	for (int r = 0; r < f->nrows; r++)
		if (f->rows[r].role == role)
			return r;
	return -1;
}

static void
set_formula(GirIdentity *id, const char *zh, const char *en)
{
	id->formula_zh = keep(zh);
	id->formula_en = keep(en);
}

/* Number of the group that is printed before the row's own: （三） before 1. */
static const char *
group_number(const GirRow *r)
{
	return r->group && strcmp(r->group->number, r->number) != 0 ? r->group->number : "";
}

/* 总计 = the other columns, for one row of a block that has a total column. */
static void
add_row_identity(GirForm *f, const GirBlock *b, int row)
{
	const GirRow *r = &f->rows[row];
	bool		dispute = b->table == GIR_TABLE4;
	GirIdentity *id = add_identity(f, dispute ? 'T' : 'R', dispute ? "t4_sum" : "t3_row", r->key);
	char		zh[512];
	char		en[512];
	int			nzh;
	int			nen;

	nzh = snprintf(zh, sizeof(zh), "%s%s%s：总计 = ", group_number(r), r->number, r->label);
	nen = snprintf(en, sizeof(en), "%s%s%s%s: total = ", group_number(r), r->number, r->number[0] ? " " : "", r->en);
	id->left[id->nleft++] = (uint8_t) (r->first_cell + b->total_column);
	for (int c = 0; c < b->ncolumns; c++)
	{
		const GirColumn *col = &f->columns[b->first_column + c];
		const char *plus = id->nright ? " + " : "";

		if (c == b->total_column)
			continue;
		id->right[id->nright++] = (uint8_t) (r->first_cell + c);
		nzh += snprintf(zh + nzh, sizeof(zh) - nzh, "%s%s", plus, col->label);
		nen += snprintf(en + nen, sizeof(en) - nen, "%s%s", plus, col->en);
	}
	set_formula(id, zh, en);
}

/* （七）总计 = the outcome rows, in one column. */
static void
add_outcomes_identity(GirForm *f, const GirBlock *b, int c)
{
	const GirColumn *col = &f->columns[b->first_column + c];
	GirIdentity *id = add_identity(f, 'H', "t3_outcomes", col->key);
	char		zh[256];
	char		en[256];

	id->left[id->nleft++] = (uint8_t) (f->rows[row_by_role(f, GIR_ROLE_RESULT)].first_cell + c);
	for (int r = b->first_row; r < b->first_row + b->nrows; r++)
		if (f->rows[r].role == GIR_ROLE_OUTCOME)
			id->right[id->nright++] = (uint8_t) (f->rows[r].first_cell + c);
	snprintf(zh, sizeof(zh), "%s：（七）总计 = （一）至（六）%d 行之和", col->label, id->nright);
	snprintf(en, sizeof(en), "%s: total handled = sum of the %d outcome rows", col->en, id->nright);
	set_formula(id, zh, en);
}

/* 一 + 二 = （七）总计 + 四, in one column. */
static void
add_balance_identity(GirForm *f, const GirBlock *b, int c)
{
	const GirColumn *col = &f->columns[b->first_column + c];
	GirIdentity *id = add_identity(f, 'B', "t3_balance", col->key);
	char		zh[256];
	char		en[256];

	id->left[id->nleft++] = (uint8_t) (f->rows[row_by_role(f, GIR_ROLE_NEW)].first_cell + c);
	id->left[id->nleft++] = (uint8_t) (f->rows[row_by_role(f, GIR_ROLE_CARRIED_IN)].first_cell + c);
	id->right[id->nright++] = (uint8_t) (f->rows[row_by_role(f, GIR_ROLE_RESULT)].first_cell + c);
	id->right[id->nright++] = (uint8_t) (f->rows[row_by_role(f, GIR_ROLE_CARRIED_OUT)].first_cell + c);
	snprintf(zh, sizeof(zh), "%s：一 + 二 = （七）总计 + 四", col->label);
	snprintf(en, sizeof(en), "%s: newly received + carried in = total handled + carried out", col->en);
	set_formula(id, zh, en);
}

/* The order here is the order of findings and of failing constraints: rows, outcomes, balance, disputes. */
static void
add_identities(GirForm *f)
{
	for (int n = 0; n < f->nblocks; n++)
	{
		const GirBlock *b = &f->blocks[n];

		if (b->total_column < 0)
			continue;
		for (int r = b->first_row; r < b->first_row + b->nrows; r++)
			add_row_identity(f, b, r);
		if (b->table != GIR_TABLE3)
			continue;
		for (int c = 0; c < b->ncolumns; c++)
			add_outcomes_identity(f, b, c);
		for (int c = 0; c < b->ncolumns; c++)
			add_balance_identity(f, b, c);
	}
}

bool
gir_forms_init(void)
{
	static bool done;
	GirForm    *f = NULL;
	const GirGroup *group = NULL;
	int			nforms = 0;

	if (done)
		return true;
	for (int i = 0; i < NENTRIES; i++)
	{
		const Entry *e = &entries[i];

		switch (e->kind)
		{
			case ENTRY_FORM:
				f = &gir_forms[nforms];
				f->number = nforms++;
				f->id = e->key;
				f->first_year = e->a;
				f->last_year = e->b;
				f->notice = e->label;
				break;
			case ENTRY_BLOCK:
				add_block(f, e);
				group = NULL;
				break;
			case ENTRY_COLUMN:
				add_column(f, e);
				break;
			case ENTRY_GROUP:
				groups[i] = (GirGroup) {e->key, e->number, e->label, e->en};
				group = &groups[i];
				declare(f->number, GIR_LABEL_GROUP, f->nblocks - 1, 0, e->number, e->label);
				break;
			case ENTRY_GROUP_END:
				group = NULL;
				break;
			case ENTRY_ROW:
				add_row(f, e, group);
				break;
			case ENTRY_HEAD:
				declare(f->number, GIR_LABEL_HEAD, f->nblocks - 1, 0, "", e->label);
				break;
			case ENTRY_ALIAS:
				decls[ndecls] = decls[ndecls - 1];
				decls[ndecls++].text = e->label;
				break;
		}
		if (f->ncells > GIR_MAX_CELLS || f->nrows > GIR_MAX_ROWS || f->ncolumns > GIR_MAX_COLUMNS || f->nblocks > GIR_MAX_BLOCKS)
			return false;
	}
	for (int n = 0; n < nforms; n++)
		add_identities(&gir_forms[n]);
	done = true;
	return true;
}

const GirForm *
gir_form_by_id(const char *id, size_t len)
{
	for (int i = 0; i < GIR_FORM_COUNT; i++)
		if (strlen(gir_forms[i].id) == len && memcmp(gir_forms[i].id, id, len) == 0)
			return &gir_forms[i];
	return NULL;
}

static bool
same(const char *key, const char *s, size_t len)
{
	return strncmp(key, s, len) == 0 && key[len] == '\0';
}

int
gir_row_by_key(const GirForm *form, const char *key, size_t len)
{
	for (int r = 0; r < form->nrows; r++)
		if (same(form->rows[r].key, key, len))
			return r;
	return -1;
}

int
gir_cell_by_path(const GirForm *form, const char *path, size_t len)
{
	int			n;

	for (unsigned slot = path_hash(path, len); (n = form->paths[slot % GIR_PATH_SLOTS]) != 0; slot++)
		if (same(form->cells[n - 1].path, path, len))
			return n - 1;
	return -1;
}

int
gir_cell_by_keys(const GirForm *form, GirTable table, const char *row, const char *column)
{
	char		path[96];
	int			n = snprintf(path, sizeof(path), "%s.%s.%s", gir_table_key(table), row, column);

	return gir_cell_by_path(form, path, (size_t) n);
}

int
gir_identity_by_name(const GirForm *form, const char *name, size_t len)
{
	for (int i = 0; i < form->nidentities; i++)
		if (same(form->identities[i].name, name, len))
			return i;
	return -1;
}

const GirLabelDecl *
gir_label_decl(int n)
{
	return n < ndecls ? &decls[n] : NULL;
}

const char *
gir_table_key(GirTable table)
{
	static const char *const names[] = {"table2", "table3", "table4"};

	return names[table];
}

const char *
gir_table_zh(GirTable table)
{
	static const char *const names[] = {"表二", "表三", "表四"};

	return names[table];
}

const char *
gir_table_en(GirTable table)
{
	static const char *const names[] = {"table 2", "table 3", "table 4"};

	return names[table];
}

const GirBlock *
gir_cell_block(const GirForm *form, int cell)
{
	return &form->blocks[form->cells[cell].block];
}

const GirRow *
gir_cell_row(const GirForm *form, int cell)
{
	return &form->rows[form->cells[cell].row];
}

const GirColumn *
gir_cell_column(const GirForm *form, int cell)
{
	return &form->columns[form->cells[cell].column];
}

const char *
gir_row_name(const GirForm *form, int row, bool chinese, char *buf)
{
	const GirRow *r = &form->rows[row];
	GirTable	table = form->blocks[r->block].table;
	const char *group = group_number(r);

	if (chinese)
		snprintf(buf, GIR_MAX_NAME, "%s %s%s%s", gir_table_zh(table), group, r->number, r->label);
	else
		snprintf(buf, GIR_MAX_NAME, "%s %s%s%s%s", gir_table_en(table), group, r->number, group[0] || r->number[0] ? " " : "", r->en);
	return buf;
}

const char *
gir_cell_name(const GirForm *form, int cell, bool chinese, char *buf)
{
	const GirColumn *column = gir_cell_column(form, cell);
	char		row[GIR_MAX_NAME];

	snprintf(buf, GIR_MAX_NAME, chinese ? "%s %s" : "%s, %s",
			 gir_row_name(form, form->cells[cell].row, chinese, row), chinese ? column->label : column->en);
	return buf;
}
