-- Proposals, and findings of documents.
\pset null '(null)'
\getenv root PG_ABS_SRCDIR
\set file :root '/test/findings/base.sql'
\i :file
\set file :root '/test/samples/2021-lines-inconsistent.txt'
\set inconsistent `cat :'file'`
\set file :root '/test/samples/2019-tabs-lost-cells.txt'
\set lost `cat :'file'`
\set file :root '/test/samples/2021-tabs-clean.txt'
\set clean `cat :'file'`
CREATE FUNCTION pg_temp.raised(query text, OUT code text, OUT message text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE query;
  code := '00000';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
END
$$;
-- Pseudo-random numbers, the same on every server: 0 .. n - 1.
CREATE FUNCTION pg_temp.draw(seed text, n integer) RETURNS integer IMMUTABLE LANGUAGE sql AS $$
  SELECT (('x' || left(md5(seed), 8))::bit(32)::bigint & 2147483647)::bigint % n
$$;

--
-- The function
--
SELECT oid::regprocedure AS function, provolatile, proisstrict, proparallel FROM pg_proc WHERE proname = 'gireport_repairs';
-- Nothing to repair, no rows.
SELECT count(*) FROM gireport_repairs(NULL);
SELECT count(*) FROM gireport_repairs(pg_temp.report('2021'), NULL);
SELECT count(*) FROM gireport_repairs('(2021,2024,,,,,)');
SELECT count(*) FROM (VALUES ('2019', 'zero'), ('2021', 'unknown')) AS v (form, blanks), gireport_repairs(pg_temp.report(form), blanks);
SELECT count(*) FROM gireport_repairs(gireport_parse(:'clean'));
\x on
-- A sample: two figures of table 3 in each other's place, and a group of table 4, which alone never tells.
SELECT * FROM gireport_repairs(gireport_parse(:'inconsistent')) WHERE rank <= 2;
-- Cells that were not read: what follows from the others.
SELECT * FROM gireport_repairs(pg_temp.report('2021', '{"table3.granted.total": "?", "table3.granted.other": "!", "table3.denied_law.other": "\"见附件\""}'));
-- Blank cells: zeros, or unknown.
SELECT * FROM gireport_repairs(pg_temp.report('2021', '{"table3.granted.total": "_"}'));
SELECT * FROM gireport_repairs(pg_temp.report('2021', '{"table3.granted.total": "_"}'), 'unknown');
-- Two rows in which a figure stands in the wrong column, and no other row could give up as much: a rectangle of four cells.
SELECT cause, rank, kind, cells, reported, proposed, alternatives, complete, minimum, evidence, message, message_zh
FROM gireport_repairs(pg_temp.report('2021', (SELECT jsonb_object_agg(path, coalesce(('{"table3.new_received.natural_person": 8, "table3.new_received.commercial": 2, "table3.new_received.total": 10,
  "table3.result_total.natural_person": 8, "table3.result_total.commercial": 2, "table3.result_total.total": 10, "table3.granted.natural_person": 3, "table3.granted.commercial": 5, "table3.granted.total": 5,
  "table3.partly_granted.commercial": 3, "table3.partly_granted.total": 3, "table3.denied_state_secret.commercial": 2, "table3.denied_state_secret.total": 2}'::jsonb) ->> path, '0'))
  FROM base WHERE form = '2021' AND table_key = 'table3')));
-- A figure that cannot be, and cells beside it that were not read: it is wrong, and what it should be is open.
SELECT cause, rank, kind, cells, reported, proposed, alternatives, complete, minimum, evidence, message, message_zh
FROM gireport_repairs(pg_temp.report('2021', '{"table3.granted.research": "-3", "table3.granted.other": "?", "table3.partly_granted.research": "?", "table3.partly_granted.other": "?"}'));
-- More than the search can do: at least so many, and no proposal; too large to be judged.
SELECT * FROM gireport_repairs(pg_temp.report('2021', (SELECT jsonb_object_agg(path, pg_temp.draw(path, 50)::text) FROM base WHERE form = '2021' AND table_key = 'table3')));
SELECT * FROM gireport_repairs(pg_temp.report('2021', '{"table4.review.total": "812345678901", "table4.review.other": "0.000001"}'));
\x off

--
-- Witnesses and weights
--
-- Table 4 alone does not tell; last year's figure, a case file, or the doubt about one cell does.
CREATE TEMP TABLE torn AS SELECT pg_temp.report('2021', '{"table4.review.total": "800"}') AS r;
SELECT rank, cells, reported, proposed, alternatives, round(confidence::numeric, 3) AS confidence, evidence FROM torn, gireport_repairs(r) WHERE rank <= 5;
SELECT rank, cells, reported, proposed, alternatives, round(confidence::numeric, 3) AS confidence, evidence
FROM torn, gireport_repairs(r, witnesses => '{"table4.review.corrected": 181, "table3.carried_in.total": 3, "table3.other_handling.total": 9}') WHERE rank <= 3;
SELECT rank, cells, reported, proposed, alternatives, round(confidence::numeric, 3) AS confidence, evidence
FROM torn, gireport_repairs(r, 'zero', '{"table4.review.upheld": 193}') WHERE rank <= 3;
SELECT rank, cells, reported, proposed, alternatives, round(confidence::numeric, 3) AS confidence, evidence, message
FROM torn, gireport_repairs(r, weights => '{"table4.review.pending": 2}');
SELECT count(*) FROM torn, gireport_repairs(r, 'zero', '{}', '{}') WHERE alternatives = 5;
-- Mistakes of the caller.
SELECT v.call, e.* FROM (VALUES
  ($$'zero', '{"table4.review.totals": 1}'$$), ($$'zero', '{"table4.review.total": "1"}'$$), ($$'zero', '{"table4.review.total": null}'$$),
  ($$'zero', '{"table4.review.total": 1234567890123456}'$$), ($$'zero', '[1]'$$), ($$'zero', '3'$$), ($$'zero', NULL, '{"table4.review.total": 0}'$$),
  ($$'zero', NULL, '{"table4.review.total": 61}'$$), ($$'zero', NULL, '{"table4.review.total": 1e9}'$$), ($$'zero', NULL, '{"table4.review.total": 2.4}'$$), ($$'zero', NULL, '{"": 4}'$$), ($$'nil'$$)) AS v (call),
  LATERAL pg_temp.raised(format('SELECT count(*) FROM torn, gireport_repairs(r, %s)', v.call)) e;

SET gireport.language = zh;
SELECT message, hint FROM pg_temp.raised($$SELECT count(*) FROM torn, gireport_repairs(r, weights => '{"table4.review.total": 2.4}')$$);
SELECT message, hint FROM pg_temp.raised($$SELECT count(*) FROM torn, gireport_repairs(r, 'zero', '[1]')$$);
RESET gireport.language;

--
-- Properties
--
-- Apply a proposal: the cells that it leaves open keep what they have.
CREATE FUNCTION pg_temp.applied(wanted text, given jsonb, cells text[], proposed numeric[]) RETURNS gireport LANGUAGE sql AS $$
  SELECT pg_temp.report(wanted, given || (SELECT jsonb_object_agg(c, p::text) FROM unnest(cells, proposed) AS u (c, p) WHERE p IS NOT NULL))
$$;
-- One wrong cell of table 3, each in turn: found, alone, with its figure.
SELECT b.form, count(*) AS cells, count(*) FILTER (WHERE r.cells = ARRAY[b.path] AND r.proposed = ARRAY[b.n::numeric] AND r.reported = ARRAY[b.n + 7::numeric] AND r.alternatives = 1
                                                     AND r.complete AND r.minimum = 1 AND r.rank = 1 AND r.evidence @> '{only}') AS found
FROM base b, LATERAL gireport_repairs(pg_temp.report(b.form, jsonb_build_object(b.path, (b.n + 7)::text))) r WHERE b.table_key = 'table3' GROUP BY 1 ORDER BY 1;
-- Random broken tables: up to five cells wrong by a little, negative, with decimals, blank or unreadable.
CREATE TEMP TABLE broken AS
SELECT f.form, i, p.blanks, g.given, pg_temp.report(f.form, g.given) AS r
FROM (VALUES ('2019'), ('2021')) AS f (form), (VALUES ('zero'), ('unknown')) AS p (blanks), generate_series(1, 150) AS i,
     LATERAL (SELECT jsonb_object_agg(b.path, CASE pg_temp.draw(i || b.path || 'how', 12)
                                                WHEN 0 THEN '_' WHEN 1 THEN '?' WHEN 2 THEN (-b.n)::text WHEN 3 THEN b.n || '.5' WHEN 4 THEN '/' WHEN 5 THEN '0'
                                                ELSE greatest(b.n + pg_temp.draw(i || b.path, 41) - 20, 0)::text END) AS given
              FROM (SELECT * FROM base WHERE base.form = f.form AND table_key <> 'table2' ORDER BY md5(i || path) LIMIT 1 + pg_temp.draw('k' || i, 5)) AS b) AS g;
CREATE TEMP TABLE found AS SELECT b.form, b.i, b.blanks, b.given, b.r AS report, f.* FROM broken b, gireport_findings(b.r, b.blanks) f;
CREATE TEMP TABLE repairs AS SELECT b.form, b.i, b.blanks, b.given, b.r AS report, f.* FROM broken b, gireport_repairs(b.r, b.blanks) f;
-- Each printed formula, evaluated again, gives the printed sides and the printed difference.
SELECT count(*) > 1500 AS formulas, count(*) FILTER (WHERE s.l = left_value AND s.r = right_value AND s.l - s.r = difference AND difference <> 0
         AND position(format('%s <> %s, difference %s (%s', trim_scale(s.l), trim_scale(s.r), trim_scale(difference), formula) IN message) > 0
         AND position(format('%s ≠ %s，相差 %s（%s', trim_scale(s.l), trim_scale(s.r), trim_scale(difference), formula) IN message_zh) > 0) = count(*) AS all_right
FROM found, LATERAL (SELECT (SELECT sum(btrim(t, '()')::numeric) FROM unnest(string_to_array(split_part(formula, ' = ', 1), ' + ')) t) AS l,
                            (SELECT sum(btrim(t, '()')::numeric) FROM unnest(string_to_array(split_part(formula, ' = ', 2), ' + ')) t) AS r) AS s
WHERE formula IS NOT NULL;
-- And the values in it are those of the cells.
SELECT count(*) = count(*) FILTER (WHERE s.printed = s.reported) AS all_right
FROM found, LATERAL (SELECT array_agg(btrim(t, '()')::numeric ORDER BY n) AS printed FROM unnest(string_to_array(replace(formula, ' = ', ' + '), ' + ')) WITH ORDINALITY AS u (t, n)) AS p,
     LATERAL (SELECT p.printed, array_agg(coalesce(gireport_value(report, c), 0) ORDER BY n) AS reported FROM unnest(cells) WITH ORDINALITY AS u (c, n)) AS s
WHERE formula IS NOT NULL;
-- Every identity that fails has a cause; findings of one cause have the same proposal: the first of gireport_repairs(), which names them.
SELECT count(*) > 1500 AS failures, count(*) FILTER (WHERE f.cause IS NULL) AS without_cause,
       count(*) FILTER (WHERE NOT coalesce(f.identity = ANY (r.identities), false)) AS not_named,
       count(*) FILTER (WHERE (f.alternatives, f.confidence) IS DISTINCT FROM (r.alternatives, r.confidence)) AS other_figures,
       count(*) FILTER (WHERE f.proposal -> 'cells' IS DISTINCT FROM j.cells OR f.proposal ->> 'kind' IS DISTINCT FROM CASE WHEN r.cells IS NOT NULL THEN r.kind END) AS other_proposal,
       count(*) FILTER (WHERE position(r.message IN f.message) = 0 OR position(r.message_zh IN f.message_zh) = 0) AS not_said
FROM found f LEFT JOIN repairs r ON (r.form, r.i, r.blanks, r.cause) = (f.form, f.i, f.blanks, f.cause) AND r.rank IS NOT DISTINCT FROM CASE WHEN f.proposal IS NOT NULL THEN 1 END,
     LATERAL (SELECT jsonb_agg(jsonb_build_object('cell', c, 'reported', p, 'proposed', q)
                               || CASE WHEN p IS NULL THEN jsonb_build_object('state', gireport_state(f.report, c)) ELSE '{}' END ORDER BY n) AS cells
              FROM unnest(r.cells, r.reported, r.proposed) WITH ORDINALITY AS u (c, p, q, n)) AS j
WHERE f.identity IS NOT NULL;
SELECT count(*) AS identities_not_found FROM repairs r, unnest(r.identities) AS i
WHERE NOT EXISTS (SELECT FROM found f WHERE (f.form, f.i, f.blanks, f.identity) = (r.form, r.i, r.blanks, i.i)) AND NOT EXISTS
  (SELECT FROM found f WHERE (f.form, f.i, f.blanks, f.code) = (r.form, r.i, r.blanks, 'A310'));
-- The best proposals of all causes together, none left open, make every identity hold that they say; none has a negative figure, or none at all.
SELECT count(*) > 300 AS mended, count(*) FILTER (WHERE NOT gireport_valid(pg_temp.applied(form, given, cells, proposed), blanks)) AS failing
FROM (SELECT form, i, blanks, given, (SELECT array_agg(u.c) FROM repairs r, unnest(r.cells) u (c) WHERE (r.form, r.i, r.blanks, r.rank) = (b.form, b.i, b.blanks, 1)) AS cells,
             (SELECT array_agg(u.p) FROM repairs r, unnest(r.proposed) u (p) WHERE (r.form, r.i, r.blanks, r.rank) = (b.form, b.i, b.blanks, 1)) AS proposed
      FROM broken b WHERE NOT EXISTS (SELECT FROM repairs r WHERE (r.form, r.i, r.blanks) = (b.form, b.i, b.blanks) AND (r.cells IS NULL OR array_position(r.proposed, NULL) IS NOT NULL))) AS b
WHERE cells IS NOT NULL;
-- Alone, a proposal mends what it names, but the row of （七）总计, which can fail by several causes; then the message says so.
SELECT count(*) > 1500 AS proposals, count(*) FILTER (WHERE EXISTS (SELECT FROM unnest(identities) n WHERE gireport_outcome(pg_temp.applied(form, given, cells, proposed), n, blanks) = 'fails'
                                                                        AND (n <> 't3_row_result_total' OR message NOT LIKE '%t3_row_result_total (with cause %'))) AS not_mended,
       count(*) FILTER (WHERE EXISTS (SELECT FROM unnest(proposed) p WHERE p < 0)) AS negative, count(*) FILTER (WHERE cardinality(cells) <> cardinality(proposed) OR cardinality(cells) <> cardinality(reported)) AS torn,
       count(*) FILTER (WHERE EXISTS (SELECT FROM unnest(cells, reported, proposed) u (c, p, q) WHERE p IS DISTINCT FROM gireport_value(report, c) OR p = q)) AS not_reported,
       count(*) FILTER (WHERE confidence <= 0 OR confidence > 0.999) AS sure
FROM repairs WHERE cells IS NOT NULL AND array_position(proposed, NULL) IS NULL AND (rank <= 3 OR kind <> 'change');
SELECT kind, bool_and((rank IS NULL) = (cells IS NULL)) AS ranked, bool_and(complete <= (alternatives >= 1)) AS counted, bool_and(minimum >= CASE kind WHEN 'fill' THEN 0 ELSE 1 END) AS minimum,
       bool_and(message <> '' AND message_zh ~ '[一-龥]') AS messages FROM repairs GROUP BY kind HAVING count(*) > 5 ORDER BY kind;
-- In another order the same comes out: nothing is left from the call before.
SELECT count(*) FROM (SELECT form, i, blanks, row_number() OVER (ORDER BY md5(i || form || blanks)) AS place, r FROM broken) AS shuffled, LATERAL gireport_repairs(r, blanks) again
WHERE NOT EXISTS (SELECT FROM repairs p WHERE (p.form, p.i, p.blanks, p.cause, p.rank, p.cells, p.proposed, p.confidence, p.message) IS NOT DISTINCT FROM
                                              (shuffled.form, shuffled.i, shuffled.blanks, again.cause, again.rank, again.cells, again.proposed, again.confidence, again.message));

-- A query over many reports needs no more memory for the last than for the first.
CREATE FUNCTION pg_temp.grown(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  n integer := 0;
  found bigint;
  early bigint;
  late bigint;
BEGIN
  FOR found IN EXECUTE query LOOP
    n := n + 1;
    IF n = 200 THEN
      SELECT sum(total_bytes) INTO early FROM pg_backend_memory_contexts;
    ELSIF n = 2400 THEN
      SELECT sum(total_bytes) INTO late FROM pg_backend_memory_contexts;
    END IF;
  END LOOP;
  RETURN CASE WHEN late - early < 500000 THEN 'no' ELSE format('%s bytes in %s calls', late - early, n) END;
END
$$;
SELECT pg_temp.grown('SELECT (SELECT count(*) FROM gireport_findings(b.r, b.blanks)) FROM broken b, generate_series(1, 4)') AS findings,
       pg_temp.grown('SELECT (SELECT count(*) FROM gireport_repairs(b.r, b.blanks)) FROM broken b, generate_series(1, 4)') AS repairs,
       pg_temp.grown('SELECT (SELECT count(*) FROM gireport_cells(b.r) LIMIT 1) FROM broken b, generate_series(1, 4)') AS cells,
       pg_temp.grown('SELECT (SELECT count(*) FROM gireport_findings(copy || r::text)) FROM broken b, generate_series(1, 4) copy') AS documents;

--
-- Documents
--
CREATE TEMP TABLE document AS VALUES ('clean', :'clean'), ('inconsistent', :'inconsistent'), ('lost', :'lost'),
  ('html', '<html><body><p>' || replace(:'inconsistent', E'\n', E'</p>\n<p>') || '</p></body></html>'), ('half', left(:'inconsistent', 2000)),
  ('nothing', '通知'), ('two', :'clean' || E'\n' || :'inconsistent');
ALTER TABLE document RENAME column1 TO name;
ALTER TABLE document RENAME column2 TO body;
SELECT d.name, f.code, f.severity, f.identity, f.cause, f.line, f.position FROM document d, gireport_findings(d.body) f ORDER BY d.name, f.seq;
-- Nothing but the place, and why cells could not be read, is other than in the report's findings; those about prose come on top.
CREATE FUNCTION pg_temp.placeless(f jsonb) RETURNS jsonb LANGUAGE sql AS $$
  SELECT f - '{line,position}'::text[] - CASE f ->> 'code' WHEN 'S201' THEN '{message,message_zh}'::text[] ELSE '{}' END
$$;
SELECT d.name, count(*) FROM document d, gireport_findings(d.body) f
WHERE f.code NOT LIKE 'N%' AND NOT EXISTS (SELECT FROM gireport_findings(gireport_try_parse(d.body)) g WHERE pg_temp.placeless(to_jsonb(f)) = pg_temp.placeless(to_jsonb(g))) GROUP BY 1 ORDER BY 1;
SELECT d.name, count(*) FROM document d, gireport_findings(gireport_try_parse(d.body), 'unknown') g
WHERE NOT EXISTS (SELECT FROM gireport_findings(d.body, 'unknown') f WHERE pg_temp.placeless(to_jsonb(f)) = pg_temp.placeless(to_jsonb(g))) GROUP BY 1 ORDER BY 1;
-- The place is that of the first of the finding's cells that is printed, as gireport_cells() has it.
SELECT count(*) AS places, count(*) FILTER (WHERE (f.line, f.position) IS DISTINCT FROM (c.line, c.position)) AS elsewhere,
       count(*) FILTER (WHERE substr(d.body, f.position, length(c.printed)) <> c.printed) AS not_there
FROM document d, gireport_findings(d.body) f,
     LATERAL (SELECT g.line, g.position, g.printed FROM unnest(f.cells) WITH ORDINALITY AS u (path, n)
              JOIN gireport_cells(d.body) g ON g.table_key || '.' || g.row_key || '.' || g.column_key = u.path WHERE g.line IS NOT NULL ORDER BY n LIMIT 1) AS c
WHERE f.cells IS NOT NULL AND f.code NOT LIKE 'N%';
-- That of a finding about prose is the figure in the sentence; both sides are quoted with their places.
SELECT d.name, f.message, f.extra FROM document d, gireport_findings(d.body) f WHERE f.code LIKE 'N%' ORDER BY 1;
SELECT count(*) AS quotes, count(*) FILTER (WHERE substr(d.body, (q ->> 'position')::integer, length(q ->> 'quote')) = q ->> 'quote') AS there
FROM document d, gireport_findings(d.body) f, jsonb_array_elements(f.extra -> 'statements') AS q WHERE f.code LIKE 'N%';

-- The second report's is that of its table 3.
SELECT substr(d.body, f.position, 13), strpos(d.body, '苍屿县') < f.position AS in_second FROM document d, gireport_findings(d.body) f WHERE d.name = 'two';
SELECT count(*) FROM gireport_findings(''::text);
SELECT e.code FROM pg_temp.raised($$SELECT gireport_findings('x'::text, 'nil')$$) e;

--
-- The catalogue
--
SELECT family, count(*) > 0 AS codes, bool_and(code ~ '^[A-Z][0-9]{3}$' AND left(code, 1) = family) AS named, count(DISTINCT name) = count(*) AS names,
       bool_and(severity IN ('error', 'warning', 'info') AND outcome IN ('fails', 'undecided')) AS words,
       bool_and(title <> '' AND title_zh ~ '[一-龥]' AND template <> '' AND template_zh <> '' AND meaning <> '' AND meaning_zh ~ '[一-龥]' AND action <> '' AND action_zh ~ '[一-龥]') AS texts
FROM gireport_finding_codes() GROUP BY family ORDER BY family;
-- Both languages of a message have the same slots.
SELECT code FROM gireport_finding_codes()
WHERE (SELECT array_agg(DISTINCT m[1]) FROM regexp_matches(template, '\{([^}]*)\}', 'g') m) IS DISTINCT FROM (SELECT array_agg(DISTINCT m[1]) FROM regexp_matches(template_zh, '\{([^}]*)\}', 'g') m);
-- Severity and outcome of a finding are those of its code, but that A310 is undecided where blanks are unknown.
SELECT count(*) FROM found f LEFT JOIN gireport_finding_codes() c USING (code) WHERE (f.severity, f.outcome) IS DISTINCT FROM (c.severity, c.outcome);
