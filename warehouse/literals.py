"""Text inside a statement where DuckDB takes no parameter: paths, attached places."""


def quoted(text: str) -> str:
    """``text`` as an SQL string."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'"
