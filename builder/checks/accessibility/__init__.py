"""A look at the built book for WCAG 2.2: a file an idea, each with what it looks at and a rule over a page."""
