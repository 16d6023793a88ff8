/*
 * bytes.c - bytes to text, and to report
 */
#include "pg/gireport.h"

#include "funcapi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "core/bytes.h"

PG_FUNCTION_INFO_V1(gireport_parse_bytes);
PG_FUNCTION_INFO_V1(gireport_try_parse_bytes);
PG_FUNCTION_INFO_V1(gireport_reading_bytes);
PG_FUNCTION_INFO_V1(gireport_layout_bytes);
PG_FUNCTION_INFO_V1(gireport_decode);

enum
{
	SHOWN_BYTES = 4				/* of a malformed sequence: the longest character has as many */
};

/*
 * Run the core.  The text lies in the bytes or in the current memory context; its memory of its own is given back before anything can
 * raise.
 */
static text *
decode(bytea *bytes, GirBytes *decoded)
{
	text	   *result = NULL;

	gir_bytes_decode(VARDATA_ANY(bytes), VARSIZE_ANY_EXHDR(bytes), MaxAllocSize - VARHDRSZ, gireport_interrupted, NULL, decoded);
	if (decoded->status != GIR_BYTES_OK)
		return NULL;
	/* bytea and text look the same */
	if (decoded->text == VARDATA_ANY(bytes))
		return (text *) bytes;
	result = palloc_extended(VARHDRSZ + decoded->len, MCXT_ALLOC_NO_OOM);
	if (result == NULL)
		decoded->status = GIR_BYTES_OUT_OF_MEMORY;
	else
	{
		SET_VARSIZE(result, VARHDRSZ + decoded->len);
		memcpy(VARDATA(result), decoded->text, decoded->len);
	}
	gir_bytes_free(decoded);
	return result;
}

/* What has nothing to do with the bytes. */
static void
raise_trouble(const GirBytes *decoded)
{
	switch (decoded->status)
	{
		case GIR_BYTES_OUT_OF_MEMORY:
			ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));
			break;
		case GIR_BYTES_CANCELLED:
			CHECK_FOR_INTERRUPTS();
			ereport(ERROR, (errcode(ERRCODE_QUERY_CANCELED), errmsg("canceling statement due to user request")));
			break;
		case GIR_BYTES_NO_CONVERTER:
			ereport(ERROR,
					(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					 errmsg(gireport_say("the ICU library of this server cannot convert character set %s", "本服务器的 ICU 库不能转换字符集 %s"),
							gir_charset_name(decoded->charset))));
			break;
		default:
			break;
	}
}

/* The first bytes of a sequence: "bf 22 3e 3c". */
static char *
shown_bytes(bytea *bytes, size_t at)
{
	StringInfoData s;

	initStringInfo(&s);
	for (size_t i = at; i < VARSIZE_ANY_EXHDR(bytes) && i < at + SHOWN_BYTES; i++)
		appendStringInfo(&s, "%s%02x", i > at ? " " : "", (unsigned char) VARDATA_ANY(bytes)[i]);
	return s.data;
}

/* Why that character set was taken. */
static char *
evidence_in_words(const GirBytes *decoded)
{
	switch (decoded->evidence)
	{
		case GIR_EVIDENCE_BOM:
			return pstrdup(gireport_say("as the byte order mark says", "据字节顺序标记"));
		case GIR_EVIDENCE_DECLARATION:
			return psprintf(gireport_say("declared as \"%s\"", "据声明“%s”"), decoded->declared);
		case GIR_EVIDENCE_DETECTION:
			return pstrdup(gireport_say("as detected", "据检测"));
		default:
			return pstrdup(gireport_say("as found", "据字节本身"));
	}
}

static void
raise_malformed(bytea *bytes, const GirBytes *decoded)
{
	const char *charset = gir_charset_name(decoded->charset);

	ereport(ERROR,
			(errcode(ERRCODE_CHARACTER_NOT_IN_REPERTOIRE),
			 errmsg(gireport_say("invalid byte sequence for character set %s", "字节序列不符合字符集 %s"), charset),
			 errdetail_internal(gireport_say("Character set: %s, %s. Byte offset: %zu, counted from 0. Bytes there: %s.",
											 "字符集：%s，%s。字节偏移：%zu（从 0 起）。该处字节：%s。"),
								charset, evidence_in_words(decoded), decoded->bad, shown_bytes(bytes, decoded->bad)),
			 errhint("%s", gireport_say("The document was damaged or cut off, or was put together from several character sets. Get it anew, or repair the bytes; what stood there is not guessed.",
										"文件已损坏或被截断，或由几种字符集拼成。请重新取得文件，或修复这些字节；此处内容不作猜测。"))));
}

