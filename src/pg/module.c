/*
 * module.c - the module's start, and what the glue shares
 */
#include "pg/gireport.h"

#include "core/statements.h"

#include "common/cryptohash.h"
#include "common/sha2.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/numeric.h"
#include "utils/pg_locale.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(gireport_store_say);

typedef enum Language
{
	LANGUAGE_AUTO,
	LANGUAGE_EN,
	LANGUAGE_ZH
} Language;

static const struct config_enum_entry languages[] = {
	{"auto", LANGUAGE_AUTO, false},
	{"en", LANGUAGE_EN, false},
	{"zh", LANGUAGE_ZH, false},
	{NULL, 0, false}
};

static int	language = LANGUAGE_AUTO;

void		_PG_init(void);

void
_PG_init(void)
{
	if (GetDatabaseEncoding() != PG_UTF8)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("%s", gireport_say("gireport works only in databases with encoding UTF8", "gireport 只能用于编码为 UTF8 的数据库")),
				 errdetail(gireport_say("This database has encoding %s.", "该数据库的编码为 %s。"), GetDatabaseEncodingName())));
	gir_text_init();
	if (!gir_forms_init() || !gir_labels_init() || !gir_statements_init())
		elog(ERROR, "the declarations of the report forms are damaged");
	DefineCustomEnumVariable("gireport.language",
							 "Language of error messages of gireport.",
							 "auto follows lc_messages; of the results of functions only those of gireport_html and gireport_reading depend on it.",
							 &language, LANGUAGE_AUTO, languages, PGC_USERSET, 0, NULL, NULL, NULL);
	MarkGUCPrefixReserved("gireport");
}

const char *
gireport_say(const char *en, const char *zh)
{
	bool		chinese = language == LANGUAGE_ZH ||
		(language == LANGUAGE_AUTO && locale_messages && strncmp(locale_messages, "zh", 2) == 0);

	return chinese ? zh : en;
}

/* gireport_store_say(en text, zh text) -> text: the one that the user reads, for messages raised in PL/pgSQL. */
Datum
gireport_store_say(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(gireport_say("en", "zh")[0] == 'z' ? PG_GETARG_DATUM(1) : PG_GETARG_DATUM(0));
}

bool
gireport_interrupted(void *context)
{
	return QueryCancelPending || ProcDiePending;
}

text *
gireport_text(GirString s)
{
	return cstring_to_text_with_len(s.s ? s.s : "", (int) s.len);
}

/*
 * A text that is loaded into a store is digested twice, one time after the other: for the store, which looks whether it is there, and for
 * its provenance.  Comparing it with the last takes a twentieth of the time.
 */
void
gireport_digest(const char *data, size_t len, uint8 *digest)
{
	static struct
	{
		size_t		len;
		uint8		digest[PG_SHA256_DIGEST_LENGTH];
		char		data[65536];	/* longer ones are not remembered */
	}			done;
	pg_cryptohash_ctx *ctx;

	if (len > 0 && len == done.len && memcmp(data, done.data, len) == 0)
	{
		memcpy(digest, done.digest, sizeof(done.digest));
		return;
	}
	ctx = pg_cryptohash_create(PG_SHA256);
	if (ctx == NULL || pg_cryptohash_init(ctx) < 0 || pg_cryptohash_update(ctx, (const uint8 *) data, len) < 0 ||
		pg_cryptohash_final(ctx, digest, PG_SHA256_DIGEST_LENGTH) < 0)
	{
		pg_cryptohash_free(ctx);
		elog(ERROR, "could not compute the digest of the text");
	}
	pg_cryptohash_free(ctx);
	done.len = len <= sizeof(done.data) ? len : 0;
	memcpy(done.data, data, done.len);
	memcpy(done.digest, digest, sizeof(done.digest));
}

