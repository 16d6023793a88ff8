/*
 * repair.h - which figures are wrong, and what they should be
 *
 * Given figures whose identities do not hold, gir_repair() finds every smallest set of cells that, changed to figures that are not
 * negative, makes all of them hold.  docs/REPAIR.md tells how.  Nothing is repaired here: these are proposals, and a reported figure
 * stays what it is.
 */
#ifndef GIR_REPAIR_H
#define GIR_REPAIR_H

#include "core/checks.h"

enum
{
	GIR_REPAIR_WEIGHT = 4,		/* of a cell of which nothing is known */
	GIR_REPAIR_MAX_WEIGHT = 60,
	GIR_REPAIR_CELLS = 12,		/* the search goes no further than so many wrong cells */
	GIR_REPAIR_SETS = 256,		/* minimal repairs kept of a table */
	GIR_REPAIR_BUDGET = 2000,	/* steps of the search, a table */
	GIR_REPAIR_OPERATIONS = 8000,	/* whole-line operations tried, a table */
	GIR_REPAIR_CAUSES = 48,
	GIR_REPAIR_PROPOSALS = 384,
	GIR_REPAIR_CHANGES = 4096
};

typedef enum GirRepairKind
{
	GIR_REPAIR_CHANGE,			/* a minimal set of cells */
	GIR_REPAIR_FILL,			/* nothing is wrong; cells without a figure follow from the others */
	GIR_REPAIR_BLANKS,			/* blank cells were no zeros: filled in, no figure is wrong */
	GIR_REPAIR_EXCHANGE_IN_ROW, /* two figures of a row exchanged */
	GIR_REPAIR_EXCHANGE_IN_COLUMN,
	GIR_REPAIR_SHIFTED_RIGHT,	/* the figures of a row moved by a column */
	GIR_REPAIR_SHIFTED_LEFT,
	GIR_REPAIR_LINE,			/* a row or column without figures, rebuilt */
	GIR_REPAIR_ROWS,			/* two neighbouring rows exchanged */
	GIR_REPAIR_TOTALS,			/* totals that were not brought up to date */
	GIR_REPAIR_KINDS
} GirRepairKind;

typedef enum GirRepairStatus
{
	GIR_REPAIR_COMPLETE,		/* all minimal repairs are listed */
	GIR_REPAIR_CUT,				/* there may be more of them */
	GIR_REPAIR_AT_LEAST,		/* the search gave up: `minimum` is a lower bound, whole-line operations may be listed */
	GIR_REPAIR_TOO_LARGE		/* figures beyond what can be judged */
} GirRepairStatus;

/* What speaks for a proposal; bits of GirProposal.evidence. */
typedef enum GirEvidence
{
	GIR_EVIDENCE_ONLY,			/* the only minimal repair */
	GIR_EVIDENCE_KEYSTROKE,		/* one keystroke apart */
	GIR_EVIDENCE_LEFT_BLANK,	/* reported as 0 or blank */
	GIR_EVIDENCE_CLOSE,			/* off by at most 3 */
	GIR_EVIDENCE_COPIED,		/* the reported figure is its neighbour's */
	GIR_EVIDENCE_IMPOSSIBLE,	/* the reported figure is negative */
	GIR_EVIDENCE_EXCHANGED,		/* two cells take each other's figure */
	GIR_EVIDENCE_BRIDGE,		/* filled in: it follows from the identities alone */
	GIR_EVIDENCE_BOUND,			/* filled in: it follows because no figure is negative */
	GIR_EVIDENCE_WEIGHT,		/* the caller's weight made a cell cheaper */
	GIR_EVIDENCE_WITNESS,		/* gives a cell the figure that a witness has */
	GIR_EVIDENCE_CONTRADICTED,	/* leaves or gives a cell another figure than a witness has */
	GIR_EVIDENCE_COUNT
} GirEvidence;

/* Flags of a change. */
enum
{
	GIR_CHANGE_FILLED = 1,		/* the cell has no figure: filled in, not counted as wrong */
	GIR_CHANGE_BLANK = 2,		/* the cell is blank and counted as 0 */
	GIR_CHANGE_OPEN = 4			/* the figure is one of several that do */
};

