/*
 * findings.c - what is wrong with a report or a document, row by row; the catalogue of findings
 */
#include "pg/gireport.h"

#include "core/findings_prose.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

PG_FUNCTION_INFO_V1(gireport_findings);
PG_FUNCTION_INFO_V1(gireport_findings_text);
PG_FUNCTION_INFO_V1(gireport_finding_codes);

enum
{
	FINDING_SEQ,
	FINDING_CODE,
	FINDING_SEVERITY,
	FINDING_OUTCOME,
	FINDING_IDENTITY,
	FINDING_CAUSE,
	FINDING_FORMULA,
	FINDING_LEFT,
	FINDING_RIGHT,
	FINDING_DIFFERENCE,
	FINDING_CELLS,
	FINDING_BLANK_POLICY,
	FINDING_ALTERNATIVES,
	FINDING_PROPOSAL,
	FINDING_CONFIDENCE,
	FINDING_LINE,
	FINDING_POSITION,
	FINDING_EVIDENCE,
	FINDING_MESSAGE,
	FINDING_MESSAGE_ZH,
	FINDING_EXTRA,
	FINDING_NATTS
};

/* Where findings go, and what turns them into rows. */
typedef struct Sink
{
	ReturnSetInfo *rsinfo;
	void	  **space;			/* for repairs, kept from one report to the next */
	GirFigures	figures;
	const GirReport *report;	/* of a document, whose places are known; or NULL */
	GireportWalker walker;
	int			line[GIR_MAX_CELLS];	/* of each printed cell; 0: not known yet */
	int			position[GIR_MAX_CELLS];
	GirFindingOptions options;
	const GirStatements *statements;	/* of the prose of a document, while its findings are made */
	const GirNarrativeFinding *prose;	/* of these findings the next, or NULL */
	int			seq;
} Sink;

typedef struct Row
{
	Datum		values[FINDING_NATTS];
	bool		nulls[FINDING_NATTS];
} Row;

/* ---- proposals as JSON ---- */

static void
push_figure(JsonbParseState **state, const char *key, bool any, Datum value)
{
	JsonbValue	null = {.type = jbvNull};

	gireport_push_key(state, key);
	if (any)
		gireport_push_number(state, DatumGetNumeric(value));
	else
		pushJsonbValue(state, WJB_VALUE, &null);
}

static void
push_text(JsonbParseState **state, const char *key, const char *s)
{
	gireport_push_key(state, key);
	gireport_push_string(state, s, (int) strlen(s));
}

/* {"kind": "change", "cells": [{"cell": "table3.granted.total", "reported": 5, "proposed": 7}]}; state instead of a figure not reported. */
static Datum
proposal_json(const GirFigures *figures, const GirRepair *repair, const GirProposal *p)
{
	JsonbParseState *state = NULL;

	pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
	push_text(&state, "kind", gir_repair_kind_name((GirRepairKind) p->kind));
	gireport_push_key(&state, "cells");
	pushJsonbValue(&state, WJB_BEGIN_ARRAY, NULL);
	for (int i = 0; i < p->nchanges; i++)
	{
		const GirChange *c = &repair->changes[p->first + i];
		Datum		value = 0;
		bool		any;

		pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
		push_text(&state, "cell", figures->form->cells[c->cell].path);
		any = gireport_reported(figures, c, &value);
		push_figure(&state, "reported", any, value);
		if (!any)
			push_text(&state, "state", gir_state_name((GirState) figures->cells[c->cell].state));
		any = gireport_proposed(c, &value);
		push_figure(&state, "proposed", any, value);
		pushJsonbValue(&state, WJB_END_OBJECT, NULL);
	}
	pushJsonbValue(&state, WJB_END_ARRAY, NULL);
	return JsonbPGetDatum(JsonbValueToJsonb(pushJsonbValue(&state, WJB_END_OBJECT, NULL)));
}

static Datum
evidence_text(uint32_t evidence)
{
	StringInfoData s;
	const char *name;

	initStringInfo(&s);
	while ((name = gireport_next_evidence(&evidence)) != NULL)
		appendStringInfo(&s, "%s%s", s.len > 0 ? ", " : "", name);
	return CStringGetTextDatum(s.data);
}

/* ---- a finding's row ---- */

