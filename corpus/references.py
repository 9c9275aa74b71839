"""BibTeX for the tools a corpus was made with; the versions come from the manifest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """How a tool asks to be cited."""

    key: str
    package: str
    """The library in the manifest whose version it is; empty for a method."""
    kind: str
    fields: tuple[tuple[str, str], ...]


def _software(key: str, package: str, author: str, title: str, year: str, url: str) -> Reference:
    fields = (("author", author), ("title", title), ("year", year), ("url", url))
    return Reference(key, package, "software", fields)


# Each as its makers ask: README, CITATION file or the paper itself.
REFERENCES: tuple[Reference, ...] = (
    _software(
        "stadspraat", "stadspraat", "{The stadspraat developers}",
        "stadspraat: reading Dutch policy texts at scale", "", "",
    ),
    _software(
        "pdfplumber", "pdfplumber", "Singer-Vine, Jeremy and {The pdfplumber contributors}", "pdfplumber",
        "", "https://github.com/jsvine/pdfplumber",
    ),
    _software(
        "pdfminer", "pdfminer.six", "Shinyama, Yusuke and Guglielmetti, Philippe and Marsman, Pieter",
        "pdfminer.six", "", "https://github.com/pdfminer/pdfminer.six",
    ),
    _software(
        "pypdfium2", "pypdfium2", "{The pypdfium2 team} and {The PDFium authors}",
        "pypdfium2: Python bindings to PDFium", "", "https://github.com/pypdfium2-team/pypdfium2",
    ),
    _software(
        "spacy", "spacy", "Honnibal, Matthew and Montani, Ines and Van Landeghem, Sofie and Boyd, Adriane",
        "{spaCy}: Industrial-strength Natural Language Processing in Python", "2020",
        "https://doi.org/10.5281/zenodo.1212303",
    ),
    _software(
        "simplemma", "simplemma", "Barbaresi, Adrien", "Simplemma", "",
        "https://doi.org/10.5281/zenodo.4673264",
    ),
    _software(
        "wordfreq", "wordfreq", "Speer, Robyn", "wordfreq", "2022",
        "https://doi.org/10.5281/zenodo.7199437",
    ),
    Reference(
        "wang2024multilingual", "stadspraat", "misc",
        (
            ("author", "Wang, Liang and Yang, Nan and Huang, Xiaolong and Yang, Linjun and "
                       "Majumder, Rangan and Wei, Furu"),
            ("title", "Multilingual {E5} Text Embeddings: A Technical Report"),
            ("year", "2024"), ("eprint", "2402.05672"), ("archiveprefix", "arXiv"),
        ),
    ),
    Reference(
        "grootendorst2022bertopic", "bertopic", "misc",
        (
            ("author", "Grootendorst, Maarten"),
            ("title", "{BERTopic}: Neural topic modeling with a class-based {TF-IDF} procedure"),
            ("year", "2022"), ("eprint", "2203.05794"), ("archiveprefix", "arXiv"),
        ),
    ),
    Reference(
        "mcinnes2018umap", "umap-learn", "article",
        (
            ("author", "McInnes, Leland and Healy, John and Saul, Nathaniel and Großberger, Lukas"),
            ("title", "{UMAP}: Uniform Manifold Approximation and Projection"),
            ("journal", "Journal of Open Source Software"), ("year", "2018"), ("volume", "3"),
            ("number", "29"), ("pages", "861"), ("doi", "10.21105/joss.00861"),
        ),
    ),
    Reference(
        "mcinnes2017hdbscan", "hdbscan", "article",
        (
            ("author", "McInnes, Leland and Healy, John and Astels, Steve"),
            ("title", "hdbscan: Hierarchical density based clustering"),
            ("journal", "Journal of Open Source Software"), ("year", "2017"), ("volume", "2"),
            ("number", "11"), ("pages", "205"), ("doi", "10.21105/joss.00205"),
        ),
    ),
    Reference(
        "pedregosa2011scikit", "scikit-learn", "article",
        (
            ("author", "Pedregosa, Fabian and others"),
            ("title", "Scikit-learn: Machine Learning in {Python}"),
            ("journal", "Journal of Machine Learning Research"), ("year", "2011"), ("volume", "12"),
            ("pages", "2825--2830"),
        ),
    ),
    Reference(
        "broder1997resemblance", "", "inproceedings",
        (
            ("author", "Broder, Andrei Z."),
            ("title", "On the resemblance and containment of documents"),
            ("booktitle", "Proceedings. Compression and Complexity of {SEQUENCES} 1997"), ("year", "1997"),
            ("pages", "21--29"), ("doi", "10.1109/SEQUEN.1997.666900"),
        ),
    ),
)  # fmt: skip


def bibtex(versions: Mapping[str, str]) -> str:
    """The entries of the tools that `versions` names, with the version used, in a fixed order."""
    used = (one for one in REFERENCES if not one.package or versions.get(one.package))
    return "\n\n".join(_entry(one, versions.get(one.package, "")) for one in used)


def _entry(reference: Reference, version: str) -> str:
    told = "note" if reference.kind != "software" else "version"
    noted = f"{reference.package} {version}" if told == "note" else version
    fields = [*reference.fields, *([(told, noted)] if version else [])]
    width = max(len(name) for name, _ in fields)
    lines = ",\n".join(f"  {name:<{width}} = {{{value}}}" for name, value in fields if value)
    return f"@{reference.kind}{{{reference.key},\n{lines}\n}}"
