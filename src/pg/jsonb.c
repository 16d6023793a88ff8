/*
 * jsonb.c - a report as JSON, and back
 */
#include "pg/gireport.h"

#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

PG_FUNCTION_INFO_V1(gireport_jsonb);
PG_FUNCTION_INFO_V1(gireport_from_jsonb);

/* ---- to JSON ---- */

void
gireport_push_key(JsonbParseState **state, const char *key)
{
	JsonbValue	v = {.type = jbvString,.val.string = {(int) strlen(key), unconstify(char *, key)}};

	pushJsonbValue(state, WJB_KEY, &v);
}

void
gireport_push_string(JsonbParseState **state, const char *s, int len)
{
	JsonbValue	v = {.type = jbvString,.val.string = {len, unconstify(char *, s)}};

	pushJsonbValue(state, WJB_VALUE, &v);
}

static void
push_null(JsonbParseState **state)
{
	JsonbValue	v = {.type = jbvNull};

	pushJsonbValue(state, WJB_VALUE, &v);
}

void
gireport_push_number(JsonbParseState **state, Numeric n)
{
	JsonbValue	v = {.type = jbvNumeric,.val.numeric = n};

	pushJsonbValue(state, WJB_VALUE, &v);
}

static void
push_text_attribute(JsonbParseState **state, const char *key, Datum d, bool isnull)
{
	gireport_push_key(state, key);
	if (isnull)
		push_null(state);
	else
	{
		text	   *t = DatumGetTextPP(d);

		gireport_push_string(state, VARDATA_ANY(t), (int) VARSIZE_ANY_EXHDR(t));
	}
}

static void
push_row(JsonbParseState **state, const GirFigures *figures, int row)
{
	const GirRow *r = &figures->form->rows[row];
	const GirBlock *b = &figures->form->blocks[r->block];

	gireport_push_key(state, r->key);
	pushJsonbValue(state, WJB_BEGIN_OBJECT, NULL);
	for (int c = 0; c < b->ncolumns; c++)
	{
		const GirValue *v = &figures->cells[r->first_cell + c];

		gireport_push_key(state, figures->form->columns[b->first_column + c].key);
		if (v->state == GIR_NUMBER)
			gireport_push_number(state, DatumGetNumeric(gireport_numeric(v)));
		else
			push_null(state);
	}
	pushJsonbValue(state, WJB_END_OBJECT, NULL);
}

static void
push_tables(JsonbParseState **state, const GirFigures *figures)
{
	for (int t = 0; t < GIR_TABLE_COUNT; t++)
	{
		gireport_push_key(state, gir_table_key((GirTable) t));
		if (figures == NULL)
		{
			push_null(state);
			continue;
		}
		pushJsonbValue(state, WJB_BEGIN_OBJECT, NULL);
		for (int r = 0; r < figures->form->nrows; r++)
			if (figures->form->blocks[figures->form->rows[r].block].table == (GirTable) t)
				push_row(state, figures, r);
		pushJsonbValue(state, WJB_END_OBJECT, NULL);
	}
}

typedef enum Side
{
	SIDE_STATES,
	SIDE_UNITS,
	SIDE_NOTES,
	SIDE_TEXTS,
	SIDE_COUNT
} Side;

static const char *const side_keys[SIDE_COUNT] = {"states", "units", "notes", "texts"};

/* What the cell has to say beside its number; an empty string is nothing. */
static GirString
side_of(const GirValue *v, Side side)
{
	const char *state = gir_state_name((GirState) v->state);

	switch (side)
	{
		case SIDE_STATES:
			return v->state == GIR_NUMBER ? (GirString) {NULL, 0} : (GirString) {state, (uint32_t) strlen(state)};
		case SIDE_UNITS:
			return v->unit;
		case SIDE_NOTES:
			return v->note;
		default:
			return v->text;
	}
}

