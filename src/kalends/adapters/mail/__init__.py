"""Mail: letters worded and handed to an SMTP server."""
