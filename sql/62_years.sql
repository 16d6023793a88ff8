-- Between years: what does not fit, as a function, a view and a constraint.
\set SHOW_CONTEXT never

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

-- One code a line, with what it says.
CREATE FUNCTION fits(now jsonb, before jsonb, continuity text DEFAULT 'same', form text DEFAULT '2021', year integer DEFAULT 2023,
                     form_before text DEFAULT '2021', year_before integer DEFAULT 2022, blanks text DEFAULT 'zero')
RETURNS TABLE (code text, severity text, outcome text, formula text, difference numeric, cells text, previous text)
LANGUAGE sql
BEGIN ATOMIC
  SELECT f.code, f.severity, f.outcome, f.formula, f.difference, array_to_string(f.cells, ' '), array_to_string(f.previous_cells, ' ')
    FROM gireport_year_findings(typed(form, '甲局', year, now), typed(form_before, '甲局', year_before, before), continuity, blanks) f;
END;

-- Y601, Y602: all seven columns, each by itself
SELECT c.column_key, f.*
  FROM gireport_form_cells('2021') c
       CROSS JOIN LATERAL fits(jsonb_build_object(c.path, 3), '{}') f WHERE c.row_key = 'carried_in';
SELECT * FROM fits('{}', '{"table3.carried_out.research": 2}');
SELECT * FROM fits('{"table3.carried_in.research": 2}', '{"table3.carried_out.research": 2}');
SELECT k AS continuity, f.code, f.severity, g.message, g.message_zh
  FROM unnest('{same,renamed,merged,transferred,corrected,unknown}'::text[]) k
       CROSS JOIN LATERAL fits('{"table3.carried_in.total": 3}', '{}', k) f
       CROSS JOIN LATERAL gireport_year_findings(typed('2021', '甲局', 2023, '{"table3.carried_in.total": 3}'), typed('2021', '甲局', 2022), k) g;
-- by name: one agency, two, or nobody knows
SELECT a.agency, f.code FROM (VALUES ('甲局'), ('乙局'), (NULL)) a (agency)
       CROSS JOIN LATERAL gireport_year_findings(typed('2021', a.agency, 2023, '{"table3.carried_in.total": 3}'), typed('2021', '甲局', 2022)) f;
-- over the change of form the rows are the same
SELECT * FROM fits('{"table3.carried_in.other": 3}', '{"table3.carried_out.other": 5}', form_before => '2019', year => 2021, year_before => 2020);
-- what cannot be read proves nothing; a blank counts as 0, and two blanks say nothing
SELECT s AS state, b AS blanks, f.code, f.formula
  FROM unnest('{blank,dash,not_applicable,unreadable,missing}'::text[]) s CROSS JOIN unnest('{zero,unknown}'::text[]) b
       LEFT JOIN LATERAL fits(jsonb_build_object('table3.carried_in.other', s), '{"table3.carried_out.other": 5}', blanks => b) f ON true;
SELECT count(*) FROM fits('{"table3.carried_in.other": "blank"}', '{"table3.carried_out.other": "dash"}');
SELECT message, message_zh, evidence FROM gireport_year_findings(
  typed('2021', '甲局', 2023, '{"table3.carried_in.other": "blank"}'), typed('2021', '甲局', 2022, '{"table3.carried_out.other": 5}'));

-- Y603: documents in force, where both years state them
SELECT * FROM fits('{"table2.normative_documents.valid": 12, "table2.normative_documents.issued": 3, "table2.normative_documents.repealed": 1}',
                   '{"table2.normative_documents.valid": 9}');
SELECT count(*) FROM fits('{"table2.normative_documents.valid": 12, "table2.normative_documents.issued": 4, "table2.normative_documents.repealed": 1}',
                          '{"table2.normative_documents.valid": 9}');
