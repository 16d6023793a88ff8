/*
 * rendering.c - the three renderings read back as the report that was printed
 */
#include "rendered.h"
#include "unit.h"

enum
{
	ROUNDS = 1500
};

/* What texts, units and notes may hold: whatever could mean something to a layout, to a label, or to a figure. */
static const char *const pieces[] = {
	"见附件", "12", "0", "-", "--", "—", "/", "无", "其他", "总计", "规章", "一、", "自然人", "行政复议", "万元", "件", "(", ")", "（", "）", "[", "]", "{", "}",
	"|", "│", "─", "├", "\n", "\t", "\r", " ", "  ", "\u00A0", "\u3000", "\u200B", "\uFEFF", "\"", "'", "\\", "\\u0041", "\\u", "&", "&emsp;", "&lt;", "<br>",
	"</td>", "<table>", "<!--", ";", ",", ".", "．", "*", "**", "_", "`", "~~", "#", "---", "===", "+", ":", "〔", "〕", "〔=", "〔无法识读〕", "〔缺失〕", "〔空〕", "〔=1〕",
	"a", "é", "\U0001F600", "\x01", "\x7F", "\xC2\x85", "\u2028", "2023年", "政府信息公开工作年度报告"
};

static char strings[1 << 20];
static size_t strings_used;

static GirString
random_string(size_t max)
{
	char	   *start = strings + strings_used;
	size_t		len = 0;
	size_t		room = one_in(3) ? max : max / 4 + 1;

	do
	{
		const char *piece = pieces[pick((int) (sizeof(pieces) / sizeof(pieces[0])))];

		if (len + strlen(piece) > room)
			break;
		memcpy(start + len, piece, strlen(piece));
		len += strlen(piece);
	} while (!one_in(3));
	if (len == 0)
		start[len++] = 'x';
	strings_used += len;
	return (GirString) {start, (uint32_t) len};
}

static void
random_number(GirValue *v)
{
	int			digits = one_in(4) ? 1 + pick(GIR_MAX_DIGITS) : 1 + pick(4);

	v->state = GIR_NUMBER;
	for (int i = 0; i < digits; i++)
		v->digits = v->digits * 10 + pick(10);
	v->scale = one_in(5) ? (uint8_t) pick((digits < GIR_MAX_SCALE ? digits : GIR_MAX_SCALE) + 1) : 0;
	if (v->scale == GIR_MAX_DIGITS)
		v->scale = 0;
	if (digits == GIR_MAX_DIGITS && v->scale > 0 && v->digits < 100000000000000)
		v->scale = 0;			/* a 0 before the point would be a digit too many */
	if (one_in(6))
		v->digits = -v->digits;
	gir_value_reduce(v);
	if (one_in(8))
		v->unit = random_string(GIR_MAX_UNIT);
	if (one_in(8))
		v->note = random_string(GIR_MAX_NOTE);
}

/* A cell of any state; with a favourite, mostly of that. */
static void
random_cell(GirValue *v, int favourite)
{
	int			state = favourite >= 0 && !one_in(6) ? favourite : pick(GIR_STATE_COUNT);

	memset(v, 0, sizeof(*v));
	v->state = (uint8_t) state;
	if (state == GIR_NUMBER)
		random_number(v);
	else if (state == GIR_TEXT)
		v->text = random_string(GIR_MAX_TEXT);
}

static void
random_figures(GirFigures *figures, const GirForm *form)
{
	int			favourite = pick(GIR_STATE_COUNT + 2) - 2;
	int			gone = pick(12);

	strings_used = 0;
	gir_figures_clear(figures, form, GIR_MISSING);
	for (int i = 0; i < form->ncells; i++)
		if ((int) gir_cell_block(form, i)->table != gone)
			random_cell(&figures->cells[i], favourite);
	/* whole rows blank, missing, or all texts */
	for (int r = 0; r < form->nrows; r++)
		for (int c = 0; one_in(8) && c < form->blocks[form->rows[r].block].ncolumns; c++)
			random_cell(&figures->cells[form->rows[r].first_cell + c], GIR_BLANK + pick(GIR_STATE_COUNT - 1));
}

static bool
comes_back(const GirPrintable *p, Rendering rendering)
{
	static Rendered out;
	static GirReport back;
	char		why[1024];

	render(p, rendering, &out);
	gir_report_read(out.s, out.len, NULL, NULL, &back);
	if (back.status == GIR_OK && rendered_wrong(p, &back, why, sizeof(why)) == NULL)
		return true;
	if (getenv("SHOW"))
		fputs(out.s, stdout);
	note("%s, status %d: %s", rendering_names[rendering], back.status, why);
	return false;
}

static GirString
constant(const char *s)
{
	return (GirString) {s, (uint32_t) strlen(s)};
}

