SELECT f.* FROM gireport_rollup_findings(pg_temp.report('2021', '{}'), ARRAY[pg_temp.report('2021'), NULL], '{苍屿镇,砚洮镇}', false) f WHERE f.code = 'P703';
