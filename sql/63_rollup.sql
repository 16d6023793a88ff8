-- Roll-up: sums of reports, a summary against the reports below it, who has reported.
\set SHOW_CONTEXT never

\set clean `cat "$PG_ABS_SRCDIR/test/samples/2021-tabs-clean.txt"`
\set inconsistent `cat "$PG_ABS_SRCDIR/test/samples/2021-lines-inconsistent.txt"`
\set blanks `cat "$PG_ABS_SRCDIR/test/samples/2021-lines-blanks.txt"`
\set lost `cat "$PG_ABS_SRCDIR/test/samples/2019-tabs-lost-cells.txt"`

-- A typed-in report: every cell 0, but for those given as {path: number} or {path: state}.
CREATE FUNCTION typed(form text, agency text, year integer, cells jsonb DEFAULT '{}') RETURNS gireport
LANGUAGE sql
BEGIN ATOMIC
  SELECT gireport_from_jsonb(
           jsonb_build_object('form', form, 'agency', agency, 'year', year,
             'states', coalesce((SELECT jsonb_object_agg(key, value) FROM jsonb_each(cells)
                                  WHERE jsonb_typeof(value) = 'string'), '{}'))
           || jsonb_object_agg(t.table_key, t.rows))
    FROM (SELECT r.table_key, jsonb_object_agg(r.row_key, r.columns) AS rows
            FROM (SELECT c.table_key, c.row_key, jsonb_object_agg(c.column_key,
                           CASE jsonb_typeof(cells -> c.path) WHEN 'string' THEN 'null' WHEN 'number' THEN cells -> c.path
                                ELSE '0' END) AS columns
                    FROM gireport_form_cells(form) c GROUP BY c.table_key, c.row_key) r
           GROUP BY r.table_key) t;
END;

--
-- gireport_sum
--
CREATE TEMP TABLE sample AS
  SELECT n, gireport_parse(body) AS r FROM (VALUES (1, :'clean'), (2, :'inconsistent'), (3, :'blanks')) v (n, body);
SELECT (s).form, (s).year, (s).agency, (s).title, (s).provenance - 'version' AS provenance, (s).extra -> 'sum' -> 'reports' AS reports
  FROM (SELECT gireport_sum(r) AS s FROM sample) x;
-- cell by cell what numeric arithmetic comes to, and a state that follows from the parts'
SELECT count(*) AS cells,
       count(*) FILTER (WHERE value IS NOT DISTINCT FROM CASE WHEN parts @> '{number}' THEN total END) AS right_values,
       count(*) FILTER (WHERE state = CASE WHEN parts @> '{number}' THEN 'number' ELSE 'blank' END) AS right_states
  FROM (SELECT f.path, gireport_value(s.r, f.path) AS value, gireport_state(s.r, f.path) AS state, p.total, p.parts
          FROM (SELECT gireport_sum(r) AS r FROM sample) s CROSS JOIN gireport_form_cells('2021') f
               CROSS JOIN LATERAL (SELECT sum(gireport_value(r, f.path)) AS total, array_agg(gireport_state(r, f.path)) AS parts FROM sample) p) x;
SELECT gireport_sum(r) FROM sample WHERE false;
SELECT gireport_sum(r) IS NULL AS nothing, (gireport_sum(NULLIF(r, r))) IS NULL AS of_nulls FROM sample WHERE n = 1;
SELECT (gireport_sum(r)).figures = (array_agg((r).figures))[1] AS of_one FROM sample WHERE n = 3;

-- the algebra: two parts of every state; the columns are number, blank, dash, not_applicable, text, unreadable, missing
CREATE TEMP TABLE part AS
  SELECT n, s AS state, gireport_from_jsonb(jsonb_build_object('form', '2021',
           'table3', jsonb_build_object('granted', jsonb_build_object('total', CASE s WHEN 'number' THEN 3 END)),
           CASE s WHEN 'text' THEN 'texts' ELSE 'states' END,
           jsonb_build_object('table3.granted.total', CASE s WHEN 'text' THEN '见附件' ELSE s END))) AS r
    FROM unnest('{number,blank,dash,not_applicable,text,unreadable,missing}'::text[]) WITH ORDINALITY u (s, n);
