"""Gives Schemathesis real things to act on, and counts what each operation answered.

The values come from the test that started it (fuzz.test.ts), at FUZZ_FIXTURES_URL; the counts go to FUZZ_TALLY_FILE.
"""

import atexit
import json
import os
import urllib.request
from collections import Counter

import schemathesis
from schemathesis.core import NotSet

tally: Counter = Counter()
prepared: Counter = Counter()


def operation_id(case) -> str:
    return case.operation.definition.raw["operationId"]


@schemathesis.hook
def before_call(context, case, kwargs) -> None:
    """Every third valid call keeps its made-up addresses; the others are about something that exists."""
    if case.method.upper() != case.operation.method.upper() or case.meta is None:
        return
    if case.meta.generation.mode.is_negative:
        # What is meant to be refused must not be a host that is asked for in DNS.
        if isinstance(case.body, dict) and isinstance(case.body.get("url"), str):
            case.body["url"] = "no URL"
        if isinstance(case.body, dict) and isinstance(case.body.get("urls"), list):
            case.body["urls"] = ["no URL"]
        return
    name = operation_id(case)
    prepared[name] += 1
    fixture = fetch_fixture(name, prepared[name])
    if fixture["needsSession"] or not {"anyone", "key", "admin"} & set(case.operation.definition.raw["x-callers"]):
        kwargs["auth"] = as_session(fixture["session"])
    elif "authorization" in fixture.get("headers", {}):
        kwargs["auth"] = as_session(fixture["headers"])
    if prepared[name] % 3 != 0 or fixture.get("isSigned"):
        case.path_parameters = {**(case.path_parameters or {}), **fixture.get("path", {})}
    # No schema can say what a server has given out, or what one field means for another.
    for key in case.query.keys() & {"cursor"}:
        case.query = {**case.query, key: fixture["query"][key]}
    if fixture["needsThisBody"]:
        case.body = fixture["body"]
    elif isinstance(case.body, dict) and "body" in fixture:
        case.body = {**fixture["body"], **case.body}
        # No schema can say what lies ahead.
        if case.body.get("scheduledAt") is not None:
            case.body["scheduledAt"] = "2999-01-01T00:00:00Z"
        # Nor how many there are to be to choose from, when a field beside them says that it is a choice.
        if case.body.get("type") == "multiple_choice" and len(case.body.get("options") or []) < 2:
            case.body["options"] = fixture["body"]["options"]
        # Made-up hosts are hardly URLs, and would be asked for in DNS.
        if "url" in case.body and "url" in fixture["body"]:
            case.body["url"] = fixture["body"]["url"]
            case.body.pop("urls", None)
    elif isinstance(case.body, dict) and "files" in fixture:
        # No schema can say what makes a file a film.
        case.body = fixture["files"]
    elif isinstance(case.body, NotSet) and fixture.get("keyNeedsBody"):
        case.media_type = "application/json"
        case.body = fixture["body"]


@schemathesis.hook
def after_call(context, case, response) -> None:
    if case.method.upper() == case.operation.method.upper():
        tally[(operation_id(case), response.status_code)] += 1


def as_session(headers):
    """Sends a session's cookie instead of the key that every call has."""

    def apply(request):
        request.headers.pop("X-API-Key", None)
        request.headers.update(headers)
        return request

    return apply


def fetch_fixture(name: str, count: int) -> dict:
    with urllib.request.urlopen(f"{os.environ['FUZZ_FIXTURES_URL']}/{name}/{count}", timeout=120) as answer:
        return json.load(answer)


@atexit.register
def write_tally() -> None:
    rows = [{"operationId": name, "status": status, "count": count} for (name, status), count in tally.items()]
    with open(os.environ["FUZZ_TALLY_FILE"], "w", encoding="utf-8") as file:
        json.dump(rows, file)
