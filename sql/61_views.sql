-- The views of a store: what a BI client sees.
\set SHOW_CONTEXT never

\set clean `cat "$PG_ABS_SRCDIR/test/samples/2021-tabs-clean.txt"`
\set inconsistent `cat "$PG_ABS_SRCDIR/test/samples/2021-lines-inconsistent.txt"`
\set clean2019 `cat "$PG_ABS_SRCDIR/test/samples/2019-tabs-clean.txt"`

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

SELECT gireport_create_store('s');

--
-- Shape: plain types, no reserved word, comments, security_invoker
--
SELECT c.relname, count(*) AS columns, string_agg(DISTINCT format_type(a.atttypid, a.atttypmod), ', ' ORDER BY format_type(a.atttypid, a.atttypmod)) AS types,
       c.reloptions
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
 WHERE c.relnamespace = 's'::regnamespace AND c.relkind = 'v'
 GROUP BY c.relname, c.reloptions ORDER BY c.relname;
SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
       JOIN pg_get_keywords() k ON k.word = a.attname AND k.catcode <> 'U'
 WHERE c.relnamespace = 's'::regnamespace AND c.relkind IN ('r', 'v');
SELECT c.relname, a.attname FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
 WHERE c.relnamespace = 's'::regnamespace AND c.relkind = 'v'
   AND (coalesce(obj_description(c.oid, 'pg_class'), '') !~ '[一-龥].* / .*[A-Za-z]'
        OR coalesce(col_description(c.oid, a.attnum), '') !~ '[一-龥].* / .*[A-Za-z]');
SELECT c.relname, string_agg(a.attname, ', ' ORDER BY a.attnum) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
 WHERE c.relnamespace = 's'::regnamespace AND c.relkind = 'v' AND c.relname <> 'report_wide'
 GROUP BY c.relname ORDER BY c.relname;

--
-- Facts
--
SET search_path = '';
INSERT INTO s.report (source, body)
VALUES ('clean', :'clean'), ('clean 2019', :'clean2019'), ('inconsistent', :'inconsistent'), ('unread', 'Nothing to see here.');
RESET search_path;
SELECT source, agency, year, scope, is_current, form, reading, reading_reason IS NOT NULL AS has_reason, is_readable, is_consistent,
       error_count, new_received, carried_in, result_total, carried_out, number_cells, blank_cells, unreadable_cells, missing_cells
  FROM s.report_summary ORDER BY report_id;

-- every outcome of every kind of applicant once, no totals
SELECT form, count(*), count(DISTINCT (outcome, applicant_kind)), count(*) FILTER (WHERE applicant_kind = 'total' OR outcome = 'result_total') AS totals
  FROM s.application_fact GROUP BY form ORDER BY form;
SELECT r.source, f.cases = gireport_value(r.report, 'table3.result_total.total') AS counted_once
  FROM s.report r JOIN (SELECT report_id, sum(cases) AS cases FROM s.application_fact GROUP BY report_id) f USING (report_id)
 WHERE r.source LIKE 'clean%' ORDER BY r.source;
SELECT outcome_group, outcome_group_label, outcome_group_label_en, sum(cases)
  FROM s.application_fact JOIN s.report USING (report_id) WHERE source = 'clean 2019'
 GROUP BY 1, 2, 3 ORDER BY min(cell_order);
SELECT outcome, outcome_label, outcome_label_en, applicant_kind, applicant_label, applicant_label_en, cases, state
  FROM s.application_fact JOIN s.report USING (report_id) WHERE source = 'clean' AND cases > 0 ORDER BY cell_order;

-- another version and a summary must not be counted with it
INSERT INTO s.report (source, report)
VALUES ('v1', typed('2021', '南陌镇', 2022, '{"table3.granted.research": 100, "table3.denied_law.other": "blank"}')),
       ('v2', typed('2021', '南陌镇', 2022, '{"table3.granted.research": 7, "table3.denied_law.other": "missing"}')),
       ('summary', typed('2021', '云汀区', 2022, '{"table3.granted.research": 1000}'));
SELECT sum(cases) FROM s.application_fact WHERE is_current AND scope = 'agency' AND year = 2022;
SELECT agency, year, scope, is_current, cases, state FROM s.application_fact
 WHERE outcome = 'denied_law' AND applicant_kind = 'other' AND year = 2022 ORDER BY report_id;

SELECT item, item_label, item_label_en, measure, measure_label, measure_label_en, amount, state, unit, label_unit, amount_yuan, note
  FROM s.disclosure_fact JOIN s.report USING (report_id) WHERE source = 'clean' ORDER BY cell_order;