static void
push_sides(JsonbParseState **state, const GirFigures *figures)
{
	for (int side = 0; side < SIDE_COUNT; side++)
	{
		gireport_push_key(state, side_keys[side]);
		pushJsonbValue(state, WJB_BEGIN_OBJECT, NULL);
		for (int i = 0; figures && i < figures->form->ncells; i++)
		{
			GirString	s = side_of(&figures->cells[i], (Side) side);

			if (s.len == 0)
				continue;
			gireport_push_key(state, figures->form->cells[i].path);
			gireport_push_string(state, s.s, (int) s.len);
		}
		pushJsonbValue(state, WJB_END_OBJECT, NULL);
	}
}

/* provenance and extra, only where they are. */
static void
push_document(JsonbParseState **state, const char *key, Datum d, bool isnull)
{
	JsonbValue	v;

	if (isnull)
		return;
	gireport_push_key(state, key);
	v.type = jbvBinary;
	v.val.binary.data = &DatumGetJsonbP(d)->root;
	v.val.binary.len = VARSIZE_ANY_EXHDR(DatumGetJsonbP(d));
	pushJsonbValue(state, WJB_VALUE, &v);
}

/* The attributes of a composite value. */
static void
deform(HeapTupleHeader report, Datum *values, bool *nulls)
{
	for (int i = 0; i < GIREPORT_NATTS; i++)
		values[i] = gireport_attribute(report, i, &nulls[i]);
}

/*
 * gireport_jsonb(gireport) -> jsonb
 *
 * form, year, agency, title; table2, table3, table4 in the whole shape of the form (NULL when the form is undecided); states, units,
 * notes and texts by path; provenance and extra where the report has them.
 */
Datum
gireport_jsonb(PG_FUNCTION_ARGS)
{
	Datum		values[GIREPORT_NATTS];
	bool		nulls[GIREPORT_NATTS];
	JsonbParseState *state = NULL;
	GirFigures	figures;
	bool		any = gireport_figures_of(PG_GETARG_HEAPTUPLEHEADER(0), &figures);

	deform(PG_GETARG_HEAPTUPLEHEADER(0), values, nulls);
	pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
	push_text_attribute(&state, "form", values[ATT_FORM], nulls[ATT_FORM]);
	gireport_push_key(&state, "year");
	if (nulls[ATT_YEAR])
		push_null(&state);
	else
		gireport_push_number(&state, int64_to_numeric(DatumGetInt32(values[ATT_YEAR])));
	push_text_attribute(&state, "agency", values[ATT_AGENCY], nulls[ATT_AGENCY]);
	push_text_attribute(&state, "title", values[ATT_TITLE], nulls[ATT_TITLE]);
	push_tables(&state, any ? &figures : NULL);
	push_sides(&state, any ? &figures : NULL);
	push_document(&state, "provenance", values[ATT_PROVENANCE], nulls[ATT_PROVENANCE]);
	push_document(&state, "extra", values[ATT_EXTRA], nulls[ATT_EXTRA]);
	PG_RETURN_JSONB_P(JsonbValueToJsonb(pushJsonbValue(&state, WJB_END_OBJECT, NULL)));
}

/* ---- from JSON ---- */

static void pg_attribute_noreturn()
bad_json(int errcode_, const char *path, const char *problem, const char *problem_zh)
{
	ereport(ERROR,
			(errcode(errcode_),
			 errmsg(gireport_say("invalid report in JSON: \"%s\" %s", "无效的报告 JSON：“%s”%s"), path, gireport_say(problem, problem_zh)),
			 errhint("%s", gireport_say("gireport_jsonb() shows the shape; gireport_form_cells() lists the cells.",
											"结构见 gireport_jsonb()；gireport_form_cells() 列出全部单元格。"))));
}

static const char *
path_of(const char *a, const char *b)
{
	return a[0] ? psprintf("%s.%s", a, b) : b;
}

static char *
string_of(const JsonbValue *v)
{
	return pnstrdup(v->val.string.val, v->val.string.len);
}

