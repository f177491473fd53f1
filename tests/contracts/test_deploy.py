"""The compose file fits the program: no engine is needed to see a name that nothing reads."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import stat
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from cryptography.fernet import Fernet

from bot import cli, settings
from bot.web import WEBHOOK_PATH
from tests.contracts.test_repo_rules import settings_documented

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
SECRETS = "/run/secrets/"
BOTS = ("bot-1", "bot-2")


FILES = ("compose.yaml", "compose.sqlite.yaml")


def compose(name: str = "compose.yaml") -> dict[str, Any]:
    loaded = yaml.safe_load((DEPLOY / name).read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def read(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def ours(file: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the services that run our image."""
    services = compose(file)["services"]
    return [(name, each) for name, each in services.items() if "duewell" in each["image"]]


def filled_in(value: str, given: dict[str, str]) -> str:
    """Put in what compose would: `${NAME:-default}` and `${NAME:?why}`."""
    return re.sub(r"\$\{(\w+)(?::[-?]([^}]*))?\}", lambda m: given.get(m[1]) or m[2] or "", value)


def test_each_setting_that_it_names_is_one_that_the_bot_reads() -> None:
    """A misspelt name is silence: the bot would start with the default."""
    for name, service in (*ours("compose.yaml"), *ours("compose.sqlite.yaml")):
        named = {each.removesuffix("_FILE") for each in service["environment"]}
        assert named - settings_documented() == set(), name


@pytest.mark.skipif(os.geteuid() != 0, reason="make-secrets gives files to the containers' users")
def test_the_bot_starts_with_what_it_is_given(tmp_path: Path) -> None:
    """Made secrets, the example's answers and the compose file, read by the bot's own reader."""
    shutil.copy(DEPLOY / "make-secrets", tmp_path)
    for _ in range(2):  # the second time nothing is made anew
        subprocess.run([tmp_path / "make-secrets"], input="12345:AbCd\n", text=True, check=True)
    lines = [line for line in read(".env.example").splitlines() if "=" in line and line[0] != "#"]
    answers = dict(line.split("=", 1) for line in lines)
    for name in BOTS:
        environment = {
            key: filled_in(value, answers).replace(SECRETS, f"{tmp_path}/secrets/")
            for key, value in compose()["services"][name]["environment"].items()
        }
        given = settings.read(environment)
        assert given.bot_token == "12345:AbCd"
        assert given.webhook_url == "https://bot.example.org"
        assert re.fullmatch(r"[A-Za-z0-9_-]{32}", given.webhook_secret)
        assert re.fullmatch(r"[A-Za-z0-9_-]{32}", given.metrics_token)
        assert all(Fernet(key) for key in given.encryption_keys)
        assert given.database_url.startswith("postgresql+asyncpg://duewell:")
        assert given.database_url.endswith("@database/duewell")
        password = (tmp_path / "secrets" / "postgres_password").read_text(encoding="utf-8")
        assert f":{password}@" in given.database_url
        assert given.default_locale == "en"
    for path in (tmp_path / "secrets").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o400
        assert path.stat().st_uid == (999 if path.name == "postgres_password" else 10001)


@pytest.mark.parametrize("file", FILES)
def test_every_secret_is_a_file_that_only_its_services_see(file: str) -> None:
    """A secret in the environment shows in `docker inspect` and in every child process."""
    whole = compose(file)
    used = set()
    for name, service in whole["services"].items():
        named = {
            value.removeprefix(SECRETS)
            for value in service.get("environment", {}).values()
            if value.startswith(SECRETS)
        }
        assert named == set(service.get("secrets", [])), name
        used |= named
    assert used == set(whole["secrets"])
    made = set(re.findall(r"keep (\w+) \d", read("make-secrets")))
    assert made == used or (file != "compose.yaml" and used < made)
    assert {each["file"] for each in whole["secrets"].values()} == {
        f"./secrets/{name}" for name in used
    }
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "/deploy/secrets/" in ignored


def test_every_question_that_it_asks_is_in_the_example_and_no_other() -> None:
    """An operator fills in the example; a name that is missing there stays unset."""
    asked = set(re.findall(r"\$\{(\w+)", read("compose.yaml")))
    answered = set(re.findall(r"^(\w+)=", read(".env.example"), flags=re.MULTILINE))
    assert asked == answered
    assert set(re.findall(r"\$\{(\w+)", read("compose.sqlite.yaml"))) == asked - {"BOT_DOMAIN"}


def test_the_replicas_are_equal_and_hold_nothing_of_their_own() -> None:
    """What one of them keeps to itself is lost with it."""
    services = compose()["services"]
    first, second = (services[name] for name in BOTS)
    assert first == second
    assert first["volumes"] == ["erasures:/erasures"]
    assert first["environment"]["WEBHOOK_URL"]
    # The sender and the web server are given 20 seconds to end; then comes SIGKILL.
    assert int(first["stop_grace_period"].removesuffix("s")) > 20


