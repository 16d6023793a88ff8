/*
 * labels.h - which printed label is that?
 *
 * All labels of all forms, folded, in one hash table.  A label may mean several things (其他 is a column of table 3, and the last
 * words of its row 3.其他); what it means here is decided by its place, not by this file.
 */
#ifndef GIR_LABELS_H
#define GIR_LABELS_H

#include "core/text.h"
#include "forms/forms.h"

/* Longest folded label that is looked up; the longest declared one has 37 characters. */
#define GIR_MAX_LABEL 64

/* What one folded label means in one form; -1 where it does not mean that. */
typedef struct GirMeaning
{
	int8_t		row;			/* a row */
	int8_t		bare_row;		/* a row, but for its number: 总计, 其他 */
	int8_t		clause;			/* the block whose heading it is */
	int8_t		section;		/* the table whose section heading it is */
	bool		head;			/* a label of that form that names no row or column, or a group */
	uint32_t	columns;		/* bit set of the blocks in which it is a column */
	uint32_t	tables;			/* bit set of the tables in which it stands */
	int8_t		column[GIR_MAX_BLOCKS];
} GirMeaning;

typedef struct GirLabel
{
	uint16_t	length;
	uint16_t	text[GIR_MAX_LABEL];
	GirMeaning	in[GIR_FORM_COUNT];
	int8_t		mark;			/* the only form that has it in table 2 or 3, or -1 */
	bool		tail;			/* a mark that a mark of another form ends with: 处理决定数量, 本年处理决定数量 */
} GirLabel;

/* Build the table from the declared labels.  Idempotent; gir_forms_init() and gir_text_init() first. */
extern bool gir_labels_init(void);

/* The label that this stretch is, or NULL.  Numbering other than the form's own (1、 for 一、) is looked past. */
extern const GirLabel *gir_label_find(const char *s, size_t len);

/* The same for folded text, and for a text that stands in several places. */
extern const GirLabel *gir_label_of_folded(const uint16_t *folded, int n);
extern const GirLabel *gir_label_of_pieces(const char *text, const GirSpan *pieces, int n);

/*
 * The longest label that begins at the start of folded text, its length in *length; NULL if none does.  Numbering is not looked past:
 * a label with another number is found from its first letter.
 */
extern const GirLabel *gir_label_prefix(const uint16_t *folded, int n, int *length);

/* Can a label begin with that folded character?  True also for numerals. */
extern uint8_t gir_label_firsts[65536 / 8];

static inline bool
gir_label_may_begin(uint16_t c)
{
	return gir_label_firsts[c / 8] & 1 << c % 8;
}

/* Is that folded text the beginning of a label, or all of it? */
extern bool gir_label_begins(const uint16_t *folded, int n);

/* The label with that number in the table (as kept in a GirCell), and back. */
extern GirLabel gir_labels[];

static inline const GirLabel *
gir_label(int n)
{
	return &gir_labels[n];
}

static inline int
gir_label_number(const GirLabel *label)
{
	return (int) (label - gir_labels);
}

#endif							/* GIR_LABELS_H */
