-- Run by run.sh with what reader.py said (texts, seconds, told, wrong), on the table sample of what it has read.
SET max_parallel_workers_per_gather = 0;
SELECT clock_timestamp() AS began \gset
SELECT count(gireport_try_parse(body)) AS read FROM sample \gset
SELECT round(extract(epoch FROM clock_timestamp() - :'began')::numeric * 1e6 / :texts) AS us \gset
SELECT format('The first %s texts: a reader in Python (split, a list of labels, lxml) needs %s us each and gives %s figures, %s of them wrong; `gireport_try_parse` needs %s us.',
              :texts, round(:seconds * 1e6 / :texts), :told, :wrong, :us);
