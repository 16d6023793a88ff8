/*
 * rendering.c - what the renderings share: the sheet of a printed table, and a cell as printed
 */
#include "core/rendering.h"

#include <stdio.h>
#include <string.h>

/* ---- the sheet ---- */

static GirSheetCell *
put(GirSheet *s, GirSheetKind kind, int row, int column, int rows, int columns)
{
	GirSheetCell *c = &s->cells[s->ncells++];

	*c = (GirSheetCell) {(uint8_t) kind, (uint8_t) row, (uint8_t) column, (uint8_t) rows, (uint8_t) columns, -1, "", "", ""};
	return c;
}

static void
put_label(GirSheet *s, GirSheetKind kind, int row, int column, int rows, int columns, const char *number, const char *label, const char *en)
{
	GirSheetCell *c = put(s, kind, row, column, rows, columns);

	c->number = number;
	c->label = label;
	c->en = en;
}

static void
put_figure(GirSheet *s, int row, int column, int columns, int cell)
{
	put(s, GIR_SHEET_FIGURE, row, column, 1, columns)->cell = (int16_t) cell;
}

/* The first head that is declared behind a row or column, or the last one before it. */
static const char *
declared_head(const GirForm *form, GirLabelKind kind, int index, bool behind)
{
	const char *head = "";
	bool		found = false;
	const GirLabelDecl *d;

	for (int n = 0; (d = gir_label_decl(n)) != NULL; n++)
	{
		if (d->form != form->number)
			continue;
		if (d->kind == kind && d->index == index && !found)
		{
			found = true;
			if (!behind)
				return head;
		}
		else if (d->kind == GIR_LABEL_HEAD && (found || !behind))
		{
			if (behind)
				return d->text;
			head = d->text;
		}
	}
	return "";
}

/* The first head of a table: the corner above its labels. */
static const char *
declared_corner(const GirForm *form, GirTable table)
{
	const GirLabelDecl *d;

	for (int n = 0; (d = gir_label_decl(n)) != NULL; n++)
		if (d->form == form->number && d->kind == GIR_LABEL_HEAD && form->blocks[d->block].table == table)
			return d->text;
	return "";
}

/*
 * Table 2: one block below the other, each with its clause and heads.  All blocks are as wide as the widest; the last column of the
 * others spans what is left.
 */
static void
make_table2(const GirForm *form, GirSheet *s)
{
	int			widest = 0;

	for (int n = 0; n < form->nblocks; n++)
		if (form->blocks[n].table == GIR_TABLE2 && form->blocks[n].ncolumns > widest)
			widest = form->blocks[n].ncolumns;
	s->nlabels = 1;
	s->ncolumns = widest + 1;
	for (int n = 0; n < form->nblocks; n++)
	{
		const GirBlock *b = &form->blocks[n];
		int			last = b->ncolumns - 1;

		if (b->table != GIR_TABLE2)
			continue;
		put_label(s, GIR_SHEET_CLAUSE, s->nrows++, 0, 1, s->ncolumns, "", b->clause, "");
		put_label(s, GIR_SHEET_CORNER, s->nrows, 0, 1, 1, "", declared_corner(form, GIR_TABLE2), "");
		for (int c = 0; c < b->ncolumns; c++)
			put_label(s, GIR_SHEET_HEAD, s->nrows, 1 + c, 1, c == last ? widest - c : 1, "", form->columns[b->first_column + c].label,
					  form->columns[b->first_column + c].en);
		s->nrows++;
		for (int r = b->first_row; r < b->first_row + b->nrows; r++, s->nrows++)
		{
			put_label(s, GIR_SHEET_ROW, s->nrows, 0, 1, 1, form->rows[r].number, form->rows[r].label, form->rows[r].en);
			for (int c = 0; c < b->ncolumns; c++)
				put_figure(s, s->nrows, 1 + c, c == last ? widest - c : 1, form->rows[r].first_cell + c);
		}
	}
}

static bool
is_result(const GirRow *r)
{
	return r->role == GIR_ROLE_OUTCOME || r->role == GIR_ROLE_RESULT;
}

/* Is the row one of several below the label of their group? */
static bool
is_member(const GirRow *r)
{
	return r->group != NULL && strcmp(r->group->number, r->number) != 0;
}

