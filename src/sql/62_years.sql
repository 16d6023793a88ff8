-- 62_years.sql - a report against that of the year before

CREATE FUNCTION gireport_year_findings(
    IN current gireport, IN previous gireport, IN continuity text DEFAULT 'by_name', IN blanks text DEFAULT 'zero',
    OUT seq integer, OUT code text, OUT severity text, OUT outcome text, OUT formula text,
    OUT left_value numeric, OUT right_value numeric, OUT difference numeric, OUT cells text[], OUT previous_cells text[],
    OUT blank_policy text, OUT evidence text, OUT message text, OUT message_zh text
) RETURNS SETOF record
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200 ROWS 3 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION gireport_year_findings(gireport, gireport, text, text) IS
  'what does not fit between a report and that of the year before / 与上年报告不衔接之处';

CREATE FUNCTION gireport_year_sound(
    current gireport, previous gireport, continuity text DEFAULT 'by_name', blanks text DEFAULT 'zero') RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION gireport_year_sound(gireport, gireport, text, text) IS
  'gireport_year_findings() has nothing to say / 与上年报告衔接一致';

-- ----- in a store ------------------------------------------------------------

-- What became of agencies: from that year on, agency reports what predecessor reported before.
CREATE FUNCTION gireport_store_create_succession(store text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  EXECUTE format($ddl$
    CREATE TABLE %1$I.succession (
      agency text REFERENCES %1$I.agency ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
      year integer,
      predecessor text REFERENCES %1$I.agency ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
      kind text NOT NULL DEFAULT 'merged',
      note text,
      PRIMARY KEY (agency, year, predecessor),
      CONSTRAINT succession_kind_check CHECK (kind IN ('renamed', 'merged', 'transferred')),
      CONSTRAINT succession_agency_check CHECK (agency <> predecessor)
    );
    CREATE INDEX succession_predecessor_idx ON %1$I.succession (predecessor);
    COMMENT ON TABLE %1$I.succession IS
      '机关更名、合并、职能划转：自该年度起由 agency 报告 / renamings, mergers and transfers: from that year on agency reports instead';
    COMMENT ON COLUMN %1$I.succession.agency IS
      '其后的机关 / agency that reports since';
    COMMENT ON COLUMN %1$I.succession.year IS
      '首个由其报告的年度 / first year for which it does';
    COMMENT ON COLUMN %1$I.succession.predecessor IS
      '此前的机关 / agency that reported before';
    COMMENT ON COLUMN %1$I.succession.kind IS
      'renamed 更名，merged 合并，transferred 部分职能划转 / renamed, merged, or transferred: only some duties changed hands';
    COMMENT ON COLUMN %1$I.succession.note IS
      '说明 / note';
  $ddl$, store);
END
$$;
COMMENT ON FUNCTION gireport_store_create_succession(text) IS
  'internal: makes the table succession';

-- The report as one for the year under which a store keeps it.
CREATE FUNCTION gireport_store_at(report gireport, year integer) RETURNS gireport
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (report).year = year THEN report
            ELSE ROW((report).form, year, (report).agency, (report).title, (report).figures, (report).provenance,
                     (report).extra)::@extschema@.gireport END;
COMMENT ON FUNCTION gireport_store_at(gireport, integer) IS
  'internal: a report with the year under which a store keeps it';

-- Pairs of reports between which something does not fit. Most pairs do fit, so they are sifted by
-- gireport_year_sound() before anything costly is asked: whether the names differ, whether there were other versions.
CREATE FUNCTION gireport_store_year_source() RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT
    -- the year before
    '(SELECT r.report_id, r.agency, r.year, r.scope, r.is_current, @extschema@.gireport_store_at(r.report, r.year) AS report,'
    '        l.report_id AS previous_report_id, l.year AS previous_year,'
    '        @extschema@.gireport_store_at(l.report, l.year) AS previous,'
    '        CASE WHEN (r.report).agency <> (l.report).agency THEN ''renamed'''
    '             WHEN EXISTS (SELECT FROM %1$I.report o'
    '                           WHERE o.agency = r.agency AND o.scope = r.scope AND o.year IN (r.year, l.year) AND NOT o.is_current'
    '                             AND (o.report).figures OPERATOR(@extschema@.<>) CASE o.year WHEN r.year THEN (r.report).figures ELSE (l.report).figures END)'
    '             THEN ''corrected'' ELSE ''same'' END AS continuity'
    '   FROM %1$I.report r'
    '        JOIN %1$I.report l ON l.agency = r.agency AND l.scope = r.scope AND l.year = r.year - 1 AND l.is_current'
    '  WHERE r.is_current'
    '    AND NOT EXISTS (SELECT FROM %1$I.succession s WHERE s.agency = r.agency AND s.year = r.year)'
    '    AND NOT @extschema@.gireport_year_sound(@extschema@.gireport_store_at(r.report, r.year),'
    '                                            @extschema@.gireport_store_at(l.report, l.year), ''same'')'
    -- a gap before it
    ' UNION ALL'
    ' SELECT r.report_id, r.agency, r.year, r.scope, r.is_current, @extschema@.gireport_store_at(r.report, r.year),'
    '        l.report_id, l.year, @extschema@.gireport_store_at(l.report, l.year) AS previous, ''same'' AS continuity'
    '   FROM %1$I.report r LEFT JOIN %1$I.agency a ON a.name = r.agency'
    '        CROSS JOIN LATERAL (SELECT p.report_id, p.year, p.report FROM %1$I.report p'
    '                             WHERE p.agency = r.agency AND p.scope = r.scope AND p.is_current AND p.year < r.year'
    '                             ORDER BY p.year DESC LIMIT 1) l'
    '  WHERE r.is_current AND coalesce(a.expected_from < r.year, true)'
    '    AND NOT EXISTS (SELECT FROM %1$I.report m'
    '                     WHERE m.agency = r.agency AND m.scope = r.scope AND m.year = r.year - 1 AND m.is_current)'
    '    AND NOT EXISTS (SELECT FROM %1$I.succession s WHERE s.agency = r.agency AND s.year = r.year)'
    -- a succession: the sum over those that reported before
    ' UNION ALL'
    ' SELECT r.report_id, r.agency, r.year, r.scope, r.is_current, @extschema@.gireport_store_at(r.report, r.year),'
    '        b.report_id, r.year - 1, @extschema@.gireport_store_at(b.previous, r.year - 1), s.kind'
    '   FROM (SELECT c.agency, c.year, max(c.kind) AS kind FROM %1$I.succession c GROUP BY c.agency, c.year) s'
    '        JOIN %1$I.report r ON r.agency = s.agency AND r.year = s.year AND r.is_current'
    '        CROSS JOIN LATERAL (SELECT CASE WHEN count(*) = 1 THEN min(p.report_id) END AS report_id,'
    '                                   CASE WHEN bool_and((p.report).figures IS NOT NULL)'
    '                                         AND count(DISTINCT @extschema@.gireport_form(p.report)) = 1'
    '                                        THEN (SELECT @extschema@.gireport_sum(q.report) FROM %1$I.report q'
    '                                               WHERE q.report_id = ANY (array_agg(p.report_id))) END AS previous'
    '                              FROM (SELECT c.predecessor AS agency FROM %1$I.succession c'
    '                                     WHERE c.agency = r.agency AND c.year = r.year AND c.kind <> ''transferred'''
    '                                    UNION'
    '                                    SELECT o.agency FROM %1$I.report o'
    '                                     WHERE o.agency = r.agency AND o.year = r.year - 1 AND o.scope = r.scope AND o.is_current) w'
    '                                   LEFT JOIN %1$I.report p ON p.agency = w.agency AND p.year = r.year - 1'
    '                                                          AND p.scope = r.scope AND p.is_current) b'
    '  WHERE b.previous IS DISTINCT FROM NULL) r'
    ' CROSS JOIN LATERAL @extschema@.gireport_year_findings(r.report, r.previous, r.continuity) f';
END;
COMMENT ON FUNCTION gireport_store_year_source() IS
  'internal: FROM clause of the view year_finding';

CREATE FUNCTION gireport_store_year_columns() RETURNS TABLE (name text, expression text, comment text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  VALUES
    ('previous_report_id', 'r.previous_report_id',
     '上年报告编号；多份之和时为空 / number of the report it is compared with; null for a sum of several'),
    ('previous_year', 'r.previous_year', '上一份报告的年度 / year of that report'),
    ('continuity', 'r.continuity',
     '两年间的关系：same 同一机关，renamed 更名，merged 合并，transferred 职能划转，corrected 有不同版本'
     ' / same, renamed, merged, transferred, or corrected: there were different versions'),
    ('finding_number', 'f.seq', '序号 / number of the finding within the pair'),
    ('code', 'f.code', '代码 / code of the finding'),
    ('severity', 'f.severity', '严重程度 / severity: error, warning, info'),
    ('outcome', 'f.outcome', '结论 / fails or undecided'),
    ('formula', 'f.formula', '代入数值的公式 / the formula with its values'),
    ('left_value', 'f.left_value', '本年之值 / value of this year'),
    ('right_value', 'f.right_value', '由上年得出之值 / value that follows from last year'),
    ('difference', 'f.difference', '差额 / left minus right'),
    ('cells', 'array_to_string(f.cells, '', '')', '本年报告中涉及的单元格 / cells concerned of this year''s report'),
    ('previous_cells', 'array_to_string(f.previous_cells, '', '')', '上年报告中涉及的单元格 / cells concerned of last year''s'),
    ('blank_policy', 'f.blank_policy', '空白按何处理 / how blanks were counted: zero or unknown'),
    ('evidence', 'f.evidence', '依据 / evidence, as printed'),
    ('message', 'f.message', '英文说明 / message in English'),
    ('message_zh', 'f.message_zh', '中文说明 / message in Chinese');
END;
COMMENT ON FUNCTION gireport_store_year_columns() IS
  'internal: columns of the view year_finding';

-- ----- as a constraint -------------------------------------------------------

-- Whoever checks an agency's years holds its row, so that of two sessions that bring one year each the second sees the
-- first. A difference that was waived is let through.
CREATE FUNCTION gireport_store_check_years() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  broken record;
BEGIN
  PERFORM set_config('search_path', @extschema@.gireport_store_path(TG_TABLE_SCHEMA), true);
  PERFORM FROM agency a WHERE a.name = NEW.agency FOR NO KEY UPDATE;
  SELECT min(f.year) AS year, string_agg(@extschema@.gireport_store_say(f.message, f.message_zh), E'\n'
                                         ORDER BY f.year, f.finding_number) AS messages
    INTO broken
    FROM year_finding f
   WHERE f.agency = NEW.agency AND f.scope = NEW.scope AND f.year IN (NEW.year, NEW.year + 1) AND f.code = 'Y601'
     AND NOT EXISTS (SELECT FROM waiver w
                      WHERE w.report_id = f.report_id AND w.code = f.code AND coalesce(w.subject = f.cells, true)
                        AND w.granted
                        AND NOT EXISTS (SELECT FROM waiver n
                                         WHERE (n.report_id, n.code) = (w.report_id, w.code) AND n.waiver_id > w.waiver_id
                                           AND n.subject IS NOT DISTINCT FROM w.subject AND NOT n.granted));
  IF broken.year IS NOT NULL THEN
    RAISE check_violation USING
      MESSAGE = format(@extschema@.gireport_store_say(
                  'report of "%s" for %s does not carry in what %s carried out', '“%s”%s 年报告的上年结转与 %s 年的结转下年度不一致'),
                  NEW.agency, broken.year, broken.year - 1),
      DETAIL = broken.messages,
      HINT = @extschema@.gireport_store_say(
        'Correct the figures at their source, record a waiver of Y601 in the same transaction, or see gireport_enforce_years().',
        '请在源头更正数字；或在同一事务中登记对 Y601 的豁免；或见 gireport_enforce_years()。'),
      SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME, CONSTRAINT = 'carried_over';
  END IF;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION gireport_store_check_years() IS
  'internal: trigger that compares a report with those of the years before and after it';

CREATE FUNCTION gireport_store_between_years(store text, enforce boolean) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_trigger WHERE tgrelid = format('%I.report', store)::regclass AND tgname = 'carried_over') THEN
    EXECUTE format('DROP TRIGGER carried_over ON %I.report', store);
  END IF;
  IF enforce THEN
    EXECUTE format($ddl$
      CREATE CONSTRAINT TRIGGER carried_over AFTER INSERT OR UPDATE OF body, report, agency, year, scope, is_current
        ON %1$I.report DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW WHEN (NEW.is_current) EXECUTE FUNCTION @extschema@.gireport_store_check_years();
    $ddl$, store);
  END IF;
END
$$;
COMMENT ON FUNCTION gireport_store_between_years(text, boolean) IS
  'internal: makes or drops the constraint trigger between years';

CREATE FUNCTION gireport_enforce_years(store text, enforce boolean DEFAULT true) RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  broken bigint;
BEGIN
  PERFORM @extschema@.gireport_store_options(store);
  EXECUTE format('INSERT INTO %I.store_option VALUES (''between_years'', $1)
                  ON CONFLICT (name) DO UPDATE SET setting = excluded.setting', store)
    USING enforce::text;
  PERFORM @extschema@.gireport_store_between_years(store, enforce);
  IF enforce THEN
    EXECUTE format('SELECT count(DISTINCT report_id) FROM %I.year_finding WHERE code = ''Y601''', store) INTO broken;
    IF broken > 0 THEN
      RAISE NOTICE '%', format(@extschema@.gireport_store_say(
        'reports in store "%s" that do not carry in what the year before carried out: %s; they stay as they are',
        '库“%s”中已有 %2$s 份报告与上年结转不一致，保留不动'), store, broken)
        USING HINT = @extschema@.gireport_store_say('See view "year_finding".', '见视图 year_finding。');
    END IF;
  END IF;
  RETURN store;
END
$$;
COMMENT ON FUNCTION gireport_enforce_years(text, boolean) IS
  'refuse, at commit, reports that do not carry in what the year before carried out / 提交时拒绝与上年结转不一致的报告';