static void
refuse_damaged(const char *wrong)
{
	if (wrong)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg(gireport_say("stored report figures cannot be read: %s", "无法读取所存报告的数字：%s"), gireport_say(wrong, gir_encoding_zh(wrong))),
				 errhint("%s", gireport_say("A newer version of gireport may have written them.", "可能由更新版本的 gireport 写入。"))));
}

void
gireport_figures_decode(struct varlena *value, GirFigures *figures)
{
	refuse_damaged(gir_decode_stored((const uint8_t *) VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), figures));
}

/*
 * What GetAttributeByNum() would give.  That looks the type up with every call, which takes longer than all the rest of reading a cell;
 * but this one type is known, and fixed.
 */
Datum
gireport_attribute(HeapTupleHeader report, int attribute, bool *isnull)
{
	const char *data = (const char *) report + report->t_hoff;
	const bits8 *present = report->t_infomask & HEAP_HASNULL ? report->t_bits : NULL;
	uint32		off = 0;

	*isnull = attribute >= HeapTupleHeaderGetNatts(report) || (present && att_isnull(attribute, present));
	for (int i = 0; !*isnull; i++)
	{
		int			len = i == ATT_YEAR ? (int) sizeof(int32) : -1;

		if (present && att_isnull(i, present))
			continue;
		off = att_align_pointer(off, TYPALIGN_INT, len, data + off);
		if (i == attribute)
			return i == ATT_YEAR ? Int32GetDatum(*(const int32 *) (data + off)) : PointerGetDatum(data + off);
		off = att_addlength_pointer(off, len, data + off);
	}
	return (Datum) 0;
}

struct varlena *
gireport_stored_figures(HeapTupleHeader report)
{
	bool		isnull;
	Datum		d = gireport_attribute(report, ATT_FIGURES, &isnull);

	return isnull ? NULL : PG_DETOAST_DATUM_PACKED(d);
}

const GirForm *
gireport_stored_form(struct varlena *stored)
{
	const char *wrong;
	const GirForm *form = gir_decode_form((const uint8_t *) VARDATA_ANY(stored), VARSIZE_ANY_EXHDR(stored), &wrong);

	refuse_damaged(wrong);
	return form;
}

void
gireport_stored_cell(struct varlena *stored, int cell, GirValue *value)
{
	refuse_damaged(gir_decode_cell((const uint8_t *) VARDATA_ANY(stored), VARSIZE_ANY_EXHDR(stored), cell, value));
}

/*
 * The figures asked for last.  Who asks for one cell often asks for the next: a view of all cells for each of them, a judgement after
 * another.  Asked for once, they are remembered as they are stored; when they are asked for again, decoded, with strings that point
 * into the bytes kept here.
 */
static struct
{
	Size		len;
	uint64		number;			/* of the figures that were remembered so far */
	bool		decoded;
	GirFigures	figures;
	char		bytes[1024];	/* longer ones are not remembered */
}			last;

/* Remember these; are they the ones remembered? */
static bool
remember(struct varlena *stored)
{
	Size		len = VARSIZE_ANY_EXHDR(stored);

	if (len == last.len && memcmp(last.bytes, VARDATA_ANY(stored), len) == 0)
		return true;
	memcpy(last.bytes, VARDATA_ANY(stored), len);
	last.len = len;
	last.number++;
	last.decoded = false;
	return false;
}

static const GirFigures *
decode_remembered(void)
{
	if (!last.decoded)
		refuse_damaged(gir_decode_stored((const uint8_t *) last.bytes, last.len, &last.figures));
	last.decoded = true;
	return &last.figures;
}

const GirFigures *
gireport_known_figures(struct varlena *stored)
{
	return VARSIZE_ANY_EXHDR(stored) <= sizeof(last.bytes) && remember(stored) ? decode_remembered() : NULL;
}

const GirFigures *
gireport_all_figures(struct varlena *stored, GirFigures *room)
{
	if (VARSIZE_ANY_EXHDR(stored) <= sizeof(last.bytes))
	{
		remember(stored);
		return decode_remembered();
	}
	gireport_figures_decode(stored, room);
	return room;
}

