/*
 * checks.c - identities and requirements
 */
#include "pg/gireport.h"

#include "core/findings.h"
#include "funcapi.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(gireport_outcome);
PG_FUNCTION_INFO_V1(gireport_valid);
PG_FUNCTION_INFO_V1(gireport_readable);
PG_FUNCTION_INFO_V1(gireport_require);
PG_FUNCTION_INFO_V1(gireport_require_identity);
PG_FUNCTION_INFO_V1(gireport_store_finding_count);

/* The name under which an unreadable report is refused; no identity has it. */
#define READABLE "readable"

static bool
is_readable_name(text *name)
{
	return VARSIZE_ANY_EXHDR(name) == strlen(READABLE) && memcmp(VARDATA_ANY(name), READABLE, strlen(READABLE)) == 0;
}

/* An identity's place in each form, -1 where a form does not have it; looked up once for each query. */
typedef struct NamedIdentity
{
	char		name[NAMEDATALEN];
	size_t		len;
	int			place[GIR_FORM_COUNT];
} NamedIdentity;

/* The identity named by the argument; an error when no form has it, unless it is the other name that may be required. */
static const NamedIdentity *
find_identity(FunctionCallInfo fcinfo, text *name, bool or_readable)
{
	const char *s = VARDATA_ANY(name);
	size_t		len = VARSIZE_ANY_EXHDR(name);
	NamedIdentity *id = fcinfo->flinfo->fn_extra;
	bool		any = or_readable && is_readable_name(name);

	if (id != NULL && id->len == len && memcmp(id->name, s, len) == 0)
		return id;
	if (id == NULL)
		id = fcinfo->flinfo->fn_extra = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, sizeof(NamedIdentity));
	id->len = 0;
	for (int f = 0; f < GIR_FORM_COUNT; f++)
	{
		id->place[f] = gir_identity_by_name(&gir_forms[f], s, len);
		any |= id->place[f] >= 0;
	}
	if (!any || len >= sizeof(id->name))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg(gireport_say("no form has an identity \"%s\"", "任何格式中都没有勾稽关系“%s”"), text_to_cstring(name)),
				 errhint("%s", gireport_say("gireport_identities() lists them all.", "gireport_identities() 列出全部勾稽关系。"))));
	memcpy(id->name, s, len);
	id->len = len;
	return id;
}

/* Its figures; NULL when it has none, or is NULL. */
static struct varlena *
figures_argument(FunctionCallInfo fcinfo)
{
	return PG_ARGISNULL(0) ? NULL : gireport_stored_figures(PG_GETARG_HEAPTUPLEHEADER(0));
}

/*
 * gireport_outcome(gireport, identity text, blanks text) -> 'holds', 'fails', 'undecided'
 *
 * NULL when the report has no figures or its form no such identity.
 */
Datum
gireport_outcome(PG_FUNCTION_ARGS)
{
	bool		unknown = gireport_unknown_blanks(PG_GETARG_TEXT_PP(2));
	struct varlena *stored = figures_argument(fcinfo);
	GirFigures	room;
	const GirFigures *figures;
	int			i;

	if (stored == NULL)
		PG_RETURN_NULL();
	figures = gireport_all_figures(stored, &room);
	i = find_identity(fcinfo, PG_GETARG_TEXT_PP(1), false)->place[figures->form->number];
	if (i < 0)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(gir_outcome_name(gir_check(figures, i, unknown).outcome)));
}

/* gireport_valid(gireport, blanks text) -> boolean: no identity fails.  False for NULL, never NULL. */
Datum
gireport_valid(PG_FUNCTION_ARGS)
{
	struct varlena *stored = figures_argument(fcinfo);
	GirFigures	room;
	bool		unknown = !PG_ARGISNULL(1) && gireport_unknown_blanks(PG_GETARG_TEXT_PP(1));

	PG_RETURN_BOOL(stored != NULL && gir_failing(gireport_all_figures(stored, &room), unknown) == 0);
}

