-- 63_rollup.sql - reports added up (汇总), and a summary report against the reports below it

-- ----- the aggregate ---------------------------------------------------------

CREATE FUNCTION gireport_sum_add(internal, gireport) RETURNS internal
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5 AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_sum_combine(internal, internal) RETURNS internal
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20 AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_sum_serialize(internal) RETURNS bytea
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20 AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_sum_deserialize(bytea, internal) RETURNS internal
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20 AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_sum_result(internal) RETURNS gireport
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 200 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION gireport_sum_add(internal, gireport) IS 'transition function of gireport_sum';
COMMENT ON FUNCTION gireport_sum_combine(internal, internal) IS 'combine function of gireport_sum';
COMMENT ON FUNCTION gireport_sum_serialize(internal) IS 'serialization of the state of gireport_sum';
COMMENT ON FUNCTION gireport_sum_deserialize(bytea, internal) IS 'deserialization of the state of gireport_sum';
COMMENT ON FUNCTION gireport_sum_result(internal) IS 'final function of gireport_sum';

-- A state has 2 kB, and 13 kB more once a cell is blank, has decimals or cannot be read.
CREATE AGGREGATE gireport_sum(gireport) (
    SFUNC = gireport_sum_add, STYPE = internal, SSPACE = 8192, FINALFUNC = gireport_sum_result,
    COMBINEFUNC = gireport_sum_combine, SERIALFUNC = gireport_sum_serialize, DESERIALFUNC = gireport_sum_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE gireport_sum(gireport) IS
    'reports of one form added up cell by cell into one / 同一格式的多份报告逐格相加（汇总）';

CREATE FUNCTION gireport_sum_gaps(
    IN report gireport,
    OUT path text, OUT label text, OUT label_en text, OUT state text, OUT partial_sum numeric, OUT unit text,
    OUT added bigint, OUT blank bigint, OUT not_added bigint, OUT reason text, OUT reason_zh text
) RETURNS SETOF record
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 20
BEGIN ATOMIC
  SELECT c.path, c.label, c.label_en, @extschema@.gireport_state(report, c.path), g.sum, g.unit, coalesce(g.number, 0),
         coalesce(g.blank, 0) + coalesce(g.dash, 0) + coalesce(g.not_applicable, 0),
         coalesce(g.text, 0) + coalesce(g.unreadable, 0) + coalesce(g.missing, 0) + coalesce(g.other_unit, 0),
         coalesce(nullif(concat_ws(', ', g.text || ' with text', g.unreadable || ' unreadable', g.missing || ' missing',
                          g.other_unit || ' in another unit', g.blank || ' blank', g.dash || ' struck out',
                          g.not_applicable || ' not applicable'), ''), 'amounts with and without a unit'),
         coalesce(nullif(concat_ws('，', g.text || ' 份写有文字', g.unreadable || ' 份无法辨认', g.missing || ' 份缺失',
                          g.other_unit || ' 份单位不同', g.blank || ' 份空白', g.dash || ' 份划线',
                          g.not_applicable || ' 份不适用'), ''), '有的金额有单位，有的没有')
    FROM jsonb_each((report).extra #> '{sum,gaps}') AS j (path, gap)
         CROSS JOIN LATERAL jsonb_to_record(j.gap)
           AS g (sum numeric, unit text, number bigint, blank bigint, dash bigint, not_applicable bigint, text bigint,
                 unreadable bigint, missing bigint, other_unit bigint)
         JOIN @extschema@.gireport_form_cells(@extschema@.gireport_form(report)) c ON c.path = j.path
   ORDER BY c.ordinal;
END;
COMMENT ON FUNCTION gireport_sum_gaps(gireport) IS
  'cells of a sum for which not every report had a number, how many had none and why / 汇总时并非每份都有数字的单元格及原因';

CREATE FUNCTION gireport_rollup_findings(
    IN summary gireport, IN below gireport[], IN names text[], IN complete boolean DEFAULT false,
    OUT seq integer, OUT code text, OUT severity text, OUT outcome text, OUT formula text,
    OUT left_value numeric, OUT right_value numeric, OUT difference numeric, OUT cells text[], OUT agency_below text,
    OUT blank_policy text, OUT evidence text, OUT message text, OUT message_zh text
) RETURNS SETOF record
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 10 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION gireport_rollup_findings(gireport, gireport[], text[], boolean) IS
  'a summary report against the reports below it: what differs and what explains it / 汇总报告与所属报告之和的差异及其解释';

-- ----- in a store ------------------------------------------------------------

-- For agency $1 and year $2, as SQL expressions: name, report and scope of every agency below, report null where it has
-- none. A government below counts with its summary, if it has one.
CREATE FUNCTION gireport_store_below(agency text, year text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN format(
  '(SELECT k.name, c.report_id, CASE WHEN c.report_id IS NOT NULL'
  '                                  THEN coalesce(c.report, ROW(NULL, NULL, NULL, NULL, NULL, NULL, NULL)::@extschema@.gireport) END AS report'
  '   FROM %%1$I.agency k'
  '        LEFT JOIN LATERAL (SELECT o.report_id, o.report FROM %%1$I.report o'
  '                            WHERE o.agency = k.name AND o.year = %2$s AND o.is_current'
  '                            ORDER BY o.scope DESC LIMIT 1) c ON true'
  '  WHERE k.parent = %1$s AND coalesce(k.expected_from <= %2$s, true) AND coalesce(k.expected_until >= %2$s, true))', agency, year);
COMMENT ON FUNCTION gireport_store_below(text, text) IS
  'internal: a subquery for the agencies below one, and their reports';

CREATE FUNCTION gireport_store_rollup_source() RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN
  '(SELECT r.report_id, r.agency, r.year, r.scope, r.is_current, r.report, b.reports, b.names,'
  '        coalesce(a.children_complete_from <= r.year, false) AS complete'
  '   FROM %1$I.report r JOIN %1$I.agency a ON a.name = r.agency'
  '        CROSS JOIN LATERAL (SELECT array_agg(k.report ORDER BY k.name) AS reports, array_agg(k.name ORDER BY k.name) AS names'
  '                              FROM ' || @extschema@.gireport_store_below('r.agency', 'r.year') || ' k) b'
  '  WHERE r.is_current AND r.scope = ''summary'' AND b.names IS NOT NULL) r'
  ' CROSS JOIN LATERAL @extschema@.gireport_rollup_findings(r.report, r.reports, r.names, r.complete) f';
COMMENT ON FUNCTION gireport_store_rollup_source() IS
  'internal: FROM clause of the view rollup_finding';

CREATE FUNCTION gireport_store_rollup_columns() RETURNS TABLE (name text, expression text, comment text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  VALUES
    ('is_complete', 'r.complete', '所属机关名单已声明完整 / the list of agencies below is declared complete'),
    ('agencies_below', 'cardinality(r.names)', '所属机关数 / agencies below'),
    ('finding_number', 'f.seq', '序号 / number of the finding within its report'),
    ('code', 'f.code', '代码 / code of the finding'),
    ('severity', 'f.severity', '严重程度 / severity: error, warning, info'),
    ('outcome', 'f.outcome', '结论 / fails or undecided'),
    ('formula', 'f.formula', '代入数值的公式 / the formula with its values'),
    ('left_value', 'f.left_value', '汇总报告之值 / value in the summary'),
    ('right_value', 'f.right_value', '所属报告之和 / sum over the reports below'),
    ('difference', 'f.difference', '差额 / left minus right'),
    ('cells', 'array_to_string(f.cells, '', '')', '涉及的单元格 / paths of the cells concerned, separated by commas'),
    ('agency_below', 'f.agency_below', '涉及的所属机关 / the agency below that it is about'),
    ('blank_policy', 'f.blank_policy', '空白按何处理 / how blanks were counted: zero or unknown'),
    ('evidence', 'f.evidence', '依据 / evidence'),
    ('message', 'f.message', '英文说明 / message in English'),
    ('message_zh', 'f.message_zh', '中文说明 / message in Chinese');
END;
COMMENT ON FUNCTION gireport_store_rollup_columns() IS
  'internal: columns of the view rollup_finding';

-- A summary made of the reports below. Where they have different forms, those of the commonest form are added up.
CREATE FUNCTION gireport_rollup(store text, agency text, year integer) RETURNS gireport
LANGUAGE plpgsql STABLE STRICT
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  total @extschema@.gireport;
BEGIN
  PERFORM @extschema@.gireport_store_options(store);
  EXECUTE format('SELECT (s.total).* FROM (
                    SELECT @extschema@.gireport_sum(k.report) AS total
                      FROM ' || @extschema@.gireport_store_below('$1', '$2') || ' k
                     WHERE (k.report).figures IS NOT NULL
                     GROUP BY @extschema@.gireport_form(k.report) ORDER BY count(*) DESC, @extschema@.gireport_form(k.report) DESC LIMIT 1) s', store)
    INTO total USING agency, year;
  IF total.figures IS NULL THEN
    RETURN NULL;
  END IF;
  total.agency := agency;
  total.year := year;
  total.title := format('%s%s年政府信息公开工作年度报告', agency, year);
  RETURN total;
END
$$;
COMMENT ON FUNCTION gireport_rollup(text, text, integer) IS
  'a summary report made of the reports below an agency; NULL when there are none / 由所属报告汇总生成';

CREATE FUNCTION gireport_rollup_gaps(
    store text, agency text, year integer,
    OUT agency_below text, OUT path text, OUT label text, OUT label_en text, OUT reason text, OUT reason_zh text)
RETURNS SETOF record
LANGUAGE plpgsql STABLE STRICT
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  form text := @extschema@.gireport_form(@extschema@.gireport_rollup(store, agency, year));
BEGIN
  RETURN QUERY EXECUTE format('
    SELECT k.name, g.path, g.label, g.label_en,
           CASE WHEN k.report_id IS NULL THEN ''no report'' WHEN (k.report).figures IS NULL THEN ''no figures could be read''
                WHEN g.path IS NULL THEN ''the report has another form'' ELSE g.reason END,
           CASE WHEN k.report_id IS NULL THEN ''缺报'' WHEN (k.report).figures IS NULL THEN ''未能读出数字''
                WHEN g.path IS NULL THEN ''报告格式不同'' ELSE g.reason_zh END
      FROM ' || @extschema@.gireport_store_below('$1', '$2') || ' k
           LEFT JOIN LATERAL (SELECT c.*
                                FROM @extschema@.gireport_sum_gaps((SELECT @extschema@.gireport_sum(v.r) FROM (VALUES (k.report)) v (r))) c
                               WHERE @extschema@.gireport_form(k.report) = $3 AND c.not_added > 0) g ON true
     WHERE @extschema@.gireport_form(k.report) IS DISTINCT FROM $3 OR g.path IS NOT NULL
     ORDER BY k.name, g.path', store) USING agency, year, form;
END
$$;
COMMENT ON FUNCTION gireport_rollup_gaps(text, text, integer) IS
  'what gireport_rollup() could not add, and why: whole reports (no path) and cells / 汇总时未能计入的报告和单元格及原因';

-- ----- who has reported ------------------------------------------------------

-- An agency is expected for the years that it says, up to the last one of which the store has a report.
CREATE FUNCTION gireport_store_submission_source() RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT
    '(SELECT c.report_id, e.agency, e.year, coalesce(c.scope, CASE WHEN a.publishes_summaries THEN ''summary'' ELSE ''agency'' END) AS scope,'
    '        c.is_current, c.report, c.loaded_at, a.region, a.parent, e.is_expected, s.times, s.last, s.reason'
    '   FROM (SELECT u.agency, u.year, bool_or(u.is_expected) AS is_expected'
    '           FROM (SELECT a.name AS agency, y.year, true AS is_expected'
    '                   FROM %1$I.agency a CROSS JOIN LATERAL'
    '                        generate_series(a.expected_from, coalesce(a.expected_until, (SELECT max(m.year) FROM %1$I.report m))) AS y (year)'
    '                 UNION ALL SELECT o.agency, o.year, false FROM %1$I.report o'
    '                            WHERE o.is_current AND o.agency IS NOT NULL AND o.year IS NOT NULL'
    '                 UNION ALL SELECT p.agency, p.year, false FROM %1$I.return_slip p'
    '                            WHERE p.agency IS NOT NULL AND p.year IS NOT NULL) u'
    '          GROUP BY u.agency, u.year) e'
    '        LEFT JOIN %1$I.agency a ON a.name = e.agency'
    '        LEFT JOIN LATERAL (SELECT o.* FROM %1$I.report o WHERE o.agency = e.agency AND o.year = e.year AND o.is_current'
    '                            ORDER BY (o.scope = ''summary'') = coalesce(a.publishes_summaries, false) DESC LIMIT 1) c ON true'
    '        LEFT JOIN LATERAL (SELECT count(*) AS times, max(p.returned_at) AS last,'
    '                                  (array_agg(p.reason ORDER BY p.slip_id DESC))[1] AS reason'
    '                             FROM %1$I.return_slip p WHERE p.agency = e.agency AND p.year = e.year) s ON true) r';
END;
COMMENT ON FUNCTION gireport_store_submission_source() IS
  'internal: FROM clause of the view submission';

CREATE FUNCTION gireport_store_submission_columns() RETURNS TABLE (name text, expression text, comment text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  VALUES
    ('region', 'r.region', '行政区域 / administrative region of the agency'),
    ('parent_agency', 'r.parent', '上级机关 / agency above it'),
    ('status', 'CASE WHEN r.report_id IS NULL AND r.times = 0 THEN ''missing'' WHEN r.times = 0 THEN ''received'''
               ' WHEN r.loaded_at > r.last THEN ''mended'' ELSE ''returned'' END',
     'missing 缺报，received 已收，returned 已退改，mended 退改后已重报 / missing, received, returned, or mended: received anew after a return'),
    ('is_expected', 'r.is_expected', '名单要求其报告该年度 / the list of agencies expects it'),
    ('is_readable', 'CASE WHEN r.report_id IS NOT NULL THEN @extschema@.gireport_readable(r.report) END', '没有无法辨认或缺失的单元格 / no cell is unreadable or missing'),
    ('is_consistent', 'CASE WHEN r.report_id IS NOT NULL THEN @extschema@.gireport_valid(r.report) END', '没有不成立的勾稽关系 / no identity fails'),
    ('loaded_at', 'r.loaded_at', '现行版本入库时间 / when the version in force was loaded'),
    ('times_returned', 'r.times', '退改次数 / how often it was returned'),
    ('returned_at', 'r.last', '最近一次退改时间 / when it was returned last'),
    ('return_reason', 'r.reason', '最近一次退改原因 / why it was returned last');
END;
COMMENT ON FUNCTION gireport_store_submission_columns() IS
  'internal: columns of the view submission';
