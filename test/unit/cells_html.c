/*
 * cells_html.c - HTML pages: text, cells at their true columns, places in the source, limits
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE				/* memmem */
#endif

#include "unit.h"

#include <dirent.h>

#include "core/cells_html.h"

/* The fuzz target's checks run on everything that is read here. */
#include "../fuzz/html.c"

static GirHtml page;

static void
read_bytes(const char *html, size_t len)
{
	char	   *copy = malloc(len > 0 ? len : 1);

	LLVMFuzzerTestOneInput((const uint8_t *) html, len);
	gir_html_free(&page);
	if (len > 0)
		memcpy(copy, html, len);
	gir_html_read(copy, len, NULL, NULL, &page);
	free(copy);
}

static void
read_html(const char *html)
{
	read_bytes(html, strlen(html));
}

/*
 * The cells in short: rows divided by " / ", cells by " | ", each "column:text", with "+n" for a colspan, "*n" for a rowspan and "!"
 * for opaque after the column; a bare row is "- text".
 */
static const char *
shape(void)
{
	static char buf[16384];
	size_t		n = 0;

	buf[0] = '\0';
	for (uint32_t i = 0; i < page.ncells && n < sizeof(buf) - 600; i++)
	{
		const GirHtmlCell *c = gir_html_cell(&page, i);
		bool		first = i == 0 || gir_html_cell(&page, i - 1)->row != c->row;

		n += (size_t) sprintf(buf + n, "%s", i == 0 ? "" : first ? " / " : " | ");
		if (c->bare)
			n += (size_t) sprintf(buf + n, "- ");
		else
			n += (size_t) sprintf(buf + n, "%d", c->col);
		if (c->colspan > 1)
			n += (size_t) sprintf(buf + n, "+%d", c->colspan);
		if (c->rowspan > 1)
			n += (size_t) sprintf(buf + n, "*%d", c->rowspan);
		n += (size_t) sprintf(buf + n, "%s%s", c->opaque ? "!" : "", c->bare ? "" : ":");
		n += (size_t) sprintf(buf + n, "%.*s", (int) (c->len < 500 ? c->len : 500), page.text + c->off);
	}
	return buf;
}

typedef struct Case
{
	const char *what;
	const char *html;
	const char *expected;
} Case;

static bool
expect(const Case *c, const char *found)
{
	bool		right = page.status == GIR_OK && strcmp(found, c->expected) == 0;

	ok(right, "%s", c->what);
	if (!right)
	{
		note("expected %s", one_line(c->expected));
		note("found    %s", one_line(found));
	}
	return right;
}

/* ---- cells ---- */

