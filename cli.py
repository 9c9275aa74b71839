"""The commands of stadspraat: open the corpus, call one function, print."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from corpus.errors import StadspraatError, TooFewPassagesError

if TYPE_CHECKING:
    from corpus.executors import Workers
    from corpus.manifest import Run
    from corpus.rerunning import Stage
    from corpus.store import Store

Command = TypeVar("Command", bound=Callable[..., Any])


class Commands(click.Group):
    """A group whose commands turn what the user can solve into one line and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except StadspraatError as error:
            message = " ".join(str(error).split())
            raise SystemExit(_fail(message)) from error


def _fail(message: str) -> int:
    click.echo(f"stadspraat: {message}", err=True)
    return 1


def corpus_option(command: Command) -> Command:
    return click.option(
        "--corpus",
        "folder",
        type=click.Path(path_type=Path, file_okay=False),
        default="stadspraat-corpus",
        show_default=True,
        metavar="DIR",
        help="The folder of the corpus.",
    )(command)


def json_option(command: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")(command)


def workers_options(command: Command) -> Command:
    """Where a stage is done that can be divided."""
    for option in (
        click.option(
            "--cluster",
            default="",
            metavar="ADDRESS",
            help="Work on the Dask cluster with its scheduler there, such as tcp://10.0.0.5:8786.",
        ),
        click.option(
            "--jobs",
            type=click.IntRange(0),
            default=0,
            metavar="N",
            help="Worker processes; 0, the default, is one a processor.",
        ),
    ):
        command = option(command)
    return command


def adding_options(command: Command) -> Command:
    """What `run` and `add` have in common."""
    options = (
        click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path)),
        click.option(
            "--metadata",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Side-car CSV (file, title, author, date, source, type, …) instead of metadata.csv.",
        ),
        workers_options,
        click.option(
            "--mirror",
            default="",
            metavar="URL",
            help="Where workers find the files of PATH, such as s3://bucket/publications.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


pipeline_option = click.option(
    "--pipeline",
    default=None,
    metavar="NAME",
    help="Instead of our own: rules (fast, no parser), or an installed spaCy pipeline for Dutch.",
)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="stadspraat", prog_name="stadspraat")
def main() -> None:
    """Read Dutch policy texts at scale: PDFs in, a discourse map with evidence out.

    \b
    Example:
      stadspraat run publications/

    Exit code 0: done. 1: something you can solve, told in one line. 2: wrong usage.
    """


@main.command()
@adding_options
@corpus_option
@pipeline_option
@json_option
def run(
    paths: tuple[Path, ...],
    metadata: Path | None,
    jobs: int,
    cluster: str,
    mirror: str,
    folder: Path,
    pipeline: str | None,
    as_json: bool,
) -> None:
    """Add files, annotate, fit topics and write the report: only what is missing.

    \b
    Example:
      stadspraat run publications/ --corpus cities --metadata publications.csv
    """
    with _writing(folder, "run", create=True) as run:
        with run.stage("add"):
            run.counts.update(_add(run.store, paths, metadata, jobs, cluster, mirror))
        with run.stage("annotate"):
            run.counts["annotated"] = _annotate(run.store, pipeline, jobs, cluster)
        with run.stage("topics"):
            run.counts.update(_topics_if_enough(run.store, jobs, cluster))
        with run.stage("report"):
            run.counts["report"] = _report(run.store)
    _show_run(run, as_json)


@main.command()
@adding_options
@corpus_option
@json_option
def add(
    paths: tuple[Path, ...],
    metadata: Path | None,
    jobs: int,
    cluster: str,
    mirror: str,
    folder: Path,
    as_json: bool,
) -> None:
    """Read files into the corpus: only those that are new or have changed.

    Folders are searched to the bottom. What cannot be read is recorded with the reason.

    \b
    Example:
      stadspraat add minutes/ report_2024.pdf --corpus cities
    """
    with _writing(folder, "add", create=True) as run, run.stage("add"):
        run.counts.update(_add(run.store, paths, metadata, jobs, cluster, mirror))
    _show_run(run, as_json)


@main.command()
@corpus_option
@pipeline_option
@workers_options
@json_option
def annotate(folder: Path, pipeline: str | None, jobs: int, cluster: str, as_json: bool) -> None:
    """Annotate the passages that lack it: lemmas, word classes and what is named in them.

    \b
    Example:
      stadspraat annotate --corpus cities
    """
    with _writing(folder, "annotate") as run, run.stage("annotate"):
        run.counts["annotated"] = _annotate(run.store, pipeline, jobs, cluster)
    _show_run(run, as_json)