SELECT a.state AS "part + part", string_agg(rpad(c.sum, 10), ' ' ORDER BY c.n) AS sums
  FROM part a CROSS JOIN LATERAL
       (SELECT b.n, (SELECT coalesce(gireport_value(gireport_sum(r), 'table3.granted.total')::text, gireport_state(gireport_sum(r), 'table3.granted.total'))
                       FROM (VALUES (a.r), (b.r)) v (r)) AS sum
          FROM part b) c
 GROUP BY a.n, a.state ORDER BY a.n;
SELECT path, state, partial_sum, added, blank, not_added, reason, reason_zh
  FROM gireport_sum_gaps((SELECT gireport_sum(r) FROM part)) WHERE path = 'table3.granted.total';
SELECT count(*) FROM gireport_sum_gaps((SELECT gireport_sum(r) FROM sample WHERE n = 1));
SELECT path, state, partial_sum, added, reason FROM gireport_sum_gaps((SELECT gireport_sum(r) FROM part WHERE state <> 'number')) WHERE path = 'table3.granted.total';
SELECT label, label_en FROM gireport_sum_gaps((SELECT gireport_sum(r) FROM sample)) LIMIT 1;
SELECT count(*) FROM gireport_sum_gaps((SELECT r FROM sample WHERE n = 1));
-- a report without figures has no cell; all cells of the sum are missing, what the others say is kept
SELECT gireport_state(s, 'table3.granted.total') AS state, g.partial_sum, g.added, g.not_added, g.reason, (s).extra -> 'sum' ->> 'without_figures' AS without_figures
  FROM (SELECT gireport_sum(r) AS s FROM (SELECT r FROM sample UNION ALL SELECT (NULL, 2024, NULL, NULL, NULL, NULL, NULL)::gireport) v) x,
       gireport_sum_gaps(s) g WHERE g.path = 'table3.granted.total';
SELECT (gireport_sum((NULL, 2024, NULL, NULL, NULL, NULL, NULL)::gireport)).form IS NULL AS no_form;

-- decimals, signs, units, notes
CREATE FUNCTION cell(form text, path text, value numeric, unit text DEFAULT NULL) RETURNS gireport LANGUAGE sql
RETURN gireport_from_jsonb(jsonb_build_object('form', form, split_part(path, '.', 1),
         jsonb_build_object(split_part(path, '.', 2), jsonb_build_object(split_part(path, '.', 3), value)),
         'units', CASE WHEN unit IS NULL THEN '{}'::jsonb ELSE jsonb_build_object(path, unit) END));
CREATE FUNCTION added(form text, path text, parts text, OUT value numeric, OUT state text, OUT unit text, OUT partial numeric, OUT reason text)
LANGUAGE sql
BEGIN ATOMIC
  SELECT gireport_value(s, $2), gireport_state(s, $2), gireport_jsonb(s) -> 'units' ->> $2, g.partial_sum, g.reason
    FROM (SELECT gireport_sum(cell($1, $2, substring(p FROM '^[-0-9.]+')::numeric, nullif(substring(p FROM '[^-0-9.]+$'), ''))) AS s
            FROM unnest(string_to_array(parts, ' ')) p) x
         LEFT JOIN gireport_sum_gaps(s) g ON g.path = $2;
END;
SELECT p AS parts, a.* FROM unnest('{25.5 0.000001,25.5 -25.5,999999999999999 -1,25.5万元 251000元,25.5 0.01元,1亿元 1,25.5 3美元,25.5 3万}'::text[]) p
       CROSS JOIN LATERAL added('2021', 'table2.fees.amount', p) a;
SELECT p AS parts, a.* FROM unnest('{12件 3,3 4人次,3 1.2万,3 5元}'::text[]) p CROSS JOIN LATERAL added('2021', 'table2.licensing.decisions', p) a;
SELECT p AS parts, a.* FROM unnest('{25.5 3,25.5万元 251000元,25.5万元 1元,25.5 3万元,0 3万元}'::text[]) p CROSS JOIN LATERAL added('2019', 'table2.procurement.amount', p) a;
SELECT added('2021', 'table2.fees.amount', '999999999999999 1');
SELECT added('2021', 'table2.fees.amount', '999999999999999 0.1');

