-- one column above the other: every row and every column fails
SELECT * FROM gireport_findings(pg_temp.report('2021', (SELECT jsonb_object_agg(path, (n % 97)::text) FROM base WHERE form = '2021' AND table_key = 'table3'))) WHERE code = 'L501';