/* gireport_readable(gireport) -> boolean: no cell is unreadable or missing.  False for NULL, never NULL. */
Datum
gireport_readable(PG_FUNCTION_ARGS)
{
	struct varlena *stored = figures_argument(fcinfo);
	GirFigures	room;

	PG_RETURN_BOOL(stored != NULL && gir_readable(gireport_all_figures(stored, &room)));
}

/* ---- requirements ---- */

/*
 * A strict store has one CHECK for each identity, all on one value, evaluated one after the other.  The last value judged is kept, so
 * that its figures are read once: 44 checks then cost little more than one.
 */
typedef struct Judgement
{
	uint64		failing;
	bool		readable;
	const GirForm *form;
	Size		len;
	char		bytes[1024];	/* of the figures; longer values are judged anew */
} Judgement;

static Judgement last;

static const Judgement *
judge(struct varlena *value)
{
	Size		len = VARSIZE_ANY_EXHDR(value);
	GirFigures	figures;

	if (last.form != NULL && last.len == len && len <= sizeof(last.bytes) && memcmp(last.bytes, VARDATA_ANY(value), len) == 0)
		return &last;
	last.form = NULL;
	gireport_figures_decode(value, &figures);
	last.failing = gir_failing(&figures, false);
	last.readable = gir_readable(&figures);
	last.len = len;
	memcpy(last.bytes, VARDATA_ANY(value), Min(len, sizeof(last.bytes)));
	last.form = figures.form;
	return &last;
}

typedef struct Listing
{
	StringInfoData text;
	int			identities;
} Listing;

static void
list_finding(void *context, const GirFinding *f)
{
	Listing    *l = context;

	if (f->identity < 0 && f->code != GIR_S104 && f->code != GIR_S201 && f->code != GIR_S202)
		return;
	if (l->text.len > 0)
		appendStringInfoChar(&l->text, '\n');
	appendStringInfo(&l->text, "%s %s", gir_catalogue[f->code].code, gireport_say(f->message, f->message_zh));
	l->identities += f->identity >= 0;
}

static char *
list_failures(struct varlena *value)
{
	GirFigures	figures;
	Listing		l = {0};
	GirRepairOptions zero = {0};
	GirFindingOptions options = {.every_identity = true,.causes_once = true};
	void	   *space = NULL;

	initStringInfo(&l.text);
	gireport_figures_decode(value, &figures);
	options.repair = gireport_repair(&space, CurrentMemoryContext, &figures, &zero);
	gir_findings(&figures, &options, list_finding, &l);
	return l.text.data;
}

static void
refuse_failing(struct varlena *value, const Judgement *j, int identity)
{
	char		name[GIR_MAX_NAME];
	const GirIdentity *id = &j->form->identities[identity];

	snprintf(name, sizeof(name), "%s", gireport_say(id->formula_en, id->formula_zh));
	ereport(ERROR,
			(errcode(ERRCODE_CHECK_VIOLATION),
			 errmsg(gireport_say("report violates identity \"%s\" (%s)", "报告不符合勾稽关系“%s”（%s）"), id->name, name),
			 errdetail_internal("%s", list_failures(value)),
			 errhint("%s", gireport_say("Correct the figures at their source, or keep the report in a store without enforce and read its findings.",
										"请在源头更正数字；或存入不强制校验的库，再查看 finding 视图。")),
			 err_generic_string(PG_DIAG_CONSTRAINT_NAME, id->name)));
}

static void
refuse_unreadable(struct varlena *value)
{
	ereport(ERROR,
			(errcode(ERRCODE_CHECK_VIOLATION),
			 errmsg("%s", gireport_say("report has cells that could not be read", "报告中有未能读出的格")),
			 errdetail_internal("%s", value ? list_failures(value) : gireport_say("The text gave no figures.", "文本中未能读出任何数字。")),
			 errhint("%s", gireport_say("Convert the document again with a tool that keeps its tables, or keep it in a store without enforce.",
										"请换用能保留表格的工具重新转换，或存入不强制校验的库。")),
			 err_generic_string(PG_DIAG_CONSTRAINT_NAME, READABLE)));
}

