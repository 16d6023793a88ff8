/*
 * store.c - what the triggers of a store ask for each report that is loaded
 *
 * A statement in PL/pgSQL takes several times as long to start and to end as an index to answer it. These functions ask the indexes
 * themselves; what happens seldom stays in PL/pgSQL. They see what is there at this moment: what others have committed, and what
 * this statement has done so far.
 */
#include "pg/gireport.h"

#include "access/genam.h"
#include "access/relscan.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/pg_am.h"
#include "catalog/pg_index.h"
#include "catalog/pg_type.h"
#include "common/sha2.h"
#include "miscadmin.h"
#include "nodes/tidbitmap.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/resowner.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

PG_FUNCTION_INFO_V1(gireport_publishes_summaries);
PG_FUNCTION_INFO_V1(gireport_store_digest);
PG_FUNCTION_INFO_V1(gireport_store_holds_text);
PG_FUNCTION_INFO_V1(gireport_store_text_done);
PG_FUNCTION_INFO_V1(gireport_store_holds_version);
PG_FUNCTION_INFO_V1(gireport_store_scope_of);

/* ---- whose report is a summary ---- */

static bool
ends_with(const char *s, size_t len, const char *suffix)
{
	size_t		n = strlen(suffix);

	return len >= n && memcmp(s + len - n, suffix, n) == 0;
}

static bool
ends_with_any(const char *s, size_t len, const char *const *suffixes, int n)
{
	for (int i = 0; i < n; i++)
		if (ends_with(s, len, suffixes[i]))
			return true;
	return false;
}

static bool
publishes_summaries(const char *s, size_t len)
{
	static const char *const regions[] = {"省", "市", "州", "盟", "县", "区", "旗"};	/* 自治区 is a 区 */
	static const char *const offices[] = {"地区行政公署", "地区行署"};
	static const char *const others[] = {"社区", "小区", "校区", "院区", "园区", "景区"};
	static const char government[] = "人民政府";
	size_t		name = ends_with(s, len, government) ? len - strlen(government) : len;

	return (ends_with_any(s, name, regions, lengthof(regions)) || ends_with_any(s, len, offices, lengthof(offices))) &&
		!ends_with_any(s, len, others, lengthof(others));
}

/*
 * gireport_publishes_summaries(agency text) -> boolean
 *
 * A region, or its government, publishes the summary of what stands below it; a township does not.  地区 is governed by an administrative
 * office.  社区, 园区 and their like end in 区, but are no regions; 矿区 and 城区 are.
 */
Datum
gireport_publishes_summaries(PG_FUNCTION_ARGS)
{
	text	   *agency = PG_GETARG_TEXT_PP(0);

	PG_RETURN_BOOL(publishes_summaries(VARDATA_ANY(agency), VARSIZE_ANY_EXHDR(agency)));
}

/* ---- asking an index ---- */

/* The columns that an index has, and no others. */
static bool
has_columns(Relation table, Relation index, Oid am, const char *const *columns, int n)
{
	bool		same = index->rd_rel->relam == am && index->rd_index->indisvalid && IndexRelationGetNumberOfKeyAttributes(index) == n;

	for (int i = 0; same && i < n; i++)
	{
		AttrNumber	attribute = index->rd_index->indkey.values[i];

		same = attribute > 0 && strcmp(NameStr(TupleDescAttr(RelationGetDescr(table), attribute - 1)->attname), columns[i]) == 0;
	}
	return same;
}

/* A table of a store, and an index of it. */
typedef struct Place
{
	Oid			report;			/* the table report of that store */
	Oid			table;
	Oid			index;
	char		new_from[80];	/* the setting in which new agencies are noted, as gireport_store_note() names it */
} Place;

static Oid
find_index(Relation table, Oid am, const char *const *columns, int n)
{
	Oid			found = InvalidOid;
	List	   *indexes = RelationGetIndexList(table);
	ListCell   *cell;

	foreach(cell, indexes)
	{
		Relation	index = index_open(lfirst_oid(cell), AccessShareLock);

		if (has_columns(table, index, am, columns, n) && (am != BTREE_AM_OID || index->rd_index->indisunique))
			found = lfirst_oid(cell);
		index_close(index, AccessShareLock);
	}
	list_free(indexes);
	if (!OidIsValid(found))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg(gireport_say("table \"%s\" of a store has lost the index on \"%s\"", "库的表“%s”缺少“%s”列上的索引"), RelationGetRelationName(table), columns[0]),
				 errhint("%s", gireport_say("Make it again; gireport_create_store() makes a store that has it.", "请重建该索引；gireport_create_store() 所建的库都有它。"))));
	return found;
}

