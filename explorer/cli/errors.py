"""The one error that the command line prints."""


class UsageError(Exception):
    """Used wrongly, or could not be carried out: one sentence, exit status 2."""
