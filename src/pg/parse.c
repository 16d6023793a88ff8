/*
 * parse.c - text to report
 */
#include "pg/gireport.h"

#include "common/sha2.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

PG_FUNCTION_INFO_V1(gireport_parse);
PG_FUNCTION_INFO_V1(gireport_try_parse);
PG_FUNCTION_INFO_V1(gireport_reading);
PG_FUNCTION_INFO_V1(gireport_layout);

#define HEX_LENGTH (PG_SHA256_DIGEST_LENGTH * 2)

static void
push_string(JsonbParseState **state, const char *key, const char *s, int len)
{
	gireport_push_key(state, key);
	gireport_push_string(state, s, len);
}

static void
push_int(JsonbParseState **state, const char *key, int n)
{
	gireport_push_key(state, key);
	gireport_push_number(state, int64_to_numeric(n));
}

/* {"version", "rules", "digest", "layout"}: what the value was made by and from. */
static Jsonb *
build_provenance(const char *hex, const char *layout)
{
	JsonbParseState *state = NULL;

	pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
	push_string(&state, "version", GIREPORT_VERSION, sizeof(GIREPORT_VERSION) - 1);
	push_int(&state, "rules", GIR_RULES);
	push_string(&state, "digest", hex, HEX_LENGTH);
	push_string(&state, "layout", layout, (int) strlen(layout));
	return JsonbValueToJsonb(pushJsonbValue(&state, WJB_END_OBJECT, NULL));
}

/*
 * The same, from a value that is built once for each layout: only the digest differs, and it has always the same length.
 */
static Datum
make_provenance(const char *data, size_t len, const GirReport *report)
{
	static struct
	{
		Jsonb	   *jsonb;
		size_t		digest;		/* its place */
	}			known[GIR_LAYOUT_HTML + 1];
	uint8		digest[PG_SHA256_DIGEST_LENGTH];
	Jsonb	   *jsonb;

	if (known[report->layout].jsonb == NULL)
	{
		char		hex[HEX_LENGTH + 1];

		memset(hex, '#', HEX_LENGTH);
		hex[HEX_LENGTH] = '\0';
		jsonb = build_provenance(hex, gir_layout_name(report->layout));
		known[report->layout].digest = (size_t) (gir_find((char *) jsonb, VARSIZE(jsonb), hex) - (char *) jsonb);
		known[report->layout].jsonb = memcpy(MemoryContextAlloc(TopMemoryContext, VARSIZE(jsonb)), jsonb, VARSIZE(jsonb));
	}
	jsonb = palloc(VARSIZE(known[report->layout].jsonb));
	memcpy(jsonb, known[report->layout].jsonb, VARSIZE(known[report->layout].jsonb));
	gireport_digest(data, len, digest);
	hex_encode((const char *) digest, sizeof(digest), (char *) jsonb + known[report->layout].digest);
	return JsonbPGetDatum(jsonb);
}

/* {"period_year"}, only when the stated period names another year than the title. */
static Datum
make_extra(const GirReport *report)
{
	JsonbParseState *state = NULL;

	pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
	push_int(&state, "period_year", report->period_year);
	return JsonbPGetDatum(JsonbValueToJsonb(pushJsonbValue(&state, WJB_END_OBJECT, NULL)));
}

static Datum
make_composite(FunctionCallInfo fcinfo, const char *data, size_t len, const GirReport *report)
{
	TupleDesc	desc = gireport_result_type(fcinfo);
	Datum		values[GIREPORT_NATTS] = {0};
	bool		nulls[GIREPORT_NATTS];
	const GirFigures *figures = &report->reading.figures;

	memset(nulls, true, sizeof(nulls));
	if (figures->form)
	{
		gireport_put(values, nulls, ATT_FORM, CStringGetTextDatum(figures->form->id));
		gireport_put(values, nulls, ATT_FIGURES, gireport_figures_make(figures));
	}
	if (report->year)
		gireport_put(values, nulls, ATT_YEAR, Int32GetDatum(report->year));
	if (report->agency[0])
		gireport_put(values, nulls, ATT_AGENCY, CStringGetTextDatum(report->agency));
	if (report->title[0])
		gireport_put(values, nulls, ATT_TITLE, CStringGetTextDatum(report->title));
	gireport_put(values, nulls, ATT_PROVENANCE, make_provenance(data, len, report));
	if (report->period_year && report->period_year != report->year)
		gireport_put(values, nulls, ATT_EXTRA, make_extra(report));
	return HeapTupleGetDatum(heap_form_tuple(desc, values, nulls));
}

