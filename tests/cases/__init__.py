"""Tables of cases that Python and the learner's page are both held to."""
