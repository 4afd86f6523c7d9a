"""Which role may do what in a space. One table, read by every feature's `admit`."""

from enum import StrEnum

from kalends.core.actor import Role


class Permission(StrEnum):
    """What someone wants to do with a thing that a space owns."""

    VIEW = "view"
    ANSWER = "answer"
    SCHEDULE = "schedule"
    ADMINISTER = "administer"
    OWN = "own"


_VIEW = frozenset({Permission.VIEW})
_ANSWER = _VIEW | {Permission.ANSWER}
_SCHEDULE = _ANSWER | {Permission.SCHEDULE}
_ADMINISTER = _SCHEDULE | {Permission.ADMINISTER}

ALLOWED: dict[Role, frozenset[Permission]] = {
    Role.OWNER: _ADMINISTER | {Permission.OWN},
    Role.ADMIN: _ADMINISTER,
    Role.SCHEDULER: _SCHEDULE,
    Role.MEMBER: _ANSWER,
    Role.VIEWER: _VIEW,
}


def may(role: Role | None, permission: Permission) -> bool:
    return role is not None and permission in ALLOWED[role]
