SELECT * FROM gireport_findings(pg_temp.report('2021', '{"table4.review.total": "800"}')) WHERE code = 'L502';
