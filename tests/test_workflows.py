"""The GitHub workflows: audited by zizmor, pinned, with no more rights than each job needs; `.ci/run` runs what README says."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def jobs(path: Path) -> dict[str, dict]:
    """Return the jobs of a workflow."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]


def steps(path: Path) -> list[dict]:
    """Return every step of every job."""
    return [step for job in jobs(path).values() for step in job["steps"]]


def test_zizmor_finds_nothing():
    done = subprocess.run([Path(sys.executable).with_name("zizmor"), "--offline", "--persona=auditor", "--no-progress", "--format=plain", ROOT / ".github"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_full_commit_with_the_version_beside_it(path: Path):
    uses = re.findall(r"uses: *(.+)", path.read_text(encoding="utf-8"))
    assert uses
    assert [line for line in uses if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


def test_one_action_has_one_commit_everywhere():
    pins = {tuple(line.split("@")) for path in WORKFLOWS for line in re.findall(r"uses: *(.+)", path.read_text(encoding="utf-8"))}
    assert len({action for action, _ in pins}) == len(pins)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_has_no_rights_but_those_a_job_names(path: Path):
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["permissions"] == {}
    assert [name for name, job in jobs(path).items() if "permissions" not in job or "timeout-minutes" not in job] == []


def test_only_the_jobs_that_publish_and_comment_may_write():
    writers = {(path.name, name): {right for right, level in job["permissions"].items() if level == "write"} for path in WORKFLOWS for name, job in jobs(path).items()}
    assert {key: rights for key, rights in writers.items() if rights} == {("deploy.yml", "publish"): {"pages", "id-token"}, ("comment.yml", "comment"): {"pull-requests"},
                                                                       ("sources.yml", "propose"): {"contents", "pull-requests"}}


def test_what_a_fork_sends_is_run_without_rights_and_what_has_rights_runs_main():
    report, post = (yaml.safe_load((ROOT / ".github/workflows" / name).read_text(encoding="utf-8")) for name in ("check-report.yml", "comment.yml"))
    assert list(report[True]) == ["pull_request"] and report["jobs"]["report"]["permissions"] == {"contents": "read"}
    assert post[True]["workflow_run"]["workflows"] == [report["name"]]
    assert [step.get("with") for step in steps(ROOT / ".github/workflows/comment.yml") if "checkout" in step.get("uses", "")] == [{"persist-credentials": False}]
    assert "secrets." not in (ROOT / ".github/workflows/check-report.yml").read_text(encoding="utf-8")


def test_what_changed_is_shown_beside_its_lines_and_kept_as_a_text():
    scripts = [step.get("run", "") for step in steps(ROOT / ".github/workflows/check-report.yml")]
    assert any('--since "$BASE" --format comment > comment.txt' in script for script in scripts)
    assert scripts[-1] == '.venv/bin/invoke check --since "$BASE" --format github'


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_nothing_is_pasted_into_a_script_and_the_token_is_not_kept(path: Path):
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []
    assert [step for step in steps(path) if "checkout" in step.get("uses", "") and step.get("with", {}).get("persist-credentials") is not False] == []


def test_a_pull_request_is_tested_built_and_kept_to_look_at():
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
    assert list(workflow[True]) == ["pull_request"]
    scripts = [step.get("run", "") for step in steps(ROOT / ".github/workflows/ci.yml")]
    assert {".ci/run", ".venv/bin/invoke check", ".venv/bin/invoke build"} <= set(scripts)


def test_publishing_waits_for_the_tests_and_is_never_cut_short():
    workflow = yaml.safe_load((ROOT / ".github/workflows/deploy.yml").read_text(encoding="utf-8"))
    assert workflow["jobs"]["publish"]["needs"] == ["tests", "build"]
    assert workflow["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    minute = workflow[True]["schedule"][0]["cron"].split()[0]
    assert minute not in ("0", "15", "30", "45")


def test_the_ci_script_can_be_run_and_reads_the_commands_from_readme():
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", script]).returncode == 0
    text = script.read_text(encoding="utf-8")
    assert 'bash -c "$(block 2)"' in text and 'bash -c "$(block 1)"' in text


def test_the_ci_script_finds_the_two_blocks():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    function = re.search(r"block\(\) \{.*?\n\}", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.S)[0]
    for number, block in enumerate(re.findall(r"^```sh\n(.*?)^```$", readme, re.S | re.M)[:2], start=1):
        found = subprocess.run(["bash", "-c", f"{function}\nblock {number}"], cwd=ROOT, capture_output=True, text=True).stdout
        assert found == block
