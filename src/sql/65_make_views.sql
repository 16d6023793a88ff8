-- 65_make_views.sql - makes the views of a store out of what 61 to 64 declare

-- FROM clauses, with %1$I for the store, and comments.
CREATE FUNCTION gireport_store_view_list() RETURNS TABLE (name text, source text, comment text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  VALUES
    ('report_summary', '%1$I.report r LEFT JOIN %1$I.agency a ON a.name = r.agency',
     '每份报告一行：读取与校验情况、主要数字 / one row a report: how it was read and judged, and its main figures'),
    ('application_fact',
     '%1$I.report r JOIN @extschema@.gireport_store_fact_cells(''application'') f ON f.form = @extschema@.gireport_form(r.report)',
     '申请办理结果，每份报告、结果、申请人类别一行，不含总计行列；SUM(cases) … WHERE is_current AND scope = ''agency'' 对每件申请只计一次'
     ' / outcomes of applications: one row for each report, outcome and kind of applicant, without totals;'
     ' SUM(cases) … WHERE is_current AND scope = ''agency'' counts each application once'),
    ('disclosure_fact',
     '%1$I.report r JOIN @extschema@.gireport_store_fact_cells(''disclosure'') f ON f.form = @extschema@.gireport_form(r.report)',
     '主动公开政府信息情况，每份报告、内容、指标一行 / proactive disclosure: one row for each report, item and measure of table 2'),
    ('dispute_fact',
     '%1$I.report r JOIN @extschema@.gireport_store_fact_cells(''dispute'') f ON f.form = @extschema@.gireport_form(r.report)',
     '行政复议、行政诉讼，每份报告、途径、结果一行，不含总计'
     ' / administrative review and litigation: one row for each report, kind of dispute and result, without totals'),
    ('finding', '%1$I.report r CROSS JOIN LATERAL @extschema@.gireport_findings(r.report) f',
     '校验发现的问题，每个问题一行 / what is wrong or doubtful in a report: one row a finding'),
    ('report_wide', '%1$I.report r',
     '每份报告一行，每个单元格两列（数值与状态）；两种格式的单元格并列，格式没有的为空'
     ' / one row a report, two columns a cell: its number and its state; null where the form has no such cell'),
    ('agency_year', '%1$I.report r LEFT JOIN %1$I.agency a ON a.name = r.agency',
     '每份报告一行的各项比率，按总计列计算，附分子、分母；不可得的比率为空并说明原因，缺失从不按 0 计'
     ' / rates, one row a report, over the total column, with numerators and denominators; a rate that cannot be had is'
     ' null, and its state says why; missing is never 0'),
    ('year_finding', @extschema@.gireport_store_year_source(),
     '与上年报告不衔接之处，只比较现行版本 / what does not fit between a report and that of the year before; versions in force only'),
    ('rollup_finding', @extschema@.gireport_store_rollup_source(),
     '汇总报告与所属报告之和的差异；名单未声明完整时仅供参考'
     ' / summaries against the sum of the reports below; information only until the list of agencies is declared complete'),
    ('submission', @extschema@.gireport_store_submission_source(),
     '各机关各年度报送情况：缺报、已收、已退改、已重报 / who has reported: missing, received, returned, mended'),
    ('cell_decision', @extschema@.gireport_store_cell_decision_source(),
     '有更正或豁免的单元格：报告、更正、豁免并列 / cells with decisions: reported, corrected and waived side by side'),
    ('finding_decision', @extschema@.gireport_store_finding_decision_source(),
     '校验发现的问题及其处理：未处理、已更正、已豁免 / findings and what was decided: open, corrected, waived');
END;
COMMENT ON FUNCTION gireport_store_view_list() IS
  'internal: the views of a store';

CREATE FUNCTION gireport_store_view_columns(view_name text)
RETURNS TABLE (place bigint, name text, expression text, comment text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT row_number() OVER (ORDER BY c.part, c.place), c.name, c.expression, c.comment
    FROM (SELECT 1 AS part, k.* FROM @extschema@.gireport_store_key_columns() WITH ORDINALITY AS k (name, expression, comment, place)
          UNION ALL
          SELECT 2, k.* FROM @extschema@.gireport_store_agency_columns() WITH ORDINALITY AS k
           WHERE view_name IN ('report_summary', 'agency_year')
          UNION ALL
          SELECT 3, k.* FROM @extschema@.gireport_store_summary_columns() WITH ORDINALITY AS k
           WHERE view_name = 'report_summary'
          UNION ALL
          SELECT 3, k.* FROM @extschema@.gireport_store_application_columns() WITH ORDINALITY AS k
           WHERE view_name = 'application_fact'
          UNION ALL
          SELECT 3, k.* FROM @extschema@.gireport_store_disclosure_columns() WITH ORDINALITY AS k
           WHERE view_name = 'disclosure_fact'
          UNION ALL
          SELECT 3, k.* FROM @extschema@.gireport_store_dispute_columns() WITH ORDINALITY AS k
           WHERE view_name = 'dispute_fact'
          UNION ALL
          SELECT 3, k.* FROM @extschema@.gireport_store_finding_columns() WITH ORDINALITY AS k
           WHERE view_name = 'finding'
          UNION ALL
          SELECT 3, k.* FROM @extschema@.gireport_store_wide_columns() WITH ORDINALITY AS k
           WHERE view_name = 'report_wide'
          UNION ALL
          SELECT 3, k.* FROM @extschema@.gireport_store_rate_columns() WITH ORDINALITY AS k
           WHERE view_name = 'agency_year'
          UNION ALL
          SELECT 3, k.* FROM @extschema@.gireport_store_year_columns() WITH ORDINALITY AS k
           WHERE view_name = 'year_finding'
          UNION ALL
          SELECT 3, k.* FROM @extschema@.gireport_store_rollup_columns() WITH ORDINALITY AS k
           WHERE view_name = 'rollup_finding'
          UNION ALL
          SELECT 3, k.* FROM @extschema@.gireport_store_submission_columns() WITH ORDINALITY AS k
           WHERE view_name = 'submission'
          UNION ALL
          SELECT 3, k.* FROM @extschema@.gireport_store_cell_decision_columns() WITH ORDINALITY AS k
           WHERE view_name = 'cell_decision'
          UNION ALL
          SELECT 3, k.* FROM @extschema@.gireport_store_finding_decision_columns() WITH ORDINALITY AS k
           WHERE view_name = 'finding_decision') c;
END;
COMMENT ON FUNCTION gireport_store_view_columns(text) IS
  'internal: the columns of a view of a store, in order';

CREATE FUNCTION gireport_store_view(store text, view_name text, source text, comment text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  columns text;
  column_comments text;
BEGIN
  SELECT string_agg(format('%s AS %I', c.expression, c.name), ', ' ORDER BY c.place),
         string_agg(format('COMMENT ON COLUMN %I.%I.%I IS %L;', store, view_name, c.name, c.comment), ' ')
    INTO columns, column_comments
    FROM @extschema@.gireport_store_view_columns(view_name) c;
  EXECUTE format('CREATE OR REPLACE VIEW %I.%I WITH (security_invoker = true) AS SELECT %s FROM %s',
                 store, view_name, columns, format(source, store));
  EXECUTE format('COMMENT ON VIEW %I.%I IS %L; %s', store, view_name, comment, column_comments);
END
$$;
COMMENT ON FUNCTION gireport_store_view(text, text, text, text) IS
  'internal: makes or replaces a view of a store, with its comments';

CREATE FUNCTION gireport_store_views(store text) RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT @extschema@.gireport_store_view(store, v.name, v.source, v.comment)
    FROM @extschema@.gireport_store_view_list() v;
END;
COMMENT ON FUNCTION gireport_store_views(text) IS
  'internal: makes or replaces the views of a store';
