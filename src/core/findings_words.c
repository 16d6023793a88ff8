/*
 * findings_words.c - findings in words: templates filled in, and what a proposal says
 */
#include "core/findings_words.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Cells and identities named one by one; the rest is counted. */
enum
{
	NAMED_CELLS = 6,
	NAMED_IDENTITIES = 8
};

GirWords
gir_words(char *buf, int size)
{
	buf[0] = '\0';
	return (GirWords) {.s = buf,.size = size};
}

static void
add_stretch(GirWords *w, const char *s, size_t n)
{
	GirString	fits = gir_clip(s, n, (size_t) (w->full ? 0 : w->size - 1 - w->len));

	memcpy(w->s + w->len, fits.s, fits.len);
	w->len += (int) fits.len;
	w->s[w->len] = '\0';
	w->full |= fits.len < n;
}

void
gir_words_add(GirWords *w, const char *s)
{
	add_stretch(w, s, strlen(s));
}

void
gir_words_addf(GirWords *w, const char *format,...)
{
	char		buf[2 * GIR_MAX_NAME];
	va_list		args;

	va_start(args, format);
	vsnprintf(buf, sizeof(buf), format, args);
	va_end(args);
	gir_words_add(w, buf);
}

/* The slot of that key, or NULL. */
static const GirSlot *
find_slot(const GirSlot *slots, int nslots, const char *key, size_t len)
{
	for (int i = 0; i < nslots; i++)
		if (strlen(slots[i].key) == len && memcmp(slots[i].key, key, len) == 0)
			return &slots[i];
	return NULL;
}

void
gir_words_fill(GirWords *w, const char *template, const GirSlot *slots, int nslots, GirLanguage language)
{
	const char *open;
	const char *close;

	while ((open = strchr(template, '{')) != NULL && (close = strchr(open, '}')) != NULL)
	{
		const GirSlot *slot = find_slot(slots, nslots, open + 1, (size_t) (close - open - 1));

		add_stretch(w, template, (size_t) (open - template));
		if (slot != NULL)
			gir_words_add(w, slot->text[language]);
		else
			add_stretch(w, open, (size_t) (close - open + 1));
		template = close + 1;
	}
	gir_words_add(w, template);
}

const char *
gir_scaled_text(__int128 n, char *buf)
{
	char		digits[48];
	int			len = 0;
	int			scale = GIR_MAX_SCALE;
	char	   *p = buf;
	unsigned __int128 u = n < 0 ? -(unsigned __int128) n : (unsigned __int128) n;

	while (scale > 0 && u % 10 == 0)
	{
		u /= 10;
		scale--;
	}
	do
	{
		digits[len++] = (char) ('0' + (int) (u % 10));
		u /= 10;
	} while (u > 0 || len <= scale);
	if (n < 0)
		*p++ = '-';
	while (len > 0)
	{
		*p++ = digits[--len];
		if (len == scale && len > 0)
			*p++ = '.';
	}
	*p = '\0';
	return buf;
}

/* ---- proposals ---- */

static const char *const kind_words[GIR_REPAIR_KINDS][GIR_LANGUAGES] = {
	{"", ""},
	{"", ""},
	{"blank cells filled in: ", "补填空格："},
	{"two figures of a row exchanged: ", "同一行两数对调："},
	{"two figures of a column exchanged: ", "同一列两数对调："},
	{"figures of a row moved to the right by one column: ", "该行数字右移了一列："},
	{"figures of a row moved to the left by one column: ", "该行数字左移了一列："},
	{"a line left without its figures: ", "整行或整列漏填："},
	{"two rows exchanged: ", "两行对调："},
	{"totals not brought up to date: ", "合计未随之更新："}
};

static const char *const evidence_words[GIR_EVIDENCE_COUNT][GIR_LANGUAGES] = {
	{NULL, NULL},				/* said of the proposal as a whole */
	{"one keystroke", "差一次击键"},
	{"left blank", "漏填"},
	{"off by at most 3", "相差不超过 3"},
	{"copied from the cell beside", "误抄相邻格"},
	{"negative as reported", "原填负数"},
	{"the two figures exchanged", "两数互换"},
	{"follows from the identities", "由勾稽关系推出"},
	{"follows because no figure is negative", "由非负要求推出"},
	{"doubted by the caller", "调用者存疑"},
	{"as a witness says", "与旁证一致"},
	{"against a witness", "与旁证相左"}
};