SELECT count(*) FROM fits('{"table2.normative_documents.valid": "blank"}', '{"table2.normative_documents.valid": 9}');
SELECT count(*) FROM fits('{"table2.normative_documents.valid": 9}', '{"table2.normative_documents.valid": "blank"}');
-- never across 2020/2021, whatever forms they use
SELECT count(*) FROM fits('{"table2.normative_documents.valid": 12}', '{}', form_before => '2019', year => 2021, year_before => 2020);
SELECT count(*) FROM fits('{"table2.normative_documents.valid": 12}', '{}', year => 2021, year_before => 2020);
SELECT code FROM fits('{"table2.regulations.valid": 12}', '{}', year => 2022, year_before => 2021);
-- a sum over merged agencies has no stock to go on from
SELECT count(*) FROM fits('{"table2.normative_documents.valid": 12}', '{}', 'merged');

-- Y604: years missing; nothing else is compared then
SELECT code, severity, message, message_zh FROM gireport_year_findings(typed('2021', '甲局', 2023, '{"table3.carried_in.other": 3}'), typed('2021', '甲局', 2021));
SELECT message, message_zh FROM gireport_year_findings(typed('2021', '甲局', 2024), typed('2019', '甲局', 2020));

-- Y605: a table copied. One application a year looks like the next; three figures of four digits do not.
\set many '{"table2.licensing.decisions": 1234, "table2.punishment.decisions": 56, "table2.fees.amount": 25.5}'
SELECT * FROM fits(:'many', :'many');
SELECT message, message_zh FROM gireport_year_findings(typed('2021', '甲局', 2023, :'many'), typed('2021', '甲局', 2022, :'many'));
SELECT count(*) FROM fits(:'many'::jsonb || '{"table2.coercion.decisions": 1}', :'many');
SELECT count(*) FROM fits(:'many'::jsonb || '{"table2.coercion.decisions": "unreadable"}', :'many');
SELECT code FROM fits(:'many'::jsonb || '{"table2.coercion.decisions": "blank"}', :'many');
\set one '{"table3.new_received.other": 1, "table3.new_received.total": 1, "table3.granted.other": 1, "table3.granted.total": 1, "table3.result_total.other": 1, "table3.result_total.total": 1}'
SELECT count(*) FROM fits(:'one', :'one');
SELECT count(*) FROM fits('{"table2.normative_documents.valid": 12345}', '{"table2.normative_documents.valid": 12345}');
SELECT count(*) FROM fits('{"table2.licensing.decisions": 98765432}', '{"table2.licensing.decisions": 98765432}');

-- Y606: two kinds of applicant exchanged
SELECT * FROM fits('{"table3.carried_in.natural_person": 1, "table3.carried_in.research": 4, "table3.carried_in.total": 5}',
                   '{"table3.carried_out.natural_person": 4, "table3.carried_out.research": 1, "table3.carried_out.total": 5}');
SELECT code FROM fits('{"table3.carried_in.natural_person": 1, "table3.carried_in.research": 4, "table3.carried_in.charity": 1}',
                      '{"table3.carried_out.natural_person": 4, "table3.carried_out.research": 1}');
SELECT message, message_zh, evidence FROM gireport_year_findings(
  typed('2021', '甲局', 2023, '{"table3.carried_in.natural_person": 1, "table3.carried_in.research": 4}'),
  typed('2021', '甲局', 2022, '{"table3.carried_out.natural_person": 4, "table3.carried_out.research": 1}')) WHERE code = 'Y606';

-- gireport_year_sound() is the same judgement; arguments
SELECT gireport_year_sound(typed('2021', '甲局', 2023), typed('2021', '甲局', 2022)) AS sound,
       gireport_year_sound(typed('2021', '甲局', 2023, '{"table3.carried_in.total": 3}'), typed('2021', '甲局', 2022)) AS unsound,
       gireport_year_sound(typed('2021', '甲局', 2023), NULL) AS unknown;
