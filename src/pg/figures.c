/*
 * figures.c - the base type gireport_figures: input, output, order
 */
#include "pg/gireport.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(gireport_figures_in);
PG_FUNCTION_INFO_V1(gireport_figures_out);
PG_FUNCTION_INFO_V1(gireport_figures_recv);
PG_FUNCTION_INFO_V1(gireport_figures_send);
PG_FUNCTION_INFO_V1(gireport_figures_cmp);
PG_FUNCTION_INFO_V1(gireport_figures_eq);
PG_FUNCTION_INFO_V1(gireport_figures_ne);
PG_FUNCTION_INFO_V1(gireport_figures_lt);
PG_FUNCTION_INFO_V1(gireport_figures_le);
PG_FUNCTION_INFO_V1(gireport_figures_gt);
PG_FUNCTION_INFO_V1(gireport_figures_ge);
PG_FUNCTION_INFO_V1(gireport_figures_hash);
PG_FUNCTION_INFO_V1(gireport_figures_hash_extended);

/* gireport_figures_in(cstring) -> gireport_figures: the text form of encoding.h; ERRCODE_INVALID_TEXT_REPRESENTATION otherwise. */
Datum
gireport_figures_in(PG_FUNCTION_ARGS)
{
	char	   *s = PG_GETARG_CSTRING(0);
	size_t		len = strlen(s);
	char	   *buf = palloc(len + 1);
	GirFigures	figures;
	size_t		at;
	const char *expected = gir_scan(s, len, &figures, buf, &at);

	if (expected)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg(gireport_say("invalid input syntax for type %s", "类型 %s 的输入语法无效"), "gireport_figures"),
				 at < len ? errdetail(gireport_say("At byte %zu stands \"%s\"; expected was %s.", "第 %zu 字节处为“%s”；应为 %s。"), at + 1, pnstrdup(s + at, pg_mbcliplen(s + at, (int) (len - at), 20)), gireport_say(expected, gir_encoding_zh(expected)))
				 : errdetail(gireport_say("After byte %zu the text ends; expected was %s.", "文本在第 %zu 字节后结束；应为 %s。"), at, gireport_say(expected, gir_encoding_zh(expected))),
				 errhint("%s", gireport_say("The form is version/form/rules;row=cell,cell,...;... with every row of the form in printed order.",
											"写法为 version/form/rules;row=cell,cell,...;...，按印刷次序列出该格式的每一行。"))));
	PG_RETURN_DATUM(gireport_figures_make(&figures));
}

/* gireport_figures_out(gireport_figures) -> cstring: the text form of encoding.h. */
Datum
gireport_figures_out(PG_FUNCTION_ARGS)
{
	GirFigures	figures;
	char		buf[GIR_MAX_PRINTED];
	size_t		n;

	gireport_figures_decode(PG_GETARG_VARLENA_PP(0), &figures);
	n = gir_print(&figures, buf);
	PG_RETURN_CSTRING(pnstrdup(buf, n));
}

/* gireport_figures_recv(internal) -> gireport_figures: the canonical bytes of encoding.h, checked in full. */
Datum
gireport_figures_recv(PG_FUNCTION_ARGS)
{
	StringInfo	msg = (StringInfo) PG_GETARG_POINTER(0);
	int			n = msg->len - msg->cursor;
	const char *bytes = pq_getmsgbytes(msg, n);
	GirFigures	figures;
	const char *wrong = gir_decode((const uint8_t *) bytes, (size_t) n, &figures);

	if (wrong)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg(gireport_say("invalid binary value for type %s: %s", "类型 %s 的二进制值无效：%s"), "gireport_figures", gireport_say(wrong, gir_encoding_zh(wrong)))));
	for (int i = 0; i < figures.form->ncells; i++)
	{
		const GirValue *v = &figures.cells[i];

		(void) pg_verify_mbstr(PG_UTF8, v->unit.s ? v->unit.s : "", (int) v->unit.len, false);
		(void) pg_verify_mbstr(PG_UTF8, v->note.s ? v->note.s : "", (int) v->note.len, false);
		(void) pg_verify_mbstr(PG_UTF8, v->text.s ? v->text.s : "", (int) v->text.len, false);
	}
	PG_RETURN_DATUM(gireport_figures_make(&figures));
}

/* gireport_figures_send(gireport_figures) -> bytea: the canonical bytes. */
Datum
gireport_figures_send(PG_FUNCTION_ARGS)
{
	struct varlena *v = PG_GETARG_VARLENA_PP(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbytes(&buf, VARDATA_ANY(v), (int) VARSIZE_ANY_EXHDR(v));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* The order of the canonical bytes: by form, then from the first cell on; equal means the same cells with the same states. */
static int
compare(FunctionCallInfo fcinfo)
{
	struct varlena *a = PG_GETARG_VARLENA_PP(0);
	struct varlena *b = PG_GETARG_VARLENA_PP(1);
	size_t		na = VARSIZE_ANY_EXHDR(a);
	size_t		nb = VARSIZE_ANY_EXHDR(b);
	int			c = memcmp(VARDATA_ANY(a), VARDATA_ANY(b), Min(na, nb));

	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return c != 0 ? c : (na > nb) - (na < nb);
}

/* btree support: negative, 0, positive. */
Datum
gireport_figures_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(compare(fcinfo));
}

Datum
gireport_figures_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) == 0);
}

Datum
gireport_figures_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) != 0);
}

Datum
gireport_figures_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) < 0);
}

Datum
gireport_figures_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) <= 0);
}

Datum
gireport_figures_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) > 0);
}

Datum
gireport_figures_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) >= 0);
}

/* hash support, over the canonical bytes. */
Datum
gireport_figures_hash(PG_FUNCTION_ARGS)
{
	struct varlena *v = PG_GETARG_VARLENA_PP(0);

	return hash_any((const unsigned char *) VARDATA_ANY(v), (int) VARSIZE_ANY_EXHDR(v));
}

Datum
gireport_figures_hash_extended(PG_FUNCTION_ARGS)
{
	struct varlena *v = PG_GETARG_VARLENA_PP(0);

	return hash_any_extended((const unsigned char *) VARDATA_ANY(v), (int) VARSIZE_ANY_EXHDR(v), PG_GETARG_INT64(1));
}
