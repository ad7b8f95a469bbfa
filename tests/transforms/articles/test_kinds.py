"""Galleries, transcripts, lists and pages in other scripts read like what they are."""

from collections.abc import Callable

import pytest

from transforms.records import Article

ReadPage = Callable[..., Article]
Page = Callable[..., str]

LEAD = "The new bridge over the river opened on Wednesday after four years of work."
LAST = "The mayor said that the old ferry would keep running until the end of summer."
SLIDES = (
    (
        "At noon",
        "Walkers on the new bridge, seen from the harbour at noon on Wednesday.",
    ),
    (
        "The ribbon",
        "The mayor cuts the ribbon with the oldest pupil of the town's school.",
    ),
    (
        "The ferry",
        "The old ferry on one of its last crossings, with three cars and a dog.",
    ),
)
TALK = (
    ("ANN LEE", "Why did it take four years to build a bridge of four hundred metres?"),
    (
        "BO KIM",
        "Because the ground on the far side was softer than anybody had thought.",
    ),
    ("ANN LEE", "And the ferry?"),
    ("BO KIM", "It runs until the end of summer. After that we do not know yet."),
    (
        "ANN LEE",
        "Thank you very much for coming in today and for answering our questions.",
    ),
)


def told(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in article.blocks]


def test_slides_with_headings_are_sections(read_page: ReadPage, page: Page) -> None:
    slides = "".join(
        f"<div class=slide><img src=a.jpg><h2>{title}</h2><p>{text}</p></div>"
        for title, text in SLIDES
    )
    assert told(read_page(page(body=f"<p>{LEAD}</p>{slides}"))) == [
        ("lead", LEAD),
        *(
            block
            for title, text in SLIDES
            for block in (("heading", title), ("paragraph", text))
        ),
    ]


def test_captions_of_a_gallery_are_left_out_below_a_text_and_are_the_text_without_one(
    read_page: ReadPage, page: Page
) -> None:
    figures = "".join(
        f"<figure><img src=a.jpg><figcaption>{text}</figcaption></figure>"
        for _, text in SLIDES
    )
    text = f"<p>{LEAD}</p><p>{LAST}</p>"
    assert [line for _, line in told(read_page(page(body=text + figures)))] == [
        *(LEAD, LAST)
    ]
    alone = read_page(page(body=figures))
    assert [line for _, line in told(alone)] == [text for _, text in SLIDES]


@pytest.mark.parametrize(
    "turn",
    ["<p><strong>{}:</strong> {}</p>", "<p>{}: {}</p>", "<div>{}: {}</div>"],
)
def test_every_turn_of_a_transcript_is_told_in_order(
    read_page: ReadPage, page: Page, turn: str
) -> None:
    body = f"<p>{LEAD}</p>" + "".join(turn.format(*each) for each in TALK)
    assert [line for _, line in told(read_page(page(body=body)))] == [
        LEAD,
        *(f"{speaker}: {words}" for speaker, words in TALK),
    ]


def test_a_numbered_list_of_sections_keeps_its_headings(
    read_page: ReadPage, page: Page
) -> None:
    items = "".join(
        f"<li><h2>{number}. {title}</h2><p>{text}</p></li>"
        for number, (title, text) in enumerate(SLIDES, 1)
    )
    article = read_page(page(body=f"<p>{LEAD}</p><ol>{items}</ol>"))
    headings = [text for kind, text in told(article) if kind == "heading"]
    assert headings == ["1. At noon", "2. The ribbon", "3. The ferry"]


def test_points_amid_the_text_are_told_between_its_paragraphs(
    read_page: ReadPage, page: Page
) -> None:
    points = (
        "a second bus line to the far side of the river by the end of May;",
        "free parking at both ends of the bridge for a year;",
        "new lamps along the path that leads down to the harbour.",
    )
    items = "".join(f"<li>{point}</li>" for point in points)
    body = (
        f"<p>{LEAD}</p><p>The council promised this:</p><ul>{items}</ul><p>{LAST}</p>"
    )
    assert [line for _, line in told(read_page(page(body=body)))] == [
        *(LEAD, "The council promised this:", *points, LAST)
    ]


SCRIPTS = {
    "ar": (
        "افتتح الجسر الجديد فوق النهر يوم الأربعاء بعد أربع سنوات من العمل المتواصل.",
        "عبر نحو ألفي شخص الجسر سيرا على الأقدام قبل السماح للسيارات الأولى بالمرور.",
        "قال رئيس البلدية إن العبارة القديمة ستستمر في العمل حتى نهاية فصل الصيف.",
    ),
    "fa": (
        "پل تازه بر روی رودخانه پس از چهار سال کار روز چهارشنبه گشایش یافت.",
        "نزدیک به دو هزار نفر پیش از عبور نخستین خودروها پیاده از پل گذشتند.",
        "شهردار گفت کشتی کهنه تا پایان تابستان به کار خود ادامه می\u200cدهد.",
    ),
    "hi": (
        "चार साल के काम के बाद नदी पर नया पुल बुधवार को खुल गया, अधिकारियों ने कहा।",
        "पहली कारों को जाने देने से पहले लगभग दो हजार लोग पैदल पुल पार कर गए।",
        "महापौर ने कहा कि पुरानी नौका गर्मियों के अंत तक चलती रहेगी।",
    ),
    "ja": (
        "新しい橋は四年間の工事を経て水曜日に開通した。人々が朝から列を作っていた。",
        "最初の車が通る前に、およそ二千人が歩いて橋を渡った。市長は喜びを語った。",
        "市長によると、古い渡し船は夏の終わりまで運航を続けるという。",
    ),
    "th": (
        "สะพานใหม่ข้ามแม่น้ำเปิดใช้งานเมื่อวันพุธหลังจากก่อสร้างมาสี่ปี",
        "ผู้คนราวสองพันคนเดินข้ามสะพานก่อนที่รถคันแรกจะได้รับอนุญาตให้ผ่าน",
        "นายกเทศมนตรีกล่าวว่าเรือข้ามฟากเก่าจะให้บริการต่อไปจนถึงสิ้นฤดูร้อน",
    ),
    "uk": (
        "Новий міст через річку відкрили в середу після чотирьох років будівництва.",
        "Близько двох тисяч людей перейшли його пішки, перш ніж пустили автомобілі.",
        "Міський голова сказав, що старий пором працюватиме до кінця літа.",
    ),
}


@pytest.mark.parametrize("language", SCRIPTS)
def test_other_scripts_are_read_whole_and_their_language_told(
    read_page: ReadPage, page: Page, language: str
) -> None:
    lines = SCRIPTS[language]
    body = "".join(f"<p dir=auto>{line}</p>" for line in lines)
    article = read_page(page(body=body).replace("lang=en", ""))
    assert [line for _, line in told(article)] == list(lines)
    assert article.language == language


def test_readings_beside_japanese_characters_are_no_part_of_the_words(
    read_page: ReadPage, page: Page
) -> None:
    first, *rest = SCRIPTS["ja"]
    marked = first.replace("橋", "<ruby>橋<rp>(</rp><rt>はし</rt><rp>)</rp></ruby>")
    body = "".join(f"<p>{line}</p>" for line in (marked, *rest))
    assert told(read_page(page(body=body)))[0] == ("lead", first)
