"""Networks, timelines, calendars and maps, for programs that draw them."""
