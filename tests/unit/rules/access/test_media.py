"""A video whose words stand nowhere near it is told of, and nothing else is."""

import pytest

VIDEO = '<video controls src="tour.mp4"><track kind="captions" src="tour.vtt" srclang="en"></video>'
PLAYER = '<iframe src="https://www.youtube-nocookie.com/embed/{}" title="A tour of the mill"></iframe>'


@pytest.mark.parametrize(
    "html",
    [
        VIDEO,
        PLAYER.format("a1b2c3"),
        '<iframe data-src="https://player.vimeo.com/video/123" title="A tour"></iframe>',
        '<embed src="https://www.youtube.com/v/a1b2c3" title="A tour">',
        f"<h2>Our mill</h2>{VIDEO}<p>It was built in 1780, and its wheel still turns.</p>",
        '<video controls><source src="tour.mp4"></video>',
        '<video autoplay controls loop src="tour.mp4"></video>',
        f'{VIDEO}<div hidden class="script-loader"></div>',
    ],
)
def test_a_video_without_a_transcript_is_found(found, html):
    assert len(found(html)["video-transcript"]) == 1


@pytest.mark.parametrize(
    "html",
    [
        f"{VIDEO}<p>Transcript</p>",
        f"<details><summary>Transcription</summary><p>This is our mill.</p></details>{VIDEO}",
        f'{VIDEO}<p><a href="/tour-transcript">What the miller says</a></p>',
        f'{VIDEO}<div id="tour-transcript"><p>This is our mill.</p></div>',
        f"{VIDEO}<p>Mae trawsgrifiad ar y dudalen hon.</p>",
        f"{PLAYER.format('a1b2c3')}<p>A text version of this video is below.</p>",
        '<p id="said">A transcript is at the desk.</p><video controls aria-describedby="said" src="tour.mp4"></video>',
        '<video controls src="wheel.mp4" title="The wheel turns slowly to the left while water falls on it from '
        'a channel above, and then it stops."></video>',
        '<video controls src="wheel.mp4" aria-label="Silent film of the wheel"></video>',
        '<video muted controls src="wheel.mp4"></video>',
        '<video autoplay loop src="wheel.mp4"></video>',
        '<video controls id="live"></video>',
        '<video hidden controls src="tour.mp4"></video>',
        '<iframe src="https://player.vimeo.com/video/123?background=1" title="The wheel"></iframe>',
        '<iframe src="https://www.youtube.com/embed/live_stream?channel=mill" title="The mill now"></iframe>',
        '<iframe src="https://www.youtube.com/embed/{{ id }}" title="A tour"></iframe>',
        '<iframe src="https://example.org/player/123" title="A tour"></iframe>',
    ],
)
def test_a_video_with_its_words_or_without_any_is_left_alone(found, html):
    assert "video-transcript" not in found(html)


def test_a_transcript_belongs_to_the_videos_before_and_after_it(found):
    page = f"<h2>Mill</h2>{PLAYER.format('a')}<p>Transcript of the tour</p>{PLAYER.format('b')}<h2>Lock</h2>"
    page += PLAYER.format("c")

    (only,) = found(page)["video-transcript"]

    assert only.where.start == page.index(PLAYER.format("c"))


def test_a_player_inside_a_video_is_not_told_of_twice(found):
    page = f'<video controls src="tour.mp4">{PLAYER.format("a")}</video>'

    assert len(found(page)["video-transcript"]) == 1


def test_a_transcription_will_do_for_sound_too(found):
    sound = '<audio controls src="talk.mp3"></audio>'

    assert "audio-transcript" in found(f"{sound}<p>Listen to our talk.</p>")
    assert "audio-transcript" not in found(f"{sound}<p>A written version of the talk is below.</p>")