static const Case cell_cases[] = {
	{"a plain table", "<table><tr><td>规章</td><td>1</td><td>0</td></tr><tr><td>x</td><td></td></tr></table>", "0:规章 | 1:1 | 2:0 / 0:x | 1:"},
	{"end tags left out", "<table><tr><td>a<td>1<tr><th>b<td>2</table>", "0:a | 1:1 / 0:b | 1:2"},
	{"in capitals", "<TABLE><TR><TD COLSPAN=2>a</TD><TD>1</TD></TR></TABLE>", "0+2:a | 2:1"},
	{"colspan", "<table><tr><td colspan=3>a</td><td>1</td></tr><tr><td>b</td><td colspan='2'>c</td><td>2</td></tr></table>",
	"0+3:a | 3:1 / 0:b | 1+2:c | 3:2"},
	{"rowspan", "<table><tr><td rowspan=2>a</td><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr></table>", "0*2:a | 1:1 / 1:2 / 0:3"},
	{"both", "<table><tr><td rowspan=2 colspan=2>a</td><td>1</td></tr><tr><td>2</td><td>3</td></tr></table>", "0+2*2:a | 2:1 / 2:2 | 3:3"},
	{"a rowspan in the middle", "<table><tr><td>a<td rowspan=3>b<td>c<tr><td>1<td>2<tr><td>3<td>4</table>", "0:a | 1*3:b | 2:c / 0:1 | 2:2 / 0:3 | 2:4"},
	{"a cell beside two that reach down", "<table><tr><td rowspan=2>a<td rowspan=3>b<td>1<tr><td>2<tr><td>3<td>4</table>",
	"0*2:a | 1*3:b | 2:1 / 2:2 / 0:3 | 2:4"},
	{"an empty row counts for a rowspan", "<table><tr><td rowspan=2>a<td>1<tr></tr><tr><td>2</table>", "0*2:a | 1:1 / 0:2"},
	{"rowspan ends with its part", "<table><thead><tr><td rowspan=9>a<td>b</thead><tbody><tr><td>1</tbody></table>", "0*9:a | 1:b / 0:1"},
	{"rowspan 0 goes to the end of its part", "<table><tr><td rowspan=0>a<td>1<tr><td>2<tr><td>3</table><table><tr><td>4</table>",
	"0*65535:a | 1:1 / 1:2 / 1:3 / 0:4"},
	{"colspan 0 is 1", "<table><tr><td colspan=0>a<td colspan>b<td colspan=x>c<td colspan=-3>d<td colspan=' 2 '>e</table>",
	"0:a | 1:b | 2:c | 3:d | 4+2:e"},
	{"references in a span", "<table><tr><td colspan='&#50;'>a<td rowspan=&#x32;>1<tr><td>2<td>3</table>", "0+2:a | 2*2:1 / 0:2 | 1:3"},
	{"the first of two colspans", "<table><tr><td colspan=2 colspan=5>a<td>1</table>", "0+2:a | 2:1"},
	{"cells without a row", "<table><td>1<td>2</table>", "0:1 | 1:2"},
	{"a fragment: rows without a table", "<tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr><p>x<table><tr><td>3</table>",
	"0:a | 1:1 / 0:b | 1:2 / - x / 0:3"},
	{"a fragment: cells only", "<td>a</td><td>1</td>", "0:a | 1:1"},
	{"nested paragraphs and spans", "<table><tr><td><p class=a><span lang=EN-US>12</span></p></td><td><p><o:p>&nbsp;</o:p></p></td></tr></table>",
	"0:12 | 1:\xC2\xA0"},
	{"a label broken by br and paragraphs", "<table><tr><td>商业<br/>企业</td><td><p>科研</p><p>机构</p></td><td><br>1<br></td></tr></table>",
	"0:商业\n企业 | 1:科研\n机构 | 2:1"},
	{"white space and line breaks in the source", "<table>\n <tr>\n  <td>\n  a\n  b  </td>\n\t<td> 1\r\n</td>\n </tr>\n</table>\n", "0:a b | 1:1"},
	{"blank cells", "<table><tr><td></td><td>&nbsp;</td><td> </td><td><br></td><td/><td>1</td></tr></table>",
	"0: | 1:\xC2\xA0 | 2: | 3: | 4: | 5:1"},
	{"text around tables", "a<p>b</p><table><caption>c</caption><tr><td>1</td></tr></table>d<br>e", "- a / - b / - c / 0:1 / - d / - e"},
	{"a table inside a cell", "<table><tr><td>a<p>b<table><tr><td>1</td><td>2</td></tr></table>c</td></tr></table>", "- a / - b / 0:1 | 1:2 / - c"},
	{"a layout of nested tables",
	"<table><tr><td>menu</td><td><table><tr><td>规章<td>1</table></td><td>side</td></tr><tr><td>foot</td></tr></table>",
	"0:menu / 0:规章 | 1:1 / 2:side / 0:foot"},
	{"three deep", "<table><tr><td><table><tr><td><table><tr><td>1</table></table></table>2", "0:1 / - 2"},
	{"an empty cell becomes a holder", "<table><tr><td>a<td><table><tr><td>1</table><td>b</table>", "0:a / 0:1 / 2:b"},
	{"text between cells", "<table><tr><td>a</td>&nbsp;<td>1</td>\xE3\x80\x80<td>2</td></tr>&nbsp;</table>", "0:a | 1:1 | 2:2"},
	{"more than white space between cells cuts the row", "<table><tr><td>a</td>x<td>1</td></tr></table>", "0:a / - x / 1:1"},
	{"pictures and fields", "<table><tr><td><img src=a></td><td><input value=3></td><td>1<svg><text>2</text></svg></td><td><textarea>3</textarea></td></tr></table>",
	"0!: | 1!: | 2!:1 2 | 3!:"},
	{"footnotes and deletions do not join figures", "<table><tr><td>5<sup>2</sup></td><td><del>1</del>2</td><td>1<sub>0</sub>0</td></tr></table>",
	"0:5 2 | 1:1 2 | 2:1 0 0"},
	{"spans do", "<table><tr><td><span>1</span><b>2</b>3</td></tr></table>", "0:123"},
	{"scripts in a cell", "<table><tr><td><script>document.write(\"</td><td>9</td>\")</script>1</td><td>2</td></tr></table>", "0:1 | 1:2"},
	{"comments in a cell", "<table><tr><td>1<!-- </td><td>9 -->2</td><td><![if !x]>3<![endif]></td></tr></table>", "0:12 | 1:3"},
	{"a template is not shown", "<table><tr><td>1<template>2</template></td></tr></table>", "0:1"},
	{"the pinyin of ruby is not shown", "<p><ruby>公<rp>(</rp><rt>gong</rt><rp>)</rp>开</ruby>", "- 公开"},
	{"apostrophes in unquoted values", "<table><tr><td title=it's>1</td><td>2</td></tr></table>", "0:1 | 1:2"},
	{"> in a value", "<table><tr><td title=\"a>b\">1</td><td title='</td>'>2</td></tr></table>", "0:1 | 1:2"},
	{"a stray </p> breaks the line", "<p>12</p>34</p>56</br>78", "- 12 / - 34 / - 56 / - 78"},
	{"stray end tags do not end the page", "</div></p><table><tr><td>1</td></tr></table></body></html><table><tr><td>2</td></tr></table>", "0:1 / 0:2"},
	{"two pages", "<html><body><p>a</body></html>\n<html><body><p>b</body></html>", "- a / - b"},
	{"a page that ends in plaintext", "<p>a<plaintext><p>b", "- a"},
	{"a lone <", "<table><tr><td>a<1</td><td>< 5</td><td>x<<b>y</b></td><td><三件></td></tr></table>", "0:a<1 | 1:< 5 | 2:x<y | 3:<三件>"},
	{"control characters", "<table><tr><td>1\001\0132</td></tr></table>", "0:12"},
	{"byte order mark", "\xEF\xBB\xBF<table><tr><td>1</td></tr></table>", "0:1"},
	{"it says GBK", "<html><head><meta charset=gbk><meta http-equiv=Content-Type content='text/html; charset=gb2312'></head><table><tr><td>规章</table>",
	"0:规章"},
	{"nothing", "", ""},
	{"no tags", "规章\n1", "- 规章 1"}
};

