-- Decisions: two reports side by side, corrections and waivers that only grow, and what views show of them.
\set SHOW_CONTEXT never

\set inconsistent `cat "$PG_ABS_SRCDIR/test/samples/2021-lines-inconsistent.txt"`

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
-- gireport_diff
--
SELECT * FROM gireport_diff(typed('2021', '甲局', 2023, '{"table3.granted.total": 3, "table4.review.total": "blank"}'),
                            typed('2021', '甲局', 2022, '{"table3.granted.total": 5, "table4.review.total": "dash", "table2.licensing.decisions": "unreadable"}'));
SELECT count(*) FROM gireport_diff(typed('2021', '甲局', 2023), typed('2021', '乙局', 2022));
-- unit, note and text count
CREATE FUNCTION beside(path text, value numeric, side text, said text) RETURNS gireport LANGUAGE sql
RETURN gireport_from_jsonb(jsonb_set(gireport_jsonb(typed('2021', '甲局', 2023)), string_to_array(path, '.'), coalesce(to_jsonb(value), 'null'))
         || jsonb_build_object(side, jsonb_build_object(path, said)));
SELECT a_value, a_printed, b_value, b_printed, difference
  FROM gireport_diff(beside('table2.fees.amount', 25.5, 'units', '万元'), beside('table2.fees.amount', 25.5, 'notes', '含上年'));
SELECT a_value, a_printed, a_state, b_value, b_printed, b_state, difference
  FROM gireport_diff(beside('table2.fees.amount', 255000, 'units', '元'), beside('table2.fees.amount', NULL, 'texts', '见附件'));
SELECT a_value, b_value, difference
  FROM gireport_diff(beside('table2.fees.amount', 255000, 'units', '元'), beside('table2.fees.amount', 25.5, 'units', '元'));
-- two forms: cells that only one of them has stand against nothing
SELECT a_state IS NULL AS not_in_a, b_state IS NULL AS not_in_b, count(*), min(path) FROM gireport_diff(typed('2019', '甲局', 2020), typed('2021', '甲局', 2021)) GROUP BY 1, 2 ORDER BY 1, 2;
SELECT count(*) FROM gireport_diff(typed('2021', '甲局', 2023), (NULL, 2023, NULL, NULL, NULL, NULL, NULL)::gireport);

--
-- gireport_corrected
--
SELECT d.path, d.a_value, d.a_state, d.b_value, d.b_state, (c).provenance
  FROM gireport_corrected(typed('2021', '甲局', 2023), '{"table3.granted.total": 7.5, "table3.granted.other": null, "table3.granted.charity": "not_applicable"}') c,
       gireport_diff(typed('2021', '甲局', 2023), c) d;
SELECT gireport_jsonb(gireport_corrected(beside('table2.fees.amount', 255000, 'units', '元'), '{"table2.fees.amount": 254000}')) -> 'units' AS unit_stays;
SELECT (gireport_corrected(gireport_parse(:'inconsistent'), '{"table3.granted.total": 70}')).provenance ?& '{digest,version,corrected}' AS provenance_stays;
SELECT (gireport_corrected(gireport_corrected(typed('2021', '甲局', 2023), '{"table3.granted.total": 7, "table3.granted.other": 7}'),
                           '{"table3.granted.other": 6, "table4.review.total": 1}')).provenance AS corrected_twice;
SELECT gireport_corrected(typed('2021', '甲局', 2023), '{"table3.granted.sum": 7}');
SELECT gireport_corrected(typed('2021', '甲局', 2023), '{"table3.granted.total": "text"}');
SELECT gireport_corrected(typed('2021', '甲局', 2023), '{"table3.granted.total": true}');
SELECT gireport_corrected(typed('2021', '甲局', 2023), '{"table3.granted.total": 0.0000001}');
SELECT gireport_corrected(typed('2021', '甲局', 2023), '[1]');

--
-- Corrections
--
SELECT gireport_create_store('s');
INSERT INTO s.report (report_id, source, body) VALUES (1, 'inconsistent', :'inconsistent');
INSERT INTO s.report (report_id, source, report) VALUES (2, 'typed in', typed('2021', '甲局', 2023, '{"table4.review.total": "blank", "table4.review.upheld": 2}'));
CREATE TEMP TABLE before AS SELECT report_id, body, digest, report::text FROM s.report;
INSERT INTO s.correction (report_id, cell, new_value, reason, cause) VALUES (1, 'table3.new_received.total', 262, '电话核实', 1);
INSERT INTO s.correction (report_id, cell, old_value, new_value, reason) VALUES (1, 'table3.new_received.natural_person', 103, 104, '笔误');
INSERT INTO s.correction (report_id, cell, new_value, reason) VALUES (2, 'table4.review.total', 2, '漏填');
INSERT INTO s.correction (report_id, cell, new_state, reason) VALUES (2, 'table4.review.other', 'not_applicable', '不适用');
INSERT INTO s.correction (report_id, cell, reason) VALUES (2, 'table4.review.corrected', '应为空白');
SELECT correction_id, report_id, digest IS NOT NULL AS has_digest, cell, old_value, old_state, new_value, new_state, reason, cause,
       recorded_by = current_user AS by_me, recorded_at = now() AS now FROM s.correction WHERE correction_id < 3 ORDER BY 1;
