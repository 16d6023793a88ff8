/*
 * encoding.c - figures as bytes and as text: are both ways exact, canonical and safe?
 */
#include "core/encoding.h"
#include "unit.h"

static GirFigures figures;
static uint8_t bytes[GIR_MAX_ENCODED];
static char printed[GIR_MAX_PRINTED];
static char strings[GIR_MAX_PRINTED];

/* ---- random figures ---- */

static int64_t
random_digits(void)
{
	static const int64_t limits[] = {2, 10, 96, 97, 8288, 8289, 100000, INT64_C(1000000000), INT64_C(1000000000000000)};
	int64_t		limit = limits[pick(9)];

	return one_in(4) ? limit - 1 : (int64_t) (next_random() % (uint64_t) limit);
}

/* Characters that are special in the text form, and some that take more than one byte. */
static GirString
random_string(char *buf, size_t max)
{
	static const char *const parts[] = {"\\", "\"", "]", ")", "[", "(", ";", ",", "=", "_", "/", "!", "?", "#", "0", "a", " ", "\n", "修", "订", "é", "\U00020000"};
	size_t		n = 0;

	do
	{
		const char *part = parts[pick((int) (sizeof(parts) / sizeof(parts[0])))];

		if (n + strlen(part) > max)
			break;
		memcpy(buf + n, part, strlen(part));
		n += strlen(part);
	} while (!one_in(20));
	if (n == 0)
		buf[n++] = 'x';
	return (GirString) {buf, (uint32_t) n};
}

static void
random_number(GirValue *v, char *buf)
{
	v->digits = random_digits();
	if (one_in(5))
		v->digits = -v->digits;
	if (one_in(3))
		v->scale = (uint8_t) pick(GIR_MAX_SCALE + 1);
	gir_value_reduce(v);
	if (one_in(6))
		v->unit = random_string(buf, GIR_MAX_UNIT);
	if (one_in(6))
		v->note = random_string(buf + GIR_MAX_UNIT, GIR_MAX_NOTE);
}

/* How odd the report is: 0 is all zeros and blanks, 9 anything. */
static void
random_figures(int oddity)
{
	static char pool[GIR_MAX_CELLS][GIR_MAX_UNIT + GIR_MAX_NOTE];

	gir_figures_clear(&figures, &gir_forms[pick(GIR_FORM_COUNT)], GIR_NUMBER);
	for (int i = 0; i < figures.form->ncells; i++)
	{
		GirValue   *v = &figures.cells[i];

		if (pick(10) >= oddity)
		{
			v->state = (uint8_t) (one_in(3) && i > 0 ? figures.cells[i - 1].state : GIR_NUMBER);
			if (v->state == GIR_TEXT)
				v->state = GIR_BLANK;
			continue;
		}
		v->state = (uint8_t) pick(GIR_STATE_COUNT);
		if (v->state == GIR_NUMBER)
			random_number(v, pool[i]);
		else if (v->state == GIR_TEXT)
			v->text = random_string(pool[i], GIR_MAX_TEXT);
	}
}

/* ---- round trips ---- */

/* A copy of exactly that size, so that the sanitizer sees a read past its end. */
static void *
exact_copy(const void *s, size_t len)
{
	void	   *copy = malloc(len ? len : 1);

	memcpy(copy, s, len);
	return copy;
}

static const char *
bytes_round_trip(size_t len)
{
	uint8_t		again[GIR_MAX_ENCODED];
	uint8_t    *copy = exact_copy(bytes, len);
	GirFigures	back;
	const char *wrong = gir_decode(copy, len, &back);

	if (wrong == NULL && !same_figures(&figures, &back))
		wrong = "other figures";
	if (wrong == NULL && (gir_encode(&back, again) != len || memcmp(again, bytes, len) != 0))
		wrong = "other bytes";
	if (wrong == NULL && (gir_decode_stored(copy, len, &back) != NULL || !same_figures(&figures, &back)))
		wrong = "gir_decode_stored differs";
	for (int i = 0; wrong == NULL && i < figures.form->ncells; i += 1 + pick(20))
	{
		GirValue	value;

		if (gir_decode_cell(copy, len, i, &value) != NULL || !same_value(&figures.cells[i], &value))
			wrong = "gir_decode_cell differs";
	}
	free(copy);
	return wrong;
}

