/*
 * bytes.c - bytes to text: is the character set told, are the characters exact, and is every malformed sequence found?
 */
#include "core/bytes.h"
#include "unit.h"

#include <unicode/ucnv.h>
#include <unicode/uset.h>
#include <unicode/ustring.h>

#define COUNT(a) ((int) (sizeof(a) / sizeof((a)[0])))

typedef struct Bytes
{
	char	   *s;				/* exactly so long, so that the sanitizer sees a read past its end */
	size_t		len;
} Bytes;

static const GirCharset charsets[] = {GIR_CHARSET_UTF8, GIR_CHARSET_GB18030, GIR_CHARSET_BIG5, GIR_CHARSET_UTF16LE, GIR_CHARSET_UTF16BE};

/* ICU's names, from GirCharset. */
static const char *const icu_names[] = {NULL, "UTF-8", "gb18030", "Big5-HKSCS", "UTF-16LE", "UTF-16BE"};

static const char simplified[] =
	"枫堰县水务局2023年政府信息公开工作年度报告\n一、总体情况\n（一）主动公开情况。全年对外公开各类信息233条，制作图解、问答等解读材料21份。\n"
	"二、主动公开政府信息情况\n规章\t3\t1\t12\n行政规范性文件\t0\t0\t5\n三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量\t11\t0\t0\t0\t0\t0\t11\n";

#define BOX "┌──────────┬──────────┐"

static const char traditional[] =
	"楓堰縣水務局2023年政府資訊公開工作年度報告\n一、總體情況\n（一）主動公開情況。全年對外公開各類資訊233條，製作圖解、問答等解讀材料21份。\n"
	"二、主動公開政府資訊情況\n規章\t3\t1\t12\n行政規範性文件\t0\t0\t5\n三、收到和處理政府資訊公開申請情況\n一、本年新收政府資訊公開申請數量\t11\t0\t0\t0\t0\t0\t11\n";

/* ---- making bytes ---- */

static Bytes
exactly(const char *s, size_t len)
{
	Bytes		b = {malloc(len ? len : 1), len};

	memcpy(b.s, s, len);
	return b;
}

static Bytes
joined(Bytes a, Bytes b)
{
	Bytes		c = {malloc(a.len + b.len + 1), a.len + b.len};

	memcpy(c.s, a.s, a.len);
	memcpy(c.s + a.len, b.s, b.len);
	free(a.s);
	free(b.s);
	c.s = realloc(c.s, c.len ? c.len : 1);
	return c;
}

static Bytes
encoded_as(const char *name, const char *utf8, size_t len)
{
	UErrorCode	error = U_ZERO_ERROR;
	UConverter *to = ucnv_open(name, &error);
	UConverter *from = ucnv_open("UTF-8", &error);
	size_t		size = len * 4 + 16;
	char	   *buf = malloc(size);
	char	   *target = buf;
	const char *source = utf8;
	Bytes		result;

	ucnv_setFromUCallBack(to, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &error);
	ucnv_convertEx(to, from, &target, buf + size, &source, utf8 + len, NULL, NULL, NULL, NULL, true, true, &error);
	if (U_FAILURE(error))
	{
		printf("Bail out! %s cannot be made: %s\n", name, u_errorName(error));
		exit(1);
	}
	ucnv_close(to);
	ucnv_close(from);
	result = exactly(buf, (size_t) (target - buf));
	free(buf);
	return result;
}

static Bytes
encoded(GirCharset charset, const char *utf8)
{
	return encoded_as(icu_names[charset], utf8, strlen(utf8));
}

/* ASCII in front of other bytes, in their character set. */
static Bytes
headed(GirCharset charset, const char *head, const char *utf8)
{
	return joined(encoded(charset, head), encoded(charset, utf8));
}

static const char *
sample(GirCharset charset)
{
	return charset == GIR_CHARSET_BIG5 ? traditional : simplified;
}

/* ---- checking ---- */

static GirBytes
decode(Bytes b)
{
	GirBytes	out;

	gir_bytes_decode(b.s, b.len, SIZE_MAX, NULL, NULL, &out);
	return out;
}

static bool
is_text(const GirBytes *out, const char *text)
{
	return out->status == GIR_BYTES_OK && out->len == strlen(text) && memcmp(out->text, text, out->len) == 0;
}

static const char *
or_none(const char *s)
{
	return s ? s : "none";
}

static void
show(const GirBytes *out)
{
	note("status %d, %s by %s, declared '%s', bad at %zu, %zu bytes of text", (int) out->status, or_none(gir_charset_name(out->charset)),
		 or_none(gir_charset_evidence_name(out->evidence)), out->declared, out->bad, out->len);
}

