"""Reading tolls: who was killed, hurt, is missing or had to flee, and how many.

A sentence becomes ``words``; ``victims`` reads the counted, single and named people in
it; ``triggers`` the words of harm; ``frames`` and ``counts`` join the two; ``sources``
tells who says so and ``scenes`` where it happened.
"""