SELECT form, count(*) FROM s.disclosure_fact JOIN s.report USING (report_id) WHERE source LIKE 'clean%' GROUP BY form ORDER BY form;
INSERT INTO s.report (source, report)
SELECT 'units', gireport_from_jsonb(gireport_jsonb(typed('2021', '石桥沟乡', 2022, '{"table2.fees.amount": 251000}'))
                  || '{"units": {"table2.fees.amount": "元"}, "notes": {"table2.licensing.decisions": "其中补录16件"}}');
SELECT item, amount, unit, label_unit, amount_yuan, note FROM s.disclosure_fact
 WHERE agency = '石桥沟乡' AND (unit IS NOT NULL OR note IS NOT NULL) ORDER BY cell_order;
-- the readers behind it, against gireport_cells()
SELECT count(*) AS cells, count(c.unit) AS units, count(c.note) AS notes, count(c.amount_yuan) AS amounts,
       bool_and((gireport_unit(r.report, p.path), gireport_note(r.report, p.path), gireport_amount_yuan(r.report, p.path)) IS NOT DISTINCT FROM (c.unit, c.note, c.amount_yuan)) AS same
  FROM s.report r CROSS JOIN LATERAL gireport_cells(r.report) c CROSS JOIN LATERAL (SELECT format('%s.%s.%s', c.table_key, c.row_key, c.column_key)) p (path);
-- figures are decoded once for those who ask one after the other: two reports in turn, and in each all kinds of readers
SELECT count(*) AS pairs, bool_and(gireport_value(a.report, f.path) IS NOT DISTINCT FROM a.value AND gireport_value(b.report, f.path) IS NOT DISTINCT FROM b.value
       AND gireport_state(a.report, f.path) IS NOT DISTINCT FROM a.state AND gireport_cell_count(b.report, 'blank') = b.blanks
       AND gireport_state(b.report, f.path) IS NOT DISTINCT FROM b.state) AS same
  FROM gireport_form_cells() f
       JOIN (SELECT r.source, r.report, format('%s.%s.%s', c.table_key, c.row_key, c.column_key) AS path, c.value, c.state FROM s.report r, gireport_cells(r.report) c) a USING (path)
       JOIN (SELECT r.source, r.report, format('%s.%s.%s', c.table_key, c.row_key, c.column_key) AS path, c.value, c.state,
                    (SELECT count(*) FROM gireport_cells(r.report) o WHERE o.state = 'blank') AS blanks FROM s.report r, gireport_cells(r.report) c) b USING (path)
 WHERE f.form = gireport_form(a.report) AND a.source < b.source;
SELECT count(*) AS reports, sum(v.error_count) > 0 AS errors, sum(v.warning_count) > 0 AS warnings,
       bool_and((v.error_count, v.warning_count) IS NOT DISTINCT FROM (f.errors, f.warnings)) AS same
  FROM s.report_summary v JOIN s.report r USING (report_id)
       CROSS JOIN LATERAL (SELECT CASE WHEN (r.report).figures IS NOT NULL THEN count(*) FILTER (WHERE severity = 'error') END,
                                  CASE WHEN (r.report).figures IS NOT NULL THEN count(*) FILTER (WHERE severity = 'warning') END FROM gireport_findings(r.report)) f (errors, warnings);
-- the year counts, too: the same figures are a finding in the wrong one
SELECT y AS year, gireport_store_finding_count(ROW('2021', y, '甲局', NULL, (r.report).figures, NULL, NULL)::gireport, 'warning') AS warnings
  FROM s.report r, unnest('{2022,2018,2022}'::integer[]) WITH ORDINALITY AS years (y, place) WHERE r.source = 'clean' ORDER BY place;
SELECT gireport_unit(report, 'table2.procurement.amount') IS NULL AS other_form FROM s.report WHERE source = 'clean';
SELECT gireport_unit(report, 'table2.fees.sum') FROM s.report WHERE source = 'clean';

SELECT dispute, dispute_label, dispute_result, dispute_result_label, dispute_result_label_en, cases, state
  FROM s.dispute_fact JOIN s.report USING (report_id) WHERE source = 'inconsistent' ORDER BY cell_order;
SELECT identity_name, code, severity, outcome, left_value, right_value, difference, cells ~ 'table[34]\.' AS has_cells, blank_policy
  FROM s.finding JOIN s.report USING (report_id) WHERE source = 'inconsistent' AND severity = 'error' ORDER BY finding_number;

