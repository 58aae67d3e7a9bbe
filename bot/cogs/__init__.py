"""Commands and listeners: read what came in, ask the knowledge, send a reply."""
