"""Kubernetes manifests: a service that scales, is probed, is reached by its proxy alone.

References
----------
Kubernetes: "Pod Security Standards" (restricted), "Configure Liveness, Readiness and Startup
Probes", "Termination of Pods" (a pod gets requests for some seconds after it is told to end).
"""

from __future__ import annotations

import io
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from taller.deployment.deployment.artifacts.site import ENGAGEMENT, HOME, NOBODY, STATE, Site

DRAIN, GRACE = 5, 40  # seconds: until no proxy sends more; until it is ended whatever is under way


def manifests(site: Site) -> list[dict[str, Any]]:
    """All objects, in the order in which they are made."""
    return [
        _object("v1", "ServiceAccount", site, automountServiceAccountToken=False),
        _object("networking.k8s.io/v1", "NetworkPolicy", site, spec=_reached(site)),
        _object("apps/v1", "Deployment", site, spec=_deployment(site)),
        _object("v1", "Service", site, spec={
            "type": "ClusterIP", "selector": _labels(site, "service"),
            "ports": [{"name": "http", "port": 80, "targetPort": "http"}],
        }),
        _object("networking.k8s.io/v1", "Ingress", site, spec=_ingress(site)),
        _object("autoscaling/v2", "HorizontalPodAutoscaler", site, spec=_scaled(site)),
        _object("policy/v1", "PodDisruptionBudget", site, spec={
            "minAvailable": site.p.kit.replicas[0] - 1,
            "selector": {"matchLabels": _labels(site, "service")},
        }),
        _object("batch/v1", "CronJob", site, "nightly", spec=_nightly(site)),
    ]  # fmt: skip


def written(site: Site) -> str:
    """The manifests as one YAML file; every text is quoted, so that no reader takes it for else."""
    yaml, text = YAML(), io.StringIO()
    yaml.explicit_start = True
    yaml.width = 4096
    yaml.dump_all([_quoted(each) for each in manifests(site)], text)
    return text.getvalue()


def _quoted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _quoted(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_quoted(each) for each in value]
    return DoubleQuotedScalarString(value) if isinstance(value, str) else value


def _labels(site: Site, part: str) -> dict[str, str]:
    return {
        "app.kubernetes.io/name": "taller-scoring",
        "app.kubernetes.io/instance": site.name,
        "app.kubernetes.io/component": part,
    }


def _object(version: str, kind: str, site: Site, part: str = "service", **rest: Any) -> dict:
    name = site.name if part == "service" else f"{site.name}-{part}"
    metadata = {"name": name, "labels": _labels(site, part)}
    return {"apiVersion": version, "kind": kind, "metadata": metadata, **rest}


def _deployment(site: Site) -> dict[str, Any]:
    """Without a count of copies, which the autoscaler has the say of."""
    served = _container(site, "service", ["taller", *site.serve("0.0.0.0")]) | {
        "ports": [{"name": "http", "containerPort": site.p.service.port}],
        "startupProbe": _probe("/ready", period=2, failures=60),
        "readinessProbe": _probe("/ready", period=5, failures=2),
        "livenessProbe": _probe("/health", period=10, failures=3),
        "lifecycle": {"preStop": {"exec": {"command": ["sleep", str(DRAIN)]}}},
    }
    spread = {
        "maxSkew": 1, "topologyKey": "kubernetes.io/hostname",
        "whenUnsatisfiable": "ScheduleAnyway",
        "labelSelector": {"matchLabels": _labels(site, "service")},
    }  # fmt: skip
    pod = _pod(site, served) | {
        "terminationGracePeriodSeconds": GRACE,
        "topologySpreadConstraints": [spread],
    }
    replaced = {"maxSurge": 1, "maxUnavailable": 0}
    return {
        "selector": {"matchLabels": _labels(site, "service")},
        "strategy": {"type": "RollingUpdate", "rollingUpdate": replaced},
        "minReadySeconds": 10,
        "revisionHistoryLimit": 10,
        "template": {"metadata": {"labels": _labels(site, "service")}, "spec": pod},
    }  # fmt: skip


