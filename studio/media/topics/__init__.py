"""Reading what is said: sentences put together across captions, and where a new topic begins."""