/* ---- text ---- */

static const Case text_cases[] = {
	{"blocks on lines of their own", "<h1>a</h1>b<div>c<div>d</div></div><ul><li>e<li>f</ul>", "a\nb\nc\nd\ne\nf"},
	{"inline elements", "<p>a<b>b</b> <i>c</i><a href=x>d</a>", "ab cd"},
	{"tabs and newlines of tables", "<p>a<table><tr><td>b<td>c<td><tr><td>d<td></table>e", "a\nb\tc\t\nd\t\ne"},
	{"head", "<html><head><title>标题</title><style>p{}</style><meta name=a content=b><script>x</script></head><body>a</body></html>", "标题\na"},
	{"white space", "  a \n\t b  <b> c</b> \n", "a b c"},
	{"U+00A0 stays", "<p>&nbsp;a&#160;\xC2\xA0 b</p><p>&nbsp;</p><p>c</p>", "\xC2\xA0" "a\xC2\xA0\xC2\xA0 b\nc"},
	{"pre", "<pre>\na  b\n\tc\r\n\r\nd</pre> e  f", "a  b\n\tc\nd\ne f"},
	{"references", "&lt;&gt;&amp;&quot;&apos;&ldquo;&rdquo;&mdash;&times;&copy;", "<>&\"'“”—×©"},
	{"numeric references", "&#48;&#x39;&#X41;&#150;&#xFF11;&#20;&#0049;", "09A–１1"},
	{"references without a semicolon", "&nbsp1 &amp2 &lt3 &copy4 &#53; &ampx &notit; &emsp6", "\xC2\xA0" "1 &2 <3 ©4 5 &x ¬it; &emsp6"},
	{"names of ASCII characters", "1&comma;2&period;5&lpar;3&rpar;&sol;&percnt;", "1,2.5(3)/%"},
	{"no references", "a&b & &; &foo; &foo &规章; & c", "a&b & &; &foo; &foo &规章; & c"},
	{"a reference at the end", "<p>&nbsp5", "\xC2\xA0" "5"},
	{"sections of XML", "<?xml version='1.0'?><![CDATA[<b>x]]>y</ z>w", "x]]>yw"},
	{"frames and fields", "a<iframe>b</iframe>c<textarea>d</textarea>e<noframes>f</noframes>g<xmp>h</xmp>i", "a c eg i"},
	{"chrome", "<nav><a>首页</a></nav><footer>京ICP备1号<br>主办</footer>", "首页\n京ICP备1号\n主办"}
};