@main.command()
@corpus_option
@click.option("--embedder", default="", metavar="NAME", help="A sentence-transformers model on this machine.")
@click.option("--refit", is_flag=True, help="Fit afresh, as a new version mapped to the one before.")
@click.option("--min-topic-size", type=click.IntRange(2), metavar="N", help="The fewest passages of a topic.")
@click.option(
    "--max-outliers",
    type=click.FloatRange(0, 1),
    metavar="SHARE",
    help="Give passages to their nearest topic until no more than this share is left without.",
)
@click.option("--seed", type=int, metavar="N", help="Another seed gives another fit.")
@click.option(
    "--seeds",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Topics to look for: a text file with the words of one topic on each line.",
)
@click.option("--guide", type=click.Choice(["themes"]), help="Let the theme scheme guide the fit.")
@click.option("--version", type=int, metavar="N", help="Show an earlier version again; nothing is fitted.")
@workers_options
@json_option
def topics(
    folder: Path,
    embedder: str,
    refit: bool,
    min_topic_size: int | None,
    max_outliers: float | None,
    seed: int | None,
    seeds: Path | None,
    guide: str | None,
    version: int | None,
    jobs: int,
    cluster: str,
    as_json: bool,
) -> None:
    """Fit topics, or give passages that are new their place in the topics there are.

    All settings can be given in stadspraat.toml. topics.toml, in the folder of the corpus, names, merges
    and sets aside topics by hand.

    \b
    Example:
      stadspraat topics --corpus cities --refit
    """
    from corpus.executors import Workers
    from models.guides import read_seeds

    asked: dict[str, object] = {"min_topic_size": min_topic_size, "max_outliers": max_outliers, "seed": seed}
    asked |= {"seeds": read_seeds(seeds) if seeds else None, "guide": guide}
    with _writing(folder, "topics") as run, run.stage("topics"):
        run.counts.update(_topics(run.store, Workers(jobs, cluster), embedder, refit, version, asked))
    _show_run(run, as_json)


@main.command()
@corpus_option
@click.option(
    "--embedder", "embedders", multiple=True, metavar="NAME", help="An embedder; several are compared."
)
@click.option(
    "--set", "given", multiple=True, metavar="NAME=VALUE,...", help="A setting of [topics] and its values."
)
@click.option(
    "--refits", type=click.IntRange(0), default=4, show_default=True, metavar="N", help="For the stability."
)
@json_option
def compare(
    folder: Path, embedders: tuple[str, ...], given: tuple[str, ...], refits: int, as_json: bool
) -> None:
    """Compare topic fits with other settings and other embedders in one table; no fit is kept.

    \b
    Example:
      stadspraat compare --corpus cities --set min_topic_size=10,20 --set selection=eom,leaf
    """
    from corpus.settings import load_section
    from corpus.terminal import progress_bar, table_lines
    from models.comparing import compare_fits, variants
    from models.embedding import load_embedder
    from models.topic_settings import TopicSettings

    settings = variants(load_section(folder, "topics", TopicSettings), given)
    with _writing(folder, "compare") as run, run.stage("compare"):
        used = [load_embedder(name) for name in embedders or ("",)]
        fits = compare_fits(run.store, used, settings, refits=refits, progress=progress_bar)
        rows = [fit.as_dict() for fit in fits]
    if as_json:
        _print_json(rows)
    else:
        _print_lines(table_lines(rows))


@main.command()
@corpus_option
@json_option
def report(folder: Path, as_json: bool) -> None:
    """Write the report: one HTML file that opens offline.

    \b
    Example:
      stadspraat report --corpus cities
    """
    with _writing(folder, "report") as run, run.stage("report"):
        run.counts["report"] = _report(run.store, anew=True)
    _show_run(run, as_json)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--tables", is_flag=True, help="Print the tables instead, cells separated by tabs.")
@click.option("--draw", type=click.Path(path_type=Path), metavar="DIR", help="Draw the blocks on the pages.")
@click.option(
    "--engine",
    type=click.Choice(["pdfplumber", "pdfium"]),
    default="pdfplumber",
    show_default=True,
    help="The PDF engine; pdfium is faster.",
)
@click.option(
    "--ocr",
    type=click.Choice(["auto", "never", "always"]),
    default="auto",
    show_default=True,
    help="OCR for pages without usable text, where it is installed.",
)
@json_option
def text(
    file: Path,
    tables: bool,
    draw: Path | None,
    engine: Literal["pdfplumber", "pdfium"],
    ocr: Literal["auto", "never", "always"],
    as_json: bool,
) -> None:
    """Print the clean text of a file in reading order; needs no corpus.

    With --json everything that was read, with role, page and boxes.

    \b
    Example:
      stadspraat text report_2024.pdf > report_2024.txt
    """
    from corpus import presenting
    from corpus.reading import ReadOptions, read_content
    from corpus.store.codec import storable_content

    content = storable_content(read_content(file, options=ReadOptions(engine=engine, ocr=ocr)))
    if draw:
        from corpus.draw import draw_pages, marks_of

        for picture in draw_pages(file, marks_of(content), draw):
            click.echo(f"drawn: {picture}", err=True)
    if as_json:
        _print_json(presenting.content_values(content))
    else:
        click.echo(presenting.tables_text(content) if tables else presenting.running_text(content), nl=False)


