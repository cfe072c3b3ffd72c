"""How often the signal registry is right: its hits on real documents, judged by people, and the credits it should have found."""
