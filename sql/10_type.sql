-- The types: text form, order, hash, attributes, sizes.
\set VERBOSITY default
\pset null '(null)'
\getenv root PG_ABS_SRCDIR
\set file :root '/test/samples/2021-lines-inconsistent.txt'
\set form_2021 `cat :'file'`
\set file :root '/test/samples/2019-tabs-lost-cells.txt'
\set form_2019 `cat :'file'`

--
-- What there is
--
SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'gireport'::regclass AND attnum > 0 ORDER BY attnum;
SELECT typname, typlen, typtype, typstorage, typalign FROM pg_type WHERE typname = 'gireport_figures';
SELECT attrelid::regclass, string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum)
FROM pg_attribute WHERE attrelid IN ('gireport_disclosure'::regclass, 'gireport_applicants'::regclass, 'gireport_dispute'::regclass) AND attnum > 0
GROUP BY attrelid ORDER BY attrelid::regclass::text;
SELECT proname, provolatile, proisstrict, proparallel FROM pg_proc
WHERE proname ~ '^gireport_figures_' AND (provolatile, proisstrict, proparallel) IS DISTINCT FROM ('i', true, 's');

--
-- Text form. The golden values stand here in full: the form is public.
--
\pset format unaligned
\pset tuples_only on
SELECT (gireport_parse(:'form_2021')).figures;
SELECT (gireport_parse(:'form_2019')).figures;
\pset tuples_only off
\pset format aligned

-- The text form, made from the declared forms alone: cells that are not given are 0.
CREATE FUNCTION pg_temp.figures(wanted text, given jsonb DEFAULT '{}') RETURNS text LANGUAGE sql AS $$
  SELECT '1/' || wanted || '/1;' || string_agg(line, ';' ORDER BY place)
  FROM (SELECT min(ordinal) AS place, row_key || '=' || string_agg(coalesce(given ->> path, '0'), ',' ORDER BY ordinal) AS line
        FROM gireport_form_cells(wanted) GROUP BY row_key) AS rows
$$;

-- Every state, unit, note and text, in each cell of both forms, is read and printed unchanged.
CREATE TEMP TABLE spelling (n serial, cell text, value numeric, state text, unit text, note text);
INSERT INTO spelling (cell, value, state, unit, note) VALUES
  ('0', 0, 'number', NULL, NULL), ('7', 7, 'number', NULL, NULL), ('95', 95, 'number', NULL, NULL), ('96', 96, 'number', NULL, NULL),
  ('8287', 8287, 'number', NULL, NULL), ('8288', 8288, 'number', NULL, NULL), ('-1', -1, 'number', NULL, NULL),
  ('999999999999999', 999999999999999, 'number', NULL, NULL), ('-999999999999999', -999999999999999, 'number', NULL, NULL),
  ('37.05', 37.05, 'number', NULL, NULL), ('0.000001', 0.000001, 'number', NULL, NULL), ('-999999999.999999', -999999999.999999, 'number', NULL, NULL),
  ('251000[元]', 251000, 'number', '元', NULL), ('0[万元]', 0, 'number', '万元', NULL),
  ('22(其中修订16件)', 22, 'number', NULL, '其中修订16件'), ('25.5[万元](含上年)', 25.5, 'number', '万元', '含上年'),
  ('1[a\]b\\c](d\)e\"f;g,h=i)', 1, 'number', 'a]b\c', 'd)e"f;g,h=i'),
  ('_', NULL, 'blank', NULL, NULL), ('/', NULL, 'dash', NULL, NULL), ('#', NULL, 'not_applicable', NULL, NULL),
  ('?', NULL, 'unreadable', NULL, NULL), ('!', NULL, 'missing', NULL, NULL),
  ('"见附件"', NULL, 'text', NULL, NULL), ('"a\"b\\c\]d\)e;f,g=h"', NULL, 'text', NULL, NULL), ('" "', NULL, 'text', NULL, NULL);
