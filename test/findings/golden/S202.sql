SELECT * FROM gireport_findings(pg_temp.report('2021', '{"table2.licensing.decisions": "!", "table2.fees.amount": "!"}'));
