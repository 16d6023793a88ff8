/*
 * encoding.c - figures as bytes (canonical) and as text (public)
 */
#include "core/encoding.h"

#include <stdio.h>
#include <string.h>

enum
{
	ZEROS = 0x60,
	ZEROS_MAX = 33,
	TWO_BYTES = 0x80,
	TWO_BYTES_MIN = 96,
	TWO_BYTES_MAX = 96 + 0x1FFF,
	STATE = 0xA0,
	STATE_RUN = 0xB0,
	STATE_RUN_MAX = 257,
	GENERAL = 0xC0,
	NEGATIVE = 1,
	HAS_UNIT = 2,
	HAS_NOTE = 4
};

#define MAX_FIGURE INT64_C(999999999999999)	/* GIR_MAX_DIGITS digits */

/* What is wrong with bytes, and what was expected in a text; both languages. */
enum
{
	TOO_SHORT,
	VERSION_UNKNOWN,
	FORM_UNKNOWN,
	RULES_UNKNOWN,
	ENDS_WITHIN_CELL,
	TEXT_DAMAGED,
	CELL_DAMAGED,
	TOO_MANY_CELLS,
	TOO_FEW_CELLS,
	NOT_CANONICAL,
	VERSION_EXPECTED,
	FORM_EXPECTED,
	RULES_EXPECTED,
	EQUALS_EXPECTED,
	COMMA_EXPECTED,
	CELL_EXPECTED,
	END_EXPECTED
};

static const char *const phrases[][2] = {
	[TOO_SHORT] = {"it is too short", "长度不足"},
	[VERSION_UNKNOWN] = {"its format version is unknown", "格式版本号不可识别"},
	[RULES_UNKNOWN] = {"its rule-set version is unknown", "规则版本号不可识别"},
	[FORM_UNKNOWN] = {"its form is unknown", "格式不可识别"},
	[ENDS_WITHIN_CELL] = {"it ends within a cell", "在单元格中间结束"},
	[TEXT_DAMAGED] = {"a text is damaged", "文字损坏"},
	[CELL_DAMAGED] = {"a cell is damaged", "单元格损坏"},
	[TOO_MANY_CELLS] = {"it has too many cells", "单元格过多"},
	[TOO_FEW_CELLS] = {"it has too few cells", "单元格过少"},
	[NOT_CANONICAL] = {"it is not in canonical form", "不是规范形式"},
	[VERSION_EXPECTED] = {"format version 1 and a slash", "格式版本号 1 和斜线"},
	[FORM_EXPECTED] = {"a form (2019 or 2021) and a slash", "格式（2019 或 2021）和斜线"},
	[RULES_EXPECTED] = {"a known rule-set version", "可识别的规则版本号"},
	[EQUALS_EXPECTED] = {"an equals sign", "等号"},
	[COMMA_EXPECTED] = {"a comma", "逗号"},
	[CELL_EXPECTED] = {"a cell", "单元格"},
	[END_EXPECTED] = {"the end", "文本结尾"}
};

const char *
gir_encoding_zh(const char *phrase)
{
	for (size_t i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++)
		if (phrase == phrases[i][0])
			return phrases[i][1];
	return phrase;
}

/* ---- bytes ---- */

static bool
is_plain(const GirValue *v)
{
	return v->state == GIR_NUMBER && v->unit.len == 0 && v->note.len == 0 && v->scale == 0 && v->digits >= 0;
}

static uint8_t *
put_string(uint8_t *p, GirString s)
{
	*p++ = (uint8_t) s.len;
	memcpy(p, s.s, s.len);
	return p + s.len;
}

static uint8_t *
put_general(uint8_t *p, const GirValue *v)
{
	uint64_t	digits = (uint64_t) (v->digits < 0 ? -v->digits : v->digits);

	*p++ = GENERAL;
	*p++ = (uint8_t) ((v->digits < 0 ? NEGATIVE : 0) | (v->unit.len ? HAS_UNIT : 0) | (v->note.len ? HAS_NOTE : 0) | v->scale << 4);
	for (; digits >= 0x80; digits >>= 7)
		*p++ = (uint8_t) (digits | 0x80);
	*p++ = (uint8_t) digits;
	if (v->unit.len)
		p = put_string(p, v->unit);
	if (v->note.len)
		p = put_string(p, v->note);
	return p;
}

