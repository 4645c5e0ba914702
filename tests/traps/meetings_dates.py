"""When people met: what news writes for days, and what it means by the article's date."""

from __future__ import annotations

from traps.expect_meetings import bounds, meetings, meets, no_meeting, visits
from traps.trap import trap

TRAPS = (
    trap(
        "on-monday-by-the-article",
        "meetings",
        """
        Ministers discuss locusts

        Wednesday, 12 February 2020

        Ethiopian Agriculture Minister Tsegaye Woldemikael met his Kenyan counterpart, Wanjiku
        Muthaura, in Moyale on Monday.
        """,
        meets(
            "Tsegaye Woldemikael",
            "Wanjiku Muthaura",
            start="2020-02-10",
            end="2020-02-10",
            place="Moyale",
        ),
    ),
    trap(
        "on-monday-and-tuesday",
        "meetings",
        """
        Two days of talks end

        20 June 2019

        Serbian President Radivoje Stojmirović and Croatian President Ljerka Brnjac-Vidić held talks
        in Ohrid on Monday and Tuesday.
        """,
        meets(
            "Radivoje Stojmirović",
            "Ljerka Brnjac-Vidić",
            start="2019-06-17",
            end="2019-06-18",
            place="Ohrid",
        ),
    ),
    trap(
        "from-sunday-to-wednesday",
        "meetings",
        """
        Laotian leader goes home

        8 November 2018

        Laotian President Khamphong Vongdara paid an unofficial visit to Vietnam from Sunday to
        Wednesday, the Vietnam News Agency said.
        """,
        visits("Khamphong Vongdara", place="Vietnam", start="2018-11-04", end="2018-11-07"),
    ),
    trap(
        "in-late-march",
        "meetings",
        """
        Border posts reopen

        16 May 2017

        Tajik President Rustam Qodirshoev met Kyrgyz President Aibek Sydykbaev in Osh in late March.
        """,
        meets("Rustam Qodirshoev", "Aibek Sydykbaev", start="2017-03", end="2017-03", place="Osh"),
        bounds(["Rustam Qodirshoev", "Aibek Sydykbaev"], "2017-03-21", "2017-03-31"),
    ),
    trap(
        "last-may-and-this-month",
        "meetings",
        """
        Third round of talks planned

        9 February 2016

        The negotiator Ruta Kazlauskytė met the miners' leader, Domantas Jurgilas, last May. They
        met again earlier this month.
        """,
        meets("Ruta Kazlauskytė", "Domantas Jurgilas", start="2015-05", end="2015-05"),
        meets("Ruta Kazlauskytė", "Domantas Jurgilas", start="2016-02", end="2016-02"),
        meetings(2, "Ruta Kazlauskytė", "Domantas Jurgilas"),
    ),
    trap(
        "by-mid-june",
        "meetings",
        """
        Summit in sight

        2 April 2018

        Armenian Prime Minister Vazgen Toroslyan is to meet Azerbaijani President Elçin Qurbanzadə
        in Geneva by mid-June.
        """,
        meets("Vazgen Toroslyan", "Elçin Qurbanzadə", status="planned", place="Geneva"),
        bounds(["Vazgen Toroslyan", "Elçin Qurbanzadə"], "2018-04-02", "2018-06-20"),
    ),
    trap(
        "in-2010-and-in-may-2011",
        "meetings",
        """
        Old friends

        3 October 2018

        Sultan Hishamuddin Perwira met the Thai premier, Somporn Rattanawichit, in Songkhla in 2010.
        Mr. Somporn's successor, Kanda Jirawattana, met the sultan in May 2011.
        """,
        meets("Hishamuddin Perwira", "Somporn Rattanawichit", start="2010", end="2010"),
        meets("Hishamuddin Perwira", "Kanda Jirawattana", start="2011-05", end="2011-05"),
    ),
    trap(
        "no-date-but-a-year-elsewhere",
        "meetings",
        """
        A handshake after the war

        Azerbaijani envoy Rövşən Mirzəquliyev met the Armenian envoy, Hrant Ter-Vardanyan, in Gori
        on May 7.

        The war broke out in 2019 and ended in April 2020, a month before the meeting.
        """,
        meets(
            "Rövşən Mirzəquliyev",
            "Hrant Ter-Vardanyan",
            start="2020-05-07",
            end="2020-05-07",
            inferred=True,
        ),
    ),
    trap(
        "no-date-at-all-stays-open",
        "meetings",
        """
        Ministers shake hands

        Slovak Culture Minister Bohdan Krajčovič met Hungary's Ildikó Szentmártoni in Komárno on
        Thursday.
        """,
        meets("Bohdan Krajčovič", "Ildikó Szentmártoni", start=None, end=None, place="Komárno"),
    ),
    trap(
        "friday-behind-and-friday-ahead",
        "meetings",
        """
        Envoy between two capitals

        Wednesday, 4 September 2019

        UN envoy Staffan Ljungqvist-Rehn met rebel leader Idriss Goukouni in N'Djamena on Friday. He
        will meet President Hissein Djamous on Saturday.
        """,
        meets("Staffan Ljungqvist-Rehn", "Idriss Goukouni", start="2019-08-30", end="2019-08-30"),
        meets(
            "Staffan Ljungqvist-Rehn",
            "Hissein Djamous",
            start="2019-09-07",
            end="2019-09-07",
            status="planned",
        ),
    ),
    trap(
        "yesterday-tomorrow-next-week",
        "meetings",
        """
        Busy days for the premier

        31 December 2014

        Malian Prime Minister Boubacar Sangho met the Tuareg leader Alghabass Ag Assarid yesterday.
        He meets the ECOWAS chief, Kwesi Ampofo-Darko, tomorrow. He will visit Niger next week.
        """,
        meets("Boubacar Sangho", "Alghabass Ag Assarid", start="2014-12-30", end="2014-12-30"),
        meets(
            "Boubacar Sangho",
            "Kwesi Ampofo-Darko",
            start="2015-01-01",
            end="2015-01-01",
            status="planned",
        ),
        visits("Boubacar Sangho", place="Niger", status="planned"),
    ),
    trap(
        "dates-from-to-in-one-month",
        "meetings",
        """
        Pope's journey

        30 June 2021

        Archbishop Telesphore Nkurikiye visited Rwanda from June 3 to 5, and met President
        Déogratias Sebahizi in Kigali on June 4.
        """,
        visits("Telesphore Nkurikiye", place="Rwanda", start="2021-06-03", end="2021-06-05"),
        meets(
            "Telesphore Nkurikiye",
            "Déogratias Sebahizi",
            start="2021-06-04",
            end="2021-06-04",
            place="Kigali",
        ),
    ),
    trap(
        "first-since-a-year-is-not-that-year",
        "meetings",
        """
        Ice broken

        15 August 2014

        Cypriot leaders Stavros Hadjikyriakou and Mehmet Eralpoğlu met in Nicosia on Thursday, their
        first meeting since 2011.
        """,
        meets("Stavros Hadjikyriakou", "Mehmet Eralpoğlu", start="2014-08-14", end="2014-08-14"),
        meetings(1, "Stavros Hadjikyriakou", "Mehmet Eralpoğlu"),
    ),
    trap(
        "two-meetings-of-one-pair-in-two-months",
        "meetings",
        """
        Second meeting in six weeks

        28 May 2019

        Sudanese General Abdelrazig Hamdoun met South Sudan's president, Deng Majok Arol, in Juba on
        April 12. The general met Mr. Deng again in Khartoum on May 25.
        """,
        meets("Abdelrazig Hamdoun", "Deng Majok Arol", start="2019-04-12", place="Juba"),
        meets("Abdelrazig Hamdoun", "Deng Majok Arol", start="2019-05-25", place="Khartoum"),
        meetings(2, "Abdelrazig Hamdoun", "Deng Majok Arol"),
    ),
    trap(
        "two-weeks-ago-and-over-the-weekend",
        "meetings",
        """
        Coalition takes shape

        Tuesday, 9 November 2021

        Party leader Jorunn Aasgård met her rival Torgrim Skjelbred over the weekend. Two weeks ago
        she met the Greens' leader, Yngvild Ruud-Nilsen.
        """,
        meets("Jorunn Aasgård", "Torgrim Skjelbred", start="2021-11-06", end="2021-11-07"),
        meets("Jorunn Aasgård", "Yngvild Ruud-Nilsen"),
    ),
    trap(
        "an-old-date-is-no-date-of-the-meeting",
        "meetings",
        """
        Treaty of 1921 in the balance

        2 March 2021

        Finland's Jouni Ristimäki and Sweden's Alva Hägglund-Stjerna met on Åland on Monday to speak
        about the treaty signed on October 20, 1921.
        """,
        meets("Jouni Ristimäki", "Alva Hägglund-Stjerna", start="2021-03-01", end="2021-03-01"),
        no_meeting("Jouni Ristimäki", "Alva Hägglund-Stjerna", kind="Visit"),
    ),
)