static void
test_cases(void)
{
	for (size_t i = 0; i < sizeof(cell_cases) / sizeof(cell_cases[0]); i++)
	{
		read_html(cell_cases[i].html);
		expect(&cell_cases[i], shape());
	}
	for (size_t i = 0; i < sizeof(text_cases) / sizeof(text_cases[0]); i++)
	{
		read_html(text_cases[i].html);
		expect(&text_cases[i], page.text ? page.text : "");
	}
}

/* ---- places ---- */

/* The source of the first cell that holds the text. */
static const char *
source_of_cell(const char *html, const char *text)
{
	static char buf[1024];
	uint32_t	near = 0;

	for (uint32_t i = 0; i < page.ncells; i++)
	{
		const GirHtmlCell *c = gir_html_cell(&page, i);
		GirSpan		place;

		if (c->len != strlen(text) || memcmp(page.text + c->off, text, c->len) != 0)
			continue;
		place = gir_html_place(&page, (GirSpan) {c->off, c->len}, &near);
		snprintf(buf, sizeof(buf), "%.*s", (int) place.len, html + place.off);
		return buf;
	}
	return "no such cell";
}

static void
test_places(void)
{
	static const struct
	{
		const char *html;
		const char *cell;
		const char *source;
	}			cases[] = {
		{"<td>5</td><td>106</td>", "106", "106"},
		{"<td><p> <b>106</b>\n</p></td>", "106", "106"},
		{"<td>1<b>0</b>6</td>", "106", "1<b>0</b>6"},
		{"<td>&#49;0&#x36;</td>", "106", "&#49;0&#x36;"},
		{"<td>&#49;</td><td>2</td>", "1", "&#49;"},
		{"<td>&nbsp;1</td>", "\xC2\xA0" "1", "&nbsp;1"},
		{"<td>1&nbsp;&nbsp;</td>", "1\xC2\xA0\xC2\xA0", "1&nbsp;&nbsp;"},
		{"<td>a  b \n c</td>", "a b c", "a  b \n c"},
		{"<td>a&lt1</td>", "a<1", "a&lt1"},
		{"<td>a<1</td>", "a<1", "a<1"},
		{"<td>1\001" "2</td>", "12", "1\001" "2"},
		{"<td>商业<br>企业</td>", "商业\n企业", "商业<br>企业"},
		{"<td>1\r\n</td><td>2", "2", "2"},
		{"<td>&&amp;</td>", "&&", "&&amp;"},
		{"<td>a<b</td><td><<", "<<", "<<"},
		{"<td>1&#0;6</td>", "1\xEF\xBF\xBD" "6", "1&#0;6"},
		{"<td>a&#;&</td>", "a&#;&", "a&#;&"},
		{"<td>&ensp;&ensp;7&ensp;</td>", "\xE2\x80\x82\xE2\x80\x82" "7\xE2\x80\x82", "&ensp;&ensp;7&ensp;"}
	};
	uint32_t	near = 0;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		const char *found;

		read_html(cases[i].html);
		found = source_of_cell(cases[i].html, cases[i].cell);
		ok(strcmp(found, cases[i].source) == 0, "the source of %s", one_line(cases[i].source));
		if (strcmp(found, cases[i].source) != 0)
			note("found %s in %s", found, cases[i].html);
	}
	read_html("<p>a</p>");
	ok(gir_html_source(&page, 0) == 3 && gir_html_source(&page, 1) == 4 && gir_html_source(&page, 9) <= 8, "places stay within the source");
	gir_html_free(&page);
	ok(gir_html_source(&page, 0) == 0 && gir_html_place(&page, (GirSpan) {0, 0}, &near).len == 0, "a page without text has no places");
}

/* ---- converted reports ---- */

