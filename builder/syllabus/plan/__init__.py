"""A draft of a syllabus: which modules, in which order, on which meetings, and why.

    entries --fit--> which topics each meets        texts --needs--> which module needs terms of which
    both --order--> a row of modules --draft--> SyllabusPlan

Nothing here knows a date of its own or says a sentence: titles, terms and keywords are the modules'.
"""