/* The bytes are that text; frees them. */
static void
reads(Bytes b, const char *text, GirCharset charset, GirCharsetEvidence evidence, const char *what)
{
	GirBytes	out = decode(b);
	bool		pass = is_text(&out, text) && out.charset == charset && out.evidence == evidence;

	ok(pass, "%s: %s by %s", what, gir_charset_name(charset), gir_charset_evidence_name(evidence));
	if (!pass)
		show(&out);
	gir_bytes_free(&out);
	free(b.s);
}

/* The bytes are no text; frees them. */
static void
refused(Bytes b, GirBytesStatus status, GirCharset charset, size_t bad, const char *what)
{
	GirBytes	out = decode(b);
	bool		pass = out.status == status && out.charset == charset && out.bad == bad && out.text == NULL && out.owned == NULL;

	ok(pass, "refused: %s", what);
	if (!pass)
		show(&out);
	gir_bytes_free(&out);
	free(b.s);
}

/* ---- round trips ---- */

static const Bytes marks[] = {{NULL, 0}, {(char *) "\xEF\xBB\xBF", 3}, {(char *) "\x84\x31\x95\x33", 4}, {NULL, 0}, {(char *) "\xFF\xFE", 2}, {(char *) "\xFE\xFF", 2}};

static void
test_evidence(void)
{
	static const GirCharsetEvidence alone[] = {GIR_EVIDENCE_NONE, GIR_EVIDENCE_VALIDITY, GIR_EVIDENCE_DETECTION, GIR_EVIDENCE_DETECTION, GIR_EVIDENCE_DETECTION,
	GIR_EVIDENCE_DETECTION};
	static const char *const heads[] = {NULL, "<meta charset=utf-8>", "<meta charset=gb2312>", "<meta charset=big5>"};
	char		text[2048];

	for (int i = 0; i < COUNT(charsets); i++)
	{
		GirCharset	c = charsets[i];

		reads(encoded(c, sample(c)), sample(c), c, alone[c], "no mark, no declaration");
		if (marks[c].s)
			reads(joined(exactly(marks[c].s, marks[c].len), encoded(c, sample(c))), sample(c), c, GIR_EVIDENCE_BOM, "byte order mark");
		for (int h = GIR_CHARSET_UTF8; h <= GIR_CHARSET_BIG5; h++)
		{
			bool		borne_out = h == (int) c && c != GIR_CHARSET_UTF8;

			snprintf(text, sizeof(text), "%s%s", heads[h], sample(c));
			reads(headed(c, heads[h], sample(c)), text, c, borne_out ? GIR_EVIDENCE_DECLARATION : alone[c], heads[h]);
			if (marks[c].s)
				reads(joined(exactly(marks[c].s, marks[c].len), headed(c, heads[h], sample(c))), text, c, GIR_EVIDENCE_BOM, "mark and another declaration");
		}
	}
	reads(encoded(GIR_CHARSET_GB18030, traditional), traditional, GIR_CHARSET_GB18030, GIR_EVIDENCE_DETECTION, "traditional characters");
	reads(encoded_as("windows-936", simplified, strlen(simplified)), simplified, GIR_CHARSET_GB18030, GIR_EVIDENCE_DETECTION, "GBK");
	reads(encoded_as("ibm-1383", simplified, 20), "枫堰县水务局20", GIR_CHARSET_GB18030, GIR_EVIDENCE_DETECTION, "GB2312");
}

/* Every character that the set has, with a declaration and the words, must come back. */
static void
test_repertoire(GirCharset charset)
{
	UErrorCode	error = U_ZERO_ERROR;
	USet	   *set = uset_openEmpty();
	UConverter *converter = ucnv_open(icu_names[charset], &error);
	char	   *text = malloc(8 << 20);
	size_t		n = (size_t) sprintf(text, charset == GIR_CHARSET_GB18030 ? "<meta charset=gb2312>信息公开" : "<meta charset=big5>資訊公開");
	int			chars = 0;
	Bytes		b;
	GirBytes	out;

	ucnv_getUnicodeSet(converter, set, UCNV_ROUNDTRIP_SET, &error);
	for (UChar32 c = 0x80; c <= 0x10FFFF && U_SUCCESS(error); c++)
		if (uset_contains(set, c) && !U_IS_SURROGATE(c))
		{
			U8_APPEND_UNSAFE((uint8_t *) text, n, c);
			chars++;
		}
	b = encoded_as(icu_names[charset], text, n);
	out = decode(b);
	ok(chars > 10000 && out.status == GIR_BYTES_OK && out.charset == charset && out.len == n && memcmp(out.text, text, n) == 0,
	   "%s: all %d characters there and back", gir_charset_name(charset), chars);
	gir_bytes_free(&out);
	uset_close(set);
	ucnv_close(converter);
	free(text);
	free(b.s);
}

