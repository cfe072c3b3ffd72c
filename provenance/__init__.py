"""provenance: who wrote this first?"""
