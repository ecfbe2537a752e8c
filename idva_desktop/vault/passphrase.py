"""How strong a new passphrase must be."""

from idva_desktop.domain.errors import RefusedError

# Guesses that an attacker with the header, the device secret and Argon2id at one second each
# cannot make: 10^8 seconds of one core are three years, and the estimate is a lower bound.
LEAST_GUESSES_LOG10 = 8.0
_ESTIMATED = 72  # characters; the estimator is slow beyond them and more only adds strength


def require_strength(passphrase: str) -> None:
    """Refuse a passphrase that could be guessed.

    Raises:
        RefusedError: it is too easy to guess; the message never repeats it.
    """
    from zxcvbn import zxcvbn  # noqa: PLC0415 - its word lists are slow to load, and rarely needed

    # The estimator takes no empty text.
    if not passphrase or zxcvbn(passphrase[:_ESTIMATED])["guesses_log10"] < LEAST_GUESSES_LOG10:
        raise RefusedError(
            "This passphrase is too easy to guess. Nothing was changed; "
            "choose four or five unrelated words."
        )
