/*
 * comparison.c - reports compared with one another: between years, and with the reports below
 */
#include "pg/gireport.h"

#include "catalog/pg_collation.h"
#include "catalog/pg_type.h"
#include "core/rollup.h"
#include "core/years.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

PG_FUNCTION_INFO_V1(gireport_year_findings);
PG_FUNCTION_INFO_V1(gireport_year_sound);
PG_FUNCTION_INFO_V1(gireport_rollup_findings);

/* Columns of both functions, from 0. */
enum
{
	COMPARISON_SEQ,
	COMPARISON_CODE,
	COMPARISON_SEVERITY,
	COMPARISON_OUTCOME,
	COMPARISON_FORMULA,
	COMPARISON_LEFT,
	COMPARISON_RIGHT,
	COMPARISON_DIFFERENCE,
	COMPARISON_CELLS,
	COMPARISON_OTHER,			/* previous_cells text[] or agency_below text */
	COMPARISON_BLANK_POLICY,
	COMPARISON_EVIDENCE,
	COMPARISON_MESSAGE,
	COMPARISON_MESSAGE_ZH,
	COMPARISON_NATTS
};

typedef struct Sink
{
	ReturnSetInfo *rsinfo;
	const GirForm *form;
	const GirForm *other_form;	/* between years */
	const GirBelow *below;		/* against the reports below */
	bool		unknown_blanks;
	int			seq;
	MemoryContext context;
} Sink;

static void
put_comparison(void *context, const GirComparison *f)
{
	Sink	   *sink = context;
	Datum		values[COMPARISON_NATTS] = {0};
	bool		nulls[COMPARISON_NATTS];

	memset(nulls, true, sizeof(nulls));
	gireport_put(values, nulls, COMPARISON_SEQ, Int32GetDatum(++sink->seq));
	gireport_put(values, nulls, COMPARISON_CODE, CStringGetTextDatum(gir_catalogue[f->code].code));
	gireport_put(values, nulls, COMPARISON_SEVERITY, CStringGetTextDatum(gir_severity_name(f->severity)));
	gireport_put(values, nulls, COMPARISON_OUTCOME, CStringGetTextDatum(gir_outcome_name(f->outcome)));
	gireport_put(values, nulls, COMPARISON_BLANK_POLICY, CStringGetTextDatum(sink->unknown_blanks ? "unknown" : "zero"));
	gireport_put(values, nulls, COMPARISON_MESSAGE, CStringGetTextDatum(f->message));
	gireport_put(values, nulls, COMPARISON_MESSAGE_ZH, CStringGetTextDatum(f->message_zh));
	if (f->evidence[0])
		gireport_put(values, nulls, COMPARISON_EVIDENCE, CStringGetTextDatum(f->evidence));
	if (f->ncells > 0)
		gireport_put(values, nulls, COMPARISON_CELLS, gireport_paths(sink->form, f->cells, f->ncells));
	if (f->nothers > 0)
		gireport_put(values, nulls, COMPARISON_OTHER, gireport_paths(sink->other_form, f->others, f->nothers));
	if (f->child >= 0)
		gireport_put(values, nulls, COMPARISON_OTHER, CStringGetTextDatum(sink->below[f->child].name));
	if (f->formula[0])
		gireport_put(values, nulls, COMPARISON_FORMULA, CStringGetTextDatum(f->formula));
	if (f->sums)
	{
		gireport_put(values, nulls, COMPARISON_LEFT, gireport_scaled(f->left));
		gireport_put(values, nulls, COMPARISON_RIGHT, gireport_scaled(f->right));
		gireport_put(values, nulls, COMPARISON_DIFFERENCE, gireport_scaled(f->left - f->right));
	}
	tuplestore_putvalues(sink->rsinfo->setResult, sink->rsinfo->setDesc, values, nulls);
}

/* ---- between years ---- */

static bool
agencies_are_one(HeapTupleHeader a, HeapTupleHeader b, bool *known)
{
	bool		a_null;
	bool		b_null;
	Datum		x = gireport_attribute(a, ATT_AGENCY, &a_null);
	Datum		y = gireport_attribute(b, ATT_AGENCY, &b_null);

	*known = !a_null && !b_null;
	return *known && DatumGetBool(DirectFunctionCall2Coll(texteq, C_COLLATION_OID, x, y));
}

static GirContinuity
continuity_of(text *name, HeapTupleHeader current, HeapTupleHeader previous)
{
	bool		known;
	int			continuity = gir_continuity_by_name(VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name));

	if (continuity >= 0)
		return (GirContinuity) continuity;
	if (VARSIZE_ANY_EXHDR(name) != 7 || memcmp(VARDATA_ANY(name), "by_name", 7) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg(gireport_say("invalid continuity: \"%s\"", "无效的延续关系：“%s”"), text_to_cstring(name)),
				 errhint(gireport_say("Use one of %s.", "可用：%s。"), "by_name, same, renamed, merged, transferred, corrected, unknown")));
	if (agencies_are_one(current, previous, &known))
		return GIR_SAME;
	return known ? GIR_RENAMED : GIR_UNKNOWN;
}

static int
year_of(HeapTupleHeader report)
{
	bool		isnull;
	Datum		d = gireport_attribute(report, ATT_YEAR, &isnull);

	return isnull ? 0 : DatumGetInt32(d);
}

