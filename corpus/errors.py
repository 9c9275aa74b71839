"""What can go wrong that the user can solve; the CLI prints these on one line and exits with 1."""


class StadspraatError(Exception):
    """Base of every error the user can solve; the message gives the value, the reason and the next step."""


class UnreadableError(StadspraatError):
    """A source file cannot be read: damaged, encrypted, empty, or of an unknown kind."""


class PassingError(UnreadableError):
    """A source file cannot be read for a reason outside it: it is tried again by the next run."""


class MetadataError(StadspraatError):
    """A side-car metadata file cannot be used."""


class CorpusError(StadspraatError):
    """The corpus folder cannot be opened, is of a newer version, or is held by another run."""


class PipelineError(StadspraatError):
    """A spaCy pipeline or embedder that the user named cannot be loaded."""


class TooFewPassagesError(StadspraatError):
    """There are not enough passages for what was asked."""
