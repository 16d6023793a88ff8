-- From text to report: what is a report, which form, whose, of which year.
\pset null '(null)'
\getenv root PG_ABS_SRCDIR
CREATE TEMP TABLE sample (name text PRIMARY KEY, body text);
\set file :root '/test/samples/2021-tabs-clean.txt'
\set body `cat :'file'`
INSERT INTO sample VALUES ('2021-tabs-clean', :'body');
\set file :root '/test/samples/2021-lines-blanks.txt'
\set body `cat :'file'`
INSERT INTO sample VALUES ('2021-lines-blanks', :'body');
\set file :root '/test/samples/2021-lines-inconsistent.txt'
\set body `cat :'file'`
INSERT INTO sample VALUES ('2021-lines-inconsistent', :'body');
\set file :root '/test/samples/2019-tabs-clean.txt'
\set body `cat :'file'`
INSERT INTO sample VALUES ('2019-tabs-clean', :'body');
\set file :root '/test/samples/2019-lines-clean.txt'
\set body `cat :'file'`
INSERT INTO sample VALUES ('2019-lines-clean', :'body');
\set file :root '/test/samples/2019-tabs-lost-cells.txt'
\set body `cat :'file'`
INSERT INTO sample VALUES ('2019-tabs-lost-cells', :'body');

--
-- Properties
--
SELECT oid::regprocedure AS function, prorettype::regtype AS result, provolatile, proisstrict, proparallel FROM pg_proc
WHERE proname IN ('gireport_parse', 'gireport_try_parse', 'gireport_reading') ORDER BY 1;
SELECT gireport_parse(NULL) IS NULL AS parse, gireport_try_parse(NULL) IS NULL AS try_parse;
-- IMMUTABLE: allowed in an index, and no setting changes the result.
CREATE INDEX sample_year ON sample (gireport_year(gireport_try_parse(body)));
CREATE TEMP TABLE before AS SELECT name, gireport_parse(body) AS r FROM sample;
BEGIN;
SET LOCAL gireport.language = 'zh';
SET LOCAL DateStyle = 'German, DMY';
SET LOCAL TimeZone = 'Asia/Shanghai';
SET LOCAL extra_float_digits = 0;
SELECT count(*) AS changed FROM sample JOIN before USING (name) WHERE gireport_parse(body) IS DISTINCT FROM r;
COMMIT;

--
-- The samples
--
SELECT name, (r).form, (r).year, (r).agency, (r).title, (r).extra FROM before ORDER BY name;
SELECT name, (SELECT string_agg(n || ' ' || state, ', ' ORDER BY state) FROM (SELECT state, count(*) AS n FROM gireport_cells(r) GROUP BY state) AS s) AS cells,
       gireport_readable(r) AS readable, gireport_valid(r) AS valid
FROM before ORDER BY name;
-- One report in two layouts: the same figures.
SELECT (a.r).figures = (b.r).figures AS same FROM before a, before b WHERE a.name = '2019-tabs-clean' AND b.name = '2019-lines-clean';
-- gireport_try_parse gives the same reports.
SELECT count(*) AS different FROM sample JOIN before USING (name) WHERE gireport_try_parse(body) IS DISTINCT FROM r;
-- Provenance: extension version, rule set, digest of the source, layout.
SELECT name, (r).provenance ->> 'layout' AS layout, (r).provenance -> 'rules' AS rules,
       (r).provenance ->> 'digest' = encode(sha256(convert_to(body, 'UTF8')), 'hex') AS digest,
       (r).provenance ->> 'version' = (SELECT extversion FROM pg_extension WHERE extname = 'gireport') AS version,
       (SELECT string_agg(key, ' ' ORDER BY key) FROM jsonb_object_keys((r).provenance) AS key) AS keys
FROM before JOIN sample USING (name) ORDER BY name;

-- Line ends and a byte order mark make no difference.
SELECT name, (gireport_parse(replace(body, E'\n', E'\r\n'))).figures = (r).figures AS crlf, (gireport_parse(U&'\FEFF' || body)).figures = (r).figures AS bom,
       (gireport_parse(U&'\FEFF' || body)).title = (r).title AS title