-- one form only
SELECT gireport_sum(r) FROM (SELECT r FROM sample UNION ALL SELECT gireport_parse(:'lost')) v;
SET gireport.language = 'zh';
SELECT gireport_sum(r) FROM (SELECT r FROM sample UNION ALL SELECT gireport_parse(:'lost')) v;
RESET gireport.language;
SELECT gireport_form(r), (gireport_sum(r)).form, gireport_state(gireport_sum(r), 'table3.granted.total')
  FROM (SELECT r FROM sample UNION ALL SELECT gireport_parse(:'lost')) v GROUP BY 1 ORDER BY 1;

-- Order and grouping change nothing: the sum of the sums of a random split is the sum of all, states included. The plan of
-- partial aggregates, which serializes and combines states, stands in test/t/parallel.pl.
CREATE FUNCTION random_report(seed integer) RETURNS gireport LANGUAGE plpgsql AS $$
DECLARE
  cells text;
BEGIN
  PERFORM setseed((seed % 1000) / 1000.0);
  SELECT '1/2021/1;' || string_agg(line, ';' ORDER BY place) INTO cells
    FROM (SELECT min(ordinal) AS place, row_key || '=' || string_agg(
                   CASE WHEN p < 0.5 THEN '0' WHEN p < 0.8 THEN (q * 300)::integer::text WHEN p < 0.85 THEN (q * 1e6)::integer::text
                        WHEN p < 0.9 THEN round((q * 1e4)::numeric, 3)::text WHEN p < 0.94 THEN '_' WHEN p < 0.95 THEN '/' WHEN p < 0.96 THEN '#'
                        WHEN p < 0.97 THEN '-' || (q * 9)::integer + 1 WHEN p < 0.98 THEN '3[件](注)' WHEN p < 0.985 THEN '"见附件"'
                        WHEN p < 0.99 THEN '?' WHEN p < 0.995 THEN '!' ELSE '7[万元]' END, ',' ORDER BY ordinal) AS line
            FROM (SELECT f.*, random() AS p, random() AS q FROM gireport_form_cells('2021') f OFFSET 0) c GROUP BY row_key) l;
  RETURN ROW('2021', 2023, '甲' || seed, NULL, cells, NULL, NULL)::gireport;