-- 25 values a form: in value k, cell i has spelling i + k.
CREATE TEMP TABLE spelled AS
SELECT form, k, pg_temp.figures(form, jsonb_object_agg(path, cell)) AS written, jsonb_object_agg(path, n) AS numbers
FROM gireport_form_cells(), generate_series(0, 24) AS k, spelling WHERE n = 1 + (ordinal + k) % 25 GROUP BY form, k;
SELECT form, count(*), count(*) FILTER (WHERE written::gireport_figures::text = written) AS same FROM spelled GROUP BY form ORDER BY form;
-- ... and means what it says.
SELECT w.form, count(*) AS cells, count(DISTINCT (c.ordinality, s.n)) AS different,
       count(*) FILTER (WHERE (c.value, c.state, c.unit, c.note) IS DISTINCT FROM (s.value, s.state, s.unit, s.note)) AS wrong
FROM spelled w, gireport_cells(ROW(w.form, NULL, NULL, NULL, w.written, NULL, NULL)::gireport) WITH ORDINALITY AS c, spelling s
WHERE s.n = (w.numbers ->> (c.table_key || '.' || c.row_key || '.' || c.column_key))::integer GROUP BY w.form ORDER BY w.form;
-- Neighbours do not run into each other: two states side by side in every combination.
SELECT count(*), count(*) FILTER (WHERE written::gireport_figures::text = written) AS same
FROM spelling a, spelling b,
     pg_temp.figures('2021', jsonb_build_object('table3.granted.total', a.cell, 'table3.partly_granted.natural_person', b.cell)) AS written;
-- Runs of a state of many lengths, from the first cell on and up to the last.
SELECT count(*), count(*) FILTER (WHERE head::gireport_figures::text = head AND tail::gireport_figures::text = tail) AS same
FROM (VALUES ('1'), ('_'), ('!'), ('0'), ('100'), ('"x"')) AS v (cell),
     generate_series(1, 200, 3) AS n,
     LATERAL (SELECT pg_temp.figures('2021', jsonb_object_agg(path, CASE WHEN (ordinal <= n) THEN cell ELSE '?' END)) AS head,
                     pg_temp.figures('2021', jsonb_object_agg(path, CASE WHEN (ordinal > n) THEN cell ELSE '?' END)) AS tail
              FROM gireport_form_cells('2021')) AS made;
-- Numbers have one spelling.
SELECT cell, split_part(split_part(pg_temp.figures('2021', jsonb_build_object('table2.regulations.issued', cell))::gireport_figures::text,
                                   'regulations=', 2), ',', 1) AS printed
FROM unnest('{007,0.0,-0,37.050,1.10,-0.00,000000000000001}'::text[]) AS cell;

--
-- Bad input: what, where, and what would have been right
--
SELECT pg_temp.figures('2021') AS good \gset
CREATE FUNCTION pg_temp.refused(given text) RETURNS TABLE (code text, message text, detail text) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM given::gireport_figures;
  message := 'accepted';
  RETURN NEXT;
EXCEPTION WHEN data_exception THEN
  GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
  RETURN NEXT;
