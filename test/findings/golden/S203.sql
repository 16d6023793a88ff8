SELECT * FROM gireport_findings(pg_temp.report('2021', '{"table2.licensing.decisions": "\"见附件\""}'));
