-- 69_year_findings.sql - what does not fit between the years of a store, as a set function

CREATE FUNCTION gireport_year_findings(
    store text, wanted_year integer DEFAULT NULL, wanted_agency text DEFAULT NULL,
    OUT report_id bigint, OUT previous_report_id bigint, OUT agency text, OUT year integer, OUT previous_year integer, OUT scope text,
    OUT continuity text, OUT seq integer, OUT code text, OUT severity text, OUT outcome text, OUT formula text,
    OUT left_value numeric, OUT right_value numeric, OUT difference numeric, OUT cells text[], OUT previous_cells text[],
    OUT blank_policy text, OUT evidence text, OUT message text, OUT message_zh text)
RETURNS SETOF record
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
BEGIN
  IF store IS NULL THEN
    RETURN;
  END IF;
  IF to_regclass(format('%I.year_finding', store)) IS NULL THEN
    PERFORM @extschema@.gireport_store_options(store);
  END IF;
  -- A condition that is not asked for is not there: the planner then goes by the other.
  RETURN QUERY EXECUTE format($q$
    SELECT f.report_id, f.previous_report_id, f.agency, f.year, f.previous_year, f.scope, f.continuity, f.finding_number, f.code, f.severity, f.outcome,
           f.formula, f.left_value, f.right_value, f.difference, string_to_array(f.cells, ', '), string_to_array(f.previous_cells, ', '),
           f.blank_policy, f.evidence, f.message, f.message_zh
      FROM %I.year_finding f WHERE true %s %s ORDER BY f.agency, f.scope, f.year, f.finding_number
  $q$, store, CASE WHEN wanted_year IS NOT NULL THEN 'AND f.year = $1' END, CASE WHEN wanted_agency IS NOT NULL THEN 'AND f.agency = $2' END)
  USING wanted_year, wanted_agency;
END
$$;
COMMENT ON FUNCTION gireport_year_findings(text, integer, text) IS
  'what does not fit between the reports in force of a store and those of the year before / 库中各年报告之间的不衔接之处';
