-- A store: what it takes, what it refuses, what it keeps apart, and which version is in force.
\set SHOW_CONTEXT never

\set clean `cat "$PG_ABS_SRCDIR/test/samples/2021-tabs-clean.txt"`
\set inconsistent `cat "$PG_ABS_SRCDIR/test/samples/2021-lines-inconsistent.txt"`
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

-- What a statement is refused for.
CREATE FUNCTION refusal(statement text, OUT sqlstate_ text, OUT constraint_ text, OUT details integer)
LANGUAGE plpgsql AS $$
DECLARE
  detail text;
BEGIN
  EXECUTE statement;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS sqlstate_ = RETURNED_SQLSTATE, constraint_ = CONSTRAINT_NAME, detail = PG_EXCEPTION_DETAIL;
  details := cardinality(string_to_array(detail, E'\n'));
END
$$;

--
-- Making a store
--
SELECT gireport_create_store('lenient');
SELECT gireport_create_store('strict', true);
SELECT gireport_create_store('we"ird Store %I 库', enforce => true, on_error => 'quarantine');
SELECT gireport_create_store('lenient');
SELECT gireport_create_store(repeat('x', 64));
SELECT gireport_create_store(repeat('库', 22));
SELECT gireport_create_store(repeat('库', 21));
SELECT gireport_create_store(NULL);
SELECT gireport_create_store('other', true, 'ignore');
SELECT gireport_create_store('other', on_error => 'quarantine');
SET client_min_messages = warning;
DROP SCHEMA other CASCADE;
RESET client_min_messages;
SELECT gireport_update_store('public');
SELECT count(*) FROM pg_namespace WHERE nspname = repeat('库', 21);
SELECT * FROM strict.store_option WHERE name <> 'version' ORDER BY name;
SELECT setting = extversion AS version_is_kept FROM strict.store_option, pg_extension
 WHERE name = 'version' AND extname = 'gireport';
SELECT attname, attstorage FROM pg_attribute WHERE attrelid = 'lenient.report'::regclass AND attname = 'report';

-- A store owns its data: nothing in it belongs to the extension, and every function that it uses does.
SELECT count(*) AS objects_of_the_extension
  FROM pg_depend d JOIN pg_class c ON d.classid = 'pg_class'::regclass AND d.objid = c.oid
 WHERE d.deptype = 'e' AND c.relnamespace = 'lenient'::regnamespace;
SELECT t.tgname
  FROM pg_trigger t
 WHERE t.tgrelid IN ('lenient.report'::regclass, 'lenient.agency'::regclass) AND NOT t.tgisinternal
   AND NOT EXISTS (SELECT FROM pg_depend d, pg_extension e
                    WHERE d.classid = 'pg_proc'::regclass AND d.objid = t.tgfoid
                      AND d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid AND e.extname = 'gireport');

--
-- Loading: nothing but source and body, whatever the search_path
--
SET search_path = '';
INSERT INTO lenient.report (source, body) VALUES ('a', :'clean'), ('b', :'inconsistent'), ('c', :'lost');
INSERT INTO lenient.report (source, body) VALUES ('no report', 'Nothing to see here.');
SELECT source, encode(digest, 'hex') = encode(sha256(convert_to(body, 'UTF8')), 'hex') AS digest_ok,
       split_part(reading, ':', 1) AS reading, length(reading) > 20 AS has_reason, public.gireport_form(report) AS form,
       agency, year, scope, is_current
  FROM lenient.report ORDER BY source;
SELECT * FROM lenient.agency ORDER BY name COLLATE "C";

-- A text already there is skipped, in the same statement too, and counted in one notice.
INSERT INTO lenient.report (source, body) VALUES ('a again', :'clean');
INSERT INTO lenient.report (source, body)
VALUES ('a again', :'clean'), ('d', :'clean' || ' '), ('d again', :'clean' || ' '), ('c again', :'lost');
SELECT source, is_current FROM lenient.report WHERE agency = '枫堰县汀沅镇人民政府' ORDER BY report_id;
DELETE FROM lenient.report WHERE source = 'd';
RESET search_path;

