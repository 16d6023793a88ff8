SELECT * FROM gireport_findings(ROW('2021', 2019, NULL, NULL, (pg_temp.report('2021')).figures, NULL, NULL)::gireport);
