"""Quotations: where they stand, who speaks them and with which verb."""
