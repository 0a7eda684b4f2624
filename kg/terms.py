"""The terms of the graph: namespaces, classes, properties and value sets, as full IRIs and plain strings.

Declared with labels and definitions in `ontology/commitments.ttl`; a test fails when the two differ.
"""

from __future__ import annotations

HC = "https://w3id.org/health-commitments/ontology#"
DCTERMS = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

# For queries, Turtle and rdflib: the order in which prefixes are written.
PREFIXES: dict[str, str] = {
    "dcterms": DCTERMS, "hc": HC, "oa": OA, "org": ORG, "owl": OWL, "prov": PROV, "rdf": RDF, "rdfs": RDFS,
    "schema": SCHEMA, "skos": SKOS, "xsd": XSD,
}  # fmt: skip

# Classes
DOCUMENT = HC + "Document"
SECTION = HC + "Section"
COMMITMENT = HC + "Commitment"
FIGURE = HC + "Figure"
TARGET = HC + "Target"
ACHIEVEMENT = HC + "Achievement"
RESPONSIBILITY = HC + "Responsibility"
INSTITUTION = HC + "Institution"
PROGRAM = HC + "Program"
INDICATOR = HC + "Indicator"
REGION = HC + "Region"
MENTION = HC + "Mention"
NOTE = HC + "Note"
COMPARISON = HC + "Comparison"

CLASSES: tuple[str, ...] = (
    DOCUMENT, SECTION, COMMITMENT, FIGURE, TARGET, ACHIEVEMENT, RESPONSIBILITY, INSTITUTION, PROGRAM,
    INDICATOR, REGION, MENTION, NOTE, COMPARISON,
)  # fmt: skip

# The three relations of the graph
RESPONSIBLE_FOR = HC + "responsibleFor"
TARGETS = HC + "targets"
PART_OF = HC + "partOf"

# Of a document
GENRE = HC + "genre"
PERIOD = HC + "period"
ISSUER = HC + "issuer"
NUMBER = HC + "number"
SHA256 = HC + "sha256"
CHARS = HC + "chars"

# Of facts and what they are about
ACTION = HC + "action"
OBJECT = HC + "object"
STATUS = HC + "status"
DEADLINE = HC + "deadline"
IN_DOCUMENT = HC + "document"
IN_REGION = HC + "region"
HAS_PROGRAM = HC + "program"
OF_COMMITMENT = HC + "commitment"
OF_INDICATOR = HC + "indicator"
POPULATION = HC + "population"
MEASURE = HC + "measure"
OPERATOR = HC + "operator"
VALUE = HC + "value"
MAX_VALUE = HC + "maxValue"
UNIT = HC + "unit"
PRINTED = HC + "printed"
BASELINE = HC + "baseline"
EVIDENCE = HC + "evidence"
BEGINS = HC + "start"
RULE = HC + "rule"

# Of responsibilities, mentions and notes
OF_INSTITUTION = HC + "institution"
ANSWERS_FOR = HC + "answersFor"
COVERS = HC + "covers"
ROLE = HC + "role"
BASIS = HC + "basis"
EXPANDED_FROM = HC + "expandedFrom"
MENTIONS = HC + "mentions"
ABOUT = HC + "about"
REASON = HC + "reason"

# Of comparisons
COMPARES_TARGET = HC + "comparesTarget"
COMPARES_ACHIEVEMENT = HC + "comparesAchievement"
VERDICT = HC + "verdict"
VERDICT_REASON = HC + "verdictReason"
CONVERTED_VALUE = HC + "convertedValue"

# Of things
INSTITUTION_TYPE = HC + "institutionType"
GENERIC = HC + "generic"
CODE = HC + "code"
DIRECTION = HC + "direction"
NOT_SAME_AS = HC + "notSameAs"

# Of links between documents
LINKED_BECAUSE = HC + "linkedBecause"
SCORE = HC + "score"

# Counts in the graph of summaries
SHARED_BY = HC + "sharedBy"
MENTION_COUNT = HC + "mentionCount"
COMMITMENT_COUNT = HC + "commitmentCount"
TARGET_COUNT = HC + "targetCount"
ACHIEVEMENT_COUNT = HC + "achievementCount"
RESPONSIBILITY_COUNT = HC + "responsibilityCount"
UNOWNED_COUNT = HC + "unownedCount"
NOTE_COUNT = HC + "noteCount"
FIRMNESS = HC + "firmness"
STATES = HC + "states"

