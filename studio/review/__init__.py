"""Checks on a course; each finding names its place and, where it can, its fix."""
