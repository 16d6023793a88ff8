-- Renderings: the official layout, and back.
\pset null '(null)'
\getenv root PG_ABS_SRCDIR
CREATE TEMP TABLE sample (name text PRIMARY KEY, body text);
\set file :root '/test/samples/2021-tabs-clean.txt'
\set body `cat :'file'`
INSERT INTO sample VALUES ('2021-tabs-clean', :'body');
\set file :root '/test/samples/2021-lines-inconsistent.txt'
\set body `cat :'file'`
INSERT INTO sample VALUES ('2021-lines-inconsistent', :'body');
\set file :root '/test/samples/2019-tabs-lost-cells.txt'
\set body `cat :'file'`
INSERT INTO sample VALUES ('2019-tabs-lost-cells', :'body');
CREATE TEMP TABLE parsed AS SELECT name, gireport_parse(body) AS r FROM sample;

-- The layouts.
\pset format unaligned
\pset tuples_only on
SELECT gireport_text(r) FROM parsed WHERE name = '2019-tabs-lost-cells';
SELECT gireport_markdown(r) FROM parsed WHERE name = '2019-tabs-lost-cells';

-- The page, in parts: its frame, table 4 with its marks, the slip. Nothing is fetched.
SET gireport.language = zh;
SELECT regexp_replace(gireport_html(r, false), '<style>.*</style>|<section>.*</section>', '…', 'g') FROM parsed WHERE name = '2021-tabs-clean';
SELECT substring(gireport_html(r) FROM '<section><h2 id="t4">.*?</section>') FROM parsed WHERE name = '2021-lines-inconsistent';
SELECT substring(gireport_html(r) FROM '<section class="slip">.*?</section>') FROM parsed WHERE name = '2021-lines-inconsistent';
\pset tuples_only off
\pset format aligned
SELECT name, h LIKE '%<h2 id="slip">%' AS slip, h ~ 'class="strong"' AS strong, h ~ 'class="weak"' AS weak, h ~* 'https?:|<script|<img|<link|@import|url\(' AS fetches
FROM parsed, gireport_html(r) AS h ORDER BY name;

-- Back again: all but the provenance, which is that of another text.
CREATE FUNCTION pg_temp.same(a gireport, b gireport) RETURNS boolean LANGUAGE sql AS $$
SELECT row(a.form, a.year, a.agency, a.title, a.figures, a.extra) IS NOT DISTINCT FROM row(b.form, b.year, b.agency, b.title, b.figures, b.extra) $$;
SELECT name, pg_temp.same(r, gireport_parse(gireport_text(r))) AS text, pg_temp.same(r, gireport_parse(gireport_markdown(r))) AS markdown,
       pg_temp.same(r, gireport_parse(gireport_html(r))) AS html, pg_temp.same(r, gireport_parse(gireport_html(r, false))) AS form_alone
FROM parsed ORDER BY name;

-- The last figure of a page is read although it adds up to nothing; of a page that is cut off it is not.
SELECT gireport_value(gireport_parse(h), c) AS whole, gireport_state(gireport_parse(regexp_replace(h, '</td></tr>\s*</tbody>(?!.*</tbody>).*', '')), c) AS cut_off
FROM parsed, (VALUES ('table4.litigation_after_review.total')) AS v (c), gireport_html(gireport_corrected(r, jsonb_build_object(c, 77)), false) AS h
WHERE name = '2021-tabs-clean';

-- Cells as no report prints them: every state, odd strings, and labels where figures belong.
SELECT pg_temp.same(r, gireport_parse(gireport_text(r))) AS text, pg_temp.same(r, gireport_parse(gireport_markdown(r))) AS markdown,
       pg_temp.same(r, gireport_parse(gireport_html(r))) AS html, m.line
FROM gireport_from_jsonb($${"form": "2021", "year": 2024, "agency": "云珩县教育和体育局", "title": "云珩县教育和体育局2024年政府信息公开工作年度报告",
  "table2": {"regulations": {"issued": -1, "repealed": null, "valid": 37.05}, "fees": {"amount": 3}},
  "table3": {"new_received": {"natural_person": 3, "commercial": null, "research": null, "charity": null, "legal_service": null, "other": null, "total": 4}},
  "table4": {"review": {"upheld": null}},
  "states": {"table3.new_received.commercial": "dash", "table3.new_received.research": "not_applicable", "table3.new_received.charity": "unreadable",
             "table3.new_received.legal_service": "missing", "table3.new_received.other": "text", "table4.review.upheld": "text"},
  "units": {"table2.fees.amount": "捆"}, "notes": {"table3.new_received.natural_person": "含<b>1</b>件 | 补报"},
  "texts": {"table3.new_received.other": "自然人", "table4.review.upheld": "第一行\n第二行"}}$$) AS r,
  LATERAL (SELECT string_agg(line, E'\n') AS line FROM regexp_split_to_table(gireport_markdown(r), '\n') AS line WHERE line ~ '新收|规章|收费 |第二行') AS m;

-- An agency as no report names one stays one line, of whole characters.
SELECT kind, convert_from(convert_to(t, 'UTF8'), 'UTF8') = t AS is_utf8, replace(t, '\', '') LIKE '%本报告由某局 | 1 |编制。%' AS one_line
FROM parsed, (VALUES ('long', 'a' || repeat('某', 200)), ('lines', E'某局\n| 1 |')) AS v (kind, agency),
  LATERAL (SELECT ROW('2021', 2024, v.agency, NULL, (r).figures, NULL, NULL)::gireport AS a) AS odd,
  LATERAL (VALUES (gireport_text(a)), (gireport_markdown(a)), (gireport_html(a))) AS w (t)
WHERE name = '2021-tabs-clean';

-- Without a form there are no tables, but a report all the same.
SELECT (r).form, (r).year, (r).agency, (r).title FROM gireport_from_jsonb('{"form": null, "year": 2024, "agency": "云珩县教育和体育局", "title": "2024年政府信息公开工作年度报告"}') AS g,
  gireport_try_parse(gireport_text(g)) AS r;

-- The language of the page.
SET gireport.language = en;
SELECT gireport_html(r) LIKE '%<span class="en" lang="en">Return slip</span>%' AS english FROM parsed WHERE name = '2021-lines-inconsistent';
SET gireport.language = zh;
SELECT gireport_html(r) LIKE '%lang="en"%' AS english FROM parsed WHERE name = '2021-lines-inconsistent';
SELECT gireport_text(NULL), gireport_markdown(NULL), gireport_html(NULL);

-- Whatever the strings of a report hold is text of the page.
SELECT h ~ '<script|<b>' AS markup, h LIKE '%&lt;script&gt;&amp;&quot;%' AS escaped
FROM gireport_html(gireport_from_jsonb('{"form": "2021", "year": 2024, "title": "<script>&\"<b>2024年政府信息公开工作年度报告", "agency": "<b>局"}')) AS h;

-- In Markdown a title is no markup, and comes back as it was.
SELECT agency, split_part(gireport_markdown(named), E'\n', 1) AS heading, (gireport_parse(gireport_markdown(named))).title = (named).title AS same
FROM parsed, unnest(ARRAY['青*水*_局', '青`水`局', '青[水]局', '青~~水~~局', '青#水局', '青\水\\局', '青&水局']) AS agency,
  LATERAL (SELECT ROW('2021', 2024, agency, agency || '2024年政府信息公开工作年度报告', (r).figures, NULL, NULL)::gireport AS named) AS made
WHERE name = '2021-tabs-clean';
