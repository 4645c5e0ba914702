"""The graph: records as RDF, stored, checked and written out. The only room that knows RDF."""
