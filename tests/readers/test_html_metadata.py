"""What a page says of itself: four vocabularies, and which of them is believed first."""

import pytest

from builder.model.document import Metadata
from builder.readers import read

BODY = "<body><p>Forty villages along the river were asked what a crossing is worth to them in a dry year.</p></body>"


def metadata(head, attributes=""):
    document, _ = read("page.html", f"<!doctype html><html {attributes}><head>{head}</head>{BODY}</html>".encode())
    return document.metadata


HIGHWIRE = """<meta name="citation_title" content="Ropes and fares"><meta name="citation_author" content="Vale, T.">
<meta name="citation_author" content="Dee, C."><meta name="citation_publication_date" content="2014/05/03">
<meta name="citation_publisher" content="Lane Books"><meta name="citation_doi" content="doi:10.1000/ropes.4">
<meta name="citation_keywords" content="ropes; fares">"""
DUBLIN = """<meta name="DC.title" content="Ropes"><meta name="DCTERMS.creator" content="Vale, T.">
<meta name="DC.date.issued" content="2014-05-03"><meta name="DC.publisher" content="Lane Books">
<meta name="DCTERMS.license" content="CC BY 4.0"><meta name="DC.identifier" content="https://doi.org/10.1000/ropes.5.">"""
GRAPH = """<meta property="og:title" content="Ropes &amp; fares"><meta property="og:site_name" content="River Notes">
<meta property="og:url" content="https://example.org/ropes"><meta property="article:published_time" content="2014-05-03T08:00:00+02:00">
<meta property="article:tag" content="ropes"><meta name="author" content="T. Vale">"""
SCHEMA = """<script type="application/ld+json">[{"@type": "BreadcrumbList"}, {"@type": ["Report", "Article"], "headline": "Ropes",
"author": [{"name": "T. Vale"}, "C. Dee"], "datePublished": "2014-05-03", "publisher": {"@type": "Organization", "name": "River Notes"},
"license": "https://creativecommons.org/licenses/by/4.0/", "inLanguage": "fr", "keywords": ["ropes", "fares, tolls"]}]</script>"""


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            HIGHWIRE,
            Metadata(
                title="Ropes and fares",
                authors=("Vale, T.", "Dee, C."),
                published="2014/05/03",
                publisher="Lane Books",
                doi="10.1000/ropes.4",
                keywords=("ropes", "fares"),
            ),
        ),
        (
            DUBLIN,
            Metadata(
                title="Ropes",
                authors=("Vale, T.",),
                published="2014-05-03",
                publisher="Lane Books",
                licence="CC BY 4.0",
                doi="10.1000/ropes.5",
            ),
        ),
        (
            GRAPH,
            Metadata(
                title="Ropes & fares",
                authors=("T. Vale",),
                published="2014-05-03",
                publisher="River Notes",
                url="https://example.org/ropes",
                keywords=("ropes",),
            ),
        ),
        (
            SCHEMA,
            Metadata(
                title="Ropes",
                authors=("T. Vale", "C. Dee"),
                published="2014-05-03",
                publisher="River Notes",
                licence="https://creativecommons.org/licenses/by/4.0/",
                language="fr",
                keywords=("ropes", "fares", "tolls"),
            ),
        ),
    ],
    ids=["Highwire", "Dublin Core", "OpenGraph", "schema.org"],
)
def test_each_vocabulary_is_read(head, expected):
    assert metadata(head) == expected


def test_what_describes_the_article_comes_before_what_describes_a_link_to_it():
    found = metadata(GRAPH + HIGHWIRE + "<title>Ropes | River Notes</title>")
    assert (found.title, found.publisher, found.url) == ("Ropes and fares", "Lane Books", "https://example.org/ropes")


def test_the_canonical_address_and_the_language_of_the_page():
    found = metadata('<link rel="canonical" href="https://example.org/a">' + GRAPH, 'lang="pt-BR"')
    assert (found.url, found.language) == ("https://example.org/a", "pt-BR")


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "Article", "headline": </script>',
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
        '<script type="application/ld+json">{"@type": "Article", "headline": {"a": 1}, "author": [[[["x"]]]]}</script>',
        '<meta name="citation_title">',
        '<link rel="canonical" href="javascript:alert(1)">',
        "<title>" + "x" * 100_000 + "</title>",
    ],
)
def test_what_cannot_be_read_is_left_out(head):
    found = metadata(head)
    assert found.title is None
    assert found.url is None