SELECT gireport_year_findings(typed('2021', '甲局', 2022), typed('2021', '甲局', 2022));
SELECT gireport_year_findings(typed('2021', '甲局', 2023), typed('2021', '甲局', 2022), 'moved');
SELECT gireport_year_findings(typed('2021', '甲局', 2023), typed('2021', '甲局', 2022), 'same', 'nothing');
SELECT count(*) FROM gireport_year_findings(typed('2021', '甲局', NULL, '{"table3.carried_in.total": 3}'), typed('2021', '甲局', 2022));
SELECT count(*) FROM gireport_year_findings((NULL, 2023, NULL, NULL, NULL, NULL, NULL)::gireport, typed('2021', '甲局', 2022));

--
-- In a store
--
SELECT gireport_create_store('s');
CREATE TEMP VIEW found AS
  SELECT agency, scope, year, previous_year, continuity, code, severity, formula, previous_report_id IS NOT NULL AS one_before
    FROM s.year_finding ORDER BY agency COLLATE "C", scope, year, finding_number;
INSERT INTO s.report (report)
VALUES (typed('2021', '甲局', 2021)), (typed('2021', '甲局', 2022, '{"table3.carried_out.total": 2}')),
       (typed('2021', '甲局', 2023, '{"table3.carried_in.total": 3}')),
       (typed('2021', '乙局', 2020)), (typed('2021', '乙局', 2023, '{"table3.carried_in.total": 3}')),
       (typed('2021', '丙县', 2022, '{"table3.carried_out.total": 2}'));
INSERT INTO s.report (report, scope) VALUES (typed('2021', '丙县', 2023, '{"table3.carried_in.total": 3}'), 'agency');
TABLE found;
-- a year that nobody expects is not missing
UPDATE s.agency SET expected_from = 2023 WHERE name = '乙局';
TABLE found;
-- the year under which the store keeps the report counts
UPDATE s.report SET year = 2024 WHERE agency = '甲局' AND year = 2023;
TABLE found;
UPDATE s.report SET year = 2023 WHERE agency = '甲局' AND year = 2024;
-- a corrected version, a mere second copy, another name
INSERT INTO s.report (report) VALUES (typed('2021', '甲局', 2022, '{"table3.carried_out.total": 2}'));
TABLE found;
INSERT INTO s.report (report) VALUES (typed('2021', '甲局', 2022, '{"table3.carried_out.total": 1}'));
TABLE found;
DELETE FROM s.report WHERE agency = '甲局' AND year = 2022 AND NOT is_current;
TABLE found;
UPDATE s.agency SET aliases = '{甲办}' WHERE name = '甲局';
INSERT INTO s.report (report) VALUES (typed('2021', '甲办', 2024, '{"table3.carried_in.total": 7}'));
TABLE found;
-- a merger: the sum over those that reported before
INSERT INTO s.report (report)
VALUES (typed('2021', '子局', 2022, '{"table3.carried_out.total": 4}')), (typed('2021', '丑局', 2022, '{"table3.carried_out.total": 3}')),
       (typed('2021', '寅局', 2023, '{"table3.carried_in.total": 7}')), (typed('2021', '卯局', 2023, '{"table3.carried_in.total": 8}'));
INSERT INTO s.succession (agency, year, predecessor) VALUES ('寅局', 2023, '子局'), ('寅局', 2023, '丑局'), ('卯局', 2023, '子局'), ('卯局', 2023, '丑局');
SELECT * FROM found WHERE agency IN ('寅局', '卯局');
UPDATE s.report SET report = typed('2019', '丑局', 2022) WHERE agency = '丑局';
SELECT * FROM found WHERE agency IN ('寅局', '卯局');
UPDATE s.succession SET kind = 'renamed' WHERE predecessor = '子局';
DELETE FROM s.succession WHERE predecessor = '丑局';
SELECT * FROM found WHERE agency IN ('寅局', '卯局');
INSERT INTO s.succession VALUES ('卯局', 2023, '卯局');
INSERT INTO s.succession VALUES ('卯局', 2023, '丑局', 'split');
-- a text that was not read
INSERT INTO s.report (body, agency, year) VALUES ('Nothing to see here.', '甲局', 2025), ('Nothing to see there.', '甲局', 2027);
SELECT * FROM found WHERE agency = '甲局';

