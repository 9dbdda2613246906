"""Pages that are made from many modules, as HTML: glossary, flashcards, prompts, readings, keywords, cards, words.

Each file has one function from the course's entries to HTML.  They know no Sphinx; a book, a file to take
along and an EPUB give them their own way of making an address (`Link`).
"""
