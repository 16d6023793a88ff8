/*
 * labels.c - a label is found by what is printed exactly when its folded text is that label
 */
#include "unit.h"

enum
{
	TURNS = 400,				/* of each declared label */
	MAX_PRINTED = 512
};

static uint32_t state = 1;

static uint32_t
chance(uint32_t n)
{
	state = state * 1664525u + 1013904223u;
	return (state >> 8) % n;
}

/* What labels are printed with, and what damages them: white space, brackets, width, variants, numbers, other characters, cut characters. */
static const char *const bits[] = {
	" ", "　", "\t", "\n", "（", "）", "(", ")", "、", "，", "“", "”", ".", "．", "：", "*", "1", "１", "2.", "一", "二、", "十", "（三）", "①", "㈠",
	"開", "開", "规", "規", "其", "其他", "总计", "項", "A", "ａ", "\xE4", "\xE4\xBA", "\x80", "\xEF\xBB\xBF", "\xC2\xA0", "𠀀"
};

static size_t
damage(char *s, size_t n)
{
	size_t		at = chance((uint32_t) n + 1);
	const char *bit = bits[chance(sizeof(bits) / sizeof(bits[0]))];
	size_t		more = strlen(bit);
	size_t		gone;

	while (at > 0 && at < n && ((unsigned char) s[at] & 0xC0) == 0x80)
		at--;
	gone = chance(3) == 0 && at + 3 <= n ? 3 : 0;
	if (chance(4) == 0)
		more = 0;
	memmove(s + at + more, s + at + gone, n - at - gone);
	memcpy(s + at, bit, more);
	return n + more - gone;
}

/* The same by the text as a whole. */
static const GirLabel *
find_folded(const char *s, size_t len)
{
	uint16_t	folded[GIR_MAX_LABEL];
	int			n = gir_fold(s, len, folded, GIR_MAX_LABEL);

	return n <= GIR_MAX_LABEL ? gir_label_of_folded(folded, n) : NULL;
}

/* Are both ways one?  Looked at in memory of exactly that size: what is read beyond is found. */
static bool
agree(const char *s, size_t len, long *found)
{
	char	   *copy = malloc(len > 0 ? len : 1);
	const GirLabel *a;
	const GirLabel *b;

	if (copy == NULL)
		abort();
	memcpy(copy, s, len);
	a = gir_label_find(copy, len);
	b = find_folded(copy, len);
	free(copy);
	if (a != b)
		note("\"%.*s\" is %s, by its folded text %s", (int) len, s, a ? "a label" : "none", b ? a ? "another" : "one" : "none");
	*found += b != NULL;
	return a == b;
}

/* Other wordings of a label, and words that are none. */
static const char *const same[][2] = {
	{"一、2024年新收政府信息公开申请数量", "一、本年新收政府信息公开申请数量"}, {"一、2024年度新收申请数量", "一、本年新收政府信息公开申请数量"},
	{"二、2023年结转政府信息公开申请数量", "二、上年结转政府信息公开申请数量"}, {"行政规范性文件（件）", "行政规范性文件"}, {"行政许可（单位：件）", "行政许可"},
	{"行政事业性收费（万元）", "行政事业性收费"}, {"7.属于行政执法案卷信息", "7.属于行政执法案卷"}, {"未经行政复议直接诉讼", "未经复议直接起诉"}, {"结果纠错", "结果纠正"},
	{"2024年新收申请数量", NULL}, {"一、2024年", NULL}, {"2023年处理决定数量", NULL}, {"件", NULL}, {"事件", NULL}, {"一、19年新收申请数量", NULL}
};

static const char *
row_or_column(const GirLabel *l)
{
	const GirMeaning *m = &l->in[1];

	return m->row >= 0 ? gir_forms[1].rows[m->row].key : m->columns ? "column" : "none";
}

static bool
means_the_same(const char *printed, const char *form)
{
	const GirLabel *l = gir_label_find(printed, strlen(printed));

	if (form == NULL || l == NULL)
		return form == NULL && l == NULL;
	return strcmp(row_or_column(l), row_or_column(gir_label_find(form, strlen(form)))) == 0;
}

int
main(void)
{
	const GirLabelDecl *d;
	long		looked = 0;
	long		found = 0;
	long		wrong = 0;

	unit_init();
	for (int i = 0; (d = gir_label_decl(i)) != NULL; i++)
		for (int turn = 0; turn < TURNS; turn++)
		{
			char		s[MAX_PRINTED];
			size_t		n = (size_t) snprintf(s, 300, "%s%s", chance(2) ? d->number : "", d->text);

			for (uint32_t k = chance(4); k > 0; k--)
				n = damage(s, n);
			looked++;
			wrong += !agree(s, n, &found) && wrong < 10;
		}
	ok(wrong == 0, "each of %ld labels, most of them damaged, is found as its folded text is", looked);
	ok(found > looked / 4 && found < looked - looked / 4, "%ld of them are labels", found);
	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++)
		ok(means_the_same(same[i][0], same[i][1]), "%s is %s", same[i][0], same[i][1] ? same[i][1] : "no label");
	return done();
}
