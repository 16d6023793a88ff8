/*
 * cells.c - reading single cells, rows and all cells of a report
 */
#include "pg/gireport.h"

#include "common/hashfn.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

PG_FUNCTION_INFO_V1(gireport_value);
PG_FUNCTION_INFO_V1(gireport_value_path);
PG_FUNCTION_INFO_V1(gireport_state);
PG_FUNCTION_INFO_V1(gireport_state_path);
PG_FUNCTION_INFO_V1(gireport_unit);
PG_FUNCTION_INFO_V1(gireport_note);
PG_FUNCTION_INFO_V1(gireport_amount_yuan);
PG_FUNCTION_INFO_V1(gireport_cell_count);
PG_FUNCTION_INFO_V1(gireport_form);
PG_FUNCTION_INFO_V1(gireport_year);
PG_FUNCTION_INFO_V1(gireport_agency);
PG_FUNCTION_INFO_V1(gireport_disclosure);
PG_FUNCTION_INFO_V1(gireport_applicants);
PG_FUNCTION_INFO_V1(gireport_dispute);
PG_FUNCTION_INFO_V1(gireport_cells);
PG_FUNCTION_INFO_V1(gireport_cells_text);

/* A path that no form has is a mistake of the caller; one that only another form has is not. */
int
gireport_find_cell(const GirForm *form, const char *path, size_t len)
{
	int			cell = gir_cell_by_path(form, path, len);

	for (int f = 0; cell < 0 && f < GIR_FORM_COUNT; f++)
		if (gir_cell_by_path(&gir_forms[f], path, len) >= 0)
			return -1;
	if (cell < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg(gireport_say("no form has a cell \"%.*s\"", "任何格式中都没有单元格“%.*s”"), (int) len, path),
				 errhint("%s", gireport_say("A path is table.row.column, for example table3.new_received.total; gireport_form_cells() lists them all.",
											"路径为 表.行.列，例如 table3.new_received.total；gireport_form_cells() 列出全部路径。"))));
	return cell;
}

static int
find_cell(const GirForm *form, text *path)
{
	return gireport_find_cell(form, VARDATA_ANY(path), VARSIZE_ANY_EXHDR(path));
}

/* The cell named by an enum constant, looked up once for each query: in every form, -1 where it has none. */
typedef struct NamedCell
{
	Oid			path;
	int			place[GIR_FORM_COUNT];
} NamedCell;

static int
find_enum_cell(FunctionCallInfo fcinfo, const GirForm *form)
{
	Oid			path = PG_GETARG_OID(1);
	NamedCell  *cell = fcinfo->flinfo->fn_extra;

	if (cell == NULL)
		cell = fcinfo->flinfo->fn_extra = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(NamedCell));
	if (cell->path != path)
	{
		char	   *label = DatumGetCString(DirectFunctionCall1(enum_out, ObjectIdGetDatum(path)));

		for (int f = 0; f < GIR_FORM_COUNT; f++)
			cell->place[f] = gir_cell_by_path(&gir_forms[f], label, strlen(label));
		cell->path = path;
	}
	return cell->place[form->number];
}

/*
 * The cell named by a text.  From report to report it is named by the same texts, in the same places of memory: kept is which cell a text
 * in a place has named, which is no more than a guess.
 */
typedef struct NamedTexts
{
	uint8		guess[2048];
} NamedTexts;

static bool
is_path(const GirForm *form, int cell, text *path)
{
	size_t		len = VARSIZE_ANY_EXHDR(path);

	return cell < form->ncells && strncmp(form->cells[cell].path, VARDATA_ANY(path), len) == 0 && form->cells[cell].path[len] == '\0';
}

static int
find_text_cell(FunctionCallInfo fcinfo, const GirForm *form)
{
	text	   *path = PG_GETARG_TEXT_PP(1);
	NamedTexts *named = fcinfo->flinfo->fn_extra;
	uint8	   *guess;
	int			cell;

	if (named == NULL)
		named = fcinfo->flinfo->fn_extra = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(NamedTexts));
	guess = &named->guess[murmurhash32((uint32) (uintptr_t) path) % lengthof(named->guess)];
	if (is_path(form, *guess, path))
		return *guess;
	cell = find_cell(form, path);
	if (cell >= 0)
		*guess = (uint8) cell;
	return cell;
}