FROM before JOIN sample USING (name) ORDER BY name;

--
-- What the text holds, and what the two functions make of it
--
CREATE FUNCTION pg_temp.between(body text, first text, after text) RETURNS text LANGUAGE sql AS
  $$ SELECT substr(body, strpos(body, first), strpos(body, after) - strpos(body, first)) $$;
CREATE FUNCTION pg_temp.blank(body text) RETURNS text LANGUAGE sql AS
  $$ SELECT regexp_replace(body, '(^|\t)[ \u00A0\u3000]*[-+]?[0-9]+(\.[0-9]+)?[ \u00A0\u3000]*(?=\t|$)', '\1', 'gn') $$;
SELECT body AS tabs FROM sample WHERE name = '2021-tabs-clean' \gset
SELECT body AS lines FROM sample WHERE name = '2021-lines-blanks' \gset
SELECT body AS old FROM sample WHERE name = '2019-tabs-clean' \gset
SELECT pg_temp.between(:'tabs', '二、行政机关', '三、收到和') AS table2, pg_temp.between(:'tabs', '三、收到和', '四、政府信息') AS table3,
       pg_temp.between(:'tabs', '四、政府信息', '五、政府信息') AS table4, pg_temp.between(:'old', '二、主动公开', '三、行政机关') AS old2 \gset

