/*
 * gireport.h - what the files of the glue share
 *
 * Only the glue knows PostgreSQL; it alone raises errors, and never while something foreign is open.
 */
#ifndef GIREPORT_H
#define GIREPORT_H

#include "postgres.h"
#include "fmgr.h"
#include "access/htup_details.h"
#include "utils/jsonb.h"
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

#include "core/checks.h"
#include "core/encoding.h"
#include "core/repair.h"
#include "core/report.h"
#include "core/statements.h"
#include "core/sum.h"

/* SQLSTATEs of class ZG; the README lists them. */
#define ERRCODE_GIREPORT_NOT_A_REPORT	MAKE_SQLSTATE('Z', 'G', '0', '0', '1')
#define ERRCODE_GIREPORT_TWO_REPORTS	MAKE_SQLSTATE('Z', 'G', '0', '0', '2')
#define ERRCODE_GIREPORT_FORM_UNDECIDED MAKE_SQLSTATE('Z', 'G', '0', '0', '3')
#define ERRCODE_GIREPORT_TABLE_ABSENT	MAKE_SQLSTATE('Z', 'G', '0', '0', '4')
#define ERRCODE_GIREPORT_TOO_LARGE		MAKE_SQLSTATE('Z', 'G', '0', '0', '5')
#define ERRCODE_GIREPORT_NO_CHARACTER_SET MAKE_SQLSTATE('Z', 'G', '0', '0', '6')

/* Attributes of the composite type gireport, from 0. */
enum
{
	ATT_FORM,
	ATT_YEAR,
	ATT_AGENCY,
	ATT_TITLE,
	ATT_FIGURES,
	ATT_PROVENANCE,
	ATT_EXTRA,
	GIREPORT_NATTS
};

/* The text that the user reads: Chinese or English, as gireport.language and lc_messages say. */
extern const char *gireport_say(const char *en, const char *zh);

/* SHA-256. */
extern void gireport_digest(const char *data, size_t len, uint8 *digest);

/* An attribute of a composite value. */
extern Datum gireport_attribute(HeapTupleHeader report, int attribute, bool *isnull);

/* The figures of a composite value; false when it has none. */
extern bool gireport_figures_of(HeapTupleHeader report, GirFigures *figures);

/* Its year, and the year of its stated period when that is another; 0 for none. */
extern int	gireport_year_of(HeapTupleHeader report);
extern int	gireport_period_year_of(HeapTupleHeader report);

/* Has the user cancelled the query, or the server to stop?  For the core to poll; the argument is not used. */
extern bool gireport_interrupted(void *context);

/* JSON that is being made. */
extern void gireport_push_key(JsonbParseState **state, const char *key);
extern void gireport_push_string(JsonbParseState **state, const char *s, int len);
extern void gireport_push_number(JsonbParseState **state, Numeric n);

/* The same as they are stored, NULL when it has none; their form, and one of their cells. */
extern struct varlena *gireport_stored_figures(HeapTupleHeader report);
extern const GirForm *gireport_stored_form(struct varlena *stored);
extern void gireport_stored_cell(struct varlena *stored, int cell, GirValue *value);

/*
 * All of them, decoded once for those who ask one after the other for the same; valid until others are asked for.  When nobody has asked
 * for these before, the first gives NULL: who wants one cell need not decode all.  room is for what is too long to be remembered.
 */
extern const GirFigures *gireport_known_figures(struct varlena *stored);
extern const GirFigures *gireport_all_figures(struct varlena *stored, GirFigures *room);

/* A number that only equal figures share, for what is made of them and kept; 0 for those in room. */
extern uint64 gireport_figures_number(const GirFigures *figures);

/*
 * Read a report out of a text; raises only for cancel and memory.  It is valid until a report or statements of another text are asked for; those who
 * ask for the same again have what was read.
 */
extern const GirReport *gireport_read(text *t);

/*
 * The report in a text, as the function's result: an error that says why it is none (raise), or NULL.
 */
