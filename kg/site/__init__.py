"""The site of a graph: what `kg serve` shows."""
