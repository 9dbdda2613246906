"""The records that the stages pass to each other, and nothing else.

document   bytes as read            article   what an author wrote, by function
module     what is taught from it   item      quiz items, one record a kind
course     a folder of modules      schemas   JSON Schemas of the published shapes

All are frozen msgspec Structs with keyword-only fields and tuples.  Anyone may import these; they
import only `builder.findings`.
"""