CREATE TEMP TABLE given (n serial, what text, body text);
INSERT INTO given (what, body) VALUES
  ('empty', ''),
  ('white space', E' \t\n\u00A0\u3000\n'),
  ('prose', repeat('苍屿县的公路全年通车。', 40)),
  ('one megabyte of prose', repeat('苍屿县的公路全年通车，没有发生因公开不当引起的投诉。' || E'\n', 14000)),
  ('a notice about reports',
   E'苍屿县人民政府办公室关于做好2023年政府信息公开工作年度报告编制和发布工作的通知\n各乡镇人民政府，县政府各部门：\n'
   '根据《中华人民共和国政府信息公开条例》第五十条，请于2024年1月31日前公布本机关2023年政府信息公开工作年度报告。\n'
   '一、总体情况应写明主动公开、依申请公开、政府信息管理、平台建设、监督保障。\n二、三张表的数据应符合勾稽关系。\n苍屿县人民政府办公室\n2023年12月5日\n'),
  ('a notice with the blank form attached',
   E'苍屿县人民政府办公室关于做好2023年政府信息公开工作年度报告编制和发布工作的通知\n各乡镇人民政府，县政府各部门：\n'
   '请按附件格式编制本机关年度报告，于2024年1月31日前公布，并报送县政府办公室汇总，逾期未报的将予以通报。\n附件：年度报告格式\n'
   || pg_temp.blank(:'table2' || :'table3' || :'table4')),
  ('an interpretation page',
   E'《枫堰县汀沅镇人民政府2023年政府信息公开工作年度报告》解读\n来源：枫堰县汀沅镇人民政府　发布时间：2024-01-20\n'
   '一、编制背景\n根据《中华人民共和国政府信息公开条例》第五十条，我镇编制了2023年政府信息公开工作年度报告，现解读如下。\n'
   '二、主要内容\n全年新收政府信息公开申请2件，上年结转0件，办结2件，予以公开2件，结转下年度继续办理0件；没有行政复议和行政诉讼。\n'),
  ('the blank form', E'政府信息公开工作年度报告\n一、总体情况\n' || pg_temp.blank(:'table2' || :'table3' || :'table4') || E'五、存在的主要问题及改进情况\n六、其他需要报告的事项\n'),
  ('the blank form, placeholders for agency and year',
   E'××（机关）20××年政府信息公开工作年度报告\n一、总体情况\n' || pg_temp.blank(:'table2' || :'table3' || :'table4') || E'五、存在的主要问题及改进情况\n六、其他需要报告的事项\n'),
  ('two reports', :'tabs' || E'\n\n' || :'old'),
  ('two reports, in two layouts', :'lines' || E'\n\n' || :'tabs'),
  ('two reports of one agency', :'tabs' || replace(:'tabs', '2023年', '2022年')),
  ('three reports', :'lines' || :'tabs' || :'old'),
  ('two versions under one title', :'tabs' || replace(:'tabs', E'行政处罚\t3', E'行政处罚\t4')),
  ('its title repeated as page head', replace(replace(:'tabs', E'\n三、', E'\n2023年枫堰县汀沅镇人民政府政府信息公开工作年度报告\n三、'), E'\n四、政府', E'\n2023年枫堰县汀沅镇人民政府政府信息公开工作年度报告\n四、政府')),
  ('titles of other reports as links',
   :'tabs' || E'\n上一篇：2022年枫堰县汀沅镇人民政府政府信息公开工作年度报告\n下一篇：枫堰县财政局2023年政府信息公开工作年度报告\n相关链接\n枫堰县水利局2023年政府信息公开工作年度报告\n'),
  ('no table 2', replace(:'tabs', :'table2', '')),
  ('no table 3', replace(:'tabs', :'table3', '')),
  ('no table 4', replace(:'tabs', :'table4', '')),
  ('no table 2, but its heading', replace(:'tabs', :'table2', E'二、行政机关主动公开政府信息情况\n\n')),
  ('no table 3, but its heading', replace(:'tabs', :'table3', E'三、收到和处理政府信息公开申请情况\n\n')),
  ('no table 4, but its heading', replace(:'tabs', :'table4', E'四、政府信息公开行政复议、行政诉讼情况\n\n')),
  ('no table at all', replace(replace(replace(:'tabs', :'table2', ''), :'table3', ''), :'table4', '')),
  ('the report, tables left blank', pg_temp.blank(:'tabs')),
  ('a row lost', regexp_replace(:'tabs', E'[^\n]*属于国家秘密[^\n]*\n', '')),
  ('figures not attributable', replace(:'tabs', E'一、本年新收政府信息公开申请数量\t\t1\t1\t0\t0\t0\t0\t2', E'一、本年新收政府信息公开申请数量\t1\t1\t2')),
  ('labels of both forms', replace(:'tabs', :'table2', :'old2')),
  ('labels of neither form', replace(regexp_replace(:'tabs', E'[^\n]*(其他处理|逾期未按收费|3．其他)[^\n]*\n', '', 'g'), :'table2',
                           E'二、行政机关主动公开政府信息情况\n\n第二十条第(六)项\t\t\t\n行政处罚\t3\t\t\n行政强制\t0\t\t\n')),
  ('title and stated period differ', replace(:'tabs', '2023年1月1日至2023年12月31日', '2022年1月1日至2022年12月31日'));

CREATE FUNCTION pg_temp.parse(body text, OUT code text, OUT message text, OUT detail text, OUT hint text, OUT r gireport) LANGUAGE plpgsql AS $$
BEGIN
  r := gireport_parse(body);
  code := '00000';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
END
$$;
CREATE TEMP TABLE result AS SELECT t.*, p.*, gireport_try_parse(body) AS tried FROM given t, pg_temp.parse(t.body) p;
\pset format unaligned
SELECT what, code, CASE WHEN tried::text IS NULL THEN 'NULL' WHEN (tried).figures IS NULL THEN 'no figures'
                        ELSE 'report' || coalesce((SELECT ', ' || string_agg(n || ' ' || state, ', ' ORDER BY state)
                             FROM (SELECT state, count(*) AS n FROM gireport_cells(tried) WHERE state <> 'number' GROUP BY state) AS s), '') END AS try_parse,
       message
