"""The configuration items of a made-up estate, layer by layer, the same for the same seed.

Services stand on applications, these on databases and virtual machines, these on servers and clusters, in
racks, at sites. Relations run from the upper layers to the lower, so there is no cycle. Which of a layer
is named follows a power law: a few are named by very many, most by a few. The first network is the hub:
one in five servers hangs on it, and most of the estate feels it.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import NamedTuple

FOLDER_SIZE = 400  # files in one folder: git writes a folder anew whenever a file in it changes

SHARES = {
    "site": 0.001,
    "supplier": 0.0005,
    "contract": 0.001,
    "network": 0.002,
    "rack": 0.005,
    "cluster": 0.005,
    "server": 0.06,
    "virtual_machine": 0.28,
    "database": 0.12,
    "application": 0.32,
    "application_service": 0.12,
    "business_service": 0.0,  # the rest
}
LEAST = {"site": 2, "network": 2, "rack": 2}
PREFIX = {"virtual_machine": "vm", "application": "app", "database": "db", "server": "srv"}
HUB_SHARE = 0.2
GROUP_SHARE = 0.12
_WORDS = (
    *("transcripts", "payroll", "attendance", "meals", "routes", "grades", "enrolment", "library", "voice", "forms"),
    *("rosters", "reports", "sign-in", "backups", "printing", "wireless", "calendars", "tutoring", "safety", "budget"),
)
_PURPOSES = (
    "Serves {one} and {two} for one half of the district.",
    "Holds what {one} needs from {two}; see the runbook.",
    "Set up for {one}; it has carried {two} as well since the winter.",
    "Takes over {one} at night when {two} is being worked on.",
)


class Group(NamedTuple):
    """Alternatives of which so many are needed."""

    at_least: int
    of: Sequence[str]


class Item(NamedTuple):
    """One configuration item: what tells it from the others of its class, relations and attributes in order."""

    item_class: str
    number: int
    relations: Mapping[str, Sequence[str | Group]]
    attributes: Mapping[str, str]

    @property
    def id(self) -> str:
        """Its id, such as vm-000042."""
        return named(self.item_class, self.number)

    @property
    def path(self) -> str:
        """Where its file lies."""
        return f"cmdb/{self.item_class}/{self.number // FOLDER_SIZE:04d}/{self.id}.yaml"


def named(item_class: str, number: int) -> str:
    """The id of the item of that class and number."""
    return f"{PREFIX.get(item_class, item_class.replace('_', '-'))}-{number:06d}"


def counts(size: int) -> dict[str, int]:
    """How many items of each class an estate of that size has; all of them together are `size`."""
    each = {name: max(LEAST.get(name, 1), int(size * share)) for name, share in SHARES.items()}
    each["business_service"] = size - (sum(each.values()) - each["business_service"])
    return each


class Layers:
    """Makes the items. What runs where is kept, so that no redundancy group ends on one host."""

    def __init__(self, size: int, seed: int) -> None:
        self.counts = counts(size)
        self._random = Random(seed)
        self._host_of_machine = array("i")  # a server's number, or what stands for a cluster: -1 - the machine's own
        self._host_of = {"database": array("i"), "application": array("i")}

    def items(self) -> Iterator[Item]:
        """Every item, lower layers first."""
        for item_class, count in self.counts.items():
            relations, attributes = getattr(self, f"_{item_class}_relations"), ATTRIBUTES.get(item_class, {})
            for number in range(count):
                filled = {name: self._filled(text, number) for name, text in attributes.items()}
                yield Item(item_class, number, relations(number), filled)

    def _filled(self, text: str, number: int) -> str:
        """An attribute as it stands in YAML: its choices are told apart by bars, `#` is a number."""
        choices = text.split("|")
        chosen = choices[int(self._random.random() * len(choices))]
        return chosen.replace("#.#", f"{number >> 8 & 255}.{number & 255}").replace("#", str(number))

    def _pick(self, item_class: str, steep: int = 3) -> int:
        """One of a class by a power law: the first are picked the most."""
        return int(self.counts[item_class] * self._random.random() ** steep)

    def _some(self, item_class: str, most: int, steep: int = 3) -> list[str]:
        """One to `most` different ones of a class."""
        number = 1 + int(self._random.random() * most)
        return [named(item_class, one) for one in sorted({self._pick(item_class, steep) for _ in range(number)})]

    def _group(self, item_class: str) -> list[Group]:
        """Sometimes a group of two, of which one is needed, on two hosts."""
        if self._random.random() >= GROUP_SHARE:
            return []
        one, two = self._pick(item_class, 2), self._pick(item_class, 2)
        hosts = self._host_of[item_class]
        return [Group(1, (named(item_class, one), named(item_class, two)))] if hosts[one] != hosts[two] else []

    def _site_relations(self, number: int) -> dict[str, Sequence[str]]:
        return {}

    def _supplier_relations(self, number: int) -> dict[str, Sequence[str]]:
        return {}

    def _contract_relations(self, number: int) -> dict[str, Sequence[str]]:
        return {"supplied_by": [named("supplier", number % self.counts["supplier"])]}

    def _network_relations(self, number: int) -> dict[str, Sequence[str]]:
        return {"located_in": [named("site", number % self.counts["site"])]}

    def _rack_relations(self, number: int) -> dict[str, Sequence[str]]:
        return {"located_in": [named("site", number % self.counts["site"])]}

    def _cluster_relations(self, number: int) -> dict[str, Sequence[str]]:
        return {"covered_by": [named("contract", number % self.counts["contract"])]}

    def _server_relations(self, number: int) -> dict[str, Sequence[str]]:
        """The first half are members of clusters, the others run machines of their own."""
        on_hub = self._random.random() < HUB_SHARE
        relations = {
            "depends_on": [named("network", 0 if on_hub else self._pick("network"))],
            "located_in": [named("rack", number * self.counts["rack"] // self.counts["server"])],
            "covered_by": [named("contract", number % self.counts["contract"])],
        }
        if number < self.counts["server"] // 2:
            relations["member_of"] = [named("cluster", number % self.counts["cluster"])]
        return relations

    def _virtual_machine_relations(self, number: int) -> dict[str, Sequence[str]]:
        if number % 2:
            self._host_of_machine.append(-1 - number)
            return {"virtualized_by": [named("cluster", self._pick("cluster", 2))]}
        half = self.counts["server"] // 2
        host = half + int((self.counts["server"] - half) * self._random.random() ** 2)
        self._host_of_machine.append(host)
        return {"virtualized_by": [named("server", host)]}

    def _on_a_machine(self, item_class: str) -> dict[str, Sequence[str | Group]]:
        machine = self._pick("virtual_machine", 1)
        self._host_of[item_class].append(self._host_of_machine[machine])
        return {"runs_on": [named("virtual_machine", machine)]}

    def _database_relations(self, number: int) -> dict[str, Sequence[str | Group]]:
        return self._on_a_machine("database")

    def _application_relations(self, number: int) -> dict[str, Sequence[str | Group]]:
        needed: list[str | Group] = [*self._some("database", 3), *self._group("database")]
        return {**self._on_a_machine("application"), "depends_on": needed}

    def _application_service_relations(self, number: int) -> dict[str, Sequence[str | Group]]:
        return {"depends_on": [*self._some("application", 5), *self._group("application")]}

    def _business_service_relations(self, number: int) -> dict[str, Sequence[str | Group]]:
        return {"depends_on": self._some("application_service", 5), "uses": self._some("application", 4, 2)}


ATTRIBUTES: Mapping[str, Mapping[str, str]] = {
    "site": {"sort": "office|high_school|data_centre", "address": "# Harlow Road", "students": "#"},
    "supplier": {"customer_number": "C-#", "support_phone": "847-555-0101", "support_hours": "Mon-Fri 08:00-18:00"},
    "contract": {"number": "K-#", "starts_on": '"2025-07-01"', "notice_days": "30|60|90"},
    "network": {"sort": "lan|vlan|wan", "cidr": "10.#.#.0/24", "bandwidth_mbps": "1000|10000"},
    "rack": {"room": "Room #", "height_units": "42|47", "power_kw": "7.4|11"},
    "cluster": {
        "product": "vSphere|Proxmox VE",
        "version": '"8.0.3"|"9.1"',
        "cpu_cores": "96|192",
        "memory_gb": "1536",
    },
    "server": {
        "manufacturer": "Dell|HPE|Lenovo",
        "model": "PowerEdge R760|ProLiant DL380|ThinkSystem SR650",
        "serial_number": "SN#",
        "cpu_cores": "32|64",
        "memory_gb": "512|768|1024",
        "ip": "10.200.#.#",
        "warranty_until": '"2028-06-30"|"2029-03-31"',
    },
    "virtual_machine": {
        "os": "Debian 12.12|Windows Server 2022|Red Hat Enterprise Linux 9.6",
        "vcpus": "2|4|8",
        "memory_gb": "8|16|32",
        "disk_gb": "80|160|300",
        "ip": "10.10.#.#",
        "fqdn": "vm-#.district.example",
        "patch_group": "first_saturday|second_saturday|third_saturday|by_hand",
    },
    "database": {
        "engine": "postgresql|mariadb|sqlserver",
        "version": '"16.10"|"10.6.22"|"15.0"',
        "port": "5432|3306|1433",
        "size_gb": "12|38|61.5",
        "role": "primary|single",
        "backup_schedule": "full daily 02:00",
        "restore_tested_on": '"2026-04-11"|"2026-09-02"',
    },
    "application": {
        "product": "Keycloak|Moodle|Koha|Graylog",
        "vendor": "Example Software",
        "version": '"4.5.7"|"26.4"|"23.11"',
        "port": "443|8080|8443",
        "support_ends": '"2028-12-31"|"2027-06-30"',
    },
    "application_service": {
        "service_hours": "24x7|Mon-Fri 06:30-18:00",
        "outage_minutes_per_month": "30|60|240",
        "url": "https://service-#.district.example/",
        "monitor": "probe-#",
    },
    "business_service": {
        "service_hours": "24x7|Mon-Fri 06:30-18:00",
        "outage_minutes_per_month": "60|240",
        "recovery_time_minutes": "60|240|1440",
        "recovery_point_minutes": "15|60",
        "users": "Schools and offices",
    },
}


def described(random: Random) -> str:
    """A sentence that says what an item is for."""
    one, two = random.sample(_WORDS, 2)
    return random.choice(_PURPOSES).format(one=one, two=two)