/* The cell that the arguments name; false when the report has no figures, or its form no such cell. */
static bool
read_cell(FunctionCallInfo fcinfo, int (*find) (FunctionCallInfo, const GirForm *), GirValue *value)
{
	struct varlena *stored = gireport_stored_figures(PG_GETARG_HEAPTUPLEHEADER(0));
	const GirFigures *known = stored ? gireport_known_figures(stored) : NULL;
	int			cell = stored ? find(fcinfo, known ? known->form : gireport_stored_form(stored)) : -1;

	if (cell < 0)
		return false;
	if (known)
		*value = known->cells[cell];
	else
		gireport_stored_cell(stored, cell, value);
	return true;
}

static Datum
value_of(FunctionCallInfo fcinfo, int (*find) (FunctionCallInfo, const GirForm *))
{
	GirValue	value;

	if (!read_cell(fcinfo, find, &value) || value.state != GIR_NUMBER)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(gireport_numeric(&value));
}

static Datum
state_of(FunctionCallInfo fcinfo, int (*find) (FunctionCallInfo, const GirForm *))
{
	GirValue	value;

	if (!read_cell(fcinfo, find, &value))
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(gir_state_name((GirState) value.state)));
}

/*
 * gireport_value(gireport, path text | gireport_path) -> numeric
 *
 * The number in the cell; NULL when there is none (gireport_state says why), or the report's form has no such cell.
 * 22023 when no form has it.
 */
Datum
gireport_value(PG_FUNCTION_ARGS)
{
	return value_of(fcinfo, find_text_cell);
}

Datum
gireport_value_path(PG_FUNCTION_ARGS)
{
	return value_of(fcinfo, find_enum_cell);
}

/*
 * gireport_state(gireport, path text | gireport_path) -> text
 *
 * number, blank, dash, not_applicable, text, unreadable or missing; NULL when the report's form has no such cell.
 */
Datum
gireport_state(PG_FUNCTION_ARGS)
{
	return state_of(fcinfo, find_text_cell);
}

Datum
gireport_state_path(PG_FUNCTION_ARGS)
{
	return state_of(fcinfo, find_enum_cell);
}

/* gireport_cell_count(gireport, state text) -> bigint: how many cells are in that state; NULL without figures. */
Datum
gireport_cell_count(PG_FUNCTION_ARGS)
{
	text	   *name = PG_GETARG_TEXT_PP(1);
	int			state = gir_state_by_name(VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name));
	struct varlena *stored = gireport_stored_figures(PG_GETARG_HEAPTUPLEHEADER(0));
	GirFigures	room;
	const GirFigures *figures;
	int			n = 0;

	if (state < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg(gireport_say("there is no state \"%s\"", "没有状态“%s”"), text_to_cstring(name)),
				 errhint(gireport_say("States are %s.", "状态有：%s。"), "number, blank, dash, not_applicable, text, unreadable, missing")));
	if (stored == NULL)
		PG_RETURN_NULL();
	figures = gireport_all_figures(stored, &room);
	for (int i = 0; i < figures->form->ncells; i++)
		n += figures->cells[i].state == state;
	PG_RETURN_INT64(n);
}

/* The cell of the first two arguments; NULL when the report has no figures, or its form no such cell.  22023 when no form has it. */
static const GirValue *
cell_argument(FunctionCallInfo fcinfo, GirFigures *room, const GirColumn **column)
{
	struct varlena *stored = gireport_stored_figures(PG_GETARG_HEAPTUPLEHEADER(0));
	const GirFigures *figures = stored ? gireport_all_figures(stored, room) : NULL;
	int			cell;

	if (figures == NULL)
		return NULL;
	cell = find_text_cell(fcinfo, figures->form);
	if (cell < 0)
		return NULL;
	*column = gir_cell_column(figures->form, cell);
	return &figures->cells[cell];
}

