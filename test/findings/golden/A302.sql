-- 711 was left out: that breaks the row and the column, which have one cause
SELECT * FROM gireport_findings(pg_temp.report('2021', '{"table3.unavailable_create.total": "0"}')) WHERE code = 'A302';
