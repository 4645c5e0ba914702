"""Graph → page: `kg.show.page.write_page` writes one HTML file. Nothing is imported here."""