END
$$;
SELECT ''::gireport_figures;
SELECT r.what, s.code, s.message, s.detail
FROM (VALUES
  (1, 'format version', replace(:'good', '1/2021', '2/2021')),
  (2, 'no form', '1'),
  (3, 'unknown form', '1/2008/1;'),
  (4, 'rule set 0', replace(:'good', '2021/1', '2021/0')),
  (5, 'rule set to come', replace(:'good', '2021/1', '2021/9')),
  (6, 'two digits of rule set', replace(:'good', '2021/1', '2021/11')),
  (7, 'no rows', '1/2021/1'),
  (8, 'unknown row', replace(:'good', 'normative', 'informative')),
  (9, 'rows in another order', replace(:'good', 'punishment=0;coercion=0', 'coercion=0;punishment=0')),
  (10, 'rows of the other form', replace(:'good', '2021', '2019')),
  (11, 'a cell too few', replace(:'good', 'regulations=0,0,0', 'regulations=0,0')),
  (12, 'a cell too many', replace(:'good', 'regulations=0,0,0', 'regulations=0,0,0,0')),
  (13, 'an empty cell', replace(:'good', 'fees=0', 'fees=')),
  (14, 'a space', replace(:'good', 'fees=0', 'fees= 0')),
  (15, 'a sign', replace(:'good', 'fees=0', 'fees=+1')),
  (16, 'a bare sign', replace(:'good', 'fees=0', 'fees=-')),
  (17, 'no digit before the point', replace(:'good', 'fees=0', 'fees=.5')),
  (18, 'no digit after the point', replace(:'good', 'fees=0', 'fees=5.')),
  (19, 'two points', replace(:'good', 'fees=0', 'fees=5.5.5')),
  (20, '16 digits', replace(:'good', 'fees=0', 'fees=1000000000000000')),
  (21, '7 decimals', replace(:'good', 'fees=0', 'fees=0.0000001')),
  (22, 'an exponent', replace(:'good', 'fees=0', 'fees=1e3')),
  (23, 'NaN', replace(:'good', 'fees=0', 'fees=NaN')),
  (24, 'a unit without an end', replace(:'good', 'fees=0', 'fees=1[元')),
  (25, 'an empty unit', replace(:'good', 'fees=0', 'fees=1[]')),
  (26, 'an empty note', replace(:'good', 'fees=0', 'fees=1()')),
  (27, 'an empty text', replace(:'good', 'fees=0', 'fees=""')),
  (28, 'a note before the unit', replace(:'good', 'fees=0', 'fees=1(a)[b]')),
  (29, 'a unit to a blank', replace(:'good', 'fees=0', 'fees=_[元]')),
  (30, 'a text without an end', replace(:'good', 'fees=0', 'fees="x')),
  (31, 'a backslash at the end', :'good' || '\'),
  (32, 'an unknown state', replace(:'good', 'fees=0', 'fees=*')),
  (33, 'something after the end', :'good' || ';'),
  (34, 'a space after the end', :'good' || ' '),
  (35, 'a unit of 25 bytes', replace(:'good', 'fees=0', 'fees=1[' || repeat('x', 25) || ']')),
  (36, 'a note of 91 bytes', replace(:'good', 'fees=0', 'fees=1(' || repeat('x', 91) || ')')),
  (37, 'a text of 91 bytes', replace(:'good', 'fees=0', 'fees="' || repeat('x', 91) || '"'))
  ) AS r (n, what, given), pg_temp.refused(r.given) s ORDER BY r.n;
-- Units of 24 bytes, notes and texts of 90 are taken.
SELECT s.message FROM pg_temp.refused(replace(replace(:'good', 'fees=0', 'fees=1[' || repeat('x', 24) || '](' || repeat('x', 90) || ')'),
                                              'coercion=0', 'coercion="' || repeat('x', 90) || '"')) s;
-- Every beginning of a good value is refused, and so is every value with one character gone.
SELECT count(*) FILTER (WHERE s.message = 'accepted') AS accepted, count(*) AS tried
FROM generate_series(0, length(:'good') - 1) AS n, pg_temp.refused(left(:'good', n)) s;
SELECT count(*) FILTER (WHERE s.message = 'accepted') AS accepted, count(*) AS tried
FROM generate_series(1, length(:'good')) AS n, pg_temp.refused(overlay(:'good' PLACING '' FROM n FOR 1)) s;

--
-- Order and equality: over the canonical encoding, the same for btree and hash
--
SELECT setseed(0.5);
CREATE TEMP TABLE many (id integer PRIMARY KEY, f gireport_figures);
-- The same 400 values twice, the second time in another spelling of the numbers.
INSERT INTO many
SELECT n + 1000 * twice, pg_temp.figures(form, jsonb_object_agg(path, CASE WHEN twice = 1 AND cell ~ '^[0-9]+$' THEN '00' || cell ELSE cell END))::gireport_figures
FROM (SELECT n, c.form, c.path,
             CASE WHEN random() < 0.8 THEN '0'
                  ELSE (ARRAY['1', '12', '100', '9000', '-3', '2.5', '_', '/', '?', '!', '"x"', '4[件]', '5(z)'])[1 + floor(random() * 13)::int] END AS cell
      FROM generate_series(1, 400) AS n, LATERAL (SELECT * FROM gireport_form_cells(CASE WHEN n % 3 = 0 THEN '2019' ELSE '2021' END)) AS c) AS drawn,
     generate_series(0, 1) AS twice
GROUP BY n, form, twice;
ANALYZE many;

SELECT count(*), count(DISTINCT f), count(DISTINCT f::text), count(DISTINCT gireport_figures_send(f)) FROM many;
SELECT count(*) FROM many a JOIN many b ON b.id = a.id + 1000 WHERE a.f = b.f AND a.f::text = b.f::text
   AND gireport_figures_hash(a.f) = gireport_figures_hash(b.f) AND gireport_figures_hash_extended(a.f, 17) = gireport_figures_hash_extended(b.f, 17);
-- Exactly one of <, =, > holds; the operators agree with each other, with cmp and with the bytes.
SELECT count(*) AS broken FROM many a, many b
WHERE a.id <= 1000 AND b.id <= 1000 AND NOT (
      (a.f < b.f)::int + (a.f = b.f)::int + (a.f > b.f)::int = 1
  AND (a.f <= b.f) = (a.f < b.f OR a.f = b.f) AND (a.f >= b.f) = (a.f > b.f OR a.f = b.f) AND (a.f <> b.f) = NOT (a.f = b.f)
  AND sign(gireport_figures_cmp(a.f, b.f)) = -sign(gireport_figures_cmp(b.f, a.f))
  AND (a.f < b.f) = (gireport_figures_cmp(a.f, b.f) < 0) AND (a.f = b.f) = (a.f::text = b.f::text));
-- One order: forms apart, and no inversion in the sorted list.
SELECT count(*) FILTER (WHERE f < before) AS inversions, count(*) FILTER (WHERE form < form_before) AS forms_mixed
FROM (SELECT f, lag(f) OVER w AS before, split_part(f::text, '/', 2) AS form, lag(split_part(f::text, '/', 2)) OVER w AS form_before
      FROM many WINDOW w AS (ORDER BY f)) AS sorted;
SELECT min(n), max(n), count(*) FROM (SELECT count(*) AS n FROM many GROUP BY f) AS grouped;

-- Both operator classes, as the planner uses them.
CREATE INDEX many_btree ON many (f);
CREATE INDEX many_hash ON many USING hash (f);
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SET plan_cache_mode = force_generic_plan;
PREPARE same AS SELECT id FROM many WHERE f = $1;
SELECT f AS one FROM many WHERE id = 7 \gset
BEGIN;
DROP INDEX many_hash;
EXPLAIN (COSTS OFF) EXECUTE same(:'one');
SELECT id FROM many WHERE f = :'one'::gireport_figures ORDER BY id;
SELECT count(*) FROM many WHERE f < :'one'::gireport_figures OR f >= :'one'::gireport_figures;
ROLLBACK;
BEGIN;
DROP INDEX many_btree;
EXPLAIN (COSTS OFF) EXECUTE same(:'one');
SELECT id FROM many WHERE f = :'one'::gireport_figures ORDER BY id;
ROLLBACK;
DROP INDEX many_btree, many_hash;
SET enable_mergejoin = off;
SET enable_nestloop = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM many a JOIN many b USING (f);
SELECT count(*) FROM many a JOIN many b USING (f);
SET enable_hashjoin = off;
SET enable_mergejoin = on;
EXPLAIN (COSTS OFF) SELECT count(*) FROM many a JOIN many b USING (f);
SELECT count(*) FROM many a JOIN many b USING (f);
RESET enable_seqscan;
RESET enable_bitmapscan;
RESET enable_mergejoin;
RESET enable_nestloop;
RESET enable_hashjoin;
RESET plan_cache_mode;
CREATE UNIQUE INDEX many_once ON many (f) WHERE id < 1000;
\set VERBOSITY terse
INSERT INTO many SELECT 999, f FROM many WHERE id = 1007;
\set VERBOSITY default
CREATE TEMP TABLE parted (f gireport_figures) PARTITION BY HASH (f);
CREATE TEMP TABLE parted_0 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TEMP TABLE parted_1 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO parted SELECT f FROM many;
SELECT count(*) AS in_both FROM (SELECT f FROM parted_0 INTERSECT SELECT f FROM parted_1) AS twice;
-- The operator classes are complete.
SELECT opcname, amname, amvalidate(c.oid) FROM pg_opclass c JOIN pg_am m ON m.oid = opcmethod WHERE opcintype = 'gireport_figures'::regtype ORDER BY 1;

--
-- The composite: comparing, arrays, text
--
CREATE TEMP TABLE report (id integer, r gireport);
INSERT INTO report
SELECT id, ROW(split_part(f::text, '/', 2), 2024, '云珩县教育和体育局', NULL, f, '{"layout": "rows"}', NULL)::gireport FROM many;
SELECT count(*), count(DISTINCT r), count(DISTINCT r::text) FROM report;
SELECT count(*) FROM report a JOIN report b ON a.r = b.r;
SELECT count(*) AS inversions FROM (SELECT r, lag(r) OVER (ORDER BY r) AS before FROM report) AS sorted WHERE r < before;
CREATE INDEX report_r ON report (r);
SELECT count(*) AS broken FROM report WHERE r IS DISTINCT FROM r::text::gireport;
SELECT count(*) AS broken FROM (SELECT array_agg(r ORDER BY id) AS rs FROM report) AS one WHERE rs IS DISTINCT FROM rs::text::gireport[];
SELECT cardinality(array_agg(f)), array_agg(f ORDER BY id) = array_agg(f ORDER BY id)::text::gireport_figures[] AS same FROM many;
SELECT ROW(NULL, NULL, NULL, NULL, NULL, NULL, NULL)::gireport::text, '(,,,,,,)'::gireport IS NULL AS is_null, gireport_form('(,,,,,,)') IS NULL AS no_form;
SELECT '(2021,2024,,,1/2021/1,,)'::gireport;

--
-- Attributes and row keys are one namespace: (r).form and (r).new_received
--
SELECT row_key FROM gireport_form_cells() JOIN pg_attribute ON attname = row_key AND attrelid = 'gireport'::regclass;
-- A key names one row, of the same table in both forms.
SELECT row_key FROM gireport_form_cells() GROUP BY row_key HAVING count(DISTINCT table_key) > 1;
-- (r).row.column is gireport_value(r, path) for every cell of both forms; where a form lacks row or column it is NULL.
DO $$
DECLARE
  r gireport;
  c record;
  got numeric;
  wrong integer := 0;
  checked integer := 0;
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['2019', '2021'] LOOP
    r := ROW(wanted, NULL, NULL, NULL, (SELECT pg_temp.figures(wanted, jsonb_object_agg(path, ordinal::text)) FROM gireport_form_cells(wanted)),
             NULL, NULL)::gireport;
    FOR c IN SELECT f.row_key, a.attname AS column_key, g.ordinal
               FROM (SELECT DISTINCT row_key, table_key FROM gireport_form_cells()) AS f
                    JOIN pg_attribute a ON a.attnum > 0 AND a.attrelid = CASE f.table_key WHEN 'table2' THEN 'gireport_disclosure'
                                        WHEN 'table3' THEN 'gireport_applicants' ELSE 'gireport_dispute' END::regclass
                    LEFT JOIN gireport_form_cells(wanted) g ON g.row_key = f.row_key AND g.column_key = a.attname
    LOOP
      EXECUTE format('SELECT (($1).%I).%I', c.row_key, c.column_key) INTO got USING r;
      checked := checked + 1;
      IF got IS DISTINCT FROM c.ordinal THEN
        wrong := wrong + 1;
        RAISE WARNING '%: (r).%.% is %, not %', wanted, c.row_key, c.column_key, got, c.ordinal;
      END IF;
    END LOOP;
  END LOOP;
  RAISE NOTICE '% attributes, % wrong', checked, wrong;
END
$$;
-- Every column key of a form has its attribute.
SELECT f.path FROM gireport_form_cells() f
WHERE NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attname = f.column_key AND a.attrelid = CASE f.table_key WHEN 'table2' THEN 'gireport_disclosure'
                  WHEN 'table3' THEN 'gireport_applicants' ELSE 'gireport_dispute' END::regclass);