-- The lock on the text that is being loaded ends with the statement, whatever has become of it.
BEGIN;
DO $$
BEGIN
  INSERT INTO lenient.report (body, scope) VALUES ('refused', 'nonsense');
EXCEPTION WHEN check_violation THEN
  NULL;
END $$;
INSERT INTO lenient.report (source, body) VALUES ('lock', 'one'), ('lock', 'two');
SELECT count(*) AS locks FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database());
ROLLBACK;

-- The triggers ask the indexes themselves: one that is made anew is found, one that is lost is named.
BEGIN;
INSERT INTO lenient.report (source, body, agency, year) VALUES ('index', 'one', '甲局', 2020);
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
DROP INDEX lenient.report_current_key;
CREATE UNIQUE INDEX report_current_key ON lenient.report (agency, year, scope) WHERE is_current;
INSERT INTO lenient.report (source, body, agency, year, is_current) VALUES ('index', 'two', '甲局', 2020, true);
SELECT body, is_current FROM lenient.report WHERE source = 'index' ORDER BY report_id;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
DROP INDEX lenient.report_current_key;
INSERT INTO lenient.report (source, body, agency, year) VALUES ('index', 'three', '甲局', 2020);
ROLLBACK;

-- COPY
\set copied `echo "$PG_ABS_BUILDDIR/results/60_store.copy"`
COPY (SELECT 'copied ' || n, replace(:'clean', '汀沅镇', '第' || n / 3 || '镇') FROM generate_series(3, 11) n)
  TO STDOUT \g :copied
COPY lenient.report (source, body) FROM :'copied';
SELECT source, agency, is_current FROM lenient.report WHERE source LIKE 'copied%' ORDER BY source;
DELETE FROM lenient.report WHERE source LIKE 'copied%';

--
-- Agencies: aliases, summaries
--
SELECT a.name, gireport_publishes_summaries(a.name)
  FROM unnest('{云汀区,云汀区人民政府,青垣县人民政府,江北省,北原盟,北原地区行政公署,青垣县教育局,南陌镇人民政府,
                望岚街道,石桥沟乡,北门社区,安泺市人民政府办公室,安泺市城区}'::text[]) AS a (name);
INSERT INTO lenient.agency (name, aliases) VALUES ('青垣县教育局', '{青垣县教体局,青垣县教育和体育局}'), ('青垣县人民政府', '{}');
INSERT INTO lenient.report (source, report)
VALUES ('full name', typed('2021', '青垣县教育局', 2021)), ('alias', typed('2021', '青垣县教体局', 2022)),
       ('government', typed('2021', '青垣县人民政府', 2022)), ('new region', typed('2021', '云汀区', 2022));
INSERT INTO lenient.report (source, report, scope) VALUES ('own report', typed('2021', '青垣县人民政府', 2022), 'agency');
INSERT INTO lenient.report (source, report, agency, year) VALUES ('given', typed('2021', '我局', 2021), '青垣县教体局', 2023);
SELECT source, agency, year, scope, is_current, reading, body IS NULL AND digest IS NULL AS typed_in
  FROM lenient.report WHERE body IS NULL ORDER BY report_id;
SELECT name, publishes_summaries FROM lenient.agency WHERE name LIKE '青垣%' OR name = '云汀区' ORDER BY name COLLATE "C";
INSERT INTO lenient.agency (name, aliases) VALUES ('青垣县体育局', '{青垣县教体局}');
UPDATE lenient.agency SET aliases = '{云汀区}' WHERE name = '青垣县教育局';
INSERT INTO lenient.agency (name) VALUES ('青垣县教体局');
UPDATE lenient.agency SET name = '青垣县教育体育局', aliases = aliases || name WHERE name = '青垣县教育局';
SELECT source, agency FROM lenient.report WHERE agency LIKE '青垣县教%' ORDER BY report_id;
SELECT sqlstate_, constraint_ FROM refusal('INSERT INTO lenient.report (source) VALUES (''neither text nor report'')');
SELECT sqlstate_, constraint_ FROM refusal('INSERT INTO lenient.report (body, scope) VALUES (''bad scope'', ''all'')');

