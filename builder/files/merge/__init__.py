"""Merging three ways: what a person made of a text since it was written, and what its source says now.

The base is what the last import wrote, "ours" what stands in the course, "theirs" what is written of the
article as it is now.  Pure functions from texts to texts; the terms are those of diff3 (Khanna, Kunal and
Pierce (2007), "A formal investigation of diff3").  What only one side changed stands; what both changed
alike stands once; what they changed differently is a conflict, which is marked and never decided here.
"""
