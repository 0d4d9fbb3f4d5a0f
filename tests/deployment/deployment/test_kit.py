"""The kit: what each platform itself says of the files, whatever the client is called."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import kubernetes_validate
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from taller.deployment.deployment.artifacts import kubernetes, locked, rendering
from taller.deployment.deployment.artifacts.site import Site
from taller.deployment.deployment.params import Kit, Params
from taller.workbench.engagement.engagement import slug

HOSTILE = ("moda-viva", "東京", "7", "a" * 80, 'x"; exec /bin/sh #', "${HOME}", "%n", "- y\n", "no")
VERSIONS = ("1.30", "1.37")
LABEL = re.compile(r"[a-z]([a-z0-9-]{0,61}[a-z0-9])?")


def site(client: str = "Moda Viva", **kit) -> Site:
    return Site(slug(client) or "client", "classification", Params(kit=Kit(**kit)))


PLAIN = rendering.written(site())


@pytest.fixture(scope="module")
def tool():
    """Runs a platform's own checker, or skips where it is not installed."""

    def run(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        found = shutil.which(name, path="/usr/bin:/usr/sbin:/bin:/sbin")
        if found is None:
            pytest.skip(f"{name} is not installed")
        return subprocess.run([found, *map(str, arguments)], capture_output=True, text=True,
                              timeout=60, check=False)  # fmt: skip

    return run


@pytest.fixture(scope="module")
def certificate(tmp_path_factory, tool):
    """A certificate of its own, and its key in one file, as a proxy takes them."""
    folder = tmp_path_factory.mktemp("certificate")
    made = tool("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x",
                "-keyout", folder / "key.pem", "-out", folder / "cert.pem")  # fmt: skip
    assert made.returncode == 0, made.stderr
    both = (folder / "cert.pem").read_text() + (folder / "key.pem").read_text()
    (folder / "both.pem").write_text(both)
    return folder


@pytest.mark.parametrize(
    ("client", "version"), [(c, VERSIONS[-1]) for c in HOSTILE] + [("x", VERSIONS[0])]
)
def test_every_object_is_what_kubernetes_takes(client, version):
    for each in YAML(typ="safe").load_all(kubernetes.written(site(client))):
        kubernetes_validate.validate(each, version, strict=True)
        assert LABEL.fullmatch(each["metadata"]["name"])


def test_the_schema_does_refuse_what_is_wrong():
    """So that the test above is one."""
    made = kubernetes.manifests(site())[2]
    made["spec"]["template"]["spec"]["containers"][0]["readinesProbe"] = {}
    with pytest.raises(kubernetes_validate.ValidationError, match="readinesProbe"):
        kubernetes_validate.validate(made, VERSIONS[-1], strict=True)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_a_client_s_name_stands_in_no_file_but_as_a_label(client):
    """Nothing else differs between two clients, but the file of each one's salt."""
    name = site(client).name
    assert LABEL.fullmatch(name)
    assert len(name) <= 40
    for (file, text), theirs in zip(
        PLAIN.items(), rendering.written(site(client)).items(), strict=True
    ):
        named = (file, text.replace("moda_viva_scoring", name.replace("-", "_")))
        assert without_salt(*theirs) == without_salt(
            *(each.replace("moda-viva-scoring", name) for each in named)
        )


def without_salt(file: str, text: str) -> list[str]:
    return [file, *(line for line in text.splitlines() if not line.endswith('.key"'))]


@pytest.mark.parametrize("client", HOSTILE)
def test_the_salt_of_a_client_is_found_under_the_name_it_has_on_disk(client):
    read = YAML(typ="safe").load_all(kubernetes.written(site(client)))
    pod = next(each for each in read if each["kind"] == "Deployment")["spec"]["template"]["spec"]
    salt = next(each["secret"] for each in pod["volumes"] if each["name"] == "salt")
    assert salt["items"] == [{"key": "salt", "path": f"{site(client).slug}.key"}]


def test_a_pod_may_do_nothing_but_answer():
    """What the restricted standard asks, and a root that nothing writes to."""
    made = {each["kind"]: each for each in kubernetes.manifests(site())}
    pods = [made["Deployment"]["spec"]["template"]["spec"],
            made["CronJob"]["spec"]["jobTemplate"]["spec"]["template"]["spec"]]  # fmt: skip
    for pod in pods:
        assert pod["securityContext"]["runAsNonRoot"]
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert not pod["automountServiceAccountToken"]
        for container in pod["initContainers"] + pod["containers"]:
            held = container["securityContext"]
            assert held == {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True,
                            "capabilities": {"drop": ["ALL"]}}  # fmt: skip
            assert container["resources"]["limits"] == {"cpu": "1", "memory": "1024Mi"}
            key = next(e for e in container["env"] if e["name"] == "TALLER_API_KEY")
            assert key["valueFrom"]["secretKeyRef"]["key"] == "api-key"
    rules = made["NetworkPolicy"]["spec"]
    assert (rules["egress"], len(rules["ingress"])) == ([], 1)


def test_the_autoscaler_and_the_budget_leave_somebody_who_answers():
    made = {each["kind"]: each.get("spec") for each in kubernetes.manifests(site(replicas=(3, 9)))}
    scaled = made["HorizontalPodAutoscaler"]
    assert (scaled["minReplicas"], scaled["maxReplicas"]) == (3, 9)
    assert made["PodDisruptionBudget"]["minAvailable"] == 2
    assert "replicas" not in made["Deployment"]
    assert made["Deployment"]["strategy"]["rollingUpdate"] == {"maxSurge": 1, "maxUnavailable": 0}
    assert made["CronJob"]["schedule"] == "30 3 * * *"


@pytest.mark.parametrize("client", HOSTILE[:3])
def test_systemd_takes_the_units_and_finds_little_to_reach(client, tmp_path, tool):
    made = rendering.written(site(client))
    units = {Path(file).name: text for file, text in made.items() if file.startswith("systemd/")}
    for name, text in units.items():
        # What a machine of the client's has and this one has not.
        (tmp_path / name).write_text(re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", text))
    told = tool("systemd-analyze", "verify", "--recursive-errors=no", "--man=no",
                *(tmp_path / name for name in units))  # fmt: skip
    assert (told.returncode, told.stderr.strip()) == (0, "")
    main = tmp_path / f"{site(client).name}.service"
    told = tool("systemd-analyze", "security", "--offline=true", "--threshold=20", main)
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize("client", HOSTILE[:3])
def test_nginx_takes_its_file(client, certificate, tool):
    text = rendering.written(site(client))["proxy/nginx.conf"]
    text = re.sub(r"/etc/ssl/[\w-]+\.pem", str(certificate / "cert.pem"), text)
    text = re.sub(r"/etc/ssl/[\w-]+\.key", str(certificate / "key.pem"), text)
    (certificate / "site.conf").write_text(text)
    (certificate / "nginx.conf").write_text(
        f"pid {certificate}/pid; error_log stderr; events {{}}\n"
        f"http {{ include {certificate}/site.conf; }}\n"
    )
    told = tool("nginx", "-t", "-c", certificate / "nginx.conf", "-p", certificate)
    assert (told.returncode, "emerg" in told.stderr) == (0, False), told.stderr


@pytest.mark.parametrize("client", HOSTILE[:3])
def test_haproxy_takes_its_file_without_a_warning(client, certificate, tool):
    text = rendering.written(site(client))["proxy/haproxy.cfg"]
    text = re.sub(r"/etc/ssl/[\w-]+\.pem", str(certificate / "both.pem"), text)
    (certificate / "haproxy.cfg").write_text(text)
    told = tool("haproxy", "-c", "-f", certificate / "haproxy.cfg")
    assert told.returncode == 0, told.stderr
    assert not re.search(r"WARNING|ALERT", told.stdout + told.stderr)


def test_the_container_is_nobody_s_root_and_takes_only_hashed_packages():
    made = rendering.written(site())
    text = made["container/Containerfile"]
    assert "\nUSER 10001:10001\n" in text
    assert "HEALTHCHECK" in text
    assert "--require-hashes" in text
    assert "params" not in made["container/Containerfile.dockerignore"]
    entries = locked.ENTRY.findall(made["container/requirements.lock"])
    assert {"granian", "lightgbm", "starlette", "pydantic-core"} <= {*entries}
    assert {"jupyterlab", "playwright", "pytest", "altair"}.isdisjoint(entries)
    assert made["container/requirements.lock"].count("--hash=sha256:") >= len(entries)


@pytest.mark.parametrize(
    ("kit", "told"),
    [({"image": "a b"}, "kit.image"), ({"host": "x;y"}, "kit.host"),
     ({"table": "/a b"}, "kit.table"),
     ({"nightly": "25:00"}, "kit.nightly"), ({"replicas": (3, 2)}, "the smaller first"),
     ({"replicas": (1, 2)}, "2 to 100"), ({"proxy": "-x"}, "kit.proxy"), ({"cpu": 0}, "kit.cpu")],
)  # fmt: skip
def test_a_setting_that_a_file_could_take_for_its_own_is_refused(kit, told):
    with pytest.raises(ValueError, match=re.escape(told)):
        Params.model_validate({"kit": kit})
