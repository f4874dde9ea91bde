"""Django's PostgreSQL backend, which names with each statement whose rows it may touch."""
