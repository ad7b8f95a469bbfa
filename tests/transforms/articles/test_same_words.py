"""What of a page may change without its article having another version."""

from collections.abc import Callable

import pytest

from tests.transforms.articles.conftest import ReadPage
from transforms.duplicates.fingerprints import fingerprint

Page = Callable[..., str]
LEAD = "The bridge over the Arda opened to walkers on Monday after two years of work."
SECOND = "Mayor Elena Petrova cut the ribbon and walked across with forty pupils."
THIRD = "Cars have to wait until May, when the approach roads will have been laid."

CHANGES = {
    "date": (
        '<p class="date">Updated 5 March 2024, 10:15</p>',
        '<p class="date">Updated 6 March 2024, 18:40</p>',
    ),
    "advert": (
        '<div class="advert"><p>Advertisement</p><p>Boats for hire in Varna</p></div>',
        '<div class="advert"><p>Advertisement</p><p>Winter tyres, half price</p></div>',
    ),
    "counter": (
        '<div class="share-count">12 shares</div><p class="views">1,024 views</p>',
        '<div class="share-count">97 shares</div><p class="views">3,511 views</p>',
    ),
    "comments": (
        '<section id="comments"><h3>3 comments</h3><p>Well done!</p></section>',
        '<section id="comments"><h3>4 comments</h3><p>About time.</p></section>',
    ),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("is_before", [True, False])
def test_new_date_advert_or_counter_is_no_new_version(
    read_page: ReadPage, page: Page, change: str, is_before: bool
) -> None:
    digests = set()
    for furniture in CHANGES[change]:
        around = (furniture, "") if is_before else ("", furniture)
        body = f"{around[0]}<p>{LEAD}</p><p>{SECOND}</p>{around[1]}<p>{THIRD}</p>"
        article = read_page(page(body=body))
        assert [block.text for block in article.blocks] == [LEAD, SECOND, THIRD]
        digests.add(fingerprint(article.blocks, article.title).content_digest)
    assert len(digests) == 1