/*
 * The n-th place that a function asks, looked up once for each query: in the table report, which is argument 0, or in agency beside it.
 * The caller must be allowed to read the table. Locks are kept until the end of the transaction, as those of a query are: nobody drops
 * an index that was found.
 */
static const Place *
place_of(FunctionCallInfo fcinfo, int n, bool agency, Oid am, const char *const *columns, int ncolumns)
{
	Place	   *places = fcinfo->flinfo->fn_extra;
	Oid			report = PG_GETARG_OID(0);
	Place		found = {report, report};
	Relation	table;
	Datum		store;

	if (places == NULL)
		places = fcinfo->flinfo->fn_extra = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, 2 * sizeof(Place));
	if (places[n].report == report && SearchSysCacheExists1(INDEXRELID, ObjectIdGetDatum(places[n].index)))
		return &places[n];
	if (agency)
		found.table = get_relname_relid("agency", get_rel_namespace(report));
	if (pg_class_aclcheck(found.table, GetUserId(), ACL_SELECT) != ACLCHECK_OK)
		aclcheck_error(ACLCHECK_NO_PRIV, OBJECT_TABLE, get_rel_name(found.table));
	table = table_open(found.table, AccessShareLock);
	found.index = find_index(table, am, columns, ncolumns);
	table_close(table, NoLock);
	store = DirectFunctionCall1(md5_text, CStringGetTextDatum(get_namespace_name(get_rel_namespace(report))));
	snprintf(found.new_from, sizeof(found.new_from), "gireport_store.new_from_%s", TextDatumGetCString(store));
	places[n] = found;
	return &places[n];
}

static IndexScanDesc
begin_scan(Relation table, Relation index, Snapshot snapshot, ScanKey keys, int n)
{
#if PG_VERSION_NUM >= 180000
	IndexScanDesc scan = index_beginscan(table, index, snapshot, NULL, n, 0);
#else
	IndexScanDesc scan = index_beginscan(table, index, snapshot, n, 0);
#endif

	index_rescan(scan, keys, n, NULL, 0);
	return scan;
}

static void
set_key(ScanKey keys, Relation index, int column, RegProcedure equals, Datum value)
{
	ScanKeyEntryInitialize(&keys[column], 0, (AttrNumber) (column + 1), BTEqualStrategyNumber, InvalidOid, index->rd_indcollation[column], equals, value);
}

/* ---- texts ---- */

/* gireport_store_digest(body text) -> bytea: SHA-256 of its bytes, which are UTF-8 in every database that has the extension. */
Datum
gireport_store_digest(PG_FUNCTION_ARGS)
{
	text	   *body = PG_GETARG_TEXT_PP(0);
	bytea	   *digest = palloc(VARHDRSZ + PG_SHA256_DIGEST_LENGTH);

	SET_VARSIZE(digest, VARHDRSZ + PG_SHA256_DIGEST_LENGTH);
	gireport_digest(VARDATA_ANY(body), VARSIZE_ANY_EXHDR(body), (uint8 *) VARDATA(digest));
	PG_RETURN_BYTEA_P(digest);
}

/*
 * The text that this session is about to load.  Between the question whether it is there and its row another session could ask, too; so
 * the first who asks holds a lock until the row stands.  The next question, or the end of the statement, gives it back, else the end of
 * the transaction: it belongs to that, whatever subtransaction or portal is running.
 */
static LOCKTAG loading;
static bool is_loading;

static void
forget_loading(XactEvent event, void *context)
{
	is_loading = false;
}

static void
stop_loading(void)
{
	ResourceOwner owner = CurrentResourceOwner;

	if (!is_loading)
		return;
	is_loading = false;
	CurrentResourceOwner = TopTransactionResourceOwner;
	LockRelease(&loading, ExclusiveLock, false);
	CurrentResourceOwner = owner;
}

