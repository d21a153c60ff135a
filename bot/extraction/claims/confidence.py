"""How sure tellings make one another."""


def both(one: float, other: float) -> float:
    """Two tellings are surer than one, never certain."""
    return round(min(0.99, 1 - (1 - one) * (1 - other)), 2)
