SELECT f.* FROM gireport_rollup_findings(pg_temp.report('2021', '{}'), ARRAY[pg_temp.report('2021'), pg_temp.report('2019')], '{苍屿镇,砚洮镇}', true) f WHERE f.code = 'P705';
