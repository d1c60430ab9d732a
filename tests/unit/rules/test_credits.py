import pytest

from neutral_gate.rules.credits import without_credits


@pytest.mark.parametrize(
    "caption",
    [
        "The mill at dusk. Photograph: Orla Penny",
        "The mill at dusk. Photograph: Orla Penny.",
        "The mill at dusk. Photo by Orla Penny",
        "The mill at dusk (Picture: Orla Penny)",
        "The mill at dusk. (c) Orla Penny",
        "The mill at dusk. © 2019 Orla Penny",
        "The mill at dusk. © Orla Penny 2019",
        "The mill at dusk, photographed by Orla Penny",
        "The mill at dusk. Credit: Orla Penny / Mill News",
        "The mill at dusk. Illustration: Orla St. Penny",
        "The mill at dusk. Image courtesy of Orla Penny",
        "The mill at dusk. PHOTO: ORLA PENNY",
        "The mill at dusk. Photo credit: Orla Penny",
        "The mill at dusk. Photo: Cllr Orla Penny",
    ],
)
def test_who_took_the_picture_is_taken_out(caption):
    left = without_credits(caption, described=False)

    assert "penny" not in left.lower()
    assert left.startswith("The mill at dusk")


@pytest.mark.parametrize(
    "caption",
    [
        "Photograph: Orla Penny with two of the builders",
        "The mill. Picture: Orla Penny cuts the ribbon",
        "Orla Penny opens the mill",
        "A photo of Orla Penny by the mill",
        "The mill was opened by Orla Penny",
        "The mill. Pictured: Orla Penny",
    ],
)
def test_who_is_seen_stays(caption):
    assert without_credits(caption, described=True) == caption


def test_a_label_that_is_the_whole_caption_is_a_credit_only_beside_a_description():
    assert without_credits("Picture: Orla Penny", described=False) == "Picture: Orla Penny"
    assert without_credits("Picture: Orla Penny", described=True).strip() == ""
    assert without_credits("Photo by Orla Penny", described=False).strip() == ""