/*
 * gireport_require(gireport) -> true
 *
 * Raises 23514 when an identity fails, with the first failing one as the constraint's name and all of them in the detail; likewise, as
 * "readable", when a report that is not NULL has no figures.  NULL passes.
 */
Datum
gireport_require(PG_FUNCTION_ARGS)
{
	struct varlena *value = figures_argument(fcinfo);
	const Judgement *j;

	if (PG_ARGISNULL(0))
		PG_RETURN_BOOL(true);
	if (value == NULL)
		refuse_unreadable(NULL);
	j = judge(value);
	for (int i = 0; j->failing != 0 && i < j->form->nidentities; i++)
		if (j->failing & UINT64CONST(1) << i)
			refuse_failing(value, j, i);
	PG_RETURN_BOOL(true);
}

/*
 * gireport_require(gireport, identity text) -> true
 *
 * The same for one identity, or for "readable" (no cell unreadable or missing; a report must be there).  An identity that the report's
 * form does not have holds.
 */
Datum
gireport_require_identity(PG_FUNCTION_ARGS)
{
	struct varlena *value = figures_argument(fcinfo);
	const NamedIdentity *id;
	bool		readable;
	const Judgement *j;
	int			i;

	if (PG_ARGISNULL(1))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s", gireport_say("the identity must not be NULL", "勾稽关系不能为 NULL"))));
	id = find_identity(fcinfo, PG_GETARG_TEXT_PP(1), true);
	readable = is_readable_name(PG_GETARG_TEXT_PP(1));
	if (value == NULL)
	{
		if (readable)
			refuse_unreadable(NULL);
		PG_RETURN_BOOL(true);
	}
	j = judge(value);
	if (readable && !j->readable)
		refuse_unreadable(value);
	i = id->place[j->form->number];
	if (i >= 0 && (j->failing & UINT64CONST(1) << i))
		refuse_failing(value, j, i);
	PG_RETURN_BOOL(true);
}

/* ---- counts ---- */

/* How many findings of each severity the figures asked for last have; who asks for one severity asks for another next. */
typedef struct Counts
{
	uint64		figures;		/* which, as gireport_figures_number() tells */
	int			year;
	int			period_year;
	int64		n[GIR_INFO + 1];
} Counts;

static Counts counted;

static void
count_finding(void *context, const GirFinding *f)
{
	((Counts *) context)->n[f->severity]++;
}

static Counts
count_findings(FunctionCallInfo fcinfo, struct varlena *stored, int year, int period_year)
{
	GirFigures	room;
	const GirFigures *figures = gireport_all_figures(stored, &room);
	Counts		counts = {gireport_figures_number(figures), year, period_year};
	GirFindingOptions options = {.year = year,.period_year = period_year};
	GirRepairOptions zero = {0};

	if (counts.figures != 0 && counted.figures == counts.figures && counted.year == year && counted.period_year == period_year)
		return counted;
	options.repair = gireport_repair(&fcinfo->flinfo->fn_extra, fcinfo->flinfo->fn_mcxt, figures, &zero);
	gir_findings(figures, &options, count_finding, &counts);
	return counted = counts;
}

/*
 * gireport_store_finding_count(gireport, severity text) -> bigint
 *
 * How many rows of gireport_findings() have that severity, without making any; NULL when the report has no figures.
 */
Datum
gireport_store_finding_count(PG_FUNCTION_ARGS)
{
	HeapTupleHeader report = PG_GETARG_HEAPTUPLEHEADER(0);
	struct varlena *stored = gireport_stored_figures(report);
	char	   *severity = text_to_cstring(PG_GETARG_TEXT_PP(1));
	Counts		counts;

	if (stored == NULL)
		PG_RETURN_NULL();
	counts = count_findings(fcinfo, stored, gireport_year_of(report), gireport_period_year_of(report));
	for (int s = 0; s < lengthof(counts.n); s++)
		if (strcmp(gir_severity_name((GirSeverity) s), severity) == 0)
			PG_RETURN_INT64(counts.n[s]);
	PG_RETURN_INT64(0);
}