static void
raise_nul(const GirBytes *decoded)
{
	ereport(ERROR,
			(errcode(ERRCODE_CHARACTER_NOT_IN_REPERTOIRE),
			 errmsg("%s", gireport_say("the bytes hold a NUL character, which a text cannot hold", "字节中含有 NUL 字符，文本不能容纳")),
			 errdetail_internal(gireport_say("Byte offset: %zu, counted from 0.", "字节偏移：%zu（从 0 起）。"), decoded->bad),
			 errhint("%s", gireport_say("Pass a text file or an HTML page, or remove the NUL characters.", "请传入文本文件或 HTML 网页，或删除 NUL 字符。"))));
}

static void
raise_undetermined(const GirBytes *decoded)
{
	ereport(ERROR,
			(errcode(ERRCODE_GIREPORT_NO_CHARACTER_SET),
			 errmsg("%s", gireport_say("the character set of the bytes cannot be told", "无法判定字节的字符集")),
			 decoded->declared[0]
			 ? errdetail_internal(gireport_say("They declare \"%s\", which is not read here, and are no Chinese text in any one of UTF-8, GB18030 and Big5.",
											   "字节声明为“%s”，此处不支持；按 UTF-8、GB18030、Big5 都读不成中文。"),
								  decoded->declared)
			 : errdetail_internal("%s", gireport_say("They have no byte order mark and no declaration, and are no Chinese text in any one of UTF-8, GB18030 and Big5.",
													 "字节没有顺序标记，也没有声明；按 UTF-8、GB18030、Big5 都读不成中文。")),
			 errhint("%s", gireport_say("Convert them yourself, for example with convert_from(bytes, 'GBK'), and pass the text.",
										"请自行转换（例如 convert_from(bytes, 'GBK')），再传入文本。"))));
}

/* The bytes give no text: say why. */
static void
raise_undecoded(bytea *bytes, const GirBytes *decoded)
{
	raise_trouble(decoded);
	switch (decoded->status)
	{
		case GIR_BYTES_MALFORMED:
			raise_malformed(bytes, decoded);
			break;
		case GIR_BYTES_NUL:
			raise_nul(decoded);
			break;
		case GIR_BYTES_UNDETERMINED:
			raise_undetermined(decoded);
			break;
		case GIR_BYTES_NO_TEXT:
			ereport(ERROR,
					(errcode(ERRCODE_GIREPORT_NO_CHARACTER_SET),
					 errmsg(gireport_say("the bytes are no text, but a file of format %s", "字节不是文本，而是 %s 格式的文件"), decoded->format),
					 errhint("%s", gireport_say("Convert the document to text or HTML first.", "请先将文件转换为文本或 HTML。"))));
			break;
		default:
			ereport(ERROR,
					(errcode(ERRCODE_GIREPORT_TOO_LARGE),
					 errmsg("%s", gireport_say("the decoded text is too large", "解码后的文本过大")),
					 errdetail("%s", gireport_say("A text has less than 1 GB.", "文本须小于 1 GB。"))));
			break;
	}
}

/*
 * gireport_parse(bytea) -> gireport
 *
 * gireport_parse(text) of the decoded text, and equal to it: the digest, too, is that of the decoded text, so that one document in
 * two encodings is one.  Raises, besides, 22021 (malformed sequence, NUL), ZG006 (character set cannot be told, no text) and ZG005
 * (too large).  STABLE: ICU's tables change with its version.
 */
Datum
gireport_parse_bytes(PG_FUNCTION_ARGS)
{
	bytea	   *bytes = PG_GETARG_BYTEA_PP(0);
	GirBytes	decoded;
	text	   *t = decode(bytes, &decoded);

	if (t == NULL)
		raise_undecoded(bytes, &decoded);
	if (t != (text *) bytes)
		PG_FREE_IF_COPY(bytes, 0);
	return gireport_parse_text(fcinfo, t, true);
}

/*
 * gireport_try_parse(bytea) -> gireport
 *
 * The same without errors: NULL for bytes that cannot be decoded.  Raises only for cancel, time-out, memory and an ICU without the
 * converter.
 */
