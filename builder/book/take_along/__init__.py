"""A built book made into files to take along: a module as one page, the course as an EPUB.

Both begin with the pages as the book has them, so that whatever a person wrote is in them too.
"""