static void
put_cause(const Sink *sink, const GirFinding *f, Row *row)
{
	const GirRepair *repair = sink->options.repair;

	gireport_put(row->values, row->nulls, FINDING_CAUSE, Int32GetDatum((int) (f->cause - repair->causes) + 1));
	if (f->cause->status == GIR_REPAIR_COMPLETE || f->cause->status == GIR_REPAIR_CUT)
		gireport_put(row->values, row->nulls, FINDING_ALTERNATIVES, Int32GetDatum(f->cause->alternatives));
	if (f->proposal == NULL)
		return;
	gireport_put(row->values, row->nulls, FINDING_PROPOSAL, proposal_json(&sink->figures, repair, f->proposal));
	gireport_put(row->values, row->nulls, FINDING_CONFIDENCE, Float8GetDatum(f->proposal->confidence));
	if (f->proposal->evidence != 0)
		gireport_put(row->values, row->nulls, FINDING_EVIDENCE, evidence_text(f->proposal->evidence));
}

static int
by_place(const void *a, const void *z, void *places)
{
	const GirSpan *place = places;

	uint32_t	p = place[*(const uint8_t *) a].off;
	uint32_t	q = place[*(const uint8_t *) z].off;

	return p < q ? -1 : p > q;
}

/* Find line and position of all cells, in one walk through the text. */
static void
find_places(Sink *sink)
{
	const GirSpan *place = sink->report->reading.place;
	uint8_t		cells[GIR_MAX_CELLS];
	int			n = 0;

	for (int i = 0; i < sink->figures.form->ncells; i++)
		if (place[i].len > 0)
			cells[n++] = (uint8_t) i;
	qsort_arg(cells, n, sizeof(uint8_t), by_place, (void *) place);
	for (int i = 0; i < n; i++)
	{
		gireport_walk(&sink->walker, place[cells[i]].off);
		sink->line[cells[i]] = sink->walker.line;
		sink->position[cells[i]] = sink->walker.position;
	}
}

static void
put_place(Row *row, int line, int position)
{
	gireport_put(row->values, row->nulls, FINDING_LINE, Int32GetDatum(line));
	gireport_put(row->values, row->nulls, FINDING_POSITION, Int32GetDatum(position));
}

/* The finding's own place, or that of the first of its cells that is printed, if one is. */
static void
find_place(Sink *sink, const GirFinding *f, Row *row)
{
	const GirSpan *place = sink->report->reading.place;

	if (f->place.len > 0)
	{
		gireport_walk(&sink->walker, f->place.off);
		put_place(row, sink->walker.line, sink->walker.position);
		return;
	}
	for (int i = 0; i < f->ncells; i++)
	{
		int			cell = f->cells[i];

		if (place[cell].len == 0)
			continue;
		if (sink->line[cell] == 0)
			find_places(sink);
		put_place(row, sink->line[cell], sink->position[cell]);
		return;
	}
}

/* ---- what only findings about prose have ---- */

static void
push_integer(JsonbParseState **state, const char *key, int n)
{
	gireport_push_key(state, key);
	gireport_push_number(state, int64_to_numeric(n));
}

static void
push_place(Sink *sink, JsonbParseState **state, uint32_t off)
{
	gireport_walk(&sink->walker, off);
	push_integer(state, "line", sink->walker.line);
	push_integer(state, "position", sink->walker.position);
}

/*
 * Both sides with their places: {"statements": [{"measure", "sense", "value", "quote", "line", "position"}], "cells": [{"cell", "printed",
 * "line", "position"}]}; cells that are not printed have no place.  A percentage has "percent" and neither sense nor value.
 */
static Datum
prose_extra(Sink *sink, const GirNarrativeFinding *n)
{
	const GirSpan *place = sink->report->reading.place;
	JsonbParseState *state = NULL;

	pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
	gireport_push_key(&state, "statements");
	pushJsonbValue(&state, WJB_BEGIN_ARRAY, NULL);
	for (int i = 0; i < n->nstatements; i++)
	{
		const GirStatement *s = &sink->statements->items[n->statements[i]];
		GirValue	value = {.digits = s->digits,.scale = s->scale};

		pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
		push_text(&state, "measure", gir_measure_key((GirMeasure) s->measure));
		if (n->statements[i] < sink->statements->n)
			push_text(&state, "sense", gir_sense_key((GirSense) s->sense));
		gireport_push_key(&state, n->statements[i] < sink->statements->n ? "value" : "percent");
		gireport_push_number(&state, DatumGetNumeric(gireport_numeric(&value)));
		gireport_push_key(&state, "quote");
		gireport_push_string(&state, sink->walker.text + s->quote.off, (int) s->quote.len);
		push_place(sink, &state, s->quote.off);
		pushJsonbValue(&state, WJB_END_OBJECT, NULL);
	}
	pushJsonbValue(&state, WJB_END_ARRAY, NULL);
	gireport_push_key(&state, "cells");
	pushJsonbValue(&state, WJB_BEGIN_ARRAY, NULL);
	for (int i = 0; i < n->ncells; i++)
	{
		int			cell = n->cells[i];

		pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
		push_text(&state, "cell", sink->figures.form->cells[cell].path);
		if (place[cell].len > 0)
		{
			gireport_push_key(&state, "printed");
			gireport_push_string(&state, sink->walker.text + place[cell].off, (int) place[cell].len);
			push_place(sink, &state, place[cell].off);
		}
		pushJsonbValue(&state, WJB_END_OBJECT, NULL);
	}
	pushJsonbValue(&state, WJB_END_ARRAY, NULL);
	return JsonbPGetDatum(JsonbValueToJsonb(pushJsonbValue(&state, WJB_END_OBJECT, NULL)));
}