/* Walk over the members of an object. */
typedef void (*Member) (void *context, const char *path, const char *key, JsonbValue *v);

static void
each_member(JsonbValue *object, const char *path, Member member, void *context)
{
	JsonbIterator *it;
	JsonbValue	v;
	JsonbIteratorToken token;
	char	   *key = NULL;

	if (object->type != jbvBinary || !JsonContainerIsObject(object->val.binary.data))
		bad_json(ERRCODE_DATATYPE_MISMATCH, path, "is not an object", "不是对象");
	it = JsonbIteratorInit(object->val.binary.data);
	while ((token = JsonbIteratorNext(&it, &v, true)) != WJB_DONE)
	{
		if (token == WJB_KEY)
			key = string_of(&v);
		else if (token == WJB_VALUE)
			member(context, path_of(path, key), key, &v);
	}
}

typedef struct Builder
{
	GirFigures	figures;
	GirTable	table;
	int			row;
	Side		side;
	bool		stated[GIR_MAX_CELLS];	/* states names the cell */
	Datum		values[GIREPORT_NATTS];
	bool		nulls[GIREPORT_NATTS];
	JsonbValue *members[GIR_TABLE_COUNT + SIDE_COUNT];
} Builder;

static void
read_cell(void *context, const char *path, const char *key, JsonbValue *v)
{
	Builder    *b = context;
	const GirRow *row = &b->figures.form->rows[b->row];
	int			cell = gir_cell_by_keys(b->figures.form, b->table, row->key, key);
	GirValue   *value = &b->figures.cells[cell < 0 ? 0 : cell];

	if (cell < 0)
		bad_json(ERRCODE_INVALID_PARAMETER_VALUE, path, "is no cell of the form", "不是该格式的单元格");
	if (v->type == jbvNull)
		value->state = GIR_BLANK;
	else if (v->type != jbvNumeric)
		bad_json(ERRCODE_DATATYPE_MISMATCH, path, "is neither a number nor null", "既不是数字，也不是 null");
	else
	{
		char	   *digits = DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(v->val.numeric)));

		gir_value_read(digits, strlen(digits), false, value);
		if (value->state != GIR_NUMBER)
			bad_json(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, path, "is out of range: a figure has at most 15 digits, 6 of them decimals", "超出范围：数字最多 15 位，其中小数最多 6 位");
	}
}

static void
read_row(void *context, const char *path, const char *key, JsonbValue *v)
{
	Builder    *b = context;

	b->row = gir_row_by_key(b->figures.form, key, strlen(key));
	if (b->row < 0 || b->figures.form->blocks[b->figures.form->rows[b->row].block].table != b->table)
		bad_json(ERRCODE_INVALID_PARAMETER_VALUE, path, "is no row of the form", "不是该格式的行");
	each_member(v, path, read_cell, b);
}

static void
set_state(GirValue *value, const char *path, const char *name)
{
	int			state = gir_state_by_name(name, strlen(name));

	if (state < 0)
		bad_json(ERRCODE_INVALID_PARAMETER_VALUE, path, "is no state of a cell", "不是单元格的状态");
	if ((state == GIR_NUMBER) != (value->state == GIR_NUMBER))
		bad_json(ERRCODE_INVALID_PARAMETER_VALUE, path, "does not agree with the cell's value", "与该单元格的值不符");
	value->state = (uint8_t) state;
}