/* All of Unicode but NUL and surrogates; what begins with U+FEFF would have a mark. */
static void
test_unicode(GirCharset charset)
{
	char	   *text = malloc(8 << 20);
	size_t		n = 0;
	Bytes		b;
	GirBytes	out;

	for (UChar32 c = 1; c <= 0x10FFFF; c++)
		if (!U_IS_SURROGATE(c))
			U8_APPEND_UNSAFE((uint8_t *) text, n, c);
	b = joined(exactly(marks[charset].s, marks[charset].len), encoded_as(icu_names[charset], text, n));
	out = decode(b);
	ok(out.status == GIR_BYTES_OK && out.len == n && memcmp(out.text, text, n) == 0, "%s: all of Unicode there and back", gir_charset_name(charset));
	ok((out.owned == NULL) == (charset == GIR_CHARSET_UTF8), "%s: %s", gir_charset_name(charset), out.owned ? "in memory of its own" : "not copied");
	gir_bytes_free(&out);
	free(text);
	free(b.s);
}

static void
test_trifles(void)
{
	refused(exactly("\xFF\xFE\x00\x00\x41\x00\x00\x00", 8), GIR_BYTES_NUL, GIR_CHARSET_UTF16LE, 2, "UTF-32");
	reads(exactly("", 0), "", GIR_CHARSET_UTF8, GIR_EVIDENCE_ASCII, "empty");
	reads(exactly("\xEF\xBB\xBF", 3), "", GIR_CHARSET_UTF8, GIR_EVIDENCE_BOM, "nothing but a mark");
	reads(exactly("\xFF\xFE", 2), "", GIR_CHARSET_UTF16LE, GIR_EVIDENCE_BOM, "nothing but a mark");
	reads(exactly("a", 1), "a", GIR_CHARSET_UTF8, GIR_EVIDENCE_ASCII, "one byte");
	reads(exactly("<meta charset=gb2312>123", 24), "<meta charset=gb2312>123", GIR_CHARSET_UTF8, GIR_EVIDENCE_ASCII, "ASCII, whatever it declares");
	reads(exactly("\xEF\xBB\xBF\xEF\xBB\xBFx", 7), "\xEF\xBB\xBFx", GIR_CHARSET_UTF8, GIR_EVIDENCE_BOM, "a second mark is a character");
	reads(encoded(GIR_CHARSET_GB18030, "苍屿县"), "苍屿县", GIR_CHARSET_GB18030, GIR_EVIDENCE_DETECTION, "three characters");
	reads(encoded(GIR_CHARSET_GB18030, "信息公开"), "信息公开", GIR_CHARSET_GB18030, GIR_EVIDENCE_DETECTION, "four characters");
	reads(encoded(GIR_CHARSET_BIG5, "資訊公開"), "資訊公開", GIR_CHARSET_BIG5, GIR_EVIDENCE_DETECTION, "four characters");
	reads(encoded(GIR_CHARSET_UTF16LE, "政府信息公开一"), "政府信息公开一", GIR_CHARSET_UTF16LE, GIR_EVIDENCE_DETECTION, "the only NUL in a Han character");
	reads(encoded(GIR_CHARSET_UTF16LE, "政务\n"), "政务\n", GIR_CHARSET_UTF16LE, GIR_EVIDENCE_DETECTION, "three characters");
	reads(encoded(GIR_CHARSET_GB18030, "今天天气很好，我们去公园散步。"), "今天天气很好，我们去公园散步。", GIR_CHARSET_GB18030, GIR_EVIDENCE_DETECTION, "other matters");
	reads(encoded(GIR_CHARSET_BIG5, "今天天氣很好，我們去公園散步。"), "今天天氣很好，我們去公園散步。", GIR_CHARSET_BIG5, GIR_EVIDENCE_DETECTION, "other matters");
	reads(headed(GIR_CHARSET_GB18030, "<meta charset=big5>", BOX BOX "信息公开"), "<meta charset=big5>" BOX BOX "信息公开", GIR_CHARSET_GB18030,
		  GIR_EVIDENCE_DETECTION, "boxes, which are common characters of the declared set");
	reads(encoded(GIR_CHARSET_UTF8, "\u00B7 \u00A0"), "\u00B7 \u00A0", GIR_CHARSET_UTF8, GIR_EVIDENCE_VALIDITY, "no Chinese character");
	reads(headed(GIR_CHARSET_UTF8, "<meta charset=gb2312>", "\u00A0"), "<meta charset=gb2312>\u00A0", GIR_CHARSET_UTF8, GIR_EVIDENCE_VALIDITY,
		  "no Chinese character, and in GB18030 a rare one");
	reads(headed(GIR_CHARSET_GB18030, "<meta charset=gb2312>", "一路"), "<meta charset=gb2312>一路", GIR_CHARSET_GB18030, GIR_EVIDENCE_DECLARATION,
		  "valid UTF-8, but of two-byte characters");
	reads(encoded_as("gb18030", "一路", 6), "\u04BB\u00B7", GIR_CHARSET_UTF8, GIR_EVIDENCE_VALIDITY, "the same without a declaration");
}