/* An advisory lock on the table and four bytes of the digest, of a kind (field 4) that users cannot take. */
static void
start_loading(Oid table, bytea *digest)
{
	static bool is_registered;
	ResourceOwner owner = CurrentResourceOwner;
	uint32		part = 0;

	if (!is_registered)
		RegisterXactCallback(forget_loading, NULL);
	is_registered = true;
	stop_loading();
	memcpy(&part, VARDATA_ANY(digest), Min(sizeof(part), VARSIZE_ANY_EXHDR(digest)));
	SET_LOCKTAG_ADVISORY(loading, MyDatabaseId, table, part, 3);
	CurrentResourceOwner = TopTransactionResourceOwner;
	PG_TRY();
	{
		(void) LockAcquire(&loading, ExclusiveLock, false, false);
		is_loading = true;
	}
	PG_FINALLY();
	{
		CurrentResourceOwner = owner;
	}
	PG_END_TRY();
}

/* Does a row stand under that key?  When only transactions that still run have put one there, one of these, to wait for. */
static bool
is_there(Relation table, Relation index, ScanKey key, TransactionId *inserter, uint32 *speculative)
{
	SnapshotData dirty;
	TupleTableSlot *slot = table_slot_create(table, NULL);
	IndexScanDesc scan;
	bool		there = false;

	InitDirtySnapshot(dirty);
	scan = begin_scan(table, index, &dirty, key, 1);
	*inserter = InvalidTransactionId;
	while (!there && index_getnext_slot(scan, ForwardScanDirection, slot))
	{
		there = !TransactionIdIsValid(dirty.xmin);
		if (!there)
		{
			*inserter = dirty.xmin;
			*speculative = dirty.speculativeToken;
		}
	}
	index_endscan(scan);
	ExecDropSingleTupleTableSlot(slot);
	return there;
}

/*
 * gireport_store_holds_text(report oid, digest bytea) -> boolean
 *
 * Is a text with that digest in the table?  Waits for whoever is loading it, and keeps others waiting until it is loaded, which
 * gireport_store_text_done() tells.
 */
Datum
gireport_store_holds_text(PG_FUNCTION_ARGS)
{
	static const char *const columns[] = {"digest"};
	const Place *place = place_of(fcinfo, 0, false, BTREE_AM_OID, columns, 1);
	Relation	table = table_open(place->table, AccessShareLock);
	Relation	index = index_open(place->index, AccessShareLock);
	ScanKeyData key;
	TransactionId inserter;
	uint32		speculative;
	bool		there;

	start_loading(place->table, PG_GETARG_BYTEA_PP(1));
	set_key(&key, index, 0, F_BYTEAEQ, PG_GETARG_DATUM(1));
	while (!(there = is_there(table, index, &key, &inserter, &speculative)) && TransactionIdIsValid(inserter))
	{
		if (speculative)
			SpeculativeInsertionWait(inserter, speculative);
		else
			XactLockTableWait(inserter, NULL, NULL, XLTW_None);
	}
	index_close(index, NoLock);
	table_close(table, NoLock);
	PG_RETURN_BOOL(there);
}

/* gireport_store_text_done() -> void */
Datum
gireport_store_text_done(PG_FUNCTION_ARGS)
{
	stop_loading();
	PG_RETURN_VOID();
}

/* ---- versions and agencies ---- */

/* The first row under the keys, or an empty slot; the caller drops it. */
static TupleTableSlot *
first_row(Relation table, Relation index, ScanKey keys, int n)
{
	TupleTableSlot *slot = table_slot_create(table, NULL);
	IndexScanDesc scan = begin_scan(table, index, SnapshotSelf, keys, n);

	(void) index_getnext_slot(scan, ForwardScanDirection, slot);
	if (!TTS_EMPTY(slot))
		ExecMaterializeSlot(slot);
	index_endscan(scan);
	return slot;
}

/*
 * gireport_store_holds_version(report oid, agency text, year integer, scope text) -> boolean
 *
 * Is a version in force for them?  False when one of them is NULL.
 */