--
-- Versions: one is in force
--
CREATE TEMP VIEW versions AS
  SELECT source, agency, year, scope, is_current FROM lenient.report WHERE source LIKE 'v%' ORDER BY report_id;
INSERT INTO lenient.report (source, report) VALUES ('v1', typed('2021', '南陌镇', 2022)), ('v2', typed('2021', '南陌镇', 2022));
TABLE versions;
-- an older one is added later; a text that cannot be read displaces none that can
INSERT INTO lenient.report (source, report, is_current) VALUES ('v0', typed('2021', '南陌镇', 2022), false);
INSERT INTO lenient.report (source, body, agency, year) VALUES ('v3', 'illegible', '南陌镇', 2022);
TABLE versions;
UPDATE lenient.report SET is_current = true WHERE source = 'v1';
TABLE versions;
-- one that was not in force is in force where there is no other
UPDATE lenient.report SET year = 2021 WHERE source = 'v0';
TABLE versions;
UPDATE lenient.report SET year = 2022 WHERE source = 'v0';
UPDATE lenient.report SET year = 2023 WHERE source = 'v1';
TABLE versions;
DELETE FROM lenient.report WHERE source IN ('v2', 'v3');
TABLE versions;
INSERT INTO lenient.report (report_id, source, report, is_current) OVERRIDING SYSTEM VALUE
VALUES (-1, 'v4', typed('2021', '南陌镇', 2022), true);
TABLE versions;

--
-- A changed text is read anew
--
UPDATE lenient.report SET body = replace(body, '2023年', '2024年') WHERE source = 'a';
SELECT agency, year, (report).year AS read_year, (report).title, is_current,
       digest = sha256(convert_to(body, 'UTF8')) AS digest_ok FROM lenient.report WHERE source = 'a';
UPDATE lenient.report SET agency = '北原镇', source = 'a moved' WHERE source = 'a';
UPDATE lenient.report SET body = body || E'\n' WHERE source = 'a moved';
SELECT agency, (report).agency AS read_agency, scope FROM lenient.report WHERE source = 'a moved';
SELECT name FROM lenient.agency WHERE name = '北原镇';
UPDATE lenient.report SET body = 'illegible, too' WHERE source = 'a moved';
SELECT agency, year, split_part(reading, ':', 1) AS reading, report IS NULL AS no_report FROM lenient.report WHERE source = 'a moved';
UPDATE lenient.report SET report = typed('2021', '北原镇', 2024) WHERE source = 'a moved';
SELECT agency, year, reading FROM lenient.report WHERE source = 'a moved';

--
-- A strict store
--
INSERT INTO strict.report (source, body) VALUES ('a', :'clean');
INSERT INTO strict.report (source, body) VALUES ('b', :'inconsistent');
\set VERBOSITY terse
INSERT INTO strict.report (source, body) VALUES ('c', :'lost');
INSERT INTO strict.report (source, body) VALUES ('no report', 'Nothing to see here.');
\set VERBOSITY default
UPDATE strict.report SET body = replace(body, E'一、本年新收政府信息公开申请数量\t\t1', E'一、本年新收政府信息公开申请数量\t\t7');
UPDATE strict.report SET report = NULL;
SELECT source, is_current FROM strict.report;
SELECT count(*), bool_and(convalidated) FROM pg_constraint
 WHERE conrelid = 'strict.report'::regclass AND pg_get_constraintdef(oid) ~ format('gireport_require\(report, %L', conname);

-- Breaks one identity, and as few others as the algebra allows.
CREATE TEMP TABLE broken AS
  SELECT i.form, i.identity, i.class,
         typed(i.form, '南陌镇', i.form::integer, jsonb_build_object(
           CASE i.class WHEN 'R' THEN 'table3.' || substring(i.identity FROM '^t3_row_(.*)') || '.total'
                        WHEN 'H' THEN 'table3.result_total.' || substring(i.identity FROM '^t3_outcomes_(.*)')
                        WHEN 'B' THEN 'table3.new_received.' || substring(i.identity FROM '^t3_balance_(.*)')
                        ELSE 'table4.' || substring(i.identity FROM '^t4_sum_(.*)') || '.total' END, 1)) AS report
    FROM gireport_identities() i;
