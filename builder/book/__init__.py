"""The course compiled: what Sphinx and Jupyter Book are told, and the build of both editions.

extension    the one extension that `_config.yml` names        settings    what a person wrote there
defaults     what every course needs, under what a person set  pages       language, assets, per page
quiz_cells   a notebook's quiz becomes a form                  maths       formulas without a network
build        `build_book`, in a process of its own (worker)    publishing  new pages put in place
sphinx_log   what Sphinx says, as findings

The pipeline imports `build`; Sphinx imports `extension`.  Sphinx and Jupyter Book are imported in this
package only, and `build` imports neither: they live in the worker.
"""
