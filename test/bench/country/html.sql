-- Run by run.sh on the store html, which was loaded with web pages only.
SELECT format('Web pages only: %s pages of %s bytes in %s s, %s MB/s, %s a second; 1,200,000 in %s s.', count(*), round(avg(octet_length(body))),
              :seconds, round(sum(octet_length(body)) / 1e6 / :seconds, 1), round(count(*) / :seconds), round(1200000 * :seconds / count(*)))
FROM html.report;
