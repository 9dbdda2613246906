"""One page from the web, asked for as politely and as carefully as a stranger's answer deserves.

The only package that asks anything of the network; only `cli.sources` calls it, for an address that a person named.
urllib3 (MIT) makes the requests: it streams bytes as they were sent and reads Python's and the system's settings
for certificates; it keeps no cookies and follows no redirect unless told.

address   what an address may be, and where a redirect may lead      answer   one request, within bounds
robots    what a site allows (RFC 9309)                              page     redirects, deadline, name, charset
"""

from builder.fetch.page import Fetched, Wanted, fetch

__all__ = ["Fetched", "Wanted", "fetch"]
