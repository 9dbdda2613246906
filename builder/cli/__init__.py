"""The command line: one file a command, arguments in, exit code out, no logic.

A command has `add_arguments(parser)` and `run(arguments) -> int`; its summary and examples stand in `main.COMMANDS`.
It imports the pipeline inside `run`, so that help is shown without loading a parser of any format.
"""
