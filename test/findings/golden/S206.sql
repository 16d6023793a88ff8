SELECT * FROM gireport_findings(ROW('2021', 2024, NULL, NULL, (pg_temp.report('2021')).figures, NULL, '{"period_year": 2023}')::gireport);
