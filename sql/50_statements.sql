-- What prose asserts.
\pset null '(null)'
\getenv root PG_ABS_SRCDIR
CREATE TEMP TABLE sample (name text PRIMARY KEY, body text);
\set file :root '/test/samples/2021-tabs-clean.txt'
\set body `cat :'file'`
INSERT INTO sample VALUES ('2021-tabs-clean', :'body');
\set file :root '/test/samples/2021-lines-blanks.txt'
\set body `cat :'file'`
INSERT INTO sample VALUES ('2021-lines-blanks', :'body');

-- Whole reports: of the year of the title, and nothing out of the tables.
SELECT name, s.* FROM sample, gireport_statements(body) AS s ORDER BY name COLLATE "C", "position", measure COLLATE "C" DESC, value_num;
-- The quotation stands where it is said to stand.
SELECT count(*) > 0 AS any, bool_and(substr(body, "position", length(quote)) = quote) AS place,
       bool_and(split_part(body, E'\n', line) LIKE '%' || split_part(quote, E'\n', 1) || '%') AS line
FROM sample, gireport_statements(body);

-- A bare sentence, every sense.
SELECT measure, value_num, approximate, label, sense, quote, extra
FROM gireport_statements('2023年新收申请12件，上年结转1件；均已答复。主动公开信息约1.2万条，其中：公示公告30条等。');
SELECT measure, value_num, sense FROM gireport_statements('全年受理申请29件（含上年结转3件），按期答复20件。');
SELECT measure, value_num, sense FROM gireport_statements('收到申请3件，均已办结，收取信息处理费0.05万元。');
-- Negatives, numerals, 人次.
SELECT measure, value_num, extra FROM gireport_statements('没有因政府信息公开被申请行政复议或提起行政诉讼，信息处理费叁佰元整。');
SELECT measure, value_num, extra FROM gireport_statements('年内有5人次向我办提出政府信息公开申请。');
-- The year of the argument counts before any other.
SELECT measure, value_num FROM gireport_statements('2022年收到申请35件，2023年收到申请22件。');
SELECT measure, value_num FROM gireport_statements('2022年收到申请35件，2023年收到申请22件。', 2022);
SELECT measure, value_num FROM gireport_statements('2022年收到申请35件，2023年收到申请22件。', year => 2021);
-- Other business, other years, other scopes: nothing.
SELECT count(*) FROM gireport_statements('12345热线受理2,314件；近三年共收到申请150件；全市各级行政机关收到申请3,966件；计划2024年制定规范性文件5件。');
SELECT count(*) FROM gireport_statements('');
SELECT count(*) FROM gireport_statements(NULL);
-- HTML: what a reader sees, quoted from the source.
SELECT measure, value_num, quote, substr(h, "position", length(quote)) = quote AS place
FROM (VALUES ('<html><body><h1>青垣市水务局2023年政府信息公开工作年度报告</h1><p>2023年，我局收到<b>政府信息公开申请</b>&nbsp;1&#50; 件。</p><table><tr><td>一、本年新收政府信息公开申请数量</td><td>7</td></tr></table><p>2022年收到9件。</p></body></html>')) AS v (h),
     gireport_statements(h);
-- A government's report is about its region, a bureau's is not.
SELECT 'county' AS of, measure, value_num FROM gireport_statements(E'榆沅县人民政府2023年政府信息公开工作年度报告\n\n根据《条例》编制。\n\n一、总体情况\n\n2023年，全县收到政府信息公开申请88件。\n')
UNION ALL
SELECT 'bureau', measure, value_num FROM gireport_statements(E'榆沅县水务局2023年政府信息公开工作年度报告\n\n根据《条例》编制。\n\n一、总体情况\n\n2023年，全县收到政府信息公开申请88件。\n');
