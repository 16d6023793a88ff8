/*
 * findings_prose.c - findings about the prose of a document
 */
#include "core/findings_prose.h"

#include <stdio.h>
#include <string.h>

enum
{
	MAX_QUOTE = 300,			/* bytes of a clause that are quoted */
	MAX_NAMED = 3				/* cells that are named */
};

static const GirCode codes[] = {
	[GIR_NARRATIVE_CONTRADICTS] = GIR_N501,
	[GIR_NARRATIVE_BLANK] = GIR_N502,
	[GIR_NARRATIVE_NOT_ALL] = GIR_N503,
	[GIR_NARRATIVE_PARTS] = GIR_N504,
	[GIR_NARRATIVE_REST] = GIR_N505,
	[GIR_NARRATIVE_READING] = GIR_N506,
	[GIR_NARRATIVE_PEOPLE] = GIR_N507,
	[GIR_NARRATIVE_SHARE] = GIR_N508,
	[GIR_NARRATIVE_SHARE_READING] = GIR_N509
};

/* The clause on one line, cut after a whole character. */
static void
quote(const char *source, GirSpan span, char *buf)
{
	GirString	s = gir_clip(source + span.off, span.len, MAX_QUOTE);

	for (uint32_t i = 0; i < s.len; i++)
		buf[i] = s.s[i] == '\n' || s.s[i] == '\r' || s.s[i] == '\t' ? ' ' : s.s[i];
	buf[s.len] = '\0';
}

/* The first cells by name, and that there are more. */
static void
name_cells(const GirForm *form, const GirNarrativeFinding *n, GirLanguage language, char *buf, int size)
{
	GirWords	w = gir_words(buf, size);
	char		name[GIR_MAX_NAME];

	for (int i = 0; i < n->ncells && i < MAX_NAMED; i++)
	{
		gir_cell_name(form, n->cells[i], language == GIR_CHINESE, name);
		gir_words_addf(&w, "%s%s", i == 0 ? "" : language == GIR_CHINESE ? "、" : ", ", name);
	}
	if (n->ncells > MAX_NAMED)
		gir_words_add(&w, language == GIR_CHINESE ? "等" : ", …");
}

void
gir_prose_findings(const char *source, const GirFigures *figures, const GirStatements *statements, const GirNarrative *narrative,
				   GirEmit emit, void *context)
{
	for (int i = 0; i < narrative->n; i++)
	{
		const GirNarrativeFinding *n = &narrative->items[i];
		const GirStatement *s = &statements->items[n->statements[0]];
		GirMeasure	measure = (GirMeasure) s->measure;
		char		clause[MAX_QUOTE + 1];
		char		said[48];
		char		printed[48];
		char		cells[GIR_LANGUAGES][MAX_NAMED * (GIR_MAX_NAME + 4)];
		GirFinding	f;

		quote(source, s->quote, clause);
		for (int language = 0; language < GIR_LANGUAGES; language++)
			name_cells(figures ? figures->form : NULL, n, (GirLanguage) language, cells[language], sizeof(cells[language]));
		gir_finding_start(&f, codes[n->kind]);
		f.place = s->number;
		f.sums = n->kind != GIR_NARRATIVE_BLANK;
		f.left = n->said;
		f.right = n->printed;
		f.ncells = n->ncells;
		memcpy(f.cells, n->cells, (size_t) n->ncells);
		gir_scaled_text(n->said, said);
		gir_scaled_text(n->printed, printed);
		snprintf(f.formula, sizeof(f.formula), "%s %s %s", said, n->said == n->printed ? "=" : "<>", printed);
		{
			const GirSlot slots[] = {
				{"measure", {gir_measure_text(measure, GIR_ENGLISH), gir_measure_text(measure, GIR_CHINESE)}},
				{"said", {said, said}},
				{"printed", {printed, printed}},
				{"quote", {clause, clause}},
				{"cells", {cells[GIR_ENGLISH], cells[GIR_CHINESE]}}
			};

			gir_finding_say(&f, slots, (int) (sizeof(slots) / sizeof(slots[0])));
		}
		emit(context, &f);
	}
}