static const char *
text_round_trip(size_t len)
{
	uint8_t		again[GIR_MAX_ENCODED];
	char	   *copy = exact_copy(printed, len);
	GirFigures	back;
	size_t		at = 0;
	const char *wrong = gir_scan(copy, len, &back, strings, &at);

	if (wrong == NULL && !same_figures(&figures, &back))
		wrong = "other figures";
	if (wrong == NULL && at != len)
		wrong = "not read to the end";
	/* equal figures, whatever way they came, have equal bytes */
	if (wrong == NULL && (gir_encode(&back, again) != gir_encode(&figures, bytes) || memcmp(again, bytes, gir_encode(&figures, bytes)) != 0))
		wrong = "other bytes";
	free(copy);
	return wrong;
}

static void
test_round_trips(void)
{
	const char *wrong = NULL;
	int			n;

	seed(4);
	for (n = 0; n < 5000 && wrong == NULL; n++)
	{
		random_figures(n % 10);
		wrong = bytes_round_trip(gir_encode(&figures, bytes));
	}
	ok(wrong == NULL, "bytes and back, %d reports: %s", n, wrong ? wrong : "equal");
	wrong = NULL;
	for (n = 0; n < 5000 && wrong == NULL; n++)
	{
		random_figures(n % 10);
		wrong = text_round_trip(gir_print(&figures, printed));
	}
	ok(wrong == NULL, "text and back, %d reports: %s", n, wrong ? wrong : "equal");
	if (wrong)
		note("%.300s", one_line(printed));
}

/* One cell of every kind, on each side of the limits of each code. */
static void
test_values(void)
{
	static const int64_t digits[] = {0, 1, 95, 96, 97, 127, 128, 351, 352, 8287, 8288, 16383, 16384, 999999, INT64_C(999999999999999)};
	bool		good = true;

	for (int f = 0; f < GIR_FORM_COUNT; f++)
		for (size_t k = 0; k < sizeof(digits) / sizeof(digits[0]); k++)
			for (int sign = -1; sign <= 1; sign += 2)
				for (int scale = 0; scale <= GIR_MAX_SCALE; scale++)
				{
					gir_figures_clear(&figures, &gir_forms[f], GIR_BLANK);
					figures.cells[k].state = GIR_NUMBER;
					figures.cells[k].digits = sign * digits[k];
					figures.cells[k].scale = (uint8_t) scale;
					gir_value_reduce(&figures.cells[k]);
					good &= bytes_round_trip(gir_encode(&figures, bytes)) == NULL && text_round_trip(gir_print(&figures, printed)) == NULL;
				}
	ok(good, "numbers on each side of each limit");
}

/* Runs of equal cells of any length, at any place. */
static void
test_runs(void)
{
	bool		good = true;

	for (int f = 0; f < GIR_FORM_COUNT; f++)
		for (int state = 0; state < GIR_STATE_COUNT; state++)
			for (int run = 1; run <= gir_forms[f].ncells; run++)
			{
				int			first = run % 7;

				if (state == GIR_TEXT)
					continue;
				gir_figures_clear(&figures, &gir_forms[f], state == GIR_NUMBER ? GIR_BLANK : GIR_NUMBER);
				for (int i = first; i < first + run && i < gir_forms[f].ncells; i++)
					figures.cells[i].state = (uint8_t) state;
				good &= bytes_round_trip(gir_encode(&figures, bytes)) == NULL && text_round_trip(gir_print(&figures, printed)) == NULL;
			}
	ok(good, "runs of equal cells of every length");
}

