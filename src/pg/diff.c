/*
 * diff.c - two reports side by side, and a report with other figures
 */
#include "pg/gireport.h"

#include "core/findings.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

PG_FUNCTION_INFO_V1(gireport_diff);
PG_FUNCTION_INFO_V1(gireport_corrected);

/* Columns of gireport_diff(), from 0; those of b follow those of a. */
enum
{
	DIFF_PATH,
	DIFF_LABEL,
	DIFF_LABEL_EN,
	DIFF_A,
	DIFF_B = DIFF_A + 3,
	DIFF_DIFFERENCE = DIFF_B + 3,
	DIFF_NATTS
};

static bool
same_string(GirString a, GirString b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.s, b.s, a.len) == 0);
}

/* Stored figures are in their canonical form, so equal numbers have equal digits. */
static bool
same_value(const GirValue *a, const GirValue *b)
{
	return a->state == b->state && a->digits == b->digits && a->scale == b->scale &&
		same_string(a->unit, b->unit) && same_string(a->note, b->note) && same_string(a->text, b->text);
}

/* As it is printed: 25.5万元（含上年）; NULL for a cell without any text. */
static Datum
printed(const GirValue *v, bool *isnull)
{
	StringInfoData s;
	char		number[48];

	*isnull = v->state != GIR_NUMBER && v->state != GIR_TEXT;
	if (*isnull)
		return (Datum) 0;
	if (v->state == GIR_TEXT)
		return PointerGetDatum(gireport_text(v->text));
	initStringInfo(&s);
	appendStringInfoString(&s, gir_scaled_text(gir_value_scaled(v), number));
	appendBinaryStringInfo(&s, v->unit.s ? v->unit.s : "", (int) v->unit.len);
	if (v->note.len)
		appendStringInfo(&s, "（%.*s）", (int) v->note.len, v->note.s);
	return PointerGetDatum(cstring_to_text_with_len(s.data, s.len));
}

/* value, state and printed of one side; nothing when its form has no such cell. */
static void
put_side(Datum *values, bool *nulls, int column, const GirFigures *figures, int cell)
{
	const GirValue *v = &figures->cells[cell < 0 ? 0 : cell];

	if (cell < 0)
		return;
	if (v->state == GIR_NUMBER)
		gireport_put(values, nulls, column, gireport_numeric(v));
	gireport_put(values, nulls, column + 1, CStringGetTextDatum(gir_state_name((GirState) v->state)));
	values[column + 2] = printed(v, &nulls[column + 2]);
}

static void
put_difference(ReturnSetInfo *rsinfo, const GirFigures *a, int i, const GirFigures *b, int k)
{
	const GirForm *form = i >= 0 ? a->form : b->form;
	int			cell = i >= 0 ? i : k;
	Datum		values[DIFF_NATTS] = {0};
	bool		nulls[DIFF_NATTS];
	char		name[GIR_MAX_NAME];

	memset(nulls, true, sizeof(nulls));
	gireport_put(values, nulls, DIFF_PATH, CStringGetTextDatum(form->cells[cell].path));
	gireport_put(values, nulls, DIFF_LABEL, CStringGetTextDatum(gir_cell_name(form, cell, true, name)));
	gireport_put(values, nulls, DIFF_LABEL_EN, CStringGetTextDatum(gir_cell_name(form, cell, false, name)));
	put_side(values, nulls, DIFF_A, a, i);
	put_side(values, nulls, DIFF_B, b, k);
	if (!nulls[DIFF_A] && !nulls[DIFF_B] && same_string(a->cells[i].unit, b->cells[k].unit))
		gireport_put(values, nulls, DIFF_DIFFERENCE,
					 gireport_scaled(gir_value_scaled(&b->cells[k]) - gir_value_scaled(&a->cells[i])));
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

static int
same_cell(const GirForm *form, const GirForm *other, int cell)
{
	const char *path = form->cells[cell].path;

	return form == other ? cell : gir_cell_by_path(other, path, strlen(path));
}

/*
 * gireport_diff(a gireport, b gireport) -> setof (path, label, label_en, a_value, a_state, a_printed, b_…, difference)
 *
 * The cells that are not the same in both, by number, unit, note, text or state, in the order of a's form, then those that only b's form
 * has.  difference is b's number less a's, where both have one in the same unit.  No rows when a report has no figures.
 */
Datum
gireport_diff(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	GirFigures	a;
	GirFigures	b;

	gireport_materialize(fcinfo);
	if (!gireport_figures_of(PG_GETARG_HEAPTUPLEHEADER(0), &a) || !gireport_figures_of(PG_GETARG_HEAPTUPLEHEADER(1), &b))
		return (Datum) 0;
	for (int i = 0; i < a.form->ncells; i++)
	{
		int			k = same_cell(a.form, b.form, i);

		if (k < 0 || !same_value(&a.cells[i], &b.cells[k]))
			put_difference(rsinfo, &a, i, &b, k);
	}
	for (int k = 0; k < b.form->ncells; k++)
		if (same_cell(b.form, a.form, k) < 0)
			put_difference(rsinfo, &a, -1, &b, k);
	return (Datum) 0;
}

/* ---- corrected ---- */

static void pg_attribute_noreturn()
bad_correction(const char *path, const char *problem, const char *problem_zh)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg(gireport_say("invalid correction: \"%s\" %s", "无效的更正：“%s”%s"), path, gireport_say(problem, problem_zh)),
			 errhint("%s", gireport_say("A correction is {path: number}, {path: state}, or {path: null} for a blank cell.",
											"更正写作 {路径: 数字}、{路径: 状态}，空白单元格写作 {路径: null}。"))));
}

