/*
 * pinyin.h - a source without the pinyin that stands in brackets behind its characters
 *
 * Copies of reports on other sites are converted to traditional characters, and many of these have their reading behind them: 公開(kāi)工作.
 * Lower-case Latin letters in brackets right behind a Han character say nothing that it does not.
 */
#ifndef GIR_PINYIN_H
#define GIR_PINYIN_H

#include "core/cells.h"

/* Where something was taken away: in what is left, and how many bytes up to there. */
typedef struct GirPinyinCut
{
	uint32_t	off;
	uint32_t	gone;
} GirPinyinCut;

typedef struct GirPinyin
{
	char	   *text;			/* what is left, with a NUL behind it; NULL: nothing was taken away */
	size_t		len;
	GirPinyinCut *cuts;			/* by off */
	uint32_t	ncuts;
} GirPinyin;

/*
 * Take it away from the grid's text, before there is a grid; its status tells when there is no memory, or the reading was stopped.  A source with
 * fewer than three readings is left as it is: a word in brackets may be a name.
 */
extern void gir_pinyin_leave(GirGrid *grid, GirPinyin *pinyin);
extern void gir_pinyin_free(GirPinyin *pinyin);

/* The stretch of the source that a stretch of what is left has come from. */
extern GirSpan gir_pinyin_place(const GirPinyin *pinyin, GirSpan span);

#endif							/* GIR_PINYIN_H */
