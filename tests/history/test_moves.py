"""What moves is said to move, and what only lies elsewhere is no news."""

from __future__ import annotations

from journeysite.history.changelog import HistoryOptions
from journeysite.history.trees import PastTrees
from journeysite.model.kinds import KINDS
from journeysite.model.refs import Key

from .repo import Past

STEPS = {
    "Joins the line": "doing: Looks for the shortest line\n        thinking: Which one moves?\n",
    "Waits": "doing: Reads the headlines\n        thinking: Again the slow one\n",
    "Pays": "doing: Holds the card to the reader\n        thinking: That was quick\n",
    "Packs": "doing: Puts the bread on top\n        thinking: Where is my bag?\n",
}


def journey(stages: dict[str, list[str]], title: str = "Pay") -> str:
    lines = [f"title: {title}\nstages:\n"]
    for stage, steps in stages.items():
        lines.append(f"  - {stage}:\n")
        lines += [f"      - {step}: 0\n        {STEPS[step]}" for step in steps]
    return "".join(lines)


QUEUE = {"Queue": ["Joins the line", "Waits"], "Pay": ["Pays", "Packs"]}


def test_folder_within_a_kind(past: Past) -> None:
    """Folders within a kind are for writers only."""
    past.commit({"journeys/pay.yml": journey(QUEUE)})
    past.commit({"journeys/pay.yml": None, "journeys/retail/pay.yml": journey(QUEUE)})
    assert past.said() == ["added journey:pay"]


def test_content_folder_is_followed(past: Past) -> None:
    """The whole content moved to another folder: no news, and what happened before is still known."""
    past.prefix = "docs/maps/"
    past.commit({"journeys/pay.yml": journey(QUEUE), "personas.yml": "ada: Ada\n"})
    past.commit({"journeys/pay.yml": journey({"Queue": ["Waits", "Joins the line"], "Pay": ["Pays", "Packs"]})})
    tree = {path: content for path, content in past.trees[-1].items()}
    past.prefix = "content/"
    past.commit({f"/{path}": None for path in tree} | {path.removeprefix("docs/maps/"): content for path, content in tree.items()})
    past.commit({"personas.yml": "ada: Ada\nbert: Bert\n"})
    assert past.said() == [
        "added journey:pay", "added persona:ada", "changed journey:pay", "  Queue: step moved: Waits", "added persona:bert",
    ]  # fmt: skip


def test_content_folder_at_the_top(past: Past) -> None:
    """From the top of the repository into a folder of its own."""
    past.commit({"/personas.yml": "ada: Ada\n", "/README.md": "Hello"})
    past.commit({"/personas.yml": None, "personas.yml": "ada: Ada\n"})
    assert past.said() == ["added persona:ada"]


def test_another_kind(past: Past) -> None:
    """What was a finding and is an opportunity now is one thing, with another kind."""
    text = "title: Bell unheard\nsummary: Nobody in the stock room hears it\nowner: shops\n"
    past.commit({"findings/bell.yml": text})
    past.commit({"findings/bell.yml": None, "opportunities/bell.yml": text})
    assert past.said() == ["added opportunity:bell", "changed opportunity:bell", "  kind: finding → opportunity"]


def test_step_across_stages(past: Past) -> None:
    """A step that went to another stage has moved; nothing was added or removed."""
    past.commit({"journeys/pay.yml": journey(QUEUE)})
    past.commit({"journeys/pay.yml": journey({"Queue": ["Joins the line"], "Pay": ["Waits", "Pays", "Packs"]})})
    assert past.said()[1:] == ["changed journey:pay", "  Pay / Waits: step moved: Queue → Pay"]


def test_step_across_journeys_is_added_and_removed(past: Past) -> None:
    """A step that went to another map left one and came into the other, each said where it is read."""
    past.commit({"journeys/pay.yml": journey(QUEUE), "journeys/leave.yml": journey({"Door": ["Packs"]}, "Leave")})
    past.commit({
        "journeys/pay.yml": journey({"Queue": ["Joins the line", "Waits"], "Pay": ["Pays"]}),
        "journeys/leave.yml": journey({"Door": ["Packs"]}, "Leave") + f"      - Goes: 0\n        {STEPS['Waits']}",
    })  # fmt: skip
    assert past.said()[2:] == [
        "changed journey:leave", "  Door: step added: Goes", "changed journey:pay", "  Pay: step removed: Packs",
    ]  # fmt: skip


