"""The language server: diagnostics as the text changes, the rule on hover, an allow as quick fix."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument

from neutral_gate._version import __version__
from neutral_gate.lsp.fixes import allow_fix
from neutral_gate.lsp.judging import Judge, broken
from neutral_gate.model import DraftResult, Finding, Severity

SOURCE = "neutral-gate"
_log = logging.getLogger(__name__)
QUIET_TIME = 0.3
"""Seconds without a key press after which a text is checked: long enough to finish a word."""

_SEVERITIES = {
    Severity.BLOCK: lsp.DiagnosticSeverity.Error,
    Severity.WARN: lsp.DiagnosticSeverity.Warning,
    Severity.NOTE: lsp.DiagnosticSeverity.Information,
}


class Server(LanguageServer):
    """Keeps the results of the open texts."""

    def __init__(self) -> None:
        super().__init__(SOURCE, __version__)
        self.judge = Judge()
        self.results: dict[str, tuple[DraftResult, ...]] = {}
        self._waiting: dict[str, asyncio.Task[None]] = {}

    def check(self, uri: str, after: float = 0.0) -> None:
        """Checks a text, once it has been left alone for so many seconds."""
        self.forget(uri, keep=True)
        self._waiting[uri] = asyncio.get_running_loop().create_task(self._check(uri, after))

    def forget(self, uri: str, keep: bool = False) -> None:
        """Drops a check that has not started; and the results, unless they are to be kept."""
        task = self._waiting.pop(uri, None)
        if task is not None:
            task.cancel()
        if not keep:
            self.results.pop(uri, None)

    async def _check(self, uri: str, after: float) -> None:
        await asyncio.sleep(after)
        document = self.workspace.get_text_document(uri)
        text, version = document.source, document.version
        # In a thread, so that keys, hovers and the next change are answered meanwhile.
        results = await asyncio.to_thread(partial(self.judge.judge, path_of(document), text))
        if self.workspace.get_text_document(uri).version != version:
            return
        self.results[uri] = results
        try:
            found = [self._diagnostic(document, finding) for _, finding in self.counting(uri)]
        except Exception:
            _log.exception("The findings in %s have no place in the editor.", uri)
            self.results[uri] = (broken(path_of(document), text),)
            found = [self._diagnostic(document, finding) for _, finding in self.counting(uri)]
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found, version))

    def counting(self, uri: str) -> Iterator[tuple[DraftResult, Finding]]:
        """The findings of an open text that count, with their draft."""
        for result in self.results.get(uri, ()):
            for finding in result.findings:
                if finding.suppressed is None:
                    yield result, finding

    def range_of(self, document: TextDocument, finding: Finding) -> lsp.Range:
        """The place of a finding as the editor counts: lines from 0, columns in the units that were agreed."""
        start, end = finding.start, max(finding.end, finding.start)
        places = (lsp.Position(place.line - 1, place.column - 1) for place in (start, end))
        codec, lines = document.position_codec, document.lines
        return lsp.Range(*(codec.position_to_client_units(lines, place) for place in places))

    def _diagnostic(self, document: TextDocument, finding: Finding) -> lsp.Diagnostic:
        instead = f"\nInstead: {finding.suggestion}" if finding.suggestion else ""
        return lsp.Diagnostic(
            range=self.range_of(document, finding),
            message=f"{finding.message}{instead}",
            severity=_SEVERITIES[finding.severity],
            code=finding.rule,
            source=SOURCE,
        )


def path_of(document: TextDocument) -> Path:
    """Where a text lies; one that has not been saved yet lies in the folder of the server."""
    return Path(to_fs_path(document.uri) or document.path or "untitled")


def make_server() -> Server:
    """A server with its features, ready to be started."""
    server = Server()

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: lsp.DidOpenTextDocumentParams) -> None:
        server.check(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: lsp.DidChangeTextDocumentParams) -> None:
        server.check(params.text_document.uri, QUIET_TIME)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: lsp.DidSaveTextDocumentParams) -> None:
        server.check(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: lsp.DidCloseTextDocumentParams) -> None:
        server.forget(params.text_document.uri)
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(params.text_document.uri, []))

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        document = server.workspace.get_text_document(params.text_document.uri)
        here = [
            finding
            for _, finding in server.counting(params.text_document.uri)
            if _covers(server.range_of(document, finding), params.position)
        ]
        if not here:
            return None
        words = "\n\n---\n\n".join(server.judge.explain(path_of(document), finding) for finding in here[:3])
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, words), server.range_of(document, here[0]))

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix])
    )
    def code_action(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        uri = params.text_document.uri
        document = server.workspace.get_text_document(uri)
        actions = []
        for result, finding in server.counting(uri):
            place = server.range_of(document, finding)
            fix = allow_fix(result, finding) if _touch(place, params.range) else None
            if fix is not None:
                line = result.source.count("\n", 0, fix.offset)  # a fix starts a line, so its column is 0
                edit = lsp.TextEdit(lsp.Range(lsp.Position(line, 0), lsp.Position(line, 0)), fix.text)
                actions.append(
                    lsp.CodeAction(
                        fix.title,
                        lsp.CodeActionKind.QuickFix,
                        [each for each in params.context.diagnostics if each.code == finding.rule],
                        edit=lsp.WorkspaceEdit({uri: [edit]}),
                    )
                )
        return actions

    return server


def _covers(place: lsp.Range, position: lsp.Position) -> bool:
    return place.start <= position <= place.end


def _touch(one: lsp.Range, other: lsp.Range) -> bool:
    return one.start <= other.end and other.start <= one.end
