"""Words that only the eye gets are told of, unless they are decoration or stand where a screen reader gets them."""

import pytest


@pytest.mark.parametrize(
    "html",
    [
        '<h2 aria-hidden="true">Opening hours</h2><p>We open at nine.</p>',
        '<h3 class="title" aria-hidden="true">Parking</h3><p>We open at nine.</p>',
        '<p aria-hidden="TRUE">The clinic is closed on Monday.</p>',
        '<p class="lead" aria-hidden="true">The clinic is closed on Monday.</p>',
        '<div aria-hidden="true">Bring your card.</div>',
        '<div aria-hidden="true"><p>Bring your card.</p></div>',
        '<ul aria-hidden="true"><li>Your card</li><li>A pen</li></ul>',
        '<section aria-label="Visits"><div><div><div aria-hidden="true">Bring your card.</div></div></div></section>',
        '<p aria-hidden="true">Bring your card.</p><p hidden>Bring your card.</p>',
    ],
)
def test_hidden_words_are_found(found, html):
    assert len(found(html)["words-hidden"]) == 1


@pytest.mark.parametrize(
    "html",
    [
        '<p aria-hidden="false">Bring your card.</p>',
        '<div aria-hidden="true"></div>',
        '<h2 aria-hidden="true">→ 1 / 3</h2>',
        '<p aria-hidden="true">🎉 🎉</p><div aria-hidden="true">* * *</div><span aria-hidden="true">or</span>',
        '<i aria-hidden="true">arrow forward</i>',
        '<span class="material-icons" aria-hidden="true">arrow forward</span>',
        '<div class="modal" aria-hidden="true"><p>Sign up for news</p></div>',
        '<div id="menu" aria-hidden="true">Sign up for news</div>',
        '<p class="field-error" aria-hidden="true">Enter your name</p>',
        '<div data-slide="2" aria-hidden="true">Bring your card.</div>',
        '<div role="presentation" aria-hidden="true">Bring your card.</div>',
        '<p aria-hidden="true" style="display:none">Bring your card.</p>',
        '<div hidden><p aria-hidden="true">Bring your card.</p></div>',
        '<style>.top { position: absolute; left: -9999px }</style><p class="top" aria-hidden="true">Your own card</p>',
        '<p aria-hidden="true">Bring your card.</p><p>Always bring your card!</p>',
        '<p aria-hidden="true">Bring your card.</p><img src="card.png" alt="Bring your card">',
        '<div><span aria-hidden="true">9 to 5 daily</span><span class="sr-only">From nine to five daily</span></div>',
        '<h2 aria-label="Our fair"><span aria-hidden="true">Our great big fair</span></h2>',
        '<article aria-label="Next step: a walk"><p aria-hidden="true">Suggested next step</p></article>',
        '<a href="/card"><p aria-hidden="true">Your card explained</p>About your card</a>',
        '<button><span aria-hidden="true">Open it now</span>Open</button>',
        '<label>Name <span aria-hidden="true">must be given</span><input required></label>',
        '<div role="img" aria-label="Four stars of five"><p aria-hidden="true">four of five</p></div>',
        '<div aria-hidden="true">Read <a href="/card">about your card</a></div>',
        '<div aria-hidden="true"><h1>Our clinic</h1></div><div role="dialog" aria-label="Cookies"><p>Yes?</p></div>',
        '<div aria-hidden="true"><h1>Our clinic</h1></div><dialog open><p>Is that all right?</p></dialog>',
        '<p aria-hidden="true">{{ page.title }} and more</p>',
    ],
)
def test_decoration_and_what_is_said_elsewhere_is_left_alone(found, html):
    assert "words-hidden" not in found(html)


def test_what_is_inside_hidden_words_is_told_of_once(found):
    page = '<div aria-hidden="true"><p aria-hidden="true">Bring your card.</p></div>'

    (only,) = found(page)["words-hidden"]

    assert only.excerpt == "Bring your card."


def test_a_page_full_of_them_is_told_of_up_to_a_limit(found):
    page = "".join(f'<p aria-hidden="true">Bring card number {number}.</p>' for number in range(2000))

    assert len(found(page)["words-hidden"]) == 50
