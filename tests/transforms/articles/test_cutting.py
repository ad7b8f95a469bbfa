"""How a page is cut into lines: no joined words, no lost ones."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.articles import roles, segments, trees
from transforms.articles.boxes import candidates
from transforms.articles.cutting import INLINE, UNSEEN, cut


def lines(markup: str) -> list[str]:
    page = cut(trees.parse(f"<html><body>{markup}</body></html>"))
    return [segment.text for segment in page.segments]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<div>one<div>two</div>three</div>", ["one", "two", "three"]),
        ("<p>one <b>two</b>, <i>three</i></p>", ["one two, three"]),
        ("<p>sp<em>lit</em></p>", ["split"]),
        ("<p><span class=dropcap>T</span>he bridge</p>", ["The bridge"]),
        ("<p><span class=initial-letter>T</span> he bridge</p>", ["The bridge"]),
        ("<p><span class=dropcap>A</span> bridge</p>", ["A bridge"]),
        ("<p>a<span style='clip:rect(0 0 0 0)'>, opens new tab</span></p>", ["a"]),
        (
            "<p>Lee<span class=rollover-block>Ann Lee: more</span> said</p>",
            ["Lee said"],
        ),
        ("<p>one<br>two<br/><br/>three</p>", ["one", "two", "three"]),
        ("<h2>one<br>two</h2>", ["one two"]),
        ("<p>one<script>no</script> two</p>", ["one two"]),
        ("<p>one<iframe>no</iframe>two</p>", ["one", "two"]),
        ("<p>one<img alt=no>two</p>", ["onetwo"]),
        ("<p>one&nbsp;&#8201;two\n\tthree</p>", ["one two three"]),
        ("<ul><li>one<ul><li>two</ul>three</ul>", ["one", "two", "three"]),
        ("<table><tr><td>one<td>two</table>", ["one", "two"]),
        ("<dl><dt>one<dd>two</dl>", ["one", "two"]),
        ("<details><summary>one</summary>two</details>", ["one", "two"]),
        ("<p>one <x-link>two</x-link> three</p>", ["one two three"]),
        ("<x-card>one</x-card><x-card>two</x-card>", ["one", "two"]),
        (
            "<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字</ruby>を読む</p>",
            ["漢字を読む"],
        ),
        ("<p dir=rtl>فتح الجسر<b> الجديد</b></p>", ["فتح الجسر الجديد"]),
        ("<a href=/>one<span class=sr-only> (new window)</span></a>", ["one"]),
        ("<noscript><p>one</p></noscript>", ["one"]),
        ("<template><p>no</p></template>", []),
        ("<svg><text>no</text></svg>one", ["one"]),
        ("text alone", ["text alone"]),
        ("", []),
    ],
)
def test_block_elements_end_a_line_and_inline_ones_do_not(
    markup: str, expected: list[str]
) -> None:
    assert lines(markup) == expected


def test_links_and_bold_letters_are_counted_by_line() -> None:
    markup = "<p>a <a href=/>link here</a> and <b>bold</b><br><a href=/>next</a></p>"
    first, second = cut(trees.parse(markup)).segments
    assert (first.linked, first.links, first.bold, first.line) == (9, 1, 4, 0)
    assert (second.linked, second.line) == (4, 1)


def test_places_know_what_is_around_them() -> None:
    markup = (
        "<article class='story-body'><aside><p id=x>one</p></aside></article>"
        "<blockquote class='twitter-tweet'>two</blockquote><div hidden>three</div>"
    )
    one, two, three = cut(trees.parse(markup)).segments
    assert one.place.flags & segments.ASIDE
    assert one.place.flags & segments.ARTICLE
    assert one.place.flags & segments.PARAGRAPH
    assert two.place.flags & segments.EMBED
    assert three.place.flags & segments.HIDDEN
    assert not three.place.flags & segments.ARTICLE


@pytest.mark.parametrize(
    ("names", "role"),
    [
        ("relatedLinks", "related"),
        ("article__read-more", "related"),
        ("ArticleBody", "body"),
        ("article-body", "body"),
        ("figure-caption", "caption"),
        ("c-newsletter-signup", "newsletter"),
        ("comments-area", "comments"),
        ("story_standfirst", "standfirst"),
        ("side-ad", "advert"),
    ],
)
def test_names_speak_of_roles(names: str, role: str) -> None:
    assert roles.read(names).roles & roles.BIT[role]


@pytest.mark.parametrize("names", ["", "x", "adele-tour", "bread", "grid col-6"])
def test_other_names_do_not(names: str) -> None:
    found = roles.read(names).roles
    assert not found & (roles.BIT["advert"] | roles.BIT["related"])


BOXES = {
    "comments": "<div class='comment-list'><p>{}</p></div>",
    "wall": "<div id='cookie-consent'><p>{}</p></div>",
    "box": "<div class='factbox'><p>{}</p></div>",
    "byline": "<div class='author-bio'><p>{}</p></div>",
    "caption": "<figure><figcaption>{}</figcaption></figure>",
    "menu": "<nav><p>{}</p></nav>",
    "embed": "<blockquote class='instagram-media'><p>{}</p></blockquote>",
    "legal": "<footer><p>{}</p></footer>",
}


@pytest.mark.parametrize("reason", BOXES)
def test_boxes_are_no_candidates_and_say_what_they_are(reason: str) -> None:
    told = "The ferry runs until the end of summer, and the bridge takes over then."
    page = cut(
        trees.parse(f"<h1>Title</h1><p>{told * 3}</p>" + BOXES[reason].format(told))
    )
    assert candidates(page) == [0, 1]
    assert page.segments[-1].place.box == reason


def test_a_box_around_the_main_heading_is_none() -> None:
    page = cut(trees.parse("<article class=comment><h1>Opinion</h1><p>I think so.</p>"))
    assert candidates(page) == [0, 1]


def test_a_box_with_most_of_the_prose_is_none_but_comments_are() -> None:
    told = "The ferry runs until the end of summer, and the bridge takes over then."
    body = "<p>Short.</p><div class='{}'><p>" + told + "</p></div>"
    assert candidates(cut(trees.parse(body.format("with-social")))) == [0, 1]
    assert candidates(cut(trees.parse(body.format("comments")))) == [0]


@settings(max_examples=80)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(sorted(INLINE - {"img", "input", "meta", "link", "wbr"})),
            st.sampled_from(["p", "div", "li", "td", "h2", "x-y", "/p", "/div", "/b"]),
            st.sampled_from(sorted(UNSEEN)[:6]),
        ),
        max_size=30,
    )
)
def test_no_words_are_joined_or_lost_across_block_elements(tags: list[str]) -> None:
    markup = "".join(f"<{tag}> w{number} " for number, tag in enumerate(tags))
    tree = trees.parse(f"<html><body> start {markup}</body></html>")
    page = cut(tree)
    told = [word for segment in page.segments for word in segment.text.split()]
    assert len(told) == len(set(told))
    shown = [
        word
        for element in tree.iter()
        if not any(e.tag in UNSEEN for e in (element, *element.iterancestors()))
        for word in (element.text or "").split()
    ]
    assert set(shown) <= set(told)
    assert all(segment.linked <= len(segment.text) for segment in page.segments)
