SELECT * FROM gireport_findings(pg_temp.report('2021', '{"table3.carried_in.research": "-20"}')) WHERE code = 'S207';