@main.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), default="-")
@pipeline_option
def tag(file: Path, pipeline: str | None) -> None:
    """Annotate plain text (standard input by default) and print one JSON object; needs no corpus.

    \b
    Example:
      echo "De gemeente Zwolle groeit." | stadspraat tag
    """
    from corpus.plain import read_plain
    from nlp.annotate import tag_document

    data = sys.stdin.buffer.read() if str(file) == "-" else None
    _print_json(tag_document(read_plain(file, data), pipeline or ""))


@main.command()
@click.argument("query")
@corpus_option
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Print the first N lines only.")
@click.option("--width", type=click.IntRange(0), default=50, show_default=True, help="Characters of context.")
@json_option
def search(query: str, folder: Path, limit: int | None, width: int, as_json: bool) -> None:
    """Print every occurrence in its context, with document, page and date.

    A word is found by its form and its lemma (stad finds steden), a "quoted phrase" by its forms only,
    and prefix* by how it begins. Several terms must all occur in a passage.

    \b
    Example:
      stadspraat search 'woningbouw "sociale huur"' --corpus cities
    """
    from dataclasses import asdict

    from corpus.store import Store
    from corpus.terminal import kwic_lines

    with Store.open(folder) as store:
        lines = store.search(query, width=width, limit=limit)
    if as_json:
        _print_json({"query": query, "lines": [asdict(line) for line in lines]})
    else:
        _print_lines(kwic_lines(lines, width))


@main.command()
@click.argument("table")
@corpus_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "parquet", "jsonl", "graphml"]),
    default="csv",
    show_default=True,
    help="jsonl is one JSON object a line; graphml is for networks.",
)
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Standard output by default.")
def export(table: str, folder: Path, form: str, output: Path | None) -> None:
    """Write a stored table: documents, passages, mentions, topics, assignments, …

    In CSV a text that a spreadsheet would run as a formula gets an apostrophe before it. The networks
    claims-network (themes that are said to lead to themes) and speakers-network are written as graphml,
    which Gephi opens, or as csv of their edges.

    \b
    Example:
      stadspraat export passages --format parquet --output passages.parquet
    """
    from contextlib import nullcontext

    from corpus.export import whole_file
    from corpus.networks import export_named
    from corpus.store import Store

    target = whole_file(output) if output else nullcontext(sys.stdout.buffer)
    with Store.open(folder) as store:
        write = export_named(store, table, form)  # what is wrong is told before a file is made
        with target as file:
            write(file)


@main.command()
@corpus_option
@json_option
def status(folder: Path, as_json: bool) -> None:
    """Show what the corpus holds, what could not be read, and which stage is behind.

    \b
    Example:
      stadspraat status --corpus cities
    """
    from corpus.status import status_of
    from corpus.store import Store
    from corpus.terminal import status_lines

    with Store.open(folder) as store:
        found = status_of(store, _behind(store))
    if as_json:
        _print_json(found.values())
    else:
        _print_lines(status_lines(found))


@main.command()
@corpus_option
@click.option(
    "--sample",
    type=click.IntRange(0),
    default=3,
    show_default=True,
    metavar="N",
    help="Documents to read, annotate and embed again; 0 leaves that out.",
)
@json_option
def verify(folder: Path, sample: int, as_json: bool) -> None:
    """Check that the corpus is sound; exit code 1 when something is wrong.

    The database itself; the text, place and counts of every record; the bytes of every source; and
    whether the stages give the same again for a sample of documents.

    \b
    Example:
      stadspraat verify --corpus cities
    """
    from corpus.settings import ReadingSettings, load_section
    from corpus.store import Store
    from corpus.terminal import progress_bar, verification_lines
    from corpus.verify import verify as verified

    with Store.open(folder) as store:
        reading = load_section(folder, "reading", ReadingSettings)
        found = verified(
            store,
            sample=sample,
            options=reading.options,
            limits=reading.limits,
            stages=_stages(folder),
            progress=progress_bar("verify"),
        )
    if as_json:
        _print_json(found.values())
    else:
        _print_lines(verification_lines(found))
    if found.findings:
        raise SystemExit(1)


