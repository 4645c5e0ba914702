"""Through whom: chains of those who passed words on, speech inside speech, imagined speech."""

from __future__ import annotations

from traps.expect import never_says, says
from traps.trap import trap

TRAPS = (
    trap(
        "said-according-to-an-agency",
        "claims",
        """
        Egypt eyes a second canal

        3 March 2019

        A second canal would pay for itself within nine years, Transport Minister Hany Shousha said,
        according to the state news agency MENA.
        """,
        says(
            "Hany Shousha",
            "A second canal would pay for itself within nine years",
            via=["MENA"],
            mode="indirect",
        ),
    ),
    trap(
        "quoted-by-an-agency-as-saying",
        "claims",
        """
        Ankara denies gas talks have failed

        21 February 2020

        Energy Minister Tunahan Kavlakoğlu was quoted by Anadolu as saying that the gas talks would
        resume in April.
        """,
        says(
            "Tunahan Kavlakoğlu",
            "the gas talks would resume in April",
            via=["Anadolu"],
        ),
    ),
    trap(
        "described-by-an-agency-as-saying",
        "claims",
        """
        General praises the front

        6 August 2015

        General Souleymane Tandja was described by the official agency ANP as telling his soldiers
        that the border would be closed before the rains.
        """,
        says(
            ("Souleymane Tandja", "General Souleymane Tandja"),
            "the border would be closed before the rains",
            via=["ANP"],
        ),
    ),
    trap(
        "an-agency-said-somebody-also-called-for",
        "claims",
        """
        Hanoi hosts rice growers

        15 October 2018

        VNA said Agriculture Minister Đặng Thị Hường also called for a common price of rice.
        """,
        says("Đặng Thị Hường", "a common price of rice", attitude="desire", via=["VNA"]),
        says("VNA", "Agriculture Minister Đặng Thị Hường also called for a common price of rice"),
    ),
    trap(
        "a-paper-reported-citing-somebody",
        "claims",
        """
        Bank may cut 300 jobs

        23 January 2020

        The bank will close a third of its branches, the daily Kauppasanomat reported on Thursday,
        citing board member Hilppa Rautiainen.
        """,
        says(
            "Hilppa Rautiainen",
            "The bank will close a third of its branches",
            via=["Kauppasanomat"],
        ),
    ),
    trap(
        "two-channels-in-their-order",
        "claims",
        """
        Tourists may return in July

        28 May 2020

        The beaches will open on July 1, Tourism Minister Graciano Mascarenhas told the newspaper
        Diário do Sul, the Lusa news agency reported.
        """,
        says(
            "Graciano Mascarenhas",
            "The beaches will open on July 1",
            via=["Diário do Sul", "Lusa"],
        ),
    ),
    trap(
        "speech-inside-speech",
        "claims",
        """
        Witness recalls the night of the fire

        4 November 2021

        Witness Oksana Petrashchuk told the court that the guard, Lev Hordiychuk, had told her that
        the doors were never locked.
        """,
        says(
            "Oksana Petrashchuk",
            "the guard, Lev Hordiychuk, had told her that the doors were never locked",
        ),
        says("Lev Hordiychuk", "the doors were never locked", inside="Oksana Petrashchuk"),
    ),
    trap(
        "a-wish-inside-speech",
        "claims",
        """
        Grain deal in doubt

        17 May 2022

        “Romania wants Bulgaria to open its silos before the harvest,” said Dragoș Ciobotea, a grain
        trader in Constanța.
        """,
        says(
            "Dragoș Ciobotea",
            "“Romania wants Bulgaria to open its silos before the harvest,”",
            attitude="statement",
            about=["Romania", "Bulgaria"],
        ),
        says(
            "Romania",
            "Bulgaria to open its silos before the harvest",
            attitude="desire",
            inside="Dragoș Ciobotea",
        ),
        never_says("Bulgaria", "open its silos"),
    ),
    trap(
        "what-somebody-could-say",
        "claims",
        """
        A hard week for the coalition

        9 December 2019

        Party leader Femke Oosterwolde meets her members on Saturday. She could say that the pact
        was the lesser evil, or she could blame her partners.

        Her deputy said the pact would hold.
        """,
        never_says("Femke Oosterwolde", "the pact was the lesser evil", as_fact=True),
        never_says("Femke Oosterwolde", "blame her partners", as_fact=True),
    ),
    trap(
        "here-is-somebody-saying",
        "claims",
        """
        Opinion: The speech we will never hear

        30 April 2018

        Imagine it for a moment. Here is Finance Minister Aurelio Bentivoglia saying: “I was wrong
        about the tax, and I am sorry.”

        It will not happen, of course.
        """,
        says(
            "Aurelio Bentivoglia",
            "“I was wrong about the tax, and I am sorry.”",
            hypothetical=True,
        ),
    ),
    trap(
        "if-somebody-says",
        "claims",
        """
        Markets wait for the central bank

        14 June 2022

        If Governor Ngozi Chukwudebe says on Thursday that rates will stay where they are, the naira
        may fall again, traders said.
        """,
        never_says("Ngozi Chukwudebe", "rates will stay where they are", as_fact=True),
        says(
            "traders",
            "If Governor Ngozi Chukwudebe says … the naira may fall again",
        ),
    ),
    trap(
        "might-have-said",
        "claims",
        """
        Old feud over a bell

        2 August 2017

        The old bell is cracked, said sexton Gwilym Prydderch. His predecessor would have said that
        bells do not crack, they learn.
        """,
        says("Gwilym Prydderch", "The old bell is cracked"),
        never_says("Gwilym Prydderch", "bells do not crack, they learn", as_fact=True),
    ),
    trap(
        "state-television-quoted-him",
        "claims",
        """
        Tashkent reshuffles cabinet

        11 January 2021

        “The harvest will decide who keeps his chair,” state television quoted President Ulugbek
        Yoqubov as telling his ministers.
        """,
        says(
            "Ulugbek Yoqubov",
            "“The harvest will decide who keeps his chair,”",
            mode="direct",
            via=["state television"],
        ),
    ),
    trap(
        "in-a-statement-carried-by",
        "claims",
        """
        Rebels offer truce

        19 September 2016

        The rebels will hold their fire until Sunday, their spokesman Yohannes Gebrehiwot said in a
        statement carried by Radio Dabanga.
        """,
        says(
            "Yohannes Gebrehiwot",
            "The rebels will hold their fire until Sunday",
            via=["Radio Dabanga"],
        ),
    ),
    trap(
        "an-unnamed-official-told-a-paper",
        "claims",
        """
        Talks on fishing rights near end

        8 December 2020

        A deal could be signed within hours, a senior Danish official told Politiken on condition of
        anonymity.

        Neither side would name the quotas.
        """,
        says(
            ("senior Danish official", "A senior Danish official"),
            "A deal could be signed within hours",
            via=["Politiken"],
        ),
    ),
    trap(
        "speech-of-a-third-inside-an-agency-report",
        "claims",
        """
        Seoul sends medicine

        4 April 2019

        Yonhap reported that lawmaker Bang Seo-yun had said the North asked for medicine twice.
        """,
        says("Bang Seo-yun", "the North asked for medicine twice", via=["Yonhap"]),
    ),
)
