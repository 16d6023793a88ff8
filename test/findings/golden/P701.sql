SELECT f.* FROM gireport_rollup_findings(pg_temp.report('2021', '{"table2.licensing.decisions": "50"}'), ARRAY[pg_temp.report('2021')], '{苍屿镇}', false) f WHERE f.code = 'P701';
