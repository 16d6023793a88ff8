/*
 * comparison.c - what is found by comparing reports with one another, for people
 */
#include "core/comparison.h"

bool
gir_counts_for(const GirValue *value, bool unknown_blanks, __int128 *number)
{
	if (value->state != GIR_NUMBER && (unknown_blanks || value->state > GIR_NOT_APPLICABLE))
		return false;
	*number = value->state == GIR_NUMBER ? gir_value_scaled(value) : 0;
	return true;
}

void
gir_comparison_start(GirComparison *f, GirCode code)
{
	f->code = code;
	f->severity = gir_catalogue[code].severity;
	f->outcome = gir_catalogue[code].outcome;
	f->sums = false;
	f->formula[0] = f->evidence[0] = f->message[0] = f->message_zh[0] = '\0';
	f->ncells = f->nothers = 0;
	f->child = -1;
}

void
gir_comparison_say(GirComparison *f, const GirSlot *slots, int nslots)
{
	GirWords	en = gir_words(f->message, GIR_MAX_MESSAGE);
	GirWords	zh = gir_words(f->message_zh, GIR_MAX_MESSAGE);

	gir_words_fill(&en, gir_catalogue[f->code].message[GIR_ENGLISH], slots, nslots, GIR_ENGLISH);
	gir_words_fill(&zh, gir_catalogue[f->code].message[GIR_CHINESE], slots, nslots, GIR_CHINESE);
}
