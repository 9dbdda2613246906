"""The course compiled: what Sphinx and Jupyter Book are told, and the build of both editions.

extension    the one extension that `_config.yml` names        settings    what a person wrote there
defaults     what every course needs, under what a person set  pages       language, assets, per page
quiz_cells   a notebook's quiz becomes a form                  maths       formulas without a network
build        `build_book`, which starts a process (worker)     messages    and talks with it
publishing   new pages put in place of the last ones           sphinx_log  what Sphinx says, as findings

The pipeline imports `build`, which imports neither Sphinx nor Jupyter Book; Sphinx imports `extension`.
"""
