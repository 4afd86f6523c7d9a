"""Pages for people: plain Starlette routes, templates, and assets that never change under their name."""