static void
read_side(void *context, const char *path, const char *key, JsonbValue *v)
{
	static const int limits[SIDE_COUNT] = {GIR_MAX_NOTE, GIR_MAX_UNIT, GIR_MAX_NOTE, GIR_MAX_TEXT};
	Builder    *b = context;
	int			cell = gir_cell_by_path(b->figures.form, key, strlen(key));
	GirValue   *value = &b->figures.cells[cell < 0 ? 0 : cell];
	GirString	s;

	if (cell < 0)
		bad_json(ERRCODE_INVALID_PARAMETER_VALUE, path, "is no cell of the form", "不是该格式的单元格");
	if (v->type != jbvString || v->val.string.len == 0)
		bad_json(ERRCODE_DATATYPE_MISMATCH, path, "is not a string, or empty", "不是字符串，或为空");
	if (v->val.string.len > limits[b->side])
		bad_json(ERRCODE_STRING_DATA_RIGHT_TRUNCATION, path, "is too long", "过长");
	s = (GirString) {string_of(v), (uint32_t) v->val.string.len};
	if (b->side == SIDE_STATES)
	{
		set_state(value, path, s.s);
		b->stated[cell] = true;
	}
	else if (b->side == SIDE_TEXTS ? !(value->state == GIR_TEXT || (value->state == GIR_BLANK && !b->stated[cell]))
			 : value->state != GIR_NUMBER)
		bad_json(ERRCODE_INVALID_PARAMETER_VALUE, path, "does not agree with the cell's state", "与该单元格的状态不符");
	else if (b->side == SIDE_UNITS)
		value->unit = s;
	else if (b->side == SIDE_NOTES)
		value->note = s;
	else
	{
		value->state = GIR_TEXT;
		value->text = s;
	}
}

static void
take_text(Builder *b, int attribute, const char *path, JsonbValue *v, int max)
{
	if (v->type == jbvNull)
		return;
	if (v->type != jbvString)
		bad_json(ERRCODE_DATATYPE_MISMATCH, path, "is not a string", "不是字符串");
	if (v->val.string.len > max)
		bad_json(ERRCODE_STRING_DATA_RIGHT_TRUNCATION, path, "is too long", "过长");
	gireport_put(b->values, b->nulls, attribute, PointerGetDatum(cstring_to_text_with_len(v->val.string.val, v->val.string.len)));
}

static void
take_year(Builder *b, const char *path, JsonbValue *v)
{
	bool		failed = false;
	int			year;

	if (v->type == jbvNull)
		return;
	if (v->type != jbvNumeric)
		bad_json(ERRCODE_DATATYPE_MISMATCH, path, "is not a number", "不是数字");
	year = numeric_int4_opt_error(v->val.numeric, &failed);
	if (failed || year < 2000 || year > 2099 ||
		DatumGetInt32(DirectFunctionCall2(numeric_cmp, NumericGetDatum(v->val.numeric), NumericGetDatum(int64_to_numeric(year)))) != 0)
		bad_json(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, path, "is no year from 2000 to 2099", "不是 2000 至 2099 的年份");
	gireport_put(b->values, b->nulls, ATT_YEAR, Int32GetDatum(year));
}

static void
take_document(Builder *b, int attribute, const char *path, JsonbValue *v)
{
	if (v->type == jbvNull)
		return;
	if (v->type != jbvBinary || !JsonContainerIsObject(v->val.binary.data))
		bad_json(ERRCODE_DATATYPE_MISMATCH, path, "is not an object", "不是对象");
	gireport_put(b->values, b->nulls, attribute, JsonbPGetDatum(JsonbValueToJsonb(v)));
}

static void
keep_member(Builder *b, int n, JsonbValue *v)
{
	b->members[n] = palloc(sizeof(JsonbValue));
	*b->members[n] = *v;
}

static void
read_member(void *context, const char *path, const char *key, JsonbValue *v)
{
	Builder    *b = context;

	if (strcmp(key, "form") == 0)
		take_text(b, ATT_FORM, path, v, 16);
	else if (strcmp(key, "year") == 0)
		take_year(b, path, v);
	else if (strcmp(key, "agency") == 0)
		take_text(b, ATT_AGENCY, path, v, GIR_MAX_AGENCY);
	else if (strcmp(key, "title") == 0)
		take_text(b, ATT_TITLE, path, v, GIR_MAX_TITLE);
	else if (strcmp(key, "provenance") == 0)
		take_document(b, ATT_PROVENANCE, path, v);
	else if (strcmp(key, "extra") == 0)
		take_document(b, ATT_EXTRA, path, v);
	else
	{
		int			n = 0;

		while (n < GIR_TABLE_COUNT && strcmp(key, gir_table_key((GirTable) n)) != 0)
			n++;
		while (n >= GIR_TABLE_COUNT && n < GIR_TABLE_COUNT + SIDE_COUNT && strcmp(key, side_keys[n - GIR_TABLE_COUNT]) != 0)
			n++;
		if (n == GIR_TABLE_COUNT + SIDE_COUNT)
			bad_json(ERRCODE_INVALID_PARAMETER_VALUE, path, "is no member of a report", "不是报告的成员");
		if (v->type != jbvNull)
			keep_member(b, n, v);
	}
}