static bool
same_run(const GirValue *a, const GirValue *b)
{
	if (a->state != b->state || a->state == GIR_TEXT)
		return false;
	return a->state != GIR_NUMBER || (is_plain(b) && b->digits == 0);
}

size_t
gir_encode(const GirFigures *figures, uint8_t *out)
{
	uint8_t    *p = out;
	int			n = figures->form->ncells;

	*p++ = GIR_FORMAT;
	*p++ = (uint8_t) figures->form->number;
	*p++ = figures->rules;
	for (int i = 0, run; i < n; i += run)
	{
		const GirValue *v = &figures->cells[i];
		int			max = v->state == GIR_NUMBER ? ZEROS_MAX : STATE_RUN_MAX;

		run = 1;
		if (v->state != GIR_NUMBER || (is_plain(v) && v->digits == 0))
			while (run < max && i + run < n && same_run(v, v + run))
				run++;
		if (v->state == GIR_TEXT)
		{
			*p++ = STATE | GIR_TEXT;
			p = put_string(p, v->text);
		}
		else if (v->state != GIR_NUMBER && run == 1)
			*p++ = (uint8_t) (STATE | v->state);
		else if (v->state != GIR_NUMBER)
		{
			*p++ = (uint8_t) (STATE_RUN | v->state);
			*p++ = (uint8_t) (run - 2);
		}
		else if (run > 1)
			*p++ = (uint8_t) (ZEROS + run - 2);
		else if (is_plain(v) && v->digits < TWO_BYTES_MIN)
			*p++ = (uint8_t) v->digits;
		else if (is_plain(v) && v->digits <= TWO_BYTES_MAX)
		{
			*p++ = (uint8_t) (TWO_BYTES | (v->digits - TWO_BYTES_MIN) >> 8);
			*p++ = (uint8_t) (v->digits - TWO_BYTES_MIN);
		}
		else
			p = put_general(p, v);
	}
	return (size_t) (p - out);
}

static bool
take_string(const uint8_t **p, const uint8_t *end, size_t max, GirString *s)
{
	size_t		len;

	if (*p >= end)
		return false;
	len = *(*p)++;
	if (len == 0 || len > max || (size_t) (end - *p) < len)
		return false;
	*s = (GirString) {(const char *) *p, (uint32_t) len};
	*p += len;
	return true;
}

static bool
take_general(const uint8_t **p, const uint8_t *end, GirValue *v)
{
	uint64_t	digits = 0;
	int			shift = 0;
	uint8_t		flags;
	uint8_t		b;

	if (*p >= end)
		return false;
	flags = *(*p)++;
	do
	{
		if (*p >= end || shift > 56)
			return false;
		b = *(*p)++;
		digits |= (uint64_t) (b & 0x7F) << shift;
		shift += 7;
	} while (b & 0x80);
	v->scale = flags >> 4;
	if (digits > (uint64_t) MAX_FIGURE || v->scale > GIR_MAX_SCALE || (flags & 8))
		return false;
	v->digits = flags & NEGATIVE ? -(int64_t) digits : (int64_t) digits;
	if ((flags & HAS_UNIT) && !take_string(p, end, GIR_MAX_UNIT, &v->unit))
		return false;
	return !(flags & HAS_NOTE) || take_string(p, end, GIR_MAX_NOTE, &v->note);
}

/*
 * One run of equal cells, n at most: the value (which comes cleared, as the number 0) and the length.  NULL, or what is wrong.
 */
