"""The main window: its menu, its outline, and what runs in its status bar."""
