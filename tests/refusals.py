"""What is asked of every file that cannot be read: one finding, on one line, with help, and soon."""

import time

from builder.readers import read


def refused(name, data, seconds, reading=read):
    """Read a file that must be refused, within seconds of processor time, and return why it is."""
    began = time.process_time()
    document, findings = reading(name, data.encode() if isinstance(data, str) else data)
    assert time.process_time() - began < seconds
    assert document is None
    (finding,) = findings
    assert (finding.severity, finding.where.file) == ("error", name)
    assert finding.help
    assert "\n" not in str(finding)
    return finding
