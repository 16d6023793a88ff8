-- Bytes to text and to report.  STABLE: ICU's tables may change with its version; a store keeps the decoded text.

CREATE FUNCTION gireport_parse(report bytea) RETURNS gireport
    LANGUAGE C STABLE STRICT PARALLEL SAFE COST 400 AS 'MODULE_PATHNAME', 'gireport_parse_bytes';
CREATE FUNCTION gireport_try_parse(report bytea) RETURNS gireport
    LANGUAGE C STABLE STRICT PARALLEL SAFE COST 400 AS 'MODULE_PATHNAME', 'gireport_try_parse_bytes';
CREATE FUNCTION gireport_reading(report bytea, OUT status text, OUT reason text) RETURNS record
    LANGUAGE C STABLE STRICT PARALLEL SAFE COST 400 AS 'MODULE_PATHNAME', 'gireport_reading_bytes';
CREATE FUNCTION gireport_layout(
    IN report bytea,
    OUT table_key text, OUT row_key text, OUT label text, OUT outcome text, OUT printed integer,
    OUT reason text, OUT reason_zh text, OUT layout text
) RETURNS SETOF record
    LANGUAGE C STABLE STRICT PARALLEL SAFE COST 400 ROWS 40 AS 'MODULE_PATHNAME', 'gireport_layout_bytes';
CREATE FUNCTION gireport_decode(bytes bytea, OUT body text, OUT charset text, OUT evidence text, OUT declared text) RETURNS record
    LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME';

COMMENT ON FUNCTION gireport_parse(bytea) IS
    'decode and read one report; an error says why bytes are none / 解码并解析一份年度报告，不能解码或解析时报错';
COMMENT ON FUNCTION gireport_try_parse(bytea) IS
    'decode and read one report; NULL when the bytes are none / 解码并解析一份年度报告，不能解码或不是报告时返回 NULL';
COMMENT ON FUNCTION gireport_decode(bytea) IS
    'text of the bytes of a document, its character set and the evidence for it / 文件字节解码后的文本、字符集及判定依据';
COMMENT ON FUNCTION gireport_reading(bytea) IS
    'how the bytes of a document were decoded and read, and what was found / 说明字节的解码、解析结果及依据';
COMMENT ON FUNCTION gireport_layout(bytea) IS
    'what was recognised in the bytes of a document, or why they cannot be decoded / 逐表逐行说明字节的识别结果，或不能解码的原因';
