SELECT * FROM gireport_findings(pg_temp.report('2021', '{"table3.granted.total": "253"}')) WHERE code = 'A301';