static const char *
take_run(const uint8_t **p, const uint8_t *end, int n, GirValue *v, int *run)
{
	uint8_t		b = *(*p)++;

	*run = 1;
	if (b < ZEROS)
		v->digits = b;
	else if (b < TWO_BYTES)
		*run = b - ZEROS + 2;
	else if (b < STATE)
	{
		if (*p >= end)
			return phrases[ENDS_WITHIN_CELL][0];
		v->digits = TWO_BYTES_MIN + ((b & 0x1F) << 8 | *(*p)++);
	}
	else if (b == (STATE | GIR_TEXT))
	{
		v->state = GIR_TEXT;
		if (!take_string(p, end, GIR_MAX_TEXT, &v->text))
			return phrases[TEXT_DAMAGED][0];
	}
	else if (b > STATE && b < STATE + GIR_STATE_COUNT)
		v->state = b - STATE;
	else if (b > STATE_RUN && b < STATE_RUN + GIR_STATE_COUNT && b != (STATE_RUN | GIR_TEXT) && *p < end)
	{
		v->state = b - STATE_RUN;
		*run = *(*p)++ + 2;
	}
	else if (b != GENERAL || !take_general(p, end, v))
		return phrases[CELL_DAMAGED][0];
	return *run > n ? phrases[TOO_MANY_CELLS][0] : NULL;
}

const GirForm *
gir_decode_form(const uint8_t *bytes, size_t len, const char **wrong)
{
	*wrong = len < 3 ? phrases[TOO_SHORT][0] :
		bytes[0] != GIR_FORMAT ? phrases[VERSION_UNKNOWN][0] :
		bytes[1] >= GIR_FORM_COUNT ? phrases[FORM_UNKNOWN][0] :
		bytes[2] == 0 || bytes[2] > GIR_RULES ? phrases[RULES_UNKNOWN][0] : NULL;
	return *wrong ? NULL : &gir_forms[bytes[1]];
}

const char *
gir_decode_stored(const uint8_t *bytes, size_t len, GirFigures *figures)
{
	const uint8_t *p = bytes + 3;
	const uint8_t *end = bytes + len;
	const char *wrong;
	const GirForm *form = gir_decode_form(bytes, len, &wrong);
	int			i = 0;

	if (wrong)
		return wrong;
	gir_figures_clear(figures, form, GIR_NUMBER);
	figures->rules = bytes[2];
	while (p < end && i < form->ncells)
	{
		GirValue   *v = &figures->cells[i];
		int			run;

		wrong = take_run(&p, end, form->ncells - i, v, &run);
		if (wrong)
			return wrong;
		if (v->state != GIR_NUMBER)
			for (int k = 1; k < run; k++)
				v[k].state = v->state;
		i += run;
	}
	if (i < form->ncells)
		return phrases[TOO_FEW_CELLS][0];
	return p < end ? phrases[TOO_MANY_CELLS][0] : NULL;
}

int
gir_add_plain(const uint8_t **p, const uint8_t *end, int64_t *sums, int i, int n)
{
	const uint8_t *q = *p;

	while (q < end && i < n && *q < STATE)
	{
		if (*q < ZEROS)
			sums[i++] += *q;
		else if (*q < TWO_BYTES)
		{
			if (*q - ZEROS + 2 > n - i)
				break;
			i += *q - ZEROS + 2;
		}
		else if (q + 1 >= end)
			break;
		else
		{
			sums[i++] += TWO_BYTES_MIN + ((q[0] & 0x1F) << 8 | q[1]);
			q++;
		}
		q++;
	}
	*p = q;
	return i;
}

const char *
gir_next_cells(const uint8_t **p, const uint8_t *end, GirValue *value, int *run)
{
	uint8_t		b = **p;

	*value = (GirValue) {.state = GIR_NUMBER};
	*run = 1;
	++*p;
	if (b == GENERAL)
		return take_general(p, end, value) ? NULL : phrases[CELL_DAMAGED][0];
	if (b == (STATE | GIR_TEXT))
	{
		value->state = GIR_TEXT;
		return take_string(p, end, GIR_MAX_TEXT, &value->text) ? NULL : phrases[TEXT_DAMAGED][0];
	}
	if (b > STATE_RUN && b < STATE_RUN + GIR_STATE_COUNT && *p < end)
	{
		value->state = b - STATE_RUN;
		*run = *(*p)++ + 2;
	}
	else if (b > STATE && b < STATE + GIR_STATE_COUNT)
		value->state = b - STATE;
	else
		return phrases[CELL_DAMAGED][0];
	return NULL;
}

