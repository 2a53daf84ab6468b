"""Programs that run in the environments of what is measured against, not in that of the tests."""
