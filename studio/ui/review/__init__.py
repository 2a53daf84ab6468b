"""The room of the review: what to look at before learners do."""
