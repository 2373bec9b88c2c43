"""How Arabic script works: folded views, tokens, clitics, inflection, numbers, calendars. Pure functions, no words."""