@pytest.mark.parametrize("file", FILES)
def test_nothing_can_write_to_its_image_or_gain_rights(file: str) -> None:
    """Somebody who gets in finds nothing to change and nowhere to go."""
    services = compose(file)["services"]
    for name, service in services.items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["healthcheck"]["test"], name
        assert service.get("cap_add", []) == (["NET_BIND_SERVICE"] if name == "proxy" else [])
        assert "user" in service or name == "proxy"
        assert ("ports" in service) == (name == "proxy"), name
    if file != "compose.yaml":
        return
    assert compose()["networks"]["store"]["internal"] is True
    assert services["database"]["networks"] == ["store"]
    assert services["proxy"]["networks"] == ["web"]


def test_the_image_and_the_compose_file_agree() -> None:
    """The number that owns the secrets is the number that the process has."""
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    for name, service in (*ours("compose.yaml"), *ours("compose.sqlite.yaml")):
        user, group = service["user"].split(":")
        assert f"--uid {user} " in image
        assert f"--gid {group} " in image
        made = re.findall(r"install -d -o duewell -g duewell -m 0700 (.+)", image)[0].split()
        for volume in service.get("volumes", []):
            # A volume takes its owner from the folder in the image that it is laid over.
            assert volume.partition(":")[2] in made, name


def test_the_proxy_passes_on_telegrams_path_and_the_console_to_every_replica() -> None:
    """The other pages are for the inside; a replica that is left out idles."""
    given = read("Caddyfile")
    services = compose()["services"]
    port = services["bot-1"]["environment"]["LISTEN"].rpartition(":")[2]
    upstreams = re.findall(r"reverse_proxy (.+) \{", given)
    assert [each.split() for each in upstreams] == 2 * [[f"{name}:{port}" for name in BOTS]]
    assert re.findall(r"handle (\S+) \{", given) == [WEBHOOK_PATH, "/console*"]
    assert services["bot-1"]["environment"]["CONSOLE_URL"] == "https://${BOT_DOMAIN}"
    assert given.count("{") == given.count("}")
    assert "health_uri /readyz" in given
    assert f":{port}/readyz" in services["bot-1"]["healthcheck"]["test"][-1]


@pytest.mark.parametrize("file", FILES)
def test_a_backup_is_made_each_day_where_no_bot_can_lose_it(file: str, tmp_path: Path) -> None:
    """The loop runs our command, waits a day, and ends at once when it is told to."""
    backup = compose(file)["services"]["backup"]
    assert "bot_token" not in backup.get("secrets", [])
    assert "backups:/backups" in backup["volumes"]
    assert backup["environment"]["BACKUPS_DIR"] == "/backups"
    (loop,) = backup["command"]
    said = tmp_path / "said"
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\necho "$@" >>{said}\n', encoding="utf-8")
    python.chmod(0o755)
    here = {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    shell = subprocess.Popen(
        [*backup["entrypoint"], loop.replace("$$", "$")], env=here, start_new_session=True
    )
    try:
        end = time.monotonic() + 10
        while not (said.exists() and said.stat().st_size) and time.monotonic() < end:
            time.sleep(0.02)
        shell.terminate()
        shell.wait(5)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(shell.pid, signal.SIGKILL)  # its sleep
    words = said.read_text(encoding="utf-8").split()
    assert words[:3] == ["-m", "bot", "backup"]
    assert cli.parser().parse_args(words[2:]).keep == 30


@pytest.mark.parametrize("name", ["make-secrets", "roll"])
def test_a_script_can_be_run_and_names_every_replica(name: str) -> None:
    """A replica that `roll` forgets would stay at the old version."""
    assert os.access(DEPLOY / name, os.X_OK)
    subprocess.run(["sh", "-n", DEPLOY / name], check=True)
    if name == "roll":
        assert f"for replica in {' '.join(BOTS)};" in read(name)


def test_roll_waits_for_one_replica_before_it_touches_the_next(tmp_path: Path) -> None:
    """With both away at once nobody answers."""
    shutil.copy(DEPLOY / "roll", tmp_path)
    fake = tmp_path / "docker"
    fake.write_text(
        '#!/bin/sh\necho "$@" >>"$SAID"\ncase "$*" in *" up "*bot-1) exit 1;; esac\n',
        encoding="utf-8",
    )
    fake.chmod(0o755)
    said = tmp_path / "said"
    here = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "SAID": str(said)}
    done = subprocess.run([tmp_path / "roll"], env=here, check=False)
    assert done.returncode != 0
    lines = said.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert "--wait" in lines[1]
    assert lines[1].endswith("bot-1")
