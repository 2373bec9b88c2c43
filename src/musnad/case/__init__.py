"""Cases: folders that keep articles, what was found in them, and what was done to them."""
