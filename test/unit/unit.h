/*
 * unit.h - TAP for the unit tests
 *
 * A test says ok() for each thing it shows; a test of many cases counts them and says ok() once, after note() for the first few that
 * went wrong.  main() ends with return done().
 */
#ifndef UNIT_H
#define UNIT_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/labels.h"
#include "core/report.h"
#include "forms/forms.h"

static int	unit_tests;
static int	unit_failed;

static inline void __attribute__((format(printf, 2, 3)))
ok(bool pass, const char *format,...)
{
	va_list		args;

	va_start(args, format);
	printf("%s %d - ", pass ? "ok" : "not ok", ++unit_tests);
	vprintf(format, args);
	printf("\n");
	va_end(args);
	unit_failed += !pass;
}

static inline void __attribute__((format(printf, 1, 2)))
note(const char *format,...)
{
	va_list		args;

	va_start(args, format);
	printf("# ");
	vprintf(format, args);
	printf("\n");
	va_end(args);
}

static inline int
done(void)
{
	printf("1..%d\n", unit_tests);
	return unit_failed > 0;
}

/* Everything that the core wants to be called first. */
static inline void
unit_init(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (!gir_forms_init())
		abort();
	gir_text_init();
	if (!gir_labels_init())
		abort();
}

/* Pseudo-random numbers from a fixed seed: the same on every machine. */
static uint64_t unit_seed = UINT64_C(0x9E3779B97F4A7C15);

static inline void
seed(uint64_t n)
{
	unit_seed = n * UINT64_C(0x9E3779B97F4A7C15) + 1;
}

static inline uint64_t
next_random(void)
{
	unit_seed ^= unit_seed << 13;
	unit_seed ^= unit_seed >> 7;
	unit_seed ^= unit_seed << 17;
	return unit_seed;
}

/* 0 .. n - 1 */
static inline int
pick(int n)
{
	return (int) ((next_random() >> 11) % (uint64_t) n);
}

static inline bool
one_in(int n)
{
	return pick(n) == 0;
}

static inline bool
same_string(GirString a, GirString b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.s, b.s, a.len) == 0);
}

static inline bool
same_value(const GirValue *a, const GirValue *b)
{
	return a->state == b->state && a->digits == b->digits && a->scale == b->scale && same_string(a->unit, b->unit) &&
		same_string(a->note, b->note) && same_string(a->text, b->text);
}

static inline bool
same_figures(const GirFigures *a, const GirFigures *b)
{
	if (a->form != b->form || a->rules != b->rules)
		return false;
	for (int i = 0; i < a->form->ncells; i++)
		if (!same_value(&a->cells[i], &b->cells[i]))
			return false;
	return true;
}

/* A text on one line, for messages; good until the next call. */
static inline const char *
one_line(const char *s)
{
	static char buf[512];
	size_t		n = 0;

	for (; *s && n < sizeof(buf) - 3; s++)
	{
		bool		special = (unsigned char) *s < ' ';

		if (special)
			buf[n++] = '\\';
		buf[n++] = *s == '\n' ? 'n' : *s == '\t' ? 't' : special ? '?' : *s;
	}
	buf[n] = '\0';
	return buf;
}

/* What a value is, for messages; the result is good until the fourth call after. */
static inline const char *
value_text(const GirValue *v)
{
	static char bufs[4][320];
	static int	n;
	char	   *buf = bufs[n++ % 4];

	if (v->state == GIR_NUMBER)
		snprintf(buf, sizeof(bufs[0]), "%lld/10^%d unit '%.*s' note '%.*s'", (long long) v->digits, v->scale,
				 (int) v->unit.len, v->unit.len ? v->unit.s : "", (int) v->note.len, v->note.len ? v->note.s : "");
	else
		snprintf(buf, sizeof(bufs[0]), "%s '%.*s'", gir_state_name((GirState) v->state), (int) v->text.len, v->text.len ? v->text.s : "");
	return buf;
}

#endif							/* UNIT_H */
