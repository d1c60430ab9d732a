"""A real client starts the language server as an editor does, and edits a real folder of drafts with it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

TEXT = (
    "# News 🎉\n\n🎉 Please vote Labour on Thursday. We think the Government is wrong about buses.\n\nBins as usual.\n"
)


class Editor:
    """An editor with one open text."""

    def __init__(self, client: LanguageClient, path: Path) -> None:
        self.client, self.uri = client, path.as_uri()
        self.version = 0
        self.found: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()
        client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self.found.put_nowait(params))

    async def open(self, text: str) -> list[lsp.Diagnostic]:
        item = lsp.TextDocumentItem(self.uri, "markdown", self.version, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        return await self.diagnostics()

    async def change(self, text: str) -> None:
        self.version += 1
        self.client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(self.version, self.uri),
                [lsp.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    async def diagnostics(self) -> list[lsp.Diagnostic]:
        return list((await asyncio.wait_for(self.found.get(), 60)).diagnostics)

    async def fixes(self, diagnostic: lsp.Diagnostic) -> list[lsp.CodeAction]:
        answer = await self.client.text_document_code_action_async(
            lsp.CodeActionParams(
                lsp.TextDocumentIdentifier(self.uri), diagnostic.range, lsp.CodeActionContext([diagnostic])
            )
        )
        return [each for each in answer or [] if isinstance(each, lsp.CodeAction)]

    async def hover(self, position: lsp.Position) -> str:
        answer = await self.client.text_document_hover_async(
            lsp.HoverParams(lsp.TextDocumentIdentifier(self.uri), position)
        )
        return answer.contents.value if answer and isinstance(answer.contents, lsp.MarkupContent) else ""


SERVER = ("-m", "neutral_gate", "lsp", "--stdio")
BREAKS_ON_A_WORD = """
from neutral_gate.cli.main import run
from neutral_gate.gate import Gate
judge = Gate.judge
def broken(gate, draft, *others):
    if "Krakatoa" in draft.source:
        raise RuntimeError("a fault of the gate")
    return judge(gate, draft, *others)
