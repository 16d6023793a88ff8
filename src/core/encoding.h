/*
 * encoding.h - figures as bytes (canonical) and as text (public)
 *
 * Bytes: format version, form, rule-set version, then the cells in the form's order.  Equal figures have equal bytes, so comparing
 * and hashing work on the bytes.
 *
 *	00..5F			a number 0..95
 *	60..7F			2..33 cells with 0
 *	80..9F n		a number 96..8287, big-endian
 *	A1..A6			a cell of that state; A4 (text) is followed by a length byte and the text
 *	B1..B6 n		n + 2 cells of that state (not text)
 *	C0 flags v		any other number: flags 1 negative, 2 unit, 4 note, scale in bits 4..6; v is base 128, low part first;
 *					then unit and note, each with a length byte
 *
 * Text: version/form/rules, then each row by its key, its cells in the form's order:
 *
 *	1/2021/1;regulations=0,0,0;normative_documents=3,1,12;...;fees=25.5[万元];...;carried_out=0,0,_,0,0,0,0;...
 *
 *	12 -4 25.5		a number; [unit] and (note) may follow
 *	_ / # ? !		blank, dash, not applicable, unreadable, missing
 *	"..."			a text
 *
 * Inside unit, note and text a backslash stands before \ " ] ) and nothing else is special.
 */
#ifndef GIR_ENCODING_H
#define GIR_ENCODING_H

#include "core/figures.h"

enum
{
	GIR_FORMAT = 1,				/* version of both the bytes and the text */
	GIR_MAX_ENCODED = 3 + GIR_MAX_CELLS * (12 + 2 + GIR_MAX_UNIT + GIR_MAX_NOTE),
	GIR_MAX_PRINTED = 64 + GIR_MAX_CELLS * (24 + 2 * (GIR_MAX_UNIT + GIR_MAX_NOTE)) + GIR_MAX_ROWS * 40
};

/* Encode into out, which has room for GIR_MAX_ENCODED bytes; returns the length. */
extern size_t gir_encode(const GirFigures *figures, uint8_t *out);

/*
 * Decode.  Trusts nothing: NULL when the bytes are the canonical encoding of some figures, else what is wrong with them.  Strings in
 * figures point into the bytes.
 */
extern const char *gir_decode(const uint8_t *bytes, size_t len, GirFigures *figures);

/* Decode bytes that gir_encode() made: the same without the test for canonical form. */
extern const char *gir_decode_stored(const uint8_t *bytes, size_t len, GirFigures *figures);

/*
 * Reading bytes that gir_encode() made cell by cell, for what cannot wait for all of them.  p stands behind the three bytes of the
 * header, before cell i of n.
 *
 * gir_add_plain() adds the numbers of the plain cells (whole, not negative, nothing beside them) to sums[i] … and stops before the
 * first other one, or at the end; returns that cell's number.  One call adds less than 2^14 to a sum.
 *
 * gir_next_cells() reads what comes next, whatever it is: *run equal cells.  NULL, or what is wrong; strings point into the bytes.
 */
extern int	gir_add_plain(const uint8_t **p, const uint8_t *end, int64_t *sums, int i, int n);
extern const char *gir_next_cells(const uint8_t **p, const uint8_t *end, GirValue *value, int *run);
/* The same for one cell: reads no further than to it.  NULL, or what is wrong. */
extern const char *gir_decode_cell(const uint8_t *bytes, size_t len, int cell, GirValue *value);

/* The form of figures that gir_encode() made, or NULL with what is wrong with the bytes. */
extern const GirForm *gir_decode_form(const uint8_t *bytes, size_t len, const char **wrong);

/* Print into out, which has room for GIR_MAX_PRINTED bytes; returns the length, without a terminating NUL. */
extern size_t gir_print(const GirFigures *figures, char *out);

/*
 * Read the text form.  NULL, or what was expected; *at is then the offset.  Strings are unescaped into buf (as long as the text).
 */
extern const char *gir_scan(const char *text, size_t len, GirFigures *figures, char *buf, size_t *at);

/* The same in Chinese, of any of these functions; the key of a row, which may be expected, is itself. */
extern const char *gir_encoding_zh(const char *phrase);

#endif							/* GIR_ENCODING_H */
