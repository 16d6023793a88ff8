/*
 * repairs.c - proposals: which figures may be wrong, and what they would be
 */
#include "pg/gireport.h"

#include "core/findings_words.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

PG_FUNCTION_INFO_V1(gireport_repairs);

/* What contradicting a witness costs a proposal, in bits. */
#define WITNESS_BITS 8

/* Longest message of a proposal, in bytes. */
#define MAX_MESSAGE 4000

/* Work space by form, and the last result. */
typedef struct Space
{
	GirRepairWork *work[GIR_FORM_COUNT];
	GirRepair	repair;
} Space;

static GirRepairWork *
work_of(Space *space, MemoryContext context, const GirForm *form)
{
	GirRepairWork *work = space->work[form->number];

	if (work == NULL)
	{
		work = MemoryContextAlloc(context, gir_repair_work_size());
		if (!gir_repair_start(work, form))
			elog(ERROR, "the identities of form %s are no graph", form->id);
		space->work[form->number] = work;
	}
	return work;
}

const GirRepair *
gireport_repair(void **space, MemoryContext context, const GirFigures *figures, const GirRepairOptions *options)
{
	Space	   *s;

	if (!gir_repair_wanted(figures, options->unknown_blanks))
		return NULL;
	/* One report takes less than a millisecond, so this is often enough. */
	CHECK_FOR_INTERRUPTS();
	if (*space == NULL)
	{
		s = MemoryContextAlloc(context, sizeof(Space));
		memset(s->work, 0, sizeof(s->work));
		*space = s;
	}
	s = *space;
	gir_repair(work_of(s, context, figures->form), figures, options, &s->repair);
	return &s->repair;
}

Datum
gireport_paths(const GirForm *form, const uint8_t *cells, int n)
{
	Datum		paths[GIR_MAX_CELLS];

	for (int i = 0; i < n; i++)
		paths[i] = CStringGetTextDatum(form->cells[cells[i]].path);
	return PointerGetDatum(construct_array(paths, n, TEXTOID, -1, false, TYPALIGN_INT));
}

bool
gireport_reported(const GirFigures *figures, const GirChange *change, Datum *value)
{
	const GirValue *v = &figures->cells[change->cell];

	if (v->state != GIR_NUMBER)
		return false;
	*value = gireport_numeric(v);
	return true;
}

bool
gireport_proposed(const GirChange *change, Datum *value)
{
	GirValue	v = {.digits = change->digits,.scale = change->scale};

	if (change->flags & GIR_CHANGE_OPEN)
		return false;
	*value = gireport_numeric(&v);
	return true;
}

const char *
gireport_next_evidence(uint32_t *evidence)
{
	int			i;

	if (*evidence == 0)
		return NULL;
	i = pg_rightmost_one_pos32(*evidence);
	*evidence &= *evidence - 1;
	return gir_evidence_name((GirEvidence) i);
}

/* ---- arguments ---- */

static void pg_attribute_noreturn()
bad_argument(int code, const char *name, const char *path, int len, const char *what)
{
	ereport(ERROR,
			(errcode(code),
			 errmsg(gireport_say("%s: \"%.*s\" %s", "%s：“%.*s”%s"), name, len, path, what)));
}

/* Called for each member of a JSON object, with the cell that its key names; cells that only another form has are left out. */
typedef void (*Take) (void *context, int cell, const JsonbValue *key, const JsonbValue *value);

static void
each_cell(Jsonb *json, const char *name, const GirForm *form, Take take, void *context)
{
	JsonbIterator *it = JsonbIteratorInit(&json->root);
	JsonbIteratorToken token;
	JsonbValue	key;
	JsonbValue	value;

	if (!JB_ROOT_IS_OBJECT(json))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg(gireport_say("%s must be a JSON object", "%s 应为 JSON 对象"), name),
				 errhint("%s", gireport_say("Its keys are paths of cells, for example {\"table3.carried_in.total\": 4}.",
											"键为单元格路径，例如 {\"table3.carried_in.total\": 4}。"))));
	while ((token = JsonbIteratorNext(&it, &key, true)) != WJB_DONE)
	{
		int			cell;

		if (token != WJB_KEY)
			continue;
		token = JsonbIteratorNext(&it, &value, true);
		cell = gireport_find_cell(form, key.val.string.val, key.val.string.len);
		if (value.type != jbvNumeric)
			bad_argument(ERRCODE_DATATYPE_MISMATCH, name, key.val.string.val, key.val.string.len, gireport_say("is not a number", "不是数字"));
		if (cell >= 0)
			take(context, cell, &key, &value);
	}
}