uint64
gireport_figures_number(const GirFigures *figures)
{
	return figures == &last.figures ? last.number : 0;
}

bool
gireport_figures_of(HeapTupleHeader report, GirFigures *figures)
{
	struct varlena *stored = gireport_stored_figures(report);

	if (stored != NULL)
		gireport_figures_decode(stored, figures);
	return stored != NULL;
}

Datum
gireport_figures_make(const GirFigures *figures)
{
	uint8_t		bytes[GIR_MAX_ENCODED];
	size_t		n = gir_encode(figures, bytes);
	struct varlena *v = palloc(VARHDRSZ + n);

	SET_VARSIZE(v, VARHDRSZ + n);
	memcpy(VARDATA(v), bytes, n);
	return PointerGetDatum(v);
}

Datum
gireport_numeric(const GirValue *value)
{
	return NumericGetDatum(value->scale == 0 ? int64_to_numeric(value->digits)
						   : int64_div_fast_to_numeric(value->digits, value->scale));
}

TupleDesc
gireport_result_type(FunctionCallInfo fcinfo)
{
	if (fcinfo->flinfo->fn_extra == NULL)
	{
		MemoryContext old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
		TupleDesc	desc;

		if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
			elog(ERROR, "the function's result is no row type");
		fcinfo->flinfo->fn_extra = BlessTupleDesc(CreateTupleDescCopy(desc));
		MemoryContextSwitchTo(old);
	}
	return fcinfo->flinfo->fn_extra;
}

/* What a function that returns rows keeps from one call of a query to the next. */
typedef struct Rows
{
	TupleDesc	desc;
	void	   *own;
} Rows;

static Rows *
rows_of(FunctionCallInfo fcinfo)
{
	MemoryContext old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	Rows	   *rows = palloc0(sizeof(Rows));

	if (get_call_result_type(fcinfo, NULL, &rows->desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "the function's result is no row type");
	rows->desc = CreateTupleDescCopy(rows->desc);
	MemoryContextSwitchTo(old);
	return rows;
}

void **
gireport_materialize(FunctionCallInfo fcinfo)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext old;
	Rows	   *rows;

	if (rsinfo == NULL || !IsA(rsinfo, ReturnSetInfo) || !(rsinfo->allowedModes & SFRM_Materialize))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("set-valued function called in context that cannot accept a set")));
	if (fcinfo->flinfo->fn_extra == NULL)
		fcinfo->flinfo->fn_extra = rows_of(fcinfo);
	rows = fcinfo->flinfo->fn_extra;
	/* the caller ends the store and frees the descriptor */
	old = MemoryContextSwitchTo(rsinfo->econtext->ecxt_per_query_memory);
	rsinfo->returnMode = SFRM_Materialize;
	rsinfo->setResult = tuplestore_begin_heap((rsinfo->allowedModes & SFRM_Materialize_Random) != 0, false, work_mem);
	rsinfo->setDesc = CreateTupleDescCopy(rows->desc);
	MemoryContextSwitchTo(old);
	return &rows->own;
}

bool
gireport_unknown_blanks(text *blanks)
{
	const char *s = VARDATA_ANY(blanks);
	size_t		n = VARSIZE_ANY_EXHDR(blanks);

	if (n == 4 && memcmp(s, "zero", 4) == 0)
		return false;
	if (n == 7 && memcmp(s, "unknown", 7) == 0)
		return true;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg(gireport_say("invalid policy for blank cells: \"%s\"", "无效的空白处理方式：“%s”"), text_to_cstring(blanks)),
			 errhint("%s", gireport_say("Use 'zero' (a blank counts as 0) or 'unknown' (a blank decides nothing).",
											"可用 'zero'（空白按 0 计）或 'unknown'（空白不参与判断）。"))));
}