Datum
gireport_try_parse_bytes(PG_FUNCTION_ARGS)
{
	bytea	   *bytes = PG_GETARG_BYTEA_PP(0);
	GirBytes	decoded;
	text	   *t = decode(bytes, &decoded);

	if (t == NULL)
	{
		raise_trouble(&decoded);
		PG_RETURN_NULL();
	}
	if (t != (text *) bytes)
		PG_FREE_IF_COPY(bytes, 0);
	return gireport_parse_text(fcinfo, t, false);
}

/* Why the bytes give no text, in one line, in either language. */
static char *
undecoded_reason(bytea *bytes, const GirBytes *decoded, bool zh)
{
	const char *charset = gir_charset_name(decoded->charset);

	switch (decoded->status)
	{
		case GIR_BYTES_MALFORMED:
			return psprintf(zh ? "字节序列不符合字符集 %s，字节偏移 %zu（从 0 起），该处字节：%s"
							: "invalid byte sequence for character set %s at byte offset %zu, counted from 0: %s",
							charset, decoded->bad, shown_bytes(bytes, decoded->bad));
		case GIR_BYTES_NUL:
			return psprintf(zh ? "含有 NUL 字符，字节偏移 %zu（从 0 起）" : "a NUL character at byte offset %zu, counted from 0", decoded->bad);
		case GIR_BYTES_UNDETERMINED:
			return psprintf(zh ? "无法判定字符集（声明：%s）" : "the character set cannot be told (declared: %s)",
							decoded->declared[0] ? decoded->declared : zh ? "无" : "none");
		case GIR_BYTES_NO_TEXT:
			return psprintf(zh ? "不是文本，而是 %s 格式的文件" : "no text, but a file of format %s", decoded->format);
		default:
			return pstrdup(zh ? "解码后的文本过大" : "the decoded text is too large");
	}
}

/* The status that gireport_reading() and gireport_layout() give it. */
static const char *
undecoded_status(const GirBytes *decoded)
{
	return decoded->status == GIR_BYTES_TOO_LARGE ? "too_large" : "undecoded";
}

/*
 * gireport_reading(bytea), gireport_layout(bytea): those of the decoded text
 *
 * For bytes that cannot be decoded, the status or outcome is 'undecoded' and the reason says what gireport_parse(bytea) would.  Raise only
 * for cancel, time-out, memory and an ICU without the converter.
 */
Datum
gireport_reading_bytes(PG_FUNCTION_ARGS)
{
	bytea	   *bytes = PG_GETARG_BYTEA_PP(0);
	GirBytes	decoded;
	text	   *t = decode(bytes, &decoded);

	if (t != NULL)
		return gireport_reading_text(fcinfo, t);
	raise_trouble(&decoded);
	return gireport_reading_made(fcinfo, undecoded_status(&decoded), undecoded_reason(bytes, &decoded, strcmp(gireport_say("en", "zh"), "zh") == 0));
}

Datum
gireport_layout_bytes(PG_FUNCTION_ARGS)
{
	bytea	   *bytes = PG_GETARG_BYTEA_PP(0);
	GirBytes	decoded;
	text	   *t = decode(bytes, &decoded);

	if (t != NULL)
		return gireport_layout_text(fcinfo, t);
	raise_trouble(&decoded);
	return gireport_layout_refused(fcinfo, undecoded_status(&decoded), undecoded_reason(bytes, &decoded, false),
								   undecoded_reason(bytes, &decoded, true));
}

/*
 * gireport_decode(bytea) -> (body text, charset text, evidence text, declared text)
 *
 * The text that gireport_parse(bytea) reads, its character set, why that was taken (core/bytes.h), and the set that the page declares
 * (NULL if none), whether it was taken or not.  Raises what gireport_parse(bytea) raises for bytes that cannot be decoded.
 */
Datum
gireport_decode(PG_FUNCTION_ARGS)
{
	bytea	   *bytes = PG_GETARG_BYTEA_PP(0);
	GirBytes	decoded;
	text	   *t = decode(bytes, &decoded);
	Datum		values[4] = {0};
	bool		nulls[4] = {true, true, true, true};

	if (t == NULL)
		raise_undecoded(bytes, &decoded);
	gireport_put(values, nulls, 0, PointerGetDatum(t));
	gireport_put(values, nulls, 1, CStringGetTextDatum(gir_charset_name(decoded.charset)));
	gireport_put(values, nulls, 2, CStringGetTextDatum(gir_charset_evidence_name(decoded.evidence)));
	if (decoded.declared[0])
		gireport_put(values, nulls, 3, CStringGetTextDatum(decoded.declared));
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(gireport_result_type(fcinfo), values, nulls)));
}
