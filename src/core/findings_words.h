/*
 * findings_words.h - findings in words: templates filled in, and what a proposal says
 */
#ifndef GIR_FINDINGS_WORDS_H
#define GIR_FINDINGS_WORDS_H

#include "core/repair.h"

typedef enum GirLanguage
{
	GIR_ENGLISH,
	GIR_CHINESE,
	GIR_LANGUAGES
} GirLanguage;

/* Text that is being made in a buffer of the caller's; what does not fit is left out, from a whole character on. */
typedef struct GirWords
{
	char	   *s;
	int			size;
	int			len;
	bool		full;
} GirWords;

/* What stands for {key} in a template, in both languages. */
typedef struct GirSlot
{
	const char *key;
	const char *text[GIR_LANGUAGES];
} GirSlot;

/* Start with an empty text. */
extern GirWords gir_words(char *buf, int size);

extern void gir_words_add(GirWords *w, const char *s);
extern void gir_words_addf(GirWords *w, const char *format,...) __attribute__((format(printf, 2, 3)));

/* A template with its slots filled in; a {key} that no slot has stays as it is. */
extern void gir_words_fill(GirWords *w, const char *template, const GirSlot *slots, int nslots, GirLanguage language);

/* Decimal text of a number at scale GIR_MAX_SCALE, without trailing zeros; buf has room for 48 bytes. */
extern const char *gir_scaled_text(__int128 n, char *buf);

/* The changes of a proposal, and what speaks for them: cell 5 -> 7, cell 3 -> 2 (one keystroke). */
extern void gir_words_proposal(GirWords *w, const GirFigures *figures, const GirRepair *repair, const GirProposal *p, GirLanguage language);

/*
 * What is known of a cause: its number (from 1), a proposal with its standing among the others, and the identities that fail.  p is NULL
 * where there is none, and is the cause's otherwise.
 */
extern void gir_words_cause(GirWords *w, const GirFigures *figures, const GirRepair *repair, const GirCause *cause, const GirProposal *p,
							GirLanguage language);

#endif							/* GIR_FINDINGS_WORDS_H */
