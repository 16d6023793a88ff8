-- What does not fit between the years of a store, as a set function: the rows of its view.
\set SHOW_CONTEXT never
CREATE FUNCTION pg_temp.carried(town text, year integer, carried_in integer, carried_out integer) RETURNS gireport LANGUAGE sql AS $$
  SELECT gireport_from_jsonb(jsonb_build_object('form', '2021', 'agency', town, 'year', year, 'table3', jsonb_build_object(
    'carried_in', jsonb_build_object('natural_person', carried_in, 'total', carried_in),
    'carried_out', jsonb_build_object('natural_person', carried_out, 'total', carried_out)))) $$;
SELECT gireport_create_store('chain');
INSERT INTO chain.report (report) SELECT pg_temp.carried(v.town, v.year, v.carried_in, v.carried_out)
FROM (VALUES ('云珩县水务局', 2022, 0, 3), ('云珩县水务局', 2023, 3, 4), ('云珩县水务局', 2024, 1, 0), ('碧岚镇人民政府', 2022, 0, 2), ('碧岚镇人民政府', 2023, 5, 1)) AS v (town, year, carried_in, carried_out);
SELECT agency, year, previous_year, scope, continuity, seq, code, severity, formula, cells, previous_cells FROM gireport_year_findings('chain');
SELECT agency, year, code, message FROM gireport_year_findings('chain', 2023);
SELECT agency, year, code, message_zh FROM gireport_year_findings('chain', wanted_agency => '云珩县水务局');
SELECT count(*) FROM gireport_year_findings('chain', 2022, '云珩县水务局');
SELECT (SELECT count(*) FROM gireport_year_findings('chain')) = (SELECT count(*) FROM chain.year_finding) AS all_of_them;
SELECT count(*) FROM gireport_year_findings(NULL::text);
-- Two reports are compared as before.
SELECT code, formula FROM gireport_year_findings(pg_temp.carried('甲局', 2024, 1, 0), pg_temp.carried('甲局', 2023, 0, 2));
SELECT * FROM gireport_year_findings('nowhere');
SET client_min_messages = warning;
DROP SCHEMA chain CASCADE;
