"""Rules over modules and items: one function a rule, one table of rules, findings out.

items       rules for one item      quizzes     rules for the items of a module together
quotations  where words stand in the article
"""