static void
put_finding(void *context, const GirFinding *f)
{
	Sink	   *sink = context;
	Row			row = {0};
	Datum	   *values = row.values;
	bool	   *nulls = row.nulls;

	memset(nulls, true, sizeof(row.nulls));
	gireport_put(values, nulls, FINDING_SEQ, Int32GetDatum(++sink->seq));
	gireport_put(values, nulls, FINDING_CODE, CStringGetTextDatum(gir_catalogue[f->code].code));
	gireport_put(values, nulls, FINDING_SEVERITY, CStringGetTextDatum(gir_severity_name(f->severity)));
	gireport_put(values, nulls, FINDING_OUTCOME, CStringGetTextDatum(gir_outcome_name(f->outcome)));
	gireport_put(values, nulls, FINDING_BLANK_POLICY, CStringGetTextDatum(sink->options.unknown_blanks ? "unknown" : "zero"));
	gireport_put(values, nulls, FINDING_MESSAGE, CStringGetTextDatum(f->message));
	gireport_put(values, nulls, FINDING_MESSAGE_ZH, CStringGetTextDatum(f->message_zh));
	if (f->ncells > 0)
		gireport_put(values, nulls, FINDING_CELLS, gireport_paths(sink->figures.form, f->cells, f->ncells));
	if (f->identity >= 0)
		gireport_put(values, nulls, FINDING_IDENTITY, CStringGetTextDatum(sink->figures.form->identities[f->identity].name));
	if (f->sums)
	{
		gireport_put(values, nulls, FINDING_FORMULA, CStringGetTextDatum(f->formula));
		gireport_put(values, nulls, FINDING_LEFT, gireport_scaled(f->left));
		gireport_put(values, nulls, FINDING_RIGHT, gireport_scaled(f->right));
		gireport_put(values, nulls, FINDING_DIFFERENCE, gireport_scaled(f->left - f->right));
	}
	if (f->cause)
		put_cause(sink, f, &row);
	if (sink->report)
		find_place(sink, f, &row);
	if (sink->prose)
		gireport_put(values, nulls, FINDING_EXTRA, prose_extra(sink, sink->prose++));
	tuplestore_putvalues(sink->rsinfo->setResult, sink->rsinfo->setDesc, values, nulls);
}

/* ---- reports and documents ---- */

static Sink *
start(FunctionCallInfo fcinfo)
{
	Sink	   *sink = palloc0(sizeof(Sink));

	sink->rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	sink->options.unknown_blanks = gireport_unknown_blanks(PG_GETARG_TEXT_PP(1));
	sink->space = gireport_materialize(fcinfo);
	return sink;
}

/* The findings of the sink's figures, if it has any; the repairs are sought only when something is to be repaired. */
static void
judge(FunctionCallInfo fcinfo, Sink *sink)
{
	GirRepairOptions options = {.unknown_blanks = sink->options.unknown_blanks};
	bool		any = sink->figures.form != NULL;

	if (any)
		sink->options.repair = gireport_repair(sink->space, fcinfo->flinfo->fn_mcxt, &sink->figures, &options);
	gir_findings(any ? &sink->figures : NULL, &sink->options, put_finding, sink);
}

