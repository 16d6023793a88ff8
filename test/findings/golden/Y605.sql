SELECT f.* FROM pg_temp.report('2021') n, gireport_year_findings(n, ROW('2021', 2023, (n).agency, NULL, (n).figures, NULL, NULL)::gireport) f
 WHERE f.code = 'Y605' AND 'table2.licensing.decisions' = ANY (f.cells);
