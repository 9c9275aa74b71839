"""The methods paragraph of a paper, in English or Dutch; every number in it comes from the manifest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any, Literal

Language = Literal["en", "nl"]

# A sentence is written when the manifest knows everything it names, and its condition (a name too) is
# not zero; so a corpus without topics simply has nothing to say of them.
_SENTENCES: dict[Language, tuple[tuple[str, str], ...]] = {
    "en": (
        ("", "The corpus was compiled with stadspraat {v_stadspraat} (Python {v_python})."),
        (
            "files",
            "Of {files} files, {duplicates} had the same bytes as another and {unreadable} could not be "
            "read, which left {documents} documents of {words} words of running text.",
        ),
        ("pages", "Those with pages have {pages} of them."),
        ("first_year", "Their dates run from {first_year} to {last_year}; {undated} are undated."),
        (
            "near_copies",
            "{near_copies} pairs of documents were near copies (three-word shingles, Jaccard index of 0.6 "
            "or more, or one contained in the other; Broder 1997).",
        ),
        (
            "by_pdfplumber",
            "PDFs were read with pdfplumber {v_pdfplumber} (on pdfminer.six {v_pdfminer_six}), put in "
            "reading order by their layout, freed of running heads and page numbers, and de-hyphenated.",
        ),
        (
            "by_pdfium",
            "PDFs were read with pypdfium2 {v_pypdfium2}, put in reading order by their layout, freed of "
            "running heads and page numbers, and de-hyphenated.",
        ),
        (
            "ocr_pages",
            "{ocr_pages} pages without usable text were read by optical character recognition{by_tesseract}.",
        ),
        ("checked", "Every page was checked against a second engine (pypdfium2 {v_pypdfium2})."),
        ("passages", "The text was divided into {passages} passages of whole sentences."),
        (
            "annotated",
            "{annotated} passages were annotated with spaCy {v_spacy} (pipeline {pipeline}).",
        ),
        ("entity", "This marked {entity} named entities."),
        ("place", "It found {place} references to Dutch places."),
        ("theme", "It found {theme} mentions of policy themes."),
        ("quote", "It found {quote} quotations."),
        ("claim", "It found {claim} claims."),
        ("embedder", "Passages were embedded with {embedder}."),
        (
            "topics",
            "Topics were modelled with BERTopic {v_bertopic}: UMAP {v_umap_learn} ({neighbors} neighbours, "
            "{components} dimensions, {layouts} layouts, seed {seed}) and HDBSCAN {v_hdbscan} (at least "
            "{min_topic_size} passages a topic, min_samples {min_samples}), fitted on {fitted_on} of "
            "{topic_passages} passages.",
        ),
        (
            "topics",
            "This gave {topics} topics; {outlier_share} of the passages belong to none "
            "(NPMI coherence {npmi}, topic diversity {diversity}).",
        ),
        ("", "The figures are those of run {run}, completed on {finished}; its manifest lists every file."),
    ),
    "nl": (
        ("", "Het corpus is samengesteld met stadspraat {v_stadspraat} (Python {v_python})."),
        (
            "files",
            "Van {files} bestanden waren er {duplicates} byte voor byte gelijk aan een ander en {unreadable} "
            "onleesbaar; zo bleven {documents} documenten over, met {words} woorden lopende tekst.",
        ),
        ("pages", "Voor zover ze pagina’s hebben, zijn het er {pages}."),
        (
            "first_year",
            "Ze zijn gedateerd van {first_year} tot en met {last_year}; van {undated} is geen datum bekend.",
        ),
        (
            "near_copies",
            "{near_copies} paren documenten waren bijna gelijk (reeksen van drie woorden, Jaccard-index van "
            "0,6 of meer, of het ene bevat in het andere; Broder 1997).",
        ),
        (
            "by_pdfplumber",
            "Pdf’s zijn gelezen met pdfplumber {v_pdfplumber} (op pdfminer.six {v_pdfminer_six}), naar hun "
            "opmaak in leesvolgorde gezet, ontdaan van kopregels en paginanummers, en van afbreekstreepjes.",
        ),
        (
            "by_pdfium",
            "Pdf’s zijn gelezen met pypdfium2 {v_pypdfium2}, naar hun opmaak in leesvolgorde gezet, ontdaan "
            "van kopregels en paginanummers, en van afbreekstreepjes.",
        ),
        (
            "ocr_pages",
            "{ocr_pages} pagina’s zonder bruikbare tekst zijn gelezen met tekenherkenning{by_tesseract}.",
        ),
        ("checked", "Elke pagina is vergeleken met wat een tweede programma las (pypdfium2 {v_pypdfium2})."),
        ("passages", "De tekst is verdeeld in {passages} passages van hele zinnen."),
        ("annotated", "{annotated} passages zijn geannoteerd met spaCy {v_spacy} (pijplijn {pipeline})."),
        ("entity", "Daarin zijn {entity} namen aangewezen."),
        ("place", "Er zijn {place} verwijzingen naar Nederlandse plaatsen gevonden."),
        ("theme", "Er zijn {theme} vermeldingen van beleidsthema’s gevonden."),
        ("quote", "Er zijn {quote} citaten gevonden."),
        ("claim", "Er zijn {claim} beweringen gevonden."),
        ("embedder", "Van elke passage is een vector berekend met {embedder}."),
        (
            "topics",
            "De onderwerpen zijn bepaald met BERTopic {v_bertopic}: UMAP {v_umap_learn} ({neighbors} buren, "
            "{components} dimensies, {layouts} plattegronden, startgetal {seed}) en HDBSCAN {v_hdbscan} (ten "
            "minste {min_topic_size} passages per onderwerp, min_samples {min_samples}), op {fitted_on} van "
            "{topic_passages} passages.",
        ),
        (
            "topics",
            "Dat gaf {topics} onderwerpen; {outlier_share} van de passages hoort bij geen daarvan "
            "(NPMI-coherentie {npmi}, verscheidenheid {diversity}).",
        ),
        (
            "",
            "De cijfers zijn die van run {run}, voltooid op {finished}; het manifest noemt elk bestand.",
        ),
    ),
}
_PERCENT = frozenset({"outlier_share"})
_PLAIN = frozenset({"seed", "run"})  # names rather than amounts: no separators
_SETTINGS = ("neighbors", "components", "layouts", "seed", "min_topic_size", "min_samples")
_FIGURES = ("fitted_on", "topics", "outlier_share", "npmi", "diversity")
_EMBEDDERS = {"nl_beleid": "multilingual-e5-small (trained further: {name}; Wang et al. 2024)"}


def methods_text(manifest: Mapping[str, Any], language: Language = "en") -> str:
    """The paragraph for a manifest as `corpus.manifest` makes it."""
    facts = {name: _shown(name, value, language) for name, value in _facts(manifest).items()}
    return " ".join(
        sentence.format(**facts)
        for condition, sentence in _SENTENCES[language]
        if (not condition or facts.get(condition)) and _names(sentence) <= facts.keys()
    )


def _facts(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Every fact a sentence may name; those that are unknown are left out."""
    held = dict(manifest["counts"].get("corpus", {}))
    mentions = held.pop("mentions", {})
    # What the pages say read them, not what the settings of the last run would have them read by.
    engines = held.pop("engines", {})
    by_pdfplumber = bool(engines.get("pdfplumber"))
    tesseract = manifest["versions"].get("tesseract")
    check = manifest["settings"].get("reading", {}).get("check", True)
    return {
        **{name: value for name, value in held.items() if value is not None},
        **mentions,
        **{f"v_{_name(name)}": value for name, value in manifest["versions"].items() if value},
        "by_pdfplumber": "yes" if by_pdfplumber else "",
        "by_pdfium": "yes" if engines.get("pdfium") else "",
        "ocr_pages": engines.get("ocr", 0),
        "by_tesseract": f" (tesseract {tesseract})" if tesseract else "",
        "checked": "yes" if by_pdfplumber and check else "",
        "run": manifest["run"],
        "finished": manifest["finished"][:10],
        **dict(_topic_facts(manifest.get("topic_model"))),
    }


