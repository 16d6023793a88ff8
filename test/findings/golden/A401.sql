SELECT * FROM gireport_findings(pg_temp.report('2021', '{"table4.litigation_direct.total": "_", "table4.litigation_direct.other": "/"}')) WHERE code = 'A401';
