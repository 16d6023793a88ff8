/*
 * comparison.c - what is found by comparing reports with one another, for people
 */
#include "core/comparison.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool
gir_counts_for(const GirValue *value, bool unknown_blanks, __int128 *number)
{
	if (value->state != GIR_NUMBER && (unknown_blanks || value->state > GIR_NOT_APPLICABLE))
		return false;
	*number = value->state == GIR_NUMBER ? gir_value_scaled(value) : 0;
	return true;
}

void
gir_comparison_start(GirComparison *f, const char *code, GirSeverity severity, GirOutcome outcome)
{
	f->code = code;
	f->severity = severity;
	f->outcome = outcome;
	f->sums = false;
	f->formula[0] = f->evidence[0] = f->message[0] = f->message_zh[0] = '\0';
	f->ncells = f->nothers = 0;
	f->child = -1;
}

void
gir_say(char *buf, size_t size, const char *format,...)
{
	va_list		args;
	int			len;

	va_start(args, format);
	len = vsnprintf(buf, size, format, args);
	va_end(args);
	if (len >= 0 && (size_t) len >= size)
		buf[gir_clip(buf, (size_t) len, size - 1).len] = '\0';
}
