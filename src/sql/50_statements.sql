-- The figures that prose asserts.

CREATE FUNCTION gireport_statements(
    IN document text, IN year integer DEFAULT NULL,
    OUT measure text, OUT value_num numeric, OUT approximate boolean, OUT label text, OUT sense text,
    OUT line integer, OUT "position" integer, OUT quote text, OUT extra jsonb
) RETURNS SETOF record
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2000 ROWS 12 AS 'MODULE_PATHNAME';

COMMENT ON FUNCTION gireport_statements(text, integer) IS
    'what the prose of a report, or a sentence, asserts in figures, with its place / 报告文字（或单句）中陈述的数字及其位置';