--
-- report_wide: each cell of each form in its column
--
SELECT count(*) AS columns, count(*) FILTER (WHERE name ~ '_state$') AS state_columns, count(DISTINCT name) AS names,
       max(octet_length(name)) <= 63 AS names_fit
  FROM gireport_store_wide_columns();
SELECT count(DISTINCT path) * 2 AS columns FROM gireport_form_cells();
SELECT r.source, count(*) AS cells,
       count(*) FILTER (WHERE (to_jsonb(w) ->> c.name)::numeric IS NOT DISTINCT FROM gireport_value(r.report, c.path)
                          AND to_jsonb(w) ->> (c.name || '_state') = gireport_state(r.report, c.path)) AS right_cells
  FROM s.report r JOIN s.report_wide w USING (report_id)
       CROSS JOIN LATERAL (SELECT f.path, replace(replace(f.path, 'table', 't'), '.', '_') AS name
                             FROM gireport_form_cells(gireport_form(r.report)) f) c
 WHERE r.source IN ('clean', 'clean 2019', 'inconsistent', 'v2') GROUP BY r.source ORDER BY r.source;
SELECT form, t3_other_handling_total, t3_other_handling_total_state, t3_other_other_total, t3_other_other_total_state,
       t2_fees_amount, t2_licensing_decisions
  FROM s.report_wide JOIN s.report USING (report_id) WHERE source LIKE 'clean%' ORDER BY form;
SELECT a.attname, col_description(a.attrelid, a.attnum) FROM pg_attribute a
 WHERE a.attrelid = 's.report_wide'::regclass
   AND a.attname IN ('t2_licensing_decisions', 't2_regulations_made', 't3_granted_total', 't3_granted_total_state', 't3_other_other_total')
 ORDER BY a.attnum;

--
-- agency_year: a rate, or the reason why there is none
--
TRUNCATE s.report;
\set some '"table3.new_received.total": 10, "table3.carried_in.total": 2, "table3.granted.total": 3, "table3.partly_granted.total": 1, "table3.denied_law.total": 2, "table3.unavailable_create.total": 2, "table3.not_processed_repeat.total": 1, "table3.result_total.total": 10, "table3.carried_out.total": 2'
INSERT INTO s.report (source, report)
SELECT v.name, typed(v.form, v.name, v.form::integer, format('{%s}', v.cells)::jsonb)
  FROM (VALUES
    (1, 'all hold', '2021', :'some' || ', "table3.other_other.total": 1'),
    (2, 'form 2019', '2019', :'some' || ', "table3.other_handling.total": 1'),
    (3, 'nothing handled', '2021', '"table3.new_received.total": 0'),
    (4, 'total blank', '2021', :'some' || ', "table3.result_total.total": "blank"'),
    (5, 'total blank, rest 0', '2021', '"table3.result_total.total": "dash", "table3.new_received.total": "blank", "table3.carried_in.total": "blank"'),
    (6, 'granted unreadable', '2021', :'some' || ', "table3.other_other.total": 1, "table3.granted.total": "unreadable"'),
    (7, 'denied missing', '2021', :'some' || ', "table3.other_other.total": 1, "table3.denied_query.total": "missing"'),
    (8, 'outcomes do not add up', '2021', :'some'),
    (9, 'balance fails', '2021', :'some' || ', "table3.other_other.total": 1, "table3.carried_out.total": 3'),
    (10, 'a blank that is 0', '2021', :'some' || ', "table3.other_other.total": 1, "table3.other_unpaid.total": "blank", "table3.carried_in.total": "dash", "table3.carried_out.total": "blank"'),
    (11, 'a blank nobody knows', '2021', :'some' || ', "table3.partly_granted.total": "blank", "table3.denied_query.total": "unreadable"'))
    AS v (place, name, form, cells) ORDER BY v.place;
INSERT INTO s.report (source, body, agency) VALUES ('not read', 'Nothing to see here.', 'not read');
SELECT agency, disclosed_numerator AS numerator, disclosed_denominator AS denominator, round(disclosed_rate, 3) AS disclosed, disclosed_rate_state,
       round(denied_rate, 3) AS denied, denied_rate_state, round(other_rate, 3) AS other, other_rate_state
  FROM s.agency_year ORDER BY report_id;
SELECT agency, unavailable_numerator, round(unavailable_rate, 3) AS unavailable, unavailable_rate_state AS state,
       not_processed_numerator, round(not_processed_rate, 3) AS not_processed, not_processed_rate_state AS state
  FROM s.agency_year WHERE agency IN ('all hold', 'form 2019', 'granted unreadable', 'not read') ORDER BY report_id;