static void
raise_too_large(const GirReport *report)
{
	ereport(ERROR,
			(errcode(ERRCODE_GIREPORT_TOO_LARGE),
			 errmsg("%s", gireport_say("the text is too large or too deep to be a report", "文本过大或嵌套过深，不可能是报告")),
			 errdetail("%s", report->reason ? report->reason : gireport_say("A limit was exceeded.", "超出限制。")),
			 errhint("%s", gireport_say("Pass the report alone, without the site around it.", "请只传入报告正文，去掉网站的其余部分。"))));
}

/* What was found, for the detail of an error. */
static char *
describe(const char *data, const GirReport *report)
{
	const GirReading *r = &report->reading;
	char		year[16];
	StringInfoData s;

	snprintf(year, sizeof(year), "%d", report->year);
	initStringInfo(&s);
	appendStringInfo(&s, gireport_say("Title: %s; agency: %s; year: %s; labels of table 2: %d, of table 3: %d, of table 4: %d; figures: %u.",
									  "标题：%s；机关：%s；年度：%s；表二标签 %d 个，表三标签 %d 个，表四标签 %d 个；数字 %u 个。"),
					 report->title[0] ? report->title : gireport_say("none", "无"),
					 report->agency[0] ? report->agency : gireport_say("none", "无"),
					 report->year ? year : gireport_say("none", "无"), r->tables[GIR_TABLE2].labels, r->tables[GIR_TABLE3].labels, r->tables[GIR_TABLE4].labels, r->values);
	for (int f = 0; f < GIR_FORM_COUNT; f++)
	{
		if (r->marks[f] == 0)
			continue;
		appendStringInfo(&s, gireport_say(" Labels of form %s alone: %d (", " 仅见于 %s 年格式的标签 %d 个（"), gir_forms[f].id, r->marks[f]);
		for (int i = 0; i < Min(r->marks[f], GIR_MAX_EVIDENCE); i++)
			appendStringInfo(&s, "%s%.*s", i ? gireport_say(", ", "、") : "", (int) r->evidence[f][i].len, data + r->evidence[f][i].off);
		appendStringInfoString(&s, gireport_say(").", "）。"));
	}
	return s.data;
}

static void
raise_verdict(const char *data, const GirReport *report)
{
	char	   *detail;
	int			table = gir_absent_table(report);

	if (report->verdict == GIR_IS_REPORT)
		return;
	detail = describe(data, report);
	switch (report->verdict)
	{
		case GIR_NOT_A_REPORT:
			ereport(ERROR,
					(errcode(ERRCODE_GIREPORT_NOT_A_REPORT),
					 errmsg("%s", gireport_say("the text holds no annual report on government information",
											   "文本不是政府信息公开工作年度报告")),
					 errdetail_internal("%s", detail),
					 errhint("%s", gireport_say("A report has a title or an agency and a year, and the three tables of the national form.",
												"年度报告应有标题或机关名称与年度，以及全国统一格式的三张表。"))));
			break;
		case GIR_TWO_REPORTS:
			ereport(ERROR,
					(errcode(ERRCODE_GIREPORT_TWO_REPORTS),
					 errmsg(gireport_say("the text holds two reports: \"%s\" and \"%s\"", "文本含有两份报告：“%s”和“%s”"),
							report->title, report->second_title),
					 errdetail_internal("%s", detail),
					 errhint("%s", gireport_say("Pass the reports one by one.", "请逐份传入。"))));
			break;
		case GIR_FORM_UNDECIDED:
			ereport(ERROR,
					(errcode(ERRCODE_GIREPORT_FORM_UNDECIDED),
					 errmsg("%s", report->reading.choice == GIR_FORM_BOTH
							? gireport_say("the tables have labels of both forms", "表格中同时有两种格式的标签")
							: gireport_say("the tables have no label that tells which form they are", "表格中没有能辨明格式的标签")),
					 errdetail_internal("%s", detail),
					 errhint("%s", gireport_say("gireport_try_parse keeps what could be read.", "gireport_try_parse 会保留可读出的部分。"))));
			break;
		case GIR_TABLE_ABSENT:
			ereport(ERROR,
					(errcode(ERRCODE_GIREPORT_TABLE_ABSENT),
					 errmsg(gireport_say("%s of the report is not in the text", "文本中没有报告的%s"),
							gireport_say(gir_table_en((GirTable) table), gir_table_zh((GirTable) table))),
					 errdetail_internal("%s", detail),
					 errhint("%s", gireport_say("If the table was an image or a converter dropped it, convert the document again; gireport_try_parse marks its cells missing.",
												"若该表是图片或被转换工具丢失，请重新转换；gireport_try_parse 会把其各格标为 missing。"))));
			break;
		default:
			break;
	}
}

