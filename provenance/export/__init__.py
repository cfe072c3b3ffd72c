"""The result for other programs: JSON, GraphML and tables. Everything comes from one ``Findings`` value."""