/* ---- declarations ---- */

static void
test_declarations(void)
{
	static const struct
	{
		const char *head;
		const char *declared;
		GirCharset	charset;	/* the one in which 霂 (a rare character in both) is decoded, 0 if none is declared */
	}			cases[] =
	{
		{"<meta charset=\"gbk\">", "gbk", GIR_CHARSET_GB18030},
		{"<META CHARSET='GB2312' />", "GB2312", GIR_CHARSET_GB18030},
		{"<meta charset=gb18030>", "gb18030", GIR_CHARSET_GB18030},
		{"<meta charset=gbk/>", "gbk/", GIR_CHARSET_GB18030},
		{"<meta\tname=x charset = \" gbk \">", "gbk", GIR_CHARSET_GB18030},
		{"<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\" />", "gb2312", GIR_CHARSET_GB18030},
		{"<meta content='text/html;charset=gb2312' http-equiv='content-type'>", "gb2312", GIR_CHARSET_GB18030},
		{"<META content=text/html;charset=gb2312 http-equiv=Content-Type>", "gb2312", GIR_CHARSET_GB18030},
		{"<meta http-equiv=content-type content=\"text/html; charset = 'x-gbk' \">", "x-gbk", GIR_CHARSET_GB18030},
		{"<?xml version=\"1.0\" encoding=\"GB2312\"?><html>", "GB2312", GIR_CHARSET_GB18030},
		{"\r\n<?xml version='1.0' encoding = 'gbk' ?><meta charset=big5>", "gbk", GIR_CHARSET_GB18030},
		{"<?xml version='1.0'?><meta charset=big5>", "big5", GIR_CHARSET_BIG5},
		{"<!DOCTYPE html><html><head><title>1 < 2</title><meta charset=\"Big5-HKSCS\">", "Big5-HKSCS", GIR_CHARSET_BIG5},
		{"<meta charset=GB_2312-80>", "GB_2312-80", GIR_CHARSET_GB18030},
		{"<meta charset=windows-936>", "windows-936", GIR_CHARSET_GB18030},
		{"<meta charset=\"gbk\"><meta charset=\"big5\">", "gbk", GIR_CHARSET_GB18030},
		{"<!-- <meta charset=big5> --><meta charset=gbk>", "gbk", GIR_CHARSET_GB18030},
		{"<!--><meta charset=gbk>", "gbk", GIR_CHARSET_GB18030},
		{"<!-- <meta charset=gbk>", "", GIR_CHARSET_UNKNOWN},
		{"<script charset=gbk src=x></script><link charset=gbk>", "", GIR_CHARSET_UNKNOWN},
		{"<meta name=description content=\"charset=gbk\">", "", GIR_CHARSET_UNKNOWN},
		{"<metadata charset=gbk>", "", GIR_CHARSET_UNKNOWN},
		{"# -*- coding: gbk -*- charset=gbk", "", GIR_CHARSET_UNKNOWN},
		{"<meta charset=>", "", GIR_CHARSET_UNKNOWN},
		{"<meta charset", "", GIR_CHARSET_UNKNOWN},
		{"<meta charset=\"", "", GIR_CHARSET_UNKNOWN},
		{"<meta", "", GIR_CHARSET_UNKNOWN},
		{"<meta charset=shift_jis>", "shift_jis", GIR_CHARSET_UNKNOWN},
		{"<meta charset=utf-16>", "utf-16", GIR_CHARSET_UNKNOWN},
		{"<meta charset=\"a\001b\xFF 345678901234567890123456789012345678901234567890\">", "a?b? 34567890123456789012345678901234567", GIR_CHARSET_UNKNOWN}
	};

	for (int i = 0; i < COUNT(cases); i++)
	{
		Bytes		b = joined(exactly(cases[i].head, strlen(cases[i].head)), exactly("\n<p>\xEB\xBF\x40\n", 8));
		GirBytes	out = decode(b);
		bool		pass = strcmp(out.declared, cases[i].declared) == 0;

		/* malformed in UTF-8, and nothing that detection would take: only a declaration gives it a set */
		pass = pass && out.charset == cases[i].charset;
		ok(pass, "declaration %s", one_line(cases[i].head));
		if (!pass)
			show(&out);
		gir_bytes_free(&out);
		free(b.s);
	}
}

