SELECT * FROM gireport_findings(pg_temp.report('2021', (SELECT jsonb_object_agg(path, '_') FROM base WHERE form = '2021' AND table_key = 'table3' AND column_key = 'total'))) WHERE code = 'A310';
