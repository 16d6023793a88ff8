/*
 * findings.c - what is wrong with a report, for people
 */
#include "core/findings.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* What the finding functions hand round. */
typedef struct Judge
{
	const GirFigures *figures;
	GirFindingOptions options;
	GirEmit		emit;
	void	   *context;
	GirFinding	f;
} Judge;

const char *
gir_severity_name(GirSeverity severity)
{
	static const char *const names[] = {"error", "warning", "info"};

	return names[severity];
}

const char *
gir_scaled_text(__int128 n, char *buf)
{
	char		digits[48];
	int			len = 0;
	int			scale = GIR_MAX_SCALE;
	char	   *p = buf;
	unsigned __int128 u = n < 0 ? -(unsigned __int128) n : (unsigned __int128) n;

	while (scale > 0 && u % 10 == 0)
	{
		u /= 10;
		scale--;
	}
	do
	{
		digits[len++] = (char) ('0' + (int) (u % 10));
		u /= 10;
	} while (u > 0 || len <= scale);
	if (n < 0)
		*p++ = '-';
	while (len > 0)
	{
		*p++ = digits[--len];
		if (len == scale && len > 0)
			*p++ = '.';
	}
	*p = '\0';
	return buf;
}

static void
start(Judge *j, const char *code, GirSeverity severity, GirOutcome outcome)
{
	j->f.code = code;
	j->f.severity = severity;
	j->f.outcome = outcome;
	j->f.identity = -1;
	j->f.sums = false;
	j->f.formula[0] = '\0';
	j->f.ncells = 0;
}

static void __attribute__((format(printf, 2, 3)))
say(char *buf, const char *format,...)
{
	va_list		args;

	va_start(args, format);
	vsnprintf(buf, GIR_MAX_MESSAGE, format, args);
	va_end(args);
}

static void
finish(Judge *j)
{
	j->emit(j->context, &j->f);
}

/* One side of an identity with its values; negative ones in brackets. */
static int
print_side(const GirFigures *figures, const uint8_t *cells, int n, char *buf, int size)
{
	int			len = 0;

	for (int i = 0; i < n && len < size; i++)
	{
		const GirValue *v = &figures->cells[cells[i]];
		__int128	value = v->state == GIR_NUMBER ? gir_value_scaled(v) : 0;
		char		number[48];

		len += snprintf(buf + len, (size_t) (size - len), value < 0 ? "%s(%s)" : "%s%s", i ? " + " : "", gir_scaled_text(value, number));
	}
	return len;
}

static void
identity_words(const GirForm *form, const GirIdentity *id, bool chinese, char *buf)
{
	const GirColumn *column = gir_cell_column(form, id->left[0]);
	const char *table = chinese ? gir_table_zh(gir_cell_block(form, id->left[0])->table) : gir_table_en(gir_cell_block(form, id->left[0])->table);

	switch (id->class)
	{
		case 'H':
			snprintf(buf, GIR_MAX_NAME, chinese ? "%s“%s”列：（七）总计 ≠ （一）至（六）各行之和" :
					 "%s, column %s: （七）总计 differs from the sum of the outcome rows", table, chinese ? column->label : column->en);
			break;
		case 'B':
			snprintf(buf, GIR_MAX_NAME, chinese ? "%s“%s”列：一 + 二 ≠ （七）总计 + 四" :
					 "%s, column %s: 一 + 二 differs from （七）总计 + 四", table, chinese ? column->label : column->en);
			break;
		default:
			gir_row_name(form, form->cells[id->left[0]].row, chinese, buf);
			strncat(buf, chinese ? "：总计 ≠ 各列之和" : ": total differs from the sum of the columns", GIR_MAX_NAME - strlen(buf) - 1);
	}
}

static const char *
code_of(char class)
{
	return class == 'R' ? "A301" : class == 'H' ? "A302" : class == 'B' ? "A303" : "A401";
}

static bool
counts_as_blank(const GirValue *v)
{
	return v->state == GIR_BLANK || v->state == GIR_DASH || v->state == GIR_NOT_APPLICABLE;
}

/* Is a cell of the identity blank and counted as 0?  Then the message has to say so. */
static bool
counts_blanks(const GirFigures *figures, const GirIdentity *id)
{
	for (int i = 0; i < id->nleft + id->nright; i++)
		if (counts_as_blank(&figures->cells[i < id->nleft ? id->left[i] : id->right[i - id->nleft]]))
			return true;
	return false;
}

