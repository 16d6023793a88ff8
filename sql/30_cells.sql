-- Cells, rows, JSON: everything that reads a report, and the declared forms.
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
CREATE TEMP TABLE parsed AS SELECT name, gireport_parse(body) AS r FROM sample;

-- A report in which the given cells, in the text form of gireport_figures, differ from 0.
CREATE FUNCTION pg_temp.report(wanted text, given jsonb DEFAULT '{}') RETURNS gireport LANGUAGE sql AS $$
  SELECT ROW(wanted, CASE wanted WHEN '2019' THEN 2020 ELSE 2024 END, '云珩县教育和体育局', NULL,
             '1/' || wanted || '/1;' || string_agg(line, ';' ORDER BY place), NULL, NULL)::gireport
  FROM (SELECT min(ordinal) AS place, row_key || '=' || string_agg(coalesce(given ->> path, '0'), ',' ORDER BY ordinal) AS line
        FROM gireport_form_cells(wanted) GROUP BY row_key) AS rows
$$;
CREATE FUNCTION pg_temp.raised(query text, OUT code text, OUT message text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE query;
  code := '00000';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
END
$$;

--
-- Properties
--
SELECT oid::regprocedure AS function, provolatile, proisstrict, proparallel FROM pg_proc
WHERE proname IN ('gireport_value', 'gireport_state', 'gireport_form', 'gireport_year', 'gireport_agency', 'gireport_cells', 'gireport_jsonb',
                  'gireport_from_jsonb', 'gireport_form_cells', 'gireport_identities', 'new_received', 'review', 'regulations')
ORDER BY oid::regprocedure::text;

--
-- The declared forms
--
SELECT form, table_key, count(*) AS cells, count(DISTINCT row_key) AS rows, min(ordinal), max(ordinal) FROM gireport_form_cells() GROUP BY 1, 2 ORDER BY 1, 2;
SELECT form, table_key, row_key, row_label, string_agg(column_key, ' ' ORDER BY ordinal) AS columns, min(outcome_group) AS outcome_group
FROM gireport_form_cells() GROUP BY 1, 2, 3, 4 ORDER BY 1, min(ordinal);
SELECT count(*) AS broken FROM gireport_form_cells() WHERE path <> table_key || '.' || row_key || '.' || column_key;
SELECT path, label, label_en, outcome_group_label, outcome_group_label_en, label_unit FROM gireport_form_cells()
WHERE (form, path) IN (('2019', 'table2.procurement.amount'), ('2021', 'table2.fees.amount'), ('2021', 'table3.denied_state_secret.natural_person'),
                       ('2021', 'table3.other_other.total'), ('2021', 'table4.litigation_direct.corrected'));
-- People read labels, never keys.
SELECT count(*) AS keys_in_labels FROM gireport_form_cells()
WHERE concat(label, table_label, row_label, column_label, outcome_group_label) ~ '[a-z_]' OR concat(label_en, row_label_en, column_label_en) ~ '_';
SELECT form, class, count(*), array_agg(identity ORDER BY identity) AS identities FROM gireport_identities() GROUP BY form, class ORDER BY form, class;
SELECT identity, formula_zh, formula_en, clause FROM gireport_identities('2021')
WHERE identity IN ('t3_row_granted', 't3_row_denied_state_secret', 't3_outcomes_total', 't3_balance_total', 't4_sum_review');
SELECT count(*) AS broken FROM gireport_identities() WHERE identity !~ '^[a-z0-9_]{1,63}$' OR formula_zh ~ '[a-z]' OR formula_en IS NULL OR clause IS NULL;
SELECT (SELECT count(*) FROM gireport_form_cells('2019')) AS cells_2019, (SELECT count(*) FROM gireport_identities('2019')) AS identities_2019,
       (SELECT count(*) FROM gireport_form_cells('2021')) AS cells_2021, (SELECT count(*) FROM gireport_identities('2021')) AS identities_2021;
SELECT * FROM gireport_form_cells('2008');
SELECT * FROM gireport_identities('');

--
-- Single cells
--
SELECT v.path, gireport_value(r, path), gireport_state(r, path)
FROM pg_temp.report('2021', '{"table3.granted.natural_person": "7", "table3.granted.commercial": "_", "table3.granted.research": "/",
                              "table3.granted.charity": "#", "table3.granted.legal_service": "\"见附件\"", "table3.granted.other": "?",
                              "table3.granted.total": "!", "table2.fees.amount": "-25.5[万元](含上年)"}') AS r,
     (VALUES ('table2.fees.amount'), ('table3.granted.natural_person'), ('table3.granted.commercial'), ('table3.granted.research'),
             ('table3.granted.charity'), ('table3.granted.legal_service'), ('table3.granted.other'), ('table3.granted.total'),
             ('table4.review.total'), ('table3.other_handling.total'), ('table2.procurement.projects')) AS v (path);
-- A path that only the other form has gives NULL; a path of no form is a mistake.
SELECT gireport_value(r, 'table3.grantd.total') FROM parsed WHERE name = '2021-tabs-clean';
SELECT gireport_state(r, 'granted.total') FROM parsed WHERE name = '2021-tabs-clean';
SELECT v.path, e.code, e.message FROM (VALUES (''), ('table3'), ('table3.granted'), ('table3.granted.total.x'), ('Table3.granted.total'), (' table3.granted.total'),
                                              ('table3.granted.upheld'), ('table4.granted.total'), ('table5.granted.total')) AS v (path),
     pg_temp.raised(format('SELECT gireport_value(r, %L) FROM parsed', v.path)) AS e;
SELECT gireport_value(NULL, 'table3.granted.total'), gireport_value(r, NULL), gireport_state(NULL, 'table3.granted.total'), gireport_state(r, NULL)
FROM parsed WHERE name = '2021-tabs-clean';
SELECT gireport_value('(2021,2024,,,,,)', 'table3.granted.total'), gireport_state('(2021,2024,,,,,)', 'table3.granted.total'),
       gireport_form('(2021,2024,甲,,,,)'), gireport_year('(2021,2024,甲,,,,)'), gireport_agency('(2021,2024,甲,,,,)'),
       gireport_form(NULL), gireport_year(NULL), gireport_agency(NULL);

--
-- All cells
--
SELECT pg_get_function_result('gireport_cells(gireport)'::regprocedure);
SELECT pg_get_function_result('gireport_cells(text)'::regprocedure);
SELECT * FROM gireport_cells(pg_temp.report('2021', '{"table2.regulations.issued": "22(其中修订16件)", "table2.fees.amount": "251000[元]", "table3.new_received.total": "_"}'))
WHERE table_key = 'table2' OR row_key = 'new_received';
-- In printed order, one row a cell, and what gireport_value and gireport_state say.
SELECT p.name, count(*) AS cells,
       count(*) FILTER (WHERE c.value IS DISTINCT FROM gireport_value(p.r, f.path) OR c.state <> gireport_state(p.r, f.path) OR c.label <> f.label
                        OR c.label_unit IS DISTINCT FROM f.label_unit OR (c.table_key, c.row_key, c.column_key) <> (f.table_key, f.row_key, f.column_key)) AS broken
FROM parsed p, LATERAL gireport_cells(p.r) WITH ORDINALITY AS c, gireport_form_cells() f
WHERE f.form = gireport_form(p.r) AND f.ordinal = c.ordinality GROUP BY p.name ORDER BY p.name;
SELECT count(*) FROM gireport_cells(NULL::gireport);
SELECT count(*) FROM gireport_cells(NULL::text);
SELECT count(*) FROM gireport_cells('(2021,2024,,,,,)'::gireport);
SELECT count(*) FROM gireport_cells('这里没有报告。'::text);

-- From the text: the same cells, and each one's place. What is printed stands at its position and line.
CREATE TEMP TABLE placed AS
SELECT s.name, s.body, c.* FROM (SELECT name, body FROM sample
                                 UNION ALL SELECT name || ', CRLF', replace(body, E'\n', E'\r\n') FROM sample
                                 UNION ALL SELECT name || ', after prose', U&'\+01F4C4\3000é' || repeat(E'苍屿县的公路\t全年通车。\n', 100) || E'\n' || body FROM sample) AS s,
     gireport_cells(s.body) WITH ORDINALITY AS c;
SELECT name, count(*) AS cells, count(printed) AS printed,
       count(*) FILTER (WHERE substr(body, position, length(printed)) <> printed) AS elsewhere,
       count(*) FILTER (WHERE line <> 1 + length(left(body, position - 1)) - length(replace(left(body, position - 1), E'\n', ''))) AS wrong_line,
       count(*) FILTER (WHERE (printed IS NULL) <> (line IS NULL) OR (printed IS NULL) <> (position IS NULL)) AS half_placed
FROM placed GROUP BY name ORDER BY name;
-- A number is what is printed there; nothing is printed for what is blank or missing; what is printed is trimmed.
SELECT state, count(*) FILTER (WHERE printed IS NULL) AS nothing, count(printed) AS something,
       count(*) FILTER (WHERE value <> substring(replace(printed, '+', '') FROM '^-?[0-9.]+')::numeric) AS other_number,
       count(*) FILTER (WHERE printed ~ '^[\s\u00A0\u3000]|[\s\u00A0\u3000]$') AS untrimmed
FROM placed GROUP BY state ORDER BY state;
-- Two cells never share a place.
SELECT name, position FROM placed WHERE printed IS NOT NULL GROUP BY name, position HAVING count(*) > 1;
SELECT count(*) AS different FROM (
  (SELECT name, table_key, row_key, column_key, label, value, state, unit, label_unit, amount_yuan, note FROM placed WHERE name NOT LIKE '%,%'
   EXCEPT ALL SELECT p.name, c.* FROM parsed p, gireport_cells(p.r) c)
  UNION ALL
  (SELECT p.name, c.* FROM parsed p, gireport_cells(p.r) c
   EXCEPT ALL SELECT name, table_key, row_key, column_key, label, value, state, unit, label_unit, amount_yuan, note FROM placed WHERE name NOT LIKE '%,%')) AS d;
SELECT label, value, state, printed, line, position FROM placed WHERE name = '2019-tabs-lost-cells' AND (row_key IN ('procurement', 'granted', 'carried_in') OR value < 0);

-- Units and notes as printed; amount_yuan by the cell's own unit, else the label's, else NULL.
SELECT body AS tabs FROM sample WHERE name = '2021-tabs-clean' \gset
SELECT body AS old FROM sample WHERE name = '2019-tabs-clean' \gset
SELECT v.form, v.printed AS given, c.value, c.state, c.unit, c.label_unit, trim_scale(c.amount_yuan) AS amount_yuan, c.note, c.printed
FROM (VALUES ('2021', '37.050'), ('2021', '251000元'), ('2021', '25.1万元'), ('2021', '0.5亿元'), ('2021', '3 件'), ('2021', '0'), ('2021', ''), ('2021', '/'), ('2021', '无'),
             ('2021', '见附件'), ('2021', '1,251,000.50元'), ('2021', '12.5（含上年结转）'), ('2021', '12.5万元（含上年结转）'),
             ('2019', '51.8823'), ('2019', '222.35万元'), ('2019', '2223500元'), ('2019', '３５．５　万元')) AS v (form, printed),
     gireport_cells(CASE v.form WHEN '2021' THEN replace(:'tabs', E'行政事业性收费\t37.050', E'行政事业性收费\t' || v.printed)
                                ELSE replace(:'old', E'政府集中采购\t23\t51.8823', E'政府集中采购\t23\t' || v.printed) END) c
WHERE c.column_key = 'amount';
SELECT v.printed AS given, c.value, c.state, c.unit, c.amount_yuan, c.note
FROM (VALUES ('22（其中修订16件）'), ('22(其中修订16件)'), ('22件（其中修订16件）'), ('22 [注1]'), ('2元'), ('22、16'), ('－'), ('—'), ('--'), ('不适用'), ('不涉及'), ('NaN'), ('&nbsp;')) AS v (printed),
     gireport_cells(replace(:'tabs', E'行政处罚\t3', E'行政处罚\t' || v.printed)) c
WHERE c.row_key = 'punishment';

--
-- JSON
--
\pset format unaligned
\pset tuples_only on
SELECT gireport_jsonb(gireport_parse(:'tabs')) - 'provenance';
SELECT gireport_jsonb(pg_temp.report('2019', '{"table2.procurement.amount": "222.35[万元](含上年)", "table3.granted.total": "_", "table3.granted.other": "/", "table3.carried_in.total": "?",
  "table3.carried_out.total": "!", "table4.review.total": "\"见附件\"", "table4.review.pending": "#", "table2.fees.change": "-1"}'))
       - '{table2,table3,table4}'::text[];
SELECT gireport_jsonb('(,,,,,,)');
\pset tuples_only off
\pset format aligned
SELECT gireport_jsonb(NULL) IS NULL AS to_jsonb, gireport_from_jsonb(NULL) IS NULL AS from_jsonb;
-- Always the whole shape of the form, with the keys of the form.
SELECT p.name, count(*) AS cells,
       count(*) FILTER (WHERE NOT gireport_jsonb(p.r) -> f.table_key -> f.row_key ? f.column_key) AS lacking,
       count(*) FILTER (WHERE (gireport_jsonb(p.r) #> ARRAY[f.table_key, f.row_key, f.column_key]) IS DISTINCT FROM coalesce(to_jsonb(gireport_value(p.r, f.path)), 'null')) AS other_value,
       count(*) FILTER (WHERE coalesce(gireport_jsonb(p.r) -> 'states' ->> f.path, 'number') <> gireport_state(p.r, f.path)) AS other_state,
       (SELECT count(*) FROM jsonb_each(gireport_jsonb(p.r)) AS t (tk, tv), LATERAL jsonb_each(CASE WHEN tk ~ '^table' THEN tv ELSE '{}' END) AS w (rk, rv), LATERAL jsonb_object_keys(rv)) AS keys
FROM parsed p, gireport_form_cells() f WHERE f.form = gireport_form(p.r) GROUP BY p.name, p.r ORDER BY p.name;
-- And back: equal, whatever the cells say.
SELECT name FROM parsed WHERE gireport_from_jsonb(gireport_jsonb(r)) IS DISTINCT FROM r;
SELECT setseed(0.75);
SELECT count(*) AS reports, count(*) FILTER (WHERE gireport_from_jsonb(gireport_jsonb(r)) = r) AS same,
       count(*) FILTER (WHERE gireport_jsonb(gireport_from_jsonb(gireport_jsonb(r))) = gireport_jsonb(r)) AS same_json
FROM (SELECT pg_temp.report(form, jsonb_object_agg(path, cell)) AS r
      FROM (SELECT n, form, path, (ARRAY['0', '1', '95', '96', '8287', '8288', '999999999999999', '-3', '2.5', '0.000001', '_', '/', '#', '?', '!', '"见附件"', '"a\"b\\c"', '4[件]',
                                         '5(其中修订16件)', '6[万元](d\)e)'])[1 + floor(random() * 20)::int] AS cell
            FROM generate_series(1, 200) AS n, LATERAL gireport_form_cells(CASE WHEN n % 2 = 0 THEN '2019' ELSE '2021' END) AS f) AS drawn
      GROUP BY n, form) AS many;
SELECT what, gireport_from_jsonb(gireport_jsonb(r)) IS NOT DISTINCT FROM r AS same
FROM (VALUES ('nothing known', '(,,,,,,)'::gireport), ('no figures', '(,2024,甲,乙,,"{""layout"": ""rows""}","{""period_year"": 2023}")'), ('empty strings', '(,,"","",,{},{})')) AS v (what, r);

-- Typed in by hand: what is left out is missing, null is blank.
SELECT r::text LIKE '(2021,2024,甲局,,"1/2021/1;%' AS same, gireport_state(r, 'table3.new_received.total') AS given, gireport_state(r, 'table3.new_received.natural_person') AS given_null,
       gireport_state(r, 'table3.new_received.commercial') AS left_out, gireport_state(r, 'table4.review.total') AS row_left_out, gireport_readable(r) AS readable, gireport_valid(r) AS valid
FROM gireport_from_jsonb('{"form": "2021", "year": 2024, "agency": "甲局", "table3": {"new_received": {"total": 5, "natural_person": null}}}') AS r;
SELECT c.row_key, c.column_key, c.value, c.state, c.unit, c.amount_yuan, c.note
FROM gireport_from_jsonb('{"form": "2021", "table2": {"fees": {"amount": 251000}, "licensing": {"decisions": null}, "punishment": {"decisions": null}, "coercion": {"decisions": 12.50}},
  "units": {"table2.fees.amount": "元"}, "notes": {"table2.coercion.decisions": "含上年"}, "states": {"table2.licensing.decisions": "dash"}, "texts": {"table2.punishment.decisions": "见附件"}}') AS r,
     gireport_cells(r) c WHERE c.table_key = 'table2' AND c.state <> 'missing';
SELECT gireport_from_jsonb('{}')::text, gireport_from_jsonb('{"year": null, "form": null, "agency": null, "title": null, "provenance": null, "extra": null, "table2": null, "states": null}')::text;

-- Each error names the path.
\pset format unaligned
SELECT e.code, e.message FROM (VALUES
  (1, '[]'), (2, '"2021"'), (3, '5'), (4, 'null'),
  (5, '{"from": "2021"}'), (6, '{"form": "2008"}'), (7, '{"form": 2021}'), (8, '{"form": ""}'),
  (9, '{"year": "2024"}'), (10, '{"year": 2024.5}'), (11, '{"year": 1999}'), (12, '{"year": 2100}'), (13, '{"year": 99999999999}'), (14, '{"year": -1}'),
  (15, '{"agency": 5}'), (16, '{"agency": ["甲"]}'), (17, '{"title": {}}'), (18, '{"title": "' || repeat('长', 101) || '"}'), (19, '{"agency": "' || repeat('长', 61) || '"}'),
  (20, '{"provenance": "x"}'), (21, '{"provenance": []}'), (22, '{"extra": 5}'),
  (23, '{"table3": {"granted": {"total": 5}}}'), (24, '{"states": {"table3.granted.total": "blank"}}'),
  (25, '{"form": "2021", "table3": []}'), (26, '{"form": "2021", "table3": 5}'), (27, '{"form": "2021", "table3": {"grantd": {}}}'),
  (28, '{"form": "2021", "table3": {"review": {}}}'), (29, '{"form": "2021", "table3": {"other_handling": {"total": 1}}}'), (30, '{"form": "2019", "table3": {"other_other": {"total": 1}}}'),
  (31, '{"form": "2021", "table3": {"granted": 5}}'), (32, '{"form": "2021", "table3": {"granted": [1, 2]}}'), (33, '{"form": "2021", "table3": {"granted": {"totl": 1}}}'),
  (34, '{"form": "2021", "table2": {"regulations": {"made": 1}}}'),
  (35, '{"form": "2021", "table3": {"granted": {"total": "5"}}}'), (36, '{"form": "2021", "table3": {"granted": {"total": true}}}'), (37, '{"form": "2021", "table3": {"granted": {"total": {}}}}'),
  (38, '{"form": "2021", "table3": {"granted": {"total": []}}}'), (39, '{"form": "2021", "table3": {"granted": {"total": 1000000000000000}}}'),
  (40, '{"form": "2021", "table3": {"granted": {"total": 0.0000001}}}'), (41, '{"form": "2021", "table3": {"granted": {"total": 1e300}}}'), (42, '{"form": "2021", "table3": {"granted": {"total": -1e15}}}'),
  (43, '{"form": "2021", "states": []}'), (44, '{"form": "2021", "states": {"table3.grantd.total": "blank"}}'), (45, '{"form": "2021", "states": {"table3.granted.total": "empty"}}'),
  (46, '{"form": "2021", "states": {"table3.granted.total": 5}}'), (47, '{"form": "2021", "states": {"table3.granted.total": null}}'),
  (48, '{"form": "2021", "table3": {"granted": {"total": 5}}, "states": {"table3.granted.total": "blank"}}'),
  (49, '{"form": "2021", "table3": {"granted": {"total": null}}, "states": {"table3.granted.total": "number"}}'), (50, '{"form": "2021", "states": {"table3.granted.total": "number"}}'),
  (51, '{"form": "2021", "states": {"table3.granted.total": "text"}}'), (52, '{"form": "2021", "table3": {"granted": {"total": null}}, "states": {"table3.granted.total": "dash"}, "texts": {"table3.granted.total": "见附件"}}'),
  (53, '{"form": "2021", "table3": {"granted": {"total": 5}}, "texts": {"table3.granted.total": "见附件"}}'), (54, '{"form": "2021", "units": {"table3.granted.total": "件"}}'),
  (55, '{"form": "2021", "table3": {"granted": {"total": null}}, "notes": {"table3.granted.total": "件"}}'), (56, '{"form": "2021", "units": {"table3.grantd.total": "件"}}'),
  (57, '{"form": "2021", "table3": {"granted": {"total": 5}}, "units": {"table3.granted.total": ""}}'), (58, '{"form": "2021", "table3": {"granted": {"total": 5}}, "units": {"table3.granted.total": "' || repeat('长', 9) || '"}}'),
  (59, '{"form": "2021", "table3": {"granted": {"total": 5}}, "notes": {"table3.granted.total": "' || repeat('长', 31) || '"}}'), (60, '{"form": "2021", "table3": {"granted": {"total": null}}, "texts": {"table3.granted.total": "' || repeat('长', 31) || '"}}'),
  (61, '{"form": "2021", "texts": {"table3.granted.total": 5}}')
  ) AS v (n, json), pg_temp.raised(format('SELECT gireport_from_jsonb(%L)', v.json)) AS e ORDER BY v.n;
\pset format aligned
SELECT gireport_from_jsonb('{"form": "2021", "table3": {"granted": {"totl": 1}}}');

--
-- Attribute notation, in a view, a CHECK and an index
--
CREATE TEMP TABLE kept (id serial, report gireport CHECK ((report).new_received.total >= 0), CONSTRAINT not_empty CHECK (gireport_form(report) IS NOT NULL));
CREATE TEMP VIEW shown AS SELECT id, (report).agency, (report).new_received.total AS received, (report).denied_law.natural_person, (report).review.corrected, (report).fees.amount, (report).licensing FROM kept;
CREATE INDEX kept_received ON kept (((report).new_received.total));
INSERT INTO kept (report) SELECT r FROM parsed ORDER BY name;
INSERT INTO kept (report) VALUES (pg_temp.report('2021', '{"table3.new_received.total": "-1"}'));
INSERT INTO kept (report) VALUES ('(,,,,,,)');
SELECT * FROM shown ORDER BY id;
SELECT 'CREATE TEMP VIEW again AS ' || pg_get_viewdef('shown'::regclass) \gexec
SELECT * FROM shown EXCEPT ALL SELECT * FROM again;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT id FROM kept WHERE (report).new_received.total = 12;
SELECT id FROM kept WHERE (report).new_received.total = 12;
RESET enable_seqscan;
RESET enable_bitmapscan;
-- Presence: gireport_form(r) IS NOT NULL, since a report with any NULL attribute is not "IS NOT NULL".
SELECT count(*) AS all, count(*) FILTER (WHERE report IS NOT NULL) AS is_not_null, count(*) FILTER (WHERE gireport_form(report) IS NOT NULL) AS present FROM kept;
-- By name of the row.
SELECT gireport_applicants(r, 'granted'), gireport_dispute(r, 'review'), gireport_disclosure(r, 'fees'), gireport_applicants(r, 'other_handling') FROM parsed WHERE name LIKE '%lines%' ORDER BY name;
SELECT v.call, e.code FROM (VALUES ('gireport_applicants(r, ''grantd'')'), ('gireport_dispute(r, '''')'), ('gireport_disclosure(r, ''table2.fees'')'), ('gireport_applicants(r, ''review'')'),
                                   ('gireport_disclosure(r, ''granted'')')) AS v (call), pg_temp.raised(format('SELECT %s FROM parsed', v.call)) e;
-- Counted by state, as gireport_cells gives them.
SELECT s.state, count(*) AS reports, count(*) FILTER (WHERE gireport_cell_count(r, s.state) IS DISTINCT FROM
         (SELECT count(*) FROM gireport_cells(r) c WHERE c.state = s.state)) AS differ, sum(gireport_cell_count(r, s.state)) AS cells
FROM parsed, unnest(ARRAY['number', 'blank', 'dash', 'not_applicable', 'text', 'unreadable', 'missing']) WITH ORDINALITY AS s (state, place)
GROUP BY s.state, s.place ORDER BY s.place;
SELECT gireport_cell_count('(2021,2024,,,,,)', 'number') AS without_figures, e.code FROM pg_temp.raised($$SELECT gireport_cell_count('(,,,,,,)', 'numbers')$$) e;