/* Run the core over the four arguments; nothing is found when a year is unknown. */
static void
compare_years(FunctionCallInfo fcinfo, Sink *sink, GirEmitComparison emit)
{
	HeapTupleHeader current = PG_GETARG_HEAPTUPLEHEADER(0);
	HeapTupleHeader previous = PG_GETARG_HEAPTUPLEHEADER(1);
	GirContinuity continuity = continuity_of(PG_GETARG_TEXT_PP(2), current, previous);
	bool		unknown_blanks = gireport_unknown_blanks(PG_GETARG_TEXT_PP(3));
	GirFigures	figures[2];
	GirYear		now = {year_of(current), gireport_figures_of(current, &figures[0]) ? &figures[0] : NULL};
	GirYear		then = {year_of(previous), gireport_figures_of(previous, &figures[1]) ? &figures[1] : NULL};

	if (now.year == 0 || then.year == 0)
		return;
	if (now.year <= then.year)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg(gireport_say("the previous report is for %d, the current one for %d", "上年报告为 %d 年，本年报告为 %d 年"), then.year, now.year),
				 errhint("%s", gireport_say("The earlier report is the second argument.", "较早的报告应为第二个参数。"))));
	sink->form = now.figures ? now.figures->form : NULL;
	sink->other_form = then.figures ? then.figures->form : NULL;
	sink->unknown_blanks = unknown_blanks;
	gir_year_findings(now, then, continuity, unknown_blanks, emit, sink);
}

/*
 * gireport_year_findings(current gireport, previous gireport, continuity text, blanks text) -> setof finding
 *
 * 22023 when previous is not the earlier one, and for an unknown continuity or policy.
 */
Datum
gireport_year_findings(PG_FUNCTION_ARGS)
{
	Sink		sink = {.rsinfo = (ReturnSetInfo *) fcinfo->resultinfo};

	gireport_materialize(fcinfo);
	compare_years(fcinfo, &sink, put_comparison);
	return (Datum) 0;
}

static void
count_comparison(void *context, const GirComparison *f)
{
	((Sink *) context)->seq++;
}

/* gireport_year_sound(the same) -> boolean: there is nothing to find. */
Datum
gireport_year_sound(PG_FUNCTION_ARGS)
{
	Sink		sink = {0};

	compare_years(fcinfo, &sink, count_comparison);
	PG_RETURN_BOOL(sink.seq == 0);
}

/* ---- a summary and the reports below ---- */

/* An agency and its report; below->bytes stay alive with the array. */
static void
take_report(GirBelow *below, Datum report, bool isnull)
{
	GirFigures	figures;
	struct varlena *value;
	bool		none;

	below->reported = !isnull;
	if (isnull)
		return;
	value = (struct varlena *) DatumGetPointer(gireport_attribute(DatumGetHeapTupleHeader(report), ATT_FIGURES, &none));
	if (none)
		return;
	value = PG_DETOAST_DATUM_PACKED(PointerGetDatum(value));
	gireport_figures_decode(value, &figures);
	below->bytes = (const uint8_t *) VARDATA_ANY(value);
	below->len = VARSIZE_ANY_EXHDR(value);
}

static GirBelow *
take_reports(ArrayType *reports, ArrayType *names, int *n)
{
	Datum	   *elements;
	Datum	   *name_elements;
	bool	   *nulls;
	bool	   *name_nulls;
	int			nnames;
	int16		len;
	bool		byval;
	char		align;
	GirBelow   *below;

	get_typlenbyvalalign(ARR_ELEMTYPE(reports), &len, &byval, &align);
	deconstruct_array(reports, ARR_ELEMTYPE(reports), len, byval, align, &elements, &nulls, n);
	deconstruct_array(names, TEXTOID, -1, false, TYPALIGN_INT, &name_elements, &name_nulls, &nnames);
	if (*n != nnames)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg(gireport_say("%d reports and %d names", "报告 %d 份，名称 %d 个"), *n, nnames),
				 errdetail("%s", gireport_say("Each report below needs the name of its agency; a missing report is NULL.",
											  "每份所属报告都要有机关名称；缺报的填 NULL。"))));
	below = palloc0((*n + 1) * sizeof(GirBelow));
	for (int i = 0; i < *n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		below[i].name = name_nulls[i] ? "?" : TextDatumGetCString(name_elements[i]);
		take_report(&below[i], elements[i], nulls[i]);
	}
	return below;
}

static void *
rollup_room(void *context, size_t size)
{
	return gireport_room(((Sink *) context)->context, size);
}

/*
 * gireport_rollup_findings(summary gireport, below gireport[], names text[], complete boolean) -> setof finding
 *
 * below holds the reports of the agencies in names, NULL for one that has not reported.  Nothing is found when the summary has no
 * figures.  2202E when the arrays differ in length.
 */
Datum
gireport_rollup_findings(PG_FUNCTION_ARGS)
{
	GirRollup	rollup = {.complete = PG_GETARG_BOOL(3),.room = rollup_room,.poll = gireport_interrupted,.emit = put_comparison};
	Sink		sink = {.rsinfo = (ReturnSetInfo *) fcinfo->resultinfo,.context = CurrentMemoryContext};
	GirStatus	status;

	gireport_materialize(fcinfo);
	take_report(&rollup.summary, PG_GETARG_DATUM(0), false);
	rollup.below = sink.below = take_reports(PG_GETARG_ARRAYTYPE_P(1), PG_GETARG_ARRAYTYPE_P(2), &rollup.nbelow);
	if (rollup.summary.bytes == NULL)
		return (Datum) 0;
	sink.form = &gir_forms[rollup.summary.bytes[1]];
	rollup.context = &sink;
	status = gir_rollup_findings(&rollup);
	CHECK_FOR_INTERRUPTS();
	if (status == GIR_OUT_OF_MEMORY)
		ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));
	return (Datum) 0;
}