static char *
load(const char *path, size_t *len)
{
	FILE	   *f = fopen(path, "rb");
	char	   *text = malloc(1 << 20);

	*len = f != NULL && text != NULL ? fread(text, 1, 1 << 20, f) : 0;
	if (f != NULL)
		fclose(f);
	return text;
}

/* Is the cell a figure?  Its source, read by itself, must be the same text, and hold its digits. */
static bool
figure_is_there(const char *html, const GirHtmlCell *c, uint32_t *near, int *figures)
{
	GirSpan		text = gir_trim(page.text, (GirSpan) {c->off, c->len});
	GirSpan		place = gir_html_place(&page, text, near);
	GirHtml		alone;
	bool		same;

	if (text.len == 0 || page.text[text.off] < '0' || page.text[text.off] > '9')
		return true;
	++*figures;
	gir_html_read(html + place.off, place.len, NULL, NULL, &alone);
	same = alone.status == GIR_OK && alone.len == text.len && memcmp(alone.text, page.text + text.off, text.len) == 0;
	gir_html_free(&alone);
	return same && (memmem(html + place.off, place.len, page.text + text.off, text.len) != NULL || memchr(html + place.off, '<', place.len));
}

static void
test_file(const char *path)
{
	size_t		len;
	char	   *html = load(path, &len);
	int			figures = 0;
	int			wrong = 0;
	uint32_t	near = 0;

	read_bytes(html, len);
	for (uint32_t i = 0; i < page.ncells; i++)
		wrong += !figure_is_there(html, gir_html_cell(&page, i), &near, &figures);
	ok(page.status == GIR_OK && wrong == 0, "%s: each of %d figures stands where it is said to", path, figures);
	free(html);
}

static void
test_files(void)
{
	static const char *const folders[] = {"test/corpus/converted", NULL};
	char		extra[1024];
	const char *more = getenv("HTML_FILES");

	snprintf(extra, sizeof(extra), "%s", more ? more : "");
	for (int i = 0; i < 2; i++)
	{
		const char *folder = folders[i] ? folders[i] : extra;
		DIR		   *dir = folder[0] ? opendir(folder) : NULL;
		struct dirent *entry;

		while (dir != NULL && (entry = readdir(dir)) != NULL)
		{
			char		path[2048];

			if (strstr(entry->d_name, "html") == NULL || strstr(entry->d_name, "gbk") != NULL)
				continue;
			snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
			test_file(path);
		}
		if (dir != NULL)
			closedir(dir);
	}
}

/* ---- columns against a model ---- */

enum
{
	MODEL_ROWS = 12,
	MODEL_COLUMNS = 12
};

typedef struct Model
{
	char		html[16384];
	char		expected[16384];
} Model;

/* A table with spans laid out on paper: each cell knows its column because it was put there. */
static void
make_table(Model *m)
{
	bool		taken[MODEL_ROWS + 4][MODEL_COLUMNS + 4] = {{false}};
	int			rows = 1 + pick(MODEL_ROWS);
	int			number = 0;
	char	   *h = m->html + sprintf(m->html, "<table>");
	char	   *e = m->expected;

	*e = '\0';
	for (int row = 0; row < rows; row++)
	{
		bool		first = true;

		h += sprintf(h, "%s", one_in(4) ? "\n<tr class=x>" : "<tr>");
		for (int col = 0; col < MODEL_COLUMNS; col++)
		{
			int			wide = one_in(4) ? 1 + pick(3) : 1;
			int			high = one_in(4) ? 1 + pick(3) : 1;

			if (taken[row][col])
				continue;
			if (one_in(12))
				break;
			for (int k = 1; k < wide; k++)
				if (taken[row][col + k])
					wide = k;
			for (int y = 0; y < high; y++)
				for (int x = 0; x < wide; x++)
					taken[row + y < MODEL_ROWS + 4 ? row + y : row][col + x] = true;
			h += sprintf(h, "<td");
			h += wide > 1 ? sprintf(h, " colspan=\"%d\"", wide) : 0;
			h += high > 1 ? sprintf(h, " rowspan=%d", high) : 0;
			h += sprintf(h, one_in(3) ? "><p><span>%d</span></p>" : ">%d", number);
			h += sprintf(h, "%s", one_in(5) ? "" : one_in(3) ? "</td>\n" : "</td>");
			e += sprintf(e, "%s%d", m->expected == e ? "" : first ? " / " : " | ", col);
			e += wide > 1 ? sprintf(e, "+%d", wide) : 0;
			e += high > 1 ? sprintf(e, "*%d", high) : 0;
			e += sprintf(e, ":%d", number++);
			first = false;
		}
		h += sprintf(h, "%s", one_in(4) ? "" : "</tr>");
	}
	sprintf(h, "</table>");
}

