-- 68_sources.sql - what many reports of a store have in common
--
-- Where most reports of one source fail in the same way, the departments have not all made the same mistake: the converter has shifted
-- their cells, or the form that they were given is wrong. That is said once for the source (D801), and not for every report.

-- The site of a URL, else the directory of a file.
CREATE FUNCTION gireport_source_group(source text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN coalesce(lower((regexp_match(source, '^[A-Za-z][A-Za-z0-9+.-]*://([^/?#]+)'))[1]),
                (regexp_match(source, '^(.*)[/\\]'))[1],
                '');
COMMENT ON FUNCTION gireport_source_group(text) IS
  'where a source belongs: the site of a URL, the directory of a file / 来源所属：网址的站点或文件的目录';

-- The ways in which a report can fail, with words for each: the identities, and what keeps a report from being read (the status of
-- gireport_reading(), and "readable" for one with cells that could not be).
CREATE FUNCTION gireport_store_failures() RETURNS TABLE (form text, failure text, words text, words_zh text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT i.form, i.identity, format('%s (%s)', i.identity, i.formula_en), format('%s（%s）', i.identity, i.formula_zh)
    FROM @extschema@.gireport_identities() i
  UNION ALL
  SELECT f.form, 'readable', c.title, c.title_zh
    FROM @extschema@.gireport_finding_codes() c, (VALUES ('2019'), ('2021')) AS f (form) WHERE c.code = 'S201'
  UNION ALL
  SELECT NULL, r.status, c.title, c.title_zh
    FROM (VALUES ('not_a_report', 'S101'), ('two_reports', 'S102'), ('too_large', 'S103'), ('table_absent', 'S104'), ('form_undecided', 'S208')) AS r (status, code)
         JOIN @extschema@.gireport_finding_codes() c ON c.code = r.code;
END;
COMMENT ON FUNCTION gireport_store_failures() IS
  'internal: the ways in which a report can fail; form null for those of a report that has none';

-- How many reports of each source, agency or year fail in each way, of how many that could. What a source explains is not counted
-- against agencies and years again.
CREATE FUNCTION gireport_store_common_failures(store text, minimum integer, share double precision)
RETURNS TABLE (code text, source text, agency text, year integer, failure text, failing bigint, reports bigint, layout text, examples bigint[])
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
BEGIN
  RETURN QUERY EXECUTE format($q$
    WITH one AS MATERIALIZED (
      SELECT r.report_id, @extschema@.gireport_source_group(r.source) AS source, r.agency, r.year, @extschema@.gireport_form(r.report) AS form,
             (r.report).provenance ->> 'layout' AS layout,
             CASE WHEN (r.report).figures IS NULL THEN ARRAY[split_part(r.reading, ':', 1)]
                  ELSE @extschema@.gireport_failing(r.report)
                       || CASE WHEN NOT @extschema@.gireport_readable(r.report) THEN ARRAY['readable'] ELSE '{}' END END AS failures
        FROM %1$I.report r WHERE r.is_current),
    -- each report in its groups: those of its source, of its agency and of its year
    size AS MATERIALIZED (
      SELECT g.code, g.name, o.source, o.form, count(*) AS n
        FROM one o, LATERAL (VALUES ('D801', o.source), ('D802', o.agency), ('D803', o.year::text)) AS g (code, name)
       WHERE g.name IS NOT NULL GROUP BY 1, 2, 3, 4),
    failed AS MATERIALIZED (
      SELECT g.code, g.name, o.source, o.report_id, o.layout, f.failure
        FROM one o, unnest(o.failures) AS f (failure),
             LATERAL (VALUES ('D801', o.source), ('D802', o.agency), ('D803', o.year::text)) AS g (code, name)
       WHERE g.name IS NOT NULL),
    of_source AS MATERIALIZED (
      SELECT f.code, f.name, f.failure, f.failing, sum(z.n)::bigint AS reports, f.layout, f.examples
        FROM (SELECT f.code, f.name, f.failure, count(*) AS failing, mode() WITHIN GROUP (ORDER BY f.layout) AS layout,
                     (array_agg(f.report_id ORDER BY f.report_id))[:5] AS examples
                FROM failed f WHERE f.code = 'D801' GROUP BY 1, 2, 3 HAVING count(*) >= $1) f
             JOIN size z ON (z.code, z.name) = (f.code, f.name)
             JOIN @extschema@.gireport_store_failures() k ON k.failure = f.failure AND (k.form = z.form OR k.form IS NULL)
       GROUP BY f.code, f.name, f.failure, f.failing, f.layout, f.examples
      HAVING f.failing >= $2 * sum(z.n)),
    of_others AS (
      SELECT f.code, f.name, f.failure, f.failing, sum(z.n)::bigint AS reports, f.layout, f.examples
        FROM (SELECT f.code, f.name, f.failure, count(*) AS failing, mode() WITHIN GROUP (ORDER BY f.layout) AS layout,
                     (array_agg(f.report_id ORDER BY f.report_id))[:5] AS examples
                FROM failed f
               WHERE f.code <> 'D801' AND NOT EXISTS (SELECT FROM of_source s WHERE (s.name, s.failure) = (f.source, f.failure))
               GROUP BY 1, 2, 3 HAVING count(*) >= $1) f
             JOIN size z ON (z.code, z.name) = (f.code, f.name)
             JOIN @extschema@.gireport_store_failures() k ON k.failure = f.failure AND (k.form = z.form OR k.form IS NULL)
       WHERE NOT EXISTS (SELECT FROM of_source s WHERE (s.name, s.failure) = (z.source, f.failure))
       GROUP BY f.code, f.name, f.failure, f.failing, f.layout, f.examples
      HAVING f.failing >= $2 * sum(z.n))
    SELECT a.code, CASE a.code WHEN 'D801' THEN a.name END, CASE a.code WHEN 'D802' THEN a.name END, CASE a.code WHEN 'D803' THEN a.name::integer END,
           a.failure, a.failing, a.reports, a.layout, a.examples
      FROM (TABLE of_source UNION ALL TABLE of_others) a
  $q$, store) USING minimum, share;
END
$$;
COMMENT ON FUNCTION gireport_store_common_failures(text, integer, double precision) IS
  'internal: what gireport_source_findings() tells, without words';

-- A message of the catalogue with its {slots} filled in; slots are pairs of name and text.
CREATE FUNCTION gireport_store_fill(template text, slots text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  slot text[];
BEGIN
  FOREACH slot SLICE 1 IN ARRAY slots LOOP
    template := replace(template, '{' || slot[1] || '}', coalesce(slot[2], ''));
  END LOOP;
  RETURN template;
END
$$;
COMMENT ON FUNCTION gireport_store_fill(text, text[]) IS
  'internal: a message of the catalogue of findings with its slots filled in';

CREATE FUNCTION gireport_source_findings(
    store text, minimum integer DEFAULT 3, share double precision DEFAULT 0.5,
    OUT seq integer, OUT code text, OUT severity text, OUT outcome text, OUT source text, OUT agency text, OUT year integer,
    OUT failure text, OUT failing bigint, OUT reports bigint, OUT layout text, OUT examples bigint[], OUT message text, OUT message_zh text)
RETURNS SETOF record
LANGUAGE plpgsql STABLE STRICT
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  IF to_regclass(format('%I.report', store)) IS NULL THEN
    PERFORM @extschema@.gireport_store_options(store);
  END IF;
  IF minimum < 1 OR share NOT BETWEEN 0 AND 1 THEN
    RAISE invalid_parameter_value USING
      MESSAGE = @extschema@.gireport_store_say('minimum must be positive, and share from 0 to 1', 'minimum 须为正数，share 须在 0 到 1 之间');
  END IF;
  RETURN QUERY
    SELECT (row_number() OVER (ORDER BY f.code, f.failing DESC, f.source, f.agency, f.year, f.failure))::integer,
           f.code, c.severity, c.outcome, f.source, f.agency, f.year, f.failure, f.failing, f.reports, f.layout, f.examples,
           @extschema@.gireport_store_fill(c.template, ARRAY[['failing', f.failing::text], ['reports', f.reports::text], ['year', f.year::text],
             ['failure', k.words], ['layout', coalesce(f.layout, 'unknown')], ['agency', f.agency], ['source', f.source]]),
           @extschema@.gireport_store_fill(c.template_zh, ARRAY[['failing', f.failing::text], ['reports', f.reports::text], ['year', f.year::text],
             ['failure', k.words_zh], ['layout', coalesce(f.layout, '未知')], ['agency', f.agency], ['source', f.source]])
      FROM @extschema@.gireport_store_common_failures(store, minimum, share) f
           JOIN @extschema@.gireport_finding_codes() c ON c.code = f.code
           JOIN (SELECT DISTINCT ON (k.failure) k.* FROM @extschema@.gireport_store_failures() k ORDER BY k.failure, k.form) k ON k.failure = f.failure
     ORDER BY 1;
END
$$;
COMMENT ON FUNCTION gireport_source_findings(text, integer, double precision) IS
  'where most reports of a source, an agency or a year fail in the same way, so that layout or form is to blame / 同一来源、机关或年度的报告以同样方式出错';
