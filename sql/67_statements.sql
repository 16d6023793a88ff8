-- What prose asserts, kept in a store for those who ask for it.
\set SHOW_CONTEXT never
\set clean `cat "$PG_ABS_SRCDIR/test/samples/2021-tabs-clean.txt"`
\set wrong `cat "$PG_ABS_SRCDIR/test/samples/2021-lines-inconsistent.txt"`

CREATE FUNCTION statements_refusal(statement text, OUT sqlstate_ text, OUT message text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE statement;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS sqlstate_ = RETURNED_SQLSTATE, message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
END $$;
-- What a store keeps and what its texts say must be the same.
CREATE FUNCTION statements_differ(store text, OUT statements bigint, OUT findings bigint, OUT differing bigint) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format($q$
    WITH said AS (SELECT r.report_id, s.ordinality, s.measure, s.value_num, s.approximate, s.label, s.sense, s.line, s.position, s.quote, s.extra
                  FROM %1$I.report r, gireport_statements(r.body, r.year) WITH ORDINALITY s),
         found AS (SELECT r.report_id, f.seq, f.code, f.severity, f.outcome, f.formula, f.left_value, f.right_value, f.difference, f.cells,
                          f.line, f.position, f.message, f.message_zh, f.extra
                   FROM %1$I.report r, gireport_findings(r.body) f WHERE f.code ~ '^N')
    SELECT (SELECT count(*) FROM %1$I.statement), (SELECT count(*) FROM %1$I.statement_finding),
           (SELECT count(*) FROM ((TABLE said EXCEPT ALL TABLE %1$I.statement) UNION ALL (TABLE %1$I.statement EXCEPT ALL TABLE said)) x)
           + (SELECT count(*) FROM ((TABLE found EXCEPT ALL TABLE %1$I.statement_finding) UNION ALL (TABLE %1$I.statement_finding EXCEPT ALL TABLE found)) x)
  $q$, store) INTO statements, findings, differing;
END $$;

SELECT gireport_create_store('prose');
-- A store does not read prose unless it is told to.
SELECT to_regclass('prose.statement') AS none;
INSERT INTO prose.report (source, body) VALUES ('clean', :'clean'), ('wrong', :'wrong');
SELECT gireport_add_statements('prose');
SELECT source, statement_number, measure, value, is_approximate, sense, line_number, char_position, quote, details
FROM prose.statement_fact JOIN prose.report USING (report_id) ORDER BY report_id, statement_number;
SELECT bool_and(substr(body, position, length(quote)) = quote) AS quoted FROM prose.statement JOIN prose.report USING (report_id);
SELECT * FROM statements_differ('prose');
-- Reports that come later; prose that contradicts the table; a report without a text.
INSERT INTO prose.report (source, body)
VALUES ('contradiction', replace(replace(:'clean', '汀沅镇', '碧岚镇'), '(一) 主动公开情况', '全年新收政府信息公开申请3件。'));
INSERT INTO prose.report (source, report) SELECT 'typed in', gireport_from_jsonb('{"form": "2021", "agency": "云珩县教育和体育局", "year": 2024}');
INSERT INTO prose.report (source, body) VALUES ('sentence', '2023年收到政府信息公开申请9件。');
SELECT source, measure, value, sense FROM prose.statement_fact JOIN prose.report USING (report_id) WHERE source IN ('contradiction', 'sentence', 'typed in') ORDER BY source, statement_number;
SELECT agency, year, scope, is_current, form, finding_number, code, severity, outcome, formula, cells, line_number, message_zh FROM prose.narrative_finding ORDER BY report_id;
SELECT * FROM statements_differ('prose');
-- Another text, another year, no text any more.
UPDATE prose.report SET body = replace(body, '新收政府信息公开申请3件', '新收政府信息公开申请2件') WHERE source = 'contradiction';
SELECT * FROM statements_differ('prose');
UPDATE prose.report SET body = replace(body, '2023年收到', '2022年收到申请7件，2023年收到'), year = 2022 WHERE source = 'sentence';
SELECT measure, value_num FROM prose.statement JOIN prose.report USING (report_id) WHERE source = 'sentence';
UPDATE prose.report SET year = 2023 WHERE source = 'sentence';
SELECT measure, value_num FROM prose.statement JOIN prose.report USING (report_id) WHERE source = 'sentence';
UPDATE prose.report SET report = (SELECT report FROM prose.report WHERE source = 'typed in'), body = NULL WHERE source = 'sentence';
SELECT * FROM statements_differ('prose');
DELETE FROM prose.report WHERE source = 'wrong';
SELECT * FROM statements_differ('prose');
-- A second call reads everything anew, and so mends what somebody has changed by hand.
DELETE FROM prose.statement WHERE measure = 'reviews';
UPDATE prose.statement SET value_num = 0;
SELECT differing > 0 AS changed FROM statements_differ('prose');
SELECT gireport_add_statements('prose');
SELECT * FROM statements_differ('prose');
-- A row from outside takes the place of the one that is there.
INSERT INTO prose.statement SELECT * FROM prose.statement;
INSERT INTO prose.statement_finding SELECT * FROM prose.statement_finding;
SELECT * FROM statements_differ('prose');
-- The store can be carried over; what it keeps stays.
SELECT gireport_update_store('prose');
SELECT * FROM statements_differ('prose');

-- A store that refuses or sets aside keeps no statements of what it does not take.
SELECT gireport_create_store('strict', true, 'quarantine');
SELECT gireport_add_statements('strict');
SET client_min_messages = warning;
INSERT INTO strict.report (source, body) VALUES ('clean', :'clean'), ('wrong', :'wrong'), ('again', :'clean');
RESET client_min_messages;
SELECT source, count(*) FROM strict.statement_fact JOIN strict.report USING (report_id) GROUP BY 1;

-- One that is spread over stores of its own database.
SELECT gireport_create_partitioned_store('broad', 3);
INSERT INTO broad.inbox (source, body) SELECT 'town ' || n, replace(:'clean', '汀沅镇', translate(n::text, '0123456789', '甲乙丙丁戊己庚辛壬癸') || '镇') FROM generate_series(1, 6) n;
SELECT gireport_add_statements('broad');
INSERT INTO broad.inbox (source, body) VALUES ('later', replace(replace(:'clean', '汀沅镇', '碧岚镇'), '(一) 主动公开情况', '全年新收政府信息公开申请3件。'));
SELECT * FROM statements_differ('broad');
SELECT measure, count(*), count(DISTINCT agency) AS agencies FROM broad.statement_fact GROUP BY 1 ORDER BY 1;
SELECT agency, code, message FROM broad.narrative_finding;
SELECT gireport_add_statements('broad');
SELECT * FROM statements_differ('broad');
SELECT sqlstate_, message FROM statements_refusal($$INSERT INTO broad.statement SELECT * FROM broad_0.statement UNION ALL SELECT * FROM broad_1.statement$$);
DELETE FROM broad.report WHERE source = 'later';
SELECT * FROM statements_differ('broad');

SELECT * FROM statements_refusal($$SELECT gireport_add_statements('nowhere')$$);
SET client_min_messages = warning;
DROP SCHEMA prose, strict, broad, broad_0, broad_1, broad_2 CASCADE;
