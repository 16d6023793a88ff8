SELECT * FROM gireport_findings(pg_temp.report('2021', '{"table3.granted.total": "?", "table3.granted.other": "?"}')) WHERE code = 'L504';
