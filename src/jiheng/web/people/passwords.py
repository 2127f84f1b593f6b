"""The rules on passwords that Django does not bring, or not in Chinese: length, several kinds of characters."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

KINDS = 3
LENGTH = 10


class LongEnough:
    """Asks for ten characters."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002 - Django hands the user over
        """Nothing if it is good, an error with the remedy if not."""
        if len(password) < LENGTH:
            raise ValidationError(self.get_help_text(), code="password_too_short")

    def get_help_text(self) -> str:
        """What is asked for."""
        return _("密码至少 {length} 个字符。").format(length=LENGTH)


class SeveralKinds:
    """Asks for three of: lower case, upper case, digits, everything else."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002 - Django hands the user over
        """Nothing if it is good, an error with the remedy if not."""
        found = {_kind(character) for character in password}
        if len(found) < KINDS:
            raise ValidationError(self.get_help_text(), code="password_too_uniform")

    def get_help_text(self) -> str:
        """What is asked for."""
        return _("密码须含小写字母、大写字母、数字、其他字符中的至少三类。")


def _kind(character: str) -> str:
    if character.isdigit():
        return "digit"
    if character.isascii() and character.isalpha():
        return "lower" if character.islower() else "upper"
    return "other"