SELECT b.form, b.class, f.failing, count(*),
       bool_and(r.sqlstate_ = '23514' AND r.constraint_ = ANY (f.names) AND b.identity = ANY (f.names)) AS constraint_ok,
       bool_and(r.details = f.failing) AS all_in_detail
  FROM broken b
       CROSS JOIN LATERAL (SELECT count(*) AS failing, array_agg(f.identity) AS names
                            FROM gireport_findings(b.report) f WHERE f.outcome = 'fails') f
       CROSS JOIN LATERAL refusal(format('INSERT INTO strict.report (report) VALUES (%L)', b.report)) r
 GROUP BY b.form, b.class, f.failing ORDER BY b.form, b.class, f.failing;

-- Each CHECK bites on a table that carries it alone, and lets pass what breaks only others.
CREATE FUNCTION bites(identity text, broken gireport, other gireport) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  refused record;
BEGIN
  EXECUTE format('CREATE TEMP TABLE alone (report gireport, CONSTRAINT %I CHECK (gireport_require(report, %L)))',
                 identity, identity);
  INSERT INTO alone VALUES (typed('2019', '南陌镇', 2020)), (typed('2021', '南陌镇', 2022)), (other);
  SELECT * INTO refused FROM refusal(format('INSERT INTO alone VALUES (%L)', broken));
  DROP TABLE alone;
  RETURN CASE WHEN refused.sqlstate_ = '23514' AND refused.constraint_ = identity THEN 'bites'
              ELSE format('%s %s', refused.sqlstate_, refused.constraint_) END;
END
$$;
SELECT b.form, b.class, bites(b.identity, b.report, o.report), count(*)
  FROM broken b
       CROSS JOIN LATERAL (SELECT o.report FROM broken o
                            WHERE o.form = b.form AND gireport_outcome(o.report, b.identity) = 'holds' LIMIT 1) o
 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;
SELECT bites('readable', typed('2021', '南陌镇', 2022, '{"table3.granted.other": "missing"}'),
             (SELECT report FROM broken LIMIT 1)),
       bites('readable', typed('2021', '南陌镇', 2022, '{"table3.granted.other": "unreadable"}'),
             typed('2021', '南陌镇', 2022, '{"table3.granted.other": "blank"}')),
       bites('readable', NULL, typed('2021', '南陌镇', 2022));

--
-- Quarantine
--
SET search_path = '';
INSERT INTO "we""ird Store %I 库".report (source, body)
VALUES ('a', :'clean'), ('b', :'inconsistent'), ('c', :'lost'), ('no report', 'Nothing to see here.');
INSERT INTO "we""ird Store %I 库".report (source, body) VALUES ('b again', :'inconsistent');
RESET search_path;
SELECT source, agency FROM "we""ird Store %I 库".report;
SELECT name FROM "we""ird Store %I 库".agency;
SELECT source, split_part(reading, ':', 1) AS reading, agency, year, digest = sha256(convert_to(body, 'UTF8')) AS digest_ok,
       (SELECT string_agg(f ->> 'identity', ', ' ORDER BY f ->> 'identity') FROM jsonb_array_elements(findings) f
         WHERE f ->> 'outcome' = 'fails') AS failing
  FROM "we""ird Store %I 库".rejected ORDER BY source;
-- mended and put back; what is still wrong comes back
WITH taken AS (
  DELETE FROM "we""ird Store %I 库".rejected WHERE source IN ('b again', 'c') RETURNING source, body, report)
INSERT INTO "we""ird Store %I 库".report (source, body, report)
SELECT source, body, CASE source WHEN 'c' THEN typed('2019', (report).agency, (report).year) END FROM taken;
SELECT source, agency FROM "we""ird Store %I 库".report ORDER BY source;
SELECT source FROM "we""ird Store %I 库".rejected ORDER BY source;
UPDATE "we""ird Store %I 库".report SET report = (SELECT report FROM broken WHERE identity = 't4_sum_review' LIMIT 1)
 WHERE source = 'a';

