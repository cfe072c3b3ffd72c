"""The result for people: picture, page, terminal, notebook. Everything is drawn from one ``Findings`` value."""
