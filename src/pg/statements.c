/*
 * statements.c - the figures that prose asserts, as rows
 */
#include "pg/gireport.h"

#include "core/statements.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

PG_FUNCTION_INFO_V1(gireport_statements);

/* Columns of gireport_statements(), from 0. */
enum
{
	STATEMENT_MEASURE,
	STATEMENT_VALUE,
	STATEMENT_APPROXIMATE,
	STATEMENT_LABEL,
	STATEMENT_SENSE,
	STATEMENT_LINE,
	STATEMENT_POSITION,
	STATEMENT_QUOTE,
	STATEMENT_EXTRA,
	STATEMENT_NATTS
};

static void
push_true(JsonbParseState **state, const char *key)
{
	JsonbValue	v = {.type = jbvBool, .val.boolean = true};

	gireport_push_key(state, key);
	pushJsonbValue(state, WJB_VALUE, &v);
}

/* Has the statement anything that the other columns do not say? */
static bool
has_extra(const GirStatement *s)
{
	return s->negative || s->people || s->open || s->list > 0;
}

/* {"negative", "people", "list", "open"}: only what holds. */
static Datum
make_extra(const GirStatement *s)
{
	JsonbParseState *state = NULL;

	pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
	if (s->negative)
		push_true(&state, "negative");
	if (s->people)
		push_true(&state, "people");
	if (s->list > 0)
	{
		gireport_push_key(&state, "list");
		gireport_push_number(&state, int64_to_numeric(s->list));
	}
	if (s->open)
		push_true(&state, "open");
	return JsonbPGetDatum(JsonbValueToJsonb(pushJsonbValue(&state, WJB_END_OBJECT, NULL)));
}

static Datum
piece(const char *text, GirSpan s)
{
	return PointerGetDatum(gireport_text((GirString) {text + s.off, s.len}));
}

/*
 * gireport_statements(document text, year integer) -> setof (measure, value_num, approximate, label, sense, line, position, quote, extra)
 *
 * What the prose of a report, or of a bare sentence, asserts for the year: that of the argument, else of the report's title, else the
 * latest that a sentence names.  substr(document, position, length(quote)) is quote.  Not STRICT: no rows for a NULL document.
 */
Datum
gireport_statements(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	GirStatement *items;
	GireportWalker w;
	text	   *t;
	uint32_t	n;
	uint32_t	nshares;

	gireport_materialize(fcinfo);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	t = PG_GETARG_TEXT_PP(0);
	items = gireport_read_statements(t, PG_ARGISNULL(1) ? 0 : PG_GETARG_INT32(1), &n, &nshares);
	w = (GireportWalker) {VARDATA_ANY(t), 0, 1, 1};
	for (uint32_t i = 0; i < n; i++)
	{
		const GirStatement *s = &items[i];
		GirValue	value = {.digits = s->digits, .scale = s->scale};
		Datum		values[STATEMENT_NATTS] = {0};
		bool		nulls[STATEMENT_NATTS] = {false};

		gireport_walk(&w, s->quote.off);
		values[STATEMENT_MEASURE] = CStringGetTextDatum(gir_measure_key((GirMeasure) s->measure));
		values[STATEMENT_VALUE] = gireport_numeric(&value);
		values[STATEMENT_APPROXIMATE] = BoolGetDatum(s->approximate);
		nulls[STATEMENT_LABEL] = s->label.len == 0;
		if (s->label.len > 0)
			values[STATEMENT_LABEL] = piece(w.text, s->label);
		values[STATEMENT_SENSE] = CStringGetTextDatum(gir_sense_key((GirSense) s->sense));
		values[STATEMENT_LINE] = Int32GetDatum(w.line);
		values[STATEMENT_POSITION] = Int32GetDatum(w.position);
		values[STATEMENT_QUOTE] = piece(w.text, s->quote);
		nulls[STATEMENT_EXTRA] = !has_extra(s);
		if (has_extra(s))
			values[STATEMENT_EXTRA] = make_extra(s);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
