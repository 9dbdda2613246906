"""The rules of a syllabus: a file a topic, a function a rule, and one table of them (`table.py`)."""