/* The cell's unit stays: a correction is given in the unit that is printed. */
static void
correct_cell(GirFigures *figures, const char *path, const JsonbValue *v)
{
	int			cell = gir_cell_by_path(figures->form, path, strlen(path));
	GirString	unit = {NULL, 0};
	GirValue   *value = &figures->cells[cell < 0 ? 0 : cell];
	int			state = GIR_BLANK;

	if (cell < 0)
		bad_correction(path, "is no cell of the report's form", "不是该报告格式的单元格");
	if (value->state == GIR_NUMBER)
		unit = value->unit;
	if (v->type == jbvNumeric)
	{
		char	   *digits = DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(v->val.numeric)));

		gir_value_read(digits, strlen(digits), false, value);
		if (value->state != GIR_NUMBER)
			bad_correction(path, "is out of range: a figure has at most 15 digits, 6 of them decimals", "超出范围：数字最多 15 位，其中小数最多 6 位");
		value->unit = unit;
		return;
	}
	if (v->type == jbvString)
		state = gir_state_by_name(v->val.string.val, (size_t) v->val.string.len);
	else if (v->type != jbvNull)
		state = -1;
	if (state < 0 || state == GIR_NUMBER || state == GIR_TEXT)
		bad_correction(path, "is neither a number, null, nor a state without a value", "既不是数字或 null，也不是无值的状态");
	*value = (GirValue) {.state = (uint8_t) state};
}

/* The cells that were corrected before, but for those that are corrected now. */
static void
push_earlier(JsonbParseState **paths, Datum provenance, Jsonb *cells)
{
	Jsonb	   *known = DatumGetJsonbP(provenance);
	JsonbValue	buf;
	JsonbValue *earlier = JB_ROOT_IS_OBJECT(known) ? getKeyJsonValueFromContainer(&known->root, "corrected", 9, &buf) : NULL;
	JsonbIterator *it;
	JsonbIteratorToken token;
	JsonbValue	v;
	JsonbValue	now;

	if (earlier == NULL || earlier->type != jbvBinary || !JsonContainerIsArray(earlier->val.binary.data))
		return;
	it = JsonbIteratorInit(earlier->val.binary.data);
	while ((token = JsonbIteratorNext(&it, &v, true)) != WJB_DONE)
		if (token == WJB_ELEM && v.type == jbvString &&
			getKeyJsonValueFromContainer(&cells->root, v.val.string.val, v.val.string.len, &now) == NULL)
			pushJsonbValue(paths, WJB_ELEM, &v);
}

/* {"corrected": [paths]}, added to what is there. */
static Datum
mark_corrected(Datum provenance, bool isnull, JsonbParseState *paths)
{
	Jsonb	   *mark = JsonbValueToJsonb(pushJsonbValue(&paths, WJB_END_OBJECT, NULL));

	return isnull ? JsonbPGetDatum(mark) : DirectFunctionCall2(jsonb_concat, provenance, JsonbPGetDatum(mark));
}

/*
 * gireport_corrected(report gireport, cells jsonb) -> gireport
 *
 * A copy with other figures, marked as such in its provenance.  22023 for a path, state or number that cannot be.
 */
Datum
gireport_corrected(PG_FUNCTION_ARGS)
{
	HeapTupleHeader report = PG_GETARG_HEAPTUPLEHEADER(0);
	Jsonb	   *cells = PG_GETARG_JSONB_P(1);
	JsonbIterator *it = JsonbIteratorInit(&cells->root);
	JsonbIteratorToken token;
	JsonbValue	v;
	JsonbParseState *paths = NULL;
	char	   *path = NULL;
	GirFigures	figures;
	Datum		values[GIREPORT_NATTS];
	bool		nulls[GIREPORT_NATTS];

	if (!JB_ROOT_IS_OBJECT(cells))
		bad_correction("$", "is no object", "不是对象");
	for (int i = 0; i < GIREPORT_NATTS; i++)
		values[i] = GetAttributeByNum(report, (AttrNumber) (i + 1), &nulls[i]);
	if (!gireport_figures_of(report, &figures))
		PG_RETURN_DATUM(HeapTupleHeaderGetDatum(report));
	pushJsonbValue(&paths, WJB_BEGIN_OBJECT, NULL);
	gireport_push_key(&paths, "corrected");
	pushJsonbValue(&paths, WJB_BEGIN_ARRAY, NULL);
	if (!nulls[ATT_PROVENANCE])
		push_earlier(&paths, values[ATT_PROVENANCE], cells);
	while ((token = JsonbIteratorNext(&it, &v, true)) != WJB_DONE)
	{
		if (token == WJB_KEY)
			path = pnstrdup(v.val.string.val, v.val.string.len);
		if (token != WJB_VALUE)
			continue;
		correct_cell(&figures, path, &v);
		v = (JsonbValue) {.type = jbvString,.val.string = {(int) strlen(path), path}};
		pushJsonbValue(&paths, WJB_ELEM, &v);
	}
	pushJsonbValue(&paths, WJB_END_ARRAY, NULL);
	gireport_put(values, nulls, ATT_FIGURES, gireport_figures_make(&figures));
	gireport_put(values, nulls, ATT_PROVENANCE, mark_corrected(values[ATT_PROVENANCE], nulls[ATT_PROVENANCE], paths));
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(gireport_result_type(fcinfo), values, nulls)));
}