typedef struct GirChange
{
	int64_t		digits;			/* proposed: digits * 10^-scale, as small a scale as the value allows */
	uint8_t		scale;
	uint8_t		cell;			/* of the form */
	uint8_t		flags;
} GirChange;

typedef struct GirProposal
{
	uint8_t		kind;			/* GirRepairKind */
	uint8_t		rank;			/* within its cause, from 1; 255: 255th or later */
	uint8_t		wrong;			/* figures it changes; the rest of its changes fill in */
	uint8_t		cause;			/* index into GirRepair.causes */
	uint16_t	first;			/* into GirRepair.changes; sorted by cell */
	uint16_t	nchanges;
	uint32_t	evidence;		/* bit 1 << GirEvidence */
	int32_t		bits;			/* description length, in sixteenths of a bit */
	double		confidence;		/* 0 .. 1 */
} GirProposal;

/* Identities that fail together, and the proposals that mend them. */
typedef struct GirCause
{
	uint8_t		status;			/* GirRepairStatus */
	uint8_t		table;			/* GirTable */
	uint8_t		minimum;		/* wrong figures, at least */
	uint16_t	alternatives;	/* minimal repairs; with GIR_REPAIR_CUT at least so many */
	uint16_t	first;			/* into GirRepair.proposals; sorted by rank */
	uint16_t	nproposals;
	uint64_t	identities;		/* that fail: bit 1 << identity of the form */
} GirCause;

typedef struct GirRepair
{
	int			ncauses;
	int			nproposals;
	int			nchanges;
	int			work;			/* steps of the search, of the table that took most */
	int			operations;		/* whole-line operations tried, likewise */
	uint8_t		cause_of[GIR_MAX_IDENTITIES];	/* 1 + index of the first cause of a failing identity; 0: it has none */
	GirCause	causes[GIR_REPAIR_CAUSES];
	GirProposal proposals[GIR_REPAIR_PROPOSALS];
	GirChange	changes[GIR_REPAIR_CHANGES];
} GirRepair;

/* Another source says what stands in a cell: last year's report, the parent's roll-up, the narrative. */
typedef struct GirWitness
{
	uint8_t		cell;
	uint8_t		scale;
	uint16_t	bits;			/* what contradicting it costs a proposal; 8 is usual */
	int64_t		digits;
} GirWitness;

typedef struct GirRepairOptions
{
	bool		unknown_blanks; /* as in gir_check() */
	bool		cells_only;		/* no whole-line operations */
	int			budget;			/* of the search; 0: GIR_REPAIR_BUDGET */
	int			nwitnesses;
	const GirWitness *witnesses;
	const uint8_t *weights;		/* by cell of the form, 1 .. GIR_REPAIR_MAX_WEIGHT; NULL: all GIR_REPAIR_WEIGHT */
} GirRepairOptions;

/* Work space, to be used for any number of reports of one form, by one thread at a time. */
typedef struct GirRepairWork GirRepairWork;

extern size_t gir_repair_work_size(void);

/* Is there anything to be repaired or filled in?  When not, gir_repair() finds no cause. */
extern bool gir_repair_wanted(const GirFigures *figures, bool unknown_blanks);

/* Set up work space for a form.  False: the form's identities are no graph, so there is no repair() for it. */
extern bool gir_repair_start(GirRepairWork *work, const GirForm *form);

/*
 * All proposals for figures of the form that the work space was set up for.  Never fails; the same figures and options give the same
 * result.
 *
 * Minimal means: least total weight, which is the least number of cells while all weigh the same.  Blank cells are zeros like others,
 * or, with unknown_blanks, cells without a figure, as text, unreadable and missing always are; to fill one in costs nothing, and it
 * is filled in only when one figure alone is possible.  A negative figure is always wrong.
 *
 * Without a failing identity and without a cell to be filled in there is no cause.
 */
extern void gir_repair(GirRepairWork *work, const GirFigures *figures, const GirRepairOptions *options, GirRepair *repair);

/* Replace the figures of the changed cells, in a copy of the caller's: to show what a proposal leads to. */
extern void gir_repair_apply(const GirRepair *repair, const GirProposal *proposal, GirFigures *figures);

extern const char *gir_repair_kind_name(GirRepairKind kind);
extern const char *gir_repair_status_name(GirRepairStatus status);
extern const char *gir_evidence_name(GirEvidence evidence);

#endif							/* GIR_REPAIR_H */
