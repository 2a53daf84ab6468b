"""Coursewright: a desktop studio that turns recorded lectures into online courses."""

__version__ = "0.1.0"