Datum
gireport_store_holds_version(PG_FUNCTION_ARGS)
{
	static const char *const columns[] = {"agency", "year", "scope"};
	const Place *place;
	Relation	table;
	Relation	index;
	TupleTableSlot *row;
	ScanKeyData keys[3];
	bool		there;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		PG_RETURN_BOOL(false);
	place = place_of(fcinfo, 0, false, BTREE_AM_OID, columns, 3);
	table = table_open(place->table, AccessShareLock);
	index = index_open(place->index, AccessShareLock);
	set_key(keys, index, 0, F_TEXTEQ, PG_GETARG_DATUM(1));
	set_key(keys, index, 1, F_INT4EQ, PG_GETARG_DATUM(2));
	set_key(keys, index, 2, F_TEXTEQ, PG_GETARG_DATUM(3));
	row = first_row(table, index, keys, 3);
	there = !TTS_EMPTY(row);
	ExecDropSingleTupleTableSlot(row);
	index_close(index, NoLock);
	table_close(table, NoLock);
	PG_RETURN_BOOL(there);
}

/* Has the store an agency of that name?  Then *summary tells whether its reports are summaries. */
static bool
find_agency(const Place *place, Datum name, bool *summary)
{
	Relation	table = table_open(place->table, AccessShareLock);
	Relation	index = index_open(place->index, AccessShareLock);
	TupleTableSlot *row;
	ScanKeyData key;
	bool		isnull;
	bool		there;

	set_key(&key, index, 0, F_TEXTEQ, name);
	row = first_row(table, index, &key, 1);
	there = !TTS_EMPTY(row);
	if (there)
		*summary = DatumGetBool(slot_getattr(row, get_attnum(place->table, "publishes_summaries"), &isnull));
	ExecDropSingleTupleTableSlot(row);
	index_close(index, NoLock);
	table_close(table, NoLock);
	return there;
}

/* The strategy of @> in array_ops, for which PostgreSQL has no name. */
#define ARRAY_CONTAINS 2

/* May that be the alias of an agency?  The index tells of rows that are gone, too. */
static bool
may_be_alias(const Place *place, Datum name)
{
	Relation	index = index_open(place->index, AccessShareLock);
	TIDBitmap  *rows = tbm_create(work_mem * (Size) 1024, NULL);
	ScanKeyData key;
	IndexScanDesc scan;
	int64		n;

	ScanKeyEntryInitialize(&key, 0, 1, ARRAY_CONTAINS, InvalidOid, index->rd_indcollation[0], F_ARRAYCONTAINS,
						   PointerGetDatum(construct_array(&name, 1, TEXTOID, -1, false, TYPALIGN_INT)));
#if PG_VERSION_NUM >= 180000
	scan = index_beginscan_bitmap(index, SnapshotSelf, NULL, 1);
#else
	scan = index_beginscan_bitmap(index, SnapshotSelf, 1);
#endif
	index_rescan(scan, &key, 1, NULL, 0);
	n = index_getbitmap(scan, rows);
	index_endscan(scan);
	tbm_free(rows);
	index_close(index, NoLock);
	return n > 0;
}

/*
 * Note a report whose agency is to be added at the end of the statement: the least of them, in a setting that ends with the transaction.
 */
static void
note_new(const Place *place, int64 report_id)
{
	const char *noted = GetConfigOption(place->new_from, true, false);

	if (noted == NULL || *noted == '\0' || strtoll(noted, NULL, 10) > report_id)
		(void) set_config_option(place->new_from, psprintf(INT64_FORMAT, report_id), PGC_USERSET, PGC_S_SESSION, GUC_ACTION_LOCAL, true, 0, false);
}

/*
 * gireport_store_scope_of(report oid, report_id bigint, agency text) -> text
 *
 * The scope of an agency's reports: summary or agency.  Notes the report when the store has neither an agency of that name nor one with
 * that alias; NULL when it may be an alias.
 */
Datum
gireport_store_scope_of(PG_FUNCTION_ARGS)
{
	static const char *const name[] = {"name"};
	static const char *const aliases[] = {"aliases"};
	const Place *place = place_of(fcinfo, 0, true, BTREE_AM_OID, name, 1);
	text	   *agency = PG_GETARG_TEXT_PP(2);
	bool		summary;

	if (!find_agency(place, PointerGetDatum(agency), &summary))
	{
		if (may_be_alias(place_of(fcinfo, 1, true, GIN_AM_OID, aliases, 1), PointerGetDatum(agency)))
			PG_RETURN_NULL();
		note_new(place, PG_GETARG_INT64(1));
		summary = publishes_summaries(VARDATA_ANY(agency), VARSIZE_ANY_EXHDR(agency));
	}
	PG_RETURN_TEXT_P(cstring_to_text(summary ? "summary" : "agency"));
}