static void
failed_identity(Judge *j, int i, const GirSides *sides)
{
	const GirForm *form = j->figures->form;
	const GirIdentity *id = &form->identities[i];
	char		name[GIR_MAX_NAME];
	char		left[48];
	char		right[48];
	char		difference[48];
	bool		blanks = counts_blanks(j->figures, id);
	int			n;

	start(j, code_of(id->class), GIR_ERROR, GIR_FAILS);
	j->f.identity = i;
	j->f.sums = true;
	j->f.left = sides->left;
	j->f.right = sides->right;
	n = print_side(j->figures, id->left, id->nleft, j->f.formula, GIR_MAX_FORMULA);
	n += snprintf(j->f.formula + n, (size_t) (GIR_MAX_FORMULA - n), " = ");
	print_side(j->figures, id->right, id->nright, j->f.formula + n, GIR_MAX_FORMULA - n);
	for (int k = 0; k < id->nleft; k++)
		j->f.cells[j->f.ncells++] = id->left[k];
	for (int k = 0; k < id->nright; k++)
		j->f.cells[j->f.ncells++] = id->right[k];
	gir_scaled_text(sides->left, left);
	gir_scaled_text(sides->right, right);
	gir_scaled_text(sides->left - sides->right, difference);
	identity_words(form, id, false, name);
	say(j->f.message, "%s: %s <> %s, difference %s (%s%s)", name, left, right, difference, j->f.formula, blanks ? "; blank cells count as 0" : "");
	identity_words(form, id, true, name);
	say(j->f.message_zh, "%s：%s ≠ %s，相差 %s（%s%s）", name, left, right, difference, j->f.formula, blanks ? "；空格按 0 计" : "");
	finish(j);
}

/* 总计 of table 3 left blank in every row, though there are figures beside it. */
static bool
total_left_blank(const GirFigures *figures, const GirBlock *b)
{
	bool		figures_beside = false;

	for (int r = b->first_row; r < b->first_row + b->nrows; r++)
		for (int c = 0; c < b->ncolumns; c++)
		{
			const GirValue *v = &figures->cells[figures->form->rows[r].first_cell + c];

			if (c == b->total_column && !counts_as_blank(v))
				return false;
			figures_beside |= v->state == GIR_NUMBER && v->digits != 0;
		}
	return figures_beside;
}

static void
blank_total(Judge *j, const GirBlock *b)
{
	start(j, "A310", GIR_WARNING, j->options.unknown_blanks ? GIR_UNDECIDED : GIR_FAILS);
	for (int r = b->first_row; r < b->first_row + b->nrows; r++)
		j->f.cells[j->f.ncells++] = (uint8_t) (j->figures->form->rows[r].first_cell + b->total_column);
	say(j->f.message, "table 3: the column 总计 is blank in all %d rows, so none of its identities can be confirmed", b->nrows);
	say(j->f.message_zh, "表三“总计”列 %d 行全部空白，各行勾稽关系均无法印证", b->nrows);
	finish(j);
}

static void
check_identities(Judge *j)
{
	const GirForm *form = j->figures->form;
	const GirBlock *blank = NULL;

	for (int b = 0; b < form->nblocks; b++)
		if (form->blocks[b].table == GIR_TABLE3 && !j->options.every_identity && total_left_blank(j->figures, &form->blocks[b]))
			blank_total(j, blank = &form->blocks[b]);
	for (int i = 0; i < form->nidentities; i++)
	{
		GirSides	sides = gir_check(j->figures, i, j->options.unknown_blanks);

		if (sides.outcome == GIR_FAILS && !(blank && form->identities[i].class == 'R'))
			failed_identity(j, i, &sides);
	}
}

/* All cells of one table in one state, as one finding. */
static void
cells_in_state(Judge *j, GirTable table, GirState state, const char *code, const char *en, const char *zh)
{
	const GirForm *form = j->figures->form;
	char		name[GIR_MAX_NAME];

	start(j, code, GIR_WARNING, GIR_UNDECIDED);
	for (int i = 0; i < form->ncells; i++)
		if (gir_cell_block(form, i)->table == table && j->figures->cells[i].state == state)
			j->f.cells[j->f.ncells++] = (uint8_t) i;
	if (j->f.ncells == 0)
		return;
	say(j->f.message, en, gir_table_en(table), j->f.ncells, gir_cell_name(form, j->f.cells[0], false, name));
	say(j->f.message_zh, zh, gir_table_zh(table), j->f.ncells, gir_cell_name(form, j->f.cells[0], true, name));
	finish(j);
}

