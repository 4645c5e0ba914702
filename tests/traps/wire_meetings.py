"""Meetings in longer articles: backgrounds full of other meetings, delegations, bodies, plans."""

from __future__ import annotations

from traps.expect import says
from traps.expect_entities import count, office
from traps.expect_meetings import banquet, bounds, meetings, meets, no_meeting, told, visits
from traps.trap import trap

TRAPS = (
    trap(
        "background-of-an-older-meeting",
        "meetings",
        """
        Presidents reopen border after nine years

        CÚCUTA, Colombia, Jan. 11, 2023 (AFP) — Colombian President Yolima Betancur-Ariza and her
        Venezuelan counterpart, Dagoberto Useche, met on the Simón Bolívar bridge on Tuesday.

        The two had last met in Havana in June 2014, before relations broke down. "The bridge is
        open," Ms. Betancur-Ariza said.
        """,
        meets(
            "Yolima Betancur-Ariza",
            "Dagoberto Useche",
            start="2023-01-10",
            end="2023-01-10",
        ),
        meets(
            "Yolima Betancur-Ariza",
            "Dagoberto Useche",
            start="2014-06",
            end="2014-06",
            place="Havana",
        ),
        meetings(2, "Yolima Betancur-Ariza", "Dagoberto Useche"),
        office("Dagoberto Useche", "president", "Venezuela"),
    ),
    trap(
        "state-visit-in-agency-style",
        "meetings",
        """
        Namibian president begins China visit

        WINDHOEK, Sept. 2 (Xinhua) -- Namibian President Hosea Kandjii-Murangi left for Beijing on
        Sunday at the head of a delegation of eleven, at the invitation of Chinese President Fang
        Zhiyuan.

        He will hold talks with Fang on Tuesday and attend a banquet on the same day, his office
        said. He is to visit Shanghai on Thursday.

        Published: 2018-09-02
        """,
        visits(
            "Hosea Kandjii-Murangi",
            place=("China", "Beijing"),
            hosts=["Fang Zhiyuan"],
            start="2018-09-02",
        ),
        meets(
            "Hosea Kandjii-Murangi",
            "Fang Zhiyuan",
            start="2018-09-04",
            end="2018-09-04",
            status="planned",
        ),
        meetings(1),
    ),
    trap(
        "delegations-meet-under-their-heads",
        "meetings",
        """
        Cyprus talks resume

        GENEVA, 28 June 2017 — The two delegations, headed by Greek Cypriot leader Kleanthis
        Papamichael and Turkish Cypriot leader Nazlı Özkaranfil, met at the Palais des Nations on
        Wednesday morning. UN envoy Torvald Hjelmeland-Aas opened the session.
        """,
        meets(
            "Kleanthis Papamichael",
            "Nazlı Özkaranfil",
            start="2017-06-28",
            end="2017-06-28",
        ),
        meetings(1),
    ),
    trap(
        "summit-named-by-its-states",
        "meetings",
        """
        Gulf summit opens in Muscat

        5 December 2016

        A summit between Kuwait and Oman opened in Muscat on Sunday and ends on Monday. Fishing is
        at the top of the agenda.
        """,
        meets("Kuwait", "Oman", start="2016-12-04", end="2016-12-05", place="Muscat"),
    ),
    trap(
        "a-meeting-that-did-not-bring-them-together",
        "meetings",
        """
        Rivals at the same funeral

        21 March 2019

        Both Congolese rivals, Blandine Mutombo-Kasa and Dieudonné Tshilengi, attended the
        archbishop's funeral in Kinshasa on Wednesday. Each left by another door. There was no
        meeting between them, an aide to Ms. Mutombo-Kasa said.
        """,
        meets("Blandine Mutombo-Kasa", "Dieudonné Tshilengi", status="denied"),
    ),
    trap(
        "an-annual-meeting-of-a-company",
        "meetings",
        """
        Shareholders revolt

        18 May 2022

        At its annual meeting in Basel on Tuesday, shareholders of the drug maker Helvimed voted
        down the pay of its chief, Annegret Zurbriggen-Fux. She said she had met with fierce
        criticism before.
        """,
        no_meeting(kind=None),
        says("Annegret Zurbriggen-Fux", "she had met with fierce criticism before"),
    ),
    trap(
        "a-court-a-class-a-concert",
        "meetings",
        """
        A week in Tbilisi

        9 November 2018

        The court will hear Gocha Berulava's appeal on Monday. The poet Salome Kipiani-Datuashvili
        visits schools and will speak at the university on Tuesday. The orchestra received a new
        piano.
        """,
        no_meeting(kind="Meeting"),
    ),
    trap(
        "the-year-of-an-undated-article",
        "meetings",
        """
        Why the two premiers met at sea

        Finnish Prime Minister Raakel Hyvönen-Aho met Estonian Prime Minister Urmas Põldvere aboard
        an icebreaker on February 9. It was their first meeting since Mr. Põldvere took office in
        November 2021.

        Ms. Hyvönen-Aho is to visit Tallinn in April 2022.
        """,
        meets(
            "Raakel Hyvönen-Aho",
            "Urmas Põldvere",
            start="2022-02-09",
            end="2022-02-09",
            inferred=True,
        ),
        visits("Raakel Hyvönen-Aho", place="Tallinn", start="2022-04", status="planned"),
    ),
    trap(
        "hosted-for-three-days",
        "meetings",
        """
        Emperor's guest

        TOKYO, 26 April 2019 (Kyodo) - Tongan Queen Salote Tuku'aho-Maka arrived in Japan on
        Wednesday for a three-day visit. Prime Minister Kazunari Mizoguchi gave a dinner for her on
        Thursday.
        """,
        visits("Salote Tuku'aho-Maka", place="Japan", start="2019-04-24"),
        banquet("Salote Tuku'aho-Maka", "Kazunari Mizoguchi"),
    ),
    trap(
        "ministers-of-many-states-in-one-hall",
        "meetings",
        """
        Alpine ministers agree on trains

        INNSBRUCK, 3 October 2013 (APA) - Transport ministers from Austria, Italy, Switzerland and
        Slovenia met in Innsbruck on Thursday. Austria's Heidelinde Grabmoser said night trains
        would run from 2015.
        """,
        meets("Austria", "Italy", "Switzerland", "Slovenia", start="2013-10-03", place="Innsbruck"),
        says("Heidelinde Grabmoser", "night trains would run from 2015"),
    ),
    trap(
        "hopes-to-meet-by-the-end-of-the-year",
        "meetings",
        """
        Envoy hopeful

        14 September 2020

        UN envoy Ghassan Al-Tarawneh hopes to bring the Yemeni premier, Nashwan Ba-Wazir, and rebel
        leader Yahya Al-Marrani together by the end of the year.
        """,
        meets("Nashwan Ba-Wazir", "Yahya Al-Marrani", status="hypothetical"),
    ),
    trap(
        "two-visits-one-visitor",
        "meetings",
        """
        Cardinal's travels

        27 August 2014

        Cardinal Evaristus Obiechina visited Syria in March and Iraq from August 12 to 20. He will
        travel to Jordan in October.
        """,
        visits("Evaristus Obiechina", place="Syria", start="2014-03", end="2014-03"),
        visits("Evaristus Obiechina", place="Iraq", start="2014-08-12", end="2014-08-20"),
        visits("Evaristus Obiechina", place="Jordan", start="2014-10", status="planned"),
        count("Person", 1),
    ),
    trap(
        "secret-meeting-confirmed-later",
        "between",
        (
            """
            Did they meet?

            6 April 2017

            Libyan General Usama Bin-Ghalbun is said to have met Emirati envoy Hamdan Al-Ketbi in
            Cairo on April 2. A spokesman for the general denied it.
            """,
            """
            General admits talks

            20 April 2017

            General Usama Bin-Ghalbun confirmed on Wednesday that he had met Emirati envoy Hamdan
            Al-Ketbi in Cairo on April 2.
            """,
        ),
        meets(
            "Usama Bin-Ghalbun",
            "Hamdan Al-Ketbi",
            start="2017-04-02",
            end="2017-04-02",
            place="Cairo",
            articles=["a.txt", "b.txt"],
        ),
        told("Usama Bin-Ghalbun", article="b.txt", status="held", by="Usama Bin-Ghalbun"),
    ),
    trap(
        "early-mid-and-late-in-months-and-years",
        "meetings",
        """
        A diary of small talks

        10 October 2012

        The negotiator Jadranka Bešlagić met the unions' Miodrag Šćekić in mid-January, the bishops'
        envoy Ivo Tadin in early 2011 and the banker Gisela Oberhauser at the end of June.
        """,
        meets("Jadranka Bešlagić", "Miodrag Šćekić", start="2012-01", end="2012-01"),
        bounds(["Jadranka Bešlagić", "Miodrag Šćekić"], "2012-01-11", "2012-01-20"),
        meets("Jadranka Bešlagić", "Ivo Tadin", start="2011", end="2011"),
        meets("Jadranka Bešlagić", "Gisela Oberhauser", start="2012-06", end="2012-06"),
    ),
    trap(
        "ministers-by-name-and-their-experts",
        "meetings",
        """
        Border talks end early

        12 March 2015

        LOME, Togo - The foreign ministers of Togo and Benin met in Lomé on Tuesday and agreed that
        experts from the two countries would meet again next month.

        The Togolese minister, Kossi Agbetiafa, said Benin had moved the border. His Beninese
        counterpart, Rachidi Houngbadji, said Togo had done so. Togo and Benin share a lagoon.

        The experts are to convene on April 9 in the Ghanaian town of Keta.
        """,
        meets("Kossi Agbetiafa", "Rachidi Houngbadji", start="2015-03-10", place="Lomé"),
        meets("Togo", "Benin", start="2015-04-09", status="planned"),
    ),
)