FROM result ORDER BY n;
\pset format aligned
-- Any two reports, in any order and layout, are two.
SELECT a.name AS first, b.name AS second, p.code
FROM sample a JOIN sample b ON (gireport_parse(a.body)).title <> (gireport_parse(b.body)).title, pg_temp.parse(a.body || E'\n' || b.body) p
WHERE p.code <> 'ZG002' OR position((gireport_parse(a.body)).title IN p.message) = 0 OR position((gireport_parse(b.body)).title IN p.message) = 0
ORDER BY 1, 2;
-- One report twice is two reports or, at best, that report; never something between.
SELECT s.name FROM sample s, pg_temp.parse(s.body || E'\n' || s.body) p WHERE NOT (p.code = 'ZG002' OR p.code = '00000' AND (p.r).figures = (gireport_parse(s.body)).figures);
-- Where both give a report it is the same.
SELECT count(*) FILTER (WHERE r = tried) AS same, count(*) AS reports FROM result WHERE code = '00000';
-- An absent table is missing, and nothing else.
SELECT what, c.table_key, c.state, count(*) FROM result, gireport_cells(tried) c WHERE what LIKE 'no table%' AND c.state <> 'number' GROUP BY n, 1, 2, 3 ORDER BY n;
-- Form undecided: form and figures are NULL, the rest is kept.
SELECT what, (tried).form, (tried).figures, (tried).year, (tried).agency, (tried).title, (tried).provenance IS NOT NULL AS provenance
FROM result WHERE what LIKE 'labels of%' ORDER BY n;
-- The year of the title, and a finding.
SELECT (r).year, (r).extra, f.code, f.severity, f.message, f.message_zh FROM result, gireport_findings(r) f WHERE what = 'title and stated period differ';
-- What the lost and the unattributable row look like; nothing else changed.
SELECT what, c.row_key, string_agg(c.state, ',') FROM result, gireport_cells(r) c
WHERE what IN ('a row lost', 'figures not attributable') AND c.state <> 'number' GROUP BY n, what, c.row_key ORDER BY n;
SELECT what, count(*) FILTER (WHERE a = b) AS same, count(*) AS cells
FROM result, LATERAL (SELECT * FROM ROWS FROM (gireport_cells(r), gireport_cells(gireport_parse(:'tabs')))
                      AS c (t1, r1, c1, l1, v1, s1, u1, lu1, a1, n1, t2, r2, c2, l2, v2, s2, u2, lu2, a2, n2)) AS c,
     LATERAL (SELECT ROW(v1, s1) AS a, ROW(v2, s2) AS b) AS p
WHERE what IN ('a row lost', 'figures not attributable') GROUP BY n, what ORDER BY n;

-- Messages with detail and hint, one for each SQLSTATE, in both languages.
\set VERBOSITY default
SELECT gireport_parse(body) FROM given WHERE what = 'a notice about reports';
SELECT gireport_parse(body) FROM given WHERE what = 'two reports';
SELECT gireport_parse(body) FROM given WHERE what = 'labels of neither form';
SELECT gireport_parse(body) FROM given WHERE what = 'labels of both forms';
SELECT gireport_parse(body) FROM given WHERE what = 'no table 3';
SET gireport.language = 'zh';
SELECT gireport_parse(body) FROM given WHERE what = 'a notice about reports';
SELECT gireport_parse(body) FROM given WHERE what = 'two reports';
SELECT gireport_parse(body) FROM given WHERE what = 'labels of neither form';
SELECT gireport_parse(body) FROM given WHERE what = 'labels of both forms';
SELECT gireport_parse(body) FROM given WHERE what = 'no table 3';
SET gireport.language = 'fr';
RESET gireport.language;
SHOW gireport.language;

-- gireport_reading tells the same without raising.
\pset format unaligned
SELECT t.what, g.status, r.code FROM given t JOIN result r USING (n), gireport_reading(t.body) g ORDER BY t.n;
\pset format aligned
SELECT g.reason FROM given t, gireport_reading(t.body) g WHERE t.what = 'labels of both forms';

