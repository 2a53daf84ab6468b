"""The room of the plan: what the course is for, whom it is for, what they will be able to do."""