@main.command()
@corpus_option
@click.option(
    "--language",
    type=click.Choice(["en", "nl"]),
    default="en",
    show_default=True,
    help="English or Dutch.",
)
@click.option("--bibtex", "references", is_flag=True, help="Print BibTeX for the tools used instead.")
def methods(folder: Path, language: Literal["en", "nl"], references: bool) -> None:
    """Print the methods paragraph of a paper; every number in it comes from the manifest of the last run.

    \b
    Example:
      stadspraat methods --corpus cities --language nl
    """
    from corpus.manifest import last_manifest
    from corpus.methods import methods_text
    from corpus.references import bibtex
    from corpus.store import Store

    with Store.open(folder) as store:
        manifest = last_manifest(store)
    click.echo(bibtex(manifest["versions"]) if references else methods_text(manifest, language))


# What the commands share.


@contextmanager
def _writing(folder: Path, command: str, *, create: bool = False) -> Iterator[Run]:
    """The corpus, held for writing, with a run on record."""
    from corpus.lock import corpus_lock
    from corpus.manifest import recorded
    from corpus.settings import load_all
    from corpus.store import Store

    if not create:
        Store.open(folder).close()  # before a lock file is made where there is no corpus
    with (
        corpus_lock(folder, command),
        Store.open(folder, create=create) as store,
        recorded(store, command, load_all(folder)) as run,
    ):
        yield run


def _add(
    store: Store, paths: Sequence[Path], metadata: Path | None, jobs: int, cluster: str, mirror: str
) -> dict[str, object]:
    from corpus.adding import add_to_corpus
    from corpus.terminal import progress_bar

    bar = progress_bar("read")
    return add_to_corpus(
        store, paths, metadata, jobs, cluster=cluster, mirror=mirror, progress=bar, warn=_warn
    )


def _annotate(store: Store, pipeline: str | None, jobs: int, cluster: str) -> int:
    from corpus.executors import Workers
    from corpus.terminal import progress_bar
    from nlp.stage import bring_up_to_date

    return bring_up_to_date(store, pipeline, progress_bar("annotate"), workers=Workers(jobs, cluster))


def _topics(
    store: Store,
    workers: Workers,
    embedder: str = "",
    refit: bool = False,
    show: int | None = None,
    asked: Mapping[str, object] | None = None,
) -> dict[str, object]:
    from corpus.terminal import progress_bar
    from models.stage import bring_up_to_date

    return bring_up_to_date(
        store,
        progress_bar,
        workers=workers,
        embedder=embedder,
        refit=refit,
        show=show,
        asked=asked,
    )


def _topics_if_enough(store: Store, jobs: int, cluster: str) -> dict[str, object]:
    from corpus.executors import Workers

    try:
        return _topics(store, Workers(jobs, cluster))
    except TooFewPassagesError as error:
        click.echo(f"no topics: {error}", err=True)
        return {"topics": 0, "outlier_share": None}


def _report(store: Store, *, anew: bool = False) -> str:
    from corpus.report.stage import bring_up_to_date

    return str(bring_up_to_date(store, anew=anew))


def _behind(store: Store) -> dict[str, str]:
    """For each stage what it lacks."""
    from corpus.report import stage as report_stage
    from models import stage as topics_stage
    from nlp import stage as annotate_stage

    stages = {"annotate": annotate_stage, "topics": topics_stage, "report": report_stage}
    return {name: stage.behind(store) for name, stage in stages.items()}


def _stages(folder: Path) -> tuple[Stage, ...]:
    """What can be done again to verify it, besides reading."""
    from corpus.rerunning import Stage, annotation_differences, vector_differences
    from corpus.settings import AnnotateSettings, load_section
    from models.embedding import embed_corpus, load_embedder
    from nlp.stage import bring_up_to_date

    pipeline = load_section(folder, "annotate", AnnotateSettings).pipeline
    return (
        Stage(
            "annotate",
            lambda again: bring_up_to_date(again, pipeline, lambda done, total: None),
            annotation_differences,
        ),
        Stage("embed", lambda again: embed_corpus(again, load_embedder()), vector_differences),
    )


def _warn(message: str) -> None:
    click.echo(f"warning: {message}", err=True)


def _show_run(run: Run, as_json: bool) -> None:
    from corpus.terminal import run_lines

    if as_json:
        _print_json(run.values())
    else:
        _print_lines(run_lines(run.values()))


def _print_json(values: object) -> None:
    click.echo(json.dumps(values, ensure_ascii=False, indent=2))


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