Datum
gireport_parse_text(FunctionCallInfo fcinfo, text *t, bool raise)
{
	const GirReport *report = gireport_read(t);

	if (report->status == GIR_TOO_LARGE)
	{
		if (raise)
			raise_too_large(report);
		PG_RETURN_NULL();
	}
	if (raise)
		raise_verdict(VARDATA_ANY(t), report);
	else if (report->verdict == GIR_NOT_A_REPORT || report->verdict == GIR_TWO_REPORTS)
		PG_RETURN_NULL();
	return make_composite(fcinfo, VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t), report);
}

/*
 * gireport_parse(text) -> gireport
 *
 * Raises ZG001 (no report), ZG002 (two reports), ZG003 (form undecided), ZG004 (a table absent).  Cells that cannot be attributed are
 * no error; they are unreadable.  IMMUTABLE: depends on the text and the extension's version alone.
 */
Datum
gireport_parse(PG_FUNCTION_ARGS)
{
	return gireport_parse_text(fcinfo, PG_GETARG_TEXT_PP(0), true);
}

/*
 * gireport_try_parse(text) -> gireport
 *
 * The same without errors: NULL for no report and for two; form and figures NULL when the form is undecided; cells of an absent table
 * are missing.  Raises only for cancel, time-out and memory.
 */
Datum
gireport_try_parse(PG_FUNCTION_ARGS)
{
	return gireport_parse_text(fcinfo, PG_GETARG_TEXT_PP(0), false);
}

/*
 * gireport_reading(text) -> (status text, reason text)
 *
 * How the text was read: 'read', 'not_a_report', 'two_reports', 'form_undecided', 'table_absent', 'too_large', and what was found.
 */
Datum
gireport_reading(PG_FUNCTION_ARGS)
{
	return gireport_reading_text(fcinfo, PG_GETARG_TEXT_PP(0));
}

Datum
gireport_reading_text(FunctionCallInfo fcinfo, text *t)
{
	static const char *const names[] = {"read", "not_a_report", "two_reports", "form_undecided", "table_absent"};
	const GirReport *report = gireport_read(t);

	if (report->status == GIR_TOO_LARGE)
		return gireport_reading_made(fcinfo, "too_large", report->reason ? report->reason : "a limit was exceeded");
	return gireport_reading_made(fcinfo, names[report->verdict], describe(VARDATA_ANY(t), report));
}

Datum
gireport_reading_made(FunctionCallInfo fcinfo, const char *status, const char *reason)
{
	Datum		values[2] = {CStringGetTextDatum(status), CStringGetTextDatum(reason)};
	bool		nulls[2] = {false, false};

	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(gireport_result_type(fcinfo), values, nulls)));
}

/* Columns of gireport_layout(), from 0. */
enum
{
	LAYOUT_TABLE,
	LAYOUT_ROW,
	LAYOUT_LABEL,
	LAYOUT_OUTCOME,
	LAYOUT_PRINTED,
	LAYOUT_REASON,
	LAYOUT_REASON_ZH,
	LAYOUT_SHAPE,
	LAYOUT_NATTS
};