Gate.judge = broken
raise SystemExit(run(["lsp", "--stdio"]))
"""


@pytest.fixture
def edit(tmp_path: Path) -> Callable[..., None]:
    """Runs a session in an editor, in a folder whose settings put it inside a window that is always open."""
    (tmp_path / "neutral-gate.toml").write_text(
        '[body]\ntype = "council"\n[[windows]]\nid = "now"\ntitle = "Now"\nstrictness = "general"\n'
        'start = 2020-01-01\nend = 2099-01-01\nsource = "a test"\n'
    )

    async def session(steps: Callable[[Editor], Awaitable[None]], server: tuple[str, ...]) -> None:
        client = LanguageClient("test", "1")
        await client.start_io(sys.executable, *server)
        try:
            await client.initialize_async(
                lsp.InitializeParams(lsp.ClientCapabilities(), root_uri=tmp_path.as_uri(), process_id=None)
            )
            client.initialized(lsp.InitializedParams())
            await steps(Editor(client, tmp_path / "post.md"))
        finally:
            await asyncio.wait_for(client.shutdown_async(None), 30)
            client.exit(None)
            await client.stop()

    return lambda steps, server=SERVER: asyncio.run(session(steps, server))


def words(diagnostic: lsp.Diagnostic, text: str) -> str:
    """The words that a range covers, counted as editors do by default: in UTF-16 units."""
    start, end = diagnostic.range.start, diagnostic.range.end
    line = text.split("\n")[start.line].encode("utf-16-le")
    assert start.line == end.line
    return line[2 * start.character : 2 * end.character].decode("utf-16-le")


def by_rule(found: list[lsp.Diagnostic], rule: str) -> lsp.Diagnostic:
    return next(each for each in found if each.code == rule)


def test_findings_stand_where_the_words_are_also_behind_an_emoji(edit: Callable[..., None]) -> None:
    async def steps(editor: Editor) -> None:
        found = by_rule(await editor.open(TEXT), "neutrality/vote-advocacy")
        assert "vote Labour" in words(found, TEXT)
        assert found.severity is lsp.DiagnosticSeverity.Error
        assert found.source == "neutral-gate"
        assert "Instead: " in found.message

    edit(steps)


def test_hover_explains_and_is_silent_elsewhere(edit: Callable[..., None]) -> None:
    async def steps(editor: Editor) -> None:
        found = by_rule(await editor.open(TEXT), "neutrality/vote-advocacy")
        told = await editor.hover(found.range.start)
        assert "`neutrality/vote-advocacy`" in told
        assert "*Instead:*" in told
        assert "*Guidance:*" in told
        assert await editor.hover(lsp.Position(4, 2)) == ""

    edit(steps)


def test_a_change_is_checked_and_closing_clears(edit: Callable[..., None]) -> None:
    async def steps(editor: Editor) -> None:
        assert await editor.open(TEXT)
        await editor.change("Bins are emptied on Tu")
        await editor.change("Bins are emptied on Tuesday.\n")
        assert await editor.diagnostics() == []
        assert editor.found.empty()  # the change that was typed over has not been reported
        editor.client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(editor.uri)))
        assert await editor.diagnostics() == []

    edit(steps)


def test_an_allow_is_offered_and_counts_only_once_it_is_filled_in(edit: Callable[..., None]) -> None:
    async def steps(editor: Editor) -> None:
        found = by_rule(await editor.open(TEXT), "neutrality/government-comment")
        (action,) = [each for each in await editor.fixes(found) if "government-comment" in each.title]
        assert action.edit is not None
        assert action.edit.changes is not None
        ((uri, [change]),) = action.edit.changes.items()
        assert uri == editor.uri
        lines = TEXT.split("\n")
        lines.insert(change.range.start.line, change.new_text.rstrip("\n") + "\n")
        text = "\n".join(lines)

        await editor.change(text)
        rules = {str(each.code) for each in await editor.diagnostics()}
        assert "neutrality/government-comment" in rules
        assert any(rule.startswith("gate/allow-") for rule in rules)

        await editor.change(text.replace('reason=""', 'reason="agreed"').replace('until=""', "until=2098-01-01"))
        rules = {str(each.code) for each in await editor.diagnostics()}
        assert "neutrality/government-comment" not in rules
        assert "neutrality/vote-advocacy" in rules

    edit(steps)


def test_nobody_is_offered_to_allow_what_cannot_be_allowed(edit: Callable[..., None]) -> None:
    async def steps(editor: Editor) -> None:
        found = by_rule(await editor.open(TEXT), "neutrality/vote-advocacy")
        assert not [each for each in await editor.fixes(found) if "vote-advocacy" in each.title]

    edit(steps)


def test_settings_that_are_wrong_are_shown_in_the_text_and_mended_on_the_way(
    edit: Callable[..., None], tmp_path: Path
) -> None:
    async def steps(editor: Editor) -> None:
        settings = tmp_path / "neutral-gate.toml"
        good = settings.read_text()
        settings.write_text("[body\n")
        (found,) = await editor.open("Bins.\n")
        assert found.code == "gate/unreadable"
        assert "not valid TOML" in found.message
        settings.write_text(good)
        await editor.change("Bins as usual.\n")
        assert await editor.diagnostics() == []

    edit(steps)


def test_a_fault_of_the_gate_is_shown_and_old_findings_do_not_stay(edit: Callable[..., None]) -> None:
    async def steps(editor: Editor) -> None:
        assert await editor.open("Bins as usual.\n") == []
        await editor.change("Krakatoa.\n")
        (found,) = await editor.diagnostics()
        assert found.code == "gate/internal-error"
        assert found.severity is lsp.DiagnosticSeverity.Error
        assert "`gate/internal-error`" in await editor.hover(found.range.start)
        await editor.change("Bins as usual.\n")
        assert await editor.diagnostics() == []

    edit(steps, ("-c", BREAKS_ON_A_WORD))


def test_a_hover_answers_where_the_settings_broke_meanwhile(edit: Callable[..., None], tmp_path: Path) -> None:
    async def steps(editor: Editor) -> None:
        found = by_rule(await editor.open(TEXT), "neutrality/vote-advocacy")
        (tmp_path / "neutral-gate.toml").write_text("[body\n")
        told = await editor.hover(found.range.start)
        assert "`neutrality/vote-advocacy`" in told
        assert "not valid TOML" in told

    edit(steps)