static void
test_model(void)
{
	static Model m;
	int			wrong = 0;

	for (int i = 0; i < 2000; i++)
	{
		make_table(&m);
		read_html(m.html);
		if (strcmp(shape(), m.expected) == 0)
			continue;
		if (wrong++ < 3)
		{
			note("html     %s", one_line(m.html));
			note("expected %s", one_line(m.expected));
			note("found    %s", one_line(shape()));
		}
	}
	ok(wrong == 0, "2000 tables with spans: every cell in its column");
}

/* ---- texts long enough to be given in chunks ---- */

typedef struct Buffer
{
	char	   *s;
	size_t		len;
	size_t		size;
} Buffer;

static void
add(Buffer *b, const char *s)
{
	size_t		n = strlen(s);

	if (b->len + n >= b->size)
	{
		b->size = (b->size + n + 1) * 2;
		b->s = realloc(b->s, b->size);
	}
	memcpy(b->s + b->len, s, n + 1);
	b->len += n;
}

static void
add_times(Buffer *b, const char *s, size_t times)
{
	while (times-- > 0)
		add(b, s);
}

static void
test_chunks(void)
{
	static const char body[] = "<p>甲&ldquo;乙&nbsp丙<script>if(a</b>)x('</td>')</script></p><!-- <td>9</td> --><table><tr><td title='a>\"b'>规章</td>"
	"<td colspan=\"2\">1&#48;6</td><td>\xE3\x80\x80<br/>5</td></tr></table><![endif]><p>2<3</p>";
	static const char expected[] = "- x / - 甲“乙\xC2\xA0丙 / 0:规章 | 1+2:106 | 3:\xE3\x80\x80\n5 / - 2<3 / - y";
	Buffer		b = {0};
	int			wrong = 0;

	for (int pad = 0; pad < 4200; pad += pad < 3600 ? 900 : 1)
	{
		b.len = 0;
		add(&b, "<p>x</p>");
		add_times(&b, " ", (size_t) pad);
		add(&b, body);
		add(&b, "<p>y");
		add_times(&b, "<b></b>", 12000);
		read_bytes(b.s, b.len);
		if (strcmp(shape(), expected) == 0 && strcmp(source_of_cell(b.s, "106"), "1&#48;6") == 0)
			continue;
		if (wrong++ < 3)
			note("after %d spaces: %s", pad, one_line(shape()));
	}
	ok(wrong == 0, "a page is the same wherever its chunks are cut");
	free(b.s);
}

/* Long text comes in runs from old versions; each must be found. */
static void
test_long_text(void)
{
	static const char *const texts[] = {"0", "政府", "a b ", "１", "5&#48;", "<1"};
	int			wrong = 0;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		for (size_t n = 300; n < 40000; n = n * 3 + 1)
		{
			Buffer		b = {0};
			GirSpan		all;
			uint32_t	near = 0;

			add(&b, "<p>");
			add_times(&b, texts[i], n);
			add(&b, "9</p>");
			read_bytes(b.s, b.len);
			all = gir_html_place(&page, (GirSpan) {0, page.len}, &near);
			if (page.ncells != 1 || all.off != 3 || all.len != b.len - 7)
				wrong++;
			free(b.s);
		}
	ok(wrong == 0, "long text keeps its place");
}

/* ---- limits and work ---- */

typedef struct Hostile
{
	const char *what;
	const char *before;
	const char *again;
	size_t		times;
	const char *after;
	const char *reason;			/* NULL: it is read */
} Hostile;

