"""The sections of the report, each a function from a ``Context`` to mark-up."""
