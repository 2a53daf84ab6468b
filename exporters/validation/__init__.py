"""Validators of packages: of our own before they are written, and of any zip file."""
