"""Module or Course -> bytes: one file a product.

page       what a module's page shows, student or instructor edition   notebook  a page as .ipynb
quiz       what a public page may know of the items                    seal      the disguise of verdicts
paper_quiz the same quiz in Markdown                                   answer_key  the key, instructor edition
"""
