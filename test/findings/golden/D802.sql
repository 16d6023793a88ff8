DO $$ BEGIN PERFORM gireport_create_store('golden_d802'); END $$;
INSERT INTO golden_d802.report (source, report, agency, year) SELECT 'https://' || n || '.example/x', pg_temp.report('2021', CASE WHEN n < 4 THEN '{"table4.review.total": "1"}' ELSE '{}' END::jsonb), '云珩县教育和体育局', 2020 + n FROM generate_series(1, 4) n;
SELECT seq, code, severity, outcome, source, agency, year, failure, failing, reports, layout, examples, message, message_zh FROM gireport_source_findings('golden_d802');