SELECT cell, old_value, old_state, new_value, new_state FROM s.correction WHERE report_id = 2 ORDER BY correction_id;
-- refused
INSERT INTO s.correction (report_id, cell, new_value, reason) VALUES (99, 'table3.granted.total', 1, 'no such report');
INSERT INTO s.correction (report_id, cell, new_value, reason) VALUES (1, 'table3.granted.sum', 1, 'no such cell');
INSERT INTO s.correction (report_id, cell, new_value, reason) VALUES (1, 'table3.other_handling.total', 1, 'a cell of the other form');
INSERT INTO s.correction (report_id, cell, old_value, new_value, reason) VALUES (1, 'table3.new_received.natural_person', 104, 105, 'it never said so');
\set VERBOSITY terse
INSERT INTO s.correction (report_id, cell, new_value, reason) VALUES (1, 'table3.granted.total', 'NaN', 'no number');
INSERT INTO s.correction (report_id, cell, new_value, reason) VALUES (1, 'table3.granted.total', 1e15, 'no figure');
INSERT INTO s.correction (report_id, cell, new_value, reason) VALUES (1, 'table3.granted.total', 1, '');
INSERT INTO s.correction (report_id, cell, new_value, new_state, reason) VALUES (1, 'table3.granted.total', 1, 'blank', 'either or');
\set VERBOSITY default
UPDATE s.correction SET reason = 'better so';
DELETE FROM s.correction WHERE report_id = 1;
TRUNCATE s.correction;
TRUNCATE s.report, s.correction;
SET gireport.language = 'zh';
DELETE FROM s.correction;
INSERT INTO s.correction (report_id, cell, new_value, reason) VALUES (99, 'table3.granted.total', 1, '无此报告');
INSERT INTO s.correction (report_id, cell, old_value, new_value, reason) VALUES (1, 'table3.new_received.natural_person', 104, 105, '与所载不符');
RESET gireport.language;
SELECT count(*) FROM s.correction;
-- neither text nor report was touched
SELECT bool_and((r.body, r.digest, r.report::text) IS NOT DISTINCT FROM (b.body, b.digest, b.report)) AS untouched FROM s.report r JOIN before b USING (report_id);

-- side by side; the last correction of a cell counts
CREATE TEMP VIEW decided AS
  SELECT report_id AS id, cell, reported_value AS rep, reported_state, corrected_value AS cor, corrected_state, difference, corrections AS n, is_stale,
         correction_reason AS why, waived_code, waiver_reason
    FROM s.cell_decision ORDER BY report_id, cell COLLATE "C";
TABLE decided;
INSERT INTO s.correction (report_id, cell, new_value, reason) VALUES (1, 'table3.new_received.natural_person', 103, '撤回更正');
INSERT INTO s.waiver (report_id, code, subject, reason) VALUES (2, 'S207', 'table4.review.pending', '核实无误');
TABLE decided;
INSERT INTO s.waiver (report_id, code, subject, granted, reason) VALUES (2, 'S207', 'table4.review.pending', false, '撤回');
SELECT id, cell, waived_code FROM decided WHERE cell = 'table4.review.pending';
-- the corrected report is a copy
SELECT d.path, d.a_value, d.a_state, d.b_value, d.b_state FROM s.report r, gireport_diff(r.report, gireport_corrected('s', 2)) d WHERE r.report_id = 2;
SELECT gireport_corrected('s', 1) = (SELECT report FROM s.report WHERE report_id = 1) AS same,
       (gireport_corrected('s', 1)).new_received.total, gireport_corrected('s', 99) IS NULL AS none;
INSERT INTO s.report (report_id, report) VALUES (3, typed('2021', '乙局', 2023));
SELECT gireport_corrected('s', 3) = (SELECT report FROM s.report WHERE report_id = 3) AS not_corrected;
-- read anew, a report may say something else
UPDATE s.report SET report = typed('2021', '甲局', 2023, '{"table4.review.total": 1}') WHERE report_id = 2;
SELECT id, cell, rep, cor, is_stale FROM decided WHERE id = 2;
-- or be one of another form, which has not all of the cells
INSERT INTO s.report (report_id, report) VALUES (4, typed('2021', '丙局', 2023));
INSERT INTO s.correction (report_id, cell, new_value, reason)
VALUES (4, 'table2.regulations.issued', 1, '补录'), (4, 'table3.granted.total', 1, '补录');
UPDATE s.report SET report = typed('2019', '丙局', 2023) WHERE report_id = 4;
SELECT d.path, d.b_value FROM s.report r, gireport_diff(r.report, gireport_corrected('s', 4)) d WHERE r.report_id = 4;
SELECT DISTINCT decision FROM s.finding_decision WHERE report_id = 4;

