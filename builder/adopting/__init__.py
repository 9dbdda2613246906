"""What a person changed in a product (a notebook, a Word handout), carried back into module.md and quiz.yml.

Three texts meet: the product as the builder makes it today (the base), the same product as a person edited it,
and the files that it was made from.  What differs between the first two is a person's edit; each line of the
base is traced to the line it was made from, and the edit is made there.  The answer is then proved: the product
is made again from the changed files and has to say what the person wrote.  An edit that cannot be traced, or that
does not prove, is told and left alone.
"""
