"""Benchmarks: figures beside a named reference of the same run, since machines differ."""