const char *
gir_decode_cell(const uint8_t *bytes, size_t len, int cell, GirValue *value)
{
	const uint8_t *p = bytes + 3;
	const uint8_t *end = bytes + len;
	const char *wrong;
	const GirForm *form = gir_decode_form(bytes, len, &wrong);
	int			run;

	for (int i = 0; !wrong && i <= cell; i += run)
	{
		if (p >= end)
			return phrases[TOO_FEW_CELLS][0];
		*value = (GirValue) {0};
		wrong = take_run(&p, end, form->ncells - i, value, &run);
	}
	return wrong;
}

const char *
gir_decode(const uint8_t *bytes, size_t len, GirFigures *figures)
{
	uint8_t		again[GIR_MAX_ENCODED];
	const char *wrong = gir_decode_stored(bytes, len, figures);

	if (wrong)
		return wrong;
	for (int i = 0; i < figures->form->ncells; i++)
		gir_value_reduce(&figures->cells[i]);
	if (gir_encode(figures, again) != len || memcmp(again, bytes, len) != 0)
		return phrases[NOT_CANONICAL][0];
	return NULL;
}

/* ---- text ---- */

static const char state_chars[GIR_STATE_COUNT] = {0, '_', '/', '#', '"', '?', '!'};

static char *
print_escaped(char *p, GirString s)
{
	for (uint32_t i = 0; i < s.len; i++)
	{
		if (strchr("\\\"])", s.s[i]) != NULL)
			*p++ = '\\';
		*p++ = s.s[i];
	}
	return p;
}

/* digits * 10^-scale, without the C library: this is most of the output */
static char *
print_number(char *p, const GirValue *v)
{
	char		digits[24];
	int			n = 0;
	uint64_t	d = (uint64_t) (v->digits < 0 ? -v->digits : v->digits);

	do
	{
		digits[n++] = (char) ('0' + d % 10);
		d /= 10;
	} while (d > 0 || n <= v->scale);
	if (v->digits < 0)
		*p++ = '-';
	while (n > 0)
	{
		*p++ = digits[--n];
		if (n == v->scale && n > 0)
			*p++ = '.';
	}
	return p;
}

static char *
print_value(char *p, const GirValue *v)
{
	if (is_plain(v) && v->digits < 10)	/* nearly all */
	{
		*p++ = (char) ('0' + v->digits);
		return p;
	}
	if (v->state == GIR_NUMBER)
	{
		p = print_number(p, v);
		if (v->unit.len)
		{
			*p++ = '[';
			p = print_escaped(p, v->unit);
			*p++ = ']';
		}
		if (v->note.len)
		{
			*p++ = '(';
			p = print_escaped(p, v->note);
			*p++ = ')';
		}
		return p;
	}
	*p++ = state_chars[v->state];
	if (v->state == GIR_TEXT)
	{
		p = print_escaped(p, v->text);
		*p++ = '"';
	}
	return p;
}

size_t
gir_print(const GirFigures *figures, char *out)
{
	const GirForm *form = figures->form;
	char	   *p = out + sprintf(out, "%d/%s/%d", GIR_FORMAT, form->id, figures->rules);

	for (int r = 0; r < form->nrows; r++)
	{
		const GirRow *row = &form->rows[r];
		int			n = form->blocks[row->block].ncolumns;

		*p++ = ';';
		for (const char *key = row->key; *key; key++)
			*p++ = *key;
		for (int c = 0; c < n; c++)
		{
			*p++ = c == 0 ? '=' : ',';
			p = print_value(p, &figures->cells[row->first_cell + c]);
		}
	}
	return (size_t) (p - out);
}

typedef struct Scanner
{
	const char *p;
	const char *end;
	char	   *buf;
} Scanner;

static bool
take(Scanner *s, char c)
{
	if (s->p >= s->end || *s->p != c)
		return false;
	s->p++;
	return true;
}

/* Up to the closing character, unescaped. */
static bool
scan_quoted(Scanner *s, char close, size_t max, GirString *out)
{
	char	   *start = s->buf;

	while (s->p < s->end && *s->p != close)
	{
		if (*s->p == '\\' && ++s->p >= s->end)
			return false;
		*s->buf++ = *s->p++;
	}
	*out = (GirString) {start, (uint32_t) (s->buf - start)};
	return take(s, close) && out->len > 0 && out->len <= max;
}