static void
test_random(void)
{
	static GirFigures figures;

	for (int r = 0; r < RENDERINGS; r++)
	{
		int			wrong = 0;

		for (int i = 0; i < ROUNDS && wrong < 5; i++)
		{
			const GirForm *form = &gir_forms[i % GIR_FORM_COUNT];
			GirPrintable p = {.figures = &figures,.title = constant("枫堰县水务局2023年政府信息公开工作年度报告"),.agency = constant("枫堰县水务局"),.year = 2023};

			seed((uint64_t) i + 1);
			random_figures(&figures, form);
			wrong += !comes_back(&p, (Rendering) r);
		}
		ok(wrong == 0, "%d random reports as %s read back as the same", ROUNDS, rendering_names[r]);
	}
}

static void
test_heads(void)
{
	static const struct
	{
		const char *title;
		const char *agency;
		int			year;
		int			period_year;
	}			heads[] = {
		{"枫堰县水务局2023年政府信息公开工作年度报告", "枫堰县水务局", 2023, 0},
		{"枫堰县水务局2023年政府信息公开工作年度报告", "枫堰县水务局", 2023, 2022},
		{"枫堰县水务局政府信息公开工作年度报告", "枫堰县水务局", 2023, 0},
		{"2023年政府信息公开工作年度报告", "枫堰县水务局", 2023, 0},
		{"政府信息公开工作年度报告", "枫堰县水务局", 2023, 0},
		{"政府信息公开工作年度报告", "", 0, 0},
		{"", "枫堰县水务局", 2023, 0},
		{"", "枫堰县水务局", 0, 0},
		{"", "", 2023, 0},
		{"", "", 0, 0},
	};
	static GirFigures figures;

	for (int f = 0; f <= GIR_FORM_COUNT; f++)
		for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		{
			GirPrintable p = {NULL, constant(heads[i].title), constant(heads[i].agency), heads[i].year, heads[i].period_year};
			bool		same = true;

			if (f == GIR_FORM_COUNT && heads[i].title[0] == '\0')
				continue;		/* without title and form there is nothing that shows a report */
			if (f < GIR_FORM_COUNT)
			{
				gir_figures_clear(&figures, &gir_forms[f], i % 2 ? GIR_BLANK : GIR_UNREADABLE);
				p.figures = &figures;
			}
			for (int r = 0; r < RENDERINGS; r++)
				same &= comes_back(&p, (Rendering) r);
			ok(same, "form %s, title '%s', agency '%s', year %d, period %d", f < GIR_FORM_COUNT ? gir_forms[f].id : "undecided",
			   heads[i].title, heads[i].agency, heads[i].year, heads[i].period_year);
		}
}

/* Any one, two or none of the tables. */
static void
test_tables(void)
{
	static GirFigures figures;

	for (int f = 0; f < GIR_FORM_COUNT; f++)
		for (int tables = 0; tables < 1 << GIR_TABLE_COUNT; tables++)
		{
			GirPrintable p = {.figures = &figures,.title = constant("枫堰县水务局2023年政府信息公开工作年度报告"),.agency = constant("枫堰县水务局"),.year = 2023};
			bool		same = true;

			gir_figures_clear(&figures, &gir_forms[f], GIR_MISSING);
			for (int i = 0; i < gir_forms[f].ncells; i++)
				if (tables >> gir_cell_block(&gir_forms[f], i)->table & 1)
					figures.cells[i] = (GirValue) {.digits = 101 + i,.state = GIR_NUMBER};
			for (int r = 0; r < RENDERINGS; r++)
				same &= comes_back(&p, (Rendering) r);
			ok(same, "form %s with tables %d%d%d", gir_forms[f].id, tables & 1, tables >> 1 & 1, tables >> 2);
		}
}

/* Every place of a sheet is covered by exactly one cell, and every cell of the form's table is printed once. */
static bool
is_tiled(const GirForm *form, GirTable table)
{
	static GirSheet s;
	uint8_t		covered[64][GIR_MAX_SHEET_COLUMNS] = {{0}};
	uint8_t		printed[GIR_MAX_CELLS] = {0};

	gir_sheet_make(form, table, &s);
	for (int i = 0; i < s.ncells; i++)
	{
		const GirSheetCell *c = &s.cells[i];

		for (int r = c->row; r < c->row + c->rows; r++)
			for (int k = c->column; k < c->column + c->columns; k++)
				covered[r][k]++;
		if (c->cell >= 0)
			printed[c->cell]++;
		else if (c->label[0] == '\0')
			return false;
		if (i > 0 && (c->row < c[-1].row || (c->row == c[-1].row && c->column <= c[-1].column)))
			return false;
	}
	for (int r = 0; r < s.nrows; r++)
		for (int k = 0; k < s.ncolumns; k++)
			if (covered[r][k] != 1)
				return false;
	for (int i = 0; i < form->ncells; i++)
		if (printed[i] != (gir_cell_block(form, i)->table == table))
			return false;
	return true;
}

static bool
has_label(const GirForm *form, GirTable table, int row, int column, int rows, int columns, const char *label)
{
	static GirSheet s;

	gir_sheet_make(form, table, &s);
	for (int i = 0; i < s.ncells; i++)
		if (s.cells[i].row == row && s.cells[i].column == column)
			return s.cells[i].rows == rows && s.cells[i].columns == columns && strcmp(s.cells[i].label, label) == 0;
	return false;
}