/* Three columns of labels: 三、, （三）, 1. */
static void
put_table3_labels(const GirForm *form, const GirBlock *b, int row, GirSheet *s)
{
	const GirRow *r = &form->rows[row];
	int			end = b->first_row + b->nrows;
	int			next = row;

	if (!is_result(r))
	{
		put_label(s, GIR_SHEET_ROW, s->nrows, 0, 1, 3, r->number, r->label, r->en);
		return;
	}
	while (next < end && is_result(&form->rows[next]))
		next++;
	if (!is_result(r - 1))
		put_label(s, GIR_SHEET_GROUP, s->nrows, 0, next - row, 1, "", declared_head(form, GIR_LABEL_ROW, row - 1, true), "");
	if (!is_member(r))
	{
		put_label(s, GIR_SHEET_ROW, s->nrows, 1, 1, 2, r->number, r->label, r->en);
		return;
	}
	for (next = row; next < end && form->rows[next].group == r->group;)
		next++;
	if (r[-1].group != r->group)
		put_label(s, GIR_SHEET_GROUP, s->nrows, 1, next - row, 1, r->group->number, r->group->label, r->group->en);
	put_label(s, GIR_SHEET_ROW, s->nrows, 2, 1, 1, r->number, r->label, r->en);
}

static void
make_table3(const GirForm *form, const GirBlock *b, GirSheet *s)
{
	const GirColumn *columns = &form->columns[b->first_column];
	int			total = b->total_column;

	s->nlabels = s->nheads = 3;
	s->ncolumns = 3 + b->ncolumns;
	put_label(s, GIR_SHEET_CORNER, 0, 0, 3, 3, "", declared_corner(form, GIR_TABLE3), "");
	put_label(s, GIR_SHEET_HEADS, 0, 3, 1, b->ncolumns, "", declared_head(form, GIR_LABEL_COLUMN, b->first_column, false), "");
	put_label(s, GIR_SHEET_HEAD, 1, 3, 2, 1, "", columns[0].label, columns[0].en);
	put_label(s, GIR_SHEET_HEADS, 1, 4, 1, total - 1, "", declared_head(form, GIR_LABEL_COLUMN, b->first_column, true), "");
	put_label(s, GIR_SHEET_HEAD, 1, 3 + total, 2, 1, "", columns[total].label, columns[total].en);
	for (int c = 1; c < total; c++)
		put_label(s, GIR_SHEET_HEAD, 2, 3 + c, 1, 1, "", columns[c].label, columns[c].en);
	s->nrows = 3;
	for (int r = b->first_row; r < b->first_row + b->nrows; r++, s->nrows++)
	{
		put_table3_labels(form, b, r, s);
		for (int c = 0; c < b->ncolumns; c++)
			put_figure(s, s->nrows, 3 + c, 1, form->rows[r].first_cell + c);
	}
}

/* The groups of table 4 are columns side by side, the second and third below a head of their own; one row of figures. */
static void
make_table4(const GirForm *form, const GirBlock *b, GirSheet *s)
{
	int			n = b->ncolumns;
	const GirRow *rows = &form->rows[b->first_row];

	s->nheads = 3;
	s->nrows = 4;
	s->ncolumns = b->nrows * n;
	put_label(s, GIR_SHEET_HEADS, 0, 0, 1, n, "", rows[0].label, rows[0].en);
	put_label(s, GIR_SHEET_HEADS, 0, n, 1, (b->nrows - 1) * n, "", declared_head(form, GIR_LABEL_ROW, b->first_row, true), "");
	for (int c = 0; c < n; c++)
		put_label(s, GIR_SHEET_HEAD, 1, c, 2, 1, "", form->columns[b->first_column + c].label, form->columns[b->first_column + c].en);
	for (int g = 1; g < b->nrows; g++)
		put_label(s, GIR_SHEET_HEADS, 1, g * n, 1, n, "", rows[g].label, rows[g].en);
	for (int c = n; c < s->ncolumns; c++)
		put_label(s, GIR_SHEET_HEAD, 2, c, 1, 1, "", form->columns[b->first_column + c % n].label, form->columns[b->first_column + c % n].en);
	for (int c = 0; c < s->ncolumns; c++)
		put_figure(s, 3, c, 1, b->first_cell + c);
}

void
gir_sheet_make(const GirForm *form, GirTable table, GirSheet *s)
{
	static const char *const numbers[GIR_TABLE_COUNT] = {"二、", "三、", "四、"};
	const GirBlock *b = form->blocks;

	while (b->table != table)
		b++;
	s->table = table;
	s->section_number = numbers[table];
	s->section = b->label;
	s->section_en = b->en;
	s->nrows = s->ncolumns = s->nlabels = s->nheads = s->ncells = 0;
	if (table == GIR_TABLE2)
		make_table2(form, s);
	else if (table == GIR_TABLE3)
		make_table3(form, b, s);
	else
		make_table4(form, b, s);
}

/* ---- a cell as printed ---- */

static bool
same_string(GirString a, GirString b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.s, b.s, a.len) == 0);
}