/* What the prose of the document says against its tables.  The core's memory is given back before anything can raise. */
static void
judge_prose(Sink *sink, text *document)
{
	GirStatements statements = {0};
	GirNarrative found;
	GirNarrativeFinding *items = NULL;
	GirStatus	status;
	int			n;

	statements.items = gireport_read_statements(document, 0, &statements.n, &statements.nshares);
	gir_narrative(sink->walker.text, &sink->figures, &statements, &found);
	status = found.status;
	n = found.n;
	if (n > 0)
	{
		items = gireport_room(CurrentMemoryContext, (size_t) n * sizeof(*items));
		if (items)
			memcpy(items, found.items, (size_t) n * sizeof(*items));
		else
			status = GIR_OUT_OF_MEMORY;
	}
	gir_narrative_free(&found);
	if (status == GIR_OUT_OF_MEMORY)
		ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));
	found.items = items;
	found.n = n;
	sink->statements = &statements;
	sink->prose = items;
	gir_prose_findings(sink->walker.text, &sink->figures, &statements, &found, put_finding, sink);
	sink->prose = NULL;
}

int
gireport_year_of(HeapTupleHeader report)
{
	bool		isnull;
	Datum		d = GetAttributeByNum(report, ATT_YEAR + 1, &isnull);

	return isnull ? 0 : DatumGetInt32(d);
}

int
gireport_period_year_of(HeapTupleHeader report)
{
	bool		isnull;
	Datum		d = GetAttributeByNum(report, ATT_EXTRA + 1, &isnull);
	Jsonb	   *extra;
	JsonbValue	buf;
	JsonbValue *v;

	if (isnull)
		return 0;
	extra = DatumGetJsonbP(d);
	v = JB_ROOT_IS_OBJECT(extra) ? getKeyJsonValueFromContainer(&extra->root, "period_year", 11, &buf) : NULL;
	return v && v->type == jbvNumeric ? numeric_int4_opt_error(v->val.numeric, &isnull) : 0;
}

/*
 * gireport_findings(gireport, blanks text) -> setof finding
 *
 * One row a finding, in the order of the form; the columns are described in docs.  left_value - right_value = difference.
 */
Datum
gireport_findings(PG_FUNCTION_ARGS)
{
	HeapTupleHeader report = PG_GETARG_HEAPTUPLEHEADER(0);
	Sink	   *sink = start(fcinfo);

	sink->options.year = gireport_year_of(report);
	sink->options.period_year = gireport_period_year_of(report);
	if (!gireport_figures_of(report, &sink->figures))
		sink->figures.form = NULL;
	judge(fcinfo, sink);
	return (Datum) 0;
}

/*
 * gireport_findings(document text, blanks text) -> setof finding
 *
 * The same for the report in a text, with line and position (from 1) of the finding's first printed cell, or of what else it is about; a text
 * that holds no report, or two, has that as its finding.  Reads the text as gireport_try_parse() does.  What the prose says against the tables
 * comes last (N501 …).
 */
Datum
gireport_findings_text(PG_FUNCTION_ARGS)
{
	text	   *t = PG_GETARG_TEXT_PP(0);
	Sink	   *sink = start(fcinfo);
	const GirReport *report = gireport_read(t);

	sink->report = report;
	sink->walker = (GireportWalker) {VARDATA_ANY(t), 0, 1, 1};
	if (gir_refusal(report, &sink->options, put_finding, sink))
		return (Datum) 0;
	sink->figures = report->reading.figures;
	if (sink->options.period_year != 0 && sink->options.period_year != sink->options.year)
		sink->options.period = gir_period_place(sink->walker.text, VARSIZE_ANY_EXHDR(t), sink->options.period_year);
	judge(fcinfo, sink);
	judge_prose(sink, t);
	return (Datum) 0;
}

/* ---- the catalogue ---- */

/*
 * gireport_finding_codes() -> setof (code, family, severity, outcome, name, title, title_zh, template, template_zh, meaning, meaning_zh,
 * action, action_zh)
 */
Datum
gireport_finding_codes(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;

	gireport_materialize(fcinfo);
	for (int i = 0; i < GIR_CODE_COUNT; i++)
	{
		const GirCatalogueEntry *e = &gir_catalogue[i];
		const char *const texts[] = {
			e->code, NULL, gir_severity_name(e->severity), gir_outcome_name(e->outcome), e->name, e->title[0], e->title[1],
			e->message[0], e->message[1], e->meaning[0], e->meaning[1], e->action[0], e->action[1]
		};
		Datum		values[lengthof(texts)];
		bool		nulls[lengthof(texts)] = {false};

		for (int k = 0; k < lengthof(texts); k++)
			values[k] = PointerGetDatum(texts[k] ? cstring_to_text(texts[k]) : cstring_to_text_with_len(e->code, 1));
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
