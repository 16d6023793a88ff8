-- Identities: outcomes, findings, refusals.
\pset null '(null)'
\getenv root PG_ABS_SRCDIR
CREATE TEMP TABLE sample (name text PRIMARY KEY, body text);
\set file :root '/test/samples/2021-lines-blanks.txt'
\set body `cat :'file'`
INSERT INTO sample VALUES ('2021-lines-blanks', :'body');
\set file :root '/test/samples/2021-lines-inconsistent.txt'
\set body `cat :'file'`
INSERT INTO sample VALUES ('2021-lines-inconsistent', :'body');
\set file :root '/test/samples/2019-tabs-lost-cells.txt'
\set body `cat :'file'`
INSERT INTO sample VALUES ('2019-tabs-lost-cells', :'body');
CREATE TEMP TABLE parsed AS SELECT name, gireport_parse(body) AS r FROM sample;

\set file :root '/test/findings/base.sql'
\i :file
CREATE FUNCTION pg_temp.raised(query text, OUT code text, OUT "constraint" text, OUT message text, OUT detail text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE query;
  code := '00000';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, "constraint" = CONSTRAINT_NAME, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
END
$$;
-- Which identities a cell stands in, from the notice alone: its row, its column's outcomes and balance, its group of table 4.
CREATE TEMP TABLE membership AS
SELECT b.form, b.path, i.identity
FROM base b, LATERAL (SELECT 't3_row_' || b.row_key AS identity WHERE b.table_key = 'table3'
                      UNION ALL SELECT 't3_outcomes_' || b.column_key WHERE b.outcome OR b.row_key = 'result_total'
                      UNION ALL SELECT 't3_balance_' || b.column_key WHERE b.row_key IN ('new_received', 'carried_in', 'result_total', 'carried_out')
                      UNION ALL SELECT 't4_sum_' || b.row_key WHERE b.table_key = 'table4') AS i;

--
-- Properties
--
SELECT oid::regprocedure AS function, provolatile, proisstrict, proparallel FROM pg_proc
WHERE proname IN ('gireport_outcome', 'gireport_valid', 'gireport_readable', 'gireport_require', 'gireport_findings', 'gireport_finding_codes') ORDER BY oid::regprocedure::text;
SELECT pg_get_function_arguments('gireport_outcome'::regproc), pg_get_function_arguments('gireport_valid'::regproc);
SELECT string_agg(name || ' ' || type, ', ' ORDER BY n) AS columns
FROM (SELECT n, proargnames[n] AS name, format_type(proallargtypes[n], NULL) AS type FROM pg_proc, generate_subscripts(proallargtypes, 1) AS n
      WHERE oid = 'gireport_findings(gireport,text)'::regprocedure AND proargmodes[n] = 'o') AS o;

--
-- Outcomes
--
SELECT form, count(*), count(*) FILTER (WHERE gireport_outcome(pg_temp.report(form), identity) = 'holds') AS hold,
       count(*) FILTER (WHERE gireport_outcome(pg_temp.report(form), identity, 'unknown') = 'holds') AS hold_without_blanks
FROM gireport_identities() GROUP BY form ORDER BY form;
-- The notice's membership and the extension's agree: a cell that cannot be read decides exactly the identities that contain it.
SELECT b.form, count(*) AS wrong
FROM base b CROSS JOIN LATERAL (SELECT pg_temp.report(b.form, jsonb_build_object(b.path, '?')) AS r OFFSET 0) AS made JOIN gireport_identities() i ON i.form = b.form
WHERE gireport_outcome(made.r, i.identity) <> CASE WHEN EXISTS (SELECT FROM membership m WHERE (m.form, m.path, m.identity) = (b.form, b.path, i.identity)) THEN 'undecided' ELSE 'holds' END
GROUP BY b.form;
-- Each state in one cell of t4_sum_review: 总计 = 维持 + 纠正 + 其他 + 尚未审结.
SELECT v.cells, gireport_outcome(r, 't4_sum_review') AS zero, gireport_outcome(r, 't4_sum_review', 'unknown') AS unknown,
       gireport_valid(r) AS valid_zero, gireport_valid(r, 'unknown') AS valid_unknown, gireport_readable(r) AS readable
FROM (VALUES (1, '5,4,2,4,15'), (2, '5,4,2,4,16'), (3, '-5,4,2.5,0,1.5'), (4, '5[件],4(其中一件撤回),2,4,15'),
             (5, '5,4,_,4,13'), (6, '5,4,_,4,15'), (7, '5,4,/,4,13'), (8, '5,4,#,4,15'), (9, '0,0,0,0,_'), (10, '5,4,2,4,_'),
             (11, '5,4,"两件",4,13'), (12, '5,4,?,4,13'), (13, '5,4,!,4,13'), (14, '_,_,_,_,_'), (15, '_,/,#,_,_'), (16, '_,_,_,_,0'), (17, '0,_,_,_,_'), (18, '!,!,!,!,!'),
             (19, '999999999999999,999999999999999,999999999999999,999999999999999,999999999999999'),
             (20, '0.000001,0,0,0,0.000002'), (21, '499999999999999,500000000000000,0,0,999999999999999')) AS v (n, cells),
     LATERAL (SELECT pg_temp.report('2021', jsonb_object_agg('table4.review.' || k, c)) AS r
              FROM unnest('{upheld,corrected,other,pending,total}'::text[], string_to_array(v.cells, ',')) AS u (k, c) OFFSET 0) AS made
ORDER BY v.n;
-- Nothing but the state of a cell that stands in no identity.
SELECT gireport_valid(r), gireport_readable(r) FROM pg_temp.report('2021', '{"table2.fees.amount": "?"}') AS r;
SELECT gireport_valid(r), gireport_readable(r) FROM pg_temp.report('2021', '{"table2.fees.amount": "\"见附件\""}') AS r;
-- NULL, and a report without figures: false, never NULL.
SELECT gireport_valid(NULL), gireport_valid(NULL, 'unknown'), gireport_readable(NULL), gireport_valid('(2021,2024,,,,,)'), gireport_readable('(2021,2024,,,,,)'),
       gireport_valid('(,,,,,,)'), gireport_readable('(,,,,,,)');
SELECT gireport_valid(pg_temp.report('2021'), NULL) IS NULL AS is_null;
SELECT gireport_outcome(NULL, 't4_sum_review'), gireport_outcome('(2021,2024,,,,,)', 't4_sum_review'), gireport_outcome(pg_temp.report('2021'), NULL),
       gireport_outcome(pg_temp.report('2021'), 't3_row_other_handling') AS of_2019, gireport_outcome(pg_temp.report('2019'), 't3_row_other_other') AS of_2021;
-- Mistakes of the caller.
SELECT gireport_outcome(pg_temp.report('2021'), 't3_row_grantd');
SELECT gireport_outcome(pg_temp.report('2021'), 'readable');
SELECT gireport_outcome(pg_temp.report('2021'), 't4_sum_review', 'null');
SELECT gireport_valid(pg_temp.report('2021'), 'Zero');
SELECT * FROM gireport_findings(pg_temp.report('2021'), '');
SELECT gireport_require(pg_temp.report('2021'), 't3_row_grantd');
SELECT gireport_require(pg_temp.report('2021', '{"table4.review.total": "1"}'), 't3_row_grantd');
SELECT name, gireport_valid(r), gireport_valid(r, 'unknown') AS unknown, gireport_readable(r) FROM parsed ORDER BY name;

--
-- Findings, one of each code
--
SELECT count(*) FROM gireport_findings(pg_temp.report('2019'));
SELECT count(*) FROM gireport_findings(pg_temp.report('2021'), 'unknown');
SELECT count(*) FROM gireport_findings(NULL::gireport);
SELECT count(*) FROM gireport_findings(NULL::text);
\x on
SELECT * FROM gireport_findings(pg_temp.report('2021', '{"table3.granted.total": "?", "table3.granted.other": "?", "table4.review.total": "?"}'));   -- S201
SELECT * FROM gireport_findings(pg_temp.report('2021', '{"table2.licensing.decisions": "!", "table2.fees.amount": "!"}'));                           -- S202
SELECT * FROM gireport_findings(pg_temp.report('2021', '{"table2.licensing.decisions": "\"见附件\""}'));                                             -- S203
SELECT * FROM gireport_findings(pg_temp.report('2021', '{"table2.fees.amount": "251000[元]"}'));                                                     -- S204
SELECT * FROM gireport_findings(ROW('2021', 2019, NULL, NULL, (pg_temp.report('2021')).figures, NULL, NULL)::gireport);                              -- S205
SELECT * FROM gireport_findings(ROW('2021', 2024, NULL, NULL, (pg_temp.report('2021')).figures, NULL, '{"period_year": 2023}')::gireport);          -- S206
SELECT * FROM gireport_findings(pg_temp.report('2021', '{"table2.punishment.decisions": "2.5"}'));                                                   -- S207
SELECT * FROM gireport_findings('(,2024,甲局,乙,,,)'::gireport);                                                                                                -- S208
SELECT * FROM gireport_findings(pg_temp.report('2021', '{"table3.granted.total": "1"}'), 'zero') WHERE code = 'A301';
SELECT * FROM gireport_findings(pg_temp.report('2021', '{"table3.granted.research": "1"}'), 'zero') WHERE code = 'A302';
SELECT * FROM gireport_findings(pg_temp.report('2021', '{"table3.carried_in.research": "-1.5"}'), 'unknown') WHERE code = 'A303';
SELECT * FROM gireport_findings(pg_temp.report('2019', '{"table4.litigation_direct.total": "_", "table4.litigation_direct.other": "/"}')) WHERE code = 'A401';
SELECT * FROM gireport_findings(pg_temp.report('2021', (SELECT jsonb_object_agg(path, '_') FROM base WHERE form = '2021' AND table_key = 'table3' AND column_key = 'total')));   -- A310
\x off
-- A total column left blank is one warning; so it is when it is left blank in other ways, and with blanks unknown it decides nothing.
SELECT v.mark, p.blanks, f.code, f.severity, count(*)
FROM (VALUES ('_'), ('/'), ('#'), ('!'), ('?'), ('0')) AS v (mark), (VALUES ('zero'), ('unknown')) AS p (blanks),
     LATERAL gireport_findings(pg_temp.report('2021', (SELECT jsonb_object_agg(path, mark) FROM base WHERE form = '2021' AND table_key = 'table3' AND column_key = 'total')), p.blanks) f
GROUP BY 1, 2, 3, 4 ORDER BY 1, 2 DESC, 3;
SELECT f.code, f.severity, count(*)
FROM gireport_findings(pg_temp.report('2019', (SELECT jsonb_object_agg(path, '_') FROM base WHERE form = '2019' AND table_key = 'table3' AND column_key = 'total' AND row_key <> 'granted'))) f
GROUP BY 1, 2 ORDER BY 1;
-- An empty table 3 has nothing to warn of.
SELECT count(*) FROM gireport_findings(pg_temp.report('2021', (SELECT jsonb_object_agg(path, CASE column_key WHEN 'total' THEN '_' ELSE '0' END) FROM base WHERE form = '2021' AND table_key = 'table3')));
-- Counts are whole and not negative; amounts and changes need not be. Units are compared with the label's.
SELECT v.path, v.cell, f.code, f.message_zh
FROM (VALUES ('2021', 'table2.fees.amount', '2.5'), ('2021', 'table2.fees.amount', '2.5[万元]'), ('2021', 'table2.fees.amount', '2.5[元]'), ('2021', 'table2.licensing.decisions', '-1'),
             ('2021', 'table2.licensing.decisions', '3[件]'), ('2021', 'table2.licensing.decisions', '3(其中一件撤回)'), ('2019', 'table2.fees.change', '-1'),
             ('2019', 'table2.procurement.amount', '222.35[万元]'), ('2019', 'table2.procurement.projects', '1.5')) AS v (form, path, cell)
     LEFT JOIN LATERAL gireport_findings(pg_temp.report(v.form, jsonb_build_object(v.path, v.cell))) f ON true;
-- The samples.
SELECT p.name, f.seq, f.code, f.severity, f.outcome, f.identity, f.formula, f.left_value, f.right_value, f.difference, cardinality(f.cells) AS cells, f.message_zh
FROM parsed p, gireport_findings(p.r) f ORDER BY p.name, f.seq;
-- Every finding: numbered from 1, a message in both languages that names no key but the identities that a repair mends, one policy,
-- known words, paths of the form; no slot of a template is left open.
CREATE TEMP TABLE found AS
SELECT m.r, p.blanks, f.* FROM
  (SELECT r FROM parsed
   UNION ALL SELECT pg_temp.report(form, jsonb_object_agg(path, cell)) FROM
     (SELECT n, form, path, (ARRAY['?', '!', '"见附件"', '-1', '2.5', '3[元]', '_', '7'])[1 + (n * ordinal) % 8] AS cell
      FROM (SELECT form, path, ordinal FROM base) AS b, generate_series(1, 40) AS n WHERE (ordinal * 13 + n) % 29 = 0) AS drawn GROUP BY n, form) AS m,
  (VALUES ('zero'), ('unknown')) AS p (blanks), gireport_findings(m.r, p.blanks) f;
SELECT code, severity, outcome, count(*) > 0 AS seen, bool_and(blank_policy = blanks) AS policy, bool_and(message <> '' AND message_zh ~ '[一-龥]') AS messages,
       bool_or(regexp_replace(message, '; (mends|concerns) [^;]*$', '') ~ '_|table[234]\.|[{}]' OR regexp_replace(message_zh, '；(可消除|涉及) [^；]*$', '') ~ '_|table[234]|[{}]') AS keys, bool_and(seq >= 1) AS numbered,
       bool_and(cells <@ (SELECT array_agg(path) FROM gireport_form_cells(gireport_form(r)))) AS paths,
       bool_and((identity IS NOT NULL) = (code IN ('A301', 'A302', 'A303', 'A401')) AND (formula IS NOT NULL) = (identity IS NOT NULL)
                AND (left_value - right_value) IS NOT DISTINCT FROM difference AND (difference <> 0) IS NOT FALSE) AS sums
FROM found GROUP BY 1, 2, 3 ORDER BY 1;
SELECT count(*) FROM (SELECT seq, row_number() OVER (PARTITION BY r, blanks ORDER BY seq) AS n FROM found) AS numbered WHERE seq <> n;

--
-- Each identity: a report in which it fails, and the findings that the algebra allows
--
-- One wrong cell, each in turn, one more than it should be: exactly the identities that contain it fail.
CREATE TEMP TABLE wrong AS
SELECT b.form, b.path, b.n, pg_temp.report(b.form, jsonb_build_object(b.path, (b.n + 1)::text)) AS r,
       (SELECT array_agg(identity ORDER BY identity) FROM membership m WHERE (m.form, m.path) = (b.form, b.path)) AS expected
FROM base b;
SELECT form, cardinality(coalesce(expected, '{}')) AS identities, count(*) AS cells,
       count(*) FILTER (WHERE found.identities IS DISTINCT FROM expected) AS other_findings,
       count(*) FILTER (WHERE gireport_valid(r) <> (expected IS NULL)) AS wrongly_valid,
       count(*) FILTER (WHERE failing IS DISTINCT FROM expected) AS other_outcomes
FROM wrong, LATERAL (SELECT array_agg(f.identity ORDER BY f.identity) FILTER (WHERE f.severity <> 'info') AS identities FROM gireport_findings(r) f) AS found,
     LATERAL (SELECT array_agg(i.identity ORDER BY i.identity) AS failing FROM gireport_identities(form) i WHERE gireport_outcome(r, i.identity) = 'fails') AS outcomes
GROUP BY 1, 2 ORDER BY 1, 2;
-- So each identity fails in some report with as few others as the algebra allows: T alone, the others of table 3 with one more.
CREATE TEMP TABLE failing AS
SELECT DISTINCT ON (i.form, i.identity) i.form, i.identity, i.class, w.path, w.r, w.expected
FROM gireport_identities() i JOIN wrong w ON w.form = i.form AND i.identity = ANY (w.expected) ORDER BY i.form, i.identity, cardinality(w.expected), w.path;
SELECT form, class, count(*), min(cardinality(expected)), max(cardinality(expected)) FROM failing GROUP BY form, class ORDER BY form, class;
-- The values plugged in: what the finding says is what the cells say.
SELECT f.identity, f.formula, f.difference, f.message FROM failing w, gireport_findings(w.r) f
WHERE w.form = '2021' AND w.identity IN ('t3_row_granted', 't3_balance_total', 't4_sum_review') AND f.identity = w.identity;
SELECT count(*) AS findings, count(*) FILTER (WHERE abs(f.difference) = 1 AND f.formula LIKE '% = %'
       AND (SELECT sum(t::numeric) FROM unnest(string_to_array(split_part(f.formula, ' = ', 1), ' + ')) t) = f.left_value
       AND (SELECT sum(t::numeric) FROM unnest(string_to_array(split_part(f.formula, ' = ', 2), ' + ')) t) = f.right_value
       AND f.cells @> ARRAY[w.path] AND position(f.formula IN f.message) > 0 AND position(f.formula IN f.message_zh) > 0) AS right_findings
FROM wrong w, gireport_findings(w.r) f WHERE f.severity <> 'info';
SELECT form, class, bool_and(cells = members) AS cells
FROM (SELECT w.form, w.class, (SELECT array_agg(c ORDER BY c) FROM unnest(f.cells) c) AS cells,
             (SELECT array_agg(m.path ORDER BY m.path) FROM membership m WHERE (m.form, m.identity) = (w.form, w.identity)) AS members
      FROM failing w, gireport_findings(w.r) f WHERE f.identity = w.identity) AS compared GROUP BY form, class ORDER BY form, class;

--
-- Refusals: the domain, and one CHECK for each identity
--
CREATE TEMP TABLE consistent (report gireport_consistent);
INSERT INTO consistent SELECT pg_temp.report('2019');
INSERT INTO consistent SELECT r FROM parsed WHERE name = '2021-lines-blanks';
-- NULL passes; what cannot be decided passes, too: readable and consistent are two answers.
INSERT INTO consistent VALUES (NULL);
INSERT INTO consistent SELECT r FROM parsed WHERE name = '2019-tabs-lost-cells';
INSERT INTO consistent SELECT r FROM parsed WHERE name = '2021-lines-inconsistent';
SELECT r::gireport_consistent IS NULL FROM parsed WHERE name = '2021-lines-inconsistent';
INSERT INTO consistent VALUES ('(,2024,甲局,乙,,,)');
SELECT count(*), count(gireport_form(report)) FROM consistent;
SET gireport.language = 'zh';
INSERT INTO consistent SELECT r FROM parsed WHERE name = '2021-lines-inconsistent';
SELECT gireport_require(r, 't4_sum_litigation_direct') FROM parsed WHERE name = '2021-lines-inconsistent';
SELECT gireport_require(r, 'readable') FROM parsed WHERE name = '2019-tabs-lost-cells';
RESET gireport.language;
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contypid = 'gireport_consistent'::regtype;
SELECT gireport_require(NULL), gireport_require(NULL, 't4_sum_review'), gireport_require(pg_temp.report('2021')), gireport_require(pg_temp.report('2021'), 'readable'),
       gireport_require(pg_temp.report('2021'), 't3_row_other_handling') AS of_2019, gireport_require('(2021,2024,,,,,)', 't4_sum_review') AS no_figures;
SELECT gireport_require(NULL, 'readable');
SELECT gireport_require('(2021,2024,,,,,)', 'readable');
-- The constraint's name is one of the failing identities, SQLSTATE 23514; the detail lists all of them, each on its line, and what is
-- known of each cause once; there is a hint.
CREATE FUNCTION pg_temp.listed(report gireport, detail text) RETURNS boolean LANGUAGE sql AS $$
  SELECT coalesce(string_agg(f.code || ' ' || CASE first WHEN seq THEN f.message ELSE regexp_replace(f.message, '(; cause [0-9]+).*$', '\1') END, E'\n' ORDER BY f.seq) = detail, false)
  FROM (SELECT *, min(seq) OVER (PARTITION BY cause) AS first FROM gireport_findings(report) WHERE identity IS NOT NULL) f
$$;
SELECT count(*) AS reports, count(*) FILTER (WHERE e.code = '23514') AS refused, count(*) FILTER (WHERE e.constraint = ANY (w.expected)) AS named,
       count(*) FILTER (WHERE pg_temp.listed(w.r, e.detail)) AS listed, count(*) FILTER (WHERE e.hint <> '') AS hinted
FROM wrong w, pg_temp.raised(format('SELECT gireport_require(r) FROM wrong WHERE (form, path) = (%L, %L)', w.form, w.path)) e WHERE w.expected IS NOT NULL;
SELECT count(*) AS reports, count(*) FILTER (WHERE e.code = '00000') AS taken
FROM wrong w, pg_temp.raised(format('SELECT gireport_require(r) FROM wrong WHERE (form, path) = (%L, %L)', w.form, w.path)) e WHERE w.expected IS NULL;
-- A CHECK with one identity alone: refuses the report in which it fails under its own name, lists all, and takes every report in which only others fail.
DO $$
DECLARE
  i record;
  e record;
  bad integer := 0;
  bitten integer := 0;
  taken integer := 0;
BEGIN
  FOR i IN SELECT * FROM failing LOOP
    EXECUTE format('CREATE TEMP TABLE alone (report gireport, CONSTRAINT %I CHECK (gireport_require(report, %L)))', i.identity, i.identity);
    e := pg_temp.raised(format('INSERT INTO alone SELECT r FROM failing WHERE (form, identity) = (%L, %L)', i.form, i.identity));
    IF e.code = '23514' AND e.constraint = i.identity AND pg_temp.listed(i.r, e.detail) AND e.hint <> '' THEN
      bitten := bitten + 1;
    ELSE
      RAISE WARNING '% of %: % % %', i.identity, i.form, e.code, e.constraint, e.message;
    END IF;
    e := pg_temp.raised(format('INSERT INTO alone SELECT r FROM wrong WHERE form = %L AND NOT coalesce(%L = ANY (expected), false)', i.form, i.identity));
    IF e.code = '00000' THEN
      taken := taken + 1;
    ELSE
      RAISE WARNING '% of % refuses a report in which it holds: %', i.identity, i.form, e.detail;
    END IF;
    INSERT INTO alone VALUES (NULL);
    DROP TABLE alone;
  END LOOP;
  RAISE NOTICE '% identities refused their report, % took the others', bitten, taken;
END
$$;
CREATE TEMP TABLE alone (report gireport, CONSTRAINT readable CHECK (gireport_require(report, 'readable')));
INSERT INTO alone SELECT pg_temp.report('2021', '{"table2.fees.amount": "\"见附件\"", "table4.review.total": "1"}');
INSERT INTO alone SELECT pg_temp.report('2021', '{"table2.fees.amount": "?"}');
INSERT INTO alone SELECT pg_temp.report('2021', '{"table2.fees.amount": "!"}');
INSERT INTO alone VALUES (NULL);
SELECT e.code, e.constraint FROM pg_temp.raised($$INSERT INTO alone SELECT pg_temp.report('2021', '{"table2.fees.amount": "?"}')$$) e;
-- A total column left blank: refused under the name of one of its identities, and the detail says why.
SELECT e.code, e.constraint ~ '^t3_' AS named, e.detail
FROM pg_temp.raised($$SELECT gireport_require(pg_temp.report('2021', (SELECT jsonb_object_agg(path, '_') FROM base WHERE form = '2021' AND table_key = 'table3' AND column_key = 'total')))$$) e;
-- One value after another: nothing is remembered from the last.
SELECT n, gireport_valid(r), e.code, e.constraint
FROM (VALUES (1, '{}'), (2, '{"table4.review.total": "1"}'), (3, '{}'), (4, '{"table4.litigation_direct.total": "1"}'), (5, '{"table4.review.total": "?"}'), (6, '{"table4.review.total": "1"}')) AS v (n, given),
     LATERAL (SELECT pg_temp.report('2021', given::jsonb) AS r OFFSET 0) AS made, pg_temp.raised(format('SELECT gireport_require(%L::gireport, ''readable'') AND gireport_require(%L::gireport)', r, r)) e ORDER BY n;
-- An identity that is NULL is refused, or no identity; it is no reason to fall over.
SELECT e.code IN ('00000', '22004', '22023') AS survived FROM pg_temp.raised($$SELECT gireport_require(pg_temp.report('2021'), NULL)$$) e;
