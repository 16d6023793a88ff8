/*
 * document.h - a text as a reader sees it, and its cells
 *
 * Plain text is read as it is.  Of HTML, the rendered text is read; Markdown and other text may hold HTML tables, which are rendered in
 * their place.  Pinyin behind characters is left out of either.  Whatever the source is, there is one text and one grid over it, and a
 * way back from a stretch of that text to the stretch of the source that prints it.
 */
#ifndef GIR_DOCUMENT_H
#define GIR_DOCUMENT_H

#include "core/cells.h"
#include "core/cells_html.h"
#include "core/residue.h"

/* Asked from time to time; true stops the reading with GIR_CANCELLED.  May be NULL. */
typedef bool (*GirPoll) (void *context);

typedef struct GirDocumentPart
{
	uint32_t	off;			/* in the document's text */
	uint32_t	source;			/* in the source */
	bool		html;
	GirHtml		page;			/* html: its rendering */
	uint32_t	near;			/* html: where the last place was found, see gir_html_place() */
} GirDocumentPart;

typedef struct GirDocument
{
	const char *text;
	size_t		len;
	GirGrid		grid;
	const char *reason;			/* of GIR_TOO_LARGE, for people */
	bool		html;			/* some of it was HTML */
	bool		moved;			/* places in the text are not those in the source */
	GirResidue	residue;		/* what is read in the place of the source, if that has something that is no part of the document */
	char	   *owned;			/* text, when it is not the source itself */
	GirDocumentPart *parts;
	int			nparts;
} GirDocument;

/* Read a source of at most 1 GB.  grid.status tells how it went; free the document in either case. */
extern void gir_document_read(const char *source, size_t len, GirPoll poll, void *context, GirDocument *document);
extern void gir_document_free(GirDocument *document);

/* The stretch of the source that prints a stretch of the document's text. */
extern GirSpan gir_document_place(const GirDocument *document, GirSpan span);

#endif							/* GIR_DOCUMENT_H */