static void
put_layout(ReturnSetInfo *rsinfo, const char *table, const char *row, const char *label, const char *outcome, int printed,
		   const char *reason, const char *reason_zh, const char *shape)
{
	Datum		values[LAYOUT_NATTS] = {0};
	bool		nulls[LAYOUT_NATTS];

	memset(nulls, true, sizeof(nulls));
	gireport_put(values, nulls, LAYOUT_TABLE, CStringGetTextDatum(table));
	if (row)
		gireport_put(values, nulls, LAYOUT_ROW, CStringGetTextDatum(row));
	gireport_put(values, nulls, LAYOUT_LABEL, CStringGetTextDatum(label));
	gireport_put(values, nulls, LAYOUT_OUTCOME, CStringGetTextDatum(outcome));
	gireport_put(values, nulls, LAYOUT_PRINTED, Int32GetDatum(printed));
	gireport_put(values, nulls, LAYOUT_REASON, CStringGetTextDatum(reason));
	gireport_put(values, nulls, LAYOUT_REASON_ZH, CStringGetTextDatum(reason_zh));
	gireport_put(values, nulls, LAYOUT_SHAPE, CStringGetTextDatum(shape));
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

static void
put_table_layout(ReturnSetInfo *rsinfo, const GirReport *report, GirTable table)
{
	const GirReading *r = &report->reading;
	const GirTableEvidence *e = &r->tables[table];
	const GirForm *form = r->figures.form;
	const char *shape = gir_layout_name(report->layout);
	int			printed = 0;

	for (int i = 0; form && i < form->nrows; i++)
		if (form->blocks[form->rows[i].block].table == table)
			printed += r->printed[i];
	put_layout(rsinfo, gir_table_key(table), NULL, gir_table_zh(table), e->labels == 0 ? "absent" : e->refused ? "partly" : "present", printed,
			   psprintf("labels seen: %d, rows: %d, of these refused: %d", e->labels, e->rows, e->refused),
			   psprintf("标签 %d 个，行 %d，其中未能归属 %d", e->labels, e->rows, e->refused), shape);
	for (int i = 0; form && i < form->nrows; i++)
	{
		const GirRow *row = &form->rows[i];
		/* the groups of table 4 stand in one row, which is noted for the first of them, unless each has its own */
		int			noted = row->role == GIR_ROLE_DISPUTE && r->fate[i] == GIR_FATE_ABSENT ? form->blocks[row->block].first_row : i;
		GirRowFate	fate = (GirRowFate) r->fate[noted];
		char		name[GIR_MAX_NAME];

		if (form->blocks[row->block].table != table)
			continue;
		put_layout(rsinfo, gir_table_key(table), row->key, gir_row_name(form, i, true, name),
				   fate == GIR_FATE_ABSENT ? "missing" : fate <= GIR_FATE_COUNTED ? "read" : "refused", r->printed[noted],
				   gir_fate_text(fate, false), gir_fate_text(fate, true), shape);
	}
}

/*
 * gireport_layout(text) -> setof (table_key, row_key, label, outcome, printed, reason, reason_zh, layout)
 *
 * What was recognised: a row for each table (row_key NULL: absent, present, partly), then one for each of its rows (read, refused,
 * missing), with the reason, so that a person can see why a cell is NULL.
 */
Datum
gireport_layout(PG_FUNCTION_ARGS)
{
	return gireport_layout_text(fcinfo, PG_GETARG_TEXT_PP(0));
}

Datum
gireport_layout_refused(FunctionCallInfo fcinfo, const char *outcome, const char *reason, const char *reason_zh)
{
	gireport_materialize(fcinfo);
	put_layout((ReturnSetInfo *) fcinfo->resultinfo, "", NULL, "", outcome, 0, reason, reason_zh, "");
	return (Datum) 0;
}

Datum
gireport_layout_text(FunctionCallInfo fcinfo, text *t)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	const GirReport *report = gireport_read(t);

	if (report->status == GIR_TOO_LARGE)
		return gireport_layout_refused(fcinfo, "too_large", report->reason ? report->reason : "a limit was exceeded",
									   psprintf("超出限制（%s）", report->reason ? report->reason : ""));
	gireport_materialize(fcinfo);
	for (int t = 0; report->status == GIR_OK && t < GIR_TABLE_COUNT; t++)
		put_table_layout(rsinfo, report, (GirTable) t);
	return (Datum) 0;
}