SELECT agency, completion_numerator AS numerator, completion_denominator AS denominator, round(completion_rate, 3) AS completion,
       completion_rate_state FROM s.agency_year ORDER BY report_id;
-- a rate is there exactly when its state is ok
SELECT count(*) AS rates, count(*) FILTER (WHERE (y ->> (k || '_rate') IS NOT NULL) <> (y ->> (k || '_rate_state') = 'ok')) AS wrong
  FROM (SELECT to_jsonb(a) AS y FROM s.agency_year a) a,
       unnest('{disclosed,denied,unavailable,not_processed,other,completion,review_correction,litigation_correction}'::text[]) k;

TRUNCATE s.report;
INSERT INTO s.report (source, report)
SELECT v.name, typed('2021', v.name, 2022, v.cells::jsonb)
  FROM (VALUES
    (1, 'pending is left out', '{"table4.review.upheld": 2, "table4.review.corrected": 1, "table4.review.other": 1, "table4.review.pending": 4, "table4.review.total": 8,
       "table4.litigation_direct.upheld": 3, "table4.litigation_direct.total": 3, "table4.litigation_after_review.corrected": 1, "table4.litigation_after_review.pending": 1, "table4.litigation_after_review.total": 2}'),
    (2, 'one group fails', '{"table4.review.pending": 1, "table4.review.total": 1, "table4.litigation_direct.upheld": 3, "table4.litigation_direct.total": 3, "table4.litigation_after_review.corrected": 1}'),
    (3, 'blank', '{"table4.review.upheld": "blank", "table4.review.corrected": "blank", "table4.review.other": "blank", "table4.review.pending": "blank", "table4.review.total": "blank",
       "table4.litigation_direct.upheld": 3, "table4.litigation_direct.corrected": "blank", "table4.litigation_direct.total": 3}'),
    (4, 'text', '{"table4.review.corrected": "missing", "table4.litigation_direct.other": "unreadable"}'),
    (5, 'fractions', '{"table4.review.upheld": 2.5, "table4.review.corrected": 1.25, "table4.review.total": 3.75}'))
    AS v (place, name, cells) ORDER BY v.place;
SELECT agency, review_correction_numerator AS numerator, review_correction_denominator AS denominator, round(review_correction_rate, 3) AS review, review_correction_rate_state,
       litigation_correction_numerator AS numerator, litigation_correction_denominator AS denominator, round(litigation_correction_rate, 3) AS litigation, litigation_correction_rate_state
  FROM s.agency_year ORDER BY report_id;

--
-- A reader needs no more than the right to read report and agency
--
CREATE ROLE regress_gireport_reader;
GRANT USAGE ON SCHEMA s TO regress_gireport_reader;
GRANT SELECT ON s.report_summary TO regress_gireport_reader;
SET ROLE regress_gireport_reader;
SELECT count(*) FROM s.report_summary;
RESET ROLE;
GRANT SELECT ON s.report, s.agency TO regress_gireport_reader;
SET ROLE regress_gireport_reader;
SELECT count(*) FROM s.report_summary;
RESET ROLE;
DROP OWNED BY regress_gireport_reader;
DROP ROLE regress_gireport_reader;

-- A query for one agency reads only its reports; a view's joins that nobody asks for cost nothing.
CREATE FUNCTION reads(query text, OUT by_index boolean, OUT agency boolean) LANGUAGE plpgsql AS $$
DECLARE
  plan json;
BEGIN
  SET LOCAL enable_seqscan = off;
  EXECUTE 'EXPLAIN (FORMAT JSON) ' || query INTO plan;
  by_index := plan::text ~ '"Index Name": "report_agency_year_idx"';
  agency := plan::text ~ '"Relation Name": "agency"';
END
$$;
SELECT * FROM reads('SELECT error_count FROM s.report_summary WHERE agency = ''x'' AND year = 2022');
SELECT * FROM reads('SELECT disclosed_rate FROM s.agency_year WHERE agency = ''x''');
SELECT * FROM reads('SELECT disclosed_rate, region FROM s.agency_year WHERE agency = ''x''');

-- A store is carried over with its views in use.
CREATE VIEW mine AS SELECT agency, disclosed_rate FROM s.agency_year;
GRANT SELECT ON s.finding TO public;
SELECT gireport_update_store('s');
SELECT relacl IS NOT NULL AS grants_kept FROM pg_class WHERE oid = 's.finding'::regclass;

SET client_min_messages = warning;
DROP SCHEMA s CASCADE;
DROP FUNCTION typed, reads;