static bool
is_count(const GirColumn *column)
{
	return strcmp(column->key, "amount") != 0 && strcmp(column->key, "change") != 0;
}

static void
check_cell(Judge *j, int cell)
{
	const GirForm *form = j->figures->form;
	const GirValue *v = &j->figures->cells[cell];
	const GirColumn *column = gir_cell_column(form, cell);
	char		en[GIR_MAX_NAME];
	char		zh[GIR_MAX_NAME];
	char		number[48];

	gir_cell_name(form, cell, false, en);
	gir_cell_name(form, cell, true, zh);
	j->f.cells[0] = (uint8_t) cell;
	if (v->state == GIR_TEXT)
	{
		start(j, "S203", GIR_WARNING, GIR_UNDECIDED);
		say(j->f.message, "%s: \"%.*s\" is printed where a figure belongs", en, (int) v->text.len, v->text.s);
		say(j->f.message_zh, "%s：应填数字处印有“%.*s”", zh, (int) v->text.len, v->text.s);
	}
	else if (v->state == GIR_NUMBER && v->unit.len && column->unit &&
			 gir_yuan_per(v->unit.s, v->unit.len) != gir_yuan_per(column->unit, strlen(column->unit)))
	{
		start(j, "S204", GIR_WARNING, GIR_UNDECIDED);
		say(j->f.message, "%s: the unit printed in the cell is %.*s, that of the column is %s", en, (int) v->unit.len, v->unit.s, column->unit);
		say(j->f.message_zh, "%s：格内单位为“%.*s”，栏目单位为“%s”", zh, (int) v->unit.len, v->unit.s, column->unit);
	}
	else if (v->state == GIR_NUMBER && (v->digits < 0 || v->scale > 0) && is_count(column))
	{
		start(j, "S207", GIR_WARNING, GIR_UNDECIDED);
		gir_scaled_text(gir_value_scaled(v), number);
		say(j->f.message, "%s: %s is no count of cases", en, number);
		say(j->f.message_zh, "%s：%s 不是件数", zh, number);
	}
	else
		return;
	j->f.ncells = 1;
	finish(j);
}

static void
check_years(Judge *j)
{
	GirFindingOptions years = j->options;
	const GirForm *form = j->figures ? j->figures->form : NULL;

	if (years.year && years.period_year && years.year != years.period_year)
	{
		start(j, "S206", GIR_WARNING, GIR_UNDECIDED);
		say(j->f.message, "the title names the year %d, the stated period %d", years.year, years.period_year);
		say(j->f.message_zh, "标题年度为 %d 年，统计期限为 %d 年", years.year, years.period_year);
		finish(j);
	}
	if (form && years.year && (years.year < form->first_year || years.year > form->last_year))
	{
		start(j, "S205", GIR_WARNING, GIR_UNDECIDED);
		say(j->f.message, "the report for %d uses form %s, which is for other years", years.year, form->id);
		say(j->f.message_zh, "%d 年度报告使用了 %s 年格式，该格式不适用于该年度", years.year, form->id);
		finish(j);
	}
}

void
gir_findings(const GirFigures *figures, GirFindingOptions options, GirEmit emit, void *context)
{
	Judge		j = {.figures = figures,.options = options,.emit = emit,.context = context};

	if (figures == NULL)
	{
		start(&j, "S208", GIR_ERROR, GIR_UNDECIDED);
		say(j.f.message, "the form of the tables is undecided, so no figure could be read");
		say(j.f.message_zh, "表格格式无法判定，未能读出任何数字");
		finish(&j);
		check_years(&j);
		return;
	}
	check_years(&j);
	for (int t = 0; t < GIR_TABLE_COUNT; t++)
	{
		cells_in_state(&j, (GirTable) t, GIR_MISSING, "S202", "%s: missing cells: %d, the first is %s", "%s：缺 %d 格，第一格为“%s”");
		cells_in_state(&j, (GirTable) t, GIR_UNREADABLE, "S201", "%s: cells that cannot be attributed to a row and a column: %d, the first is %s",
					   "%s：%d 格无法确定归属，第一格为“%s”");
	}
	for (int i = 0; i < figures->form->ncells; i++)
		check_cell(&j, i);
	check_identities(&j);
}
