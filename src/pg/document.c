/*
 * document.c - the text that was read last, and its report
 *
 * Queries ask for several things of one text: its report, its statements, findings, cells.  The text is read once for those who ask one after
 * the other.
 */
#include "pg/gireport.h"

#include "miscadmin.h"
#include "utils/memutils.h"

/* Longest text that outlives the call it was read for, in bytes; its cells take as much again up to eight times. */
enum
{
	KEPT = 1 << 18
};

static struct
{
	char	   *text;			/* a copy, since the document points into it; NULL: none */
	size_t		len;
	GirDocument document;
	enum
	{
		READ_CELLS, READ_HEAD, READ_REPORT
	}			stage;
	GirReport	report;			/* as far as the stage says */
}			last;

static void
forget(void)
{
	if (last.text == NULL)
		return;
	gir_document_free(&last.document);
	pfree(last.text);
	last.text = NULL;
}

/* A long text's memory goes with the call, if nobody has asked for another text since. */
static void
forget_long(void *text)
{
	if (last.text == text)
		forget();
}

static void
read_document(const char *data, size_t len)
{
	MemoryContextCallback *callback = NULL;
	char	   *copy;

	if (last.text != NULL && last.len == len && memcmp(last.text, data, len) == 0)
		return;
	forget();
	if (len > KEPT)
		callback = palloc(sizeof(*callback));
	copy = memcpy(MemoryContextAllocHuge(TopMemoryContext, len + 1), data, len);
	if (callback)
	{
		*callback = (MemoryContextCallback) {.func = forget_long,.arg = copy};
		MemoryContextRegisterResetCallback(CurrentMemoryContext, callback);
	}
	gir_document_read(copy, len, gireport_interrupted, NULL, &last.document);
	last.text = copy;
	last.len = len;
	last.stage = READ_CELLS;
}

/* Raise what stopped the core, with nothing foreign open. */
static void
check_status(GirStatus status)
{
	if (status != GIR_OK)
		forget();
	CHECK_FOR_INTERRUPTS();
	if (status == GIR_OUT_OF_MEMORY)
		ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));
	if (status == GIR_CANCELLED)
		ereport(ERROR, (errcode(ERRCODE_QUERY_CANCELED), errmsg("%s", gireport_say("reading of a report was interrupted", "报告的读取被中断"))));
}

const GirReport *
gireport_read(text *t)
{
	read_document(VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t));
	if (last.stage != READ_REPORT)
		gir_report_of_document(&last.document, &last.report);
	last.stage = READ_REPORT;
	check_status(last.report.status);
	return &last.report;
}

GirStatement *
gireport_read_statements(text *t, int year, uint32_t *n, uint32_t *nshares)
{
	GirStatements all = {0};
	GirStatement *items = NULL;
	size_t		size;

	read_document(VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t));
	if (last.stage == READ_CELLS)
	{
		gir_report_head(&last.document, &last.report);
		last.stage = READ_HEAD;
	}
	all.status = last.report.status;
	if (all.status == GIR_OK)
		gir_statements_of_report(&last.document, &last.report, (GirStatementOptions) {year, NULL}, gireport_interrupted, NULL, &all);
	*n = all.status == GIR_OK ? all.n : 0;
	*nshares = all.status == GIR_OK ? all.nshares : 0;
	size = ((size_t) *n + *nshares) * sizeof(GirStatement);
	if (size > 0)
	{
		items = gireport_room(CurrentMemoryContext, size);
		if (items != NULL)
			memcpy(items, all.items, size);
		else
			all.status = GIR_OUT_OF_MEMORY;
	}
	gir_statements_free(&all);
	check_status(all.status);
	return items;
}