--
-- Findings: open, corrected, waived
--
SELECT identity_name, decision, difference FROM s.finding_decision WHERE report_id = 1 AND severity = 'error' ORDER BY finding_number;
INSERT INTO s.correction (report_id, cell, new_value, reason) VALUES (1, 'table3.new_received.total', 261, '再次核实');
INSERT INTO s.waiver (report_id, code, subject, reason) VALUES (1, 'A303', 't3_balance_total', '跨年案件');
SELECT identity_name, decision, waiver_reason, waived_by = current_user AS by_me FROM s.finding_decision WHERE report_id = 1 AND severity = 'error' ORDER BY finding_number;
INSERT INTO s.waiver (report_id, code, reason) VALUES (1, 'A303', '整类豁免');
INSERT INTO s.waiver (report_id, code, subject, granted, reason) VALUES (1, 'A303', 't3_balance_total', false, '撤回');
SELECT identity_name, decision, waiver_reason FROM s.finding_decision WHERE report_id = 1 AND code = 'A303' ORDER BY finding_number;
UPDATE s.waiver SET granted = false;
DELETE FROM s.waiver;
TRUNCATE s.waiver;
INSERT INTO s.waiver (report_id, code, reason) VALUES (99, 'A303', 'no such report');
INSERT INTO s.return_slip (report_id, reason) VALUES (99, 'no such report');
\set VERBOSITY terse
INSERT INTO s.return_slip (report_id, reason) VALUES (1, '');
\set VERBOSITY default
INSERT INTO s.return_slip (report_id, reason) VALUES (1, '退改');
SELECT agency, year, scope, reason FROM s.return_slip;
UPDATE s.return_slip SET reason = 'other';
DELETE FROM s.return_slip;

-- Decisions outlive their report; a store without any is emptied as ever.
DELETE FROM s.report WHERE report_id = 1;
SELECT count(*) FROM s.correction WHERE report_id = 1;
SELECT count(*) FROM s.cell_decision WHERE report_id = 1;
SELECT gireport_create_store('empty');
INSERT INTO empty.report (report) VALUES (typed('2021', '甲局', 2023));
TRUNCATE empty.report, empty.correction, empty.waiver, empty.return_slip;
SELECT count(*) FROM empty.report;

-- A clerk may record decisions without the right to change reports.
CREATE ROLE regress_gireport_clerk;
GRANT USAGE ON SCHEMA s TO regress_gireport_clerk;
GRANT SELECT ON s.report, s.correction, s.cell_decision, s.waiver TO regress_gireport_clerk;
GRANT INSERT ON s.correction TO regress_gireport_clerk;
SET ROLE regress_gireport_clerk;
INSERT INTO s.correction (report_id, cell, new_value, reason) VALUES (3, 'table3.granted.total', 1, '补录');
SELECT corrected_value, corrected_by FROM s.cell_decision WHERE report_id = 3;
RESET ROLE;
DROP OWNED BY regress_gireport_clerk;
DROP ROLE regress_gireport_clerk;

-- A query over many reports needs no more memory for the last than for the first.
CREATE FUNCTION pg_temp.grown(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  n integer := 0;
  found bigint;
  early bigint;
  late bigint;
BEGIN
  FOR found IN EXECUTE query LOOP
    n := n + 1;
    IF n = 200 THEN
      SELECT sum(total_bytes) INTO early FROM pg_backend_memory_contexts;
    ELSIF n = 2400 THEN
      SELECT sum(total_bytes) INTO late FROM pg_backend_memory_contexts;
    END IF;
  END LOOP;
  RETURN CASE WHEN late - early < 500000 THEN 'no' ELSE format('%s bytes in %s calls', late - early, n) END;
END
$$;
CREATE TEMP TABLE pair AS SELECT typed('2021', '甲局', 2023, '{"table3.carried_in.total": 3}') AS r, typed('2021', '甲局', 2022, '{"table3.granted.total": "blank"}') AS b;
SELECT pg_temp.grown('SELECT (SELECT count(*) FROM gireport_year_findings(r, b)) FROM pair, generate_series(1, 2500)') AS years,
       pg_temp.grown('SELECT (SELECT count(*) FROM gireport_rollup_findings(r, ARRAY[b, NULL], ''{a,b}'')) FROM pair, generate_series(1, 2500)') AS rollups,
       pg_temp.grown('SELECT (SELECT count(*) FROM gireport_diff(r, b)) FROM pair, generate_series(1, 2500)') AS diffs,
       pg_temp.grown('SELECT gireport_year((SELECT gireport_sum(v.r) FROM (VALUES (p.r), (p.b)) v (r)))::bigint FROM pair p, generate_series(1, 2500)') AS sums,
       pg_temp.grown('SELECT gireport_year(gireport_corrected(r, ''{"table3.granted.total": 3}''))::bigint FROM pair, generate_series(1, 2500)') AS corrected;

SET client_min_messages = warning;
DROP SCHEMA s, empty CASCADE;
DROP FUNCTION beside, typed;
