"""Media of the course: brought in, looked over, chosen."""