static const char *const state_words[GIR_STATE_COUNT][GIR_LANGUAGES] = {
	{"", ""}, {"blank", "空白"}, {"dash", "划线"}, {"not applicable", "不适用"}, {"text", "文字"}, {"unreadable", "未读出"}, {"missing", "缺失"}
};

/* One cell with its figures; beside: it stands in the row of the cell named before. */
static void
add_change(GirWords *w, const GirFigures *figures, const GirChange *c, bool beside, GirLanguage language)
{
	const GirColumn *column = gir_cell_column(figures->form, c->cell);
	const GirValue *v = &figures->cells[c->cell];
	const GirValue proposed = {.digits = c->digits,.scale = c->scale};
	char		name[GIR_MAX_NAME];
	char		number[48];

	if (beside)
		gir_words_add(w, language == GIR_CHINESE ? column->label : column->en);
	else
		gir_words_add(w, gir_cell_name(figures->form, c->cell, language == GIR_CHINESE, name));
	gir_words_addf(w, " %s %s ", v->state == GIR_NUMBER ? gir_scaled_text(gir_value_scaled(v), number) : state_words[v->state][language],
				   language == GIR_CHINESE ? "→" : "->");
	if (c->flags & GIR_CHANGE_OPEN)
		gir_words_add(w, language == GIR_CHINESE ? "待定（不止一数可行）" : "open (several figures do)");
	else
		gir_words_add(w, gir_scaled_text(gir_value_scaled(&proposed), number));
}

static void
add_evidence(GirWords *w, const GirProposal *p, GirLanguage language)
{
	bool		any = false;

	for (int i = 0; i < GIR_EVIDENCE_COUNT; i++)
	{
		if (!(p->evidence >> i & 1) || evidence_words[i][language] == NULL)
			continue;
		gir_words_add(w, any ? (language == GIR_CHINESE ? "、" : ", ") : (language == GIR_CHINESE ? "（" : " ("));
		gir_words_add(w, evidence_words[i][language]);
		any = true;
	}
	if (any)
		gir_words_add(w, language == GIR_CHINESE ? "）" : ")");
}

void
gir_words_proposal(GirWords *w, const GirFigures *figures, const GirRepair *repair, const GirProposal *p, GirLanguage language)
{
	gir_words_add(w, kind_words[p->kind][language]);
	for (int i = 0; i < p->nchanges && i < NAMED_CELLS; i++)
	{
		const GirChange *c = &repair->changes[p->first + i];
		bool		beside = i > 0 && gir_cell_row(figures->form, c->cell) == gir_cell_row(figures->form, c[-1].cell);

		if (i > 0)
			gir_words_add(w, language == GIR_CHINESE ? (beside ? "、" : "，") : beside ? ", " : "; ");
		add_change(w, figures, c, beside, language);
	}
	if (p->nchanges > NAMED_CELLS)
		gir_words_addf(w, language == GIR_CHINESE ? "，另 %d 格" : "; and %d more", p->nchanges - NAMED_CELLS);
	add_evidence(w, p, language);
}

/* Is it likelier than all others of its cause? */
static bool
is_likeliest(const GirRepair *repair, const GirCause *cause, const GirProposal *p)
{
	return p == &repair->proposals[cause->first] && (cause->nproposals == 1 || p->bits < p[1].bits);
}