--
-- As a constraint
--
SET client_min_messages = warning;
DROP SCHEMA s CASCADE;
RESET client_min_messages;
SELECT gireport_create_store('s');
INSERT INTO s.report (report) VALUES (typed('2021', '甲局', 2022, '{"table3.carried_out.total": 2}')), (typed('2021', '甲局', 2023));
SELECT gireport_enforce_years('s');
SELECT setting FROM s.store_option WHERE name = 'between_years';
INSERT INTO s.report (report) VALUES (typed('2021', '乙局', 2022, '{"table3.carried_out.total": 2}'));
INSERT INTO s.report (report) VALUES (typed('2021', '乙局', 2023, '{"table3.carried_in.total": 3, "table3.carried_in.other": 1}'));
DO $$
DECLARE
  name text;
BEGIN
  SET CONSTRAINTS s.carried_over IMMEDIATE;
  INSERT INTO s.report (report) VALUES (typed('2021', '乙局', 2023));
EXCEPTION WHEN check_violation THEN
  GET STACKED DIAGNOSTICS name = CONSTRAINT_NAME;
  RAISE NOTICE 'refused by %', name;
END
$$;
SET gireport.language = 'zh';
INSERT INTO s.report (report) VALUES (typed('2021', '乙局', 2021, '{"table3.carried_out.total": 3}'));
RESET gireport.language;
INSERT INTO s.report (report) VALUES (typed('2021', '乙局', 2023, '{"table3.carried_in.total": 2}'));
-- at commit, when both years are there; or at once
BEGIN;
INSERT INTO s.report (report) VALUES (typed('2021', '丙局', 2023, '{"table3.carried_in.total": 2}')), (typed('2021', '丙局', 2022));
UPDATE s.report SET report = typed('2021', '丙局', 2022, '{"table3.carried_out.total": 2}') WHERE agency = '丙局' AND year = 2022;
COMMIT;
BEGIN;
SET CONSTRAINTS s.carried_over IMMEDIATE;
UPDATE s.report SET report = typed('2021', '丙局', 2022) WHERE agency = '丙局' AND year = 2022;
ROLLBACK;
-- a difference between versions is a warning, and passes
INSERT INTO s.report (report) VALUES (typed('2021', '丙局', 2022));
-- waived, and the waiver taken back
BEGIN;
INSERT INTO s.report (report_id, report) VALUES (899, typed('2021', '丁局', 2023)), (900, typed('2021', '丁局', 2024, '{"table3.carried_in.total": 6}'));
INSERT INTO s.waiver (report_id, code, reason) VALUES (900, 'Y601', '案件由市局移交');
COMMIT;
UPDATE s.report SET source = 'a', report = report WHERE report_id = 900;
INSERT INTO s.waiver (report_id, code, granted, reason) VALUES (900, 'Y601', false, '移交材料不足');
UPDATE s.report SET source = 'b', report = report WHERE report_id = 900;
INSERT INTO s.waiver (report_id, code, subject, reason) VALUES (900, 'Y601', 'table3.carried_in.other', '别的格');
UPDATE s.report SET source = 'b', report = report WHERE report_id = 900;
INSERT INTO s.waiver (report_id, code, subject, reason) VALUES (900, 'Y601', 'table3.carried_in.total', '本格');
UPDATE s.report SET source = 'c', report = report WHERE report_id = 900;
SELECT report_id, source FROM s.report WHERE agency = '丁局' ORDER BY 1;
-- off again; update_store keeps it as it is
SELECT gireport_update_store('s');
SELECT count(*) FROM pg_trigger WHERE tgrelid = 's.report'::regclass AND tgname = 'carried_over' AND tgdeferrable AND tginitdeferred;
SELECT gireport_enforce_years('s', false);
INSERT INTO s.report (report) VALUES (typed('2021', '丁局', 2022, '{"table3.carried_out.total": 3}'));
SELECT gireport_enforce_years('nowhere');

SET client_min_messages = warning;
DROP SCHEMA s CASCADE;
DROP FUNCTION fits, typed;
