SELECT * FROM gireport_findings(pg_temp.report('2021', '{"table3.other_unpaid.other": "185", "table3.other_no_correction.charity": "183",
  "table3.unavailable_unclear.charity": "128", "table3.unavailable_unclear.research": "120", "table3.not_processed_publication.total": "867",
  "table3.not_processed_repeat.natural_person": "146", "table3.not_processed_publication.commercial": "139"}')) WHERE code = 'L503';
