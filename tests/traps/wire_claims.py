"""Claims in longer articles, as agencies and dailies write them: datelines, backgrounds, chains."""

from __future__ import annotations

from traps.expect import never_says, nobody_says, one_claim, opens, says
from traps.expect_entities import count, means, office
from traps.trap import trap

TRAPS = (
    trap(
        "wire-story-with-dateline",
        "claims",
        """
        Mozambique gas field to restart, minister says

        By Anneke Terblanche-Mouton

        MAPUTO, Feb 18 (Reuters) - Work on Mozambique's largest gas field will restart by September,
        Energy Minister Félix Nhantumbo-Sitoe said on Thursday, three years after insurgents drove
        out its builders.

        "The contractors have seen the camp with their own eyes," Nhantumbo-Sitoe told reporters in
        Maputo, adding that 300 soldiers would guard the site.

        The French operator has not commented. Analysts at the consultancy Verity Shoals doubt the
        date, saying that the road from Pemba "is a road on paper only".

        (Reporting by Anneke Terblanche-Mouton; editing by Colm Ó Súilleabháin)
        """,
        says(
            "Félix Nhantumbo-Sitoe",
            "Work on Mozambique's largest gas field will restart by September",
            mode="indirect",
            about=["Mozambique"],
        ),
        says("Félix Nhantumbo-Sitoe", '"The contractors have seen the camp with their own eyes,"'),
        says("Félix Nhantumbo-Sitoe", "300 soldiers would guard the site", mode="indirect"),
        says(
            ("analysts at the consultancy Verity Shoals", "analysts"),
            'the road from Pemba "is a road on paper only"',
            mode="mixed",
        ),
        nobody_says("[Mozambique gas field to restart], minister"),
        nobody_says("editing by Colm"),
        office("Félix Nhantumbo-Sitoe", "energy minister"),
    ),
    trap(
        "indian-daily-with-caption-and-subheading",
        "claims",
        """
        Kerala ferry inquiry blames owner

        Rescuers search the backwaters near Kumarakom on June 4, 2016. | Photo Credit: PTI

        June 06, 2016 10:41 pm | Updated June 07, 2016 01:12 am IST

        The ferry that sank last week had no licence, Transport Commissioner Vasundhara Nambudiripad
        told The Hindu on Monday.

        ‘No whistle’

        “There was no whistle, no jacket, no rope,” Ms. Nambudiripad said. She had warned the owner
        twice, she said, and “twice he laughed”.

        The owner, Ouseph Kallarackal, has denied that the boat was overloaded. He is believed to be
        in Dubai.
        """,
        says(
            "Vasundhara Nambudiripad",
            "The ferry that sank last week had no licence",
            via=["The Hindu"],
        ),
        says("Vasundhara Nambudiripad", "“There was no whistle, no jacket, no rope,”"),
        says("Vasundhara Nambudiripad", "She had warned the owner twice, | and “twice he laughed”"),
        says("Ouseph Kallarackal", "the boat was overloaded", negated=True),
        nobody_says("to be in Dubai"),
        nobody_says("‘No whistle’"),
        nobody_says("Rescuers search the backwaters"),
        count("Person", 2),
    ),
    trap(
        "state-portal-in-translated-english",
        "claims",
        """
        Prime Minister receives outgoing Ambassador

        (VOVWORLD) - Prime Minister Trịnh Quốc Vinh affirmed that Vietnam attaches importance to the
        strategic partnership with Spain while receiving outgoing Spanish Ambassador Covadonga
        Arrizabalaga in Hanoi on July 9, 2015.

        He proposed that the two sides exchange delegations and expressed his hope that Spain would
        open its market to Vietnamese pomelos. The Ambassador thanked Vietnam and pledged to work as
        a bridge.
        """,
        says(
            "Trịnh Quốc Vinh",
            "Vietnam attaches importance … partnership with Spain",
            about=["Spain"],
        ),
        says("Trịnh Quốc Vinh", "the two sides exchange delegations", attitude="desire"),
        says(
            "Trịnh Quốc Vinh",
            "Spain would open its market to Vietnamese pomelos",
            attitude="desire",
        ),
        says("Covadonga Arrizabalaga", "to work as a bridge", attitude="intention"),
    ),
    trap(
        "us-paper-with-titles-once-and-surnames-after",
        "claims",
        """
        Montana dam fight heads to court

        HELENA, Mont. (AP) — The tribe's lawyer, Winona Red Elk-Larsen, and the governor's chief of
        staff, Thayer Birkenstock, faced each other in court on Tuesday.

        Birkenstock argued that the dam was safe. Red Elk-Larsen said two inspectors had been told
        to change their report.

        “That's a serious charge,” U.S. District Judge Millicent Okonkwo-Hale said. She asked for
        the report by Friday.

        Birkenstock declined to say who had told them.
        """,
        says("Thayer Birkenstock", "the dam was safe"),
        says("Winona Red Elk-Larsen", "two inspectors had been told to change their report"),
        says("Millicent Okonkwo-Hale", "“That's a serious charge,”", mode="direct"),
        never_says("Thayer Birkenstock", "who had told them", as_fact=True),
        means("[Birkenstock] argued", "Thayer Birkenstock"),
        count("Person", 3),
    ),
    trap(
        "british-daily-with-unnamed-aides",
        "claims",
        """
        Cabinet split over fishing deal

        Peregrine Ashdown-Vane Political editor

        Wed 9 Dec 2020 18.04 GMT

        Ministers are at odds over how many boats France should be allowed to send into British
        waters.

        One cabinet minister said the prime minister “has lost the map as well as the compass”. A
        Downing Street source insisted there was no split. “There are eleven views and they are all
        the same,” the source said.

        The environment secretary, Imogen Thistlethwaite-Rao, is understood to favour a ten-year
        deal.
        """,
        says(
            ("one cabinet minister", "cabinet minister"),
            "the prime minister “has lost the map as well as the compass”",
            mode="mixed",
        ),
        says(("Downing Street source", "source"), "there was no split"),
        says(
            ("Downing Street source", "source", "the source"),
            "“There are eleven views and they are all the same,”",
        ),
        never_says("Imogen Thistlethwaite-Rao", "to favour a ten-year deal"),
    ),
    trap(
        "a-quotation-inside-a-quotation",
        "claims",
        """
        Rector recalls a walk

        17 April 2019

        “I asked him why he stayed, and he said, ‘Because the books cannot walk,’” recalled rector
        Tamriko Javakhadze of the librarian Otar Menteshashvili, who hid in the cellar during the
        siege.
        """,
        says("Tamriko Javakhadze", "“I asked him … cannot walk,’”", mode="direct"),
        says(
            "Otar Menteshashvili", "‘Because the books cannot walk,’", inside="Tamriko Javakhadze"
        ),
    ),
    trap(
        "three-hops-from-mouth-to-page",
        "claims",
        """
        Pyongyang offers grain swap

        SEOUL, Nov. 3 (Yonhap) -- North Korea's Rodong Sinmun said on Saturday that farm minister Ro
        Ik-hwan told visiting Russian lawmakers that his country would trade coal for wheat,
        Russia's TASS reported.
        """,
        says("Ro Ik-hwan", "his country would trade coal for wheat", via=["Rodong Sinmun", "TASS"]),
    ),
    trap(
        "an-open-letter-by-many",
        "claims",
        """
        Doctors write to the king

        2 May 2020

        More than 400 Belgian doctors have signed a letter that calls on the king to reopen the
        parks. “A walk is not a riot,” it says. Its first signatory, Dr. Ghislaine Vandeputte-Mbuyi,
        said no minister had answered.
        """,
        says(("letter", "a letter", "doctors", "Belgian doctors"), "“A walk is not a riot,”"),
        says("Ghislaine Vandeputte-Mbuyi", "no minister had answered"),
    ),
    trap(
        "a-report-finds-and-a-man-disputes",
        "claims",
        """
        Audit faults prison kitchen

        10 October 2014

        The prison spent less on food than on locks, according to an audit published on Friday. The
        warden, Prosper Ndayishimiye-Kana, disputed its figures and said the auditors “counted the
        wrong keys.”
        """,
        says(("audit", "an audit"), "The prison spent less on food than on locks"),
        says("Prosper Ndayishimiye-Kana", "the auditors “counted the wrong keys.”", mode="mixed"),
        nobody_says("published on Friday"),
    ),
    trap(
        "a-long-sentence-with-two-clauses-of-speech",
        "claims",
        """
        Lira falls further

        6 August 2018

        While Treasury Minister Şebnem Karaosmanoğlu insisted in Ankara that the currency would
        recover before the end of the summer, traders in London, where the lira lost another four
        percent, said they had stopped listening.
        """,
        says("Şebnem Karaosmanoğlu", "the currency would recover before the end of the summer"),
        says(("traders in London", "traders"), "they had stopped listening"),
        one_claim("they had stopped listening"),
    ),
    trap(
        "an-orphan-among-named-speakers",
        "open",
        """
        After the landslide

        BOGOTÁ, Colombia — Farmer Jairo Cuasapud lost his house. Nurse Ligia Tumiñá lost her
        brother. Mayor Edilberto Yascual lost the election that followed.

        “The mountain owes us nothing.”

        Rain is forecast for the weekend.
        """,
        opens("orphan-quotation", "“The mountain owes us nothing.”"),
    ),
    trap(
        "what-the-treaty-provides",
        "claims",
        """
        Treaty enters into force

        1 March 2021

        The treaty bans nets longer than two kilometres, obliges states to report every catch and
        gives inspectors a right to board. It was signed by 41 states in Busan in 2019. Iceland has
        backed it from the beginning. Chief negotiator Dagrún Sæmundsdóttir called it “a beginning
        with teeth.”
        """,
        nobody_says("nets longer than two kilometres"),
        nobody_says("a right to board"),
        nobody_says("was signed by 41 states"),
        says("Dagrún Sæmundsdóttir", "it “a beginning with teeth.”", mode="mixed"),
    ),
)
