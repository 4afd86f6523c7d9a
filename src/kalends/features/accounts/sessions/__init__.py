"""Being signed in: by a cookie for pages, by tokens for the API."""
