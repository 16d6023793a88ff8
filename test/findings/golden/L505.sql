SELECT * FROM gireport_findings(pg_temp.report('2021', '{"table4.review.total": "812345678901", "table4.review.other": "0.000001"}')) WHERE code = 'L505';
