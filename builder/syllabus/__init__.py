"""The calendar of a course: from a syllabus to meetings, to sessions on their days, to what outputs show.

Syllabus --days--> meetings --flow--> Timetable --schedule--> Schedule --writers--> page, paper, calendar, table
"""
