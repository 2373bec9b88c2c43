"""Charts and graphs as SVG: values in, markup out. Colours come from the page's style sheet, by class."""