def _topic_facts(model: Mapping[str, Any] | None) -> Iterator[tuple[str, Any]]:
    if not model:
        return
    settings, figures = model["settings"], model["figures"]
    used = settings.get("used", {})
    yield from ((name, used[name]) for name in _SETTINGS if name in used)
    yield from ((name, figures[name]) for name in _FIGURES if name in figures)
    if "passages" in figures:
        yield "topic_passages", figures["passages"]
    name = str(settings.get("embedder", ""))
    template = _EMBEDDERS.get(name.partition("-")[0], "{name}")
    yield "embedder", template.format(name=name.replace("-", " ", 1)) if name else ""


def _shown(name: str, value: Any, language: Language) -> str:
    """The value as it is printed; empty where it is nothing."""
    if isinstance(value, str):
        return value
    if not value and name not in _ZERO_IS_TOLD:
        return ""
    if isinstance(value, int):
        text = str(value) if name in _PLAIN else f"{value:,}"
    elif isinstance(value, float):
        text = f"{value:.1%}" if name in _PERCENT else f"{value:.2f}"
    else:
        return ""
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text


_ZERO_IS_TOLD = frozenset({"duplicates", "unreadable", "undated", "outlier_share", "npmi", "diversity"})


def _names(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def _name(package: str) -> str:
    return package.replace("-", "_").replace(".", "_")