def test_stage_is_split(past: Past) -> None:
    """Half of a stage became one of its own: a stage came, its steps moved."""
    past.commit({"journeys/pay.yml": journey(QUEUE)})
    past.commit({"journeys/pay.yml": journey({"Queue": ["Joins the line", "Waits"], "Pay": ["Pays"], "Leave": ["Packs"]})})
    assert past.said()[1:] == ["changed journey:pay", "  stage added: Leave", "  Leave / Packs: step moved: Pay → Leave"]


def test_stages_are_merged(past: Past) -> None:
    """Two stages became one: a stage left, its steps moved."""
    past.commit({"journeys/pay.yml": journey(QUEUE)})
    past.commit({"journeys/pay.yml": journey({"Queue": ["Joins the line", "Waits", "Pays", "Packs"]})})
    said = past.said()[1:]
    assert said[0] == "changed journey:pay" and "  stage removed: Pay" in said
    assert sorted(line for line in said if "step moved" in line) == [
        "  Queue / Packs: step moved: Pay → Queue",
        "  Queue / Pays: step moved: Pay → Queue",
    ]


def test_reorder_with_an_edit(past: Past) -> None:
    """A step that went up and feels better says both, and nothing else."""
    past.commit({"journeys/pay.yml": journey(QUEUE)})
    after = journey({"Queue": ["Waits", "Joins the line"], "Pay": ["Pays", "Packs"]}).replace("Waits: 0", "Waits: 1")
    past.commit({"journeys/pay.yml": after})
    assert past.said()[1:] == ["changed journey:pay", "  Queue: step moved: Waits", "  Queue / Waits: emotion: 0 → +1"]


def test_copied_step_is_added(past: Past) -> None:
    """A copy is one more; what it was copied from stays."""
    past.commit({"journeys/pay.yml": journey(QUEUE)})
    past.commit({"journeys/pay.yml": journey({"Queue": ["Joins the line", "Waits"], "Pay": ["Pays", "Packs", "Waits"]})})
    assert past.said()[1:] == ["changed journey:pay", "  Pay: step added: Waits"]


def test_same_change_in_many_is_said_once(past: Past) -> None:
    """A team that took over five touchpoints is one entry about all of them."""
    names = ["bell", "counter", "door", "shelf", "till"]
    past.commit({f"touchpoints/{name}.yml": f"title: {name.title()}\nowner: shops\nchannel: store\n" for name in names})
    texts = {f"touchpoints/{name}.yml": f"title: {name.title()}\nowner: online\nchannel: store\n" for name in names}
    past.commit(texts | {"touchpoints/till.yml": "title: Till\nowner: online\nchannel: web\n"})
    said = past.said()[5:]
    keys = " ".join(f"touchpoint:{name}" for name in names)
    assert said == [f"changed {keys}", "  owner: shops → online", "changed touchpoint:till", "  channel: store → web"]
    assert len(past.log().about(Key("touchpoint", "till"))) == 3


def test_version_from_before_the_folder_moved(past: Past) -> None:
    """An old version is found where the content folder was then, though something else stood in the new folder before."""
    past.prefix = "docs/maps/"
    past.commit({"/content/decisions.md": "Why we map.\n"})
    past.commit({"journeys/pay.yml": journey(QUEUE), "personas.yml": "ada: Ada\n"})
    then = past.last
    past.commit({"personas.yml": "ada: Ada B.\n"})
    tree = {path: content for path, content in past.trees[-1].items() if path.startswith("docs/maps/")}
    past.prefix = "content/"
    past.commit({f"/{path}": None for path in tree} | {path.removeprefix("docs/maps/"): content for path, content in tree.items()})
    assert past.said() == ["added journey:pay", "added persona:ada", "renamed persona:ada (was Ada)"]
    trees = PastTrees(past.folder / "content", HistoryOptions(), KINDS)
    found = trees.at(past.git("rev-parse", f"made-{then}"))
    assert found is not None and sorted(found) == ["journeys/pay.yml", "personas.yml"] and found.read("personas.yml") == b"ada: Ada\n"


def test_words_in_place_that_get_a_page_are_not_added(past: Past) -> None:
    """A touchpoint that stood on the map as words has grown; one beside it is new."""
    pay = "title: Pay\nsteps:\n  - Waits: 0\n    touchpoints: [{touchpoint}]\n"
    past.commit({"journeys/pay.yml": pay.replace("{touchpoint}", "Till queue")})
    past.commit({
        "journeys/pay.yml": pay.replace("{touchpoint}", "till-queue, bell"),
        "touchpoints/till-queue.yml": "title: Till queue\n", "touchpoints/bell.yml": "title: Bell\n",
    })  # fmt: skip
    assert past.said()[1:] == [
        "changed journey:pay",
        "  Waits: touchpoint added: Bell",
        "added touchpoint:bell",
        "outgrown touchpoint:till-queue",
    ]
