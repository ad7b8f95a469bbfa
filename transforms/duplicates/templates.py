"""Template families: reports made from one form with other names and numbers.

Links that ``relations`` called ``template`` arrive; families leave. A family counts
once it has six members: two or three reports of one event may read like fillings of a
form (on the development set such groups have four at most, families of forms 90).
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from transforms.duplicates.groups import Grouping, regroup

FAMILY_MEMBERS_MIN = 6


def families(
    known: Mapping[UUID, UUID],
    sizes: Mapping[UUID, int],
    links: Iterable[tuple[UUID, UUID]],
) -> Grouping:
    """The family of each article that new template links connect, see ``regroup``.

    Families only grow: ``known`` holds the members at the links' ends, ``sizes`` the
    number of all members of their families.
    """
    return regroup("template", known, links, sizes)