static void
test_reach(void)
{
	char		head[GIR_DECLARATION_REACH + 32];

	for (int past = 0; past < 2; past++)
	{
		static const char meta[] = "<meta charset=\"gbk\"";
		size_t		at = GIR_DECLARATION_REACH - strlen(meta) + (past ? 2 : 0);
		GirBytes	out;
		Bytes		b;

		memset(head, ' ', sizeof(head));
		memcpy(head + at, meta, strlen(meta));
		head[at + strlen(meta)] = '>';
		b = exactly(head, sizeof(head));
		out = decode(b);
		ok((strcmp(out.declared, "gbk") == 0) == !past, "a declaration %s the reach", past ? "beyond" : "within");
		gir_bytes_free(&out);
		free(b.s);
	}
}

/* ---- what cannot be read ---- */

static void
test_refusals(void)
{
	static const char korean[] = "대한민국 정부 정보 공개 연차 보고서, 이것은 한국어 텍스트입니다. 우리는 오늘 학교에 갑니다.";
	static const char japanese[] = "行政文書の公開について、今日は天気がいいので散歩に行きます。";
	static const char german[] = "Über größere Möbel für Träger";

	refused(encoded_as("euc-kr", korean, strlen(korean)), GIR_BYTES_UNDETERMINED, GIR_CHARSET_UNKNOWN, 0, "Korean");
	refused(encoded_as("euc-jp", japanese, strlen(japanese)), GIR_BYTES_UNDETERMINED, GIR_CHARSET_UNKNOWN, 0, "Japanese, EUC-JP");
	refused(encoded_as("shift_jis", japanese, strlen(japanese)), GIR_BYTES_UNDETERMINED, GIR_CHARSET_UNKNOWN, 0, "Japanese, Shift_JIS");
	refused(encoded_as("iso-8859-1", german, strlen(german)), GIR_BYTES_UNDETERMINED, GIR_CHARSET_UNKNOWN, 0, "German, ISO 8859-1");
	refused(joined(encoded(GIR_CHARSET_UTF8, simplified), encoded(GIR_CHARSET_GB18030, simplified)), GIR_BYTES_UNDETERMINED, GIR_CHARSET_UNKNOWN, 0, "UTF-8 and GB18030 in one text");
	refused(exactly("%PDF-1.7\n%\xE2\xE3\xCF\xD3", 13), GIR_BYTES_NO_TEXT, GIR_CHARSET_UNKNOWN, 0, "PDF");
	refused(exactly("PK\003\004\024\0\6\0", 8), GIR_BYTES_NO_TEXT, GIR_CHARSET_UNKNOWN, 0, "docx");
	refused(exactly("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8), GIR_BYTES_NO_TEXT, GIR_CHARSET_UNKNOWN, 0, "doc");
	refused(exactly("{\\rtf1\\ansi", 11), GIR_BYTES_NO_TEXT, GIR_CHARSET_UNKNOWN, 0, "RTF");
	refused(exactly("\0", 1), GIR_BYTES_NUL, GIR_CHARSET_UNKNOWN, 0, "one NUL");
	refused(exactly("abc\0def", 7), GIR_BYTES_NUL, GIR_CHARSET_UNKNOWN, 3, "NUL in ASCII");
	refused(joined(encoded(GIR_CHARSET_UTF8, simplified), exactly("\0", 1)), GIR_BYTES_NUL, GIR_CHARSET_UNKNOWN, strlen(simplified), "NUL in UTF-8");
	refused(exactly("\xEF\xBB\xBF" "ab\0", 6), GIR_BYTES_NUL, GIR_CHARSET_UTF8, 5, "NUL in UTF-8 with mark");
	refused(exactly("\x84\x31\x95\x33" "ab\0", 7), GIR_BYTES_NUL, GIR_CHARSET_GB18030, 6, "NUL in GB18030 with mark");
	refused(joined(encoded(GIR_CHARSET_GB18030, "信息公开"), exactly("\0", 1)), GIR_BYTES_NUL, GIR_CHARSET_UNKNOWN, 8, "NUL in GB18030");
	refused(exactly("\xFF\xFE" "a\0\0\0b\0", 8), GIR_BYTES_NUL, GIR_CHARSET_UTF16LE, 4, "NUL in UTF-16LE");
	refused(exactly("\xFE\xFF\0a\0b\0\0", 8), GIR_BYTES_NUL, GIR_CHARSET_UTF16BE, 6, "NUL in UTF-16BE");
	refused(exactly("a\0b\0c", 5), GIR_BYTES_MALFORMED, GIR_CHARSET_UTF16LE, 4, "half a unit at the end");
	refused(exactly("\xFF\xFE\0\xD8" "a\0", 6), GIR_BYTES_MALFORMED, GIR_CHARSET_UTF16LE, 2, "half a pair, then another character");
	refused(exactly("\xFF\xFE" "a\0\0\xDC", 6), GIR_BYTES_MALFORMED, GIR_CHARSET_UTF16LE, 4, "the second half alone");
	refused(exactly("\xFE\xFF\0a\xD8\0", 6), GIR_BYTES_MALFORMED, GIR_CHARSET_UTF16BE, 4, "half a pair at the end");
	refused(exactly("\xEF\xBB\xBF\xC0\x80", 5), GIR_BYTES_MALFORMED, GIR_CHARSET_UTF8, 3, "overlong NUL");
	refused(exactly("\xEF\xBB\xBFx\xED\xA0\x80", 7), GIR_BYTES_MALFORMED, GIR_CHARSET_UTF8, 4, "surrogate in UTF-8");
	refused(exactly("\xEF\xBB\xBF\xF4\x90\x80\x80", 7), GIR_BYTES_MALFORMED, GIR_CHARSET_UTF8, 3, "beyond U+10FFFF");
	refused(joined(encoded(GIR_CHARSET_GB18030, "今天天气很好，我们去公园散步，明天也去，后天还去。"), exactly("\xFF", 1)), GIR_BYTES_MALFORMED, GIR_CHARSET_GB18030, 50,
			"other matters, damaged");
	refused(exactly("<meta charset=gbk>\xC4\xFA\x80\xBA\xC3\n", 24), GIR_BYTES_MALFORMED, GIR_CHARSET_GB18030, 20, "80 in GB18030");
	refused(exactly("<meta charset=gbk>\xC4\xFA\xE3\x32\x9A\x36\n", 25), GIR_BYTES_MALFORMED, GIR_CHARSET_GB18030, 20, "beyond U+10FFFF in GB18030");
	refused(exactly("<meta charset=gbk>\xD0\xC5\xCF\"title\"", 28), GIR_BYTES_MALFORMED, GIR_CHARSET_GB18030, 20, "a title cut within a character");
}

/* An illegal byte (or unit) at every boundary is found there; a text cut anywhere else than at a boundary ends malformed. */
static void
test_damage(GirCharset charset, bool declared)
{
	char		head[64];
	Bytes		whole;
	int			wrong = 0;
	int			cases = 0;
	bool		wide = charset == GIR_CHARSET_UTF16LE || charset == GIR_CHARSET_UTF16BE;
	size_t		start;

	/* the words stand in front: what is left of a text cut early is nothing to judge by */
	snprintf(head, sizeof(head), "%s\n%.12s", declared ? charset == GIR_CHARSET_BIG5 ? "<meta charset=big5>" :
			 charset == GIR_CHARSET_UTF8 ? "<meta charset=utf-8>" : "<meta charset=gbk>" : "1", charset == GIR_CHARSET_BIG5 ? "資訊公開" : "信息公开");
	whole = headed(charset, head, sample(charset));
	start = strlen(head) - 12 + (charset == GIR_CHARSET_UTF8 ? 12 : 8);
	if (wide)
		start = (strlen(head) - 12 + 4) * 2;
	for (const char *p = sample(charset); *p && wrong < 10;)
	{
		const char *next = p;
		Bytes		piece;
		GirBytes	out;

		gir_next_char(&next, p + strlen(p));
		piece = encoded_as(icu_names[charset], p, (size_t) (next - p));
		for (size_t cut = 0; cut < piece.len; cut++)
		{
			Bytes		b = exactly(whole.s, start + cut);

			out = decode(b);
			cases++;
			if (out.status != (cut ? GIR_BYTES_MALFORMED : GIR_BYTES_OK) || out.charset != charset || out.bad != (cut ? start : 0))
			{
				note("cut at %zu + %zu", start, cut);
				show(&out);
				wrong++;
			}
			gir_bytes_free(&out);
			free(b.s);
		}
		{
			Bytes		b = joined(joined(exactly(whole.s, start), wide ? exactly("\xDC\xDC", 2) : exactly("\xFF", 1)), exactly(whole.s + start, whole.len - start));

			out = decode(b);
			cases++;
			if (out.status != GIR_BYTES_MALFORMED || out.charset != charset || out.bad != start)
			{
				note("illegal at %zu", start);
				show(&out);
				wrong++;
			}
			gir_bytes_free(&out);
			free(b.s);
		}
		start += piece.len;
		free(piece.s);
		p = next;
	}
	ok(wrong == 0, "%s, %s: the place of the damage in %d damaged texts", gir_charset_name(charset), declared ? "declared" : "detected", cases);
	free(whole.s);
}

/*
 * One byte changed, anywhere and to anything: read in its own character set or refused, never read in another.  In GB18030 and Big5 a changed
 * byte can shift the characters behind it up to the next one of ASCII, so that the malformed one comes later.
 */
static bool
is_sound(const GirBytes *out, GirCharset charset, size_t changed)
{
	bool		shifts = charset == GIR_CHARSET_GB18030 || charset == GIR_CHARSET_BIG5;

	if (out->status == GIR_BYTES_NUL)
		return true;
	if (out->charset != charset)
		return false;
	return out->status == GIR_BYTES_OK ||
		(out->status == GIR_BYTES_MALFORMED && out->bad + 3 >= changed && (shifts || out->bad <= changed + 2));
}

static void
test_one_byte(GirCharset charset)
{
	Bytes		b = encoded(charset, sample(charset));
	int			wrong = 0;
	int			read = 0;

	for (size_t i = 0; i < b.len && wrong < 10; i++)
	{
		char		was = b.s[i];

		for (int c = 0; c < 256; c++)
		{
			GirBytes	out;

			b.s[i] = (char) c;
			out = decode(b);
			read += out.status == GIR_BYTES_OK;
			if (!is_sound(&out, charset, i) || (out.status == GIR_BYTES_NUL) > (c == 0))
			{
				note("byte %zu changed to %02x", i, (unsigned) c);
				show(&out);
				wrong++;
			}
			gir_bytes_free(&out);
		}
		b.s[i] = was;
	}
	ok(wrong == 0, "%s: any one byte changed, %zu texts, %d of them read", gir_charset_name(charset), b.len * 256, read);
	free(b.s);
}

/* ---- anything at all ---- */

static bool
is_valid_utf8(const char *s, size_t len)
{
	UErrorCode	error = U_ZERO_ERROR;
	int32_t		units;

	u_strFromUTF8(NULL, 0, &units, s, (int32_t) len, &error);
	return (error == U_BUFFER_OVERFLOW_ERROR || U_SUCCESS(error)) && (len == 0 || memchr(s, '\0', len) == NULL);
}

static const char *
broken_promise(const Bytes *b, const GirBytes *out)
{
	if (out->status == GIR_BYTES_OK)
	{
		if (!is_valid_utf8(out->text, out->len))
			return "the text is no UTF-8";
		if (out->charset == GIR_CHARSET_UNKNOWN || out->evidence == GIR_EVIDENCE_NONE)
			return "no character set";
		if (out->owned == NULL && (out->text < b->s || out->text + out->len != b->s + b->len))
			return "the text is not in the bytes";
		return NULL;
	}
	if (out->text != NULL || out->owned != NULL)
		return "a text after failure";
	if (out->status == GIR_BYTES_MALFORMED && (out->bad >= b->len || out->charset == GIR_CHARSET_UNKNOWN))
		return "no place";
	if (out->status == GIR_BYTES_NUL && (out->bad >= b->len || b->s[out->bad] != '\0'))
		return "no NUL there";
	return out->status <= GIR_BYTES_NO_TEXT ? NULL : "another status";
}

static Bytes
random_bytes(void)
{
	static const char *const heads[] = {"", "<meta charset=gbk>", "<meta charset=big5>", "<meta charset=utf-8>", "\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF", "\x84\x31\x95\x33",
	"<?xml encoding=gbk", "<meta http-equiv=content-type content='charset=", "<!--", "信息公开", "\xD0\xC5\xCF\xA2\xB9\xAB\xBF\xAA"};
	const char *head = heads[pick(COUNT(heads))];
	char		tail[300];
	int			n = pick(COUNT(tail));
	int			kind = pick(4);

	for (int i = 0; i < n; i++)
		tail[i] = (char) (kind == 0 ? pick(256) : kind == 1 ? 1 + pick(255) : kind == 2 ? 0x81 + pick(0x7E) : "\xA1\xFE\xE5\x30\x81\x40<>=\"' m\0\xD8\xDC"[pick(16)]);
	return joined(exactly(head, strlen(head)), exactly(tail, (size_t) n));
}

/* A good text in which some bytes are changed, left out or put in. */
static Bytes
damaged_bytes(void)
{
	GirCharset	charset = charsets[pick(COUNT(charsets))];
	Bytes		b = encoded(charset, sample(charset));

	if (one_in(2) && marks[charset].s)
		b = joined(exactly(marks[charset].s, marks[charset].len), b);
	if (one_in(2))
		b = joined(exactly("<meta charset=gbk>", 18), b);
	for (int i = pick(4); i >= 0; i--)
		b.s[pick((int) b.len)] = (char) pick(256);
	if (one_in(2))
		b.len = (size_t) pick((int) b.len);
	b.s = realloc(b.s, b.len ? b.len : 1);
	return b;
}

static void
test_anything(const char *what, Bytes (*make) (void), int cases)
{
	int			wrong = 0;
	int			read = 0;

	for (int i = 0; i < cases && wrong < 10; i++)
	{
		Bytes		b;
		GirBytes	out;
		const char *broken;

		seed((uint64_t) i + 1);
		b = make();
		out = decode(b);
		broken = broken_promise(&b, &out);
		read += out.status == GIR_BYTES_OK;
		if (broken)
		{
			note("case %d: %s", i, broken);
			show(&out);
			wrong++;
		}
		gir_bytes_free(&out);
		free(b.s);
	}
	ok(wrong == 0, "%d times %s: a valid text (%d) or a reason", cases, what, read);
}

/* ---- limits ---- */

static int	polls;

static bool
stop_at_once(void *context)
{
	polls++;
	return *(bool *) context;
}

static void
test_limits(void)
{
	enum
	{
		MANY = 20000
	};

	for (int i = 0; i < COUNT(charsets); i++)
	{
		GirCharset	c = charsets[i];
		char	   *text = malloc(strlen(sample(c)) * MANY + 1);
		char	   *p = text;
		bool		stop = true;
		GirBytes	out;
		Bytes		b;

		for (int k = 0; k < MANY; k++)
			p = stpcpy(p, sample(c));
		b = encoded(c, text);
		gir_bytes_decode(b.s, b.len, SIZE_MAX, stop_at_once, &stop, &out);
		ok(out.status == GIR_BYTES_CANCELLED && out.text == NULL, "%s: cancelled", gir_charset_name(c));
		gir_bytes_free(&out);
		stop = false;
		polls = 0;
		gir_bytes_decode(b.s, b.len, strlen(text), stop_at_once, &stop, &out);
		ok(is_text(&out, text) && (size_t) polls >= b.len / (1 << 20) - 1, "%s: %zu bytes, and %d looks at the cancel flag", gir_charset_name(c), b.len, polls);
		gir_bytes_free(&out);
		gir_bytes_decode(b.s, b.len, strlen(text) - 1, NULL, NULL, &out);
		ok(out.status == GIR_BYTES_TOO_LARGE && out.text == NULL, "%s: one byte more than allowed", gir_charset_name(c));
		gir_bytes_free(&out);
		free(text);
		free(b.s);
	}
}

int
main(void)
{
	unit_init();
	test_evidence();
	test_trifles();
	test_declarations();
	test_reach();
	test_refusals();
	test_repertoire(GIR_CHARSET_GB18030);
	test_repertoire(GIR_CHARSET_BIG5);
	test_unicode(GIR_CHARSET_UTF8);
	test_unicode(GIR_CHARSET_UTF16LE);
	test_unicode(GIR_CHARSET_UTF16BE);
	for (int i = 0; i < COUNT(charsets); i++)
		for (int declared = 0; declared < 2; declared++)
			test_damage(charsets[i], declared);
	for (int i = 0; i < COUNT(charsets); i++)
		test_one_byte(charsets[i]);
	test_anything("random bytes", random_bytes, 60000);
	test_anything("a damaged text", damaged_bytes, 20000);
	test_limits();
	return done();
}
