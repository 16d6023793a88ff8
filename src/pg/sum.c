/*
 * sum.c - the aggregate gireport_sum()
 */
#include "pg/gireport.h"

#include <stddef.h>

#include "core/findings.h"
#include "core/sum.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

PG_FUNCTION_INFO_V1(gireport_sum_add);
PG_FUNCTION_INFO_V1(gireport_sum_combine);
PG_FUNCTION_INFO_V1(gireport_sum_serialize);
PG_FUNCTION_INFO_V1(gireport_sum_deserialize);
PG_FUNCTION_INFO_V1(gireport_sum_result);

Datum
gireport_scaled(__int128 n)
{
	char		buf[48];

	return DirectFunctionCall3(numeric_in, CStringGetDatum(gir_scaled_text(n, buf)), ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
}

void *
gireport_room(void *context, size_t size)
{
	/* palloc() aligns to 8 bytes, and sums of 128 bits may want 16 */
	char	   *room = MemoryContextAllocExtended(context, size + _Alignof(max_align_t), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO | MCXT_ALLOC_NO_OOM);

	return room ? (void *) TYPEALIGN(_Alignof(max_align_t), room) : NULL;
}

static MemoryContext
aggregate_context(FunctionCallInfo fcinfo)
{
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		elog(ERROR, "aggregate function called in non-aggregate context");
	return context;
}

void
gireport_check_sum(GirSumStatus status, int form, int other)
{
	if (status == GIR_SUM_OTHER_FORM)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg(gireport_say("cannot add up reports of different forms: %s and %s", "不同格式的报告不能相加：%s 年格式与 %s 年格式"),
						gir_forms[form].id, gir_forms[other].id),
				 errhint("%s", gireport_say("Add up each form for itself: GROUP BY gireport_form(report).",
											"请按格式分别相加：GROUP BY gireport_form(report)。"))));
	if (status == GIR_SUM_DAMAGED)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("%s", gireport_say("stored report figures cannot be read", "无法读取所存报告的数字")),
				 errhint("%s", gireport_say("A newer version of gireport may have written them.", "可能由更新版本的 gireport 写入。"))));
	if (status == GIR_SUM_NO_MEMORY)
		ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));
}

void
gireport_add_to_sum(GirSum *sum, HeapTupleHeader report, MemoryContext context)
{
	bool		no_year;
	bool		no_figures;
	Datum		year = gireport_attribute(report, ATT_YEAR, &no_year);
	Datum		d = gireport_attribute(report, ATT_FIGURES, &no_figures);
	struct varlena *figures = no_figures ? NULL : PG_DETOAST_DATUM_PACKED(d);
	GirSumStatus status = gir_sum_add(sum, figures ? (const uint8_t *) VARDATA_ANY(figures) : NULL,
									  figures ? VARSIZE_ANY_EXHDR(figures) : 0,
									  no_year ? 0 : DatumGetInt32(year), gireport_room, context);

	gireport_check_sum(status, sum->form, figures ? ((const uint8_t *) VARDATA_ANY(figures))[1] : 0);
}

static GirSum *
new_sum(MemoryContext context)
{
	GirSum	   *sum = MemoryContextAlloc(context, sizeof(GirSum));

	gir_sum_start(sum);
	return sum;
}