static void
test_sheets(void)
{
	for (int f = 0; f < GIR_FORM_COUNT; f++)
	{
		const GirForm *form = &gir_forms[f];
		int			results = f == 0 ? 20 : 22;

		for (int t = 0; t < GIR_TABLE_COUNT; t++)
			ok(is_tiled(form, (GirTable) t), "form %s, %s: every place is covered once, every figure printed once", form->id, gir_table_en((GirTable) t));
		ok(has_label(form, GIR_TABLE2, 1, 0, 1, 1, "信息内容"), "form %s: the corner of table 2", form->id);
		ok(has_label(form, GIR_TABLE3, 0, 0, 3, 3, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"), "form %s: the corner of table 3", form->id);
		ok(has_label(form, GIR_TABLE3, 0, 3, 1, 7, "申请人情况"), "form %s: the applicants", form->id);
		ok(has_label(form, GIR_TABLE3, 1, 4, 1, 5, "法人或其他组织"), "form %s: the legal persons", form->id);
		ok(has_label(form, GIR_TABLE3, 5, 0, results, 1, "三、本年度办理结果"), "form %s: the results span %d rows", form->id, results);
		ok(has_label(form, GIR_TABLE3, 7, 1, 8, 1, "不予公开"), "form %s: （三） spans 8 rows", form->id);
		ok(has_label(form, GIR_TABLE4, 0, 5, 1, 10, "行政诉讼"), "form %s: litigation spans 10 columns", form->id);
	}
}

static bool
prints(GirValue v, const char *expected)
{
	char		buf[GIR_MAX_CELL_TEXT];

	gir_cell_text(&v, false, buf);
	if (strcmp(buf, expected) != 0)
		note("expected %s, is %s", expected, buf);
	return strcmp(buf, expected) == 0;
}

static void
test_cells(void)
{
	GirValue	odd = {.state = GIR_TEXT,.text = constant("a|b")};

	ok(prints((GirValue) {.digits = 3705,.scale = 2,.unit = constant("万元")}, "37.05万元"), "a figure with its unit");
	ok(prints((GirValue) {.digits = 22,.note = constant("其中修订16件")}, "22（其中修订16件）"), "a figure with a note");
	ok(prints((GirValue) {.digits = -4}, "-4"), "a negative figure");
	ok(prints((GirValue) {.digits = 2,.unit = constant("捆")}, "〔=2[捆]〕"), "a unit that no reader knows is marked");
	ok(prints((GirValue) {.state = GIR_TEXT,.text = constant("见附件")}, "见附件"), "a text");
	ok(prints((GirValue) {.state = GIR_TEXT,.text = constant("总计")}, "〔=\"\\u603B计\"〕"), "a text that is a label is marked");
	ok(prints(odd, "〔=\"a\\u007Cb\"〕"), "a bar is escaped");
	ok(prints((GirValue) {.state = GIR_TEXT,.text = constant("见*附件*")}, "〔=\"见\\u002A附件\\u002A\"〕"), "asterisks, which Markdown takes for italics");
	ok(prints((GirValue) {.state = GIR_UNREADABLE}, "〔无法识读〕"), "unreadable");
	ok(prints((GirValue) {.state = GIR_MISSING}, "〔缺失〕"), "missing");
}

static bool
reads(const char *s, GirState state, bool marked)
{
	GirValue	v;

	gir_value_read(s, strlen(s), true, &v);
	if (v.state != state || v.marked != marked)
		note("'%s' is %s%s", s, gir_state_name((GirState) v.state), v.marked ? ", marked" : "");
	return v.state == state && v.marked == marked;
}

/* What looks like a mark and is none stays a text. */
static void
test_marks(void)
{
	static const char *const broken[] = {
		"〔=〕", "〔=\"〕", "〔=\"\"〕", "〔=1", "=1〕", "〔=01〕", "〔=1[]〕", "〔=1[万元〕", "〔=1()〕", "〔=1[a](b)x〕", "〔=\"a\"b〕", "〔=\"a\\\"〕", "〔=\"\\u0000\"〕",
		"〔=\"\\uD800\"〕", "〔=\"\\u00\"〕", "〔=x〕", "〔=1234567890123456〕", "〔无法识读", "〔无法识读〕1", "〔缺失〕 〔缺失〕"
	};

	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++)
		ok(reads(broken[i], GIR_TEXT, false), "%s is a text", broken[i]);
	ok(reads("〔=12〕", GIR_NUMBER, true), "a marked figure");
	ok(reads("〔=\"12\"〕", GIR_TEXT, true), "a marked text");
	ok(reads("&emsp;", GIR_BLANK, true) && reads("〔空〕", GIR_BLANK, true), "a marked blank");
	ok(reads("〔无法识读〕", GIR_UNREADABLE, true), "a marked unreadable cell");
	ok(reads("〔缺失〕", GIR_MISSING, true), "a marked missing cell");
}

int
main(void)
{
	unit_init();
	test_sheets();
	test_cells();
	test_marks();
	test_heads();
	test_tables();
	test_random();
	return done();
}
