"""Start a real Elasticsearch, one node or a cluster of several, on 127.0.0.1.

The node is put together from the artifacts that Elastic publishes to Maven Central (`tests/elasticsearch`), built
once for each state of that folder and kept in the user's cache.
"""

import argparse
import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

PROJECT = Path(__file__).resolve().parent.parent / "elasticsearch"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "rencai-elasticsearch"
OLDEST_JDK = 21
IN_MODULE = ("lucene-analysis-smartcn*", "lucene-analysis-icu*", "icu4j*")
LOG_CONFIG = """\
status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = [%d{ISO8601}][%-5p][%c{1}] %m%n
rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
"""


class Unavailable(RuntimeError):
    """This machine cannot run a node; the message says what it lacks."""


@dataclass(frozen=True)
class Jdk:
    home: Path
    version: int


def find_jdk() -> Jdk:
    """The newest JDK that JAVA_HOME or the system's JVM folder has. Raises Unavailable."""
    homes = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    found = [jdk for home in [*homes, *Path("/usr/lib/jvm").glob("*")] if (jdk := _jdk_at(home))]
    if not found:
        raise Unavailable(f"no JDK of version {OLDEST_JDK} or newer in JAVA_HOME or /usr/lib/jvm")
    if shutil.which("mvn") is None:
        raise Unavailable("no Maven (mvn) on the path")
    return max(found, key=lambda jdk: jdk.version)


def _jdk_at(home: Path) -> Jdk | None:
    release = home / "release"
    if not (home / "bin/javac").exists() or not release.exists():
        return None
    version = re.search(r'JAVA_VERSION="(\d+)', release.read_text())
    return Jdk(home, int(version[1])) if version and int(version[1]) >= OLDEST_JDK else None


def build(jdk: Jdk, target: Path = CACHE) -> None:
    """Fetch the jars and compile the launcher into `target`, unless it holds this state of the sources already."""
    sources = [PROJECT / "pom.xml", *sorted((PROJECT / "src").rglob("*.java"))]
    state = "".join(f"{path.name}:{hashlib.sha256(path.read_bytes()).hexdigest()}\n" for path in sources)
    stamp = target / "stamp"
    if stamp.exists() and stamp.read_text() == state:
        return
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    subprocess.run(
        [
            "mvn",
            "-q",
            "-B",
            "-f",
            PROJECT / "pom.xml",
            "dependency:copy-dependencies",
            f"-DoutputDirectory={target / 'jars'}",
        ],
        check=True,
        env={**os.environ, "JAVA_HOME": str(jdk.home)},
        stdout=sys.stderr,
    )
    for group, destination in (("AnalysisModule", "module"), ("Launcher", "classes")):
        subprocess.run(
            [
                jdk.home / "bin/javac",
                "-nowarn",
                "-Xlint:none",
                "-d",
                target / destination,
                "-cp",
                f"{target / 'jars'}/*",
                *(path for path in sources[1:] if path.stem == group),
            ],
            check=True,
        )
    subprocess.run(
        [jdk.home / "bin/jar", "cf", target / "local-analysis.jar", "-C", target / "module", "."], check=True
    )
    stamp.write_text(state)


def free_ports(count: int) -> list[int]:
    """Ports that nothing listened on a moment ago."""
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


