"""One page of each kind of the course that tests read: a word for the kind, and its path in the book."""

KINDS = {
    "front": "index.html",
    "module": "modules/why-civil-resistance-works.html",
    "spanish": "modules/la-violencia-que-no-tiene-autor.html",
    "arabic": "modules/arabic.html",
    "essay": "modules/five-questions-to-put-to-a-study.html",
    "glossary": "course/glossary.html",
    "flashcards": "course/flashcards.html",
    "prompts": "course/prompts.html",
    "keywords": "course/keywords.html",
    "readings": "course/reading-list.html",
    "words": "course/word-list.html",
    "syllabus": "course/syllabus-spring.html",
    "workshop": "course/syllabus-workshop.html",
    "planner": "course/planner.html",
    "search": "search.html",
    "index": "genindex.html",
    "file": "downloads/why-civil-resistance-works.html",
    "arabic-file": "downloads/arabic.html",
}