END
$$;
CREATE TEMP TABLE many AS SELECT n, random_report(n) AS r FROM generate_series(1, 300) n;
SELECT count(*) AS splits, count(DISTINCT whole) AS sums, bool_and(whole = of_sums) AS all_equal,
       (SELECT string_agg(c.state || ' ' || c.n, ', ' ORDER BY c.state) FROM (SELECT state, count(*) AS n FROM many m, gireport_cells(m.r) GROUP BY 1) c) AS cells
  FROM generate_series(2, 30) k
       CROSS JOIN LATERAL (SELECT (gireport_sum(r ORDER BY hashint4(n # k))).figures AS whole FROM many) a
       CROSS JOIN LATERAL (SELECT (gireport_sum(s)).figures AS of_sums
                             FROM (SELECT gireport_sum(r) AS s FROM many GROUP BY abs(hashint4(n * 31 + k)) % k) g) b;
-- and with fewer reports, where most cells do add up
SELECT count(*) AS splits, bool_and(whole = of_sums) AS all_equal, sum(numbers) > 12000 AS many_numbers
  FROM generate_series(1, 100) k
       CROSS JOIN LATERAL (SELECT (gireport_sum(r)).figures AS whole,
                                  (SELECT count(*) FROM gireport_cells(gireport_sum(r)) c WHERE c.state = 'number') AS numbers
                             FROM many WHERE n % 100 = k % 100) a
       CROSS JOIN LATERAL (SELECT (gireport_sum(s)).figures AS of_sums
                             FROM (SELECT gireport_sum(r) AS s FROM many WHERE n % 100 = k % 100 GROUP BY n > k) g) b;

--
-- gireport_rollup_findings: the goldens have one of each code
--
CREATE FUNCTION rolled(summary jsonb, below jsonb[], complete boolean DEFAULT true)
RETURNS TABLE (code text, severity text, formula text, cells text, agency_below text)
LANGUAGE sql
BEGIN ATOMIC
  SELECT f.code, f.severity, f.formula, array_to_string(f.cells, ' '), f.agency_below
    FROM gireport_rollup_findings(typed('2021', '县', 2023, summary),
           (SELECT array_agg(CASE WHEN b <> 'null' THEN typed('2021', '镇', 2023, b) END ORDER BY n) FROM unnest(below) WITH ORDINALITY u (b, n)),
           (SELECT array_agg('镇' || n ORDER BY n) FROM unnest(below) WITH ORDINALITY u (b, n)), complete) f;
END;
SELECT * FROM rolled('{"table4.review.upheld": 3, "table4.review.total": 3}', ARRAY['{"table4.review.upheld": 1, "table4.review.total": 1}', '{"table4.review.upheld": 2, "table4.review.total": 2}']::jsonb[]);
-- counted twice, left out; whoever fits is named, up to three
SELECT * FROM rolled('{"table4.review.upheld": 5, "table4.review.total": 5}', ARRAY['{"table4.review.upheld": 1, "table4.review.total": 1}', '{"table4.review.upheld": 2, "table4.review.total": 2}']::jsonb[]);
SELECT * FROM rolled('{"table4.review.upheld": 1, "table4.review.total": 1}', ARRAY['{"table4.review.upheld": 1, "table4.review.total": 1}', '{"table4.review.upheld": 2, "table4.review.total": 2}']::jsonb[]);
SELECT code, count(*) FROM rolled('{"table4.review.upheld": 5, "table4.review.total": 5}', array_fill('{"table4.review.upheld": 1, "table4.review.total": 1}'::jsonb, ARRAY[4])) GROUP BY 1;
-- the child's own error: only where all identities of the cell fail by the difference
SELECT * FROM rolled('{"table3.granted.other": 5, "table3.granted.total": 5, "table3.result_total.other": 5, "table3.result_total.total": 5}',
                     ARRAY['{"table3.granted.other": 5, "table3.granted.total": 9, "table3.result_total.other": 5, "table3.result_total.total": 5}', '{}']::jsonb[]);
SELECT * FROM rolled('{"table3.granted.other": 5, "table3.granted.total": 5}', ARRAY['{"table3.granted.other": 5, "table3.granted.total": 9, "table3.result_total.total": 9}']::jsonb[]);
-- what is not known is not compared
SELECT * FROM rolled('{"table4.review.upheld": "unreadable", "table4.review.total": "blank"}', ARRAY['{"table4.review.upheld": 1, "table4.review.total": "missing"}', 'null']::jsonb[]);
SELECT * FROM rolled('{"table4.review.total": "blank"}', ARRAY['{"table4.review.total": "dash"}', '{}']::jsonb[]);
-- amounts in different units
SELECT f.code, f.formula, f.left_value, f.right_value, f.difference
  FROM gireport_rollup_findings(cell('2021', 'table2.fees.amount', 50), ARRAY[cell('2021', 'table2.fees.amount', 251000, '元'), cell('2021', 'table2.fees.amount', 25)], '{a,b}', true) f
 WHERE f.code = 'P702';
SELECT gireport_rollup_findings(typed('2021', '县', 2023), ARRAY[typed('2021', '镇', 2023)], '{a,b}');
SELECT count(*) FROM gireport_rollup_findings(typed('2021', '县', 2023), '{}', '{}');
SELECT count(*) FROM gireport_rollup_findings((NULL, 2023, NULL, NULL, NULL, NULL, NULL)::gireport, ARRAY[typed('2021', '镇', 2023)], '{a}');

--
-- In a store
--
SELECT gireport_create_store('s');
INSERT INTO s.report (report)
VALUES (typed('2021', '甲县', 2023, '{"table4.review.upheld": 6, "table4.review.total": 6}')),
       (typed('2021', '甲县教育局', 2023, '{"table4.review.upheld": 1, "table4.review.total": 1}')),
       (typed('2021', '甲县民政局', 2023, '{"table4.review.upheld": 2, "table4.review.total": 2}')),
       (typed('2021', '子镇', 2023, '{"table4.review.upheld": 9, "table4.review.total": 9}'));
INSERT INTO s.report (report, scope) VALUES (typed('2021', '乙区', 2023, '{"table4.review.upheld": 7, "table4.review.total": 7}'), 'agency');
INSERT INTO s.agency (name) VALUES ('甲县财政局');
CREATE TEMP VIEW rolled AS SELECT agency, year, is_complete, agencies_below AS below, code, severity, formula, agency_below, message_zh FROM s.rollup_finding ORDER BY finding_number;
TABLE rolled;
UPDATE s.agency SET parent = '甲县' WHERE name LIKE '甲县_%' OR name = '乙区';
TABLE rolled;
-- of a government below the summary counts, when there is one
INSERT INTO s.report (report) VALUES (typed('2021', '乙区', 2023, '{"table4.review.upheld": 3, "table4.review.total": 3}'));
TABLE rolled;
UPDATE s.agency SET children_complete_from = 2023 WHERE name = '甲县';
TABLE rolled;
-- who need not report any more is not missed
UPDATE s.agency SET expected_from = 2019, expected_until = 2022 WHERE name = '甲县财政局';
TABLE rolled;
UPDATE s.report SET report = typed('2021', '甲县', 2023, '{"table4.review.upheld": 8, "table4.review.total": 8}') WHERE agency = '甲县';
TABLE rolled;
-- a summary made of the reports below, and what could not be added
SELECT (s).form, (s).year, (s).agency, (s).title, (s).review FROM gireport_rollup('s', '甲县', 2023) s;
SELECT gireport_rollup('s', '子镇', 2023) IS NULL AS nobody_below;
UPDATE s.agency SET expected_until = NULL WHERE name = '甲县财政局';
INSERT INTO s.agency (name, parent) VALUES ('甲县卫生局', '甲县'), ('甲县司法局', '甲县');
INSERT INTO s.report (body, agency, year) VALUES ('Nothing to see here.', '甲县卫生局', 2023);
INSERT INTO s.report (report) VALUES (typed('2019', '甲县司法局', 2023));
UPDATE s.report SET report = typed('2021', '甲县民政局', 2023, '{"table4.review.upheld": "unreadable", "table4.review.other": "missing", "table4.review.total": 2}') WHERE agency = '甲县民政局';
SELECT * FROM gireport_rollup_gaps('s', '甲县', 2023);
SELECT path, state, partial_sum, added, not_added, reason FROM gireport_sum_gaps(gireport_rollup('s', '甲县', 2023));
SELECT agency, code, agency_below, formula FROM s.rollup_finding ORDER BY finding_number;
SELECT gireport_rollup('nowhere', '甲县', 2023);

--
-- Who has reported: missing, received, returned, mended
--
CREATE TEMP VIEW submitted AS
  SELECT agency, year, scope, status, is_expected, is_readable, is_consistent, times_returned, return_reason FROM s.submission ORDER BY agency COLLATE "C", year;
SELECT * FROM submitted WHERE agency IN ('甲县财政局', '甲县教育局');
INSERT INTO s.return_slip (report_id, reason) SELECT report_id, '表四待核' FROM s.report WHERE agency = '甲县教育局';
SELECT * FROM submitted WHERE agency = '甲县教育局';
INSERT INTO s.report (report) VALUES (typed('2021', '甲县教育局', 2023));
SELECT * FROM submitted WHERE agency = '甲县教育局';
INSERT INTO s.return_slip (agency, year, reason) VALUES ('甲县财政局', 2022, '格式有误，未入库');
SELECT * FROM submitted WHERE agency = '甲县财政局';
-- a store that quarantines writes the slips itself
SELECT gireport_create_store('q', true, 'quarantine');
INSERT INTO q.agency (name, aliases) VALUES ('丙局', '{丙办}');
INSERT INTO q.report (report) VALUES (typed('2021', '丙办', 2023, '{"table4.review.total": 1}'));
SELECT agency, year, reason, report_id IS NULL AS not_kept, digest IS NULL AS typed_in FROM q.return_slip;
SELECT agency, year, status FROM q.submission;
INSERT INTO q.report (report) VALUES (typed('2021', '丙办', 2023));
SELECT agency, year, status, times_returned FROM q.submission;

-- An agency is not below itself: its summary would be added into its own sum.
\set VERBOSITY terse
UPDATE s.agency SET parent = name;

SET client_min_messages = warning;
DROP SCHEMA s, q CASCADE;
DROP FUNCTION rolled, random_report, added, cell, typed;
