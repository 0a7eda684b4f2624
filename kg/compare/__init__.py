"""Documents of several places side by side: shared programmes, one indicator or programme in all places, likeness of places.

Reads a graph; what `kg shared` prints can also be read from records and their links.
"""

from kg.compare.namings import Naming, namings_of_graph, namings_of_records, within
from kg.compare.network import communities, particular, programme_network, similarities
from kg.compare.places import Place
from kg.compare.sharing import Matrix, SharedProgramme, matrix, shared

__all__ = [
    "Matrix", "Naming", "Place", "SharedProgramme", "communities", "matrix", "namings_of_graph", "namings_of_records",
    "particular", "programme_network", "shared", "similarities", "within",
]  # fmt: skip
