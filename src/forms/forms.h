/*
 * forms.h - the national report forms, as data
 *
 * Each form is declared once, in form_<id>.def, in the order in which it is printed.  Everything else (parser, checks,
 * encoding, SQL surface, views) reads the structures below, which gir_forms_init() builds from the declarations.
 *
 * A form is a list of blocks; a block is a rectangle of rows and columns; its cells are numbered row by row, block by
 * block.  That number is the cell's place in every array of the project.
 */
#ifndef GIR_FORMS_H
#define GIR_FORMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Limits of the declarations, checked by gir_forms_init(); both forms have about 200 cells. */
enum
{
	GIR_MAX_CELLS = 224,
	GIR_PATH_SLOTS = 512,		/* more than cells, a power of two */
	GIR_MAX_ROWS = 48,
	GIR_MAX_COLUMNS = 32,
	GIR_MAX_BLOCKS = 8,
	GIR_MAX_IDENTITIES = 48,
	GIR_MAX_TERMS = 32,
	GIR_FORM_COUNT = 2
};

typedef enum GirTable
{
	GIR_TABLE2,
	GIR_TABLE3,
	GIR_TABLE4,
	GIR_TABLE_COUNT
} GirTable;

typedef enum GirRole
{
	GIR_ROLE_DISCLOSURE,		/* a row of table 2 */
	GIR_ROLE_NEW,				/* 一 */
	GIR_ROLE_CARRIED_IN,		/* 二 */
	GIR_ROLE_OUTCOME,			/* a row of 三 but its total */
	GIR_ROLE_RESULT,			/* （七）总计 */
	GIR_ROLE_CARRIED_OUT,		/* 四 */
	GIR_ROLE_DISPUTE			/* a group of table 4 */
} GirRole;

typedef struct GirColumn
{
	const char *key;
	const char *label;
	const char *en;
	const char *unit;			/* unit printed in the column's label, or NULL */
} GirColumn;

typedef struct GirGroup
{
	const char *key;
	const char *number;
	const char *label;
	const char *en;
} GirGroup;

typedef struct GirRow
{
	const char *key;
	GirRole		role;
	const char *number;			/* printed before the label: 一、 （一） 1. */
	const char *label;
	const char *en;
	const GirGroup *group;		/* outcome group, or NULL */
	int			block;
	int			first_cell;
} GirRow;

typedef struct GirBlock
{
	GirTable	table;
	const char *clause;			/* heading of a block of table 2, else "" */
	const char *label;			/* section heading without its number */
	const char *en;
	int			first_row;		/* into GirForm.rows */
	int			nrows;
	int			first_column;	/* into GirForm.columns */
	int			ncolumns;
	int			first_cell;
	int			total_column;	/* the column that sums the others, or -1 */
} GirBlock;

/* One cell: where it stands in the form. */
typedef struct GirCellInfo
{
	uint8_t		block;
	uint8_t		row;			/* into GirForm.rows */
	uint8_t		column;			/* into GirForm.columns */
	const char *path;			/* table3.granted.total */
} GirCellInfo;

/*
 * An accounting identity (勾稽关系): sum of left cells = sum of right cells.
 *	R  a row of table 3: 总计 = the six kinds of applicant
 *	H  a column: （七）总计 = the outcome rows
 *	B  a column: 一 + 二 = （七）总计 + 四
 *	T  a group of table 4: 总计 = the four results
 */
typedef struct GirIdentity
{
	const char *name;
	char		class;			/* R, H, B or T */
	const char *formula_zh;
	const char *formula_en;
	int			nleft;
	int			nright;
	uint8_t		left[GIR_MAX_TERMS];
	uint8_t		right[GIR_MAX_TERMS];
} GirIdentity;

typedef struct GirForm
{
	int			number;			/* place in gir_forms, and in the encoding */
	const char *id;				/* "2019", "2021" */
	int			first_year;
	int			last_year;
	const char *notice;			/* the notice that issued the form */
	int			nblocks;
	int			nrows;
	int			ncolumns;
	int			ncells;
	int			nidentities;
	GirBlock	blocks[GIR_MAX_BLOCKS];
	GirRow		rows[GIR_MAX_ROWS];
	GirColumn	columns[GIR_MAX_COLUMNS];
	GirCellInfo cells[GIR_MAX_CELLS];
	GirIdentity identities[GIR_MAX_IDENTITIES];
	uint8_t		paths[GIR_PATH_SLOTS];	/* cells by the hash of their path, from 1; 0 is empty */
} GirForm;

/* The version of the rules (identities and states) that a stored value was made under. */
#define GIR_RULES 1

/* What a declared label names; each ALIAS repeats the entry it follows. */
typedef enum GirLabelKind
{
	GIR_LABEL_HEAD,
	GIR_LABEL_SECTION,
	GIR_LABEL_CLAUSE,
	GIR_LABEL_COLUMN,
	GIR_LABEL_GROUP,
	GIR_LABEL_ROW
} GirLabelKind;

typedef struct GirLabelDecl
{
	int			form;
	GirLabelKind kind;
	int			block;
	int			index;			/* row or column of the form; 0 for the other kinds */
	const char *number;			/* printed before it, "" if nothing */
	const char *text;
} GirLabelDecl;

extern GirForm gir_forms[GIR_FORM_COUNT];

/* Build the structures from the declarations.  Idempotent; call before anything else.  False only for a bad declaration. */
extern bool gir_forms_init(void);

/* The form with this id, or NULL. */
extern const GirForm *gir_form_by_id(const char *id, size_t len);

/* The cell with this path in the form, or -1. */
extern int	gir_cell_by_path(const GirForm *form, const char *path, size_t len);

/* The cell at a row and a column key, or -1; keys are NUL-terminated. */
extern int	gir_cell_by_keys(const GirForm *form, GirTable table, const char *row, const char *column);

/* The row of that key (any table), or -1. */
extern int	gir_row_by_key(const GirForm *form, const char *key, size_t len);

/* The identity of that name, or -1. */
extern int	gir_identity_by_name(const GirForm *form, const char *name, size_t len);

/* The n-th declared label of all forms, or NULL past the last. */
extern const GirLabelDecl *gir_label_decl(int n);

/* "table2" … "table4", and the Chinese and English names 表二 / table 2. */
extern const char *gir_table_key(GirTable table);
extern const char *gir_table_zh(GirTable table);
extern const char *gir_table_en(GirTable table);

/* Block, row and column of a cell. */
extern const GirBlock *gir_cell_block(const GirForm *form, int cell);
extern const GirRow *gir_cell_row(const GirForm *form, int cell);
extern const GirColumn *gir_cell_column(const GirForm *form, int cell);

/*
 * What people call a row or a cell: table, number and label as printed (表三 （三）1.属于国家秘密 自然人), or in English.  Written into
 * buf, which has room for GIR_MAX_NAME bytes; returned for convenience.
 */
enum
{
	GIR_MAX_NAME = 256
};
extern const char *gir_row_name(const GirForm *form, int row, bool chinese, char *buf);
extern const char *gir_cell_name(const GirForm *form, int cell, bool chinese, char *buf);

#endif							/* GIR_FORMS_H */
