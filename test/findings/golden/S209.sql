SELECT * FROM gireport_findings(pg_temp.report('2021', '{"table4.review.total": "_", "table4.review.other": "/"}'), 'unknown') WHERE code = 'S209';
