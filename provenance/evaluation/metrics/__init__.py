"""Measures of agreement with a known truth, one family per module: pure functions on ids, mappings and spans.

None of them knows a corpus or a system, so each can be used on its own. ``None`` always means that there is nothing to
measure, never zero.
"""
