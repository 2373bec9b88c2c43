"""One stage per layer. A stage finds and does not write; stages know nothing of each other."""