typedef struct Arguments
{
	GirRepairOptions options;
	GirWitness	witnesses[GIR_MAX_CELLS];
	uint8_t		weights[GIR_MAX_CELLS];
} Arguments;

static void
take_witness(void *context, int cell, const JsonbValue *key, const JsonbValue *value)
{
	Arguments  *a = context;
	char	   *digits = DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(value->val.numeric)));
	GirValue	v;

	gir_value_read(digits, strlen(digits), false, &v);
	if (v.state != GIR_NUMBER)
		bad_argument(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, "witnesses", key->val.string.val, key->val.string.len,
					 gireport_say("is out of range: a figure has at most 15 digits, 6 of them decimals", "超出范围：数字最多 15 位，其中小数最多 6 位"));
	a->witnesses[a->options.nwitnesses++] = (GirWitness) {(uint8_t) cell, v.scale, WITNESS_BITS, v.digits};
}

/* A weight is whole: one that were rounded would be another than what was asked for. */
static void
take_weight(void *context, int cell, const JsonbValue *key, const JsonbValue *value)
{
	Arguments  *a = context;
	bool		failed = false;
	int			weight = numeric_int4_opt_error(value->val.numeric, &failed);

	if (failed || weight < 1 || weight > GIR_REPAIR_MAX_WEIGHT ||
		!DatumGetBool(DirectFunctionCall2(numeric_eq, NumericGetDatum(value->val.numeric), NumericGetDatum(int64_to_numeric(weight)))))
		bad_argument(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, "weights", key->val.string.val, key->val.string.len,
					 gireport_say("is no whole number from 1 to 60", "不是 1 至 60 的整数"));
	a->weights[cell] = (uint8_t) weight;
}

static void
read_arguments(FunctionCallInfo fcinfo, const GirForm *form, Arguments *a)
{
	memset(&a->options, 0, sizeof(a->options));
	a->options.unknown_blanks = gireport_unknown_blanks(PG_GETARG_TEXT_PP(1));
	a->options.witnesses = a->witnesses;
	if (!PG_ARGISNULL(2))
		each_cell(PG_GETARG_JSONB_P(2), "witnesses", form, take_witness, a);
	if (!PG_ARGISNULL(3))
	{
		memset(a->weights, GIR_REPAIR_WEIGHT, sizeof(a->weights));
		each_cell(PG_GETARG_JSONB_P(3), "weights", form, take_weight, a);
		a->options.weights = a->weights;
	}
}

/* ---- rows ---- */

enum
{
	REPAIR_CAUSE,
	REPAIR_RANK,
	REPAIR_KIND,
	REPAIR_CELLS,
	REPAIR_REPORTED,
	REPAIR_PROPOSED,
	REPAIR_ALTERNATIVES,
	REPAIR_COMPLETE,
	REPAIR_MINIMUM,
	REPAIR_CONFIDENCE,
	REPAIR_EVIDENCE,
	REPAIR_IDENTITIES,
	REPAIR_MESSAGE,
	REPAIR_MESSAGE_ZH,
	REPAIR_NATTS
};

typedef struct Row
{
	Datum		values[REPAIR_NATTS];
	bool		nulls[REPAIR_NATTS];
} Row;

static Datum
identity_names(const GirForm *form, uint64_t identities)
{
	Datum		names[GIR_MAX_IDENTITIES];
	int			n = 0;

	for (int i = 0; i < form->nidentities; i++)
		if (identities >> i & 1)
			names[n++] = CStringGetTextDatum(form->identities[i].name);
	return PointerGetDatum(construct_array(names, n, TEXTOID, -1, false, TYPALIGN_INT));
}

static Datum
evidence_names(uint32_t evidence)
{
	Datum		names[GIR_EVIDENCE_COUNT];
	const char *name;
	int			n = 0;

	while ((name = gireport_next_evidence(&evidence)) != NULL)
		names[n++] = CStringGetTextDatum(name);
	return PointerGetDatum(construct_array(names, n, TEXTOID, -1, false, TYPALIGN_INT));
}

static Datum
numbers(Datum *values, bool *nulls, int n)
{
	int			lower = 1;

	return PointerGetDatum(construct_md_array(values, nulls, 1, &n, &lower, NUMERICOID, -1, false, TYPALIGN_INT));
}

