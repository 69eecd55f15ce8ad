"""Records on their way in and out as files: NDJSON, CSV and XLSX in, NDJSON and CSV out."""
