"""XML names as "{namespace}name", and the prefixes that our answers give their namespaces."""

DAV = "{DAV:}"
CALDAV = "{urn:ietf:params:xml:ns:caldav}"
# Apple's own: what calendarserver.org specified, and what its calendar keeps.
SERVER = "{http://calendarserver.org/ns/}"
APPLE = "{http://apple.com/ns/ical/}"

PREFIXES = {DAV: "D", CALDAV: "C", SERVER: "CS", APPLE: "A"}
# On the outermost element of each answer.
DECLARED = " ".join(f'xmlns:{prefix}="{namespace[1:-1]}"' for namespace, prefix in PREFIXES.items())