-- The form's own columns only: what 2019 calls made is not what 2021 calls issued.
SELECT (r).regulations FROM (VALUES (gireport_parse(:'form_2021')), (gireport_parse(:'form_2019'))) AS v (r);
SELECT (r).other_handling, (r).other_other, (r).procurement FROM (VALUES (gireport_parse(:'form_2021')), (gireport_parse(:'form_2019'))) AS v (r);

--
-- Sizes of stored values: figures of about a byte a cell, composites that stay inline
--
-- 3,000 made-up reports: offices with a handful of applications, counties with a hundred, cities with thousands; their titles have the
-- length of real ones; one in ten has blanks, dashes, units and notes.
CREATE TEMP TABLE sized (id integer, report gireport);
ALTER TABLE sized ALTER report SET STORAGE MAIN;
SELECT setseed(0.25);
INSERT INTO sized
WITH kind AS (
  SELECT n, CASE WHEN n % 3 = 0 THEN '2019' ELSE '2021' END AS form, n % 10 = 0 AS messy,
         CASE WHEN n % 20 = 0 THEN 3000 WHEN n % 4 = 0 THEN 150 ELSE 6 END AS size,
         (ARRAY['云珩县教育和体育局', '榆沅县人民政府', '砚洮市汀屿区人力资源和社会保障局', '枫堰县汀沅镇人民政府'])[1 + n % 4] AS agency
  FROM generate_series(1, 3000) AS n),
