"""Navigation, captions, foreign paragraphs; and sentences that must not be taken for them."""

from __future__ import annotations

import pytest

from kg.read.captions import ends_in_credit, is_caption
from kg.read.furniture import is_navigation, is_section
from kg.read.language import is_foreign


@pytest.mark.parametrize(
    "line",
    [
        "Go to Contents Go to Navigation", "Skip to main content", "Back To Top", "MOST POPULAR",
        "LATEST NEWS", "subscribe", "Send Feedback", "How can we improve?", "Next Story", "x",
        "Thanks for your feedback!", "This article is closed for comments.", "Comments (12)",
        "Please Email the Editor", "Printable version | Oct 21, 2021 9:46:10 PM |", "Share",
        "Facebook Twitter WhatsApp", "Home > News > Asia", "Share this with Facebook", "3 min read",
        "Read more: Who are the rivals?", "READ MORE: Farmers brace for drought", "Advertisement",
        "We use cookies to improve your experience on this site.", "___", "* * *", "Our Standards: "
        "The Thomson Reuters Trust Principles.", "Follow Jane Doe on Twitter: @janedoe.",
        "Copyright 2018 The Associated Press. All rights reserved. It may not be copied.",
        "Sign up for our daily newsletter and never miss a story.", "Related Topics", "https://a.example/b",
        "Contact Jane Doe at 555-1234 or jdoe@gazette.example.",
        "Story continues below advertisement",
        "Was this article helpful?", "Slideshow ( 3 images )", "© 2018 The Gazette", "Top stories",
        "A version of this article appears in print on March 29, 2018, on Page A4.",
        "Tags: Peru, Chile",
        "By continuing to use the site you agree to our terms.", "POWERED BY SITEMAKER",
    ],
)  # fmt: skip
def test_navigation(line: str) -> None:
    assert is_navigation(line)


@pytest.mark.parametrize(
    "line",
    [
        "“No comment.”",
        "He declined to comment.",
        "Follow the money, the minister told reporters in Oslo on Monday.",
        "By visiting Lima, the president's allies accept the risk of protests at home.",
        "You have to sign the treaty, the envoy said.",
        "Share prices fell by 3 percent after the announcement.",
        "Search teams found the wreck on Monday, officials said.",
        "Print media in the country are controlled by the state, the report says.",
        "Related companies in Chile declined to answer questions from reporters.",
        "“Subscribe to peace,” the pope said in a letter to the newsletter's editors.",
        "Developed by Peru, the vaccine was tested in two other countries last year.",
        "Retrieved from the wreckage, the black box showed that the engines had failed.",
        "More talks are planned for June.",
        "The latest round of talks ended without agreement.",
        "Register voters before June, the commission told the provinces on Monday.",
        "Historical milestone",
        "What is the push?",
        "Diplomatic outreach",
    ],
)
def test_sentences_are_never_navigation(line: str) -> None:
    assert not is_navigation(line)


@pytest.mark.parametrize(
    "line",
    [
        "The two leaders meet in Lima. Photo: Xinhua.",
        "The two leaders meet in Lima. Photo:Xinhua. |",
        "The leaders pose for a photo in Lima on March 28, 2018. | Photo Credit: REUTERS",
        "The Chilean president (left) meets with his Peruvian counterpart in Arica. (Yonhap)",
        "FILE - In this Dec. 3, 2015, file photo, he speaks in Lima. (AP Photo/Jane Doe, File)",
        "FILE PHOTO: Fishermen near Kisumu, Kenya, May 3, 2016. REUTERS/Jane Doe/File Photo",
        "'The river is dry': the Tagus near Lisbon. Photograph: John Roe/AFP/Getty Images",
        "Image caption The two leaders met in Riga",
        "Nepal’s prime minister, left, with Bhutan’s king. Credit John Roe/Agence France-Presse",
        "John Moore/Getty Images",
    ],
)  # fmt: skip
def test_captions(line: str) -> None:
    assert is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "He painted a bleak picture: no growth, no jobs, and no hope for the young.",
        "He was re-elected courtesy of rural voters.",
        "Gov. Jane Doe (R) signed the bill on Monday, and Sen. John Roe (D) objected.",
        "“This photo shows what happened,” the minister said. (Reuters)",
        "The minister left Lima on Monday.",
    ],
)
def test_sentences_are_not_captions(line: str) -> None:
    assert not is_caption(line)


def test_a_credit_at_the_end_alone() -> None:
    assert ends_in_credit("Ministers in Geneva on Monday (Reuters)")
    assert not ends_in_credit("The International Court (ICJ)")


def test_sections() -> None:
    assert is_section("World")
    assert is_section("Home > News > Asia")
    assert not is_section("Peru and Chile")


@pytest.mark.parametrize(
    "text",
    [
        "Thủ tướng Việt Nam và phu nhân chụp ảnh lưu niệm tại Hà Nội trước khi đi. Ảnh: TTXVN",
        "El ministro dijo que su país no quiere más tropas, según fuentes del gobierno.",
        "Der Minister sagte, dass die Gespräche mit den Nachbarn nicht einfach waren.",
        "Le ministre a déclaré que les négociations avec les voisins ont échoué dans la nuit.",
        "Министр иностранных дел заявил, что переговоры прошли успешно.",
        "외교부 장관은 회담이 성공적이었다고 말했다.",
    ],
)
def test_foreign(text: str) -> None:
    assert is_foreign(text)


@pytest.mark.parametrize(
    "text",
    [
        "Luiz Inácio Gómez, Nguyễn Văn Bình and Şükrü Öztürk met in São Paulo on Monday.",
        "José Núñez, Zoë Müller, Łukasz Żak",
        "The foreign minister (외교부 장관) said that the talks had been a success.",
        "Peru Sends Envoy To Oslo For Talks",
        "He quoted a line of Neruda, “puedo escribir los versos más tristes esta noche”, and left.",
        "1,234 + 5,678",
    ],
)
def test_english(text: str) -> None:
    assert not is_foreign(text)
