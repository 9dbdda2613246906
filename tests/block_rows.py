"""A document as lines to review: what the file says of itself, then one line a block."""


def rows(found):
    """Return one line a block: kind, level, mark, text, and why it is furniture."""
    about = {name: value for name in found.metadata.__struct_fields__ if (value := getattr(found.metadata, name))}
    head = [f"{name}: {value}" for name, value in sorted(about.items())]
    blocks = [
        " ".join(filter(None, [block.kind, str(block.level or ""), block.mark, "|", block.text.replace("\n", "\\n")]))
        + (f"  <- {block.furniture}" if block.furniture else "")
        for block in found.blocks
    ]
    return "\n".join([*head, "", *blocks]) + "\n"
