-- Text to report.

CREATE FUNCTION gireport_parse(report text) RETURNS gireport
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 300 AS 'MODULE_PATHNAME';
CREATE FUNCTION gireport_try_parse(report text) RETURNS gireport
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 300 AS 'MODULE_PATHNAME';
-- STABLE, since its reason is in the language of messages.
CREATE FUNCTION gireport_reading(report text, OUT status text, OUT reason text) RETURNS record
    LANGUAGE C STABLE STRICT PARALLEL SAFE COST 300 AS 'MODULE_PATHNAME';

COMMENT ON FUNCTION gireport_parse(text) IS
    'read one report; an error says why a text is none / 解析一份年度报告，不能解析时报错';
COMMENT ON FUNCTION gireport_try_parse(text) IS
    'read one report; NULL when the text is none / 解析一份年度报告，不是报告时返回 NULL';
COMMENT ON FUNCTION gireport_reading(text) IS
    'how a text was read, and what was found in it / 说明文本的解析结果及依据';

CREATE FUNCTION gireport_layout(
    IN report text,
    OUT table_key text, OUT row_key text, OUT label text, OUT outcome text, OUT printed integer,
    OUT reason text, OUT reason_zh text, OUT layout text
) RETURNS SETOF record
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 400 ROWS 40 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION gireport_layout(text) IS
    'what was recognised in a text, table by table and row by row, and why a row was refused / 逐表逐行说明识别结果';
