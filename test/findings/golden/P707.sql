SELECT f.* FROM gireport_rollup_findings(pg_temp.report('2021', '{}'), ARRAY[pg_temp.report('2021', '{"table4.review.total": "?"}')], '{苍屿镇}', true) f WHERE f.code = 'P707';