def _nightly(site: Site) -> dict[str, Any]:
    hour, minute = site.p.kit.nightly.split(":")
    tables = {"name": "tables", "persistentVolumeClaim": {"claimName": f"{site.name}-tables"}}
    scored = _container(site, "score", ["taller", *site.score()])
    folders = dict.fromkeys(path.rpartition("/")[0] for path in (site.p.kit.table, site.p.kit.to))
    scored["volumeMounts"] += [
        {"name": "tables", "mountPath": folder or "/", "subPath": f"folder-{n}"}
        for n, folder in enumerate(folders)
    ]
    pod = _pod(site, scored) | {"restartPolicy": "Never"}
    pod["volumes"].append(tables)
    template = {"metadata": {"labels": _labels(site, "nightly")}, "spec": pod}
    return {
        "schedule": f"{int(minute)} {int(hour)} * * *", "timeZone": "Etc/UTC",
        "concurrencyPolicy": "Forbid", "startingDeadlineSeconds": 3600,
        "successfulJobsHistoryLimit": 3, "failedJobsHistoryLimit": 7,
        "jobTemplate": {"spec": {
            "backoffLimit": 2, "activeDeadlineSeconds": 7200, "template": template,
        }},
    }  # fmt: skip


def _pod(site: Site, container: dict[str, Any]) -> dict[str, Any]:
    """A pod that may do nothing but answer; its state is copied out of the image when it starts."""
    copied = _container(site, "state", ["cp", "-R", "/opt/taller/state/.", STATE])
    return {
        "serviceAccountName": site.name, "automountServiceAccountToken": False,
        "enableServiceLinks": False,
        "securityContext": {
            "runAsNonRoot": True, "runAsUser": NOBODY, "runAsGroup": NOBODY, "fsGroup": NOBODY,
            "seccompProfile": {"type": "RuntimeDefault"},
        },
        "initContainers": [copied], "containers": [container],
        "volumes": [
            {"name": "state", "emptyDir": {"sizeLimit": "4Gi"}},
            {"name": "tmp", "emptyDir": {"sizeLimit": "256Mi"}},
            {"name": "engagement", "configMap": {"name": site.name}},
            {"name": "salt", "secret": {"secretName": site.name, "defaultMode": 0o440, "items": [
                {"key": "salt", "path": f"{site.slug}.key"}]}},
        ],
    }  # fmt: skip


def _container(site: Site, name: str, command: list[str]) -> dict[str, Any]:
    key = {"secretKeyRef": {"name": site.name, "key": "api-key"}}
    most = {"cpu": f"{site.p.kit.cpu:g}", "memory": f"{site.p.kit.memory_mib}Mi"}
    return {
        "name": name, "image": site.p.kit.image, "command": command,
        "env": [{"name": "TALLER_API_KEY", "valueFrom": key},
                {"name": "TALLER_HOME", "value": HOME}],
        "resources": {"requests": most, "limits": most},
        "securityContext": {
            "allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        },
        "volumeMounts": [
            {"name": "state", "mountPath": STATE}, {"name": "tmp", "mountPath": "/tmp"},
            {"name": "salt", "mountPath": f"{HOME}/salts", "readOnly": True},
            {"name": "engagement", "mountPath": ENGAGEMENT, "subPath": "engagement.yaml",
             "readOnly": True},
        ],
    }  # fmt: skip


def _probe(path: str, *, period: int, failures: int) -> dict[str, Any]:
    return {
        "httpGet": {"path": path, "port": "http"}, "periodSeconds": period, "timeoutSeconds": 2,
        "failureThreshold": failures,
    }  # fmt: skip


def _reached(site: Site) -> dict[str, Any]:
    """Only the proxy's namespace asks it; it asks nobody."""
    proxy = {"matchLabels": {"kubernetes.io/metadata.name": site.p.kit.proxy}}
    asked = {"from": [{"namespaceSelector": proxy}],
             "ports": [{"protocol": "TCP", "port": site.p.service.port}]}  # fmt: skip
    mine = {"app.kubernetes.io/instance": site.name}
    return {
        "podSelector": {"matchLabels": mine}, "policyTypes": ["Ingress", "Egress"],
        "ingress": [asked], "egress": [],
    }  # fmt: skip


def _ingress(site: Site) -> dict[str, Any]:
    """Only the routes that score: health, readiness and metrics stay inside."""
    backend = {"service": {"name": site.name, "port": {"name": "http"}}}
    path = {"path": "/v1", "pathType": "Prefix", "backend": backend}
    return {
        "tls": [{"hosts": [site.p.kit.host], "secretName": f"{site.name}-tls"}],
        "rules": [{"host": site.p.kit.host, "http": {"paths": [path]}}],
    }  # fmt: skip


def _scaled(site: Site) -> dict[str, Any]:
    kit = site.p.kit
    used = {"type": "Utilization", "averageUtilization": round(kit.busy * 100)}
    return {
        "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": site.name},
        "minReplicas": kit.replicas[0], "maxReplicas": kit.replicas[1],
        "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": used}}],
        "behavior": {"scaleDown": {"stabilizationWindowSeconds": 300}},
    }  # fmt: skip
