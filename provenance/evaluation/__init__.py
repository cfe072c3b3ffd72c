"""How good it is: corpora of known lineage, metrics, baselines, a simulator, and what they say of this tool."""
