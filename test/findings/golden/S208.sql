SELECT * FROM gireport_findings('(,2024,甲局,乙,,,)'::gireport);