/* Other figures have other bytes, and another text. */
static void
test_distinct(void)
{
	static uint8_t one[GIR_MAX_ENCODED];
	static char text[GIR_MAX_PRINTED];
	GirFigures	before;
	bool		good = true;

	seed(5);
	for (int n = 0; n < 3000; n++)
	{
		GirValue   *v;
		size_t		len;
		size_t		text_len;

		random_figures(n % 10);
		len = gir_encode(&figures, one);
		text_len = gir_print(&figures, text);
		before = figures;
		v = &figures.cells[pick(figures.form->ncells)];
		v->digits = v->state == GIR_NUMBER && v->digits < INT64_C(999999999999998) ? v->digits + 1 : 5;
		if (v->state != GIR_NUMBER)
			*v = (GirValue) {.state = v->state == GIR_BLANK ? GIR_DASH : GIR_BLANK};
		gir_value_reduce(v);
		if (same_figures(&before, &figures))
			continue;
		good &= gir_encode(&figures, bytes) != len || memcmp(one, bytes, len) != 0;
		good &= gir_print(&figures, printed) != text_len || memcmp(text, printed, text_len) != 0;
	}
	ok(good, "other figures, other bytes and another text");
}

/* ---- bytes that others send ---- */

/* Decode; what is accepted must be canonical and within the limits. */
static bool
decode_is_safe(const uint8_t *s, size_t len, int *accepted)
{
	uint8_t    *copy = exact_copy(s, len);
	GirFigures	back;
	uint8_t		again[GIR_MAX_ENCODED];
	char		text[GIR_MAX_PRINTED];
	bool		safe = true;

	gir_decode_stored(copy, len, &back);
	gir_decode_cell(copy, len, pick(200), &back.cells[0]);
	if (gir_decode(copy, len, &back) == NULL)
	{
		++*accepted;
		safe = gir_encode(&back, again) == len && memcmp(again, copy, len) == 0 && gir_print(&back, text) <= GIR_MAX_PRINTED;
		for (int i = 0; i < back.form->ncells; i++)
			safe &= back.cells[i].state < GIR_STATE_COUNT && back.cells[i].scale <= GIR_MAX_SCALE && back.cells[i].unit.len <= GIR_MAX_UNIT &&
				back.cells[i].note.len <= GIR_MAX_NOTE && back.cells[i].text.len <= GIR_MAX_TEXT &&
				llabs(back.cells[i].digits) <= INT64_C(999999999999999);
	}
	free(copy);
	return safe;
}

static void
test_truncated(void)
{
	int			accepted = 0;
	int			truncations = 0;
	bool		safe = true;

	seed(6);
	for (int n = 0; n < 60; n++)
	{
		size_t		len;

		random_figures(n % 10);
		len = gir_encode(&figures, bytes);
		for (size_t i = 0; i < len; i++, truncations++)
			safe &= decode_is_safe(bytes, i, &accepted);
		/* and one byte too many */
		bytes[len] = (uint8_t) pick(256);
		safe &= decode_is_safe(bytes, len + 1, &accepted);
	}
	ok(safe && accepted == 0, "no truncation is accepted (%d of %d)", accepted, truncations);
}

static void
mutate(uint8_t *s, size_t *len, size_t max)
{
	for (int n = pick(4); n >= 0 && *len > 0; n--)
	{
		size_t		at = next_random() % *len;

		switch (pick(5))
		{
			case 0:
				s[at] = (uint8_t) pick(256);
				break;
			case 1:
				s[at] ^= (uint8_t) (1 << pick(8));
				break;
			case 2:
				memmove(s + at, s + at + 1, *len - at - 1);
				--*len;
				break;
			case 3:
				if (*len < max)
				{
					memmove(s + at + 1, s + at, *len - at);
					++*len;
				}
				break;
			default:
				s[at] = s[next_random() % *len];
		}
	}
}