@dataclass
class Cluster:
    """A running cluster. Use as a context manager, or call `start` and `stop`."""

    data: Path
    nodes: int = 1
    heap: str = "512m"
    ports: list[int] = field(default_factory=list)
    target: Path = CACHE
    brief: bool = False
    """Its nodes live for a minute or two: they compile simply, which halves what a start costs."""

    def __post_init__(self) -> None:
        self._jdk = find_jdk()
        self._processes: dict[int, subprocess.Popen[bytes]] = {}
        free = free_ports(2 * self.nodes)
        self.ports = self.ports or free[: self.nodes]
        self._transports = free[self.nodes :]

    @property
    def url(self) -> str:
        return ",".join(f"http://127.0.0.1:{port}" for port in self.ports)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start every node and wait until the cluster answers."""
        build(self._jdk, self.target)
        for number in range(self.nodes):
            self.start_node(number)
        self.wait(self.nodes)

    def start_node(self, number: int) -> None:
        """Start one node, which finds its data where it left it."""
        home = self.data.resolve() / f"node{number}"
        self._lay_out(home)
        with (home / "logs/node.log").open("ab") as log:
            self._processes[number] = subprocess.Popen(self._command(number, home), stdout=log, stderr=log)

    def kill_node(self, number: int) -> None:
        """SIGKILL one node and wait for its end."""
        self._processes[number].kill()
        self._processes.pop(number).wait()

    def stop(self) -> None:
        """End every node, politely first."""
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._processes.clear()

    def wait(self, nodes: int, status: str = "yellow", seconds: float = 90) -> None:
        """Wait until so many nodes are there in this status. Raises Unavailable when they don't come."""
        query = f"wait_for_status={status}&wait_for_nodes={nodes}&timeout=2s"
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for number, process in self._processes.items():
                if process.poll() is not None:
                    raise Unavailable(f"node {number} ended: see {self.data}/node{number}/logs/node.log")
            if any(
                _answers(f"http://127.0.0.1:{self.ports[number]}/_cluster/health?{query}") for number in self._processes
            ):
                return
            time.sleep(0.3)
        raise Unavailable(f"the cluster was not {status} with {nodes} nodes within {seconds} s: see {self.data}")

    def _command(self, number: int, home: Path) -> list[str]:
        in_server = [
            str(jar)
            for jar in sorted((self.target / "jars").glob("*.jar"))
            if not re.match(r"netty|transport-netty4|lucene-analysis-(smartcn|icu)|icu4j", jar.name)
        ]
        quiet = ["--sun-misc-unsafe-memory-access=allow"] if self._jdk.version >= 23 else []
        peers = []
        if self.nodes > 1:
            addresses = ",".join(f"127.0.0.1:{port}" for port in self._transports)
            peers = [addresses, ",".join(f"node{other}" for other in range(self.nodes))]
        return [
            str(self._jdk.home / "bin/java"),
            f"-Xms{self.heap}",
            f"-Xmx{self.heap}",
            "-XX:+UseG1GC",
            *(["-XX:TieredStopAtLevel=1"] if self.brief else []),
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            *quiet,
            "-Dlog4j2.disable.jmx=true",
            f"-Des.path.home={home}",
            "-cp",
            ":".join([str(self.target / "classes"), *in_server]),
            "node.Launcher",
            str(home),
            f"node{number}",
            str(self.ports[number]),
            str(self._transports[number]),
            *peers,
        ]

    def _lay_out(self, home: Path) -> None:
        version = re.search(r"<elasticsearch.version>(.+?)<", (PROJECT / "pom.xml").read_text())
        assert version
        for folder in ("config", "logs", "lib", "plugins"):
            (home / folder).mkdir(parents=True, exist_ok=True)
        (home / "config/log4j2.properties").write_text(LOG_CONFIG)
        shutil.rmtree(home / "modules", ignore_errors=True)
        jars = self.target / "jars"
        self._module(
            home,
            "transport-netty4",
            "org.elasticsearch.transport.netty4.Netty4Plugin",
            version[1],
            list(jars.glob("*netty*.jar")),
        )
        self._module(
            home,
            "local-analysis",
            "node.AnalysisModule",
            version[1],
            [self.target / "local-analysis.jar", *(jar for name in IN_MODULE for jar in jars.glob(name))],
        )

    def _module(self, home: Path, name: str, main: str, version: str, jars: list[Path]) -> None:
        module = home / "modules" / name
        module.mkdir(parents=True)
        (module / "plugin-descriptor.properties").write_text(
            f"description={name}\nversion={version}\nname={name}\nelasticsearch.version={version}\n"
            f"java.version={OLDEST_JDK}\nclassname={main}\n"
        )
        for jar in jars:
            (module / jar.name).symlink_to(jar)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder for the nodes' homes and data")
    parser.add_argument("--port", type=int, default=9200, help="HTTP port of the first node; the next nodes follow")
    parser.add_argument("--nodes", type=int, default=1)
    parser.add_argument("--heap", default="1g")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    ports = [options.port + number for number in range(options.nodes)]
    try:
        with Cluster(options.data, options.nodes, options.heap, ports) as cluster:
            print(f"ready {cluster.url}", flush=True)
            signal.pause()
    except Unavailable as reason:
        sys.exit(str(reason))
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
