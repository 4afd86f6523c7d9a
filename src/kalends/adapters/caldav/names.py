"""XML names as "{namespace}name", and the prefixes that our answers give their namespaces."""

DAV = "{DAV:}"
CALDAV = "{urn:ietf:params:xml:ns:caldav}"
# Apple's own: what calendarserver.org specified, and what its calendar keeps.
SERVER = "{http://calendarserver.org/ns/}"
APPLE = "{http://apple.com/ns/ical/}"
# Its prefix is xml everywhere, and it may be nobody's default (Namespaces in XML 1.0, section 3).
XML = "{http://www.w3.org/XML/1998/namespace}"

PREFIXES = {DAV: "D", CALDAV: "C", SERVER: "CS", APPLE: "A"}
# On the outermost element of each answer.
DECLARED = " ".join(f'xmlns:{prefix}="{namespace[1:-1]}"' for namespace, prefix in PREFIXES.items())
