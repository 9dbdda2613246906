"""An article as a record, made by hand: no reader and no recogniser stands between it and a test."""

from builder.model.article import Article, Definition, Point, PointGroup

BEES = Article(
    kind="digest",
    title="How a Swarm Chooses a Home",
    citation="Meadow, T. (2012). How a swarm chooses. Journal of Small Animals, 4(2), 10-30. https://doi.org/10.1000/jsa.42",
    talking_points=(
        PointGroup(
            lead="In the swarms that were watched:",
            points=(
                Point(text="Scouts dance longer for a better cavity, so that more scouts go and look at it."),
                Point(text="A search ends when enough scouts meet in one cavity, long before all of them agree."),
            ),
        ),
    ),
    key_insight=("Groups should consider ending a search by a fixed number and not by full agreement.",),
    summary=(
        "Theresa Meadow watched twelve swarms leave their hives. She marked the scouts and counted their dances.",
        (
            "The dances told more than a direction. A scout that had seen a roomy cavity danced longer, and her dancing "
            "brought other scouts to the same place."
        ),
    ),
    informing_practice=("Committees may learn from the way in which a search ends.",),
    questions=(
        "How can a committee tell when a search has gone on for long enough?",
        "Why might full agreement be the wrong thing to wait for?",
        "What would a swarm lose by letting one scout decide?",
    ),
    definitions=(
        Definition(
            term="Quorum",
            definition="“the number of scouts in a cavity that is enough to end the search for a home.”",
            source="Meadow (2012)",
        ),
        Definition(
            term="Waggle dance", definition="the run by which a bee tells others where a place lies and how good it is."
        ),
        Definition(
            term="Swarm", definition="a part of the colony that flies out with the old queen to settle elsewhere."
        ),
        Definition(term="Forager", definition="not a scout."),
    ),
    keywords=("bees", "decision", "Meadow Hill", "scouts"),
)