static bool
same_value(const GirValue *a, const GirValue *b)
{
	return a->state == b->state && a->digits == b->digits && a->scale == b->scale && same_string(a->unit, b->unit) &&
		same_string(a->note, b->note) && same_string(a->text, b->text);
}

/*
 * Can the character mean something to a layout?  Control characters, what draws and divides tables, what HTML and Markdown read as
 * markup, white space other than a single one between two other characters, and what a mark is made of.
 */
static bool
is_special(uint32_t c, uint32_t before, bool last)
{
	if (c < 0x20 || c == 0x7F || (c < 0x80 && strchr("|<>&\"\\`[]{}_*", (int) c) != NULL))
		return true;
	if (c == before && (c == '-' || c == '=' || c == '~'))
		return true;
	if (c == ' ')
		return before == 0 || before == ' ' || last;
	return gir_is_space(c) || (c >= 0x2500 && c <= 0x257F) || c == 0x3014 || c == 0x3015 || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static bool
any_special(GirString s)
{
	const char *p = s.s;
	const char *end = p + s.len;
	uint32_t	before = 0;

	while (p < end)
	{
		uint32_t	c = gir_next_char(&p, end);

		if (is_special(c, before, p == end))
			return true;
		before = c;
	}
	return false;
}

/* Letters or Han: a text of nothing but strokes could be a rule, one of nothing but digits two figures run together. */
static bool
any_letter(GirString s)
{
	for (uint32_t i = 0; i < s.len; i++)
		if ((unsigned char) s.s[i] >= 0x80 || ((s.s[i] | 0x20) >= 'a' && (s.s[i] | 0x20) <= 'z'))
			return true;
	return false;
}

/* Inside a mark everything special is escaped, and the brackets that would close it; with first, the first character, too. */
static char *
escape(char *out, GirString s, bool first)
{
	const char *p = s.s;
	const char *end = p + s.len;
	uint32_t	before = 0;

	while (p < end)
	{
		const char *start = p;
		uint32_t	c = gir_next_char(&p, end);

		if (c < 0x10000 && (is_special(c, before, p == end) || c == '(' || c == ')' || (first && start == s.s)))
			out += sprintf(out, "\\u%04X", (unsigned) c);
		else
			out = (char *) memcpy(out, start, (size_t) (p - start)) + (p - start);
		before = c;
	}
	*out = '\0';
	return out;
}

static int
mark_text(const GirValue *value, bool first, char *buf)
{
	char	   *p = stpcpy(buf, GIR_SIGN_OPEN);

	if (value->state == GIR_TEXT)
	{
		*p++ = '"';
		p = escape(p, value->text, first);
		*p++ = '"';
	}
	else
	{
		gir_scaled_text(gir_value_scaled(value), p);
		p += strlen(p);
		if (value->unit.len > 0)
		{
			*p++ = '[';
			p = escape(p, value->unit, first);
			*p++ = ']';
		}
		if (value->note.len > 0)
		{
			*p++ = '(';
			p = escape(p, value->note, first);
			*p++ = ')';
		}
	}
	return (int) (stpcpy(p, GIR_SIGN_CLOSE) - buf);
}

/* Labels are known by their letters, whatever brackets stand around them: then one of these is escaped. */
static int
marked_text(const GirValue *value, char *buf)
{
	int			len = mark_text(value, false, buf);

	return gir_label_find(buf, (size_t) len) != NULL ? mark_text(value, true, buf) : len;
}

/* As reports print it; whether that reads back is for the caller to see. */
static int
plain_text(const GirValue *value, char *buf)
{
	char		number[48];
	GirString	note = value->note;

	if (value->state == GIR_TEXT)
		return sprintf(buf, "%.*s", (int) value->text.len, value->text.s);
	gir_scaled_text(gir_value_scaled(value), number);
	return sprintf(buf, note.len ? "%s%.*s（%.*s）" : "%s%.*s", number, (int) value->unit.len, value->unit.len ? value->unit.s : "",
				   (int) note.len, note.len ? note.s : "");
}

int
gir_cell_text(const GirValue *value, bool marked, char *buf)
{
	static const char *const fixed[GIR_STATE_COUNT] = {
		[GIR_BLANK] = "",[GIR_DASH] = "/",[GIR_NOT_APPLICABLE] = "无",[GIR_UNREADABLE] = GIR_SIGN_UNREADABLE,[GIR_MISSING] = GIR_SIGN_MISSING
	};
	GirValue	back;
	int			len;

	if (fixed[value->state] != NULL)
		return (int) (stpcpy(buf, fixed[value->state]) - buf);
	if (value->state == GIR_TEXT && (marked || !any_letter(value->text)))
		return marked_text(value, buf);
	if (any_special(value->unit) || any_special(value->note) || any_special(value->text))
		return marked_text(value, buf);
	len = plain_text(value, buf);
	gir_value_read(buf, (size_t) len, true, &back);
	if (back.marked || !same_value(value, &back) || gir_label_find(buf, (size_t) len) != NULL)
		return marked_text(value, buf);
	return len;
}

/* ---- what is printed of a report ---- */

void
gir_out_line(const GirOut *out, GirString s)
{
	for (uint32_t i = 0, from = 0; i <= s.len; i++)
		if (i == s.len || (unsigned char) s.s[i] < 0x20)
		{
			out->write(out->context, s.s + from, i - from);
			if (i < s.len)
				gir_out(out, " ");
			from = i + 1;
		}
}

static bool
has_any(const GirFigures *figures, GirTable table)
{
	for (int i = 0; i < figures->form->ncells; i++)
		if (gir_cell_block(figures->form, i)->table == table && figures->cells[i].state != GIR_MISSING)
			return true;
	return false;
}

/* Has the printed table a label that only this form has?  Then a reader sees which form it is. */
static bool
tells_form(const GirForm *form, GirTable table)
{
	for (int i = 0; i < form->nrows; i++)
	{
		const GirLabel *label;
		char		name[GIR_MAX_NAME];
		int			n;

		if (form->blocks[form->rows[i].block].table != table)
			continue;
		n = snprintf(name, sizeof(name), "%s%s", form->rows[i].number, form->rows[i].label);
		label = gir_label_find(name, (size_t) n);
		if (label != NULL && label->mark == form->number)
			return true;
	}
	return false;
}

bool
gir_is_printed(const GirFigures *figures, GirTable table)
{
	if (has_any(figures, table))
		return true;
	for (int t = 0; table == GIR_TABLE2 && t < GIR_TABLE_COUNT; t++)
		if (has_any(figures, (GirTable) t) && tells_form(figures->form, (GirTable) t))
			return false;
	return table == GIR_TABLE2;
}

bool
gir_needs_marks(const GirFigures *figures, GirTable table)
{
	for (int i = 0; i < figures->form->ncells; i++)
		if (gir_cell_block(figures->form, i)->table == table && figures->cells[i].state != GIR_BLANK && figures->cells[i].state != GIR_TEXT)
			return false;
	return table == GIR_TABLE4;
}

static bool
contains(GirString s, const char *word, size_t len)
{
	for (uint32_t i = 0; i + len <= s.len; i++)
		if (memcmp(s.s + i, word, len) == 0)
			return true;
	return false;
}

/* The sentence that states the period, when the title does not name the year, or the period is of another. */
static const char *
period_line(const GirPrintable *r, char *buf)
{
	char		year[16];
	int			stated = r->period_year ? r->period_year : r->year;

	snprintf(year, sizeof(year), "%d", r->year);
	if (stated == 0 || (r->period_year == 0 && contains(r->title, year, strlen(year))))
		return "";
	snprintf(buf, GIR_MAX_LINE, "本报告所列数据的统计期限为%d年1月1日至%d年12月31日。", stated, stated);
	return buf;
}

/*
 * A sentence, where without one the print would be taken for an empty form or for no report: of a report whose form is undecided no
 * table is printed, and of some only the figures are known.
 */
static const char *
remark_line(const GirPrintable *r)
{
	if (r->figures == NULL)
		return "本报告依据《中华人民共和国政府信息公开条例》编制；其表格的格式无法判定，未能读出数据，故表格从略。";
	return r->title.len || r->agency.len || r->year ? "" :
		"原报告未载明标题、机关名称和年度，以下为依据《中华人民共和国政府信息公开条例》编制的表格中读出的数据。";
}

/* The agency, when the title does not name it.  One that was typed in may be of any length, and of several lines. */
static const char *
agency_line(const GirPrintable *r, char *buf)
{
	GirString	agency = gir_clip(r->agency.s, r->agency.len, GIR_MAX_LINE - sizeof("本报告由编制。"));

	if (r->agency.len == 0 || contains(r->title, r->agency.s, r->agency.len))
		return "";
	snprintf(buf, GIR_MAX_LINE, "本报告由%.*s编制。", (int) agency.len, agency.s);
	for (char *p = buf; *p != '\0'; p++)
		if ((unsigned char) *p < 0x20)
			*p = ' ';
	return buf;
}

const char *
gir_head_line(const GirPrintable *r, int n, char *buf)
{
	for (int line = 0; line < 3; line++)
	{
		const char *s = line == 0 ? agency_line(r, buf) : line == 1 ? period_line(r, buf) : remark_line(r);

		if (s[0] != '\0' && n-- == 0)
			return s;
	}
	return NULL;
}
