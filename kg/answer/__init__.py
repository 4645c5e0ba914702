"""Questions to the graph: query files with parameters, search by meaning, questions in words."""
