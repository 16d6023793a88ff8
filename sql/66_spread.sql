-- A store spread over several stores of one database: what an ordinary store does, by partition. (Over several machines:
-- test/t/shards.pl.)
\set SHOW_CONTEXT never
\set clean `cat "$PG_ABS_SRCDIR/test/samples/2021-tabs-clean.txt"`
\set wrong `cat "$PG_ABS_SRCDIR/test/samples/2021-lines-inconsistent.txt"`
\set lost `cat "$PG_ABS_SRCDIR/test/samples/2019-tabs-lost-cells.txt"`

CREATE FUNCTION spread_refusal(statement text, OUT sqlstate_ text, OUT constraint_ text, OUT message text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE statement;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS sqlstate_ = RETURNED_SQLSTATE, constraint_ = CONSTRAINT_NAME, message = MESSAGE_TEXT;
END $$;

SELECT gireport_create_partitioned_store('country', 3);
SELECT c.oid::regclass AS part, pg_get_expr(c.relpartbound, c.oid) AS bound FROM pg_inherits i JOIN pg_class c ON c.oid = inhrelid
WHERE inhparent = 'country.report'::regclass ORDER BY 1;
-- A store of one part and its views have the columns of an ordinary one.
SELECT gireport_create_store('plain');
SELECT count(*) > 0 AS columns, count(*) FILTER (WHERE p.attname IS NULL OR s.attname IS NULL OR p.atttypid <> s.atttypid
                                                OR col_description(p.attrelid, p.attnum) <> col_description(s.attrelid, s.attnum)) AS differ
FROM (SELECT c.relname, a.* FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = 'plain'::regnamespace AND attnum > 0
        AND (c.relkind = 'v' OR c.relname = 'report')) p
     FULL JOIN (SELECT c.relname, a.* FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = 'country'::regnamespace AND attnum > 0
        AND (c.relkind = 'v' AND c.relname <> 'inbox' OR c.relname = 'report')) s USING (relname, attnum);

--
-- Loading
--
CREATE TABLE spread_text (source text, body text);
INSERT INTO spread_text SELECT 'town ' || n, replace(:'clean', '汀沅镇', translate(n::text, '0123456789', '甲乙丙丁戊己庚辛壬癸') || '镇') FROM generate_series(1, 12) n;
INSERT INTO spread_text VALUES ('wrong', :'wrong'), ('lost', :'lost'), ('none', '苍屿县的公路全年通车。');
INSERT INTO country.inbox (source, body) SELECT source, body FROM spread_text WHERE source <> 'none';
COPY country.inbox (source, body) FROM stdin;
none	苍屿县的公路全年通车。
\.
SET client_min_messages = warning;
INSERT INTO country.inbox (source, body) SELECT source, body FROM spread_text;
INSERT INTO plain.report (source, body) SELECT source, body FROM spread_text;
SELECT count(*) AS reports, count(DISTINCT report_id) AS numbers, count(DISTINCT tableoid) AS parts,
       count(*) FILTER (WHERE tableoid::regclass::text <> format('country_%s.report', gireport_part_of('country', agency))) AS misplaced
FROM country.report;
-- What comes out is what an ordinary store gives.
SELECT (SELECT count(*) FROM (SELECT source, body, digest, report, reading, agency, year, scope, is_current FROM plain.report
                              EXCEPT ALL SELECT source, body, digest, report, reading, agency, year, scope, is_current FROM country.report) x) AS rows,
       (SELECT count(*) FROM (SELECT agency, year, outcome, applicant_kind, cases, state FROM plain.application_fact
                              EXCEPT ALL SELECT agency, year, outcome, applicant_kind, cases, state FROM country.application_fact) x) AS cells,
       (SELECT count(*) FROM (SELECT agency, code, identity_name, formula, message FROM plain.finding
                              EXCEPT ALL SELECT agency, code, identity_name, formula, message FROM country.finding) x) AS findings,
       (SELECT count(*) FROM (SELECT agency, year, disclosed_rate, disclosed_rate_state FROM plain.agency_year
                              EXCEPT ALL SELECT agency, year, disclosed_rate, disclosed_rate_state FROM country.agency_year) x) AS rates;
-- Another version displaces the one in force.
INSERT INTO country.inbox (source, body) VALUES ('again', :'wrong' || E'\n更正版');
SELECT source, is_current FROM country.report WHERE source IN ('wrong', 'again') ORDER BY report_id;
DELETE FROM country.report WHERE source = 'again';
SELECT source, is_current FROM country.report WHERE source IN ('wrong', 'again') ORDER BY report_id;
-- The agency may be given, and so may the report; an alias leads to the part of its agency.
INSERT INTO country.inbox (source, body, agency) SELECT 'given', body || ' ', '碧岚镇' FROM spread_text WHERE source = 'town 1';
INSERT INTO country.inbox (source, agency, report) SELECT 'computed', gireport_agency(r), r FROM gireport_from_jsonb('{"form": "2021", "agency": "碧岚镇", "year": 2022}') r;
INSERT INTO country.agency (name, aliases) VALUES ('碧岚镇', '{碧岚乡,碧岚公社}');
INSERT INTO country.inbox (source, report) SELECT 'alias ' || a, gireport_from_jsonb(jsonb_build_object('form', '2021', 'agency', a, 'year', 2000 + n))
FROM unnest('{碧岚乡,碧岚公社}'::text[]) WITH ORDINALITY AS x (a, n);
SELECT source, agency, year, is_current, reading FROM country.report WHERE agency = '碧岚镇' ORDER BY source;
-- One part is enough for one agency.
EXPLAIN (COSTS OFF) SELECT count(*) FROM country.report WHERE agency = '碧岚镇';

--
-- What is refused
--
SELECT statement, r.* FROM (VALUES
  ($$INSERT INTO country.report (source, body, reading, scope, is_current) VALUES ('x', 'x', 'x', 'agency', true)$$),
  ($$SELECT gireport_create_partitioned_store('none', 0)$$),
  ($$SELECT gireport_create_partitioned_store('none', NULL)$$),
  ($$SELECT gireport_create_partitioned_store('none', -2147483648)$$),
  ($$SELECT gireport_create_partitioned_store('none', 2, on_error => 'ignore')$$),
  ($$SELECT gireport_create_partitioned_store('country', 2)$$),
  ($$SELECT gireport_create_sharded_store('none', '{nowhere}')$$),
  ($$SELECT gireport_create_sharded_store('none', '{}')$$),
  ($$SELECT gireport_part_of('plain', 'x')$$),
  ($$SELECT gireport_update_spread_store('plain')$$)) AS v (statement), spread_refusal(statement) r;
-- A part takes only its own agencies.
SELECT r.sqlstate_, count(*) FROM generate_series(0, 2) AS part,
       spread_refusal(format('INSERT INTO country_%s.report (source, body, agency) SELECT %L, body || %L, %L FROM spread_text LIMIT 1', part, 'x', 'x', '甲镇')) r GROUP BY 1 ORDER BY 1;
SELECT gireport_create_partitioned_store('strict', 2, enforce => true, on_error => 'quarantine');
INSERT INTO strict.inbox (source, body) SELECT source, body FROM spread_text;
SELECT count(*) AS kept, (SELECT count(*) FROM (SELECT source FROM strict_0.rejected UNION ALL SELECT source FROM strict_1.rejected) r) AS rejected FROM strict.report;

--
-- Updating and dropping
--
SELECT gireport_update_spread_store('country');
SELECT count(*) FROM country.report_summary;
DROP SCHEMA country, country_0, country_1, country_2, strict, strict_0, strict_1, plain CASCADE;
