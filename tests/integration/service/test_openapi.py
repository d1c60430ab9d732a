"""The service does what its OpenAPI document says: Schemathesis asks it in ways that nobody thought of."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from starlette.routing import Route

from neutral_gate.service.routes import routes


@pytest.fixture(scope="module")
def document(service) -> dict:
    with service.client("") as client:
        return client.get("/openapi.json").json()


def test_an_answer_is_as_the_document_says(service, document) -> None:
    schema = {"$ref": "#/components/schemas/Answer", "components": document["components"]}
    with service.client() as client:
        for payload in ({"html": "<p>Vote Labour</p>", "title": "A", "at": "2024-06-10"}, {"text": "Hello"}):
            jsonschema.validate(client.post("/v1/check", json=payload).json(), schema)


def test_every_route_of_the_contract_is_in_the_document(service, document) -> None:
    machines = ("/v1/", "/healthz", "/readyz", "/metrics", "/openapi.json")
    served = {
        (route.path, method.lower())
        for route in routes(service.services)
        if isinstance(route, Route) and route.path.startswith(machines)
        for method in (route.methods or set()) - {"HEAD"}
    }
    assert served == {(path, method) for path, methods in document["paths"].items() for method in methods}


def test_schemathesis_finds_nothing(service, tmp_path) -> None:
    program = Path(sys.executable).with_name("schemathesis")
    command = [
        *(str(program), "run", f"{service.url}/openapi.json", "--header", f"Authorization: Bearer {service.token}"),
        *("--phases", "examples,coverage,fuzzing", "--max-examples", "8", "--checks", "all", "--seed", "1"),
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout[-5000:]
    assert "Tested: " in done.stdout
