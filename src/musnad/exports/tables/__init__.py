"""Tables of what was found: one set of rows, written as CSV for spreadsheets and as Parquet for data frames."""
