/*
 * renderings.c - a report as text, as Markdown, as a page of HTML
 */
#include "pg/gireport.h"

#include "core/rendering.h"
#include "funcapi.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(gireport_text_of);
PG_FUNCTION_INFO_V1(gireport_markdown);
PG_FUNCTION_INFO_V1(gireport_html);

/* Where the core writes: a text that is being made. */
static void
append(void *context, const char *s, size_t len)
{
	appendBinaryStringInfo(context, s, (int) len);
}

/* The bytes of a text attribute; empty for NULL. */
static GirString
string_attribute(HeapTupleHeader report, int attribute)
{
	bool		isnull;
	Datum		d = GetAttributeByNum(report, attribute + 1, &isnull);
	text	   *t;

	if (isnull)
		return (GirString) {NULL, 0};
	t = DatumGetTextPP(d);
	return (GirString) {VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t)};
}

static GirPrintable
printable(HeapTupleHeader report, GirFigures *figures)
{
	return (GirPrintable) {
		.figures = gireport_figures_of(report, figures) ? figures : NULL,
		.title = string_attribute(report, ATT_TITLE),
		.agency = string_attribute(report, ATT_AGENCY),
		.year = gireport_year_of(report),
		.period_year = gireport_period_year_of(report)
	};
}

/* gireport_text(gireport) -> text: the tables as boxes. */
Datum
gireport_text_of(PG_FUNCTION_ARGS)
{
	GirFigures	figures;
	GirPrintable report = printable(PG_GETARG_HEAPTUPLEHEADER(0), &figures);
	StringInfoData s;

	initStringInfo(&s);
	gir_text_write(&report, append, &s);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(s.data, s.len));
}

/* gireport_markdown(gireport) -> text: headings and pipe tables. */
Datum
gireport_markdown(PG_FUNCTION_ARGS)
{
	GirFigures	figures;
	GirPrintable report = printable(PG_GETARG_HEAPTUPLEHEADER(0), &figures);
	StringInfoData s;

	initStringInfo(&s);
	gir_markdown_write(&report, append, &s);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(s.data, s.len));
}

/*
 * gireport_html(gireport, findings boolean) -> text: a page of its own.
 *
 * Depends on gireport.language: English stands below the Chinese when messages are in English.
 */
Datum
gireport_html(PG_FUNCTION_ARGS)
{
	static const char *const english = "en";
	GirFigures	figures;
	GirPrintable report = printable(PG_GETARG_HEAPTUPLEHEADER(0), &figures);
	GirPageOptions options = {.findings = PG_GETARG_BOOL(1),.english = gireport_say(english, "zh") == english};
	GirRepairOptions zero = {0};
	StringInfoData s;

	if (options.findings && report.figures != NULL)
		options.repair = gireport_repair(&fcinfo->flinfo->fn_extra, fcinfo->flinfo->fn_mcxt, report.figures, &zero);
	initStringInfo(&s);
	gir_page_write(&report, &options, append, &s);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(s.data, s.len));
}