extern Datum gireport_parse_text(FunctionCallInfo fcinfo, text *t, bool raise);

/* The same for gireport_reading() and gireport_layout(); and their results for what could not be read at all. */
extern Datum gireport_reading_text(FunctionCallInfo fcinfo, text *t);
extern Datum gireport_reading_made(FunctionCallInfo fcinfo, const char *status, const char *reason);
extern Datum gireport_layout_text(FunctionCallInfo fcinfo, text *t);
extern Datum gireport_layout_refused(FunctionCallInfo fcinfo, const char *outcome, const char *reason, const char *reason_zh);

/* Figures of a gireport_figures value (the value is kept alive by the caller). */
extern void gireport_figures_decode(struct varlena *value, GirFigures *figures);
extern Datum gireport_figures_make(const GirFigures *figures);

/* A cell's number, exactly. */
extern Datum gireport_numeric(const GirValue *value);

/* Descriptor of the function's row type, looked up once for each query. */
extern TupleDesc gireport_result_type(FunctionCallInfo fcinfo);

/*
 * Begin a function's set of rows: rsinfo->setResult and setDesc are there afterwards.  Instead of InitMaterializedSRF(), which looks up the
 * row type with every call, in memory that lives as long as the query: with a call for each report of a country that is gigabytes.
 * Returns a place that keeps a pointer of the function's own from one call to the next, NULL at first.
 */
extern void **gireport_materialize(FunctionCallInfo fcinfo);

/* Argument that says how blanks count: 'zero' or 'unknown'. */
extern bool gireport_unknown_blanks(text *blanks);

extern text *gireport_text(GirString s);

/* The cell of that path; -1 when only another form has it, an error when none does. */
extern int	gireport_find_cell(const GirForm *form, const char *path, size_t len);

/* Line and character of an offset in a text, both from 1, walking on from where the last call stopped. */
typedef struct GireportWalker
{
	const char *text;
	uint32_t	off;
	int			line;
	int			position;
} GireportWalker;

extern void gireport_walk(GireportWalker *w, uint32_t off);

/*
 * The repairs of figures, or NULL when there is nothing to be repaired or filled in.  *space is the work space, NULL at first and then
 * made in the given memory context; the result lives there, until the next call.
 */
extern const GirRepair *gireport_repair(void **space, MemoryContext context, const GirFigures *figures, const GirRepairOptions *options);

/* Paths of cells as text[]. */
extern Datum gireport_paths(const GirForm *form, const uint8_t *cells, int n);

/* The figure of a cell as reported and as a change proposes it; false: it has none, or it is left open. */
extern bool gireport_reported(const GirFigures *figures, const GirChange *change, Datum *value);
extern bool gireport_proposed(const GirChange *change, Datum *value);

/* Take the next name out of the bits of GirProposal.evidence; NULL when none is left. */
extern const char *gireport_next_evidence(uint32_t *evidence);

/* A number at scale GIR_MAX_SCALE. */
extern Datum gireport_scaled(__int128 n);

/* Add a report to a sum whose memory is the context's; raises for another form. */
extern void gireport_add_to_sum(GirSum *sum, HeapTupleHeader report, MemoryContext context);

/* Raise what is wrong with adding up two forms; and room for a sum in a memory context. */
extern void gireport_check_sum(GirSumStatus status, int form, int other);
extern void *gireport_room(void *context, size_t size);

/*
 * The statements of a document or a sentence, in memory of the query's; the text is read once for both.  year as in GirStatementOptions;
 * nshares percentages stand behind the n statements.
 */
extern GirStatement *gireport_read_statements(text *t, int year, uint32_t *n, uint32_t *nshares);

/* One column of a row that is being made. */
static inline void
gireport_put(Datum *values, bool *nulls, int column, Datum value)
{
	values[column] = value;
	nulls[column] = false;
}

#endif							/* GIREPORT_H */