static void
test_mutated(void)
{
	int			accepted = 0;
	bool		safe = true;
	size_t		len = 0;

	seed(7);
	for (int n = 0; n < 100000; n++)
	{
		if (n % 50 == 0)
			random_figures(n / 50 % 10);
		len = gir_encode(&figures, bytes);
		mutate(bytes, &len, sizeof(bytes));
		safe &= decode_is_safe(bytes, len, &accepted);
	}
	ok(safe, "of 100000 mutated encodings, %d are accepted and all of them canonical", accepted);
	accepted = 0;
	for (int n = 0; n < 100000; n++)
	{
		len = (size_t) pick(250);
		for (size_t i = 0; i < len; i++)
			bytes[i] = (uint8_t) next_random();
		if (one_in(2) && len > 2)
		{
			bytes[0] = GIR_FORMAT;
			bytes[1] = (uint8_t) pick(2);
			bytes[2] = GIR_RULES;
		}
		safe &= decode_is_safe(bytes, len, &accepted);
	}
	ok(safe, "of 100000 random strings, %d are accepted and all of them canonical", accepted);
}

/* The same figures in other bytes: refused, one by one. */
static void
test_not_canonical(void)
{
	static const struct
	{
		const char *what;
		uint8_t		cell[8];
		int			len;
	}			cells[] = {
		{"0 as a general number", {0xC0, 0, 0}, 3},
		{"5 as a general number", {0xC0, 0, 5}, 3},
		{"96 as a general number", {0xC0, 0, 96}, 3},
		{"-0", {0xC0, 1, 0}, 3},
		{"25.0", {0xC0, 0x10, 0xFA, 1}, 4},
		{"scale 7", {0xC0, 0x70, 5}, 3},
		{"scale 15", {0xC0, 0xF0, 5}, 3},
		{"an unknown flag", {0xC0, 0x18, 5}, 3},
		{"a number with leading zeros", {0xC0, 0x10, 0x85, 0x00}, 4},
		{"an empty unit", {0xC0, 2, 5, 0}, 4},
		{"an empty text", {0xA4, 0}, 2},
		{"state 0", {0xA0}, 1},
		{"state 7", {0xA7}, 1},
		{"code B0", {0xB0, 0}, 2},
		{"code B4", {0xB4, 0}, 2},
		{"code B7", {0xB7, 0}, 2},
		{"code C1", {0xC1, 0, 5}, 3},
		{"code FF", {0xFF}, 1},
	};

	for (size_t k = 0; k < sizeof(cells) / sizeof(cells[0]); k++)
	{
		GirFigures	back;
		size_t		n = 3;

		memcpy(bytes, (const uint8_t[]) {GIR_FORMAT, 0, GIR_RULES}, 3);
		memcpy(bytes + n, cells[k].cell, (size_t) cells[k].len);
		n += (size_t) cells[k].len;
		/* the other 197 cells are 1 */
		memset(bytes + n, 1, 197);
		n += 197;
		ok(gir_decode(bytes, n, &back) != NULL, "refused: %s", cells[k].what);
	}
}

static void
test_run_split(void)
{
	GirFigures	back;
	size_t		n = 3;

	memcpy(bytes, (const uint8_t[]) {GIR_FORMAT, 0, GIR_RULES}, 3);
	memset(bytes + n, 0, 198);
	ok(gir_decode(bytes, n + 198, &back) != NULL, "refused: zeros one by one");
	memset(bytes + n, 0xA1, 198);
	ok(gir_decode(bytes, n + 198, &back) != NULL, "refused: blanks one by one");
	bytes[n] = 0xB1;
	bytes[n + 1] = 255;
	ok(gir_decode(bytes, n + 2, &back) != NULL, "refused: a run longer than the form");
	memset(bytes, 1, 201);
	bytes[1] = 0;
	ok(gir_decode(bytes, 201, &back) == NULL, "accepted: 198 times 1");
	for (int i = 0; i < 3; i++)
	{
		uint8_t		before = bytes[i];

		bytes[i] = 9;
		ok(gir_decode(bytes, 201, &back) != NULL, "refused: header byte %d unknown", i);
		bytes[i] = 0;
		if (i != 1)
			ok(gir_decode(bytes, 201, &back) != NULL, "refused: header byte %d is 0", i);
		bytes[i] = before;
	}
}

/* ---- texts that others write ---- */

