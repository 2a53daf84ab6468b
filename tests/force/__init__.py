"""Courses under force: killed, cut short, on failing disks, without power."""
