"""Handing over: what musnad found, in the forms that other programs open.

`subject` is what is handed over (articles, and what a case counts over them), `out` where it is written, `catalogue`
the formats with what each loses (`about/FORMAT.toml`), `running` an export from beginning to end. A format is a module
with one function, `write(subject, out, manner)`; reading an outside format is for `musnad.imports`.
"""
