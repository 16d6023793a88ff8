/*
 * say.c - the statements of texts, for compare.pl
 *
 * Reads texts that each end with a NUL, from standard input; prints a line for each statement (number of the text, measure, value, ~ when
 * approximate, label, sense, and what is quoted) with tabs between.
 */
#include "core/statements.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *
read_all(size_t *len)
{
	size_t		size = 1 << 16;
	char	   *s = malloc(size);
	size_t		n;

	*len = 0;
	while (s && (n = fread(s + *len, 1, size - *len, stdin)) > 0)
	{
		*len += n;
		if (*len == size)
			s = realloc(s, size *= 2);
	}
	return s;
}

static void
print_span(const char *text, GirSpan s)
{
	for (uint32_t i = 0; i < s.len; i++)
		putchar(text[s.off + i] == '\n' || text[s.off + i] == '\t' ? ' ' : text[s.off + i]);
}

static void
print_number(const GirStatement *s)
{
	double		v = (double) s->digits;

	for (int i = 0; i < s->scale; i++)
		v /= 10;
	printf("%.10g", v);
}

static bool
say(const char *text, size_t len, int number)
{
	GirStatements all;
	/* a copy of exactly that size: reading past the end is seen */
	char	   *copy = malloc(len ? len : 1);

	if (copy == NULL)
		return false;
	memcpy(copy, text, len);
	gir_statements_read(copy, len, (GirStatementOptions) {0, NULL}, NULL, NULL, &all);
	for (uint32_t i = 0; i < all.n; i++)
	{
		const GirStatement *s = &all.items[i];

		printf("%d\t%s\t", number, gir_measure_key((GirMeasure) s->measure));
		print_number(s);
		printf("\t%s\t", s->approximate ? "~" : "");
		print_span(copy, s->label);
		printf("\t%s\t", gir_sense_key((GirSense) s->sense));
		print_span(copy, s->quote);
		printf("\n");
	}
	gir_statements_free(&all);
	free(copy);
	return all.status == GIR_OK;
}

int
main(void)
{
	size_t		len;
	char	   *texts = read_all(&len);
	size_t		from = 0;

	if (texts == NULL || !gir_forms_init())
		return 2;
	gir_text_init();
	if (!gir_labels_init() || !gir_statements_init())
		return 2;
	for (int n = 0; from < len; n++)
	{
		size_t		size = strnlen(texts + from, len - from);

		if (!say(texts + from, size, n))
			return 2;
		from += size + 1;
	}
	free(texts);
	return 0;
}
