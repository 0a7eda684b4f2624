"""Which nodes are one and which are not, joined step by step: a union-find that knows what must stay apart."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

Node = TypeVar("Node", bound=Hashable)
Edge = TypeVar("Edge")


class Partition(Generic[Node, Edge]):
    """Sets of nodes. A join or a separation that would contradict what was said before is refused."""

    def __init__(self) -> None:
        self._parent: dict[Node, Node] = {}
        self._apart: dict[Node, set[Node]] = {}
        self._edges: dict[Node, list[tuple[Node, Edge]]] = {}

    def root(self, node: Node) -> Node:
        """The node that stands for the set of a node."""
        at = node
        while (above := self._parent.setdefault(at, at)) != at:
            self._parent[at] = self._parent.setdefault(above, above)
            at = above
        return at

    def are_one(self, a: Node, b: Node) -> bool:
        return self.root(a) == self.root(b)

    def are_apart(self, a: Node, b: Node) -> bool:
        """Whether it was said of these two, or of two that are one with them, that they are different."""
        return self.root(b) in self._apart.get(self.root(a), ())

    def join(self, a: Node, b: Node, edge: Edge) -> bool:
        """Make two nodes one, for the reason `edge`; False where they must stay apart."""
        if self.are_apart(a, b):
            return False
        self._edges.setdefault(a, []).append((b, edge))
        self._edges.setdefault(b, []).append((a, edge))
        kept, gone = self.root(a), self.root(b)
        if kept != gone:
            self._parent[gone] = kept
            for other in self._apart.pop(gone, set()):
                self._apart[other].discard(gone)
                self._apart[other].add(kept)
                self._apart.setdefault(kept, set()).add(other)
        return True

    def separate(self, a: Node, b: Node) -> bool:
        """Keep two nodes apart for good; False where they are one already."""
        one, other = self.root(a), self.root(b)
        if one == other:
            return False
        self._apart.setdefault(one, set()).add(other)
        self._apart.setdefault(other, set()).add(one)
        return True

    def way(self, a: Node, b: Node) -> list[Edge]:
        """The fewest reasons by which two nodes are one; empty where they are not."""
        before: dict[Node, tuple[Node, Edge] | None] = {a: None}
        waiting = deque([a])
        while waiting:
            at = waiting.popleft()
            for node, edge in self._edges.get(at, ()):
                if node not in before:
                    before[node] = (at, edge)
                    waiting.append(node)
        found: list[Edge] = []
        step = before.get(b)
        while step is not None:
            found.append(step[1])
            step = before[step[0]]
        return found[::-1]

    def sets(self, nodes: Iterable[Node]) -> dict[Node, list[Node]]:
        """The sets to which some nodes belong, each with those of them that it holds, in their order."""
        found: dict[Node, list[Node]] = {}
        for node in nodes:
            found.setdefault(self.root(node), []).append(node)
        return found