/* Where the proposal stands among those of its cause. */
static void
add_standing(GirWords *w, const GirRepair *repair, const GirCause *cause, const GirProposal *p, GirLanguage language)
{
	bool		zh = language == GIR_CHINESE;
	const char *at_least = cause->status != GIR_REPAIR_CUT ? "" : zh ? "至少" : "at least ";

	if (p->kind == GIR_REPAIR_FILL)
		gir_words_add(w, zh ? "，原数无须更改" : ", no reported figure is changed");
	else if (cause->status == GIR_REPAIR_AT_LEAST)
		gir_words_addf(w, zh ? "，未求得最小改法（至少 %d 格有误）" : ", while no minimal repair was found (at least %d wrong figures)", cause->minimum);
	else if (p->evidence & 1U << GIR_EVIDENCE_ONLY)
		gir_words_add(w, zh ? "，唯一的最小改法" : ", the only minimal repair");
	else if (p->wrong > cause->minimum)
		gir_words_addf(w, zh ? "，另有%s %d 种改 %d 格的最小改法" : ", beside %s%d with only %d wrong", at_least, cause->alternatives, cause->minimum);
	else if (is_likeliest(repair, cause, p))
		gir_words_addf(w, zh ? "，为%s %d 种最小改法中可能性最大者" : ", the likeliest of %s%d minimal repairs", at_least, cause->alternatives);
	else
		gir_words_addf(w, zh ? "，为%s %d 种最小改法之一" : ", one of %s%d minimal repairs", at_least, cause->alternatives);
}

static void
add_without_proposal(GirWords *w, const GirCause *cause, GirLanguage language)
{
	const char *table = language == GIR_CHINESE ? gir_table_zh((GirTable) cause->table) : gir_table_en((GirTable) cause->table);

	if (cause->status == GIR_REPAIR_TOO_LARGE)
		gir_words_addf(w, language == GIR_CHINESE ? "%s数字过大，无法定位错格" : "%s: figures too large to be judged", table);
	else if (cause->status == GIR_REPAIR_AT_LEAST)
		gir_words_addf(w, language == GIR_CHINESE ? "%s至少有 %d 格有误，未求得改法" : "%s: at least %d wrong figures, no repair found", table, cause->minimum);
	else
		gir_words_addf(w, language == GIR_CHINESE ? "%s有误，改法未列出" : "%s: no repair could be listed", table);
}

/* The row of （七）总计 may fail by several causes, and holds only when all are mended. */
static void
add_other_causes(GirWords *w, const GirRepair *repair, const GirCause *cause, int identity, GirLanguage language)
{
	for (int i = 0; i < repair->ncauses; i++)
		if (&repair->causes[i] != cause && repair->causes[i].identities >> identity & 1)
			gir_words_addf(w, language == GIR_CHINESE ? "（与原因 %d 一并）" : " (with cause %d)", i + 1);
}

static void
add_identities(GirWords *w, const GirForm *form, const GirRepair *repair, const GirCause *cause, bool mends, GirLanguage language)
{
	int			n = __builtin_popcountll(cause->identities);
	int			named = 0;

	if (n == 0)
		return;
	if (mends)
		gir_words_add(w, language == GIR_CHINESE ? "；可消除 " : "; mends ");
	else
		gir_words_add(w, language == GIR_CHINESE ? "；涉及 " : "; concerns ");
	for (int i = 0; i < form->nidentities && named < NAMED_IDENTITIES; i++)
		if (cause->identities >> i & 1)
		{
			if (named > 0)
				gir_words_add(w, language == GIR_CHINESE ? "、" : named == n - 1 ? " and " : ", ");
			gir_words_add(w, form->identities[i].name);
			add_other_causes(w, repair, cause, i, language);
			named++;
		}
	if (n > named)
		gir_words_addf(w, language == GIR_CHINESE ? " 等 %d 条" : " and %d more", language == GIR_CHINESE ? n : n - named);
}

void
gir_words_cause(GirWords *w, const GirFigures *figures, const GirRepair *repair, const GirCause *cause, const GirProposal *p,
				GirLanguage language)
{
	gir_words_addf(w, language == GIR_CHINESE ? "原因 %d：" : "cause %d: ", (int) (cause - repair->causes) + 1);
	if (p != NULL)
	{
		gir_words_proposal(w, figures, repair, p, language);
		add_standing(w, repair, cause, p, language);
	}
	else
		add_without_proposal(w, cause, language);
	add_identities(w, figures->form, repair, cause, p != NULL, language);
}