/*
 * gireport_unit(gireport, path text) -> text, gireport_note(gireport, path text) -> text
 *
 * What is printed beside the number: its unit, and the note in brackets.  NULL when there is none.
 */
Datum
gireport_unit(PG_FUNCTION_ARGS)
{
	GirFigures	room;
	const GirColumn *column;
	const GirValue *v = cell_argument(fcinfo, &room, &column);

	if (v == NULL || v->unit.len == 0)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(gireport_text(v->unit));
}

Datum
gireport_note(PG_FUNCTION_ARGS)
{
	GirFigures	room;
	const GirColumn *column;
	const GirValue *v = cell_argument(fcinfo, &room, &column);

	if (v == NULL || v->note.len == 0)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(gireport_text(v->note));
}

/* An amount of money in 元, by the cell's own unit, else the label's; false when neither is known. */
static bool
yuan_of(const GirValue *v, const GirColumn *column, Datum *amount)
{
	GirString	unit = v->unit.len ? v->unit : (GirString) {column->unit, column->unit ? (uint32_t) strlen(column->unit) : 0};
	int64		yuan = strcmp(column->key, "amount") == 0 && unit.len ? gir_yuan_per(unit.s, unit.len) : 0;

	if (yuan != 0)
		*amount = NumericGetDatum(numeric_mul_opt_error(DatumGetNumeric(gireport_numeric(v)), int64_to_numeric(yuan), NULL));
	return yuan != 0;
}

/* gireport_amount_yuan(gireport, path text) -> numeric: the amount in a cell in 元; NULL without a number or a known unit of money. */
Datum
gireport_amount_yuan(PG_FUNCTION_ARGS)
{
	GirFigures	room;
	const GirColumn *column;
	const GirValue *v = cell_argument(fcinfo, &room, &column);
	Datum		amount;

	if (v == NULL || v->state != GIR_NUMBER || !yuan_of(v, column, &amount))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(amount);
}

static Datum
attribute(FunctionCallInfo fcinfo, int n)
{
	bool		isnull;
	Datum		d = gireport_attribute(PG_GETARG_HEAPTUPLEHEADER(0), n, &isnull);

	if (isnull)
		PG_RETURN_NULL();
	return d;
}

/*
 * gireport_form(gireport) -> text, gireport_year(gireport) -> integer, gireport_agency(gireport) -> text
 *
 * The attributes of that name.  In C, so that the planner does not turn them into field references, which postgres_fdw does not ship.
 */
Datum
gireport_form(PG_FUNCTION_ARGS)
{
	return attribute(fcinfo, ATT_FORM);
}

Datum
gireport_year(PG_FUNCTION_ARGS)
{
	return attribute(fcinfo, ATT_YEAR);
}

Datum
gireport_agency(PG_FUNCTION_ARGS)
{
	return attribute(fcinfo, ATT_AGENCY);
}

/* The row of that key in the table; -1 when only another form has it, an error when none does. */
static int
find_row(const GirForm *form, GirTable table, text *key)
{
	int			found = -1;
	bool		any = false;

	for (int f = 0; f < GIR_FORM_COUNT; f++)
	{
		int			row = gir_row_by_key(&gir_forms[f], VARDATA_ANY(key), VARSIZE_ANY_EXHDR(key));

		if (row < 0 || gir_forms[f].blocks[gir_forms[f].rows[row].block].table != table)
			continue;
		any = true;
		if (&gir_forms[f] == form)
			found = row;
	}
	if (!any)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg(gireport_say("no form has a row \"%s\" in %s", "任何格式中都没有行“%s”（%s）"), text_to_cstring(key), gireport_say(gir_table_en(table), gir_table_zh(table))),
				 errhint("%s", gireport_say("gireport_form_cells() lists the rows.", "gireport_form_cells() 列出各行。"))));
	return found;
}

