"""Handing over: what musnad found, in the forms that other programs open.

`subject` is what is handed over (articles, and what a case counts over them), `out` where it is written, `catalogue`
the formats with what each loses (`about/FORMAT.toml`), `running` an export from beginning to end. A format is a module
with one function, `write(subject, out, manner)`: `tables`, `events`, `drawing`, `linked` and `language` hold those that
are alike, `report` and `bundle` are one each. `redaction` blacks persons out of whatever is handed over. Reading what
other programs wrote is for `musnad.imports`.
"""