static bool
is_empty(const JsonbValue *v)
{
	return v->type == jbvBinary && JsonContainerSize(v->val.binary.data) == 0;
}

/* The figures, once the form is known: tables first, then what is said beside them. */
static void
read_figures(Builder *b)
{
	text	   *id = b->nulls[ATT_FORM] ? NULL : DatumGetTextPP(b->values[ATT_FORM]);
	const GirForm *form = id ? gir_form_by_id(VARDATA_ANY(id), VARSIZE_ANY_EXHDR(id)) : NULL;

	if (id && form == NULL)
		bad_json(ERRCODE_INVALID_PARAMETER_VALUE, "form", "is neither 2019 nor 2021", "既不是 2019，也不是 2021");
	for (int n = 0; form == NULL && n < GIR_TABLE_COUNT + SIDE_COUNT; n++)
		if (b->members[n] && (n < GIR_TABLE_COUNT || !is_empty(b->members[n])))
			bad_json(ERRCODE_INVALID_PARAMETER_VALUE, n < GIR_TABLE_COUNT ? gir_table_key((GirTable) n) : side_keys[n - GIR_TABLE_COUNT],
					 "is given without a form", "已给出，但没有格式");
	if (form == NULL)
		return;
	gir_figures_clear(&b->figures, form, GIR_MISSING);
	for (int t = 0; t < GIR_TABLE_COUNT; t++)
	{
		b->table = (GirTable) t;
		if (b->members[t])
			each_member(b->members[t], gir_table_key(b->table), read_row, b);
	}
	for (int side = 0; side < SIDE_COUNT; side++)
	{
		b->side = (Side) side;
		if (b->members[GIR_TABLE_COUNT + side])
			each_member(b->members[GIR_TABLE_COUNT + side], side_keys[side], read_side, b);
	}
	for (int i = 0; i < form->ncells; i++)
		if (b->figures.cells[i].state == GIR_TEXT && b->figures.cells[i].text.len == 0)
			bad_json(ERRCODE_INVALID_PARAMETER_VALUE, form->cells[i].path, "has the state text, but no text", "状态为 text，却没有文字");
	gireport_put(b->values, b->nulls, ATT_FIGURES, gireport_figures_make(&b->figures));
}

/*
 * gireport_from_jsonb(jsonb) -> gireport
 *
 * The way back, also for typed-in data.  A cell with null is blank unless states says otherwise; a cell that is not there is missing.
 * Unknown keys, wrong types and values out of range are errors that name the path.
 */
Datum
gireport_from_jsonb(PG_FUNCTION_ARGS)
{
	Jsonb	   *json = PG_GETARG_JSONB_P(0);
	Builder    *b = palloc0(sizeof(Builder));
	JsonbValue	root = {.type = jbvBinary};

	memset(b->nulls, true, sizeof(b->nulls));
	root.val.binary.data = &json->root;
	root.val.binary.len = VARSIZE_ANY_EXHDR(json);
	if (!JB_ROOT_IS_OBJECT(json))
		bad_json(ERRCODE_DATATYPE_MISMATCH, "$", "is not an object", "不是对象");
	each_member(&root, "", read_member, b);
	read_figures(b);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(gireport_result_type(fcinfo), b->values, b->nulls)));
}