/* Scan; what is accepted must have a canonical encoding that decodes, and print as what scans to the same. */
static bool
scan_is_safe(const char *s, size_t len, int *accepted)
{
	char	   *copy = exact_copy(s, len);
	char	   *buf = malloc(len ? len : 1);
	GirFigures	back;
	size_t		at = 0;
	const char *expected = gir_scan(copy, len, &back, buf, &at);
	bool		safe = at <= len;

	if (expected == NULL)
	{
		++*accepted;
		figures = back;
		safe = safe && bytes_round_trip(gir_encode(&figures, bytes)) == NULL;
		safe = safe && text_round_trip(gir_print(&figures, printed)) == NULL;
	}
	free(buf);
	free(copy);
	return safe;
}

static void
test_mutated_texts(void)
{
	static char text[GIR_MAX_PRINTED];
	static char original[GIR_MAX_PRINTED];
	int			accepted = 0;
	bool		safe = true;
	size_t		original_len = 0;

	seed(8);
	for (int n = 0; n < 40000; n++)
	{
		size_t		len;

		if (n % 100 == 0)
		{
			random_figures(n / 100 % 10);
			original_len = gir_print(&figures, original);
		}
		memcpy(text, original, original_len);
		len = original_len;
		if (one_in(4))
			len = next_random() % (len + 1);
		else
			mutate((uint8_t *) text, &len, sizeof(text));
		if (!scan_is_safe(text, len, &accepted) && safe)
		{
			safe = false;
			text[len] = '\0';
			note("accepted, but no round trip: %s", one_line(text));
		}
	}
	ok(safe, "of 40000 mutated texts, %d are accepted and all of them make figures", accepted);
}

/* One cell of an otherwise zero report, in the text form. */
static bool
scans(const char *cell, GirValue *v)
{
	static char text[GIR_MAX_PRINTED];
	static char buf[GIR_MAX_PRINTED];
	GirFigures	back;
	size_t		at;
	size_t		len;
	char	   *place;

	gir_figures_clear(&figures, &gir_forms[1], GIR_NUMBER);
	figures.cells[0].digits = 77777;
	len = gir_print(&figures, printed);
	printed[len] = '\0';
	place = strstr(printed, "77777");
	snprintf(text, sizeof(text), "%.*s%s%s", (int) (place - printed), printed, cell, place + 5);
	if (gir_scan(text, strlen(text), &back, buf, &at) != NULL)
		return false;
	*v = back.cells[0];
	return true;
}

static void
test_cells_as_text(void)
{
	static const struct
	{
		const char *cell;
		bool		good;
		GirState	state;
		int64_t		digits;
		int			scale;
	}			cells[] = {
		{"0", true, GIR_NUMBER, 0, 0}, {"-4", true, GIR_NUMBER, -4, 0}, {"25.5", true, GIR_NUMBER, 255, 1}, {"25.50", true, GIR_NUMBER, 255, 1},
		{"0.000001", true, GIR_NUMBER, 1, 6}, {"999999999999999", true, GIR_NUMBER, INT64_C(999999999999999), 0}, {"25.5[万元]", true, GIR_NUMBER, 255, 1},
		{"25.5[万元](a\\)b)", true, GIR_NUMBER, 255, 1}, {"1(x)", true, GIR_NUMBER, 1, 0}, {"_", true, GIR_BLANK, 0, 0}, {"/", true, GIR_DASH, 0, 0},
		{"#", true, GIR_NOT_APPLICABLE, 0, 0}, {"?", true, GIR_UNREADABLE, 0, 0}, {"!", true, GIR_MISSING, 0, 0}, {"\"a\\\"b\"", true, GIR_TEXT, 0, 0},
		{"", false, 0, 0, 0}, {"-", false, 0, 0, 0}, {"1.", false, 0, 0, 0}, {".5", false, 0, 0, 0}, {"1e5", false, 0, 0, 0},
		{"+1", false, 0, 0, 0}, {"1 ", false, 0, 0, 0}, {" 1", false, 0, 0, 0}, {"1000000000000000", false, 0, 0, 0}, {"0.0000001", false, 0, 0, 0},
		{"1[]", false, 0, 0, 0}, {"1()", false, 0, 0, 0}, {"\"\"", false, 0, 0, 0}, {"1(x)[y]", false, 0, 0, 0}, {"\"a", false, 0, 0, 0},
		{"1.2.3", false, 0, 0, 0}, {"--1", false, 0, 0, 0}, {"1,2", false, 0, 0, 0}, {"__", false, 0, 0, 0}, {"NaN", false, 0, 0, 0},
		{"1[一二三四五六七八九]", false, 0, 0, 0},
	};

	for (size_t k = 0; k < sizeof(cells) / sizeof(cells[0]); k++)
	{
		GirValue	v = {0};
		bool		accepted = scans(cells[k].cell, &v);

		ok(accepted == cells[k].good && (!accepted || (v.state == cells[k].state && v.digits == cells[k].digits && v.scale == cells[k].scale)),
		   "cell %s is %s", cells[k].cell, cells[k].good ? "read" : "refused");
	}
}

