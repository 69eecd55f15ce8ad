"""Steps by which a database reaches the tables of this code; Alembic runs them in order."""