drawn AS (
  SELECT k.n, f.path,
         CASE WHEN messy AND random() < 0.04 THEN (ARRAY['_', '/', '#', '?', '12[件]', '7(含上年结转)', '"见附件"'])[1 + floor(random() * 7)::int]
              WHEN f.path LIKE 'table2.%.amount' THEN round((random() * size * 7)::numeric, 2)::text
              WHEN f.table_key = 'table2' THEN floor(random() ^ 4 * size * 9)::text
              WHEN f.column_key IN ('natural_person', 'total') AND random() < 0.6 THEN floor(random() ^ 3 * size)::text
              WHEN random() < 0.1 THEN floor(random() ^ 3 * size / 10)::text
              ELSE '0' END AS cell
  FROM kind k, LATERAL gireport_form_cells(k.form) AS f)
SELECT k.n, ROW(form, 2024, agency, agency || '2024年政府信息公开工作年度报告', pg_temp.figures(form, d.cells)::gireport_figures,
                (gireport_parse(:'form_2021')).provenance, CASE WHEN n % 7 = 0 THEN '{"period_year": 2023}' END::jsonb)::gireport
FROM kind k JOIN (SELECT n, jsonb_object_agg(path, cell) AS cells FROM drawn GROUP BY n) AS d USING (n);
SELECT count(*),
       percentile_disc(0.5) WITHIN GROUP (ORDER BY pg_column_size((report).figures)) <= 160 AS figures_median,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY pg_column_size(report)) <= 600 AS report_median,
       percentile_disc(0.99) WITHIN GROUP (ORDER BY pg_column_size(report)) <= 1800 AS report_p99
FROM sized;
-- A usual cell, a figure below 96 or one of a run of zeros, takes a byte or less.
SELECT form, count(*) AS cells, octet_length(gireport_figures_send(pg_temp.figures(form, jsonb_object_agg(path, ((ordinal * 7) % 96)::text))::gireport_figures)) AS full_bytes,
       octet_length(gireport_figures_send(pg_temp.figures(form)::gireport_figures)) AS zero_bytes
FROM gireport_form_cells() GROUP BY form ORDER BY form;
-- The bytes are public too, through binary COPY.
SELECT gireport_figures_send(:'good'::gireport_figures);
SELECT gireport_figures_send(pg_temp.figures('2019', '{"table2.regulations.made": "1", "table2.regulations.published": "100", "table2.regulations.public_total": "-2.5[件](x)",
  "table2.normative_documents.made": "_", "table2.normative_documents.published": "!", "table2.normative_documents.public_total": "!",
  "table4.litigation_after_review.total": "\"无\""}')::gireport_figures);