COUNTS: tuple[str, ...] = (
    SHARED_BY, MENTION_COUNT, COMMITMENT_COUNT, TARGET_COUNT, ACHIEVEMENT_COUNT, RESPONSIBILITY_COUNT,
    UNOWNED_COUNT, NOTE_COUNT, FIRMNESS, STATES,
)  # fmt: skip

PROPERTIES: tuple[str, ...] = (
    RESPONSIBLE_FOR, TARGETS, PART_OF, GENRE, PERIOD, ISSUER, NUMBER, SHA256, CHARS, ACTION, OBJECT,
    STATUS, DEADLINE, IN_DOCUMENT, IN_REGION, HAS_PROGRAM, OF_COMMITMENT, OF_INDICATOR, POPULATION,
    MEASURE, OPERATOR, VALUE, MAX_VALUE, UNIT, PRINTED, BASELINE, EVIDENCE, BEGINS, RULE, OF_INSTITUTION,
    ANSWERS_FOR, COVERS, ROLE, BASIS, EXPANDED_FROM, MENTIONS, ABOUT, REASON, COMPARES_TARGET, COMPARES_ACHIEVEMENT,
    VERDICT, VERDICT_REASON, CONVERTED_VALUE, INSTITUTION_TYPE,
    GENERIC, CODE, DIRECTION, NOT_SAME_AS, LINKED_BECAUSE, SCORE, *COUNTS,
)  # fmt: skip

# Terms of other vocabularies that the graph uses
RDF_TYPE = RDF + "type"
LABEL = RDFS + "label"
PREF_LABEL = SKOS + "prefLabel"
ALT_LABEL = SKOS + "altLabel"
TITLE = DCTERMS + "title"
ISSUED = DCTERMS + "issued"
SOURCE = DCTERMS + "source"
SPECIFIC_RESOURCE = OA + "SpecificResource"
HAS_SOURCE = OA + "hasSource"
HAS_SELECTOR = OA + "hasSelector"
POSITION_SELECTOR = OA + "TextPositionSelector"
QUOTE_SELECTOR = OA + "TextQuoteSelector"
START = OA + "start"
END = OA + "end"
EXACT = OA + "exact"
GENERATED_BY = PROV + "wasGeneratedBy"
ASSOCIATED_WITH = PROV + "wasAssociatedWith"
ACTIVITY = PROV + "Activity"
SOFTWARE_AGENT = PROV + "SoftwareAgent"

XSD_DATE = XSD + "date"
XSD_DECIMAL = XSD + "decimal"
XSD_INTEGER = XSD + "integer"
XSD_BOOLEAN = XSD + "boolean"
XSD_STRING = XSD + "string"

# Value sets: what a property may say, as plain strings; `ontology/commitments.ttl` names each in zh and en.
GENRES = ("plan", "report", "news")
STATUSES = ("planned", "achieved", "ongoing")
OPERATORS = ("=", ">=", "<=", ">", "<", "~")
MEASURES = ("level", "increase", "decrease")
ROLES = ("responsible", "lead", "support")
BASES = ("stated", "subject", "inherited", "expanded")
DIRECTIONS = ("higher", "lower", "none")
REASONS = (
    "value missing in source", "year missing in source", "broken characters in source", "unresolved body",
)  # fmt: skip
VERDICTS = ("met", "on course", "not met", "not comparable")
VERDICT_REASONS = (
    "reached", "reached early", "level reached", "pace kept", "short", "short later", "region", "measure", "population",
    "value missing", "unit", "direction", "approximate", "range", "no date", "before the plan", "not yet due",
    "after the deadline", "other period",
)  # fmt: skip
INSTITUTION_TYPES = (
    "government", "hospital", "primary-care", "public-health", "school", "enterprise", "association", "group",
    "collective", "other",
)  # fmt: skip

VALUE_SETS: dict[str, tuple[str, ...]] = {
    GENRE: GENRES,
    STATUS: STATUSES,
    OPERATOR: OPERATORS,
    MEASURE: MEASURES,
    ROLE: ROLES,
    BASIS: BASES,
    DIRECTION: DIRECTIONS,
    REASON: REASONS,
    VERDICT: VERDICTS,
    VERDICT_REASON: VERDICT_REASONS,
    INSTITUTION_TYPE: INSTITUTION_TYPES,
}
