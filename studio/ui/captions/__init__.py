"""The captions of a recording: brought in, made from its speech, looked at and edited."""