static const Hostile hostile[] = {
	{"100000 empty rows", "<table>", "<tr></tr>", 100000, "</table>5", NULL},
	{"100000 rows of an empty cell", "<table>", "<tr><td></td></tr>", 100000, "</table>5", NULL},
	{"colspan 1000000000", "<table>", "<tr><td colspan=1000000000>1</td><td rowspan=65534 colspan=99>2</td></tr>", 20000, "</table>", NULL},
	{"rowspan 65534", "<table>", "<tr><td rowspan=65534>1", 20000, "</table>", NULL},
	{"a million opening tags", "", "<div>", 1000000, "", "elements nested more than 512 deep"},
	{"512 elements", "", "<b>", 510, "5", NULL},
	{"32 tables", "", "<table><tr><td>", 32, "5", NULL},
	{"33 tables", "", "<table><tr><td>", 33, "5", "tables nested more than 32 deep"},
	{"as many cells as may be", "<table>", "<td>1", 11916, "", NULL},
	{"a cell too many", "<table>", "<td>1", 11917, "", "more than 8192 cells and lines, and one for every 16 bytes"},
	{"a line too many", "", "a<br>", 11916, "", "more than 8192 cells and lines, and one for every 16 bytes"},
	{"65536 tables", "", "<table><td>1</table>", 65536, "", "more than 65535 tables"},
	{"a long tag with many attributes", "<p ", "a b=c d='e' ", 20000, ">5", "more than 256 attributes in a tag"},
	{"one line of 5 MB", "", "一行没有标签的文字，", 170000, "5", NULL},
	{"a comment of 2 MB", "<!--", "<td>9</td>", 200000, "-->5", NULL},
	{"a script of 2 MB", "<script>", "if(a<b)x('</td>');", 110000, "</script>5", NULL},
	{"a picture of 2 MB", "<img src='", "data:image/png;", 130000, "'>5", NULL},
	{"an unquoted picture", "<img src=", "data:image/png;", 130000, ">5", NULL},
	{"a value that does not end", "<p>5</p><img src='", "data:image/png;", 130000, "", NULL},
	{"a comment that does not end", "<p>5</p><!--", "x", 2000000, "", NULL},
	{"references", "", "&nbsp;5", 200000, "", NULL},
	{"references without end", "", "&a", 200000, "5", NULL},
	{"<", "", "<", 200000, "5", NULL},
	{"line breaks", "", "<br>", 200000, "5", NULL},
	{"an apostrophe that opens nothing", "<a title=it's>", "<b>text</b>", 50000, "5", NULL}
};

static void
build(Buffer *b, const Hostile *h, size_t times)
{
	b->len = 0;
	add(b, h->before);
	add_times(b, h->again, times);
	add(b, h->after);
}

static bool
too_large(const char *reason)
{
	return page.status == GIR_TOO_LARGE && strcmp(page.reason, reason) == 0 && page.text == NULL;
}

/* Twice the text must not take more than twice the steps. */
static void
test_hostile(void)
{
	Buffer		b = {0};

	for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++)
	{
		const Hostile *h = &hostile[i];
		uint32_t	half;
		bool		right;

		build(&b, h, h->times / 2);
		read_bytes(b.s, b.len);
		half = page.steps;
		build(&b, h, h->times);
		read_bytes(b.s, b.len);
		if (h->reason != NULL)
			right = too_large(h->reason);
		else
			right = page.status == GIR_OK && page.ncells > 0;
		ok(right, "%s: %s", h->what, h->reason ? "too large" : "read");
		if (!right)
			note("status %d, %s, %u cells", page.status, page.reason ? page.reason : "", page.ncells);
		ok(page.steps <= 2.1 * half + 2000, "%s: %u steps, %u for half of it", h->what, page.steps, half);
	}
	b.len = 0;
	add_times(&b, "<div>", 80000);
	add_times(&b, "</span>", 80000);
	read_bytes(b.s, b.len);
	ok(too_large("elements nested more than 512 deep") && page.steps < 5000, "80000 <div> closed by </span> stop the parser at once");
	b.len = 0;
	for (int i = 0; i < 20000; i++)
	{
		char		tag[32];

		snprintf(tag, sizeof(tag), "<br a%d=1>", i);
		add(&b, tag);
	}
	read_bytes(b.s, b.len);
	ok(too_large("more than 16384 names of elements and attributes"), "names are counted");
	free(b.s);
}

static void
test_columns_beyond(void)
{
	Buffer		b = {0};
	const GirHtmlCell *last;

	add(&b, "<table><tr>");
	add_times(&b, "<td>1", 300);
	read_bytes(b.s, b.len);
	last = gir_html_cell(&page, page.ncells - 1);
	ok(page.ncells == 300 && gir_html_cell(&page, 254)->col == 254 && last->col == GIR_HTML_MAX_COLUMNS, "columns beyond the limit are one");
	free(b.s);
}