--
-- Title, agency and year
--
-- Each head stands before the same tables; the preamble cites the notice, and the page was published in 2025.
CREATE TEMP TABLE head (n serial, head text, preamble text, signature text);
INSERT INTO head (head, preamble, signature) VALUES
  ('枫堰县教育局2023年政府信息公开工作年度报告', NULL, NULL),
  ('2023年枫堰县教育局政府信息公开工作年度报告', NULL, NULL),
  ('枫堰县教育局2023年度政府信息公开工作年度报告', NULL, NULL),
  ('枫堰县教育局政府信息公开工作年度报告（2023年）', NULL, NULL),
  ('枫堰县教育局政府信息公开工作2023年度报告', NULL, NULL),
  ('枫堰县教育局二〇二三年政府信息公开工作年度报告', NULL, NULL),
  ('枫堰县教育局2023年政府信息公开工作年报', NULL, NULL),
  ('枫堰县教育局2023年政务公开工作年度报告', NULL, NULL),
  ('枫堰县教育局2023年信息公开年度报告', NULL, NULL),
  ('枫堰县教育局关于2023年政府信息公开工作年度报告', NULL, NULL),
  ('关于枫堰县教育局2023年政府信息公开工作年度报告', NULL, NULL),
  ('枫堰县人民政府2023年政府信息公开工作年度报告', NULL, NULL),
  ('2023年枫堰县人民政府信息公开工作年度报告', NULL, NULL),
  ('2023年枫堰县人民政府政府信息公开工作年度报告', NULL, NULL),
  ('枫堰县人民政府办公室（枫堰县外事办公室）2023年政府信息公开工作年度报告', NULL, NULL),
  (E'枫堰县教育局\n2023年政府信息公开工作年度报告', NULL, NULL),
  (E'2023年枫堰县教育局\n政府信息公开工作年度报告', NULL, NULL),
  (E'枫堰县教育局\n2023年\n政府信息公开工作\n年度报告', NULL, NULL),
  (E'  枫堰县 教育局  2023 年 政府信息\u00A0公开工作\u3000年度报告 ', NULL, NULL),
  (E'首页 > 政务公开 > 政府信息公开年报 > 2022年\n枫堰县教育局2023年政府信息公开工作年度报告\n发布时间：2025-01-20 来源：枫堰县财政局 浏览次数：2022', NULL, NULL),
  ('2023年政府信息公开工作年度报告', '本报告由枫堰县教育局编制。', NULL),
  ('2023年政府信息公开工作年度报告', '本报告由枫堰县教育局根据《中华人民共和国政府信息公开条例》编制。', NULL),
  ('2023年政府信息公开工作年度报告', NULL, E'枫堰县教育局\n2024年1月19日'),
  ('2023年政府信息公开工作年度报告', '本报告由枫堰县教育局编制。', E'枫堰县财政局\n2024年1月19日'),
  ('2023年政府信息公开工作年度报告', NULL, NULL),
  ('枫堰县教育局政府信息公开工作年度报告', '所列数据统计期限为2023年1月1日至2023年12月31日。', NULL),
  ('枫堰县教育局政府信息公开工作年度报告', '所列数据统计期限自 2023 年 1 月 1 日起至 2023 年 12 月 31 日止。', NULL),
  ('枫堰县教育局政府信息公开工作年度报告', NULL, E'枫堰县教育局\n2024年1月19日'),
  (E'枫堰县教育局政府信息公开工作年度报告\n发布日期：2024年1月19日', NULL, NULL),
  ('政府信息公开工作年度报告', '本年度报告的电子版可以下载，如有疑问请与本机关联系，本机关将在法定期限内答复。', NULL);
SELECT h.n, (r).title, (r).agency, (r).year, (r).extra
FROM head h, LATERAL (SELECT gireport_try_parse(h.head || E'\n根据《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）的要求，编制本报告。\n'
                      || coalesce(h.preamble || E'\n', '') || E'一、总体情况\n全年公开工作总体平稳，没有发生因公开不当引起的投诉，公开的时效和质量都有改善，群众比较满意。\n'
                      || :'table2' || :'table3' || :'table4' || E'五、存在的主要问题及改进情况\n六、其他需要报告的事项\n' || coalesce(h.signature || E'\n', '')) AS r OFFSET 0) AS p
ORDER BY h.n;