/* The numbers of one row, each in the attribute named by its column's key. */
static Datum
make_row(FunctionCallInfo fcinfo, GirTable table)
{
	TupleDesc	desc = gireport_result_type(fcinfo);
	GirFigures	figures;
	Datum		values[GIR_MAX_COLUMNS] = {0};
	bool		nulls[GIR_MAX_COLUMNS];
	const GirRow *row;
	const GirBlock *block;
	int			r;

	if (!gireport_figures_of(PG_GETARG_HEAPTUPLEHEADER(0), &figures))
		PG_RETURN_NULL();
	r = find_row(figures.form, table, PG_GETARG_TEXT_PP(1));
	if (r < 0)
		PG_RETURN_NULL();
	row = &figures.form->rows[r];
	block = &figures.form->blocks[row->block];
	for (int a = 0; a < desc->natts; a++)
	{
		nulls[a] = true;
		for (int c = 0; c < block->ncolumns; c++)
		{
			const GirValue *v = &figures.cells[row->first_cell + c];

			if (v->state == GIR_NUMBER &&
				strcmp(NameStr(TupleDescAttr(desc, a)->attname), figures.form->columns[block->first_column + c].key) == 0)
				gireport_put(values, nulls, a, gireport_numeric(v));
		}
	}
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(desc, values, nulls)));
}

/*
 * gireport_disclosure(gireport, row text) -> gireport_disclosure: a row of table 2
 * gireport_applicants(gireport, row text) -> gireport_applicants: a row of table 3
 * gireport_dispute(gireport, row text) -> gireport_dispute: a group of table 4
 *
 * NULL attributes where the form has no such column or the cell no number; NULL when the report's form has no such row; 22023 when no
 * form has it.
 */
Datum
gireport_disclosure(PG_FUNCTION_ARGS)
{
	return make_row(fcinfo, GIR_TABLE2);
}

Datum
gireport_applicants(PG_FUNCTION_ARGS)
{
	return make_row(fcinfo, GIR_TABLE3);
}

Datum
gireport_dispute(PG_FUNCTION_ARGS)
{
	return make_row(fcinfo, GIR_TABLE4);
}

/* Columns of gireport_cells(), from 0; the last three only of gireport_cells(text). */
enum
{
	CELL_TABLE,
	CELL_ROW,
	CELL_COLUMN,
	CELL_LABEL,
	CELL_VALUE,
	CELL_STATE,
	CELL_UNIT,
	CELL_LABEL_UNIT,
	CELL_AMOUNT,
	CELL_NOTE,
	CELL_PRINTED,
	CELL_LINE,
	CELL_POSITION,
	CELL_NATTS
};

static void
put_amount(Datum *values, bool *nulls, const GirValue *v, const GirColumn *column)
{
	Datum		amount;

	if (yuan_of(v, column, &amount))
		gireport_put(values, nulls, CELL_AMOUNT, amount);
}

static void
cell_columns(const GirFigures *figures, int cell, Datum *values, bool *nulls)
{
	const GirForm *form = figures->form;
	const GirValue *v = &figures->cells[cell];
	const GirColumn *column = gir_cell_column(form, cell);
	char		name[GIR_MAX_NAME];

	memset(nulls, true, CELL_NATTS * sizeof(bool));
	gireport_put(values, nulls, CELL_TABLE, CStringGetTextDatum(gir_table_key(gir_cell_block(form, cell)->table)));
	gireport_put(values, nulls, CELL_ROW, CStringGetTextDatum(gir_cell_row(form, cell)->key));
	gireport_put(values, nulls, CELL_COLUMN, CStringGetTextDatum(column->key));
	gireport_put(values, nulls, CELL_LABEL, CStringGetTextDatum(gir_cell_name(form, cell, true, name)));
	gireport_put(values, nulls, CELL_STATE, CStringGetTextDatum(gir_state_name((GirState) v->state)));
	if (column->unit)
		gireport_put(values, nulls, CELL_LABEL_UNIT, CStringGetTextDatum(column->unit));
	if (v->state == GIR_NUMBER)
	{
		gireport_put(values, nulls, CELL_VALUE, gireport_numeric(v));
		put_amount(values, nulls, v, column);
	}
	if (v->unit.len)
		gireport_put(values, nulls, CELL_UNIT, PointerGetDatum(gireport_text(v->unit)));
	if (v->note.len)
		gireport_put(values, nulls, CELL_NOTE, PointerGetDatum(gireport_text(v->note)));
}

