"""What the renderers of YouTube's chat say, and which of them a person said."""

from collections.abc import Iterable

from chatmining.formats.json_values import Json, object_of, objects_of, text_of
from chatmining.records import Kind, Role

_PERSONS = frozenset(("liveChatTextMessageRenderer", "liveChatPaidMessageRenderer", "liveChatPaidStickerRenderer"))
_MEMBERSHIP = "liveChatMembershipItemRenderer"
_ROLES = {"moderator": Role.MODERATOR, "owner": Role.HOST}
DELETIONS = (
    "markChatItemAsDeletedAction", "markChatItemsByAuthorAsDeletedAction", "removeChatItemAction",
    "removeChatItemByAuthorAction",
)  # fmt: skip


def said(form: str, renderer: Json) -> tuple[Kind, str]:
    """Return what a renderer is and its text; those never seen before are the system's."""
    text = runs(renderer.get("message"))
    if form in _PERSONS or (form == _MEMBERSHIP and text):
        return Kind.MESSAGE, text
    return Kind.SYSTEM, text or runs(renderer.get("headerSubtext"))


def runs(value: object) -> str:
    """Return a text given in runs, an emoji as its first shortcut."""
    node = object_of(value)
    return text_of(node.get("simpleText")) or "".join(_run(run) for run in objects_of(node.get("runs")))


def badge_role(renderer: Json) -> Role | None:
    """Return the role that an author's badges show."""
    badges = (object_of(badge.get("liveChatAuthorBadgeRenderer")) for badge in objects_of(renderer.get("authorBadges")))
    return role_of(text_of(object_of(badge.get("icon")).get("iconType")) for badge in badges)


def role_of(badges: Iterable[str]) -> Role | None:
    """Return the first role named by `badges`."""
    return next((_ROLES[badge.lower()] for badge in badges if badge.lower() in _ROLES), None)


def _run(run: Json) -> str:
    emoji = object_of(run.get("emoji"))
    shortcuts = emoji.get("shortcuts")
    first = shortcuts[0] if isinstance(shortcuts, list) and shortcuts else emoji.get("emojiId")
    return text_of(run.get("text")) or text_of(first)
