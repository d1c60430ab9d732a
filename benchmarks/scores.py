"""How well the shipped scores do, and what they cost.

    python benchmarks/scores.py [--checkthat FILE] [--uk FILE] [--prose FOLDER]

Prints macro-F1 of the opinion head on CheckThat (which nothing was fitted to), the share of sentences and of pages of
eight sentences that each head flags by kind of text, the share of whole files flagged, and the speed. Figures on the
sentences that the shipped weights were fitted to are marked: the held-out ones are printed by train_scores.py.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from score_data import CHECKTHAT, SHARED, UK, checkthat_sentences, pages, uk_sentences

from neutral_gate.lexicon.places import lexicons_dir
from neutral_gate.readers import read
from neutral_gate.scores import Head, heads, score_sentence, score_sentences
from neutral_gate.text.readability import prose, read_sentences

PROSE = SHARED.parent / "prose" / "files"


def macro_f1(labels: Sequence[bool], called: Sequence[bool]) -> float:
    """The mean of the F1 of both classes."""
    both = []
    for wanted in (True, False):
        right = sum(a == b == wanted for a, b in zip(labels, called, strict=True))
        both.append(2 * right / max(1, sum(a == wanted for a in labels) + sum(b == wanted for b in called)))
    return sum(both) / 2


def opinion_on_checkthat(path: Path = CHECKTHAT) -> dict[str, float]:
    """Macro-F1 of the opinion head at each of its two thresholds for a sentence."""
    head = heads(lexicons_dir() / "scores")["opinion"]
    rows = checkthat_sentences(path)
    scores = [score_sentence(text, head) for text, _ in rows]
    labels = [subjective for _, subjective in rows]
    return {
        name: macro_f1(labels, [score >= getattr(head, name) for score in scores])
        for name in ("leans", "sentence_limit")
    }


def flagged(path: Path = UK) -> dict[tuple[str, str], tuple[float, float, int]]:
    """By head and kind of text: the share of sentences flagged, of pages of eight flagged, and the number of pages."""
    sentences = uk_sentences(path)
    result = {}
    for name, head in heads(lexicons_dir() / "scores").items():
        for kind in sorted({each.kind for each in sentences}):
            ours = [each for each in sentences if each.kind == kind]
            single = [score_sentence(each.text, head) >= head.sentence_limit for each in ours]
            whole = [page_is_flagged([ours[place].text for place in page], head) for page in pages(ours)]
            result[name, kind] = (sum(single) / len(single), sum(whole) / max(1, len(whole)), len(whole))
    return result


def page_is_flagged(sentences: Sequence[str], head: Head) -> bool:
    """Whether a page of these sentences is warned about; one that is too short is not."""
    scored = score_sentences(sentences, head)
    return scored is not None and scored.score >= head.page_limit


def on_files(folder: Path) -> None:
    """Prints the share of real files flagged, and the speed."""
    texts = []
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".md", ".html"):
            for draft in read(path.read_bytes(), path.name):
                blocks = prose(draft.blocks)
                texts.append([each.text[s.start : s.end] for each in blocks for s in read_sentences(each.text)])
    words = sum(len(sentence.split()) for text in texts for sentence in text)
    for name, head in heads(lexicons_dir() / "scores").items():
        start = time.process_time()
        scored = [score_sentences(text, head) for text in texts]
        spent = time.process_time() - start
        long_enough = [each for each in scored if each is not None]
        share = sum(each.score >= head.page_limit for each in long_enough) / max(1, len(long_enough))
        print(
            f"{name:<10} {share:7.2%} of {len(long_enough)} files flagged; "
            f"{words / spent / 1000:,.0f} thousand words a second, {1000 * spent / max(1, len(texts)):.2f} ms a file"
        )


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkthat", type=Path, default=CHECKTHAT)
    parser.add_argument("--uk", type=Path, default=UK)
    parser.add_argument("--prose", type=Path, default=PROSE)
    options = parser.parse_args()
    for name, value in opinion_on_checkthat(options.checkthat).items():
        print(f"opinion head, macro-F1 on CheckThat at {name:<15} {value:.3f}")
    seen = " (fitted to these sentences)" if options.uk == UK else ""
    print(f"\n{'head':<10} {'text':<24} {'sentences':>9} {'pages of 8':>11}{seen}")
    for (head, kind), (single, whole, number) in flagged(options.uk).items():
        print(f"{head:<10} {kind:<24} {single:9.2%} {whole:11.2%} of {number}")
    print()
    on_files(options.prose)


if __name__ == "__main__":
    main()