static bool
scan_number(Scanner *s, GirValue *v)
{
	bool		negative = take(s, '-');
	int			total = 0;
	int			scale = -1;

	for (; s->p < s->end; s->p++)
	{
		if (*s->p == '.' && scale < 0 && total > 0)
		{
			scale = 0;
			continue;
		}
		if (*s->p < '0' || *s->p > '9')
			break;
		if (++total > GIR_MAX_DIGITS || (scale >= 0 && ++scale > GIR_MAX_SCALE))
			return false;
		v->digits = v->digits * 10 + (*s->p - '0');
	}
	if (total == 0 || scale == 0)
		return false;
	v->scale = (uint8_t) (scale > 0 ? scale : 0);
	if (negative)
		v->digits = -v->digits;
	gir_value_reduce(v);
	if (take(s, '[') && !scan_quoted(s, ']', GIR_MAX_UNIT, &v->unit))
		return false;
	return !take(s, '(') || scan_quoted(s, ')', GIR_MAX_NOTE, &v->note);
}

/* A digit with nothing beside it, as most cells are. */
static bool
scan_digit(Scanner *s, GirValue *v)
{
	if (s->end - s->p < 2 || *s->p < '0' || *s->p > '9' || (s->p[1] != ',' && s->p[1] != ';'))
		return false;
	v->digits = *s->p++ - '0';
	return true;
}

static bool
scan_value(Scanner *s, GirValue *v)
{
	if (scan_digit(s, v))
		return true;
	if (s->p >= s->end)
		return false;
	for (int state = 1; state < GIR_STATE_COUNT; state++)
		if (*s->p == state_chars[state])
		{
			s->p++;
			v->state = (uint8_t) state;
			return state != GIR_TEXT || scan_quoted(s, '"', GIR_MAX_TEXT, &v->text);
		}
	return scan_number(s, v);
}

static bool
take_word(Scanner *s, const char *word, size_t len)
{
	if ((size_t) (s->end - s->p) < len || memcmp(s->p, word, len) != 0)
		return false;
	s->p += len;
	return true;
}

/* version/form/rules */
static const char *
scan_header(Scanner *s, GirFigures *figures)
{
	const char *slash;
	const GirForm *form;

	if (!take(s, '0' + GIR_FORMAT) || !take(s, '/'))
		return phrases[VERSION_EXPECTED][0];
	slash = memchr(s->p, '/', (size_t) (s->end - s->p));
	form = slash ? gir_form_by_id(s->p, (size_t) (slash - s->p)) : NULL;
	if (form == NULL)
		return phrases[FORM_EXPECTED][0];
	gir_figures_clear(figures, form, GIR_NUMBER);
	s->p = slash + 1;
	if (s->p >= s->end || *s->p < '1' || *s->p > '0' + GIR_RULES)
		return phrases[RULES_EXPECTED][0];
	figures->rules = (uint8_t) (*s->p++ - '0');
	return NULL;
}

const char *
gir_scan(const char *text, size_t len, GirFigures *figures, char *buf, size_t *at)
{
	Scanner		s = {text, text + len, buf};
	const char *expected = scan_header(&s, figures);
	const GirForm *form = figures->form;

	for (int r = 0; expected == NULL && r < form->nrows; r++)
	{
		const GirRow *row = &form->rows[r];
		int			n = form->blocks[row->block].ncolumns;

		if (!take(&s, ';') || !take_word(&s, row->key, strlen(row->key)))
			expected = row->key;	/* its name says it */
		for (int c = 0; expected == NULL && c < n; c++)
		{
			if (!take(&s, c == 0 ? '=' : ','))
				expected = c == 0 ? phrases[EQUALS_EXPECTED][0] : phrases[COMMA_EXPECTED][0];
			else if (!scan_value(&s, &figures->cells[row->first_cell + c]))
				expected = phrases[CELL_EXPECTED][0];
		}
	}
	if (expected == NULL && s.p < s.end)
		expected = phrases[END_EXPECTED][0];
	*at = (size_t) (s.p - text);
	return expected;
}
