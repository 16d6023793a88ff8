/*
 * rates.c - sums of cells, and what is known of them: numerators and denominators of the view agency_year
 */
#include "pg/gireport.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

PG_FUNCTION_INFO_V1(gireport_store_rate_sum);
PG_FUNCTION_INFO_V1(gireport_store_rate_state);

/* Cells or identities named by an argument: their places in each form, -1 where it has none. */
typedef struct Names
{
	int			n;
	int16		place[GIR_FORM_COUNT][GIR_MAX_CELLS];
} Names;

enum
{
	NUMERATOR,
	DENOMINATOR,
	IDENTITIES,
	NAMES_COUNT
};

static int
find_identity(const GirForm *form, const char *name, size_t len)
{
	return gir_identity_by_name(form, name, len);
}

static void
look_up(Names *names, Datum argument, int (*find) (const GirForm *, const char *, size_t))
{
	Datum	   *items;

	deconstruct_array(DatumGetArrayTypeP(argument), TEXTOID, -1, false, TYPALIGN_INT, &items, NULL, &names->n);
	if (names->n > GIR_MAX_CELLS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s", gireport_say("no form has so many cells", "任何格式都没有这么多单元格"))));
	for (int i = 0; i < names->n; i++)
		for (int f = 0; f < GIR_FORM_COUNT; f++)
			names->place[f][i] = (int16) find(&gir_forms[f], VARDATA_ANY(DatumGetPointer(items[i])), VARSIZE_ANY_EXHDR(DatumGetPointer(items[i])));
}

/* What arguments first … name; looked up once for each query when they are constants, as they are in a view. */
static const Names *
names_of(FunctionCallInfo fcinfo, int first, int numerators, int denominators)
{
	Names	   *names = fcinfo->flinfo->fn_extra;
	int			argument = first;

	if (names == NULL)
		names = fcinfo->flinfo->fn_extra = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, NAMES_COUNT * sizeof(Names));
	else if (get_fn_expr_arg_stable(fcinfo->flinfo, first) && get_fn_expr_arg_stable(fcinfo->flinfo, first + 1))
		return names;
	for (int i = 0; i < numerators; i++)
		look_up(&names[NUMERATOR], PG_GETARG_DATUM(argument++), gireport_find_cell);
	for (int i = 0; i < denominators; i++)
		look_up(&names[DENOMINATOR], PG_GETARG_DATUM(argument++), gireport_find_cell);
	look_up(&names[IDENTITIES], PG_GETARG_DATUM(argument), find_identity);
	return names;
}

/* What stands in some cells; those that the form lacks are none of them. */
typedef struct Census
{
	int			numbers;
	bool		blank;
	bool		unreadable;
	bool		missing;
	bool		fractions;
	int64		whole;			/* the sum, when there are no fractions */
	__int128	scaled;			/* and at scale GIR_MAX_SCALE */
} Census;

static Census
count(const GirFigures *figures, const Names *cells)
{
	Census		c = {0};

	for (int i = 0; i < cells->n; i++)
	{
		int			place = cells->place[figures->form->number][i];
		const GirValue *v = &figures->cells[place < 0 ? 0 : place];

		if (place < 0)
			continue;
		if (v->state == GIR_NUMBER)
		{
			c.numbers++;
			c.fractions |= v->scale > 0;
			c.whole += v->digits;
			c.scaled += v->digits ? gir_value_scaled(v) : 0;
		}
		c.blank |= v->state == GIR_BLANK || v->state == GIR_DASH || v->state == GIR_NOT_APPLICABLE;
		c.unreadable |= v->state == GIR_TEXT || v->state == GIR_UNREADABLE;
		c.missing |= v->state == GIR_MISSING;
	}
	return c;
}

/* Do some of the identities have that outcome?  Do all?  One that the form lacks has none. */
static int
with_outcome(const GirFigures *figures, const Names *identities, GirOutcome outcome)
{
	int			n = 0;

	for (int i = 0; i < identities->n; i++)
	{
		int			place = identities->place[figures->form->number][i];

		n += place >= 0 && gir_check(figures, place, false).outcome == outcome;
	}
	return n;
}

/* A blank counts for 0 only when every identity confirms it. */
static bool
is_known(const GirFigures *figures, const Names *identities, const Census *c)
{
	return !c->unreadable && !c->missing && (!c->blank || with_outcome(figures, identities, GIR_HOLDS) == identities->n);
}

/*
 * gireport_store_rate_sum(gireport, paths text[], identities text[], fewest integer) -> numeric
 *
 * The sum of the cells; NULL when one of them has no answer, or a blank counts for 0 and no identity confirms it, or there are fewer
 * numbers than that: a denominator of blanks only is no 0.
 */
Datum
gireport_store_rate_sum(PG_FUNCTION_ARGS)
{
	struct varlena *stored = gireport_stored_figures(PG_GETARG_HEAPTUPLEHEADER(0));
	const Names *names = names_of(fcinfo, 1, 1, 0);
	GirFigures	room;
	const GirFigures *figures;
	Numeric		sum;
	Census		c;

	if (stored == NULL)
		PG_RETURN_NULL();
	figures = gireport_all_figures(stored, &room);
	c = count(figures, &names[NUMERATOR]);
	if (c.numbers < PG_GETARG_INT32(3) || !is_known(figures, &names[IDENTITIES], &c))
		PG_RETURN_NULL();
	if (!c.fractions)
		PG_RETURN_NUMERIC(int64_to_numeric(c.whole));
	sum = int64_to_numeric(0);
	for (int i = 0; i < names[NUMERATOR].n; i++)
	{
		int			place = names[NUMERATOR].place[figures->form->number][i];

		if (place >= 0 && figures->cells[place].state == GIR_NUMBER)
			sum = numeric_add_opt_error(sum, DatumGetNumeric(gireport_numeric(&figures->cells[place])), NULL);
	}
	PG_RETURN_NUMERIC(sum);
}

static const char *
state_of_rate(const GirFigures *figures, const Names *names)
{
	Census		above = count(figures, &names[NUMERATOR]);
	Census		below = count(figures, &names[DENOMINATOR]);

	if (above.unreadable || below.unreadable)
		return "unreadable";
	if (above.missing || below.missing)
		return "missing";
	if (below.numbers == 0)
		return "denominator_blank";
	if (with_outcome(figures, &names[IDENTITIES], GIR_FAILS) > 0)
		return "identity_fails";
	if (!is_known(figures, &names[IDENTITIES], &above) || !is_known(figures, &names[IDENTITIES], &below))
		return "identity_undecided";
	return below.scaled == 0 ? "denominator_zero" : "ok";
}

/*
 * gireport_store_rate_state(gireport, numerator text[], denominator text[], identities text[]) -> text
 *
 * Why there is no rate: not_read, unreadable, missing, denominator_blank, identity_fails (where one fails, nobody knows which of its cells
 * is wrong), identity_undecided (a blank that none confirms to be 0), denominator_zero; else ok.  Never NULL.
 */
Datum
gireport_store_rate_state(PG_FUNCTION_ARGS)
{
	struct varlena *stored = PG_ARGISNULL(0) ? NULL : gireport_stored_figures(PG_GETARG_HEAPTUPLEHEADER(0));
	GirFigures	room;
	const Names *names;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s", gireport_say("cells and identities of a rate must not be NULL", "比率的单元格与勾稽关系不能为 NULL"))));
	names = names_of(fcinfo, 1, 1, 1);
	PG_RETURN_TEXT_P(cstring_to_text(stored ? state_of_rate(gireport_all_figures(stored, &room), names) : "not_read"));
}
