/*
 * planner.c - what the planner is told, and what indexes are made on
 */
#include "pg/gireport.h"

#include "catalog/pg_type.h"
#include "nodes/makefuncs.h"
#include "nodes/supportnodes.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/selfuncs.h"

PG_FUNCTION_INFO_V1(gireport_failing);
PG_FUNCTION_INFO_V1(gireport_judgement_support);

/*
 * gireport_failing(gireport, blanks text) -> text[]
 *
 * The names of the identities that fail, in the form's order; empty when none does, NULL when the report has no figures.
 */
Datum
gireport_failing(PG_FUNCTION_ARGS)
{
	bool		unknown = gireport_unknown_blanks(PG_GETARG_TEXT_PP(1));
	GirFigures	figures;
	Datum		names[GIR_MAX_IDENTITIES];
	uint64_t	failing;
	int			n = 0;

	if (!gireport_figures_of(PG_GETARG_HEAPTUPLEHEADER(0), &figures))
		PG_RETURN_NULL();
	failing = gir_failing(&figures, unknown);
	for (int i = 0; i < figures.form->nidentities; i++)
		if (failing & UINT64CONST(1) << i)
			names[n++] = CStringGetTextDatum(figures.form->identities[i].name);
	PG_RETURN_ARRAYTYPE_P(construct_array(names, n, TEXTOID, -1, false, TYPALIGN_INT));
}

/* Of ten reports nine are readable, and nine consistent: the share taken where no statistics tell. */
#define USUAL_SHARE 0.9

/*
 * Planner support of gireport_valid() and gireport_readable(): how many rows they are true of.
 *
 * Of a boolean function in WHERE the planner assumes one third, and does not look at the statistics that an index on the expression,
 * or CREATE STATISTICS, has given it.  boolvarsel() does.
 */
Datum
gireport_judgement_support(PG_FUNCTION_ARGS)
{
	SupportRequestSelectivity *request = (SupportRequestSelectivity *) PG_GETARG_POINTER(0);
	Node	   *call;
	VariableStatData known;
	bool		counted;

	if (!IsA(request, SupportRequestSelectivity))
		PG_RETURN_POINTER(NULL);
	call = (Node *) makeFuncExpr(request->funcid, BOOLOID, request->args, InvalidOid, request->inputcollid, COERCE_EXPLICIT_CALL);
	examine_variable(request->root, call, request->varRelid, &known);
	counted = HeapTupleIsValid(known.statsTuple);
	ReleaseVariableStats(known);
	request->selectivity = counted ? boolvarsel(request->root, call, request->varRelid) : USUAL_SHARE;
	PG_RETURN_POINTER(request);
}