/* ---- sizes ---- */

static int
compare_sizes(const void *a, const void *b)
{
	return *(const int *) a - *(const int *) b;
}

/* A report as most are: few applications, most cells 0. */
static void
usual_figures(void)
{
	gir_figures_clear(&figures, &gir_forms[pick(2)], GIR_NUMBER);
	for (int i = 0; i < figures.form->ncells; i++)
		if (one_in(5))
			figures.cells[i].digits = one_in(4) ? pick(3000) : pick(90);
}

static void
test_sizes(void)
{
	static int	sizes[999];
	size_t		zero;
	size_t		full;

	gir_figures_clear(&figures, &gir_forms[1], GIR_NUMBER);
	zero = gir_encode(&figures, bytes);
	ok(zero <= 16, "an all-zero report takes %zu bytes", zero);
	gir_figures_clear(&figures, &gir_forms[1], GIR_BLANK);
	zero = gir_encode(&figures, bytes);
	ok(zero <= 16, "an all-blank report takes %zu bytes", zero);
	seed(9);
	for (int n = 0; n < 999; n++)
	{
		usual_figures();
		sizes[n] = (int) gir_encode(&figures, bytes);
	}
	qsort(sizes, 999, sizeof(sizes[0]), compare_sizes);
	ok(sizes[499] <= 160, "a usual report takes %d bytes (%d to %d)", sizes[499], sizes[0], sizes[998]);
	for (int i = 0; i < figures.form->ncells; i++)
		figures.cells[i].digits = 1 + i % 90;
	full = gir_encode(&figures, bytes);
	ok(full <= 3 + (size_t) figures.form->ncells, "small figures in every cell take a byte each (%zu)", full);
}

/* The largest possible report fits the buffers that the header promises. */
static void
test_largest(void)
{
	static char big[256];
	bool		fits = true;

	memset(big, '\\', sizeof(big));
	for (int f = 0; f < GIR_FORM_COUNT; f++)
		for (int text = 0; text < 2; text++)
		{
			gir_figures_clear(&figures, &gir_forms[f], text ? GIR_TEXT : GIR_NUMBER);
			for (int i = 0; i < figures.form->ncells; i++)
			{
				GirValue   *v = &figures.cells[i];

				if (text)
					v->text = (GirString) {big, GIR_MAX_TEXT};
				else
					*v = (GirValue) {INT64_C(-999999999999999), GIR_MAX_SCALE, GIR_NUMBER, false, {big, GIR_MAX_UNIT}, {big, GIR_MAX_NOTE}, {NULL, 0}};
			}
			fits &= gir_encode(&figures, bytes) <= GIR_MAX_ENCODED && gir_print(&figures, printed) <= GIR_MAX_PRINTED;
			fits &= bytes_round_trip(gir_encode(&figures, bytes)) == NULL && text_round_trip(gir_print(&figures, printed)) == NULL;
		}
	ok(fits, "the largest report fits");
}

int
main(void)
{
	unit_init();
	test_round_trips();
	test_values();
	test_runs();
	test_distinct();
	test_truncated();
	test_mutated();
	test_not_canonical();
	test_run_split();
	test_mutated_texts();
	test_cells_as_text();
	test_sizes();
	test_largest();
	return done();
}
