DO $$ BEGIN PERFORM gireport_create_store('golden_d801'); END $$;
INSERT INTO golden_d801.report (source, report, agency, year) SELECT 'https://one.example/' || n || '.html', pg_temp.report('2021', '{"table4.review.total": "1"}'), '甲' || n, 2024 FROM generate_series(1, 4) n UNION ALL SELECT 'https://one.example/5.html', pg_temp.report('2021'), '甲5', 2024 UNION ALL SELECT 'https://two.example/' || n, pg_temp.report('2021'), '乙' || n, 2024 FROM generate_series(1, 5) n;
UPDATE golden_d801.report SET report.provenance = '{"layout": "html"}';
SELECT seq, code, severity, outcome, source, agency, year, failure, failing, reports, layout, examples, message, message_zh FROM gireport_source_findings('golden_d801');
