-- 61_views.sql - the views of a store, for BI clients and people
--
-- Every view is declared as rows of (column, expression, comment), here and in the parts that follow, and a FROM clause;
-- 65_make_views.sql makes the views out of that. What depends on the forms (a column for each cell, a rate over a group of outcomes) is made
-- from gireport_form_cells(). In expressions r is the row of report, and f in the fact views a cell.
--
-- Columns have plain types: BI clients cannot show a composite, a domain or an array. An update may only append
-- columns, since CREATE OR REPLACE VIEW takes no other change. An expression in the SELECT list is computed only when a
-- query asks for its column, so costly ones stand there and not in FROM.

-- The columns with which every view begins.
CREATE FUNCTION gireport_store_key_columns() RETURNS TABLE (name text, expression text, comment text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  VALUES
    ('report_id', 'r.report_id', '报告编号 / number of the report in this store'),
    ('agency', 'r.agency', '机关 / agency'),
    ('year', 'r.year', '报告年度 / year reported on'),
    ('scope', 'r.scope', 'agency 为本机关报告，summary 为汇总报告；不可相加 / agency: its own report; summary: sums up others; never add the two'),
    ('is_current', 'r.is_current', '是否现行版本；统计时只取现行版本 / whether this version is in force; count no other'),
    ('form', '@extschema@.gireport_form(r.report)', '报告格式：2019 或 2021 / form of the report: 2019 or 2021');
END;
COMMENT ON FUNCTION gireport_store_key_columns() IS
  'internal: the columns with which every view of a store begins';

-- Columns of the views that join agency as a. The planner drops the join when a query asks for none of them.
CREATE FUNCTION gireport_store_agency_columns() RETURNS TABLE (name text, expression text, comment text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  VALUES
    ('region', 'a.region', '行政区域 / administrative region of the agency'),
    ('parent_agency', 'a.parent', '上级机关 / agency above it');
END;
COMMENT ON FUNCTION gireport_store_agency_columns() IS
  'internal: columns of the views of a store that show what is known of the agency';

CREATE FUNCTION gireport_store_finding_count(report gireport, severity text) RETURNS bigint
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION gireport_store_finding_count(gireport, text) IS
  'internal: how many findings of that severity a report has; null without figures';

CREATE FUNCTION gireport_store_summary_columns() RETURNS TABLE (name text, expression text, comment text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  VALUES
    ('title', '(r.report).title', '标题 / title'),
    ('source', 'r.source', '来源 / where the text comes from'),
    ('loaded_at', 'r.loaded_at', '入库时间 / when it was loaded'),
    ('reading', 'split_part(r.reading, '':'', 1)',
     'read 表示已读出，否则为原因代码 / read, or the code of the reason why no figures could be read'),
    ('reading_reason', 'substring(r.reading FROM ''^[^:]*: (.*)$'')', '未能读出的原因 / why no figures could be read'),
    ('is_readable', '@extschema@.gireport_readable(r.report)',
     '没有无法辨认或缺失的单元格 / no cell is unreadable or missing'),
    ('is_consistent', '@extschema@.gireport_valid(r.report)',
     '没有不成立的勾稽关系（空白按 0 计） / no identity fails, blanks counted as 0'),
    ('error_count', '@extschema@.gireport_store_finding_count(r.report, ''error'')', '错误数 / findings that are errors'),
    ('warning_count', '@extschema@.gireport_store_finding_count(r.report, ''warning'')', '警告数 / findings that are warnings'),
    ('new_received', '@extschema@.gireport_value(r.report, ''table3.new_received.total'')',
     '本年新收申请，总计列 / applications newly received, total column'),
    ('carried_in', '@extschema@.gireport_value(r.report, ''table3.carried_in.total'')',
     '上年结转申请，总计列 / applications carried in, total column'),
    ('result_total', '@extschema@.gireport_value(r.report, ''table3.result_total.total'')',
     '本年度办理结果总计 / applications handled, as reported'),
    ('carried_out', '@extschema@.gireport_value(r.report, ''table3.carried_out.total'')',
     '结转下年度继续办理，总计列 / applications carried out, total column'),
    ('review_total', '@extschema@.gireport_value(r.report, ''table4.review.total'')',
     '行政复议总计 / administrative reviews, as reported'),
    ('litigation_direct_total', '@extschema@.gireport_value(r.report, ''table4.litigation_direct.total'')',
     '未经复议直接起诉总计 / lawsuits without prior review, as reported'),
    ('litigation_after_review_total', '@extschema@.gireport_value(r.report, ''table4.litigation_after_review.total'')',
     '复议后起诉总计 / lawsuits after review, as reported'),
    ('number_cells', '@extschema@.gireport_cell_count(r.report, ''number'')',
     '有数字的单元格数 / cells with a number'),
    ('blank_cells', '@extschema@.gireport_cell_count(r.report, ''blank'') + @extschema@.gireport_cell_count(r.report, ''dash'')
        + @extschema@.gireport_cell_count(r.report, ''not_applicable'')',
     '空白、划线或“无”的单元格数 / cells left blank, struck out or marked as not applicable'),
    ('unreadable_cells', '@extschema@.gireport_cell_count(r.report, ''text'') + @extschema@.gireport_cell_count(r.report, ''unreadable'')',
     '无法辨认或写有文字的单元格数 / cells that are unreadable or hold other text'),
    ('missing_cells', '@extschema@.gireport_cell_count(r.report, ''missing'')',
     '缺失的单元格数 / cells whose row or table is absent');
END;
COMMENT ON FUNCTION gireport_store_summary_columns() IS
  'internal: columns of the view report_summary';

-- The cells of the fact views, once for each query. STRICT keeps the planner from putting the query in the place of the
-- function; it would take each of its conditions to leave one row in 200, and sort what a hash table has room for.
CREATE FUNCTION gireport_store_fact_cells(fact text)
RETURNS TABLE (form text, ordinal integer, path text, row_key text, row_label text, row_label_en text,
               column_key text, column_label text, column_label_en text,
               outcome_group text, outcome_group_label text, outcome_group_label_en text, label_unit text)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 100
BEGIN ATOMIC
  SELECT c.form, c.ordinal, c.path, c.row_key, c.row_label, c.row_label_en, c.column_key, c.column_label, c.column_label_en,
         c.outcome_group, c.outcome_group_label, c.outcome_group_label_en, c.label_unit
    FROM @extschema@.gireport_form_cells() c
   WHERE CASE fact WHEN 'application' THEN c.outcome_group IS NOT NULL AND c.column_key <> 'total'
                   WHEN 'disclosure' THEN c.table_key = 'table2'
                   WHEN 'dispute' THEN c.table_key = 'table4' AND c.column_key <> 'total' END;
END;
COMMENT ON FUNCTION gireport_store_fact_cells(text) IS
  'internal: the cells that are rows of a fact view: application, disclosure or dispute';

CREATE FUNCTION gireport_store_application_columns() RETURNS TABLE (name text, expression text, comment text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  VALUES
    ('outcome_group', 'f.outcome_group',
     '办理结果大类 / group of outcomes: granted, partly_granted, denied, unavailable, not_processed, other'),
    ('outcome_group_label', 'f.outcome_group_label', '办理结果大类名称 / its Chinese name'),
    ('outcome_group_label_en', 'f.outcome_group_label_en', '办理结果大类英文名称 / its English name'),
    ('outcome', 'f.row_key', '办理结果 / outcome, a row of table 3'),
    ('outcome_label', 'f.row_label', '办理结果名称 / its Chinese name'),
    ('outcome_label_en', 'f.row_label_en', '办理结果英文名称 / its English name'),
    ('applicant_kind', 'f.column_key', '申请人类别 / kind of applicant, a column of table 3 other than the total'),
    ('applicant_label', 'f.column_label', '申请人类别名称 / its Chinese name'),
    ('applicant_label_en', 'f.column_label_en', '申请人类别英文名称 / its English name'),
    ('cell_order', 'f.ordinal', '表中次序 / place of the cell in the form, to sort by'),
    ('cases', '@extschema@.gireport_value(r.report, f.path)',
     '件数；没有数字时为空，从不以 0 代替 / applications; null, never 0, when the cell holds no number'),
    ('state', '@extschema@.gireport_state(r.report, f.path)',
     '单元格状态 / state of the cell: number, blank, dash, not_applicable, text, unreadable, missing');
END;
COMMENT ON FUNCTION gireport_store_application_columns() IS
  'internal: columns of the view application_fact';

CREATE FUNCTION gireport_store_disclosure_columns() RETURNS TABLE (name text, expression text, comment text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  VALUES
    ('item', 'f.row_key', '信息内容 / what was disclosed, a row of table 2'),
    ('item_label', 'f.row_label', '信息内容名称 / its Chinese name'),
    ('item_label_en', 'f.row_label_en', '信息内容英文名称 / its English name'),
    ('measure', 'f.column_key', '指标 / what was counted, a column of table 2; never add two of them'),
    ('measure_label', 'f.column_label', '指标名称 / its Chinese name'),
    ('measure_label_en', 'f.column_label_en', '指标英文名称 / its English name'),
    ('cell_order', 'f.ordinal', '表中次序 / place of the cell in the form, to sort by'),
    ('amount', '@extschema@.gireport_value(r.report, f.path)',
     '数值，按所载单位；没有数字时为空 / number as printed, in its unit; null when the cell holds none'),
    ('state', '@extschema@.gireport_state(r.report, f.path)',
     '单元格状态 / state of the cell: number, blank, dash, not_applicable, text, unreadable, missing'),
    ('unit', '@extschema@.gireport_unit(r.report, f.path)',
     '单元格内所载单位 / unit printed in the cell'),
    ('label_unit', 'f.label_unit', '表头所载单位 / unit printed in the label'),
    ('amount_yuan', '@extschema@.gireport_amount_yuan(r.report, f.path)',
     '金额（元）；没有单位时为空 / amount in yuan; null when no unit is known'),
    ('note', '@extschema@.gireport_note(r.report, f.path)',
     '单元格内附注 / note printed in the cell');
END;
COMMENT ON FUNCTION gireport_store_disclosure_columns() IS
  'internal: columns of the view disclosure_fact';

CREATE FUNCTION gireport_store_dispute_columns() RETURNS TABLE (name text, expression text, comment text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  VALUES
    ('dispute', 'f.row_key',
     '争议途径 / kind of dispute: review, litigation_direct, litigation_after_review'),
    ('dispute_label', 'f.row_label', '争议途径名称 / its Chinese name'),
    ('dispute_label_en', 'f.row_label_en', '争议途径英文名称 / its English name'),
    ('dispute_result', 'f.column_key', '结果，不含总计 / result, a column of table 4 other than the total'),
    ('dispute_result_label', 'f.column_label', '结果名称 / its Chinese name'),
    ('dispute_result_label_en', 'f.column_label_en', '结果英文名称 / its English name'),
    ('cell_order', 'f.ordinal', '表中次序 / place of the cell in the form, to sort by'),
    ('cases', '@extschema@.gireport_value(r.report, f.path)',
     '件数；没有数字时为空，从不以 0 代替 / cases; null, never 0, when the cell holds no number'),
    ('state', '@extschema@.gireport_state(r.report, f.path)',
     '单元格状态 / state of the cell: number, blank, dash, not_applicable, text, unreadable, missing');
END;
COMMENT ON FUNCTION gireport_store_dispute_columns() IS
  'internal: columns of the view dispute_fact';

CREATE FUNCTION gireport_store_finding_columns() RETURNS TABLE (name text, expression text, comment text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  VALUES
    ('finding_number', 'f.seq', '序号 / number of the finding within its report'),
    ('code', 'f.code', '代码 / code of the finding'),
    ('severity', 'f.severity', '严重程度 / severity: error, warning, information'),
    ('outcome', 'f.outcome', '勾稽关系结论 / whether the identity holds, fails or is undecided'),
    ('identity_name', 'f.identity', '勾稽关系名称 / the identity, named as in the constraint'),
    ('cause', 'f.cause', '原因编号；同一原因的发现编号相同 / number of the cause; findings with one cause share it'),
    ('formula', 'f.formula', '代入数值的公式 / the formula with its values'),
    ('left_value', 'f.left_value', '左边之值 / value of the left side'),
    ('right_value', 'f.right_value', '右边之值 / value of the right side'),
    ('difference', 'f.difference', '差额 / left minus right'),
    ('cells', 'array_to_string(f.cells, '', '')', '涉及的单元格 / paths of the cells concerned, separated by commas'),
    ('blank_policy', 'f.blank_policy', '空白按何处理 / how blanks were counted: zero or unknown'),
    ('alternatives', 'f.alternatives', '可能的最小改法数 / number of equally small repairs'),
    ('proposal', 'f.proposal::text', '改法建议（JSON） / proposed repair, JSON as text'),
    ('confidence', 'f.confidence', '建议的把握 / confidence of the proposal, 0 to 1'),
    ('line_number', 'f.line', '原文行号 / line of the text'),
    ('char_position', 'f."position"', '原文字符位置 / character of the text'),
    ('evidence', 'f.evidence', '依据 / evidence, as printed'),
    ('message', 'f.message', '英文说明 / message in English'),
    ('message_zh', 'f.message_zh', '中文说明 / message in Chinese'),
    ('details', 'f.extra::text', '其他信息（JSON） / further details, JSON as text');
END;
COMMENT ON FUNCTION gireport_store_finding_columns() IS
  'internal: columns of the view finding';

-- ----- a column for each cell ------------------------------------------------

-- table3.granted.total becomes t3_granted_total.
CREATE FUNCTION gireport_store_cell_column(path text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN replace(regexp_replace(path, '^table', 't'), '.', '_');
COMMENT ON FUNCTION gireport_store_cell_column(text) IS
  'internal: name of the column that shows a cell in report_wide';

-- The cells of all forms, each once. A new form appends its own.
CREATE FUNCTION gireport_store_cells() RETURNS TABLE (place bigint, path text, label text, label_en text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT row_number() OVER (ORDER BY min(p.place)), p.path,
         CASE WHEN count(DISTINCT p.label) = 1 AND count(*) = max(p.forms) THEN max(p.label)
              ELSE string_agg(format('%s（%s 年格式）', p.label, p.form), '；' ORDER BY p.place) END,
         (array_agg(p.label_en ORDER BY p.place DESC))[1]
    FROM (SELECT c.*, row_number() OVER (ORDER BY c.form, c.ordinal) AS place,
                 dense_rank() OVER (ORDER BY c.form) + dense_rank() OVER (ORDER BY c.form DESC) - 1 AS forms
            FROM @extschema@.gireport_form_cells() c) p
   GROUP BY p.path;
END;
COMMENT ON FUNCTION gireport_store_cells() IS
  'internal: the cells of all forms, each once, with the labels that the forms give it';

CREATE FUNCTION gireport_store_wide_columns() RETURNS TABLE (name text, expression text, comment text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT @extschema@.gireport_store_cell_column(c.path) || v.suffix,
         format('@extschema@.%s(r.report, %L)', v.reader, c.path),
         format(v.comment, c.label, c.label_en)
    FROM @extschema@.gireport_store_cells() c
         CROSS JOIN (VALUES (1, '', 'gireport_value', '%s / %s'),
                            (2, '_state', 'gireport_state', '%s：单元格状态 / %s: state of the cell'))
                    AS v (place, suffix, reader, comment)
   ORDER BY c.place, v.place;
END;
COMMENT ON FUNCTION gireport_store_wide_columns() IS
  'internal: columns of the view report_wide, two for each cell';

-- ----- rates -----------------------------------------------------------------

-- A rate is numerator by denominator, sums of cells of the 总计 column or of table 4. The identities are those that tie
-- its cells together: where one fails, nobody knows which of the cells is wrong, so there is no rate. (An identity
-- along a row ties a total to the kinds of applicant, which no rate uses.)
CREATE FUNCTION gireport_store_rates()
RETURNS TABLE (rate text, numerator text[], denominator text[], identities text[], label text, label_en text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH outcome AS (
    SELECT c.outcome_group, c.path, min(c.ordinal) AS place
      FROM @extschema@.gireport_form_cells() c
     WHERE c.outcome_group IS NOT NULL AND c.column_key = 'total'
     GROUP BY c.outcome_group, c.path)
  SELECT g.rate, (SELECT array_agg(o.path ORDER BY o.place, o.path) FROM outcome o WHERE o.outcome_group = ANY (g.groups)),
         ARRAY['table3.result_total.total'], ARRAY['t3_outcomes_total'], g.label, g.label_en
    FROM (VALUES
           ('disclosed', ARRAY['granted', 'partly_granted'], '公开率：（予以公开＋部分公开）÷办理总计',
            'disclosed or partly disclosed, of those handled'),
           ('denied', ARRAY['denied'], '不予公开率：不予公开÷办理总计', 'denied, of those handled'),
           ('unavailable', ARRAY['unavailable'], '无法提供率：无法提供÷办理总计', 'unavailable, of those handled'),
           ('not_processed', ARRAY['not_processed'], '不予处理率：不予处理÷办理总计', 'not processed, of those handled'),
           ('other', ARRAY['other'], '其他处理率：其他处理÷办理总计', 'handled otherwise, of those handled'))
         AS g (rate, groups, label, label_en)
  UNION ALL
  VALUES
    ('completion', ARRAY['table3.result_total.total'],
     ARRAY['table3.new_received.total', 'table3.carried_in.total'], ARRAY['t3_balance_total'],
     '办结率：办理总计÷（本年新收＋上年结转）', 'handled, of those received and carried in'),
    ('review_correction', ARRAY['table4.review.corrected'],
     ARRAY['table4.review.upheld', 'table4.review.corrected', 'table4.review.other'], ARRAY['t4_sum_review'],
     '行政复议纠错率：结果纠正÷（维持＋纠正＋其他），不含尚未审结', 'reviews that corrected the agency, of those closed'),
    ('litigation_correction',
     ARRAY['table4.litigation_direct.corrected', 'table4.litigation_after_review.corrected'],
     ARRAY['table4.litigation_direct.upheld', 'table4.litigation_direct.corrected', 'table4.litigation_direct.other',
           'table4.litigation_after_review.upheld', 'table4.litigation_after_review.corrected',
           'table4.litigation_after_review.other'],
     ARRAY['t4_sum_litigation_direct', 't4_sum_litigation_after_review'],
     '行政诉讼纠错率（两类合计）：结果纠正÷（维持＋纠正＋其他），不含尚未审结',
     'lawsuits of both kinds that corrected the agency, of those closed');
END;
COMMENT ON FUNCTION gireport_store_rates() IS
  'internal: the rates of the view agency_year: cells above and below the line, and the identities that tie them';

CREATE FUNCTION gireport_store_rate_sum(report gireport, paths text[], identities text[], fewest integer) RETURNS numeric
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION gireport_store_rate_sum(gireport, text[], text[], integer) IS
  'internal: sum of some cells; null when one has no answer, or a blank counts for 0 and no identity confirms it';

CREATE FUNCTION gireport_store_rate_state(report gireport, numerator text[], denominator text[], identities text[]) RETURNS text
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION gireport_store_rate_state(gireport, text[], text[], text[]) IS
  'internal: ok, or why a report has no such rate';

-- Each column reads the cells anew: the report is decoded once, and a plan with subqueries that hand values on could not
-- be run by several processes.
CREATE FUNCTION gireport_store_rate_columns() RETURNS TABLE (name text, expression text, comment text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT r.rate || k.suffix, format(k.expression, r.above, r.below, r.state), format(k.comment, r.label, r.label_en)
    FROM (SELECT r.*, row_number() OVER () AS place,
                 format('@extschema@.gireport_store_rate_sum(r.report, %L, %L, 0)', r.numerator, r.identities) AS above,
                 format('@extschema@.gireport_store_rate_sum(r.report, %L, %L, 1)', r.denominator, r.identities) AS below,
                 format('@extschema@.gireport_store_rate_state(r.report, %L, %L, %L)', r.numerator, r.denominator, r.identities) AS state
            FROM @extschema@.gireport_store_rates() r) r
         CROSS JOIN (VALUES
           (1, '_numerator', '%1$s', '%s（分子） / numerator: %s'),
           (2, '_denominator', '%2$s', '%s（分母） / denominator: %s'),
           (3, '_rate', 'CASE WHEN %3$s = ''ok'' THEN %1$s / %2$s END', '%s；不可得时为空 / %s; null unless its state is ok'),
           (4, '_rate_state', '%3$s',
            '%s（状态） / why that rate is null: not_read, unreadable, missing, denominator_blank, identity_fails, '
            'identity_undecided (a blank that no identity confirms to be 0), denominator_zero; else ok'))
         AS k (place, suffix, expression, comment)
   ORDER BY r.place, k.place;
END;
COMMENT ON FUNCTION gireport_store_rate_columns() IS
  'internal: columns of the view agency_year';