/* Transition: (state, gireport) -> state.  NULL is passed over, as by sum(). */
Datum
gireport_sum_add(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	GirSum	   *sum = PG_ARGISNULL(0) ? NULL : (GirSum *) PG_GETARG_POINTER(0);

	if (!PG_ARGISNULL(1))
	{
		if (sum == NULL)
			sum = new_sum(context);
		gireport_add_to_sum(sum, PG_GETARG_HEAPTUPLEHEADER(1), context);
	}
	if (sum == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(sum);
}

/* Combination: (state, state) -> state. */
Datum
gireport_sum_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	GirSum	   *sum = PG_ARGISNULL(0) ? NULL : (GirSum *) PG_GETARG_POINTER(0);
	GirSum	   *other = PG_ARGISNULL(1) ? NULL : (GirSum *) PG_GETARG_POINTER(1);

	if (other != NULL)
	{
		if (sum == NULL)
			sum = new_sum(context);
		gireport_check_sum(gir_sum_combine(sum, other, gireport_room, context), sum->form, other->form);
	}
	if (sum == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(sum);
}

/* state -> bytea: the structures as they lie in memory, for a process of the same build. */
Datum
gireport_sum_serialize(PG_FUNCTION_ARGS)
{
	GirSum	   *sum = (GirSum *) PG_GETARG_POINTER(0);
	Size		len = VARHDRSZ + sizeof(GirSum) + (sum->odd ? sizeof(GirSumOdd) : 0);
	bytea	   *bytes = palloc(len);

	SET_VARSIZE(bytes, len);
	memcpy(VARDATA(bytes), sum, sizeof(GirSum));
	if (sum->odd)
		memcpy(VARDATA(bytes) + sizeof(GirSum), sum->odd, sizeof(GirSumOdd));
	PG_RETURN_BYTEA_P(bytes);
}

/* (bytea, internal) -> state */
Datum
gireport_sum_deserialize(PG_FUNCTION_ARGS)
{
	bytea	   *bytes = PG_GETARG_BYTEA_PP(0);
	Size		len = VARSIZE_ANY_EXHDR(bytes);
	GirSum	   *sum = palloc(sizeof(GirSum));

	if (len != sizeof(GirSum) && len != sizeof(GirSum) + sizeof(GirSumOdd))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg(gireport_say("invalid state of aggregate %s", "聚合 %s 的状态无效"), "gireport_sum"),
				 errhint("%s", gireport_say("All servers need the same version of gireport.", "各服务器的 gireport 版本须一致。"))));
	memcpy(sum, VARDATA_ANY(bytes), sizeof(GirSum));
	if (sum->form < -1 || sum->form >= GIR_FORM_COUNT)
		elog(ERROR, "invalid state of aggregate gireport_sum");
	sum->odd = NULL;
	if (len > sizeof(GirSum))
	{
		sum->odd = gireport_room(CurrentMemoryContext, sizeof(GirSumOdd));
		if (sum->odd == NULL)
			ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));
		memcpy(sum->odd, VARDATA_ANY(bytes) + sizeof(GirSum), sizeof(GirSumOdd));
	}
	PG_RETURN_POINTER(sum);
}

/* ---- the result ---- */

static void
push_count(JsonbParseState **state, const char *key, int64 n)
{
	gireport_push_key(state, key);
	gireport_push_number(state, int64_to_numeric(n));
}

/* The number in the unit in which it would be printed. */
static Datum
total_numeric(const GirTotal *total, const char **unit)
{
	bool		in_yuan = total->yuan_per && total->number % total->yuan_per != 0;

	*unit = in_yuan ? "元" : NULL;
	return gireport_scaled(total->yuan_per && !in_yuan ? total->number / total->yuan_per : total->number);
}

/*
 * {"sum": what could be added, where anything could, "number": parts added, "blank": parts that are blank, …}; nothing for a cell in which all parts have a
 * number, unless some of these are amounts with a unit and some without (unlike), which have no sum.
 */
