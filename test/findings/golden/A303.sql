SELECT * FROM gireport_findings(pg_temp.report('2019', '{"table3.carried_out.natural_person": "75"}')) WHERE code = 'A303';