/*
 * gireport_cells(gireport) -> setof (table_key, row_key, column_key, label, value, state, unit, label_unit, amount_yuan, note)
 *
 * Every cell of the form, in printed order.  label is what people call the cell, in Chinese; amount_yuan is the amount in 元 by the
 * cell's own unit, else the label's.
 */
Datum
gireport_cells(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	GirFigures	figures;

	gireport_materialize(fcinfo);
	if (!gireport_figures_of(PG_GETARG_HEAPTUPLEHEADER(0), &figures))
		return (Datum) 0;
	for (int i = 0; i < figures.form->ncells; i++)
	{
		Datum		values[CELL_NATTS];
		bool		nulls[CELL_NATTS];

		cell_columns(&figures, i, values, nulls);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}

/* How many of the eight bytes have their lowest bit set; the others are 0. */
static int
count_ones(uint64 x)
{
	return (int) (x * UINT64CONST(0x0101010101010101) >> 56);
}

void
gireport_walk(GireportWalker *w, uint32_t off)
{
	const uint64 ones = UINT64CONST(0x0101010101010101);

	if (off < w->off)
	{
		w->off = 0;
		w->line = w->position = 1;
	}
	/* eight bytes at once: a report has thousands before its first figure */
	for (; off - w->off >= 8; w->off += 8)
	{
		uint64		x;
		uint64		breaks;

		memcpy(&x, w->text + w->off, 8);
		breaks = x ^ ones * '\n';
		breaks |= (breaks & ones * 0x7F) + ones * 0x7F;	/* high bit: no line break */
		w->line += 8 - count_ones(breaks >> 7 & ones);
		w->position += 8 - count_ones(x >> 7 & ~x >> 6 & ones);	/* 10xxxxxx is the rest of a character */
	}
	for (; w->off < off; w->off++)
	{
		w->line += w->text[w->off] == '\n';
		w->position += ((unsigned char) w->text[w->off] & 0xC0) != 0x80;
	}
}

/*
 * gireport_cells(text) -> the same with printed, line and position
 *
 * Reads the text as gireport_try_parse() does.  printed is what stands in the cell; it begins at character position of the text (from
 * 1), in that line (from 1).  All three are NULL where nothing is printed or it cannot be attributed.
 */
Datum
gireport_cells_text(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	text	   *t = PG_GETARG_TEXT_PP(0);
	const GirReport *report = gireport_read(t);
	const GirFigures *figures = &report->reading.figures;
	GireportWalker w = {VARDATA_ANY(t), 0, 1, 1};

	gireport_materialize(fcinfo);
	if (report->status != GIR_OK || figures->form == NULL || report->verdict == GIR_NOT_A_REPORT || report->verdict == GIR_TWO_REPORTS)
		return (Datum) 0;
	for (int i = 0; i < figures->form->ncells; i++)
	{
		Datum		values[CELL_NATTS];
		bool		nulls[CELL_NATTS];
		GirSpan		place = report->reading.place[i];

		cell_columns(figures, i, values, nulls);
		if (place.len > 0)
		{
			gireport_walk(&w, place.off);
			gireport_put(values, nulls, CELL_PRINTED,
						 PointerGetDatum(cstring_to_text_with_len(VARDATA_ANY(t) + place.off, (int) place.len)));
			gireport_put(values, nulls, CELL_LINE, Int32GetDatum(w.line));
			gireport_put(values, nulls, CELL_POSITION, Int32GetDatum(w.position));
		}
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
