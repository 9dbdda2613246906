"""From the entries of a course's modules to what is made from many: related modules, glossary, keywords, readings."""