static void
put_changes(Row *row, const GirFigures *figures, const GirRepair *repair, const GirProposal *p)
{
	Datum		reported[GIR_MAX_CELLS] = {0};
	Datum		proposed[GIR_MAX_CELLS] = {0};
	bool		no_reported[GIR_MAX_CELLS];
	bool		no_proposed[GIR_MAX_CELLS];
	uint8_t		cells[GIR_MAX_CELLS];

	for (int i = 0; i < p->nchanges; i++)
	{
		const GirChange *c = &repair->changes[p->first + i];

		cells[i] = c->cell;
		no_reported[i] = !gireport_reported(figures, c, &reported[i]);
		no_proposed[i] = !gireport_proposed(c, &proposed[i]);
	}
	gireport_put(row->values, row->nulls, REPAIR_CELLS, gireport_paths(figures->form, cells, p->nchanges));
	gireport_put(row->values, row->nulls, REPAIR_REPORTED, numbers(reported, no_reported, p->nchanges));
	gireport_put(row->values, row->nulls, REPAIR_PROPOSED, numbers(proposed, no_proposed, p->nchanges));
}

static void
put_message(Row *row, int column, const GirFigures *figures, const GirRepair *repair, const GirCause *cause, const GirProposal *p,
			GirLanguage language)
{
	char		buf[MAX_MESSAGE];
	GirWords	w = gir_words(buf, sizeof(buf));

	gir_words_cause(&w, figures, repair, cause, p, language);
	gireport_put(row->values, row->nulls, column, CStringGetTextDatum(buf));
}

/* One proposal of a cause, or, with p NULL, that there is none. */
static void
put_repair(ReturnSetInfo *rsinfo, const GirFigures *figures, const GirRepair *repair, const GirCause *cause, const GirProposal *p)
{
	Row			row = {0};
	Datum	   *values = row.values;
	bool	   *nulls = row.nulls;
	bool		found = cause->status == GIR_REPAIR_COMPLETE || cause->status == GIR_REPAIR_CUT;

	memset(nulls, true, sizeof(row.nulls));
	gireport_put(values, nulls, REPAIR_CAUSE, Int32GetDatum((int) (cause - repair->causes) + 1));
	gireport_put(values, nulls, REPAIR_KIND, CStringGetTextDatum(p ? gir_repair_kind_name((GirRepairKind) p->kind)
																 : gir_repair_status_name((GirRepairStatus) cause->status)));
	if (found)
		gireport_put(values, nulls, REPAIR_ALTERNATIVES, Int32GetDatum(cause->alternatives));
	gireport_put(values, nulls, REPAIR_COMPLETE, BoolGetDatum(cause->status == GIR_REPAIR_COMPLETE));
	gireport_put(values, nulls, REPAIR_MINIMUM, Int32GetDatum(cause->minimum));
	gireport_put(values, nulls, REPAIR_IDENTITIES, identity_names(figures->form, cause->identities));
	if (p)
	{
		gireport_put(values, nulls, REPAIR_RANK, Int32GetDatum((int) (p - repair->proposals) - cause->first + 1));
		put_changes(&row, figures, repair, p);
		gireport_put(values, nulls, REPAIR_CONFIDENCE, Float8GetDatum(p->confidence));
		gireport_put(values, nulls, REPAIR_EVIDENCE, evidence_names(p->evidence));
	}
	put_message(&row, REPAIR_MESSAGE, figures, repair, cause, p, GIR_ENGLISH);
	put_message(&row, REPAIR_MESSAGE_ZH, figures, repair, cause, p, GIR_CHINESE);
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

/*
 * gireport_repairs(gireport, blanks text, witnesses jsonb, weights jsonb) -> setof proposal
 *
 * One row a proposal, by cause and rank; a cause without any has one row, whose kind is at_least or too_large.  witnesses: what other
 * sources say stands in a cell; weights: 1 to 60 a cell, 4 for those not named.  22023 for a path that no form has, 42804 for a value
 * that is no number, 22003 for one out of range.  No rows for NULL, and for a report without figures.
 */
Datum
gireport_repairs(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	GirFigures	figures;
	Arguments	arguments;
	void	  **space = gireport_materialize(fcinfo);
	const GirRepair *repair;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || !gireport_figures_of(PG_GETARG_HEAPTUPLEHEADER(0), &figures))
		return (Datum) 0;
	read_arguments(fcinfo, figures.form, &arguments);
	repair = gireport_repair(space, fcinfo->flinfo->fn_mcxt, &figures, &arguments.options);
	for (int i = 0; repair && i < repair->ncauses; i++)
	{
		const GirCause *cause = &repair->causes[i];

		for (int k = 0; k < cause->nproposals; k++)
			put_repair(rsinfo, &figures, repair, cause, &repair->proposals[cause->first + k]);
		if (cause->nproposals == 0)
			put_repair(rsinfo, &figures, repair, cause, NULL);
	}
	return (Datum) 0;
}
