-- docs/FINDINGS.md; run by run.sh, which fills the table example.
\pset tuples_only on
\pset format unaligned
SELECT $$# Findings

What `gireport_findings()`, `gireport_year_findings()`, `gireport_rollup_findings()` and `gireport_source_findings()` can say. `gireport_finding_codes()` gives the same as rows. Made from `src/core/findings.def` and
`test/findings/golden/` by `sh test/findings/run.sh --update`; do not edit.

- severity: an identity of the national form that fails is an error, a strong expectation that fails a warning; what explains or says
  how far the judgement reaches is information (`info`).
- outcome: `fails`, or `undecided` where it cannot be told, or `holds`, in one reading of the words.
- families: S structure, A arithmetic, L localisation, N narrative against tables (only for a whole document), Y between years, P parent and
  children, D distribution (many reports of a store that fail alike: said once for their source, agency or year).
- After the message stands what is known of its cause: the number, which findings with one cause share, and the likeliest of the smallest
  repairs (docs/REPAIR.md). The repair is a proposal; a reported figure is never changed.

| code | severity | outcome | name | English | 中文 |
|---|---|---|---|---|---|$$;
SELECT format('| [%s](#%s) | %s | %s | %s | %s | %s |', code, lower(code), severity, outcome, name, title, title_zh) FROM gireport_finding_codes();
SELECT format(E'\n## %s\n\n%s · %s\n\n| | English | 中文 |\n|---|---|---|\n| meaning | %s | %s |\n| what to do | %s | %s |\n| example | %s | %s |',
              c.code, c.title, c.title_zh, c.meaning, c.meaning_zh, c.action, c.action_zh, replace(e.message, '|', '\|'), replace(e.message_zh, '|', '\|'))
FROM gireport_finding_codes() WITH ORDINALITY c JOIN example e USING (code) ORDER BY ordinality;