--
-- Carrying a store over; settings can be changed
--
DROP VIEW lenient.report_wide;
ALTER TABLE strict.report DROP CONSTRAINT t4_sum_review;
UPDATE strict.store_option SET setting = '0.0.0' WHERE name = 'version';
SELECT gireport_update_store('lenient'), gireport_update_store('strict'), gireport_update_store('strict');
SELECT to_regclass('lenient.report_wide'),
       (SELECT count(*) FROM pg_constraint WHERE conrelid = 'strict.report'::regclass AND conname = 't4_sum_review') AS checks,
       (SELECT setting = extversion FROM strict.store_option, pg_extension WHERE name = 'version' AND extname = 'gireport') AS version;
UPDATE strict.store_option SET setting = 'quarantine' WHERE name = 'on_error';
UPDATE lenient.store_option SET setting = 'perhaps' WHERE name = 'enforce';
SELECT gireport_update_store('strict');
INSERT INTO strict.report (source, body) VALUES ('b', :'inconsistent');
UPDATE lenient.store_option SET setting = 'true' WHERE name = 'enforce';
SELECT sqlstate_, constraint_ FROM refusal('SELECT gireport_update_store(''lenient'')');
-- Those who load read their own language.
SET gireport.language = zh;
SELECT gireport_update_store('nowhere');
RESET gireport.language;
UPDATE strict.store_option SET setting = 'false' WHERE name = 'enforce';
SELECT gireport_update_store('strict');
SELECT count(*) FROM pg_constraint WHERE conrelid = 'strict.report'::regclass AND pg_get_constraintdef(oid) ~ 'gireport_require';
INSERT INTO strict.report (source, body) VALUES ('b', :'inconsistent');

-- A dump made with inserts or a data-only restore brings rows that are complete: they are taken as they are.
INSERT INTO lenient.report (report_id, source, body, digest, report, reading, agency, year, scope, is_current, loaded_at)
  OVERRIDING SYSTEM VALUE
VALUES (1000, 'restored', 'not read again', '\x00', NULL, 'no_form: as it was', '南陌镇', 2019, 'summary', false, '2020-01-01Z');
SELECT source, reading, agency, year, scope, is_current, loaded_at = '2020-01-01Z' AS loaded_at FROM lenient.report
 WHERE report_id = 1000;

-- An ordinary user makes, fills and drops a store of his own.
CREATE ROLE regress_gireport_clerk;
DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_gireport_clerk', current_database()); END $$;
SET ROLE regress_gireport_clerk;
SELECT gireport_create_store('clerk', true, 'quarantine');
INSERT INTO clerk.report (source, body) VALUES ('a', :'clean'), ('b', :'inconsistent');
SELECT gireport_update_store('clerk');
SELECT count(*) FROM clerk.report_summary;
SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class WHERE relnamespace = 'clerk'::regnamespace;
SET client_min_messages = warning;
DROP SCHEMA clerk CASCADE;
RESET client_min_messages;
RESET ROLE;
DROP OWNED BY regress_gireport_clerk;
DROP ROLE regress_gireport_clerk;

-- Everything in a store and every function of this part has a comment.
SELECT c.relname, a.attname FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum >= 0 AND NOT a.attisdropped
 WHERE c.relnamespace = 'lenient'::regnamespace AND c.relkind IN ('r', 'v')
   AND (obj_description(c.oid, 'pg_class') IS NULL
        OR coalesce(col_description(c.oid, a.attnum), '') !~ '[一-龥].* / .*[A-Za-z]')
 ORDER BY 1, 2;
SELECT oid::regprocedure FROM pg_proc WHERE proname LIKE 'gireport%store%' AND obj_description(oid, 'pg_proc') IS NULL;

\set VERBOSITY terse
SET client_min_messages = warning;
DROP SCHEMA lenient, strict, "we""ird Store %I 库" CASCADE;
SELECT format('DROP SCHEMA %I CASCADE', repeat('库', 21)) \gexec
DROP FUNCTION bites, refusal, typed;
