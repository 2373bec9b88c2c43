"""Taking in: what other programs wrote, as articles, actors and corrections of a case.

Each module reads one outside form. Articles themselves are for `musnad.readers`.
"""