/* ---- cancel ---- */

typedef struct Polls
{
	int			calls;
	int			last;			/* cancel at this call */
} Polls;

static bool
poll_counting(void *context)
{
	Polls	   *p = context;

	return ++p->calls == p->last;
}

static void
test_cancel(void)
{
	static const char *const texts[] = {"<p>a</p>", "文字", "<!-- x ", "<script>", "<img alt='", "&amp;"};
	Buffer		b = {0};
	int			wrong = 0;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
	{
		Polls		p = {0, 0};
		int			all;

		b.len = 0;
		add(&b, texts[i]);
		add_times(&b, texts[i][0] == '<' && texts[i][1] != 'p' ? "xy" : texts[i], 300000);
		gir_html_free(&page);
		gir_html_read(b.s, b.len, poll_counting, &p, &page);
		all = p.calls;
		wrong += all < (int) (b.len / 65536);
		for (p.last = 1; p.last < all; p.last *= 3)
		{
			p.calls = 0;
			gir_html_free(&page);
			gir_html_read(b.s, b.len, poll_counting, &p, &page);
			wrong += page.status != GIR_CANCELLED || p.calls != p.last || page.text != NULL;
		}
	}
	ok(wrong == 0, "a cancel is asked for every 64 kB, whatever stands there, and heeded");
	free(b.s);
}

/* ---- anything ---- */

static const char *const soup[] = {
	"<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<td colspan=2>", "<td rowspan=3>", "<td rowspan=0 colspan=300>", "<th>",
	"<tbody>", "</thead>", "<p>", "</p>", "<br>", "<div>", "</div>", "<span>", "</span>", "<b>", "</b>", "<pre>", "</pre>", "<sup>",
	"<img>", "<li>", "<a x=it's>", "<!--", "-->", "<!x>", "<?x>", "</ x>", "<script>", "</script>", "<style>", "</style>", "<title>",
	"</title>", "<textarea>", "</textarea>", "<html>", "</html>", "<body>", "</body>", "<head>", "<select>", "<option>", "<o:p>", "<td/>",
	"<td", " x='", "'>", ">", "<", "&", ";", "&nbsp;", "&nbsp", "&#49;", "&#x32", "&lt;", "&comma;", "&foo;", "5", "106", "规章", " ",
	"\n", "\r\n", "\t", "\xC2\xA0", "\xE3\x80\x80", "\001", "\"", "'", "=", "/", "--", "]]>", "\xEF\xBB\xBF", "\xF0\xA0\x80\x80"
};

static void
test_soup(void)
{
	Buffer		b = {0};

	for (int i = 0; i < 10000; i++)
	{
		b.len = 0;
		add(&b, "");
		for (int n = one_in(50) ? 20000 : 1 + pick(60); n > 0; n--)
			add(&b, soup[pick(sizeof(soup) / sizeof(soup[0]))]);
		LLVMFuzzerTestOneInput((const uint8_t *) b.s, b.len);
	}
	ok(true, "10000 soups of tags give sound pages");
	free(b.s);
}

static void
test_bytes(void)
{
	int			wrong = 0;

	read_bytes("<td>1\0<td>2", 11);
	ok(page.status == GIR_OK && strcmp(shape(), "0:1") == 0, "a NUL byte ends the text");
	for (int i = 0; i < 3000; i++)
	{
		char		bytes[64];
		size_t		n = (size_t) pick(sizeof(bytes));

		for (size_t k = 0; k < n; k++)
			bytes[k] = (char) (one_in(3) ? "<>&/td!-"[pick(8)] : pick(256));
		LLVMFuzzerTestOneInput((const uint8_t *) bytes, n);
	}
	ok(wrong == 0, "bytes that are no UTF-8 do no harm");
	gir_html_free(&page);
	gir_html_free(&page);
	ok(page.text == NULL && page.ncells == 0, "a page can be freed twice");
}

int
main(void)
{
	unit_init();
	test_cases();
	test_places();
	test_files();
	test_model();
	test_chunks();
	test_long_text();
	test_hostile();
	test_columns_beyond();
	test_cancel();
	test_soup();
	test_bytes();
	return done();
}
