"""Packages opened in the system's browser: a local web server, and the judges of the test LMS."""