static void
push_gap(JsonbParseState **state, const GirSum *sum, int cell)
{
	const char *unit;
	GirTotal	total = gir_sum_total(sum, cell);
	bool		unlike = total.state == GIR_UNREADABLE && gir_sum_count(sum, cell, GIR_NUMBER) == sum->reports;

	if (gir_sum_count(sum, cell, GIR_NUMBER) == sum->reports && !unlike)
		return;
	gireport_push_key(state, gir_forms[sum->form].cells[cell].path);
	pushJsonbValue(state, WJB_BEGIN_OBJECT, NULL);
	unit = NULL;
	if (!unlike && gir_sum_count(sum, cell, GIR_NUMBER) > 0)
	{
		gireport_push_key(state, "sum");
		gireport_push_number(state, DatumGetNumeric(total_numeric(&total, &unit)));
	}
	if (unit)
	{
		gireport_push_key(state, "unit");
		gireport_push_string(state, unit, (int) strlen(unit));
	}
	for (int s = 0; s < GIR_STATE_COUNT; s++)
		if (gir_sum_count(sum, cell, (GirState) s) > 0)
			push_count(state, gir_state_name((GirState) s), gir_sum_count(sum, cell, (GirState) s));
	if (gir_sum_strange(sum, cell) > 0)
		push_count(state, "other_unit", gir_sum_strange(sum, cell));
	pushJsonbValue(state, WJB_END_OBJECT, NULL);
}

/* {"sum": {"reports", "without_figures", "gaps": {path: …}}} */
static Datum
make_extra(const GirSum *sum)
{
	JsonbParseState *state = NULL;

	pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
	gireport_push_key(&state, "sum");
	pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
	push_count(&state, "reports", sum->reports);
	if (sum->without_figures > 0)
		push_count(&state, "without_figures", sum->without_figures);
	gireport_push_key(&state, "gaps");
	pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
	for (int i = 0; sum->form >= 0 && i < gir_forms[sum->form].ncells; i++)
		push_gap(&state, sum, i);
	pushJsonbValue(&state, WJB_END_OBJECT, NULL);
	pushJsonbValue(&state, WJB_END_OBJECT, NULL);
	return JsonbPGetDatum(JsonbValueToJsonb(pushJsonbValue(&state, WJB_END_OBJECT, NULL)));
}

static Datum
make_provenance(void)
{
	JsonbParseState *state = NULL;

	pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
	gireport_push_key(&state, "version");
	gireport_push_string(&state, GIREPORT_VERSION, sizeof(GIREPORT_VERSION) - 1);
	push_count(&state, "rules", GIR_RULES);
	return JsonbPGetDatum(JsonbValueToJsonb(pushJsonbValue(&state, WJB_END_OBJECT, NULL)));
}

static Datum
make_figures(const GirSum *sum)
{
	GirFigures	figures;
	const GirForm *form = &gir_forms[sum->form];

	gir_figures_clear(&figures, form, GIR_NUMBER);
	for (int i = 0; i < form->ncells; i++)
	{
		GirTotal	total = gir_sum_total(sum, i);

		if (!gir_total_value(form, i, &total, &figures.cells[i]))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg(gireport_say("the sum of cell \"%s\" is out of range", "“%s”之和超出范围"), form->cells[i].path),
					 errdetail("%s", gireport_say("A figure has at most 15 digits, 6 of them decimals.", "数字最多 15 位，其中小数最多 6 位。"))));
	}
	return gireport_figures_make(&figures);
}

/* state -> gireport: form, the year if there is but one, figures, and in extra what was not added.  NULL without any report. */
Datum
gireport_sum_result(PG_FUNCTION_ARGS)
{
	const GirSum *sum = PG_ARGISNULL(0) ? NULL : (GirSum *) PG_GETARG_POINTER(0);
	Datum		values[GIREPORT_NATTS] = {0};
	bool		nulls[GIREPORT_NATTS];

	if (sum == NULL)
		PG_RETURN_NULL();
	memset(nulls, true, sizeof(nulls));
	if (sum->form >= 0)
	{
		gireport_put(values, nulls, ATT_FORM, CStringGetTextDatum(gir_forms[sum->form].id));
		gireport_put(values, nulls, ATT_FIGURES, make_figures(sum));
	}
	if (sum->year)
		gireport_put(values, nulls, ATT_YEAR, Int32GetDatum(sum->year));
	gireport_put(values, nulls, ATT_PROVENANCE, make_provenance());
	gireport_put(values, nulls, ATT_EXTRA, make_extra(sum));
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(gireport_result_type(fcinfo), values, nulls)));
}
