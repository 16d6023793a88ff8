SELECT * FROM gireport_findings(pg_temp.report('2021', '{"table2.fees.amount": "251000[元]"}'));
